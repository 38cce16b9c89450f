//! Something to read: help, definitions, warnings, lines that are not counted.

use ratatui::layout::Rect;

use super::middle;
use crate::{
    app::{
        overlay::Sheet,
        sheets::{self, Line},
    },
    text::{Span, wrap},
    view::{canvas::Canvas, theme::Role},
};

/// Draws a sheet from row `top` on.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, sheet: &Sheet, top: usize) {
    let lines = sheets::lines(canvas.app, sheet);
    let width = area.width.min(110);
    let rows = laid_out(&lines, width.saturating_sub(4));
    let height = (rows.len() as u16 + 2).clamp(5, area.height);
    let place = middle(area, width, height);
    let title = sheets::title(canvas.app, sheet);
    let inside = canvas.popup(place, &title);
    let page = usize::from(inside.height);
    canvas.layout.sheet_rows = rows.len();
    let top = top.min(rows.len().saturating_sub(page));
    for (y, row) in rows.iter().skip(top).take(page).enumerate() {
        let pieces: Vec<(&str, Role)> = row.iter().map(|(t, r)| (t.as_str(), *r)).collect();
        canvas.pieces(inside, 1, y as u16, &pieces);
    }
    let below = rows.len().saturating_sub(top + page);
    if below > 0 {
        canvas.foot(place, &format!(" {below} more below "));
    } else if top > 0 {
        canvas.foot(place, &format!(" {top} more above "));
    }
}

/// Cells of the left column of pairs.
const LEFT: usize = 14;

/// The lines wrapped to a width, as pieces with roles.
fn laid_out(lines: &[Line], width: u16) -> Vec<Vec<(String, Role)>> {
    let width = usize::from(width);
    let mut out = Vec::new();
    for line in lines {
        match line {
            Line::Head(text) => out.extend(folded(text, width).into_iter().map(|t| vec![(t, Role::Title)])),
            Line::Text(text) => out.extend(folded(text, width).into_iter().map(|t| vec![(t, Role::Text)])),
            Line::Blank => out.push(Vec::new()),
            Line::Pair(left, right) => {
                for (i, part) in folded(right, width.saturating_sub(LEFT + 2)).into_iter().enumerate() {
                    let left = if i == 0 { wrap::fit(left, LEFT) } else { String::new() };
                    let pad = " ".repeat((LEFT + 2).saturating_sub(wrap::width(&left)));
                    out.push(vec![(left, Role::Key), (pad, Role::Text), (part, Role::Text)]);
                }
            }
        }
    }
    out
}

fn folded(text: &str, width: usize) -> Vec<String> {
    let mut spans = Vec::new();
    wrap::wrap(text, Span::new(0, text.len()), width, &mut spans);
    spans.iter().map(|s| s.of(text).trim_end().to_owned()).collect()
}
