//! The lists of a side: speakers with bars, or loaded terms with their voices.

use ratatui::layout::Rect;

use super::{
    canvas::{Canvas, top_row},
    heads::NO_SECOND,
    theme::Role,
};
use crate::app::{
    Lens, Panel, Side,
    definitions::counted,
    rows::{Row, TermRow, VoiceRow, What},
};

/// Draws the list of `side`. Both lists place their columns within `width` cells, so that their bars share one scale.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, width: u16, side: Side) {
    let app = canvas.app;
    let panel = if side == Side::A { Panel::ListA } else { Panel::ListB };
    let title = title(canvas, panel, side);
    let inside = canvas.titled(area, &title, app.panel == panel && app.overlays.is_empty());
    if inside.height == 0 {
        canvas.layout.panels.push((panel, inside));
        return;
    }
    let columns = Columns::of(width.saturating_sub(2).min(inside.width));
    let head = match app.lens {
        Lens::Language => "term",
        _ => "speaker",
    };
    heads(canvas, inside, head, &columns);
    let list = Rect { y: inside.y + 1, height: inside.height - 1, ..inside };
    canvas.layout.panels.push((panel, list));
    let shown = app.shown(panel);
    let rows = app.rows(panel);
    let height = usize::from(list.height);
    let top = top_row(app.cursor(panel), shown.len(), height);
    canvas.scrolled(panel, area, top, height, shown.len());
    if shown.is_empty() {
        let none = match app.lens {
            _ if app.entry(side).is_none() => NO_SECOND,
            Lens::Language => "no loaded term found",
            _ => "nobody is quoted",
        };
        canvas.put(list, 2, 0, none, canvas.theme.style(Role::Dim));
    }
    for (y, row) in shown.iter().skip(top).take(height).filter_map(|i| rows.get(*i)).enumerate() {
        draw_row(canvas, list, y as u16, row, side, &columns);
        if top + y == app.cursor(panel) {
            select(canvas, list, y as u16, app.panel == panel);
        }
    }
}

/// Marks the selected row: in reverse where the panel has the focus, with `>` in any case.
pub(super) fn select(canvas: &mut Canvas<'_>, area: Rect, y: u16, focused: bool) {
    let style = if focused { canvas.style(Role::Selected) } else { canvas.style(Role::Focus) };
    if focused {
        canvas.paint(area, y, style);
    }
    canvas.put(area, 0, y, ">", style);
}

fn title(canvas: &Canvas<'_>, panel: Panel, side: Side) -> String {
    let app = canvas.app;
    let rows = app.rows(panel);
    let filter = app.filters.get(&(app.lens, panel)).map_or_else(String::new, |f| format!(" · with “{f}”"));
    let text = if app.lens == Lens::Language {
        let terms = || rows.iter().filter_map(|r| if let What::Term(t) = &r.what { Some(t) } else { None });
        let headline: usize = terms().map(|t| t.headline).sum();
        let count = terms().map(|t| t.counts[0]).sum::<usize>().saturating_sub(headline);
        let above = if headline > 0 { format!(", {headline} in the headline") } else { String::new() };
        if canvas.app.layout.area.width < 100 {
            format!("LOADED {}  {count} narrator{}", side.letter(), above.replace(" in the headline", " headline"))
        } else {
            format!("LOADED TERMS {}  {count} by the narrator{above}", side.letter())
        }
    } else {
        let words: usize = rows.iter().map(|r| if let What::Voice(v) = &r.what { v.words } else { 0 }).sum();
        format!("VOICES {}  {}", side.letter(), counted(words, "quoted word"))
    };
    format!("{text}{filter}")
}

/// Where the columns of a list stand.
struct Columns {
    name: u16,
    camp: u16,
    bar: u16,
    words: u16,
    share: u16,
    first: u16,
    verbs: u16,
}

impl Columns {
    /// Narrow lists leave out verbs, then the place, then the camp.
    fn of(width: u16) -> Self {
        let (name, camp, words, share, first, verbs) = match width {
            76.. => (20, 13, 6, 8, 9, 9),
            70..=75 => (20, 9, 6, 8, 9, 10),
            56..=69 => (18, 7, 6, 8, 9, 0),
            44..=55 => (18, 6, 6, 7, 0, 0),
            _ => (17, 0, 6, 7, 0, 0),
        };
        let fixed = 2 + name + camp + words + share + first + verbs + 1;
        Self { name, camp, bar: width.saturating_sub(fixed), words, share, first, verbs }
    }
}

fn heads(canvas: &mut Canvas<'_>, area: Rect, name: &str, c: &Columns) {
    let style = canvas.style(Role::Head);
    canvas.cell(area, 2, 0, c.name, name, style);
    let voices = canvas.app.lens != Lens::Language;
    let words: [&str; 4] = if voices { ["words", "share", "at word", "verbs"] } else { ["narr", "quot", "indir", ""] };
    let camp = if voices { "side" } else { "kind" };
    canvas.cell(area, 2 + c.name, 0, c.camp, camp, style);
    let mut x = 2 + c.name + c.camp + c.bar;
    for (width, word) in [c.words, c.share, c.first].into_iter().zip(words) {
        canvas.cell_right(area, x, 0, width, word, style);
        x += width;
    }
    if c.verbs > 0 {
        canvas.cell(area, x + 1, 0, c.verbs, words[3], style);
    }
}

fn draw_row(canvas: &mut Canvas<'_>, area: Rect, y: u16, row: &Row, side: Side, c: &Columns) {
    match &row.what {
        What::Voice(voice) => voice_row(canvas, area, y, row, voice, side, c),
        What::Term(term) => term_row(canvas, area, y, row, term, side, c),
        What::Unheard => {
            let text = format!("named, not quoted: {}", row.label);
            canvas.put(area, 2, y, &text, canvas.theme.style(Role::Dim));
        }
        _ => {
            canvas.put(area, 2, y, &row.label, canvas.theme.style(Role::Text));
        }
    }
}

fn voice_row(canvas: &mut Canvas<'_>, area: Rect, y: u16, row: &Row, v: &VoiceRow, side: Side, c: &Columns) {
    let (text, dim) = (canvas.style(Role::Text), canvas.style(Role::Dim));
    let sign = if v.unsure && v.entity.is_some() { "?" } else { "" };
    let edited = if v.edited { "*" } else { "" };
    let room = usize::from(c.name).saturating_sub(1 + sign.len() + edited.len());
    let name = format!("{}{sign}{edited}", crate::text::wrap::fit(&row.label, room));
    canvas.cell(area, 2, y, c.name, &name, text);
    let camp = if v.camp.is_empty() || v.camp == row.label { "–" } else { &v.camp };
    canvas.cell(area, 2 + c.name, y, c.camp.saturating_sub(1), camp, dim);
    let scale = canvas.app.pairing.rows.most_words.max(1) as f64;
    let cells = c.bar.saturating_sub(1);
    let style = canvas.style(Canvas::bar_role(side));
    let mut x = 2 + c.name + c.camp;
    canvas.bar(area, x, y, v.words as f64 / scale, cells, style);
    x += c.bar;
    canvas.cell_right(area, x, y, c.words, &v.words.to_string(), text);
    x += c.words;
    canvas.cell_right(area, x, y, c.share, &share(v, c.share), text);
    x += c.share;
    if c.first > 0 {
        canvas.cell_right(area, x, y, c.first, &v.first.map_or_else(|| "–".to_owned(), |n| n.to_string()), dim);
        x += c.first;
    }
    if c.verbs > 0 {
        canvas.cell(area, x + 1, y, c.verbs, &stances(v.stances), dim);
    }
}

/// The share as printed; without a fraction where there is little room, `–` where too few words are quoted.
fn share(v: &VoiceRow, width: u16) -> String {
    match v.share {
        Some(_) if v.words == 0 => "indir".to_owned(),
        Some(share) => super::table::percent(share, width),
        None => "–".to_owned(),
    }
}

/// `2n 1d`: reporting verbs by stance.
fn stances(counts: [usize; 4]) -> String {
    let parts: Vec<String> =
        counts.iter().zip(["n", "a", "e", "d"]).filter(|(c, _)| **c > 0).map(|(c, l)| format!("{c}{l}")).collect();
    if parts.is_empty() { "–".to_owned() } else { parts.join(" ") }
}

fn term_row(canvas: &mut Canvas<'_>, area: Rect, y: u16, row: &Row, t: &TermRow, side: Side, c: &Columns) {
    let (text, dim) = (canvas.style(Role::Text), canvas.style(Role::Dim));
    let edited = if t.edited { "*" } else { "" };
    canvas.cell(area, 2, y, c.name.saturating_sub(1), &format!("{}{edited}", row.label), text);
    let kind = c.camp + c.bar;
    let note =
        if kind > 20 && !t.gloss.is_empty() { format!("{}: {}", t.category, t.gloss) } else { t.category.clone() };
    canvas.cell(area, 2 + c.name, y, kind.saturating_sub(1), &note, dim);
    let mut x = 2 + c.name + kind;
    let own = canvas.style(Canvas::bar_role(side));
    let zero = |n: usize| if n == 0 { "0".to_owned() } else { n.to_string() };
    canvas.cell_right(area, x, y, c.words, &zero(t.counts[0]), own);
    x += c.words;
    canvas.cell_right(area, x, y, c.share, &zero(t.counts[1]), dim);
    x += c.share;
    if c.first > 0 {
        canvas.cell_right(area, x, y, c.first, &zero(t.counts[2]), dim);
    }
}
