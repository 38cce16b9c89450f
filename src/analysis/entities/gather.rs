//! Gathers the names found under entities: full names first, then surnames, given names and short names.

use std::{borrow::Cow, collections::HashMap};

use super::{
    Cast, Entity, EntityKind, Gender, Mention, SourceType, apposition,
    scan::{Found, Title},
};
use crate::{
    analysis::{
        names::{Names, surname_key},
        tokens::{Pos, Tokens},
    },
    text::{Span, fold::fold},
};

/// How many people may share a surname before the rest are taken for the first ones.
const NAMESAKES: usize = 16;

/// Prepositions that take a place: what mostly stands after them, without a title or a known given name, is one.
const LOCATIVE: &[&str] = &["in", "In", "near", "Near", "outside", "Outside", "inside", "throughout", "across"];

/// How many bytes before a surname its bearer counts as near.
const NEAR: u32 = 400;

struct Gatherer<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    names: &'a Names,
    entities: Vec<Entity>,
    mentions: Vec<Mention>,
    /// Folded given name, by entity.
    given: Vec<String>,
    /// First and last byte of the last full mention, and how many there are.
    full: Vec<u32>,
    /// Where full names stand with a verb right after them, by entity.
    acts: Vec<Vec<u32>>,
    /// How many mentions stand after a preposition of place, by entity.
    located: Vec<u32>,
    by_surname: HashMap<String, Vec<u32>>,
    by_given: HashMap<String, Vec<u32>>,
    by_name: HashMap<String, u32>,
}

/// The cast of an article.
pub(super) fn gather(text: &str, tokens: &Tokens, found: Vec<Found>, names: &Names) -> Cast {
    let mut g = Gatherer {
        text,
        tokens,
        names,
        entities: Vec::new(),
        mentions: Vec::new(),
        given: Vec::new(),
        full: Vec::new(),
        acts: Vec::new(),
        located: Vec::new(),
        by_surname: HashMap::new(),
        by_given: HashMap::new(),
        by_name: HashMap::new(),
    };
    let (people, rest): (Vec<Found>, Vec<Found>) =
        found.into_iter().partition(|f| f.kind == EntityKind::Person && f.name.len() > 1);
    for f in &people {
        g.full_name(f);
    }
    let (others, single): (Vec<Found>, Vec<Found>) = rest.into_iter().partition(|f| f.kind != EntityKind::Person);
    for f in &others {
        g.body(f);
    }
    for f in &single {
        g.single(f);
    }
    g.finish()
}

impl Gatherer<'_> {
    fn span(&self, found: &Found) -> Span {
        let at = |i: usize| self.tokens.get(i).map_or(Span::default(), |t| t.span);
        at(found.name.start).join(at(found.name.end.saturating_sub(1)))
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    /// A person's full name: one entity per surname and compatible given name.
    fn full_name(&mut self, found: &Found) {
        let mut last = found.name.end - 1;
        while last > found.name.start && is_suffix(self.word(last)) {
            last -= 1;
        }
        let surname = surname_key(self.word(last));
        let given = fold(self.word(found.name.start));
        if last == found.name.start {
            return self.single(found);
        }
        let alike = self.by_surname.get(&surname).and_then(|list| {
            let same = |&&e: &&u32| {
                self.given.get(e as usize).is_some_and(|g| g.is_empty() || self.names.same_given(g, &given))
            };
            list.iter().find(same).copied()
        });
        let entity = alike.unwrap_or_else(|| {
            let gender = self.names.given(&given).unwrap_or_default();
            let new = self.add(EntityKind::Person, String::new(), gender);
            push(&mut self.by_surname, surname, new);
            push(&mut self.by_given, given.clone(), new);
            if let Some(g) = self.given.get_mut(new as usize) {
                g.clone_from(&given);
            }
            new
        });
        if let Some(n) = self.full.get_mut(entity as usize) {
            *n += 1;
        }
        let verb = self.tokens.get(found.name.end).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Auxiliary));
        let start = self.span(found).start;
        if let Some(acts) = self.acts.get_mut(entity as usize).filter(|a| verb && a.len() < NAMESAKES * 8) {
            acts.push(start);
        }
        self.mention(entity, found);
    }

    /// A body or a place.
    fn body(&mut self, found: &Found) {
        let span = self.span(found);
        let own = span.of(self.text);
        let name = without_article(found.canonical.unwrap_or(own));
        let key = fold(name);
        let known = self.by_name.get(&key).copied();
        let entity = known.unwrap_or_else(|| {
            let new = self.add(found.kind, name.to_owned(), Gender::Unknown);
            if found.name.len() > 2 {
                self.by_name.entry(initials(name)).or_insert(new);
            }
            self.by_name.insert(key, new);
            new
        });
        self.mention(entity, found);
    }

    /// A name of one word: a surname, a given name, or a name of its own.
    fn single(&mut self, found: &Found) {
        let word = self.word(found.name.start);
        let key = surname_key(word);
        let folded = fold(word);
        let at = self.span(found).start;
        let known = self
            .namesake(self.by_surname.get(&key), &found.title, at)
            .or_else(|| self.namesake(self.by_given.get(&folded), &found.title, at));
        let shared = self.bearers(self.by_surname.get(&key), &found.title) > 1;
        let known = known.or_else(|| self.by_name.get(&folded).copied());
        if known.is_none() && found.common {
            return;
        }
        let entity = known.unwrap_or_else(|| {
            let gender =
                if found.title.person { Gender::Unknown } else { self.names.given(&folded).unwrap_or_default() };
            let new = self.add(EntityKind::Person, String::new(), gender);
            push(&mut self.by_surname, key, new);
            new
        });
        self.mention(entity, found);
        if let Some(m) = self.mentions.last_mut() {
            m.shared = shared;
        }
    }

    /// How many of the people in the list the title allows.
    fn bearers(&self, list: Option<&Vec<u32>>, title: &Title) -> usize {
        list.map_or(0, |list| list.iter().filter(|&&e| self.may_be(e, title)).count())
    }

    /// Whether the gender of the title does not contradict.
    fn may_be(&self, e: u32, title: &Title) -> bool {
        let gender = self.entities.get(e as usize).map_or(Gender::Unknown, |x| x.gender);
        title.gender == Gender::Unknown || gender == Gender::Unknown || gender == title.gender
    }

    /// Which of several people a surname or given name alone means: the gender of its title decides, then who
    /// stands near and is named in full more than once, then who does something near, then who was named first.
    fn namesake(&self, list: Option<&Vec<u32>>, title: &Title, at: u32) -> Option<u32> {
        let list = list?;
        let mentions = |e: u32| {
            self.entities
                .get(e as usize)
                .map_or(&[][..], |x| x.mentions.get(..x.mentions.len().min(NAMESAKES * 8)).unwrap_or(&x.mentions))
        };
        let count = |e: u32| self.full.get(e as usize).copied().unwrap_or(0);
        let first = |e: u32| mentions(e).first().map_or(0, |m| m.start);
        let near = |e: u32| mentions(e).iter().any(|m| m.start < at && at - m.start < NEAR);
        let acts = |e: u32| self.acts.get(e as usize).is_some_and(|a| a.iter().any(|&s| s < at && at - s < NEAR));
        let agrees = |e: u32| {
            let gender = self.entities.get(e as usize).map_or(Gender::Unknown, |x| x.gender);
            title.gender != Gender::Unknown && gender == title.gender
        };
        let rank = |e: u32| (agrees(e), count(e) > 1 && near(e), acts(e), std::cmp::Reverse(first(e)));
        list.iter().copied().filter(|&e| self.may_be(e, title)).max_by_key(|&e| rank(e))
    }

    fn add(&mut self, kind: EntityKind, name: String, gender: Gender) -> u32 {
        self.entities.push(Entity {
            name,
            kind,
            gender,
            source_type: SourceType::Unknown,
            office: None,
            camp: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            edited: false,
        });
        self.given.push(String::new());
        self.full.push(0);
        self.acts.push(Vec::new());
        self.located.push(0);
        self.entities.len() as u32 - 1
    }

    /// Notes a mention and what its title and apposition say.
    fn mention(&mut self, entity: u32, found: &Found) {
        let span = self.span(found);
        let sentence = self.tokens.get(found.name.start).map_or(0, |t| t.sentence);
        let token = found.name.start as u32;
        self.mentions.push(Mention { span, full: found.full, entity, token, sentence, shared: false });
        let own = &*without_nickname(span.of(self.text));
        let located = self.is_located(found);
        if let Some(n) = self.located.get_mut(entity as usize) {
            *n += u32::from(located);
        }
        let Some(e) = self.entities.get_mut(entity as usize) else { return };
        e.mentions.push(span);
        if e.kind == EntityKind::Person && (fuller(own, &e.name)) {
            let old = std::mem::replace(&mut e.name, own.to_owned());
            note_alias(e, &old);
        } else {
            note_alias(e, own);
        }
        let title = &found.title;
        if title.gender != Gender::Unknown {
            e.gender = title.gender;
        }
        if e.source_type == SourceType::Unknown {
            e.source_type = title.source;
        }
        if e.camp.is_none() {
            e.camp = title.camp.map(str::to_owned);
        }
        if e.office.is_none() {
            e.office = title.office.map(|o| o.of(self.text).to_owned());
        }
        if e.kind == EntityKind::Person && e.office.is_none() {
            apposition::describe(self.text, self.tokens, self.names, found.name.end, e);
        }
    }

    /// Whether a preposition of place stands right before the name: "in Springfield", not "in Doe's view".
    fn is_located(&self, found: &Found) -> bool {
        let owner = self.tokens.get(found.name.end).is_some_and(|t| t.pos == Pos::Possessive);
        let before = found.name.start.checked_sub(1).is_some_and(|at| LOCATIVE.contains(&self.word(at)));
        before && !owner
    }

    /// Takes names that mostly stand where places stand, and that nothing shows to be a person's, for places.
    fn locate(&mut self) {
        for (e, &located) in self.entities.iter_mut().zip(&self.located) {
            let person = e.gender != Gender::Unknown || e.office.is_some() || e.source_type != SourceType::Unknown;
            if e.kind == EntityKind::Person && !person && located as usize * 2 > e.mentions.len() {
                e.kind = EntityKind::Place;
            }
        }
    }

    /// Orders entities by their first mention, names them, and applies what the user set.
    fn finish(mut self) -> Cast {
        self.locate();
        self.mentions.sort_unstable_by_key(|m| (m.span.start, m.span.end));
        let mut place = vec![u32::MAX; self.entities.len()];
        let mut order = Vec::with_capacity(self.entities.len());
        for m in &mut self.mentions {
            let Some(p) = place.get_mut(m.entity as usize) else { continue };
            if *p == u32::MAX {
                *p = order.len() as u32;
                order.push(m.entity);
            }
            m.entity = *p;
        }
        let mut slots: Vec<Option<Entity>> = self.entities.into_iter().map(Some).collect();
        let mut entities: Vec<Entity> = order.iter().filter_map(|&i| slots.get_mut(i as usize)?.take()).collect();
        for e in &mut entities {
            settle(e, self.names);
        }
        Cast { entities, mentions: self.mentions }
    }
}

/// Names an entity as a reader expects it and applies the user's names and camps.
fn settle(e: &mut Entity, names: &Names) {
    e.mentions.sort_unstable();
    if e.kind == EntityKind::Person && !e.name.bytes().any(|b| b.is_ascii_lowercase()) {
        e.name = capitalised(&e.name);
    }
    if let Some(name) = names.alias(&e.name) {
        e.name = name.to_owned();
    }
    // Only a project file sets sides and source types; without one no name need be folded.
    if !names.camps.is_empty() || !names.sources.is_empty() {
        let key = fold(&e.name);
        if let Some(camp) = names.camps.get(&key) {
            e.camp = Some(camp.clone());
        }
        if let Some(&source) = names.sources.get(&key) {
            e.source_type = source;
        }
    }
    let name = &e.name;
    e.aliases.retain(|a| a != name && !a.is_empty());
}

fn note_alias(e: &mut Entity, name: &str) {
    if e.name != name && e.aliases.len() < 8 && !e.aliases.iter().any(|a| a == name) {
        e.aliases.push(name.to_owned());
    }
}

/// Whether `own` is a fuller form of a name than `name`: more words, none of them in capitals only.
fn fuller(own: &str, name: &str) -> bool {
    let words = |s: &str| s.split_whitespace().count();
    let shouts = |s: &str| s.len() > 3 && !s.bytes().any(|b| b.is_ascii_lowercase());
    name.is_empty()
        || words(own) > words(name) && !shouts(own)
        || shouts(name) && !shouts(own) && words(own) >= words(name)
}

/// `William “Bill” Hansen` without what stands in marks.
fn without_nickname(name: &str) -> Cow<'_, str> {
    let mark = |c: char| matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '(' | ')');
    let parts = || name.split_once(mark).and_then(|(first, rest)| Some((first.trim_end(), rest.rsplit_once(mark)?.1)));
    match parts() {
        Some((first, last)) if name.contains(' ') && last.starts_with(' ') => Cow::Owned(format!("{first}{last}")),
        _ => Cow::Borrowed(name),
    }
}

fn capitalised(name: &str) -> String {
    let mut start = true;
    name.chars()
        .flat_map(|c| {
            let lower = !start;
            start = !c.is_alphanumeric();
            if lower { c.to_lowercase().collect::<Vec<_>>() } else { vec![c] }
        })
        .collect()
}

/// The name without "The" before it.
fn without_article(mut name: &str) -> &str {
    while let Some(rest) = name.strip_prefix("The ") {
        name = rest;
    }
    while let Some(rest) = name.strip_prefix("the ") {
        name = rest;
    }
    name
}

fn initials(name: &str) -> String {
    let letters =
        name.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).filter_map(|w| w.chars().next());
    letters.flat_map(char::to_lowercase).collect()
}

fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

fn push(map: &mut HashMap<String, Vec<u32>>, key: String, entity: u32) {
    let list = map.entry(key).or_default();
    if list.len() < NAMESAKES {
        list.push(entity);
    }
}
