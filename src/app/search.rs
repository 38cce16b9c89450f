//! Finding words: matching is on the folded form, hits are byte ranges of the original.

use std::fmt::Write as _;

use super::lens::Side;
use crate::{
    analysis::voices::Voice,
    text::{Span, fold::fold, fold::fold_into},
    workspace::Corpus,
};

/// What is searched for in the pane, with the hits in both texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The words as typed.
    pub words: String,
    /// Hits, left and right.
    pub hits: [Vec<Span>; 2],
}

impl Search {
    /// The hits of a side.
    pub fn on(&self, side: Side) -> &[Span] {
        self.hits.get(side.index()).map_or(&[], Vec::as_slice)
    }
}

/// Whether `needle` stands in `text` at the start of a word; both folded.
pub fn begins_word(text: &str, needle: &str) -> bool {
    let before = |at: usize| text.get(..at).and_then(|t| t.chars().next_back());
    text.match_indices(needle).any(|(at, _)| before(at).is_none_or(|c| !c.is_alphanumeric()))
}

/// Hits of at most this many are listed.
pub const MOST_HITS: usize = 1000;

/// Every place of `words` in `text`, by their folded forms, not overlapping, at most `most`.
pub fn find(text: &str, words: &str, most: usize) -> Vec<Span> {
    let needle = fold(words);
    if needle.trim().is_empty() {
        return Vec::new();
    }
    if text.is_ascii() {
        let folded = text.to_ascii_lowercase();
        return folded.match_indices(&needle).take(most).map(|(at, m)| Span::new(at, at + m.len())).collect();
    }
    let mut folded = String::with_capacity(text.len());
    let mut places: Vec<u32> = Vec::with_capacity(text.len() + 1);
    let mut buffer = [0; 4];
    for (at, c) in text.char_indices() {
        fold_into(c.encode_utf8(&mut buffer), &mut folded);
        places.resize(folded.len(), at as u32);
    }
    places.push(text.len() as u32);
    let place = |i: usize| places.get(i).copied().unwrap_or(text.len() as u32) as usize;
    folded.match_indices(&needle).take(most).map(|(at, m)| Span::new(place(at), place(at + m.len()))).collect()
}

/// A hit in one of many articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Position of the article.
    pub article: usize,
    /// Byte range.
    pub span: Span,
    /// Whose words.
    pub voice: Voice,
}

/// Every place of `words` in the bodies and headlines of the corpus, at most [`MOST_HITS`].
pub fn find_all(corpus: &Corpus, words: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (article, entry) in corpus.entries.iter().enumerate() {
        let room = MOST_HITS - hits.len();
        if room == 0 {
            break;
        }
        let mut profile = None;
        for span in find(&entry.article.text, words, room) {
            let line = entry.article.lines.get(entry.article.line_of(span.start as usize) - 1);
            if line.is_some_and(|l| super::wraps::is_shown(l.role)) {
                let profile = profile.get_or_insert_with(|| entry.open());
                let voice = profile.as_ref().map_or(Voice::Narrator, |p| p.voices.at(span.start as usize));
                hits.push(Hit { article, span, voice });
            }
        }
    }
    hits
}

/// How the hits fall: by article and voice.
pub fn tally(corpus: &Corpus, hits: &[Hit]) -> String {
    let mut out = String::new();
    let articles = hits.chunk_by(|a, b| a.article == b.article);
    for chunk in articles {
        let Some(entry) = chunk.first().and_then(|h| corpus.entries.get(h.article)) else { continue };
        let narrator = chunk.iter().filter(|h| h.voice == Voice::Narrator).count();
        let quoted = chunk.len() - narrator;
        let joint = if out.is_empty() { "" } else { " · " };
        let _ = write!(out, "{joint}{} {} (narrator {narrator}, attributed {quoted})", entry.label, chunk.len());
    }
    out
}

/// The stretch of text around a hit, for a list: from up to `before` bytes before it.
pub fn around(text: &str, span: Span, before: usize, after: usize) -> &str {
    let mut from = (span.start as usize).saturating_sub(before);
    let mut to = (span.end as usize + after).min(text.len());
    let line_from = text.get(..span.start as usize).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    from = from.max(line_from);
    if let Some(end) = text.get(span.end as usize..).and_then(|t| t.find('\n')) {
        to = to.min(span.end as usize + end);
    }
    while !text.is_char_boundary(from) {
        from += 1;
    }
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(from..to).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_apostrophes_do_not_matter() {
        let text = "Orbán’s veto; ORBAN'S again";
        let hits = find(text, "orban's", 10);
        let words: Vec<&str> = hits.iter().map(|h| h.of(text)).collect();
        assert_eq!(words, ["Orbán’s", "ORBAN'S"]);
    }

    #[test]
    fn nothing_is_found_for_nothing() {
        assert!(find("abc", " ", 10).is_empty());
        assert!(find("", "a", 10).is_empty());
    }

    #[test]
    fn a_hit_is_shown_within_its_line() {
        let text = "first line\nthe second line is here\nthird";
        let at = text.find("second").unwrap_or(0);
        assert_eq!(around(text, Span::new(at, at + 6), 40, 40), "the second line is here");
    }
}
