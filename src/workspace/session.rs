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

    /// Keeps it.
    ///
    /// # Errors
    /// Any error of the system; the old file stays then.
    pub fn write(&mut self, state: &std::path::Path) -> std::io::Result<()> {
        while self.places.len() > MOST {
            self.places.pop_first();
        }
        let text = toml::to_string_pretty(self).map_err(std::io::Error::other)?;
        write_whole(&file(state), text.as_bytes())
    }
}

fn file(state: &std::path::Path) -> PathBuf {
    state.join("session.toml")
}
