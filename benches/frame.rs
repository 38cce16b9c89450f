//! What a key press costs: event, update and draw at 200 by 60 cells, with 10,000 articles open, for every lens; and
//! what the lists cost at the start.
//!
//! `cargo bench --bench frame` prints the median and the slowest of a few hundred key presses, down a list or a text
//! and up again, or into the search. Work that the event loop does beside the screen is done here between the presses
//! and not counted. The articles are the paragraphs of the samples in every order of turning round; those with the same
//! text share a profile.
#![expect(clippy::unwrap_used, reason = "the samples are embedded")]

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, LazyLock},
};

use crossterm::event::{Event, KeyCode};
use divan::Bencher;
use parallax::{
    analysis::{Lists, Packed, analyze},
    app::{Action, App, Effect, Lens, on_event, state::Compute, update},
    articles::{Article, Rules, assemble},
    sources::{Options, read_bytes},
    view,
    workspace::{Corpus, corpus::Names, input::SAMPLES},
};
use ratatui::{buffer::Buffer, layout::Rect};

/// The screen in cells.
const SCREEN: Rect = Rect::new(0, 0, 200, 60);

/// How many articles are open.
const ARTICLES: usize = 10_000;

fn main() {
    divan::main();
}

/// The `n`-th article: the paragraphs of a sample from another one on.
fn article(n: usize) -> ((usize, usize), Article) {
    let (name, bytes) = SAMPLES[n % SAMPLES.len()];
    let text = String::from_utf8_lossy(bytes);
    let mut lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let turned = n / SAMPLES.len() % lines.len();
    lines.rotate_left(turned);
    let raw = read_bytes(&format!("{n}-{name}"), lines.join("\n\n").as_bytes(), &Options::default());
    let raw = { raw }.next().unwrap().unwrap();
    ((n % SAMPLES.len(), turned), assemble(raw, Rules::embedded()))
}

/// The dashboard over all of them, opened once.
static OPEN: LazyLock<App> = LazyLock::new(|| {
    let lists = Arc::new(Lists::builtin());
    let (mut corpus, mut names) = (Corpus::named("rotated".to_owned()), Names::default());
    let mut profiles: HashMap<(usize, usize), Arc<Packed>> = HashMap::new();
    for n in 0..ARTICLES {
        let (text, article) = article(n);
        let profile = profiles.entry(text).or_insert_with(|| Arc::new(Packed::of(analyze(&article, &lists)))).clone();
        corpus.push(&mut names, article, None);
        corpus.entries.last_mut().unwrap().profile = Some(profile);
    }
    let mut app = App::new(Arc::new(corpus), lists);
    app.compute = Compute::Beside;
    app
});

/// Carries out an action and, beside the screen, what it asks for.
fn settle(app: &mut App, action: Action) {
    let mut actions = VecDeque::from([action]);
    while let Some(action) = actions.pop_front() {
        let jobs =
            update(app, action).into_iter().filter_map(|e| if let Effect::Run(job) = e { Some(job) } else { None });
        actions.extend(jobs.map(|job| job.run()));
    }
}

/// One frame as the event loop draws it.
fn draw(app: &mut App, cells: &mut Buffer) {
    cells.reset();
    let layout = view::draw(app, SCREEN, cells);
    update(app, Action::Drawn(layout));
}

/// Times key presses in a lens, each from the event to the cells.
fn press(bencher: Bencher, lens: Lens, text: bool, keys: &[KeyCode]) {
    let (mut app, mut cells) = (OPEN.clone(), Buffer::empty(SCREEN));
    settle(&mut app, Action::Show(lens));
    draw(&mut app, &mut cells);
    if text {
        (0..4).for_each(|_| {
            if !app.panel.is_text() {
                settle(&mut app, Action::FocusNext);
            }
        });
    }
    let (mut n, mut jobs) = (0, Vec::new());
    bencher.bench_local(|| {
        let key = keys[n % keys.len()];
        n += 1;
        let Some(action) = on_event(&app, &Event::Key(key.into())) else { return };
        jobs = update(&mut app, action);
        draw(&mut app, &mut cells);
    });
}

/// Thirty lines down and up again.
fn up_and_down() -> Vec<KeyCode> {
    [[KeyCode::Char('j'); 30], [KeyCode::Char('k'); 30]].concat()
}

/// A search typed letter by letter, taken back, and typed again.
fn typing() -> Vec<KeyCode> {
    let typed = "the official".chars().map(KeyCode::Char);
    std::iter::once(KeyCode::Char('/')).chain(typed).chain([KeyCode::Esc; 2]).collect()
}

#[divan::bench(args = Lens::ALL.map(Lens::name), sample_count = 300, sample_size = 1)]
fn scrolling_list(bencher: Bencher, lens: &str) {
    press(bencher, Lens::named(lens).unwrap(), false, &up_and_down());
}

#[divan::bench(args = ["voices", "language", "text"], sample_count = 300, sample_size = 1)]
fn scrolling_text(bencher: Bencher, lens: &str) {
    press(bencher, Lens::named(lens).unwrap(), true, &up_and_down());
}

#[divan::bench(args = Lens::ALL.map(Lens::name), sample_count = 300, sample_size = 1)]
fn typing_search(bencher: Bencher, lens: &str) {
    press(bencher, Lens::named(lens).unwrap(), false, &typing());
}

/// Once only, and the first of all benches: the lists are kept.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn lists() -> Lists {
    Lists::builtin()
}

/// The pool of all articles, made when a corpus is first looked at.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn pool(bencher: Bencher) {
    bencher.bench_local(|| OPEN.corpus.pool(OPEN.lists.clone()));
}

/// What is worked out about all articles when the first pair is compared, and their stories: done beside the screen.
#[divan::bench(args = ["stories", "first pair", "second pair"], sample_count = 3, sample_size = 1)]
fn whole_pool(bencher: Bencher, what: &str) {
    let app = OPEN.clone();
    let known = app.corpus.pool(app.lists.clone());
    let pair = |pool: &parallax::comparison::Pool, i: usize| {
        let (a, b) = (&pool.members[i], &pool.members[i + 1]);
        drop(parallax::comparison::compare(a.side(), b.side(), pool));
    };
    if what == "second pair" {
        pair(&known, 0);
    }
    bencher.with_inputs(|| app.corpus.pool(app.lists.clone())).bench_local_values(|pool| match what {
        "stories" => drop(pool.groups().clone()),
        "first pair" => pair(&pool, 0),
        _ => pair(&known, 10),
    });
}
