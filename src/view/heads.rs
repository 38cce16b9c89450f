//! The heads of a pair: outlet, genre, date, words, headline, what was left out.

use ratatui::layout::Rect;

use super::{
    canvas::{Canvas, parts},
    theme::Role,
};
use crate::{
    analysis::genre::GenreKind,
    app::Side,
    articles::{Article, Precision},
    text::wrap,
    workspace::Entry,
};

/// What stands where an article would, when only one is open.
pub(super) const NO_SECOND: &str = "no second article; F opens files";

/// Draws one head into a box without a title of its own.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, side: Side) {
    let inside = canvas.titled(area, "", false);
    let app = canvas.app;
    let Some(entry) = app.entry(side) else {
        canvas.put(inside, 1, 0, &format!("{}  {NO_SECOND}", side.letter()), canvas.theme.style(Role::Dim));
        return;
    };
    let active = app.side == side;
    let mark = if active { "▶" } else { " " };
    let name = format!("{mark}{} {}", side.letter(), entry.label);
    let x = canvas.pieces(inside, 0, 0, &[(&name, Canvas::side_role(side))]);
    let room = inside.width.saturating_sub(x + 2);
    let full = facts(entry);
    let fits = wrap::width(&full) <= usize::from(room);
    let facts = if fits { full } else { parts(&short_facts(entry), room) };
    let width = wrap::width(&facts) as u16;
    let at = if x + 2 + width <= inside.width { inside.width - width } else { x + 2 };
    canvas.put(inside, at, 0, &facts, canvas.theme.style(Role::Dim));
    let headline = entry.article.title().unwrap_or("(no headline)");
    canvas.put(inside, 1, 1, headline, canvas.theme.style(Role::Title));
    if inside.height > 2 {
        canvas.put(inside, 1, 2, &excluded(&entry.article), canvas.theme.style(Role::Dim));
    }
}

/// Date and body words, where the genre has no room beside them.
fn short_facts(entry: &Entry) -> String {
    let words = entry.profile.as_ref().map_or_else(|| "…".to_owned(), |p| p.words.to_string());
    format!("{} · {words} w", date(&entry.article))
}

/// Genre, date and body words in a few words.
pub(super) fn facts(entry: &Entry) -> String {
    let genre = entry.profile.as_ref().map_or("…", |p| genre(p.genre.kind));
    let words = entry.profile.as_ref().map_or_else(|| "…".to_owned(), |p| p.words.to_string());
    format!("{genre} · {} · {words} words", date(&entry.article))
}

/// The date; `~` marks an estimate.
pub(super) fn date(article: &Article) -> String {
    article.meta.date.as_ref().map_or_else(|| "no date".to_owned(), |d| d.value.to_string())
}

/// Whether the date is an estimate.
pub(super) fn is_estimate(article: &Article) -> bool {
    article.meta.date.as_ref().is_some_and(|d| d.value.precision != Precision::Day)
}

/// The name of a genre on screen.
pub(super) const fn genre(kind: GenreKind) -> &'static str {
    match kind {
        GenreKind::Report => "report",
        GenreKind::Analysis => "analysis",
        GenreKind::Opinion => "opinion",
        GenreKind::Interview => "interview",
        GenreKind::LiveBlog => "live blog",
        GenreKind::Unknown => "genre unknown",
    }
}

/// How many lines of which role are not counted.
pub(super) fn excluded(article: &Article) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (_, line) in article.dropped() {
        let name = line.role.name();
        match counts.iter_mut().find(|(n, _)| *n == name) {
            Some((_, n)) => *n += 1,
            None => counts.push((name, 1)),
        }
    }
    if counts.is_empty() {
        return "every line is counted".to_owned();
    }
    let parts: Vec<String> = counts.iter().map(|(n, c)| format!("{c} {}", n.replace('_', " "))).collect();
    format!("not counted: {}  [X] shows them", parts.join(", "))
}
