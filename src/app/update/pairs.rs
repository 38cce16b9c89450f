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
        Action::NextStory => story(app, true),
        Action::PreviousStory => story(app, false),
        Action::AllPairs => all_pairs(app),
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
    app.wanted = [None, None];
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

/// From the overview, changing the pair shows it; in a matrix the cursor goes to it.
fn enter(app: &mut App) {
    if app.lens == Lens::Story && app.whole.matrix.is_pairwise() && !app.is_across() {
        app.whole.go_to(app.pair.0, app.pair.1);
    } else if !app.lens.is_pair() {
        moves::show(app, Lens::Voices);
    }
}

fn next(app: &mut App, forward: bool) -> Vec<Effect> {
    let n = app.corpus.entries.len();
    if n < 2 {
        return complain(app, "a pair needs two articles: F opens more");
    }
    let (a, b) = if app.pair.0 <= app.pair.1 { app.pair } else { (app.pair.1, app.pair.0) };
    let story = app.groups.as_ref().filter(|g| g.stories.len() > 1 && !app.all_pairs);
    let story = story.and_then(|g| g.stories.get(g.story_of(a)?)).map(|g| g.articles.clone());
    if story.as_ref().is_some_and(|s| s.len() < 2) {
        return say(app, "this story has one article: g } goes to the next story, g a walks all pairs");
    }
    // Until the order is worked out, the pairs of the story stand in the order of its articles.
    let ordered = match (app.pair_order(), story) {
        (Some(order), _) => beside(order, (a, b), forward),
        (None, Some(articles)) => beside(&pairs_of(&articles), (a, b), forward),
        (None, None) => None,
    };
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

/// The pair after or before `now`; from outside the order, as from a pair across stories, its first or last one.
fn beside(order: &[(usize, usize)], now: (usize, usize), forward: bool) -> Option<(usize, usize)> {
    let last = order.len().checked_sub(1)?;
    let at = order.iter().position(|p| *p == now).unwrap_or(if forward { last } else { 0 });
    order.get((at + if forward { 1 } else { last }) % order.len()).copied()
}

/// The pairs of some articles, of many the first ones.
fn pairs_of(articles: &[usize]) -> Vec<(usize, usize)> {
    let some = articles.get(..articles.len().min(50)).unwrap_or_default();
    let with_later = |(i, &a): (usize, &usize)| some.iter().skip(i + 1).map(move |&b| (a, b)).collect::<Vec<_>>();
    some.iter().enumerate().flat_map(with_later).collect()
}

/// To the next or previous story: its first pair, its row in the overview, its matrices.
fn story(app: &mut App, forward: bool) -> Vec<Effect> {
    let Some(groups) = app.groups.clone() else { return say(app, "the stories are not known yet; 9 works them out") };
    let n = groups.stories.len();
    if n < 2 {
        return say(app, "all articles tell one story; e in the overview moves one to a story of its own");
    }
    let now = match app.lens {
        Lens::Story => app.whole.story,
        _ if app.lens.is_pair() => app.story_of(app.pair.0).unwrap_or(0),
        _ => app.selected_article().and_then(|a| app.story_of(a)).unwrap_or(0),
    };
    let next = (now + if forward { 1 } else { n - 1 }) % n;
    let articles = groups.stories.get(next).map(|g| g.articles.clone()).unwrap_or_default();
    if let [a, b, ..] = articles.as_slice() {
        choose(app, *a, *b);
    }
    match app.lens {
        Lens::Story => app.whole.story = next,
        _ if app.lens.is_pair() => {}
        _ => {
            let first = articles.iter().filter_map(|a| app.overview.order.iter().position(|o| o == a)).min();
            moves::set_cursor(app, Panel::Table, first.unwrap_or(0));
        }
    }
    let name = crate::app::whole::story_name(app, next);
    say(app, format!("story {} of {n}: {name}", next + 1))
}

fn all_pairs(app: &mut App) -> Vec<Effect> {
    app.all_pairs = !app.all_pairs;
    say(app, if app.all_pairs { "} and { walk all pairs, across stories too" } else { "} and { stay within a story" })
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
        Lens::Story => super::look::next_matrix(app, 1),
        Lens::Overview => {
            let columns = &app.overview.columns;
            let at = columns.iter().position(|c| *c == app.overview.sort).map_or(0, |i| i + 1);
            let column = columns.get(at % columns.len().max(1)).copied().unwrap_or(Column::Order);
            sort_by(app, column);
        }
        Lens::Differences => {
            app.voice = (app.voice + 1) % app.pairing.rows.words.len();
            crate::app::compared::refresh_voice(app);
        }
        _ => return say(app, "sorting works in the overview (1), across (8) and in a story (9)"),
    }
    Vec::new()
}

/// Sorts the overview; measures put the largest first.
pub(super) fn sort_by(app: &mut App, column: Column) {
    let kept = app.selected_article();
    app.overview.sort = column;
    app.overview.descending = column.is_number() && !matches!(column, Column::Order | Column::Story);
    arrange(app, kept);
}

fn reverse(app: &mut App) -> Vec<Effect> {
    if app.lens.is_pair() {
        return say(app, "the order is that of the overview (1) and across (8)");
    }
    if app.lens == Lens::Story {
        super::look::next_matrix(app, crate::app::whole::Matrix::ALL.len() - 1);
        return Vec::new();
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
