//! Loads and analyses beside the screen: one thread reads, as many as there are cores analyse, and the articles come
//! out in the order in which they were read.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use super::{Cache, Edits, Project, cache, edits::EVERYWHERE};
use crate::{
    analysis::{
        Correction, Lists, Packed, Profile, analyze_corrected, corrections::apply_topics, packed, topics::Coverage,
    },
    articles::{Article, Document, Rules, assemble_with, reassign},
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
    Profile(usize, Arc<Packed>),
    /// An input, or a part of one, that was skipped.
    Skipped(String),
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
    /// An article as the project file and the corrections leave it.
    pub fn assemble(&self, raw: RawArticle) -> Assembled {
        let rules = self.rules.as_deref().unwrap_or_else(|| Rules::embedded());
        let mut article = assemble_with(raw, rules, &BTreeMap::new());
        self.project.complete(&mut article);
        if self.edits.list.iter().any(|e| e.article == article.id) {
            let corrected = self.correct(&article);
            return Assembled { corrected, original: Some(article) };
        }
        Assembled { corrected: article, original: None }
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
        let profile = analyze_corrected(article, &self.lists, &self.edits.resolve(article).corrections);
        Profile { edits: self.edits.count(article), ..profile }
    }

    /// Corrects the topics that were found in the corpus itself.
    pub fn correct_topics(&self, article: &Article, document: &Document, topics: &mut Vec<Coverage>) {
        let of_these = |c: &Correction| match c {
            Correction::Topic { topic, .. } => topics.iter().any(|t| t.id == *topic),
            _ => false,
        };
        let all = self.edits.resolve(article).corrections;
        let own: Vec<Correction> = all.into_iter().filter(of_these).collect();
        apply_topics(&own, document, &self.lists, topics);
    }

    /// All that [`Self::assemble`] and [`Self::analyze`] make of a text without corrections of its own depends on,
    /// besides the text and the program.
    pub fn fingerprint(&self) -> String {
        let Self { lists, rules, project, edits } = self;
        let rules = rules.as_ref().map(|r| &r.added);
        let terms: Vec<_> = edits.of(EVERYWHERE).collect();
        let terms = (edits.terms_by_hand(), terms);
        let threshold = lists.loaded.model.threshold;
        let (editions, story, own) = (lists.editions(), lists.story_edition(), lists.own.entries());
        format!("{editions:?} {story:?} {own:?} {threshold} {terms:?} {rules:?} {project:?}")
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
    /// Starts to load `source` with `threads` threads for the analysis. What `cache` knows is not analysed again. Profiles
    /// that are to be kept come packed.
    pub fn start(source: Source, context: Context, threads: usize, cache: Option<Cache>, kept: bool) -> Self {
        let (out, events) = sync_channel(QUEUE * 4);
        let cancelled = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&cancelled);
        thread::spawn(move || {
            run(source, Desk { context, cache: cache.map(Mutex::new), kept, out }, threads.max(1), &stop);
        });
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

/// An article to be analysed: its number, and under which key the profile is kept.
struct Work {
    n: usize,
    article: Arc<Article>,
    key: Option<cache::Key>,
}

/// What all threads of a load share.
struct Desk {
    context: Context,
    cache: Option<Mutex<Cache>>,
    /// Whether profiles are to be kept, and come packed.
    kept: bool,
    out: SyncSender<Loaded>,
}

fn run(source: Source, desk: Desk, threads: usize, stop: &AtomicBool) {
    let (work, jobs) = sync_channel::<Work>(QUEUE);
    let jobs = Mutex::new(jobs);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| analyse(&jobs, &desk, stop));
        }
        read(source, &desk, &work, stop);
        drop(work);
    });
    // Before the end is told: a program that prints leaves as soon as it hears of it.
    if let Some(cache) = desk.cache.filter(|_| !stop.load(Ordering::Relaxed)) {
        cache.into_inner().unwrap_or_else(PoisonError::into_inner).finish();
    }
    let _ = desk.out.send(Loaded::Done);
}

/// Reads until the source ends, the load is cancelled, or nobody listens any more.
fn read(source: Source, desk: &Desk, work: &SyncSender<Work>, stop: &AtomicBool) {
    let (mut n, out) = (0, &desk.out);
    for item in source {
        if stop.load(Ordering::Relaxed) {
            let _ =
                out.send(Loaded::Skipped("loading was cancelled; the articles not yet read are missing".to_owned()));
            return;
        }
        let sent = match item {
            Ok(raw) => {
                n += 1;
                hand_on(n - 1, raw, desk, work)
            }
            Err(error) => out.send(Loaded::Skipped(error.to_string())).is_ok(),
        };
        if !sent {
            return;
        }
    }
}

/// Hands on the `n`-th article, with its profile where that is known, else to be analysed. `false` if nobody listens.
fn hand_on(n: usize, raw: RawArticle, desk: &Desk, work: &SyncSender<Work>) -> bool {
    let Desk { context, cache, kept, out } = desk;
    let key = cache.as_ref().map(|_| cache::key(&raw));
    if let Some((article, profile)) = cache.as_ref().zip(key).and_then(|(c, key)| lock(c).get(key, &raw, *kept))
        && !context.edits.list.iter().any(|e| e.article == article.id)
    {
        let label = context.label(&article);
        let article = Assembled { corrected: article, original: None };
        return out.send(Loaded::Article(Box::new(article), label)).is_ok()
            && out.send(Loaded::Profile(n, Arc::new(profile))).is_ok();
    }
    let article = context.assemble(raw);
    // What depends on more than the text and the lists is made anew each time.
    let key = key.filter(|_| article.original.is_none());
    let label = context.label(&article.corrected);
    let job = Work { n, article: Arc::new(article.corrected.clone()), key };
    out.send(Loaded::Article(Box::new(article), label)).is_ok() && work.send(job).is_ok()
}

fn analyse(jobs: &Mutex<Receiver<Work>>, desk: &Desk, stop: &AtomicBool) {
    loop {
        let next = lock(jobs).recv();
        let Ok(Work { n, article, key }) = next else { return };
        if stop.load(Ordering::Relaxed) {
            continue;
        }
        let profile = desk.context.analyze(&article);
        let bytes = (desk.kept || key.is_some()).then(|| packed::fold(&profile)).flatten();
        if let Some((cache, key)) = desk.cache.as_ref().zip(key)
            && let Some(kept) = bytes.as_ref().and_then(|bytes| cache::encode(&article, bytes))
        {
            lock(cache).put(key, &kept);
        }
        let packed = match bytes.filter(|_| desk.kept) {
            Some(bytes) => Packed::folded(profile, bytes),
            None => Packed::whole(Arc::new(profile)),
        };
        if desk.out.send(Loaded::Profile(n, Arc::new(packed))).is_err() {
            return;
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
