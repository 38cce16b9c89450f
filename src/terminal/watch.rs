//! Watches what is open for changes made by other programs.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::channel,
    thread,
    time::Duration,
};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::workspace::{Input, Request, edits, input::shared_folder};

/// How long a burst of changes is waited for.
const BURST: Duration = Duration::from_millis(300);

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// The file of the corrections, by hand or by the program itself.
    Corrections,
    /// Articles, lists, the project file.
    Files,
}

/// Watches the files of `request` and its corrections, until `tell` returns `false`; a burst of changes counts once.
pub(super) fn watch(request: &Request, tell: impl Fn(Change) -> bool + Send + 'static) -> Option<RecommendedWatcher> {
    let places = places(request);
    let counting = places.clone();
    let own = request.edits.clone();
    let (changed, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        if event.kind.is_modify() || event.kind.is_create() || event.kind.is_remove() {
            let found = event.paths.iter().filter_map(|path| change_of(path, &counting, own.as_deref())).max();
            if let Some(change) = found {
                let _ = changed.send(change);
            }
        }
    })
    .ok()?;
    for folder in &places.whole {
        watcher.watch(folder, RecursiveMode::Recursive).ok()?;
    }
    for folder in &places.flat {
        watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
    }
    thread::spawn(move || {
        while let Ok(first) = changes.recv() {
            thread::sleep(BURST);
            let change = changes.try_iter().fold(first, Change::max);
            if !tell(change) {
                return;
            }
        }
    });
    Some(watcher)
}

/// Folders to watch with all that is in them, folders to watch alone, and the files that count in those.
#[derive(Clone, Debug, Default)]
struct Places {
    whole: Vec<PathBuf>,
    flat: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

/// A file is watched through its folder, as many programs put another one in its place.
fn places(request: &Request) -> Places {
    let mut places = Places::default();
    let added: Vec<Input> = request.arrangement.added.iter().map(|path| Input::parse(path)).collect();
    for path in request.inputs.iter().chain(&added).filter_map(path_of).chain(&request.lists) {
        if path.is_dir() {
            places.whole.push(absolute(path));
        } else {
            places.files.push(path.clone());
            places.flat.push(folder_of(path));
        }
    }
    // Word lists for every corpus.
    let lists = request.folders.as_ref().map(|f| f.config.join("lists"));
    places.whole.extend(lists.filter(|f| f.is_dir()).map(|f| absolute(&f)));
    if let Some(file) = &request.edits {
        places.flat.push(folder_of(file));
    }
    // Corrections without a folder of their own.
    let kept = request.folders.as_ref().map(|f| f.data.join("edits"));
    let kept = kept.filter(|f| shared_folder(&request.inputs).is_none() && std::fs::create_dir_all(f).is_ok());
    places.flat.extend(kept);
    places.flat.sort();
    places.flat.dedup();
    places
}

const fn path_of(input: &Input) -> Option<&PathBuf> {
    if let Input::Path(path) = input { Some(path) } else { None }
}

/// The path as the watcher tells it.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn folder_of(file: &Path) -> PathBuf {
    file.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// What a change of `path` means, if it means something: in a folder watched alone only its files count, and what belongs
/// to them. `own` is the file of the corrections, where it is named.
fn change_of(path: &Path, places: &Places, own: Option<&Path>) -> Option<Change> {
    let name = path.file_name()?.to_string_lossy();
    let stem = edits::FILE.trim_end_matches("toml");
    let is_kept = path.parent().is_some_and(|f| f.ends_with("parallax/edits"));
    if name.starts_with('.') {
        return None;
    }
    if name.starts_with(stem) || is_kept || own.is_some_and(|o| o.file_name() == path.file_name()) {
        return Some(Change::Corrections);
    }
    let counts = name.starts_with("parallax.")
        || places.whole.iter().any(|folder| path.starts_with(folder))
        || places.files.iter().any(|f| f.file_name() == path.file_name());
    counts.then_some(Change::Files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_are_told_from_articles_and_from_what_is_being_written() {
        let all = &Places { whole: vec![PathBuf::from("a")], ..Places::default() };
        assert_eq!(change_of(Path::new("a/parallax.edits.toml"), all, None), Some(Change::Corrections));
        assert_eq!(change_of(Path::new("a/parallax.edits.1.toml"), all, None), Some(Change::Corrections));
        assert_eq!(change_of(Path::new("a/parallax.toml"), all, None), Some(Change::Files));
        assert_eq!(change_of(Path::new("a/001.txt"), all, None), Some(Change::Files));
        assert_eq!(change_of(Path::new("a/.tmpX1"), all, None), None);
        assert_eq!(
            change_of(Path::new("d/parallax/edits/0123456789abcdef.toml"), all, None),
            Some(Change::Corrections)
        );
        assert_eq!(change_of(Path::new("a/mine.toml"), all, Some(Path::new("a/mine.toml"))), Some(Change::Corrections));
    }

    #[test]
    fn beside_a_single_file_only_it_and_what_belongs_to_it_counts() {
        let files = Places {
            whole: vec![PathBuf::from("/home/x/.config/parallax/lists")],
            files: vec![PathBuf::from("a/001.txt")],
            ..Places::default()
        };
        assert_eq!(change_of(Path::new("a/001.txt"), &files, None), Some(Change::Files));
        assert_eq!(change_of(Path::new("a/parallax.topics.toml"), &files, None), Some(Change::Files));
        assert_eq!(change_of(Path::new("a/letter.txt"), &files, None), None);
        let list = Path::new("/home/x/.config/parallax/lists/loaded.toml");
        assert_eq!(change_of(list, &files, None), Some(Change::Files));
    }
}
