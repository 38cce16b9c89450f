//! Corrections as a person makes them: keys and dialogs over a real folder, kept in its file, applied again.

#![expect(clippy::panic, reason = "a test says what it misses")]

use std::{
    fs,
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    time::Duration,
};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use parallax::{
    analysis::{
        Lists,
        entities::SourceType,
        genre::GenreKind,
        loaded::{Category, LoadedHit},
        profile::Profile,
        quotations::QuoteClass,
    },
    app::{
        Action, App, Effect, Lens, Panel, Side, Snapshot, Status, on_event,
        overlay::{Choice, Item, Menu, Overlay},
        rows::What,
        update,
    },
    articles::{Precision, Role},
    text::Span,
    view,
    workspace::{Change, Corpus, Input, Keeper, News, Order, Request, edits},
};
use ratatui::{buffer::Buffer, layout::Rect};

const ONE: &str = "Council delays the harbour plan\n\nThe council put off the vote on the harbour plan on Monday. \
    The plan is a zombie project that nobody ordered. The zombie project returns every spring.\n\n\
    “We need more time,” Mayor Ann Roe said. “The figures do not add up,” she said. \
    “The budget is a disgrace,” Roe said.\n";
const TWO: &str = "Harbour vote is late\n\nThe vote on the harbour was put off. Members called it a zombie project.\n";

/// The program without its screen: state, keeper and the news between them.
struct Desk {
    app: App,
    keeper: Keeper,
    news: Receiver<News>,
}

impl Desk {
    fn open(folder: &Path) -> Self {
        let (out, news) = channel();
        let request = Request { inputs: vec![Input::Path(folder.to_owned())], ..Request::default() };
        let keeper = Keeper::start(request, move |n| drop(out.send(n)));
        let app = App::new(Arc::new(Corpus::default()), Arc::new(Lists::builtin()));
        let mut desk = Self { app, keeper, news };
        desk.hear(|n| matches!(n, News::Loaded));
        desk
    }

    /// Takes news until `last`.
    fn hear(&mut self, last: impl Fn(&News) -> bool) {
        loop {
            let news = self.news.recv_timeout(Duration::from_secs(20)).expect("news in time");
            let done = last(&news);
            match news {
                News::Corpus(corpus) => drop(update(&mut self.app, Action::Loaded(Snapshot(corpus)))),
                News::Lists(lists) => self.app.lists = lists,
                News::Edits(step) => drop(update(&mut self.app, Action::Edits(step))),
                News::Message(text) => drop(update(&mut self.app, Action::Complain(text))),
                _ => {}
            }
            if done {
                return;
            }
        }
    }

    fn act(&mut self, action: Action) {
        for effect in update(&mut self.app, action) {
            if let Effect::WriteEdits { step, changed } = effect {
                self.keeper.order(Order::Edit { step, changed });
                self.hear(|n| matches!(n, News::Corpus(_)));
            }
        }
    }

    /// Chooses the item of the open menu that begins so.
    fn choose(&mut self, label: &str) {
        let Some(Overlay::Menu(menu)) = self.app.overlays.last_mut() else { panic!("no menu for “{label}”") };
        let labels: Vec<&String> = menu.items.iter().map(|i| &i.label).collect();
        let at = labels.iter().position(|l| l.starts_with(label)).unwrap_or_else(|| panic!("{label}: {labels:?}"));
        menu.at = menu.shown.iter().position(|s| *s == at).expect("shown");
        self.act(Action::Open);
    }

    fn type_in(&mut self, text: &str) {
        self.act(Action::Clear);
        text.chars().for_each(|c| self.act(Action::Type(c)));
        self.act(Action::Open);
    }

    fn profile(&self, id: &str) -> Arc<Profile> {
        let entry = self.app.corpus.entries.iter().find(|e| e.article.id == id).expect("an article");
        entry.open().expect("analysed")
    }

    /// The hits of one article whose words are these.
    fn hits(&self, id: &str, words: &str) -> Vec<LoadedHit> {
        let article = &self.app.corpus.entries.iter().find(|e| e.article.id == id).expect("an article").article;
        self.profile(id).loaded.iter().filter(|h| article.slice(h.span) == words).cloned().collect()
    }

    /// Marks a passage of the left text, as a search or a jump does.
    fn select(&mut self, words: &str) {
        self.act(Action::Show(Lens::Text));
        self.app.panel = Panel::TextA;
        self.app.side = Side::A;
        let text = &self.app.entry(Side::A).expect("an article").article.text;
        let at = text.find(words).expect("the words");
        self.app.text[0].selected = Some(Span::new(at, at + words.len()));
    }
}

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("one.txt"), ONE).expect("written");
    fs::write(dir.path().join("two.txt"), TWO).expect("written");
    dir
}

fn file(dir: &tempfile::TempDir) -> String {
    fs::read_to_string(dir.path().join(edits::FILE)).expect("the corrections")
}

#[test]
fn a_marked_passage_becomes_a_loaded_term_here() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    assert!(desk.hits("one", "zombie project").is_empty());
    desk.select("zombie project");
    desk.act(Action::Edit);
    desk.choose("add a loaded term");
    desk.choose("“zombie project”");
    desk.choose("label");
    desk.choose("here");
    let hits = desk.hits("one", "zombie project");
    assert_eq!(hits.len(), 1, "the other place is left alone");
    assert!(hits[0].counted && hits[0].edited);
    assert_eq!(desk.app.lists.loaded.get(hits[0].entry).map(|e| e.category.name()), Some("label"));
    assert_eq!(desk.profile("one").edits, 1);
    assert!(file(&dir).contains("words = \"zombie project\""), "{}", file(&dir));

    let again = Desk::open(dir.path());
    assert_eq!(again.hits("one", "zombie project"), hits, "applied again the next time");
    desk.act(Action::Undo);
    assert!(desk.hits("one", "zombie project").is_empty());
    desk.act(Action::Redo);
    assert_eq!(desk.hits("one", "zombie project").len(), 1);
}

#[test]
fn a_line_that_is_not_counted_is_taken_back() {
    let dir = folder();
    fs::write(dir.path().join("one.txt"), format!("{ONE}\nShare this article\n")).expect("written");
    let mut desk = Desk::open(dir.path());
    let roles = |desk: &Desk| {
        let article = desk.app.entry(Side::A).expect("an article").article.clone();
        article.dropped().map(|(_, l)| article.slice(l.span).to_owned()).collect::<Vec<_>>()
    };
    desk.act(Action::Show(Lens::Text));
    desk.app.panel = Panel::TextA;
    assert!(roles(&desk).contains(&"Share this article".to_owned()), "{:?}", roles(&desk));
    desk.act(Action::Dropped);
    desk.act(Action::Edit);
    let Some(Overlay::Menu(menu)) = desk.app.overlays.last() else { panic!("no menu of the dropped lines") };
    let label = menu.items.iter().find(|i| i.detail.ends_with("Share this article")).expect("the line").label.clone();
    desk.choose(&label);
    desk.choose("body");
    assert!(!roles(&desk).contains(&"Share this article".to_owned()), "{:?}", roles(&desk));
    assert!(!roles(&Desk::open(dir.path())).contains(&"Share this article".to_owned()), "applied again");
    desk.act(Action::Undo);
    assert!(roles(&desk).contains(&"Share this article".to_owned()));
}

#[test]
fn a_typed_term_is_found_in_every_article_and_can_be_switched_off() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    desk.act(Action::Show(Lens::Language));
    desk.app.panel = Panel::Table;
    desk.act(Action::Edit);
    desk.choose("add a loaded term");
    desk.type_in("zombie project, nonsense, a dead plan");
    let Some(Overlay::Prompt(prompt)) = desk.app.overlays.last() else { panic!("a mistake leaves the line open") };
    assert_eq!(prompt.text, "zombie project, nonsense, a dead plan");
    desk.type_in("zombie project, label, a dead plan");
    assert_eq!((desk.hits("one", "zombie project").len(), desk.hits("two", "zombie project").len()), (2, 1));
    let entry = desk.app.lists.loaded.get(desk.hits("two", "zombie project")[0].entry).cloned().expect("an entry");
    assert_eq!(entry.gloss, "a dead plan");
    assert!(desk.profile("two").edits > 0, "marked as edited");

    desk.select("zombie project");
    desk.act(Action::Edit);
    desk.choose("not loaded in the corpus");
    assert!(desk.hits("two", "zombie project").iter().all(|h| !h.counted && h.edited));
    let again = Desk::open(dir.path());
    assert!(again.hits("one", "zombie project").iter().all(|h| !h.counted));
}

#[test]
fn a_hit_of_the_lists_gets_another_category_and_weight() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    let before = desk.hits("one", "disgrace");
    assert_eq!(before.len(), 1);
    desk.select("disgrace");
    desk.act(Action::Edit);
    desk.choose("category here");
    desk.choose("alarm");
    let hit = desk.hits("one", "disgrace").remove(0);
    assert_eq!(desk.app.lists.loaded.get(hit.entry).map(|e| e.category.name()), Some("alarm"));
    desk.act(Action::Edit);
    desk.choose("weight here");
    desk.type_in("2");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Prompt(_))), "2 is no weight");
    desk.type_in("0.05");
    let hit = desk.hits("one", "disgrace").remove(0);
    assert!((hit.weight - 0.05).abs() < 1e-6 && !hit.counted);
    assert!(file(&dir).contains("weight = 0.05"), "{}", file(&dir));
    desk.act(Action::Undo);
    desk.act(Action::Undo);
    assert_eq!(desk.hits("one", "disgrace"), before);
}

#[test]
fn an_open_list_of_passages_follows_a_correction() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    desk.act(Action::Show(Lens::Voices));
    desk.app.panel = Panel::ListA;
    let row = desk.app.selected(Panel::ListA).expect("a speaker").clone();
    let before = row.passages[0].len();
    desk.act(Action::Open);
    desk.act(Action::Edit);
    desk.choose("speaker");
    desk.choose("nobody known");
    let after = desk.app.selected(Panel::ListA).expect("a speaker").passages[0].len();
    assert!(after < before, "{before} {after}");
    let Some(Overlay::Evidence(open)) = desk.app.overlays.last() else { panic!("the list stays open") };
    assert_eq!(open.lists[0].len(), after, "as many as the row counts");
}

#[test]
fn a_speaker_is_split_by_marking_passages() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    desk.act(Action::Show(Lens::Voices));
    desk.app.panel = Panel::ListA;
    let named = |desk: &Desk, name: &str| -> usize {
        let profile = desk.profile("one");
        let is = |s: Option<u32>| s.and_then(|i| profile.entities.get(i as usize)).is_some_and(|e| e.name == name);
        profile.quotations.iter().filter(|q| q.counted() && is(q.speaker)).count()
    };
    assert_eq!(named(&desk, "Ann Roe"), 3);
    desk.act(Action::Edit);
    desk.choose("not all are the same person");
    desk.act(Action::Down);
    desk.act(Action::Mark);
    desk.act(Action::Mark);
    desk.act(Action::Edit);
    desk.choose("said by");
    desk.choose("another name");
    desk.type_in("Clerk Jo Doe");
    assert_eq!((named(&desk, "Ann Roe"), named(&desk, "Clerk Jo Doe")), (1, 2));
    desk.act(Action::Undo);
    assert_eq!(named(&desk, "Ann Roe"), 3, "one step back for all of them");
    desk.act(Action::Redo);
    assert_eq!(named(&Desk::open(dir.path()), "Clerk Jo Doe"), 2);
}

/// Presses keys as a person does: a space between two, a letter after `g` or `v` for the second of a sequence.
fn press(desk: &mut Desk, keys: &str) {
    for key in keys.split(' ') {
        let code = match key {
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "Space" => KeyCode::Char(' '),
            "Left" => KeyCode::Left,
            "Home" => KeyCode::Home,
            "Ctrl-u" => KeyCode::Char('u'),
            _ => KeyCode::Char(key.chars().next().expect("a key")),
        };
        let modifiers = if key.starts_with("Ctrl-") { KeyModifiers::CONTROL } else { KeyModifiers::NONE };
        let event = Event::Key(KeyEvent::new(code, modifiers));
        let action = on_event(&desk.app, &event).expect("an action");
        desk.act(action);
    }
}

fn words_at(desk: &Desk, side: Side) -> String {
    desk.app.text_of(side).expect("a text").slice(desk.app.place(side)).to_owned()
}

/// Puts the cursor on the first word of `words`, as the keys would.
fn stand_on(desk: &mut Desk, words: &str) {
    desk.act(Action::Show(Lens::Text));
    desk.act(Action::Top);
    let first = words.split(' ').next().expect("a word");
    for _ in 0..400 {
        let place = desk.app.place(Side::A);
        let text = &desk.app.text_of(Side::A).expect("a text").text;
        if text[place.start as usize..].starts_with(words) && words_at(desk, Side::A).starts_with(first) {
            return;
        }
        desk.act(Action::Right);
    }
    panic!("the cursor does not reach “{words}”");
}

/// Marks from the first word of `words` to the last.
fn mark(desk: &mut Desk, words: &str) {
    stand_on(desk, words);
    press(desk, "V");
    words.split(' ').skip(1).for_each(|_| desk.act(Action::Right));
    assert_eq!(words_at(desk, Side::A), words);
}

fn said_by(desk: &Desk, id: &str, name: &str) -> Vec<String> {
    let profile = desk.profile(id);
    let article = &desk.app.corpus.entries.iter().find(|e| e.article.id == id).expect("an article").article;
    let is = |s: Option<u32>| s.and_then(|i| profile.entities.get(i as usize)).is_some_and(|e| e.name == name);
    let said = profile.quotations.iter().filter(|q| q.counted() && is(q.speaker));
    said.map(|q| article.slice(q.span).to_owned()).collect()
}

#[test]
fn the_cursor_moves_by_words_and_rows_and_the_text_follows() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    desk.act(Action::Show(Lens::Text));
    assert_eq!(words_at(&desk, Side::A), "Council");
    press(&mut desk, "l l");
    assert_eq!(words_at(&desk, Side::A), "the");
    press(&mut desk, "h");
    assert_eq!(words_at(&desk, Side::A), "delays");
    press(&mut desk, "j k");
    assert_eq!(words_at(&desk, Side::A), "delays", "up and down keep the column");
    press(&mut desk, "G");
    let last = words_at(&desk, Side::A);
    assert!(ONE.lines().last().is_some_and(|l| l.contains(&last)), "{last}");
    press(&mut desk, "j");
    assert!(matches!(&desk.app.status, Status::Note(t) if t.contains("the end")), "{:?}", desk.app.status);
    press(&mut desk, ") ) (");
    assert!(desk.app.passage(Side::A).is_some() || matches!(&desk.app.status, Status::Note(_)));
}

#[test]
fn marked_words_become_a_quotation_of_somebody_and_of_the_outlet_again() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    let words = "The plan is a zombie project that nobody ordered.";
    mark(&mut desk, words);
    press(&mut desk, "e");
    desk.choose("a quotation of");
    desk.choose("Ann Roe");
    assert!(said_by(&desk, "one", "Ann Roe").contains(&words.to_owned()), "{:?}", said_by(&desk, "one", "Ann Roe"));
    assert!(file(&dir).contains("change = \"quotation\""), "{}", file(&dir));
    assert_eq!(desk.profile("one").edits, 1);
    let again = Desk::open(dir.path());
    assert_eq!(said_by(&again, "one", "Ann Roe"), said_by(&desk, "one", "Ann Roe"), "applied again");

    stand_on(&mut desk, "zombie project that");
    press(&mut desk, "e");
    desk.choose("class");
    desk.choose("not a quotation");
    assert!(!said_by(&desk, "one", "Ann Roe").contains(&words.to_owned()));
    desk.act(Action::Undo);
    desk.act(Action::Undo);
    assert_eq!(said_by(&desk, "one", "Ann Roe").len(), 3);
}

#[test]
fn a_part_of_a_quotation_is_given_to_somebody_else_and_the_rest_stays() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    mark(&mut desk, "do not");
    press(&mut desk, "e");
    desk.choose("a quotation of");
    desk.choose("another name");
    desk.type_in("Jo Doe");
    assert_eq!(said_by(&desk, "one", "Jo Doe"), ["do not"]);
    let rest = said_by(&desk, "one", "Ann Roe");
    assert!(rest.contains(&"The figures".to_owned()) && rest.iter().any(|r| r.starts_with("add up")), "{rest:?}");
}

#[test]
fn what_the_cursor_stands_on_is_corrected_first() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    let first = |desk: &Desk| {
        let Some(Overlay::Menu(menu)) = desk.app.overlays.last() else { panic!("no menu") };
        menu.items.first().expect("an item").label.clone()
    };
    stand_on(&mut desk, "disgrace,”");
    press(&mut desk, "e");
    assert_eq!(first(&desk), "“disgrace” is not loaded here");
    press(&mut desk, "Esc");
    stand_on(&mut desk, "budget is");
    press(&mut desk, "e");
    assert_eq!(first(&desk), "speaker …");
    press(&mut desk, "Esc");
    mark(&mut desk, "zombie project");
    press(&mut desk, "e");
    desk.choose("a loaded term");
    desk.choose("label");
    desk.choose("here");
    assert_eq!(desk.hits("one", "zombie project").len(), 1);
    assert_eq!(desk.app.passage(Side::A), None, "the mark goes with the correction");
}

#[test]
fn a_topic_is_taken_from_a_sentence_from_the_article_and_given_back() {
    let dir = folder();
    fs::write(
        dir.path().join("parallax.toml"),
        "[[topic]]\nid = \"harbour\"\nlabel = \"Harbour\"\ngloss = \"The plan\"\ncues = \"harbour, plan\"\n",
    )
    .expect("written");
    let mut desk = Desk::open(dir.path());
    let coverage = |desk: &Desk| {
        let profile = desk.profile("one");
        let topic = profile.topics.iter().find(|t| t.id == "harbour").expect("the topic");
        (topic.sentences.len(), topic.edited)
    };
    let before = coverage(&desk);
    assert!(before.0 > 1 && !before.1, "{before:?}");
    desk.act(Action::Show(Lens::Topics));
    let at = desk.app.rows(Panel::Table).iter().position(|r| r.label == "Harbour").expect("a row");
    desk.app.cursors[Lens::Topics.index()][Panel::Table as usize] = at;
    desk.act(Action::Open);
    press(&mut desk, "e");
    desk.choose("not about this topic");
    assert_eq!(coverage(&desk), (before.0 - 1, true));
    desk.app.overlays.clear();
    press(&mut desk, "e");
    desk.choose("A is not about it");
    assert_eq!(coverage(&desk), (0, true));
    let row = desk.app.rows(Panel::Table).iter().find(|r| r.label == "Harbour").expect("still listed").clone();
    assert!(matches!(row.what, What::Topic(t) if t.edited == [true, false]));
    press(&mut desk, "e");
    desk.choose("A as the cues say");
    assert_eq!(coverage(&desk), before_with_mark(before));
    for _ in 0..3 {
        desk.act(Action::Undo);
    }
    assert_eq!(coverage(&desk), before);
}

fn before_with_mark((sentences, _): (usize, bool)) -> (usize, bool) {
    (sentences, true)
}

#[test]
fn an_old_value_is_replaced_by_typing_and_kept_by_moving() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    let title = |desk: &Desk| desk.app.corpus.entries[0].article.title().map(str::to_owned);
    press(&mut desk, "e");
    desk.choose("headline");
    press(&mut desk, "N e w Enter");
    assert_eq!(title(&desk).as_deref(), Some("New"));
    press(&mut desk, "e");
    desk.choose("headline");
    press(&mut desk, "Left Home A Space Enter");
    assert_eq!(title(&desk).as_deref(), Some("A New"));
    press(&mut desk, "e");
    desk.choose("headline");
    press(&mut desk, "Left Ctrl-u O l d Enter");
    assert_eq!(title(&desk).as_deref(), Some("Old"));
    assert_eq!(desk.profile("one").edits, 3, "as many as entries in the file");
    assert_eq!(file(&dir).matches("[[edit]]").count(), 3);
}

#[test]
fn a_correction_follows_its_words_and_is_listed_when_they_are_gone() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    mark(&mut desk, "zombie project");
    press(&mut desk, "e");
    desk.choose("a loaded term");
    desk.choose("label");
    desk.choose("here");
    drop(desk);
    let kept = file(&dir);
    fs::write(
        dir.path().join("one.txt"),
        ONE.replace("The council put off", "On Monday night the whole council put off"),
    )
    .expect("written");
    let moved = Desk::open(dir.path());
    assert_eq!(moved.hits("one", "zombie project").len(), 1, "it follows its words");
    fs::write(dir.path().join("one.txt"), ONE.replace("zombie project that", "zombie\u{a0}project that"))
        .expect("written");
    let spaced = Desk::open(dir.path()).hits("one", "zombie\u{a0}project");
    assert!(spaced.len() == 1 && spaced[0].edited, "another kind of space is no other word");
    fs::write(dir.path().join("one.txt"), ONE.replace("zombie", "dead")).expect("written");
    let mut gone = Desk::open(dir.path());
    gone.act(Action::Show(Lens::Notes));
    let labels: Vec<String> = gone.app.rows(Panel::Table).iter().map(|r| r.label.clone()).collect();
    assert!(labels.iter().any(|l| l.contains("without its words") && l.contains("zombie project")), "{labels:?}");
    assert_eq!(gone.profile("one").edits, 0);
    assert_eq!(file(&dir), kept, "nothing is dropped");
}

#[test]
fn a_hand_edit_of_the_file_is_taken_up_and_a_broken_one_is_told() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    let title = |desk: &Desk| desk.app.corpus.entries[0].article.title().map(str::to_owned);
    press(&mut desk, "e");
    desk.choose("headline");
    press(&mut desk, "N e w Enter");
    let path = dir.path().join(edits::FILE);
    fs::write(&path, file(&dir).replace("\"New\"", "\"By hand\"")).expect("written");
    desk.keeper.order(Order::Reread);
    desk.hear(|n| matches!(n, News::Corpus(_)));
    assert_eq!(title(&desk).as_deref(), Some("By hand"));
    let broken = file(&dir) + "\n[[edit]]\narticle = 7\n";
    fs::write(&path, &broken).expect("written");
    desk.keeper.order(Order::Reread);
    desk.hear(|n| matches!(n, News::Message(text) if text.contains("parallax.edits.toml:9:11:")));
    assert!(matches!(&desk.app.status, Status::Problem(t) if t.contains(":9:11:")), "{:?}", desk.app.status);
    press(&mut desk, "e");
    desk.choose("author");
    press(&mut desk, "M e Enter");
    assert_eq!(file(&dir), broken, "never written over");
    assert!(dir.path().join("parallax.edits.1.toml").exists());
}

/// Every kind of correction, with the words it is about.
fn every_kind() -> Vec<(Option<&'static str>, Change)> {
    let name = || "Ann Roe".to_owned();
    vec![
        (Some("“We need more time,”"), Change::Speaker { speaker: Some("Jo Doe".to_owned()) }),
        (Some("“We need more time,”"), Change::QuoteClass { class: QuoteClass::Scare }),
        (Some("nobody ordered"), Change::Quotation { speaker: Some(name()) }),
        (Some("“The figures do not add up,”"), Change::Narrator),
        (None, Change::Merge { from: name(), into: "Mayor Roe".to_owned() }),
        (None, Change::Camp { speaker: name(), camp: "City".to_owned() }),
        (None, Change::SourceType { speaker: name(), source_type: SourceType::Citizen }),
        (
            Some("zombie"),
            Change::Loaded { counted: true, category: Category::named("alarm"), weight: Some(0.9), gloss: None },
        ),
        (None, Change::Term { term: "disgrace".to_owned(), counted: false, category: None, weight: None, gloss: None }),
        (Some("put off the vote"), Change::Topic { topic: "harbour".to_owned(), on: false }),
        (None, Change::Topic { topic: "harbour".to_owned(), on: false }),
        (Some("The plan is a zombie"), Change::Role { role: Role::Caption }),
        (None, Change::Genre { genre: GenreKind::Opinion }),
        (None, Change::Title { value: "Another".to_owned() }),
        (None, Change::Outlet { value: "Herald".to_owned() }),
        (None, Change::Author { value: "A. Writer".to_owned() }),
        (None, Change::Date { value: "2025-03-01".to_owned(), precision: Precision::Day }),
        (None, Change::Story { with: None }),
    ]
}

/// All that the corpus says, in a form that can be compared.
fn everything(desk: &Desk) -> String {
    let entry = |e: &parallax::workspace::Entry| format!("{:?} {:?} {:?}", e.article.meta, e.article.lines, e.open());
    let entries: Vec<String> = desk.app.corpus.entries.iter().map(entry).collect();
    format!("{entries:?} {:?}", desk.app.corpus.moves)
}

#[test]
fn every_kind_of_correction_is_kept_taken_back_and_made_again() {
    let dir = folder();
    fs::write(
        dir.path().join("parallax.toml"),
        "[[topic]]\nid = \"harbour\"\nlabel = \"Harbour\"\ngloss = \"The plan\"\ncues = \"harbour, plan\"\n",
    )
    .expect("written");
    let mut desk = Desk::open(dir.path());
    for (words, change) in every_kind() {
        let text = desk.app.corpus.entries[0].article.text.clone();
        let span = words.map(|w| {
            let at = text.find(w).unwrap_or_else(|| panic!("{w}"));
            Span::new(at, at + w.len())
        });
        let before = everything(&desk);
        let item = Item::new("it", "", Choice::Change(0, span, change.clone()));
        desk.app.overlays.push(Overlay::Menu(Menu::new("", vec![item])));
        desk.act(Action::Open);
        let after = everything(&desk);
        assert_ne!(after, before, "{change:?} does something");
        assert_eq!(desk.profile("one").edits, 1, "{change:?} is counted once");
        assert_eq!(everything(&Desk::open(dir.path())), after, "{change:?} is applied again");
        desk.act(Action::Undo);
        assert_eq!(everything(&desk), before, "{change:?} is taken back");
        desk.act(Action::Redo);
        assert_eq!(everything(&desk), after, "{change:?} is made again");
        desk.act(Action::Undo);
    }
    assert_eq!(file(&dir).matches("[[edit]]").count(), 0);
}

#[test]
fn notes_and_bookmarks_belong_to_their_pair_and_are_no_corrections() {
    let dir = folder();
    fs::write(dir.path().join("three.txt"), "A third view\n\nThe harbour vote is late again, as all votes are.\n")
        .expect("written");
    let mut desk = Desk::open(dir.path());
    desk.act(Action::Show(Lens::Text));
    stand_on(&mut desk, "zombie project that");
    press(&mut desk, "A h m Enter");
    press(&mut desk, "m b");
    let notes = |desk: &mut Desk| -> Vec<String> {
        desk.act(Action::Show(Lens::Notes));
        desk.app.rows(Panel::Table).iter().map(|r| r.label.clone()).collect()
    };
    assert_eq!(notes(&mut desk), ["hm", "bookmark b"]);
    let place = |id: &str| desk.app.corpus.entries.iter().position(|e| e.article.id == id).expect("an article");
    let other = place(if desk.app.pair.1 == place("two") { "three" } else { "two" });
    desk.act(Action::Pair(0, other));
    assert_eq!(notes(&mut desk), ["bookmark b"], "the note is about the other pair, the bookmark about the article");
    assert_eq!(desk.profile("one").edits, 0);
    press(&mut desk, "' b");
    assert_eq!(desk.app.lens, Lens::Text);
    assert!(words_at(&desk, Side::A).contains("zombie project"), "{}", words_at(&desk, Side::A));
}

#[test]
fn the_pair_stays_while_its_articles_are_read_again() {
    let dir = folder();
    for n in 3..7 {
        fs::write(dir.path().join(format!("x{n}.txt")), format!("Headline {n}\n\nThe text of article {n} is here.\n"))
            .expect("written");
    }
    let mut desk = Desk::open(dir.path());
    let id = |desk: &Desk, side| desk.app.entry(side).map(|e| e.article.id.clone());
    desk.act(Action::Pair(4, 2));
    let before = (id(&desk, Side::A), id(&desk, Side::B));
    // The articles come one after the other, as from a slow disk.
    let whole = desk.app.corpus.clone();
    for n in [0, 1, 3, 6] {
        let mut some = Corpus::clone(&whole);
        some.entries.truncate(n);
        update(&mut desk.app, Action::Loaded(Snapshot(Arc::new(some))));
    }
    assert_eq!((id(&desk, Side::A), id(&desk, Side::B)), before);
}

#[test]
fn a_passage_changed_by_hand_is_marked_in_the_list_behind_a_number() {
    let dir = folder();
    let mut desk = Desk::open(dir.path());
    desk.act(Action::Show(Lens::Voices));
    desk.app.panel = Panel::ListA;
    desk.act(Action::Open);
    desk.act(Action::Down);
    press(&mut desk, "e");
    desk.choose("speaker");
    desk.choose("Ann Roe");
    let area = Rect::new(0, 0, 120, 40);
    let mut buffer = Buffer::empty(area);
    view::draw(&desk.app, area, &mut buffer);
    let rows: Vec<String> = (0..40).map(|y| (0..120).map(|x| buffer[(x, y)].symbol()).collect::<String>()).collect();
    let marked: Vec<&String> = rows.iter().filter(|r| r.contains(" 5*")).collect();
    assert!(marked.len() == 1 && marked[0].contains("The figures"), "{}", rows.join("\n"));
}
