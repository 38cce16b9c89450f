//! [`Corpus`]: all that is loaded, article by article, in order.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::Arc,
};

use super::{Context, Edits};

use crate::{
    analysis::{Lists, Packed, Profile, topics::TopicLayer},
    articles::Article,
    comparison::{Member, Move, Pool, salient},
    text::slug::slug,
};

/// One article of the corpus. The profile arrives when its analysis is done.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The text and its metadata.
    pub article: Arc<Article>,
    /// What was measured; `None` until the analysis is done.
    pub profile: Option<Arc<Packed>>,
    /// Short stable label: from the project file, else the outlet, else the id; unique in the corpus.
    pub label: String,
}

impl Entry {
    /// What was measured, opened for one use; `None` until the analysis is done.
    pub fn open(&self) -> Option<Arc<Profile>> {
        self.profile.as_ref().map(|p| p.open())
    }
}

/// All that is loaded, in order, with what was skipped.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The name shown in the title bar: of the project, the folder or the file.
    pub name: String,
    /// Articles in order.
    pub entries: Vec<Entry>,
    /// Inputs that were skipped, each with what, where and how to fix.
    pub skipped: Vec<String>,
    /// Articles moved to another story by hand, in order: their ids, and the id of an article of that story.
    pub moves: Vec<(String, Option<String>)>,
    /// Whether profiles may hold topics found in the corpus itself.
    has_topics: bool,
}

/// The ids and labels given so far, so that each is given once.
#[derive(Clone, Debug, Default)]
pub struct Names {
    ids: HashSet<String>,
    labels: HashSet<String>,
}

impl Names {
    /// The ids and labels of these entries.
    pub fn of(entries: &[Entry]) -> Self {
        Self {
            ids: entries.iter().map(|e| e.article.id.clone()).collect(),
            labels: entries.iter().map(|e| e.label.clone()).collect(),
        }
    }
}

/// Why a name does not name one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameError {
    /// No article is called that; these are the labels there are.
    Unknown(String, Vec<String>),
    /// Several are; these are their ids.
    Ambiguous(String, Vec<String>),
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name, labels) => {
                write!(f, "no article is called '{name}'; there are: {}", some(labels))
            }
            Self::Ambiguous(name, candidates) => write!(f, "'{name}' may mean: {}", some(candidates)),
        }
    }
}

impl std::error::Error for NameError {}

/// The first names of a list, and how many more there are.
fn some(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let text = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => text,
        more => format!("{text} and {more} more"),
    }
}

impl Corpus {
    /// An empty corpus.
    pub fn named(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// Adds an article under an id and a label that no other has; `wish` is the label the project file gives.
    pub fn push(&mut self, names: &mut Names, article: Article, wish: Option<String>) {
        let id = free(&article.id, &names.ids);
        let wish = wish.or_else(|| article.outlet().map(str::to_owned)).unwrap_or_else(|| short(&article.id));
        let label = free(&wish, &names.labels);
        names.ids.insert(id.clone());
        names.labels.insert(label.clone());
        let article = if id == article.id { article } else { Article { id, ..article } };
        self.entries.push(Entry { article: Arc::new(article), profile: None, label });
    }

    /// Gives every profile the topics found in the corpus itself, as `context` corrects them; done when all articles are
    /// analysed.
    pub fn find_topics(&mut self, context: &Context) {
        let analysed = self.entries.iter_mut().filter_map(|e| Some((e.article.as_ref(), e.profile.as_mut()?)));
        let mut analysed: Vec<(&Article, &mut Arc<Packed>)> = analysed.collect();
        let texts: Vec<(&Article, &Packed)> = analysed.iter().map(|(a, p)| (*a, &***p)).collect();
        let looked_for = !salient::too_large(texts.iter().map(|(_, p)| *p));
        // Profiles of a large corpus need not even be opened, unless it was smaller before.
        if !std::mem::replace(&mut self.has_topics, looked_for) && !looked_for {
            return;
        }
        let found = salient::topics(&texts);
        for ((article, packed), mut topics) in analysed.iter_mut().zip(found) {
            let mut profile = packed.open();
            context.correct_topics(article, &profile.document, &mut topics);
            if !profile.topics.iter().filter(|t| t.layer == TopicLayer::Corpus).eq(&topics) {
                let changed = Arc::make_mut(&mut profile);
                changed.topics.retain(|t| t.layer != TopicLayer::Corpus);
                changed.topics.extend(topics);
                changed.topics.sort_by_key(|t| t.layer);
                **packed = Arc::new(Packed::of(Arc::unwrap_or_clone(profile)));
            }
        }
    }

    /// Takes the articles that `edits` move to other stories.
    pub fn regroup(&mut self, edits: &Edits) {
        let owned = |(article, with): (&str, Option<&str>)| (article.to_owned(), with.map(str::to_owned));
        self.moves = edits.story_moves().map(owned).collect();
    }

    /// The articles that are analysed, as a pool to compare among.
    pub fn pool(&self, lists: Arc<Lists>) -> Pool {
        self.renewed_pool(lists, None)
    }

    /// The same; what is known in an older pool of articles that have not changed is kept.
    pub fn renewed_pool(&self, lists: Arc<Lists>, old: Option<&Pool>) -> Pool {
        let analysed = self.entries.iter().filter_map(|e| Some((e, e.profile.as_ref()?)));
        let members: Vec<Arc<Member>> = analysed
            .enumerate()
            .map(|(i, (e, profile))| {
                let known = old.and_then(|pool| pool.known(i, &e.article, profile, &e.label));
                let new = || Arc::new(Member::new(Arc::clone(&e.article), Arc::clone(profile), e.label.clone()));
                known.unwrap_or_else(new)
            })
            .collect();
        let moves = self.placed_moves(&members);
        Pool::of(lists, members, moves)
    }

    /// The moves between stories by position; those that name an article that is not there are left out.
    fn placed_moves(&self, members: &[Arc<Member>]) -> Vec<Move> {
        if self.moves.is_empty() {
            return Vec::new();
        }
        let places: HashMap<&str, usize> =
            members.iter().enumerate().map(|(i, m)| (m.article.id.as_str(), i)).collect();
        let placed = |(article, with): &(String, Option<String>)| {
            let article = *places.get(article.as_str())?;
            let with = match with {
                Some(id) => Some(*places.get(id.as_str())?),
                None => None,
            };
            Some(Move { article, with })
        };
        self.moves.iter().filter_map(placed).collect()
    }

    /// The index of the article that `name` names: by label, outlet, id or file name, whole or as the start of one,
    /// without regard to case, accents and hyphens.
    ///
    /// # Errors
    /// When none or several fit; the error lists the candidates.
    pub fn find(&self, name: &str) -> Result<usize, NameError> {
        let wanted = slug(name);
        let keys = |e: &Entry| {
            let file = e.article.file.rsplit(['/', '\\']).next().unwrap_or("");
            [slug(&e.label), slug(e.article.outlet().unwrap_or("")), slug(&e.article.id), slug(file)]
        };
        let fitting = |test: &dyn Fn(&String) -> bool| -> Vec<usize> {
            self.entries.iter().enumerate().filter(|(_, e)| keys(e).iter().any(test)).map(|(i, _)| i).collect()
        };
        let labelled = self.entries.iter().position(|e| slug(&e.label) == wanted);
        if let Some(i) = labelled.filter(|_| !wanted.is_empty()) {
            return Ok(i);
        }
        let mut found = fitting(&|key| !wanted.is_empty() && *key == wanted);
        if found.is_empty() {
            found = fitting(&|key| !wanted.is_empty() && key.starts_with(&wanted));
        }
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(NameError::Unknown(name.to_owned(), self.entries.iter().map(|e| e.label.clone()).collect())),
            many => {
                let names = many.iter().filter_map(|i| self.entries.get(*i));
                Err(NameError::Ambiguous(
                    name.to_owned(),
                    names.map(|e| format!("{} ({})", e.label, e.article.id)).collect(),
                ))
            }
        }
    }
}

/// `wish`, or `wish 2`, `wish 3`, … – the first that is free.
fn free(wish: &str, taken: &HashSet<String>) -> String {
    if !taken.contains(wish) {
        return wish.to_owned();
    }
    (2..=u32::MAX).map(|n| format!("{wish} {n}")).find(|name| !taken.contains(name)).unwrap_or_default()
}

/// An id cut to the width of a label.
fn short(id: &str) -> String {
    if id.chars().count() <= 14 { id.to_owned() } else { id.chars().take(13).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        articles::Rules,
        sources::{Origin, RawArticle},
    };

    fn corpus(ids: &[(&str, &str)]) -> Corpus {
        let (mut corpus, mut names) = (Corpus::default(), Names::default());
        for (id, label) in ids {
            let raw = RawArticle {
                id: (*id).into(),
                file: format!("{id}.txt"),
                origin: Origin::Record,
                ..RawArticle::default()
            };
            corpus.push(
                &mut names,
                crate::articles::assemble(raw, Rules::embedded()),
                (!label.is_empty()).then(|| (*label).into()),
            );
        }
        corpus
    }

    #[test]
    fn labels_and_ids_are_unique() {
        let corpus = corpus(&[("a", "Daily"), ("a", "Daily"), ("b", "")]);
        let labels: Vec<_> = corpus.entries.iter().map(|e| e.label.as_str()).collect();
        assert_eq!(labels, ["Daily", "Daily 2", "b"]);
        assert_eq!(corpus.entries[1].article.id, "a 2");
    }

    #[test]
    fn a_name_is_found_by_slug_and_by_its_start() {
        let corpus = corpus(&[("001_x", "Daily News"), ("002_y", "Herald")]);
        assert_eq!(corpus.find("daily-news"), Ok(0));
        assert_eq!(corpus.find("002"), Ok(1));
        assert_eq!(corpus.find("001_x.txt"), Ok(0));
    }

    #[test]
    fn an_ambiguous_name_lists_its_candidates() {
        let corpus = corpus(&[("001_x", "Daily One"), ("002_y", "Daily Two")]);
        let error = corpus.find("daily").unwrap_err().to_string();
        assert!(error.contains("Daily One (001_x)") && error.contains("Daily Two (002_y)"), "{error}");
        assert!(matches!(corpus.find("times"), Err(NameError::Unknown(..))));
    }
}
