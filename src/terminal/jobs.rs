//! [`Jobs`]: work beside the screen. Of comparisons only the newest request is answered; files are written in order.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use crate::{
    analysis::Lists,
    app::{Action, figures},
    workspace::Corpus,
};

/// A piece of work that ends in an action.
type Work = Box<dyn FnOnce() -> Action + Send>;

struct Pair {
    corpus: Arc<Corpus>,
    lists: Arc<Lists>,
    articles: (usize, usize),
}

/// Threads that work beside the screen; their answers are handed to one function.
pub struct Jobs {
    pairs: Sender<Pair>,
    works: Sender<Work>,
}

impl Jobs {
    /// Starts the threads; `answer` is called with what they find.
    pub fn start(answer: impl Fn(Action) + Clone + Send + 'static) -> Self {
        let (pairs, asked) = channel();
        let (works, queue) = channel::<Work>();
        let tell = answer.clone();
        thread::spawn(move || compare(&asked, &tell));
        thread::spawn(move || queue.into_iter().for_each(|work| answer(work())));
        Self { pairs, works }
    }

    /// Asks for a comparison; an older request that is still waiting is dropped.
    pub fn compare(&self, corpus: Arc<Corpus>, lists: Arc<Lists>, articles: (usize, usize)) {
        let _ = self.pairs.send(Pair { corpus, lists, articles });
    }

    /// Does `work` after what was asked for before.
    pub fn work(&self, work: impl FnOnce() -> Action + Send + 'static) {
        let _ = self.works.send(Box::new(work));
    }
}

fn compare(asked: &Receiver<Pair>, answer: &impl Fn(Action)) {
    while let Ok(first) = asked.recv() {
        let newest = asked.try_iter().last().unwrap_or(first);
        let (a, b) = newest.articles;
        if let Some(comparison) = figures::compare(&newest.corpus, &newest.lists, a, b) {
            answer(Action::Compared(a, b, Arc::new(comparison)));
        }
    }
}

/// What stands in `folder`, folders first, for the file picker; hidden files are left out.
pub fn list(folder: Option<PathBuf>) -> Action {
    let folder = folder.unwrap_or_else(|| PathBuf::from("."));
    let folder = folder.canonicalize().unwrap_or(folder);
    match names(&folder) {
        Ok(names) => Action::Listed(folder, names),
        Err(e) => Action::Complain(format!("{}: {e}", folder.display())),
    }
}

fn names(folder: &Path) -> std::io::Result<Vec<(String, bool)>> {
    let mut names: Vec<(String, bool)> = std::fs::read_dir(folder)?
        .flatten()
        .map(|e| (e.file_name().to_string_lossy().into_owned(), e.path().is_dir()))
        .filter(|(name, _)| !name.starts_with('.'))
        .collect();
    names.sort_by_key(|(name, is_folder)| (!is_folder, name.to_lowercase()));
    Ok(names)
}
