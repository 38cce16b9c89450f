//! [`Names`]: what is known about names before an article is read.
//!
//! Given names with gender, words for roles with source type, states with their demonyms, capitals and governments,
//! bodies with their short names: files in `assets/names/`, each with a heading that explains its columns.

mod folding;
mod overrides;
mod phrases;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

pub use self::{
    folding::{same_given, same_person, same_surname, surname_key},
    phrases::{Known, Phrases},
};
use super::entities::{Gender, SourceType};
use crate::text::fold::fold;

const GIVEN: &str = include_str!("../../../assets/names/given.tsv");
const ROLES: &str = include_str!("../../../assets/names/roles.tsv");
const STOP: &str = include_str!("../../../assets/names/stop.tsv");
const NICKNAMES: &str = include_str!("../../../assets/names/nicknames.tsv");

/// How a word for a role is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleUse {
    /// Only before a name: Mr.
    Honorific,
    /// Before a role or a name: former.
    Adjunct,
    /// Before a name, after it, or alone: senator.
    Role,
    /// Several people: officials.
    Group,
    /// Something to read: statement.
    Document,
    /// A body: campaign.
    Body,
    /// The last word of a body's name: Alliance.
    Tail,
    /// The last word of a place's name: County.
    Place,
    /// The last word of a thing's name: Act.
    Thing,
}

/// What a word says about who bears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// Where it stands.
    pub usage: RoleUse,
    /// The gender it tells.
    pub gender: Gender,
    /// The kind of source it makes.
    pub source: SourceType,
}

/// Everything known about names. Built once.
#[derive(Clone, Debug)]
pub struct Names {
    given: FxHashMap<Box<str>, Gender>,
    roles: FxHashMap<Box<str>, Role>,
    tails: FxHashMap<Box<str>, SourceType>,
    stop: FxHashSet<Box<str>>,
    nicknames: FxHashMap<Box<str>, Vec<u16>>,
    /// Names of several words: states, governments, bodies, offices.
    pub phrases: Phrases,
    /// Names the user gave for one speaker: folded variant → canonical name.
    pub aliases: FxHashMap<String, String>,
    /// Sides the user gave: folded canonical name → camp.
    pub camps: FxHashMap<String, String>,
    /// Source types the user gave: folded canonical name → source type.
    pub sources: FxHashMap<String, SourceType>,
}

impl Default for Names {
    fn default() -> Self {
        let mut nicknames: FxHashMap<Box<str>, Vec<u16>> = FxHashMap::default();
        for (i, line) in NICKNAMES.lines().filter(|l| !l.starts_with('#')).enumerate() {
            for name in line.split_whitespace() {
                nicknames.entry(fold(name).into()).or_default().push(i as u16);
            }
        }
        Self {
            given: given(),
            roles: roles(),
            tails: tails(),
            stop: rows(STOP).flat_map(|c| c.get(1).copied().unwrap_or("").split(' ')).map(Into::into).collect(),
            nicknames,
            phrases: Phrases::default(),
            aliases: FxHashMap::default(),
            camps: FxHashMap::default(),
            sources: FxHashMap::default(),
        }
    }
}

impl Names {
    /// The gender that a given name tells; `None` if it is no known given name. `word` is folded.
    pub fn given(&self, word: &str) -> Option<Gender> {
        self.given.get(word).or_else(|| self.given.get(word.split_once('-')?.0)).copied()
    }

    /// What a word for a role says. `word` is folded.
    pub fn role(&self, word: &str) -> Option<Role> {
        let role = self.roles.get(word).or_else(|| self.roles.get(word.strip_suffix('.')?));
        role.copied()
    }

    /// What kind of source a body is whose name ends in `word`, folded: "Post", "Institute". A word may be that and stand
    /// for something else alone.
    pub fn tail(&self, word: &str) -> Option<SourceType> {
        self.tails.get(word).copied()
    }

    /// Whether a capitalised word names nobody.
    pub fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    /// Whether two folded given names may belong to one person: equal, an initial, or forms of one name.
    pub fn same_given(&self, a: &str, b: &str) -> bool {
        let group = |n: &str| self.nicknames.get(n);
        same_given(a, b) || group(a).zip(group(b)).is_some_and(|(x, y)| x.iter().any(|i| y.contains(i)))
    }

    /// The canonical name that the user gave to `name`.
    pub fn alias(&self, name: &str) -> Option<&str> {
        if self.aliases.is_empty() {
            return None;
        }
        self.aliases.get(&fold(name)).map(String::as_str)
    }
}

/// The columns of every line that is no remark.
fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

fn given() -> FxHashMap<Box<str>, Gender> {
    let mut map: FxHashMap<Box<str>, Gender> = FxHashMap::with_capacity_and_hasher(3000, FxBuildHasher);
    for columns in rows(GIVEN) {
        let [gender, _, names] = columns[..] else { continue };
        let gender = gender_of(gender);
        for name in names.split(' ') {
            map.entry(fold(name).into())
                .and_modify(|g| {
                    if *g != gender {
                        *g = Gender::Unknown;
                    }
                })
                .or_insert(gender);
        }
    }
    map
}

fn roles() -> FxHashMap<Box<str>, Role> {
    let mut map = FxHashMap::with_capacity_and_hasher(700, FxBuildHasher);
    for columns in rows(ROLES) {
        let [usage, gender, source, words] = columns[..] else { continue };
        let usage = match usage {
            "honorific" => RoleUse::Honorific,
            "adjunct" => RoleUse::Adjunct,
            "group" => RoleUse::Group,
            "document" => RoleUse::Document,
            "body" => RoleUse::Body,
            "tail" => RoleUse::Tail,
            "place" => RoleUse::Place,
            "thing" => RoleUse::Thing,
            _ => RoleUse::Role,
        };
        for word in words.split(' ') {
            let role = Role { usage, gender: gender_of(gender), source: source_of(source) };
            map.entry(fold(word).into()).or_insert(role);
        }
    }
    map
}

fn tails() -> FxHashMap<Box<str>, SourceType> {
    let mut map = FxHashMap::with_capacity_and_hasher(200, FxBuildHasher);
    for columns in rows(ROLES) {
        let ["tail" | "body", _, source, words] = columns[..] else { continue };
        map.extend(words.split(' ').map(|word| (fold(word).into(), source_of(source))));
    }
    map
}

fn gender_of(column: &str) -> Gender {
    match column {
        "m" => Gender::Male,
        "f" => Gender::Female,
        _ => Gender::Unknown,
    }
}

/// The source type of a column in the lists.
pub(crate) fn source_of(column: &str) -> SourceType {
    match column {
        "official" => SourceType::Official,
        "collective" => SourceType::CollectiveOfficial,
        "expert" => SourceType::Expert,
        "media" => SourceType::Media,
        "document" => SourceType::Document,
        "citizen" => SourceType::Citizen,
        "anonymous" => SourceType::Anonymous,
        _ => SourceType::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_its_columns() {
        assert!(rows(GIVEN).all(|c| c.len() == 3));
        assert!(rows(ROLES).all(|c| c.len() == 4));
        assert!(rows(STOP).all(|c| c.len() == 2));
    }

    #[test]
    fn given_names_tell_gender_unless_both_bear_them() {
        let names = Names::default();
        assert_eq!(names.given("kaja"), Some(Gender::Female));
        assert_eq!(names.given("ruben"), Some(Gender::Male));
        assert_eq!(names.given("robin"), Some(Gender::Unknown));
        assert_eq!(names.given("table"), None);
    }

    #[test]
    fn short_forms_are_the_same_person() {
        let names = Names::default();
        assert!(names.same_given("bill", "william") && names.same_given("volodymyr", "vladimir"));
        assert!(!names.same_given("bill", "hillary"));
    }

    #[test]
    fn roles_tell_the_kind_of_source() {
        let names = Names::default();
        assert_eq!(names.role("senator").map(|r| r.source), Some(SourceType::Official));
        assert_eq!(names.role("officials").map(|r| r.usage), Some(RoleUse::Group));
        assert!(names.role("weather").is_none());
    }
}
