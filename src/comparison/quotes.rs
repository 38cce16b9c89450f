//! Quotations that both articles carry, and how each trims them (M19).
//!
//! After QUOTUS (Niculae et al. 2015): which part of what was said does each outlet quote?

use std::collections::HashMap;

use super::{
    common::is_function_word,
    features::word_span,
    identity,
    ledger::{Ledger, Passage},
    passages::Read,
};
use crate::{
    analysis::{entities::EntityKind, voices::Voice},
    text::Span,
};

/// A shared quotation has at least this many words in a row.
pub const MIN_WORDS: usize = 4;

/// Words of two different speakers need this many to be one quotation.
const MIN_WORDS_ACROSS: usize = 8;
/// So many of the shared words must have content.
const MIN_CONTENT: usize = 2;

/// Words in quotation marks that both articles carry.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SharedQuote {
    /// The shared words on the left.
    pub a: Span,
    /// The shared words on the right.
    pub b: Span,
    /// How many words are shared.
    pub words: usize,
    /// Words that only the left quotes before and after the shared ones, within the same quotation.
    pub only_a: (usize, usize),
    /// Words that only the right quotes before and after them.
    pub only_b: (usize, usize),
    /// The speaker on the left, an index into its entities.
    pub speaker_a: Option<u32>,
    /// The speaker on the right.
    pub speaker_b: Option<u32>,
}

/// The longest runs of four words or more in the direct quotations of both, in order of the left text.
pub fn shared_quotes(a: Read<'_>, b: Read<'_>) -> Vec<SharedQuote> {
    let (left, right) = (Ledger::of(a.side), Ledger::of(b.side));
    let words =
        |r: Read<'_>, p: &Passage| r.features.words.get(p.first_word..p.first_word + p.words).unwrap_or(&[]).to_vec();
    let mut starts: HashMap<Vec<u64>, Vec<(&Passage, usize)>> = HashMap::new();
    for p in right.voice(Voice::Direct) {
        for (i, gram) in words(b, p).windows(MIN_WORDS).enumerate() {
            let places = starts.entry(gram.to_vec()).or_default();
            if places.len() < 16 {
                places.push((p, i));
            }
        }
    }
    let mut out = Vec::new();
    for p in left.voice(Voice::Direct) {
        let own = words(a, p);
        let mut i = 0;
        while let Some(gram) = own.get(i..i + MIN_WORDS) {
            let length = |(q, j): (&Passage, usize)| {
                let other = words(b, q);
                own[i..].iter().zip(&other[j..]).take_while(|(x, y)| x == y).count()
            };
            let places = starts.get(gram).into_iter().flatten();
            let best = places
                .map(|&(q, j)| (length((q, j)), q, j))
                .max_by_key(|&(n, q, j)| (n, std::cmp::Reverse((q.first_word, j))));
            let Some((n, q, j)) = best else {
                i += 1;
                continue;
            };
            let content = own[i..i + n].iter().filter(|w| !is_function_word(**w)).count();
            if content >= MIN_CONTENT && (n >= MIN_WORDS_ACROSS || one_speaker(a, b, p.speaker, q.speaker)) {
                out.extend(shared(a, b, (p, i), (q, j), n));
            }
            i += n;
        }
    }
    out
}

fn shared(
    a: Read<'_>,
    b: Read<'_>,
    (p, i): (&Passage, usize),
    (q, j): (&Passage, usize),
    n: usize,
) -> Option<SharedQuote> {
    Some(SharedQuote {
        a: word_span(a.side, p.first_word + i..p.first_word + i + n)?,
        b: word_span(b.side, q.first_word + j..q.first_word + j + n)?,
        words: n,
        only_a: (i, p.words - i - n),
        only_b: (j, q.words - j - n),
        speaker_a: p.speaker,
        speaker_b: q.speaker,
    })
}

/// Whether the two may be one: not when they are two different people. A body may speak through a person.
fn one_speaker(a: Read<'_>, b: Read<'_>, x: Option<u32>, y: Option<u32>) -> bool {
    let entity = |read: Read<'_>, s: Option<u32>| read.side.profile.entities.get(s? as usize).cloned();
    let people = entity(a, x).zip(entity(b, y)).filter(|(x, y)| [x.kind, y.kind] == [EntityKind::Person; 2]);
    people.is_none_or(|(x, y)| identity::same(&x, &y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::{features::Features, fixture::Fixture};

    #[test]
    fn trimming_is_told_by_side() {
        let long = Fixture::new("“It is clear that any deal behind our backs will not work,” Ann Roe said.")
            .quoting("Ann Roe", &[]);
        let short = Fixture::new("Ann Roe warned that “any deal behind our backs” was void.").quoting("Ann Roe", &[]);
        let (x, y) = (Features::of(long.side()), Features::of(short.side()));
        let got = shared_quotes(Read { side: long.side(), features: &x }, Read { side: short.side(), features: &y });
        assert_eq!(got.len(), 1);
        assert_eq!((got[0].words, got[0].only_a, got[0].only_b), (5, (4, 3), (0, 0)));
        assert_eq!(short.article.slice(got[0].b), "“any deal behind our backs”");
    }

    #[test]
    fn a_few_words_of_two_speakers_are_no_shared_quotation() {
        let left = Fixture::new("“We know the intent of the law,” Ann Roe said.").quoting("Ann Roe", &[]);
        let right = Fixture::new("“Read the intent of the law,” Bo Lund said.").quoting("Bo Lund", &[]);
        let (x, y) = (Features::of(left.side()), Features::of(right.side()));
        let (a, b) = (Read { side: left.side(), features: &x }, Read { side: right.side(), features: &y });
        assert!(shared_quotes(a, b).is_empty());
    }

    #[test]
    fn the_same_words_outside_marks_are_no_shared_quotation() {
        let left = Fixture::new("“We will never give in to this,” Ann Roe said.").quoting("Ann Roe", &[]);
        let right = Fixture::new("Ann Roe said we will never give in to this.");
        let (x, y) = (Features::of(left.side()), Features::of(right.side()));
        assert!(
            shared_quotes(Read { side: left.side(), features: &x }, Read { side: right.side(), features: &y })
                .is_empty()
        );
    }
}
