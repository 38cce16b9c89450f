//! A text: the rows in sight with line numbers, letters in the margin and marked passages.

use ratatui::{layout::Rect, style::Style};

use super::{canvas::Canvas, heads::NO_SECOND, strip, theme::Role};
use crate::{
    analysis::profile::Profile,
    app::{App, Layer, Lens, Panel, Side, cursor, layout::TEXT_MARGIN, wraps::Row},
    articles::Article,
    text::Span,
};

/// Cells of the margin.
const MARGIN: u16 = TEXT_MARGIN;

/// The column of the cursor's mark in the margin.
const CURSOR: u16 = 4;

/// A marked stretch.
struct Mark {
    span: Span,
    layer: Option<Layer>,
    role: Role,
}

/// Draws the text of `side`.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, side: Side) {
    let app = canvas.app;
    let panel = Panel::text(side);
    let lock = if app.locked { " · locked" } else { "" };
    let label = app.entry(side).map_or("", |e| e.label.as_str());
    let inside = canvas.panel(panel, area, &format!("TEXT {} {label}{lock}", side.letter()));
    if inside.height == 0 || inside.width <= MARGIN {
        return;
    }
    let strip_cells = if app.lens == Lens::Text { strip::WIDTH } else { 0 };
    let cells = inside.width.saturating_sub(MARGIN + strip_cells).max(1);
    if let Some(slot) = canvas.layout.text_cells.get_mut(side.index()) {
        *slot = cells;
    }
    let Some(entry) = app.entry(side).cloned() else {
        canvas.put(inside, 1, 0, NO_SECOND, canvas.theme.style(Role::Dim));
        return;
    };
    let wrapped = app.wrapped(side, cells);
    let view = app.text.get(side.index()).copied().unwrap_or_default();
    let height = usize::from(inside.height);
    let top = view.row(&wrapped, height);
    let rows: Vec<Row> = wrapped.rows.iter().skip(top).take(height).copied().collect();
    let seen = match (rows.first(), rows.last()) {
        (Some(first), Some(last)) => first.span.join(last.span),
        _ => return,
    };
    let profile = app.profile(side);
    let marks = marks(app, side, profile.map(AsRef::as_ref), seen);
    let word = app.word(side).filter(|_| app.panel == panel);
    let row = word.map(|w| wrapped.row_of(w.start as usize));
    if let Some(y) = row.and_then(|row| row.checked_sub(top)).filter(|y| *y < height) {
        canvas.put(inside, CURSOR, y as u16, ">", canvas.theme.style(Role::Focus));
    }
    for (y, row) in rows.iter().enumerate() {
        draw_row(canvas, inside, y as u16, &entry.article, row, &marks, cells);
    }
    if let Some(profile) = profile.filter(|_| strip_cells > 0) {
        let place = Rect { x: inside.right() - strip_cells, width: strip_cells, ..inside };
        strip::draw(canvas, place, profile, seen);
    }
    let done = (top + height).min(wrapped.rows.len()) * 100 / wrapped.rows.len().max(1);
    canvas.foot(area, &format!(" {done}% "));
}

/// The marks that touch `seen`; later ones are drawn over earlier ones.
fn marks(app: &App, side: Side, profile: Option<&Profile>, seen: Span) -> Vec<Mark> {
    let mut out = Vec::new();
    if let Some(profile) = profile {
        cursor::layers(profile, &mut |layer, span| {
            if app.layers.has(layer) && span.overlaps(seen) {
                out.push(Mark { span, layer: Some(layer), role: role_of(layer) });
            }
        });
    }
    if let Some(search) = &app.search {
        let hits = search.on(side).iter().filter(|h| h.overlaps(seen));
        out.extend(hits.map(|&span| Mark { span, layer: None, role: Role::Hit }));
    }
    let passage = if app.panel == Panel::text(side) { Some(app.place(side)) } else { app.passage(side) };
    if let Some(span) = passage {
        out.push(Mark { span, layer: None, role: Role::Marked });
    }
    out
}

/// What the findings of a layer look like.
const fn role_of(layer: Layer) -> Role {
    match layer {
        Layer::Quotes => Role::Quote,
        Layer::Scare => Role::Scare,
        Layer::Indirect => Role::Indirect,
        Layer::Loaded => Role::Loaded,
        Layer::Topics => Role::Topic,
        Layer::Naming => Role::Naming,
        Layer::Dropped => Role::Dropped,
    }
}

fn draw_row(canvas: &mut Canvas<'_>, area: Rect, y: u16, article: &Article, row: &Row, marks: &[Mark], cells: u16) {
    let dropped = article.lines.get(row.line as usize - 1);
    let role = dropped.map_or(Role::Text, |l| match l.role {
        crate::articles::Role::Headline | crate::articles::Role::Heading | crate::articles::Role::StandFirst => {
            Role::Title
        }
        r if r.is_body() => Role::Text,
        _ => Role::Dropped,
    });
    let here: Vec<&Mark> = marks.iter().filter(|m| m.span.overlaps(row.span)).collect();
    let dim = canvas.style(Role::Dim);
    if row.first {
        canvas.cell_right(area, 0, y, 4, &row.line.to_string(), dim);
    }
    letters(canvas, area, y, &here, role);
    let base = canvas.style(role);
    let place = Rect { width: (MARGIN + cells).min(area.width), ..area };
    let mut x = MARGIN;
    for run in runs(row.span, &here) {
        let style = style_at(canvas, &here, run.start as usize, base);
        let text = run.of(&article.text);
        let text = if run.end == row.span.end { text.trim_end() } else { text };
        x += canvas.put(place, x, y, text, style);
    }
}

/// A row cut wherever a mark begins or ends.
fn runs(row: Span, marks: &[&Mark]) -> Vec<Span> {
    let inside = |at: &u32| row.start < *at && *at < row.end;
    let mut cuts: Vec<u32> = marks.iter().flat_map(|m| [m.span.start, m.span.end]).filter(inside).collect();
    cuts.push(row.end);
    cuts.sort_unstable();
    cuts.dedup();
    let mut from = row.start;
    cuts.into_iter().map(|to| Span::from((std::mem::replace(&mut from, to), to))).collect()
}

fn style_at(canvas: &Canvas<'_>, marks: &[&Mark], offset: usize, base: Style) -> Style {
    marks.iter().filter(|m| m.span.contains(offset)).fold(base, |style, m| style.patch(canvas.style(m.role)))
}

/// The letters of the layers on a row, at most three.
fn letters(canvas: &mut Canvas<'_>, area: Rect, y: u16, here: &[&Mark], role: Role) {
    let mut x = 5;
    if role == Role::Dropped {
        canvas.put(area, x, y, Layer::Dropped.letter(), canvas.theme.style(Role::Dropped));
        return;
    }
    for layer in Layer::ALL {
        let Some(mark) = here.iter().find(|m| m.layer == Some(layer)) else { continue };
        if x == MARGIN {
            return;
        }
        let style = Style { fg: canvas.style(mark.role).fg, ..canvas.style(Role::Dim) };
        canvas.put(area, x, y, layer.letter(), style);
        x += 1;
    }
}
