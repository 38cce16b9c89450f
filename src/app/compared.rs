//! [`Pairing`]: a pair with its comparison and its rows, made once and kept; the figures of the overview.

use std::sync::Arc;

use super::{
    action::Action,
    effect::Effect,
    jobs::{Ground, Job, Task},
    lens::{Lens, Panel},
    overlay::Overlay,
    overview::Column,
    rows::{Row, Rows, What},
    state::{App, Compute},
};
use crate::{
    analysis::{Packed, Profile},
    comparison::{self, Comparison, Groups, LARGE, Pool, Story},
    workspace::{Corpus, Entry},
};

/// How many pairings are kept.
const KEPT: usize = 64;

/// A pair with its comparison and its rows.
#[derive(Clone, Debug, Default)]
pub struct Pairing {
    /// The articles, by position.
    pub pair: (usize, usize),
    /// The comparison; `None` until it is made.
    pub comparison: Option<Arc<Comparison>>,
    /// What the lenses list.
    pub rows: Rows,
    /// What was measured in each.
    pub profiles: [Option<Arc<Profile>>; 2],
    /// Of which of the corpus those are.
    of: [Option<Arc<Packed>>; 2],
}

impl PartialEq for Pairing {
    fn eq(&self, other: &Self) -> bool {
        self.pair == other.pair && self.rows == other.rows && self.comparison == other.comparison
    }
}

impl Pairing {
    /// Compares two articles and lists the rows of all lenses; without a comparison until both are analysed, and for
    /// an article that has none beside it.
    pub fn make(corpus: &Corpus, pool: &Pool, a: usize, b: usize) -> Self {
        let entries = [a, b].map(|i| corpus.entries.get(i));
        let member = |i: usize, e: &Entry| pool.member_of(i, &e.article, e.profile.as_ref()?);
        let left = entries[0].and_then(|e| member(a, e));
        let right = entries[1].and_then(|e| member(b, e));
        let of = entries.map(|e| e.and_then(|e| e.profile.clone()));
        let profiles = [left, right].map(|m| m.map(|m| Arc::clone(m.profile())));
        let unmade = Self { pair: (a, b), profiles, of, ..Self::default() };
        let (x, y) = match (left, right) {
            (Some(x), Some(y)) => (x.side(), y.side()),
            (Some(x), None) if entries[1].is_none() => return Self { rows: Rows::of_one(x.side(), pool), ..unmade },
            _ => return unmade,
        };
        let comparison = Arc::new(comparison::compare(x, y, pool));
        let rows = Rows::of(x, y, &comparison, pool);
        Self { comparison: Some(comparison), rows, ..unmade }
    }

    fn is_current(&self, app: &App) -> bool {
        let profile = |i: usize| app.corpus.entries.get(i).and_then(|e| e.profile.as_ref());
        let same = |kept: &Option<Arc<Packed>>, i: usize| match (kept, profile(i)) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        let [a, b] = &self.of;
        self.pair == app.pair && same(a, self.pair.0) && same(b, self.pair.1)
    }
}

/// What jobs work on now. The pool is made when it is first needed.
fn ground(app: &mut App) -> Ground {
    let old = app.pool_before.take();
    let make = || Arc::new(app.corpus.renewed_pool(app.lists.clone(), old.as_deref()));
    let pool = app.pool.get_or_insert_with(make).clone();
    Ground { corpus: app.corpus.clone(), pool }
}

/// Asks for the work, or does it at once.
pub fn run(app: &mut App, task: Task) -> Vec<Effect> {
    let job = Job { ground: ground(app), task };
    match app.compute {
        Compute::Inline => super::update(app, job.run()),
        Compute::Beside => vec![Effect::Run(job)],
    }
}

/// Makes the pairing of the pair that is shown the current one; may ask for a comparison.
pub fn refresh(app: &mut App) -> Vec<Effect> {
    if app.pairing.is_current(app) {
        return Vec::new();
    }
    if let Some(kept) = app.pairings.iter().find(|p| p.is_current(app)).cloned() {
        app.pairing = kept;
        refresh_notes(app);
        refresh_voice(app);
        return Vec::new();
    }
    let (a, b) = app.pair;
    let of = [a, b].map(|i| app.corpus.entries.get(i).and_then(|e| e.profile.clone()));
    let profiles = [a, b].map(|i| app.corpus.entries.get(i).and_then(Entry::open));
    let alone = b >= app.corpus.entries.len();
    let ready = of[0].is_some() && (alone || of[1].is_some());
    // After a correction the old rows stay until the new ones are there.
    let old = if app.pairing.pair == (a, b) { Pairing::clone(&app.pairing) } else { Pairing::default() };
    app.pairing = Arc::new(Pairing { pair: (a, b), profiles, of, ..old });
    refresh_notes(app);
    if ready { run(app, Task::Compare(a, b)) } else { Vec::new() }
}

/// Takes a comparison that was asked for; one that is out of date is dropped.
pub fn arrived(app: &mut App, pairing: &Arc<Pairing>) {
    if !pairing.is_current(app) {
        return;
    }
    if app.pairings.len() == KEPT {
        app.pairings.remove(0);
    }
    app.pairings.retain(|p| p.pair != pairing.pair);
    app.pairings.push(pairing.clone());
    let kept = Panel::ALL.map(|panel| app.selected(panel).map(key));
    app.pairing = pairing.clone();
    refresh_notes(app);
    refresh_voice(app);
    keep_cursors(app, &kept);
    if app.overlays.iter().any(|o| matches!(o, Overlay::Evidence(_))) {
        refresh_evidence(app);
    }
}

/// What a row is about, so that it is found again in other figures.
fn key(row: &Row) -> (String, Option<String>) {
    (row.label.clone(), if let What::Topic(t) = &row.what { Some(t.id.clone()) } else { None })
}

/// Puts the cursors of the lens on the rows on which they stood; after a correction these may have moved.
fn keep_cursors(app: &mut App, kept: &[Option<(String, Option<String>)>; Panel::COUNT]) {
    for (panel, kept) in Panel::ALL.into_iter().zip(kept) {
        let Some(kept) = kept else { continue };
        let rows = app.rows(panel);
        let at = app.shown(panel).iter().position(|i| rows.get(*i).is_some_and(|r| key(r) == *kept));
        let cursor = app.cursors.get_mut(app.lens.index()).and_then(|c| c.get_mut(panel as usize));
        if let Some((at, cursor)) = at.zip(cursor) {
            *cursor = at;
        }
    }
}

/// Lists the passages of an open evidence list again, so that they are as many as the row counts after a correction.
fn refresh_evidence(app: &mut App) {
    let rows = app.rows(app.panel).to_vec();
    let pair = [app.pair.0, app.pair.1];
    for overlay in &mut app.overlays {
        let Overlay::Evidence(open) = overlay else { continue };
        let here = rows.iter().find(|r| r.label == open.title).filter(|_| open.articles == pair);
        let Some(row) = here.filter(|r| r.passages != open.lists) else { continue };
        open.lists.clone_from(&row.passages);
        open.marked = Default::default();
        for (at, list) in open.at.iter_mut().zip(&open.lists) {
            *at = (*at).min(list.len().saturating_sub(1));
        }
    }
}

/// Lists the distinctive words of the voice that was chosen.
pub fn refresh_voice(app: &mut App) {
    if app.pairing.rows.voice != app.voice {
        Arc::make_mut(&mut app.pairing).rows.choose_voice(app.voice);
    }
}

/// Lists the notes again, after an edit or for another pair.
pub fn refresh_notes(app: &mut App) {
    let Some(a) = app.corpus.entries.get(app.pair.0) else { return };
    let b = app.corpus.entries.get(app.pair.1).unwrap_or(a);
    let notes = super::notes::rows(&app.edits, a, b);
    if app.pairing.rows.notes != notes {
        Arc::make_mut(&mut app.pairing).rows.notes = notes;
    }
}

/// Asks for the stories, once all articles are analysed, and for the layout of the story that is shown.
pub fn group(app: &mut App) -> Vec<Effect> {
    let mut effects = Vec::new();
    let complete = |app: &App| app.progress.is_none() && app.corpus.entries.iter().all(|e| e.profile.is_some());
    // The stories of very many articles are looked for when they are asked for.
    let wanted = app.corpus.entries.len() <= LARGE || app.lens == Lens::Story;
    if !app.grouped && wanted && !app.corpus.entries.is_empty() && complete(app) {
        app.grouped = true;
        effects.extend(run(app, Task::Group));
    }
    let shown = app.lens == Lens::Story && app.grouped && app.groups.is_some();
    if shown && app.whole.asked != Some(app.whole.story) {
        app.whole.asked = Some(app.whole.story);
        effects.extend(run(app, Task::LayOut(app.whole.story)));
    }
    effects
}

/// Takes the stories that were asked for. Where there are several, the overview is put in their order, and a pair that
/// nobody chose becomes one of a single story.
pub fn took_groups(app: &mut App, groups: &Arc<Groups>) {
    let first = app.groups.is_none();
    app.groups = Some(groups.clone());
    app.whole.asked = None;
    app.whole.story = app.whole.story.min(groups.stories.len().saturating_sub(1));
    let n = app.corpus.entries.len();
    app.overview.stories = (0..n).map(|i| groups.story_of(i).unwrap_or(0)).collect();
    if groups.stories.len() < 2 {
        return;
    }
    if first && app.overview.sort == Column::Order && !app.overview.descending {
        app.overview.sort = Column::Story;
    }
    if app.overview.sort == Column::Story {
        super::update::rearrange(app);
    }
    if first && app.lens == Lens::Overview && app.pair == (0, 1) && app.is_across() {
        let several = groups.stories.iter().map(|g| &g.articles).find(|a| a.len() > 1);
        if let Some([a, b, ..]) = several.map(Vec::as_slice) {
            app.pair = (*a, *b);
        }
    }
}

/// Takes the layout of a story that was asked for; the cursor stays on its pair.
pub fn took_whole(app: &mut App, story: usize, whole: &Arc<Story>) {
    if app.whole.asked != Some(story) {
        return;
    }
    app.whole.take(story, whole.clone());
    app.whole.go_to(app.pair.0, app.pair.1);
}

/// Rows measured ahead of those in sight.
const AHEAD: usize = 60;

/// Asks for the figures that the overview shows or sorts by.
pub fn measure(app: &mut App) -> Vec<Effect> {
    if app.lens.is_pair() {
        return Vec::new();
    }
    let all = app.lens == Lens::Overview && matches!(app.overview.sort, Column::Measure(_));
    let cursor = app.cursor(super::lens::Panel::Table);
    let from = if all { 0 } else { cursor.saturating_sub(AHEAD) };
    let count = if all { app.corpus.entries.len() } else { 2 * AHEAD };
    let order: Vec<usize> = app.overview.order.iter().skip(from).take(count).copied().collect();
    let corpus = app.corpus.clone();
    let missing = app.figures.ask(&corpus, order.into_iter());
    if missing.is_empty() { Vec::new() } else { run(app, Task::Measure(missing)) }
}

/// Takes figures that were asked for.
pub fn measured(app: &mut App, action: &Action) {
    let Action::Measured(list) = action else { return };
    for (article, measures) in list {
        app.figures.learn(*article, measures.clone());
    }
    if matches!(app.overview.sort, Column::Measure(_)) {
        let corpus = app.corpus.clone();
        app.overview.arrange(&corpus, &app.figures);
    }
}
