//! Text in quotation marks: pairing the marks, and telling speech from scare quotes, terms, titles and nested quotes.

pub mod by_hand;
mod classes;
mod marks;
mod pairing;
#[cfg(test)]
mod seed_tests;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use self::{
    marks::Mark,
    pairing::{Fault, Pair},
};
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
///
/// The class is a first judgement by shape: a clause is speech, a short stretch a term until `speakers` finds who said
/// it. Nested quotations follow the one that holds them.
pub fn find(article: &Article, document: &Document) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    let mut ahead: Vec<Mark> = Vec::new();
    let mut running: Option<u32> = None;
    if let Some(first) = document.paragraphs.first() {
        marks::scan(article.slice(first.span), first.span.start as usize, &mut ahead);
    }
    for (i, paragraph) in document.paragraphs.iter().enumerate() {
        std::mem::swap(&mut marks, &mut ahead);
        ahead.clear();
        let next = document.paragraphs.get(i + 1).map(|p| p.span);
        if let Some(span) = next {
            marks::scan(article.slice(span), span.start as usize, &mut ahead);
        }
        let goes_on = next.zip(ahead.first()).is_some_and(|(p, m)| reopens(*m, p));
        for pair in pairing::pair(&marks, paragraph.span, goes_on) {
            let Some(quotation) = quotation(article, document, pair) else { continue };
            let index = out.len() as u32;
            if let Some(before) = running.take().filter(|_| pair.depth == 0 && pair.span.start == paragraph.span.start)
                && let Some(q) = out.get_mut(before as usize)
            {
                q.continues = Some(index);
            }
            if pair.depth == 0 && pair.fault == Fault::Unclosed && pair.span.end == paragraph.span.end && goes_on {
                running = Some(index);
            }
            out.push(quotation);
        }
        running = running.filter(|_| goes_on);
    }
    out
}

/// Whether a paragraph opens with the mark, as a quotation that runs over paragraphs does.
fn reopens(mark: Mark, paragraph: Span) -> bool {
    mark.span.start == paragraph.start && mark.side != marks::Side::Close
}

fn quotation(article: &Article, document: &Document, pair: Pair) -> Option<Quotation> {
    let inner = trim(&article.text, pair.inner);
    let words = document.word_count(inner) as u32;
    if words == 0 {
        return None;
    }
    let text = article.slice(inner);
    let (class, reason) = classes::judge(text, words, pair.depth);
    let fault = match pair.fault {
        Fault::None => "",
        Fault::Unclosed => "; closing mark missing",
        Fault::Unopened => "; opening mark missing",
    };
    Some(Quotation {
        span: pair.span,
        inner,
        class,
        fragment: !classes::has_clause(text),
        words,
        speaker: None,
        confidence: Confidence::Unsure,
        continues: None,
        why: format!("{reason}{fault}"),
        edited: false,
    })
}

/// `span` without white space at its ends.
fn trim(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let lead = inner.len() - inner.trim_start().len();
    let body = inner.trim().len();
    let start = span.start as usize + lead;
    Span::new(start, start + body)
}
