//! How much of each part a size holds, and what is said about the rest.

use super::{Row, beside, text_row};
use crate::{app::definitions::counted, text::wrap, view::theme::Role};

/// Rows of a chart that are shown before anything else gets its rows.
const FIRST: usize = 9;

/// From this many rows on, blank ones part the blocks.
const SPACIOUS: usize = 30;

/// One column of a chart.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// How wide it is.
    pub cells: u16,
    /// What it shows; never left out.
    pub head: Vec<Row>,
    /// Its rows, each with how much it stands for.
    pub rows: Vec<(Row, usize)>,
    /// A closing row, and how many things it names.
    pub foot: Option<(Row, usize)>,
    /// What a row is called.
    pub noun: &'static str,
    /// What its weight counts; empty for nothing.
    pub weight: &'static str,
}

impl Column {
    fn len(&self) -> usize {
        self.head.len() + self.rows.len() + usize::from(self.foot.is_some())
    }

    /// In at most `height` rows; what is missing is counted in the last one.
    fn shown(self, height: usize) -> Vec<Row> {
        if self.len() <= height {
            let mut out = self.head;
            out.extend(self.rows.into_iter().map(|(row, _)| row));
            out.extend(self.foot.map(|(row, _)| row));
            return out;
        }
        let kept = height.saturating_sub(self.head.len() + 1).min(self.rows.len());
        let more = self.more(kept);
        let mut out = self.head;
        out.extend(self.rows.into_iter().take(kept).map(|(row, _)| row));
        out.push(more);
        out.truncate(height);
        out
    }

    /// What is missing when the first `kept` rows are shown.
    fn more(&self, kept: usize) -> Row {
        let missing = self.rows.len() - kept;
        let weight: usize = self.rows.iter().skip(kept).map(|(_, w)| w).sum();
        let rows = counted(missing, &format!("more {}", self.noun));
        let weighed =
            if self.weight.is_empty() { rows.clone() } else { format!("{rows}, {}", counted(weight, self.weight)) };
        let named = self.foot.as_ref().map(|(_, n)| format!("{n} more named, not quoted"));
        let all = match (missing, named) {
            (0, named) => named.unwrap_or_default(),
            (_, Some(named)) => format!("{weighed}; {named}"),
            (_, None) => weighed.clone(),
        };
        let fits = |text: &&String| wrap::width(text) <= usize::from(self.cells);
        let text = [&all, &weighed].into_iter().find(fits).unwrap_or(&rows);
        text_row(&wrap::fit(text, usize::from(self.cells)), Role::Dim)
    }
}

/// The parts of the view; each can be asked for at a height.
pub(super) struct Parts {
    /// Title, reading and sides: in full, then shorter and shorter; the last one without headlines.
    pub heads: [Vec<Row>; 6],
    pub chart: Vec<Column>,
    pub measure: Vec<Row>,
    pub passages: Vec<Row>,
    pub second: Vec<Row>,
    pub secondary: Vec<Row>,
    /// What a row of these is called.
    pub noun: &'static str,
    pub warnings: Vec<Row>,
    pub definition: Vec<Row>,
    pub long: Vec<Row>,
}

impl Parts {
    fn chart_rows(&self) -> usize {
        self.chart.iter().map(Column::len).max().unwrap_or(0)
    }

    fn least_chart(&self) -> usize {
        let heads = self.chart.iter().map(|c| c.head.len()).max().unwrap_or(0);
        self.chart_rows().min(heads + 2)
    }
}

/// Rows that are still free.
struct Room(usize);

impl Room {
    /// As many of `wanted` as there are.
    fn some(&mut self, wanted: usize) -> usize {
        let got = wanted.min(self.0);
        self.0 -= got;
        got
    }

    /// All of `wanted`, or none.
    fn all(&mut self, wanted: usize) -> bool {
        let fits = wanted <= self.0;
        self.0 -= if fits { wanted } else { 0 };
        fits
    }
}

/// What a size has room for at the least: how short the head is, whether the passages are there, rows of the chart.
struct Least {
    head: usize,
    passages: bool,
    chart: usize,
}

impl Least {
    /// The most that fits: the head gives way before the passages, and these before the chart.
    fn of(p: &Parts, height: usize) -> Self {
        let fixed = p.measure.len() + p.warnings.len() + p.definition.len() + 1;
        let levels = |passages, chart| (0..p.heads.len()).map(move |head| Self { head, passages, chart });
        let some = p.least_chart();
        let mut choices = levels(true, some).chain(levels(false, some)).chain(levels(false, 0));
        let rows = |l: &Self| {
            let head = p.heads.get(l.head).map_or(0, Vec::len);
            head + fixed + l.chart + if l.passages { p.passages.len() } else { 0 }
        };
        choices.find(|l| rows(l) <= height).unwrap_or(Self { head: p.heads.len() - 1, passages: false, chart: 0 })
    }
}

/// Chooses how many rows of each part are shown. Warnings and definition close the view, whatever happens.
pub(super) fn fit(mut p: Parts, width: u16, height: usize) -> Vec<Row> {
    let least = Least::of(&p, height);
    let mut out = p.heads.get_mut(least.head).map(std::mem::take).unwrap_or_default();
    let foot = p.warnings.len() + p.definition.len();
    let blank = usize::from(height >= SPACIOUS);
    let block = |rows: usize| if rows > 0 { rows + blank } else { 0 };
    let passages = if least.passages { block(p.passages.len()) } else { 0 };
    let must = out.len() + foot + block(least.chart) + block(p.measure.len()) + passages + blank;
    let mut room = Room(height.saturating_sub(must));
    let rest = p.chart_rows() - least.chart;
    let all = rest + p.long.len() + block(p.secondary.len()) + block(p.second.len());
    let note = (all > room.0 || passages < p.passages.len()) && room.all(1);
    let mut chart = least.chart + room.some(rest.min(FIRST));
    let long = room.all(p.long.len());
    let secondary = room.some(block(p.secondary.len())).saturating_sub(blank);
    let second = passages > 0 && secondary == p.secondary.len() && room.all(block(p.second.len()));
    chart += room.some(p.chart_rows() - chart);

    let note = note.then(|| {
        let missing = [!second && !p.second.is_empty(), passages == 0 && !p.passages.is_empty()];
        let noun = p.noun;
        let parts = [
            (if least.head + 1 == p.heads.len() { 2 } else { 0 }, "headline"),
            (if chart == 0 { p.chart_rows() } else { 0 }, "chart row"),
            (2 * missing.into_iter().filter(|m| *m).count(), "passage"),
            (p.secondary.len() - secondary, noun),
            (if long { 0 } else { p.long.len() }, "method line"),
        ];
        omitted(&parts, width)
    });
    let note = note.filter(|text| !text.is_empty()).map(|text| text_row(&text, Role::Dim));
    push(&mut out, blank, columns(p.chart, chart, width));
    push(&mut out, blank, p.measure);
    push(&mut out, blank, if passages > 0 { p.passages } else { Vec::new() });
    push(&mut out, blank, if second { p.second } else { Vec::new() });
    push(&mut out, blank, p.secondary.into_iter().take(secondary).collect());
    let long = if long { p.long } else { Vec::new() };
    let above = height.saturating_sub(foot + long.len() + usize::from(note.is_some()));
    out.resize(above, Vec::new());
    out.extend(note);
    out.extend(p.warnings);
    out.extend(p.definition);
    out.extend(long);
    out
}

/// What is not shown, each as "n more"; in fewer words where it is narrow, and empty where nothing is missing.
fn omitted(parts: &[(usize, &str)], width: u16) -> String {
    let missing: Vec<_> = parts.iter().filter(|(n, _)| *n > 0).collect();
    if missing.is_empty() {
        return String::new();
    }
    let list: Vec<String> = missing.iter().map(|(n, what)| counted(*n, &format!("more {what}"))).collect();
    let long = format!("Not shown: {}", list.join(" · "));
    if wrap::width(&long) <= usize::from(width) {
        return long;
    }
    let short: Vec<String> = list.iter().map(|text| text.replace(" more", "")).collect();
    wrap::fit(&format!("More: {}", short.join(", ")), usize::from(width))
}

/// A block below what stands already.
fn push(out: &mut Vec<Row>, blank: usize, block: Vec<Row>) {
    if !block.is_empty() {
        out.extend(std::iter::repeat_n(Vec::new(), blank));
        out.extend(block);
    }
}

fn columns(chart: Vec<Column>, height: usize, width: u16) -> Vec<Row> {
    if height == 0 {
        return Vec::new();
    }
    let shown = chart.into_iter().map(|c| c.shown(height));
    shown.reduce(|left, right| beside(left, right, width)).unwrap_or_default()
}
