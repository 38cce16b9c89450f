//! [`Group`]: a named set of cues, and [`CueFile`]: a list file of such groups.
//!
//! A topic, a naming concept, a layer, a stance and a genre are all written in this form:
//!
//! ```toml
//! version = "1.0"
//!
//! [[topic]]
//! id = "trade"
//! label = "Trade and tariffs"
//! gloss = "Buying and selling across borders, and the rules for it"
//! cues = """
//! tariff
//! trade deal|war|dispute
//! export+ 0.5            # a number: the weight; 1 if none is given
//! protectionism = keeping foreign goods out          # after = : a gloss
//! """
//! not = """
//! trade union
//! """
//! ```

use std::collections::HashSet;

use serde::Deserialize;
use toml::Spanned;

use super::Pattern;
use crate::text::entries::{Entry, ListError, Reader, Table};

/// One cue: a phrase or several that stand for the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// As a reader would write it.
    pub text: String,
    /// The phrases, separated by commas in the list.
    pub patterns: Vec<Pattern>,
    /// How much it counts, 0 to 1.
    pub weight: f32,
    /// What it says, or a plainer word; may be empty.
    pub gloss: String,
}

/// A named set of cues.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name in data.
    pub id: String,
    /// Its name on screen.
    pub label: String,
    /// What it means.
    pub gloss: String,
    /// What counts.
    pub cues: Vec<Cue>,
    /// What does not, though a cue stands in it.
    pub exclusions: Vec<Pattern>,
    /// Which file and line of the user's own it comes from, and what it stands over; empty for a built-in one.
    pub origin: String,
    /// Byte offset of its entry in its file.
    pub at: usize,
}

impl Group {
    /// What is added to the reason of a finding: where the group comes from, if it is the user's own.
    pub fn from(&self) -> String {
        if self.origin.is_empty() { String::new() } else { format!(" · from {}", self.origin) }
    }
}

/// A list file of groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CueFile {
    /// The version its author gave it.
    pub version: String,
    /// The groups in order.
    pub groups: Vec<Group>,
    /// Ids that the file takes away, with their places.
    pub off: Vec<Entry<String>>,
}

/// The names that the groups of a list file may have.
const KINDS: [&str; 7] = ["group", "topic", "frame", "concept", "layer", "stance", "genre"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    id: Spanned<String>,
    #[serde(default)]
    label: String,
    #[serde(default)]
    gloss: String,
    cues: Option<Spanned<String>>,
    not: Option<Spanned<String>>,
    #[serde(default)]
    off: bool,
}

impl CueFile {
    /// Reads a list file that must be without a mistake.
    ///
    /// # Errors
    /// The first mistake.
    pub fn parse(text: &str, origin: &str) -> Result<Self, ListError> {
        let mut reader = Reader::new(text, origin);
        let mut table = reader.document();
        let file = Self::read(&mut reader, &mut table);
        reader.refuse(table, &Self::known());
        reader.finish().into_iter().next().map_or(Ok(file), Err)
    }

    /// Reads the groups of a list file; what holds a mistake is left out.
    pub fn read<'a>(reader: &mut Reader<'a>, table: &mut Table<'a>) -> Self {
        let version = reader.value(table, "version").unwrap_or_default();
        let rows = KINDS.iter().flat_map(|kind| reader.rows(table, kind)).collect();
        Self { version, ..Self::build(reader, rows) }
    }

    /// Reads the groups called `kind` of a file that holds other tables too.
    pub fn read_kind<'a>(reader: &mut Reader<'a>, table: &mut Table<'a>, kind: &str) -> Self {
        let rows = reader.rows(table, kind);
        Self::build(reader, rows)
    }

    /// What a list file may hold at its top level.
    pub fn known() -> Vec<&'static str> {
        std::iter::once("version").chain(KINDS).collect()
    }

    fn build(reader: &mut Reader<'_>, rows: Vec<Entry<RawGroup>>) -> Self {
        let mut file = Self::default();
        let mut seen = HashSet::new();
        for Entry { value: group, at } in rows {
            let (place, id) = (group.id.span().start, group.id.get_ref().clone());
            if id.trim().is_empty() {
                reader.mistake(place, "an id must not be empty");
            } else if !seen.insert(id.clone()) {
                reader.mistake(place, format!("`{id}` is defined twice in this file; give one of them another id"));
            } else if group.off {
                file.off.push(Entry { value: id, at: place });
            } else {
                file.groups.extend(read_group(reader, group, at));
            }
        }
        file
    }
}

/// A group; lines that are no cue are told and left out.
fn read_group(reader: &mut Reader<'_>, group: RawGroup, at: usize) -> Option<Group> {
    let (place, id) = (group.id.span().start, group.id.into_inner());
    let Some(cues) = &group.cues else {
        reader.mistake(place, format!("`{id}` has no cues; write cues = \"\"\"…\"\"\" or off = true"));
        return None;
    };
    let written = lines(cues).next().is_some();
    let cues = read_cues(reader, cues);
    if cues.is_empty() {
        if !written {
            reader.mistake(place, format!("`{id}` has an empty list of cues; write one a line, or off = true"));
        }
        return None;
    }
    let exclusions = group.not.iter().flat_map(|not| read_cues(reader, not)).flat_map(|c| c.patterns).collect();
    let label = if group.label.is_empty() { id.replace('_', " ") } else { group.label };
    Some(Group { id, label, gloss: group.gloss, cues, exclusions, origin: String::new(), at })
}

/// The lines of a text block that say something, counted from 0.
fn lines(block: &Spanned<String>) -> impl Iterator<Item = (usize, &str)> {
    let said = |line: &'_ str| line.split('#').next().map_or(0, |l| l.trim_end().len());
    let lines =
        block.get_ref().lines().enumerate().map(move |(i, line)| (i, line.get(..said(line)).unwrap_or("").trim()));
    lines.filter(|(_, line)| !line.is_empty())
}

fn read_cues(reader: &mut Reader<'_>, block: &Spanned<String>) -> Vec<Cue> {
    let mut cues = Vec::new();
    for (i, line) in lines(block) {
        match read_cue(line) {
            Ok(cue) => cues.push(cue),
            Err(message) => {
                let start = block.span().start;
                let at = if reader.is_full() { start } else { place_of_line(reader.text, start, i) };
                reader.mistake(at, message);
            }
        }
    }
    cues
}

/// Byte offset of the `i`-th line of a block that begins at `start`, past its indentation.
fn place_of_line(file: &str, start: usize, i: usize) -> usize {
    let raw = file.get(start..).unwrap_or("");
    let opens_with_break = ["\"\"\"\n", "\"\"\"\r\n", "'''\n", "'''\r\n"].iter().any(|mark| raw.starts_with(mark));
    let skipped = i + usize::from(opens_with_break);
    if skipped == 0 {
        return start;
    }
    let line = raw.match_indices('\n').nth(skipped - 1).map_or(start, |(at, _)| start + at + 1);
    let rest = file.get(line..).unwrap_or("");
    line + rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

fn read_cue(line: &str) -> Result<Cue, String> {
    let (phrases, gloss) = line.split_once(" = ").unwrap_or((line, ""));
    let (phrases, weight) = split_weight(phrases.trim())?;
    let patterns = phrases.split(',').map(Pattern::parse).collect::<Result<Vec<_>, _>>()?;
    let text = patterns.first().map(Pattern::plain).unwrap_or_default();
    Ok(Cue { text, patterns, weight, gloss: gloss.trim().to_owned() })
}

/// `border crossing 0.5` → phrase and weight. Only a number with a decimal point is a weight.
fn split_weight(text: &str) -> Result<(&str, f32), String> {
    let Some((phrase, last)) = text.rsplit_once(char::is_whitespace) else { return Ok((text, 1.0)) };
    if !last.contains('.') {
        return Ok((text, 1.0));
    }
    match last.parse::<f32>() {
        Ok(weight) if weight > 0.0 && weight <= 1.0 => Ok((phrase.trim(), weight)),
        Ok(_) => Err(format!("the weight {last} is not above 0 and at most 1")),
        Err(_) => Ok((text, 1.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "version = \"1.0\"\n\n[[topic]]\nid = \"trade\"\ncues = \"\"\"\ntariff\nexport+ 0.5 # sold abroad\nlevy, duty = a tax at the border\n\"\"\"\nnot = \"trade union\"\n";

    #[test]
    fn weights_comments_glosses_and_several_phrases_are_read() {
        let file = CueFile::parse(FILE, "test").expect("valid");
        let trade = &file.groups[0];
        assert_eq!(trade.label, "trade");
        assert_eq!(trade.cues.len(), 3);
        assert!((trade.cues[1].weight - 0.5).abs() < 1e-6);
        assert_eq!(trade.cues[2].patterns.len(), 2);
        assert_eq!(trade.cues[2].gloss, "a tax at the border");
        assert_eq!(trade.exclusions.len(), 1);
    }

    #[test]
    fn a_bad_line_is_named_by_its_line() {
        let bad = FILE.replace("tariff", "tariff\n–");
        let error = CueFile::parse(&bad, "mine.toml").expect_err("a dash is no phrase");
        assert_eq!(error.position, Some((7, 1)), "{error}");
    }

    #[test]
    fn every_bad_line_is_told_and_the_good_ones_count() {
        let bad = FILE.replace("tariff", "tariff\n–\n  ***");
        let mut reader = Reader::new(&bad, "mine.toml");
        let mut table = reader.document();
        let file = CueFile::read(&mut reader, &mut table);
        assert_eq!(file.groups[0].cues.len(), 3);
        let places: Vec<_> = reader.finish().iter().filter_map(|m| m.position).collect();
        assert_eq!(places, [(7, 1), (8, 3)]);
    }

    #[test]
    fn unknown_keys_double_ids_and_bad_weights_are_errors() {
        assert!(CueFile::parse("[[topic]]\nid = \"a\"\ncue = \"x\"", "t").is_err());
        assert!(CueFile::parse("[[topic]]\nid='a'\ncues='x'\n[[topic]]\nid='a'\ncues='y'", "t").is_err());
        assert!(CueFile::parse("[[topic]]\nid='a'\ncues='x 1.5'", "t").is_err());
        assert!(CueFile::parse("[[topic]]\nid='a'", "t").is_err());
    }

    #[test]
    fn off_needs_no_cues() {
        let file = CueFile::parse("[[topic]]\nid='a'\noff=true", "t").expect("valid");
        assert_eq!(file.off[0].value, "a");
    }
}
