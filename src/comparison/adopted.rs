//! Adopted phrases: in quotation marks first, in the narrator's voice later (M21).

use std::{collections::HashMap, ops::Range};

use super::{Side, common::is_function_word, features::word_span, passages::Read};
use crate::{analysis::voices::Voice, text::Span};

/// A phrase has at least this many words, two of them with content.
const MIN_WORDS: usize = 3;
const MIN_CONTENT: usize = 2;

/// Where a phrase is quoted: its first word, the end of the quotation, the speaker.
type Place = (usize, usize, Option<u32>);

/// A phrase that the narrator takes over.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Adopted {
    /// The words in quotation marks.
    pub quoted: Span,
    /// The same words in the narrator's voice, later.
    pub later: Span,
    /// Who said them, an index into the entities; `None` where no speaker is credited.
    pub speaker: Option<u32>,
}

/// The adopted phrases, longest runs only, in order of the later place.
pub fn adopted(read: Read<'_>) -> Vec<Adopted> {
    let (side, words) = (read.side, &read.features.words);
    let mut quoted: HashMap<[u64; MIN_WORDS], Vec<Place>> = HashMap::new();
    for quotation in &side.profile.quotations {
        let range = side.profile.document.words_in(quotation.inner);
        for at in range.start..range.end.saturating_sub(MIN_WORDS - 1) {
            let places = gram(words, at).map(|g| quoted.entry(g).or_default());
            if let Some(places) = places.filter(|p| p.len() < 8) {
                places.push((at, range.end, quotation.speaker));
            }
        }
    }
    let narrator: Vec<bool> = narrator(side);
    let mut out = Vec::new();
    let mut at = 0;
    while at + MIN_WORDS <= words.len() {
        let run = |&(from, end, speaker): &Place| {
            let pairs = words[from..end.min(words.len())].iter().zip(words[at..].iter().zip(&narrator[at..]));
            (pairs.take_while(|(q, (n, own))| q == n && **own).count(), from, speaker)
        };
        let earlier = gram(words, at).and_then(|g| quoted.get(&g)).into_iter().flatten().filter(|p| p.1 <= at);
        let best = earlier.map(run).max_by_key(|r| (r.0, std::cmp::Reverse(r.1)));
        match best.filter(|r| r.0 >= MIN_WORDS) {
            Some((n, from, speaker)) => {
                let telling = is_phrase(read, at..at + n);
                let spans = word_span(side, from..from + n).zip(word_span(side, at..at + n));
                out.extend(spans.filter(|_| telling).map(|(quoted, later)| Adopted { quoted, later, speaker }));
                at += n;
            }
            None => at += 1,
        }
    }
    out
}

fn gram(words: &[u64], at: usize) -> Option<[u64; MIN_WORDS]> {
    words.get(at..at + MIN_WORDS)?.try_into().ok()
}

/// Whether the words are more than a name and small words: two words with content, one of them without a capital, and
/// no quotation mark that was never closed.
fn is_phrase(read: Read<'_>, range: Range<usize>) -> bool {
    let spans = read.side.profile.document.words.get(range.clone()).unwrap_or(&[]);
    let words = read.features.words.get(range).unwrap_or(&[]);
    let content: Vec<&str> = words
        .iter()
        .zip(spans)
        .filter(|(w, _)| !is_function_word(**w))
        .map(|(_, span)| read.side.article.slice(*span))
        .collect();
    let mut letters = content.iter().map(|w| w.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let marks = spans.iter().any(|s| read.side.article.slice(*s).contains(['“', '"', '”']));
    content.len() >= MIN_CONTENT && letters.any(|w| w.starts_with(char::is_lowercase)) && !marks
}

/// Whether each word is the narrator's and stands outside all quotation marks.
fn narrator(side: Side<'_>) -> Vec<bool> {
    let document = &side.profile.document;
    let mut own: Vec<bool> =
        document.words.iter().map(|w| side.profile.voices.at(w.start as usize) == Voice::Narrator).collect();
    for quotation in &side.profile.quotations {
        own.get_mut(document.words_in(quotation.inner)).into_iter().flatten().for_each(|o| *o = false);
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::{features::Features, fixture::Fixture};

    fn found(text: &str) -> Vec<String> {
        let f = Fixture::new(text).quoting("Ann Roe", &[]);
        let features = Features::of(f.side());
        let got = adopted(Read { side: f.side(), features: &features });
        got.into_iter().map(|a| f.article.slice(a.later).to_owned()).collect()
    }

    #[test]
    fn a_phrase_quoted_first_and_used_later_is_found() {
        let text =
            "Ann Roe spoke of “the root causes of the crisis” at noon. Europe ignores the root causes of the crisis.";
        assert_eq!(found(text), ["the root causes of the crisis."]);
    }

    #[test]
    fn the_other_order_a_second_quotation_and_small_words_are_not() {
        assert!(found("It ignores the root causes. Ann Roe spoke of “the root causes of it”.").is_empty());
        assert!(found("“The root causes of it,” Ann Roe said. “The root causes of it,” she said.").is_empty());
        assert!(found("“Deal with the Elmtown Herald,” Ann Roe said. He had met with the Elmtown Herald.").is_empty());
        assert!(found("“It is one of the best,” Ann Roe said. It is one of the few.").is_empty());
    }
}
