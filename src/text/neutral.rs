//! The one place that makes hostile characters harmless where text leaves the model.
//!
//! Control characters become visible symbols of one cell; characters that reorder or hide text become `U+FFFD`;
//! combining marks beyond [`MAX_MARKS`] on one base are dropped.

use std::borrow::Cow;

/// How many combining marks one base character may carry.
pub const MAX_MARKS: usize = 8;

/// Whether `c` reorders, hides or controls and so must not reach a terminal or a file.
pub fn is_hostile(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// `text` with every hostile character replaced; newlines and tabs stay. Borrowed when nothing had to change.
pub fn neutral(text: &str) -> Cow<'_, str> {
    let mut marks = 0;
    let clean = text.chars().all(|c| {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        marks <= MAX_MARKS && (matches!(c, '\n' | '\t') || !is_hostile(c))
    });
    if clean {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        if marks <= MAX_MARKS {
            out.push(neutral_char(c));
        }
    }
    Cow::Owned(out)
}

/// What stands for `c` on a screen: control pictures for C0 and DEL, `U+FFFD` for the rest that is hostile.
pub fn neutral_char(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ if is_hostile(c) => '\u{fffd}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_become_pictures() {
        assert_eq!(neutral("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(neutral("\u{9b}31m"), "\u{fffd}31m");
    }

    #[test]
    fn bidi_overrides_and_tags_do_not_pass() {
        assert_eq!(neutral("a\u{202e}b\u{e0041}"), "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn a_tower_of_marks_is_cut() {
        let tower = format!("e{}", "\u{301}".repeat(50));
        assert_eq!(neutral(&tower).chars().count(), 1 + MAX_MARKS);
    }

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(neutral("“Éa” — ok\n"), Cow::Borrowed(_)));
    }
}
