//! Corrections, notes and bookmarks: dialogs, undo, redo. The workspace writes and applies them.

use super::{Answer, complain, marked, menus, open, places, say, terms};
use crate::{
    analysis::{entities::SourceType, genre::GenreKind},
    app::{
        action::Action,
        compared,
        definitions::counted,
        effect::Effect,
        lens::{Lens, Side},
        overlay::{Ask, Choice, Item, Menu, Overlay},
        rows::What,
        state::App,
    },
    articles::{Precision, Role},
    text::Span,
    workspace::{
        Anchor, Change, Edit, Entry,
        edits::{EVERYWHERE, Step},
    },
};

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    Some(match action {
        Action::Edit => dialog(app),
        Action::Undo => travel(app, true),
        Action::Redo => travel(app, false),
        Action::Bookmark => super::find::ask(app, Ask::Bookmark),
        Action::GoBookmark => super::find::ask(app, Ask::GoBookmark),
        _ => return None,
    })
}

/// What can be corrected about the selected thing.
fn dialog(app: &mut App) -> Vec<Effect> {
    if !app.lens.is_pair() {
        return match app.selected_article() {
            Some(article) => menu(app, "correct this article".to_owned(), metadata_items(app, article)),
            None => complain(app, "no article is selected"),
        };
    }
    if app.panel.is_text() {
        let side = app.panel.side().unwrap_or(app.side);
        return dialog_at(app, app.article(side), app.place(side), None);
    }
    let side = app.panel.side().unwrap_or(app.side);
    let article = app.article(side);
    let language = app.lens == Lens::Language;
    let Some(row) = app.selected(app.panel).cloned() else {
        let items = if language { vec![terms::typed_item(article, None)] } else { Vec::new() };
        return menu(app, "correct".to_owned(), items);
    };
    match &row.what {
        What::Term(_) => {
            let items = terms::row_items(app, article, &row);
            menu(app, format!("correct “{}”", row.label), items)
        }
        What::Voice(v) => {
            let items = speaker_items(app, article, v.entity, &row.label);
            menu(app, format!("correct {}", row.label), items)
        }
        What::Topic(t) => {
            let items = places::topic_row(app, t, &row);
            menu(app, format!("correct {}", row.label), items)
        }
        What::Note(i) | What::Bookmark(i) => remove(app, *i),
        _ if language => {
            let open = Item::new("open the passages", "e on one corrects it", Choice::Act(Action::Open));
            let has_passages = row.passages.iter().any(|p| !p.is_empty());
            let items = has_passages.then_some(open).into_iter().chain([terms::typed_item(article, None)]).collect();
            menu(app, format!("correct {}", row.label), items)
        }
        _ if row.passages.iter().all(Vec::is_empty) => say(app, "nothing to correct in this row"),
        _ => {
            let effects = open::evidence(app, &row);
            say(app, "choose a passage and press e again");
            effects
        }
    }
}

fn menu(app: &mut App, title: String, items: Vec<Item>) -> Vec<Effect> {
    if items.is_empty() {
        return say(app, "nothing to correct here");
    }
    menus::show(app, Menu::new(title, items))
}

/// What can be corrected at a place in a text, what the place stands for first; where it is evidence of a topic, that.
pub(super) fn dialog_at(app: &mut App, article: usize, span: Span, topic: Option<&str>) -> Vec<Effect> {
    let Some(entry) = app.corpus.entries.get(article) else { return Vec::new() };
    let mut items = places::items(app, article, span, topic);
    items.push(role_item(entry, article, span));
    items.extend(metadata_items(app, article));
    let line = entry.article.line_of(span.start as usize);
    let words = crate::text::wrap::fit(entry.article.slice(span).trim(), 50);
    let title = format!("correct {}:{line} “{words}”", entry.label);
    menu(app, title, items)
}

fn role_item(entry: &Entry, article: usize, span: Span) -> Item {
    let number = entry.article.line_of(span.start as usize);
    let line = entry.article.lines.get(number - 1);
    let now = line.map_or("body", |l| l.role.name());
    Item::new(
        "role of the line …",
        format!("line {number}, now: {}", now.replace('_', " ")),
        Choice::More(format!("what is line {number}?"), roles(article, line.map(|l| l.span))),
    )
}

/// The lines of a side that are not counted, each to be taken back or given another role.
pub(super) fn dropped_lines(app: &mut App, side: Side) -> Vec<Effect> {
    let article = app.article(side);
    let Some(entry) = app.entry(side) else { return Vec::new() };
    let items = entry.article.dropped().map(|(number, line)| {
        let detail = format!("{} · {}", line.role.name().replace('_', " "), entry.article.slice(line.span).trim());
        let choice = Choice::More(format!("what is line {number}?"), roles(article, Some(line.span)));
        Item::new(format!("line {number}"), detail, choice)
    });
    let items: Vec<Item> = items.collect();
    let title = format!("take back which line of {}?", entry.label);
    menu(app, title, items)
}

/// Every role that the line at `at` may be given.
fn roles(article: usize, at: Option<Span>) -> Vec<Item> {
    let roles = [
        (Role::Body, "running text; counted"),
        (Role::Headline, "the title"),
        (Role::StandFirst, "a summary above the text"),
        (Role::Heading, "a title inside the text"),
        (Role::Caption, "belongs to a picture"),
        (Role::PullQuote, "repeats the text for display"),
        (Role::List, "an item of a list; counted"),
        (Role::BlockQuote, "a quotation set as a block; counted"),
        (Role::Byline, "who wrote it"),
        (Role::DateLine, "when it was published"),
        (Role::Metadata, "data about the article"),
        (Role::Boilerplate, "belongs to the site"),
    ];
    let item = |(role, help): (Role, &str)| {
        Item::new(role.name().replace('_', " "), help, Choice::Change(article, at, Change::Role { role }))
    };
    roles.map(item).into()
}

fn metadata_items(app: &App, article: usize) -> Vec<Item> {
    let Some(entry) = app.corpus.entries.get(article) else { return Vec::new() };
    let meta = &entry.article.meta;
    let text = |f: &Option<crate::articles::Field<String>>| f.as_ref().map_or_else(String::new, |f| f.value.clone());
    let date = meta.date.as_ref().map_or_else(String::new, |d| d.value.to_string());
    let fields = [
        ("title", "headline …", text(&meta.title)),
        ("outlet", "outlet …", text(&meta.outlet)),
        ("author", "author …", text(&meta.author)),
        ("date", "date …", date),
    ];
    let mut items: Vec<Item> = fields
        .into_iter()
        .map(|(field, label, now)| {
            let shown = if now.is_empty() { "not stated".to_owned() } else { now.clone() };
            Item::new(label, shown, Choice::Ask(Ask::Field(article, field), now))
        })
        .collect();
    let genres = [
        (GenreKind::Report, "news report"),
        (GenreKind::Analysis, "analysis"),
        (GenreKind::Opinion, "opinion or advocacy"),
        (GenreKind::Interview, "interview"),
        (GenreKind::LiveBlog, "live blog"),
    ];
    let genres =
        genres.map(|(genre, name)| Item::new(name, "", Choice::Change(article, None, Change::Genre { genre })));
    items.push(Item::new("genre …", "what kind of text", Choice::More("what kind of text?".to_owned(), genres.into())));
    items.extend(story_item(app, article));
    items
}

/// Stories offered in one menu.
const STORIES: usize = 500;

/// The stories that an article can be moved to.
fn story_item(app: &App, article: usize) -> Option<Item> {
    let groups = app.groups.as_ref().filter(|_| app.corpus.entries.len() > 1)?;
    let own = groups.story_of(article)?;
    let mut items: Vec<Item> = Vec::new();
    if groups.stories.get(own).is_some_and(|g| g.articles.len() > 1) {
        let alone = Choice::Change(article, None, Change::Story { with: None });
        items.push(Item::new("a story of its own", "apart from all others", alone));
    }
    for (i, group) in groups.stories.iter().enumerate().filter(|(i, _)| *i != own).take(STORIES) {
        let Some(first) = group.articles.first().and_then(|a| app.corpus.entries.get(*a)) else { continue };
        let change = Change::Story { with: Some(first.article.id.clone()) };
        let labels: Vec<&str> = group
            .articles
            .iter()
            .filter_map(|a| app.corpus.entries.get(*a))
            .map(|e| e.label.as_str())
            .take(6)
            .collect();
        let label = format!("story {}: {}", i + 1, labels.join(", "));
        items.push(Item::new(label, first.article.title().unwrap_or(""), Choice::Change(article, None, change)));
    }
    let now = crate::app::whole::story_name(app, own);
    Some(Item::new(
        "story …",
        format!("{} of {}, {now}", own + 1, groups.stories.len()),
        Choice::More("which story does it tell?".to_owned(), items),
    ))
}

fn speaker_items(app: &App, article: usize, entity: Option<u32>, name: &str) -> Vec<Item> {
    let Some(profile) = app.corpus.entries.get(article).and_then(Entry::open) else { return Vec::new() };
    let Some((index, entity)) = entity.and_then(|i| Some((i, profile.entities.get(i as usize)?))) else {
        return vec![Item::new("open the passages", "and press e on one", Choice::Act(Action::Open))];
    };
    let types = [
        (SourceType::Official, "official"),
        (SourceType::CollectiveOfficial, "collective official"),
        (SourceType::Expert, "expert"),
        (SourceType::Media, "media"),
        (SourceType::Document, "document"),
        (SourceType::Citizen, "citizen"),
        (SourceType::Anonymous, "anonymous"),
        (SourceType::Unknown, "not known"),
    ];
    let types = types.map(|(source_type, label)| {
        let change = Change::SourceType { speaker: name.to_owned(), source_type };
        Item::new(label, "", Choice::Change(article, None, change))
    });
    let others: Vec<Item> = profile
        .entities
        .iter()
        .filter(|e| e.name != name)
        .map(|e| {
            let change = Change::Merge { from: name.to_owned(), into: e.name.clone() };
            Item::new(e.name.clone(), "the name that stays", Choice::Change(article, None, change))
        })
        .collect();
    let camp = entity.camp.clone().unwrap_or_default();
    vec![
        Item::new("open the passages", "e on one changes its speaker", Choice::Act(Action::Open)),
        Item::new(
            "not all are the same person …",
            "split: mark the passages of another",
            Choice::Split(article, index),
        ),
        Item::new("same person as …", "merge two names", Choice::More(format!("{name} is the same as"), others)),
        Item::new(
            "side …",
            if camp.is_empty() { "none".to_owned() } else { camp.clone() },
            Choice::Ask(Ask::Camp(article, name.to_owned()), camp),
        ),
        Item::new(
            "kind of source …",
            "official, expert, citizen …",
            Choice::More(format!("what is {name}?"), types.into()),
        ),
        Item::new(
            "other name …",
            "type the name it is merged into",
            Choice::Ask(Ask::Merge(article, name.to_owned()), String::new()),
        ),
    ]
}

/// What a typed line means.
pub(super) fn answered(app: &mut App, ask: &Ask, text: String) -> Vec<Effect> {
    match ask {
        Ask::Note => note(app, text),
        Ask::Term(..) => terms::typed(app, ask, &text),
        Ask::Weight(article, span) => terms::weighed(app, *article, *span, &text),
        Ask::Speakers(article, spans) => marked::named(app, *article, spans, text),
        Ask::Quotation(article, span) => {
            make(app, *article, Some(*span), Change::Quotation { speaker: (!text.is_empty()).then_some(text) })
        }
        Ask::Speaker(article, span) => {
            make(app, *article, Some(*span), Change::Speaker { speaker: (!text.is_empty()).then_some(text) })
        }
        Ask::Camp(article, name) => make(app, *article, None, Change::Camp { speaker: name.clone(), camp: text }),
        Ask::Merge(_, _) | Ask::Field(_, _) if text.is_empty() => say(app, "left as it was"),
        Ask::Merge(article, name) => make(app, *article, None, Change::Merge { from: name.clone(), into: text }),
        Ask::Field(article, field) => match field_change(field, text) {
            Ok(change) => make(app, *article, None, change),
            Err(message) => complain(app, message),
        },
        _ => Vec::new(),
    }
}

fn field_change(field: &str, text: String) -> Result<Change, String> {
    Ok(match field {
        "title" => Change::Title { value: text },
        "outlet" => Change::Outlet { value: text },
        "author" => Change::Author { value: text },
        _ => {
            let day = text.trim_start_matches('~').trim();
            if day.parse::<jiff::civil::Date>().is_err() {
                return Err(format!("'{text}' is not a date like 2025-08-17"));
            }
            let precision = if text.starts_with('~') { Precision::About } else { Precision::Day };
            Change::Date { value: day.to_owned(), precision }
        }
    })
}

/// Makes a correction: kept, saved beside the screen, applied at once by a new analysis.
pub(super) fn make(app: &mut App, article: usize, span: Option<Span>, change: Change) -> Vec<Effect> {
    let Some(entry) = app.corpus.entries.get(article) else { return Vec::new() };
    let id = if matches!(change, Change::Term { .. }) { EVERYWHERE.to_owned() } else { entry.article.id.clone() };
    let at = span.map(|s| Anchor::of(&entry.article.text, s));
    let changed = vec![id.clone()];
    push(app, vec![Edit { article: id, change, at }]);
    made(app, changed, "corrected; u takes it back")
}

/// Makes the same correction at several places, as one step.
pub(super) fn make_all(app: &mut App, article: usize, spans: &[Span], change: &Change) -> Vec<Effect> {
    let Some(entry) = app.corpus.entries.get(article) else { return Vec::new() };
    let id = entry.article.id.clone();
    let edit = |span: &Span| {
        let at = Some(Anchor::of(&entry.article.text, *span));
        Edit { article: id.clone(), change: change.clone(), at }
    };
    let edits = spans.iter().map(edit).collect();
    push(app, edits);
    let done = format!("corrected at {}; u takes it back", counted(spans.len(), "place"));
    made(app, vec![id], &done)
}

fn made(app: &mut App, changed: Vec<String>, done: &str) -> Vec<Effect> {
    app.overlays.retain(|o| matches!(o, Overlay::Evidence(_)));
    for overlay in &mut app.overlays {
        if let Overlay::Evidence(passages) = overlay {
            passages.marked = Default::default();
        }
    }
    app.text.iter_mut().for_each(|view| view.anchor = None);
    say(app, done);
    write(app, changed)
}

fn push(app: &mut App, edits: Vec<Edit>) {
    app.undone.push(app.edits.clone());
    app.redone.clear();
    app.edits.extend(edits);
}

fn write(app: &mut App, changed: Vec<String>) -> Vec<Effect> {
    app.unsaved = true;
    compared::refresh_notes(app);
    let step = Step { before: std::mem::replace(&mut app.handed, app.edits.clone()), after: app.edits.clone() };
    vec![Effect::WriteEdits { step, changed }]
}

fn travel(app: &mut App, back: bool) -> Vec<Effect> {
    let from = if back { app.undone.pop() } else { app.redone.pop() };
    let Some(edits) = from else {
        return say(app, if back { "nothing to take back" } else { "nothing to make again" });
    };
    let now = std::mem::replace(&mut app.edits, edits);
    let changed: Vec<String> = difference(&now, &app.edits);
    if back {
        app.redone.push(now);
    } else {
        app.undone.push(now);
    }
    say(app, if back { "taken back; Ctrl-r makes it again" } else { "made again" });
    write(app, changed)
}

fn difference(a: &[Edit], b: &[Edit]) -> Vec<String> {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let mut ids: Vec<String> = long.iter().filter(|e| !short.contains(e)).map(|e| e.article.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn remove(app: &mut App, index: usize) -> Vec<Effect> {
    if index >= app.edits.len() {
        return Vec::new();
    }
    app.undone.push(app.edits.clone());
    app.redone.clear();
    let gone = app.edits.remove(index);
    say(app, "removed; u brings it back");
    write(app, vec![gone.article])
}

/// Keeps a note about the pair, at the marked passage if there is one.
pub(super) fn note(app: &mut App, text: String) -> Vec<Effect> {
    if text.is_empty() {
        return say(app, "an empty note is not kept");
    }
    let side = app.side;
    let other = app.entry(side.other()).map(|e| e.article.id.clone());
    let Some(entry) = app.entry(side) else { return complain(app, "no article is open") };
    let span = app.passage(side);
    let at = span.map(|s| Anchor::of(&entry.article.text, s));
    let edit = Edit { article: entry.article.id.clone(), change: Change::Note { text, other }, at };
    push(app, vec![edit]);
    say(app, "noted; 7 shows the notes");
    write(app, Vec::new())
}

/// Sets a bookmark at the marked passage, or at the top of the text of the focused side.
pub(super) fn bookmark(app: &mut App, mark: char) -> Vec<Effect> {
    let side = app.panel.side().unwrap_or(app.side);
    let article = if app.lens.is_pair() { app.article(side) } else { app.selected_article().unwrap_or(0) };
    let Some(entry) = app.corpus.entries.get(article) else { return complain(app, "no article is open") };
    let in_text = app.lens.is_pair();
    let selected = app.passage(side).filter(|_| in_text);
    let from = if in_text { app.place(side).start as usize } else { 0 };
    let line = entry.article.lines.get(entry.article.line_of(from) - 1).map(|l| l.span);
    let at = selected.or(line).map(|s| Anchor::of(&entry.article.text, s));
    let edit = Edit { article: entry.article.id.clone(), change: Change::Bookmark { mark }, at };
    push(app, vec![edit]);
    let old = app.edits.len() - 1;
    let same = |e: &Edit| e.change == Change::Bookmark { mark };
    let mut i = 0;
    app.edits.retain(|e| {
        i += 1;
        !same(e) || i - 1 == old
    });
    say(app, format!("bookmark {mark} set; ' {mark} comes back here"));
    write(app, Vec::new())
}

/// Goes to a bookmark.
pub(super) fn go_bookmark(app: &mut App, mark: char) -> Vec<Effect> {
    let edit = app.edits.iter().rev().find(|e| e.change == Change::Bookmark { mark }).cloned();
    let Some(edit) = edit else { return complain(app, format!("there is no bookmark {mark}; m sets one")) };
    let article = app.corpus.entries.iter().position(|e| e.article.id == edit.article);
    let Some((article, entry)) = article.and_then(|i| app.corpus.entries.get(i).map(|e| (i, e))) else {
        return complain(app, format!("bookmark {mark} is in an article that is not open: {}", edit.article));
    };
    match edit.at.as_ref().and_then(|a| a.find(&entry.article.text)) {
        Some(span) => open::go(app, article, span),
        _ => complain(app, format!("the words of bookmark {mark} are gone from the text")),
    }
}
