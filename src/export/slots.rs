//! [`Slots`]: a drawn buffer as every writer reads it: wide characters in one piece, colours as RGB.

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::Modifier,
};
use unicode_width::UnicodeWidthStr;

use super::{Palette, Rgb};
use crate::text::neutral::{neutral, neutral_char};

/// One character on the screen, with the cells it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// First column.
    pub column: u16,
    /// How many columns it takes, at least 1.
    pub width: u16,
    /// What stands there: one grapheme, or spaces.
    pub text: String,
    /// How it looks.
    pub look: Look,
}

/// Colours and effects of a character, resolved: reversed and dim are already in the colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "four independent effects, as terminals have them")]
pub struct Look {
    /// Text colour.
    pub fg: Rgb,
    /// Background.
    pub bg: Rgb,
    /// Bold face.
    pub bold: bool,
    /// Slanted face.
    pub italic: bool,
    /// A line below.
    pub underlined: bool,
    /// A line through.
    pub crossed_out: bool,
}

/// A part of a drawn buffer, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slots {
    /// Columns.
    pub columns: u16,
    /// The default background.
    pub bg: Rgb,
    /// The default text colour.
    pub fg: Rgb,
    /// The rows; the widths of a row add up to `columns`.
    pub rows: Vec<Vec<Slot>>,
}

/// How much of the background is mixed into dim text, of 255.
const DIM: u8 = 96;

impl Slots {
    /// Reads the part of `buffer` under `area`; what lies outside the buffer is left out.
    pub fn of(buffer: &Buffer, area: Rect, palette: &Palette) -> Self {
        let area = area.intersection(buffer.area);
        let rows = (area.top()..area.bottom()).map(|y| row(buffer, area, y, palette)).collect();
        Self { columns: area.width, bg: palette.bg, fg: palette.fg, rows }
    }

    /// The rows as text, without the spaces at their ends.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        self.rows.iter().map(|row| {
            let line: String = row.iter().map(|s| s.text.as_str()).collect();
            line.trim_end_matches(' ').to_owned()
        })
    }
}

fn row(buffer: &Buffer, area: Rect, y: u16, palette: &Palette) -> Vec<Slot> {
    let mut slots = Vec::with_capacity(usize::from(area.width));
    let mut column = 0;
    while column < area.width {
        let Some(cell) = buffer.cell((area.x + column, y)) else { break };
        let slot = slot(cell, column, area.width - column, palette);
        column += slot.width;
        slots.push(slot);
    }
    slots
}

/// Reads one cell. A character that does not fit into the `room` left is shown as spaces.
fn slot(cell: &Cell, column: u16, room: u16, palette: &Palette) -> Slot {
    let wide = u16::try_from(cell.symbol().width()).unwrap_or(u16::MAX);
    let clean = printable(cell.symbol(), usize::from(wide));
    let fits = (1..=room).contains(&wide) && !cell.modifier.contains(Modifier::HIDDEN);
    let width = wide.clamp(1, room.max(1));
    let text = if fits { clean } else { " ".repeat(usize::from(width)) };
    Slot { column, width, text, look: look(cell, palette) }
}

/// The symbol without what reorders or controls. A joined sequence that would then need more cells than `width` is cut
/// to its first character.
fn printable(symbol: &str, width: usize) -> String {
    // Two numbers that are no characters, which no SVG may hold.
    let symbol = symbol.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    let mut chars = symbol.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        let c = if matches!(c, '\n' | '\t' | '\u{a0}') { ' ' } else { neutral_char(c) };
        return c.to_string();
    }
    let clean: String = neutral(&symbol).chars().filter(|&c| c != char::REPLACEMENT_CHARACTER && c >= ' ').collect();
    if clean.width() == width { clean } else { clean.chars().take(1).collect() }
}

fn look(cell: &Cell, palette: &Palette) -> Look {
    let has = |m| cell.modifier.contains(m);
    let mut fg = palette.resolve(cell.fg, palette.fg);
    let mut bg = palette.resolve(cell.bg, palette.bg);
    if has(Modifier::DIM) {
        fg = fg.mix(bg, DIM);
    }
    if has(Modifier::REVERSED) {
        std::mem::swap(&mut fg, &mut bg);
    }
    let shown = !has(Modifier::HIDDEN);
    Look {
        fg,
        bg,
        bold: has(Modifier::BOLD),
        italic: has(Modifier::ITALIC),
        underlined: shown && has(Modifier::UNDERLINED),
        crossed_out: shown && has(Modifier::CROSSED_OUT),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::*;

    fn read(buffer: &Buffer) -> Slots {
        Slots::of(buffer, buffer.area, &Palette::PRINT)
    }

    fn one(style: Style) -> Slot {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        buffer.set_string(0, 0, "x", style);
        read(&buffer).rows.remove(0).remove(0)
    }

    #[test]
    fn a_wide_character_keeps_later_columns_in_place() {
        let buffer = Buffer::with_lines(["a漢b", "a🙂b", "ae\u{301}b"]);
        let slots = read(&buffer);
        for (row, at) in slots.rows.iter().zip([3, 3, 2]) {
            let b = row.iter().find(|s| s.text == "b").unwrap();
            assert_eq!(b.column, at);
            assert_eq!(row.iter().map(|s| s.width).sum::<u16>(), slots.columns);
        }
    }

    #[test]
    fn a_wide_character_without_room_becomes_a_space() {
        let buffer = Buffer::with_lines(["a漢b"]);
        let slots = Slots::of(&buffer, Rect::new(0, 0, 2, 1), &Palette::PRINT);
        assert_eq!(slots.rows[0].iter().map(|s| s.text.as_str()).collect::<Vec<_>>(), ["a", " "]);
    }

    #[test]
    fn reversed_default_colours_swap() {
        let s = one(Style::new().reversed());
        assert_eq!((s.look.fg, s.look.bg), (Palette::PRINT.bg, Palette::PRINT.fg));
    }

    #[test]
    fn dim_lies_between_text_and_background() {
        let s = one(Style::new().dim());
        assert!(s.look.fg > Palette::PRINT.fg && s.look.fg < Palette::PRINT.bg);
    }

    #[test]
    fn hidden_text_leaves_nothing_but_its_background() {
        let s = one(Style::new().hidden().underlined().bg(Color::Indexed(196)));
        assert_eq!(s.text, " ");
        assert!(!s.look.underlined);
        assert_eq!(s.look.bg, Rgb(255, 0, 0));
    }

    #[test]
    fn control_and_direction_characters_do_not_pass() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        buffer[(0, 0)].set_symbol("\u{1b}");
        buffer[(1, 0)].set_symbol("a\u{202e}");
        buffer[(2, 0)].set_symbol("\t");
        let line = read(&buffer).lines().next().unwrap();
        assert!(!line.contains(['\u{1b}', '\u{202e}', '\t']), "{line:?}");
    }

    #[test]
    fn a_joined_sequence_takes_the_cells_that_the_screen_gave_it() {
        let buffer = Buffer::with_lines(["\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}b"]);
        let slots = read(&buffer);
        assert_eq!(slots.rows[0].iter().map(|s| s.width).sum::<u16>(), slots.columns);
        assert!(slots.rows[0].iter().all(|s| s.text.width() == usize::from(s.width)));
    }

    #[test]
    fn an_area_outside_the_buffer_is_empty() {
        let buffer = Buffer::with_lines(["ab"]);
        let slots = Slots::of(&buffer, Rect::new(5, 5, 4, 4), &Palette::PRINT);
        assert_eq!((slots.columns, slots.rows.len()), (0, 0));
    }
}
