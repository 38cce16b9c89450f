//! [`Canvas`]: the buffer with what every panel needs: state, theme, clipping, boxes, and the layout being recorded.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    symbols::merge::MergeStrategy,
    text::Span,
    widgets::{Block, Clear, Widget},
};

use super::theme::{Role, Theme};
use crate::{
    app::{App, Layout, Panel, Side},
    text::wrap,
};

/// Where panels draw.
pub struct Canvas<'a> {
    /// The state.
    pub app: &'a App,
    /// What roles look like.
    pub theme: &'a Theme,
    /// The cells.
    pub buf: &'a mut Buffer,
    /// What was drawn where.
    pub layout: Layout,
    /// Where bars stand: the selected row leaves them as they are, for in reverse they would be drawn in the ground.
    pub tracks: Vec<Rect>,
}

impl<'a> Canvas<'a> {
    /// A canvas over `buf` on which nothing is drawn yet.
    pub const fn new(app: &'a App, theme: &'a Theme, buf: &'a mut Buffer, layout: Layout) -> Self {
        Self { app, theme, buf, layout, tracks: Vec::new() }
    }

    /// What a role looks like.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Writes neutralised text into one row of `area`, cut at its right edge with `…`; returns the cells used.
    pub fn put(&mut self, area: Rect, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let clip = area.intersection(self.buf.area);
        let (x, y) = (area.x.saturating_add(x), area.y.saturating_add(y));
        if y >= clip.bottom() || y < clip.y || x >= clip.right() || x < clip.x {
            return 0;
        }
        let room = usize::from(clip.right() - x);
        let (end, _) = self.buf.set_stringn(x, y, wrap::fit(text, room), room, style);
        end - x
    }

    /// Writes text into `width` cells at column `x`, set left.
    pub fn cell(&mut self, area: Rect, x: u16, y: u16, width: u16, text: &str, style: Style) {
        self.put(Rect { width: area.width.min(x.saturating_add(width)), ..area }, x, y, text, style);
    }

    /// Writes text into `width` cells at column `x`, set right.
    pub fn cell_right(&mut self, area: Rect, x: u16, y: u16, width: u16, text: &str, style: Style) {
        let fitted = wrap::fit(text, usize::from(width));
        let pad = width.saturating_sub(wrap::width(&fitted) as u16);
        self.put(area, x + pad, y, &fitted, style);
    }

    /// Writes several pieces one after the other; returns the column after the last.
    pub fn pieces(&mut self, area: Rect, x: u16, y: u16, pieces: &[(&str, Role)]) -> u16 {
        let mut x = x;
        for (text, role) in pieces {
            let style = self.style(*role);
            x += self.put(area, x, y, text, style);
        }
        x
    }

    /// Draws a bar of `share` (0 to 1) in `cells`, and keeps its track from the style of the selected row.
    pub fn bar(&mut self, area: Rect, x: u16, y: u16, share: f64, cells: u16, style: Style) -> u16 {
        let track = Rect { x: area.x.saturating_add(x), y: area.y.saturating_add(y), width: cells, height: 1 };
        self.tracks.push(track.intersection(area));
        self.put(area, x, y, &bar(share, cells), style)
    }

    /// Sets the style of a row's cells, but for the tracks of bars.
    pub fn paint(&mut self, area: Rect, y: u16, style: Style) {
        let row = Rect { x: area.x, y: area.y.saturating_add(y), width: area.width, height: 1 };
        let row = row.intersection(area).intersection(self.buf.area);
        for x in row.left()..row.right() {
            let cell = Rect { x, width: 1, ..row };
            if !self.tracks.iter().any(|track| track.intersects(cell)) {
                self.buf.set_style(cell, style);
            }
        }
    }

    /// Draws the box of a panel that can have the focus, records it, and returns its inside.
    pub fn panel(&mut self, panel: Panel, area: Rect, title: &str) -> Rect {
        let inside = self.titled(area, title, self.app.panel == panel && self.app.overlays.is_empty());
        self.layout.panels.push((panel, inside));
        inside
    }

    /// Draws a box with a title and returns its inside. The focused one has a mark as well as a colour.
    pub fn titled(&mut self, area: Rect, title: &str, focused: bool) -> Rect {
        let area = area.intersection(self.buf.area);
        if area.width < 2 || area.height < 2 {
            return Rect { width: 0, height: 0, ..area };
        }
        self.layout.boxes.push(area);
        let (border, head) = if focused {
            (self.style(Role::Focus), self.style(Role::Focus))
        } else {
            (self.style(Role::Border), self.style(Role::Title))
        };
        let mark = if focused { "▶ " } else { " " };
        let title = if title.is_empty() { String::new() } else { format!("{mark}{title} ") };
        let title = wrap::fit(&title, usize::from(area.width.saturating_sub(2)));
        let block =
            Block::bordered().border_style(border).merge_borders(MergeStrategy::Exact).title(Span::styled(title, head));
        let inside = block.inner(area);
        block.render(area, self.buf);
        inside
    }

    /// Writes into the lower border of a box, set right.
    pub fn foot(&mut self, area: Rect, text: &str) {
        let width = wrap::width(text) as u16;
        if width + 4 <= area.width && area.height > 0 {
            let style = self.style(Role::Dim);
            self.put(area, area.width - width - 2, area.height - 1, text, style);
        }
    }

    /// Clears a rectangle for an overlay, draws its box, records it, and returns its inside.
    pub fn popup(&mut self, area: Rect, title: &str) -> Rect {
        let area = area.intersection(self.buf.area);
        Clear.render(area, self.buf);
        self.buf.set_style(area, self.theme.ground);
        let focus = self.style(Role::Focus);
        let title = wrap::fit(&format!(" {title} "), usize::from(area.width.saturating_sub(2)));
        let block = Block::bordered().border_style(focus).title(Span::styled(title, focus));
        let inside = block.inner(area);
        block.render(area, self.buf);
        self.layout.overlay = Some(inside);
        inside
    }

    /// The role of a side's name.
    pub const fn side_role(side: Side) -> Role {
        match side {
            Side::A => Role::SideA,
            Side::B => Role::SideB,
        }
    }

    /// The role of a side's bars.
    pub const fn bar_role(side: Side) -> Role {
        match side {
            Side::A => Role::BarA,
            Side::B => Role::BarB,
        }
    }

    /// Shows how many rows lie above and below a list, in the upper border of `area`, as the lower one belongs to the
    /// next panel too; records the first row. The title gives way.
    pub fn scrolled(&mut self, panel: Panel, area: Rect, top: usize, height: usize, len: usize) {
        if let Some(slot) = self.layout.tops.get_mut(panel as usize) {
            *slot = top;
        }
        let below = len.saturating_sub(top + height);
        let text = hidden(top, below);
        let width = wrap::width(&text) as u16 + 2;
        if !text.is_empty() && width + 2 <= area.width {
            self.put(area, area.width - width - 1, 0, &format!(" {text} "), self.theme.style(Role::Dim));
        }
    }
}

/// `▲ 2 ▼ 4 more`: rows out of sight.
pub fn hidden(above: usize, below: usize) -> String {
    match (above, below) {
        (0, 0) => String::new(),
        (0, below) => format!("▼ {below} more"),
        (above, 0) => format!("▲ {above} more"),
        (above, below) => format!("▲ {above} ▼ {below} more"),
    }
}

/// The first row shown so that `cursor` is in sight, in the middle where the list is longer than `height`.
pub fn top_row(cursor: usize, len: usize, height: usize) -> usize {
    cursor.saturating_sub(height / 2).min(len.saturating_sub(height))
}

/// A figure in at most `cells`: its base goes, then its unit, before a digit is cut.
pub fn figure(text: &str, cells: u16) -> &str {
    let fits = |t: &str| wrap::width(t) <= usize::from(cells);
    let without = |part: &str| text.split(part).next().unwrap_or(text);
    [text, without(" ("), without(" words"), without(" of "), without(" in ")]
        .into_iter()
        .find(|t| fits(t))
        .unwrap_or("…")
}

/// As many of the parts of `text`, between ` · `, as fit into `cells`, so that no figure is cut; the last word is `…`
/// where some are left out.
pub fn parts(text: &str, cells: u16) -> String {
    let cells = usize::from(cells);
    let mut rest = text;
    while wrap::width(rest) + if rest.len() < text.len() { 2 } else { 0 } > cells {
        match rest.rfind(" · ") {
            Some(at) => rest = rest.get(..at).unwrap_or(""),
            None => return wrap::fit(rest, cells),
        }
    }
    if rest.len() < text.len() { format!("{rest} …") } else { rest.to_owned() }
}

/// A bar of `share` (0 to 1) in `cells`, in eighths; something is never drawn as nothing.
pub fn bar(share: f64, cells: u16) -> String {
    let eighths = (share.clamp(0.0, 1.0) * f64::from(cells) * 8.0).round() as usize;
    let eighths = if share > 0.0 { eighths.max(1) } else { 0 };
    let mut out = "█".repeat(eighths / 8);
    out.push_str(["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"].get(eighths % 8).copied().unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_to_scale_and_never_vanish() {
        assert_eq!(bar(1.0, 4), "████");
        assert_eq!(bar(0.5, 4), "██");
        assert_eq!(bar(0.001, 4), "▏");
        assert_eq!(bar(0.0, 4), "");
    }

    #[test]
    fn a_figure_loses_its_base_and_never_a_digit() {
        assert_eq!(figure("18.3 (7/382)", 12), "18.3 (7/382)");
        assert_eq!(figure("18.3 (7/382)", 11), "18.3");
        assert_eq!(figure("4 in 500 words", 9), "4 in 500");
        assert_eq!(figure("4 in 500 words", 7), "4");
        assert_eq!(figure("123456", 5), "…");
    }

    #[test]
    fn a_line_too_long_loses_whole_parts() {
        assert_eq!(parts("report · 2025-02-13 · 733 words", 31), "report · 2025-02-13 · 733 words");
        assert_eq!(parts("report · 2025-02-13 · 733 words", 30), "report · 2025-02-13 …");
        assert_eq!(parts("report · 2025-02-13 · 733 words", 20), "report …");
        assert_eq!(parts("one long part", 8), "one lon…");
    }

    #[test]
    fn what_is_out_of_sight_is_told_on_both_sides() {
        assert_eq!(hidden(0, 0), "");
        assert_eq!(hidden(0, 4), "▼ 4 more");
        assert_eq!(hidden(12, 0), "▲ 12 more");
        assert_eq!(hidden(2, 4), "▲ 2 ▼ 4 more");
    }

    #[test]
    fn the_cursor_is_always_in_sight() {
        for cursor in 0..30 {
            let top = top_row(cursor, 30, 7);
            assert!(top <= cursor && cursor < top + 7);
        }
        assert_eq!(top_row(2, 3, 7), 0);
    }
}
