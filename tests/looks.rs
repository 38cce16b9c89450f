//! How the dashboard looks where colours are missing, what the welcome takes up, and what is told of the user's own lists.

mod common;

use common::{app, frame};
use parallax::{
    analysis::{ListFile, ListName, Packed},
    app::{Action, App, Colours, Layer, Lens, overlay::Overlay, update},
    view::Theme,
};
use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier},
};

/// The glyphs of a frame, row by row.
fn rows(buffer: &Buffer) -> Vec<String> {
    let row = |y: u16| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..buffer.area.height).map(row).collect()
}

const SIZE: (u16, u16) = (120, 40);

/// The modifiers that stand in a frame.
fn modifiers(buffer: &Buffer) -> Modifier {
    buffer.content().iter().fold(Modifier::empty(), |all, cell| all | cell.modifier)
}

fn with(theme: &str, colours: Colours, lens: Lens) -> (App, Buffer) {
    let mut app = app();
    app.colours = colours;
    update(&mut app, Action::UseTheme(theme.to_owned()));
    update(&mut app, Action::Toggle(Layer::Indirect));
    update(&mut app, Action::Show(lens));
    let buffer = frame(&mut app, SIZE);
    (app, buffer)
}

#[test]
fn without_colours_every_theme_tells_all_by_other_means_in_every_lens() {
    for theme in Theme::names() {
        for lens in Lens::ALL {
            let (app, buffer) = with(theme, Colours::None, lens);
            let coloured = |c: &ratatui::buffer::Cell| c.fg != Color::Reset || c.bg != Color::Reset;
            assert!(!buffer.content().iter().any(coloured), "{theme} {}", lens.name());
            let used = modifiers(&buffer);
            assert!(used.contains(Modifier::BOLD | Modifier::REVERSED), "{theme} {}: {used:?}", lens.name());
            if lens == Lens::Text {
                assert!(used.contains(Modifier::UNDERLINED | Modifier::ITALIC), "{theme}: {used:?}");
            }
            let same = with("mono", Colours::True, lens).1;
            let glyphs_and_styles =
                |b: &Buffer| b.content().iter().map(|c| (c.symbol().to_owned(), c.modifier)).collect::<Vec<_>>();
            // The status line names the theme; all above it is the same.
            let above = usize::from(SIZE.0) * usize::from(SIZE.1 - 3);
            let head = |b: &Buffer| glyphs_and_styles(b).into_iter().take(above).collect::<Vec<_>>();
            assert_eq!(head(&buffer), head(&same), "{theme} {} {}", lens.name(), app.theme);
        }
    }
}

#[test]
fn the_selected_row_is_in_reverse_and_has_a_sign_in_every_lens_without_colours() {
    for lens in [Lens::Overview, Lens::Voices, Lens::Language, Lens::Topics, Lens::Differences, Lens::Across] {
        let (_, buffer) = with("dark", Colours::None, lens);
        let reversed = |y: u16| (0..SIZE.0).filter(|x| buffer[(*x, y)].modifier.contains(Modifier::REVERSED)).count();
        // The tab of the lens is in reverse too, on the first row.
        let row = (1..SIZE.1).find(|y| reversed(*y) > 10);
        let row = row.unwrap_or_else(|| panic!("no row is in reverse in {}", lens.name()));
        assert!(rows(&buffer)[usize::from(row)].contains('>'), "{}: {}", lens.name(), rows(&buffer)[usize::from(row)]);
    }
}

#[test]
fn true_colours_are_used_only_where_the_terminal_has_them() {
    for (colours, allowed) in [(Colours::True, true), (Colours::Indexed, false), (Colours::Sixteen, false)] {
        let (_, buffer) = with("dark", colours, Lens::Voices);
        let rgb = |c: &ratatui::buffer::Cell| matches!(c.fg, Color::Rgb(..)) || matches!(c.bg, Color::Rgb(..));
        assert_eq!(buffer.content().iter().any(rgb), allowed, "{colours:?}");
    }
}

#[test]
fn the_welcome_takes_five_lines_at_every_width_and_any_key_closes_it() {
    for width in 60..=200 {
        let mut app = app();
        app.welcome = true;
        let shown = frame(&mut app, (width, 24));
        update(&mut app, Action::Unbound("Z".to_owned()));
        assert!(!app.welcome);
        app.status = parallax::app::Status::Quiet;
        let plain = frame(&mut app, (width, 24));
        let differ = rows(&shown).iter().zip(rows(&plain)).filter(|(a, b)| *a != b).count();
        assert!((3..=5).contains(&differ), "{differ} lines at {width}");
        assert!(rows(&shown).iter().any(|r| r.contains("parallax FOLDER")), "{width}");
    }
}

#[test]
fn an_entry_of_an_own_list_says_in_its_lens_where_it_comes_from() {
    let base = app();
    let text = "\n[[term]]\nterm = \"efforts\"\ncategory = \"noun\"\ngloss = \"mine\"\n";
    let file = |origin: &str| ListFile { list: ListName::Loaded, origin: origin.into(), text: text.into() };
    let (lists, mistakes) = base.lists.with_files(&[file("lists/loaded.toml"), file("parallax.loaded.toml")]);
    assert!(mistakes.is_empty());
    let mut corpus = parallax::workspace::Corpus::clone(&base.corpus);
    for entry in &mut corpus.entries {
        entry.profile = Some(Packed::of(parallax::analysis::analyze(&entry.article, &lists)).into());
    }
    let mut app = App::new(corpus.into(), lists.into());
    update(&mut app, Action::Show(Lens::Language));
    let at = app.rows(app.panel).iter().position(|r| r.label.to_lowercase() == "efforts").expect("the term has a row");
    for _ in 0..at {
        update(&mut app, Action::Down);
    }
    let told = "from parallax.loaded.toml:2, over lists/loaded.toml:2";
    let screen = rows(&frame(&mut app, (160, 45))).join("\n");
    assert!(screen.contains(told), "{screen}");
    update(&mut app, Action::Open);
    let Some(Overlay::Evidence(passages)) = app.overlays.last() else { panic!("the passages are open") };
    assert!(passages.lists.iter().flatten().all(|p| p.why.contains(told)), "{passages:?}");
    update(&mut app, Action::Back);
    update(&mut app, Action::Lists);
    let screen = rows(&frame(&mut app, (160, 45))).join("\n");
    assert!(screen.contains("loaded · 1 entry") && screen.contains("efforts: parallax.loaded.toml:2"), "{screen}");
}

#[test]
fn after_reading_again_only_what_is_wrong_now_is_listed() {
    let mut app = app();
    let list = |names: &[&str]| Action::Mistakes(names.iter().map(|n| (*n).to_owned()).collect());
    update(&mut app, list(&["a.toml:1:1: wrong", "a.toml:2:1: wrong too"]));
    update(&mut app, Action::Complain("x.txt: no article".to_owned()));
    assert_eq!(app.problems().count(), 3);
    update(&mut app, Action::Reload);
    update(&mut app, list(&["a.toml:2:1: wrong too"]));
    update(&mut app, Action::Reread(5, 3));
    assert_eq!(app.problems().collect::<Vec<_>>(), ["a.toml:2:1: wrong too"]);
    let said = format!("{:?}", app.status);
    assert!(said.contains("read again: 5 articles, 3 entries of your own lists, 1 mistake: ! lists it"), "{said}");
    update(&mut app, list(&[]));
    update(&mut app, Action::Reread(5, 3));
    assert_eq!(app.problems().count(), 0);
    assert!(format!("{:?}", app.status).contains("no mistakes"));
}

#[test]
fn an_unbound_key_says_so_over_the_briefing_too() {
    let mut app = app();
    update(&mut app, Action::Show(Lens::Voices));
    update(&mut app, Action::Briefing);
    frame(&mut app, SIZE);
    update(&mut app, Action::Unbound("Z".to_owned()));
    let screen = rows(&frame(&mut app, SIZE));
    assert!(screen.last().is_some_and(|row| row.contains("no action on Z")), "{screen:#?}");
}

#[test]
fn a_long_mistake_says_in_the_status_line_where_it_stands_in_full() {
    let mut app = app();
    let message = format!("/a/long/way/to/parallax.topics.toml:3:1: unknown field {}", "x".repeat(100));
    update(&mut app, Action::Mistakes(vec![message.clone()]));
    let screen = rows(&frame(&mut app, (80, 24)));
    let status = &screen[22];
    assert!(status.contains("! parallax.topics.toml:3:1:") && status.contains("(! in full)"), "{status}");
    update(&mut app, Action::Messages);
    let screen = rows(&frame(&mut app, (80, 24))).join("");
    assert!(screen.contains("/a/long/way/to/parallax.topics.toml:3:1"), "{screen}");
}
