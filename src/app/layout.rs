//! [`Layout`]: the rectangles of the last frame, so that paging knows a panel's height and the mouse what it hit.

use ratatui::layout::Rect;

use super::lens::{Lens, Panel, Side};

/// Cells left of a text: line number, cursor, letters of the layers, space.
pub const TEXT_MARGIN: u16 = 8;

/// What was drawn where. Drawing returns it; the event loop hands it back as [`super::Action::Drawn`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The whole screen.
    pub area: Rect,
    /// The inside of every panel that can have the focus; an empty rectangle for one hidden behind another.
    pub panels: Vec<(Panel, Rect)>,
    /// Every box that was drawn, border and all.
    pub boxes: Vec<Rect>,
    /// The index of the first row shown in each list panel.
    pub tops: [usize; Panel::COUNT],
    /// The tabs of the title bar.
    pub tabs: Vec<(Lens, Rect)>,
    /// The inside of the topmost overlay.
    pub overlay: Option<Rect>,
    /// The columns of a matrix: where the first one shown begins, how wide each is, and which it is.
    pub columns: Option<(u16, u16, usize)>,
    /// How many rows the topmost sheet has, in sight or not.
    pub sheet_rows: usize,
    /// Cells a text row has, left and right.
    pub text_cells: [u16; 2],
}

impl Layout {
    /// The rectangle of `panel`.
    pub fn panel(&self, panel: Panel) -> Option<Rect> {
        self.panels.iter().find(|(p, _)| *p == panel).map(|(_, r)| *r)
    }

    /// `panel` with its border and title; `None` for one that is hidden.
    pub fn boxed(&self, panel: Panel) -> Option<Rect> {
        let inside = self.panel(panel).filter(|r| !r.is_empty())?;
        let around = self.boxes.iter().filter(|b| b.intersection(inside) == inside);
        Some(around.min_by_key(|b| b.area()).copied().unwrap_or(inside))
    }

    /// What the panels of one side cover.
    pub fn side(&self, side: Side) -> Option<Rect> {
        let panels = self.panels.iter().filter(|(p, _)| p.side() == Some(side));
        panels.filter_map(|(p, _)| self.boxed(*p)).reduce(Rect::union)
    }

    /// Rows that `panel` shows; a page of `fallback` rows before the first frame.
    pub fn rows(&self, panel: Panel, fallback: usize) -> usize {
        self.panel(panel).map(|r| usize::from(r.height)).filter(|h| *h > 0).unwrap_or(fallback)
    }

    /// The panel under a cell.
    pub fn panel_at(&self, x: u16, y: u16) -> Option<(Panel, Rect)> {
        self.panels.iter().find(|(_, r)| r.contains((x, y).into())).copied()
    }

    /// The tab under a cell.
    pub fn tab_at(&self, x: u16, y: u16) -> Option<Lens> {
        self.tabs.iter().find(|(_, r)| r.contains((x, y).into())).map(|(l, _)| *l)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout() -> Layout {
        Layout {
            area: Rect::new(0, 0, 20, 10),
            panels: vec![
                (Panel::ListA, Rect::new(1, 2, 8, 3)),
                (Panel::TextA, Rect::new(1, 6, 8, 3)),
                (Panel::Table, Rect::default()),
            ],
            boxes: vec![Rect::new(0, 0, 20, 10), Rect::new(0, 0, 10, 6), Rect::new(0, 5, 10, 5)],
            ..Layout::default()
        }
    }

    #[test]
    fn a_panel_is_taken_with_its_own_border() {
        assert_eq!(layout().boxed(Panel::ListA), Some(Rect::new(0, 0, 10, 6)));
        assert_eq!(layout().boxed(Panel::Table), None, "hidden behind another");
        assert_eq!(layout().boxed(Panel::TextB), None);
    }

    #[test]
    fn a_side_is_all_its_panels() {
        assert_eq!(layout().side(Side::A), Some(Rect::new(0, 0, 10, 10)));
        assert_eq!(layout().side(Side::B), None);
    }
}
