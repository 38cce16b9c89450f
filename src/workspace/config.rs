//! The user's configuration: `config.toml` and `keys.toml` in the configuration folder.
//!
//! ```toml
//! theme = "dark"        # terminal, dark, light, high-contrast, mono
//! mouse = false         # wheel and clicks
//! threshold = 0.4       # loaded terms count from this weight on; without it the list's own
//! ```

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::storage::read_if_there;
use crate::analysis::lists::parse_toml;

/// What the user has set. What is not set is left to the program.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The theme to start with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Whether the mouse is reported from the start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mouse: Option<bool>,
    /// Loaded terms count from this weight on, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<f32>,
}

impl Config {
    /// Reads `config.toml` in `folder`; one with a mistake counts as empty and gives a message with its place.
    pub fn read(folder: &Path) -> (Self, Option<String>) {
        let path = folder.join("config.toml");
        let origin = path.display().to_string();
        match read_if_there(&path) {
            Ok(None) => (Self::default(), None),
            Ok(Some(text)) => parse_toml(&text, &origin)
                .map_or_else(|e| (Self::default(), Some(e.to_string())), |config| (config, None)),
            Err(e) => (Self::default(), Some(format!("{origin}: {e}"))),
        }
    }

    /// The file that would set what is in force.
    pub fn to_toml(&self) -> String {
        toml::to_string_pretty(self).unwrap_or_default()
    }
}

/// The text of `keys.toml` in `folder`, with its name, if there is one.
///
/// # Errors
/// In words, when it is there and cannot be read.
pub fn keys(folder: &Path) -> Result<Option<(String, String)>, String> {
    let path = folder.join("keys.toml");
    let origin = path.display().to_string();
    match read_if_there(&path) {
        Ok(text) => Ok(text.map(|t| (t, origin))),
        Err(e) => Err(format!("{origin}: {e}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_with_its_line_and_the_rest_of_the_program_goes_on() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("config.toml"), "theme = \"dark\"\nthresold = 0.4\n").unwrap();
        let (config, message) = Config::read(dir.path());
        assert_eq!(config, Config::default());
        assert!(message.unwrap().contains("config.toml:2:1"));
    }

    #[test]
    fn no_file_is_no_mistake() {
        assert_eq!(Config::read(Path::new("no/such/folder")), (Config::default(), None));
    }
}
