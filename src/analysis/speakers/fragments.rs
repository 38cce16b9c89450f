//! A few words in marks within what somebody is said to say, think or do: are those very words credited to him?
//!
//! “He called it “unfair”” quotes; “they rejected the “final offer”” names a thing by a term that the narrator keeps at a
//! distance. Longer stretches and clauses are always taken for speech.

use super::{Scene, coreference, rule};
use crate::analysis::{
    attributions::{Act, Attribution, AttributionKind},
    lexicon::class,
    quotations::Quotation,
    tokens::{Mark, Pos, Token},
};

/// Longest stretch that may be a term, in words.
const SHORT: u32 = 4;
/// The same for a stretch within a thought or an intention.
const THOUGHT: u32 = 3;

/// Why the stretch is a term and nobody's speech although the attribution covers it; `None` if its source says it.
pub(super) fn term(scene: &Scene, q: &Quotation, a: &Attribution) -> Option<&'static str> {
    if !q.fragment || q.words > SHORT {
        return None;
    }
    let inside = scene.tokens.inside(q.span);
    if named_by_all(scene, inside.start) {
        return Some(rule::KNOWN_NAME);
    }
    if described(scene, inside.start) {
        return None;
    }
    let mixed = a.kind != AttributionKind::Direct;
    let deed = scene.lists.verbs.get(&a.lemma).is_some_and(|c| !c.words);
    if deed {
        Some(rule::DEED)
    } else if a.speaker.is_none() && !open_source(scene, a) {
        Some(rule::CANNOT_SPEAK)
    } else if mixed && a.act != Act::Speech && q.words <= THOUGHT {
        Some(rule::WITHIN_THOUGHT)
    } else if mixed && owned(scene, inside.start, inside.end) {
        Some(rule::OWNED)
    } else {
        None
    }
}

/// "so-called “experts”", "known as “the wall”": a name, whoever speaks.
fn named_by_all(scene: &Scene, start: usize) -> bool {
    let last = before(scene, start, |t| t.pos == Pos::Determiner);
    let word = |back: usize| last.checked_sub(back).and_then(|i| scene.tokens.get(i)).map(|t| t.span.of(scene.text));
    match word(1) {
        Some("so-called" | "nicknamed" | "dubbed" | "titled" | "entitled" | "codenamed") => true,
        Some("as") => matches!(word(2), Some("known")),
        _ => false,
    }
}

/// "what he described as a “…”", "calling it “…”": the words right before say that somebody uses these. Not in the
/// passive, where nobody need do so.
pub(super) fn described(scene: &Scene, start: usize) -> bool {
    let last = before(scene, start, |t| {
        matches!(t.pos, Pos::Determiner | Pos::Pronoun) || t.mark == Mark::None && t.span.of(scene.text) == "as"
    });
    let Some(verb) = last.checked_sub(1) else { return false };
    let names =
        scene.tokens.get(verb).filter(|t| t.pos == Pos::Verb).and_then(|t| scene.lists.verbs.verb_numbered(t.lemma));
    let names = names
        .is_some_and(|c| matches!(c.lemma.as_str(), "describe" | "call" | "characterize" | "label" | "term" | "brand"));
    let subject = before(scene, verb, |t| t.pos == Pos::Adverb).checked_sub(1).and_then(|i| scene.tokens.get(i));
    names
        && subject
            .is_some_and(|t| matches!(t.pos, Pos::Pronoun | Pos::Name) || t.mark == Mark::Comma || t.has(class::PERSON))
}

/// "Trump’s “final offer”": an owner before the marks, a noun at their end and none after them.
fn owned(scene: &Scene, start: usize, end: usize) -> bool {
    let token = |i: Option<usize>| i.and_then(|i| scene.tokens.get(i));
    let owner = token(start.checked_sub(1)).is_some_and(|t| t.pos == Pos::Possessive || t.has(class::POSSESSIVE));
    let last = (start..end).rev().find_map(|i| scene.tokens.get(i).filter(|t| t.is_word()));
    let next = scene.tokens.get(end).is_none_or(|t| !matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective));
    owner && last.is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name)) && next
}

/// Whether the source may be somebody although it is not resolved: a pronoun, or nobody named at all.
fn open_source(scene: &Scene, a: &Attribution) -> bool {
    a.source.is_none_or(|s| coreference::pronoun(scene, &scene.tokens.inside(s)).is_some())
}

/// The place after the last token before `at` that is not `skipped`.
fn before(scene: &Scene, at: usize, skipped: impl Fn(&Token) -> bool) -> usize {
    let low = at.saturating_sub(3);
    (low..at).rev().find(|&i| scene.tokens.get(i).is_some_and(|t| !skipped(t))).map_or(low, |i| i + 1)
}
