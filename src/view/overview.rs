//! The Overview lens: one row per article, only those in sight.

use ratatui::layout::{Constraint, Layout, Rect, Spacing};

use super::{
    canvas::{Canvas, top_row},
    detail, heads,
    theme::Role,
};
use crate::{
    app::{Panel, definitions, overview::Column},
    articles::Field,
    comparison::{Groups, Measure},
    workspace::Entry,
};

/// Draws the table of articles.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let app = canvas.app;
    let filter =
        if app.overview.filter.is_empty() { String::new() } else { format!(" · with “{}”", app.overview.filter) };
    let title = format!("ARTICLES  {}{filter}", app.corpus.name);
    let needed = app.overview.order.len() as u16 + app.corpus.skipped.len() as u16 + 3;
    let (area, below) = match area.height.checked_sub(needed) {
        Some(rest) if rest >= detail::LEAST => {
            let [top, below] = area.layout(
                &Layout::vertical([Constraint::Length(needed), Constraint::Fill(1)]).spacing(Spacing::Overlap(1)),
            );
            (top, Some(below))
        }
        _ => (area, None),
    };
    if let Some(below) = below {
        detail::draw(canvas, below);
    }
    let inside = canvas.titled(area, &title, app.overlays.is_empty());
    if inside.height < 2 {
        return;
    }
    // A corpus of one story needs no column for it, unless it was made by hand.
    let several =
        app.groups.as_ref().is_some_and(|g| g.stories.len() > 1 || g.stories.iter().any(|s| !s.moved.is_empty()));
    let shown: Vec<Column> = app.overview.columns.iter().copied().filter(|c| several || *c != Column::Story).collect();
    let columns = fitting(&shown, inside.width.saturating_sub(2));
    heads_row(canvas, inside, &columns);
    let list = Rect { y: inside.y + 1, height: inside.height - 1, ..inside };
    canvas.layout.panels.push((Panel::Table, list));
    let (len, height) = (app.overview.order.len(), usize::from(list.height));
    let cursor = app.cursor(Panel::Table);
    let top = top_row(cursor, len, height);
    canvas.scrolled(Panel::Table, area, top, height, len);
    for (y, &article) in app.overview.order.iter().skip(top).take(height).enumerate() {
        let Some(entry) = app.corpus.entries.get(article) else { continue };
        row(canvas, list, y as u16, article, entry, &columns);
        if top + y == cursor {
            let style = canvas.style(Role::Selected);
            canvas.paint(list, y as u16, style);
            canvas.put(list, 0, y as u16, ">", style);
        }
    }
    skipped(canvas, list, len.saturating_sub(top) as u16 + 1);
}

/// Columns that fit, from the left; the headline takes what is left and goes first when it is narrow.
fn fitting(columns: &[Column], width: u16) -> Vec<(Column, u16)> {
    let mut out = Vec::new();
    let mut used = 0;
    for column in columns.iter().filter(|c| **c != Column::Headline) {
        let need = column.width() + 1;
        if used + need <= width {
            used += need;
            out.push((*column, column.width()));
        }
    }
    let rest = width.saturating_sub(used);
    if columns.contains(&Column::Headline) && rest >= 10 {
        out.push((Column::Headline, rest));
    }
    out
}

fn heads_row(canvas: &mut Canvas<'_>, area: Rect, columns: &[(Column, u16)]) {
    let app = canvas.app;
    let style = canvas.style(Role::Head);
    let mut x = 2;
    for &(column, width) in columns {
        let sorted = app.overview.sort == column;
        let arrow = if app.overview.descending { "▼" } else { "▲" };
        let head = if sorted { format!("{}{arrow}", column.head()) } else { column.head().to_owned() };
        if column.is_number() {
            canvas.cell_right(area, x, 0, width, &head, style);
        } else {
            canvas.cell(area, x, 0, width, &head, style);
        }
        x += width + 1;
    }
}

fn row(canvas: &mut Canvas<'_>, area: Rect, y: u16, article: usize, entry: &Entry, columns: &[(Column, u16)]) {
    let app = canvas.app;
    let marked = app.overview.marked.iter().position(|m| *m == article);
    let mark = marked.map_or(" ", |i| if i == 0 { "A" } else { "B" });
    canvas.put(area, 1, y, mark, canvas.theme.style(if mark == "A" { Role::SideA } else { Role::SideB }));
    let known = app.figures.known(article).cloned();
    let mut x = 2;
    for &(column, width) in columns {
        let text = cell(article, entry, column, known.as_ref().map(|m| m.as_slice()), app.groups.as_deref());
        let role = match column {
            Column::Label => Role::Title,
            Column::Date if heads::is_estimate(&entry.article) => Role::Dim,
            Column::Headline | Column::Order => Role::Dim,
            _ => Role::Text,
        };
        let style = canvas.style(role);
        if column.is_number() {
            canvas.cell_right(area, x, y, width, &text, style);
        } else {
            canvas.cell(area, x, y, width, &text, style);
        }
        x += width + 1;
    }
}

/// The number of an article's story; `*` where it was moved there by hand.
fn story(groups: Option<&Groups>, article: usize) -> String {
    let Some((groups, story)) = groups.and_then(|g| Some((g, g.story_of(article)?))) else { return "…".to_owned() };
    let mark = if groups.is_moved(article) { "*" } else { "" };
    format!("{}{mark}", story + 1)
}

fn cell(
    article: usize,
    entry: &Entry,
    column: Column,
    measures: Option<&[Measure]>,
    groups: Option<&Groups>,
) -> String {
    match column {
        Column::Order => (article + 1).to_string(),
        Column::Story => story(groups, article),
        Column::Label => entry.label.clone(),
        Column::Headline => entry.article.meta.title.as_ref().map_or_else(|| "–".to_owned(), Field::shown),
        Column::Date => heads::date(&entry.article).replace("no date", "–"),
        Column::Genre => match entry.profile.as_ref().map(|p| heads::genre(&p.genre)) {
            Some(name) => name.replace("genre unknown", "–"),
            None => "…".to_owned(),
        },
        Column::Excluded => entry.article.dropped().count().to_string(),
        Column::Edits => entry.profile.as_ref().map_or_else(|| "…".to_owned(), |p| p.edits.to_string()),
        Column::Measure(id) => match measures.and_then(|m| m.iter().find(|m| m.id == id)) {
            Some(measure) => definitions::short(measure),
            None if entry.profile.is_some() => "–".to_owned(),
            None => "…".to_owned(),
        },
    }
}

/// What could not be read, below the last article.
fn skipped(canvas: &mut Canvas<'_>, area: Rect, y: u16) {
    let skipped = &canvas.app.corpus.skipped;
    let style = canvas.style(Role::Warning);
    for (i, text) in skipped.iter().enumerate() {
        let at = y + i as u16;
        if at >= area.height {
            return;
        }
        canvas.put(area, 2, at, &format!("skipped: {text}"), style);
    }
}
