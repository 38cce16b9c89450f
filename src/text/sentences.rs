//! Sentences of one paragraph.
//!
//! An end mark, then closing marks, then space, then a capital, digit or opening mark ends a sentence, unless the word
//! before the mark is an abbreviation.

use super::Span;

/// Words that end in a full stop without ending a sentence, folded and without their last stop.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sgt", "capt", "cmdr", "adm", "maj", "gov", "sen", "sens",
    "rep", "reps", "rev", "hon", "pres", "st", "mt", "ft", "jr", "sr", "no", "nos", "vs", "etc", "inc", "ltd", "co",
    "corp", "dept", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "ave", "blvd",
    "e.g", "i.e", "cf", "approx", "est", "fig", "ariz", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind",
    "kan", "ky", "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn",
    "tex", "va", "vt", "wash", "wis", "wyo",
];

/// A sentence is cut at the next white space after this many bytes. No one writes such sentences; what looks for the words
/// that belong together in one would take ages over a megabyte without a full stop.
const LONGEST: usize = 4000;

/// Splits the paragraph `text` into sentences, as byte spans relative to `text`; white space around them is left out.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(from) = text.get(at..).and_then(|r| r.find(|c: char| !c.is_whitespace())).map(|skip| at + skip) {
        let end = sentence_end(text, from);
        let end = end.unwrap_or(text.trim_end().len());
        out.push(Span::new(from, end));
        at = end;
    }
    out
}

/// Where the sentence that begins at `from` ends; `None` if the text ends before it.
fn sentence_end(text: &str, from: usize) -> Option<usize> {
    let mut next = from;
    loop {
        let (at, c) = next_end(text, next, from)?;
        if c.is_whitespace() {
            return Some(at);
        }
        let after = at + c.len_utf8();
        let rest = text.get(after..).unwrap_or("");
        let end = after + rest.find(|c| !is_closing(c)).unwrap_or(rest.len());
        if ends_here(text.get(from..at).unwrap_or(""), c, text.get(end..).unwrap_or("")) {
            return Some(end);
        }
        next = end;
    }
}

/// The next character from byte `at` on that may end a sentence begun at `from`: an end mark, or white space where the
/// sentence is too long. Everything before is passed byte by byte, without decoding.
fn next_end(text: &str, at: usize, from: usize) -> Option<(usize, char)> {
    let is_mark = |c: char| matches!(c, '.' | '!' | '?' | '…');
    let mut at = at;
    while at - from <= LONGEST {
        match *text.as_bytes().get(at)? {
            mark @ (b'.' | b'!' | b'?') => return Some((at, char::from(mark))),
            0xE2 if text.get(at..).is_some_and(|r| r.starts_with('…')) => return Some((at, '…')),
            _ => at += 1,
        }
    }
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let found = text.get(at..)?.char_indices().find(|&(_, c)| c.is_whitespace() || is_mark(c));
    found.map(|(i, c)| (at + i, c))
}

fn is_closing(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | ')' | ']' | '»')
}

fn ends_here(before: &str, mark: char, rest: &str) -> bool {
    let Some(first) = rest.chars().next() else { return true };
    if !first.is_whitespace() {
        return false;
    }
    let next = rest.trim_start();
    let opens = next.chars().find(|c| !matches!(c, '"' | '\'' | '“' | '‘' | '(' | '[' | '«' | '„' | '–' | '—'));
    if !opens.is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_alphabetic()) {
        return opens.is_none();
    }
    if mark != '.' {
        return mark != '…' || opens.is_some_and(char::is_uppercase);
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '—')).next().unwrap_or("");
    !is_abbreviation(word, next)
}

/// Whether the stop after `word` belongs to it. A single capital is an initial; `U.S.` and the like end a sentence only
/// before a word that commonly opens one.
fn is_abbreviation(word: &str, next: &str) -> bool {
    let folded = word.to_lowercase();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 1 && word.chars().all(char::is_uppercase) {
        return true;
    }
    if word.contains('.') && word.split('.').all(|p| p.chars().count() <= 1) {
        let opener = next.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty()).unwrap_or("");
        return !OPENERS.contains(&opener);
    }
    ABBREVIATIONS.contains(&folded.as_str())
}

/// Words that, capitalised after an acronym with stops, open a new sentence.
const OPENERS: &[&str] = &[
    "The",
    "A",
    "An",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "You",
    "This",
    "That",
    "These",
    "Those",
    "But",
    "And",
    "In",
    "On",
    "At",
    "As",
    "If",
    "When",
    "While",
    "His",
    "Her",
    "Its",
    "Their",
    "However",
    "Meanwhile",
    "After",
    "Before",
    "For",
    "There",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        assert_eq!(cut("“Stop!” she said. “Now.” He left."), ["“Stop!” she said.", "“Now.”", "He left."]);
    }

    #[test]
    fn titles_initials_and_acronyms_do_not_end_one() {
        assert_eq!(cut("Gen. J. Smith of the U.S. Army met Mr. Roe. They spoke.").len(), 2);
        assert_eq!(cut("It left the U.S. The talks go on.").len(), 2);
    }

    #[test]
    fn a_text_without_full_stops_is_cut_between_words() {
        let text = "he said that ".repeat(2000);
        let cuts = cut(&text);
        assert!(cuts.iter().all(|s| s.len() <= LONGEST + 4 && !s.ends_with(' ')));
        assert_eq!(cuts.iter().map(|s| s.split(' ').count()).sum::<usize>(), 6000);
    }

    #[test]
    fn a_decimal_is_not_an_end() {
        assert_eq!(cut("It rose 2.25% by 2029, vs. 1.5 before.").len(), 1);
    }
}
