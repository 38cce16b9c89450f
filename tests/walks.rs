//! Walks over everything the dashboard can open: every overlay under resizing, pasting and the mouse; every row of every
//! lens with the passages behind its figures and the definition behind its measure.

#![expect(clippy::panic, reason = "a test says what it misses")]

mod common;

use common::{app, frame};
use parallax::{
    app::{
        Action, App, Lens, Panel, Side, Status,
        overlay::{Overlay, Sheet},
        rows::What,
        sheets, update,
    },
    comparison::{Measure, MeasureId},
};
use ratatui::buffer::Buffer;

fn text(buffer: &Buffer) -> String {
    buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect()
}

fn act(app: &mut App, names: &str) {
    for name in names.split_whitespace() {
        match name.strip_prefix("prefix-") {
            Some(key) => update(app, Action::Prefix(key.chars().next().expect("a key"))),
            None => update(app, Action::named(name).unwrap_or_else(|| panic!("no action {name}"))),
        };
        frame(app, (120, 40));
    }
}

/// What opens each overlay, from the overview.
const OVERLAYS: &[&str] = &[
    "open open",
    "text open",
    "help",
    "open warnings",
    "open define",
    "dropped",
    "differences define",
    "palette",
    "files",
    "columns",
    "open jump",
    "shot-options",
    "open edit",
    "text edit",
    "edit",
    "open note",
    "search",
    "search-all",
    "open filter",
    "bookmark",
    "go-bookmark",
    "open briefing",
    "open open edit",
    "open open define",
    "lists",
    "messages",
    "shot-options bottom open",
    "open briefing shot-options bottom open",
];

/// Keys that wait for a second one.
const PREFIXES: &[&str] = &["prefix-g", "open prefix-v"];

fn opened(names: &str) -> App {
    let mut app = app();
    app.messages.push("a.txt: no article in it".to_owned());
    frame(&mut app, (120, 40));
    act(&mut app, names);
    let is_open = !app.overlays.is_empty() || app.prefix.is_some();
    assert!(is_open, "'{names}' opens nothing: {:?}", app.status);
    app
}

#[test]
fn every_overlay_survives_resizing_to_any_size_and_back() {
    for names in OVERLAYS.iter().chain(PREFIXES) {
        let mut app = opened(names);
        let before = (app.overlays.clone(), text(&frame(&mut app, (120, 40))));
        for size in [(60, 20), (75, 24), (59, 20), (60, 19), (20, 5), (1, 1), (240, 70), (80, 24)] {
            let drawn = text(&frame(&mut app, size));
            if size.0 < 60 || size.1 < 20 {
                assert!(size.0 < 20 || drawn.contains("60"), "{names} at {size:?} does not say what it needs");
            }
            update(&mut app, Action::Down);
            frame(&mut app, size);
            update(&mut app, Action::Up);
        }
        app.overlays.clone_from(&before.0);
        app.status = Status::Quiet;
        assert_eq!(text(&frame(&mut app, (120, 40))).len() > 100, before.1.len() > 100, "{names}");
    }
}

#[test]
fn what_is_pasted_into_an_overlay_is_neutral_and_what_takes_no_text_says_so() {
    let hostile = "ab\u{1b}[31m\u{7}\r\n\tc\u{0}d\u{202e}e";
    for names in OVERLAYS.iter().chain(PREFIXES) {
        let mut app = opened(names);
        let takes_text = app.overlays.last().is_some_and(Overlay::takes_text);
        update(&mut app, Action::Paste(hostile.to_owned()));
        for size in [(120, 40), (60, 20)] {
            let drawn = text(&frame(&mut app, size));
            let bad = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!drawn.chars().any(bad), "{names}: a control character is drawn");
        }
        match app.overlays.last() {
            Some(Overlay::Menu(menu)) => assert!(menu.input.starts_with("ab"), "{names}: {:?}", menu.input),
            Some(Overlay::Prompt(p)) if !p.ask.is_letter() => {
                assert!(p.text.starts_with("ab") && !p.text.chars().any(char::is_control), "{names}: {:?}", p.text);
            }
            _ if !takes_text => assert_ne!(app.status, Status::Quiet, "{names}: nothing is said"),
            _ => {}
        }
    }
}

#[test]
fn every_overlay_takes_the_mouse() {
    for names in OVERLAYS.iter().chain(PREFIXES) {
        for size in [(120, 40), (60, 20)] {
            let mut app = opened(names);
            frame(&mut app, size);
            for (x, y) in [(0, 0), (size.0 / 2, size.1 / 2), (size.0 - 1, size.1 - 1), (5, 6)] {
                for step in [3, -3, 30, -30] {
                    update(&mut app, Action::Wheel(x, y, step));
                    frame(&mut app, size);
                }
                update(&mut app, Action::Click(x, y));
                frame(&mut app, size);
            }
        }
    }
}

#[test]
fn a_click_beside_an_overlay_closes_it_and_one_on_a_tab_opens_the_lens() {
    let mut app = opened("help");
    let inside = app.layout.overlay.expect("drawn");
    update(&mut app, Action::Click(inside.right() + 1, inside.bottom()));
    assert!(app.overlays.is_empty());
    frame(&mut app, (120, 40));
    for (lens, place) in app.layout.tabs.clone() {
        update(&mut app, Action::Click(place.x, place.y));
        assert_eq!(app.lens, lens);
        frame(&mut app, (120, 40));
    }
}

#[test]
fn the_wheel_moves_in_sheets_lists_and_texts() {
    let mut app = opened("help");
    frame(&mut app, (80, 24));
    update(&mut app, Action::Wheel(40, 10, 3));
    assert!(matches!(app.overlays.last(), Some(Overlay::Sheet(Sheet::Help, 1..))));
    let mut app = super_text();
    let before = text(&frame(&mut app, (120, 40)));
    update(&mut app, Action::Wheel(30, 20, 9));
    assert_ne!(text(&frame(&mut app, (120, 40))), before);
}

fn super_text() -> App {
    let mut app = app();
    frame(&mut app, (120, 40));
    act(&mut app, "text");
    app
}

#[test]
fn a_long_sheet_can_be_read_to_its_end_at_every_size() {
    for size in [(60, 20), (80, 24), (160, 45)] {
        let mut app = app();
        frame(&mut app, size);
        update(&mut app, Action::Help);
        frame(&mut app, size);
        update(&mut app, Action::Bottom);
        let drawn = text(&frame(&mut app, size));
        assert!(drawn.contains("Ctrl-c"), "{size:?}: the last key is out of reach");
    }
}

/// The words of the body that begin within the passages.
fn words_within(app: &App, side: Side, spans: &[parallax::text::Span]) -> usize {
    let profile = app.entry(side).and_then(parallax::workspace::Entry::open).expect("analysed");
    profile.document.words.iter().filter(|w| spans.iter().any(|s| s.contains(w.start as usize))).count()
}

fn check_measure(app: &App, side: Side, m: &Measure, passages: &[parallax::text::Span]) {
    let label = format!("{:?} of {side:?} in {:?}", m.id, app.pair);
    let found = if m.id.counts_words() { words_within(app, side, passages) } else { passages.len() };
    // The number of words of the body is not a list of findings but the body itself.
    let shown = if m.id == MeasureId::BodyWords { found } else { m.count };
    assert_eq!(found, shown, "{label}: {}", m.text());
}

/// Every figure of every selectable row of every lens is the length of the list that Enter opens, in words where it
/// counts words.
#[test]
fn every_figure_equals_the_list_that_enter_opens() {
    for (a, b) in [(0, 1), (2, 4), (3, 1)] {
        for lens in [Lens::Voices, Lens::Language, Lens::Topics, Lens::Differences] {
            let mut app = app();
            frame(&mut app, (160, 45));
            update(&mut app, Action::Pair(a, b));
            update(&mut app, Action::Show(lens));
            for panel in [Panel::ListA, Panel::ListB, Panel::Table] {
                for at in 0..app.rows(panel).len() {
                    walk_row(&mut app, lens, panel, at);
                }
            }
        }
    }
}

fn walk_row(app: &mut App, lens: Lens, panel: Panel, at: usize) {
    app.lens = lens;
    app.panel = panel;
    app.side = panel.side().unwrap_or(app.side);
    app.cursors[lens.index()][panel as usize] = at;
    let row = app.rows(panel)[at].clone();
    app.status = Status::Quiet;
    update(app, Action::Open);
    let lists = match app.overlays.pop() {
        Some(Overlay::Evidence(p)) => p.lists,
        None => {
            assert_ne!(app.status, Status::Quiet, "{}: Enter does nothing and says nothing", row.label);
            Default::default()
        }
        other => panic!("{}: {other:?}", row.label),
    };
    let spans: Vec<Vec<_>> = lists.iter().map(|l| l.iter().map(|e| e.span).collect()).collect();
    let lengths = [spans[0].len(), spans[1].len()];
    match &row.what {
        What::Measure(m) => {
            let comparison = app.pairing.comparison.clone().expect("compared");
            let pair = comparison.measures.iter().find(|p| p.a.id == m.id).expect("the measure");
            check_measure(app, Side::A, &pair.a, &spans[0]);
            check_measure(app, Side::B, &pair.b, &spans[1]);
        }
        What::Voice(v) => {
            let side = panel.side().expect("a list");
            let found = words_within(app, side, &spans[side.index()]);
            assert_eq!(found, if v.words > 0 { v.words } else { v.indirect }, "{}", row.label);
        }
        What::Term(t) => assert_eq!(t.counts.iter().sum::<usize>(), lengths[0] + lengths[1], "{}", row.label),
        What::Topic(t) => assert_eq!(t.counts, lengths, "{}", row.label),
        What::Word { counts, .. } => assert_eq!(*counts, lengths, "{}", row.label),
        What::Counts { counts, note, .. } if !note.contains("words in both") => {
            assert_eq!(*counts, lengths, "{}", row.label);
        }
        _ => {}
    }
}

/// `i` on every measure shows its definition, with nothing missing, and on every other row what the screen shows.
#[test]
fn every_measure_can_be_asked_what_it_means() {
    let check = |app: &mut App, what: &str| -> Sheet {
        update(app, Action::Define);
        let Some(Overlay::Sheet(sheet, _)) = app.overlays.pop() else { panic!("{what}: i opens nothing") };
        let lines = sheets::lines(app, &sheet);
        assert!(!lines.is_empty(), "{what}: nothing is explained");
        if matches!(sheet, Sheet::Definition(_)) {
            let said: Vec<&str> = lines
                .iter()
                .filter_map(|l| match l {
                    sheets::Line::Pair(label, text) if !text.trim().is_empty() => Some(label.as_str()),
                    _ => None,
                })
                .collect();
            for part in ["formula", "unit", "base", "source", "take care"] {
                assert!(said.contains(&part), "{what}: no {part}");
            }
        }
        sheet
    };
    for lens in Lens::ALL {
        let mut app = app();
        frame(&mut app, (160, 45));
        update(&mut app, Action::Show(lens));
        for panel in lens.panels() {
            app.panel = *panel;
            check(&mut app, lens.name());
            for at in 0..app.rows(*panel).len() {
                app.cursors[lens.index()][*panel as usize] = at;
                let row = app.rows(*panel)[at].clone();
                let sheet = check(&mut app, &row.label);
                if let What::Measure(m) = &row.what {
                    assert_eq!(sheet, Sheet::Definition(m.id), "{}", row.label);
                }
            }
        }
    }
    let mut app = app();
    frame(&mut app, (160, 45));
    for column in parallax::app::overview::Column::ALL {
        update(&mut app, Action::Show(Lens::Overview));
        app.overview.sort = column;
        check(&mut app, column.head());
    }
}
