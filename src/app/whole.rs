//! [`Whole`]: a story at one glance: its matrices, and the cell under the cursor.

use std::sync::Arc;

use super::state::App;
use crate::comparison::{
    Evidence, GroupShare, Interval, Member, Reading, Story, absent_share,
    measure::{MIN_FINDINGS, MIN_QUOTED_WORDS},
    reading, source_name,
};

/// What the cells hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Matrix {
    /// How different two articles are.
    #[default]
    Distance,
    /// How much copy two articles share.
    Copy,
    /// Whom an article quotes.
    Speakers,
    /// Which kinds of sources an article quotes.
    Sources,
}

impl Matrix {
    /// All, in the order of `o`.
    pub const ALL: [Self; 4] = [Self::Distance, Self::Copy, Self::Speakers, Self::Sources];

    /// Its name above the cells.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Distance => "distance",
            Self::Copy => "shared copy",
            Self::Speakers => "who quotes whom",
            Self::Sources => "kinds of source",
        }
    }

    /// What a cell says.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Distance => {
                "0 the same, 1 nothing in common: mean of √JSD over whom they quote, what they cover, what they call it"
            }
            Self::Copy => "runs of five words in both, of those of the shorter text; from 30% on likely one source",
            Self::Speakers => "directly quoted words; the shade is the share of the article's quoted words, from 30 on",
            Self::Sources => "directly quoted words by kind of source; the shade is their share, from 30 words on",
        }
    }

    /// Whether a cell is about two articles.
    pub const fn is_pairwise(self) -> bool {
        matches!(self, Self::Distance | Self::Copy)
    }
}

/// The articles of one story, laid out.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// Which story, by its place among the groups.
    pub story: usize,
    /// The matrices; `None` until they are worked out.
    pub laid: Option<Arc<Story>>,
    /// The story that was asked for.
    pub asked: Option<usize>,
    /// What the cells hold.
    pub matrix: Matrix,
    rows: [usize; Matrix::ALL.len()],
    columns: [usize; Matrix::ALL.len()],
}

/// What is in the cell under the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Two articles, by position in the corpus; the same one on the diagonal.
    Pair(usize, usize),
    /// A speaker or a kind of source, by its row, and an article, by its column.
    Quoted(usize, usize),
}

impl Whole {
    /// Rows of the matrix shown.
    pub fn row_count(&self) -> usize {
        let Some(story) = &self.laid else { return 0 };
        match self.matrix {
            Matrix::Distance | Matrix::Copy => story.articles.len(),
            Matrix::Speakers => story.quoted.len(),
            Matrix::Sources => story.sources.len(),
        }
    }

    /// Columns: one for each article.
    pub fn column_count(&self) -> usize {
        self.laid.as_ref().map_or(0, |s| s.articles.len())
    }

    /// The row of the cursor.
    pub fn row(&self) -> usize {
        self.rows[self.matrix as usize].min(self.row_count().saturating_sub(1))
    }

    /// The column of the cursor.
    pub fn column(&self) -> usize {
        self.columns[self.matrix as usize].min(self.column_count().saturating_sub(1))
    }

    /// Puts the cursor into a row.
    pub const fn set_row(&mut self, row: usize) {
        self.rows[self.matrix as usize] = row;
    }

    /// Puts the cursor into a column.
    pub const fn set_column(&mut self, column: usize) {
        self.columns[self.matrix as usize] = column;
    }

    /// Puts the cursor of the matrices of pairs on a pair; nothing happens if the story has not both.
    pub fn go_to(&mut self, a: usize, b: usize) {
        let Some(story) = &self.laid else { return };
        let place = |x: usize| story.articles.iter().position(|y| *y == x);
        let (Some(row), Some(column)) = (place(a), place(b)) else { return };
        for matrix in [Matrix::Distance, Matrix::Copy] {
            self.rows[matrix as usize] = row;
            self.columns[matrix as usize] = column;
        }
    }

    /// Takes a story that was asked for; the cursor of a matrix of pairs starts beside the diagonal.
    pub fn take(&mut self, index: usize, story: Arc<Story>) {
        let fresh = self.laid.is_none() || self.story != index;
        (self.story, self.laid) = (index, Some(story));
        if fresh {
            self.rows = [0; Matrix::ALL.len()];
            self.columns = Matrix::ALL.map(|m| usize::from(m.is_pairwise()));
        }
    }

    /// The cell under the cursor.
    pub fn cell(&self) -> Option<Cell> {
        let story = self.laid.as_ref()?;
        if !self.matrix.is_pairwise() {
            return (self.row_count() > 0).then(|| Cell::Quoted(self.row(), self.column()));
        }
        Some(Cell::Pair(*story.articles.get(self.row())?, *story.articles.get(self.column())?))
    }

    /// The article of the row, or of the column where rows are no articles.
    pub fn article(&self) -> Option<usize> {
        let at = if self.matrix.is_pairwise() { self.row() } else { self.column() };
        self.laid.as_ref()?.articles.get(at).copied()
    }

    /// The name of a row.
    pub fn row_label(&self, row: usize) -> &str {
        let Some(story) = &self.laid else { return "" };
        match self.matrix {
            Matrix::Distance | Matrix::Copy => story.labels.get(row).map_or("", String::as_str),
            Matrix::Speakers => story.quoted.get(row).map_or("", |r| r.name.as_str()),
            Matrix::Sources => story.sources.get(row).map_or("", |r| source_name(r.source_type)),
        }
    }

    /// What a cell is worth: a distance, a share, a number of words; `None` on the diagonal and where nothing can be
    /// said.
    pub fn value(&self, row: usize, column: usize) -> Option<f64> {
        let story = self.laid.as_ref()?;
        match self.matrix {
            Matrix::Distance | Matrix::Copy if row == column => None,
            Matrix::Distance => *story.distance.get(row)?.get(column)?,
            Matrix::Copy => story.shared.get(row)?.get(column).copied(),
            Matrix::Speakers => story.quoted.get(row)?.words.get(column).map(|w| *w as f64),
            Matrix::Sources => story.sources.get(row)?.words.get(column).map(|w| *w as f64),
        }
    }

    /// The number in a cell as printed; `–` where there is none.
    pub fn text(&self, row: usize, column: usize) -> String {
        let Some(value) = self.value(row, column) else { return "–".to_owned() };
        match self.matrix {
            Matrix::Distance if value >= 0.995 => "1.0".to_owned(),
            Matrix::Distance => format!("{value:.2}").trim_start_matches('0').to_owned(),
            Matrix::Copy => format!("{:.0}%", value * 100.0),
            Matrix::Speakers | Matrix::Sources if value == 0.0 => "–".to_owned(),
            Matrix::Speakers | Matrix::Sources => format!("{value:.0}"),
        }
    }

    /// The lightest and the darkest value of the shades: of distances those that occur, else nothing to all.
    pub fn scale(&self) -> (f64, f64) {
        if self.matrix != Matrix::Distance {
            return (0.0, 1.0);
        }
        let n = self.column_count();
        let all = (0..n).flat_map(|i| (0..n).map(move |j| (i, j))).filter_map(|(i, j)| self.value(i, j));
        all.fold((1.0, 0.0), |(low, high): (f64, f64), v| (low.min(v), high.max(v)))
    }

    /// How dark a cell is, 0 to 4; `None` where a shade would say too much.
    pub fn shade(&self, row: usize, column: usize, (low, high): (f64, f64)) -> Option<usize> {
        let value = self.value(row, column)?;
        let part = match self.matrix {
            Matrix::Distance if high - low < 0.005 => 0.5,
            Matrix::Distance => (value - low) / (high - low),
            Matrix::Copy => value,
            Matrix::Speakers | Matrix::Sources => {
                let words = *self.laid.as_ref()?.words.get(column)?;
                if words < MIN_QUOTED_WORDS {
                    return None;
                }
                value / words as f64
            }
        };
        let step = 1 + (part.clamp(0.0, 1.0) * 3.999) as usize;
        let nothing = self.matrix != Matrix::Distance && part < 0.005;
        Some(if nothing { 0 } else { step })
    }
}

/// The share of one speaker or kind of source in one article, as the line of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotedShare {
    /// The article's label.
    pub label: String,
    /// Words quoted.
    pub words: usize,
    /// Of all quoted words of the article.
    pub of: usize,
    /// Of those; `None` below 30 words.
    pub share: Option<f64>,
    /// The interval of the share.
    pub interval: Option<Interval>,
    /// The quoted passages.
    pub passages: Vec<Evidence>,
}

impl QuotedShare {
    /// `35% (48/136)`, or only the counts.
    pub fn text(&self) -> String {
        match self.share {
            Some(s) => format!("{:.0}% ({}/{})", s * 100.0, self.words, self.of),
            None => format!("{} of {}", self.words, self.of),
        }
    }

    /// What may be said about the difference to another article.
    pub fn reading(&self, other: &Self) -> Reading {
        if self.of == 0 || other.of == 0 {
            return Reading::NotCompared;
        }
        let enough = self.passages.len().max(other.passages.len()) >= MIN_FINDINGS;
        if enough { reading::overlap(self.interval, other.interval) } else { Reading::TooFew }
    }
}

/// The share of the speaker or kind of source in `row` in each article of the story, in the order of the columns.
pub fn shares(app: &App, row: usize) -> Vec<QuotedShare> {
    let (Some(story), Some(pool)) = (&app.whole.laid, &app.pool) else { return Vec::new() };
    let members = story.articles.iter().map(|i| pool.members.get(*i));
    members.enumerate().filter_map(|(column, m)| Some(share(&app.whole, story, row, column, m?))).collect()
}

fn share(whole: &Whole, story: &Story, row: usize, column: usize, member: &Member) -> QuotedShare {
    let of = story.words.get(column).copied().unwrap_or(0);
    let mut out =
        QuotedShare { label: member.label.clone(), words: 0, of, share: None, interval: None, passages: Vec::new() };
    if whole.matrix == Matrix::Sources {
        let kind = story.sources.get(row).and_then(|r| r.source_type);
        let group = |g: &&GroupShare<_>| g.group == kind;
        if let Some(g) = member.sources().iter().find(group) {
            (out.words, out.share, out.interval) = (g.words, g.share, g.interval);
            out.passages.clone_from(&g.evidence);
            return out;
        }
    } else {
        let entity = story.quoted.get(row).and_then(|r| r.entities.get(column).copied().flatten());
        let spoken = member.speakers().iter().find(|s| entity.is_some() && s.speaker == entity);
        if let Some(s) = spoken {
            (out.words, out.share, out.interval) = (s.words, s.share, s.interval);
            out.passages.clone_from(&s.evidence);
            return out;
        }
    }
    if of >= MIN_QUOTED_WORDS {
        out.share = Some(0.0);
        out.interval = absent_share(member.side());
    }
    out
}

/// The name of a story: how many articles, and the headline of the first.
pub fn story_name(app: &App, story: usize) -> String {
    let Some(group) = app.groups.as_ref().and_then(|g| g.stories.get(story)) else { return String::new() };
    let count = super::definitions::counted(group.articles.len(), "article");
    let first = group.articles.first().and_then(|i| app.corpus.entries.get(*i));
    match first.and_then(|e| e.article.title()) {
        Some(title) => format!("{count}: “{title}”"),
        None => count,
    }
}

/// What the cell under the cursor says, in a line; with the warnings of a pair.
pub fn cell_text(app: &App) -> Option<String> {
    let whole = &app.whole;
    let story = whole.laid.as_ref()?;
    let text = whole.text(whole.row(), whole.column());
    match whole.cell()? {
        Cell::Pair(a, b) if a == b => Some(format!("{}: an article beside itself", whole.row_label(whole.row()))),
        Cell::Pair(..) => {
            let (a, b) = (story.labels.get(whole.row())?, story.labels.get(whole.column())?);
            Some(format!("{a} and {b}: {} {text}{}", whole.matrix.title(), made_of(whole)))
        }
        Cell::Quoted(row, column) => {
            let shares = shares(app, row);
            let share = shares.get(column)?;
            Some(format!("{} in {}: {} quoted words", whole.row_label(row), share.label, share.text()))
        }
    }
}

/// What a distance is the mean of.
fn made_of(whole: &Whole) -> String {
    let parts = whole.laid.as_ref().and_then(|s| s.parts.get(whole.row())?.get(whole.column()).copied());
    let Some(parts) = parts.filter(|_| whole.matrix == Matrix::Distance) else { return String::new() };
    let text =
        |(name, part): (&str, Option<f64>)| part.map_or_else(|| format!("{name} –"), |p| format!("{name} {p:.2}"));
    let list: Vec<String> = ["voices", "topics", "names"].into_iter().zip(parts).map(text).collect();
    format!(" = mean of {}", list.join(", "))
}
