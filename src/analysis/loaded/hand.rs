//! Loaded terms set by hand: entries that corrections bring in, beside those of the lists.
//!
//! They stand behind the entries of the lists and are never taken away again, so that the indices in hits stay valid
//! while corrections come and go; one that is no longer asked for is switched off.

use super::lexicon::{Category, Entry, Lexicon, Origin};
use crate::text::fold::plain;

/// How loaded a term added by hand is where its author did not say.
pub const WEIGHT: f32 = 1.0;

/// A loaded term that a correction asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct HandTerm {
    /// The words.
    pub term: String,
    /// What kind of term.
    pub category: Category,
    /// What it says; `None` keeps what the lists say of these words.
    pub gloss: Option<String>,
    /// How loaded, 0 to 1.
    pub weight: f32,
    /// Whether it is looked for in every article, or is there for the places that name it.
    pub everywhere: bool,
}

impl Lexicon {
    /// Has these terms and no others beside those of the lists; a term of the lists gives way to one of the same words.
    pub fn set_by_hand(&mut self, terms: &[HandTerm]) {
        let live = |lexicon: &Self| -> Vec<u32> {
            let on = |i: &&u32| lexicon.get(**i).is_some_and(|e| !e.off);
            let mut live: Vec<u32> = lexicon.hand.values().filter(on).copied().collect();
            live.sort_unstable();
            live
        };
        let before = live(self);
        for &i in self.hand.values() {
            if let Some(entry) = self.entries.get_mut(i as usize) {
                entry.off = true;
            }
        }
        for term in terms {
            self.put_by_hand(term);
        }
        if live(self) != before {
            self.compile();
        }
    }

    /// The entry that a correction brought in for these words in this category.
    pub fn by_hand(&self, term: &str, category: Category) -> Option<u32> {
        self.hand.get(&(plain(term), category)).copied()
    }

    fn put_by_hand(&mut self, term: &HandTerm) {
        let key = (plain(&term.term), term.category);
        let known = self.find(&term.term).or_else(|| self.find(&term.term.to_lowercase())).and_then(|i| self.get(i));
        let gloss = term.gloss.clone().or_else(|| known.map(|k| k.gloss.clone())).unwrap_or_default();
        let pos =
            known.filter(|k| k.pos != "q").map_or_else(|| inflected(&term.term, term.category), |k| k.pos.clone());
        let entry = Entry {
            term: term.term.clone(),
            pos,
            category: term.category,
            gloss,
            guess: term.weight,
            weight: term.weight,
            origin: Origin::Hand,
            off: !term.everywhere,
        };
        let fresh = self.entries.len() as u32;
        let index = *self.hand.entry(key).or_insert(fresh);
        match self.entries.get_mut(index as usize) {
            Some(old) => *old = Entry { off: old.off && entry.off, ..entry },
            None => self.entries.push(entry),
        }
    }
}

/// The part of speech by which a new term inflects; a phrase stands as it is.
pub fn inflected(term: &str, category: Category) -> String {
    let pos = match category {
        _ if term.contains(' ') => "x",
        Category::Noun | Category::Label => "n",
        Category::Action | Category::Reporting => "v",
        _ => "x",
    };
    pos.to_owned()
}
