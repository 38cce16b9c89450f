//! [`Units`]: an article's body as folded words with vocabulary numbers, made once and read by several passes.

use rustc_hash::FxHashMap;

use crate::{
    articles::{Article, Document},
    text::{
        Span, fold,
        words::{ascii_run, is_alphanumeric},
    },
};

/// The unit begins with a capital.
pub const CAPITAL: u8 = 1;
/// All letters of the unit are capitals, and it has two at least.
pub const UPPER: u8 = 2;
/// A mark that parts clauses stands before the unit.
pub const BREAK: u8 = 4;
/// The unit opens its sentence.
pub const FIRST: u8 = 8;

/// The number of a word that stands in no list.
pub const UNKNOWN: u32 = u32::MAX;

/// The words that stand in some list, numbered.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, u32>,
}

impl Vocabulary {
    /// The number of `word` (folded), which is added if it is new.
    pub fn intern(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(word.into(), id);
        id
    }

    /// The number of `word` (folded), or [`UNKNOWN`].
    pub fn id(&self, word: &str) -> u32 {
        self.ids.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// How many words it holds.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

/// One folded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its number in the vocabulary, or [`UNKNOWN`].
    pub id: u32,
    /// Byte range in the article's text, a possessive ending included.
    pub span: Span,
    /// [`CAPITAL`], [`UPPER`], [`BREAK`], [`FIRST`].
    pub flags: u8,
    /// Index into the document's sentences.
    pub sentence: u32,
}

impl Unit {
    /// Whether all of `flags` are set.
    pub const fn has(&self, flags: u8) -> bool {
        self.flags & flags == flags
    }
}

/// The body's folded words in order.
pub type Units = Vec<Unit>;

/// Cuts the sentences of the body into units.
pub fn units(article: &Article, document: &Document, vocabulary: &Vocabulary) -> Units {
    let mut out = Vec::with_capacity(document.words.len() + document.words.len() / 8);
    let mut folded = String::new();
    for (i, sentence) in document.sentences.iter().enumerate() {
        let text = article.slice(sentence.span);
        let mut end = 0;
        let mut first = FIRST | BREAK;
        for span in cut(text) {
            let raw = span.of(text);
            let gap = text.get(end..span.start as usize).unwrap_or("");
            end = span.end as usize;
            let id = look_up(raw, vocabulary, &mut folded);
            let flags = case_of(raw) | first | if parts(gap) { BREAK } else { 0 };
            first = 0;
            let base = sentence.span.start;
            let span = Span { start: base + span.start, end: base + span.end };
            out.push(Unit { id, span, flags, sentence: i as u32 });
        }
    }
    out
}

/// The number of the unit `raw`, folded into a buffer where it must be.
fn look_up(raw: &str, vocabulary: &Vocabulary, folded: &mut String) -> u32 {
    if fold::is_folded(raw) {
        return vocabulary.id(raw);
    }
    folded.clear();
    fold_unit(raw, folded);
    vocabulary.id(folded)
}

/// The units of a short text outside the body, a label or an address: marks part nothing there.
pub fn plain(text: &str, vocabulary: &Vocabulary) -> Units {
    let mut folded = String::new();
    cut(text)
        .map(|span| {
            let raw = span.of(text);
            Unit { id: look_up(raw, vocabulary, &mut folded), span, flags: case_of(raw), sentence: 0 }
        })
        .collect()
}

/// Whether the text between two words parts clauses. Quotation marks, hyphens and slashes do not, nor does a single stop:
/// inside a sentence it belongs to an abbreviation.
fn parts(gap: &str) -> bool {
    // Most gaps are one space, which need not be searched.
    gap != " "
        && (gap.contains([',', ';', ':', '!', '?', '(', ')', '[', ']', '…', '—'])
            || gap.contains(['.', '-', '–']) && ["..", " - ", " –", "– "].iter().any(|m| gap.contains(m)))
}

/// Cuts `text` into runs of letters and digits. An apostrophe between letters, a stop between single letters or digits
/// and a comma between digits do not part a run.
pub fn cut(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (skip, mut last) = text.get(at..)?.char_indices().find(|&(_, c)| is_alphanumeric(c))?;
        let start = at + skip;
        let mut end = start + last.len_utf8();
        let mut run = 1;
        loop {
            let plain = ascii_run(text, end);
            if plain > 0 {
                end += plain;
                run += plain;
                last = text.as_bytes().get(end - 1).map_or(last, |&b| char::from(b));
            }
            let Some(c) = text.get(end..).and_then(|t| t.chars().next()) else { break };
            let after = end + c.len_utf8();
            if is_alphanumeric(c) || is_mark(c) {
                run += 1;
                last = c;
            } else if joins(last, run, c, || text.get(after..).and_then(|t| t.chars().next())) {
                run = 0;
            } else {
                break;
            }
            end = after;
        }
        at = end;
        // A final stop of an acronym is not part of the word.
        let raw = text.get(start..end).unwrap_or("");
        Some(Span::new(start, start + raw.trim_end_matches(['.', '\'', '’', ',']).len()))
    })
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && (c == '\u{ad}' || unicode_normalization::char::is_combining_mark(c))
}

fn joins(last: char, run: usize, mark: char, next: impl Fn() -> Option<char>) -> bool {
    let digits = || last.is_ascii_digit() && next().is_some_and(|n| n.is_ascii_digit());
    match mark {
        '\'' | '’' | 'ʼ' => next().is_some_and(char::is_alphanumeric),
        '.' => digits() || run == 1 && last.is_alphabetic() && next().is_some_and(char::is_alphabetic),
        ',' => digits(),
        _ => false,
    }
}

/// Appends the folded form of one unit: lower case, no accents, no stops of an acronym, no possessive ending.
pub fn fold_unit(raw: &str, out: &mut String) {
    let from = out.len();
    fold::fold_into(raw, out);
    if out.len() > from + 2 && out.get(from..).is_some_and(|s| s.ends_with("'s")) {
        out.truncate(out.len() - 2);
    }
    let is_acronym = raw.bytes().any(|b| b == b'.') && !raw.bytes().any(|b| b.is_ascii_digit());
    if is_acronym {
        let plain: String = out.get(from..).unwrap_or("").chars().filter(|&c| c != '.').collect();
        out.truncate(from);
        out.push_str(&plain);
    }
}

/// [`CAPITAL`] and [`UPPER`] of one unit.
pub fn case_of(raw: &str) -> u8 {
    // What begins with a small letter, as most words do, has neither.
    if raw.starts_with(|c: char| c.is_ascii_lowercase()) {
        return 0;
    }
    let stem = raw.strip_suffix("'s").or_else(|| raw.strip_suffix("’s")).unwrap_or(raw);
    let mut letters = stem.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next().filter(|c| c.is_uppercase()) else { return 0 };
    let second = letters.next().is_some_and(char::is_uppercase);
    let upper = second && letters.all(char::is_uppercase) && first.is_uppercase();
    CAPITAL | if upper { UPPER } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        cut(text)
            .map(|s| {
                let mut out = String::new();
                fold_unit(s.of(text), &mut out);
                out
            })
            .collect()
    }

    #[test]
    fn hyphens_part_and_possessives_go() {
        assert_eq!(folded("Putin’s U.S.-led “full-scale” war."), ["putin", "us", "led", "full", "scale", "war"]);
        assert_eq!(folded("It’s the leaders' 30,000 and 2.25%."), ["it", "the", "leaders", "30,000", "and", "2.25"]);
    }

    #[test]
    fn accents_fold() {
        assert_eq!(folded("Orbán’s coup d’état"), ["orban", "coup", "d'etat"]);
    }

    #[test]
    fn case_is_read_from_the_letters() {
        assert_eq!(case_of("NATO’s"), CAPITAL | UPPER);
        assert_eq!(case_of("Nato"), CAPITAL);
        assert_eq!(case_of("I"), CAPITAL);
        assert_eq!(case_of("nato"), 0);
        assert_eq!(case_of("U.S"), CAPITAL | UPPER);
    }

    #[test]
    fn marks_part_but_quotation_marks_do_not() {
        assert!(parts(", ") && parts(" – ") && parts(" (") && parts("—"));
        assert!(!parts(" ") && !parts("-") && !parts(" “") && !parts("/"));
    }

    #[test]
    fn odd_input_is_cut_without_panic() {
        for text in ["", "’", "...", "a.", "a..b", "’s", "é’", "\u{301}x", "1,,2"] {
            let _ = folded(text);
        }
    }
}
