//! The figures of single articles, measured once and kept.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::{comparison::Measure, workspace::Corpus};

/// The measures of each article that was looked at, by position.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    known: HashMap<usize, Arc<Vec<Measure>>>,
    asked: HashSet<usize>,
}

impl Figures {
    /// The measures of an article if they are known.
    pub fn known(&self, article: usize) -> Option<&Arc<Vec<Measure>>> {
        self.known.get(&article)
    }

    /// Keeps measures.
    pub fn learn(&mut self, article: usize, measures: Arc<Vec<Measure>>) {
        self.known.insert(article, measures);
    }

    /// Which of these analysed articles are neither known nor asked for; they count as asked for now.
    pub fn ask(&mut self, corpus: &Corpus, articles: impl Iterator<Item = usize>) -> Vec<usize> {
        let analysed = |i: &usize| corpus.entries.get(*i).is_some_and(|e| e.profile.is_some());
        articles.filter(analysed).filter(|i| !self.known.contains_key(i) && self.asked.insert(*i)).collect()
    }

    /// Forgets the articles whose profile changed from `old` to `new`.
    pub fn keep_unchanged(&mut self, old: &Corpus, new: &Corpus) {
        let profile = |c: &Corpus, i: usize| c.entries.get(i).and_then(|e| e.profile.clone());
        self.known.retain(|&i, _| match (profile(old, i), profile(new, i)) {
            (Some(a), Some(b)) => Arc::ptr_eq(&a, &b),
            _ => false,
        });
        self.asked.clear();
    }
}
