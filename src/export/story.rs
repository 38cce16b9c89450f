//! [`Story`]: what a report and `analyze` write out: the articles of a pool with the pairs that were chosen.

use crate::{
    comparison::{self, Comparison, Member, Pool, compare},
    workspace::open,
};

/// Up to this many articles of one story every pair is compared; among more, only so many pairs.
pub const MAX_PAIRED: usize = 12;

/// Pairs compared in all, where a corpus has many stories.
pub const MAX_PAIRS: usize = 120;

/// A hash over the texts of these articles in order, as the briefing view prints it for a pair.
pub fn digest<'a>(members: impl IntoIterator<Item = &'a Member>) -> String {
    let texts: Vec<&str> = members.into_iter().map(|m| &*m.article.text).collect();
    open::digest(&texts)
}

/// One pair of a story.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Index of the left article in the pool.
    pub a: usize,
    /// Index of the right article in the pool.
    pub b: usize,
    /// The two side by side.
    pub comparison: Comparison,
}

/// The articles of a pool with the pairs that were chosen.
#[derive(Debug)]
pub struct Story<'a> {
    /// Its name: of the project, the folder or the file.
    pub name: String,
    /// The articles, analysed.
    pub pool: &'a Pool,
    /// Distances, shared copy, who is quoted where.
    pub whole: comparison::Story,
    /// The pairs in order.
    pub pairs: Vec<Pair>,
    /// What the reader should know: inputs that were skipped, pairs that were not made.
    pub notices: Vec<String>,
    /// The date made, as it is printed; nothing is printed without one.
    pub made: Option<String>,
}

impl<'a> Story<'a> {
    /// The articles of `pool` with every pair of each of its stories, the most different first; of a story of many
    /// articles only the most different pairs. No pair crosses from one story to another.
    pub fn of(name: &str, pool: &'a Pool) -> Self {
        let mut story = Self::new(name, pool);
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let (mut cut, mut missing) = (0, 0);
        for (i, group) in pool.groups().stories.iter().enumerate() {
            let n = group.articles.len();
            let most = if n > MAX_PAIRED { MAX_PAIRED } else { n * n.saturating_sub(1) / 2 };
            if pairs.len() + most > MAX_PAIRS {
                missing += usize::from(n > 1);
                continue;
            }
            cut += usize::from(n > MAX_PAIRED);
            pairs.extend(pool.whole(i).iter().flat_map(|w| w.pairs.iter().copied()).take(most));
        }
        let n = pool.members.len();
        match (cut, pool.groups().stories.len()) {
            (0, _) => {}
            (_, 1) => {
                story.notices.push(format!("{n} articles: only the {} most different pairs are compared", pairs.len()));
            }
            _ => story.notices.push(format!(
                "{cut} stories have more than {MAX_PAIRED} articles: only the {MAX_PAIRED} most different pairs of \
                 each are compared"
            )),
        }
        if missing > 0 {
            story.notices.push(format!("the pairs of {missing} stories are not compared: there are too many"));
        }
        story.choose(pairs);
        story
    }

    /// A story with these pairs only; a pair that names no article is left out.
    pub fn with_pairs(name: &str, pool: &'a Pool, pairs: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut story = Self::new(name, pool);
        story.choose(pairs);
        story
    }

    fn new(name: &str, pool: &'a Pool) -> Self {
        let whole = comparison::story(pool);
        Self { name: name.to_owned(), pool, whole, pairs: Vec::new(), notices: Vec::new(), made: None }
    }

    fn choose(&mut self, pairs: impl IntoIterator<Item = (usize, usize)>) {
        let pool = self.pool;
        self.pairs = pairs
            .into_iter()
            .filter_map(|(a, b)| {
                let (left, right) = (pool.members.get(a)?, pool.members.get(b)?);
                Some(Pair { a, b, comparison: compare(left.side(), right.side(), pool) })
            })
            .collect();
    }
}
