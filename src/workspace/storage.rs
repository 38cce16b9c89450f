//! Where the program keeps what it writes, and how it writes it: whole or not at all.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use etcetera::{BaseStrategy, choose_base_strategy};

/// The folders of the program, after the XDG rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    /// Configuration that the user writes.
    pub config: PathBuf,
    /// Corrections of corpora that have no folder of their own.
    pub data: PathBuf,
    /// What the program remembers between runs.
    pub state: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
}

impl Folders {
    /// The folders of this user; `None` where there is no home folder.
    pub fn of_user() -> Option<Self> {
        let base = choose_base_strategy().ok()?;
        Some(Self {
            config: base.config_dir().join("parallax"),
            data: base.data_dir().join("parallax"),
            cache: base.cache_dir().join("parallax"),
            state: base.state_dir().unwrap_or_else(|| base.data_dir()).join("parallax"),
        })
    }
}

/// Writes `bytes` to `path` as a whole: to a temporary file beside it, to the disk, then renamed.
///
/// # Errors
/// Any error of the system; the old file, if there was one, is then untouched.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    if let Ok(meta) = fs::metadata(path) {
        file.as_file().set_permissions(meta.permissions())?;
    }
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}

/// The text of `path`; `None` if there is no such file.
///
/// # Errors
/// Any other error of the system, and text that is not UTF-8.
pub fn read_if_there(path: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// Whether files can be made in `folder`.
pub fn is_writable(folder: &Path) -> bool {
    tempfile::NamedTempFile::new_in(folder).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("edits.toml");
        write_whole(&path, b"old").unwrap();
        assert!(write_whole(&path.join("below-a-file"), b"new").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "no temporary file stays behind");
    }

    #[test]
    fn a_missing_file_is_no_error() {
        assert_eq!(read_if_there(Path::new("no/such/file")).unwrap(), None);
    }
}
