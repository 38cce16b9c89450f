//! Two articles side by side: warnings, picture, measures, differences, passages.

use anyhow::Result;

use super::{
    block::{Block, Table},
    figure,
    story::figure as value,
};
use crate::{
    analysis::{topics::TopicLayer, voices::Voice},
    articles::Field,
    comparison::{
        Comparison, MeasurePair, Member, Pool, TopicShare, Unit, citation,
        headline::{HeadlineCheck, HeadlineClaim},
        pair::{Alignment, AlignmentKind, Distinctive, NamingRow, Omission, OmissionKind},
    },
    export::story::{Pair, digest},
    text::Span,
};

/// Rows of each table of differences.
const ROWS: usize = 12;

/// Loaded terms named in one cell.
const TERMS: usize = 8;

/// The blocks of a pair; `made` is the date to be printed in its picture.
///
/// # Errors
/// When the picture cannot be made.
pub fn blocks(pair: &Pair, pool: &Pool, made: Option<&str>) -> Result<Vec<Block>> {
    let member = |i: usize| pool.members.get(i).map(AsRef::as_ref);
    let (Some(a), Some(b)) = (member(pair.a), member(pair.b)) else { return Ok(Vec::new()) };
    let c = &pair.comparison;
    let id = format!("pair-{}-{}", pair.a + 1, pair.b + 1);
    let mut out = vec![Block::heading(3, format!("{} and {}", a.label, b.label), id.clone())];
    if !c.sentence.is_empty() {
        out.push(Block::Text(c.sentence.clone()));
    }
    if !c.warnings.is_empty() {
        out.push(Block::Note {
            title: "Compare with care".to_owned(),
            items: c.warnings.iter().map(|w| w.why.clone()).collect(),
        });
    }
    out.push(Block::Picture(figure::draw(c, [a, b], made, &format!("p{}x{}x", pair.a + 1, pair.b + 1))?));
    out.extend([a, b].into_iter().filter_map(passage));
    out.push(Block::Table(measures(&c.measures, a, b)));
    out.extend(differences(c, a, b));
    out.push(Block::Text(format!("Texts of this pair: {}.", digest([a, b]))));
    Ok(out)
}

/// The longest quotation of a side, so that a reader can check.
fn passage(member: &Member) -> Option<Block> {
    let quotations = member.profile().quotations.iter().filter(|q| q.counted());
    let longest = quotations.max_by_key(|q| (q.words, std::cmp::Reverse(q.span.start)))?;
    let speaker = longest.speaker.and_then(|s| member.profile().entities.get(s as usize));
    let who = speaker.map_or("speaker not resolved", |e| e.name.as_str());
    Some(Block::Quote {
        text: member.article.slice(longest.span).to_owned(),
        source: format!(
            "{who}; the longest quotation of {}. {}",
            member.label,
            citation::source(&member.article, longest.span)
        ),
    })
}

fn measures(pairs: &[MeasurePair], a: &Member, b: &Member) -> Table {
    let mut table = Table::new(
        "Measures with 95% intervals in brackets. A share is shown with what it is a share of; below five findings \
         only the counts are shown.",
        &["measure", &a.label, &b.label, "difference", "reading"],
        &[1, 2, 3],
    );
    table.rows = pairs
        .iter()
        .map(|p| {
            let name = &p.a.id.definition().name;
            vec![name.clone(), value(&p.a), value(&p.b), p.difference.clone(), p.reading.words().to_owned()]
        })
        .collect();
    table
}

fn differences(c: &Comparison, a: &Member, b: &Member) -> Vec<Block> {
    let tables = [
        topics(c, a, b),
        loaded(c, a, b),
        naming(&c.naming, a, b),
        distinctive(&c.distinctive, a, b),
        omissions(c, a, b),
        alignments(&c.alignments, a, b),
        headlines(c, a, b),
        adopted(c, a, b),
    ];
    let mut out: Vec<Block> = tables.into_iter().filter(|t| !t.rows.is_empty()).map(Block::Table).collect();
    if c.distinctive.is_empty() {
        out.push(Block::Text("Distinctive words: none stands out beyond what chance gives.".to_owned()));
    }
    out.push(Block::Text(other_voices(c)));
    let withheld = c.withheld_a + c.withheld_b;
    if withheld > 0 {
        out.push(Block::Text(format!(
            "{withheld} items that only later articles hold are not listed as absent: they may have happened since."
        )));
    }
    out
}

fn topics(c: &Comparison, a: &Member, b: &Member) -> Table {
    let coverage = c.coverage.map_or_else(
        || "Too few sentences have a topic to compare the spread.".to_owned(),
        |d| {
            format!(
                "Spread over topics: divergence {:.2} bits, {:.2} by chance (percentile {:.0}): {}.",
                d.raw,
                d.baseline,
                d.percentile * 100.0,
                d.reading.words()
            )
        },
    );
    let mut table = Table::new(
        format!("Topics: sentences with a cue, of all sentences, largest difference first in each list. {coverage}"),
        &["topic", &a.label, &b.label, "difference", "reading"],
        &[1, 2, 3],
    );
    let cell = |t: &TopicShare| {
        let share = t.share.map(|s| format!("{:.0}% ", s * 100.0)).unwrap_or_default();
        let interval = t.interval.map(|i| i.text(Unit::Share)).unwrap_or_default();
        let edited = if t.edited { " *" } else { "" };
        format!("{share}({}/{}){edited} {interval}", t.count, t.base).trim_end().to_owned()
    };
    table.fill(&c.topics, 2 * ROWS, |t| {
        let label =
            if t.a.layer == TopicLayer::Frame { format!("{} (frame cues)", t.a.label) } else { t.a.label.clone() };
        vec![label, cell(&t.a), cell(&t.b), t.difference.clone(), t.reading.words().to_owned()]
    });
    table
}

fn headlines(c: &Comparison, a: &Member, b: &Member) -> Table {
    let mut table = Table::new(
        "Headlines against their bodies",
        &[
            "article",
            "headline",
            "words not in the body",
            "quoted words found in the body",
            "whose claim",
            "names first",
            "quotes most",
        ],
        &[],
    );
    for (member, check) in [(a, &c.headline_a), (b, &c.headline_b)] {
        let Some(h) = check else { continue };
        let found = h.quoted.iter().filter(|(_, at)| at.is_some()).count();
        let quoted = if h.quoted.is_empty() { "–".to_owned() } else { format!("{found} of {}", h.quoted.len()) };
        table.rows.push(vec![
            member.label.clone(),
            member.article.meta.title.as_ref().map_or_else(String::new, Field::shown),
            if h.missing.is_empty() { "none".to_owned() } else { h.missing.join(", ") },
            quoted,
            claims(h),
            h.actor.clone().unwrap_or_else(|| "–".to_owned()),
            h.most_quoted.clone().unwrap_or_else(|| "–".to_owned()),
        ]);
    }
    table
}

/// Who claims something in the headline, with the word that says so.
fn claims(h: &HeadlineCheck) -> String {
    let one = |c: &HeadlineClaim| format!("{} ({})", c.speaker.as_deref().unwrap_or("nobody named"), c.cue);
    if h.says.is_empty() { "–".to_owned() } else { h.says.iter().map(one).collect::<Vec<_>>().join(", ") }
}

fn adopted(c: &Comparison, a: &Member, b: &Member) -> Table {
    let mut table = Table::new(
        "Adopted phrases: in quotation marks first, in the narrator's own voice later.",
        &["phrase", "article", "quoted in line", "used in line"],
        &[2, 3],
    );
    for (member, list) in [(a, &c.adopted_a), (b, &c.adopted_b)] {
        let line = |span: Span| member.article.line_of(span.start as usize).to_string();
        table.fill(list, ROWS, |x| {
            let phrase = member.article.slice(x.later).to_owned();
            vec![phrase, member.label.clone(), line(x.quoted), line(x.later)]
        });
    }
    table
}

/// Loaded terms by category, in the narrator's voice and the headline: the outlet's own words.
fn loaded(c: &Comparison, a: &Member, b: &Member) -> Table {
    let mut table = Table::new(
        "Loaded terms in the outlet's own words, by kind, with the terms. The rates above have the intervals.",
        &["kind", &a.label, "terms", &b.label, "terms"],
        &[1, 3],
    );
    let own: Vec<_> = c.loaded.iter().filter(|r| matches!(r.voice, None | Some(Voice::Narrator))).collect();
    let terms = |m: &Member, spans: &[Span]| {
        let shown: Vec<&str> = spans.iter().take(TERMS).map(|s| m.article.slice(*s)).collect();
        let more = spans.len().saturating_sub(TERMS);
        if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") }
    };
    table.rows = own
        .iter()
        .map(|r| {
            let place = if r.voice.is_none() { " (headline)" } else { "" };
            vec![
                format!("{}{place}", r.category.name()),
                r.spans_a.len().to_string(),
                terms(a, &r.spans_a),
                r.spans_b.len().to_string(),
                terms(b, &r.spans_b),
            ]
        })
        .collect();
    table
}

fn naming(rows: &[NamingRow], a: &Member, b: &Member) -> Table {
    let mut table = Table::new(
        "Naming choices: how often each variant of a concept is used, in any voice; in brackets how many of the uses are \
         quoted or reported. Proposed variants come from the texts themselves. House style is not intent.",
        &["concept", "variant", &a.label, &b.label],
        &[2, 3],
    );
    table.fill(rows, ROWS, |n| {
        let concept = if n.proposed { format!("{} (proposed)", n.concept) } else { n.concept.clone() };
        vec![concept, n.variant.clone(), n.text(true), n.text(false)]
    });
    table
}

fn distinctive(rows: &[Distinctive], a: &Member, b: &Member) -> Table {
    let mut table = Table::new(
        format!("Distinctive words: uses on each side; z is positive for {}.", a.label),
        &["word", &a.label, &b.label, "z"],
        &[1, 2, 3],
    );
    table.fill(rows, ROWS, |d| {
        vec![d.word.clone(), d.count_a.to_string(), d.count_b.to_string(), format!("{:+.1}", d.z)]
    });
    table
}

/// The distinctive words of the other voices, in a line.
fn other_voices(c: &Comparison) -> String {
    let told = |(voice, list): (&str, &Vec<Distinctive>)| {
        let words: Vec<String> =
            list.iter().take(ROWS).map(|d| format!("{} {}/{}", d.word, d.count_a, d.count_b)).collect();
        if words.is_empty() { format!("{voice}, none stands out") } else { format!("{voice}, {}", words.join(", ")) }
    };
    let voices = ["in quotations", "in indirect speech", "in all voices"];
    let lines: Vec<String> = voices.into_iter().zip(&c.distinctive_others).map(told).collect();
    format!("Distinctive words in other voices (uses left/right): {}.", lines.join("; "))
}

fn omissions(c: &Comparison, a: &Member, b: &Member) -> Table {
    let mut table = Table::new(
        format!(
            "Absent here, present in others of the {} articles of the story. A missing cue is not always a missing idea.",
            c.pool.len()
        ),
        &["absent", "kind", "absent from", "present in"],
        &[3],
    );
    let missing = |list: &[Omission], label: &str| -> Vec<(Omission, String)> {
        list.iter().map(|o| (o.clone(), label.to_owned())).collect()
    };
    for (list, label) in [(&c.omitted_a, &a.label), (&c.omitted_b, &b.label)] {
        table.fill(&missing(list, label), ROWS, |(o, label)| {
            let kind = match o.kind {
                OmissionKind::Topic if o.layer == Some(TopicLayer::Story) => "topic of this story",
                OmissionKind::Topic => "general topic",
                OmissionKind::Speaker => "speaker",
                OmissionKind::Entity => "person, place or body",
                OmissionKind::Figure => "figure",
            };
            vec![o.item.clone(), kind.to_owned(), label.clone(), format!("{} of {}", o.present_in, o.others)]
        });
    }
    table
}

fn alignments(rows: &[Alignment], a: &Member, b: &Member) -> Table {
    let mut table = Table::new(
        "Passages that tell the same, with what differs.",
        &[a.label.as_str(), b.label.as_str(), "how", "differs"],
        &[],
    );
    let text = |m: &Member, span: Span| {
        let line = m.article.line_of(span.start as usize);
        format!("{line}: {}", m.article.slice(span).trim())
    };
    table.fill(rows, ROWS, |x| {
        let kind = match x.kind {
            AlignmentKind::SameWords => "same words",
            AlignmentKind::SameFact => "same fact, other words",
            AlignmentKind::SharedQuote => "shared quotation",
        };
        vec![text(a, x.a), text(b, x.b), kind.to_owned(), x.differs.join("; ")]
    });
    table
}
