//! [`Measure`]: a figure with unit, base, interval and the findings behind it.

use serde::Serialize;

use super::definitions;
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
    /// Hedges in the narrator's voice per 1,000 narrator words (M10).
    Hedges,
    /// Boosters in the narrator's voice per 1,000 narrator words (M10).
    Boosters,
    /// Passives that name no agent, in the narrator's voice (M22).
    AgentlessPassives,
    /// Counted loaded terms in the headline (part of M20).
    HeadlineLoaded,
}

impl MeasureId {
    /// Whether it depends on English word lists or rules, and so says nothing about a text in another language.
    pub const fn is_english(self) -> bool {
        !matches!(self, Self::BodyWords | Self::Quotations | Self::QuotedShare)
    }

    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 19] = [
        Self::BodyWords,
        Self::Quotations,
        Self::Voices,
        Self::QuotedShare,
        Self::IndirectShare,
        Self::EffectiveVoices,
        Self::FragmentShare,
        Self::AnonymousShare,
        Self::UnresolvedShare,
        Self::LoadedDensity,
        Self::LoadedDensityIndirect,
        Self::LoadedDensityDirect,
        Self::DoubtingShare,
        Self::EndorsingShare,
        Self::ScareQuotes,
        Self::HeadlineLoaded,
        Self::Hedges,
        Self::Boosters,
        Self::AgentlessPassives,
    ];

    /// Whether `count` and `base` are words and not findings.
    pub const fn counts_words(self) -> bool {
        matches!(
            self,
            Self::BodyWords | Self::QuotedShare | Self::IndirectShare | Self::AnonymousShare | Self::UnresolvedShare
        )
    }

    /// Name, unit, formula, base, source and pitfalls, shown under `i`.
    pub fn definition(self) -> &'static definitions::Definition {
        definitions::of(self)
    }
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

/// A 95% interval with the method that made it.
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

/// Below this many findings only the counts are printed, no percentage.
pub const MIN_FINDINGS: usize = 5;

/// Below this many quoted words, words are printed and no percentage.
pub const MIN_QUOTED_WORDS: usize = 30;

/// On fewer words of a voice no rate per 1,000 is printed.
pub const MIN_WORDS: usize = 100;

impl Measure {
    /// The value as printed: `18.6%`, `36% (4/11)`, `26.8 (16/597)`, `4.6 of 7`, `3 of 4`, `3 in 597 words`,
    /// `18 words`, `–`.
    pub fn text(&self) -> String {
        let (count, base) = (self.count, self.base);
        match (self.unit, self.value) {
            (Unit::Count, _) => count.to_string(),
            (_, _) if base == 0 => "–".to_owned(),
            (Unit::Share, Some(v)) if self.id.counts_words() => format!("{:.1}%", v * 100.0),
            (Unit::Share, Some(v)) => format!("{:.0}% ({count}/{base})", v * 100.0),
            (Unit::PerThousand, Some(v)) => format!("{v:.1} ({count}/{base})"),
            (Unit::Effective, Some(v)) => format!("{v:.1} of {count}"),
            (Unit::Share, None) if self.id.counts_words() => format!("{count} words"),
            (Unit::Effective, None) => format!("{count}"),
            (Unit::PerThousand, None) => format!("{count} in {base} words"),
            (_, None) => format!("{count} of {base}"),
        }
    }

    /// The interval as printed: `[8, 32]` in the unit of the value; empty where there is none.
    pub fn interval_text(&self) -> String {
        self.interval.map_or_else(String::new, |i| i.text(self.unit))
    }
}

impl Interval {
    /// `[8, 32]`: per cent for shares, one decimal for effective numbers.
    pub fn text(&self, unit: Unit) -> String {
        match unit {
            Unit::Share => format!("[{:.0}, {:.0}]", self.low * 100.0, self.high * 100.0),
            Unit::PerThousand | Unit::Count => format!("[{:.0}, {:.0}]", self.low, self.high),
            Unit::Effective => format!("[{:.1}, {:.1}]", self.low, self.high),
        }
    }

    /// Whether the two share a value.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// What may be said about a difference, in fixed wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The intervals, or the test, part the two.
    Clear,
    /// They do not.
    NoClear,
    /// Fewer than five to go by.
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
