//! [`Lists`]: the word lists that the passes read.
//!
//! The built-in lists are files in `assets/`, embedded in the binary. A user's file of the same form is merged over
//! them: an entry of the same name replaces the built-in one, `off = true` removes it.

use std::fmt;

use super::{
    cues::{self, Verbs},
    lexicon::Lexicon,
};

/// A mistake in a list file: what, where, how to fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListError {
    /// The file as its author knows it.
    pub origin: String,
    /// Line and column, 1-based, where known.
    pub position: Option<(usize, usize)>,
    /// What is wrong and how to fix it.
    pub message: String,
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some((line, column)) => write!(f, "{}:{line}:{column}: {}", self.origin, self.message),
            None => write!(f, "{}: {}", self.origin, self.message),
        }
    }
}

impl std::error::Error for ListError {}

/// Parses a TOML list file; an error carries line and column.
pub fn parse_toml<T: serde::de::DeserializeOwned>(text: &str, origin: &str) -> Result<T, ListError> {
    toml::from_str(text).map_err(|e| ListError {
        origin: origin.to_owned(),
        position: e.span().map(|s| position(text, s.start)),
        message: e.message().to_owned(),
    })
}

/// Line and column (1-based, in characters) of byte `offset`.
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    (line, column)
}

/// Every word list, compiled. Made once and shared by all threads.
#[derive(Debug)]
pub struct Lists {
    /// Words with their parts of speech, for the tagger.
    pub lexicon: Lexicon,
    /// Reporting verbs and other cues, with act, stance and gloss.
    pub verbs: Verbs,
}

impl Lists {
    /// The lists embedded in the binary.
    pub fn builtin() -> Self {
        let mut lexicon = Lexicon::default();
        let mut verbs = Verbs::parse(cues::BUILTIN, "assets/reporting_verbs.toml").unwrap_or_default();
        verbs.link(&mut lexicon);
        Self { lexicon, verbs }
    }
}

impl Default for Lists {
    fn default() -> Self {
        Self::builtin()
    }
}
