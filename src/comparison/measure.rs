//! [`Measure`]: a figure with unit, base, interval and the findings behind it.

use serde::Serialize;

use crate::text::Span;

/// Which measure. Names, formulas, bases, sources and pitfalls are in `assets/measures.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureId {
    /// Words of the body.
    BodyWords,
    /// Counted quotations.
    Quotations,
    /// Distinct speakers of counted quotations.
    Voices,
    /// Quoted words over body words (part of M2).
    QuotedShare,
    /// Words in indirect speech over body words (part of M2); estimated.
    IndirectShare,
    /// Effective number of voices, 2^H over quoted words (M6).
    EffectiveVoices,
    /// Fragments over counted quotations (M4).
    FragmentShare,
    /// Quoted words of nameless sources over quoted words (M7).
    AnonymousShare,
    /// Quoted words without a resolved speaker over quoted words.
    UnresolvedShare,
    /// Counted loaded terms in the narrator's voice per 1,000 narrator words (M9).
    LoadedDensity,
    /// Counted loaded terms in direct quotations per 1,000 directly quoted words (M9).
    LoadedDensityDirect,
    /// Counted loaded terms in indirect speech per 1,000 words of it (M9).
    LoadedDensityIndirect,
    /// Doubting verbs over reporting verbs (M11).
    DoubtingShare,
    /// Endorsing verbs over reporting verbs (M11).
    EndorsingShare,
    /// Short scare quotes.
    ScareQuotes,
}

/// What the value is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A plain count.
    Count,
    /// A share, 0 to 1, shown in per cent.
    Share,
    /// Hits per 1,000 words.
    PerThousand,
    /// Effective number.
    Effective,
}

/// A 95 % interval with the method that made it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Lower end, in the measure's unit.
    pub low: f64,
    /// Upper end, in the measure's unit.
    pub high: f64,
    /// `Wilson`, `exact Poisson`, `paragraph bootstrap`.
    pub method: &'static str,
}

/// A passage behind a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Byte range in the article's text.
    pub span: Span,
    /// Why it counts.
    pub why: String,
}

/// One figure of one article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measure {
    /// Which.
    pub id: MeasureId,
    /// The value in `unit`; `None` where it cannot be measured (an empty base), shown as `–`.
    pub value: Option<f64>,
    /// How many findings, or words of findings, stand behind it.
    pub count: usize,
    /// What it is divided by; equals `count` for plain counts.
    pub base: usize,
    /// What the value is counted in.
    pub unit: Unit,
    /// The interval; `None` for plain counts and where `count` and `base` say it all.
    pub interval: Option<Interval>,
    /// The passages, in order of the text.
    pub evidence: Vec<Evidence>,
}

/// What may be said about a difference, in fixed wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The intervals, or the test, part the two.
    Clear,
    /// They do not.
    NoClear,
    /// Fewer than five on a side.
    TooFew,
    /// Not to be compared: a plain count or an empty base.
    NotCompared,
}

impl Reading {
    /// The wording on screen and in every export.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Clear => "clear difference",
            Self::NoClear => "no clear difference",
            Self::TooFew => "too few to say",
            Self::NotCompared => "–",
        }
    }
}
