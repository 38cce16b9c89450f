//! What lies over the lens: passages, sheets, menus, prompts, the keys after a prefix, the welcome strip.

mod evidence;
mod menu;
mod prompt;
mod select;
mod sheet;

pub(super) use select::draw as select;

use ratatui::layout::Rect;

use super::{canvas::Canvas, theme::Role};
use crate::{
    app::{
        App,
        overlay::{Overlay, Sheet},
        sheets,
    },
    text::wrap,
};

/// Draws all overlays, the topmost last.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, body: Rect) {
    let app = canvas.app;
    if app.welcome && app.overlays.is_empty() {
        welcome(canvas, body);
    }
    for overlay in &app.overlays {
        match overlay {
            Overlay::Evidence(passages) => evidence::draw(canvas, body, passages),
            Overlay::Sheet(sheet, top) => sheet::draw(canvas, body, sheet, *top),
            Overlay::Menu(menu) => menu::draw(canvas, body, menu),
            Overlay::Prompt(prompt) => prompt::draw(canvas, area, prompt),
            Overlay::Briefing => {}
            Overlay::Select(select) => select::draw(canvas, area, select),
        }
    }
    if let Some(prefix) = app.prefix {
        after(canvas, body, prefix);
    }
}

/// The keys of the footer while an overlay is open: the names of actions with a word each, and keys of dialogs, which
/// are fixed.
pub(super) fn keys(app: &App, overlay: &Overlay) -> Vec<(String, String)> {
    let pairs: &[(&str, &str)] = match overlay {
        Overlay::Evidence(_) => &[
            ("down", "move"),
            ("open", "read in the text"),
            ("focus-next", "other side"),
            ("mark", "mark"),
            ("edit", "correct"),
            ("copy", "copy"),
            ("define", "meaning"),
            ("back", "close"),
        ],
        Overlay::Sheet(Sheet::Dropped(_), _) => &[("down", "scroll"), ("edit", "take back"), ("back", "close")],
        Overlay::Sheet(..) => &[("down", "scroll"), ("back", "close")],
        Overlay::Menu(_) => {
            &[("type", "narrow"), ("↑↓", "move"), ("Enter", "choose"), ("Esc", "close"), ("F1", "help")]
        }
        Overlay::Prompt(p) if p.ask.is_letter() => &[("Esc", "leave")],
        Overlay::Prompt(_) => {
            &[("Enter", "accept"), ("Esc", "leave"), ("←→", "move"), ("Ctrl-u", "clear"), ("F1", "help")]
        }
        Overlay::Briefing | Overlay::Select(_) => &[],
    };
    let key = |name: &str| Some(app.keymap.key_of(name)).filter(|k| !k.is_empty()).unwrap_or_else(|| name.to_owned());
    pairs.iter().map(|(k, w)| (key(k), (*w).to_owned())).collect()
}

/// A rectangle in the middle, or at the bottom for lists of keys.
pub(super) fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

/// The keys that may follow a prefix.
fn after(canvas: &mut Canvas<'_>, area: Rect, prefix: char) {
    let entries = canvas.app.keymap.after(prefix);
    let width = entries.iter().map(|(k, b)| wrap::width(k) + wrap::width(&b.help) + 8).max().unwrap_or(20);
    let height = entries.len() as u16 + 2;
    let place = Rect {
        x: area.x + area.width.saturating_sub(width as u16 + 1),
        y: area.y + area.height.saturating_sub(height),
        width: (width as u16).min(area.width),
        height: height.min(area.height),
    };
    let kept = canvas.layout.overlay;
    let inside = canvas.popup(place, &format!("{prefix} …"));
    canvas.layout.overlay = kept;
    for (y, (key, binding)) in entries.iter().enumerate() {
        let on = match crate::app::Action::named(&binding.action) {
            Some(crate::app::Action::Toggle(layer)) if canvas.app.layers.has(layer) => "[x] ",
            Some(crate::app::Action::Toggle(_)) => "[ ] ",
            _ => "",
        };
        let text = format!("{on}{}", binding.help);
        canvas.pieces(inside, 1, y as u16, &[(key, Role::Key), ("  ", Role::Text), (&text, Role::Text)]);
    }
}

/// Five lines for who is here for the first time.
fn welcome(canvas: &mut Canvas<'_>, area: Rect) {
    let width = area.width.saturating_sub(4).min(112);
    let rows = sheets::welcome(usize::from(width.saturating_sub(4)));
    let height = rows.len() as u16 + 2;
    let place = Rect { y: area.bottom().saturating_sub(height + 1), ..middle(area, width, height) };
    let inside = canvas.popup(place, "welcome · any key closes this");
    canvas.layout.overlay = None;
    for (y, row) in rows.iter().enumerate() {
        canvas.put(inside, 1, y as u16, row, canvas.theme.style(Role::Text));
    }
}
