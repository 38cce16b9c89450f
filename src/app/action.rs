//! [`Action`]: everything a user, the terminal or a background job can do to the program.
//!
//! The first part can be bound to keys and typed as a command; its names are those of `assets/keys.toml`. The second
//! part carries data and comes from dialogs, the mouse, the terminal and background work.

use std::sync::Arc;

use super::{
    compared::Pairing,
    layout::Layout,
    lens::{Layer, Lens, Side},
    search::Hit,
};
use crate::{
    comparison::{Groups, Measure, Story},
    workspace::{Corpus, edits::Step},
};

/// A corpus at one moment; two are equal when they are the same one.
#[derive(Clone, Debug)]
pub struct Snapshot(pub Arc<Corpus>);

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What can be done. `update` carries it out.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Previous row or line.
    Up,
    /// Next row or line.
    Down,
    /// To the left panel or column.
    Left,
    /// To the right panel or column.
    Right,
    /// First row or line.
    Top,
    /// Last row or line.
    Bottom,
    /// Half a page up.
    HalfUp,
    /// Half a page down.
    HalfDown,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Focus the next panel.
    FocusNext,
    /// Focus the previous panel.
    FocusPrevious,
    /// Scroll the other side up.
    OtherUp,
    /// Scroll the other side down.
    OtherDown,
    /// Lock scrolling of both texts by their aligned passages.
    Lock,
    /// Give the focused panel more room.
    Grow,
    /// Give the focused panel less room.
    Shrink,
    /// Show a lens.
    Show(Lens),
    /// The lens to the right.
    NextLens,
    /// The lens to the left.
    PreviousLens,
    /// The next article on the focused side.
    NextArticle,
    /// The previous article on the focused side.
    PreviousArticle,
    /// The next pair.
    NextPair,
    /// The previous pair.
    PreviousPair,
    /// The next story.
    NextStory,
    /// The previous story.
    PreviousStory,
    /// Step through all pairs, or only through those of one story.
    AllPairs,
    /// Swap the sides.
    Swap,
    /// Put the selected article on the left.
    SetA,
    /// Put the selected article on the right.
    SetB,
    /// Mark the selected article; two marked make a pair.
    Mark,
    /// The next difference or aligned passage.
    NextDifference,
    /// The previous difference or aligned passage.
    PreviousDifference,
    /// The next passage that a layer marks in the text.
    NextPassage,
    /// The previous one.
    PreviousPassage,
    /// Mark a passage of the text: from this word to the one the cursor goes to.
    Select,
    /// The next hit of the search.
    NextHit,
    /// The previous hit of the search.
    PreviousHit,
    /// Open what is selected: the evidence behind a number, the text behind the evidence.
    Open,
    /// Back, close, clear.
    Back,
    /// The definition of the selected measure.
    Define,
    /// Search in the focused text or list.
    Search,
    /// Search in all articles.
    SearchAll,
    /// Show only the rows of the focused list that hold some words.
    Filter,
    /// Jump to a speaker, term or topic by letters.
    Jump,
    /// The command palette.
    Palette,
    /// The keys.
    Help,
    /// Repeat the last command.
    Repeat,
    /// Show or hide a layer of the texts.
    Toggle(Layer),
    /// Correct what is selected.
    Edit,
    /// Take back the last correction.
    Undo,
    /// Make it again.
    Redo,
    /// Set a bookmark: a letter follows.
    Bookmark,
    /// Go to a bookmark: a letter follows.
    GoBookmark,
    /// Write a note about the pair.
    Note,
    /// Why to compare with care.
    Warnings,
    /// Copy the selected finding with its source.
    Copy,
    /// Copy the table as Markdown.
    CopyTable,
    /// Save a screenshot.
    Shot,
    /// Save a screenshot with options.
    ShotOptions,
    /// The briefing view.
    Briefing,
    /// Save a report of the whole story.
    Report,
    /// The next theme.
    Theme,
    /// Wrap lines or cut them.
    Wrap,
    /// Mouse on or off.
    Mouse,
    /// Read all files and lists again.
    Reload,
    /// Sort by the next column or measure.
    Sort,
    /// Turn the order round.
    Reverse,
    /// Choose the columns of the overview.
    Columns,
    /// Open, add, remove and reorder articles.
    Files,
    /// The lines that are not counted.
    Dropped,
    /// What went wrong so far.
    Messages,
    /// The entries of the user's own lists, with where each comes from.
    Lists,
    /// Back, and quit from the overview.
    Quit,
    /// Quit at once.
    QuitNow,
    /// Suspend the program.
    Suspend,

    /// A command line as typed after `:`.
    Command(String),
    /// Show two articles, by position.
    Pair(usize, usize),
    /// Use a theme by name.
    UseTheme(String),
    /// A character typed into a dialog, or the letter after a prefix.
    Type(char),
    /// Text pasted into a dialog.
    Paste(String),
    /// Take back the last character of a dialog.
    Erase,
    /// Take back the last word of a dialog.
    EraseWord,
    /// Take away the character under the cursor of a dialog.
    Delete,
    /// Take away everything typed into a dialog.
    Clear,
    /// A key that starts a sequence (`g`, `v`).
    Prefix(char),
    /// A key without an action, as written in the help.
    Unbound(String),
    /// A click on a row, panel or tab, by cell.
    Click(u16, u16),
    /// The wheel over a cell: lines to move, down is positive.
    Wheel(u16, u16, i16),
    /// The rectangles of the frame just drawn.
    Drawn(Layout),
    /// Another corpus, or the same with more of it done.
    Loaded(Snapshot),
    /// How far a background job is: done, of how many, of what.
    Progress(usize, usize, String),
    /// A comparison asked for by a job.
    Compared(Arc<Pairing>),
    /// The stories of the corpus, asked for by a job.
    Grouped(Arc<Groups>),
    /// A story laid out, by its place among the stories, asked for by a job.
    LaidOut(usize, Arc<Story>),
    /// Figures of single articles, asked for by a job.
    Measured(Vec<(usize, Arc<Vec<Measure>>)>),
    /// Places of the words in all articles.
    Found(String, Arc<Vec<Hit>>),
    /// Something to say in the status line.
    Say(String),
    /// Something that went wrong, for the status line.
    Complain(String),
    /// Mistakes in the user's own files, which were read anew: all there are now.
    Mistakes(Vec<String>),
    /// Everything was read again: how many articles and how many entries of the user's own lists.
    Reread(usize, usize),
    /// The corrections were read from disk, or changed there by another program.
    Edits(Step),
    /// Corrections are on disk.
    EditsSaved,
    /// The articles that are taken out: their ids and labels.
    Out(Vec<(String, String)>),
    /// What stands in a folder of the file picker: name, and whether it is a folder.
    Listed(std::path::PathBuf, Vec<(String, bool)>),
    /// Focus the other side.
    Focus(Side),
}

/// Every action that can be bound and typed, with its name, in the order of the help.
const NAMES: &[(&str, Action)] = &[
    ("up", Action::Up),
    ("down", Action::Down),
    ("left", Action::Left),
    ("right", Action::Right),
    ("top", Action::Top),
    ("bottom", Action::Bottom),
    ("half-up", Action::HalfUp),
    ("half-down", Action::HalfDown),
    ("page-up", Action::PageUp),
    ("page-down", Action::PageDown),
    ("focus-next", Action::FocusNext),
    ("focus-previous", Action::FocusPrevious),
    ("other-up", Action::OtherUp),
    ("other-down", Action::OtherDown),
    ("lock", Action::Lock),
    ("grow", Action::Grow),
    ("shrink", Action::Shrink),
    ("overview", Action::Show(Lens::Overview)),
    ("voices", Action::Show(Lens::Voices)),
    ("language", Action::Show(Lens::Language)),
    ("topics", Action::Show(Lens::Topics)),
    ("differences", Action::Show(Lens::Differences)),
    ("text", Action::Show(Lens::Text)),
    ("notes", Action::Show(Lens::Notes)),
    ("across", Action::Show(Lens::Across)),
    ("story", Action::Show(Lens::Story)),
    ("next-lens", Action::NextLens),
    ("previous-lens", Action::PreviousLens),
    ("next-article", Action::NextArticle),
    ("previous-article", Action::PreviousArticle),
    ("next-pair", Action::NextPair),
    ("previous-pair", Action::PreviousPair),
    ("next-story", Action::NextStory),
    ("previous-story", Action::PreviousStory),
    ("all-pairs", Action::AllPairs),
    ("swap", Action::Swap),
    ("set-a", Action::SetA),
    ("set-b", Action::SetB),
    ("mark", Action::Mark),
    ("next-difference", Action::NextDifference),
    ("previous-difference", Action::PreviousDifference),
    ("next-passage", Action::NextPassage),
    ("previous-passage", Action::PreviousPassage),
    ("select", Action::Select),
    ("next-hit", Action::NextHit),
    ("previous-hit", Action::PreviousHit),
    ("open", Action::Open),
    ("back", Action::Back),
    ("define", Action::Define),
    ("search", Action::Search),
    ("search-all", Action::SearchAll),
    ("filter", Action::Filter),
    ("jump", Action::Jump),
    ("palette", Action::Palette),
    ("help", Action::Help),
    ("repeat", Action::Repeat),
    ("layer-quotes", Action::Toggle(Layer::Quotes)),
    ("layer-scare", Action::Toggle(Layer::Scare)),
    ("layer-indirect", Action::Toggle(Layer::Indirect)),
    ("layer-loaded", Action::Toggle(Layer::Loaded)),
    ("layer-topics", Action::Toggle(Layer::Topics)),
    ("layer-naming", Action::Toggle(Layer::Naming)),
    ("layer-dropped", Action::Toggle(Layer::Dropped)),
    ("edit", Action::Edit),
    ("undo", Action::Undo),
    ("redo", Action::Redo),
    ("bookmark", Action::Bookmark),
    ("go-bookmark", Action::GoBookmark),
    ("note", Action::Note),
    ("warnings", Action::Warnings),
    ("copy", Action::Copy),
    ("copy-table", Action::CopyTable),
    ("shot", Action::Shot),
    ("shot-options", Action::ShotOptions),
    ("briefing", Action::Briefing),
    ("report", Action::Report),
    ("theme", Action::Theme),
    ("wrap", Action::Wrap),
    ("mouse", Action::Mouse),
    ("reload", Action::Reload),
    ("sort", Action::Sort),
    ("reverse", Action::Reverse),
    ("columns", Action::Columns),
    ("files", Action::Files),
    ("dropped", Action::Dropped),
    ("messages", Action::Messages),
    ("lists", Action::Lists),
    ("quit", Action::Quit),
    ("quit-now", Action::QuitNow),
    ("suspend", Action::Suspend),
];

impl Action {
    /// Every action that can be bound to a key, with its name.
    pub const fn bindable() -> &'static [(&'static str, Self)] {
        NAMES
    }

    /// The action of a command name.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(n, _)| *n == name).map(|(_, a)| a.clone())
    }

    /// The command name; `None` for actions that carry data.
    pub fn name(&self) -> Option<&'static str> {
        NAMES.iter().find(|(_, a)| a == self).map(|(n, _)| *n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_lead_back() {
        for (name, action) in Action::bindable() {
            assert_eq!(Action::named(name).as_ref(), Some(action));
            assert_eq!(action.name(), Some(*name));
        }
    }
}
