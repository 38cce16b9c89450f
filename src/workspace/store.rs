//! [`Store`]: the edits file of a corpus on disk, shared with other running programs and with its user's editor.

use std::path::{Path, PathBuf};

use super::{
    edits::{self, Edit, Edits},
    storage::{is_writable, read_if_there, write_whole},
};

/// The edits file of a corpus. What others write to it meanwhile is merged, never overwritten; a file that cannot be
/// read is left alone and the edits go to a file beside it.
#[derive(Clone, Debug, Default)]
pub struct Store {
    path: PathBuf,
    /// What the file held when it was last read or written.
    base: Edits,
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
            Ok(edits) => (Self { path, base: edits.clone() }, edits, None),
            Err(message) => {
                let beside = free_name(&path);
                let message = format!(
                    "{message}. It is left as it is and not applied; new corrections go to {}",
                    beside.display()
                );
                (Self { path: beside, base: Edits::default() }, Edits::default(), Some(message))
            }
        }
    }

    /// Where the edits are kept.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Saves `edits`, merged with what others have written since. Returns what the file now holds.
    ///
    /// # Errors
    /// In words, if the file cannot be read or written; nothing is lost or half-written then.
    pub fn save(&mut self, edits: &Edits) -> Result<Edits, String> {
        let origin = self.path.display().to_string();
        let disk = match read_if_there(&self.path).map_err(|e| format!("{origin}: {e}"))? {
            Some(text) => {
                Edits::parse(&text, &origin).map_err(|e| format!("{e}; not saved, mend or move that file"))?
            }
            None => Edits::default(),
        };
        let merged = merge(&self.base, &disk, edits);
        if merged != disk {
            write_whole(&self.path, merged.to_toml().as_bytes()).map_err(|e| format!("{origin}: {e}; not saved"))?;
        }
        self.base = merged.clone();
        Ok(merged)
    }
}

/// What `disk` becomes when the changes from `base` to `ours` are made to it.
fn merge(base: &Edits, disk: &Edits, ours: &Edits) -> Edits {
    if disk == base {
        return ours.clone();
    }
    let removed = minus(&base.list, &ours.list);
    let added = minus(&ours.list, &base.list);
    let mut list = minus(&disk.list, &removed);
    list.extend(added);
    Edits { list }
}

/// The items of `from` that are not in `these`, each taken away once.
fn minus(from: &[Edit], these: &[Edit]) -> Vec<Edit> {
    let mut gone: Vec<&Edit> = these.iter().collect();
    let keeps = |edit: &&Edit| match gone.iter().position(|g| g == edit) {
        Some(i) => {
            gone.swap_remove(i);
            false
        }
        None => true,
    };
    from.iter().filter(keeps).cloned().collect()
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
    use crate::workspace::edits::Change;

    fn edit(mark: char) -> Edit {
        Edit { article: "a".into(), change: Change::Bookmark { mark }, at: None }
    }

    fn edits(marks: &str) -> Edits {
        Edits { list: marks.chars().map(edit).collect() }
    }

    #[test]
    fn two_programs_on_one_file_keep_each_others_edits() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(edits::FILE);
        let (mut one, ..) = Store::open(path.clone());
        let (mut two, ..) = Store::open(path.clone());
        one.save(&edits("a")).unwrap();
        assert_eq!(two.save(&edits("b")).unwrap(), edits("ab"));
        assert_eq!(Store::open(path).1, edits("ab"));
    }

    #[test]
    fn an_undone_edit_goes_and_a_foreign_one_stays() {
        assert_eq!(merge(&edits("ab"), &edits("abc"), &edits("a")), edits("ac"));
    }

    #[test]
    fn a_broken_file_is_reported_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(edits::FILE);
        std::fs::write(&path, "[[edit]]\narticle = 7\n").unwrap();
        let (mut store, read, message) = Store::open(path.clone());
        assert!(read.list.is_empty());
        assert!(message.unwrap().contains("parallax.edits.toml:2:"));
        store.save(&edits("x")).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "[[edit]]\narticle = 7\n");
        assert_eq!(Store::open(store.path().to_owned()).1, edits("x"));
    }
}
