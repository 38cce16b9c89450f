//! The layout of the pair lenses: heads, lists, table, texts; one column below 76 columns.

use ratatui::layout::{Constraint, Layout, Rect, Spacing};

use super::{canvas::Canvas, heads, lists, table, texts, theme::Role};
use crate::app::{Lens, Panel, Side, lens::Zoom};

/// Below this many columns the panels stand one below the other.
const ONE_COLUMN: u16 = 76;

/// From this many rows of the lens on, texts stand below the table.
const TALL: u16 = 31;

/// Draws the pair in the current lens.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    if canvas.app.zoom == Zoom::Full {
        hide_others(canvas);
        one(canvas, area, canvas.app.panel);
        return;
    }
    if area.width < ONE_COLUMN {
        stacked(canvas, area);
        return;
    }
    let rows = if area.height >= TALL { 5 } else { 4 };
    let [top, rest] = split_rows(area, [Constraint::Length(rows), Constraint::Fill(1)]);
    let [left, right] = halves(top);
    heads::draw(canvas, left, Side::A);
    heads::draw(canvas, right, Side::B);
    match canvas.app.lens {
        Lens::Text => both_texts(canvas, rest),
        Lens::Voices | Lens::Language => lists_and_table(canvas, rest),
        _ => table_and_texts(canvas, rest),
    }
}

fn split_rows<const N: usize>(area: Rect, constraints: [Constraint; N]) -> [Rect; N] {
    area.layout(&Layout::vertical(constraints).spacing(Spacing::Overlap(1)))
}

fn halves(area: Rect) -> [Rect; 2] {
    area.layout(&Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).spacing(Spacing::Overlap(1)))
}

/// Lists on one scale, the table below, and the texts where there is room.
fn lists_and_table(canvas: &mut Canvas<'_>, area: Rect) {
    let app = canvas.app;
    let longest = app.row_count(Panel::ListA).max(app.row_count(Panel::ListB)) as u16;
    let table = app.row_count(Panel::Table).max(1) as u16 + 3;
    let half = app.zoom == Zoom::Half;
    let (lists, table, text) = if area.height >= TALL - 4 {
        let lists = (longest + 3).clamp(6, area.height / 3);
        let table = table.min(area.height / 3 + 2);
        (Constraint::Length(lists), Constraint::Length(table), Constraint::Fill(1))
    } else {
        let grow = if half { 75 } else { 50 };
        let list_first = app.panel != Panel::Table;
        let lists = (area.height * if list_first { grow } else { 100 - grow } / 100).min((longest + 3).max(5));
        (Constraint::Length(lists.max(5)), Constraint::Fill(1), Constraint::Length(0))
    };
    let with_text = text == Constraint::Fill(1);
    let [top, middle, bottom] = if with_text {
        split_rows(area, [lists, table, text])
    } else {
        let [top, middle] = split_rows(area, [lists, table]);
        [top, middle, Rect::default()]
    };
    let [left, right] = halves(top);
    let narrower = left.width.min(right.width);
    lists::draw(canvas, left, narrower, Side::A);
    lists::draw(canvas, right, narrower, Side::B);
    table::draw(canvas, middle);
    if with_text {
        both_texts(canvas, bottom);
    }
}

/// The table over the whole width; the texts below where there is room.
fn table_and_texts(canvas: &mut Canvas<'_>, area: Rect) {
    if area.height < TALL - 4 {
        table::draw(canvas, area);
        return;
    }
    let rows = canvas.app.row_count(Panel::Table) as u16 + 3;
    let most = if canvas.app.zoom == Zoom::Half { area.height * 3 / 4 } else { area.height * 55 / 100 };
    let [top, bottom] = split_rows(area, [Constraint::Length(rows.clamp(8, most)), Constraint::Fill(1)]);
    table::draw(canvas, top);
    both_texts(canvas, bottom);
}

fn both_texts(canvas: &mut Canvas<'_>, area: Rect) {
    let [left, right] = halves(area);
    texts::draw(canvas, left, Side::A);
    texts::draw(canvas, right, Side::B);
}

/// One column: a line for each article, then the focused panel; `Tab` changes it.
fn stacked(canvas: &mut Canvas<'_>, area: Rect) {
    let app = canvas.app;
    for side in Side::BOTH {
        let row = Rect { y: area.y + side.index() as u16, height: 1, ..area };
        let Some(entry) = app.entry(side) else {
            canvas.put(row, 1, 0, &format!("{} {}", side.letter(), heads::NO_SECOND), canvas.theme.style(Role::Dim));
            continue;
        };
        let mark = if app.side == side { "▶" } else { " " };
        let name = format!("{mark}{} {}  ", side.letter(), entry.label);
        canvas.pieces(row, 0, 0, &[(&name, Canvas::side_role(side)), (&heads::facts(entry), Role::Dim)]);
    }
    hide_others(canvas);
    one(canvas, Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area }, app.panel);
}

/// Records the panels behind the focused one, so that `Tab` reaches them.
fn hide_others(canvas: &mut Canvas<'_>) {
    let hidden = Rect::default();
    let others: Vec<Panel> = canvas.app.lens.panels().iter().copied().filter(|p| *p != canvas.app.panel).collect();
    canvas.layout.panels.extend(others.into_iter().map(|p| (p, hidden)));
}

fn one(canvas: &mut Canvas<'_>, area: Rect, panel: Panel) {
    match panel {
        Panel::ListA => lists::draw(canvas, area, area.width, Side::A),
        Panel::ListB => lists::draw(canvas, area, area.width, Side::B),
        Panel::Table => table::draw(canvas, area),
        Panel::TextA => texts::draw(canvas, area, Side::A),
        Panel::TextB => texts::draw(canvas, area, Side::B),
    }
}
