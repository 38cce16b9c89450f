//! [`Jobs`]: work beside the screen. Of jobs of one kind only the newest is done; files are written in order.

use std::{
    mem::discriminant,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::Duration,
};

use crate::app::{Action, jobs::Job};

/// A piece of work that ends in an action.
type Work = Box<dyn FnOnce() -> Action + Send>;

/// Threads that work beside the screen; their answers are handed to one function.
pub struct Jobs {
    asked: Sender<Job>,
    works: Sender<Work>,
    /// Closed when no work is left and none can come.
    idle: Receiver<()>,
}

impl Jobs {
    /// Starts the threads; `answer` is called with what they find.
    pub fn start(answer: impl Fn(Action) + Clone + Send + 'static) -> Self {
        let (jobs, asked) = channel();
        let (works, queue) = channel::<Work>();
        let tell = answer.clone();
        thread::spawn(move || newest(&asked, &tell));
        let (busy, idle) = channel();
        thread::spawn(move || {
            for work in queue {
                answer(work());
            }
            drop(busy);
        });
        Self { asked: jobs, works, idle }
    }

    /// Asks for a job; an older one of its kind that still waits is dropped.
    pub fn run(&self, job: Job) {
        let _ = self.asked.send(job);
    }

    /// Does `work` after what was asked for before.
    pub fn work(&self, work: impl FnOnce() -> Action + Send + 'static) {
        let _ = self.works.send(Box::new(work));
    }
}

impl Jobs {
    /// Waits until all work asked for is done, so that no file is left half-written; `false` if it takes too long.
    pub fn finish(self, patience: Duration) -> bool {
        drop(self.works);
        self.idle.recv_timeout(patience) == Err(RecvTimeoutError::Disconnected)
    }
}

fn newest(asked: &Receiver<Job>, answer: &impl Fn(Action)) {
    let mut waiting: Vec<Job> = Vec::new();
    while let Ok(job) = asked.recv() {
        keep_newest(&mut waiting, job);
        while !waiting.is_empty() {
            for job in asked.try_iter() {
                keep_newest(&mut waiting, job);
            }
            let _ = super::provoked::fail("job");
            answer(waiting.remove(0).run());
        }
    }
}

fn keep_newest(waiting: &mut Vec<Job>, job: Job) {
    waiting.retain(|w| discriminant(&w.task) != discriminant(&job.task));
    waiting.push(job);
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
