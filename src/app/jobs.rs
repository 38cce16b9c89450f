//! [`Job`]: work that takes longer than a key press may. The event loop runs it beside the screen.

use std::sync::Arc;

use super::{action::Action, compared::Pairing, search};
use crate::{
    comparison::{LARGE, Measure, Pool},
    workspace::Corpus,
};

/// What a job works on; cheap to clone, never changed.
#[derive(Clone, Debug)]
pub struct Ground {
    /// What is open.
    pub corpus: Arc<Corpus>,
    /// The analysed articles with what is worked out about them.
    pub pool: Arc<Pool>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Compare two articles, by position, and list the rows of all lenses.
    Compare(usize, usize),
    /// Group the articles into stories.
    Group,
    /// Lay out a story, by its place among them.
    LayOut(usize),
    /// Measure single articles, by position.
    Measure(Vec<usize>),
    /// Find words in all articles.
    Find(String),
}

/// Work with what it needs. Of two jobs with the same kind of task the newer one replaces the older.
#[derive(Clone, Debug)]
pub struct Job {
    /// What it works on.
    pub ground: Ground,
    /// What is to be done.
    pub task: Task,
}

impl PartialEq for Job {
    fn eq(&self, other: &Self) -> bool {
        self.task == other.task && Arc::ptr_eq(&self.ground.corpus, &other.ground.corpus)
    }
}

impl Job {
    /// Does the work; the answer goes to `update`.
    pub fn run(&self) -> Action {
        let Ground { corpus, pool } = &self.ground;
        match &self.task {
            Task::Compare(a, b) => {
                let pairing = Pairing::make(corpus, pool, *a, *b);
                // Worked out here, so that stepping through the pairs never waits for it.
                let groups = if pool.members.len() > LARGE { pool.known_groups() } else { Some(pool.groups()) };
                if let Some(story) = groups.and_then(|g| g.story_of(*a)) {
                    pool.whole(story);
                }
                if groups.is_some_and(|g| g.stories.len() > 1) {
                    pool.order();
                }
                Action::Compared(Arc::new(pairing))
            }
            Task::Group => Action::Grouped(Arc::new(pool.groups().clone())),
            Task::LayOut(story) => Action::LaidOut(*story, pool.whole(*story).cloned().unwrap_or_default()),
            Task::Measure(articles) => {
                Action::Measured(articles.iter().map(|&i| (i, measure(corpus, pool, i))).collect())
            }
            Task::Find(words) => Action::Found(words.clone(), Arc::new(search::find_all(corpus, words))),
        }
    }
}

/// The measures of an article; none until it is analysed.
fn measure(corpus: &Corpus, pool: &Pool, article: usize) -> Arc<Vec<Measure>> {
    let entry = corpus.entries.get(article);
    let member = entry.and_then(|e| pool.member_of(article, &e.article, e.profile.as_ref()?));
    Arc::new(member.map_or_else(Vec::new, |m| m.figures()))
}
