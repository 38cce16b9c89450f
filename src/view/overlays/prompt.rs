//! A line to type, above the footer.

use ratatui::layout::Rect;

use crate::{
    app::overlay::Prompt,
    text::wrap,
    view::{canvas::Canvas, theme::Role},
};

/// Draws the prompt over the lines that say what is selected.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, prompt: &Prompt) {
    let place = Rect { y: area.bottom().saturating_sub(4), height: 3, ..area };
    let inside = canvas.popup(place, &prompt.ask.question());
    let room = usize::from(inside.width.saturating_sub(4));
    let over = wrap::width(&prompt.text).saturating_sub(room);
    let mut skipped = 0;
    let shown: String = prompt
        .text
        .chars()
        .skip_while(|c| {
            let keep = skipped < over;
            skipped += wrap::width(c.encode_utf8(&mut [0; 4]));
            keep
        })
        .collect();
    canvas.pieces(inside, 1, 0, &[("› ", Role::Key), (&shown, Role::Text), ("▏", Role::Key)]);
}
