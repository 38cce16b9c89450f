//! The event loop.

use std::{
    io::{self, IsTerminal as _},
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result};
use ratatui::crossterm::event::{self, Event as Input};

use super::{
    Clipboard, Guard, jobs,
    jobs::Jobs,
    provoked,
    watch::{Change, watch},
};
use crate::{
    analysis::Lists,
    app::{Action, App, Colours, Compute, Effect, Lens, Snapshot, Status, on_event, update},
    export::{Shot, copy, made, report, shot::said},
    text::neutral::neutral,
    view,
    workspace::{
        Corpus, Folders, Keeper, News, Order, Request, Session,
        session::{Arrangement, Place},
    },
};

/// How long the second key of a sequence is waited for before its list opens.
const PREFIX: Duration = Duration::from_millis(400);

/// How long leaving waits for what is being written.
const FAREWELL: Duration = Duration::from_secs(5);

/// What the dashboard starts with.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// What to open.
    pub request: Request,
    /// The theme asked for on the command line or by the environment.
    pub theme: Option<String>,
    /// Which colours the terminal has.
    pub colours: Colours,
    /// The theme where neither that nor the last run chose one.
    pub default_theme: Option<String>,
    /// Bindings of the user's own, already checked.
    pub keymap: Option<Arc<crate::app::Keymap>>,
    /// Read again when a file changes.
    pub watch: bool,
    /// Whether the mouse is reported from the start.
    pub mouse: bool,
    /// What is to be said first.
    pub messages: Vec<String>,
}

/// How the dashboard ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// How many articles were open.
    pub articles: usize,
    /// The inputs that were skipped, each with what, where and how to fix.
    pub skipped: Vec<String>,
    /// Mistakes in the user's own files.
    pub mistakes: Vec<String>,
    /// What could not be kept.
    pub lost: Vec<String>,
}

enum Event {
    Input(Input),
    /// The keyboard is gone.
    Closed,
    News(News),
    Answer(Action),
    /// A signal asks to leave.
    Leave,
    /// The program goes on after a stop.
    Continued,
    /// A file changed.
    Changed,
    /// The file of the corrections changed.
    Corrected,
}

/// Runs the dashboard until the user leaves it.
///
/// # Errors
/// When the terminal cannot be taken over or drawn to.
pub fn run(start: Start) -> Result<Ended> {
    let (out, events) = channel();
    signals(&out).context("cannot watch for signals")?;
    let mut guard = Guard::enter().context("cannot take over the terminal")?;
    guard.mouse(start.mouse)?;
    let mut desk = Desk::new(start, out.clone());
    desk.draw(&mut guard)?;
    inputs(out);
    let served = desk.serve(&events, &mut guard);
    drop(guard);
    let ended = desk.leave(&events);
    match served {
        // A terminal that was closed while a frame was drawn is a way to leave.
        Err(e) if io::stdout().is_terminal() => Err(e),
        _ => Ok(ended),
    }
}

/// Everything that the loop holds.
struct Desk {
    app: App,
    keeper: Keeper,
    jobs: Jobs,
    clipboard: Clipboard,
    session: Session,
    folders: Option<Folders>,
    /// Under which name the place in this corpus is remembered.
    place: String,
    /// How the articles of this corpus were changed in the file picker.
    arrangement: Arrangement,
    /// Whether such a change was ordered and is not told yet.
    arranging: bool,
    /// The theme of the command line, which is for this run alone.
    given: Option<String>,
    /// Whether the place of the last run is still to be taken up.
    resume: bool,
    _watcher: Option<notify::RecommendedWatcher>,
}

/// Whether the loop goes on.
#[derive(PartialEq, Eq)]
enum Flow {
    On,
    End,
}

impl Desk {
    fn new(start: Start, out: Sender<Event>) -> Self {
        let folders = start.request.folders.clone();
        let place = start.request.place();
        let mut start = start;
        let session = folders.as_ref().map(|f| Session::read(&f.state)).unwrap_or_default();
        if let Some(place) = session.places.get(&place) {
            start.request.arrangement.clone_from(&place.arrangement);
            start.messages.extend(gone(&mut start.request.arrangement));
        }
        let arrangement = start.request.arrangement.clone();
        let mut app = App::new(Arc::new(Corpus::default()), Arc::new(Lists::builtin()));
        app.compute = Compute::Beside;
        app.colours = start.colours;
        app.made = Some(made::today());
        app.welcome = !session.welcomed && start.request.inputs.is_empty();
        if let Some(keymap) = start.keymap {
            app.keymap = keymap;
        }
        let given = start.theme.clone();
        if let Some(theme) = start.theme.or_else(|| session.theme.clone()).or(start.default_theme) {
            update(&mut app, Action::UseTheme(theme));
            app.status = Status::Quiet;
        }
        app.mouse = start.mouse;
        update(&mut app, Action::Mistakes(start.messages));
        app.at_start = std::mem::take(&mut app.mistakes);
        let changed = out.clone();
        let told = move |change| {
            let event = if change == Change::Corrections { Event::Corrected } else { Event::Changed };
            changed.send(event).is_ok()
        };
        let watcher = start.watch.then(|| watch(&start.request, told)).flatten();
        let answers = out.clone();
        let jobs = Jobs::start(move |action| drop(answers.send(Event::Answer(action))));
        let keeper = Keeper::start(start.request, move |news| drop(out.send(Event::News(news))));
        let clipboard = Clipboard::default();
        Self {
            app,
            keeper,
            jobs,
            clipboard,
            session,
            folders,
            place,
            arrangement,
            arranging: false,
            given,
            resume: true,
            _watcher: watcher,
        }
    }

    fn draw(&mut self, guard: &mut Guard) -> Result<()> {
        let mut layout = None;
        guard.draw(|area, buffer| layout = Some(view::draw(&self.app, area, buffer)))?;
        if let Some(layout) = layout {
            update(&mut self.app, Action::Drawn(layout));
        }
        Ok(())
    }

    /// Takes events until one ends the program; all that wait are taken before the next frame.
    fn serve(&mut self, events: &Receiver<Event>, guard: &mut Guard) -> Result<()> {
        loop {
            let patience = if self.app.prefix.is_some() { PREFIX } else { Duration::from_secs(3600) };
            let first = match events.recv_timeout(patience) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            for event in first.into_iter().chain(events.try_iter()) {
                if self.take(event, guard)? == Flow::End {
                    return Ok(());
                }
            }
            self.draw(guard)?;
        }
    }

    fn take(&mut self, event: Event, guard: &mut Guard) -> Result<Flow> {
        let action = match event {
            Event::Input(input) => {
                provoked::fail("error")?;
                provoked::fail("screen")?;
                on_event(&self.app, &input)
            }
            Event::News(news) => return self.hear(news, guard),
            Event::Answer(action) => Some(action),
            Event::Closed | Event::Leave => return Ok(Flow::End),
            Event::Continued => {
                guard.resume()?;
                None
            }
            Event::Changed => Some(Action::Reload),
            Event::Corrected => {
                self.keeper.order(Order::Reread);
                None
            }
        };
        action.map_or(Ok(Flow::On), |action| self.act(action, guard))
    }

    fn act(&mut self, action: Action, guard: &mut Guard) -> Result<Flow> {
        for effect in update(&mut self.app, action) {
            if self.perform(effect, guard)? == Flow::End {
                return Ok(Flow::End);
            }
        }
        Ok(Flow::On)
    }

    fn hear(&mut self, news: News, guard: &mut Guard) -> Result<Flow> {
        let action = match news {
            News::Corpus(corpus) => Action::Loaded(Snapshot(corpus)),
            News::Lists(lists) => {
                self.app.lists = lists;
                return Ok(Flow::On);
            }
            News::Progress(done, of) => Action::Progress(done, of, "articles measured".to_owned()),
            News::Loaded => return self.loaded(guard),
            News::Edits(step) => Action::Edits(step),
            News::Saved => Action::EditsSaved,
            News::Note(message) => Action::Say(message),
            News::Message(message) => Action::Complain(message),
            News::Mistakes(list) => Action::Mistakes(list),
            News::Reread(articles, own) => Action::Reread(articles, own),
            News::Out(list) => Action::Out(list),
            News::Arranged(arrangement) => {
                self.arrangement = arrangement;
                self.arranging = false;
                self.remember();
                return Ok(Flow::On);
            }
        };
        self.act(action, guard)
    }

    /// All is there: the place where the last run ended is taken up once.
    fn loaded(&mut self, guard: &mut Guard) -> Result<Flow> {
        let total = self.app.corpus.entries.len();
        self.act(Action::Progress(total, total, String::new()), guard)?;
        if !std::mem::take(&mut self.resume) {
            return Ok(Flow::On);
        }
        let Some(place) = self.session.places.get(&self.place).cloned() else { return Ok(Flow::On) };
        // What was told while it loaded stays to be read, whatever lens is taken up.
        let told = (self.app.overlays.clone(), self.app.status.clone());
        let index = |id: &String| self.app.corpus.entries.iter().position(|e| e.article.id == *id);
        let pair = place.pair.as_ref().and_then(|(a, b)| Some((index(a)?, index(b)?)));
        if let Some((a, b)) = pair {
            self.act(Action::Pair(a, b), guard)?;
        }
        if let Some(lens) = place.lens.as_deref().and_then(Lens::named) {
            self.act(Action::Show(lens), guard)?;
        }
        (self.app.overlays, self.app.status) = told;
        Ok(Flow::On)
    }

    fn perform(&mut self, effect: Effect, guard: &mut Guard) -> Result<Flow> {
        match effect {
            Effect::Quit => return Ok(Flow::End),
            Effect::Suspend => guard.suspend()?,
            Effect::Run(job) => self.jobs.run(job),
            Effect::WriteEdits { step, changed } => self.keeper.order(Order::Edit { step, changed }),
            Effect::Copy(text) => return self.copy(&text, guard),
            Effect::Load { paths, add } => {
                let inputs = paths.iter().map(|p| crate::workspace::Input::parse(&p.to_string_lossy())).collect();
                self.load(inputs, add);
            }
            Effect::Arrange(order) => self.arrange(Order::Arrange(order)),
            Effect::PutBack(id) => self.arrange(Order::PutBack(id)),
            Effect::Threshold(weight) => self.keeper.order(Order::Threshold(weight)),
            Effect::Reload => self.keeper.order(Order::Reload),
            Effect::Cancel => self.keeper.order(Order::Cancel),
            Effect::List(folder) => self.jobs.work(move || jobs::list(folder)),
            Effect::CaptureMouse(on) => guard.mouse(on)?,
            Effect::Welcomed => {
                self.session.welcomed = true;
                self.keep_session();
            }
            Effect::Save(wish) => self.save(&wish),
            Effect::CopyPicture(wish) => return self.copy_picture(&wish, guard),
            Effect::SaveReport { format, path } => self.save_report(format, path),
        }
        Ok(Flow::On)
    }

    /// Opens more articles, or others: then the place of those is taken up when they are there.
    fn load(&mut self, inputs: Vec<crate::workspace::Input>, add: bool) {
        if add {
            return self.keeper.order(Order::Add(inputs));
        }
        self.remember();
        self.place = Request { inputs: inputs.clone(), ..Request::default() }.place();
        self.arrangement = self.session.places.get(&self.place).map(|p| p.arrangement.clone()).unwrap_or_default();
        self.resume = true;
        self.keeper.order(Order::Open(inputs, self.arrangement.clone()));
    }

    /// Draws at once, so that the picture shows this moment, and writes beside the screen.
    fn save(&self, wish: &crate::app::Picture) {
        let area = self.app.layout.area;
        let shot = Shot::draw(&self.app, wish, (area.width, area.height));
        self.jobs.work(move || match shot.and_then(|s| s.save(Path::new("."))) {
            Ok(written) => Action::Say(said(&written)),
            Err(e) => Action::Complain(format!("{e:#}")),
        });
    }

    /// Takes what is open now and writes the report beside the screen.
    fn save_report(&self, format: String, path: Option<PathBuf>) {
        let wish = report::Wish::of(&self.app);
        self.jobs.work(move || match wish.save(&format, path.as_deref(), Path::new(".")) {
            Ok(written) => Action::Say(said(&[written])),
            Err(e) => Action::Complain(format!("{e:#}")),
        });
    }

    /// To the terminal's clipboard at once, and to the local one beside the screen, as a desktop may be slow to answer.
    fn copy(&mut self, text: &str, guard: &mut Guard) -> Result<Flow> {
        let text = neutral(text).into_owned();
        let sequence = copy::osc52(&text);
        let sent = sequence.is_some();
        if let Some(sequence) = sequence {
            guard.send(sequence.as_bytes())?;
        }
        if !Clipboard::is_there() {
            return self.act(told(copy::said(text.len(), sent, None)), guard);
        }
        let clipboard = self.clipboard.clone();
        self.jobs.work(move || told(copy::said(text.len(), sent, Some(clipboard.text(&text)))));
        Ok(Flow::On)
    }

    #[cfg(feature = "clipboard")]
    fn copy_picture(&mut self, wish: &crate::app::Picture, guard: &mut Guard) -> Result<Flow> {
        if !Clipboard::is_there() {
            let none = "there is no display, so no local clipboard: s saves the picture to a file";
            return self.act(Action::Complain(none.to_owned()), guard);
        }
        let area = self.app.layout.area;
        let shot = Shot::draw(&self.app, wish, (area.width, area.height));
        let clipboard = self.clipboard.clone();
        self.jobs.work(move || {
            let copied = shot.and_then(|s| s.pixels()).map_err(|e| format!("{e:#}")).and_then(|pixels| {
                let (w, h) = (pixels.width, pixels.height);
                let bytes = clipboard.picture(pixels)?;
                Ok(format!("a picture of {w}x{h} pixels ({bytes} bytes) given to the local clipboard"))
            });
            told(copied)
        });
        Ok(Flow::On)
    }

    #[cfg(not(feature = "clipboard"))]
    fn copy_picture(&mut self, _: &crate::app::Picture, guard: &mut Guard) -> Result<Flow> {
        self.act(Action::Complain("this build has no local clipboard".to_owned()), guard)
    }

    fn arrange(&mut self, order: Order) {
        self.arranging = true;
        self.keeper.order(order);
    }

    /// Keeps what is to be kept: place, corrections and pictures that are being written.
    fn leave(mut self, events: &Receiver<Event>) -> Ended {
        let mut lost: Vec<String> = Vec::new();
        if self.app.unsaved || self.arranging {
            let settled = self.keeper.settle(FAREWELL);
            lost.extend(settled.err().filter(|_| self.app.unsaved));
        }
        // Articles that were taken out or put back by the last key press before leaving.
        for event in events.try_iter() {
            if let Event::News(News::Arranged(arrangement)) = event {
                self.arrangement = arrangement;
            }
        }
        self.remember();
        if !self.jobs.finish(FAREWELL) {
            lost.push("a file that was being saved took too long; it is not there".to_owned());
        }
        let (corpus, app) = (&self.app.corpus, &self.app);
        let mistakes = app.at_start.iter().chain(&app.mistakes).cloned().collect();
        Ended { articles: corpus.entries.len(), skipped: corpus.skipped.clone(), mistakes, lost }
    }

    /// Keeps theme and place for the next run.
    fn remember(&mut self) {
        let id = |i: usize| self.app.corpus.entries.get(i).map(|e| e.article.id.clone());
        let (lens, (a, b)) = self.app.leaving.unwrap_or((self.app.lens, self.app.pair));
        let (pair, lens) = (id(a).zip(id(b)), Some(lens.name().to_owned()));
        let place = Place { pair, lens, arrangement: self.arrangement.clone() };
        if self.given.as_ref() != Some(&self.app.theme) {
            self.session.theme = Some(self.app.theme.clone());
        }
        self.session.places.insert(self.place.clone(), place);
        self.keep_session();
    }

    fn keep_session(&mut self) {
        let Some(folders) = &self.folders else { return };
        // Nothing the user made is in it: a full disk must not hold up leaving.
        let _ = self.session.write(&folders.state, &self.place);
    }
}

/// Forgets what was added and is not there any more, and tells it this once.
fn gone(arrangement: &mut Arrangement) -> Vec<String> {
    let there = |name: &String| match crate::workspace::Input::parse(name) {
        crate::workspace::Input::Path(path) => path.exists(),
        _ => true,
    };
    let (there, gone): (Vec<_>, Vec<_>) = std::mem::take(&mut arrangement.added).into_iter().partition(there);
    arrangement.added = there;
    gone.into_iter()
        .map(|name| format!("{name} was added the last time and is gone; it is left out from now on"))
        .collect()
}

/// What was done or what went wrong, for the status line.
fn told(done: Result<String, String>) -> Action {
    done.map_or_else(Action::Complain, Action::Say)
}

fn inputs(out: Sender<Event>) {
    thread::spawn(move || {
        loop {
            let event = event::read().map_or(Event::Closed, Event::Input);
            let last = matches!(event, Event::Closed);
            if out.send(event).is_err() || last {
                return;
            }
        }
    });
}

#[cfg(unix)]
fn signals(out: &Sender<Event>) -> std::io::Result<()> {
    use signal_hook::{
        consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
    };
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGCONT])?;
    let out = out.clone();
    thread::spawn(move || {
        for signal in signals.forever() {
            let event = if signal == SIGCONT { Event::Continued } else { Event::Leave };
            if out.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn signals(_: &Sender<Event>) -> std::io::Result<()> {
    Ok(())
}
