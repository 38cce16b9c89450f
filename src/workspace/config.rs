//! The user's configuration: `config.toml` and `keys.toml` in the configuration folder.
//!
//! ```toml
//! theme = "dark"        # terminal, dark, light, high-contrast, mono
//! mouse = false         # wheel and clicks
//! threshold = 0.4       # loaded terms count from this weight on; without it the list's own
//! ```

use std::path::Path;

use serde::Serialize;

use super::storage::read_if_there;
use crate::text::entries::Reader;

/// What the user has set. What is not set is left to the program.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
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
    /// Reads `config.toml` in `folder`; each mistake is told with its place, and the rest counts.
    pub fn read(folder: &Path) -> (Self, Vec<String>) {
        let path = folder.join("config.toml");
        let origin = path.display().to_string();
        match read_if_there(&path) {
            Ok(None) => (Self::default(), Vec::new()),
            Ok(Some(text)) => Self::parse(&text, &origin),
            Err(e) => (Self::default(), vec![format!("{origin}: {e}")]),
        }
    }

    fn parse(text: &str, origin: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(text, origin);
        let mut table = reader.document();
        let config = Self {
            theme: reader.value(&mut table, "theme"),
            mouse: reader.value(&mut table, "mouse"),
            threshold: reader.value(&mut table, "threshold"),
        };
        reader.refuse(table, &["theme", "mouse", "threshold"]);
        (config, reader.finish().iter().map(ToString::to_string).collect())
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
    fn every_mistake_is_told_with_its_line_and_the_rest_counts() {
        let dir = tempfile::tempdir().unwrap();
        let text = "theme = \"dark\"\nthresold = 0.4\nmouse = \"yes\"\n";
        std::fs::write(dir.path().join("config.toml"), text).unwrap();
        let (config, mistakes) = Config::read(dir.path());
        assert_eq!(config, Config { theme: Some("dark".into()), ..Config::default() });
        assert!(
            mistakes[0].contains("config.toml:2:1: unknown key `thresold`; did you mean `threshold`?"),
            "{mistakes:?}"
        );
        assert!(mistakes[1].contains("config.toml:3:9"), "{mistakes:?}");
    }

    #[test]
    fn no_file_is_no_mistake() {
        assert_eq!(Config::read(Path::new("no/such/folder")), (Config::default(), Vec::new()));
    }
}
