//! A key that moves and finds nowhere to go says so.

use super::say;
use crate::app::{
    action::Action,
    lens::{Lens, Panel, Side, Zoom},
    overlay::Overlay,
    state::{App, Status},
};
use crate::text::Span;

/// Where one is: what a movement changes.
#[derive(PartialEq)]
pub(super) struct Stand {
    lens: Lens,
    panel: Panel,
    side: Side,
    pair: (usize, usize),
    cursors: [usize; Panel::COUNT],
    marked: [Option<Span>; 2],
    tops: [usize; 2],
    zoom: Zoom,
    across: crate::comparison::MeasureId,
    cell: (usize, usize, usize),
    overlay: Option<(usize, [usize; 3])>,
}

impl Stand {
    /// Where one is before `action`, if that is a movement; `None` for all else.
    pub(super) fn before(app: &App, action: &Action) -> Option<Self> {
        let chosen_by_eye = matches!(app.overlays.last(), Some(Overlay::Select(_)));
        let moves = !matches!(action, Action::Paste(_));
        why(app, action).filter(|_| !(chosen_by_eye && moves)).map(|_| Self::of(app))
    }

    fn of(app: &App) -> Self {
        let panels = [Panel::ListA, Panel::ListB, Panel::Table, Panel::TextA, Panel::TextB];
        let row = |side: Side| {
            let height = app.layout.rows(Panel::text(side), 10);
            let cells = app.layout.text_cells.get(side.index()).copied().filter(|c| *c > 0).unwrap_or(60);
            let view = app.text.get(side.index()).copied().unwrap_or_default();
            if app.lens.is_pair() { view.row(&app.wrapped(side, cells), height) } else { 0 }
        };
        let overlay = app.overlays.last().map(|overlay| match overlay {
            Overlay::Evidence(p) => [p.side.index(), p.at[0], p.at[1]],
            Overlay::Sheet(_, top) => [*top, 0, 0],
            Overlay::Menu(menu) => [menu.at, usize::from(menu.loose), 0],
            Overlay::Prompt(_) | Overlay::Briefing | Overlay::Select(_) => [0; 3],
        });
        Self {
            lens: app.lens,
            panel: app.panel,
            side: if app.lens.is_pair() { app.side } else { Side::A },
            pair: app.pair,
            cursors: panels.map(|p| app.cursor(p)),
            marked: Side::BOTH.map(|side| if app.lens.is_pair() { Some(app.place(side)) } else { None }),
            tops: Side::BOTH.map(row),
            zoom: if app.lens.is_pair() { app.zoom } else { Zoom::Normal },
            across: app.across,
            cell: (app.whole.row(), app.whole.column(), app.whole.matrix as usize),
            overlay: overlay.map(|o| (app.overlays.len(), o)),
        }
    }

    /// Says why nothing moved, if nothing did and nothing was said.
    pub(super) fn after(&self, app: &mut App, action: &Action) {
        if app.status != Status::Quiet || Self::of(app) != *self {
            return;
        }
        if let Some(why) = why(app, action) {
            say(app, why);
        }
    }
}

/// What is said when this movement leads nowhere; `None` for what is no movement.
fn why(app: &App, action: &Action) -> Option<&'static str> {
    let text = app.panel.is_text() && app.overlays.is_empty();
    Some(match action {
        Action::Paste(_) if app.overlays.last().is_none_or(|o| !o.takes_text()) => {
            "nothing to paste into: / and : take text"
        }
        Action::Up | Action::Top | Action::HalfUp | Action::PageUp if text => "this is the beginning",
        Action::Down | Action::Bottom | Action::HalfDown | Action::PageDown if text => "this is the end",
        Action::Up | Action::Top | Action::HalfUp | Action::PageUp => "this is the first row",
        Action::Down | Action::Bottom | Action::HalfDown | Action::PageDown => "this is the last row",
        Action::Left if text => "this is the first word",
        Action::Right if text => "this is the last word",
        Action::OtherUp => "the other side is at its beginning",
        Action::OtherDown => "the other side is at its end",
        Action::Left => "there is nothing to the left",
        Action::Right => "there is nothing to the right",
        Action::FocusNext | Action::FocusPrevious => "there is only one panel here",
        Action::Grow => "the panel has all the room there is",
        Action::Shrink => "the panel has its usual room",
        Action::SetA => "it stands on the left already",
        Action::SetB => "it stands on the right already",
        Action::Show(_) => "this lens is shown already",
        _ => return None,
    })
}
