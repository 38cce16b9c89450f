//! Loaded terms: words and phrases that carry evaluation where a plainer one exists.

use serde::{Deserialize, Serialize};

use super::{
    Lists,
    quotations::Quotation,
    tokens::Tokens,
    voices::{Voice, Voices},
};
use crate::{
    articles::{Article, Document},
    text::Span,
};

/// A loaded term found in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoadedHit {
    /// Byte range.
    pub span: Span,
    /// Index of the entry in the lexicon; its gloss, category and origin are looked up there.
    pub entry: u32,
    /// How loaded, 0 to 1, in this context.
    pub weight: f32,
    /// Whose words.
    pub voice: Voice,
    /// Whether it stands in the headline and not in the body.
    pub headline: bool,
    /// Whether the screen counts it: above the threshold and not switched off.
    pub counted: bool,
    /// What changed its weight (negation, proper name, scare quote), if anything.
    pub why: String,
    /// Whether it was changed by hand.
    pub edited: bool,
}

/// Finds the loaded terms of headline and body.
pub fn find(
    _article: &Article,
    _document: &Document,
    _tokens: &Tokens,
    _voices: &Voices,
    _quotations: &[Quotation],
    _lists: &Lists,
) -> Vec<LoadedHit> {
    Vec::new()
}
