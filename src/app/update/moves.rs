//! Moving: rows, lines, pages, panels, lenses, zoom.

use super::{Answer, look, pairs, say, texts};
use crate::app::{
    action::Action,
    effect::Effect,
    lens::{Lens, Panel, Side, Zoom},
    state::{App, Place},
    whole::{Cell, Matrix},
};

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    if let Some(step) = step(app, action) {
        move_by(app, app.panel, step);
        return Some(Vec::new());
    }
    match action {
        Action::FocusNext if app.lens == Lens::Story => look::next_matrix(app, 1),
        Action::FocusPrevious if app.lens == Lens::Story => look::next_matrix(app, Matrix::ALL.len() - 1),
        Action::FocusNext => focus(app, 1),
        Action::FocusPrevious => focus(app, -1),
        Action::Left => sideways(app, Side::A),
        Action::Right => sideways(app, Side::B),
        Action::Focus(side) => set_side(app, *side),
        Action::OtherDown => return Some(other(app, 1)),
        Action::OtherUp => return Some(other(app, -1)),
        Action::Grow => zoom(app, true),
        Action::Shrink => zoom(app, false),
        Action::Show(lens) => return Some(show_own(app, *lens)),
        Action::NextLens => return Some(show_own(app, beside(app.lens, 1))),
        Action::PreviousLens => return Some(show_own(app, beside(app.lens, Lens::ALL.len() - 1))),
        _ => return None,
    }
    Some(Vec::new())
}

/// A step in rows; the ends are steps longer than any list.
pub(super) fn step(app: &App, action: &Action) -> Option<isize> {
    let page = app.layout.rows(app.panel, 10).cast_signed();
    Some(match action {
        Action::Up => -1,
        Action::Down => 1,
        Action::HalfUp => -(page / 2).max(1),
        Action::HalfDown => (page / 2).max(1),
        Action::PageUp => -(page - 1).max(1),
        Action::PageDown => (page - 1).max(1),
        Action::Top => isize::MIN / 2,
        Action::Bottom => isize::MAX / 2,
        _ => return None,
    })
}

/// Moves the cursor of a list or a text.
pub(super) fn move_by(app: &mut App, panel: Panel, step: isize) {
    match panel {
        Panel::TextA => texts::move_rows(app, Side::A, step),
        Panel::TextB => texts::move_rows(app, Side::B, step),
        _ => set_cursor(app, panel, shifted(app.cursor(panel), step, app.row_count(panel))),
    }
}

/// `at` moved by `step` within `len` rows.
pub(super) fn shifted(at: usize, step: isize, len: usize) -> usize {
    at.saturating_add_signed(step).min(len.saturating_sub(1))
}

pub(super) fn set_cursor(app: &mut App, panel: Panel, at: usize) {
    if app.lens == Lens::Story {
        app.whole.set_row(at);
        follow_cell(app);
        return;
    }
    if let Some(cursor) = app.cursors.get_mut(app.lens.index()).and_then(|c| c.get_mut(panel as usize)) {
        *cursor = at;
    }
}

/// The pair is that of the cell under the cursor, so that the lenses of a pair and what is said of the cell agree.
pub(super) fn follow_cell(app: &mut App) {
    if let Some(Cell::Pair(a, b)) = app.whole.cell()
        && a != b
    {
        pairs::choose(app, a, b);
    }
}

/// The panels that can be reached now: those drawn, or all of the lens before the first frame.
pub(super) fn panels(app: &App) -> Vec<Panel> {
    let drawn: Vec<Panel> = app.layout.panels.iter().map(|(p, _)| *p).collect();
    let all = app.lens.panels();
    let shown: Vec<Panel> = all.iter().copied().filter(|p| drawn.contains(p)).collect();
    if shown.is_empty() { all.to_vec() } else { shown }
}

fn focus(app: &mut App, step: isize) {
    let panels = panels(app);
    let at = panels.iter().position(|p| *p == app.panel).unwrap_or(0);
    let next = (at.cast_signed() + step).rem_euclid(panels.len().max(1).cast_signed()).cast_unsigned();
    if let Some(panel) = panels.get(next) {
        set_panel(app, *panel);
    }
}

pub(super) fn set_panel(app: &mut App, panel: Panel) {
    app.panel = panel;
    if let Some(side) = panel.side() {
        app.side = side;
    }
}

fn set_side(app: &mut App, side: Side) {
    app.side = side;
    if app.panel.side().is_some_and(|s| s != side) {
        app.panel = app.panel.mirrored();
    }
}

/// To the panel of that side; on a table only the side that `[` and `]` change.
fn sideways(app: &mut App, side: Side) {
    if app.lens == Lens::Story {
        let step = if side == Side::A { -1 } else { 1 };
        app.whole.set_column(shifted(app.whole.column(), step, app.whole.column_count()));
        follow_cell(app);
    } else if app.lens == Lens::Across {
        super::look::next_measure(app, if side == Side::A { -1 } else { 1 });
    } else {
        set_side(app, side);
    }
}

fn other(app: &mut App, step: isize) -> Vec<Effect> {
    if !app.lens.is_pair() {
        return say(app, "there is no other side here: open a pair with Enter");
    }
    let panel = if app.panel == Panel::Table { Panel::text(app.side.other()) } else { app.panel.mirrored() };
    match panel.side().filter(|_| panel.is_text()) {
        Some(side) => texts::scroll(app, side, step),
        None => move_by(app, panel, step),
    }
    Vec::new()
}

fn zoom(app: &mut App, grow: bool) {
    // Where nothing lies between the designed layout and the whole room there is one step.
    let tall = app.layout.area.height >= 36 && matches!(app.lens, Lens::Voices | Lens::Language);
    let one_step = tall || app.lens == Lens::Text || app.panel.is_text();
    app.zoom = match (app.zoom, grow) {
        (Zoom::Normal, true) if one_step => Zoom::Full,
        (Zoom::Normal, true) => Zoom::Half,
        (Zoom::Half | Zoom::Full, true) => Zoom::Full,
        (Zoom::Full, false) if !one_step => Zoom::Half,
        (_, false) => Zoom::Normal,
    };
    if app.zoom == Zoom::Half {
        say(app, "more room for this panel; + gives it all, _ takes it back");
    }
}

fn beside(lens: Lens, step: usize) -> Lens {
    let n = Lens::ALL.len();
    Lens::ALL.get((lens.index() + step) % n).copied().unwrap_or_default()
}

/// Shows a lens by its key: the focus goes to the list or table that is its own, never to a text beside it.
fn show_own(app: &mut App, lens: Lens) -> Vec<Effect> {
    if app.panel.is_text() && lens != Lens::Text {
        let own = |p: &&Panel| !p.is_text() && p.side().is_none_or(|s| s == app.side);
        app.panel = lens.panels().iter().find(own).copied().unwrap_or_default();
    }
    show(app, lens)
}

/// Shows a lens; the focus stays on a panel that it has.
pub(super) fn show(app: &mut App, lens: Lens) -> Vec<Effect> {
    if lens.is_pair() && app.corpus.entries.is_empty() {
        return super::complain(app, "no article is open: F opens files");
    }
    app.overlays.clear();
    if lens == Lens::Story && app.lens != Lens::Story {
        enter_story(app);
    }
    let entering = !app.lens.is_pair() && lens.is_pair();
    app.lens = lens;
    let all = lens.panels();
    if entering {
        app.panel = all.first().copied().unwrap_or_default();
    }
    if !all.contains(&app.panel) {
        let side = all.iter().copied().find(|p| p.side() == Some(app.side));
        app.panel = side.filter(|_| lens == Lens::Text).or_else(|| all.first().copied()).unwrap_or_default();
    }
    Vec::new()
}

/// The story shown is that of the pair, or of the article selected in the overview.
fn enter_story(app: &mut App) {
    let article = if app.lens.is_pair() { Some(app.pair.0) } else { app.selected_article() };
    let story = article.and_then(|a| app.story_of(a)).unwrap_or(0);
    if app.whole.story != story {
        (app.whole.story, app.whole.asked) = (story, None);
    }
    app.whole.go_to(app.pair.0, app.pair.1);
}

/// Remembers where one is, before a jump.
pub(super) fn remember(app: &mut App) {
    let place =
        Place { lens: app.lens, panel: app.panel, pair: app.pair, text: app.text, overlays: app.overlays.clone() };
    app.history.push(place);
    if app.history.len() > 100 {
        app.history.remove(0);
    }
}
