//! Words for matching: parts of hyphenated words apart, possessive endings off, compared by hash.
//!
//! The hash is over a folded form (lower case, no accents, `-ise` read as `-ize`, `-our` as `-or`), so a lookup needs
//! no allocation.

use crate::text::{
    Span,
    fold::{fold_into, is_folded},
    words::{ascii_run, is_alphanumeric},
};

/// How a word stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// First of the sentence, or after an opening mark.
    Start,
    /// White space alone.
    Space,
    /// A hyphen.
    Hyphen,
    /// A comma or a quotation mark.
    Comma,
    /// Anything stronger: colon, dash, bracket.
    Break,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Begins in lower case, or holds no letter.
    Lower,
    /// Begins with a capital.
    Capital,
    /// Two capitals or more, and nothing else.
    Shout,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Byte range, possessive ending left out.
    pub span: Span,
    /// Hash of the folded form.
    pub hash: u64,
    /// What stands before it.
    pub gap: Gap,
    /// How it is written.
    pub case: Case,
    /// Whether it begins with a digit.
    pub digit: bool,
}

/// Longest word that is looked at, in folded bytes.
const LONGEST: usize = 48;

/// Hash of one folded word.
pub fn hash_word(word: &str, buffer: &mut String) -> u64 {
    if is_folded(word) {
        return hash_folded(word);
    }
    buffer.clear();
    fold_into(word, buffer);
    hash_folded(buffer)
}

/// Hash of a name from a fixed list, as it is.
pub const fn hash_name(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}

fn hash_folded(folded: &str) -> u64 {
    let folded = folded.as_bytes();
    let folded = folded.get(..LONGEST).unwrap_or(folded);
    let mut bytes = [0u8; LONGEST];
    // Few words have a letter that may be spelt otherwise; the rest are hashed where they stand.
    let varies = folded.len() >= 6 && folded.iter().skip(3).any(|b| matches!(b, b'o' | b'i'));
    let canonical = if varies {
        bytes.iter_mut().zip(folded).for_each(|(to, from)| *to = *from);
        let len = canonical(&mut bytes, folded.len());
        bytes.get(..len).unwrap_or_default()
    } else {
        folded
    };
    let hash = canonical
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, &b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    hash ^ (hash >> 29)
}

/// Reads British spellings as American ones; harmless elsewhere, as lexicon and text go through it alike.
fn canonical(bytes: &mut [u8; LONGEST], len: usize) -> usize {
    if len < 6 {
        return len;
    }
    let mut out = len;
    let mut i = 3;
    while i + 1 < out {
        match bytes.get(i..out) {
            Some([b'o', b'u', b'r', ..]) => {
                bytes.copy_within(i + 2..out, i + 1);
                out -= 1;
            }
            Some([b'i', b's', b'e' | b'i', ..] | [b'i', b's', b'a', b't', ..]) if len > 6 => bytes[i + 1] = b'z',
            _ => {}
        }
        i += 1;
    }
    out
}

/// Cuts `text`, which begins at byte `base` of the article, into `out` (cleared first).
pub fn words(text: &str, base: usize, out: &mut Vec<Word>, buffer: &mut String) {
    out.clear();
    let mut gap = Gap::Start;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|r| r.chars().next()) {
        if is_alphanumeric(c) {
            let end = word_end(text, at);
            push(text, at, end, base, gap, out, buffer);
            at = end;
            gap = Gap::Space;
        } else {
            gap = widen(gap, c);
            at += c.len_utf8();
        }
    }
}

/// Where the word that begins at byte `at` ends. An apostrophe belongs to it if a letter follows.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    loop {
        end += ascii_run(text, end);
        let Some(c) = text.get(end..).and_then(|r| r.chars().next()) else { return end };
        if !(is_alphanumeric(c) || is_apostrophe(c) && letter_follows(text, end, c)) {
            return end;
        }
        end += c.len_utf8();
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn letter_follows(text: &str, at: usize, c: char) -> bool {
    text.get(at + c.len_utf8()..).and_then(|r| r.chars().next()).is_some_and(char::is_alphabetic)
}

fn widen(gap: Gap, c: char) -> Gap {
    match c {
        _ if c.is_whitespace() => gap,
        '“' | '‘' | '(' | '[' => Gap::Start,
        '"' if gap == Gap::Space => Gap::Comma,
        '-' | '‐' | '‑' if gap == Gap::Space => Gap::Hyphen,
        ',' | '"' | '”' | '’' | '\'' if gap == Gap::Space || gap == Gap::Comma => Gap::Comma,
        _ if gap == Gap::Start => Gap::Start,
        ':' | '?' | '!' | '.' => Gap::Start,
        _ => Gap::Break,
    }
}

fn push(text: &str, from: usize, to: usize, base: usize, gap: Gap, out: &mut Vec<Word>, buffer: &mut String) {
    let raw = text.get(from..to).unwrap_or("");
    let word = raw.strip_suffix("'s").or_else(|| raw.strip_suffix("’s")).unwrap_or(raw);
    let first = word.chars().next().unwrap_or(' ');
    out.push(Word {
        span: Span::new(base + from, base + from + word.len()),
        hash: hash_word(word, buffer),
        gap,
        case: if first.is_uppercase() { case_of(word) } else { Case::Lower },
        digit: first.is_numeric(),
    });
}

/// How a word that begins with a capital is written.
fn case_of(word: &str) -> Case {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if capitals >= 2 && capitals == letters { Case::Shout } else { Case::Capital }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, Gap)> {
        let mut out = Vec::new();
        words(text, 0, &mut out, &mut String::new());
        out.iter().map(|w| (w.span.of(text), w.gap)).collect()
    }

    #[test]
    fn hyphens_part_words_and_possessives_fall_off() {
        assert_eq!(
            cut("The minister’s far-right ally, don't"),
            [
                ("The", Gap::Start),
                ("minister", Gap::Space),
                ("far", Gap::Space),
                ("right", Gap::Hyphen),
                ("ally", Gap::Space),
                ("don't", Gap::Comma),
            ]
        );
    }

    #[test]
    fn spelling_variants_meet() {
        let hash = |w| hash_word(w, &mut String::new());
        assert_eq!(hash("Demonised"), hash("demonized"));
        assert_eq!(hash("honour"), hash("honor"));
        assert_ne!(hash("four"), hash("for"));
    }
}
