//! What the lenses list: every row with its figures and the passages behind them, made once per pair.

use std::collections::BTreeMap;

use super::lens::Side;
use crate::{
    analysis::{Lists, entities::EntityKind, stance::Stance, topics::TopicLayer, voices::Voice},
    articles::Article,
    comparison::{
        self, Comparison, Evidence, MeasureId, Pool, Reading, SpeakerShare, TopicShare,
        pair::{Alignment, AlignmentKind, Distinctive, Omission, OmissionKind},
    },
    text::{Span, fold::fold},
};

/// One row of a list, with the passages behind it on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is called.
    pub label: String,
    /// Its figures.
    pub what: What,
    /// The passages behind them, left and right.
    pub passages: [Vec<Evidence>; 2],
}

/// The figures of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A title between rows; cannot be opened.
    Head,
    /// Nothing more than its label.
    Plain,
    /// A speaker in one article.
    Voice(VoiceRow),
    /// Those who are named and never quoted.
    Unheard,
    /// A measure of the comparison, by its position there.
    Measure(MeasureRow),
    /// A count on each side.
    Counts {
        /// Findings, left and right.
        counts: [usize; 2],
        /// Out of how many.
        bases: [usize; 2],
        /// A few words about it.
        note: String,
    },
    /// A loaded term in one article.
    Term(TermRow),
    /// A topic on both sides.
    Topic(TopicRow),
    /// A word that one side uses more.
    Word {
        /// Uses, left and right.
        counts: [usize; 2],
        /// z-score, positive for left.
        z: f64,
    },
    /// Something missing on a side.
    Omission {
        /// The side that lacks it.
        lacks: Side,
        /// What kind of thing.
        kind: OmissionKind,
        /// In how many of the others it stands, and how many others there are.
        present: (usize, usize),
    },
    /// Two passages that tell the same.
    Alignment {
        /// How they correspond.
        kind: AlignmentKind,
        /// What differs.
        differs: String,
    },
    /// A note, by its position in the edits.
    Note(usize),
    /// A bookmark, by its position in the edits.
    Bookmark(usize),
}

/// A speaker in one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VoiceRow {
    /// Index into the profile's entities; `None` where the speaker is not known.
    pub entity: Option<u32>,
    /// The side it belongs to.
    pub camp: String,
    /// Words quoted directly.
    pub words: usize,
    /// Of all quoted words, 0 to 1; `None` where those are too few.
    pub share: Option<f64>,
    /// The share as printed.
    pub share_text: String,
    /// Its interval as printed.
    pub interval: String,
    /// Words of indirect speech.
    pub indirect: usize,
    /// Counted quotations.
    pub quotes: usize,
    /// The body word, 1-based, at which the speaker is first heard.
    pub first: Option<usize>,
    /// Reporting verbs by stance.
    pub stances: [usize; 4],
    /// Whether one of the quotations is not surely theirs.
    pub unsure: bool,
    /// Whether something about it was set by hand.
    pub edited: bool,
}

/// One measure on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureRow {
    /// Which.
    pub id: MeasureId,
    /// The values as printed.
    pub values: [String; 2],
    /// The intervals as printed.
    pub intervals: [String; 2],
    /// Right minus left, or the ratio, in words.
    pub difference: String,
    /// What may be said about it.
    pub reading: Reading,
}

/// A loaded term in one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TermRow {
    /// Its category.
    pub category: String,
    /// What it says.
    pub gloss: String,
    /// Counted hits in the narrator's words, in direct quotations, in indirect speech.
    pub counts: [usize; 3],
    /// Whether something about it was set by hand.
    pub edited: bool,
}

/// A topic on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicRow {
    /// Its id.
    pub id: String,
    /// Where its definition comes from.
    pub layer: TopicLayer,
    /// Sentences that touch it, left and right.
    pub counts: [usize; 2],
    /// Sentences of the body, left and right.
    pub bases: [usize; 2],
    /// Coverage, left and right; `None` below five sentences.
    pub shares: [Option<f64>; 2],
    /// Intervals as printed.
    pub intervals: [String; 2],
}

impl TopicRow {
    /// Coverage on a side for a bar, 0 to 1.
    pub fn share(&self, side: usize) -> f64 {
        match (self.counts.get(side), self.bases.get(side)) {
            (Some(&count), Some(&base)) if base > 0 => count as f64 / base as f64,
            _ => 0.0,
        }
    }
}

/// Everything that the lenses list about a pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Speakers, left and right, the most quoted first.
    pub voices: [Vec<Row>; 2],
    /// Measures of the Voices lens.
    pub measures: Vec<Row>,
    /// Loaded terms, left and right.
    pub terms: [Vec<Row>; 2],
    /// Measures, verbs and naming of the Language lens.
    pub language: Vec<Row>,
    /// Topics.
    pub topics: Vec<Row>,
    /// Distinctive words, omissions, alignments.
    pub differences: Vec<Row>,
    /// Notes and bookmarks.
    pub notes: Vec<Row>,
    /// The largest number of words of one speaker: the scale of the bars.
    pub most_words: usize,
    /// The largest coverage of one topic: the scale of the bars.
    pub most_coverage: f64,
}

/// The measures of the Language lens; all others are in the Voices lens.
const LANGUAGE: [MeasureId; 5] = [
    MeasureId::LoadedDensity,
    MeasureId::LoadedDensityDirect,
    MeasureId::LoadedDensityIndirect,
    MeasureId::DoubtingShare,
    MeasureId::EndorsingShare,
];

impl Rows {
    /// Lists a pair.
    pub fn of(a: comparison::Side<'_>, b: comparison::Side<'_>, comparison: &Comparison, pool: &Pool) -> Self {
        let sides = [a, b];
        let mut rows = Self {
            voices: [voices(a, 0), voices(b, 1)],
            terms: [terms(a, &pool.lists, 0), terms(b, &pool.lists, 1)],
            topics: topics(sides),
            ..Self::default()
        };
        rows.most_words = rows.voices.iter().flatten().map(words_of).max().unwrap_or(0);
        rows.most_coverage = rows.topics.iter().map(coverage_of).fold(0.0, f64::max);
        (rows.language, rows.measures) = measures(comparison).partition(is_language);
        rows.language.extend(verbs(sides));
        rows.language.extend(naming(comparison));
        rows.differences = differences(comparison, sides, pool);
        rows
    }
}

fn words_of(row: &Row) -> usize {
    if let What::Voice(v) = &row.what { v.words } else { 0 }
}

fn coverage_of(row: &Row) -> f64 {
    if let What::Topic(t) = &row.what { t.share(0).max(t.share(1)) } else { 0.0 }
}

fn is_language(row: &Row) -> bool {
    matches!(&row.what, What::Measure(m) if LANGUAGE.contains(&m.id))
}

fn one_side(index: usize, passages: Vec<Evidence>) -> [Vec<Evidence>; 2] {
    if index == 0 { [passages, Vec::new()] } else { [Vec::new(), passages] }
}

fn head(label: &str) -> Row {
    Row { label: label.to_owned(), what: What::Head, passages: Default::default() }
}

/// The speakers of an article, the most quoted first, those not known last; then who is named and not quoted.
fn voices(side: comparison::Side<'_>, index: usize) -> Vec<Row> {
    let speakers = comparison::speakers(side);
    let mut rows: Vec<Row> = speakers.into_iter().map(|s| voice(side, s, index)).collect();
    rows.extend(unheard(side, index));
    rows
}

fn voice(side: comparison::Side<'_>, s: SpeakerShare, index: usize) -> Row {
    let profile = side.profile;
    let entity = s.speaker.and_then(|i| profile.entities.get(i as usize));
    let stances = [Stance::Neutral, Stance::Assertive, Stance::Endorsing, Stance::Doubting].map(|x| s.verbs_of(x));
    let by_hand = profile.quotations.iter().any(|q| q.counted() && q.speaker == s.speaker && q.edited);
    let row = VoiceRow {
        entity: s.speaker,
        camp: s.camp.clone().unwrap_or_default(),
        words: s.words,
        share: s.share,
        share_text: s.share_text(),
        interval: s.interval.map_or_else(String::new, |i| i.text(comparison::Unit::Share)),
        indirect: s.indirect_words,
        quotes: s.quotes,
        first: s.first_at,
        stances,
        unsure: s.unsure,
        edited: by_hand || entity.is_some_and(|e| e.edited),
    };
    let mut passages = if s.words > 0 { s.evidence } else { s.indirect };
    passages.sort_by_key(|p| p.span);
    let label = if s.speaker.is_some() { s.name } else { "not resolved".to_owned() };
    Row { label, what: What::Voice(row), passages: one_side(index, passages) }
}

/// People and bodies that are named and never quoted, as one row.
fn unheard(side: comparison::Side<'_>, index: usize) -> Option<Row> {
    let entities = &side.profile.entities;
    let silent: Vec<_> = comparison::named_only(side)
        .into_iter()
        .filter_map(|(i, _)| entities.get(i as usize))
        .filter(|e| e.kind == EntityKind::Person)
        .collect();
    if silent.is_empty() {
        return None;
    }
    let names: Vec<&str> = silent.iter().map(|e| e.name.as_str()).collect();
    let mut passages: Vec<Evidence> = silent
        .iter()
        .flat_map(|e| e.mentions.iter().map(|&span| Evidence { span, why: format!("{}: named, not quoted", e.name) }))
        .collect();
    passages.sort_by_key(|p| p.span);
    Some(Row { label: names.join(" · "), what: What::Unheard, passages: one_side(index, passages) })
}

fn measures(comparison: &Comparison) -> impl Iterator<Item = Row> + '_ {
    comparison.measures.iter().map(|pair| Row {
        label: super::definitions::name(pair.a.id),
        passages: [pair.a.evidence.clone(), pair.b.evidence.clone()],
        what: What::Measure(MeasureRow {
            id: pair.a.id,
            values: [pair.a.text(), pair.b.text()],
            intervals: [pair.a.interval_text(), pair.b.interval_text()],
            difference: pair.difference.clone(),
            reading: pair.reading,
        }),
    })
}

/// The counted loaded terms of an article, by category and then by how often; those that are not counted are left out.
fn terms(side: comparison::Side<'_>, lists: &Lists, index: usize) -> Vec<Row> {
    let (article, profile) = (side.article, side.profile);
    let mut rows: BTreeMap<(String, String), Row> = BTreeMap::new();
    for hit in profile.loaded.iter().filter(|h| h.counted) {
        let (category, gloss) = super::definitions::loaded(lists, hit);
        let key = (category.clone(), fold(article.slice(hit.span)));
        let row = rows.entry(key).or_insert_with(|| Row {
            label: article.slice(hit.span).to_owned(),
            what: What::Term(TermRow { category, gloss: gloss.clone(), ..TermRow::default() }),
            passages: Default::default(),
        });
        let voice = match hit.voice {
            Voice::Narrator => 0,
            Voice::Direct => 1,
            Voice::Indirect => 2,
        };
        if let What::Term(term) = &mut row.what {
            term.edited |= hit.edited;
            if let Some(n) = term.counts.get_mut(voice) {
                *n += 1;
            }
        }
        let why =
            [["in the narrator’s words", "quoted", "in indirect speech"].get(voice).copied(), Some(gloss.as_str())];
        let why: Vec<&str> = why.into_iter().flatten().filter(|w| !w.is_empty()).collect();
        let mut why = why.join(": ");
        if !hit.why.is_empty() {
            why = format!("{why} ({})", hit.why);
        }
        if let Some(side) = row.passages.get_mut(index) {
            side.push(Evidence { span: hit.span, why });
        }
    }
    let mut rows: Vec<Row> = rows.into_values().collect();
    rows.sort_by_key(|r| {
        let What::Term(t) = &r.what else { return (0, 0) };
        (usize::MAX - t.counts[0], usize::MAX - t.counts[1])
    });
    rows
}

/// Reporting verbs by stance, with the lemmas.
fn verbs(sides: [comparison::Side<'_>; 2]) -> Vec<Row> {
    let names = [
        (Stance::Neutral, "neutral verbs (said, told)"),
        (Stance::Assertive, "assertive verbs (insisted)"),
        (Stance::Endorsing, "endorsing verbs (noted, pointed out)"),
        (Stance::Doubting, "doubting verbs (claimed)"),
    ];
    let mut rows = vec![head("REPORTING VERBS")];
    rows.extend(names.map(|(stance, label)| {
        let of = |i: usize| {
            let verbs = sides.get(i).map_or(&[][..], |s| &s.profile.verbs);
            let hits = verbs.iter().filter(|v| v.stance == stance);
            let passages = hits.map(|v| Evidence { span: v.span, why: format!("{}: {}", v.lemma, v.why) });
            (passages.collect::<Vec<_>>(), verbs.len())
        };
        let ((a, base_a), (b, base_b)) = (of(0), of(1));
        Row {
            label: label.to_owned(),
            what: What::Counts { counts: [a.len(), b.len()], bases: [base_a, base_b], note: "of all verbs".to_owned() },
            passages: [a, b],
        }
    }));
    rows
}

fn naming(comparison: &Comparison) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut concept = "";
    if !comparison.naming.is_empty() {
        rows.push(head("NAMING"));
    }
    for row in &comparison.naming {
        let note = if row.concept == concept { String::new() } else { row.concept.clone() };
        concept = &row.concept;
        let evidence = |spans: &[Span]| {
            let why = format!("{}: {}", row.concept, row.variant);
            spans.iter().map(|&span| Evidence { span, why: why.clone() }).collect::<Vec<_>>()
        };
        let mark = if row.proposed { " (proposed)" } else { "" };
        rows.push(Row {
            label: format!("{}{mark}", row.variant),
            what: What::Counts { counts: [row.spans_a.len(), row.spans_b.len()], bases: [0, 0], note },
            passages: [evidence(&row.spans_a), evidence(&row.spans_b)],
        });
    }
    rows
}

/// The topics of either side: the story's own first, then generic ones, then frame cues; the widest first.
fn topics(sides: [comparison::Side<'_>; 2]) -> Vec<Row> {
    let mut found: BTreeMap<(TopicLayer, String), [Option<TopicShare>; 2]> = BTreeMap::new();
    for (i, side) in sides.iter().enumerate() {
        for topic in comparison::topics(*side) {
            let key = (topic.layer, topic.id.clone());
            if let Some(slot) = found.entry(key).or_default().get_mut(i) {
                *slot = Some(topic);
            }
        }
    }
    let bases = sides.map(|s| s.profile.document.sentences.len());
    let mut rows: Vec<Row> = found.into_iter().map(|((layer, id), pair)| topic(layer, id, pair, bases)).collect();
    rows.sort_by(|a, b| order(a).partial_cmp(&order(b)).unwrap_or(std::cmp::Ordering::Equal));
    rows
}

fn order(row: &Row) -> (TopicLayer, f64) {
    match &row.what {
        What::Topic(t) => (t.layer, -t.share(0).max(t.share(1))),
        _ => (TopicLayer::Frame, 0.0),
    }
}

fn topic(layer: TopicLayer, id: String, pair: [Option<TopicShare>; 2], bases: [usize; 2]) -> Row {
    let label = pair.iter().flatten().next().map_or_else(|| id.clone(), |c| c.label.clone());
    let of = |i: usize| pair.get(i).and_then(Option::as_ref);
    let interval =
        |i: usize| of(i).and_then(|t| t.interval).map_or_else(String::new, |x| x.text(comparison::Unit::Share));
    let row = TopicRow {
        id,
        layer,
        counts: [0, 1].map(|i| of(i).map_or(0, |t| t.count)),
        bases,
        shares: [0, 1].map(|i| of(i).map_or(Some(0.0), |t| t.share)),
        intervals: [0, 1].map(interval),
    };
    let passages = [0, 1].map(|i| of(i).map_or_else(Vec::new, |t| t.evidence.clone()));
    Row { label, what: What::Topic(row), passages }
}

fn differences(comparison: &Comparison, sides: [comparison::Side<'_>; 2], pool: &Pool) -> Vec<Row> {
    let place = |s: comparison::Side<'_>| pool.members.iter().position(|m| std::ptr::eq(&*m.article, s.article));
    let [a, b] = sides;
    let mut rows = vec![head("DISTINCTIVE WORDS")];
    if comparison.distinctive.is_empty() {
        rows.push(plain("nothing stands out beyond what chance gives"));
    }
    rows.extend(comparison.distinctive.iter().map(word));
    rows.push(head("ABSENT LEFT, PRESENT RIGHT"));
    rows.extend(omissions(&comparison.omitted_a, Side::A, place(b)));
    rows.push(head("ABSENT RIGHT, PRESENT LEFT"));
    rows.extend(omissions(&comparison.omitted_b, Side::B, place(a)));
    rows.push(head("ALIGNED PASSAGES"));
    if comparison.alignments.is_empty() {
        rows.push(plain("no two passages correspond"));
    }
    rows.extend(comparison.alignments.iter().map(|x| alignment(x, a.article, b.article)));
    rows
}

fn plain(label: &str) -> Row {
    Row { label: label.to_owned(), what: What::Plain, passages: Default::default() }
}

fn word(word: &Distinctive) -> Row {
    let evidence = |spans: &[Span]| {
        spans.iter().map(|&span| Evidence { span, why: format!("“{}”", word.word) }).collect::<Vec<_>>()
    };
    Row {
        label: word.word.clone(),
        what: What::Word { counts: [word.count_a, word.count_b], z: word.z },
        passages: [evidence(&word.spans_a), evidence(&word.spans_b)],
    }
}

/// What a side lacks; the passages are those of the other side of the pair, at `there` in the pool.
fn omissions(list: &[Omission], lacks: Side, there: Option<usize>) -> Vec<Row> {
    if list.is_empty() {
        return vec![plain("nothing found")];
    }
    list.iter()
        .map(|o| Row {
            label: o.item.clone(),
            what: What::Omission { lacks, kind: o.kind, present: (o.present_in, o.others) },
            passages: one_side(
                lacks.other().index(),
                o.passages
                    .iter()
                    .filter(|(i, _)| Some(*i) == there)
                    .map(|&(_, span)| Evidence { span, why: format!("{} here, not there", o.item) })
                    .collect(),
            ),
        })
        .collect()
}

fn alignment(x: &Alignment, a: &Article, b: &Article) -> Row {
    let why = match x.kind {
        AlignmentKind::SameWords => "largely the same words",
        AlignmentKind::SameFact => "the same fact in other words",
        AlignmentKind::SharedQuote => "a quotation that both carry",
    };
    let differs = x.differs.join(" · ");
    let why = if differs.is_empty() { why.to_owned() } else { format!("{why}; differs: {differs}") };
    let evidence = |span: Span| vec![Evidence { span, why: why.clone() }];
    Row {
        label: format!("line {} | line {}", a.line_of(x.a.start as usize), b.line_of(x.b.start as usize)),
        what: What::Alignment { kind: x.kind, differs },
        passages: [evidence(x.a), evidence(x.b)],
    }
}
