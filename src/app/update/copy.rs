//! Copies for the clipboard: a finding with its source, a table as Markdown.

use std::fmt::Write as _;

use super::say;
use crate::{
    app::{
        definitions::counted,
        effect::Effect,
        lens::{Lens, Side},
        overlay::Overlay,
        overview::Column,
        rows::{Row, What},
        state::App,
    },
    articles::Field,
    comparison::{
        Definition, MeasureId,
        citation::{self, Citation},
        definitions,
        warnings::genre_name,
    },
    text::Span,
};

/// Copies the selected finding with its source.
pub(super) fn finding(app: &mut App) -> Vec<Effect> {
    let text = match app.overlays.last() {
        Some(Overlay::Evidence(p)) => {
            p.selected().and_then(|(article, e)| cite(app, article, e.span, &e.why, p.measure))
        }
        _ if app.panel.is_text() => {
            let side = app.panel.side().unwrap_or(app.side);
            app.passage(side).and_then(|s| cite(app, app.article(side), s, "", None))
        }
        _ if app.lens == Lens::Story => crate::app::whole::cell_text(app),
        _ => app.selected(app.panel).map(|row| row_text(app, row)),
    };
    match text {
        Some(text) => vec![Effect::Copy(text)],
        None => say(app, "nothing is selected to copy; V, ) and n mark passages in a text"),
    }
}

/// A passage as it can be cited; without a measure, what it is evidence for follows from the lens.
fn cite(app: &App, article: usize, span: Span, why: &str, measure: Option<MeasureId>) -> Option<String> {
    let article = &app.corpus.entries.get(article)?.article;
    let of_lens = match app.lens {
        Lens::Voices => definitions::by_id("speaker_share"),
        Lens::Language => definitions::by_id("loaded_density"),
        Lens::Topics => definitions::by_id("coverage"),
        _ => None,
    };
    let definition = measure.map(MeasureId::definition).or(of_lens);
    Some(Citation { article, span, why, definition }.text())
}

fn label(app: &App, side: Side) -> String {
    app.entry(side).map_or_else(String::new, |e| e.label.clone())
}

/// Lines named of one row.
const LINES: usize = 12;

/// A row with both outlets, their dates, the lines of its passages, and the definition.
fn row_text(app: &App, row: &Row) -> String {
    let cells = cells(row);
    let side = |side: Side| {
        let i = side.index();
        let date = app.entry(side).and_then(|e| e.article.meta.date.as_ref());
        let date = date.map_or_else(|| "date not stated".to_owned(), |d| d.value.to_string());
        let value = if cells[i].is_empty() { "–" } else { cells[i].as_str() };
        format!("{} ({date}): {value}{}", label(app, side), lines(app, side, row))
    };
    let mut text = format!("{} | {} | {}", row.label, side(Side::A), side(Side::B));
    if let What::Measure(m) = &row.what {
        let _ = write!(text, " | {}", m.reading.words());
    }
    if let Some(d) = definition(row) {
        let _ = write!(text, "\n{}", citation::defined(d));
    }
    text
}

/// `, lines 11, 13`: where the passages of a row begin.
fn lines(app: &App, side: Side, row: &Row) -> String {
    let Some(entry) = app.entry(side) else { return String::new() };
    let mut lines: Vec<usize> =
        row.passages[side.index()].iter().map(|e| entry.article.line_of(e.span.start as usize)).collect();
    lines.dedup();
    let more = lines.len().saturating_sub(LINES);
    let named: Vec<String> = lines.iter().take(LINES).map(ToString::to_string).collect();
    match (named.as_slice(), more) {
        ([], _) => String::new(),
        ([one], _) => format!(", line {one}"),
        (_, 0) => format!(", lines {}", named.join(", ")),
        (_, more) => format!(", lines {} and {more} more", named.join(", ")),
    }
}

/// What the figures of a row mean.
fn definition(row: &Row) -> Option<&'static Definition> {
    let id = match &row.what {
        What::Measure(m) => return Some(m.id.definition()),
        What::Voice(_) => "speaker_share",
        What::Term(_) => "loaded_density",
        What::Topic(_) => "coverage",
        What::Word { .. } => "distinctive",
        What::Omission { .. } => "omission",
        What::Alignment { .. } => "alignment",
        _ => return None,
    };
    definitions::by_id(id)
}

/// The figures of a row on both sides, in words.
fn cells(row: &Row) -> [String; 2] {
    let counts = |c: [usize; 2]| c.map(|n| n.to_string());
    match &row.what {
        What::Measure(m) => [0, 1].map(|i| format!("{} {}", m.values[i], m.intervals[i]).trim_end().to_owned()),
        What::Voice(v) => {
            let text = format!("{}, {}, {}", counted(v.words, "word"), v.share_text, counted(v.quotes, "quotation"));
            if row.passages[0].is_empty() { [String::new(), text] } else { [text, String::new()] }
        }
        What::Topic(t) => [0, 1].map(|i| format!("{:.0}% ({}/{})", t.share(i) * 100.0, t.counts[i], t.bases[i])),
        What::Counts { counts: c, .. } | What::Word { counts: c, .. } => counts(*c),
        _ => counts([row.passages[0].len(), row.passages[1].len()]),
    }
}

/// Copies the table that is shown, as Markdown.
pub(super) fn table(app: &mut App) -> Vec<Effect> {
    let mut out = String::new();
    if app.lens == Lens::Story {
        out = matrix_table(app);
    } else if app.lens == Lens::Overview || app.lens == Lens::Across {
        out = overview_table(app);
    } else {
        let (a, b) = (pipe(&label(app, Side::A)), pipe(&label(app, Side::B)));
        let _ = writeln!(out, "| {} | {a} | {b} |\n|---|---|---|", app.lens.title());
        let rows = app.rows(app.panel);
        for row in app.shown(app.panel).into_iter().filter_map(|i| rows.get(i)) {
            let [x, y] = cells(row);
            let _ = writeln!(out, "| {} | {} | {} |", pipe(&row.label), pipe(&x), pipe(&y));
        }
    }
    vec![Effect::Copy(out)]
}

/// The articles in the order shown, with the measures whose columns are shown.
fn overview_table(app: &App) -> String {
    let measures: Vec<MeasureId> = app
        .overview
        .columns
        .iter()
        .filter_map(|c| if let Column::Measure(id) = c { Some(*id) } else { None })
        .collect();
    let names: String = measures.iter().map(|id| format!(" {} |", pipe(&id.definition().name))).collect();
    let mut out =
        format!("| article | headline | date | genre |{names}\n|---|---|---|---|{}\n", "---:|".repeat(measures.len()));
    for (i, entry) in app.overview.order.iter().take(1000).filter_map(|i| Some((*i, app.corpus.entries.get(*i)?))) {
        let date = entry.article.meta.date.as_ref().map_or_else(|| "–".to_owned(), Field::shown);
        let genre = entry.profile.as_ref();
        let genre = genre.map_or_else(|| "–".to_owned(), |p| format!("{}{}", genre_name(p.genre.kind), p.genre.mark()));
        let title = entry.article.meta.title.as_ref().map_or_else(|| "–".to_owned(), Field::shown);
        let title = pipe(&title);
        let known = app.figures.known(i);
        let value = |id: &MeasureId| {
            let measure = known.and_then(|list| list.iter().find(|m| m.id == *id));
            measure
                .map_or_else(|| "–".to_owned(), |m| format!("{} {}", m.text(), m.interval_text()).trim_end().to_owned())
        };
        let values: String = measures.iter().map(|id| format!(" {} |", value(id))).collect();
        let _ = writeln!(out, "| {} | {title} | {date} | {genre} |{values}", pipe(&entry.label));
    }
    out
}

/// The matrix that is shown, all rows and columns of it.
fn matrix_table(app: &App) -> String {
    let whole = &app.whole;
    let labels = whole.laid.as_ref().map_or(&[][..], |s| s.labels.as_slice());
    let heads: Vec<String> = labels.iter().map(|l| pipe(l)).collect();
    let mut out =
        format!("| {} | {} |\n|---|{}\n", whole.matrix.title(), heads.join(" | "), "---|".repeat(labels.len()));
    for row in 0..whole.row_count() {
        let cells: Vec<String> = (0..labels.len()).map(|column| whole.text(row, column)).collect();
        let _ = writeln!(out, "| {} | {} |", pipe(whole.row_label(row)), cells.join(" | "));
    }
    out
}

fn pipe(text: &str) -> String {
    text.replace('|', "\\|")
}
