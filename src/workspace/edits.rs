//! Corrections, notes and bookmarks made by hand, kept in a readable file that survives a changed text.
//!
//! An edit is anchored by the words it is about and by what stands around them, never by an offset. On reading, each
//! anchor is looked up in the text; an edit whose words are gone is an orphan: it is listed and kept, never dropped.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{
        Correction, ListError,
        entities::SourceType,
        genre::GenreKind,
        lists::parse_toml,
        loaded::{Category, HandTerm, hand::WEIGHT},
        quotations::QuoteClass,
    },
    articles::{Article, ArticleDate, Field, Precision, Provenance, Role},
    text::{
        Span,
        fold::{self, fold, plain_space},
    },
};

/// The name of the file beside the corpus.
pub const FILE: &str = "parallax.edits.toml";

/// What stands for the article of a change that is about all of them.
pub const EVERYWHERE: &str = "*";

/// How much of the text before and after an anchor is kept, in characters.
const CONTEXT: usize = 40;

/// Places of the words that are looked at.
const MOST_PLACES: usize = 1000;

/// How many characters on one side must be as they were, where the words are few.
const ENOUGH: usize = 6;

/// So many words are found again wherever they stand.
const SURE: usize = 4;

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

    /// Where the words stand in `text` now: of several places, the one whose surroundings agree best. Kinds of marks and
    /// spaces do not matter. A few words that stand in other surroundings alone are others.
    pub fn find(&self, text: &str) -> Option<Span> {
        if self.words.is_empty() {
            return None;
        }
        let as_they_are = text.match_indices(&self.words).map(|(at, m)| Span::new(at, at + m.len()));
        let best = self.best(text, as_they_are.take(MOST_PLACES));
        best.or_else(|| self.best(text, fold::find(text, &self.words, MOST_PLACES).into_iter()))
    }

    /// The place whose surroundings agree best, if they agree enough.
    fn best(&self, text: &str, places: impl Iterator<Item = Span>) -> Option<Span> {
        let told = |place: Span| (self.agreement(text, place), place);
        let best = places.map(told).max_by_key(|((b, a), p)| (b + a, std::cmp::Reverse(p.start)));
        let ((before, after), place) = best?;
        let longest = self.before.chars().count().max(self.after.chars().count());
        let enough = before.max(after) >= longest.min(ENOUGH) || self.words.split_whitespace().count() >= SURE;
        enough.then_some(place)
    }

    /// How many characters before and after a place are those around the anchor.
    fn agreement(&self, text: &str, place: Span) -> (usize, usize) {
        let before = text.get(..place.start as usize).unwrap_or("").chars().rev();
        let after = text.get(place.end as usize..).unwrap_or("").chars();
        let same = |(a, b): &(char, char)| a == b || a.is_whitespace() && b.is_whitespace();
        let before = before.zip(self.before.chars().rev()).take_while(same).count();
        (before, after.zip(self.after.chars()).take_while(same).count())
    }
}

/// What is changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// Exactly these words are a quotation, in marks or not; without `speaker`: of nobody known.
    Quotation {
        /// The speaker's name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        speaker: Option<String>,
    },
    /// These words are the outlet's own: neither quotation nor indirect speech.
    Narrator,
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
    /// Whether the words are a loaded term here; with a `category` they are one of that kind, known to the lists or not.
    Loaded {
        /// Whether it counts.
        counted: bool,
        /// What kind of term.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<Category>,
        /// How loaded, 0 to 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<f32>,
        /// What it says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gloss: Option<String>,
    },
    /// The same of a term wherever it stands in the corpus; the edit's article is then [`EVERYWHERE`].
    Term {
        /// The term.
        term: String,
        /// Whether it counts.
        counted: bool,
        /// What kind of term.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<Category>,
        /// How loaded, 0 to 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<f32>,
        /// What it says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gloss: Option<String>,
    },
    /// Whether the sentence touches the topic; without a place, whether the article does.
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
    /// The article belongs to another story than the program found.
    Story {
        /// The id of an article of that story; without one the article is a story of its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        with: Option<String>,
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// The article's id, or [`EVERYWHERE`].
    pub article: String,
    /// What is changed.
    #[serde(flatten)]
    pub change: Change,
    /// Where, for what has a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Anchor>,
}

impl Edit {
    /// Whether it concerns the article `id`.
    pub fn is_about(&self, id: &str) -> bool {
        self.article == id || self.article == EVERYWHERE
    }

    /// Whether it corrects something: notes and bookmarks do not.
    pub const fn is_correction(&self) -> bool {
        !matches!(self.change, Change::Note { .. } | Change::Bookmark { .. })
    }

    /// Whether it is in force in `article`: it is about it, and its words stand there.
    fn holds_in(&self, article: &Article) -> bool {
        let text = &article.text;
        match (&self.change, &self.at) {
            (Change::Term { term, .. }, _) => fold(text).contains(&fold(term)),
            (_, Some(at)) => at.find(text).is_some(),
            (_, None) => true,
        }
    }

    /// The loaded term that it brings in, if it brings one in.
    fn term_by_hand(&self) -> Option<HandTerm> {
        let (term, everywhere, category, weight, gloss) = match &self.change {
            Change::Loaded { category, weight, gloss, .. } => {
                (&self.at.as_ref()?.words, false, (*category)?, weight, gloss)
            }
            Change::Term { term, category, weight, gloss, .. } => (term, true, (*category)?, weight, gloss),
            _ => return None,
        };
        let weight = weight.filter(|w| (0.0..=1.0).contains(w)).unwrap_or(WEIGHT);
        Some(HandTerm {
            term: term.chars().map(plain_space).collect(),
            category,
            gloss: gloss.clone(),
            weight,
            everywhere,
        })
    }
}

/// All edits of a corpus, in the order in which they were made; a later one wins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edits {
    /// The edits.
    #[serde(default, rename = "edit", skip_serializing_if = "Vec::is_empty")]
    pub list: Vec<Edit>,
}

/// What the edits mean for one article as it is now.
#[derive(Clone, Debug, Default, PartialEq)]
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

    /// Reads what can be read of an edits file: its good entries, and a mistake with its line and column for each of
    /// the others.
    pub fn salvage(text: &str, origin: &str) -> (Self, Vec<ListError>) {
        let whole = match Self::parse(text, origin) {
            Ok(edits) => return (edits, Vec::new()),
            Err(error) => error,
        };
        let (mut edits, mut mistakes) = (Self::default(), Vec::new());
        for (lines_before, entry) in entries(text) {
            // The lines before it are blank, so that the mistake has its place in the file.
            match Self::parse(&format!("{}{entry}", "\n".repeat(lines_before)), origin) {
                Ok(one) => edits.list.extend(one.list),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        if mistakes.is_empty() {
            mistakes.push(whole);
        }
        (edits, mistakes)
    }

    /// The file's text.
    pub fn to_toml(&self) -> String {
        let head = "# Corrections, notes and bookmarks made in parallax. Safe to read, edit and keep under version control.\n\n";
        format!("{head}{}", toml::to_string_pretty(self).unwrap_or_default())
    }

    /// The edits of the article `id` alone.
    pub fn of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Edit> {
        self.list.iter().filter(move |e| e.article == id)
    }

    /// How many corrections are in force in `article`: the entries about it, notes and bookmarks apart, whose words
    /// stand in its text. This is the number that every screen and export gives.
    pub fn count(&self, article: &Article) -> usize {
        let about = self.list.iter().filter(|e| e.is_correction() && e.is_about(&article.id));
        about.filter(|e| e.holds_in(article)).count()
    }

    /// The loaded terms that the edits bring in.
    pub fn terms_by_hand(&self) -> Vec<HandTerm> {
        self.list.iter().filter_map(Edit::term_by_hand).collect()
    }

    /// Places the edits of `article` in its text.
    pub fn resolve(&self, article: &Article) -> Resolved {
        let mut out = Resolved::default();
        for (i, edit) in self.list.iter().enumerate().filter(|(_, e)| e.is_about(&article.id)) {
            let place = edit.at.as_ref().map(|a| a.find(&article.text));
            if place == Some(None) {
                out.orphans.push(i);
                continue;
            }
            let span = place.flatten().unwrap_or_default();
            if let Change::Role { role } = edit.change {
                out.roles.push((article.line_of(span.start as usize), role));
            }
            out.corrections.extend(correction(&edit.change, span, edit.at.is_some()));
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
#[derive(Clone, Debug, Default, PartialEq)]
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

/// A file cut before each line that opens an entry, with the number of lines before each part. What stands inside a
/// text of several lines opens none.
fn entries(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let (mut from, mut before, mut at) = (0, 0, 0);
    let mut inside: Option<&str> = None;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        if inside.is_none() && line.trim() == "[[edit]]" {
            out.push((before, text.get(from..at).unwrap_or("")));
            (from, before) = (at, n);
        }
        inside = after_line(line, inside);
        at += line.len();
    }
    out.push((before, text.get(from..).unwrap_or("")));
    out
}

/// The mark of the text of several lines that is open after `line`.
fn after_line<'a>(line: &str, mut inside: Option<&'a str>) -> Option<&'a str> {
    let mut rest = line;
    loop {
        let found = match inside {
            Some(mark) => rest.find(mark).map(|i| (i, mark)),
            None => ["\"\"\"", "'''"].into_iter().filter_map(|m| rest.find(m).map(|i| (i, m))).min(),
        };
        let Some((at, mark)) = found else { return inside };
        inside = if inside.is_none() { Some(mark) } else { None };
        rest = rest.get(at + mark.len()..).unwrap_or("");
    }
}

impl Edits {
    /// Which articles are moved to another story, in order: the article and one of that story, by id.
    pub fn story_moves(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.list.iter().filter_map(|edit| match &edit.change {
            Change::Story { with } => Some((edit.article.as_str(), with.as_deref())),
            _ => None,
        })
    }
}

fn correction(change: &Change, span: Span, placed: bool) -> Option<Correction> {
    Some(match change {
        Change::QuoteClass { class } => Correction::QuoteClass(span, *class),
        Change::Speaker { speaker } => Correction::QuoteSpeaker(span, speaker.clone()),
        Change::Quotation { speaker } => Correction::Quotation(span, speaker.clone()),
        Change::Narrator => Correction::Narrator(span),
        Change::Merge { from, into } => Correction::MergeSpeakers { from: from.clone(), into: into.clone() },
        Change::Camp { speaker, camp } => Correction::Camp { speaker: speaker.clone(), camp: camp.clone() },
        Change::SourceType { speaker, source_type } => {
            Correction::SourceType { speaker: speaker.clone(), source_type: *source_type }
        }
        Change::Loaded { counted, category, weight, .. } => {
            Correction::Loaded { span, counted: *counted, category: *category, weight: *weight }
        }
        Change::Term { term, counted, weight, .. } => {
            Correction::Term { term: term.clone(), counted: *counted, weight: *weight }
        }
        Change::Topic { topic, on } => {
            Correction::Topic { span: placed.then_some(span), topic: topic.clone(), on: *on }
        }
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

    #[test]
    fn an_anchor_survives_other_marks_and_spaces_and_a_change_on_one_side() {
        let text = "Kallas slammed\u{a0}the “dirty deal” in Brussels.";
        let at = text.find("slammed").unwrap();
        let anchor = Anchor::of(text, Span::new(at, at + "slammed\u{a0}the “dirty".len()));
        let other = "On Monday Kallas slammed the \"dirty deal\" in Rome.";
        assert_eq!(anchor.find(other).map(|s| s.of(other)), Some("slammed the \"dirty"));
    }

    #[test]
    fn a_short_word_elsewhere_is_another_word() {
        let text = "The plan is a zombie project.";
        let at = text.find("zombie").unwrap();
        let anchor = Anchor::of(text, Span::new(at, at + 6));
        assert_eq!(anchor.find("A film about a zombie!").map(|s| s.start), None);
        assert!(anchor.find("The plan is a zombie, they said.").is_some());
        assert!(Anchor { words: "zombie".into(), ..Anchor::default() }.find("A film about a zombie!").is_some());
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
    fn the_good_entries_of_a_broken_file_are_read_and_each_bad_one_is_told_with_its_place() {
        let good = |mark: char| format!("[[edit]]\narticle = \"a\"\nchange = \"bookmark\"\nmark = \"{mark}\"\n\n");
        let quoted = "[[edit]]\narticle = \"a\"\nchange = \"note\"\ntext = \"\"\"\n[[edit]]\narticle = 7\n\"\"\"\n";
        let text = format!(
            "# mine\n{}[[edit]]\narticle = \"b\nchange = 1\n\n{}{quoted}{}",
            good('x'),
            good('y'),
            "[[edit]]\nnote = 1\n"
        );
        let (edits, mistakes) = Edits::salvage(&text, FILE);
        assert_eq!(edits.list.len(), 3, "{edits:?}");
        let lines: Vec<_> = mistakes.iter().filter_map(|m| m.position).map(|p| p.0).collect();
        assert_eq!((lines.len(), lines.first()), (2, Some(&8)), "{mistakes:?}");
        assert!(mistakes[0].to_string().starts_with("parallax.edits.toml:8:"), "{mistakes:?}");
    }

    #[test]
    fn a_mistake_before_the_first_entry_is_told_and_the_entries_are_read() {
        let (edits, mistakes) =
            Edits::salvage("oops\n[[edit]]\narticle = \"a\"\nchange = \"bookmark\"\nmark = \"x\"\n", FILE);
        assert_eq!((edits.list.len(), mistakes.len()), (1, 1));
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
                Edit { article: "b".into(), change: Change::Story { with: Some("a".into()) }, at: None },
                Edit { article: "c".into(), change: Change::Story { with: None }, at: None },
            ],
        };
        assert_eq!(Edits::parse(&edits.to_toml(), FILE).as_ref(), Ok(&edits));
        assert_eq!(edits.story_moves().collect::<Vec<_>>(), [("b", Some("a")), ("c", None)]);
    }
}
