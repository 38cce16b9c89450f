//! The chart of a lens: bars of both sides on one scale, or rows.

use super::{Row, beside, text_row};
use crate::{
    app::{
        App, Lens, Panel, Side,
        definitions::{counted, percent},
        rows::{Row as Listed, TopicRow, VoiceRow, What},
    },
    text::wrap,
    view::{
        canvas::{Canvas, bar},
        theme::Role,
    },
};

/// The chart; its first row is the heads.
pub(super) fn rows(app: &App, width: u16) -> Vec<Row> {
    match app.lens {
        Lens::Language => terms(app, width),
        Lens::Topics => topics(app, width),
        Lens::Differences => differences(app, width),
        _ => voices(app, width),
    }
}

fn quoted_words(rows: &[Listed]) -> usize {
    rows.iter().map(|r| if let What::Voice(v) = &r.what { v.words } else { 0 }).sum()
}

fn voices(app: &App, width: u16) -> Vec<Row> {
    let rows = &app.pairing.rows;
    let half = width / 2 - 1;
    let scale = rows.most_words.max(1) as f64;
    let side = |side: Side| {
        let list = &rows.voices[side.index()];
        let head = format!("share of {}, by speaker", counted(quoted_words(list), "quoted word"));
        let mut out = vec![text_row(&wrap::fit(&head, usize::from(half)), Role::Head)];
        for row in list {
            match &row.what {
                What::Voice(v) if v.words > 0 => out.push(voice(row, v, scale, half, side)),
                What::Unheard => out.push(text_row(
                    &wrap::fit(&format!("named, not quoted: {}", row.label), usize::from(half)),
                    Role::Dim,
                )),
                _ => {}
            }
        }
        if quoted_words(list) == 0 {
            out.push(text_row("nobody is quoted directly", Role::Dim));
        }
        out
    };
    beside(side(Side::A), side(Side::B), width)
}

fn voice(row: &Listed, v: &VoiceRow, scale: f64, half: u16, side: Side) -> Row {
    let name = if half >= 56 { 24 } else { 17 };
    let sure = if v.unsure { "?" } else { "" };
    let camp = if v.camp.is_empty() || v.camp == row.label { String::new() } else { format!(" ({})", v.camp) };
    let label = wrap::fit(&format!("{}{sure}{camp}", row.label), usize::from(name - 1));
    // Widths that the longest figures fit, so that all bars have the same room.
    let interval = if half >= 56 { format!(" {:>10}", v.interval) } else { String::new() };
    let figures = format!("{:>4}  {:>9}{interval}", v.words, v.share_text);
    let figures_width = wrap::width(&figures) as u16;
    let cells = half.saturating_sub(name + figures_width + 1);
    vec![
        (0, label, Role::Text),
        (name, bar(v.words as f64 / scale, cells), Canvas::bar_role(side)),
        (half - figures_width, figures, Role::Text),
    ]
}

fn terms(app: &App, width: u16) -> Vec<Row> {
    let half = width / 2 - 1;
    let side = |side: Side| {
        let mut out = vec![text_row("loaded terms in the narrator’s own words", Role::Head)];
        for row in &app.pairing.rows.terms[side.index()] {
            let What::Term(t) = &row.what else { continue };
            if t.counts[0] == 0 {
                continue;
            }
            let times = if t.counts[0] > 1 { format!(" ×{}", t.counts[0]) } else { String::new() };
            let label = format!("{}{times}", row.label);
            let note = format!("{}: {}", t.category, t.gloss);
            let at = (half / 3).max(14);
            out.push(vec![
                (0, wrap::fit(&label, usize::from(at - 1)), Role::Text),
                (at, wrap::fit(&note, usize::from(half.saturating_sub(at))), Role::Dim),
            ]);
        }
        if out.len() == 1 {
            out.push(text_row("none found", Role::Dim));
        }
        out
    };
    beside(side(Side::A), side(Side::B), width)
}

fn topics(app: &App, width: u16) -> Vec<Row> {
    let rows = &app.pairing.rows;
    let label = (width / 4).clamp(16, 34);
    let column = width.saturating_sub(label) / 2;
    let name = |s: Side| app.entry(s).map_or("", |e| e.label.as_str()).to_owned();
    let mut out = vec![vec![
        (0, "share of sentences".to_owned(), Role::Head),
        (label, format!("A {}", name(Side::A)), Role::SideA),
        (label + column, format!("B {}", name(Side::B)), Role::SideB),
    ]];
    let scale = rows.most_coverage.max(0.01);
    for row in &rows.topics {
        match &row.what {
            What::Topic(t) => out.push(topic(row, t, scale, label, column)),
            What::Head => out.push(text_row(&row.label, Role::Head)),
            _ => out.push(text_row(&wrap::fit(&row.label, usize::from(width)), Role::Dim)),
        }
    }
    out
}

fn topic(row: &Listed, t: &TopicRow, scale: f64, label: u16, column: u16) -> Row {
    let mut out = vec![(0, wrap::fit(&row.label, usize::from(label - 1)), Role::Text)];
    for side in Side::BOTH {
        let i = side.index();
        let x = label + column * i as u16;
        let figures = format!("{} ({}/{})", percent(t.share(i)), t.counts[i], t.bases[i]);
        let cells = column.saturating_sub(14);
        out.push((x, bar(t.share(i) / scale, cells), Canvas::bar_role(side)));
        out.push((x + cells + 1, figures, Role::Text));
    }
    out
}

fn differences(app: &App, width: u16) -> Vec<Row> {
    let mut out = Vec::new();
    for row in app.rows(Panel::Table) {
        let text = match &row.what {
            What::Head => {
                out.push(text_row(&row.label, Role::Head));
                continue;
            }
            What::Word { counts, z } => format!("  {}: {} left, {} right, z {z:+.1}", row.label, counts[0], counts[1]),
            What::Omission { present, .. } => {
                format!("  {} (in {} of {} others)", row.label, present.0, present.1)
            }
            What::Alignment { differs, .. } => aligned(app, row, differs),
            _ => format!("  {}", row.label),
        };
        out.push(text_row(&wrap::fit(&text, usize::from(width)), Role::Text));
    }
    out
}

fn aligned(app: &App, row: &Listed, differs: &str) -> String {
    let quote = |side: Side| {
        let passage = row.passages[side.index()].first();
        let text = app.text_of(side).zip(passage).map_or("", |(a, p)| a.slice(p.span));
        wrap::fit(text, 44)
    };
    let differs = if differs.is_empty() { String::new() } else { format!(" ≠ {differs}") };
    format!("  {}  “{}” | “{}”{differs}", row.label, quote(Side::A), quote(Side::B))
}
