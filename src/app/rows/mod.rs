//! What the lenses list: every row with its figures and the passages behind them, made once per pair.
//!
//! One file per lens makes its rows; no figure is worked out here, all come from the comparison.

mod differences;
mod language;
mod topics;
mod voices;

use super::lens::Side;
use crate::{
    analysis::topics::TopicLayer,
    comparison::{
        self, Comparison, Evidence, MeasureId, Pool, Reading,
        pair::{AlignmentKind, OmissionKind},
    },
    text::Span,
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
    /// As many as there are passages.
    Listed,
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
    /// Which file and line of the user's own it comes from, and what it stands over; empty for a built-in one.
    pub from: String,
    /// Counted hits in the narrator's words, in direct quotations, in indirect speech.
    pub counts: [usize; 3],
    /// How many of the first stand in the headline, which the measures leave out.
    pub headline: usize,
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
    /// Intervals as printed.
    pub intervals: [String; 2],
    /// Right minus left, in points.
    pub difference: String,
    /// What may be said about it.
    pub reading: Reading,
    /// Whether it was changed by hand, left and right.
    pub edited: [bool; 2],
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
    /// The distinctive words of each voice; one of them stands first among the differences.
    pub words: [Vec<Row>; 4],
    /// Which one.
    pub voice: usize,
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
            voices: [voices::rows(a, 0), voices::rows(b, 1)],
            terms: [language::terms(a, &pool.lists, 0), language::terms(b, &pool.lists, 1)],
            topics: topics::rows(comparison),
            ..Self::default()
        };
        rows.scale();
        (rows.language, rows.measures) = measures(comparison).partition(is_language);
        rows.language.extend(language::verbs(&sides));
        rows.language.extend(language::naming(comparison, &pool.lists));
        rows.words = differences::words(comparison);
        rows.differences = rows.words[0].iter().cloned().chain(differences::rows(comparison, sides, pool)).collect();
        rows
    }

    /// Puts the distinctive words of another voice first among the differences.
    pub fn choose_voice(&mut self, voice: usize) {
        let voice = voice % self.words.len();
        let old = self.words[self.voice].len().min(self.differences.len());
        self.differences.splice(..old, self.words[voice].iter().cloned());
        self.voice = voice;
    }

    /// Lists one article that has none beside it: all that needs no comparison.
    pub fn of_one(a: comparison::Side<'_>, pool: &Pool) -> Self {
        let mut rows = Self {
            voices: [voices::rows(a, 0), Vec::new()],
            terms: [language::terms(a, &pool.lists, 0), Vec::new()],
            topics: topics::single(a),
            ..Self::default()
        };
        rows.scale();
        let measures = comparison::measures(a);
        (rows.language, rows.measures) = measures.iter().map(single).partition(is_language);
        rows.language.extend(language::verbs(&[a]));
        rows
    }

    fn scale(&mut self) {
        self.most_words = self.voices.iter().flatten().map(words_of).max().unwrap_or(0);
        self.most_coverage = self.topics.iter().map(coverage_of).fold(0.0, f64::max);
    }
}

fn single(measure: &comparison::Measure) -> Row {
    Row {
        label: super::definitions::name(measure.id),
        passages: [measure.evidence.clone(), Vec::new()],
        what: What::Measure(MeasureRow {
            id: measure.id,
            values: [measure.text(), String::new()],
            intervals: [measure.interval_text(), String::new()],
            difference: String::new(),
            reading: Reading::NotCompared,
        }),
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

fn plain(label: impl Into<String>) -> Row {
    Row { label: label.into(), what: What::Plain, passages: Default::default() }
}

/// Spans as evidence with one reason.
fn evidence(spans: &[Span], why: &str) -> Vec<Evidence> {
    spans.iter().map(|&span| Evidence { span, why: why.to_owned() }).collect()
}
