//! [`Lexicon`]: the entries, their categories and glosses, and the table that finds their forms.
//!
//! A list is lines of tab-separated fields under a category in square brackets:
//!
//! ```text
//! [idiom]
//! term    pos    weight    gloss    fitted
//! ```
//!
//! `pos` is letters: `n`, `v` and `a` inflect, `x` stands as it is, `q` is the pseudo-entry of scare quotes. `_` in a
//! term stands for any one word. A term with a capital matches capitalised words in mid-sentence, which are otherwise
//! taken for names. `weight` (0 to 1) says how often the term is loaded where it occurs: in the built-in lists its
//! author's guess, with `fitted`, where present, the estimate that is used. `#` begins a comment.
//!
//! A user's list, or a project file, is TOML: `[[term]]` with `term`, `category`, `weight` (1 if left out; taken as it
//! is, whatever the context), `gloss`, `pos` (one letter for each part of speech; if left out, nouns and verbs inflect
//! by their category and phrases stand as they are), or with `term` and `off = true` to remove an entry.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{hand, inflect::Irregular, model::Model, table::Table};
use crate::{
    analysis::lists::{Edition, ListName, Own, Stamp},
    text::entries::{Entry as Read, Reader, Table as Rows},
};

/// What kind of loaded term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Evaluative adjectives: reckless, stunning.
    Adjective,
    /// Evaluative nouns: debacle, greed.
    Noun,
    /// Labels for people, groups and ideas: thug, elites.
    Label,
    /// Metaphors of conflict and action: slam, gut, flood.
    Action,
    /// Loaded reporting verbs: boast, rant.
    Reporting,
    /// Stance and intensity: utterly, of course.
    Adverb,
    /// Alarm: catastrophe, out of control.
    Alarm,
    /// Doubt: so-called, alleged.
    Doubt,
    /// Idioms.
    Idiom,
    /// Euphemisms and slogans: collateral damage.
    Euphemism,
    /// Sarcasm: lo and behold.
    Sarcasm,
    /// Short words in marks with no speaker.
    ScareQuote,
}

impl Category {
    /// Every category, in the order of the tables.
    pub const ALL: [Self; 12] = [
        Self::Adjective,
        Self::Noun,
        Self::Label,
        Self::Action,
        Self::Reporting,
        Self::Adverb,
        Self::Alarm,
        Self::Doubt,
        Self::Idiom,
        Self::Euphemism,
        Self::Sarcasm,
        Self::ScareQuote,
    ];

    /// The name used in lists, on screen and in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Adjective => "adjective",
            Self::Noun => "noun",
            Self::Label => "label",
            Self::Action => "action",
            Self::Reporting => "reporting",
            Self::Adverb => "adverb",
            Self::Alarm => "alarm",
            Self::Doubt => "doubt",
            Self::Idiom => "idiom",
            Self::Euphemism => "euphemism",
            Self::Sarcasm => "sarcasm",
            Self::ScareQuote => "scare quote",
        }
    }

    /// What belongs to it, in a few words.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Adjective => "evaluative adjectives: reckless, stunning",
            Self::Noun => "evaluative nouns: debacle, greed",
            Self::Label => "labels for people and groups: thug, elites",
            Self::Action => "metaphors of conflict and action: slam, flood",
            Self::Reporting => "loaded reporting verbs: boast, rant",
            Self::Adverb => "stance and intensity: utterly, of course",
            Self::Alarm => "alarm: catastrophe, out of control",
            Self::Doubt => "doubt: so-called, alleged",
            Self::Idiom => "idioms",
            Self::Euphemism => "euphemisms and slogans: collateral damage",
            Self::Sarcasm => "sarcasm: lo and behold",
            Self::ScareQuote => "short words in marks with no speaker",
        }
    }

    /// The category of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }
}

/// Where an entry comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The lists in the program.
    Builtin,
    /// The user's own file: its name and line, and what the entry stands over.
    User(String),
    /// A correction.
    Hand,
}

/// One loaded term.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The lemma or phrase.
    pub term: String,
    /// Parts of speech that inflect, as letters.
    pub pos: String,
    /// What kind of term.
    pub category: Category,
    /// What it says, or a plainer way to say it.
    pub gloss: String,
    /// Its author's guess of how often it is loaded where it occurs, 0 to 1.
    pub guess: f32,
    /// How often it is loaded where it occurs, 0 to 1: fitted where data spoke, else the guess.
    pub weight: f32,
    /// Where it comes from.
    pub origin: Origin,
    /// Removed by a user's list: kept so that indices stay valid, never matched.
    pub off: bool,
}

/// The entries with the table that finds their forms and the model that weights them in context.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(super) entries: Vec<Entry>,
    by_term: FxHashMap<String, u32>,
    /// What corrections brought in, by words and category.
    pub(super) hand: FxHashMap<(String, Category), u32>,
    pub(super) table: Table,
    /// The context model, with the threshold.
    pub model: Model,
    scare: Option<u32>,
    stamp: Stamp,
}

/// Version of the built-in lists.
const VERSION: &str = "1.0";

const BUILTIN: [&str; 13] = [
    include_str!("../../../assets/lexicon/alarm.tsv"),
    include_str!("../../../assets/lexicon/doubt.tsv"),
    include_str!("../../../assets/lexicon/euphemisms.tsv"),
    include_str!("../../../assets/lexicon/sarcasm.tsv"),
    include_str!("../../../assets/lexicon/labels.tsv"),
    include_str!("../../../assets/lexicon/reporting.tsv"),
    include_str!("../../../assets/lexicon/adverbs.tsv"),
    include_str!("../../../assets/lexicon/idioms.tsv"),
    include_str!("../../../assets/lexicon/adjectives.tsv"),
    include_str!("../../../assets/lexicon/nouns.tsv"),
    include_str!("../../../assets/lexicon/actions.tsv"),
    include_str!("../../../assets/lexicon/commentary.tsv"),
    include_str!("../../../assets/lexicon/scare.tsv"),
];

impl Lexicon {
    /// The lists embedded in the binary.
    ///
    /// # Panics
    ///
    /// If an embedded list does not parse; a test reads them all.
    pub fn builtin() -> Self {
        Self::of(&BUILTIN, Model::TEXT).expect("the embedded lists are tested")
    }

    /// A lexicon of `lists`, in the form of the built-in ones, and a model file.
    pub fn of(lists: &[&str], model: &str) -> Result<Self, String> {
        let mut lexicon = Self { model: Model::of(model), stamp: Stamp::new(VERSION, model), ..Self::default() };
        for text in lists {
            lexicon.read(text)?;
            lexicon.stamp.also(text);
        }
        lexicon.compile();
        Ok(lexicon)
    }

    /// Merges the terms of a user's file over what is there: an entry of the same term replaces it, `off = true` removes
    /// it; what holds a mistake is left out.
    pub fn merge<'a>(&mut self, reader: &mut Reader<'a>, rows: &mut Rows<'a>, own: &mut Own) {
        for Read { value: row, at } in reader.rows::<UserTerm>(rows, "term") {
            let place = row.term.span().start;
            if let Err(message) = self.take(row, at, reader, own) {
                reader.mistake(place, message);
            }
        }
        self.stamp.merge(reader.text);
        self.compile();
    }

    fn take(&mut self, row: UserTerm, at: usize, reader: &Reader<'_>, own: &mut Own) -> Result<(), String> {
        let term = row.term.into_inner();
        if !term.chars().any(char::is_alphanumeric) {
            return Err("a `[[term]]` needs a `term` of letters".to_owned());
        }
        if let Some(first) = own.winner(ListName::Loaded.name(), &term).filter(|e| e.is_of(reader.origin)) {
            return Err(format!("`{term}` stands in this file twice, first at {}", first.place));
        }
        let old = self.find(&term);
        if row.off {
            let Some(entry) = old.and_then(|i| self.entries.get_mut(i as usize)) else {
                let hint = reader.hint(&term, self.by_term.keys().map(String::as_str));
                return Err(format!("there is no term `{term}` to switch off{hint}"));
            };
            let origin = own.enter(ListName::Loaded, &term, reader.place(at), true, true);
            (entry.off, entry.origin) = (true, Origin::User(origin));
            return Ok(());
        }
        let known = old.and_then(|i| self.get(i));
        let category = match (&row.category, known) {
            (Some(name), _) => Category::named(name).ok_or_else(|| unknown_category(name))?,
            (None, Some(known)) => known.category,
            (None, None) => {
                return Err(format!("the term “{term}” needs a `category`; {}", categories()));
            }
        };
        let weight = row.weight.or(known.map(|k| k.weight)).unwrap_or(hand::WEIGHT);
        if !(0.0..=1.0).contains(&weight) {
            return Err(format!("the weight of “{term}” must be from 0 to 1"));
        }
        let entry = Entry {
            pos: row.pos.or_else(|| known.map(|k| k.pos.clone())).unwrap_or_else(|| hand::inflected(&term, category)),
            gloss: row.gloss.or_else(|| known.map(|k| k.gloss.clone())).unwrap_or_default(),
            origin: Origin::User(own.enter(ListName::Loaded, &term, reader.place(at), known.is_some(), false)),
            term,
            category,
            guess: weight,
            weight,
            off: false,
        };
        self.put(entry);
        Ok(())
    }

    /// Version and hash of the lists, for footers and exports.
    pub fn edition(&self, name: &str) -> Edition {
        self.stamp.edition(name, self.entries.iter().filter(|e| !e.off).count())
    }

    /// The entry at `index`.
    pub fn get(&self, index: u32) -> Option<&Entry> {
        self.entries.get(index as usize)
    }

    /// Every entry in order, removed ones included.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The index of `term`, written as in its list.
    pub fn find(&self, term: &str) -> Option<u32> {
        self.by_term.get(term).copied()
    }

    /// The entry that stands for scare quotes.
    pub(super) const fn scare(&self) -> Option<u32> {
        self.scare
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        let mut category = None;
        for line in text.lines().map(str::trim_end).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                category = Some(Category::named(name).ok_or_else(|| unknown_category(name))?);
                continue;
            }
            let mut fields = line.split('\t');
            let mut next = || fields.next().unwrap_or("");
            let (term, pos, guess, gloss, fitted) = (next(), next(), next(), next(), next());
            let guess = number(guess).ok_or_else(|| format!("no weight in “{line}”"))?;
            self.put(Entry {
                term: term.to_owned(),
                pos: pos.to_owned(),
                category: category.ok_or("a category must come first")?,
                gloss: gloss.to_owned(),
                guess,
                weight: number(fitted).unwrap_or(guess),
                origin: Origin::Builtin,
                off: false,
            });
        }
        Ok(())
    }

    fn put(&mut self, entry: Entry) {
        if let Some(old) = self.find(&entry.term).and_then(|i| self.entries.get_mut(i as usize)) {
            *old = entry;
            return;
        }
        let index = self.entries.len() as u32;
        if entry.pos == "q" {
            self.scare = Some(index);
        }
        self.by_term.insert(entry.term.clone(), index);
        self.entries.push(entry);
    }

    /// Builds the table: what was set by hand, then lemmas, so that a form never hides another entry's lemma.
    pub(super) fn compile(&mut self) {
        let irregular = Irregular::builtin();
        let mut table = Table::with_room_for(self.entries.len() * 5);
        let mut buffer = String::new();
        let live = || self.entries.iter().enumerate().filter(|(_, e)| !e.off && e.pos != "q");
        for (i, entry) in live().filter(|(_, e)| e.origin == Origin::Hand) {
            table.insert(&entry.term, i as u32, &mut buffer);
            irregular.forms(&entry.term, &entry.pos, &mut |form| table.insert(form, i as u32, &mut buffer));
        }
        for (i, entry) in live() {
            table.insert(&entry.term, i as u32, &mut buffer);
        }
        for (i, entry) in live() {
            irregular.forms(&entry.term, &entry.pos, &mut |form| table.insert(form, i as u32, &mut buffer));
        }
        self.table = table;
    }
}

fn unknown_category(name: &str) -> String {
    format!("no category “{name}”; {}", categories())
}

fn categories() -> String {
    let known: Vec<_> = Category::ALL.iter().map(|c| c.name()).collect();
    format!("there are {}", known.join(", "))
}

fn number(field: &str) -> Option<f32> {
    field.parse().ok().filter(|w| (0.0..=1.0).contains(w))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UserTerm {
    term: toml::Spanned<String>,
    category: Option<String>,
    weight: Option<f32>,
    gloss: Option<String>,
    pos: Option<String>,
    #[serde(default)]
    off: bool,
}
