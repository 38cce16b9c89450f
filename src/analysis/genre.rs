//! What kind of text an article is: a guess with its reasons.

use serde::{Deserialize, Serialize};

use super::{Lists, loaded::LoadedHit, voices::Voices};
use crate::articles::{Article, Document};

/// What kind of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GenreKind {
    /// News report.
    Report,
    /// Analysis.
    Analysis,
    /// Opinion or advocacy.
    Opinion,
    /// Questions and answers.
    Interview,
    /// Time-stamped entries.
    LiveBlog,
    /// Too little to tell.
    #[default]
    Unknown,
}

/// A genre with the reasons for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Genre {
    /// The guess, or what was set by hand.
    pub kind: GenreKind,
    /// What speaks for it.
    pub reasons: Vec<String>,
    /// Whether it was set by hand.
    pub edited: bool,
}

/// Guesses the genre.
pub fn guess(
    _article: &Article,
    _document: &Document,
    _voices: &Voices,
    _loaded: &[LoadedHit],
    _lists: &Lists,
) -> Genre {
    Genre::default()
}
