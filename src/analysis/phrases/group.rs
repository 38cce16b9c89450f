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
use crate::analysis::lists::{ListError, parse_toml, position};

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
    /// The file it comes from.
    pub origin: String,
}

/// A list file of groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CueFile {
    /// The version its author gave it.
    pub version: String,
    /// The groups in order.
    pub groups: Vec<Group>,
    /// Ids that the file takes away.
    pub off: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    version: String,
    #[serde(default, alias = "topic", alias = "concept", alias = "layer", alias = "stance", alias = "genre")]
    group: Vec<RawGroup>,
}

#[derive(Deserialize)]
struct RawProject {
    #[serde(default)]
    topic: Vec<RawGroup>,
    #[serde(default)]
    concept: Vec<RawGroup>,
}

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
    /// Reads a list file.
    pub fn parse(text: &str, origin: &str) -> Result<Self, ListError> {
        let raw: RawFile = parse_toml(text, origin)?;
        Self::build(raw.version, raw.group, text, origin)
    }

    /// Reads the topics and the naming concepts of a project file and leaves its other tables alone.
    pub fn parse_project(text: &str, origin: &str) -> Result<(Self, Self), ListError> {
        let raw: RawProject = parse_toml(text, origin)?;
        let topics = Self::build(String::new(), raw.topic, text, origin)?;
        Ok((topics, Self::build(String::new(), raw.concept, text, origin)?))
    }

    fn build(version: String, raw: Vec<RawGroup>, text: &str, origin: &str) -> Result<Self, ListError> {
        let mut file = Self { version, ..Self::default() };
        let mut seen = HashSet::new();
        for group in raw {
            let at = group.id.span().start;
            let id = group.id.get_ref().clone();
            let error =
                |message: String| ListError { origin: origin.to_owned(), position: Some(position(text, at)), message };
            if id.trim().is_empty() {
                return Err(error("an id must not be empty".to_owned()));
            }
            if !seen.insert(id.clone()) {
                return Err(error(format!("`{id}` is defined twice in this file; give one of them another id")));
            }
            if group.off {
                file.off.push(id);
                continue;
            }
            let Some(cues) = &group.cues else {
                return Err(error(format!("`{id}` has no cues; write cues = \"\"\"…\"\"\" or off = true")));
            };
            let cues = read_cues(&Block::of(cues, text, origin))?;
            if cues.is_empty() {
                return Err(error(format!("`{id}` has an empty list of cues; write one a line, or off = true")));
            }
            let exclusions = match &group.not {
                Some(not) => read_cues(&Block::of(not, text, origin))?.into_iter().flat_map(|c| c.patterns).collect(),
                None => Vec::new(),
            };
            let label = if group.label.is_empty() { id.replace('_', " ") } else { group.label };
            file.groups.push(Group { id, label, gloss: group.gloss, cues, exclusions, origin: origin.to_owned() });
        }
        Ok(file)
    }
}

/// A text block inside a list file.
struct Block<'a> {
    text: &'a str,
    file: &'a str,
    start: usize,
    origin: &'a str,
}

impl<'a> Block<'a> {
    fn of(value: &'a Spanned<String>, file: &'a str, origin: &'a str) -> Self {
        Self { text: value.get_ref(), file, start: value.span().start, origin }
    }

    /// The error of the block's `i`-th line, counted from 0.
    fn error(&self, i: usize, message: String) -> ListError {
        let raw = self.file.get(self.start..).unwrap_or("");
        let opens_with_break = ["\"\"\"\n", "\"\"\"\r\n", "'''\n", "'''\r\n"].iter().any(|mark| raw.starts_with(mark));
        let line = position(self.file, self.start).0 + usize::from(opens_with_break) + i;
        ListError { origin: self.origin.to_owned(), position: Some((line, 1)), message }
    }
}

fn read_cues(block: &Block<'_>) -> Result<Vec<Cue>, ListError> {
    let mut cues = Vec::new();
    for (i, line) in block.text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or("").trim();
        if line.is_empty() {
            continue;
        }
        let cue = read_cue(line).map_err(|message| block.error(i, message))?;
        cues.push(cue);
    }
    Ok(cues)
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
    fn unknown_keys_double_ids_and_bad_weights_are_errors() {
        assert!(CueFile::parse("[[topic]]\nid = \"a\"\ncue = \"x\"", "t").is_err());
        assert!(CueFile::parse("[[topic]]\nid='a'\ncues='x'\n[[topic]]\nid='a'\ncues='y'", "t").is_err());
        assert!(CueFile::parse("[[topic]]\nid='a'\ncues='x 1.5'", "t").is_err());
        assert!(CueFile::parse("[[topic]]\nid='a'", "t").is_err());
    }

    #[test]
    fn off_needs_no_cues() {
        let file = CueFile::parse("[[topic]]\nid='a'\noff=true", "t").expect("valid");
        assert_eq!(file.off, ["a"]);
    }

    #[test]
    fn a_project_file_may_hold_other_keys() {
        let text = "name = 'x'\n[[topic]]\nid='a'\ncues='b'\n[[camp]]\nx = 1";
        let (topics, concepts) = CueFile::parse_project(text, "p").expect("valid");
        assert_eq!((topics.groups.len(), concepts.groups.len()), (1, 0));
    }
}
