//! [`Article`]: one text with its metadata.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Metadata, Role};
use crate::text::Span;

/// One line of an article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Byte range without the line break.
    pub span: Span,
    /// What the line is.
    pub role: Role,
    /// The reason for the role, in words a reader understands.
    pub why: std::borrow::Cow<'static, str>,
    /// Whether the role was set by hand.
    pub edited: bool,
}

impl Line {
    /// A line read from a file, without a copy of its own of the reasons that most lines have.
    #[must_use]
    pub fn lean(self) -> Self {
        let usual = [NO_TEXT, RUNNING_TEXT, MARKED_HEADING].into_iter().find(|why| *why == self.why);
        Self { why: usual.map_or(self.why, std::borrow::Cow::Borrowed), ..self }
    }

    /// Whether the line is part of the text as a page shows it: what is counted, and headings that markup names.
    pub fn is_main_text(&self) -> bool {
        self.role.is_body() || (self.role == Role::Heading && self.why == MARKED_HEADING)
    }
}

/// The reason of a heading that markup names.
pub const MARKED_HEADING: &str = "marked as a heading";

/// Why most lines have their role.
pub(super) const NO_TEXT: &str = "no text";
/// The same of the body.
pub(super) const RUNNING_TEXT: &str = "running text";

/// Something about the reading of an article that the reader should know (bad bytes, a cut, another language).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The message: what, where, what follows.
    pub text: String,
}

/// One text with its metadata. The text never changes; every offset in the program points into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The id given in the input, else the file name without its endings. Unique in a corpus.
    pub id: String,
    /// Where it came from, for display: a file name, a link, `standard input`.
    pub file: String,
    /// The text as given, after decoding or extraction.
    pub text: Arc<str>,
    /// Every line in order, blank ones included; line `n` is `lines[n - 1]`.
    pub lines: Vec<Line>,
    /// Headline, outlet, date and so on, with provenance.
    pub meta: Metadata,
    /// What the reader should know about how it was read.
    pub notices: Vec<Notice>,
}

impl Article {
    /// The 1-based number of the line that holds byte `offset`; the last line for an offset past the end.
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|l| (l.span.start as usize) <= offset).max(1)
    }

    /// The text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The headline, if one is known.
    pub fn title(&self) -> Option<&str> {
        self.meta.title.as_ref().map(|f| f.value.as_str())
    }

    /// The outlet, if one is stated.
    pub fn outlet(&self) -> Option<&str> {
        self.meta.outlet.as_ref().map(|f| f.value.as_str())
    }

    /// Whether the body is in another language than the word lists know; only what does not depend on them is measured.
    pub fn is_foreign(&self) -> bool {
        self.meta.language.as_ref().is_some_and(|l| super::language::is_foreign(&l.value))
    }

    /// The span of the headline line, if the text holds one.
    pub fn headline_span(&self) -> Option<Span> {
        self.lines.iter().find(|l| l.role == Role::Headline).map(|l| l.span)
    }

    /// The lines that are not counted and not blank, with their numbers (1-based).
    pub fn dropped(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.lines
            .iter()
            .enumerate()
            .filter(|(_, l)| !l.role.is_body() && l.role != Role::Blank)
            .map(|(i, l)| (i + 1, l))
    }
}
