//! [`Effect`]: what `update` asks the event loop to do. Its results come back as actions.

use std::path::PathBuf;

use ratatui::layout::Rect;

use super::{
    jobs::Job,
    layout::Layout,
    lens::{Lens, Side},
    state::App,
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
    /// Copy a picture to the local clipboard.
    CopyPicture(Picture),
    /// Open these paths instead of what is open, or beside it.
    Load {
        /// Files or folders.
        paths: Vec<PathBuf>,
        /// Keep what is open.
        add: bool,
    },
    /// Leave out or move an article: the new order, by position in the old one.
    Arrange(Vec<usize>),
    /// Put back the article of that id, which was taken out.
    PutBack(String),
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
    /// The row under the cursor.
    Row,
    /// All panels of one side.
    Side(Side),
    /// These cells.
    Cells(Rect),
}

impl Crop {
    /// The part in words; cells as `--crop` takes them.
    pub fn name(self) -> String {
        match self {
            Self::Whole => "whole".to_owned(),
            Self::Panel => "panel in use".to_owned(),
            Self::Row => "row in use".to_owned(),
            Self::Side(side) => format!("side {}", side.letter()),
            Self::Cells(r) => format!("{}x{}+{}+{}", r.width, r.height, r.x, r.y),
        }
    }

    /// Reads cells as [`Self::name`] writes them: `WxH+X+Y`, columns and rows counted from 0 at the upper left.
    pub fn cells_named(text: &str) -> Option<Self> {
        let (size, place) = text.split_once('+')?;
        let ((width, height), (x, y)) = (size.split_once(['x', 'X'])?, place.split_once('+')?);
        let [width, height, x, y] = [width, height, x, y].map(|n| n.trim().parse::<u16>().ok());
        let cells = Rect::new(x?, y?, width?, height?);
        let fits = x?.checked_add(width?).is_some() && y?.checked_add(height?).is_some();
        (fits && !cells.is_empty()).then_some(Self::Cells(cells))
    }

    /// The next one to choose from a list.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Whole => Self::Panel,
            Self::Panel => Self::Row,
            Self::Row => Self::Side(Side::A),
            Self::Side(Side::A) => Self::Side(Side::B),
            Self::Side(Side::B) | Self::Cells(_) => Self::Whole,
        }
    }

    /// The cells of the part on a screen drawn as `layout` says; `None` when the screen has no such part.
    pub fn cells(self, app: &App, layout: &Layout) -> Option<Rect> {
        match self {
            Self::Whole => Some(layout.area),
            Self::Panel => layout.boxed(app.panel),
            Self::Row => row(app, layout),
            Self::Side(side) => layout.side(side),
            Self::Cells(cells) => Some(cells.intersection(layout.area)).filter(|r| !r.is_empty()),
        }
    }
}

/// The row under the cursor of the panel in use, if it is in sight.
fn row(app: &App, layout: &Layout) -> Option<Rect> {
    let inside = layout.panel(app.panel).filter(|r| !app.panel.is_text() && !r.is_empty())?;
    let top = layout.tops.get(app.panel as usize).copied().unwrap_or(0);
    let y = app.cursor(app.panel).checked_sub(top).filter(|y| *y < usize::from(inside.height))?;
    Some(Rect { y: inside.y + y as u16, height: 1, ..inside })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_they_are_written() {
        let crop = Crop::Cells(Rect::new(3, 7, 60, 12));
        assert_eq!(crop.name(), "60x12+3+7");
        assert_eq!(Crop::cells_named("60x12+3+7"), Some(crop));
        for wrong in ["", "60x12", "0x5+1+1", "60x12+3", "60x12+-1+2", "65535x1+9+0", "axb+c+d"] {
            assert_eq!(Crop::cells_named(wrong), None, "{wrong}");
        }
    }
}
