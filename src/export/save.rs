//! Writing files: whole or not at all, and never over an existing one unless told so.

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use tempfile::{Builder, NamedTempFile};

/// The most numbers tried for one name.
const MAX_NUMBER: u32 = 9999;

fn numbered(name: &str, number: u32, extension: &str) -> String {
    if number == 1 { format!("{name}.{extension}") } else { format!("{name}-{number}.{extension}") }
}

/// Writes `bytes` to a new file in `folder` whose name starts with `name`, and returns its path. The folder is made if
/// it is missing.
///
/// # Errors
/// When the folder cannot be made or written to, or no number is free.
pub fn save(folder: &Path, name: &str, extension: &str, bytes: &[u8]) -> Result<PathBuf> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut file = written(folder, bytes)?;
    for number in 1..=MAX_NUMBER {
        let path = folder.join(numbered(name, number, extension));
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => file = e.file,
            Err(e) => return Err(e.error).with_context(|| format!("cannot write {}", path.display())),
        }
    }
    bail!("{} has {MAX_NUMBER} files named {name}; choose another name", folder.display())
}

/// Writes `bytes` to `path`, over an existing file only with `replace`.
///
/// # Errors
/// When the file exists and may not be replaced, or cannot be written.
pub fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<()> {
    stream(path, replace, |out| Ok((out.write_all(bytes)?, true))).map(|_| ())
}

/// Writes a file piece by piece, with the same promises; a file is left only when `write` says that it is worth one,
/// which is handed back with what it made.
///
/// # Errors
/// Those of `write`, and when the file exists and may not be replaced, or cannot be written.
pub fn stream<T>(
    path: &Path,
    replace: bool,
    write: impl FnOnce(&mut dyn io::Write) -> Result<(T, bool)>,
) -> Result<(T, bool)> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    if !replace && path.symlink_metadata().is_ok() {
        bail!("{} exists already", path.display());
    }
    let mut out = io::BufWriter::new(passing(folder)?);
    let (value, worth) = write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error);
    let file = file.with_context(|| format!("cannot write into {}", folder.display()))?;
    if !worth {
        return Ok((value, false));
    }
    file.as_file().sync_all().with_context(|| format!("cannot write into {}", folder.display()))?;
    let done = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    match done {
        Ok(_) => Ok((value, true)),
        Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => bail!("{} exists already", path.display()),
        Err(e) => Err(e.error).with_context(|| format!("cannot write {}", path.display())),
    }
}

/// A complete file under a passing name beside its target, so that the last step is one rename.
fn written(folder: &Path, bytes: &[u8]) -> Result<NamedTempFile> {
    let mut file = passing(folder)?;
    file.write_all(bytes).with_context(|| format!("cannot write into {}", folder.display()))?;
    file.as_file().sync_all().with_context(|| format!("cannot write into {}", folder.display()))?;
    Ok(file)
}

/// An empty file under a passing name, readable for others as far as the user's mask allows.
fn passing(folder: &Path) -> Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".parallax-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).with_context(|| format!("cannot write into {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_existing_file_is_never_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let first = save(dir.path(), "brief", "png", b"one").unwrap();
        let second = save(dir.path(), "brief", "png", b"two").unwrap();
        assert_eq!(second, dir.path().join("brief-2.png"));
        assert_eq!(fs::read(first).unwrap(), b"one");
        assert!(write(&second, b"three", false).is_err());
        assert_eq!(fs::read(&second).unwrap(), b"two");
        write(&second, b"three", true).unwrap();
        assert_eq!(fs::read(&second).unwrap(), b"three");
    }

    #[test]
    fn nothing_is_left_behind() {
        let dir = tempfile::tempdir().unwrap();
        save(&dir.path().join("new"), "a", "txt", b"x").unwrap();
        let _ = write(&dir.path().join("new/a.txt"), b"y", false);
        let names: Vec<_> = fs::read_dir(dir.path().join("new")).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names, ["a.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = save(dir.path(), "a", "txt", b"x").unwrap();
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o400, 0o400);
        assert_ne!(fs::metadata(dir.path().join("a.txt")).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
