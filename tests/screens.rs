//! Screens over the embedded samples: actions in, cells out. A snapshot shows every glyph and, below, every style.
//!
//! After a change that is meant to show: `INSTA_UPDATE=always cargo test --test screens`, then read the difference.

mod common;

use std::{collections::BTreeMap, fmt::Write as _};

use common::{app, frame};
use parallax::{
    app::{Action, App, Lens, Panel, Side, Status, overlay::Overlay, update},
    view,
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Modifier},
};

/// Carries out named actions one by one, with a frame after each.
fn after(app: &mut App, size: (u16, u16), names: &str) -> Buffer {
    frame(app, size);
    for name in names.split_whitespace() {
        update(app, Action::named(name).expect("an action of the key map"));
        frame(app, size);
    }
    frame(app, size)
}

fn glyphs(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += (unicode_width::UnicodeWidthStr::width(symbol).max(1)) as u16;
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// One letter a cell for its style, runs shortened, and what the letters mean.
fn styles(buffer: &Buffer) -> String {
    let mut legend: BTreeMap<String, char> = BTreeMap::new();
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut runs: Vec<(char, usize)> = Vec::new();
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let style = describe(cell.fg, cell.bg, cell.modifier);
            let next = char::from(b'a' + (legend.len() % 26) as u8);
            let letter = if style.is_empty() { '.' } else { *legend.entry(style).or_insert(next) };
            match runs.last_mut() {
                Some((l, n)) if *l == letter => *n += 1,
                _ => runs.push((letter, 1)),
            }
        }
        let line: Vec<String> = runs.iter().map(|(l, n)| format!("{l}{n}")).collect();
        let _ = writeln!(out, "{}", line.join(" "));
    }
    for (style, letter) in legend {
        let _ = writeln!(out, "{letter} = {style}");
    }
    out
}

fn describe(fg: Color, bg: Color, modifier: Modifier) -> String {
    let mut parts = Vec::new();
    parts.extend((fg != Color::Reset).then(|| format!("{fg}")));
    parts.extend((bg != Color::Reset).then(|| format!("on {bg}")));
    parts.extend((!modifier.is_empty()).then(|| format!("{modifier:?}")));
    parts.join(" ")
}

fn check(name: &str, size: (u16, u16), names: &str) {
    let mut app = app();
    let buffer = after(&mut app, size, names);
    let text = format!("{}\n{}", glyphs(&buffer), styles(&buffer));
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), text);
    });
}

/// Each snapshot: name and the actions that lead to it from the overview.
const SCREENS: &[(&str, &str)] = &[
    ("overview", ""),
    ("voices", "open"),
    ("language", "language"),
    ("topics", "topics"),
    ("differences", "differences"),
    ("text", "text layer-indirect layer-topics"),
    ("across", "across"),
    ("evidence", "open open"),
    ("help", "help"),
    ("definition", "open focus-next focus-next down down define"),
    ("warnings", "open warnings"),
    ("dropped", "open swap dropped"),
    ("palette", "palette"),
    ("correct", "open open edit"),
    ("briefing-voices", "open briefing"),
    ("briefing-language", "language briefing"),
];

#[test]
fn at_160x45() {
    for (name, actions) in SCREENS {
        check(name, (160, 45), actions);
    }
}

#[test]
fn at_80x24() {
    for (name, actions) in SCREENS {
        check(name, (80, 24), actions);
    }
}

#[test]
fn at_the_smallest_size_and_in_one_column() {
    for (name, actions) in &SCREENS[..7] {
        check(name, (60, 20), actions);
    }
}

#[test]
fn below_the_smallest_size_it_says_what_it_needs() {
    let mut app = app();
    let text = glyphs(&frame(&mut app, (59, 20)));
    assert!(text.contains("60x20") && text.contains("59x20"), "{text}");
}

#[test]
fn no_size_panics_and_nothing_is_drawn_outside() {
    let mut app = app();
    for (_, actions) in SCREENS {
        app.overlays.clear();
        after(&mut app, (100, 30), actions);
        for (width, height) in
            [(0, 0), (1, 1), (3, 2), (20, 5), (60, 20), (61, 21), (75, 20), (76, 20), (300, 20), (60, 120)]
        {
            let outer = Rect::new(0, 0, width + 4, height + 4);
            let mut buffer = Buffer::empty(outer);
            for cell in &mut buffer.content {
                cell.set_symbol("#");
            }
            let area = Rect::new(2, 2, width, height);
            view::draw(&app, area, &mut buffer);
            for y in 0..outer.height {
                for x in 0..outer.width {
                    let inside = area.contains((x, y).into());
                    assert!(inside || buffer[(x, y)].symbol() == "#", "{actions} {width}x{height}: cell {x},{y}");
                }
            }
        }
    }
}

/// What of the state an action may change so that a person sees it.
fn visible(app: &mut App) -> (String, Status, usize) {
    let buffer = frame(app, (120, 40));
    (glyphs(&buffer) + &styles(&buffer), app.status.clone(), app.overlays.len())
}

#[test]
fn every_action_does_something_or_says_why_not() {
    let mut dead = Vec::new();
    for (name, action) in Action::bindable() {
        for start in ["", "open", "text", "notes", "open open"] {
            let mut app = app();
            after(&mut app, (120, 40), start);
            // In the middle of a list or text, so that every direction has somewhere to go.
            update(&mut app, Action::Down);
            app.status = Status::Quiet;
            let before = visible(&mut app);
            let effects = update(&mut app, action.clone());
            let after = visible(&mut app);
            if before == after && effects.is_empty() {
                dead.push(format!("{name} from '{start}'"));
            }
        }
    }
    assert!(dead.is_empty(), "silently dead: {dead:?}");
}

#[test]
fn the_count_shown_equals_the_list_it_opens() {
    let mut app = app();
    for lens in [Lens::Voices, Lens::Language, Lens::Topics, Lens::Differences] {
        update(&mut app, Action::Show(lens));
        for panel in [Panel::ListA, Panel::ListB, Panel::Table] {
            for row in app.rows(panel) {
                use parallax::app::rows::What;
                let lengths = [row.passages[0].len(), row.passages[1].len()];
                match &row.what {
                    What::Counts { counts, note, .. } if !note.contains("in both") => {
                        assert_eq!(*counts, lengths, "{}", row.label);
                    }
                    What::Topic(t) => assert_eq!(t.counts, lengths, "{}", row.label),
                    What::Term(t) => {
                        assert_eq!(t.counts.iter().sum::<usize>(), lengths[0] + lengths[1], "{}", row.label);
                    }
                    What::Word { counts, .. } => assert_eq!(*counts, lengths, "{}", row.label),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn enter_leads_from_a_number_to_its_text_and_back() {
    let mut app = app();
    after(&mut app, (160, 45), "open open open");
    assert_eq!(app.lens, Lens::Text);
    let span = app.text[app.side.index()].selected.expect("a marked passage");
    let article = app.text_of(app.side).expect("an article").clone();
    let line = article.line_of(span.start as usize);
    let text = glyphs(&frame(&mut app, (160, 45)));
    assert!(text.contains(&format!(" {line} ")), "line {line} is in sight\n{text}");
    update(&mut app, Action::Back);
    assert_eq!(app.lens, Lens::Voices);
    assert!(matches!(app.overlays.last(), Some(Overlay::Evidence(_))));
    update(&mut app, Action::Back);
    assert!(app.overlays.is_empty());
    update(&mut app, Action::Back);
    assert_eq!(app.lens, Lens::Overview);
}

#[test]
fn pairs_are_walked_in_both_directions() {
    let mut app = app();
    update(&mut app, Action::Show(Lens::Voices));
    let mut seen = vec![app.pair];
    for _ in 1..10 {
        update(&mut app, Action::NextPair);
        assert!(!seen.contains(&app.pair));
        seen.push(app.pair);
    }
    update(&mut app, Action::NextPair);
    assert_eq!(app.pair, seen[0]);
    update(&mut app, Action::PreviousPair);
    assert_eq!(app.pair, seen[9]);
    assert_eq!(app.pair_number().1, 10);
}

#[test]
fn brackets_change_the_focused_side_and_never_pair_an_article_with_itself() {
    let mut app = app();
    update(&mut app, Action::Show(Lens::Voices));
    update(&mut app, Action::Focus(Side::B));
    let left = app.pair.0;
    for _ in 0..8 {
        update(&mut app, Action::NextArticle);
        assert_eq!(app.pair.0, left);
        assert_ne!(app.pair.0, app.pair.1);
    }
    let (a, b) = app.pair;
    update(&mut app, Action::Swap);
    assert_eq!(app.pair, (b, a));
}

#[test]
fn commands_name_articles_and_say_what_is_wrong() {
    let mut app = app();
    update(&mut app, Action::Command("pair press-tv southfront".to_owned()));
    let names: Vec<&str> = Side::BOTH.into_iter().filter_map(|s| app.entry(s)).map(|e| e.label.as_str()).collect();
    assert_eq!(names, ["Press TV", "SouthFront"]);
    for wrong in ["pair nobody southfront", "pair x", "fly", "theme pink", "shot a.gif", "sort beauty"] {
        update(&mut app, Action::Command(wrong.to_owned()));
        assert!(matches!(app.status, Status::Problem(_)), "{wrong}: {:?}", app.status);
    }
}

#[test]
fn a_search_marks_its_hits_and_n_walks_them() {
    let mut app = app();
    after(&mut app, (120, 40), "text search");
    for c in "ukraine".chars() {
        update(&mut app, Action::Type(c));
    }
    update(&mut app, Action::Open);
    let first = app.text[0].selected.expect("a hit");
    update(&mut app, Action::NextHit);
    let second = app.text[0].selected.expect("a hit");
    assert!(second.start > first.start);
    update(&mut app, Action::PreviousHit);
    assert_eq!(app.text[0].selected, Some(first));
}

#[test]
fn what_was_found_everywhere_can_be_gone_to() {
    let mut app = app();
    update(&mut app, Action::Command("find kremlin".to_owned()));
    assert!(matches!(app.overlays.last(), Some(Overlay::Menu(m)) if !m.items.is_empty()));
    update(&mut app, Action::Open);
    assert_eq!(app.lens, Lens::Text);
    let shown = glyphs(&frame(&mut app, (80, 24)));
    assert!(shown.to_lowercase().contains("kremlin"), "the hit is in sight at once\n{shown}");
    let marked = app.text[app.side.index()].selected.expect("a passage");
    assert!(app.text_of(app.side).expect("an article").slice(marked).eq_ignore_ascii_case("kremlin"));
}

#[test]
fn a_correction_can_be_taken_back() {
    let mut app = app();
    after(&mut app, (120, 40), "open open edit");
    assert!(matches!(app.overlays.last(), Some(Overlay::Menu(_))));
    // The first item asks for the speaker, the first of those is a name.
    update(&mut app, Action::Open);
    let effects = update(&mut app, Action::Open);
    assert_eq!(app.edits.len(), 1, "{:?}", app.overlays.last());
    assert!(matches!(effects.first(), Some(parallax::app::Effect::WriteEdits { changed, .. }) if changed.len() == 1));
    update(&mut app, Action::Undo);
    assert!(app.edits.is_empty());
    update(&mut app, Action::Redo);
    assert_eq!(app.edits.len(), 1);
}

#[test]
fn the_overview_sorts_marks_and_filters() {
    let mut app = app();
    update(&mut app, Action::Command("sort words".to_owned()));
    let words = |app: &App, i: usize| app.corpus.entries[i].profile.as_ref().expect("analysed").words;
    let order: Vec<usize> = app.overview.order.iter().map(|i| words(&app, *i)).collect();
    assert!(order.is_sorted_by(|a, b| a >= b), "{order:?}");
    update(&mut app, Action::Mark);
    update(&mut app, Action::Mark);
    let marked = app.overview.marked.clone();
    update(&mut app, Action::Open);
    assert_eq!(app.pair, (marked[0], marked[1]));
    update(&mut app, Action::Command("filter trump".to_owned()));
    assert!(!app.overview.order.is_empty() && app.overview.order.len() < 5);
    update(&mut app, Action::Back);
    assert_eq!(app.overview.order.len(), 5);
}

/// The dashboard over the first of the samples alone.
fn alone() -> App {
    let mut corpus = (*app().corpus).clone();
    corpus.entries.truncate(1);
    let lists = app().lists.clone();
    let mut app = App::new(corpus.into(), lists);
    update(&mut app, Action::Show(Lens::Overview));
    app
}

#[test]
fn one_article_alone_can_be_looked_at() {
    let mut app = alone();
    after(&mut app, (120, 40), "open");
    assert_eq!(app.lens, Lens::Voices);
    assert!(!app.rows(Panel::ListA).is_empty() && !app.rows(Panel::Table).is_empty());
    assert!(app.rows(Panel::ListB).is_empty());
    let text = glyphs(&frame(&mut app, (120, 40)));
    assert!(text.contains("no second article; F opens files"), "{text}");
    assert!(!text.contains("comparing"), "{text}");
    after(&mut app, (120, 40), "language");
    assert!(!app.rows(Panel::Table).is_empty());
    after(&mut app, (120, 40), "topics");
    assert!(!app.rows(Panel::Table).is_empty());
}

#[test]
fn no_action_panics_on_one_article_or_none() {
    for keep in [0, 1] {
        for (name, action) in Action::bindable() {
            for start in ["overview", "voices", "language", "topics", "differences", "text", "notes", "across", "story"]
            {
                let mut app = alone();
                let mut corpus = (*app.corpus).clone();
                corpus.entries.truncate(keep);
                app.corpus = corpus.into();
                after(&mut app, (100, 40), start);
                update(&mut app, action.clone());
                update(&mut app, Action::Open);
                frame(&mut app, (100, 40));
                frame(&mut app, (60, 20));
                let _ = name;
            }
        }
    }
}

#[test]
fn a_lens_key_focuses_its_own_list() {
    let mut app = app();
    for (lens, panel) in [
        (Lens::Voices, Panel::ListA),
        (Lens::Language, Panel::ListA),
        (Lens::Topics, Panel::Table),
        (Lens::Differences, Panel::Table),
        (Lens::Notes, Panel::Table),
    ] {
        after(&mut app, (160, 45), "text");
        assert!(app.panel.is_text());
        update(&mut app, Action::Show(lens));
        assert_eq!(app.panel, panel, "{lens:?}");
    }
}

#[test]
fn enter_in_the_overview_puts_the_selected_article_left() {
    for row in 0..5 {
        let mut app = app();
        update(&mut app, Action::Show(Lens::Overview));
        for _ in 0..row {
            update(&mut app, Action::Down);
        }
        let selected = app.selected_article().expect("an article");
        update(&mut app, Action::Open);
        assert_eq!(app.pair.0, selected);
        assert_ne!(app.pair.1, selected);
    }
}

/// Cells of the longest bar in a row of half a screen.
fn longest_bar(text: &str, side: Side) -> usize {
    let halves = |line: &str| {
        let cells: Vec<char> = line.chars().collect();
        let (left, right) = cells.split_at(cells.len().min(80));
        let half = if side == Side::A { left } else { right };
        half.iter().filter(|c| **c == '█').count()
    };
    text.lines().take(18).map(halves).max().unwrap_or(0)
}

#[test]
fn bars_of_both_sides_share_one_scale() {
    let mut app = app();
    let text = |app: &mut App| glyphs(&after(app, (160, 45), "voices"));
    let before = text(&mut app);
    update(&mut app, Action::Swap);
    let swapped = text(&mut app);
    assert_eq!(longest_bar(&before, Side::A), longest_bar(&swapped, Side::B));
    assert_eq!(longest_bar(&before, Side::B), longest_bar(&swapped, Side::A));
}

#[test]
fn the_bar_of_the_selected_row_stands_out_in_every_theme() {
    for theme in view::Theme::names() {
        let mut app = app();
        update(&mut app, Action::UseTheme(theme.to_owned()));
        let buffer = after(&mut app, (160, 45), "open");
        let text = glyphs(&buffer);
        let y = text.lines().position(|l| l.contains("│> ")).expect("a selected row") as u16;
        let full = (0..79).find(|&x| buffer[(x, y)].symbol() == "█").expect("a bar");
        let (bar, name) = (&buffer[(full, y)], &buffer[(4, y)]);
        assert!(!bar.modifier.contains(Modifier::REVERSED), "{theme}: the bar is drawn in the ground");
        assert_ne!(
            (bar.bg, bar.modifier),
            (name.bg, name.modifier),
            "{theme}: the bar lies on the selected row's ground"
        );
    }
}

#[test]
fn what_is_done_at_a_text_is_done_at_a_line_in_sight() {
    let mut app = app();
    after(&mut app, (120, 40), "text");
    for side in Side::BOTH {
        let article = app.text_of(side).expect("an article").clone();
        let line = article.line_of(app.place(side).start as usize);
        let shown = parallax::app::wraps::is_shown(article.lines[line - 1].role);
        assert!(shown, "line {line} of {} is hidden", article.id);
    }
}

#[test]
fn a_filter_matches_where_words_begin() {
    let mut app = app();
    update(&mut app, Action::Command("filter press".to_owned()));
    let with: Vec<&str> = app.overview.order.iter().map(|i| app.corpus.entries[*i].label.as_str()).collect();
    assert!(with.contains(&"Press TV"), "{with:?}");
    update(&mut app, Action::Command("filter ress".to_owned()));
    assert!(app.overview.order.is_empty());
}

#[test]
fn the_briefing_view_is_refused_where_there_is_none() {
    for (name, lens) in [("text", Lens::Text), ("notes", Lens::Notes), ("topics", Lens::Topics)] {
        let mut app = app();
        after(&mut app, (120, 40), name);
        update(&mut app, Action::Briefing);
        assert_eq!(app.overlays.contains(&Overlay::Briefing), view::briefing::supports(lens), "{name}");
    }
}

#[test]
fn an_unbound_key_says_so() {
    use ratatui::crossterm::event::{Event, KeyCode, KeyEvent};
    let mut app = app();
    let action = parallax::app::on_event(&app, &Event::Key(KeyEvent::from(KeyCode::Char('Z')))).expect("an answer");
    update(&mut app, action);
    assert_eq!(app.status, Status::Note("no action on Z; ? lists the keys".to_owned()));
}

#[test]
fn a_frame_is_quick() {
    let mut app = app();
    after(&mut app, (160, 45), "open");
    let start = std::time::Instant::now();
    for _ in 0..100 {
        update(&mut app, Action::Down);
        frame(&mut app, (160, 45));
    }
    let each = start.elapsed() / 100;
    // Far above what it takes, so that a busy machine does not fail it; benches measure the real figure.
    assert!(each.as_millis() < 30, "{each:?}");
    println!("update and draw: {each:?}");
}

/// The cells of a row of the screen whose style has this modifier, as text.
fn with_modifier(buffer: &Buffer, y: u16, modifier: Modifier) -> String {
    let cells = (0..buffer.area.width).map(|x| &buffer[(x, y)]).filter(|c| c.modifier.contains(modifier));
    cells.map(ratatui::buffer::Cell::symbol).collect()
}

#[test]
fn the_cursor_of_a_text_is_seen_without_colour_and_moves_with_the_text() {
    for theme in ["terminal", "mono"] {
        for size in [(160, 45), (80, 24), (60, 20)] {
            let mut app = app();
            update(&mut app, Action::UseTheme(theme.to_owned()));
            let mut buffer = after(&mut app, size, "text right right");
            for _ in 0..30 {
                buffer = after(&mut app, size, "down");
            }
            let place = app.layout.panel(Panel::TextA).expect("a text");
            let marked: Vec<u16> =
                (place.top()..place.bottom()).filter(|y| buffer[(place.x + 4, *y)].symbol() == ">").collect();
            assert_eq!(marked.len(), 1, "one line has the cursor: {theme} {size:?}\n{}", glyphs(&buffer));
            let word = app.text_of(Side::A).expect("a text").slice(app.word(Side::A).expect("a word")).to_owned();
            let reversed = with_modifier(&buffer, marked[0], Modifier::REVERSED);
            assert_eq!(reversed, word, "{theme} {size:?}");
        }
    }
}

#[test]
fn marked_words_are_shown_as_one_passage_and_esc_leaves_them() {
    let mut app = app();
    let size = (160, 45);
    let buffer = after(&mut app, size, "text select right right");
    let passage = app.passage(Side::A).expect("a passage");
    let words = app.text_of(Side::A).expect("a text").slice(passage).to_owned();
    assert_eq!(words.split_whitespace().count(), 3);
    let y = app.layout.panel(Panel::TextA).expect("a text").y;
    assert_eq!(with_modifier(&buffer, y, Modifier::REVERSED), words);
    after(&mut app, size, "back");
    assert_eq!((app.passage(Side::A), app.lens), (None, Lens::Text));
}

#[test]
fn a_locked_text_follows_the_cursor_of_the_other() {
    let mut app = app();
    after(&mut app, (160, 45), "text lock");
    let before = app.text[1].top;
    for _ in 0..25 {
        after(&mut app, (160, 45), "half-down");
    }
    assert!(app.text[1].top > before, "the other side has moved");
    let rest = app.text[0];
    after(&mut app, (160, 45), "other-down");
    assert_eq!(app.text[0].cursor.is_some(), rest.cursor.is_some());
}

#[test]
fn a_narrow_footer_keeps_help_and_the_way_back() {
    for lens in ["overview", "voices", "topics", "text", "notes", "across", "story"] {
        for size in [(60, 20), (80, 24), (160, 45)] {
            let mut app = app();
            let names = if lens == "overview" { "down".to_owned() } else { lens.to_owned() };
            let shown = glyphs(&after(&mut app, size, &names));
            let foot = shown.lines().last().expect("a footer").to_owned();
            assert!(
                foot.contains("? help") && foot.contains("q back") && foot.contains("Enter open"),
                "{lens}: {foot}"
            );
        }
    }
}

#[test]
fn a_command_runs_only_where_one_is_called_so() {
    let mut app = app();
    let typed = |app: &mut App, words: &str| {
        update(app, Action::Palette);
        words.chars().for_each(|c| drop(update(app, Action::Type(c))));
        update(app, Action::Open);
    };
    typed(&mut app, "nonsense");
    assert!(matches!(&app.status, Status::Problem(t) if t.contains("no command 'nonsense'")), "{:?}", app.status);
    assert_eq!((app.lens, app.overlays.len()), (Lens::Overview, 1), "nothing ran and the line stays open");
    app.overlays.clear();
    typed(&mut app, "vces");
    assert_eq!(app.lens, Lens::Overview, "scattered letters alone run nothing: {:?}", app.status);
    update(&mut app, Action::Down);
    update(&mut app, Action::Open);
    assert_eq!(app.lens, Lens::Voices, "what is chosen in sight runs");
    typed(&mut app, "lang");
    assert_eq!(app.lens, Lens::Language);
}

#[test]
fn the_hint_of_the_lines_not_counted_names_the_key_in_force() {
    let mut app = app();
    let keymap = parallax::app::Keymap::with("key = [{ action = \"dropped\", keys = [\"Z\"] }]", "keys.toml");
    app.keymap = keymap.expect("no conflict").into();
    let shown = glyphs(&after(&mut app, (160, 45), "open"));
    assert!(shown.contains("[Z] shows them") && !shown.contains("[X]"), "{shown}");
}

#[test]
fn a_click_puts_the_cursor_on_a_word() {
    let mut app = app();
    let buffer = after(&mut app, (160, 45), "text");
    let place = app.layout.panel(Panel::TextB).expect("a text");
    let (x, y) = (place.x + 12, place.y + 4);
    update(&mut app, Action::Click(x, y));
    assert_eq!(app.panel, Panel::TextB);
    let word = app.text_of(Side::B).expect("a text").slice(app.word(Side::B).expect("a word")).to_owned();
    let row: String = (place.x..place.right()).map(|x| buffer[(x, y)].symbol()).collect();
    assert!(row.contains(&word), "{word} is in “{row}”");
}
