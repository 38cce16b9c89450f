//! The selected article below the overview: where each fact comes from, and how the text begins.

use ratatui::layout::Rect;

use super::{canvas::Canvas, heads, theme::Role};
use crate::{
    app::App,
    articles::{Field, Provenance},
    text::{Span, wrap},
    workspace::Entry,
};

/// Rows below which it is left out.
pub(super) const LEAST: u16 = 7;

/// Draws the selected article.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let app = canvas.app;
    let Some(entry) = app.selected_article().and_then(|i| app.corpus.entries.get(i)) else { return };
    let inside = canvas.titled(area, &format!("SELECTED  {}", entry.label), false);
    let x = 1 + canvas.put(inside, 1, 0, &heads::headline(&entry.article), canvas.theme.style(Role::Title));
    if let Some(title) = entry.article.meta.title.as_ref().filter(|t| t.from == Provenance::Edited) {
        canvas.put(inside, x + 2, 0, &title.from.describe(), canvas.theme.style(Role::Dim));
    }
    let mut y = 1;
    for (label, value, from) in facts(app, entry) {
        if y >= inside.height {
            return;
        }
        canvas.cell(inside, 1, y, 11, label, canvas.theme.style(Role::Head));
        let x = 12 + canvas.put(inside, 12, y, &value, canvas.theme.style(Role::Text));
        canvas.put(inside, x + 2, y, &from, canvas.theme.style(Role::Dim));
        y += 1;
    }
    opening(canvas, Rect { y: inside.y + y, height: inside.height.saturating_sub(y), ..inside }, entry);
}

/// Label, value, where it comes from.
fn facts(app: &App, entry: &Entry) -> Vec<(&'static str, String, String)> {
    let meta = &entry.article.meta;
    let from = |f: Option<&Provenance>| f.map_or_else(String::new, Provenance::describe);
    let text = |f: &Option<Field<String>>| {
        (f.as_ref().map_or_else(|| "not stated".to_owned(), Field::shown), from(f.as_ref().map(|f| &f.from)))
    };
    let (outlet, outlet_from) = text(&meta.outlet);
    let (author, author_from) = text(&meta.author);
    let mut out = vec![
        ("outlet", outlet, outlet_from),
        ("published", heads::date(&entry.article), from(meta.date.as_ref().map(|d| &d.from))),
        ("author", author, author_from),
    ];
    if let Some(profile) = &entry.profile {
        let reasons = profile.genre.reasons.join(" · ");
        out.push(("genre", heads::genre(&profile.genre), reasons));
    }
    out.push(("lines", heads::excluded(app, &entry.article), String::new()));
    out.extend(entry.article.notices.iter().map(|n| ("take care", n.text.clone(), String::new())));
    out
}

/// The first paragraphs of the body, as many as fit.
fn opening(canvas: &mut Canvas<'_>, area: Rect, entry: &Entry) {
    let text = &entry.article.text;
    let mut rows: Vec<Span> = Vec::new();
    for line in entry.article.lines.iter().filter(|l| l.role.is_body()) {
        if rows.len() >= usize::from(area.height) {
            break;
        }
        wrap::wrap(text, line.span, usize::from(area.width.saturating_sub(2).min(110)), &mut rows);
    }
    let style = canvas.style(Role::Dim);
    for (y, row) in rows.iter().take(usize::from(area.height).saturating_sub(1)).enumerate() {
        canvas.put(area, 1, y as u16 + 1, row.of(text).trim_end(), style);
    }
}
