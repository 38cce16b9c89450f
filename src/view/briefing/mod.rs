//! The briefing view: a pair in one lens for people who never see the program.
//!
//! ```text
//! Who is quoted: Press TV vs SouthFront
//! the one-sentence reading, in plain words
//! A outlet, headline, date, genre, words   │ B …
//! bars or rows on one scale                │ …
//! the measure with n and interval, both sides
//! one verbatim passage a side, with its line number
//! (second passages)  (more measures)
//! ! reasons to compare with care
//! what counted and what did not, lists with versions and hashes, edits
//! ```
//!
//! No chrome, no keys, no paths. What a small size cannot hold goes in this order, each as "n more": second passages,
//! secondary measures, the long footnote, rows of the chart, the passages. Warnings, n and definitions stay.

mod chart;
mod facts;
mod fit;
mod passages;
#[cfg(test)]
mod tests;

use ratatui::layout::Rect;

use self::fit::Parts;
use super::{canvas::Canvas, theme::Role};
use crate::{
    app::Lens,
    text::{Span, wrap},
};

/// Whether the view draws this lens; the others have nothing to brief on.
pub const fn supports(lens: Lens) -> bool {
    lens.has_briefing()
}

/// A row of the view: pieces at columns.
pub(super) type Row = Vec<(u16, String, Role)>;

/// Draws the briefing view over the whole of `area`.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let pad = u16::from(area.width >= 80);
    let inside = Rect { x: area.x + pad, width: area.width.saturating_sub(2 * pad), ..area };
    for (y, row) in rows(canvas, inside.width, inside.height).iter().enumerate() {
        for (x, text, role) in row {
            canvas.put(inside, *x, y as u16, text, canvas.theme.style(*role));
        }
    }
}

fn rows(canvas: &Canvas<'_>, width: u16, height: u16) -> Vec<Row> {
    let app = canvas.app;
    let Some(comparison) = app.pairing.comparison.as_deref() else {
        return vec![text_row("comparing …", Role::Dim)];
    };
    let tight = height < 30;
    let most = match app.lens {
        _ if tight => 2,
        Lens::Voices => 3,
        _ => 4,
    };
    let parts = Parts {
        heads: [(5, 3), (2, 3), (2, 2), (2, 1), (1, 1), (1, 0)]
            .map(|most| facts::head(app, comparison, width, most, !tight)),
        chart: chart::columns(app, width),
        measure: facts::primary(app, comparison, width),
        passages: passages::rows(app, width, 0, most),
        second: passages::rows(app, width, 1, most),
        secondary: facts::secondary(app, width),
        noun: if app.lens == Lens::Differences { "finding" } else { "measure" },
        warnings: facts::warnings(comparison, width, tight),
        definition: facts::definition(app, width, tight),
        long: facts::method(app, comparison, width),
    };
    fit::fit(parts, width, usize::from(height))
}

/// Columns of one side.
const fn half(width: u16) -> u16 {
    width / 2 - 1
}

fn text_row(text: &str, role: Role) -> Row {
    vec![(0, text.to_owned(), role)]
}

/// Text wrapped to a width, as rows, at most `most`, the last one cut with `…`.
fn wrapped(text: &str, width: u16, most: usize, role: Role) -> Vec<Row> {
    let mut spans = Vec::new();
    let cells = usize::from(width).max(1);
    wrap::wrap(text, Span::new(0, text.len()), cells, &mut spans);
    let rest = spans.get(most.saturating_sub(1)).map(|s| Span::new(s.start as usize, text.len()));
    let cut = spans.len() > most;
    let shown = spans.iter().take(most).enumerate().map(|(i, span)| {
        let last = cut && i + 1 == most;
        let span = if last { rest.unwrap_or(*span) } else { *span };
        text_row(&wrap::fit(span.of(text).trim_end(), cells), role)
    });
    shown.collect()
}

/// How many rows a text takes.
fn height_of(text: &str, width: u16) -> usize {
    wrapped(text, width, usize::MAX, Role::Text).len()
}

/// Two columns of rows beside each other.
fn beside(left: Vec<Row>, right: Vec<Row>, width: u16) -> Vec<Row> {
    let start = width / 2 + 1;
    let len = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    (0..len)
        .map(|_| {
            let mut row = left.next().unwrap_or_default();
            row.extend(right.next().unwrap_or_default().into_iter().map(|(x, t, r)| (x + start, t, r)));
            row
        })
        .collect()
}

/// As many of `names` as fit behind `lead`, and how many more there are.
fn listed(lead: &str, names: &[&str], width: u16) -> String {
    let full = format!("{lead}{}", names.join(" · "));
    let fits = |text: &String| wrap::width(text) <= usize::from(width);
    if fits(&full) {
        return full;
    }
    let some =
        |n: usize| format!("{lead}{} · {} more", names.get(..n).unwrap_or_default().join(" · "), names.len() - n);
    let best = (1..names.len()).rev().map(some).find(fits);
    best.unwrap_or_else(|| format!("{lead}{} more", names.len()))
}
