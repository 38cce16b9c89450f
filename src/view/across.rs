//! The Across lens: one measure over all articles, with intervals on one scale.

use ratatui::layout::Rect;

use super::{
    canvas::{Canvas, figure as fitted, top_row},
    lists::select,
    theme::Role,
};
use crate::{
    app::{Panel, definitions},
    comparison::{Measure, Unit, warnings::among},
};

/// Draws a bar and an interval per article, in the order of the overview.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let app = canvas.app;
    let title = format!("ACROSS  {}   ◀ h  l ▶", definitions::name(app.across));
    let inside = canvas.titled(area, &title, app.overlays.is_empty());
    if inside.height < 3 {
        return;
    }
    let list = Rect { y: inside.y + 1, height: inside.height - 2, ..inside };
    canvas.layout.panels.push((Panel::Table, list));
    let (len, height) = (app.overview.order.len(), usize::from(list.height));
    let cursor = app.cursor(Panel::Table);
    let top = top_row(cursor, len, height);
    canvas.scrolled(Panel::Table, area, top, height, len);
    let measure = |article: usize| {
        let known = app.figures.known(article)?;
        known.iter().find(|m| m.id == app.across)
    };
    let seen: Vec<usize> = app.overview.order.iter().skip(top).take(height).copied().collect();
    care(canvas, Rect { y: inside.bottom() - 1, height: 1, ..inside }, &seen);
    let high = |m: &Measure| m.interval.map_or(0.0, |i| i.high).max(m.value.unwrap_or(m.count as f64));
    let scale = seen.iter().filter_map(|i| measure(*i)).map(high).fold(0.0, f64::max);
    let columns = Columns::of(inside.width);
    head(canvas, inside, &columns);
    for (y, &article) in seen.iter().enumerate() {
        let Some(entry) = app.corpus.entries.get(article) else { continue };
        let y = y as u16;
        canvas.cell(list, 2, y, columns.label - 1, &entry.label, canvas.theme.style(Role::Title));
        if let Some(m) = measure(article) {
            figure(canvas, list, y, m, scale, &columns);
        } else {
            let word = if entry.profile.is_some() { "not measured yet" } else { "not analysed yet" };
            unmeasurable(canvas, list, y, "–", word, &columns);
        }
        if top + usize::from(y) == cursor {
            select(canvas, list, y, true);
        }
    }
}

/// Why to compare the articles in sight with care.
fn care(canvas: &mut Canvas<'_>, row: Rect, seen: &[usize]) {
    let entries = seen.iter().filter_map(|i| canvas.app.corpus.entries.get(*i));
    let pairs: Vec<_> = entries.filter_map(|e| Some((e.article.as_ref(), e.profile.as_deref()?))).collect();
    let badges = among(&pairs);
    let (text, role) = if badges.is_empty() {
        ("one article is not an outlet".to_owned(), Role::Dim)
    } else {
        (format!("! compare with care: {} · one article is not an outlet", badges.join(" · ")), Role::Warning)
    };
    canvas.put(row, 2, 0, &text, canvas.theme.style(role));
}

struct Columns {
    label: u16,
    value: u16,
    interval: u16,
    bar: u16,
}

impl Columns {
    fn of(width: u16) -> Self {
        let (label, value, interval) = if width >= 100 { (24, 18, 16) } else { (18, 15, 10) };
        Self { label, value, interval, bar: width.saturating_sub(label + value + interval + 4) }
    }
}

fn head(canvas: &mut Canvas<'_>, area: Rect, c: &Columns) {
    let style = canvas.style(Role::Head);
    canvas.cell(area, 2, 0, c.label, "article", style);
    canvas.cell_right(area, 2 + c.label, 0, c.value, "value", style);
    canvas.cell(area, 3 + c.label + c.value, 0, c.interval, "interval", style);
    canvas.cell(area, 3 + c.label + c.value + c.interval, 0, c.bar, "█ value  ├─┤ 95% interval, one scale", style);
}

/// What stands for the value, and why there is none, in the place of the bar.
fn unmeasurable(canvas: &mut Canvas<'_>, area: Rect, y: u16, value: &str, word: &str, c: &Columns) {
    let dim = canvas.style(Role::Dim);
    canvas.cell_right(area, 2 + c.label, y, c.value, fitted(value, c.value), dim);
    canvas.cell(area, 3 + c.label + c.value + c.interval, y, c.bar, word, dim);
}

fn figure(canvas: &mut Canvas<'_>, area: Rect, y: u16, m: &Measure, scale: f64, c: &Columns) {
    if m.unit != Unit::Count && (m.base == 0 || m.value.is_none()) {
        let word = if m.base == 0 { "nothing to measure it by" } else { "too few to measure" };
        unmeasurable(canvas, area, y, &m.text(), word, c);
        return;
    }
    canvas.cell_right(area, 2 + c.label, y, c.value, fitted(&m.text(), c.value), canvas.theme.style(Role::Text));
    let x = 3 + c.label + c.value;
    canvas.cell(area, x, y, c.interval, &m.interval_text(), canvas.theme.style(Role::Dim));
    let x = x + c.interval;
    let share = |v: f64| if scale > 0.0 { v / scale } else { 0.0 };
    let value = m.value.unwrap_or(if m.unit == Unit::Count { m.count as f64 } else { 0.0 });
    let from = canvas.bar(area, x, y, share(value), c.bar, canvas.theme.style(Role::BarA));
    let Some(interval) = m.interval else { return };
    let at = |v: f64| (share(v) * f64::from(c.bar.saturating_sub(1))).round() as u16;
    let (low, high) = (at(interval.low), at(interval.high));
    let sign = |i: u16| match i {
        i if i == high => '┤',
        i if i == low => '├',
        _ => '─',
    };
    let first = low.max(from);
    let whisker: String = (first..=high).map(sign).collect();
    canvas.put(area, x + first, y, &whisker, canvas.theme.style(Role::Dim));
    if low < from && low < c.bar {
        canvas.put(area, x + low, y, "├", canvas.theme.style(Role::BarA));
    }
}
