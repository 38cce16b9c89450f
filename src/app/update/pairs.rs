//! Choosing what is compared: articles, pairs, marks, order and columns of the overview.

use super::{Answer, complain, moves, say};
use crate::app::{
    action::Action,
    effect::Effect,
    lens::{Lens, Panel, Side},
    overview::Column,
    state::App,
};

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    Some(match action {
        Action::NextArticle => article(app, 1),
        Action::PreviousArticle => article(app, -1),
        Action::NextPair => next(app, true),
        Action::PreviousPair => next(app, false),
        Action::Swap => swap(app),
        Action::SetA => set(app, Side::A),
        Action::SetB => set(app, Side::B),
        Action::Pair(a, b) => pair(app, *a, *b),
        Action::Mark => mark(app),
        Action::Sort => sort(app),
        Action::Reverse => reverse(app),
        _ => return None,
    })
}

/// Shows a pair; the texts start at the top where the article changed.
pub(super) fn choose(app: &mut App, a: usize, b: usize) {
    let old = app.pair;
    app.pair = (a, b);
    for (side, changed) in [(0, old.0 != a), (1, old.1 != b)] {
        if let Some(view) = app.text.get_mut(side).filter(|_| changed) {
            *view = crate::app::state::TextView::default();
        }
    }
    super::find::refresh(app);
}

fn article(app: &mut App, step: isize) -> Vec<Effect> {
    let n = app.corpus.entries.len();
    if n < 3 {
        return say(app, "no other article to change to: F opens more");
    }
    let other = app.article(app.side.other());
    let mut at = app.article(app.side);
    loop {
        at = (at.cast_signed() + step).rem_euclid(n.cast_signed()).cast_unsigned();
        if at != other {
            break;
        }
    }
    let (a, b) = if app.side == Side::A { (at, other) } else { (other, at) };
    choose(app, a, b);
    enter(app);
    Vec::new()
}

/// From the overview, changing the pair shows it.
fn enter(app: &mut App) {
    if !app.lens.is_pair() {
        moves::show(app, Lens::Voices);
    }
}

fn next(app: &mut App, forward: bool) -> Vec<Effect> {
    let n = app.corpus.entries.len();
    if n < 2 {
        return complain(app, "a pair needs two articles: F opens more");
    }
    let (a, b) = if app.pair.0 <= app.pair.1 { app.pair } else { (app.pair.1, app.pair.0) };
    let ordered = app.pair_order().and_then(|order| {
        let at = order.iter().position(|p| *p == (a, b))?;
        let step = if forward { 1 } else { order.len() - 1 };
        order.get((at + step) % order.len()).copied()
    });
    let by_position = match forward {
        true if b + 1 < n => (a, b + 1),
        true if a + 2 < n => (a + 1, a + 2),
        true => (0, 1),
        false if b > a + 1 => (a, b - 1),
        false if a > 0 => (a - 1, n - 1),
        false => (n - 2, n - 1),
    };
    let (a, b) = ordered.unwrap_or(by_position);
    choose(app, a, b);
    enter(app);
    Vec::new()
}

fn swap(app: &mut App) -> Vec<Effect> {
    if !app.has_pair() {
        return complain(app, "there is no second article: F opens files");
    }
    if !app.lens.is_pair() {
        return say(app, "swap works on a pair: open one with Enter");
    }
    app.pair = (app.pair.1, app.pair.0);
    app.text.swap(0, 1);
    if let Some(search) = &mut app.search {
        search.hits.swap(0, 1);
    }
    for cursors in &mut app.cursors {
        cursors.swap(Panel::ListA as usize, Panel::ListB as usize);
    }
    Vec::new()
}

fn set(app: &mut App, side: Side) -> Vec<Effect> {
    if app.lens.is_pair() {
        app.side = side;
        if app.panel.side().is_some_and(|s| s != side) {
            app.panel = app.panel.mirrored();
        }
        return say(app, format!("[ and ] now change side {}", side.letter()));
    }
    let Some(article) = app.selected_article() else { return complain(app, "no article is selected") };
    if app.corpus.entries.len() < 2 {
        return complain(app, "there is no second article: F opens files");
    }
    let other = app.article(side.other());
    let free = if other == article { app.article(side) } else { other };
    let (a, b) = if side == Side::A { (article, free) } else { (free, article) };
    choose(app, a, b);
    let label = app.corpus.entries.get(article).map_or_else(String::new, |e| e.label.clone());
    say(app, format!("{label} is now on side {}", side.letter()))
}

fn pair(app: &mut App, a: usize, b: usize) -> Vec<Effect> {
    if a == b {
        return complain(app, "a pair needs two different articles");
    }
    choose(app, a, b);
    enter(app);
    Vec::new()
}

fn mark(app: &mut App) -> Vec<Effect> {
    if app.lens.is_pair() {
        return say(app, "marks are set in the overview: 1");
    }
    let Some(article) = app.selected_article() else { return complain(app, "no article is selected") };
    app.overview.mark(article);
    moves::move_by(app, Panel::Table, 1);
    match app.overview.marked.len() {
        2 => say(app, "two articles marked: Enter compares them"),
        _ => Vec::new(),
    }
}

fn sort(app: &mut App) -> Vec<Effect> {
    match app.lens {
        Lens::Across => super::look::next_measure(app, 1),
        Lens::Overview => {
            let columns = &app.overview.columns;
            let at = columns.iter().position(|c| *c == app.overview.sort).map_or(0, |i| i + 1);
            let column = columns.get(at % columns.len().max(1)).copied().unwrap_or(Column::Order);
            sort_by(app, column);
        }
        _ => return say(app, "sorting works in the overview (1) and across (8)"),
    }
    Vec::new()
}

/// Sorts the overview; measures put the largest first.
pub(super) fn sort_by(app: &mut App, column: Column) {
    let kept = app.selected_article();
    app.overview.sort = column;
    app.overview.descending = column.is_number() && column != Column::Order;
    arrange(app, kept);
}

fn reverse(app: &mut App) -> Vec<Effect> {
    if app.lens.is_pair() {
        return say(app, "the order is that of the overview (1) and across (8)");
    }
    let kept = app.selected_article();
    app.overview.descending = !app.overview.descending;
    arrange(app, kept);
    Vec::new()
}

/// Sorts and filters again; the cursor stays on its article.
pub(super) fn arrange(app: &mut App, kept: Option<usize>) {
    let corpus = app.corpus.clone();
    app.overview.arrange(&corpus, &app.figures);
    let at = kept.and_then(|k| app.overview.order.iter().position(|o| *o == k)).unwrap_or(0);
    for lens in [Lens::Overview, Lens::Across] {
        if let Some(cursor) = app.cursors.get_mut(lens.index()).and_then(|c| c.get_mut(Panel::Table as usize)) {
            *cursor = at;
        }
    }
}
