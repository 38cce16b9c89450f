//! Surnames that are also words for places and bodies: Hall, Park, Church.
//!
//! "Peter Hall" may be a building. He is a person if somewhere in the text the last word alone, without an article, says
//! something or bears a title ("Hall said", "Mr. Hall"); then the word alone means him from there on.

use std::collections::HashSet;

use crate::analysis::{
    Lists,
    attributions::Act,
    lexicon::form,
    names::RoleUse,
    tokens::{Pos, Token},
};
use crate::text::fold::fold;

/// What the words of one text show to be surnames.
pub(super) struct Surnames<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lists: &'a Lists,
    /// The words that speak alone; found when first asked for.
    speaking: Option<HashSet<&'a str>>,
    /// The last words of the full names found so far.
    borne: HashSet<&'a str>,
}

impl<'a> Surnames<'a> {
    /// Nothing known yet.
    pub(super) fn new(text: &'a str, tokens: &'a [Token], lists: &'a Lists) -> Self {
        Self { text, tokens, lists, speaking: None, borne: HashSet::new() }
    }

    /// Whether the word at `at` says something alone, here or elsewhere.
    pub(super) fn speaks(&mut self, at: usize) -> bool {
        let word = self.word(at);
        let found = self.speaking.take().unwrap_or_else(|| self.find());
        let speaks = found.contains(word);
        self.speaking = Some(found);
        speaks
    }

    /// Notes that the word at `at` ends the full name of a person.
    pub(super) fn note(&mut self, at: usize) {
        self.borne.insert(self.word(at));
    }

    /// Whether the word at `at` is such a surname, without an article or another name before it.
    pub(super) fn is_borne(&self, at: usize) -> bool {
        !self.borne.is_empty() && self.borne.contains(self.word(at)) && self.is_bare(at)
    }

    /// Every word that stands alone as who says something.
    fn find(&self) -> HashSet<&'a str> {
        let alone = |&i: &usize| self.tokens.get(i).is_some_and(|t| t.capital) && self.is_bare(i);
        let speaks = |i: &usize| self.is_titled(*i) || self.says(i + 1) || *i > 0 && self.says(i - 1);
        (0..self.tokens.len()).filter(alone).filter(speaks).map(|i| self.word(i)).collect()
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    /// Whether neither an article nor a name that is no title stands before the word, and no name after it.
    fn is_bare(&self, at: usize) -> bool {
        let sentence = self.tokens.get(at).map(|t| t.sentence);
        let near = |i: usize| self.tokens.get(i).filter(|t| Some(t.sentence) == sentence && t.is_word());
        let before = at.checked_sub(1).and_then(near);
        let free = before.is_none_or(|t| !t.capital && !matches!(t.pos, Pos::Determiner | Pos::Possessive));
        let opens = at >= 2 && before.is_some() && near(at - 2).is_none();
        (free || self.is_titled(at) || opens && self.says(at - 1)) && near(at + 1).is_none_or(|t| !t.capital)
    }

    /// Whether an honorific stands right before the word.
    fn is_titled(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |i| self.word(i));
        before.starts_with(char::is_uppercase)
            && self.lists.names.role(&fold(before)).is_some_and(|r| r.usage == RoleUse::Honorific)
    }

    /// Whether the token is a verb that reports words, in the past or present.
    fn says(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| {
            t.pos == Pos::Verb
                && t.forms & (form::PAST | form::THIRD) != 0
                && self.lists.verbs.verb_numbered(t.lemma).is_some_and(|c| c.act == Act::Speech && c.words)
        })
    }
}
