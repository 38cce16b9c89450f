//! [`App`]: the whole state of the dashboard.

use std::{collections::HashMap, sync::Arc};

use super::{
    colours::Colours,
    compared::Pairing,
    figures::Figures,
    keymap::Keymap,
    layout::Layout,
    lens::{Layers, Lens, Panel, Side, Zoom},
    overlay::Overlay,
    overview::Overview,
    rows::Row,
    search::Search,
    whole::Whole,
    wraps::{Wrapped, Wraps},
};
use crate::{
    analysis::{Lists, Profile},
    articles::Article,
    comparison::{Groups, MeasureId, Pool},
    text::Span,
    workspace::{Corpus, Edit, Entry},
};

/// Where a text stands: the first byte shown, the cursor, and the passage that is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextView {
    /// First byte of the top row.
    pub top: usize,
    /// The passage gone to, shown in reverse; moving the cursor leaves it.
    pub selected: Option<Span>,
    /// A byte of the word under the cursor; before the cursor was moved, it stands on the passage or at the top.
    pub cursor: Option<usize>,
    /// The column that moving up and down keeps to, in cells.
    pub goal: Option<usize>,
    /// The word from which on a passage is being marked.
    pub anchor: Option<Span>,
    /// Whether the text stands so that the passage gone to is in its upper third; scrolling ends that.
    pub centered: bool,
}

impl TextView {
    /// The top row of a pane of `height` rows.
    pub fn row(&self, wrapped: &Wrapped, height: usize) -> usize {
        let row = match self.selected.filter(|_| self.centered) {
            Some(span) => wrapped.row_of(span.start as usize).saturating_sub(height / 3),
            None => wrapped.row_of(self.top),
        };
        row.min(wrapped.rows.len().saturating_sub(height))
    }
}

/// Where one was before a jump.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The lens.
    pub lens: Lens,
    /// The panel with the focus.
    pub panel: Panel,
    /// The pair.
    pub pair: (usize, usize),
    /// The texts.
    pub text: [TextView; 2],
    /// The overlays that were open.
    pub overlays: Vec<Overlay>,
}

/// The status line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Nothing to say.
    #[default]
    Quiet,
    /// Something done.
    Note(String),
    /// Something wrong.
    Problem(String),
}

/// Whether comparisons are made at once or asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compute {
    /// In `update`: tests, pictures without a terminal.
    #[default]
    Inline,
    /// By [`super::Effect::Run`], beside the screen.
    Beside,
}

/// The whole state of the dashboard. Only `update` changes it.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own that the user turns")]
#[derive(Clone, Debug)]
pub struct App {
    /// What is open.
    pub corpus: Arc<Corpus>,
    /// The word lists.
    pub lists: Arc<Lists>,
    /// Keys to actions and back.
    pub keymap: Arc<Keymap>,
    /// The articles that were taken out: their ids and labels.
    pub out: Vec<(String, String)>,
    /// What is looked at.
    pub lens: Lens,
    /// The articles on the left and on the right, by position. With one article the right side is past the end: empty.
    pub pair: (usize, usize),
    /// The ids of the articles that were shown and are not there while files are read again.
    pub wanted: [Option<String>; 2],
    /// The panel with the focus.
    pub panel: Panel,
    /// The side that `[` and `]` change.
    pub side: Side,
    /// What is listed about the pair.
    pub pairing: Arc<Pairing>,
    /// Pairings made of late.
    pub pairings: Vec<Arc<Pairing>>,
    /// Who makes comparisons.
    pub compute: Compute,
    /// The selected row of each panel of each lens.
    pub cursors: [[usize; Panel::COUNT]; Lens::ALL.len()],
    /// The rows shown of a filtered list, by lens and panel, with the words they hold.
    pub filters: HashMap<(Lens, Panel), String>,
    /// The table of articles.
    pub overview: Overview,
    /// The figures of single articles.
    pub figures: Figures,
    /// The analysed articles with what is worked out about them; made when first needed.
    pub pool: Option<Arc<Pool>>,
    /// The pool before the last change of the corpus: what is known there of unchanged articles is kept.
    pub pool_before: Option<Arc<Pool>>,
    /// The stories of the corpus; `None` until they are worked out.
    pub groups: Option<Arc<Groups>>,
    /// Whether the stories of the corpus as it is now were asked for.
    pub grouped: bool,
    /// Whether `}` walks all pairs, across stories too.
    pub all_pairs: bool,
    /// The story at one glance.
    pub whole: Whole,
    /// Whose distinctive words the Differences lens shows: narrator, direct, indirect, all.
    pub voice: usize,
    /// The measure of the Across lens.
    pub across: MeasureId,
    /// The two texts.
    pub text: [TextView; 2],
    /// Wrapped texts.
    pub wraps: Wraps,
    /// Whether both texts scroll by their aligned passages.
    pub locked: bool,
    /// Whether lines are wrapped.
    pub wrap: bool,
    /// How much room the focused panel takes.
    pub zoom: Zoom,
    /// What is marked in the texts.
    pub layers: Layers,
    /// What lies over the lens; the last is on top.
    pub overlays: Vec<Overlay>,
    /// The first key of a sequence.
    pub prefix: Option<char>,
    /// The status line.
    pub status: Status,
    /// Mistakes in the configuration and the keys, which are read once.
    pub at_start: Vec<String>,
    /// Mistakes in project file, lists and corrections as they were last read.
    pub mistakes: Vec<String>,
    /// What went wrong since, the oldest first.
    pub messages: Vec<String>,
    /// The background job: done, of how many, of what.
    pub progress: Option<(usize, usize, String)>,
    /// The search.
    pub search: Option<Search>,
    /// The theme's name.
    pub theme: String,
    /// Which colours the terminal has.
    pub colours: Colours,
    /// Whether the mouse is reported.
    pub mouse: bool,
    /// Whether the welcome strip is shown.
    pub welcome: bool,
    /// Corrections, notes and bookmarks, in order.
    pub edits: Vec<Edit>,
    /// The edits as they were last handed on to be written.
    pub handed: Vec<Edit>,
    /// Edits as they were, to go back to.
    pub undone: Vec<Vec<Edit>>,
    /// Edits as they were before an undo.
    pub redone: Vec<Vec<Edit>>,
    /// Whether the edits are not on disk yet.
    pub unsaved: bool,
    /// Where one was before jumps.
    pub history: Vec<Place>,
    /// Lens and pair before `q` was pressed, as long as nothing else is done: there the next run begins.
    pub leaving: Option<(Lens, (usize, usize))>,
    /// The last command, for `.`.
    pub last: Option<super::Action>,
    /// What was drawn last.
    pub layout: Layout,
    /// The line typed under a briefing.
    pub caption: String,
    /// The date made, as it is printed in pictures; nothing is printed without one.
    pub made: Option<String>,
}

impl App {
    /// The dashboard over `corpus`, on the overview.
    pub fn new(corpus: Arc<Corpus>, lists: Arc<Lists>) -> Self {
        let mut app = Self {
            corpus,
            lists,
            keymap: Arc::new(Keymap::builtin()),
            lens: Lens::Overview,
            pair: (0, 1),
            wanted: [None, None],
            panel: Panel::Table,
            side: Side::A,
            pairing: Arc::default(),
            pairings: Vec::new(),
            compute: Compute::Inline,
            cursors: Default::default(),
            filters: HashMap::new(),
            overview: Overview::default(),
            figures: Figures::default(),
            pool: None,
            pool_before: None,
            groups: None,
            grouped: false,
            all_pairs: false,
            whole: Whole::default(),
            voice: 0,
            across: MeasureId::QuotedShare,
            text: Default::default(),
            wraps: Wraps::default(),
            locked: false,
            wrap: true,
            zoom: Zoom::Normal,
            layers: Layers::default(),
            overlays: Vec::new(),
            prefix: None,
            status: Status::Quiet,
            out: Vec::new(),
            at_start: Vec::new(),
            mistakes: Vec::new(),
            messages: Vec::new(),
            progress: None,
            search: None,
            theme: "terminal".to_owned(),
            colours: Colours::default(),
            leaving: None,
            mouse: false,
            welcome: false,
            edits: Vec::new(),
            handed: Vec::new(),
            undone: Vec::new(),
            redone: Vec::new(),
            unsaved: false,
            history: Vec::new(),
            last: None,
            layout: Layout::default(),
            caption: String::new(),
            made: None,
        };
        // These tables begin with a heading, which cannot be opened.
        for lens in [Lens::Topics, Lens::Differences] {
            if let Some(cursor) = app.cursors.get_mut(lens.index()).and_then(|c| c.get_mut(Panel::Table as usize)) {
                *cursor = 1;
            }
        }
        app.overview.arrange(&app.corpus, &app.figures);
        app
    }

    /// The entry on `side`.
    pub fn entry(&self, side: Side) -> Option<&Entry> {
        self.corpus.entries.get(self.article(side))
    }

    /// What was measured in the article on `side`, opened when it came there.
    pub fn profile(&self, side: Side) -> Option<&Arc<Profile>> {
        let [a, b] = &self.pairing.profiles;
        if self.pairing.pair != self.pair {
            return None;
        }
        if side == Side::A { a.as_ref() } else { b.as_ref() }
    }

    /// The position of the article on `side`.
    pub const fn article(&self, side: Side) -> usize {
        match side {
            Side::A => self.pair.0,
            Side::B => self.pair.1,
        }
    }

    /// The pairs that `}` walks, the most different first: those of the story of the left article, or all; `None` while
    /// that is not known, and for very many.
    pub fn pair_order(&self) -> Option<&[(usize, usize)]> {
        let n = self.corpus.entries.len();
        let pool = self.pool.as_deref().filter(|p| p.members.len() == n)?;
        let groups = pool.known_groups()?;
        let story = if self.all_pairs && groups.stories.len() > 1 { None } else { groups.story_of(self.pair.0) };
        let order = match story {
            Some(story) => pool.known_whole(story)?.pairs.as_slice(),
            None => pool.known_order()?,
        };
        Some(order).filter(|o| !o.is_empty())
    }

    /// The story of an article, by its place among the stories, where they are known.
    pub fn story_of(&self, article: usize) -> Option<usize> {
        self.groups.as_ref()?.story_of(article)
    }

    /// Whether the two articles shown are known to tell different stories.
    pub fn is_across(&self) -> bool {
        self.groups.as_ref().is_some_and(|g| self.has_pair() && !g.together(self.pair.0, self.pair.1))
    }

    /// How many pairs there are, and which one this is, counted from 1.
    pub fn pair_number(&self) -> (usize, usize) {
        let n = self.corpus.entries.len();
        let total = n * n.saturating_sub(1) / 2;
        let (a, b) = if self.pair.0 < self.pair.1 { self.pair } else { (self.pair.1, self.pair.0) };
        if let Some(order) = self.pair_order() {
            return (order.iter().position(|p| *p == (a, b)).map_or(0, |at| at + 1), order.len());
        }
        if b >= n {
            return (0, total);
        }
        let before = a * (2 * n - a - 1) / 2;
        (if b > a { before + b - a } else { 0 }, total)
    }

    /// The rows of a panel in this lens; empty for texts and for the overview, which has rows of its own.
    pub fn rows(&self, panel: Panel) -> &[Row] {
        let rows = &self.pairing.rows;
        match (self.lens, panel) {
            (Lens::Voices, Panel::ListA) => &rows.voices[0],
            (Lens::Voices, Panel::ListB) => &rows.voices[1],
            (Lens::Voices, Panel::Table) => &rows.measures,
            (Lens::Language, Panel::ListA) => &rows.terms[0],
            (Lens::Language, Panel::ListB) => &rows.terms[1],
            (Lens::Language, Panel::Table) => &rows.language,
            (Lens::Topics, Panel::Table) => &rows.topics,
            (Lens::Differences, Panel::Table) => &rows.differences,
            (Lens::Notes, Panel::Table) => &rows.notes,
            _ => &[],
        }
    }

    /// The positions of the rows that the panel shows: all, or those that the filter leaves.
    pub fn shown(&self, panel: Panel) -> Vec<usize> {
        let rows = self.rows(panel);
        let Some(filter) = self.filters.get(&(self.lens, panel)) else { return (0..rows.len()).collect() };
        let needle = crate::text::fold::fold(filter);
        let holds = |r: &Row| super::search::begins_word(&crate::text::fold::fold(&r.label), &needle);
        (0..rows.len()).filter(|&i| rows.get(i).is_some_and(holds)).collect()
    }

    /// How many rows the focused list has.
    pub fn row_count(&self, panel: Panel) -> usize {
        match self.lens {
            Lens::Overview | Lens::Across => self.overview.order.len(),
            Lens::Story => self.whole.row_count(),
            _ if self.filters.contains_key(&(self.lens, panel)) => self.shown(panel).len(),
            _ => self.rows(panel).len(),
        }
    }

    /// The cursor of a panel in this lens.
    pub fn cursor(&self, panel: Panel) -> usize {
        if self.lens == Lens::Story {
            return self.whole.row();
        }
        let cursor = self.cursors.get(self.lens.index()).and_then(|c| c.get(panel as usize)).copied().unwrap_or(0);
        cursor.min(self.row_count(panel).saturating_sub(1))
    }

    /// The selected row of a panel.
    pub fn selected(&self, panel: Panel) -> Option<&Row> {
        let at = self.cursor(panel);
        if self.filters.contains_key(&(self.lens, panel)) {
            return self.rows(panel).get(*self.shown(panel).get(at)?);
        }
        self.rows(panel).get(at)
    }

    /// The article under the cursor of the overview, or of a matrix.
    pub fn selected_article(&self) -> Option<usize> {
        if self.lens == Lens::Story {
            return self.whole.article();
        }
        self.overview.order.get(self.cursor(Panel::Table)).copied()
    }

    /// All that is wrong now: mistakes in the user's own files, then what went wrong since they were read.
    pub fn problems(&self) -> impl Iterator<Item = &String> {
        self.at_start.iter().chain(&self.mistakes).chain(&self.messages)
    }

    /// Whether a second article is there to compare with.
    pub fn has_pair(&self) -> bool {
        self.entry(Side::A).is_some() && self.entry(Side::B).is_some()
    }

    /// The text of `side` wrapped at `cells`.
    pub fn wrapped(&self, side: Side, cells: u16) -> Arc<Wrapped> {
        let Some(entry) = self.entry(side) else { return Arc::default() };
        let dropped = self.layers.has(super::lens::Layer::Dropped);
        self.wraps.get(self.article(side), &entry.article, cells, dropped, self.wrap)
    }

    /// The article on `side`.
    pub fn text_of(&self, side: Side) -> Option<&Arc<Article>> {
        self.entry(side).map(|e| &e.article)
    }
}
