//! The report: a whole story in one file, for readers who never see the program.
//!
//! | file | what |
//! |---|---|
//! | [`block`] | what a report consists of, whatever the format |
//! | [`story`], [`article`], [`pair`], [`method`] | the parts: overview, each article, each pair, how it was measured |
//! | [`figure`] | the picture of a pair |
//! | [`markdown`], [`html`] | the formats for reading; data are written by [`super::pairs`] and [`super::rows`] |

pub mod article;
pub mod block;
pub mod figure;
pub mod html;
pub mod markdown;
pub mod method;
pub mod pair;
pub mod story;

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use anyhow::{Context as _, Result};

use super::{Story, pairs, rows, save, shot::Written, story::MAX_PAIRED};
use crate::{app::App, comparison::Pool, text::slug::file_name, workspace::orphans};

/// What kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// A page of its own: no script, no network, to read and to print.
    #[default]
    Html,
    /// Text with light mark-up.
    Markdown,
    /// One row per article and measure.
    Csv,
    /// Everything, as data.
    Json,
}

impl Format {
    /// All of them, in the order in which a dialog offers them.
    pub const ALL: [Self; 4] = [Self::Html, Self::Markdown, Self::Csv, Self::Json];

    /// The ending of its files, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

impl FromStr for Format {
    type Err = anyhow::Error;

    /// Reads a file ending.
    fn from_str(ending: &str) -> Result<Self> {
        let ending = ending.to_ascii_lowercase();
        match ending.as_str() {
            "htm" => Ok(Self::Html),
            "markdown" => Ok(Self::Markdown),
            _ => (Self::ALL.into_iter().find(|f| f.extension() == ending))
                .with_context(|| format!("`{ending}` is no report format; use html, md, csv or json")),
        }
    }
}

/// Writes the report. The same story gives the same bytes.
///
/// # Errors
/// When a picture or a table cannot be made.
pub fn report(story: &Story<'_>, format: Format) -> Result<Vec<u8>> {
    Ok(match format {
        Format::Html => html::page(&story::blocks(story)?).into_bytes(),
        Format::Markdown => markdown::text(&story::blocks(story)?).into_bytes(),
        Format::Csv => {
            let mut out = Vec::new();
            rows::write(story, &mut out)?;
            out
        }
        Format::Json => {
            let mut out = serde_json::to_vec_pretty(&pairs::story(story))?;
            out.push(b'\n');
            out
        }
    })
}

/// A report on what is open, with all that its file needs; made beside the screen.
#[derive(Clone, Debug)]
pub struct Wish {
    name: String,
    pool: Arc<Pool>,
    notices: Vec<String>,
    made: Option<String>,
    /// The pair on the screen, for a corpus with too many pairs.
    pair: Option<(usize, usize)>,
}

impl Wish {
    /// Takes what is open now.
    pub fn of(app: &App) -> Self {
        let corpus = &app.corpus;
        let pool = app.pool.clone().unwrap_or_else(|| Arc::new(corpus.pool(Arc::clone(&app.lists))));
        let complete = pool.members.len() == corpus.entries.len();
        Self {
            name: corpus.name.clone(),
            pool,
            notices: corpus
                .skipped
                .iter()
                .map(|s| format!("skipped: {s}"))
                .chain(orphans(&app.edits, corpus.entries.iter().map(|e| e.article.as_ref())))
                .collect(),
            made: app.made.clone(),
            pair: (complete && app.lens.is_pair()).then_some(app.pair),
        }
    }

    /// Writes the report in the format named, never over an existing file: to `path`, or into `folder` under a name
    /// made from the story's.
    ///
    /// # Errors
    /// When the format is unknown, or the file cannot be written.
    pub fn save(&self, format: &str, path: Option<&Path>, folder: &Path) -> Result<Written> {
        let format: Format = format.parse()?;
        let mut story = match self.pair {
            Some(pair) if self.pool.members.len() > MAX_PAIRED => Story::with_pairs(&self.name, &self.pool, [pair]),
            _ => Story::of(&self.name, &self.pool),
        };
        story.notices.extend(self.notices.iter().cloned());
        story.made.clone_from(&self.made);
        let bytes = report(&story, format)?;
        let path: PathBuf = match path {
            None => save::save(folder, &file_name(&format!("report {}", self.name)), format.extension(), &bytes)?,
            Some(path) => {
                save::write(path, &bytes, false).context("choose another name")?;
                path.to_owned()
            }
        };
        Ok(Written { path, bytes: bytes.len(), missing: 0 })
    }
}
