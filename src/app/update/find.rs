//! Finding: in the pane, in all articles, by letters.

use super::{Answer, complain, moves, open, say};
use crate::{
    app::{
        action::Action,
        compared,
        definitions::counted,
        effect::Effect,
        jobs::Task,
        lens::{Lens, Panel, Side},
        overlay::{Ask, Choice, Item, Menu, Overlay, Passages, Prompt},
        rows::What,
        search::{self, MOST_HITS, Search},
        state::App,
    },
    comparison::Evidence,
    text::Span,
};

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    Some(match action {
        Action::Search => ask(app, Ask::Search),
        Action::SearchAll => ask(app, Ask::SearchAll),
        Action::Filter => filter(app),
        Action::Jump => jump(app),
        Action::NextHit => step(app, true),
        Action::PreviousHit => step(app, false),
        _ => return None,
    })
}

pub(super) fn ask(app: &mut App, ask: Ask) -> Vec<Effect> {
    app.overlays.push(Overlay::Prompt(Prompt::new(ask, "")));
    Vec::new()
}

fn filter(app: &mut App) -> Vec<Effect> {
    if app.panel.is_text() {
        return say(app, "& filters lists; / finds in a text");
    }
    ask(app, Ask::Filter)
}

/// The hits of `words` in the two texts that are shown.
fn hits(app: &App, words: &str) -> [Vec<Span>; 2] {
    Side::BOTH.map(|side| {
        let Some(article) = app.text_of(side) else { return Vec::new() };
        let shown = |s: &Span| {
            let line = article.lines.get(article.line_of(s.start as usize) - 1);
            line.is_some_and(|l| crate::app::wraps::is_shown(l.role))
        };
        search::find(&article.text, words, MOST_HITS).into_iter().filter(shown).collect()
    })
}

/// Shows the hits while they are typed.
pub(super) fn preview(app: &mut App, words: &str) {
    let hits = if app.lens.is_pair() { hits(app, words) } else { Default::default() };
    app.search = (!words.is_empty()).then(|| Search { words: words.to_owned(), hits });
}

/// Looks the search up again, after the pair changed.
pub(super) fn refresh(app: &mut App) {
    if let Some(words) = app.search.as_ref().map(|s| s.words.clone()) {
        preview(app, &words);
    }
}

pub(super) fn search(app: &mut App, words: &str) -> Vec<Effect> {
    if words.is_empty() {
        app.search = None;
        return Vec::new();
    }
    preview(app, words);
    if !app.lens.is_pair() || !app.panel.is_text() {
        return in_list(app, words, true, true);
    }
    let counts = app.search.as_ref().map_or((0, 0), |s| (s.hits[0].len(), s.hits[1].len()));
    if counts == (0, 0) {
        return complain(app, format!("'{words}' is in neither text; g/ looks in all articles"));
    }
    let effects = step(app, true);
    let (next, previous) = (app.keymap.key_of("next-hit"), app.keymap.key_of("previous-hit"));
    if let crate::app::Status::Note(text) = &mut app.status {
        text.push_str(&format!("; {next} next, {previous} previous"));
    }
    effects
}

fn step(app: &mut App, forward: bool) -> Vec<Effect> {
    let Some(search) = app.search.clone() else { return say(app, "nothing to find yet: / starts a search") };
    if !app.lens.is_pair() || !app.panel.is_text() {
        return in_list(app, &search.words, forward, false);
    }
    let side = app.panel.side().unwrap_or(app.side);
    let from = app.place(side).start as usize;
    let fresh = app.passage(side).is_none();
    let hits = search.on(side);
    let after = |h: &&Span| (h.start as usize) > from || (fresh && h.start as usize == from);
    let found = if forward {
        hits.iter().find(after).or_else(|| hits.first())
    } else {
        hits.iter().rev().find(|h| (h.start as usize) < from).or_else(|| hits.last())
    };
    match found.copied() {
        Some(span) => {
            let at = hits.iter().position(|h| *h == span).map_or(0, |i| i + 1);
            open::show_passage(app, side, span);
            say(
                app,
                format!("'{}': {at}/{} on side {}{}", search.words, hits.len(), side.letter(), beside(&search, side)),
            )
        }
        None => say(app, format!("'{}' is not on side {}; Tab changes the side", search.words, side.letter())),
    }
}

/// How many hits the other side has.
fn beside(search: &Search, side: Side) -> String {
    format!(", {} on side {}", search.on(side.other()).len(), side.other().letter())
}

/// The next row of the focused list that holds the words.
fn in_list(app: &mut App, words: &str, forward: bool, here: bool) -> Vec<Effect> {
    let needle = crate::text::fold::fold(words);
    let labels: Vec<String> = labels(app);
    let n = labels.len();
    let at = app.cursor(app.panel);
    let order: Vec<usize> = if forward {
        (usize::from(!here)..n + usize::from(!here)).map(|i| (at + i) % n.max(1)).collect()
    } else {
        (1..=n).map(|i| (at + n - i) % n.max(1)).collect()
    };
    let holds = |i: &&usize| labels.get(**i).is_some_and(|l| crate::text::fold::fold(l).contains(&needle));
    let all: Vec<usize> = (0..n).filter(|i| holds(&i)).collect();
    match order.iter().find(holds) {
        Some(&i) => {
            moves::set_cursor(app, app.panel, i);
            let at = all.iter().position(|a| *a == i).map_or(0, |at| at + 1);
            say(app, format!("'{words}': {at}/{}", counted(all.len(), "row")))
        }
        None => complain(app, format!("no row with '{words}'")),
    }
}

fn labels(app: &App) -> Vec<String> {
    if app.lens.is_pair() {
        let rows = app.rows(app.panel);
        return app.shown(app.panel).into_iter().filter_map(|i| rows.get(i)).map(|r| r.label.clone()).collect();
    }
    if app.lens == Lens::Story {
        return (0..app.whole.row_count()).map(|row| app.whole.row_label(row).to_owned()).collect();
    }
    let entry = |i: &usize| app.corpus.entries.get(*i);
    app.overview
        .order
        .iter()
        .filter_map(entry)
        .map(|e| format!("{} {}", e.label, e.article.title().unwrap_or("")))
        .collect()
}

/// Looks in all articles, beside the screen; the hits come as a menu.
pub(super) fn search_all(app: &mut App, words: &str) -> Vec<Effect> {
    if words.is_empty() {
        return Vec::new();
    }
    say(app, format!("looking for '{words}' in all articles …"));
    compared::run(app, Task::Find(words.to_owned()))
}

/// Lists the hits in all articles.
pub(super) fn found(app: &mut App, words: &str, hits: &[search::Hit]) -> Vec<Effect> {
    if hits.is_empty() {
        return complain(app, format!("'{words}' is in none of the {} articles", app.corpus.entries.len()));
    }
    let items = hits.iter().filter_map(|h| hit(app, h)).collect();
    let more = if hits.len() == MOST_HITS { "at least " } else { "" };
    let title = format!("'{words}': {more}{} hits · {}", hits.len(), search::tally(&app.corpus, hits));
    app.overlays.push(Overlay::Menu(Menu::new(title, items)));
    app.status = crate::app::Status::Quiet;
    preview(app, words);
    Vec::new()
}

fn hit(app: &App, hit: &search::Hit) -> Option<Item> {
    let entry = app.corpus.entries.get(hit.article)?;
    let line = entry.article.line_of(hit.span.start as usize);
    let voice = match hit.voice {
        crate::analysis::voices::Voice::Narrator => "narrator",
        crate::analysis::voices::Voice::Direct => "quoted",
        crate::analysis::voices::Voice::Indirect => "indirect",
    };
    let text = search::around(&entry.article.text, hit.span, 40, 60);
    let mut item = Item::new(format!("{}:{line}", entry.label), text, Choice::Place(hit.article, hit.span));
    voice.clone_into(&mut item.key);
    Some(item)
}

/// Speakers, terms and topics of the pair, and articles, to be chosen by letters.
fn jump(app: &mut App) -> Vec<Effect> {
    let mut items = Vec::new();
    if app.lens.is_pair() {
        items.extend(places(app));
    }
    for (i, entry) in app.corpus.entries.iter().enumerate().take(2000) {
        let title = entry.article.title().unwrap_or("").to_owned();
        let other = if app.pair.1 == i { app.pair.0 } else { app.pair.1 };
        items.push(Item::new(entry.label.clone(), title, Choice::Act(Action::Pair(i, other))));
    }
    app.overlays.push(Overlay::Menu(Menu::new("jump to a speaker, term, topic or article", items)));
    Vec::new()
}

fn places(app: &App) -> Vec<Item> {
    let rows = &app.pairing.rows;
    let groups: [(&str, Lens, Panel, &[crate::app::rows::Row]); 5] = [
        ("speaker, left", Lens::Voices, Panel::ListA, &rows.voices[0]),
        ("speaker, right", Lens::Voices, Panel::ListB, &rows.voices[1]),
        ("term, left", Lens::Language, Panel::ListA, &rows.terms[0]),
        ("term, right", Lens::Language, Panel::ListB, &rows.terms[1]),
        ("topic", Lens::Topics, Panel::Table, &rows.topics),
    ];
    let mut items = Vec::new();
    for (kind, lens, panel, rows) in groups {
        for (i, row) in rows.iter().enumerate() {
            if matches!(row.what, What::Voice(_) | What::Term(_) | What::Topic(_)) {
                items.push(Item::new(row.label.clone(), kind, Choice::Row(lens, panel, i)));
            }
        }
    }
    items
}

/// The quotations and counted loaded terms from the top of a text on, as passages.
pub(super) fn passages_in_view(app: &App, side: Side) -> Option<Passages> {
    let profile = app.profile(side)?;
    let from = app.place(side).start;
    let quotes = profile.quotations.iter().map(|q| Evidence { span: q.span, why: q.why.clone() });
    let loaded = profile.loaded.iter().filter(|h| h.counted);
    let loaded = loaded.map(|h| Evidence { span: h.span, why: format!("loaded term. {}", h.why) });
    let mut list: Vec<Evidence> = quotes.chain(loaded).collect();
    list.sort_by_key(|e| e.span);
    if list.is_empty() {
        return None;
    }
    let at = list.partition_point(|e| e.span.start < from).min(list.len() - 1);
    let mut lists: [Vec<Evidence>; 2] = Default::default();
    let mut cursors = [0, 0];
    *lists.get_mut(side.index())? = list;
    *cursors.get_mut(side.index())? = at;
    Some(Passages {
        title: "quotations and loaded terms of this text".to_owned(),
        measure: None,
        articles: [app.pair.0, app.pair.1],
        lists,
        side,
        at: cursors,
        ..Passages::default()
    })
}
