//! [`Document`]: the body of an article cut into paragraphs, sentences and words.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Article, Role};
use crate::text::{Span, sentences, words};

/// One body line. A line break always ends a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Byte range in the article's text.
    pub span: Span,
    /// Line number, 1-based.
    pub line: u32,
    /// What kind of body line it is.
    pub role: Role,
    /// Indices into [`Document::sentences`].
    pub sentences: Range<u32>,
    /// Indices into [`Document::words`].
    pub words: Range<u32>,
}

/// One sentence of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Byte range in the article's text.
    pub span: Span,
    /// Index into [`Document::paragraphs`].
    pub paragraph: u32,
    /// Indices into [`Document::words`].
    pub words: Range<u32>,
}

/// The body of an article cut into paragraphs, sentences and words. All spans are offsets into the article's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Body lines in order.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Words as the measures count them, in order.
    #[serde(with = "crate::text::span::steps")]
    pub words: Vec<Span>,
}

impl Document {
    /// Cuts the body lines of `article`.
    pub fn of(article: &Article) -> Self {
        Self::of_lines(article, Role::is_body)
    }

    /// Cuts the lines of `article` whose role is wanted, as if they were its body.
    pub fn of_lines(article: &Article, wanted: impl Fn(Role) -> bool) -> Self {
        let mut doc = Self::default();
        for (i, line) in article.lines.iter().enumerate().filter(|(_, l)| wanted(l.role)) {
            let text = article.slice(line.span);
            let base = line.span.start as usize;
            let shift = |s: Span| Span::new(base + s.start as usize, base + s.end as usize);
            let first_sentence = doc.sentences.len() as u32;
            let first_word = doc.words.len() as u32;
            doc.words.extend(words::words(text).map(shift));
            let mut next = first_word;
            for span in sentences::sentences(text).into_iter().map(shift) {
                let from = next;
                while doc.words.get(next as usize).is_some_and(|w| w.start < span.end) {
                    next += 1;
                }
                doc.sentences.push(Sentence { span, paragraph: doc.paragraphs.len() as u32, words: from..next });
            }
            doc.paragraphs.push(Paragraph {
                span: line.span,
                line: i as u32 + 1,
                role: line.role,
                sentences: first_sentence..doc.sentences.len() as u32,
                words: first_word..doc.words.len() as u32,
            });
        }
        doc
    }

    /// The words that lie in `span`, as a range of indices.
    pub fn words_in(&self, span: Span) -> Range<usize> {
        let from = self.words.partition_point(|w| w.end <= span.start);
        let to = self.words.partition_point(|w| w.start < span.end);
        from..to.max(from)
    }

    /// How many words lie in `span`.
    pub fn word_count(&self, span: Span) -> usize {
        self.words_in(span).len()
    }

    /// The index of the sentence that holds byte `offset`, if one does.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let i = self.sentences.partition_point(|s| s.span.end as usize <= offset);
        self.sentences.get(i).filter(|s| s.span.contains(offset)).map(|_| i)
    }

    /// The index of the paragraph that holds byte `offset`, if one does.
    pub fn paragraph_at(&self, offset: usize) -> Option<usize> {
        let i = self.paragraphs.partition_point(|p| p.span.end as usize <= offset);
        self.paragraphs.get(i).filter(|p| p.span.contains(offset)).map(|_| i)
    }
}
