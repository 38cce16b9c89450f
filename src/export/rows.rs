//! The table form: one row per article and measure.

use std::io::Write;

use anyhow::Result;

use crate::{articles::Article, comparison::Measure, export::Story, text::neutral::neutral};

/// The columns; `edits` is how many corrections by hand are in force in the article.
const HEADER: [&str; 13] =
    ["id", "outlet", "date", "title", "measure", "value", "count", "base", "unit", "low", "high", "method", "edits"];

/// What the table of a report has besides: the article compared with, what may be said, and reasons for care.
const COMPARED: [&str; 4] = ["compared_with", "difference", "reading", "warnings"];

/// Writes the table of a report, header first: the measures of every article, then those of every pair, of the left
/// article, with the article compared with, the reading and the comparability warnings.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(story: &Story<'_>, out: impl Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(HEADER.iter().chain(&COMPARED))?;
    for member in &story.pool.members {
        for m in member.measures() {
            writer.write_record(
                cells(&member.article, member.edits(), m)?.iter().chain(&Default::default() as &[String; 4]),
            )?;
        }
    }
    for pair in &story.pairs {
        let members = (story.pool.members.get(pair.a), story.pool.members.get(pair.b));
        let (Some(a), Some(b)) = members else { continue };
        let badges: Vec<&str> = pair.comparison.warnings.iter().map(|w| w.badge.as_str()).collect();
        for m in &pair.comparison.measures {
            let more =
                [safe(&b.article.id), safe(&m.difference), m.reading.words().to_owned(), safe(&badges.join("; "))];
            writer.write_record(cells(&a.article, a.edits() + b.edits(), &m.a)?.iter().chain(&more))?;
        }
    }
    writer.flush()?;
    Ok(())
}

/// The cells of one measure of one article.
fn cells(article: &Article, edits: usize, m: &Measure) -> Result<[String; 13]> {
    let number = |v: Option<f64>| v.map(|v| format!("{v:.6}")).unwrap_or_default();
    let unit = serde_json::to_value(m.unit)?;
    Ok([
        safe(&article.id),
        safe(article.outlet().unwrap_or("")),
        article.meta.date.as_ref().map(|d| d.value.to_string()).unwrap_or_default(),
        safe(article.title().unwrap_or("")),
        m.id.definition().id.clone(),
        number(m.value),
        m.count.to_string(),
        m.base.to_string(),
        unit.as_str().unwrap_or("").to_owned(),
        number(m.interval.map(|i| i.low)),
        number(m.interval.map(|i| i.high)),
        m.interval.map_or("", |i| i.method).to_owned(),
        edits.to_string(),
    ])
}

/// The table, article by article, for those who have them one at a time.
#[derive(Debug)]
pub struct Table<W: Write>(csv::Writer<W>);

impl<W: Write> Table<W> {
    /// A table with its header written.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn new(out: W) -> Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(HEADER)?;
        Ok(Self(writer))
    }

    /// Adds the rows of one article, in which so many corrections by hand are in force.
    ///
    /// # Errors
    /// When the table cannot be written.
    pub fn add(&mut self, article: &Article, edits: usize, measures: &[Measure]) -> Result<()> {
        for m in measures {
            self.0.write_record(&cells(article, edits, m)?)?;
        }
        Ok(())
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// When the table cannot be written.
    pub fn finish(mut self) -> Result<()> {
        self.0.flush()?;
        Ok(())
    }
}

/// Text for a cell: without hostile characters, and with a `'` before what a spreadsheet would take for a formula.
pub fn safe(text: &str) -> String {
    let clean = neutral(text);
    if clean.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{clean}") } else { clean.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn a_cell_is_no_formula() {
        assert_eq!(safe("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(safe("@cmd"), "'@cmd");
        assert_eq!(safe("A - B"), "A - B");
    }
}
