//! Choosing a part of the screen for a picture: one corner moves, the other stays.

use ratatui::layout::Rect;

use super::{Answer, say, take_away};
use crate::app::{
    action::Action,
    effect::{Crop, Effect, Picture},
    overlay::{Overlay, Select},
    state::App,
};

/// Cells that a page moves a corner.
const PAGE: i32 = 8;

/// Starts from the part that is set; the picture takes the size of the screen, so that its cells are those in sight.
pub(super) fn begin(app: &mut App, picture: Picture) -> Vec<Effect> {
    let Some(cells) = picture.crop.cells(app, &app.layout).or_else(|| Crop::Whole.cells(app, &app.layout)) else {
        return say(app, "there is no screen to choose from yet");
    };
    app.overlays.clear();
    app.overlays.push(Overlay::Select(Select { picture: Picture { size: None, ..picture }, cells, upper: false }));
    Vec::new()
}

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    let area = app.layout.area;
    let panel = Crop::Panel.cells(app, &app.layout);
    let row = Crop::Row.cells(app, &app.layout);
    let Some(Overlay::Select(select)) = app.overlays.last_mut() else { return None };
    match action {
        Action::Left => shift(select, area, -1, 0),
        Action::Right => shift(select, area, 1, 0),
        Action::Up => shift(select, area, 0, -1),
        Action::Down => shift(select, area, 0, 1),
        Action::PageUp | Action::HalfUp => shift(select, area, 0, -PAGE),
        Action::PageDown | Action::HalfDown => shift(select, area, 0, PAGE),
        Action::PreviousLens => shift(select, area, -PAGE, 0),
        Action::NextLens => shift(select, area, PAGE, 0),
        Action::Top => shift(select, area, -i32::from(u16::MAX), -i32::from(u16::MAX)),
        Action::Bottom => shift(select, area, i32::from(u16::MAX), i32::from(u16::MAX)),
        Action::FocusNext | Action::FocusPrevious => select.upper = !select.upper,
        Action::Mark => select.cells = step(select.cells, area, panel, row),
        Action::Open => return Some(end(app)),
        Action::Quit => {
            let picture = select.picture.clone();
            app.overlays.pop();
            return Some(take_away::options(app, &picture));
        }
        Action::QuitNow | Action::Drawn(_) | Action::Suspend => return None,
        _ => {}
    }
    Some(Vec::new())
}

/// Moves the corner that moves to a cell.
pub(super) fn corner(app: &mut App, x: u16, y: u16) {
    let area = app.layout.area;
    if let Some(Overlay::Select(select)) = app.overlays.last_mut() {
        let (dx, dy) = (i32::from(x), i32::from(y));
        let cells = select.cells;
        let (from_x, from_y) = if select.upper { (cells.x, cells.y) } else { (cells.right() - 1, cells.bottom() - 1) };
        shift(select, area, dx - i32::from(from_x), dy - i32::from(from_y));
    }
}

/// Moves the corner by so many cells; the part keeps one cell at least and stays on the screen.
fn shift(select: &mut Select, area: Rect, dx: i32, dy: i32) {
    let r = select.cells;
    let moved = |at: u16, by: i32, least: u16, most: u16| {
        i32::from(at).saturating_add(by).clamp(i32::from(least), i32::from(most.max(least))) as u16
    };
    let (mut left, mut top, mut right, mut bottom) = (r.x, r.y, r.right() - 1, r.bottom() - 1);
    if select.upper {
        (left, top) = (moved(left, dx, area.x, right), moved(top, dy, area.y, bottom));
    } else {
        (right, bottom) = (moved(right, dx, left, area.right() - 1), moved(bottom, dy, top, area.bottom() - 1));
    }
    select.cells = Rect { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/// From the whole to the panel in use, to the row under the cursor, and to the whole again.
fn step(now: Rect, whole: Rect, panel: Option<Rect>, row: Option<Rect>) -> Rect {
    let steps: Vec<Rect> = [Some(whole), panel, row].into_iter().flatten().collect();
    let at = steps.iter().position(|r| *r == now).map_or(0, |i| i + 1);
    steps.get(at % steps.len().max(1)).copied().unwrap_or(whole)
}

/// Takes the part and goes back to the options.
fn end(app: &mut App) -> Vec<Effect> {
    let Some(Overlay::Select(select)) = app.overlays.pop() else { return Vec::new() };
    let whole = select.cells == app.layout.area;
    let crop = if whole { Crop::Whole } else { Crop::Cells(select.cells) };
    take_away::options(app, &Picture { crop, ..select.picture })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Lens, update};

    fn selecting() -> App {
        let mut app = App::new(std::sync::Arc::default(), std::sync::Arc::default());
        app.layout.area = Rect::new(0, 0, 40, 20);
        begin(&mut app, Picture { crop: Crop::Cells(Rect::new(4, 2, 10, 5)), ..Picture::of_screen(Lens::Voices) });
        app
    }

    fn cells(app: &App) -> Rect {
        match app.overlays.last() {
            Some(Overlay::Select(s)) => s.cells,
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn arrows_move_one_corner_and_tab_takes_the_other() {
        let mut app = selecting();
        update(&mut app, Action::Right);
        update(&mut app, Action::Up);
        assert_eq!(cells(&app), Rect::new(4, 2, 11, 4));
        update(&mut app, Action::FocusNext);
        update(&mut app, Action::Left);
        update(&mut app, Action::Down);
        assert_eq!(cells(&app), Rect::new(3, 3, 12, 3));
    }

    #[test]
    fn the_part_never_leaves_the_screen_and_never_vanishes() {
        let mut app = selecting();
        update(&mut app, Action::Bottom);
        assert_eq!(cells(&app), Rect::new(4, 2, 36, 18));
        update(&mut app, Action::Top);
        assert_eq!(cells(&app), Rect::new(4, 2, 1, 1));
    }

    #[test]
    fn a_click_moves_the_corner() {
        let mut app = selecting();
        update(&mut app, Action::Click(20, 10));
        assert_eq!(cells(&app), Rect::new(4, 2, 17, 9));
    }

    #[test]
    fn what_is_chosen_comes_back_to_the_options() {
        let mut app = selecting();
        update(&mut app, Action::Open);
        let Some(Overlay::Menu(menu)) = app.overlays.last() else { unreachable!() };
        assert!(menu.items.iter().any(|i| i.label.contains("10x5+4+2")), "{menu:?}");
        let saved = menu.items.first().map(|i| i.choice.clone());
        let wanted = Crop::Cells(Rect::new(4, 2, 10, 5));
        assert!(matches!(saved, Some(crate::app::overlay::Choice::Save(p)) if p.crop == wanted && p.size.is_none()));
    }
}
