//! Something to choose from, with what was typed to narrow it.

use ratatui::layout::Rect;

use super::middle;
use crate::{
    app::overlay::Menu,
    text::wrap,
    view::{
        canvas::{Canvas, top_row},
        theme::Role,
    },
};

/// Draws a menu.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, menu: &Menu) {
    let width = area.width.min(104);
    let height = (menu.items.len() as u16 + 4).clamp(6, area.height.saturating_sub(2).max(6));
    let place = middle(area, width, height);
    let inside = canvas.popup(place, &menu.title);
    canvas.pieces(inside, 1, 0, &[("› ", Role::Key), (&menu.input, Role::Text), ("▏", Role::Key)]);
    let count = format!("{} of {}", menu.shown.len(), menu.items.len());
    canvas.cell_right(inside, inside.width.saturating_sub(16), 0, 15, &count, canvas.theme.style(Role::Dim));
    let list = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
    let page = usize::from(list.height);
    let top = top_row(menu.at, menu.shown.len(), page);
    let label = menu.items.iter().map(|i| wrap::width(&i.label)).max().unwrap_or(10).clamp(10, 30) as u16;
    for (y, item) in menu.shown.iter().skip(top).take(page).filter_map(|i| menu.items.get(*i)).enumerate() {
        let y = y as u16;
        let keys = wrap::width(&item.key) as u16;
        canvas.cell(list, 2, y, label, &item.label, canvas.theme.style(Role::Text));
        let room = list.width.saturating_sub(label + 5 + keys);
        canvas.cell(list, label + 4, y, room, &item.detail, canvas.theme.style(Role::Dim));
        canvas.cell_right(list, list.width.saturating_sub(keys + 1), y, keys, &item.key, canvas.theme.style(Role::Key));
        if top + usize::from(y) == menu.at && !menu.loose {
            let style = canvas.style(Role::Selected);
            canvas.paint(list, y, style);
            canvas.put(list, 0, y, ">", style);
        }
    }
    if menu.shown.is_empty() {
        canvas.put(list, 2, 0, "nothing matches", canvas.theme.style(Role::Dim));
    }
    if menu.loose {
        canvas.put(inside, 1, 1, "no command is called so; ↓ chooses one of these", canvas.theme.style(Role::Warning));
    }
    let below = menu.shown.len().saturating_sub(top + page);
    if below > 0 {
        canvas.foot(place, &format!(" {below} more below "));
    }
}
