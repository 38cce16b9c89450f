//! What comes from the terminal and from background work.

use std::sync::Arc;

use super::{Answer, complain, say};
use crate::{
    app::{
        action::Action,
        compared,
        definitions::{counted, counted_as},
        effect::Effect,
        layout::Layout,
        lens::{Layer, Side},
        overlay::{Overlay, Sheet},
        state::{App, TextView},
    },
    workspace::{Corpus, Entry},
};

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    Some(match action {
        Action::Drawn(layout) => drawn(app, layout),
        Action::Loaded(snapshot) => loaded(app, &snapshot.0),
        Action::Progress(done, total, what) => {
            app.progress = (done < total).then(|| (*done, *total, what.clone()));
            Vec::new()
        }
        Action::Compared(pairing) => {
            compared::arrived(app, pairing);
            Vec::new()
        }
        Action::Grouped(groups) => {
            compared::took_groups(app, groups);
            Vec::new()
        }
        Action::LaidOut(story, whole) => {
            compared::took_whole(app, *story, whole);
            Vec::new()
        }
        Action::Measured(_) => {
            compared::measured(app, action);
            Vec::new()
        }
        Action::Found(words, hits) => super::find::found(app, words, hits),
        Action::Say(text) => say(app, text.clone()),
        Action::Complain(text) => {
            keep(app, text);
            complain(app, text.clone())
        }
        Action::Mistakes(list) => mistakes(app, list),
        Action::Reread(articles, own) => reread(app, *articles, *own),
        Action::Edits(step) => {
            for list in app.undone.iter_mut().chain(&mut app.redone).chain([&mut app.edits]) {
                *list = step.on(list);
            }
            app.handed.clone_from(&app.edits);
            compared::refresh_notes(app);
            Vec::new()
        }
        Action::Out(list) => {
            app.out.clone_from(list);
            Vec::new()
        }
        Action::EditsSaved => {
            app.unsaved = false;
            Vec::new()
        }
        Action::Listed(folder, names) => super::menus::listed(app, folder, names),
        Action::Unbound(key) => say(app, format!("no action on {key}; ? lists the keys")),
        Action::Prefix(c) => {
            app.prefix = Some(*c);
            Vec::new()
        }
        _ => return None,
    })
}

/// How many messages are kept.
const KEPT: usize = 500;

pub(super) fn keep(app: &mut App, message: &str) {
    if app.messages.len() < KEPT && app.messages.last().is_none_or(|m| m != message) {
        app.messages.push(message.to_owned());
    }
}

/// Lists the mistakes in the user's own files as they are now; a single one goes to the status line. What went wrong
/// before they were read is past.
fn mistakes(app: &mut App, list: &[String]) -> Vec<Effect> {
    app.messages.clear();
    let before = std::mem::replace(&mut app.mistakes, list.to_vec());
    let Some(first) = list.first().filter(|_| before != list) else { return Vec::new() };
    let several = app.problems().count() > 1;
    let listed = |o: &Overlay| matches!(o, Overlay::Sheet(Sheet::Messages, _));
    if several && !app.overlays.iter().any(listed) {
        app.overlays.push(Overlay::Sheet(Sheet::Messages, 0));
    }
    // The status line has room for the name of a file, not for its folders.
    let (place, rest) = first.split_once(": ").unwrap_or(("", first));
    let short =
        if place.is_empty() { first } else { first.get(place.rfind('/').map_or(0, |at| at + 1)..).unwrap_or(rest) };
    complain(app, if several { format!("{short}; ! lists all") } else { short.to_owned() })
}

/// Says what was read again, and whether something is wrong with it.
fn reread(app: &mut App, articles: usize, own: usize) -> Vec<Effect> {
    // What has not come back by now is gone.
    app.wanted = [None, None];
    let read = format!(
        "read again: {}, {} of your own lists",
        counted(articles, "article"),
        counted_as(own, "entry", "entries")
    );
    let wrong: Vec<String> = app.mistakes.iter().chain(&app.messages).cloned().collect();
    let key = app.keymap.key_of("messages");
    match wrong.as_slice() {
        [] => say(app, format!("{read}, no mistakes")),
        [one] => complain(app, format!("{read}, 1 mistake: {key} lists it · {one}")),
        [..] => complain(app, format!("{read}, {}: {key} lists them", counted(wrong.len(), "mistake"))),
    }
}

/// Keeps the texts wrapped at the widths just drawn, so that the next frame need not wrap.
fn drawn(app: &mut App, layout: &Layout) -> Vec<Effect> {
    for side in Side::BOTH {
        let cells = layout.text_cells.get(side.index()).copied().unwrap_or(0);
        let index = app.article(side);
        let Some(article) = app.text_of(side).cloned() else { continue };
        if cells > 0 {
            app.wraps.keep(index, &article, cells, app.layers.has(Layer::Dropped), app.wrap);
        }
    }
    if app.layout != *layout {
        app.layout = layout.clone();
    }
    Vec::new()
}

/// Takes another corpus; place, pair and cursors are kept as far as they still fit.
fn loaded(app: &mut App, corpus: &Arc<Corpus>) -> Vec<Effect> {
    let old = std::mem::replace(&mut app.corpus, corpus.clone());
    let shown = [app.pair.0, app.pair.1];
    app.figures.keep_unchanged(&old, corpus);
    let n = corpus.entries.len();
    keep_pair(app, &old);
    forget_places(app, shown.map(|i| old.entries.get(i)));
    let overview = &mut app.overview;
    overview.marked.retain(|m| *m < n);
    overview.arrange(corpus, &app.figures);
    app.pool_before = app.pool.take().or(app.pool_before.take());
    app.grouped = false;
    let same = |(x, y): (&Entry, &Entry)| x.article.id == y.article.id;
    if old.entries.len() != n || !old.entries.iter().zip(&corpus.entries).all(same) {
        app.groups = None;
        app.overview.stories.clear();
        app.whole.laid = None;
    }
    Vec::new()
}

/// A text that is another than before has no passage and no cursor from before.
fn forget_places(app: &mut App, before: [Option<&Entry>; 2]) {
    if app.wanted != [None, None] {
        return;
    }
    for (side, before) in Side::BOTH.into_iter().zip(before) {
        let Some((now, before)) = app.text_of(side).zip(before) else { continue };
        if now.id == before.article.id && now.text == before.article.text {
            continue;
        }
        if let Some(view) = app.text.get_mut(side.index()) {
            *view = TextView { top: view.top, ..TextView::default() };
        }
    }
}

/// The pair stays that of the same articles. While they are read again, others stand in for those still to come.
fn keep_pair(app: &mut App, old: &Corpus) {
    let shown = [app.pair.0, app.pair.1].map(|i| old.entries.get(i).map(|e| e.article.id.clone()));
    for (wanted, shown) in app.wanted.iter_mut().zip(shown) {
        *wanted = wanted.take().or(shown);
    }
    let entries = &app.corpus.entries;
    let place = |id: &Option<String>| entries.iter().position(|e| Some(&e.article.id) == id.as_ref());
    let [a, b] = [0, 1].map(|i| app.wanted.get(i).and_then(place));
    app.pair.0 = a.unwrap_or(0);
    app.pair.1 = b.filter(|b| *b != app.pair.0).unwrap_or(usize::from(app.pair.0 == 0));
    if a.is_some() && b.is_some() {
        app.wanted = [None, None];
    }
}
