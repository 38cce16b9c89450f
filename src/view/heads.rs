//! The heads of a pair: outlet, genre, date, words, headline, what was left out.

use ratatui::layout::Rect;

use super::{
    canvas::{Canvas, parts},
    theme::Role,
};
use crate::{
    analysis::genre::{Genre, GenreKind},
    app::{App, Side, definitions::counted},
    articles::{Article, Field, Precision, Role as LineRole},
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
    canvas.put(inside, 1, 1, &headline(&entry.article), canvas.theme.style(Role::Title));
    if inside.height > 2 {
        canvas.put(inside, 1, 2, &excluded(app, &entry.article), canvas.theme.style(Role::Dim));
    }
}

/// The headline; `*` marks one that was set by hand.
pub(super) fn headline(article: &Article) -> String {
    article.meta.title.as_ref().map_or_else(|| "(no headline)".to_owned(), Field::shown)
}

/// Date and body words, where the genre has no room beside them.
fn short_facts(entry: &Entry) -> String {
    let words = entry.profile.as_ref().map_or_else(|| "…".to_owned(), |p| p.words.to_string());
    format!("{} · {words} w", date(&entry.article))
}

/// Genre, date and body words in a few words.
pub(super) fn facts(entry: &Entry) -> String {
    let genre = entry.profile.as_ref().map_or_else(|| "…".to_owned(), |p| genre(&p.genre));
    let words = entry.profile.as_ref().map_or_else(|| "…".to_owned(), |p| p.words.to_string());
    format!("{genre} · {} · {words} words", date(&entry.article))
}

/// The date; `~` marks an estimate, `*` one that was set by hand.
pub(super) fn date(article: &Article) -> String {
    article.meta.date.as_ref().map_or_else(|| "no date".to_owned(), Field::shown)
}

/// Whether the date is an estimate.
pub(super) fn is_estimate(article: &Article) -> bool {
    article.meta.date.as_ref().is_some_and(|d| d.value.precision != Precision::Day)
}

/// The name of a genre on screen; `*` marks one that was set by hand.
pub(super) fn genre(genre: &Genre) -> String {
    let name = match genre.kind {
        GenreKind::Report => "report",
        GenreKind::Analysis => "analysis",
        GenreKind::Opinion => "opinion",
        GenreKind::Interview => "interview",
        GenreKind::LiveBlog => "live blog",
        GenreKind::Unknown => "genre unknown",
    };
    format!("{name}{}", genre.mark())
}

/// How many lines of which role are not counted, and the key that shows them.
pub(super) fn excluded(app: &App, article: &Article) -> String {
    let mut counts: Vec<(LineRole, usize)> = Vec::new();
    for (_, line) in article.dropped() {
        match counts.iter_mut().find(|(role, _)| *role == line.role) {
            Some((_, n)) => *n += 1,
            None => counts.push((line.role, 1)),
        }
    }
    if counts.is_empty() {
        return "every line is counted".to_owned();
    }
    let parts: Vec<String> = counts.iter().map(|(role, n)| lines_of(*role, *n)).collect();
    let key = app.keymap.key_of("dropped");
    let key = if key.is_empty() { String::new() } else { format!("  [{key}] shows them") };
    format!("not counted: {}{key}", parts.join(", "))
}

/// `1 caption`, `2 captions`, `3 boilerplate`.
fn lines_of(role: LineRole, n: usize) -> String {
    let name = role.name().replace('_', " ");
    match role {
        LineRole::Boilerplate | LineRole::Metadata => format!("{n} {name}"),
        LineRole::Body => counted(n, "body line"),
        _ => counted(n, &name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_in_english() {
        assert_eq!(lines_of(LineRole::Caption, 1), "1 caption");
        assert_eq!(lines_of(LineRole::Caption, 2), "2 captions");
        assert_eq!(lines_of(LineRole::PullQuote, 2), "2 pull quotes");
        assert_eq!(lines_of(LineRole::Boilerplate, 5), "5 boilerplate");
    }
}
