//! [`Block`]: what a report consists of, whatever the format.

/// One part of a report, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 1 is the title of the report.
    Heading {
        /// 1 to 4.
        level: u8,
        /// Its text.
        text: String,
        /// Where links go; unique in the report.
        id: String,
    },
    /// A paragraph.
    Text(String),
    /// Something to be read before the figures: warnings, limits.
    Note {
        /// What kind of note.
        title: String,
        /// One sentence each.
        items: Vec<String>,
    },
    /// A list.
    List(Vec<String>),
    /// A verbatim passage.
    Quote {
        /// The passage.
        text: String,
        /// Where it stands.
        source: String,
    },
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
}

impl Block {
    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>, id: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into(), id: id.into() }
    }
}

/// A table whose first column names the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows, with unit and base.
    pub caption: String,
    /// Names of the columns.
    pub header: Vec<String>,
    /// Columns that hold numbers.
    pub numeric: Vec<usize>,
    /// The rows; a missing cell is empty.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub fn new(caption: impl Into<String>, header: &[&str], numeric: &[usize]) -> Self {
        Self {
            caption: caption.into(),
            header: header.iter().map(|&h| h.to_owned()).collect(),
            numeric: numeric.to_vec(),
            rows: Vec::new(),
        }
    }

    /// The first `limit` of `items` as rows, and a row that says how many more there are.
    pub fn fill<T>(&mut self, items: &[T], limit: usize, row: impl FnMut(&T) -> Vec<String>) {
        self.rows.extend(items.iter().take(limit).map(row));
        if items.len() > limit {
            self.rows.push(vec![format!("{} more", items.len() - limit)]);
        }
    }
}

/// A picture with its twin in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it shows.
    pub title: String,
    /// The same in words.
    pub description: String,
    /// The picture.
    pub svg: String,
    /// Its rows as text.
    pub text: String,
}
