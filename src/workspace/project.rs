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

use std::collections::HashSet;

use serde::Deserialize;
use toml::Spanned;

use crate::{
    analysis::ListError,
    articles::{Article, ArticleDate, Field, Precision, Provenance},
    text::entries::{Entry, Reader},
};

/// The name of the project file.
pub const FILE: &str = "parallax.toml";

/// What the project file says of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleEntry {
    /// The article's file name, or its id.
    pub file: String,
    /// Short name on screen.
    pub label: Option<String>,
    /// How to write the outlet that the file names.
    pub outlet: Option<String>,
    /// Publication date, for a file that states none.
    pub date: Option<ArticleDate>,
    /// Why `date` is what it is.
    pub date_reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    file: Spanned<String>,
    label: Option<String>,
    outlet: Option<String>,
    date: Option<Spanned<String>>,
    #[serde(default)]
    date_precision: Precision,
    #[serde(default)]
    date_reason: String,
}

/// A project file, as written. Its word lists are read apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// Shown in the title bar.
    pub name: Option<String>,
    /// The articles, in the order in which they are shown.
    pub article: Vec<ArticleEntry>,
    /// The text that it was read from.
    pub text: String,
}

impl Project {
    /// Reads a project file; what holds a mistake is told with its line and column and left out.
    pub fn parse(text: &str, origin: &str) -> (Self, Vec<ListError>) {
        let mut reader = Reader::new(text, origin);
        let mut table = reader.document();
        let name = reader.value(&mut table, "name");
        let mut article: Vec<ArticleEntry> = Vec::new();
        let mut files = HashSet::new();
        for Entry { value: row, .. } in reader.rows::<Row>(&mut table, "article") {
            if !files.insert(row.file.get_ref().clone()) {
                let message = format!("`{}` has an entry above already", row.file.get_ref());
                reader.mistake(row.file.span().start, message);
                continue;
            }
            article.push(row.read(&mut reader));
        }
        (Self { name, article, text: text.to_owned() }, reader.finish())
    }

    /// What the file says of `article`, with its place in the order.
    pub fn entry(&self, article: &Article) -> Option<(usize, &ArticleEntry)> {
        let name = article.file.rsplit(['/', '\\']).next().unwrap_or(&article.file);
        self.article.iter().enumerate().find(|(_, e)| e.file == name || e.file == article.id)
    }

    /// Adds to `article` what the file says of it.
    pub fn complete(&self, article: &mut Article) {
        let Some((_, entry)) = self.entry(article) else { return };
        if let (Some(name), Some(found)) = (&entry.outlet, &mut article.meta.outlet) {
            found.value.clone_from(name);
        }
        if let (None, Some(date)) = (&article.meta.date, &entry.date) {
            let reason = entry.date_reason.clone();
            article.meta.date = Some(Field::new(*date, Provenance::Project { reason }));
        }
    }
}

impl Row {
    /// The entry without a date that is none.
    fn read(self, reader: &mut Reader<'_>) -> ArticleEntry {
        let precision = self.date_precision;
        let date = self.date.and_then(|date| {
            let Ok(day) = date.get_ref().parse() else {
                reader.mistake(date.span().start, format!("'{}' is no date; write YYYY-MM-DD", date.get_ref()));
                return None;
            };
            Some(ArticleDate { day, precision })
        });
        let Self { file, label, outlet, date_reason, .. } = self;
        ArticleEntry { file: file.into_inner(), label, outlet, date, date_reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_has_its_line_and_the_rest_counts() {
        let text = "name = \"x\"\n[[article]]\nfile = \"a\"\nlabl = \"b\"\n[[article]]\nfile = \"c\"\n\
                    date = \"yesterday\"\nlabel = \"C\"\n[[article]]\nfile = \"c\"\n";
        let (project, mistakes) = Project::parse(text, FILE);
        let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert!(told[0].starts_with("parallax.toml:4:1: unknown field `labl`"), "{told:?}");
        assert_eq!(told[1], "parallax.toml:7:8: 'yesterday' is no date; write YYYY-MM-DD");
        assert_eq!(told[2], "parallax.toml:10:8: `c` has an entry above already");
        assert_eq!((project.name.as_deref(), project.article.len()), (Some("x"), 1));
        assert_eq!((project.article[0].label.as_deref(), &project.article[0].date), (Some("C"), &None));
    }

    #[test]
    fn list_tables_pass_through() {
        let (_, mistakes) = Project::parse("[[topic]]\nid = \"t\"\nlabel = \"T\"\ncues = [\"x\"]\n", FILE);
        assert_eq!(mistakes, []);
    }
}
