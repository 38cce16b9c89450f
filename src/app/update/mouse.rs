//! The mouse, as a pure function over the rectangles of the last frame.

use super::{Answer, moves, open, select, texts};
use crate::app::{
    action::Action,
    effect::Effect,
    layout::TEXT_MARGIN,
    lens::{Lens, Panel},
    overlay::Overlay,
    state::App,
};

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    match *action {
        Action::Click(x, y) => Some(click(app, x, y)),
        Action::Wheel(x, y, step) => Some(wheel(app, x, y, step)),
        _ => None,
    }
}

fn click(app: &mut App, x: u16, y: u16) -> Vec<Effect> {
    if matches!(app.overlays.last(), Some(Overlay::Select(_))) {
        select::corner(app, x, y);
        return Vec::new();
    }
    if let Some(inside) = app.layout.overlay {
        if !inside.contains((x, y).into()) {
            app.overlays.pop();
        } else if let Some(Overlay::Menu(menu)) = app.overlays.last_mut() {
            menu.at = usize::from(y - inside.y).saturating_sub(2).min(menu.shown.len().saturating_sub(1));
        }
        return Vec::new();
    }
    if let Some(lens) = app.layout.tab_at(x, y) {
        return moves::show(app, lens);
    }
    let Some((panel, inside)) = app.layout.panel_at(x, y) else { return Vec::new() };
    moves::set_panel(app, panel);
    if let Some(side) = panel.side().filter(|_| panel.is_text()) {
        let column = usize::from((x - inside.x).saturating_sub(TEXT_MARGIN));
        texts::click(app, side, column, usize::from(y - inside.y));
        return Vec::new();
    }
    let top = app.layout.tops.get(panel as usize).copied().unwrap_or(0);
    let row = top + usize::from(y - inside.y);
    if row >= app.row_count(panel) {
        return Vec::new();
    }
    let column = column(app, x);
    if row == app.cursor(panel) && column.is_none_or(|c| c == app.whole.column()) {
        return open::answer(app, &Action::Open).unwrap_or_default();
    }
    if let Some(column) = column {
        app.whole.set_column(column);
    }
    moves::set_cursor(app, panel, row);
    Vec::new()
}

/// The column of a matrix under a cell of the screen; the last one where there is none so far right.
fn column(app: &App, x: u16) -> Option<usize> {
    let (from, width, first) = app.layout.columns.filter(|_| app.lens == Lens::Story)?;
    let column = first + usize::from(x.checked_sub(from)? / width.max(1));
    Some(column.min(app.whole.column_count().saturating_sub(1)))
}

fn wheel(app: &mut App, x: u16, y: u16, step: i16) -> Vec<Effect> {
    if !app.overlays.is_empty() {
        let action = if step > 0 { Action::Down } else { Action::Up };
        return super::overlays::answer(app, &action).unwrap_or_default();
    }
    let panel = app.layout.panel_at(x, y).map_or(app.panel, |(p, _)| p);
    let step = if panel == Panel::Table || !panel.is_text() { step.signum() } else { step };
    moves::move_by(app, panel, isize::from(step));
    Vec::new()
}
