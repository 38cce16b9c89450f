//! What the program remembers between runs: theme, last pair and lens per corpus, and that the welcome was seen.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};

use super::storage::{read_if_there, write_whole};

/// How many corpora are remembered.
const MOST: usize = 200;

/// Where a corpus was left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Ids of the two articles.
    pub pair: Option<(String, String)>,
    /// The lens, by its command name.
    pub lens: Option<String>,
    /// What was added, taken out and moved.
    #[serde(flatten)]
    pub arrangement: Arrangement,
}

/// How the articles of a corpus were changed in the file picker: added, taken out, put into another order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    /// Files, folders and links that were added, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<String>,
    /// Ids of the articles that were taken out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
    /// Ids in the order in which they were put; empty where none was moved. Articles that it does not name come last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
}

/// What is remembered. A file that cannot be read counts as empty: nothing in it was made by the user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Theme chosen last.
    pub theme: Option<String>,
    /// Whether the welcome strip was dismissed.
    #[serde(default)]
    pub welcomed: bool,
    /// Where each corpus was left, by its name.
    #[serde(default)]
    pub places: BTreeMap<String, Place>,
}

impl Session {
    /// Reads what is remembered in the folder `state`.
    pub fn read(state: &std::path::Path) -> Self {
        read_if_there(&file(state)).ok().flatten().and_then(|t| toml::from_str(&t).ok()).unwrap_or_default()
    }

    /// Keeps it, with what another program has kept of other places in the meantime; `own` is the place that this one
    /// tells of.
    ///
    /// # Errors
    /// Any error of the system; the old file stays then.
    pub fn write(&mut self, state: &std::path::Path, own: &str) -> std::io::Result<()> {
        let mut other = Self::read(state);
        self.welcomed |= other.welcomed;
        let place = self.places.remove(own).or_else(|| other.places.remove(own));
        self.places.extend(other.places);
        while self.places.len() >= MOST {
            self.places.pop_first();
        }
        self.places.extend(place.map(|place| (own.to_owned(), place)));
        let text = toml::to_string_pretty(self).map_err(std::io::Error::other)?;
        write_whole(&file(state), text.as_bytes())
    }
}

fn file(state: &std::path::Path) -> PathBuf {
    state.join("session.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_another_program_keeps_its_own() {
        let dir = tempfile::tempdir().unwrap();
        let arrangement = Arrangement { removed: vec!["b".into()], ..Arrangement::default() };
        let place = Place { lens: Some("topics".into()), arrangement, ..Place::default() };
        let mut one = Session { theme: Some("dark".into()), ..Session::default() };
        let mut other = Session { welcomed: true, ..Session::default() };
        one.places.insert("one".into(), place.clone());
        other.places.insert("other".into(), Place::default());
        one.write(dir.path(), "one").unwrap();
        other.write(dir.path(), "other").unwrap();
        let kept = Session::read(dir.path());
        assert_eq!(kept.places.get("one"), Some(&place));
        assert!(kept.places.contains_key("other") && kept.welcomed);
        assert_eq!(Session::read(&dir.path().join("none")), Session::default());
    }
}
