//! Corrections, notes and bookmarks made by hand, kept in a readable file that survives a changed text.
//!
//! An edit is anchored by the words it is about and by what stands around them, never by an offset. On reading, each
//! anchor is looked up in the text; an edit whose words are gone is an orphan: it is listed and kept, never dropped.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{
        Correction, ListError, entities::SourceType, genre::GenreKind, lists::parse_toml, quotations::QuoteClass,
    },
    articles::{Article, ArticleDate, Field, Precision, Provenance, Role},
    text::Span,
};

/// The name of the file beside the corpus.
pub const FILE: &str = "parallax.edits.toml";

/// How much of the text before and after an anchor is kept, in characters.
const CONTEXT: usize = 40;

/// The words an edit is about, with what stands around them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// The words themselves.
    pub words: String,
    /// Up to 40 characters before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// Up to 40 characters after.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl Anchor {
    /// The anchor of `span` in `text`.
    pub fn of(text: &str, span: Span) -> Self {
        let before = text.get(..span.start as usize).unwrap_or("");
        let after = text.get(span.end as usize..).unwrap_or("");
        let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(i, _)| i);
        let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(i, _)| i);
        Self {
            words: span.of(text).to_owned(),
            before: before.get(from..).unwrap_or("").to_owned(),
            after: after.get(..to).unwrap_or("").to_owned(),
        }
    }

    /// Where the words stand in `text` now: of several places, the one whose surroundings agree best.
    pub fn find(&self, text: &str) -> Option<Span> {
        if self.words.is_empty() {
            return None;
        }
        let places = text.match_indices(&self.words).take(1000);
        let best = places.max_by_key(|&(at, _)| (self.agreement(text, at), std::cmp::Reverse(at)))?;
        Some(Span::new(best.0, best.0 + self.words.len()))
    }

    fn agreement(&self, text: &str, at: usize) -> usize {
        let before = text.get(..at).unwrap_or("").chars().rev();
        let after = text.get(at + self.words.len()..).unwrap_or("").chars();
        let same = |(a, b): &(char, char)| a == b;
        before.zip(self.before.chars().rev()).take_while(same).count()
            + after.zip(self.after.chars()).take_while(same).count()
    }
}

/// What is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "change", deny_unknown_fields)]
pub enum Change {
    /// The role of the line that holds the anchor.
    Role {
        /// The new role.
        role: Role,
    },
    /// The class of the stretch in marks.
    QuoteClass {
        /// The new class.
        class: QuoteClass,
    },
    /// The speaker of the quotation or attribution; without `speaker`: nobody known.
    Speaker {
        /// The speaker's name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        speaker: Option<String>,
    },
    /// Two names are one speaker.
    Merge {
        /// The name that goes.
        from: String,
        /// The name that stays.
        into: String,
    },
    /// The side a speaker belongs to; empty removes it.
    Camp {
        /// The speaker's name.
        speaker: String,
        /// The side.
        camp: String,
    },
    /// What kind of source a speaker is.
    SourceType {
        /// The speaker's name.
        speaker: String,
        /// The kind.
        source_type: SourceType,
    },
    /// Whether the loaded term counts here.
    Loaded {
        /// Whether it does.
        counted: bool,
    },
    /// Whether the sentence touches the topic.
    Topic {
        /// The topic's id.
        topic: String,
        /// Whether it does.
        on: bool,
    },
    /// What kind of text it is.
    Genre {
        /// The kind.
        genre: GenreKind,
    },
    /// The headline.
    Title {
        /// The new value.
        value: String,
    },
    /// The outlet.
    Outlet {
        /// The new value.
        value: String,
    },
    /// The author.
    Author {
        /// The new value.
        value: String,
    },
    /// The publication date.
    Date {
        /// `YYYY-MM-DD`.
        value: String,
        /// How exact it is.
        #[serde(default)]
        precision: Precision,
    },
    /// A note about the passage, or about the pair with `other`.
    Note {
        /// The note.
        text: String,
        /// The other article of the pair.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        other: Option<String>,
    },
    /// A bookmark.
    Bookmark {
        /// One letter.
        mark: char,
    },
}

/// One thing changed by hand in one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The article's id.
    pub article: String,
    /// What is changed.
    #[serde(flatten)]
    pub change: Change,
    /// Where, for what has a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Anchor>,
}

/// All edits of a corpus, in the order in which they were made; a later one wins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edits {
    /// The edits.
    #[serde(default, rename = "edit", skip_serializing_if = "Vec::is_empty")]
    pub list: Vec<Edit>,
}

/// What the edits mean for one article as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// For the analysis.
    pub corrections: Vec<Correction>,
    /// Lines with a role set by hand: number (1-based) and role.
    pub roles: Vec<(usize, Role)>,
    /// Indices of the edits whose words are gone.
    pub orphans: Vec<usize>,
}

impl Edits {
    /// Reads an edits file; a mistake comes with its line and column.
    pub fn parse(text: &str, origin: &str) -> Result<Self, ListError> {
        parse_toml(text, origin)
    }

    /// The file's text.
    pub fn to_toml(&self) -> String {
        let head = "# Corrections, notes and bookmarks made in parallax. Safe to read, edit and keep under version control.\n\n";
        format!("{head}{}", toml::to_string_pretty(self).unwrap_or_default())
    }

    /// Places the edits of `article` in its text.
    pub fn resolve(&self, article: &Article) -> Resolved {
        let mut out = Resolved::default();
        for (i, edit) in self.list.iter().enumerate().filter(|(_, e)| e.article == article.id) {
            let place = edit.at.as_ref().map(|a| a.find(&article.text));
            if place == Some(None) {
                out.orphans.push(i);
                continue;
            }
            let span = place.flatten().unwrap_or_default();
            if let Change::Role { role } = edit.change {
                out.roles.push((article.line_of(span.start as usize), role));
            }
            out.corrections.extend(correction(&edit.change, span));
        }
        out
    }

    /// Sets the metadata of `article` that was changed by hand.
    pub fn apply_metadata(&self, article: &mut Article) {
        for edit in self.list.iter().filter(|e| e.article == article.id) {
            let text = |value: &String| Some(Field::new(value.clone(), Provenance::Edited));
            match &edit.change {
                Change::Title { value } => article.meta.title = text(value),
                Change::Outlet { value } => article.meta.outlet = text(value),
                Change::Author { value } => article.meta.author = text(value),
                Change::Date { value, precision } => {
                    if let Ok(day) = value.parse() {
                        let date = ArticleDate { day, precision: *precision };
                        article.meta.date = Some(Field::new(date, Provenance::Edited));
                    }
                }
                _ => {}
            }
        }
    }
}

/// A list of edits before and after a change, so that the change can be made to a list that others have changed too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The list before.
    pub before: Vec<Edit>,
    /// The list after.
    pub after: Vec<Edit>,
}

impl Step {
    /// What `list` becomes when this change is made to it: what went goes, what came comes last.
    pub fn on(&self, list: &[Edit]) -> Vec<Edit> {
        if list == self.before {
            return self.after.clone();
        }
        let mut out = minus(list, &minus(&self.before, &self.after));
        out.extend(minus(&self.after, &self.before));
        out
    }

    /// Ids of the articles whose edits differ.
    pub fn articles(&self) -> BTreeSet<&str> {
        let went = minus_refs(&self.before, &self.after);
        let came = minus_refs(&self.after, &self.before);
        went.into_iter().chain(came).map(|e| e.article.as_str()).collect()
    }
}

fn minus(from: &[Edit], these: &[Edit]) -> Vec<Edit> {
    minus_refs(from, these).into_iter().cloned().collect()
}

/// The items of `from` that are not in `these`, each taken away once.
fn minus_refs<'a>(from: &'a [Edit], these: &[Edit]) -> Vec<&'a Edit> {
    let mut gone: Vec<&Edit> = these.iter().collect();
    let keeps = |edit: &&Edit| match gone.iter().position(|g| g == edit) {
        Some(i) => {
            gone.swap_remove(i);
            false
        }
        None => true,
    };
    from.iter().filter(keeps).collect()
}

fn correction(change: &Change, span: Span) -> Option<Correction> {
    Some(match change {
        Change::QuoteClass { class } => Correction::QuoteClass(span, *class),
        Change::Speaker { speaker } => Correction::QuoteSpeaker(span, speaker.clone()),
        Change::Merge { from, into } => Correction::MergeSpeakers { from: from.clone(), into: into.clone() },
        Change::Camp { speaker, camp } => Correction::Camp { speaker: speaker.clone(), camp: camp.clone() },
        Change::SourceType { speaker, source_type } => {
            Correction::SourceType { speaker: speaker.clone(), source_type: *source_type }
        }
        Change::Loaded { counted } => Correction::Loaded(span, *counted),
        Change::Topic { topic, on } => Correction::Topic { span, topic: topic.clone(), on: *on },
        Change::Genre { genre } => Correction::Genre(*genre),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_finds_its_words_after_the_text_has_moved() {
        let text = "He said “no”. She said “no”. They left.";
        let second = text.rfind("“no”").unwrap();
        let anchor = Anchor::of(text, Span::new(second, second + "“no”".len()));
        let moved = format!("A new first line.\n{text}");
        assert_eq!(anchor.find(&moved).map(|s| s.start as usize), moved.rfind("“no”"));
    }

    fn marked(marks: &str) -> Vec<Edit> {
        marks.chars().map(|mark| Edit { article: mark.into(), change: Change::Bookmark { mark }, at: None }).collect()
    }

    #[test]
    fn a_change_is_made_to_a_list_that_others_have_changed() {
        let step = |before, after| Step { before: marked(before), after: marked(after) };
        assert_eq!(step("ab", "a").on(&marked("abc")), marked("ac"));
        assert_eq!(step("a", "ab").on(&marked("ax")), marked("axb"));
        assert_eq!(step("ab", "ba").on(&marked("ab")), marked("ba"));
        assert_eq!(step("ab", "bc").articles().into_iter().collect::<Vec<_>>(), ["a", "c"]);
    }

    #[test]
    fn gone_words_make_an_orphan() {
        assert_eq!(Anchor { words: "gone".into(), ..Anchor::default() }.find("still here"), None);
    }

    #[test]
    fn edits_survive_a_round_trip() {
        let edits = Edits {
            list: vec![
                Edit {
                    article: "a".into(),
                    change: Change::Bookmark { mark: 'm' },
                    at: Some(Anchor::of("x y", Span::new(0, 1))),
                },
                Edit {
                    article: "a".into(),
                    change: Change::Speaker { speaker: Some("Jane \"J\" Roe".into()) },
                    at: Some(Anchor { words: "line\nbreak".into(), ..Anchor::default() }),
                },
                Edit { article: "b".into(), change: Change::Role { role: Role::Caption }, at: None },
            ],
        };
        assert_eq!(Edits::parse(&edits.to_toml(), FILE), Ok(edits));
    }
}
