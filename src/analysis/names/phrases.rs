//! Names of one or more words, found by their first word: states, capitals, governments, bodies, offices.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{rows, source_of};
use crate::analysis::entities::SourceType;

const COUNTRIES: &str = include_str!("../../../assets/names/countries.tsv");
const BODIES: &str = include_str!("../../../assets/names/bodies.tsv");
const PLACES: &str = include_str!("../../../assets/names/places.tsv");
const OFFICES: &str = include_str!("../../../assets/names/phrases.tsv");

/// What a known phrase names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// A state or union.
    Country,
    /// Its people, or the adjective.
    Demonym,
    /// Its capital.
    Capital,
    /// Its government, or a part of it.
    Government,
    /// Another body.
    Body,
    /// Another place.
    Place,
    /// An office, to be taken off a name.
    Office,
}

/// One known phrase.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The words, as tokens.
    words: Vec<&'static str>,
    /// What it names.
    pub known: Known,
    /// The name it goes by.
    pub canonical: &'static str,
    /// The state it belongs to.
    pub camp: Option<&'static str>,
    /// The kind of source it is.
    pub source: SourceType,
}

/// All known phrases.
#[derive(Clone, Debug)]
pub struct Phrases {
    list: Vec<Phrase>,
    by_first: FxHashMap<&'static str, Vec<u32>>,
}

impl Default for Phrases {
    fn default() -> Self {
        let mut phrases =
            Self { list: Vec::with_capacity(1600), by_first: FxHashMap::with_capacity_and_hasher(1600, FxBuildHasher) };
        phrases.add_countries();
        for columns in rows(BODIES) {
            let [source, bodies] = columns[..] else { continue };
            for body in bodies.split('|') {
                let canonical = body.split('=').next().unwrap_or(body);
                for name in body.split('=') {
                    phrases.add(name, Known::Body, canonical, None, source_of(source));
                }
            }
        }
        for columns in rows(PLACES) {
            let names = columns.get(1).copied().unwrap_or("");
            names.split('|').for_each(|n| phrases.add(n, Known::Place, n, None, SourceType::Unknown));
        }
        for columns in rows(OFFICES) {
            let [source, offices] = columns[..] else { continue };
            for office in offices.split('|') {
                phrases.add(office, Known::Office, office, None, source_of(source));
            }
        }
        phrases.sort();
        phrases
    }
}

impl Phrases {
    fn add_countries(&mut self) {
        let official = SourceType::CollectiveOfficial;
        for columns in rows(COUNTRIES) {
            let [name, others, demonyms, capitals, governments] = columns[..] else { continue };
            let camp = Some(name);
            let each = |list: &'static str| list.split('|').filter(|w| !w.is_empty());
            self.add(name, Known::Country, name, camp, official);
            each(others).for_each(|w| self.add(w, Known::Country, name, camp, official));
            each(demonyms).for_each(|w| self.add(w, Known::Demonym, name, camp, official));
            let capital = capitals.split('|').next().unwrap_or("");
            each(capitals).for_each(|w| self.add(w, Known::Capital, capital, camp, official));
            each(governments).for_each(|w| self.add(w, Known::Government, w, camp, official));
        }
    }

    fn add(
        &mut self,
        name: &'static str,
        known: Known,
        canonical: &'static str,
        camp: Option<&'static str>,
        source: SourceType,
    ) {
        let words: Vec<&'static str> = name
            .split(' ')
            .flat_map(|w| match w.find("'s").filter(|&at| at + 2 == w.len()) {
                Some(at) => [w.get(..at), w.get(at..)],
                None => [Some(w), None],
            })
            .flatten()
            .map(|w| w.trim_end_matches(['.', ',']))
            .collect();
        let Some(&first) = words.first() else { return };
        let index = self.list.len() as u32;
        self.list.push(Phrase { words, known, canonical, camp, source });
        self.by_first.entry(first).or_default().push(index);
    }

    /// Longest first; where two are equally long, the one that was added first.
    fn sort(&mut self) {
        let list = &self.list;
        for indices in self.by_first.values_mut() {
            indices.sort_by_key(|&i| std::cmp::Reverse(list.get(i as usize).map_or(0, |p| p.words.len())));
        }
    }

    /// The longest phrase that begins with `first` and whose further words `word(1)`, `word(2)` … are; with the number of its
    /// words.
    pub fn find<'a>(&self, first: &str, word: impl Fn(usize) -> Option<&'a str>) -> Option<(&Phrase, usize)> {
        let same = |a: &str, b: &str| a == b.trim_end_matches('.') || a == "'s" && b == "’s";
        self.by_first.get(first.trim_end_matches('.'))?.iter().filter_map(|&i| self.list.get(i as usize)).find_map(
            |p| {
                let fits = p.words.iter().enumerate().skip(1).all(|(k, w)| word(k).is_some_and(|t| same(w, t)));
                fits.then_some((p, p.words.len()))
            },
        )
    }

    /// The state whose demonym, name or capital the single word is.
    pub fn camp(&self, word: &str) -> Option<&'static str> {
        self.find(word, |_| None).and_then(|(p, _)| p.camp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &'static str) -> Option<(&'static str, usize)> {
        let words: Vec<&str> = text.split(' ').collect();
        let phrases = Phrases::default();
        phrases.find(words.first()?, |k| words.get(k).copied()).map(|(p, n)| (p.canonical, n))
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(find("New York Times reporters"), Some(("New York Times", 3)));
        assert_eq!(find("North Korean officials"), Some(("North Korea", 2)));
        assert_eq!(find("Norway"), Some(("Norway", 1)));
        assert_eq!(find("table"), None);
    }

    #[test]
    fn spellings_of_a_capital_are_one_place() {
        assert_eq!(find("Kiev"), Some(("Kyiv", 1)));
        assert_eq!(find("U.S. officials"), Some(("United States", 1)));
    }

    #[test]
    fn every_row_has_its_columns() {
        assert!(rows(COUNTRIES).all(|c| c.len() == 5));
        assert!(rows(BODIES).chain(rows(OFFICES)).chain(rows(PLACES)).all(|c| c.len() == 2));
    }
}
