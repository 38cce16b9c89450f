//! [`Verbs`]: reporting verbs and the other cues of attributions, with act, stance and gloss.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{
    ListError,
    attributions::Act,
    lexicon::Lemma,
    lexicon::Lexicon,
    lists::{ListName, Own},
    stance::Stance,
};
use crate::text::entries::{Entry, Reader};

/// The built-in list.
pub const BUILTIN: &str = include_str!("../../assets/reporting_verbs.toml");

/// What kind of word a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueKind {
    /// say, point out.
    Verb,
    /// claim, fear.
    Noun,
    /// according to, reportedly.
    Phrase,
}

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Base form, or the words of a phrase: `say`, `point out`, `according to`.
    pub lemma: String,
    /// Verb, noun or phrase.
    pub kind: CueKind,
    /// What the source does with the content.
    pub act: Act,
    /// What the word says about the words it reports.
    pub stance: Stance,
    /// What the word adds, in plain words.
    pub gloss: String,
    /// Whether a few words in marks after it are the source's own; not after verbs that tell a deed ("rejected the “offer”").
    pub words: bool,
    /// Which file and line of the user's own it comes from, and what it stands over; empty for a built-in one.
    pub origin: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    act: Option<Act>,
    #[serde(default)]
    stance: Stance,
    #[serde(default)]
    gloss: String,
    words: Option<bool>,
    #[serde(default)]
    off: bool,
}

/// The cues, looked up by base form. Shared by the passes for attributions and for stance.
#[derive(Clone, Debug, Default)]
pub struct Verbs {
    entries: Vec<Cue>,
    /// Verbs and phrases by name.
    words: FxHashMap<String, usize>,
    /// Nouns by name.
    nouns: FxHashMap<String, usize>,
    /// Lemma number → entry + 1, for verbs of one word.
    verb_at: Vec<u16>,
    /// The same for nouns.
    noun_at: Vec<u16>,
    /// The second words of entries of two words, by the number of the first: point + out.
    particles: FxHashMap<Lemma, Vec<String>>,
}

impl Verbs {
    /// Reads a list in the form of `assets/reporting_verbs.toml` that must be without a mistake.
    ///
    /// # Errors
    /// The first mistake.
    pub fn parse(text: &str, origin: &str) -> Result<Self, ListError> {
        let mut verbs = Self::default();
        let mut reader = Reader::new(text, origin);
        verbs.read(&mut reader, None);
        reader.finish().into_iter().next().map_or(Ok(verbs), Err)
    }

    /// Reads a user's list over this one: an entry of the same name replaces, `off = true` removes; what holds a mistake
    /// is left out.
    pub fn merge(&mut self, reader: &mut Reader<'_>, own: &mut Own) {
        self.read(reader, Some(own));
    }

    fn read(&mut self, reader: &mut Reader<'_>, mut own: Option<&mut Own>) {
        let mut table = reader.document();
        for (kind, key) in [(CueKind::Verb, "verb"), (CueKind::Noun, "noun"), (CueKind::Phrase, "phrase")] {
            for (lemma, Entry { value, at }) in reader.named::<Row>(&mut table, key) {
                let known = self.names(kind).contains_key(&lemma);
                if value.off && !known {
                    let hint = reader.hint(&lemma, self.names(kind).keys().map(String::as_str));
                    reader.mistake(at, format!("there is no {key} `{lemma}` to switch off{hint}"));
                    continue;
                }
                let enter =
                    |own: &mut Own| own.enter(ListName::ReportingVerbs, &lemma, reader.place(at), known, value.off);
                let origin = own.as_deref_mut().map_or_else(String::new, enter);
                self.put(lemma, kind, value, origin);
            }
        }
        reader.refuse(table, &["verb", "noun", "phrase"]);
    }

    /// The names of the nouns, or of the verbs and phrases.
    fn names(&mut self, kind: CueKind) -> &mut FxHashMap<String, usize> {
        if kind == CueKind::Noun { &mut self.nouns } else { &mut self.words }
    }

    fn put(&mut self, lemma: String, kind: CueKind, row: Row, origin: String) {
        let entry = self.entries.len();
        let names = self.names(kind);
        if row.off {
            names.remove(&lemma);
            return;
        }
        let act = row.act.unwrap_or(Act::Speech);
        names.insert(lemma.clone(), entry);
        let words = row.words.unwrap_or(true);
        self.entries.push(Cue { lemma, kind, act, stance: row.stance, gloss: row.gloss, words, origin });
    }

    /// Makes the look-up by number; verbs that the lexicon does not know are added to it with their regular forms.
    pub fn link(&mut self, lexicon: &mut Lexicon) {
        let single = |c: &Cue| c.kind == CueKind::Verb && !c.lemma.contains([' ', '-']);
        self.entries.iter().filter(|c| single(c)).for_each(|c| lexicon.add_verb(&c.lemma));
        self.verb_at = vec![0; lexicon.lemma_count()];
        self.noun_at = vec![0; lexicon.lemma_count()];
        self.particles.clear();
        for (name, &index) in &self.words {
            if let Some((verb, particle)) = name.split_once(' ') {
                self.particles.entry(lexicon.number(verb)).or_default().push(particle.to_owned());
            }
            enter(&mut self.verb_at, lexicon, name, index);
        }
        for (name, &index) in &self.nouns {
            enter(&mut self.noun_at, lexicon, name, index);
        }
    }

    /// The entry of a base form or phrase; a verb wins over a noun of the same form.
    pub fn get(&self, lemma: &str) -> Option<&Cue> {
        self.words.get(lemma).or_else(|| self.nouns.get(lemma)).and_then(|&i| self.entries.get(i))
    }

    /// The noun entry of a base form.
    pub fn noun(&self, lemma: &str) -> Option<&Cue> {
        self.nouns.get(lemma).and_then(|&i| self.entries.get(i))
    }

    /// The verb with this number in the lexicon.
    pub fn verb_numbered(&self, lemma: Lemma) -> Option<&Cue> {
        self.verb_at.get(lemma as usize).filter(|&&n| n > 0).and_then(|&n| self.entries.get(n as usize - 1))
    }

    /// The noun with this number in the lexicon.
    pub fn noun_numbered(&self, lemma: Lemma) -> Option<&Cue> {
        self.noun_at.get(lemma as usize).filter(|&&n| n > 0).and_then(|&n| self.entries.get(n as usize - 1))
    }

    /// Whether `verb` followed by `particle` is an entry: point out.
    pub fn has_particle(&self, verb: Lemma, particle: &str) -> bool {
        self.particles.get(&verb).is_some_and(|list| list.iter().any(|p| p == particle))
    }

    /// All entries in force, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = &Cue> {
        self.words.values().chain(self.nouns.values()).filter_map(|&i| self.entries.get(i))
    }
}

/// Notes the entry under the number of its base form, if the lexicon lists it as one.
fn enter(places: &mut [u16], lexicon: &Lexicon, name: &str, index: usize) {
    let number = lexicon.number(name);
    let listed = number > 0 && lexicon.lemma(number) == name;
    if let Some(place) = places.get_mut(number as usize).filter(|_| listed) {
        *place = index as u16 + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builtin() -> Verbs {
        Verbs::parse(BUILTIN, "assets/reporting_verbs.toml").unwrap_or_default()
    }

    #[test]
    fn the_list_is_long_and_every_entry_has_a_gloss() {
        let verbs = builtin();
        assert!(verbs.iter().filter(|c| c.kind == CueKind::Verb).count() >= 300);
        assert!(verbs.iter().all(|c| !c.gloss.is_empty()));
    }

    #[test]
    fn a_phrase_of_two_words_is_an_entry_of_its_own() {
        let verbs = builtin();
        assert_eq!(verbs.get("point out").map(|c| c.stance), Some(Stance::Endorsing));
        assert_eq!(verbs.get("point about"), None);
    }

    #[test]
    fn every_verb_of_one_word_is_found_by_its_number() {
        let (mut lexicon, mut verbs) = (Lexicon::default(), builtin());
        verbs.link(&mut lexicon);
        let said = lexicon.number("said");
        assert_eq!(verbs.verb_numbered(said).map(|c| c.lemma.as_str()), Some("say"));
        assert!(verbs.noun_numbered(lexicon.number("claims")).is_some());
        assert!(verbs.verb_numbered(lexicon.number("table")).is_none());
        assert!(verbs.verb_numbered(0).is_none());
    }

    #[test]
    fn a_user_list_replaces_adds_and_removes() {
        let mut verbs = builtin();
        let user = "[verb]\nsay = { stance = \"doubting\" }\nnote = { off = true }\nblog = { act = \"speech\" }";
        let (mut reader, mut own) = (Reader::new(user, "user.toml"), Own::default());
        verbs.merge(&mut reader, &mut own);
        assert_eq!(reader.finish(), []);
        assert_eq!(verbs.get("say").map(|c| c.origin.as_str()), Some("user.toml:2, over the built-in entry"));
        assert_eq!(verbs.get("say").map(|c| c.stance), Some(Stance::Doubting));
        assert!(verbs.get("note").is_none() && verbs.get("blog").is_some());
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let error = Verbs::parse("[verb]\nsay = { stanze = 1 }", "user.toml").err();
        assert_eq!(error.and_then(|e| e.position).map(|p| p.0), Some(2));
        let (mut reader, mut verbs) = (Reader::new("[verb]\nanounce = { off = true }\n", "user.toml"), builtin());
        verbs.merge(&mut reader, &mut Own::default());
        let told = reader.finish();
        assert!(
            told[0]
                .to_string()
                .contains("user.toml:2:1: there is no verb `anounce` to switch off; did you mean `announce`?"),
            "{told:?}"
        );
    }
}
