//! [`Store`]: the edits file of a corpus on disk, shared with other running programs and with its user's editor.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use super::{
    edits::{self, Edits, Step},
    storage::{is_writable, read_if_there, write_whole},
};

/// How often, and how long between, a file that another program is writing is asked for.
const TRIES: usize = 100;
const PAUSE: Duration = Duration::from_millis(10);

/// The edits file of a corpus. What others write to it meanwhile is merged, never overwritten; a file that cannot be
/// read is left alone and the edits go to a file beside it.
#[derive(Clone, Debug, Default)]
pub struct Store {
    path: PathBuf,
    /// What the file held when it was last read or written.
    base: Edits,
    /// That with all changes made here, also those that could not be written yet.
    ours: Edits,
}

impl Store {
    /// The file beside a corpus in `folder`, if files can be made there, else in the data folder under `hash`.
    pub fn place(folder: Option<&Path>, data: &Path, hash: &str) -> PathBuf {
        match folder.filter(|f| is_writable(f)) {
            Some(folder) => folder.join(edits::FILE),
            None => data.join("edits").join(format!("{hash}.toml")),
        }
    }

    /// Reads the file at `path`. A mistake in it is returned as a message; edits are then kept in a file beside it.
    pub fn open(path: PathBuf) -> (Self, Edits, Option<String>) {
        let origin = path.display().to_string();
        let read = read_if_there(&path).map_err(|e| format!("{origin}: {e}"));
        let parsed = read.and_then(|text| {
            text.map_or(Ok(Edits::default()), |t| Edits::parse(&t, &origin).map_err(|e| e.to_string()))
        });
        match parsed {
            Ok(edits) => (Self { path, base: edits.clone(), ours: edits.clone() }, edits, None),
            Err(message) => {
                let beside = free_name(&path);
                let message = format!(
                    "{message}. It is left as it is and not applied; new corrections go to {}",
                    beside.display()
                );
                (Self { path: beside, ..Self::default() }, Edits::default(), Some(message))
            }
        }
    }

    /// Where the edits are kept.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes a change and saves the list, merged with what others have written since. Returns what the file now holds.
    ///
    /// # Errors
    /// In words, if the file cannot be read or written. Nothing is half-written then, and the change is kept for the
    /// next time.
    pub fn save(&mut self, step: &Step) -> Result<Edits, String> {
        self.ours = Edits { list: step.on(&self.ours.list) };
        self.settle()
    }

    /// Saves what could not be saved before, if there is such a thing.
    ///
    /// # Errors
    /// As [`Self::save`].
    pub fn settle(&mut self) -> Result<Edits, String> {
        if self.ours == self.base {
            return Ok(self.base.clone());
        }
        let origin = self.path.display().to_string();
        let _lock = lock(&self.path);
        let disk = match read_if_there(&self.path).map_err(|e| format!("{origin}: {e}"))? {
            Some(text) => {
                Edits::parse(&text, &origin).map_err(|e| format!("{e}; not saved, mend or move that file"))?
            }
            None => Edits::default(),
        };
        let step = Step { before: self.base.list.clone(), after: self.ours.list.clone() };
        let merged = Edits { list: step.on(&disk.list) };
        if merged != disk {
            write_whole(&self.path, merged.to_toml().as_bytes()).map_err(|e| format!("{origin}: {e}; not saved"))?;
        }
        (self.base, self.ours) = (merged.clone(), merged.clone());
        Ok(merged)
    }

    /// The edits as this program has them, saved or not.
    pub const fn ours(&self) -> &Edits {
        &self.ours
    }
}

/// Keeps other programs from writing beside `path` until it is dropped. The folder is what is locked, so that no file
/// is left behind; where a folder cannot be locked the file is written all the same, as before.
fn lock(path: &Path) -> Option<File> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = File::open(folder).ok()?;
    for _ in 0..TRIES {
        match folder.try_lock() {
            Ok(()) => return Some(folder),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// A name beside `path` that no file has.
fn free_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let names = (1..).map(|n| path.with_file_name(format!("{stem}.{n}.toml")));
    names.into_iter().find(|p| !p.exists()).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::edits::{Change, Edit};

    fn edit(mark: char) -> Edit {
        Edit { article: "a".into(), change: Change::Bookmark { mark }, at: None }
    }

    fn edits(marks: &str) -> Edits {
        Edits { list: marks.chars().map(edit).collect() }
    }

    fn step(before: &str, after: &str) -> Step {
        Step { before: edits(before).list, after: edits(after).list }
    }

    #[test]
    fn two_programs_on_one_file_keep_each_others_edits() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(edits::FILE);
        let (mut one, ..) = Store::open(path.clone());
        let (mut two, ..) = Store::open(path.clone());
        one.save(&step("", "a")).unwrap();
        assert_eq!(two.save(&step("", "b")).unwrap(), edits("ab"));
        // Made before the other's edit was seen: it takes nothing away.
        assert_eq!(two.save(&step("b", "bc")).unwrap(), edits("abc"));
        assert_eq!(one.save(&step("a", "")).unwrap(), edits("bc"));
        assert_eq!(Store::open(path).1, edits("bc"));
    }

    #[test]
    fn many_programs_at_once_lose_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(edits::FILE);
        thread::scope(|scope| {
            for mark in 'a'..='h' {
                let path = path.clone();
                scope.spawn(move || {
                    let (mut store, ..) = Store::open(path);
                    for n in 1..=5 {
                        let list = |n| vec![edit(mark); n];
                        store.save(&Step { before: list(n - 1), after: list(n) }).unwrap();
                    }
                });
            }
        });
        assert_eq!(Store::open(path).1.list.len(), 8 * 5);
    }

    #[test]
    fn what_could_not_be_written_is_written_the_next_time() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("in").join(edits::FILE);
        let (mut store, ..) = Store::open(path.clone());
        std::fs::write(dir.path().join("in"), "no folder").unwrap();
        assert!(store.save(&step("", "a")).is_err());
        assert!(store.save(&step("a", "ab")).is_err());
        std::fs::remove_file(dir.path().join("in")).unwrap();
        assert_eq!(store.save(&step("ab", "abc")).unwrap(), edits("abc"));
        assert_eq!(Store::open(path).1, edits("abc"));
    }

    #[test]
    fn a_broken_file_is_reported_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(edits::FILE);
        std::fs::write(&path, "[[edit]]\narticle = 7\n").unwrap();
        let (mut store, read, message) = Store::open(path.clone());
        assert!(read.list.is_empty());
        assert!(message.unwrap().contains("parallax.edits.toml:2:"));
        store.save(&step("", "x")).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "[[edit]]\narticle = 7\n");
        assert_eq!(Store::open(store.path().to_owned()).1, edits("x"));
    }
}
