//! Finding words: matching is on the folded form, hits are byte ranges of the original.

use std::fmt::Write as _;

use super::lens::Side;
use crate::{analysis::voices::Voice, text::Span, workspace::Corpus};

pub use crate::text::fold::find;

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

/// The stretch of its line around a hit, for a list: about `before` bytes before it and `after` bytes behind it, cut
/// between words, with `…` where it is cut.
pub fn around(text: &str, span: Span, before: usize, after: usize) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let (lead, tail) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
    let lead = lead.rsplit('\n').next().unwrap_or("");
    let tail = tail.split('\n').next().unwrap_or("");
    let from = if lead.len() <= before { 0 } else { cut_after(lead, lead.len() - before) };
    let to = if tail.len() <= after { tail.len() } else { cut_before(tail, after) };
    let (lead, tail) = (lead.get(from..).unwrap_or(""), tail.get(..to).unwrap_or(""));
    let (open, close) =
        (if from > 0 { "…" } else { "" }, if to < text.len() - end && more(text, end + to) { "…" } else { "" });
    format!("{open}{lead}{}{tail}{close}", span.of(text))
}

/// Whether the line goes on at `at`.
fn more(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|t| !t.is_empty() && !t.starts_with('\n'))
}

/// The start of the first word at or behind `from`; the end where none begins there.
fn cut_after(text: &str, from: usize) -> usize {
    let from = (from..text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    let within = text.get(..from).is_some_and(|t| !t.ends_with(char::is_whitespace));
    let rest = text.get(from..).unwrap_or("");
    let skip = if within { rest.find(char::is_whitespace).unwrap_or(rest.len()) } else { 0 };
    let rest = rest.get(skip..).unwrap_or("");
    from + skip + (rest.len() - rest.trim_start().len())
}

/// The end of the last word that ends at or before `to`; the start where none does.
fn cut_before(text: &str, to: usize) -> usize {
    let to = (0..=to).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let head = text.get(..to).unwrap_or("");
    let within = text.get(to..).is_some_and(|t| !t.starts_with(char::is_whitespace));
    let head = if within { head.get(..head.rfind(char::is_whitespace).unwrap_or(0)).unwrap_or("") } else { head };
    head.trim_end().len()
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

    #[test]
    fn a_hit_is_shown_from_word_to_word() {
        let text = "For a long time, officials in Žilina called the plan a “disgrace” and a burden for everybody";
        let at = text.find("disgrace").unwrap_or(0);
        let span = Span::new(at, at + 8);
        assert_eq!(around(text, span, 24, 20), "…called the plan a “disgrace” and a burden for…");
        assert_eq!(around(text, span, 2, 3), "…disgrace”…");
        assert_eq!(around(text, span, 400, 400), text);
        assert_eq!(around("word", Span::new(0, 4), 3, 3), "word");
    }
}
