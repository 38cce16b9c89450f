//! [`Lexicon`]: words with their parts of speech, for the tagger.
//!
//! Built from `assets/lexicon.txt`; regular verb forms and plurals are derived here, irregular ones are listed there.
//! Lookup is by the lower-case form with straight apostrophes, from a buffer, without allocation.

/// The classes a word may belong to, as bits.
pub mod class {
    /// the, this, some.
    pub const DETERMINER: u32 = 1;
    /// my, his, their.
    pub const POSSESSIVE: u32 = 1 << 1;
    /// he, them, everyone.
    pub const PRONOUN: u32 = 1 << 2;
    /// who, which, how.
    pub const WH: u32 = 1 << 3;
    /// that, if, because.
    pub const SUBORDINATOR: u32 = 1 << 4;
    /// and, or, but.
    pub const CONJUNCTION: u32 = 1 << 5;
    /// of, by, against.
    pub const PREPOSITION: u32 = 1 << 6;
    /// to.
    pub const TO: u32 = 1 << 7;
    /// not, never.
    pub const NEGATION: u32 = 1 << 8;
    /// will, could.
    pub const MODAL: u32 = 1 << 9;
    /// Forms of be.
    pub const BE: u32 = 1 << 10;
    /// Forms of have.
    pub const HAVE: u32 = 1 << 11;
    /// Forms of do.
    pub const DO: u32 = 1 << 12;
    /// also, here, reportedly.
    pub const ADVERB: u32 = 1 << 13;
    /// able, former, public.
    pub const ADJECTIVE: u32 = 1 << 14;
    /// Nouns for people: spokesman, voter.
    pub const PERSON: u32 = 1 << 15;
    /// Nouns for bodies that act: campaign, court.
    pub const BODY: u32 = 1 << 16;
    /// Nouns for things that can be read or heard: report, poll.
    pub const DOCUMENT: u32 = 1 << 17;
    /// Nouns for acts of speech and thought: claim, fear.
    pub const SPEECH: u32 = 1 << 18;
    /// Nouns for times: Monday, week.
    pub const TIME: u32 = 1 << 19;
    /// Words before a name: Mr., Senator.
    pub const TITLE: u32 = 1 << 20;
    /// Number words.
    pub const NUMBER: u32 = 1 << 21;
    /// Other common nouns.
    pub const NOUN: u32 = 1 << 22;
    /// Plural of a listed noun.
    pub const PLURAL: u32 = 1 << 23;
    /// A form of a listed verb.
    pub const VERB: u32 = 1 << 24;
    /// Words in the names of media: News, Times, Radio.
    pub const MEDIA: u32 = 1 << 25;
    /// Any noun.
    pub const ANY_NOUN: u32 = PERSON | BODY | DOCUMENT | SPEECH | TIME | NOUN;
    /// be, have, do and the modals.
    pub const AUXILIARY: u32 = BE | HAVE | DO | MODAL;
    /// Classes that hold few and frequent words.
    pub const CLOSED: u32 =
        DETERMINER | POSSESSIVE | PRONOUN | WH | SUBORDINATOR | CONJUNCTION | PREPOSITION | TO | NEGATION | AUXILIARY;
}

/// Verb forms, as bits.
pub mod form {
    /// say.
    pub const BASE: u8 = 1;
    /// says.
    pub const THIRD: u8 = 2;
    /// said (he said).
    pub const PAST: u8 = 4;
    /// said (has said).
    pub const PARTICIPLE: u8 = 8;
    /// saying.
    pub const ING: u8 = 16;
}

/// The number of a base form; 0 is a word that is not listed.
pub type Lemma = u16;

/// What the lexicon knows about one form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Bits of [`class`].
    pub classes: u32,
    /// Its base form: of the verb if it may be one, else of the noun, else itself.
    pub lemma: Lemma,
    /// Bits of [`form`], for verbs.
    pub forms: u8,
}

#[derive(Clone, Debug)]
struct Slot {
    hash: u64,
    start: u32,
    len: u32,
    entry: Entry,
}

/// Every known word form. See the module's description.
#[derive(Clone, Debug)]
pub struct Lexicon {
    table: Vec<u32>,
    slots: Vec<Slot>,
    keys: String,
    lemmas: Vec<(u32, u32)>,
    hashes: Vec<u32>,
}

/// The built-in word list.
pub const BUILTIN: &str = include_str!("../../assets/lexicon.txt");

const TABLE: usize = 1 << 16;

impl Default for Lexicon {
    fn default() -> Self {
        Self::parse(BUILTIN)
    }
}

impl Lexicon {
    /// Reads a list in the form of `assets/lexicon.txt`; unknown sections are skipped.
    pub fn parse(text: &str) -> Self {
        let mut lexicon = Self {
            table: vec![0; TABLE],
            slots: Vec::with_capacity(1 << 14),
            keys: String::with_capacity(1 << 17),
            lemmas: vec![(0, 0)],
            hashes: vec![0],
        };
        let mut section = "";
        let mut irregular = Vec::new();
        let lines = || text.lines().filter(|l| !l.starts_with('#'));
        for line in lines() {
            if let Some(name) = section_name(line) {
                section = name;
            } else if section == "irregular" {
                irregular.push(line.split(' ').collect::<Vec<_>>());
            }
        }
        for forms in &irregular {
            if let [base, past, participle] = forms[..] {
                lexicon.add_irregular(base, past, participle);
            }
        }
        for line in lines() {
            match section_name(line) {
                Some(name) => section = name,
                None => line.split_whitespace().for_each(|word| lexicon.add_in(section, word)),
            }
        }
        lexicon
    }

    /// What is known about `word`, given in lower case with straight apostrophes.
    pub fn get(&self, word: &str) -> Option<Entry> {
        self.find(word, hash(word)).and_then(|i| self.slots.get(i)).map(|s| s.entry)
    }

    /// The base form with number `lemma`; empty for 0.
    pub fn lemma(&self, lemma: Lemma) -> &str {
        let (start, len) = self.lemmas.get(lemma as usize).copied().unwrap_or_default();
        self.keys.get(start as usize..(start + len) as usize).unwrap_or("")
    }

    /// The number of the base form `word`, 0 if it is not listed as one.
    pub fn number(&self, word: &str) -> Lemma {
        self.get(word).map_or(0, |e| e.lemma)
    }

    /// A number for the base form that depends on its letters alone, not on its place in the list.
    pub fn lemma_hash(&self, lemma: Lemma) -> u32 {
        self.hashes.get(lemma as usize).copied().unwrap_or(0)
    }

    /// How many base forms there are, 0 included.
    pub fn lemma_count(&self) -> usize {
        self.lemmas.len()
    }

    /// Adds a verb of a user's list with its regular forms, unless it is known as one.
    pub fn add_verb(&mut self, base: &str) {
        if self.get(base).is_none_or(|e| e.classes & class::VERB == 0) {
            self.add_regular(base);
        }
    }

    /// Adds the form of a verb that the rules do not derive.
    pub fn add_form(&mut self, base: &str, other: &str, forms: u8) {
        let lemma = self.lemma_of(base);
        self.add(other, class::VERB, lemma, forms);
    }

    fn add_in(&mut self, section: &str, word: &str) {
        use class as c;
        let (classes, plural) = match section {
            "determiner" => (c::DETERMINER, false),
            "possessive" => (c::POSSESSIVE, false),
            "pronoun" => (c::PRONOUN, false),
            "wh" => (c::WH, false),
            "subordinator" => (c::SUBORDINATOR, false),
            "conjunction" => (c::CONJUNCTION, false),
            "preposition" => (c::PREPOSITION, false),
            "to" => (c::TO, false),
            "negation" => (c::NEGATION, false),
            "modal" => (c::MODAL, false),
            "be" => (c::BE, false),
            "have" => (c::HAVE, false),
            "do" => (c::DO, false),
            "adverb" => (c::ADVERB, false),
            "adjective" => (c::ADJECTIVE, false),
            "title" => (c::TITLE, false),
            "number" => (c::NUMBER, false),
            "media" => (c::MEDIA, false),
            "person" => (c::PERSON, true),
            "body" => (c::BODY, true),
            "document" => (c::DOCUMENT, true),
            "speech" => (c::SPEECH, true),
            "time" => (c::TIME, true),
            "noun" => (c::NOUN, true),
            "verb" => return self.add_regular(word),
            "both" => {
                self.add_regular(word);
                (c::NOUN, true)
            }
            _ => return,
        };
        let word = word.trim_end_matches('*');
        let lemma = match section {
            "be" | "have" | "do" => self.lemma_of(section),
            _ => self.lemma_of(word),
        };
        self.add(word, classes, lemma, 0);
        if plural {
            self.add(&third(word), classes | c::PLURAL, lemma, 0);
        }
    }

    fn add_irregular(&mut self, base: &str, past: &str, participle: &str) {
        let lemma = self.lemma_of(base);
        self.add(base, class::VERB, lemma, form::BASE);
        self.add(&third(base), class::VERB, lemma, form::THIRD);
        self.add(past, class::VERB, lemma, form::PAST);
        self.add(participle, class::VERB, lemma, form::PARTICIPLE);
        let doubles = matches!(
            base,
            "begin"
                | "bet"
                | "bid"
                | "cut"
                | "dig"
                | "forbid"
                | "forget"
                | "get"
                | "hit"
                | "let"
                | "put"
                | "quit"
                | "rebut"
                | "run"
                | "set"
                | "shed"
                | "shut"
                | "sit"
                | "spin"
                | "split"
                | "swim"
                | "undercut"
                | "win"
        );
        self.add(&ing(base, doubles), class::VERB, lemma, form::ING);
    }

    fn add_regular(&mut self, word: &str) {
        let base = word.trim_end_matches('*');
        let doubles = word.ends_with('*');
        if self.get(base).is_some_and(|e| e.forms & form::BASE != 0) {
            return;
        }
        let lemma = self.lemma_of(base);
        self.add(base, class::VERB, lemma, form::BASE);
        self.add(&third(base), class::VERB, lemma, form::THIRD);
        self.add(&past(base, doubles), class::VERB, lemma, form::PAST | form::PARTICIPLE);
        self.add(&ing(base, doubles), class::VERB, lemma, form::ING);
    }

    /// The number of `base`, which is added to the lemmas if it is new.
    fn lemma_of(&mut self, base: &str) -> Lemma {
        if let Some(e) = self.get(base)
            && self.lemma(e.lemma) == base
        {
            return e.lemma;
        }
        let start = self.keys.len() as u32;
        self.keys.push_str(base);
        self.lemmas.push((start, base.len() as u32));
        self.hashes.push(hash(base) as u32 | 1 << 31);
        (self.lemmas.len() - 1) as Lemma
    }

    /// Adds classes and forms to `word`; the first verb lemma stays.
    fn add(&mut self, word: &str, classes: u32, lemma: Lemma, forms: u8) {
        let hash = hash(word);
        if let Some(slot) = self.find(word, hash).and_then(|i| self.slots.get_mut(i)) {
            if forms != 0 && slot.entry.forms == 0 && slot.entry.classes & class::CLOSED == 0 {
                slot.entry.lemma = lemma;
            }
            slot.entry.classes |= classes;
            slot.entry.forms |= forms;
            return;
        }
        let start = self.keys.len() as u32;
        self.keys.push_str(word);
        self.slots.push(Slot { hash, start, len: word.len() as u32, entry: Entry { classes, lemma, forms } });
        let number = self.slots.len() as u32;
        let mut at = hash as usize % TABLE;
        while self.table.get(at).is_some_and(|&n| n != 0) {
            at = (at + 1) % TABLE;
        }
        if let Some(place) = self.table.get_mut(at) {
            *place = number;
        }
    }

    fn find(&self, word: &str, hash: u64) -> Option<usize> {
        let mut at = hash as usize % TABLE;
        loop {
            let number = self.table.get(at).copied().filter(|&n| n != 0)? as usize - 1;
            let slot = self.slots.get(number)?;
            if slot.hash == hash && self.keys.get(slot.start as usize..(slot.start + slot.len) as usize) == Some(word) {
                return Some(number);
            }
            at = (at + 1) % TABLE;
        }
    }
}

fn section_name(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']')
}

/// FNV-1a with a final mix: short keys, no need for more.
fn hash(word: &str) -> u64 {
    let h = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    h ^ (h >> 29)
}

fn ends_in_consonant_y(base: &str) -> bool {
    let mut chars = base.chars().rev();
    chars.next() == Some('y') && chars.next().is_some_and(|c| !"aeiou".contains(c))
}

/// The form with -s, of verbs and nouns alike.
fn third(base: &str) -> String {
    if ends_in_consonant_y(base) {
        return format!("{}ies", base.trim_end_matches('y'));
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|e| base.ends_with(e));
    if hisses || matches!(base, "go" | "do" | "veto" | "echo" | "undergo" | "hero" | "torpedo") {
        return format!("{base}es");
    }
    format!("{base}s")
}

fn past(base: &str, doubles: bool) -> String {
    match base.chars().last() {
        Some(last) if doubles => format!("{base}{last}ed"),
        Some('e') => format!("{base}d"),
        Some('y') if ends_in_consonant_y(base) => format!("{}ied", base.trim_end_matches('y')),
        _ => format!("{base}ed"),
    }
}

fn ing(base: &str, doubles: bool) -> String {
    match base.chars().last() {
        Some(last) if doubles => format!("{base}{last}ing"),
        Some('e') if base.ends_with("ie") => format!("{}ying", base.trim_end_matches("ie")),
        Some('e')
            if !matches!(base, "be" | "see" | "flee" | "free" | "agree" | "disagree" | "guarantee" | "oversee") =>
        {
            format!("{}ing", base.strip_suffix('e').unwrap_or(base))
        }
        _ => format!("{base}ing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(word: &str) -> String {
        let lexicon = Lexicon::default();
        lexicon.lemma(lexicon.number(word)).to_owned()
    }

    #[test]
    fn forms_lead_to_their_base() {
        for (word, base) in [
            ("said", "say"),
            ("says", "say"),
            ("admitted", "admit"),
            ("denied", "deny"),
            ("agreeing", "agree"),
            ("lying", "lie"),
            ("putting", "put"),
            ("wrote", "write"),
            ("spokesmen", ""),
            ("officials", "official"),
        ] {
            assert_eq!(lemma(word), base, "{word}");
        }
    }

    #[test]
    fn a_word_may_be_noun_and_verb() {
        let e = Lexicon::default().get("plans").unwrap_or_default();
        assert_ne!(e.classes & class::ANY_NOUN, 0);
        assert_ne!(e.forms & form::THIRD, 0);
    }

    #[test]
    fn a_user_verb_gets_its_forms() {
        let mut lexicon = Lexicon::default();
        lexicon.add_verb("blogsplain");
        assert_eq!(lexicon.lemma(lexicon.number("blogsplaining")), "blogsplain");
    }

    #[test]
    fn an_unknown_word_is_not_found() {
        assert_eq!(Lexicon::default().get("zxqv"), None);
    }
}
