//! The passages behind a number: both sides with line numbers, the selected one in full with its reason.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::{
    app::{Side, cursor::is_edited, overlay::Passages},
    comparison::Evidence,
    text::{Span, wrap},
    view::{
        canvas::{Canvas, hidden, top_row},
        theme::Role,
    },
};

/// Below this width only the side with the cursor is shown.
const BOTH_SIDES: u16 = 96;

/// Draws the overlay over the lens.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, p: &Passages) {
    let (a, b) = (p.lists[0].len(), p.lists[1].len());
    let title = format!("{} · passages: {a} in A, {b} in B", wrap::fit(&p.title, 60));
    let detail = (area.height / 3).clamp(4, 12);
    let both = area.width >= BOTH_SIDES + 2 && a > 0 && b > 0;
    let rows = if both { a.max(b) } else { p.here().len() } as u16;
    let height = rows.saturating_add(detail + 4).min(area.height);
    let area = Rect { y: area.bottom().saturating_sub(height), height, ..area };
    let inside = canvas.popup(area, &title);
    let [lists, below] = inside.layout(&Layout::vertical([Constraint::Fill(1), Constraint::Length(detail)]));
    if inside.width >= BOTH_SIDES && a > 0 && b > 0 {
        let [left, right] = lists.layout(&Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).spacing(1));
        list(canvas, left, p, Side::A);
        list(canvas, right, p, Side::B);
    } else {
        list(canvas, lists, p, p.side);
    }
    selected(canvas, below, p);
}

fn list(canvas: &mut Canvas<'_>, area: Rect, p: &Passages, side: Side) {
    let app = canvas.app;
    let Some(entry) = p.articles.get(side.index()).and_then(|i| app.corpus.entries.get(*i)) else { return };
    let list: &[Evidence] = p.lists.get(side.index()).map_or(&[], Vec::as_slice);
    let focused = p.side == side;
    let profile = app.profile(side).filter(|_| p.articles == [app.pair.0, app.pair.1]);
    let head = format!("{} {} · {}", side.letter(), entry.label, list.len());
    canvas.put(area, 1, 0, &head, canvas.theme.style(Canvas::side_role(side)));
    let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let height = usize::from(rows.height);
    let at = p.at.get(side.index()).copied().unwrap_or(0);
    let top = top_row(at, list.len(), height);
    for (y, e) in list.iter().skip(top).take(height).enumerate() {
        let y = y as u16;
        let line = entry.article.line_of(e.span.start as usize);
        canvas.cell_right(rows, 1, y, 4, &line.to_string(), canvas.theme.style(Role::Dim));
        if p.marked.get(side.index()).is_some_and(|m| m.contains(&(top + usize::from(y)))) {
            canvas.put(rows, 5, y, "✓", canvas.theme.style(Role::Good));
        } else if profile.is_some_and(|p| is_edited(p, e.span)) {
            canvas.put(rows, 5, y, "*", canvas.theme.style(Role::Key));
        }
        let text = entry.article.slice(e.span);
        let context = if text.len() < 40 { around(&entry.article.text, e.span) } else { text.to_owned() };
        canvas.cell(rows, 6, y, area.width.saturating_sub(7), &context, canvas.theme.style(Role::Text));
        if top + usize::from(y) == at {
            let style = canvas.style(if focused { Role::Selected } else { Role::Focus });
            if focused {
                canvas.paint(rows, y, style);
            }
            canvas.put(rows, 0, y, ">", style);
        }
    }
    let more = hidden(top, list.len().saturating_sub(top + height));
    canvas.cell_right(area, area.width.saturating_sub(22), 0, 20, &more, canvas.theme.style(Role::Dim));
}

/// A short finding with what stands around it.
fn around(text: &str, span: Span) -> String {
    crate::app::search::around(text, span, 24, 60)
}

/// The selected passage within its line, marked, with the reason why it counts.
fn selected(canvas: &mut Canvas<'_>, area: Rect, p: &Passages) {
    let app = canvas.app;
    let Some((article, e)) = p.selected() else { return };
    let Some(entry) = app.corpus.entries.get(article) else { return };
    let rule = "─".repeat(usize::from(area.width));
    canvas.put(area, 0, 0, &rule, canvas.theme.style(Role::Border));
    let text = &entry.article.text;
    let number = entry.article.line_of(e.span.start as usize);
    let line = entry.article.lines.get(number - 1).map_or(e.span, |l| l.span);
    let why = format!("{}:{number}  {}", entry.label, e.why);
    canvas.put(area, 1, 1, &why, canvas.theme.style(Role::Dim));
    let mut rows = Vec::new();
    wrap::wrap(text, line, usize::from(area.width.saturating_sub(3)), &mut rows);
    let height = usize::from(area.height.saturating_sub(2));
    let at = rows.partition_point(|r| r.start <= e.span.start).saturating_sub(1);
    let top = at.saturating_sub(height / 3).min(rows.len().saturating_sub(height));
    let marked = canvas.style(Role::Marked);
    let plain = canvas.style(Role::Text);
    for (y, row) in rows.iter().skip(top).take(height).enumerate() {
        let mut x = 2;
        for part in split(*row, e.span) {
            let style = if e.span.overlaps(part) { marked } else { plain };
            x += canvas.put(area, x, 2 + y as u16, part.of(text).trim_end_matches('\n'), style);
        }
    }
}

/// A row cut where the passage begins and ends.
fn split(row: Span, passage: Span) -> Vec<Span> {
    let from = passage.start.clamp(row.start, row.end);
    let to = passage.end.clamp(from, row.end);
    [(row.start, from), (from, to), (to, row.end)].into_iter().map(Span::from).filter(|s| !s.is_empty()).collect()
}
