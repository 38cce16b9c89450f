//! The folded form that matching happens on.
//!
//! Lower case, straight apostrophes and quotation marks, plain hyphens, no accents. Offsets are always those of the
//! original: fold a word, never a text.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::Span;

/// Whether `word` is small ASCII letters and digits only, as most words are: it is its own folded form and need not be
/// copied to be looked up.
pub fn is_folded(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// The folded form of one word or short phrase.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the folded form of `text` to `out`; the buffer can be kept between calls.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        out.get_mut(from..).unwrap_or_default().make_ascii_lowercase();
        return;
    }
    // Letter by letter: what decomposing a whole word adds is the order of its marks, which are dropped.
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if let Some(plain) = plain_mark(c) {
            out.push(plain);
        } else {
            decompose_canonical(c, |part| push_letter(part, out));
        }
    }
}

/// The plain form of a typographic mark.
const fn plain_mark(c: char) -> Option<char> {
    match c {
        '’' | '‘' | '‛' | 'ʼ' | '′' => Some('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' => Some('"'),
        '‐' | '‑' | '–' | '—' => Some('-'),
        _ => None,
    }
}

/// Appends a part of a decomposed letter, unless it is a mark on it or a soft hyphen.
fn push_letter(part: char, out: &mut String) {
    match plain_mark(part) {
        Some(plain) => out.push(plain),
        None if part == '\u{ad}' || is_combining_mark(part) => {}
        None => out.extend(part.to_lowercase()),
    }
}

/// Every place of `words` in `text`, by their folded forms and with all kinds of spaces alike, not overlapping, at most
/// `most`.
pub fn find(text: &str, words: &str, most: usize) -> Vec<Span> {
    let needle: String = fold(words).chars().map(plain_space).collect();
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
        fold_into(plain_space(c).encode_utf8(&mut buffer), &mut folded);
        places.resize(folded.len(), at as u32);
    }
    places.push(text.len() as u32);
    let place = |i: usize| places.get(i).copied().unwrap_or(text.len() as u32) as usize;
    folded.match_indices(&needle).take(most).map(|(at, m)| Span::new(place(at), place(at + m.len()))).collect()
}

/// The text with plain marks and spaces, in its own case.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| plain_mark(c).unwrap_or_else(|| plain_space(c))).collect()
}

/// A space for what looks like one; line breaks stay.
pub fn plain_space(c: char) -> char {
    if c.is_whitespace() && !c.is_ascii() { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use super::{find, fold, is_folded};

    #[test]
    fn kinds_of_spaces_and_marks_are_alike_and_line_breaks_are_not() {
        let text = "he slammed\u{a0}the “plan”\nthe plan";
        let hits: Vec<&str> = find(text, "slammed the \"PLAN\"", 9).iter().map(|s| s.of(text)).collect();
        assert_eq!(hits, ["slammed\u{a0}the “plan”"]);
        assert!(find(text, "plan” the", 9).is_empty());
    }

    #[test]
    fn what_is_folded_stays_as_it_is() {
        assert!(is_folded("talks") && is_folded("2025") && fold("talks") == "talks");
        assert!(!["Talks", "don't", "u.s", "é", "a b"].into_iter().any(is_folded));
    }

    #[test]
    fn accents_case_and_apostrophes_fold() {
        assert_eq!(fold("Orbán’s"), "orban's");
        assert_eq!(fold("DON'T"), "don't");
    }
}
