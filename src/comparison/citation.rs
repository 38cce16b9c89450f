//! A passage or a figure as it can be cited: words, outlet, headline, date, line, why it counts, how the measure is
//! defined.

use std::fmt::Write as _;

use super::Definition;
use crate::{
    articles::Article,
    text::{Span, neutral::neutral},
};

/// A passage with what is needed to quote it.
#[derive(Clone, Copy, Debug)]
pub struct Citation<'a> {
    /// The text and its metadata.
    pub article: &'a Article,
    /// Where the passage stands.
    pub span: Span,
    /// Why it counts; may be empty.
    pub why: &'a str,
    /// The measure it is evidence for, if for one.
    pub definition: Option<&'a Definition>,
}

impl Citation<'_> {
    /// The text, ready for the clipboard.
    pub fn text(&self) -> String {
        let passage = self.article.slice(self.span).trim();
        let mut out = format!("{}\n— {}", quoted(passage), source(self.article, self.span));
        if !self.why.is_empty() {
            let _ = write!(out, "\nwhy: {}", self.why);
        }
        if let Some(d) = self.definition {
            let _ = write!(out, "\n{}", defined(d));
        }
        out.push('\n');
        neutral(&out).into_owned()
    }
}

/// Name, unit, formula and base of a measure in one line.
pub fn defined(d: &Definition) -> String {
    format!("{} ({}): {}; base: {}", d.name, d.unit, d.formula, d.base)
}

/// The passage in marks, unless it brings its own.
fn quoted(passage: &str) -> String {
    if passage.starts_with(['“', '"', '«', '‘', '„']) { passage.to_owned() } else { format!("“{passage}”") }
}

/// Outlet, headline, date and line: `Daily News, “Headline”, ~2025-02-13, line 11 (001_x:11)`.
pub fn source(article: &Article, span: Span) -> String {
    let line = article.line_of(span.start as usize);
    let mut parts = vec![article.outlet().unwrap_or("outlet not stated in the file").to_owned()];
    parts.extend(article.title().map(|t| format!("“{t}”")));
    parts.push(article.meta.date.as_ref().map_or_else(|| "date not stated".to_owned(), |d| d.value.to_string()));
    parts.push(format!("line {line} ({}:{line})", article.id));
    neutral(&parts.join(", ")).into_owned()
}
