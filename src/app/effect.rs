//! [`Effect`]: what `update` asks the event loop to do. Its results come back as actions.

use std::path::PathBuf;

use super::{
    jobs::Job,
    lens::{Lens, Side},
};
use crate::workspace::edits::Step;

/// Something outside the state. The event loop carries it out beside the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Leave the program; `true` asks nothing more.
    Quit,
    /// Give the terminal back to the shell until it is resumed.
    Suspend,
    /// Do this beside the screen; the answer of [`Job::run`] goes to `update`.
    Run(Job),
    /// Save a picture; the answer is [`super::Action::Say`] or [`super::Action::Complain`].
    Save(Picture),
    /// Save a report of the chosen articles.
    SaveReport {
        /// The format: `html`, `md`, `csv`, `json`.
        format: String,
        /// Where; `None` makes a name that says what it holds.
        path: Option<PathBuf>,
    },
    /// Write all corrections, notes and bookmarks, and analyse the named articles again.
    WriteEdits {
        /// The whole list, in order, before and after.
        step: Step,
        /// Ids of the articles that changed.
        changed: Vec<String>,
    },
    /// Copy text to the clipboard.
    Copy(String),
    /// Open these paths instead of what is open, or beside it.
    Load {
        /// Files or folders.
        paths: Vec<PathBuf>,
        /// Keep what is open.
        add: bool,
    },
    /// Leave out or move an article: the new order, by position in the old one.
    Arrange(Vec<usize>),
    /// Count loaded terms from this weight on.
    Threshold(f32),
    /// Read all files and lists again.
    Reload,
    /// Stop the running background job.
    Cancel,
    /// List a folder for the file picker; `None` is the folder of the corpus.
    List(Option<PathBuf>),
    /// Mouse reporting on or off.
    CaptureMouse(bool),
    /// The welcome strip was dismissed: do not show it again.
    Welcomed,
}

/// A picture to be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Where; `None` makes a name that says what it shows.
    pub path: Option<PathBuf>,
    /// Formats: `svg`, `png`, `txt`, `html`, `ans`.
    pub formats: Vec<String>,
    /// Columns and rows; `None` takes those of the screen.
    pub size: Option<(u16, u16)>,
    /// The theme; `None` takes that of the screen, or `print` for a briefing.
    pub theme: Option<String>,
    /// The screen as it is, or the briefing view.
    pub screen: bool,
    /// What part.
    pub crop: Crop,
    /// Pixels per point of a PNG, 1 to 4.
    pub scale: u8,
    /// What it shows.
    pub lens: Lens,
}

/// What part of the screen a picture shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Crop {
    /// All of it.
    #[default]
    Whole,
    /// The focused panel.
    Panel,
    /// One side.
    Side(Side),
}

impl Picture {
    /// The screen as it is, as SVG and as text.
    pub fn of_screen(lens: Lens) -> Self {
        Self {
            path: None,
            formats: vec!["svg".to_owned(), "txt".to_owned()],
            size: None,
            theme: None,
            screen: true,
            crop: Crop::Whole,
            scale: 2,
            lens,
        }
    }
}
