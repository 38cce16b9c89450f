//! Wrapping with byte ranges: rows of a line at a cell width, without losing a byte.
//!
//! A row keeps the white space it ends with, which may hang over the edge and is not drawn. Widths are those of the
//! neutralised text ([`super::neutral`]), because that is what reaches the screen.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Span, neutral};

/// What stands for one grapheme on the screen: neutralised, tabs and breaks as one space.
pub fn glyph(grapheme: &str) -> Cow<'_, str> {
    if matches!(grapheme, "\t" | "\n" | "\r\n" | "\r") {
        return Cow::Borrowed(" ");
    }
    neutral::neutral(grapheme)
}

/// Cells that one grapheme takes on the screen.
pub fn glyph_width(grapheme: &str) -> usize {
    match grapheme.as_bytes() {
        [_] => 1,
        _ => glyph(grapheme).width(),
    }
}

/// Whether `c` is a grapheme by itself, whatever stands beside it, that goes to the screen as it is in one cell:
/// printable ASCII, Latin letters, dashes and quotation marks, arrows, lines, bars. Most of what is drawn is nothing
/// else, and needs no graphemes to be measured.
const fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{a1}'..='\u{a8}' | '\u{aa}'..='\u{ac}' | '\u{af}'..='\u{17f}'
        | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{2193}' | '\u{2500}'..='\u{259f}' | '▲' | '▼')
}

/// Cells that `text` takes on the screen.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else if text.chars().all(is_plain) {
        text.chars().count()
    } else {
        text.graphemes(true).map(glyph_width).sum()
    }
}

/// `text` neutralised and cut to `cells`, the cut marked with `…`.
pub fn fit(text: &str, cells: usize) -> String {
    if text.chars().all(is_plain) {
        return fit_plain(text, cells);
    }
    let mut out = String::new();
    let mut used = 0;
    let whole = width(text) <= cells;
    let room = if whole { cells } else { cells.saturating_sub(1) };
    for grapheme in text.graphemes(true) {
        let w = glyph_width(grapheme);
        if used + w > room {
            break;
        }
        used += w;
        out.push_str(&glyph(grapheme));
    }
    if !whole && cells > 0 {
        out.push('…');
    }
    out
}

/// The same for a text whose characters take a cell each.
fn fit_plain(text: &str, cells: usize) -> String {
    if text.len() <= cells || text.chars().nth(cells).is_none() {
        return text.to_owned();
    }
    let kept = text.chars().take(cells.saturating_sub(1));
    kept.chain((cells > 0).then_some('…')).collect()
}

/// Appends the rows of `line` (a span into `text` without a line break) at `cells` a row; at least one row.
pub fn wrap(text: &str, line: Span, cells: usize, out: &mut Vec<Span>) {
    let base = line.start as usize;
    let cells = cells.max(1);
    let mut row = Row::default();
    for (at, grapheme) in line.of(text).grapheme_indices(true) {
        let end = at + grapheme.len();
        let space = is_space(grapheme);
        let w = glyph_width(grapheme);
        while !space && row.cells + w > cells && at > row.start {
            let cut = if row.breaks > row.start { row.breaks } else { at };
            out.push(Span::new(base + row.start, base + cut));
            row.cells = if cut == at { 0 } else { row.cells - row.cells_at_break };
            row.start = cut;
        }
        row.cells += w;
        if space || grapheme == "—" {
            row.breaks = end;
            row.cells_at_break = row.cells;
        }
    }
    out.push(Span::new(base + row.start, line.end as usize));
}

/// The row being filled; offsets are relative to the line.
#[derive(Default)]
struct Row {
    start: usize,
    cells: usize,
    /// One past the last place where a row may end.
    breaks: usize,
    cells_at_break: usize,
}

fn is_space(grapheme: &str) -> bool {
    grapheme.chars().all(|c| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str, cells: usize) -> Vec<&str> {
        let mut out = Vec::new();
        wrap(text, Span::new(0, text.len()), cells, &mut out);
        out.into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn rows_break_at_spaces_and_keep_them() {
        assert_eq!(rows("the deal is off", 7), ["the ", "deal is ", "off"]);
        assert_eq!(rows("", 8), [""]);
    }

    #[test]
    fn a_long_word_is_cut_between_graphemes() {
        assert_eq!(rows("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(rows("日本語", 3), ["日", "本", "語"]);
        assert_eq!(rows("日本語", 1), ["日", "本", "語"]);
        assert_eq!(rows("a bcdefgh日", 8), ["a ", "bcdefgh", "日"]);
    }

    #[test]
    fn a_no_break_space_does_not_break() {
        assert_eq!(rows("of 5\u{a0}km now", 6), ["of ", "5\u{a0}km ", "now"]);
    }

    #[test]
    fn fitting_marks_the_cut() {
        assert_eq!(fit("European leaders", 9), "European…");
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(fit("a\u{1b}[0m", 9), "a␛[0m");
        assert_eq!(fit("ab", 0), "");
        assert_eq!([fit("██▌", 3), fit("██▌", 2), fit("« é »", 4)], ["██▌", "█…", "« é…"]);
    }

    #[test]
    fn plain_characters_are_graphemes_of_one_cell() {
        for c in ('\0'..'\u{3000}').filter(|&c| is_plain(c)) {
            let text = c.to_string();
            assert_eq!((glyph(&text).as_ref(), glyph_width(&text)), (text.as_str(), 1), "{c:?}");
            assert_eq!(format!("{c}{c}a{c}").graphemes(true).count(), 4, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn wrapping_loses_no_byte(text in "[^\n\r]{0,80}", cells in 1usize..30) {
            let mut spans = Vec::new();
            wrap(&text, Span::new(0, text.len()), cells, &mut spans);
            let joined: String = spans.iter().map(|s| s.of(&text)).collect();
            prop_assert_eq!(&joined, &text);
            for span in spans {
                let row = span.of(&text);
                let solid = row.trim_end_matches(|c: char| c.is_whitespace());
                prop_assert!(width(solid) <= cells || solid.graphemes(true).count() <= 2, "{row:?} at {cells}");
            }
        }
    }
}
