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
//! secondary measures, the long footnote, rows of the chart. Warnings, n and definitions stay.

mod chart;
mod facts;

use ratatui::layout::Rect;

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

/// The parts of the view; each can be asked for at a height.
struct Parts {
    head: Vec<Row>,
    chart: Vec<Row>,
    /// Whether the first rows of the chart are its heads.
    chart_heads: usize,
    measure: Vec<Row>,
    passages: Vec<Row>,
    second: Vec<Row>,
    secondary: Vec<Row>,
    warnings: Vec<Row>,
    definition: Vec<Row>,
    long: Vec<Row>,
}

fn rows(canvas: &Canvas<'_>, width: u16, height: u16) -> Vec<Row> {
    let app = canvas.app;
    let Some(comparison) = app.pairing.comparison.as_deref() else {
        return vec![text_row("comparing …", Role::Dim)];
    };
    let tight = height < 30;
    let parts = Parts {
        head: facts::head(app, comparison, width, tight),
        chart: chart::rows(app, width),
        chart_heads: 1,
        measure: facts::primary(app, comparison, width),
        passages: facts::passages(app, width, 0, if tight { 1 } else { 3 }),
        second: facts::passages(app, width, 1, 3),
        secondary: facts::secondary(app),
        warnings: facts::warnings(comparison, width),
        definition: facts::definition(app, width),
        long: facts::method(app, comparison, width),
    };
    fit(parts, usize::from(height))
}

/// Chooses how many rows of each part are shown.
fn fit(p: Parts, height: usize) -> Vec<Row> {
    let least_chart = p.chart.len().min(p.chart_heads + 2);
    let fixed = p.head.len() + p.measure.len() + p.passages.len() + p.warnings.len() + p.definition.len() + least_chart;
    let mut room = height.saturating_sub(fixed);
    let mut take = |wanted: usize, notice: usize| {
        let got = room.min(wanted);
        let got = if got < wanted && got < notice { 0 } else { got };
        room -= got;
        got
    };
    // A part that does not fit leaves one row that says how much is missing.
    let hint = |len: usize| usize::from(len > 0);
    let hints = hint(p.long.len()) + hint(p.secondary.len()) + hint(p.second.len());
    let reserve = take(hints, 0);
    let chart = least_chart + take((p.chart.len() - least_chart).min(9), 1);
    let mut grow = |part: &[Row], reserved: bool| {
        let wanted = part.len().saturating_sub(usize::from(reserved));
        take(wanted, 1) + usize::from(reserved)
    };
    let long = grow(&p.long, reserve >= hint(p.long.len()) && !p.long.is_empty());
    let secondary = grow(&p.secondary, reserve > 1 && !p.secondary.is_empty());
    let second = grow(&p.second, reserve > 2 && !p.second.is_empty());
    let chart = chart + take(p.chart.len().saturating_sub(chart), 1);
    let mut out = p.head;
    out.extend(cut(p.chart, chart, "more rows"));
    out.extend(p.measure);
    out.extend(p.passages);
    out.extend(whole(p.second, second, "second passages"));
    out.extend(cut(p.secondary, secondary, "more measures"));
    let below = p.warnings.len() + p.definition.len() + long.min(p.long.len());
    while out.len() + below < height {
        out.push(Vec::new());
    }
    out.extend(p.warnings);
    out.extend(p.definition);
    out.extend(cut(p.long, long, "more lines on method: see the report"));
    out
}

/// The first `rows` rows; if some are missing the last one says how many.
fn cut(part: Vec<Row>, rows: usize, what: &str) -> Vec<Row> {
    if rows >= part.len() {
        return part;
    }
    if rows == 0 {
        return Vec::new();
    }
    let missing = part.len() + 1 - rows;
    let mut out: Vec<Row> = part.into_iter().take(rows - 1).collect();
    out.push(text_row(&format!("{missing} {what}"), Role::Dim));
    out
}

/// All rows, or one that says what is left out.
fn whole(part: Vec<Row>, rows: usize, what: &str) -> Vec<Row> {
    match (rows >= part.len(), rows) {
        (true, _) => part,
        (false, 0) => Vec::new(),
        (false, _) => vec![text_row(&format!("2 more: {what}"), Role::Dim)],
    }
}

fn text_row(text: &str, role: Role) -> Row {
    vec![(0, text.to_owned(), role)]
}

/// Text wrapped to a width, as rows from column `x` on, at most `most`, the last one cut with `…`.
fn wrapped(text: &str, x: u16, width: u16, most: usize, role: Role) -> Vec<Row> {
    let mut spans = Vec::new();
    let cells = usize::from(width.saturating_sub(x)).max(1);
    wrap::wrap(text, Span::new(0, text.len()), cells, &mut spans);
    let rest = spans.get(most.saturating_sub(1)).map(|s| Span::new(s.start as usize, text.len()));
    let cut = spans.len() > most;
    let shown = spans.iter().take(most).enumerate().map(|(i, span)| {
        let last = cut && i + 1 == most;
        let span = if last { rest.unwrap_or(*span) } else { *span };
        vec![(x, wrap::fit(span.of(text).trim_end(), cells), role)]
    });
    shown.collect()
}

/// Two columns of rows beside each other.
fn beside(left: Vec<Row>, right: Vec<Row>, width: u16) -> Vec<Row> {
    let half = width / 2 + 1;
    let len = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    (0..len)
        .map(|_| {
            let mut row = left.next().unwrap_or_default();
            row.extend(right.next().unwrap_or_default().into_iter().map(|(x, t, r)| (x + half, t, r)));
            row
        })
        .collect()
}
