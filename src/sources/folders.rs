//! Folders and patterns: which files are read.

use std::path::{Path, PathBuf};

use ignore::{WalkBuilder, overrides::OverrideBuilder};

use super::{
    Cause, Options, SourceError, Stream,
    open::{ENDINGS, fail, read_path},
};

/// Depth at which a walk stops.
const DEPTH: usize = 32;

/// Files about a folder rather than in it.
const ABOUT: &[&str] = &["readme", "license", "licence", "changelog", "contributing", "notice", "copying"];

/// The articles of all files under `folder` that may hold some. Symbolic links are not followed, hidden files and those
/// that `.gitignore` or `.ignore` exclude are left out.
pub(super) fn read(folder: &Path, options: &Options) -> Stream {
    let place = folder.display().to_string();
    let found = files(folder, options, None);
    if found.is_empty() {
        let what = "the folder holds no file that may be an article";
        return fail(SourceError::new(
            Cause::Empty,
            &place,
            what,
            "give it text, HTML, JSONL, CSV, DOCX or feed files",
        ));
    }
    chain(found, options)
}

/// The files under `folder` that may hold articles, in order of their names, with what could not be looked into.
pub fn list(folder: &Path, options: &Options) -> Vec<Result<PathBuf, SourceError>> {
    files(folder, options, None)
}

fn chain(found: Vec<Result<PathBuf, SourceError>>, options: &Options) -> Stream {
    let options = options.clone();
    Box::new(found.into_iter().flat_map(move |file| match file {
        Ok(path) => read_path(&path, &options),
        Err(e) => fail(e),
    }))
}

fn files(folder: &Path, options: &Options, pattern: Option<&str>) -> Vec<Result<PathBuf, SourceError>> {
    let mut walk = WalkBuilder::new(folder);
    walk.follow_links(false).require_git(false).max_depth(Some(DEPTH)).sort_by_file_name(std::ffi::OsStr::cmp);
    let only = match pattern.map(|p| OverrideBuilder::new(folder).add(p).and_then(|b| b.build())) {
        Some(Err(e)) => {
            let place = folder.display().to_string();
            return vec![Err(SourceError::new(Cause::Missing, &place, e.to_string(), "check the pattern"))];
        }
        Some(Ok(only)) => Some(only),
        None => None,
    };
    let wanted =
        |path: &Path| only.as_ref().map_or_else(|| is_article(path), |o| o.matched(path, false).is_whitelist());
    let entries = walk.build().filter_map(|entry| match entry {
        Ok(e) => {
            let file = e.file_type().is_some_and(|t| t.is_file()) && wanted(e.path());
            file.then(|| Ok(e.into_path()))
        }
        Err(e) => Some(Err(SourceError::new(Cause::Denied, &folder.display().to_string(), e.to_string(), ""))),
    });
    let mut out: Vec<_> = entries.take(options.limits.files).collect();
    if out.len() == options.limits.files {
        let what = format!("only the first {} files were read", out.len());
        out.push(Err(SourceError::new(
            Cause::TooMuch,
            &folder.display().to_string(),
            what,
            "open a part of the folder",
        )));
    }
    out
}

fn is_article(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let stem = path.file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
    ending.is_some_and(|e| ENDINGS.contains(&e.as_str())) && !ABOUT.contains(&stem.as_str())
}

/// Whether a path that does not exist is a pattern.
pub(super) fn is_pattern(path: &str) -> bool {
    path.contains(['*', '?', '['])
}

/// The articles of all files that match `pattern`, a path with `*`, `?`, `[…]` or `**`.
pub(super) fn read_pattern(pattern: &str, options: &Options) -> Stream {
    let fixed: PathBuf =
        Path::new(pattern).components().take_while(|c| !is_pattern(&c.as_os_str().to_string_lossy())).collect();
    let rest = Path::new(pattern).strip_prefix(&fixed).map(|p| p.display().to_string()).unwrap_or_default();
    let folder = if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed };
    let found = if folder.is_dir() { files(&folder, options, Some(&format!("/{rest}"))) } else { Vec::new() };
    if found.is_empty() {
        return fail(SourceError::new(Cause::Missing, pattern, "no file matches the pattern", "check the path"));
    }
    chain(found, options)
}
