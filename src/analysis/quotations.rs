//! Text in quotation marks: pairing the marks, and telling speech from scare quotes, terms, titles and nested quotes.

use serde::{Deserialize, Serialize};

use super::profile::Confidence;
use crate::{
    articles::{Article, Document},
    text::Span,
};

/// What a stretch in quotation marks is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteClass {
    /// Words credited to a speaker.
    Speech,
    /// Marks with no speaker: irony, distance.
    Scare,
    /// A term of art, a nickname, a slogan.
    Term,
    /// The title of a work or a programme.
    Title,
    /// A quotation inside another one; its words are counted once, with the outer one.
    Nested,
}

/// A stretch of text in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// Byte range with the marks.
    pub span: Span,
    /// Byte range without the marks.
    pub inner: Span,
    /// What it is.
    pub class: QuoteClass,
    /// Without a finite clause.
    pub fragment: bool,
    /// How many words it holds, as the measures count them.
    pub words: u32,
    /// The speaker, an index into the profile's entities.
    pub speaker: Option<u32>,
    /// How sure the speaker is.
    pub confidence: Confidence,
    /// The first part of an utterance that an attribution interrupts: index of the other part.
    pub continues: Option<u32>,
    /// Why it has its class and its speaker.
    pub why: String,
    /// Whether class or speaker was set by hand.
    pub edited: bool,
}

impl Quotation {
    /// Whether its words count as the speaker's.
    pub fn counted(&self) -> bool {
        self.class == QuoteClass::Speech
    }
}

/// Pairs the marks of the body.
pub fn find(_article: &Article, _document: &Document) -> Vec<Quotation> {
    Vec::new()
}
