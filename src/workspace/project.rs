//! The project file, `parallax.toml`: what the articles of a folder do not say themselves.
//!
//! ```toml
//! name = "Peace talks"              # shown in the title bar
//!
//! [[article]]                       # in the order in which they are shown
//! file = "001.txt"
//! label = "Press TV"                # short name on screen
//! outlet = "Press TV"               # how to write an outlet that the file names; never supplies one
//! date = "2025-02-13"               # with date_precision = "day" | "about" | "month" | "year"
//! date_precision = "about"
//! date_reason = "the Thursday after the call"
//! ```
//!
//! `[[topic]]`, `[[camp]]`, `[[alias]]`, `[[concept]]` and `[[term]]` tables are word lists (see
//! [`crate::analysis::lists`]). The file belongs to its author: the program never writes it.

use serde::Deserialize;

use crate::{
    analysis::{ListError, lists::parse_toml},
    articles::{Article, ArticleDate, Field, Precision, Provenance},
};

/// The name of the project file.
pub const FILE: &str = "parallax.toml";

/// What the project file says of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleEntry {
    /// The article's file name, or its id.
    pub file: String,
    /// Short name on screen.
    pub label: Option<String>,
    /// How to write the outlet that the file names.
    pub outlet: Option<String>,
    /// Publication date, `YYYY-MM-DD`, for a file that states none.
    pub date: Option<String>,
    /// How exact `date` is.
    pub date_precision: Option<Precision>,
    /// Why `date` is what it is.
    pub date_reason: Option<String>,
}

/// A project file, as written. Its word lists are read apart.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Project {
    /// Shown in the title bar.
    pub name: Option<String>,
    /// The articles, in the order in which they are shown.
    #[serde(default)]
    pub article: Vec<ArticleEntry>,
    /// The tables that are word lists.
    #[serde(flatten)]
    pub lists: toml::Table,
}

impl Project {
    /// Reads a project file; a mistake comes with its line and column.
    pub fn parse(text: &str, origin: &str) -> Result<Self, ListError> {
        parse_toml(text, origin)
    }

    /// What the file says of `article`, with its place in the order.
    pub fn entry(&self, article: &Article) -> Option<(usize, &ArticleEntry)> {
        let name = article.file.rsplit(['/', '\\']).next().unwrap_or(&article.file);
        self.article.iter().enumerate().find(|(_, e)| e.file == name || e.file == article.id)
    }

    /// Adds to `article` what the file says of it. Returns a message for a date that is none.
    pub fn complete(&self, article: &mut Article) -> Option<String> {
        let (_, entry) = self.entry(article)?;
        if let (Some(name), Some(found)) = (&entry.outlet, &mut article.meta.outlet) {
            found.value.clone_from(name);
        }
        let date = entry.date.as_ref().filter(|_| article.meta.date.is_none())?;
        match date.parse() {
            Ok(day) => {
                let reason = entry.date_reason.clone().unwrap_or_default();
                let precision = entry.date_precision.unwrap_or_default();
                article.meta.date = Some(Field::new(ArticleDate { day, precision }, Provenance::Project { reason }));
                None
            }
            Err(_) => Some(format!("{FILE}: date '{date}' of '{}' is no date; write YYYY-MM-DD", entry.file)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_has_its_line() {
        let error = Project::parse("name = \"x\"\n[[article]]\nfile = \"a\"\nlabl = \"b\"\n", FILE).unwrap_err();
        assert_eq!(error.position.map(|p| p.0), Some(4), "{error}");
    }

    #[test]
    fn list_tables_pass_through() {
        let project = Project::parse("[[topic]]\nid = \"t\"\nlabel = \"T\"\ncues = [\"x\"]\n", FILE).unwrap();
        assert!(project.lists.contains_key("topic"));
    }
}
