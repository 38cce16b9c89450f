//! The folded form that matching happens on.
//!
//! Lower case, straight apostrophes and quotation marks, plain hyphens, no accents. Offsets are always those of the
//! original: fold a word, never a text.

use unicode_normalization::UnicodeNormalization;

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
    for c in text.nfd() {
        match c {
            '’' | '‘' | '‛' | 'ʼ' | '′' => out.push('\''),
            '“' | '”' | '„' | '‟' | '«' | '»' => out.push('"'),
            '‐' | '‑' | '–' | '—' => out.push('-'),
            '\u{ad}' => {}
            c if unicode_normalization::char::is_combining_mark(c) => {}
            c => out.extend(c.to_lowercase()),
        }
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
