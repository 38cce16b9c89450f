//! What sheets say: help from the key map, definitions, warnings, lines that are not counted.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::Deserialize;

use super::{lens::Side, overlay::Sheet, state::App};
use crate::{analysis::lists::parse_toml, comparison::MeasureId, text::wrap};

#[derive(Deserialize)]
struct Texts {
    welcome: Vec<Vec<String>>,
    term: BTreeMap<String, Term>,
}

/// What a thing on the screen means.
#[derive(Clone, Debug, Deserialize)]
pub struct Term {
    /// Its name and a few words.
    pub title: String,
    /// Paragraphs.
    pub text: Vec<String>,
}

fn texts() -> &'static Texts {
    static TEXTS: OnceLock<Texts> = OnceLock::new();
    TEXTS.get_or_init(|| {
        parse_toml(include_str!("../../assets/help.toml"), "help.toml").expect("the embedded help.toml parses")
    })
}

/// The lines of the welcome strip: the most that fits `cells`.
pub fn welcome(cells: usize) -> &'static [String] {
    let fits = |lines: &&Vec<String>| lines.iter().all(|line| crate::text::wrap::width(line) <= cells);
    texts().welcome.iter().find(fits).or_else(|| texts().welcome.last()).map_or(&[], Vec::as_slice)
}

/// What a term of `help.toml` means.
pub fn term(name: &str) -> Option<&'static Term> {
    texts().term.get(name)
}

/// One line of a sheet, before wrapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A title.
    Head(String),
    /// Running text.
    Text(String),
    /// A word on the left and what it means.
    Pair(String, String),
    /// Space.
    Blank,
}

/// The title of a sheet.
pub fn title(app: &App, sheet: &Sheet) -> String {
    match sheet {
        Sheet::Help => format!("keys · {}", app.lens.title()),
        Sheet::Warnings => "compare with care".to_owned(),
        Sheet::Messages => "what went wrong".to_owned(),
        Sheet::Lists => "your own lists".to_owned(),
        Sheet::Definition(id) => super::definitions::name(*id),
        Sheet::Term(name) => term(name).map_or_else(String::new, |t| t.title.clone()),
        Sheet::Dropped(side) => {
            let label = app.entry(*side).map_or("", |e| e.label.as_str());
            format!("not counted in {} {label} · Tab: the other side", side.letter())
        }
    }
}

/// The lines of a sheet.
pub fn lines(app: &App, sheet: &Sheet) -> Vec<Line> {
    match sheet {
        Sheet::Help => help(app),
        Sheet::Warnings => warnings(app),
        Sheet::Definition(id) => definition(*id),
        Sheet::Term(name) => term(name).map_or_else(Vec::new, |t| t.text.iter().cloned().map(Line::Text).collect()),
        Sheet::Dropped(side) => dropped(app, *side),
        Sheet::Messages => messages(app),
        Sheet::Lists => own_lists(app),
    }
}

fn messages(app: &App) -> Vec<Line> {
    let lines: Vec<Line> = app.problems().cloned().map(Line::Text).collect();
    if lines.is_empty() { vec![Line::Text("Nothing is wrong now.".to_owned())] } else { lines }
}

/// The entries of the user's own files, by list, each with where it comes from and what it stands over.
fn own_lists(app: &App) -> Vec<Line> {
    let text = |name: &str| term(name).into_iter().flat_map(|t| t.text.iter().cloned().map(Line::Text));
    let mut out: Vec<Line> = Vec::new();
    for (list, entries) in app.lists.own.listing() {
        out.push(Line::Head(format!("{list} · {}", super::definitions::counted_as(entries.len(), "entry", "entries"))));
        out.extend(entries.into_iter().map(Line::Text));
        out.push(Line::Blank);
    }
    if out.is_empty() {
        out.extend(text("no-lists"));
        out.push(Line::Blank);
    }
    if !app.mistakes.is_empty() {
        let n = super::definitions::counted(app.mistakes.len(), "mistake");
        out.push(Line::Text(format!("{n} in your own files: {} lists them.", app.keymap.key_of("messages"))));
    }
    out.extend(text("lists"));
    out
}

/// The keys of the lens first, then all groups.
fn help(app: &App) -> Vec<Line> {
    let mut out = Vec::new();
    if let Some(term) = term(app.lens.name()) {
        out.push(Line::Head(term.title.clone()));
        out.extend(term.text.iter().cloned().map(Line::Text));
        out.push(Line::Blank);
    }
    let mut groups: Vec<&str> = Vec::new();
    for binding in app.keymap.bindings() {
        if !groups.contains(&binding.group.as_str()) {
            groups.push(&binding.group);
        }
    }
    for group in groups {
        out.push(Line::Head(group.to_owned()));
        for binding in app.keymap.bindings().iter().filter(|b| b.group == group) {
            let elsewhere = if binding.is_for(app.lens) { "" } else { "  (in other lenses)" };
            out.push(Line::Pair(app.keymap.keys_of(&binding.action), format!("{}{elsewhere}", binding.help)));
        }
        out.push(Line::Blank);
    }
    out
}

fn warnings(app: &App) -> Vec<Line> {
    let Some(comparison) = &app.pairing.comparison else { return vec![Line::Text("still comparing …".to_owned())] };
    let mut out: Vec<Line> = Vec::new();
    for warning in &comparison.warnings {
        out.push(Line::Head(warning.badge.clone()));
        out.push(Line::Text(warning.why.clone()));
        out.push(Line::Blank);
    }
    if out.is_empty() {
        out.push(Line::Text("Nothing speaks against comparing these two.".to_owned()));
    }
    out.push(Line::Text(ONE_ARTICLE.to_owned()));
    out
}

/// What every comparison and export says.
pub const ONE_ARTICLE: &str = "One article is not an outlet: the figures describe these texts, nothing more.";

fn definition(id: MeasureId) -> Vec<Line> {
    let pair = |label: &str, text: String| Line::Pair(label.to_owned(), text);
    super::definitions::full(id).into_iter().map(|(label, text)| pair(label, text)).collect()
}

fn dropped(app: &App, side: Side) -> Vec<Line> {
    let Some(article) = app.text_of(side) else { return Vec::new() };
    let mut out = Vec::new();
    for (number, line) in article.dropped() {
        let edited = if line.edited { " · edited" } else { "" };
        out.push(Line::Head(format!("line {number} · {} · {}{edited}", line.role.name().replace('_', " "), line.why)));
        out.push(Line::Text(article.slice(line.span).to_owned()));
    }
    if out.is_empty() {
        out.push(Line::Text("Every line of this file is counted.".to_owned()));
    }
    for notice in &article.notices {
        out.push(Line::Text(notice.text.clone()));
    }
    out
}

/// The footer: keys with their words in the order of the key map, as many as fit into `width` cells; where not all do,
/// those that are to stay longest.
pub fn footer(app: &App, width: u16) -> Vec<(String, String)> {
    let mut list: Vec<(usize, u8, String, String)> = app
        .keymap
        .bindings()
        .iter()
        .enumerate()
        .filter(|(_, b)| b.is_for(app.lens))
        .filter_map(|(i, b)| Some((i, b.stay.unwrap_or(u8::MAX), app.keymap.key_of(&b.action), b.foot.clone()?)))
        .filter(|(_, _, key, _)| !key.is_empty())
        .collect();
    list.sort_by_key(|(i, stay, ..)| (*stay, *i));
    let (mut room, mut full) = (usize::from(width.saturating_sub(1)), false);
    list.retain(|(_, stay, key, word)| {
        let cells = foot_cells(key, word);
        // What has no rank does not take the place of what did not fit.
        let fits = cells <= room && (!full || *stay < u8::MAX);
        full |= !fits;
        room -= if fits { cells } else { 0 };
        fits
    });
    list.sort_by_key(|(i, ..)| *i);
    list.into_iter().map(|(.., key, word)| (key, word)).collect()
}

/// Cells of a key and its word in the footer, with the space behind them.
pub fn foot_cells(key: &str, word: &str) -> usize {
    wrap::width(key) + wrap::width(word) + 3
}
