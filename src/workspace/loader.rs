//! Loads and analyses beside the screen: one thread reads, as many as there are cores analyse, and the articles come
//! out in the order in which they were read.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use super::{Edits, Project};
use crate::{
    analysis::{Lists, Profile, analyze_corrected},
    articles::{Article, Rules, assemble_with, reassign},
    sources::{RawArticle, SourceError},
};

/// How many articles may wait between two stages.
const QUEUE: usize = 64;

/// What the loader has to say.
#[derive(Debug)]
pub enum Loaded {
    /// The next article, in order, with the label that the project file wishes.
    Article(Box<Assembled>, Option<String>),
    /// The profile of the `n`-th article.
    Profile(usize, Box<Profile>),
    /// An input, or a part of one, that was skipped.
    Skipped(String),
    /// Something the user should know that cost no input.
    Message(String),
    /// Nothing more will come.
    Done,
}

/// An article given its roles and metadata.
#[derive(Clone, Debug)]
pub struct Assembled {
    /// As the corrections by hand leave it.
    pub corrected: Article,
    /// As the program alone reads it, where a correction changed it.
    pub original: Option<Article>,
}

/// What reading and analysing depend on besides the text.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The word lists.
    pub lists: Arc<Lists>,
    /// What roles and metadata are found with, where the user has lists for that; else the built-in ones.
    pub rules: Option<Arc<Rules>>,
    /// What the project file says.
    pub project: Arc<Project>,
    /// What was corrected by hand.
    pub edits: Arc<Edits>,
}

impl Context {
    /// An article as the project file and the corrections leave it, with a message for a mistake in the project file.
    pub fn assemble(&self, raw: RawArticle) -> (Assembled, Option<String>) {
        let rules = self.rules.as_deref().unwrap_or_else(|| Rules::embedded());
        let mut article = assemble_with(raw, rules, &BTreeMap::new());
        let message = self.project.complete(&mut article);
        if self.edits.list.iter().any(|e| e.article == article.id) {
            let corrected = self.correct(&article);
            return (Assembled { corrected, original: Some(article) }, message);
        }
        (Assembled { corrected: article, original: None }, message)
    }

    /// `original` with the roles and the metadata set by hand.
    pub fn correct(&self, original: &Article) -> Article {
        let mut article = original.clone();
        let roles = self.edits.resolve(&article).roles;
        if !roles.is_empty() {
            reassign(&mut article, &roles.into_iter().map(|(n, role)| (n as u32, role)).collect());
        }
        self.edits.apply_metadata(&mut article);
        article
    }

    /// The profile of an article as the corrections leave it.
    pub fn analyze(&self, article: &Article) -> Profile {
        analyze_corrected(article, &self.lists, &self.edits.resolve(article).corrections)
    }

    /// The label that the project file wishes for an article.
    pub fn label(&self, article: &Article) -> Option<String> {
        self.project.entry(article).and_then(|(_, e)| e.label.clone())
    }
}

/// A stream of what the sources yield.
pub type Source = Box<dyn Iterator<Item = Result<RawArticle, SourceError>> + Send>;

/// A load under way. Dropping it cancels it.
#[derive(Debug)]
pub struct Loader {
    events: Receiver<Loaded>,
    cancelled: Arc<AtomicBool>,
}

impl Loader {
    /// Starts to load `source` with `threads` threads for the analysis.
    pub fn start(source: Source, context: Context, threads: usize) -> Self {
        let (out, events) = sync_channel(QUEUE * 4);
        let cancelled = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&cancelled);
        thread::spawn(move || run(source, &context, threads.max(1), &out, &stop));
        Self { events, cancelled }
    }

    /// Stops after the articles under way; what is loaded stays.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// What comes next; `None` when nothing more will.
    pub fn wait(&self) -> Option<Loaded> {
        self.events.recv().ok().filter(|e| !matches!(e, Loaded::Done))
    }

    /// A handle that cancels the load, for another thread.
    pub fn canceller(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.cancelled)
    }
}

impl Drop for Loader {
    fn drop(&mut self) {
        self.cancel();
    }
}

fn run(source: Source, context: &Context, threads: usize, out: &SyncSender<Loaded>, stop: &AtomicBool) {
    let (work, jobs) = sync_channel::<(usize, Arc<Article>)>(QUEUE);
    let jobs = Mutex::new(jobs);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| analyse(&jobs, context, out, stop));
        }
        read(source, context, &work, out, stop);
        drop(work);
    });
    let _ = out.send(Loaded::Done);
}

/// Reads until the source ends, the load is cancelled, or nobody listens any more.
fn read(
    source: Source,
    context: &Context,
    work: &SyncSender<(usize, Arc<Article>)>,
    out: &SyncSender<Loaded>,
    stop: &AtomicBool,
) {
    let mut n = 0;
    for item in source {
        if stop.load(Ordering::Relaxed) {
            let _ =
                out.send(Loaded::Skipped("loading was cancelled; the articles not yet read are missing".to_owned()));
            return;
        }
        let sent = match item {
            Ok(raw) => {
                let (article, message) = context.assemble(raw);
                let told = message.is_none_or(|m| out.send(Loaded::Message(m)).is_ok());
                let label = context.label(&article.corrected);
                let job = Arc::new(article.corrected.clone());
                n += 1;
                told && out.send(Loaded::Article(Box::new(article), label)).is_ok() && work.send((n - 1, job)).is_ok()
            }
            Err(error) => out.send(Loaded::Skipped(error.to_string())).is_ok(),
        };
        if !sent {
            return;
        }
    }
}

fn analyse(
    jobs: &Mutex<Receiver<(usize, Arc<Article>)>>,
    context: &Context,
    out: &SyncSender<Loaded>,
    stop: &AtomicBool,
) {
    loop {
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((n, article)) = next else { return };
        if stop.load(Ordering::Relaxed) {
            continue;
        }
        let profile = context.analyze(&article);
        if out.send(Loaded::Profile(n, Box::new(profile))).is_err() {
            return;
        }
    }
}
