//! A part of the screen being chosen for a picture: what will not be in it is dimmed.

use ratatui::{layout::Rect, style::Modifier};

use crate::{
    app::{Status, overlay::Select, update::picture_name},
    view::{canvas::Canvas, theme::Role},
};

/// Marks the part, and says what it is in a row outside of it.
pub(in crate::view) fn draw(canvas: &mut Canvas<'_>, area: Rect, select: &Select) {
    let cells = select.cells.intersection(area);
    for position in area.positions().filter(|p| !cells.contains(*p)) {
        if let Some(cell) = canvas.buf.cell_mut(position) {
            cell.modifier = Modifier::DIM | Modifier::CROSSED_OUT.intersection(cell.modifier);
            cell.set_style(canvas.theme.style(Role::Dim));
        }
    }
    let corner = if select.upper { (cells.x, cells.y) } else { (cells.right() - 1, cells.bottom() - 1) };
    canvas.buf.set_style(Rect { x: corner.0, y: corner.1, width: 1, height: 1 }, Modifier::REVERSED);
    // In the last rows, or in the first where the part reaches down to them.
    let y = if cells.bottom() > area.bottom().saturating_sub(2) && cells.y >= area.y + 2 {
        area.y
    } else {
        area.bottom().saturating_sub(2)
    };
    let rows = Rect { y, height: 2.min(area.height), ..area };
    let name = picture_name(canvas.app, &select.picture);
    let what =
        format!(" {name} · {} columns from {}, {} rows from {} ", cells.width, cells.x + 1, cells.height, cells.y + 1);
    let keys =
        " arrows move the corner · Tab the other corner · Space whole, panel, row · Enter takes it · Esc leaves ";
    let told = match &canvas.app.status {
        Status::Note(text) | Status::Problem(text) => Some(format!(" {text}")),
        Status::Quiet => None,
    };
    for (y, text) in [(0, what.as_str()), (1, told.as_deref().unwrap_or(keys))] {
        let style = canvas.style(if y == 0 { Role::Selected } else { Role::Key });
        canvas.put(rows, 0, y, &format!("{text:<width$}", width = usize::from(area.width)), style);
    }
}
