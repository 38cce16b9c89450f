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

use std::str::FromStr;

use anyhow::{Result, bail};

use super::{Story, pairs, rows};

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
        Ok(match ending.to_ascii_lowercase().as_str() {
            "html" | "htm" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            "csv" => Self::Csv,
            "json" => Self::Json,
            _ => bail!("`{ending}` is no report format; use html, md, csv or json"),
        })
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
            rows::write(story.pool, &mut out)?;
            out
        }
        Format::Json => {
            let mut out = serde_json::to_vec_pretty(&pairs::story(story))?;
            out.push(b'\n');
            out
        }
    })
}
