//! What leaves the program: pictures, reports, copies; and the way to commands.

use std::fmt::Write as _;

use super::{Answer, menus, say};
use crate::app::{
    action::Action,
    definitions::counted,
    effect::{Effect, Picture},
    lens::{Lens, Side},
    overlay::{Ask, Menu, Overlay},
    rows::{Row, What},
    state::App,
};
use crate::{
    comparison::{
        MeasureId,
        citation::{self, Citation},
    },
    text::slug::slug,
};

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    Some(match action {
        Action::Shot => {
            say(app, "saving …");
            let mut picture = Picture::of_screen(app.lens);
            picture.screen = app.overlays.last() != Some(&Overlay::Briefing);
            vec![Effect::Save(picture)]
        }
        Action::ShotOptions => options(app, &Picture::of_screen(app.lens)),
        Action::Briefing => briefing(app),
        Action::Report => {
            say(app, "writing the report …");
            vec![Effect::SaveReport { format: "html".to_owned(), path: None }]
        }
        Action::Copy => copy(app),
        Action::CopyTable => copy_table(app),
        Action::Palette => {
            menus::palette(app);
            Vec::new()
        }
        Action::Columns => {
            menus::columns(app);
            Vec::new()
        }
        Action::Files => menus::files(app),
        Action::Command(line) => menus::command(app, line),
        Action::Repeat => match app.last.clone() {
            Some(last) => super::update(app, last),
            None => say(app, "nothing to repeat yet"),
        },
        Action::Note => {
            if app.lens.is_pair() {
                super::find::ask(app, Ask::Note)
            } else {
                say(app, "notes are about a pair: open one with Enter")
            }
        }
        _ => return None,
    })
}

/// The options of a picture, as a menu with the name it will have.
pub(super) fn options(app: &mut App, picture: &Picture) -> Vec<Effect> {
    let items = menus::picture_items(picture);
    let title = format!("screenshot: {}", picture_name(app, picture));
    app.overlays.push(Overlay::Menu(Menu::new(title, items)));
    Vec::new()
}

/// The name that a picture gets: what it shows, in words that fit a file name.
pub fn picture_name(app: &App, picture: &Picture) -> String {
    if let Some(path) = &picture.path {
        return path.display().to_string();
    }
    let formats = picture.formats.join("+");
    format!("{}.{formats}", subject(app))
}

/// What the screen shows, in words that fit a file name: `voices-press-tv-southfront`.
pub fn subject(app: &App) -> String {
    let key = |s: Side| app.entry(s).map_or_else(String::new, |e| slug(&e.label));
    if app.lens.is_pair() {
        format!("{}-{}-{}", app.lens.name(), key(Side::A), key(Side::B))
    } else {
        format!("{}-{}", app.lens.name(), slug(&app.corpus.name))
    }
}

fn briefing(app: &mut App) -> Vec<Effect> {
    if !app.lens.is_pair() {
        return say(app, "the briefing view shows a pair: open one with Enter");
    }
    if !app.has_pair() {
        return say(app, "the briefing view compares two articles: F opens files");
    }
    if !app.lens.has_briefing() {
        return say(app, "voices (2), language (3), topics (4) and differences (5) have a briefing view");
    }
    app.overlays.push(Overlay::Briefing);
    Vec::new()
}

/// Copies the selected finding with its source.
fn copy(app: &mut App) -> Vec<Effect> {
    let text = match app.overlays.last() {
        Some(Overlay::Evidence(p)) => {
            p.selected().and_then(|(article, e)| cite(app, article, e.span, &e.why, p.measure))
        }
        _ if app.panel.is_text() => {
            let side = app.panel.side().unwrap_or(app.side);
            let span = app.text.get(side.index()).and_then(|v| v.selected);
            span.and_then(|s| cite(app, app.article(side), s, "", None))
        }
        _ if app.lens == Lens::Story => crate::app::whole::cell_text(app),
        _ => app.selected(app.panel).map(|row| row_text(app, row)),
    };
    match text {
        Some(text) => vec![Effect::Copy(text)],
        None => say(app, "nothing is selected to copy; d and n select passages in a text"),
    }
}

/// A passage as it can be cited.
fn cite(app: &App, article: usize, span: crate::text::Span, why: &str, measure: Option<MeasureId>) -> Option<String> {
    let article = &app.corpus.entries.get(article)?.article;
    Some(Citation { article, span, why, definition: measure.map(MeasureId::definition) }.text())
}

fn label(app: &App, side: Side) -> String {
    app.entry(side).map_or_else(String::new, |e| e.label.clone())
}

fn row_text(app: &App, row: &Row) -> String {
    let cells = cells(row);
    let mut text =
        format!("{} | {}: {} | {}: {}", row.label, label(app, Side::A), cells[0], label(app, Side::B), cells[1]);
    if let What::Measure(m) = &row.what {
        let _ = write!(text, " | {}\n{}", m.reading.words(), citation::defined(m.id.definition()));
    }
    text
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

fn copy_table(app: &mut App) -> Vec<Effect> {
    let mut out = String::new();
    if app.lens == Lens::Story {
        out = matrix_table(app);
    } else if app.lens == Lens::Overview || app.lens == Lens::Across {
        let _ = writeln!(out, "| article | headline | date |\n|---|---|---|");
        for entry in app.overview.order.iter().take(1000).filter_map(|i| app.corpus.entries.get(*i)) {
            let date = entry.article.meta.date.as_ref().map_or_else(|| "–".to_owned(), |d| d.value.to_string());
            let _ =
                writeln!(out, "| {} | {} | {date} |", pipe(&entry.label), pipe(entry.article.title().unwrap_or("–")));
        }
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
