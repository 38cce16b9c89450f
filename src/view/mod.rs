//! What the screen shows: [`draw`], one pure function from the state to a buffer.
//!
//! ```text
//! ┌ frame.rs    name, pair, tabs ────────────────────────────────┐
//! │ frame.rs    ! reasons to compare with care                   │
//! │ overview.rs one row per article     across.rs  one measure over all
//! │ whole.rs    matrices of a story, and the cell under the cursor
//! │ detail.rs   the selected article
//! │ heads.rs    A outlet, date, words │ B …                      │
//! │ lists.rs    voices or terms       │ on one shared scale      │
//! │ table.rs    measures, topics, differences, notes             │
//! │ texts.rs    the texts with marks  │ strip.rs  where they fall│
//! │ frame.rs    what is selected, what it means                  │
//! └ frame.rs    keys ────────────────────────────────────────────┘
//!   overlays/   passages, sheets, menus, prompts, welcome
//! ```

mod across;
pub mod briefing;
mod canvas;
mod detail;
mod frame;
mod heads;
mod lists;
mod overlays;
mod overview;
mod pair;
mod strip;
mod table;
mod texts;
pub mod theme;
mod whole;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use self::canvas::Canvas;
pub use self::theme::{Role, Theme};
use crate::app::{App, Layout, Lens, overlay::Overlay};

/// Columns and rows below which the screen only says what it needs.
pub const SMALLEST: (u16, u16) = (60, 20);

/// Draws the state into `area` of `buf` and returns what went where. Pure: same state, same cells.
pub fn draw(app: &App, area: Rect, buf: &mut Buffer) -> Layout {
    let area = area.intersection(buf.area);
    let theme = Theme::shown(&app.theme, app.colours);
    buf.set_style(area, Style::reset());
    buf.set_style(area, theme.ground);
    let mut canvas = Canvas::new(app, theme, buf, Layout { area, ..Layout::default() });
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(&mut canvas, area);
        return canvas.layout;
    }
    let (briefs, select) = match app.overlays.last() {
        Some(Overlay::Briefing) => (true, None),
        Some(Overlay::Select(select)) => (!select.picture.screen, Some(select)),
        _ => (false, None),
    };
    if briefs {
        briefing::draw(&mut canvas, area);
        if let Some(select) = select {
            overlays::select(&mut canvas, area, select);
        } else {
            frame::told(&mut canvas, area);
        }
        return canvas.layout;
    }
    let body = frame::draw(&mut canvas, area);
    match app.lens {
        _ if app.corpus.entries.is_empty() => empty(&mut canvas, body),
        Lens::Overview => overview::draw(&mut canvas, body),
        Lens::Across => across::draw(&mut canvas, body),
        Lens::Story => whole::draw(&mut canvas, body),
        _ => pair::draw(&mut canvas, body),
    }
    overlays::draw(&mut canvas, area, body);
    canvas.layout
}

fn too_small(canvas: &mut Canvas<'_>, area: Rect) {
    let style = canvas.style(Role::Warning);
    let lines = [
        format!("parallax needs {}x{}", SMALLEST.0, SMALLEST.1),
        format!("this window has {}x{}", area.width, area.height),
        "make it larger, or the letters smaller".to_owned(),
        "q quits".to_owned(),
    ];
    for (y, line) in lines.iter().enumerate() {
        canvas.put(area, 0, y as u16, line, style);
    }
}

/// Nothing is open: say so, and what to do.
fn empty(canvas: &mut Canvas<'_>, area: Rect) {
    let inside = canvas.panel(crate::app::Panel::Table, area, "no articles");
    let app = canvas.app;
    let (text, dim) = (canvas.style(Role::Text), canvas.style(Role::Dim));
    canvas.put(inside, 1, 1, "There is no article to show. F opens files; parallax FOLDER starts with them.", text);
    for (i, skipped) in app.corpus.skipped.iter().take(usize::from(inside.height.saturating_sub(3))).enumerate() {
        canvas.put(inside, 1, 3 + i as u16, &format!("skipped: {skipped}"), dim);
    }
}
