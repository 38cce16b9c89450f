//! A line to type, above the footer.

use ratatui::layout::Rect;

use crate::{
    app::overlay::Prompt,
    text::wrap,
    view::{canvas::Canvas, theme::Role},
};

/// Draws the prompt over the lines that say what is selected. A text that typing will replace is drawn as selected.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, prompt: &Prompt) {
    let place = Rect { y: area.bottom().saturating_sub(4), height: 3, ..area };
    let hint = if prompt.old { " · typing replaces it, ← edits it" } else { "" };
    let inside = canvas.popup(place, &format!("{}{hint}", prompt.ask.question()));
    let room = usize::from(inside.width.saturating_sub(4));
    let (before, after) = prompt.text.split_at_checked(prompt.at).unwrap_or((&prompt.text, ""));
    let before = tail(before, room);
    let after = wrap::fit(after, room.saturating_sub(wrap::width(before)));
    let text = if prompt.old { Role::Selected } else { Role::Text };
    canvas.pieces(inside, 1, 0, &[("› ", Role::Key), (before, text), ("▏", Role::Key), (&after, text)]);
}

/// The end of a text that fits into so many cells.
fn tail(text: &str, room: usize) -> &str {
    let over = wrap::width(text).saturating_sub(room);
    let mut skipped = 0;
    let from = text.char_indices().find(|(_, c)| {
        let enough = skipped >= over;
        skipped += wrap::width(c.encode_utf8(&mut [0; 4]));
        enough
    });
    text.get(from.map_or(text.len(), |(i, _)| i)..).unwrap_or("")
}
