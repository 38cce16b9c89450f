//! [`Target`]: the file that `-o` names, and what happens when it exists.

use std::{
    io,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

use super::{args::Existing, complain};
use crate::export::save;

/// Endings that a folder given as input is read for; of a picture nothing is read.
const READ: [&str; 7] = ["txt", "html", "htm", "md", "json", "jsonl", "csv"];

/// A file to be written.
pub struct Target<'a> {
    path: &'a Path,
    replace: bool,
}

impl<'a> Target<'a> {
    /// Checked before any work is done.
    ///
    /// # Errors
    /// When the file exists and is to be kept: it was read, or `existing` says so.
    pub fn new(path: &'a Path, inputs: &[String], existing: Existing) -> Result<Self> {
        if path.is_dir() {
            bail!("{} is a folder; name a file in it", path.display());
        }
        if path.exists() && inputs.iter().any(|input| reads(Path::new(input), path)) {
            bail!("{} is among what is read here and would be lost; choose another name or folder", path.display());
        }
        let target = Self { path, replace: !existing.no_clobber };
        if !target.replace && path.symlink_metadata().is_ok() {
            bail!("{} exists already", path.display());
        }
        Ok(target)
    }

    /// Writes the whole file, or nothing.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, bytes: &[u8]) -> Result<()> {
        self.stream(|out| Ok((out.write_all(bytes)?, true)))
    }

    /// The same piece by piece; `write` says whether its work is worth a file.
    ///
    /// # Errors
    /// When `write` fails or the file cannot be written.
    pub fn stream<T>(&self, write: impl FnOnce(&mut dyn io::Write) -> Result<(T, bool)>) -> Result<T> {
        let before = self.path.symlink_metadata().is_ok();
        let (value, kept) = save::stream(self.path, self.replace, write)?;
        if before && kept {
            complain(&format!("replaced {}", self.path.display()));
        }
        Ok(value)
    }

    /// The ending of its name.
    ///
    /// # Errors
    /// When it has none; `wanted` says which there are.
    pub fn ending(&self, wanted: &str) -> Result<&'a str> {
        self.path.extension().and_then(|e| e.to_str()).with_context(|| format!("name a file that ends in {wanted}"))
    }
}

/// Whether reading `input` reads `file`.
fn reads(input: &Path, file: &Path) -> bool {
    let full = |p: &Path| -> Option<PathBuf> { p.canonicalize().ok() };
    let (Some(input), Some(file)) = (full(input), full(file)) else { return false };
    let ending = file.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    input == file || (input.is_dir() && file.starts_with(&input) && READ.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (article, picture) = (folder.path().join("a.txt"), folder.path().join("a.png"));
        std::fs::write(&article, "text").unwrap();
        std::fs::write(&picture, "pixels").unwrap();
        let inputs = [folder.path().display().to_string()];
        let existing = Existing::default();
        assert!(Target::new(&article, &inputs, existing).is_err());
        assert!(Target::new(&article, &[article.display().to_string()], existing).is_err());
        assert!(Target::new(&picture, &inputs, existing).is_ok());
        assert!(Target::new(&folder.path().join("new.txt"), &inputs, existing).is_ok());
        assert!(Target::new(&article, &[], existing).is_ok());
        assert!(Target::new(folder.path(), &[], existing).is_err());
    }

    #[test]
    fn no_clobber_keeps_what_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.svg");
        let keep = Existing { no_clobber: true };
        Target::new(&path, &[], keep).unwrap().write(b"one").unwrap();
        assert!(Target::new(&path, &[], keep).is_err());
        Target::new(&path, &[], Existing::default()).unwrap().write(b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
    }

    #[test]
    fn work_that_came_to_nothing_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        std::fs::write(&path, "old").unwrap();
        let target = Target::new(&path, &[], Existing::default()).unwrap();
        target.stream(|out| Ok((out.write_all(b"half")?, false))).unwrap();
        assert!(target.stream::<()>(|_| bail!("no")).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
    }
}
