//! Where somebody or something is named: runs of capitalised words, known phrases, and the titles before a name.

use std::ops::Range;

use super::{EntityKind, Gender, SourceType, surnames::Surnames};
use crate::{
    analysis::{
        Lists,
        lexicon::class,
        names::{Known, Names, Role, RoleUse},
        tokens::{Mark, Pos, Token, Tokens},
    },
    text::{
        Span,
        fold::{fold_into, is_folded},
    },
};

/// How many words a person's name has at most.
const PERSON_WORDS: usize = 5;

/// The classes of everyday words.
const EVERYDAY: u32 = class::ANY_NOUN | class::ADJECTIVE | class::ADVERB | class::PRONOUN | class::NUMBER;

/// Lower-case words inside a name.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "dos", "du", "van", "von", "der", "den", "ter", "bin", "ibn", "al", "el", "la",
    "le",
];

/// A name found, not yet known whose.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The tokens of the name, titles left out.
    pub(super) name: Range<usize>,
    /// With the titles before it.
    pub(super) full: Span,
    /// What it is, as far as its shape tells.
    pub(super) kind: EntityKind,
    /// The name it goes by, for a known phrase.
    pub(super) canonical: Option<&'static str>,
    /// Whether all its words are everyday words, so that it names somebody only if a fuller name says so.
    pub(super) common: bool,
    /// What stands before it.
    pub(super) title: Title,
}

/// What the words before a name say about who bears it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Title {
    /// The first of these words.
    from: Option<usize>,
    /// The last word but marks.
    to: usize,
    /// Whether a comma parts them from the name.
    apart: bool,
    /// Whether an honorific or a role is among them.
    pub(super) person: bool,
    pub(super) gender: Gender,
    pub(super) source: SourceType,
    pub(super) camp: Option<&'static str>,
    /// The words that name the office.
    pub(super) office: Option<Span>,
}

/// Every name in the body, in order.
pub(super) fn scan(text: &str, tokens: &Tokens, lists: &Lists) -> Vec<Found> {
    let mut scanner = Scanner {
        text,
        tokens: &tokens.list,
        names: &lists.names,
        folded: String::with_capacity(32),
        found: Vec::new(),
        surnames: Surnames::new(text, &tokens.list, lists),
    };
    for range in &tokens.sentences {
        scanner.sentence(range.start as usize, range.end as usize);
    }
    scanner.found
}

struct Scanner<'a> {
    text: &'a str,
    tokens: &'a [Token],
    names: &'a Names,
    folded: String,
    found: Vec<Found>,
    surnames: Surnames<'a>,
}

impl Scanner<'_> {
    fn sentence(&mut self, start: usize, end: usize) {
        let mut title = Title::default();
        let mut at = start;
        while at < end {
            let Some(&token) = self.tokens.get(at) else { return };
            if token.mark == Mark::Comma && title.person && !title.apart {
                title.apart = true;
                at += 1;
            } else if !token.is_word() {
                title = Title::default();
                at += 1;
            } else if token.capital {
                at = self.capital(at, end, start, &mut title);
            } else {
                self.lower(at, token, &mut title);
                at += 1;
            }
        }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn role(&mut self, at: usize) -> Option<Role> {
        let text = self.text;
        let word = self.tokens.get(at).map_or("", |t| t.span.of(text));
        if is_folded(word) {
            return self.names.role(word);
        }
        self.fold(at);
        self.names.role(&self.folded)
    }

    fn fold(&mut self, at: usize) {
        let text = self.text;
        let word = self.tokens.get(at).map_or("", |t| t.span.of(text));
        self.folded.clear();
        fold_into(word, &mut self.folded);
    }

    /// A lower-case word: a role goes into the title, a noun or adjective keeps it, anything else ends it.
    fn lower(&mut self, at: usize, token: Token, title: &mut Title) {
        if matches!(token.pos, Pos::Noun | Pos::Adjective | Pos::Name | Pos::Other) && !title.apart {
            match self.role(at).filter(|r| {
                !matches!(r.usage, RoleUse::Group | RoleUse::Document | RoleUse::Tail | RoleUse::Thing | RoleUse::Place)
            }) {
                Some(role) => add_role(title, role, at, token.span),
                None => title.person = false,
            }
        } else if token.pos != Pos::Possessive {
            *title = Title::default();
        }
    }

    /// A capitalised word: a known phrase, a title, or the first word of a name. Returns where to go on.
    fn capital(&mut self, at: usize, end: usize, start: usize, title: &mut Title) -> usize {
        let Some(&token) = self.tokens.get(at) else { return at + 1 };
        if let Some(next) = self.known(at, end, title) {
            return next;
        }
        let word = token.span.of(self.text);
        let usage = self.role(at).map(|r| r.usage);
        let modifier = usage == Some(RoleUse::Adjunct) || self.names.is_stop(word) && usage != Some(RoleUse::Honorific);
        if modifier && token.pos == Pos::Name && self.body_follows(at, end) {
            let run = at..self.run(at + 1, end).end;
            self.emit(run.clone(), title);
            *title = Title::default();
            return run.end;
        }
        if let Some(role) = self.role(at).filter(|r| leads(*r)) {
            let more = self.tokens.get(at + 1).is_some_and(|t| {
                at + 1 < end && (t.capital || t.mark == Mark::Comma) && !self.names.is_stop(t.span.of(self.text))
            });
            let surname =
                self.follows_given(at, start) && !self.tokens.get(at + 1).is_some_and(|t| t.capital && t.is_word());
            if title.apart && role.usage == RoleUse::Honorific && more {
                // "its author, Dr. Mira Stone": the name begins anew, what was said of its bearer holds.
                *title = Title { from: None, apart: false, ..*title };
            }
            if (more || role.usage != RoleUse::Honorific) && !surname && !title.apart {
                add_role(title, role, at, token.span);
                return at + 1;
            }
        }
        if !self.opens_name(at, start) {
            self.lower(at, token, title);
            return at + 1;
        }
        let run = self.run(at, end);
        self.emit(run.clone(), title);
        *title = Title::default();
        run.end
    }

    /// A phrase from the lists that begins at `at`.
    fn known(&mut self, at: usize, end: usize, title: &mut Title) -> Option<usize> {
        let (tokens, text) = (self.tokens, self.text);
        let word = |k: usize| tokens.get(at + k).filter(|_| at + k < end).map(|t| t.span.of(text));
        let names = self.names;
        let (phrase, len) = names.phrases.find(word(0)?, word)?;
        let next = tokens.get(at + len).filter(|_| at + len < end);
        let name_goes_on = next.is_some_and(|t| t.capital && t.pos == Pos::Name && !names.is_stop(t.span.of(text)));
        if len == 1 && name_goes_on && phrase.known != Known::Office {
            self.fold(at);
            let part = self.names.given(&self.folded).is_some();
            let tail = self.tail_follows(at, end);
            if part || tail {
                return None;
            }
        }
        let span = tokens.get(at)?.span.join(tokens.get(at + len - 1)?.span);
        title.camp = phrase.camp.or(title.camp);
        match phrase.known {
            Known::Office => {
                let role = Role { usage: RoleUse::Role, gender: Gender::Unknown, source: phrase.source };
                add_role(title, role, at, span);
                title.to = at + len - 1;
            }
            Known::Demonym => {
                title.from = title.from.or(Some(at));
                title.to = at;
                let plural = len == 1 && span.of(text).ends_with('s') && tokens.get(at).is_some_and(|t| !t.upper);
                if plural || next.is_none_or(|t| !t.is_word() || matches!(t.pos, Pos::Verb | Pos::Auxiliary)) {
                    *title = Title { camp: phrase.camp, ..Title::default() };
                }
            }
            known => {
                let kind = match known {
                    Known::Country | Known::Capital | Known::Place => EntityKind::Place,
                    _ => EntityKind::Organisation,
                };
                let of = Title { camp: phrase.camp, source: phrase.source, ..Title::default() };
                self.found.push(Found {
                    name: at..at + len,
                    full: span,
                    kind,
                    canonical: Some(phrase.canonical),
                    common: false,
                    title: of,
                });
                let from = title.from.or(Some(at));
                *title = Title { from, to: at + len - 1, camp: phrase.camp.or(title.camp), ..Title::default() };
            }
        }
        Some(at + len)
    }

    /// Whether the run of capitals from `at` ends in a word such as University.
    fn tail_follows(&mut self, at: usize, end: usize) -> bool {
        let mut last = at;
        while last + 1 < end && last < at + 4 && self.tokens.get(last + 1).is_some_and(|t| t.capital && t.is_word()) {
            last += 1;
        }
        last > at && self.role(last).is_some_and(|r| is_tail(r.usage))
    }

    /// Whether capitals from `at` on make the name of a body: "Democratic National Committee".
    fn body_follows(&mut self, at: usize, end: usize) -> bool {
        for next in at + 1..end.min(at + 5) {
            if !self.tokens.get(next).is_some_and(|t| t.capital && t.is_word()) {
                return false;
            }
            match self.role(next).map(|r| r.usage) {
                Some(RoleUse::Body | RoleUse::Tail) => return true,
                Some(RoleUse::Role | RoleUse::Honorific) => return false,
                _ => {}
            }
        }
        false
    }

    fn is_given(&mut self, at: usize) -> bool {
        self.fold(at);
        self.names.given(&self.folded).is_some()
    }

    fn follows_given(&mut self, at: usize, start: usize) -> bool {
        if at == start {
            return false;
        }
        self.fold(at - 1);
        self.tokens.get(at - 1).is_some_and(|t| t.capital) && self.names.given(&self.folded).is_some()
    }

    /// Whether a name may begin here.
    fn opens_name(&mut self, at: usize, start: usize) -> bool {
        let Some(&token) = self.tokens.get(at) else { return false };
        let word = token.span.of(self.text);
        if self.names.is_stop(word) || token.span.len() < 2 || word.starts_with(|c: char| !c.is_alphabetic()) {
            return false;
        }
        let next_capital = self.tokens.get(at + 1).is_some_and(|t| t.capital && t.is_word());
        self.fold(at);
        let given = self.names.given(&self.folded).is_some();
        if token.has(class::CLOSED) || matches!(token.pos, Pos::Pronoun | Pos::Determiner | Pos::Wh | Pos::Auxiliary) {
            return given && next_capital && at > start;
        }
        let compound = word.split_once('-').is_some_and(|(a, _)| self.names.phrases.camp(a).is_some());
        let borne = self.surnames.is_borne(at);
        (token.pos == Pos::Name || given || borne || token.lemma == 0 || next_capital && self.is_called(&(at..at + 2)))
            && !compound
    }

    /// The tokens of the name that begins at `at`.
    fn run(&mut self, at: usize, end: usize) -> Range<usize> {
        let mut to = at + 1;
        let mut body = self.role(at).is_some_and(|r| is_tail(r.usage));
        while to < end {
            let Some(&token) = self.tokens.get(to) else { break };
            let word = token.span.of(self.text);
            if token.capital && token.is_word() && token.pos != Pos::Possessive {
                if self.names.is_stop(word) && !body
                    || token.has(class::PRONOUN | class::DETERMINER | class::AUXILIARY) && !Self::names_may(word)
                {
                    break;
                }
                body |= self.role(to).is_some_and(|r| is_tail(r.usage));
                to += 1;
            } else if PARTICLES.contains(&word) && self.capital_after(to, end) && to < at + 3
                || body && matches!(word, "of" | "for" | "on" | "&") && self.capital_after(to, end)
            {
                to += 1;
            } else if body
                && matches!(word, "of" | "for" | "on")
                && self.word(to + 1) == "the"
                && self.capital_after(to + 1, end)
            {
                to += 2;
            } else if self.nickname(to, end) {
                to += 3;
            } else {
                break;
            }
        }
        at..to
    }

    /// Whether a name in marks stands at `at` and the name goes on after it: William “Bill” Hansen.
    fn nickname(&self, at: usize, end: usize) -> bool {
        let mark =
            |i: usize| self.tokens.get(i).is_some_and(|t| matches!(t.mark, Mark::Quote | Mark::Open | Mark::Close));
        mark(at) && self.capital_after(at, end) && mark(at + 2) && self.capital_after(at + 2, end)
    }

    /// Whether a word of a closed class may be part of a name: May, Will.
    fn names_may(word: &str) -> bool {
        matches!(word, "May" | "Will" | "Do" | "Can")
    }

    fn capital_after(&self, at: usize, end: usize) -> bool {
        at + 1 < end && self.tokens.get(at + 1).is_some_and(|t| t.capital && t.is_word())
    }

    /// Judges a run and keeps it.
    fn emit(&mut self, mut run: Range<usize>, title: &Title) {
        let mut title = *title;
        // "Clinton Campaign Chairman John Podesta": the name begins after the last role, if two words or a title follow it.
        for at in run.clone().skip(1) {
            let left = run.end - at - 1;
            if left >= 1
                && let Some(role) = self.role(at).filter(|r| leads(*r) && r.usage != RoleUse::Adjunct)
                && !(left == 1 && self.follows_given(at, run.start))
                && !self.role(run.end - 1).is_some_and(|r| is_tail(r.usage))
            {
                let span = self.tokens.get(at).map_or(Span::default(), |t| t.span);
                title.from = title.from.or(Some(run.start));
                add_role(&mut title, role, at, span);
                run.start = at + 1;
            }
        }
        let Some(kind) = self.judge(&run, &title) else { return };
        if kind == EntityKind::Organisation && title.source == SourceType::Unknown {
            self.fold(run.end - 1);
            title.source = self.names.tail(&self.folded).unwrap_or_default();
        }
        let (Some(first), Some(last)) = (self.tokens.get(run.start), self.tokens.get(run.end - 1)) else { return };
        let name = first.span.join(last.span);
        let adjoins = title.from.is_some() && !title.apart;
        let from = title.from.filter(|_| adjoins).and_then(|f| self.tokens.get(f)).map_or(first.span, |t| t.span);
        let given = self.follows_given(run.start + 1, run.start);
        let common = !given
            && !title.person
            && run.clone().all(|i| self.tokens.get(i).is_some_and(|t| t.classes & EVERYDAY != 0));
        let guessed = run.len() == 1 && self.tokens.get(run.start).is_some_and(|t| t.pos != Pos::Name);
        let borne = run.len() == 1 && self.surnames.is_borne(run.start);
        let common = common || borne || guessed && !given && !title.person;
        self.note_surname(&run, kind);
        if common && run.len() > 1 && kind == EntityKind::Person {
            return;
        }
        self.found.push(Found { common, name: run, full: from.join(name), kind, canonical: None, title });
    }

    /// Whether the run is the name of a body by a last word that means something else alone: "the Evening Post".
    fn is_called(&mut self, run: &Range<usize>) -> bool {
        self.fold(run.end - 1);
        let article = run.start.checked_sub(1).is_some_and(|at| matches!(self.word(at), "the" | "The"));
        article && self.names.tail(&self.folded).is_some()
    }

    /// Whether the last word of a run, which may name a place or a body, is a surname: by a title before a place, or because
    /// it speaks alone.
    fn is_surname(&mut self, usage: RoleUse, last: usize, title: &Title) -> bool {
        usage == RoleUse::Place && title.person || self.surnames.speaks(last)
    }

    /// Notes the surname of a full name if it is also a word for a place or a body.
    fn note_surname(&mut self, run: &Range<usize>, kind: EntityKind) {
        if kind == EntityKind::Person && run.len() == 2 && self.role(run.end - 1).is_some_and(|r| is_tail(r.usage)) {
            self.surnames.note(run.end - 1);
        }
    }

    /// What a run names; `None` if nobody and nothing that speaks.
    fn judge(&mut self, run: &Range<usize>, title: &Title) -> Option<EntityKind> {
        let (first, last) = (run.start, run.end - 1);
        let count = run.len();
        let read = |r: Role| matches!(r.usage, RoleUse::Document | RoleUse::Group);
        if count == 1 && self.surnames.is_borne(first) {
            return Some(EntityKind::Person);
        }
        if count == 1 && self.role(first).is_some_and(read) {
            return None;
        }
        if count > 1 || !title.person {
            let tail = run.clone().rev().find_map(|at| {
                let breaks = at == last || matches!(self.word(at + 1), "of" | "for" | "on" | "I" | "II" | "III" | "IV");
                let role = self.role(at).filter(|r| breaks && is_tail(r.usage));
                role.map(|r| r.usage)
            });
            match tail {
                Some(usage) if count == 2 && self.is_given(first) && self.is_surname(usage, last, title) => {
                    return Some(EntityKind::Person);
                }
                Some(RoleUse::Place) => return Some(EntityKind::Place),
                Some(RoleUse::Thing) => return None,
                Some(_) if count > 1 => return Some(EntityKind::Organisation),
                Some(_) => return None,
                None => {}
            }
        }
        if count > 1 && !title.person && self.is_called(run) {
            return Some(EntityKind::Organisation);
        }
        self.fold(first);
        let given = self.names.given(&self.folded).is_some();
        let upper = self.tokens.get(first).is_some_and(|t| t.upper);
        let turn = self.tokens.get(last + 1).is_some_and(|t| t.mark == Mark::Colon);
        if count == 1 && upper && !given && !title.person && !turn && self.word(first).len() <= 6 {
            return Some(EntityKind::Organisation);
        }
        (count <= PERSON_WORDS).then_some(EntityKind::Person)
    }
}

fn add_role(title: &mut Title, role: Role, at: usize, span: Span) {
    title.from = title.from.or(Some(at));
    title.to = at;
    title.person = role.usage != RoleUse::Body && role.usage != RoleUse::Adjunct || title.person;
    if role.gender != Gender::Unknown {
        title.gender = role.gender;
    }
    if role.source != SourceType::Unknown && role.usage == RoleUse::Role {
        title.source = role.source;
    }
    if role.usage != RoleUse::Honorific {
        title.office = Some(title.office.map_or(span, |o| o.join(span)));
    }
}

/// Whether the role may stand before a name.
fn leads(role: Role) -> bool {
    matches!(role.usage, RoleUse::Honorific | RoleUse::Role | RoleUse::Adjunct)
}

/// Whether the word ends a name that is no person's.
fn is_tail(usage: RoleUse) -> bool {
    matches!(usage, RoleUse::Body | RoleUse::Tail | RoleUse::Place | RoleUse::Thing)
}
