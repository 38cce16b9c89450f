//! [`Comparison`]: two articles side by side.

use serde::Serialize;

use super::{Measure, Reading};
use crate::{analysis::Profile, articles::Article, text::Span};

/// An article with its profile, borrowed: what every comparison reads.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The text and its metadata.
    pub article: &'a Article,
    /// What was measured in it.
    pub profile: &'a Profile,
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
    /// One plain sentence that can go under a picture.
    pub sentence: String,
}
