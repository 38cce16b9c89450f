//! [`Comparison`]: two articles side by side.

use std::sync::{Arc, OnceLock};

use serde::Serialize;

use super::{
    Measure, Reading,
    align::Rarity,
    features::Features,
    measures,
    passages::{self, Read},
    quotes::{self, SharedQuote},
    reading,
    shared::{self, SharedText},
    warnings,
};
use crate::{
    analysis::{Lists, Profile},
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

/// One of the articles a comparison is made among.
#[derive(Clone, Debug)]
pub struct Member {
    /// The text and its metadata.
    pub article: Arc<Article>,
    /// What was measured in it.
    pub profile: Arc<Profile>,
    /// Its short name on screen, unique in the corpus.
    pub label: String,
    measures: OnceLock<Vec<Measure>>,
    features: OnceLock<Features>,
}

impl Member {
    /// A member; nothing is worked out before it is asked for.
    pub fn new(article: Arc<Article>, profile: Arc<Profile>, label: String) -> Self {
        Self { article, profile, label, measures: OnceLock::new(), features: OnceLock::new() }
    }

    /// The article as a side of a pair.
    pub fn side(&self) -> Side<'_> {
        Side { article: &self.article, profile: &self.profile, label: &self.label }
    }

    /// Its measures, worked out once.
    pub fn measures(&self) -> &[Measure] {
        self.measures.get_or_init(|| measures(self.side()))
    }

    /// Its words, read once.
    pub fn features(&self) -> &Features {
        self.features.get_or_init(|| Features::of(self.side()))
    }
}

/// The articles a comparison is made among: all that are loaded, or those the reader chose. The prior of the
/// distinctive words, the weights of the alignment and the "N of the others" of the omissions come from it. What is
/// worked out about an article is kept, so a pool is best made once and shared.
#[derive(Clone, Debug)]
pub struct Pool {
    /// The articles in order.
    pub members: Vec<Member>,
    /// The word lists they were analysed with.
    pub lists: Arc<Lists>,
    rarity: OnceLock<Rarity>,
}

impl Pool {
    /// A pool of `members`.
    pub fn new(lists: Arc<Lists>, members: Vec<Member>) -> Self {
        Self { members, lists, rarity: OnceLock::new() }
    }

    /// The member that is `side`, if it is in the pool as it stands now.
    fn member(&self, side: Side<'_>) -> Option<&Member> {
        self.members
            .iter()
            .find(|m| std::ptr::eq(m.article.as_ref(), side.article) && std::ptr::eq(m.profile.as_ref(), side.profile))
    }

    /// How rare each word is among the sentences of the pool.
    pub fn rarity(&self) -> &Rarity {
        self.rarity.get_or_init(|| Rarity::of(self.members.iter().map(Member::features)))
    }
}

/// Compares two articles of the pool. One that is not in it (any more) is read anew.
pub fn compare(a: Side<'_>, b: Side<'_>, pool: &Pool) -> Comparison {
    let fresh = [a, b]
        .map(|side| Member::new(Arc::new(side.article.clone()), Arc::new(side.profile.clone()), side.label.to_owned()));
    let [left, right] = [(a, &fresh[0]), (b, &fresh[1])].map(|(side, fresh)| pool.member(side).unwrap_or(fresh));
    let [x, y] = [left, right].map(|m| Read { side: m.side(), features: m.features() });
    let shared_quotes = quotes::shared_quotes(x, y);
    let shared_text = shared::shared_text(x, y);
    let mut warnings = warnings::warnings(a, b, [left.measures(), right.measures()]);
    warnings.extend(shared_text.warning());
    let pairs = left.measures().iter().cloned().zip(right.measures().iter().cloned());
    Comparison {
        warnings,
        measures: pairs.map(|(x, y)| reading::pair(x, y)).collect(),
        alignments: passages::alignments(x, y, pool.rarity(), &shared_quotes),
        shared_quotes,
        shared_text,
        ..Comparison::default()
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
    /// Uses on the left, each with its voice found in the profile.
    pub spans_a: Vec<Span>,
    /// Uses on the right.
    pub spans_b: Vec<Span>,
    /// Whether the program proposes it from the texts, and no list holds it.
    pub proposed: bool,
}

/// What kind of thing is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
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

/// Something absent here and present there (M17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Omission {
    /// What kind.
    pub kind: OmissionKind,
    /// What is missing.
    pub item: String,
    /// In how many of the other chosen articles it stands.
    pub present_in: usize,
    /// How many others there are.
    pub others: usize,
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
    /// Distinctive words; empty when nothing stands out.
    pub distinctive: Vec<Distinctive>,
    /// Naming choices.
    pub naming: Vec<NamingRow>,
    /// Missing left, present right.
    pub omitted_a: Vec<Omission>,
    /// Missing right, present left.
    pub omitted_b: Vec<Omission>,
    /// Passages that tell the same.
    pub alignments: Vec<Alignment>,
    /// Quotations that both carry, and how each trims them.
    pub shared_quotes: Vec<SharedQuote>,
    /// Runs of five words that stand in both.
    pub shared_text: SharedText,
    /// One plain sentence that can go under a picture.
    pub sentence: String,
}
