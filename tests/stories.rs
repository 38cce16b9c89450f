//! Whole stories: matrices, the way from pair to pair, and articles moved from story to story by hand.

use std::path::Path;

use parallax::{
    app::{Action, App, Effect, Lens, Status, overlay::Overlay, update},
    export::{Story, report},
    view,
    workspace::{Change, Edits, Input, Request, edits, open::open},
};
use ratatui::{buffer::Buffer, layout::Rect};

const RECORDS: [(&str, &str, &str); 5] = [
    (
        "fire-a",
        "Harbour Hall of Elmtown burns down",
        "Flames took the Harbour Hall of Elmtown on Friday.\n\n“Nobody was inside when the roof of the old hall came down, \
         and we are thankful for that,” Mayor Ann Roe said. “We will build the hall again, whatever it costs this town and \
         however long it takes,” Roe said. Firefighters from Westmoor helped.",
    ),
    (
        "fire-b",
        "Fire destroys hall",
        "In Elmtown the Harbour Hall burned down on Friday night.\n\n“The wiring was forty years old and everyone in the \
         council knew about it,” said Bo Lund, an engineer from Westmoor. Mayor Ann Roe said that the hall would be \
         rebuilt.",
    ),
    (
        "fire-c",
        "Elmtown mourns its hall",
        "People of Elmtown stood before the ruins of the Harbour Hall.\n\n“My parents met in there,” said Carl Wik, a \
         baker. Mayor Roe came at night. Engineer Bo Lund blamed the wiring. Crews from Westmoor stayed.",
    ),
    (
        "cup-a",
        "Northpool win the Silver Cup",
        "Northpool won the Silver Cup against Westbay on Saturday.\n\n“We waited twenty years for this day and nobody can \
         take it from us now,” coach Dora Quist said. Keeper Emil Strand saved two shots.",
    ),
    (
        "cup-b",
        "Late goal decides final",
        "A late goal gave Northpool the Silver Cup. Westbay was beaten.\n\n“It hurts,” said Westbay captain Finn Moen. \
         Coach Dora Quist of Northpool was calm. Emil Strand was in goal.",
    ),
];

/// A folder with five articles on two events.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = RECORDS.map(|(id, title, text)| {
        let text = format!("{title}\n\n{text}");
        serde_json::json!({ "id": id, "outlet": id, "date": "2025-03-01", "title": title, "text": text }).to_string()
    });
    std::fs::write(folder.path().join("all.jsonl"), lines.join("\n")).expect("a file");
    folder
}

fn dashboard(folder: &Path) -> App {
    let inputs = vec![Input::parse(&folder.display().to_string())];
    let (corpus, context, messages) = open(&Request { inputs, ..Request::default() }).finish();
    assert!(messages.is_empty(), "{messages:?}");
    let mut app = App::new(corpus.into(), context.lists);
    app.edits.clone_from(&context.edits.list);
    update(&mut app, Action::Show(Lens::Overview));
    app.status = Status::Quiet;
    app
}

fn text(app: &mut App, size: (u16, u16)) -> String {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buffer = Buffer::empty(area);
    let layout = view::draw(app, area, &mut buffer);
    update(app, Action::Drawn(layout));
    let line = |y: u16| (0..size.0).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>();
    (0..size.1).map(|y| line(y).trim_end().to_owned() + "\n").collect()
}

fn act(app: &mut App, names: &str) -> String {
    for name in names.split_whitespace() {
        update(app, Action::named(name).expect("an action of the key map"));
    }
    text(app, (160, 45))
}

fn ids(app: &App, pair: (usize, usize)) -> (String, String) {
    let id = |i: usize| app.corpus.entries[i].article.id.clone();
    let (a, b) = (id(pair.0), id(pair.1));
    if a < b { (a, b) } else { (b, a) }
}

#[test]
fn two_events_are_two_stories_and_the_overview_says_so() {
    let folder = folder();
    let mut app = dashboard(folder.path());
    let groups = app.groups.clone().expect("stories");
    assert_eq!(groups.stories.iter().map(|g| g.articles.len()).collect::<Vec<_>>(), [3, 2]);
    let screen = text(&mut app, (160, 45));
    assert!(screen.contains("story"), "{screen}");
    assert!(screen.contains("story 1 of 2, 3 articles: “Harbour Hall of Elmtown burns down”"), "{screen}");
}

#[test]
fn the_next_pair_stays_in_its_story_unless_asked() {
    let folder = folder();
    let mut app = dashboard(folder.path());
    act(&mut app, "open");
    let mut seen = Vec::new();
    for _ in 0..3 {
        act(&mut app, "next-pair");
        seen.push(ids(&app, app.pair));
        assert!(!app.is_across(), "{seen:?}");
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 3, "all pairs of the story: {seen:?}");
    assert!(act(&mut app, "").contains("/3"), "the pairs of the story are counted");
    act(&mut app, "next-story");
    assert_eq!(ids(&app, app.pair), ("cup-a".to_owned(), "cup-b".to_owned()));
    act(&mut app, "all-pairs");
    let across = (0..10).filter(|_| {
        act(&mut app, "next-pair");
        app.is_across()
    });
    assert_eq!(across.count(), 6);
}

#[test]
fn a_cell_of_distance_opens_its_pair_and_esc_comes_back() {
    let folder = folder();
    let mut app = dashboard(folder.path());
    let screen = act(&mut app, "story");
    assert!(screen.contains("STORY 1 of 2") && screen.contains("[distance]"), "{screen}");
    assert!(screen.contains("too few to say"), "the readings stand below the matrix: {screen}");
    act(&mut app, "down down");
    let (row, column) = (app.whole.row(), app.whole.column());
    assert_eq!((row, column), (2, 1));
    act(&mut app, "open");
    assert_eq!((app.lens, ids(&app, app.pair)), (Lens::Voices, ("fire-b".to_owned(), "fire-c".to_owned())));
    act(&mut app, "back");
    assert_eq!((app.lens, app.whole.row(), app.whole.column()), (Lens::Story, 2, 1));
    act(&mut app, "left left up up open");
    assert_eq!(app.lens, Lens::Story);
    assert!(matches!(&app.status, Status::Note(t) if t.contains("off the diagonal")), "{:?}", app.status);
}

#[test]
fn a_cell_of_who_quotes_whom_opens_the_quotations_behind_it() {
    let folder = folder();
    let mut app = dashboard(folder.path());
    let screen = act(&mut app, "story sort sort");
    assert!(screen.contains("[who quotes whom]") && screen.contains("Ann Roe"), "{screen}");
    act(&mut app, "open");
    let Some(Overlay::Evidence(passages)) = app.overlays.last() else { panic!("no passages") };
    assert_eq!(passages.lists[0].len(), 2);
    let article = &app.corpus.entries[passages.articles[0]].article;
    assert!(article.slice(passages.lists[0][0].span).contains("Nobody was inside"));
    let words = app.whole.value(0, 0).expect("a number");
    assert!((words - 34.0).abs() < 0.5, "the words of both quotations: {words}");
    act(&mut app, "back right open");
    assert!(matches!(&app.status, Status::Note(t) if t.contains("no quoted words in fire-b")), "{:?}", app.status);
    let screen = act(&mut app, "sort");
    assert!(screen.contains("[kinds of source]") && screen.contains("official"), "{screen}");
}

#[test]
fn nothing_in_a_matrix_is_told_by_colour_alone() {
    let folder = folder();
    for size in [(160, 45), (80, 24), (60, 20)] {
        let mut app = dashboard(folder.path());
        update(&mut app, Action::Show(Lens::Story));
        let screen = text(&mut app, size);
        let row = screen.lines().find(|l| l.contains("> 1 fire-a")).unwrap_or_else(|| panic!("no row: {screen}"));
        assert!(row.matches('>').count() >= 2, "row and cell are marked: {row}");
        assert!(row.contains(['░', '▒', '▓', '█']), "a shade: {row}");
        assert!(row.contains(" .") || row.contains("1.0") || row.contains("█."), "a number: {row}");
    }
}

#[test]
fn a_matrix_can_be_copied_whole() {
    let folder = folder();
    let mut app = dashboard(folder.path());
    update(&mut app, Action::Show(Lens::Story));
    let effects = update(&mut app, Action::CopyTable);
    let Some(Effect::Copy(table)) = effects.first() else { panic!("{effects:?}") };
    assert!(table.starts_with("| distance | fire-a | fire-b | fire-c |"), "{table}");
    assert_eq!(table.lines().count(), 5);
}

/// Chooses items of menus by the start of their labels.
fn choose(app: &mut App, labels: &[&str]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for label in labels {
        let menu = match app.overlays.last_mut() {
            Some(Overlay::Menu(menu)) => Some(menu),
            _ => None,
        };
        let menu = menu.expect("a menu");
        menu.at = menu.items.iter().position(|i| i.label.starts_with(label)).expect("an item");
        effects = update(app, Action::Open);
    }
    effects
}

#[test]
fn an_article_is_moved_by_hand_kept_and_applied_again() {
    let folder = folder();
    let mut app = dashboard(folder.path());
    act(&mut app, "bottom edit");
    let selected = app.selected_article().expect("an article");
    assert_eq!(app.corpus.entries[selected].article.id, "cup-b");
    let effects = choose(&mut app, &["story", "story 1"]);
    let Some(Effect::WriteEdits { step, .. }) = effects.first() else { panic!("{effects:?}") };
    let list = &step.after;
    assert_eq!(list[0].change, Change::Story { with: Some("fire-a".to_owned()) });
    let toml = Edits { list: list.clone() }.to_toml();
    std::fs::write(folder.path().join(edits::FILE), &toml).expect("a file");

    let mut again = dashboard(folder.path());
    let groups = again.groups.clone().expect("stories");
    assert_eq!(groups.stories.iter().map(|g| g.articles.len()).collect::<Vec<_>>(), [4, 1]);
    let screen = text(&mut again, (160, 45));
    assert!(screen.contains("1*"), "the move is marked: {screen}");

    let pool = again.corpus.pool(again.lists.clone());
    let story = Story::of("two", &pool);
    assert_eq!(story.pairs.len(), 6, "the pairs of the larger story");
    let told = |format| String::from_utf8(report::report(&story, format).expect("a report")).expect("text");
    let json: serde_json::Value = serde_json::from_str(&told(report::Format::Json)).expect("JSON");
    assert_eq!(json["stories"][0]["edited"], serde_json::json!(["cup-b"]));
    assert_eq!(json["stories"][1]["articles"], serde_json::json!(["cup-a"]));
    let markdown = told(report::Format::Markdown);
    assert!(markdown.contains("Story 1") && markdown.contains("edited: put into this story by hand"), "{markdown}");

    let effects = update(&mut app, Action::Undo);
    assert!(matches!(effects.first(), Some(Effect::WriteEdits { step, .. }) if step.after.is_empty()), "{effects:?}");
    let effects = update(&mut app, Action::Redo);
    assert!(matches!(effects.first(), Some(Effect::WriteEdits { step, .. }) if step.after.len() == 1), "{effects:?}");
}

#[test]
fn a_story_of_its_own_is_offered() {
    let folder = folder();
    let mut app = dashboard(folder.path());
    act(&mut app, "edit");
    let effects = choose(&mut app, &["story", "a story of its own"]);
    let Some(Effect::WriteEdits { step, changed }) = effects.first() else { panic!("{effects:?}") };
    assert_eq!((step.after[0].change.clone(), changed.len()), (Change::Story { with: None }, 1));
}

/// The dashboard over the embedded samples.
fn samples() -> App {
    let (corpus, context, _) = open(&Request::default()).finish();
    let mut app = App::new(corpus.into(), context.lists);
    update(&mut app, Action::Show(Lens::Overview));
    app
}

#[test]
fn the_voice_of_the_distinctive_words_can_be_chosen() {
    let mut app = samples();
    assert!(act(&mut app, "differences").contains("DISTINCTIVE WORDS the narrator’s"));
    let rows = app.rows(parallax::app::Panel::Table).len();
    for head in ["in quotations", "in indirect speech", "in all voices", "the narrator’s"] {
        let screen = act(&mut app, "sort");
        assert!(screen.contains(&format!("DISTINCTIVE WORDS {head}")), "{screen}");
    }
    assert_eq!(app.rows(parallax::app::Panel::Table).len(), rows, "nothing else is lost or doubled");
    act(&mut app, "sort next-pair");
    assert!(act(&mut app, "top").contains("DISTINCTIVE WORDS in quotations"), "the choice holds for other pairs");
}

#[test]
fn a_figure_over_all_articles_is_warned_of() {
    let mut app = samples();
    let screen = act(&mut app, "across");
    assert!(screen.contains("! compare with care: dates up to 6 months apart"), "{screen}");
    assert!(screen.contains("one article is not an outlet"), "{screen}");
}

#[test]
fn a_report_lists_passives_without_an_agent_and_words_of_other_voices() {
    let app = samples();
    let pool = app.corpus.pool(app.lists.clone());
    let counted = |m: &parallax::comparison::Member| {
        let measure = m.measures().iter().find(|m| m.id == parallax::comparison::MeasureId::AgentlessPassives);
        measure.map_or(0, |m| m.count)
    };
    let with: Vec<_> = pool.members.iter().filter(|m| counted(m) > 0).collect();
    let markdown =
        String::from_utf8(report::report(&Story::of("samples", &pool), report::Format::Markdown).expect("a report"))
            .expect("text");
    assert_eq!(markdown.matches("passives of harm or decision that name no agent").count(), with.len());
    assert!(markdown.contains("Distinctive words in other voices"), "{markdown}");
}

#[test]
fn before_the_order_is_known_the_next_pair_stays_in_its_story_too() {
    let folder = folder();
    let mut app = dashboard(folder.path());
    app.compute = parallax::app::Compute::Beside;
    app.pool = None;
    for _ in 0..7 {
        update(&mut app, Action::NextPair);
        assert!(!app.is_across(), "{:?}", app.pair);
    }
    for _ in 0..7 {
        update(&mut app, Action::PreviousPair);
        assert!(!app.is_across(), "{:?}", app.pair);
    }
}
