//! [`Layout`]: the rectangles of the last frame, so that paging knows a panel's height and the mouse what it hit.

use ratatui::layout::Rect;

use super::lens::{Lens, Panel};

/// What was drawn where. Drawing returns it; the event loop hands it back as [`super::Action::Drawn`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The whole screen.
    pub area: Rect,
    /// The inside of every panel that can have the focus; an empty rectangle for one hidden behind another.
    pub panels: Vec<(Panel, Rect)>,
    /// The index of the first row shown in each list panel.
    pub tops: [usize; Panel::COUNT],
    /// The tabs of the title bar.
    pub tabs: Vec<(Lens, Rect)>,
    /// The inside of the topmost overlay.
    pub overlay: Option<Rect>,
    /// Cells a text row has, left and right.
    pub text_cells: [u16; 2],
}

impl Layout {
    /// The rectangle of `panel`.
    pub fn panel(&self, panel: Panel) -> Option<Rect> {
        self.panels.iter().find(|(p, _)| *p == panel).map(|(_, r)| *r)
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
