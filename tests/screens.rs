//! Screens over the embedded samples: actions in, cells out.

use std::fmt::Write as _;

use parallax::{
    app::{Action, App, Lens, update},
    view,
    workspace::open::{Request, open},
};
use ratatui::{buffer::Buffer, layout::Rect};

fn app() -> App {
    let (corpus, context, _) = open(&Request::default()).finish();
    App::new(corpus.into(), context.lists)
}

/// Carries out actions one by one, drawing after each as the event loop does.
fn after(app: &mut App, size: (u16, u16), actions: &[Action]) -> Buffer {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buffer = Buffer::empty(area);
    for action in actions.iter().cloned().map(Some).chain([None, None]) {
        if let Some(action) = action {
            update(app, action);
        }
        buffer = Buffer::empty(area);
        let layout = view::draw(app, area, &mut buffer);
        update(app, Action::Drawn(layout));
    }
    buffer
}

fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        for x in 0..buffer.area.width {
            line.push_str(buffer[(x, y)].symbol());
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

#[test]
fn dump() {
    let size = std::env::var("SIZE").ok().and_then(|s| parallax::app::commands::size(&s)).unwrap_or((160, 45));
    let keys = std::env::var("DO").unwrap_or_default();
    let mut app = app();
    let actions: Vec<Action> = keys.split_whitespace().map(|k| Action::named(k).expect("an action")).collect();
    let buffer = after(&mut app, size, &actions);
    println!("{}", text(&buffer));
    let _ = Lens::Voices;
}
