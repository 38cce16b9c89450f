//! The user's own lists for reading: phrases that give lines away (`boilerplate.toml`) and outlets (`outlets.toml`).

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::open::{BESIDE, shown};
use crate::articles::Rules;

/// The lists that lines are read with, by the stems of their files.
pub const NAMES: [&str; 2] = ["boilerplate", "outlets"];

/// Which of [`NAMES`] the file at `path` is, by its name.
pub fn name_of(path: &Path) -> Option<&'static str> {
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    let stem = stem.strip_prefix(BESIDE).unwrap_or(&stem);
    NAMES.into_iter().find(|n| *n == stem)
}

/// The built-in lists with the files merged over them, later ones first; `None` without any. An entry with a mistake is
/// told and left out.
pub fn read(paths: &[PathBuf], messages: &mut Vec<String>) -> Option<Arc<Rules>> {
    let mut rules = None;
    for path in paths {
        let origin = shown(path);
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) => {
                messages.push(format!("{origin}: {e}"));
                continue;
            }
        };
        let merged = rules.get_or_insert_with(|| Rules::embedded().clone());
        let outlets = name_of(path) == Some("outlets");
        let mistakes = if outlets { merged.add_outlets(&text, &origin) } else { merged.add_phrases(&text, &origin) };
        messages.extend(mistakes.iter().map(ToString::to_string));
    }
    rules.map(Arc::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_merged_in_order_and_mistakes_have_lines() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = dir.path().join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let first = write("outlets.toml", "[[outlet]]\nname = \"Elm\"\ndomains = [\"elm.example\"]\n");
        let second =
            write("parallax.outlets.toml", "[[outlet]]\nname = \"Elm Courier\"\ndomains = [\"elm.example\"]\n");
        let bad = write(
            "boilerplate.toml",
            "[[group]]\nname = \"x\"\nphrase = [\"ahoy\"]\n[[group]]\nname = \"y\"\nat = \"there\"\n",
        );
        let mut messages = Vec::new();
        let rules = read(&[first, bad, second], &mut messages).unwrap();
        assert_eq!(rules.outlet("https://www.elm.example/a"), Some("Elm Courier"));
        assert!(messages[0].contains("boilerplate.toml:3:1"), "{messages:?}");
        assert!(messages[0].contains("did you mean `phrases`"), "{messages:?}");
        assert!(messages[1].contains("boilerplate.toml:6:6"), "{messages:?}");
        assert_eq!(messages.len(), 2);
        assert!(read(&[], &mut messages).is_none());
    }
}
