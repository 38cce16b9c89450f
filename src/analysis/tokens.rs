//! Tokens of the body: words and marks with a light part of speech.

use super::Lists;
use crate::{
    articles::{Article, Document},
    text::Span,
};

/// A light part of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pos {
    /// Common noun.
    Noun,
    /// Proper noun.
    Name,
    /// Finite or non-finite verb.
    Verb,
    /// Anything else.
    #[default]
    Other,
}

/// One word or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Byte range in the article's text.
    pub span: Span,
    /// Part of speech.
    pub pos: Pos,
}

/// The tokens of the body in order.
pub type Tokens = Vec<Token>;

/// Cuts the body into tokens and tags them.
pub fn tokenize(_article: &Article, _document: &Document, _lists: &Lists) -> Tokens {
    Vec::new()
}
