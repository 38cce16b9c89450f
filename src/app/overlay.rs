//! [`Overlay`]: what lies over the lens: passages, sheets to read, menus to choose from, prompts to type into.

use std::path::PathBuf;

use ratatui::layout::Rect;

use super::{
    action::Action,
    effect::Picture,
    lens::{Lens, Panel, Side},
    overview::Column,
};
use crate::{
    comparison::{Evidence, MeasureId},
    text::Span,
    workspace::Change,
};

/// What lies over the lens; the topmost gets the keys.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// The passages behind a number.
    Evidence(Passages),
    /// Something to read.
    Sheet(Sheet, usize),
    /// Something to choose from, narrowed by typing.
    Menu(Menu),
    /// A line to type.
    Prompt(Prompt),
    /// The briefing view of the lens.
    Briefing,
    /// A part of the screen being chosen for a picture.
    Select(Select),
}

impl Overlay {
    /// Whether characters are typed into it.
    pub const fn takes_text(&self) -> bool {
        matches!(self, Self::Menu(_) | Self::Prompt(_))
    }
}

/// A part of the screen being chosen for a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    /// The picture that it is for.
    pub picture: Picture,
    /// The cells chosen so far; never empty.
    pub cells: Rect,
    /// Whether the upper left corner moves, or the lower right one.
    pub upper: bool,
}

/// The passages behind a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passages {
    /// What they are passages of.
    pub title: String,
    /// The measure, if it is one, for `i`.
    pub measure: Option<MeasureId>,
    /// The articles, left and right.
    pub articles: [usize; 2],
    /// The topic that they are listed for, if for one.
    pub topic: Option<String>,
    /// The passages, left and right.
    pub lists: [Vec<Evidence>; 2],
    /// The side with the cursor.
    pub side: Side,
    /// The cursor on each side.
    pub at: [usize; 2],
    /// The passages marked on each side, to be corrected together.
    pub marked: [Vec<usize>; 2],
}

impl Passages {
    /// The passages of the side with the cursor.
    pub fn here(&self) -> &[Evidence] {
        self.lists.get(self.side.index()).map_or(&[], Vec::as_slice)
    }

    /// The selected passage with its article.
    pub fn selected(&self) -> Option<(usize, &Evidence)> {
        let side = self.side.index();
        let at = self.at.get(side).copied()?;
        Some((*self.articles.get(side)?, self.here().get(at)?))
    }
}

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The keys.
    Help,
    /// Why to compare with care.
    Warnings,
    /// The definition of a measure.
    Definition(MeasureId),
    /// What a term of the screen means, by its name in `help.toml`.
    Term(String),
    /// The lines of an article that are not counted.
    Dropped(Side),
    /// What went wrong so far.
    Messages,
    /// The entries of the user's own lists.
    Lists,
}

/// Something to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Menu {
    /// What it is about.
    pub title: String,
    /// What has been typed to narrow it.
    pub input: String,
    /// All items.
    pub items: Vec<Item>,
    /// Positions of the items that match, best first.
    pub shown: Vec<usize>,
    /// The cursor, a position in `shown`.
    pub at: usize,
    /// Whether it stays open after a choice.
    pub stays: bool,
    /// Whether what is typed can be accepted as it is.
    pub free: bool,
    /// Whether what was typed is found in no item as a word, only as scattered letters: then Enter alone chooses none.
    pub loose: bool,
}

impl Menu {
    /// A menu of these items.
    pub fn new(title: impl Into<String>, items: Vec<Item>) -> Self {
        let shown = (0..items.len()).collect();
        Self { title: title.into(), input: String::new(), items, shown, at: 0, stays: false, free: false, loose: false }
    }

    /// The item under the cursor; none while what was typed fits none by its words.
    pub fn selected(&self) -> Option<&Item> {
        self.items.get(*self.shown.get(self.at).filter(|_| !self.loose)?)
    }
}

/// One line of a menu.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is called.
    pub label: String,
    /// A few words more.
    pub detail: String,
    /// Its key, set right.
    pub key: String,
    /// What choosing it does.
    pub choice: Choice,
}

impl Item {
    /// An item without a key.
    pub fn new(label: impl Into<String>, detail: impl Into<String>, choice: Choice) -> Self {
        Self { label: label.into(), detail: detail.into(), key: String::new(), choice }
    }
}

/// What choosing an item does.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Carries out an action.
    Act(Action),
    /// Starts a command that needs more words.
    Begin(String),
    /// Goes to a place in a text.
    Place(usize, Span),
    /// Goes to a row of a panel.
    Row(Lens, Panel, usize),
    /// Makes a correction.
    Change(usize, Option<Span>, Change),
    /// Makes a correction at several places.
    ChangeAll(usize, Vec<Span>, Change),
    /// Asks what kind of loaded term these words are.
    Kind(usize, Span),
    /// The passages of a speaker, to be told apart.
    Split(usize, u32),
    /// Asks for a line first.
    Ask(Ask, String),
    /// Opens another menu.
    More(String, Vec<Item>),
    /// Shows or hides a column.
    Column(Column),
    /// Opens a folder of the file picker.
    Folder(PathBuf),
    /// Opens a file.
    File(PathBuf),
    /// Moves an article of the corpus.
    Article(usize),
    /// Takes an article out, or moves it up.
    Arrange(Vec<usize>),
    /// Puts back the article of that id.
    PutBack(String),
    /// Saves a picture as set.
    Save(Picture),
    /// Changes the picture to be saved.
    Set(Picture),
    /// Chooses a part of the screen for the picture.
    Select(Picture),
    /// Copies the picture to the local clipboard.
    CopyPicture(Picture),
    /// Nothing; something to read.
    Nothing,
}

/// A line to type.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// What is asked.
    pub ask: Ask,
    /// What has been typed.
    pub text: String,
    /// Where the next character goes, a byte offset.
    pub at: usize,
    /// Whether the text is the old one, untouched: the first character typed replaces it.
    pub old: bool,
}

impl Prompt {
    /// A prompt with the text as it is now; what is typed first replaces it, moving in it keeps it.
    pub fn new(ask: Ask, text: impl Into<String>) -> Self {
        let text: String = text.into();
        Self { ask, at: text.len(), old: !text.is_empty(), text }
    }

    /// The same with what the user typed before: it is added to.
    #[must_use]
    pub fn kept(self) -> Self {
        Self { old: false, ..self }
    }

    /// Puts text in at the cursor.
    pub fn insert(&mut self, text: &str) {
        if std::mem::take(&mut self.old) {
            self.clear();
        }
        self.text.insert_str(self.at, text);
        self.at += text.len();
    }

    /// Takes everything away.
    pub fn clear(&mut self) {
        self.text.clear();
        (self.at, self.old) = (0, false);
    }

    /// Takes away what stands between the cursor and `from`, before or after it.
    pub fn cut(&mut self, from: usize) {
        let (start, end) = (from.min(self.at), from.max(self.at));
        self.text.replace_range(start..end, "");
        (self.at, self.old) = (start, false);
    }

    /// The place of the character before the cursor.
    pub fn before(&self) -> usize {
        self.text.get(..self.at).and_then(|t| t.char_indices().next_back()).map_or(0, |(i, _)| i)
    }

    /// The place behind the character after the cursor.
    pub fn after(&self) -> usize {
        self.text.get(self.at..).and_then(|t| t.chars().next()).map_or(self.at, |c| self.at + c.len_utf8())
    }

    /// The place where the word before the cursor begins.
    pub fn word_before(&self) -> usize {
        self.text.get(..self.at).map_or(0, |t| t.trim_end().rfind(' ').map_or(0, |i| i + 1))
    }

    /// Puts the cursor somewhere; the text is kept.
    pub const fn go(&mut self, at: usize) {
        (self.at, self.old) = (at, false);
    }
}

/// What a prompt asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Words to find in the pane.
    Search,
    /// Words to find in all articles.
    SearchAll,
    /// Words that rows must hold.
    Filter,
    /// A note about the pair.
    Note,
    /// The letter of a bookmark to set.
    Bookmark,
    /// The letter of a bookmark to go to.
    GoBookmark,
    /// The speaker of a passage.
    Speaker(usize, Span),
    /// Whose quotation the words at a place are.
    Quotation(usize, Span),
    /// The speaker of several passages.
    Speakers(usize, Vec<Span>),
    /// A loaded term to be added, at this place if its words stand there, else wherever they stand.
    Term(usize, Option<Span>),
    /// How loaded the words at a place are.
    Weight(usize, Span),
    /// The camp of a speaker.
    Camp(usize, String),
    /// The name that a speaker is merged into.
    Merge(usize, String),
    /// A metadata field: `title`, `outlet`, `author`, `date`.
    Field(usize, &'static str),
    /// Whether to quit although corrections are not saved.
    Quit,
}

impl Ask {
    /// The question.
    pub fn question(&self) -> String {
        match self {
            Self::Search => "find in this panel".to_owned(),
            Self::SearchAll => "find in all articles".to_owned(),
            Self::Filter => "show only rows with".to_owned(),
            Self::Note => "note about this pair".to_owned(),
            Self::Bookmark => "set bookmark: a letter".to_owned(),
            Self::GoBookmark => "go to bookmark: a letter".to_owned(),
            Self::Quotation(..) => "whose words are these? (empty: not known)".to_owned(),
            Self::Speaker(..) => "who speaks here? (empty: not known)".to_owned(),
            Self::Speakers(_, spans) => format!("who says these {} passages?", spans.len()),
            Self::Term(..) => "loaded term: phrase, category, gloss".to_owned(),
            Self::Weight(..) => "how loaded, 0 to 1".to_owned(),
            Self::Camp(_, name) => format!("the side that {name} belongs to (empty: none)"),
            Self::Merge(_, name) => format!("{name} is the same as"),
            Self::Field(_, "date") => "date: YYYY-MM-DD, with ~ before it for an estimate".to_owned(),
            Self::Field(_, "title") => "headline".to_owned(),
            Self::Field(_, field) => (*field).to_owned(),
            Self::Quit => "corrections are not saved yet. Quit all the same? y or n".to_owned(),
        }
    }

    /// Whether one letter answers it.
    pub const fn is_letter(&self) -> bool {
        matches!(self, Self::Bookmark | Self::GoBookmark | Self::Quit)
    }
}
