//! The table form: one row per article and measure.

use std::io::Write;

use anyhow::Result;

use crate::{
    articles::Article,
    comparison::{Measure, Pool},
    text::neutral::neutral,
};

/// The columns.
const HEADER: [&str; 12] =
    ["id", "outlet", "date", "title", "measure", "value", "count", "base", "unit", "low", "high", "method"];

/// Writes the table, header first.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(pool: &Pool, out: impl Write) -> Result<()> {
    let mut table = Table::new(out)?;
    for member in &pool.members {
        table.add(&member.article, member.measures())?;
    }
    table.finish()
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

    /// Adds the rows of one article.
    ///
    /// # Errors
    /// When the table cannot be written.
    pub fn add(&mut self, article: &Article, measures: &[Measure]) -> Result<()> {
        let date = article.meta.date.as_ref().map(|d| d.value.to_string()).unwrap_or_default();
        for m in measures {
            let number = |v: Option<f64>| v.map(|v| format!("{v:.6}")).unwrap_or_default();
            let unit = serde_json::to_value(m.unit)?;
            self.0.write_record([
                safe(&article.id).as_str(),
                safe(article.outlet().unwrap_or("")).as_str(),
                date.as_str(),
                safe(article.title().unwrap_or("")).as_str(),
                m.id.definition().id.as_str(),
                number(m.value).as_str(),
                m.count.to_string().as_str(),
                m.base.to_string().as_str(),
                unit.as_str().unwrap_or(""),
                number(m.interval.map(|i| i.low)).as_str(),
                number(m.interval.map(|i| i.high)).as_str(),
                m.interval.map_or("", |i| i.method),
            ])?;
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
