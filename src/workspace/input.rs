//! [`Input`]: what the user asked to open, and the files behind it.

use std::path::{Path, PathBuf};

/// The sample story, embedded so that the program shows something at once: file names and bytes, as scraped.
pub const SAMPLES: [(&str, &[u8]); 5] = [
    ("000_72c1ef432b86b8f6.txt", include_bytes!("../../seeds/000_72c1ef432b86b8f6.txt")),
    ("001_cfd07240930c966c.txt", include_bytes!("../../seeds/001_cfd07240930c966c.txt")),
    ("002_c33f6176d055b315.txt", include_bytes!("../../seeds/002_c33f6176d055b315.txt")),
    ("003_a78ba7fd6dd591c6.txt", include_bytes!("../../seeds/003_a78ba7fd6dd591c6.txt")),
    ("004_866bced0a86db7d9.txt", include_bytes!("../../seeds/004_866bced0a86db7d9.txt")),
];

/// The project file of the sample story.
pub const SAMPLE_PROJECT: &str = include_str!("../../seeds/parallax.toml");

/// One thing to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The embedded sample story.
    Samples,
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// A page or feed on the network.
    Link(String),
}

impl Input {
    /// What `argument` names: `-` standard input, `http…` a link, anything else a path.
    pub fn parse(argument: &str) -> Self {
        match argument {
            "-" => Self::Stdin,
            a if a.starts_with("http://") || a.starts_with("https://") => Self::Link(a.to_owned()),
            a => Self::Path(PathBuf::from(a)),
        }
    }

    /// The folder in which the project file of this input lies.
    pub fn folder(&self) -> Option<PathBuf> {
        let Self::Path(path) = self else { return None };
        if path.is_dir() {
            return Some(path.clone());
        }
        let parent = path.parent()?;
        Some(if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_owned() })
    }

    /// What [`Self::parse`] makes this input of again, from any folder; `None` for what comes only once.
    pub fn address(&self) -> Option<String> {
        match self {
            Self::Samples | Self::Stdin => None,
            Self::Link(link) => Some(link.clone()),
            Self::Path(path) => Some(path.canonicalize().unwrap_or_else(|_| path.clone()).display().to_string()),
        }
    }

    /// The name for the title bar.
    pub fn name(&self) -> String {
        match self {
            Self::Samples => "sample story".to_owned(),
            Self::Stdin => "standard input".to_owned(),
            Self::Link(link) => link.clone(),
            Self::Path(path) => named(path),
        }
    }
}

fn named(path: &Path) -> String {
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    full.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// The folder that all of `inputs` share, if they do: where project file and corrections lie.
pub fn shared_folder(inputs: &[Input]) -> Option<PathBuf> {
    let mut folders = inputs.iter().map(Input::folder);
    let first = folders.next()??;
    folders.all(|f| f.as_ref() == Some(&first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_say_what_they_are() {
        assert_eq!(Input::parse("-"), Input::Stdin);
        assert_eq!(Input::parse("https://example.org/a"), Input::Link("https://example.org/a".into()));
        assert_eq!(Input::parse("a.txt"), Input::Path("a.txt".into()));
    }

    #[test]
    fn files_of_two_folders_share_none() {
        assert_eq!(shared_folder(&[Input::parse("a/x.txt"), Input::parse("b/y.txt")]), None);
        assert_eq!(shared_folder(&[Input::parse("x.txt"), Input::parse("y.txt")]), Some(".".into()));
        assert_eq!(shared_folder(&[Input::Stdin]), None);
    }
}
