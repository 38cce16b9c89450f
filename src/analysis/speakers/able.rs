//! Whether a noun phrase names somebody or something that can speak: “officials” and “the report” can, “nothing”,
//! “concerns” and “the move” cannot.

use std::ops::Range;

use super::Scene;
use crate::{
    analysis::{
        attributions::Act,
        lexicon::{class, form},
        tokens::{Pos, Token},
    },
    text::fold::fold,
};

/// Pronouns and question words that name nobody in particular, or nobody at all.
const NOBODY: &[&str] = &[
    "nothing",
    "something",
    "anything",
    "everything",
    "nobody",
    "none",
    "neither",
    "this",
    "that",
    "these",
    "those",
    "what",
    "whatever",
    "which",
    "where",
    "when",
    "why",
    "how",
    "you",
    "your",
    "there",
    "here",
];

/// What a lexicon noun may be to speak.
const SPEAKS: u32 = class::PERSON | class::BODY | class::DOCUMENT | class::MEDIA;

/// Endings of nouns for people that no list has.
const PEOPLE: &[&str] = &[
    "er", "or", "ist", "ian", "ant", "ent", "man", "woman", "person", "people", "ee", "eur", "eon", "ess", "ie",
    "crat", "folk",
];

/// Endings of nouns for qualities and deeds that look like the endings of people.
const ABSTRACT: &[&str] = &["ness", "ism", "tion", "sion", "ity", "ment", "ship", "hood", "ance", "ence"];

/// The phrase up to its head noun: without what a verb opens after a noun ("a memo released Friday", "the warning
/// coincides"), and without the times, adverbs and adjectives at its end ("Roe late Thursday", "a person close" to her).
pub(super) fn to_head(scene: &Scene, range: &Range<usize>) -> Range<usize> {
    let token = |i: usize| scene.tokens.get(i).copied().unwrap_or_default();
    let noun = |i: usize| matches!(token(i).pos, Pos::Noun | Pos::Name);
    let opens = |i: &usize| {
        let t = token(*i);
        let verb = matches!(t.pos, Pos::Verb | Pos::Auxiliary) && t.forms & form::BASE == 0;
        noun(*i - 1) && verb && !t.capital && !t.has(class::ANY_NOUN)
    };
    let mut end = (range.start + 1..range.end).find(opens).unwrap_or(range.end);
    let himself = |i: usize| matches!(token(i).span.of(scene.text), "himself" | "herself" | "itself" | "themselves");
    let near = |i: usize| matches!(token(i).span.of(scene.text), "close" | "familiar") && i + 1 == range.end;
    let time = |i: usize| {
        let t = token(i);
        t.has(class::TIME) && !t.has(SPEAKS) && !t.upper || t.pos == Pos::Number && token(i - 1).has(class::TIME)
    };
    let unlisted_adverb = |i: usize| {
        let t = token(i);
        t.lemma == 0 && !t.capital && t.span.of(scene.text).ends_with("ly")
    };
    let mut timed = false;
    let loose = |i: usize, timed: bool| {
        token(i).pos == Pos::Adverb
            || near(i)
            || himself(i)
            || unlisted_adverb(i)
            || time(i)
            || timed && token(i).pos == Pos::Adjective
    };
    while end > range.start + 1 && loose(end - 1, timed) && (range.start..end - 1).any(noun) {
        timed |= time(end - 1);
        end -= 1;
    }
    range.start..end
}

/// Whether the phrase can do what the act says, by its last word. A noun that no list has may be something to read, and
/// so speak, but does not think.
pub(super) fn can(scene: &Scene, phrase: &Range<usize>, act: Act) -> bool {
    let Some(head) = phrase.end.checked_sub(1) else { return false };
    let Some(token) = scene.tokens.get(head) else { return false };
    let noun = fold(token.span.of(scene.text));
    if NOBODY.contains(&noun.as_str()) {
        return false;
    }
    let listed = token.has(SPEAKS) || scene.lists.names.role(&noun).is_some();
    let inner = head.checked_sub(1).and_then(|i| scene.tokens.get(i)).is_some_and(|t| t.sentence == token.sentence);
    let name = token.capital && (token.lemma == 0 || inner && !token.has(class::TIME));
    listed
        || name
        || token.has(class::SPEECH) && named_maker(scene, phrase)
        || !(named_thing(token, &noun, act) || unknown_after_thing(scene, head))
}

/// "an FEC opinion": a name before the noun, which is no owner.
fn named_maker(scene: &Scene, phrase: &Range<usize>) -> bool {
    phrase.clone().skip(1).any(|i| {
        let pos = |i: usize| scene.tokens.get(i).map(|t| t.pos);
        pos(i - 1) == Some(Pos::Name) && pos(i) != Some(Pos::Possessive)
    })
}

/// A word in -s that no list has after a thing: more likely its verb ("the warning coincides") than a person.
fn unknown_after_thing(scene: &Scene, head: usize) -> bool {
    let unknown = scene.tokens.get(head).is_some_and(|t| t.lemma == 0 && t.span.of(scene.text).ends_with('s'));
    let thing = head.checked_sub(1).and_then(|i| scene.tokens.get(i));
    unknown && thing.is_some_and(|t| t.has(class::NOUN | class::SPEECH) && !t.has(SPEAKS) && !t.capital)
}

/// A common noun that the lexicon lists as no person, body or document, or that it does not list and that ends as nouns for
/// qualities do; in thoughts, any that does not end as nouns for people do.
fn named_thing(token: &Token, noun: &str, act: Act) -> bool {
    let singular = noun.strip_suffix('s').unwrap_or(noun);
    let ends = |list: &[&str]| list.iter().any(|e| singular.ends_with(e));
    let unlisted = token.lemma == 0 && !token.capital;
    let thing = ends(ABSTRACT) || act != Act::Speech && !ends(PEOPLE);
    token.has(class::NOUN | class::SPEECH | class::TIME) || unlisted && thing
}
