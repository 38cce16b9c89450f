//! What is known about an article besides its text, each value with where it came from.

use serde::{Deserialize, Serialize};

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "from")]
pub enum Provenance {
    /// Stated in the file itself, on this line (1-based).
    Line {
        /// Line number, 1-based.
        line: u32,
    },
    /// Given by a field of a record (JSON, CSV, feed) or by the markup of a page, named here.
    Given {
        /// For instance `JSON-LD datePublished` or `field "source"`.
        place: String,
    },
    /// Written in the project file, with the reason given there.
    Project {
        /// Why the author of the project file set it.
        reason: String,
    },
    /// Worked out from something else.
    Inferred {
        /// From what, in words.
        why: String,
    },
    /// Set by hand in the program.
    Edited,
}

impl Provenance {
    /// The provenance as a short phrase for screens, reports and `…_from` fields.
    pub fn describe(&self) -> String {
        match self {
            Self::Line { line } => format!("stated in the file, line {line}"),
            Self::Given { place } => format!("given by {place}"),
            Self::Project { reason } if reason.is_empty() => "project file".to_owned(),
            Self::Project { reason } => format!("project file: {reason}"),
            Self::Inferred { why } => format!("inferred: {why}"),
            Self::Edited => "edited by hand".to_owned(),
        }
    }
}

/// A value with its provenance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub from: Provenance,
}

impl<T> Field<T> {
    /// A value with its provenance.
    pub const fn new(value: T, from: Provenance) -> Self {
        Self { value, from }
    }

    /// The value as it is shown: with `*` where it was set by hand.
    pub fn shown(&self) -> String
    where
        T: ToString,
    {
        format!("{}{}", self.value.to_string(), self.mark())
    }

    /// `*` where the value was set by hand.
    pub fn mark(&self) -> &'static str {
        if self.from == Provenance::Edited { "*" } else { "" }
    }
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// The day is known.
    #[default]
    Day,
    /// The day is an estimate within a few days; shown with `~`.
    About,
    /// Only the month is known; shown with `~`.
    Month,
    /// Only the year is known; shown with `~`.
    Year,
}

/// A publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleDate {
    /// The day, or the middle or first day of a coarser period.
    #[serde(with = "day")]
    pub day: jiff::civil::Date,
    /// How exact it is.
    pub precision: Precision,
}

impl std::fmt::Display for ArticleDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let d = self.day;
        match self.precision {
            Precision::Day => write!(f, "{d}"),
            Precision::About => write!(f, "~{d}"),
            Precision::Month => write!(f, "~{:04}-{:02}", d.year(), d.month()),
            Precision::Year => write!(f, "~{:04}", d.year()),
        }
    }
}

mod day {
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
    pub(super) fn serialize<S: Serializer>(d: &jiff::civil::Date, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(d)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<jiff::civil::Date, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What is known about an article. `None` is "not stated"; nothing is made up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The headline.
    pub title: Option<Field<String>>,
    /// Who published it.
    pub outlet: Option<Field<String>>,
    /// When it was published.
    pub date: Option<Field<ArticleDate>>,
    /// Who wrote it.
    pub author: Option<Field<String>>,
    /// Its address.
    pub url: Option<Field<String>>,
    /// Its language as an ISO 639-1 code, where recognised.
    pub language: Option<Field<String>>,
}
