//! [`Ledger`]: every body word with its voice and its owner, so that all word counts are sums over one list.

use super::Side;
use crate::{
    analysis::{attributions::Act, voices::Voice},
    text::Span,
};

/// A run of words of one voice and one owner within one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// From the first to the last word, marks attached to them included.
    pub span: Span,
    /// Whose words.
    pub voice: Voice,
    /// The quotation (direct) or attribution (indirect) that it belongs to; `None` for the narrator.
    pub owner: Option<u32>,
    /// The speaker, an index into the profile's entities.
    pub speaker: Option<u32>,
    /// Index of its first word in the document.
    pub first_word: usize,
    /// How many words it holds.
    pub words: usize,
    /// Index of its paragraph.
    pub paragraph: usize,
}

/// The body as passages, in order; every word is in exactly one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The passages.
    pub passages: Vec<Passage>,
}

impl Ledger {
    /// Cuts the body of `side`.
    pub fn of(side: Side<'_>) -> Self {
        let profile = side.profile;
        let mut quotes = Owners::new(
            profile.quotations.iter().enumerate().filter(|(_, q)| q.counted()).map(|(i, q)| (q.span, i, q.speaker)),
        );
        let speech = profile.attributions.iter().enumerate().filter(|(_, a)| a.act == Act::Speech);
        let mut speech = Owners::new(speech.flat_map(|(i, a)| a.content.iter().map(move |&s| (s, i, a.speaker))));
        let mut passages: Vec<Passage> = Vec::new();
        for (paragraph, p) in profile.document.paragraphs.iter().enumerate() {
            for first_word in p.words.start as usize..p.words.end as usize {
                let Some(&span) = profile.document.words.get(first_word) else { continue };
                let voice = profile.voices.at(span.start as usize);
                let (owner, speaker) = match voice {
                    Voice::Narrator => (None, None),
                    Voice::Direct => quotes.at(span),
                    Voice::Indirect => speech.at(span),
                };
                match passages.last_mut() {
                    Some(l) if l.paragraph == paragraph && l.voice == voice && l.owner == owner => {
                        l.span = l.span.join(span);
                        l.words += 1;
                    }
                    _ => passages.push(Passage { span, voice, owner, speaker, first_word, words: 1, paragraph }),
                }
            }
        }
        Self { passages }
    }

    /// The passages of `voice`.
    pub fn voice(&self, voice: Voice) -> impl Iterator<Item = &Passage> {
        self.passages.iter().filter(move |p| p.voice == voice)
    }

    /// Words of `voice`.
    pub fn words(&self, voice: Voice) -> usize {
        self.voice(voice).map(|p| p.words).sum()
    }
}

/// Spans with their owners, read in order of the text.
struct Owners {
    spans: Vec<(Span, usize, Option<u32>)>,
    at: usize,
}

impl Owners {
    fn new(spans: impl Iterator<Item = (Span, usize, Option<u32>)>) -> Self {
        let mut spans: Vec<_> = spans.collect();
        spans.sort_unstable();
        Self { spans, at: 0 }
    }

    /// Owner and speaker of `word`; words are asked for in order.
    fn at(&mut self, word: Span) -> (Option<u32>, Option<u32>) {
        while self.spans.get(self.at).is_some_and(|(s, ..)| s.end <= word.start) {
            self.at += 1;
        }
        let hit = self.spans.get(self.at).filter(|(s, ..)| s.overlaps(word));
        hit.map_or((None, None), |&(_, owner, speaker)| (Some(owner as u32), speaker))
    }
}
