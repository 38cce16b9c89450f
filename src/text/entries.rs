//! TOML files that a person writes, read entry by entry: each mistake is told with its line and column, the entry that
//! holds it is skipped, and the rest of the file counts.

use std::fmt;

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// A table of such a file.
pub type Table<'a> = DeTable<'a>;

/// How many mistakes of one file are told in full.
const MOST: usize = 50;

/// How many wrong fields of one entry are looked for.
const FIELDS: usize = 8;

/// A mistake in a file: what, where, how to fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListError {
    /// The file as its author knows it.
    pub origin: String,
    /// Line and column, 1-based, where known.
    pub position: Option<(usize, usize)>,
    /// What is wrong and how to fix it.
    pub message: String,
}

impl ListError {
    /// The mistake that parsing `text` brought up.
    pub fn of(error: &toml::de::Error, text: &str, origin: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            position: error.span().map(|s| position(text, s.start)),
            message: with_hint(error.message()),
        }
    }
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some((line, column)) => write!(f, "{}:{line}:{column}: {}", self.origin, self.message),
            None => write!(f, "{}: {}", self.origin, self.message),
        }
    }
}

impl std::error::Error for ListError {}

/// Parses a TOML file as a whole; an error carries line and column.
///
/// # Errors
/// The first mistake.
pub fn parse_toml<T: DeserializeOwned>(text: &str, origin: &str) -> Result<T, ListError> {
    toml::from_str(text).map_err(|e| ListError::of(&e, text, origin))
}

/// Line and column (1-based, in characters) of byte `offset`.
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    (line, column)
}

/// Adds "did you mean" to a message of the form "unknown field `x`, expected one of `a`, `b`".
fn with_hint(message: &str) -> String {
    let message =
        message.replace("expected f32", "expected a number").replace("expected usize", "expected a whole number");
    let mut names = message.split('`').skip(1).step_by(2);
    let hint = names.next().filter(|_| message.starts_with("unknown")).and_then(|given| nearest(given, names));
    hint.map_or_else(|| message.clone(), |name| format!("{message}; did you mean `{name}`?"))
}

/// The candidate that differs least from `given`, if it differs little.
pub fn nearest<'a>(given: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = given.chars().count();
    let most = 2.max(length / 3);
    let near = candidates.filter(|c| c.chars().count().abs_diff(length) <= most);
    let (distance, best) = near.map(|c| (edits(given, c), c)).min_by_key(|&(d, c)| (d, c))?;
    (distance <= most).then_some(best)
}

/// How many insertions, deletions and replacements part two short words.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(40).enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let best = (corner + usize::from(x != *y)).min(*cell + 1).min(left + 1);
            corner = std::mem::replace(cell, best);
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// One entry with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<T> {
    /// What it says.
    pub value: T,
    /// Byte offset in the file.
    pub at: usize,
}

/// A file being read, with the mistakes found so far.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The text of the file.
    pub text: &'a str,
    /// The file as its author knows it.
    pub origin: &'a str,
    /// Where lines begin.
    lines: Vec<usize>,
    mistakes: Vec<ListError>,
    /// Mistakes beyond those that are told in full.
    more: usize,
}

impl<'a> Reader<'a> {
    /// Begins to read `text`.
    pub fn new(text: &'a str, origin: &'a str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, origin, lines, mistakes: Vec::new(), more: 0 }
    }

    /// The line of byte `at`, counted from 1.
    pub fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at)
    }

    /// File and line of byte `at`: `mine.toml:12`.
    pub fn place(&self, at: usize) -> String {
        format!("{}:{}", self.origin, self.line(at))
    }

    /// Whether a further mistake is only counted, so that its place need not be looked for.
    pub fn is_full(&self) -> bool {
        self.mistakes.len() >= MOST
    }

    /// Notes a mistake at byte `at`.
    pub fn mistake(&mut self, at: usize, message: impl Into<String>) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        let line = self.line(at);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let column = self.text.get(start..at).map_or(0, |l| l.chars().count()) + 1;
        let (origin, message) = (self.origin.to_owned(), message.into());
        self.mistakes.push(ListError { origin, position: Some((line, column)), message });
    }

    /// "; did you mean …", where one of `names` is near to `given`.
    pub fn hint<'n>(&self, given: &str, names: impl Iterator<Item = &'n str>) -> String {
        let near = if self.is_full() { None } else { nearest(given, names) };
        near.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
    }

    /// Notes a mistake that parsing brought up; without a place of its own it stands at byte `at`.
    fn note(&mut self, error: &toml::de::Error, at: usize) {
        self.mistake(error.span().map_or(at, |s| s.start), with_hint(error.message()));
    }

    /// The whole file; empty where it is no TOML, for then what its parts mean is not certain.
    pub fn document(&mut self) -> Table<'a> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            self.note(error, 0);
        }
        if errors.is_empty() { table.into_inner() } else { Table::new() }
    }

    /// Takes the entries `[[key]]` out of `table`.
    pub fn rows<T: DeserializeOwned>(&mut self, table: &mut Table<'a>, key: &str) -> Vec<Entry<T>> {
        let Some((name, value)) = table.remove_entry(key) else { return Vec::new() };
        let at = name.span().start;
        let DeValue::Array(array) = value.into_inner() else {
            self.mistake(at, format!("write [[{key}]] with two brackets, once for each entry"));
            return Vec::new();
        };
        let rows: Vec<_> = array.into_iter().collect();
        rows.into_iter().filter_map(|row| self.entry(row.span().start, row.into_inner())).collect()
    }

    /// Takes the entries of the table `[key]` out of `table`, with their names, in the order of the names.
    pub fn named<T: DeserializeOwned>(&mut self, table: &mut Table<'a>, key: &str) -> Vec<(String, Entry<T>)> {
        let Some((name, value)) = table.remove_entry(key) else { return Vec::new() };
        let at = name.span().start;
        let DeValue::Table(rows) = value.into_inner() else {
            self.mistake(at, format!("write [{key}] above the entries"));
            return Vec::new();
        };
        let named = rows.into_iter().map(|(name, row)| (name.span().start, name.into_inner().into_owned(), row));
        let named: Vec<_> = named.collect();
        named.into_iter().filter_map(|(at, name, row)| Some((name, self.entry(at, row.into_inner())?))).collect()
    }

    /// Takes the single value `key` out of `table`.
    pub fn value<T: DeserializeOwned>(&mut self, table: &mut Table<'a>, key: &str) -> Option<T> {
        let (name, value) = table.remove_entry(key)?;
        let at = name.span().start;
        T::deserialize(ValueDeserializer::from(value)).map_err(|e| self.note(&e, at)).ok()
    }

    /// Refuses what is left in `table`, but for the keys that `known` lists.
    pub fn refuse(&mut self, table: Table<'a>, known: &[&str]) {
        for (key, _) in table {
            let given = key.get_ref();
            if known.contains(&given.as_ref()) {
                continue;
            }
            let mut hint = self.hint(given, known.iter().copied());
            if hint.is_empty() {
                hint = format!("; there are {}", known.join(", "));
            }
            self.mistake(key.span().start, format!("unknown key `{given}`{hint}"));
        }
    }

    /// An entry, if it holds no mistake. Each wrong field is told: it is taken out, and the rest is read again.
    fn entry<T: DeserializeOwned>(&mut self, at: usize, mut value: DeValue<'a>) -> Option<Entry<T>> {
        for tried in 0..FIELDS {
            let whole = toml::Spanned::new(at..at, value.clone());
            let error = match T::deserialize(ValueDeserializer::from(whole)) {
                Ok(value) => return (tried == 0).then_some(Entry { value, at }),
                Err(error) => error,
            };
            // A field that is missing once a wrong one is gone was misspelt: that has been told.
            if tried == 0 || !error.message().starts_with("missing field") {
                self.note(&error, at);
            }
            if !without(&mut value, error.span().map(|s| s.start)) {
                return None;
            }
        }
        None
    }

    /// The mistakes in the order of the file; the last one says how many there are beyond those that are told.
    pub fn finish(mut self) -> Vec<ListError> {
        self.mistakes.sort_by_key(|m| m.position);
        if self.more > 0 {
            let message = format!("and {} more mistakes", self.more);
            self.mistakes.push(ListError { origin: self.origin.to_owned(), position: None, message });
        }
        self.mistakes
    }
}

/// Takes out of an entry the field that byte `at` belongs to, by its name or by its value.
fn without(entry: &mut DeValue<'_>, at: Option<usize>) -> bool {
    let (DeValue::Table(fields), Some(at)) = (entry, at) else { return false };
    let wrong = fields.iter().find(|(name, value)| name.span().contains(&at) || value.span().contains(&at));
    let wrong = wrong.map(|(name, _)| name.clone());
    wrong.is_some_and(|name| fields.remove(&name).is_some())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Row {
        name: String,
        #[serde(default)]
        weight: f32,
    }

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let mut reader = Reader::new(text, "mine.toml");
        let mut table = reader.document();
        let rows: Vec<Entry<Row>> = reader.rows(&mut table, "row");
        let kept = rows.iter().map(|r| format!("{} {}", r.value.name, reader.line(r.at))).collect();
        reader.refuse(table, &["row"]);
        (kept, reader.finish().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn each_mistake_is_told_with_its_place_and_the_good_entries_stay() {
        let text =
            "rwo = 1\n[[row]]\nname = \"elm\"\n\n[[row]]\nnam = \"oak\"\nweight = \"much\"\n[[row]]\nname = \"ash\"\n";
        let (kept, mistakes) = read(text);
        assert_eq!(kept, ["elm 2", "ash 8"]);
        assert_eq!(mistakes.len(), 3, "{mistakes:#?}");
        assert!(mistakes[0].starts_with("mine.toml:1:1: unknown key `rwo`; did you mean `row`?"), "{mistakes:#?}");
        assert!(mistakes[1].starts_with("mine.toml:6:1: unknown field `nam`"), "{mistakes:#?}");
        assert!(
            mistakes[2].starts_with("mine.toml:7:10: invalid type: string \"much\", expected a number"),
            "{mistakes:#?}"
        );
    }

    #[test]
    fn a_file_that_is_no_toml_gives_no_entries_and_a_place_for_each_break() {
        let (kept, mistakes) = read("[[row]]\nname = \"elm\n[[row]]\nname = \"oak\"\n[[row]]\nname ash\n");
        assert!(kept.is_empty());
        assert!(mistakes.iter().any(|m| m.starts_with("mine.toml:2:")), "{mistakes:#?}");
        assert!(mistakes.iter().any(|m| m.starts_with("mine.toml:6:")), "{mistakes:#?}");
    }

    #[test]
    fn one_bracket_where_two_are_due_is_told() {
        let (_, mistakes) = read("\n[row]\nname = \"elm\"\n");
        assert_eq!(mistakes, ["mine.toml:2:2: write [[row]] with two brackets, once for each entry"]);
    }

    #[test]
    fn very_many_mistakes_are_counted() {
        let (_, mistakes) = read(&"[[row]]\nx = 1\n".repeat(4000));
        assert_eq!(mistakes.len(), MOST + 1);
        assert_eq!(mistakes[MOST], "mine.toml: and 3950 more mistakes");
    }
}
