//! The folded form that matching happens on.
//!
//! Lower case, straight apostrophes and quotation marks, plain hyphens, no accents. Offsets are always those of the
//! original: fold a word, never a text.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

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

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_case_and_apostrophes_fold() {
        assert_eq!(fold("Orbán’s"), "orban's");
        assert_eq!(fold("DON'T"), "don't");
    }
}
