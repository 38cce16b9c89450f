//! The voice of every body word: narrator, direct quotation or indirect speech.

use serde::{Deserialize, Serialize};

use super::{
    attributions::{Act, Attribution},
    quotations::Quotation,
};
use crate::{articles::Document, text::Span};

/// Who is speaking in a stretch of body text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// The outlet's own words, scare quotes and reported thoughts included.
    #[default]
    Narrator,
    /// Words in marks credited to a speaker.
    Direct,
    /// A clause outside marks attributed to a speaker's speech.
    Indirect,
}

/// The voices of the body: every body word is in exactly one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voices {
    /// Stretches that are not the narrator's, in order, not overlapping.
    pub stretches: Vec<(Span, Voice)>,
    /// Words in the narrator's voice.
    pub narrator_words: usize,
    /// Words in direct quotations credited to a speaker.
    pub direct_words: usize,
    /// Words in indirect speech.
    pub indirect_words: usize,
}

impl Voices {
    /// The voice at byte `offset`.
    pub fn at(&self, offset: usize) -> Voice {
        let i = self.stretches.partition_point(|(s, _)| s.end as usize <= offset);
        self.stretches.get(i).filter(|(s, _)| s.contains(offset)).map_or(Voice::Narrator, |&(_, v)| v)
    }

    /// Words of the body.
    pub const fn body_words(&self) -> usize {
        self.narrator_words + self.direct_words + self.indirect_words
    }

    /// Words in `voice`.
    pub const fn words(&self, voice: Voice) -> usize {
        match voice {
            Voice::Narrator => self.narrator_words,
            Voice::Direct => self.direct_words,
            Voice::Indirect => self.indirect_words,
        }
    }
}

/// Gives every body word its voice. Direct quotation wins over indirect speech; a word belongs to the voice in which
/// its first byte lies.
pub fn partition(document: &Document, quotations: &[Quotation], attributions: &[Attribution]) -> Voices {
    let mut direct: Vec<Span> = quotations.iter().filter(|q| q.counted()).map(|q| q.span).collect();
    direct.sort_unstable();
    let mut indirect: Vec<Span> =
        attributions.iter().filter(|a| a.act == Act::Speech).flat_map(|a| a.content.iter().copied()).collect();
    indirect.sort_unstable();
    let mut voices = Voices::default();
    let (mut d, mut i) = (0, 0);
    let mut open: Option<(Span, Voice)> = None;
    for &word in &document.words {
        d += direct.iter().skip(d).take_while(|s| s.end <= word.start).count();
        i += indirect.iter().skip(i).take_while(|s| s.end <= word.start).count();
        let inside = |s: Option<&Span>| s.is_some_and(|s| s.overlaps(word));
        let voice = if inside(direct.get(d)) {
            Voice::Direct
        } else if inside(indirect.get(i)) {
            Voice::Indirect
        } else {
            Voice::Narrator
        };
        match voice {
            Voice::Narrator => voices.narrator_words += 1,
            Voice::Direct => voices.direct_words += 1,
            Voice::Indirect => voices.indirect_words += 1,
        }
        match &mut open {
            Some((span, v)) if *v == voice => span.end = word.end,
            _ => {
                voices.stretches.extend(open.take().filter(|(_, v)| *v != Voice::Narrator));
                open = Some((word, voice));
            }
        }
    }
    voices.stretches.extend(open.filter(|(_, v)| *v != Voice::Narrator));
    voices
}
