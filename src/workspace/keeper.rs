//! [`Keeper`]: the thread that owns the open corpus. It takes orders and tells news; the screen never waits for it.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    Context, Corpus, Edits, Input, Loaded, Opened, Request, Store,
    corpus::{Entry, Names},
    edits::{EVERYWHERE, Step},
    loader::Assembled,
    open,
    session::Arrangement,
};
use crate::{
    analysis::{Lists, Packed, loaded::recount},
    articles::Article,
};

/// How often news of a growing corpus is told.
const PAUSE: Duration = Duration::from_millis(50);

/// How many articles may be in an order of the user's own that is kept.
const MOST_ORDERED: usize = 2000;

/// What the keeper can be asked to do.
#[derive(Debug)]
pub enum Order {
    /// Open these instead of what is open, as they were arranged the last time.
    Open(Vec<Input>, Arrangement),
    /// Open these beside what is open.
    Add(Vec<Input>),
    /// Keep only these articles, in this order, by position.
    Arrange(Vec<usize>),
    /// Put back the article of that id, which was taken out.
    PutBack(String),
    /// Count loaded terms from this weight on.
    Threshold(f32),
    /// Read all files and lists again.
    Reload,
    /// Read the corrections again, where their file was changed by hand.
    Reread,
    /// Keep these corrections, and measure the named articles again.
    Edit {
        /// All corrections in order, before and after.
        step: Step,
        /// Ids of the articles that changed.
        changed: Vec<String>,
    },
    /// Stop loading.
    Cancel,
}

/// What the keeper tells.
#[derive(Clone, Debug)]
pub enum News {
    /// The corpus as it is now.
    Corpus(Arc<Corpus>),
    /// The word lists in force.
    Lists(Arc<Lists>),
    /// How many articles are measured, of how many read so far.
    Progress(usize, usize),
    /// Everything asked for is loaded.
    Loaded,
    /// Articles were added, taken out or moved: all such changes of this corpus.
    Arranged(Arrangement),
    /// The articles that are taken out: their ids and labels.
    Out(Vec<(String, String)>),
    /// The corrections were changed by another program, or read from disk.
    Edits(Step),
    /// The corrections are on disk.
    Saved,
    /// Something that was done.
    Note(String),
    /// Something the user should know.
    Message(String),
    /// Mistakes in project file, lists and corrections, each with its place, as they were just read.
    Mistakes(Vec<String>),
    /// All is read again that was ordered so: how many articles, and how many entries of the user's own lists hold.
    Reread(usize, usize),
}

/// A handle on the thread that owns the corpus.
#[derive(Clone, Debug)]
pub struct Keeper {
    mail: Sender<Mail>,
}

#[derive(Debug)]
enum Mail {
    Order(Order),
    /// Save what is not saved and answer.
    Settle(Sender<Result<(), String>>),
    Loaded(u64, Loaded),
}

impl Keeper {
    /// Starts to keep what `request` names; `tell` gets the news, in order, on the keeper's thread.
    pub fn start(request: Request, tell: impl Fn(News) + Send + 'static) -> Self {
        let (mail, inbox) = channel();
        let own = mail.clone();
        thread::spawn(move || {
            let mut work = Work::new(request, own, Box::new(tell));
            work.open();
            work.run(&inbox);
        });
        Self { mail }
    }

    /// Asks for something. Nothing happens if the keeper has ended.
    pub fn order(&self, order: Order) {
        let _ = self.mail.send(Mail::Order(order));
    }

    /// Waits until every correction ordered so far is on disk.
    ///
    /// # Errors
    /// In words, if they cannot be saved, or not within `patience`.
    pub fn settle(&self, patience: Duration) -> Result<(), String> {
        let (done, answer) = channel();
        let _ = self.mail.send(Mail::Settle(done));
        answer.recv_timeout(patience).unwrap_or_else(|_| Err("the last corrections took too long to save".to_owned()))
    }
}

struct Work {
    request: Request,
    mail: Sender<Mail>,
    tell: Box<dyn Fn(News) + Send>,
    corpus: Corpus,
    names: Names,
    context: Context,
    store: Option<Store>,
    /// Articles as the program alone reads them, where a correction changed them.
    originals: HashMap<String, Article>,
    /// Which load is the present one; what an older one still sends is left out.
    load: u64,
    /// Where the articles of the present load stand; `None` for one that is not shown.
    slots: Vec<Option<usize>>,
    /// Whether the present load adds to what was there.
    adding: bool,
    /// How many articles of the present load were open already.
    doubled: usize,
    /// The articles that were taken out.
    out: Vec<Entry>,
    cancel: Option<Arc<AtomicBool>>,
    measured: usize,
    /// Whether the present load reads again what was open.
    again: bool,
    told: Option<Instant>,
    stale: bool,
}

impl Work {
    fn new(request: Request, mail: Sender<Mail>, tell: Box<dyn Fn(News) + Send>) -> Self {
        Self {
            request,
            mail,
            tell,
            corpus: Corpus::default(),
            names: Names::default(),
            context: Context::default(),
            store: None,
            originals: HashMap::new(),
            load: 0,
            slots: Vec::new(),
            adding: false,
            doubled: 0,
            out: Vec::new(),
            cancel: None,
            measured: 0,
            again: false,
            told: None,
            stale: false,
        }
    }

    fn run(&mut self, inbox: &Receiver<Mail>) {
        loop {
            let mail = match inbox.recv_timeout(if self.stale { PAUSE } else { Duration::from_secs(3600) }) {
                Ok(mail) => mail,
                Err(RecvTimeoutError::Timeout) => {
                    self.publish();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            match mail {
                Mail::Order(order) => self.obey(order),
                Mail::Settle(answer) => {
                    let saved = self.store.as_mut().map_or(Ok(()), |s| s.settle().map(drop));
                    let _ = answer.send(saved);
                }
                Mail::Loaded(load, event) if load == self.load => self.take(event),
                Mail::Loaded(..) => {}
            }
            if self.stale && self.told.is_none_or(|t| t.elapsed() >= PAUSE) {
                self.publish();
            }
        }
    }

    /// Opens the request from the start.
    fn open(&mut self) {
        let opened = open(&self.request);
        (self.corpus, self.names) = (Corpus::named(opened.name.clone()), Names::default());
        (self.originals, self.measured, self.adding) = (HashMap::new(), 0, false);
        self.out.clear();
        self.begin(opened);
    }

    fn begin(&mut self, opened: Opened) {
        self.stop();
        let before = std::mem::replace(&mut self.context, opened.context).edits.list.clone();
        self.store = opened.store;
        (self.tell)(News::Lists(Arc::clone(&self.context.lists)));
        (self.tell)(News::Edits(Step { before, after: self.context.edits.list.clone() }));
        (self.tell)(News::Mistakes(opened.mistakes));
        opened.notes.into_iter().for_each(|note| (self.tell)(News::Note(note)));
        self.follow(opened.loader);
    }

    /// Hands on what `loader` says, under the number of this load.
    fn follow(&mut self, loader: super::Loader) {
        self.load += 1;
        (self.slots, self.doubled) = (Vec::new(), 0);
        self.cancel = Some(loader.canceller());
        let (mail, load) = (self.mail.clone(), self.load);
        thread::spawn(move || {
            while let Some(event) = loader.wait() {
                if mail.send(Mail::Loaded(load, event)).is_err() {
                    return;
                }
            }
            let _ = mail.send(Mail::Loaded(load, Loaded::Done));
        });
    }

    fn stop(&mut self) {
        if let Some(cancel) = self.cancel.take() {
            cancel.store(true, Ordering::Relaxed);
        }
    }

    fn take(&mut self, event: Loaded) {
        match event {
            Loaded::Article(article, label) => {
                let slot = self.receive(*article, label);
                self.slots.push(slot);
            }
            Loaded::Profile(n, profile) => {
                let slot = self.slots.get(n).copied().flatten();
                if let Some(entry) = slot.and_then(|at| self.corpus.entries.get_mut(at)) {
                    entry.profile = Some(profile);
                    self.measured += 1;
                }
            }
            Loaded::Skipped(what) => {
                self.corpus.skipped.push(what.clone());
                (self.tell)(News::Message(what));
            }
            Loaded::Done => {
                self.cancel = None;
                self.put_in_order();
                self.publish();
                (self.tell)(News::Loaded);
                self.tell_orphans();
                self.tell_added();
                self.tell_out();
                if std::mem::take(&mut self.again) {
                    let own = self.context.lists.own.entries().iter().filter(|e| e.holds).count();
                    (self.tell)(News::Reread(self.corpus.entries.len(), own));
                }
                return;
            }
        }
        self.stale = true;
    }

    fn publish(&mut self) {
        if self.cancel.is_none() {
            self.corpus.find_topics(&self.context);
        }
        self.corpus.regroup(&self.context.edits);
        (self.tell)(News::Corpus(Arc::new(self.corpus.clone())));
        if self.cancel.is_some() {
            (self.tell)(News::Progress(self.measured, self.corpus.entries.len()));
        }
        self.told = Some(Instant::now());
        self.stale = false;
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Open(inputs, arrangement) => {
                if self.is_saved() {
                    (self.request.inputs, self.request.arrangement) = (inputs, arrangement);
                    self.open();
                }
            }
            Order::Add(inputs) => self.add(inputs),
            Order::Arrange(order) => self.arrange(&order),
            Order::PutBack(id) => self.put_back(&id),
            Order::Threshold(weight) => self.recount(weight),
            Order::Reload if self.request.inputs.contains(&Input::Stdin) => {
                (self.tell)(News::Message(
                    "standard input cannot be read a second time; what was read stays".to_owned(),
                ));
            }
            Order::Reload => {
                if self.is_saved() {
                    self.open();
                    self.again = true;
                }
            }
            Order::Reread => self.reread(),
            Order::Edit { step, changed } => self.edit(&step, changed),
            Order::Cancel => self.stop(),
        }
    }

    /// Whether all corrections are on disk; only then another list may take their place.
    fn is_saved(&mut self) -> bool {
        let saved = self.store.as_mut().map_or(Ok(()), |s| s.settle().map(drop));
        if let Err(message) = &saved {
            (self.tell)(News::Message(format!("nothing else is opened before the corrections are saved: {message}")));
        }
        saved.is_ok()
    }

    /// Loads more articles behind those that are open, under the lists and corrections in force.
    fn add(&mut self, inputs: Vec<Input>) {
        let (added, open) = (&mut self.request.arrangement.added, &self.request.inputs);
        for name in inputs.iter().filter_map(Input::address) {
            let open = open.iter().any(|i| i.address().as_ref() == Some(&name));
            if !open && !added.contains(&name) {
                added.push(name);
            }
        }
        let request = Request { inputs, ..self.request.clone() };
        self.stop();
        self.names = Names::of(&self.corpus.entries);
        self.adding = true;
        let loader = open::load(&request, self.context.clone());
        self.follow(loader);
    }

    /// Takes in an article of the present load and returns its place. One that was taken out stays out, until it is
    /// added again; one that is open already is not added a second time.
    fn receive(&mut self, article: Assembled, label: Option<String>) -> Option<usize> {
        let Assembled { corrected, original } = article;
        if self.adding || !self.request.arrangement.added.is_empty() {
            let same = |e: &Entry| e.article.id == corrected.id && e.article.text == corrected.text;
            if self.corpus.entries.iter().any(same) {
                self.doubled += 1;
                return None;
            }
        }
        if self.adding {
            self.request.arrangement.removed.retain(|id| *id != corrected.id);
            self.out.retain(|e| e.article.id != corrected.id);
        }
        if let Some(original) = original {
            self.originals.insert(original.id.clone(), original);
        }
        self.corpus.push(&mut self.names, corrected, label);
        let removed = |e: &Entry| self.request.arrangement.removed.contains(&e.article.id);
        if self.corpus.entries.last().is_some_and(removed) {
            self.out.extend(self.corpus.entries.pop());
            return None;
        }
        Some(self.corpus.entries.len() - 1)
    }

    /// Puts the articles into the order in which the user had put them; new ones come last.
    fn put_in_order(&mut self) {
        let order = &self.request.arrangement.order;
        if order.is_empty() {
            return;
        }
        let places: HashMap<&str, usize> = order.iter().enumerate().map(|(i, id)| (id.as_str(), i)).collect();
        let place = |e: &Entry| places.get(e.article.id.as_str()).copied().unwrap_or(order.len());
        self.corpus.entries.sort_by_key(place);
    }

    /// Says what was added, once all of it is there, and keeps it for the next time.
    fn tell_added(&mut self) {
        if !std::mem::take(&mut self.adding) {
            return;
        }
        let new = self.slots.iter().flatten().count();
        let articles = |n: usize| if n == 1 { "1 article".to_owned() } else { format!("{n} articles") };
        let said = match (new, self.doubled) {
            (0, 0) => "nothing was added: no article was found there".to_owned(),
            (0, doubled) => format!("nothing was added: {} open already", articles(doubled)),
            (new, 0) => format!("{} added", articles(new)),
            (new, doubled) => format!("{} added, {doubled} open already", articles(new)),
        };
        (self.tell)(News::Note(said));
        self.tell_arranged();
    }

    fn tell_arranged(&self) {
        (self.tell)(News::Arranged(self.request.arrangement.clone()));
        self.tell_out();
    }

    fn tell_out(&self) {
        let named = |e: &Entry| (e.article.id.clone(), e.label.clone());
        (self.tell)(News::Out(self.out.iter().map(named).collect()));
    }

    /// Puts back an article that was taken out, behind the others; it is measured if it was taken out the last time.
    fn put_back(&mut self, id: &str) {
        let Some(at) = self.out.iter().position(|e| e.article.id == id) else { return };
        let entry = self.out.remove(at);
        let measured = entry.profile.is_some();
        self.corpus.entries.push(entry);
        let arrangement = &mut self.request.arrangement;
        arrangement.removed.retain(|removed| removed != id);
        if !arrangement.order.is_empty() {
            arrangement.order.push(id.to_owned());
        }
        if !measured {
            self.measure_again(id);
        }
        self.tell_arranged();
        self.publish();
    }

    fn arrange(&mut self, order: &[usize]) {
        if self.cancel.is_some() {
            (self.tell)(News::Message("articles can be arranged when all are loaded".to_owned()));
            return;
        }
        let entries: Vec<Entry> = order.iter().filter_map(|&i| self.corpus.entries.get(i).cloned()).collect();
        let ids: Vec<String> = entries.iter().map(|e| e.article.id.clone()).collect();
        let kept: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let gone = self.corpus.entries.iter().map(|e| &e.article.id).filter(|id| !kept.contains(id.as_str()));
        let arrangement = &mut self.request.arrangement;
        arrangement.removed.extend(gone.cloned());
        if !order.is_sorted() || !arrangement.order.is_empty() {
            arrangement.order = if ids.len() > MOST_ORDERED { Vec::new() } else { ids };
        }
        let before = std::mem::replace(&mut self.corpus.entries, entries);
        let now: HashSet<&str> = self.corpus.entries.iter().map(|e| e.article.id.as_str()).collect();
        self.out.extend(before.into_iter().filter(|e| !now.contains(e.article.id.as_str())));
        self.tell_arranged();
        self.publish();
    }

    /// Counts the loaded terms anew; nothing is analysed again.
    fn recount(&mut self, weight: f32) {
        self.request.threshold = Some(weight);
        self.context.lists = Arc::new(Lists::clone(&self.context.lists).with_threshold(weight));
        let part = self.corpus.entries.len().div_ceil(super::open::threads()).max(1);
        thread::scope(|scope| {
            for chunk in self.corpus.entries.chunks_mut(part) {
                scope.spawn(move || {
                    for profile in chunk.iter_mut().filter_map(|e| e.profile.as_mut()) {
                        let mut counted = Arc::unwrap_or_clone(profile.open());
                        recount(&mut counted.loaded, weight, &[]);
                        *profile = Arc::new(Packed::of(counted));
                    }
                });
            }
        });
        (self.tell)(News::Lists(Arc::clone(&self.context.lists)));
        self.publish();
        (self.tell)(News::Note(format!("loaded terms count from weight {weight} on")));
    }

    /// Says which corrections have lost their words or their article; they stay in their file.
    fn tell_orphans(&self) {
        let articles = self.corpus.entries.iter().map(|e| e.article.as_ref());
        let gone = super::orphans(&self.context.edits.list, articles);
        if gone.is_empty() {
            return;
        }
        for what in &gone {
            (self.tell)(News::Message(what.clone()));
        }
        (self.tell)(News::Message(format!(
            "corrections without their words: {}; they stay in their file, and ! lists them",
            gone.len()
        )));
    }

    /// Takes what was changed by hand in the file of the corrections; mistakes in it are told and cost nothing else.
    fn reread(&mut self) {
        let Some((edits, messages)) = self.store.as_mut().and_then(Store::reread) else { return };
        let foreign = Step { before: self.context.edits.list.clone(), after: edits.list.clone() };
        if foreign.before != foreign.after {
            let changed = foreign.articles().into_iter().map(str::to_owned).collect();
            (self.tell)(News::Edits(foreign));
            (self.tell)(News::Note("the corrections were changed by hand in their file; they are applied".to_owned()));
            self.apply(edits, changed);
            self.tell_orphans();
        }
        if messages.is_empty() {
            // What was kept beside a broken file joins it once it is mended.
            let _ = self.store.as_mut().map(Store::settle);
        } else {
            (self.tell)(News::Message(messages.join("; ")));
        }
    }

    fn edit(&mut self, step: &Step, mut changed: Vec<String>) {
        let edits = self.save(step);
        let foreign = Step { before: step.on(&self.context.edits.list), after: edits.list.clone() };
        if foreign.before != foreign.after {
            changed.extend(foreign.articles().into_iter().map(str::to_owned));
            let n = foreign.after.len().abs_diff(foreign.before.len()).max(1);
            (self.tell)(News::Edits(foreign));
            (self.tell)(News::Note(format!(
                "another program has changed the corrections too ({n}); both are kept and applied"
            )));
        }
        self.apply(edits, changed);
    }

    /// Puts these corrections in force and measures the articles again that they change.
    fn apply(&mut self, edits: Edits, mut changed: Vec<String>) {
        let terms = edits.terms_by_hand();
        if terms != self.context.edits.terms_by_hand() {
            self.context.lists = Arc::new(Lists::clone(&self.context.lists).with_terms_by_hand(&terms));
            (self.tell)(News::Lists(Arc::clone(&self.context.lists)));
        }
        self.context.edits = Arc::new(edits);
        changed.sort_unstable();
        changed.dedup();
        if changed.iter().any(|id| id == EVERYWHERE) {
            self.measure_all_again();
        } else {
            for id in &changed {
                self.measure_again(id);
            }
        }
        self.publish();
    }

    /// Measures every article again, for a correction of a term wherever it stands.
    fn measure_all_again(&mut self) {
        let total = self.corpus.entries.len();
        let mut told = Instant::now();
        for (n, entry) in self.corpus.entries.iter_mut().enumerate() {
            if entry.profile.is_some() {
                entry.profile = Some(Arc::new(Packed::of(self.context.analyze(&entry.article))));
            }
            if told.elapsed() > PAUSE {
                (self.tell)(News::Progress(n, total));
                told = Instant::now();
            }
        }
        (self.tell)(News::Progress(total, total));
    }

    /// Keeps the corrections on disk; returns them as they stand now.
    fn save(&mut self, step: &Step) -> Edits {
        let Some(store) = &mut self.store else {
            (self.tell)(News::Message("corrections cannot be kept: there is no folder for them".to_owned()));
            return Edits { list: step.on(&self.context.edits.list) };
        };
        match store.save(step) {
            Ok(merged) => {
                (self.tell)(News::Saved);
                merged
            }
            Err(message) => {
                let edits = store.ours();
                (self.tell)(News::Message(message));
                edits
            }
        }
    }

    fn measure_again(&mut self, id: &str) {
        let Some(entry) = self.corpus.entries.iter_mut().find(|e| e.article.id == id) else { return };
        let original = self.originals.entry(id.to_owned()).or_insert_with(|| Article::clone(&entry.article));
        let article = self.context.correct(original);
        entry.profile = Some(Arc::new(Packed::of(self.context.analyze(&article))));
        entry.article = Arc::new(article);
    }
}
