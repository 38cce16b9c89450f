//! [`Comparison`]: two articles side by side.

use serde::Serialize;

use super::{
    Measure, Pool, Reading,
    adopted::{self, Adopted},
    coverage::{self, CoverageDifference, TopicPair},
    events,
    headline::HeadlineCheck,
    loaded::{self, LoadedRow},
    naming,
    omissions::omissions,
    passages,
    quotes::{self, SharedQuote},
    reading, sentence,
    shared::{self, SharedText},
    warnings,
};
use crate::{
    analysis::{Profile, topics::TopicLayer, voices::Voice},
    articles::Article,
    text::Span,
};

/// An article with its profile, borrowed: what every comparison reads.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The text and its metadata.
    pub article: &'a Article,
    /// What was measured in it.
    pub profile: &'a Profile,
    /// Its short name on screen, unique in the corpus.
    pub label: &'a str,
}

/// Compares two articles of the pool. One that is not in it (any more) is read anew.
pub fn compare(a: Side<'_>, b: Side<'_>, pool: &Pool) -> Comparison {
    let (left, right) = (pool.member(a), pool.member(b));
    let (x, y) = (left.read(), right.read());
    let shared_quotes = quotes::shared_quotes(x, y);
    let shared_text = shared::shared_text(x, y);
    let mut warnings = warnings::warnings(a, b, [left.measures(), right.measures()]);
    warnings.extend(events::warning(x, y, pool.rarity()));
    warnings.extend(shared_text.warning());
    let pairs = left.measures().iter().cloned().zip(right.measures().iter().cloned());
    let measures: Vec<MeasurePair> = pairs.map(|(x, y)| reading::pair(x, y)).collect();
    let chosen = pool.chosen(a, b);
    let (lacks_a, lacks_b) = (omissions(a, b, pool, &chosen), omissions(b, a, pool, &chosen));
    Comparison {
        warnings,
        sentence: sentence::sentence([&left, &right], &measures),
        measures,
        topics: coverage::topic_pairs(a, b),
        coverage: coverage::coverage_difference(a, b),
        distinctive: pool.distinctive(a, b, Some(Voice::Narrator)),
        distinctive_others: [Some(Voice::Direct), Some(Voice::Indirect), None].map(|v| pool.distinctive(a, b, v)),
        loaded: loaded::loaded(a, b, &pool.lists),
        naming: naming::naming(a, b, &pool.lists),
        omitted_a: lacks_a.items,
        omitted_b: lacks_b.items,
        withheld_a: lacks_a.withheld,
        withheld_b: lacks_b.withheld,
        alignments: passages::alignments(x, y, pool.rarity_between(a, b), &shared_quotes),
        shared_quotes,
        shared_text,
        headline_a: left.headline().cloned(),
        headline_b: right.headline().cloned(),
        adopted_a: adopted::adopted(x),
        adopted_b: adopted::adopted(y),
        pool: chosen.iter().filter_map(|i| pool.members.get(*i)).map(|m| m.label.clone()).collect(),
    }
}

/// One measure of both articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasurePair {
    /// Left.
    pub a: Measure,
    /// Right.
    pub b: Measure,
    /// Right minus left, or right over left for rates, in words.
    pub difference: String,
    /// What may be said about it.
    pub reading: Reading,
}

/// A reason to compare with care. Shown, never blocking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// A few words for a badge: `dates 6 months apart`.
    pub badge: String,
    /// The whole reason, with the figures.
    pub why: String,
}

/// A word or phrase that one side uses more than the other (M15).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Distinctive {
    /// The word as displayed.
    pub word: String,
    /// Uses on the left.
    pub count_a: usize,
    /// Uses on the right.
    pub count_b: usize,
    /// z-score of the log-odds difference, positive for left.
    pub z: f64,
    /// Where, left.
    pub spans_a: Vec<Span>,
    /// Where, right.
    pub spans_b: Vec<Span>,
}

/// Variants of one concept on both sides (M16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamingRow {
    /// The concept's label.
    pub concept: String,
    /// The variant.
    pub variant: String,
    /// Uses on the left.
    pub spans_a: Vec<Span>,
    /// Uses on the right.
    pub spans_b: Vec<Span>,
    /// How many of the uses on the left are the narrator's, in direct quotations, in indirect speech.
    pub voices_a: [usize; 3],
    /// The same on the right.
    pub voices_b: [usize; 3],
    /// Whether the program proposes it from the texts, and no list holds it.
    pub proposed: bool,
}

/// What kind of thing is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OmissionKind {
    /// A topic.
    Topic,
    /// Somebody who speaks.
    Speaker,
    /// A person, place or organisation.
    Entity,
    /// A number.
    Figure,
}

impl NamingRow {
    /// `3 (2 quoted)`: uses on a side, and how many of them are not the narrator's.
    pub fn text(&self, left: bool) -> String {
        let (n, [_, direct, indirect]) =
            if left { (self.spans_a.len(), self.voices_a) } else { (self.spans_b.len(), self.voices_b) };
        let part = |n: usize, what: &str| (n > 0).then(|| format!("{n} {what}"));
        let parts: Vec<String> = [part(direct, "quoted"), part(indirect, "reported")].into_iter().flatten().collect();
        if parts.is_empty() { n.to_string() } else { format!("{n} ({})", parts.join(", ")) }
    }
}

/// Something absent here and present there (M17).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Omission {
    /// What kind.
    pub kind: OmissionKind,
    /// What is missing.
    pub item: String,
    /// For a topic, the layer it belongs to: topics of two layers may have one name.
    pub layer: Option<TopicLayer>,
    /// In how many of the other chosen articles it stands.
    pub present_in: usize,
    /// How many others there are.
    pub others: usize,
    /// The median number of passages that those who have it give it.
    pub weight: f64,
    /// The passages: index of the article in the pool, and where.
    pub passages: Vec<(usize, Span)>,
}

/// How two passages correspond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AlignmentKind {
    /// Largely the same words.
    SameWords,
    /// The same fact in other words.
    SameFact,
    /// A quotation that both carry.
    SharedQuote,
}

/// Two passages that tell the same (M18, M19).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alignment {
    /// Left passage.
    pub a: Span,
    /// Right passage.
    pub b: Span,
    /// How they correspond.
    pub kind: AlignmentKind,
    /// Similarity, 0 to 1.
    pub score: f64,
    /// What differs: numbers, stance of the verb, names; in words.
    pub differs: Vec<String>,
    /// The words of the left passage that the right one has too, in the same order; the rest differs.
    pub shared_a: Vec<Span>,
    /// The same on the right.
    pub shared_b: Vec<Span>,
}

/// Two articles compared. Everything here is in `analyze --format json`, the Differences lens and the reports.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// Reasons to compare with care.
    pub warnings: Vec<Warning>,
    /// Every measure on both sides.
    pub measures: Vec<MeasurePair>,
    /// Topics of both sides.
    pub topics: Vec<TopicPair>,
    /// How differently the two spread over topics; `None` where too few sentences have one.
    pub coverage: Option<CoverageDifference>,
    /// Distinctive words in the narrator's voice; empty when nothing stands out.
    pub distinctive: Vec<Distinctive>,
    /// The same in direct quotations, in indirect speech, and in all voices together.
    pub distinctive_others: [Vec<Distinctive>; 3],
    /// Loaded terms by category and voice.
    pub loaded: Vec<LoadedRow>,
    /// Naming choices.
    pub naming: Vec<NamingRow>,
    /// Missing left, present right.
    pub omitted_a: Vec<Omission>,
    /// Missing right, present left.
    pub omitted_b: Vec<Omission>,
    /// Items that the left lacks and only later articles hold: they may have happened since and are not listed.
    pub withheld_a: usize,
    /// The same on the right.
    pub withheld_b: usize,
    /// Passages that tell the same.
    pub alignments: Vec<Alignment>,
    /// Quotations that both carry, and how each trims them.
    pub shared_quotes: Vec<SharedQuote>,
    /// Runs of five words that stand in both.
    pub shared_text: SharedText,
    /// The left headline against its body; `None` without a headline.
    pub headline_a: Option<HeadlineCheck>,
    /// The right one.
    pub headline_b: Option<HeadlineCheck>,
    /// Phrases that the left quotes first and uses itself later.
    pub adopted_a: Vec<Adopted>,
    /// The same on the right.
    pub adopted_b: Vec<Adopted>,
    /// The labels of the articles that the omissions are relative to: those that tell the same story.
    pub pool: Vec<String>,
    /// One plain sentence that can go under a picture.
    pub sentence: String,
}
