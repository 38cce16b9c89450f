//! Words as the measures count them.
//!
//! A word is a run of characters between white space (no-break space included) and em dashes that holds at least one
//! letter or digit, so `don’t`, `two-thirds` and `€40` are one word each and `–` is none.

use super::Span;

/// Whether `c` ends a word.
pub fn is_break(c: char) -> bool {
    c.is_whitespace() || c == '—' || c == '\u{a0}'
}

/// The words of `text`, punctuation attached, as byte spans relative to `text`.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find(|c| !is_break(c))?;
            let (end, is_word) = run(text, start);
            at = end;
            if is_word {
                return Some(Span::new(start, at));
            }
        }
    })
}

/// Where the run between breaks that begins at `start` ends, and whether it holds a letter or digit. ASCII, which most
/// text is, passes without being decoded.
fn run(text: &str, start: usize) -> (usize, bool) {
    let (mut end, mut is_word) = (start, false);
    while let Some(&b) = text.as_bytes().get(end) {
        if b.is_ascii() {
            if matches!(b, b'\t'..=b'\r' | b' ') {
                break;
            }
            is_word |= b.is_ascii_alphanumeric();
            end += 1;
        } else {
            let Some(c) = text.get(end..).and_then(|r| r.chars().next()).filter(|&c| !is_break(c)) else { break };
            is_word |= is_alphanumeric(c);
            end += c.len_utf8();
        }
    }
    (end, is_word)
}

/// Whether `c` is a letter or digit; as the standard library has it, but quick to say no to typographic marks.
pub fn is_alphanumeric(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206f}') && c.is_alphanumeric()
}

/// How many ASCII letters and digits follow each other from byte `at` on. Words are mostly these, and what cuts text
/// into words can pass them without decoding.
pub fn ascii_run(text: &str, at: usize) -> usize {
    text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_alphanumeric()).count()
}

/// How many words `text` holds.
pub fn count(text: &str) -> usize {
    words(text).count()
}

/// Whether `c` belongs to a script written without spaces.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// How many words `text` holds, about: in scripts without spaces half the characters.
pub fn estimate(text: &str) -> usize {
    let dense = if text.is_ascii() { 0 } else { text.chars().filter(|c| is_dense(*c)).count() / 2 };
    count(text).max(dense)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_and_no_break_spaces_part_words() {
        let text = "war—and peace\u{a0}– don’t";
        let got: Vec<_> = words(text).map(|w| w.of(text)).collect();
        assert_eq!(got, ["war", "and", "peace", "don’t"]);
    }

    #[test]
    fn scripts_without_spaces_are_estimated() {
        assert_eq!(estimate("議会は六時間"), 3);
        assert_eq!(estimate("six hours"), 2);
    }

    #[test]
    fn a_sign_alone_is_no_word() {
        assert_eq!(count("– … ” €40"), 1);
    }
}
