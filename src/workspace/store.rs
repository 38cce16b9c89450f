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

/// How many files beside a broken one are looked at.
const BESIDE: usize = 20;

/// The edits file of a corpus. What others write to it meanwhile is merged, never overwritten. A broken file is left
/// alone; its good entries count, and new ones go to a file beside it, which is read along with it.
#[derive(Clone, Debug, Default)]
pub struct Store {
    /// The file of the corpus, broken or not.
    home: PathBuf,
    /// The file that is written.
    path: PathBuf,
    /// What the file held when it was last read or written.
    base: Edits,
    /// That with all changes made here, also those that could not be written yet.
    ours: Edits,
    /// What counts and stands in other files, which are not written.
    foreign: Edits,
    /// Files from the time when the first one was broken: they go when their entries stand in the first one again.
    spare: Vec<PathBuf>,
}

impl Store {
    /// The file beside a corpus in `folder`, if files can be made there, else in the data folder under `hash`.
    pub fn place(folder: Option<&Path>, data: &Path, hash: &str) -> PathBuf {
        match folder.filter(|f| is_writable(f)) {
            Some(folder) => folder.join(edits::FILE),
            None => data.join("edits").join(format!("{hash}.toml")),
        }
    }

    /// Reads the file at `path` and those beside it. Returns the edits that count and a message for each mistake.
    pub fn open(path: &Path) -> (Self, Edits, Vec<String>) {
        let mut store = Self { home: path.to_owned(), ..Self::default() };
        let mut messages = Vec::new();
        let mut spare = Vec::new();
        let others = (1..BESIDE).map(|n| beside(path, n)).filter(|p| p.exists());
        for file in [path.to_owned()].into_iter().chain(others) {
            let (edits, mistakes) = read(&file);
            if !mistakes.is_empty() {
                messages.extend(mistakes);
                messages.push(format!("{}: left as it is; {} good entries count", file.display(), edits.list.len()));
                store.foreign.list.extend(edits.list);
            } else if store.path.as_os_str().is_empty() {
                (store.path, store.base) = (file, edits);
            } else {
                store.spare.push(file);
                spare.extend(edits.list);
            }
        }
        if store.path.as_os_str().is_empty() {
            store.path = free_name(path);
        }
        if !messages.is_empty() {
            messages.push(format!("new corrections go to {}", store.path.display()));
            store.spare.clear();
            store.foreign.list.append(&mut spare);
        }
        store.ours = Edits { list: store.base.list.iter().cloned().chain(spare).collect() };
        let all = store.ours();
        (store, all, messages)
    }

    /// Where the edits are kept.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the files again. `None` where they hold what they held, as after a change of one's own; else the edits that
    /// count and a message for each mistake. What is not saved yet is kept and made to what was read.
    pub fn reread(&mut self) -> Option<(Edits, Vec<String>)> {
        let (mut fresh, _, messages) = Self::open(&self.home);
        let same = fresh.path == self.path && fresh.base == self.base && fresh.foreign == self.foreign;
        if same && fresh.spare == self.spare {
            return None;
        }
        let pending = Step { before: self.base.list.clone(), after: self.ours.list.clone() };
        fresh.ours.list = pending.on(&fresh.ours.list);
        *self = fresh;
        Some((self.ours(), messages))
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
        if self.ours == self.base && self.spare.is_empty() {
            return Ok(self.ours());
        }
        let _lock = lock(&self.path);
        if self.on_disk()?.is_none() {
            // Broken by hand meanwhile: from now on it is left alone.
            self.reread();
        }
        let origin = self.path.display().to_string();
        let disk = self.on_disk()?.ok_or_else(|| format!("{origin} is broken; not saved, mend or move that file"))?;
        let step = Step { before: self.base.list.clone(), after: self.ours.list.clone() };
        let merged = Edits { list: step.on(&disk.list) };
        if merged != disk {
            write_whole(&self.path, merged.to_toml().as_bytes()).map_err(|e| format!("{origin}: {e}; not saved"))?;
        }
        // Their entries are in the file just written.
        self.spare.drain(..).for_each(|spare| drop(std::fs::remove_file(spare)));
        (self.base, self.ours) = (merged.clone(), merged);
        Ok(self.ours())
    }

    /// What the file that is written holds now; `None` if it is broken.
    fn on_disk(&self) -> Result<Option<Edits>, String> {
        let origin = self.path.display().to_string();
        match read_if_there(&self.path).map_err(|e| format!("{origin}: {e}"))? {
            Some(text) => Ok(Edits::parse(&text, &origin).ok()),
            None => Ok(Some(Edits::default())),
        }
    }

    /// The edits as this program has them, saved or not, those of files that are not written first.
    pub fn ours(&self) -> Edits {
        Edits { list: self.foreign.list.iter().chain(&self.ours.list).cloned().collect() }
    }
}

/// What can be read of a file, with a message for each mistake; an absent file holds nothing.
fn read(path: &Path) -> (Edits, Vec<String>) {
    let origin = path.display().to_string();
    match read_if_there(path) {
        Ok(None) => (Edits::default(), Vec::new()),
        Ok(Some(text)) => {
            let (edits, mistakes) = Edits::salvage(&text, &origin);
            (edits, mistakes.iter().map(ToString::to_string).collect())
        }
        Err(e) => (Edits::default(), vec![format!("{origin}: {e}")]),
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

/// The `n`-th name beside `path`.
fn beside(path: &Path, n: usize) -> PathBuf {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{stem}.{n}.toml"))
}

/// A name beside `path` that no file has.
fn free_name(path: &Path) -> PathBuf {
    let mut n = 1;
    while beside(path, n).exists() {
        n += 1;
    }
    beside(path, n)
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
        let (mut one, ..) = Store::open(&path);
        let (mut two, ..) = Store::open(&path);
        one.save(&step("", "a")).unwrap();
        assert_eq!(two.save(&step("", "b")).unwrap(), edits("ab"));
        // Made before the other's edit was seen: it takes nothing away.
        assert_eq!(two.save(&step("b", "bc")).unwrap(), edits("abc"));
        assert_eq!(one.save(&step("a", "")).unwrap(), edits("bc"));
        assert_eq!(Store::open(&path).1, edits("bc"));
    }

    #[test]
    fn many_programs_at_once_lose_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(edits::FILE);
        thread::scope(|scope| {
            for mark in 'a'..='h' {
                let path = path.clone();
                scope.spawn(move || {
                    let (mut store, ..) = Store::open(&path);
                    for n in 1..=5 {
                        let list = |n| vec![edit(mark); n];
                        store.save(&Step { before: list(n - 1), after: list(n) }).unwrap();
                    }
                });
            }
        });
        assert_eq!(Store::open(&path).1.list.len(), 8 * 5);
    }

    #[test]
    fn what_could_not_be_written_is_written_the_next_time() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("in").join(edits::FILE);
        let (mut store, ..) = Store::open(&path);
        std::fs::write(dir.path().join("in"), "no folder").unwrap();
        assert!(store.save(&step("", "a")).is_err());
        assert!(store.save(&step("a", "ab")).is_err());
        std::fs::remove_file(dir.path().join("in")).unwrap();
        assert_eq!(store.save(&step("ab", "abc")).unwrap(), edits("abc"));
        assert_eq!(Store::open(&path).1, edits("abc"));
    }

    const BROKEN: &str = "[[edit]]\narticle = \"a\"\nchange = \"bookmark\"\nmark = \"g\"\n\n[[edit]]\narticle = 7\n";

    #[test]
    fn a_broken_file_is_reported_and_left_alone_and_its_good_entries_count() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(edits::FILE);
        std::fs::write(&path, BROKEN).unwrap();
        let (mut store, read, messages) = Store::open(&path);
        assert_eq!(read, edits("g"));
        assert!(messages[0].contains("parallax.edits.toml:7:"), "{messages:?}");
        assert!(messages.last().unwrap().contains("parallax.edits.1.toml"), "{messages:?}");
        assert_eq!(store.save(&step("g", "gx")), Ok(edits("gx")));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), BROKEN);
        let (mut again, read, _) = Store::open(&path);
        assert_eq!(read, edits("gx"), "what was corrected meanwhile counts the next time");
        again.save(&step("gx", "gxy")).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), BROKEN);
        assert_eq!(Store::open(&path).1, edits("gxy"));
    }

    #[test]
    fn a_change_by_hand_is_read_again_and_a_change_of_ones_own_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(edits::FILE);
        let (mut store, ..) = Store::open(&path);
        store.save(&step("", "a")).unwrap();
        assert_eq!(store.reread(), None, "its own writing");
        std::fs::write(&path, edits("ab").to_toml()).unwrap();
        assert_eq!(store.reread(), Some((edits("ab"), Vec::new())));
        assert_eq!(store.reread(), None);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(store.reread(), Some((Edits::default(), Vec::new())));
    }

    #[test]
    fn a_file_broken_while_the_program_runs_is_told_left_alone_and_mended_again() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(edits::FILE);
        let (mut store, ..) = Store::open(&path);
        store.save(&step("", "g")).unwrap();
        std::fs::write(&path, BROKEN).unwrap();
        let (read, messages) = store.reread().unwrap();
        assert_eq!(read, edits("g"));
        assert!(messages[0].contains("parallax.edits.toml:7:"), "{messages:?}");
        assert_eq!(store.save(&step("g", "gx")), Ok(edits("gx")));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), BROKEN);
        std::fs::write(&path, edits("gh").to_toml()).unwrap();
        let (mut read, messages) = store.reread().unwrap();
        read.list.sort_by_key(|e| format!("{e:?}"));
        assert_eq!((read, messages.len()), (edits("ghx"), 0));
        // What was made meanwhile is taken back: it does not come again from beside.
        store.save(&step("gxh", "gh")).unwrap();
        assert_eq!(Store::open(&path).1, edits("gh"));
    }

    #[test]
    fn a_file_broken_since_it_was_read_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(edits::FILE);
        let (mut store, ..) = Store::open(&path);
        store.save(&step("", "g")).unwrap();
        std::fs::write(&path, BROKEN).unwrap();
        assert_eq!(store.save(&step("g", "gx")), Ok(edits("gx")));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), BROKEN);
        assert_eq!(Store::open(&path).1, edits("gx"), "what was corrected since is beside it");
    }

    #[test]
    fn once_the_file_is_mended_what_was_kept_beside_it_joins_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(edits::FILE);
        std::fs::write(&path, BROKEN).unwrap();
        Store::open(&path).0.save(&step("g", "gx")).unwrap();
        std::fs::write(&path, edits("g").to_toml()).unwrap();
        let (mut store, read, messages) = Store::open(&path);
        assert_eq!((read, messages.len()), (edits("gx"), 0));
        store.save(&step("gx", "gxy")).unwrap();
        assert_eq!(Store::open(&path).1, edits("gxy"));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "one file again");
    }
}
