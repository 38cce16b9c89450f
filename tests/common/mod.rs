//! The dashboard over the samples, for tests that act on it and look at its frames.

use std::sync::OnceLock;

use parallax::{
    app::{Action, App, Lens, Panel, update},
    view,
    workspace::open::{Request, open},
};
use ratatui::{buffer::Buffer, layout::Rect};

/// The dashboard over the samples, opened once.
pub fn app() -> App {
    static APP: OnceLock<App> = OnceLock::new();
    let opened = || {
        let (corpus, context, _) = open(&Request::default()).finish();
        let mut app = App::new(corpus.into(), context.lists);
        update(&mut app, Action::Show(Lens::Voices));
        update(&mut app, Action::Show(Lens::Overview));
        app.panel = Panel::Table;
        app
    };
    APP.get_or_init(opened).clone()
}

/// Draws as the event loop does and hands the layout back.
pub fn frame(app: &mut App, (width, height): (u16, u16)) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let layout = view::draw(app, area, &mut buffer);
    update(app, Action::Drawn(layout));
    buffer
}
