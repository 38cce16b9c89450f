//! The table over both sides: measures, counts, topics with bars, differences, notes.

use ratatui::layout::Rect;

use super::{
    canvas::{Canvas, figure, top_row},
    heads,
    lists::select,
    theme::Role,
};
use crate::{
    app::{
        Lens, Panel, Side, definitions,
        rows::{MeasureRow, Row, TopicRow, What},
    },
    comparison::{
        Reading,
        pair::{AlignmentKind, OmissionKind},
    },
    text::wrap,
};

/// Draws the table of the lens.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let app = canvas.app;
    let filter = app.filters.get(&(app.lens, Panel::Table)).map_or_else(String::new, |f| format!(" · with “{f}”"));
    let title = format!("{}{filter}", title(app.lens));
    let inside = canvas.titled(area, &title, app.panel == Panel::Table && app.overlays.is_empty());
    if inside.height == 0 {
        canvas.layout.panels.push((Panel::Table, inside));
        return;
    }
    let columns = Columns::of(app.lens, inside.width);
    heads(canvas, inside, &columns);
    let list = Rect { y: inside.y + 1, height: inside.height - 1, ..inside };
    canvas.layout.panels.push((Panel::Table, list));
    let shown = app.shown(Panel::Table);
    let rows = app.rows(Panel::Table);
    let height = usize::from(list.height);
    let cursor = app.cursor(Panel::Table);
    let top = top_row(cursor, shown.len(), height);
    canvas.scrolled(Panel::Table, area, top, height, shown.len());
    if app.lens == Lens::Topics && columns.reading < WIDE_TOPICS {
        canvas.foot(area, LEGEND);
    }
    if shown.is_empty() {
        canvas.put(
            list,
            2,
            0,
            nothing(app.lens, app.pairing.comparison.is_some(), !app.has_pair()),
            canvas.theme.style(Role::Dim),
        );
    }
    for (y, row) in shown.iter().skip(top).take(height).filter_map(|i| rows.get(*i)).enumerate() {
        draw_row(canvas, list, y as u16, row, &columns);
        if top + y == cursor {
            select(canvas, list, y as u16, app.panel == Panel::Table);
        }
    }
}

const fn title(lens: Lens) -> &'static str {
    match lens {
        Lens::Voices => "MEASURES  interval 95%",
        Lens::Language => "LANGUAGE  measures, reporting verbs, naming",
        Lens::Topics => "TOPICS  share of sentences",
        Lens::Differences => "DIFFERENCES",
        Lens::Notes => "NOTES AND BOOKMARKS",
        _ => "",
    }
}

const fn nothing(lens: Lens, compared: bool, alone: bool) -> &'static str {
    match lens {
        Lens::Differences if alone => heads::NO_SECOND,
        Lens::Notes => "no note yet: A adds one, m sets a bookmark",
        Lens::Topics => "no topic of the lists is touched",
        _ if compared => "nothing to show",
        _ => "comparing …",
    }
}

/// Cells of the longest reading in its short wording.
const NARROW_READING: u16 = 14;

/// Cells of difference and reading of a topic, where there is room for both.
const WIDE_TOPICS: u16 = 31;

/// What the short readings of narrow tables mean.
const LEGEND: &str = " clear: beyond chance · too few to say more ";

/// Widths: label, left, right, difference, reading; zero where there is no room.
struct Columns {
    label: u16,
    side: u16,
    difference: u16,
    reading: u16,
}

impl Columns {
    fn of(lens: Lens, width: u16) -> Self {
        let width = width.saturating_sub(2);
        if matches!(lens, Lens::Topics) {
            let label = (width / 4).clamp(14, 34);
            let reading = if width >= 110 { WIDE_TOPICS } else { 9 };
            return Self { label, side: width.saturating_sub(label + reading) / 2, difference: 0, reading };
        }
        if matches!(lens, Lens::Notes) {
            return Self { label: width.saturating_sub(24), side: 12, difference: 0, reading: 0 };
        }
        match width {
            139.. => Self { label: 36, side: 27, difference: 30, reading: width - 120 },
            120..=138 => Self { label: 32, side: 22, difference: 25, reading: width - 101 },
            96..=119 => Self { label: 28, side: 22, difference: 0, reading: width - 72 },
            _ => {
                let label = (width * 2 / 5).min(27);
                let side = (width.saturating_sub(label + NARROW_READING) / 2).min(18);
                Self { label, side, difference: 0, reading: width.saturating_sub(label + 2 * side) }
            }
        }
    }
}

fn heads(canvas: &mut Canvas<'_>, area: Rect, c: &Columns) {
    let app = canvas.app;
    let style = canvas.style(Role::Head);
    let what = match app.lens {
        Lens::Topics => "topic",
        Lens::Differences => "what",
        Lens::Notes => "note",
        _ => "measure",
    };
    canvas.cell(area, 2, 0, c.label, what, style);
    for side in Side::BOTH {
        let label = app.entry(side).map_or("", |e| e.label.as_str());
        let name = format!("{} {label}", side.letter());
        let x = 2 + c.label + c.side * side.index() as u16;
        canvas.cell(area, x, 0, c.side.saturating_sub(1), &name, canvas.theme.style(Canvas::side_role(side)));
    }
    let x = 2 + c.label + 2 * c.side;
    canvas.cell(area, x, 0, c.difference, if c.difference > 0 { "difference" } else { "" }, style);
    canvas.cell(area, x + c.difference, 0, c.reading, if c.reading > 7 { "reading" } else { "" }, style);
}

fn draw_row(canvas: &mut Canvas<'_>, area: Rect, y: u16, row: &Row, c: &Columns) {
    let style = canvas.style(Role::Text);
    match &row.what {
        What::Head => {
            canvas.put(area, 2, y, &row.label, canvas.theme.style(Role::Title));
            return;
        }
        What::Plain => {
            canvas.put(area, 4, y, &row.label, canvas.theme.style(Role::Dim));
            return;
        }
        What::Omission { lacks, kind, present } => return omission(canvas, area, y, row, (*lacks, *kind, *present), c),
        What::Alignment { kind, differs } => return alignment(canvas, area, y, row, *kind, differs, c),
        What::Topic(t) if t.edited.contains(&true) => {
            let label = wrap::fit(&row.label, usize::from(c.label.saturating_sub(2)));
            canvas.put(area, 2, y, &format!("{label}*"), style);
        }
        _ => canvas.cell(area, 2, y, c.label.saturating_sub(1), &row.label, style),
    }
    match &row.what {
        What::Measure(m) => measure(canvas, area, y, m, c),
        What::Topic(t) => topic(canvas, area, y, t, c),
        What::Counts { counts, bases, note } => counts_row(canvas, area, y, *counts, *bases, note, c),
        What::Word { counts, z } => {
            let more = if *z > 0.0 { "more left" } else { "more right" };
            counts_row(canvas, area, y, *counts, [0, 0], &format!("{more}, z {z:+.1}"), c);
        }
        What::Note(_) | What::Bookmark(_) => lines_row(canvas, area, y, row, c),
        _ => counts_row(canvas, area, y, [row.passages[0].len(), row.passages[1].len()], [0, 0], "", c),
    }
}

/// The line that a note or bookmark stands at, on its side; nothing for a note on the whole.
fn lines_row(canvas: &mut Canvas<'_>, area: Rect, y: u16, row: &Row, c: &Columns) {
    for side in Side::BOTH {
        let i = side.index();
        let passage = row.passages.get(i).and_then(|p| p.first());
        let Some((article, passage)) = canvas.app.text_of(side).zip(passage) else { continue };
        let text = format!("line {}", article.line_of(passage.span.start as usize));
        canvas.cell(area, 2 + c.label + c.side * i as u16, y, c.side - 1, &text, canvas.theme.style(Role::Dim));
    }
}

fn measure(canvas: &mut Canvas<'_>, area: Rect, y: u16, m: &MeasureRow, c: &Columns) {
    let (text, dim) = (canvas.style(Role::Text), canvas.style(Role::Dim));
    for side in [0, 1] {
        let x = 2 + c.label + c.side * side as u16;
        let room = c.side.saturating_sub(1);
        let value = figure(&m.values[side], room);
        let used = wrap::width(value) as u16;
        canvas.cell(area, x, y, room, value, text);
        if used + 1 + wrap::width(&m.intervals[side]) as u16 <= room {
            canvas.put(area, x + used + 1, y, &m.intervals[side], dim);
        }
    }
    let x = 2 + c.label + 2 * c.side;
    let room = c.difference.saturating_sub(1);
    let whole = wrap::width(&m.difference) <= usize::from(room);
    let difference = if whole { m.difference.as_str() } else { m.difference.split(" [").next().unwrap_or("") };
    canvas.cell(area, x, y, room, difference, text);
    let (words, role) = reading(m.reading, c.reading);
    canvas.cell(area, x + c.difference, y, c.reading, words, canvas.theme.style(role));
}

/// The fixed wording of a reading; all shorter where the longest does not fit.
fn reading(reading: Reading, width: u16) -> (&'static str, Role) {
    match reading {
        Reading::Clear if width < 19 => ("clear", Role::Warning),
        Reading::Clear => (reading.words(), Role::Warning),
        Reading::NoClear if width < NARROW_READING => ("no clear", Role::Dim),
        Reading::NoClear if width < 19 => ("no clear diff.", Role::Dim),
        Reading::TooFew if width < 19 => ("too few", Role::Dim),
        _ => (reading.words(), Role::Dim),
    }
}

fn counts_row(
    canvas: &mut Canvas<'_>,
    area: Rect,
    y: u16,
    counts: [usize; 2],
    bases: [usize; 2],
    note: &str,
    c: &Columns,
) {
    let text = canvas.style(Role::Text);
    for (side, (count, base)) in counts.iter().zip(bases).enumerate() {
        let x = 2 + c.label + c.side * side as u16;
        let value = if base > 0 { format!("{count} of {base}") } else { count.to_string() };
        canvas.cell(area, x, y, c.side.saturating_sub(1), figure(&value, c.side.saturating_sub(1)), text);
    }
    let x = 2 + c.label + 2 * c.side;
    canvas.cell(area, x, y, c.difference + c.reading, note, canvas.theme.style(Role::Dim));
}

/// A share as `12.3%`, or `12%` where there is little room.
pub(super) fn percent(share: f64, width: u16) -> String {
    if width >= 6 { format!("{:.1}%", share * 100.0) } else { definitions::percent(share) }
}

fn topic(canvas: &mut Canvas<'_>, area: Rect, y: u16, t: &TopicRow, c: &Columns) {
    let scale = canvas.app.pairing.rows.most_coverage.max(0.01);
    for side in Side::BOTH {
        let i = side.index();
        let x = 2 + c.label + c.side * i as u16;
        let wide = c.reading >= WIDE_TOPICS;
        let interval = if wide { format!(" {:>8}", t.intervals[i]) } else { String::new() };
        if t.bases[i] == 0 {
            canvas.put(area, x, y, "–", canvas.theme.style(Role::Dim));
            continue;
        }
        let value = format!("{} {}/{}{interval}", percent(t.share(i), 5), t.counts[i], t.bases[i]);
        let figures = if wide { 22 } else { 13 };
        let cells = c.side.saturating_sub(figures + 2);
        canvas.bar(area, x, y, t.share(i) / scale, cells, canvas.theme.style(Canvas::bar_role(side)));
        canvas.cell_right(area, x + cells + 1, y, figures, &value, canvas.theme.style(Role::Text));
    }
    let (words, role) = reading(t.reading, c.reading);
    let text = if c.reading >= WIDE_TOPICS { format!("{}  {words}", t.difference) } else { words.to_owned() };
    canvas.cell(area, 3 + c.label + 2 * c.side, y, c.reading - 1, &text, canvas.theme.style(role));
}

fn omission(
    canvas: &mut Canvas<'_>,
    area: Rect,
    y: u16,
    row: &Row,
    (lacks, kind, present): (Side, OmissionKind, (usize, usize)),
    c: &Columns,
) {
    let kind = match kind {
        OmissionKind::Topic => "topic",
        OmissionKind::Speaker => "speaker",
        OmissionKind::Entity => "name",
        OmissionKind::Figure => "number",
    };
    canvas.cell(area, 4, y, c.label.saturating_sub(3), &row.label, canvas.theme.style(Role::Text));
    let found = row.passages.iter().map(Vec::len).max().unwrap_or(0).to_string();
    let values = if lacks == Side::A { ["–".to_owned(), found] } else { [found, "–".to_owned()] };
    for (side, value) in values.iter().enumerate() {
        canvas.cell(area, 2 + c.label + c.side * side as u16, y, c.side - 1, value, canvas.theme.style(Role::Text));
    }
    let x = 2 + c.label + 2 * c.side;
    let room = usize::from(c.difference + c.reading);
    let note = format!("{kind} · in {} of {} others", present.0, present.1);
    let short = format!("{kind} {}/{}", present.0, present.1);
    let note = if wrap::width(&note) <= room { note } else { short };
    canvas.cell(area, x, y, c.difference + c.reading, &note, canvas.theme.style(Role::Dim));
}

/// The two passages side by side, cut to their columns, with what differs.
fn alignment(canvas: &mut Canvas<'_>, area: Rect, y: u16, row: &Row, kind: AlignmentKind, differs: &str, c: &Columns) {
    let app = canvas.app;
    let kind = match kind {
        AlignmentKind::SameWords => "same words",
        AlignmentKind::SameFact => "same fact",
        AlignmentKind::SharedQuote => "shared quote",
    };
    let dim = canvas.style(Role::Dim);
    let lead = 14;
    canvas.cell(area, 4, y, lead, kind, dim);
    let tail = if differs.is_empty() { 0 } else { (area.width / 5).min(34) };
    let room = area.width.saturating_sub(4 + lead + 1 + tail) / 2;
    for side in Side::BOTH {
        let i = side.index();
        let Some((article, passage)) = app.text_of(side).zip(row.passages[i].first()) else { continue };
        let text = format!("{}: {}", article.line_of(passage.span.start as usize), article.slice(passage.span));
        canvas.cell(area, 5 + lead + room * i as u16, y, room.saturating_sub(1), &text, canvas.theme.style(Role::Text));
    }
    let _ = c;
    if tail > 0 {
        canvas.cell(area, area.width - tail, y, tail, &format!("≠ {differs}"), canvas.theme.style(Role::Warning));
    }
}
