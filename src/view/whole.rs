//! The Story lens: a matrix of a story's articles, and below it what the cell under the cursor says.

use ratatui::layout::{Constraint, Layout, Rect, Spacing};

use super::{
    canvas::{Canvas, figure, hidden, top_row},
    theme::Role,
};
use crate::{
    app::{
        Panel, Side,
        definitions::{self, counted},
        whole::{self, Cell, Matrix, QuotedShare, Whole},
    },
    comparison::{Comparison, MeasurePair, Reading, Unit},
    text::{Span, wrap},
};

/// The shades, lightest first; nothing has no shade.
const SHADES: [&str; 5] = [" ", "░", "▒", "▓", "█"];
/// A cell with a gap before it, a shade and a number.
const NARROWEST: u16 = 6;
const WIDEST: u16 = 22;
/// Rows that the lower panel needs at least.
const LEAST: u16 = 7;

/// Draws the matrix and the cell.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let app = canvas.app;
    let rows = app.whole.row_count().max(1) as u16 + 4;
    let most = area.height.saturating_sub(if area.height >= 30 { area.height / 3 } else { LEAST });
    let top = rows.min(most).max(6).min(area.height);
    let split = Layout::vertical([Constraint::Length(top), Constraint::Fill(1)]).spacing(Spacing::Overlap(1));
    let [upper, lower] = area.layout(&split);
    matrix(canvas, upper);
    if lower.height > 2 {
        cell(canvas, lower);
    }
}

/// Where the columns of the matrix stand.
struct Grid {
    label: u16,
    cell: u16,
    first: usize,
    shown: usize,
}

impl Grid {
    fn of(whole: &Whole, width: u16) -> Self {
        let longest = (0..whole.row_count()).map(|r| wrap::width(whole.row_label(r))).max().unwrap_or(0) as u16;
        let label = (longest + 5).clamp(10, if width >= 110 { 30 } else { 20 });
        let (n, room) = (whole.column_count(), width.saturating_sub(label + 2));
        let cell = (room / (n.max(1) as u16)).clamp(NARROWEST, WIDEST);
        let shown = usize::from(room / cell).min(n);
        Self { label, cell, first: top_row(whole.column(), n, shown), shown }
    }

    fn columns(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.shown
    }

    fn x(&self, column: usize) -> u16 {
        1 + self.label + (column - self.first) as u16 * self.cell
    }
}

fn matrix(canvas: &mut Canvas<'_>, area: Rect) {
    let app = canvas.app;
    let whole = &app.whole;
    let stories = app.groups.as_ref().map_or(0, |g| g.stories.len());
    let number = if stories > 1 { format!(" {} of {stories}", whole.story + 1) } else { String::new() };
    let title = format!("STORY{number}  {}", whole::story_name(app, whole.story));
    let inside = canvas.titled(area, &title, app.overlays.is_empty());
    if inside.height < 3 {
        return;
    }
    tabs(canvas, inside);
    let list = Rect { y: inside.y + 2, height: inside.height - 2, ..inside };
    canvas.layout.panels.push((Panel::Table, list));
    if whole.row_count() == 0 {
        canvas.put(list, 2, 0, nothing(whole), canvas.theme.style(Role::Dim));
        return;
    }
    let grid = Grid::of(whole, inside.width);
    let (len, height) = (whole.row_count(), usize::from(list.height));
    let top = top_row(whole.row(), len, height);
    canvas.scrolled(Panel::Table, area, top, height, len);
    canvas.layout.columns = Some((list.x + grid.x(grid.first), grid.cell, grid.first));
    heads(canvas, inside, &grid);
    let scale = whole.scale();
    for (y, row) in (top..len.min(top + height)).enumerate() {
        line(canvas, list, y as u16, row, &grid, scale);
    }
}

const fn nothing(whole: &Whole) -> &'static str {
    match (&whole.laid, whole.matrix) {
        (None, _) => "working it out …",
        (Some(_), Matrix::Speakers | Matrix::Sources) => "no article of this story quotes anybody",
        (Some(_), _) => "no article",
    }
}

/// Which matrices there are, which one is shown, and what its shades mean.
fn tabs(canvas: &mut Canvas<'_>, area: Rect) {
    let now = canvas.app.whole.matrix;
    let mut x = 1;
    for matrix in Matrix::ALL {
        let on = matrix == now;
        let text = if on { format!("[{}] ", matrix.title()) } else { format!(" {}  ", matrix.title()) };
        x = canvas.pieces(area, x, 0, &[(&text, if on { Role::TabOn } else { Role::Tab })]);
    }
    let text = legend(&canvas.app.whole);
    let width = wrap::width(&text) as u16;
    if x + width < area.width {
        canvas.put(area, area.width - width - 1, 0, &text, canvas.theme.style(Role::Dim));
    }
}

fn legend(whole: &Whole) -> String {
    let (low, high) = whole.scale();
    match whole.matrix {
        Matrix::Distance if high <= low => String::new(),
        Matrix::Distance => format!("░ {low:.2} … █ {high:.2}"),
        Matrix::Copy => "░ 0% … █ 100%".to_owned(),
        Matrix::Speakers | Matrix::Sources => "words; ░ few … █ all of the article's".to_owned(),
    }
}

/// The columns by number, with their labels where there is room; what is out of sight on either side.
fn heads(canvas: &mut Canvas<'_>, area: Rect, grid: &Grid) {
    let whole = &canvas.app.whole;
    let labels = whole.laid.as_ref().map_or(&[][..], |s| s.labels.as_slice());
    let (style, on) = (canvas.style(Role::Head), canvas.style(Role::Focus));
    for column in grid.columns() {
        let label = labels.get(column).map_or("", String::as_str);
        let number = column + 1;
        let text = if grid.cell >= 9 { format!("{number} {label}") } else { number.to_string() };
        let style = if column == whole.column() { on } else { style };
        canvas.cell_right(area, grid.x(column) + 1, 1, grid.cell - 1, &text, style);
    }
    let (before, after) = (grid.first, whole.column_count() - grid.first - grid.shown);
    if before + after > 0 {
        let text = hidden(before, after).replace('▲', "◀").replace('▼', "▶");
        canvas.cell(area, 1, 1, grid.label, &text, canvas.theme.style(Role::Dim));
    }
}

fn line(canvas: &mut Canvas<'_>, area: Rect, y: u16, row: usize, grid: &Grid, scale: (f64, f64)) {
    let whole = &canvas.app.whole;
    let here = row == whole.row();
    let name = whole.row_label(row);
    let label = if whole.matrix.is_pairwise() { format!("{:>2} {name}", row + 1) } else { name.to_owned() };
    let style = canvas.style(if here { Role::Focus } else { Role::Title });
    canvas.put(area, 0, y, if here { ">" } else { " " }, style);
    canvas.cell(area, 1, y, grid.label, &label, style);
    for column in grid.columns() {
        let text = whole.text(row, column);
        let (x, width) = (grid.x(column), grid.cell);
        let cells = Rect { x: area.x + x, y: area.y + y, width, height: 1 };
        let room = width.saturating_sub(wrap::width(&text) as u16 + 2);
        if let Some(shade) = whole.shade(row, column, scale) {
            let shade = SHADES.get(shade).copied().unwrap_or(" ").repeat(usize::from(room.min(6)));
            canvas.cell_right(cells, 1, 0, room, &shade, canvas.theme.style(Role::BarA));
        }
        let dim = text == "–";
        canvas.cell_right(cells, 1, 0, width - 1, &text, canvas.theme.style(if dim { Role::Dim } else { Role::Text }));
        if here && column == whole.column() {
            let style = canvas.style(Role::Selected);
            canvas.paint(cells, 0, style);
            canvas.put(cells, 0, 0, ">", style);
        }
    }
}

/// What stands behind the cell under the cursor.
fn cell(canvas: &mut Canvas<'_>, area: Rect) {
    match canvas.app.whole.cell() {
        Some(Cell::Pair(a, b)) if a != b => pair(canvas, area),
        Some(Cell::Quoted(row, column)) => quoted(canvas, area, row, column),
        _ => {
            let inside = canvas.titled(area, "", false);
            let text = "choose a cell off the diagonal: h j k l, Enter opens it, o shows the next matrix";
            canvas.put(inside, 1, 0, text, canvas.theme.style(Role::Dim));
        }
    }
}

fn pair(canvas: &mut Canvas<'_>, area: Rect) {
    let app = canvas.app;
    let label = |side| app.entry(side).map_or("", |e| e.label.as_str());
    let title = format!("A {}  ×  B {}", label(Side::A), label(Side::B));
    let inside = canvas.titled(area, &title, false);
    let Some(comparison) = app.pairing.comparison.clone() else {
        canvas.put(inside, 1, 0, "comparing …", canvas.theme.style(Role::Dim));
        return;
    };
    let mut y = 0;
    if comparison.warnings.is_empty() {
        canvas.put(
            inside,
            1,
            y,
            "comparable: no warning · one article is not an outlet",
            canvas.theme.style(Role::Good),
        );
    } else {
        let badges: Vec<&str> = comparison.warnings.iter().map(|w| w.badge.as_str()).collect();
        let text = format!("! compare with care: {} ({} why)", badges.join(" · "), app.keymap.key_of("warnings"));
        canvas.put(inside, 1, y, &text, canvas.theme.style(Role::Warning));
    }
    y += 1;
    let mut rows = Vec::new();
    let whole = Span::new(0, comparison.sentence.len());
    wrap::wrap(&comparison.sentence, whole, usize::from(inside.width.saturating_sub(2)), &mut rows);
    for row in rows {
        if y >= inside.height {
            return;
        }
        canvas.put(inside, 1, y, row.of(&comparison.sentence).trim_end(), canvas.theme.style(Role::Text));
        y += 1;
    }
    measures(canvas, inside, y, &comparison);
}

/// The measures with their readings, those first about which something can be said.
fn measures(canvas: &mut Canvas<'_>, area: Rect, from: u16, comparison: &Comparison) {
    let room = area.height.saturating_sub(from);
    let mut list: Vec<&MeasurePair> = comparison.measures.iter().collect();
    if list.len() > usize::from(room) {
        list.sort_by_key(|m| match m.reading {
            Reading::Clear => 0,
            Reading::NoClear => 1,
            Reading::TooFew => 2,
            Reading::NotCompared => 3,
        });
    }
    let reading = 21.min(area.width / 4);
    let value = (area.width.saturating_sub(reading + 2) * 3 / 10).min(30);
    let name = area.width.saturating_sub(2 + reading + 2 * value);
    for (i, pair) in list.into_iter().take(usize::from(room)).enumerate() {
        let y = from + i as u16;
        let (text, dim) = (canvas.style(Role::Text), canvas.style(Role::Dim));
        canvas.cell(area, 1, y, name - 1, &definitions::name(pair.a.id), text);
        for (i, m) in [&pair.a, &pair.b].into_iter().enumerate() {
            let x = 1 + name + value * i as u16;
            let shown = m.text();
            let shown = figure(&shown, value - 1);
            canvas.cell(area, x, y, value - 1, shown, text);
            let used = wrap::width(shown) as u16 + 1;
            let interval = m.interval_text();
            if used + (wrap::width(&interval) as u16) < value {
                canvas.put(area, x + used, y, &interval, dim);
            }
        }
        let role = if pair.reading == Reading::Clear { Role::Warning } else { Role::Dim };
        canvas.cell(area, 1 + name + 2 * value, y, reading, pair.reading.words(), canvas.theme.style(role));
    }
}

/// A speaker or kind of source in all articles, each against the one under the cursor.
fn quoted(canvas: &mut Canvas<'_>, area: Rect, row: usize, column: usize) {
    let app = canvas.app;
    let shares = whole::shares(app, row);
    let name = app.whole.row_label(row);
    let words: usize = shares.iter().map(|s| s.words).sum();
    let n = shares.iter().filter(|s| s.words > 0).count();
    let title = format!("{name}: {}, in {n} of {}", counted(words, "quoted word"), counted(shares.len(), "article"));
    let inside = canvas.titled(area, &title, false);
    let Some(here) = shares.get(column) else { return };
    let head = format!("share of quoted words with 95% interval; read against {} (> the passages: Enter)", here.label);
    canvas.put(inside, 1, 0, &head, canvas.theme.style(Role::Head));
    let room = usize::from(inside.height.saturating_sub(1));
    let top = top_row(column, shares.len(), room);
    for (y, (i, share)) in shares.iter().enumerate().skip(top).take(room).enumerate() {
        quoted_line(canvas, inside, y as u16 + 1, i == column, share, here);
    }
}

fn quoted_line(canvas: &mut Canvas<'_>, area: Rect, y: u16, chosen: bool, share: &QuotedShare, here: &QuotedShare) {
    let label = if area.width >= 110 { 30 } else { 20 };
    let style = canvas.style(if chosen { Role::Focus } else { Role::Text });
    canvas.put(area, 0, y, if chosen { ">" } else { " " }, style);
    canvas.cell(area, 1, y, label - 1, &share.label, style);
    canvas.cell(area, 1 + label, y, 17, figure(&share.text(), 16), canvas.theme.style(Role::Text));
    let interval = share.interval.map_or_else(String::new, |i| i.text(Unit::Share));
    canvas.cell(area, 18 + label, y, 10, &interval, canvas.theme.style(Role::Dim));
    if !chosen {
        let reading = here.reading(share);
        let role = if reading == Reading::Clear { Role::Warning } else { Role::Dim };
        canvas.cell(area, 29 + label, y, 21, reading.words(), canvas.theme.style(role));
    }
}
