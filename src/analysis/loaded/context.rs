//! What surrounds a loaded term: the features that the model weights it by.
//!
//! A feature is a [`Kind`] with a word, a name or a number. All are read from the text and the built-in guesses alone,
//! never from fitted weights, so that the model stays one linear step.

use super::{scan, table::Hashed};

/// What a feature tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Ending of the word as written.
    Ending,
    /// The word before.
    Before,
    /// The word after.
    After,
    /// The word two before.
    Before2,
    /// The word two after.
    After2,
    /// Part of speech of the term's last word.
    Tag,
    /// Part of speech before it.
    TagBefore,
    /// Part of speech after it.
    TagAfter,
    /// How it is written: capitals, hyphen, marks.
    Form,
    /// Where in the article: headline, opening, close.
    Place,
    /// Direct or indirect speech, or a reported thought.
    Voice,
    /// The sentence: its end mark, persons, digits.
    Sentence,
    /// Number: loaded terms in the same sentence, by their guesses.
    Near,
    /// Number: loaded terms in the rest of the article, by their guesses.
    Rate,
    /// Number: share of words in the article that address or include the reader.
    Persons,
    /// Number: share of reporting words in the article.
    Reports,
    /// Number: words in the sentence.
    Length,
    /// Number: how often the article uses the term.
    Again,
    /// [`Kind::Near`] times the logit of the term's guess: what surrounds a strong word says another thing than what
    /// surrounds a weak one. The same holds for the four that follow.
    GuessNear,
    /// [`Kind::Rate`] times the logit of the guess.
    GuessRate,
    /// [`Kind::Persons`] times the logit of the guess.
    GuessPersons,
    /// [`Kind::Reports`] times the logit of the guess.
    GuessReports,
    /// [`Kind::Length`] times the logit of the guess.
    GuessLength,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 23] = [
        Self::Ending,
        Self::Before,
        Self::After,
        Self::Before2,
        Self::After2,
        Self::Tag,
        Self::TagBefore,
        Self::TagAfter,
        Self::Form,
        Self::Place,
        Self::Voice,
        Self::Sentence,
        Self::Near,
        Self::Rate,
        Self::Persons,
        Self::Reports,
        Self::Length,
        Self::Again,
        Self::GuessNear,
        Self::GuessRate,
        Self::GuessPersons,
        Self::GuessReports,
        Self::GuessLength,
    ];

    /// The name in the model file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ending => "ending",
            Self::Before => "before",
            Self::After => "after",
            Self::Before2 => "before2",
            Self::After2 => "after2",
            Self::Tag => "tag",
            Self::TagBefore => "tag_before",
            Self::TagAfter => "tag_after",
            Self::Form => "form",
            Self::Place => "place",
            Self::Voice => "voice",
            Self::Sentence => "sentence",
            Self::Near => "near",
            Self::Rate => "rate",
            Self::Persons => "persons",
            Self::Reports => "reports",
            Self::Length => "length",
            Self::Again => "again",
            Self::GuessNear => "guess_near",
            Self::GuessRate => "guess_rate",
            Self::GuessPersons => "guess_persons",
            Self::GuessReports => "guess_reports",
            Self::GuessLength => "guess_length",
        }
    }

    /// Whether its value is a word of the text.
    pub const fn is_word(self) -> bool {
        matches!(self, Self::Before | Self::After | Self::Before2 | Self::After2)
    }
}

/// The value of a feature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A word of the text, as [`scan::hash_word`] gives it.
    Word(u64),
    /// One of a few names.
    Name(&'static str),
    /// A number.
    Number(f32),
}

/// One thing told about a term's surroundings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feature {
    /// What it tells.
    pub kind: Kind,
    /// Its value.
    pub value: Value,
}

impl Feature {
    /// The key under which the model keeps its coefficient.
    pub fn key(self) -> u64 {
        match self.value {
            Value::Word(hash) => key(self.kind, hash),
            Value::Name(name) => key(self.kind, scan::hash_name(name)),
            Value::Number(_) => key(self.kind, 0),
        }
    }

    /// What the coefficient is multiplied by.
    pub const fn amount(self) -> f32 {
        match self.value {
            Value::Number(n) => n,
            _ => 1.0,
        }
    }
}

/// The key of `kind` with a hashed value.
pub fn key(kind: Kind, value: u64) -> u64 {
    value ^ (kind as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The logit of a guess, kept finite.
pub fn logit(guess: f32) -> f32 {
    let guess = guess.clamp(0.01, 0.99);
    (guess / (1.0 - guess)).ln()
}

/// Closed word classes that features are read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// not, never, without.
    Negator,
    /// I, we, our.
    First,
    /// you, your.
    Second,
    /// said, told, according.
    Report,
    /// so, very, utterly.
    Boost,
}

/// Words by hash with their class.
#[derive(Clone, Debug, Default)]
pub struct Classes(Hashed<Class>);

impl Classes {
    /// The classes embedded in the binary.
    pub fn builtin() -> Self {
        let mut map = Hashed::default();
        let mut buffer = String::new();
        for line in include_str!("../../../assets/lexicon/context_words.tsv").lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t');
            let class = match fields.next() {
                Some("negator") => Class::Negator,
                Some("first") => Class::First,
                Some("second") => Class::Second,
                Some("report") => Class::Report,
                _ => Class::Boost,
            };
            map.extend(fields.map(|word| (scan::hash_word(word, &mut buffer), class)));
        }
        Self(map)
    }

    /// The class of a word.
    pub fn of(&self, hash: u64) -> Option<Class> {
        self.0.get(&hash).copied()
    }
}

const ENDINGS: [&str; 26] = [
    "ingly", "edly", "ously", "ly", "ing", "ed", "ness", "ism", "ists", "ist", "ous", "ful", "less", "ive", "able",
    "ible", "ant", "ent", "ity", "ion", "ment", "est", "er", "ic", "es", "s",
];

/// The ending of a word as written, from a fixed list.
pub fn ending(word: &str) -> &'static str {
    ENDINGS.into_iter().find(|e| word.len() > e.len() + 2 && word.ends_with(e)).unwrap_or("other")
}
