//! The carrier of words that is not their speaker: "told Fox News", "Reuters reported, citing officials".

use std::ops::Range;

use super::{
    super::{lexicon::class, tokens::Pos},
    scene::Scene,
    search::Found,
};

/// A carrier, and the source in its place where it stood for one.
pub struct Relay {
    /// Who passed the words on.
    pub carrier: Range<usize>,
    /// The source that the carrier cites.
    pub source: Option<Range<usize>>,
    /// The rule, in words.
    pub why: &'static str,
}

/// The carrier of an attribution with base form `lemma`, if it names one.
pub fn of(scene: &Scene, found: &Found, lemma: &str) -> Option<Relay> {
    citing(scene, found).or_else(|| told(scene, found, lemma)).or_else(|| interview(scene, found))
}

/// "Reuters reported, citing two officials": the officials are the source.
fn citing(scene: &Scene, found: &Found) -> Option<Relay> {
    let carrier = found.source.clone().filter(|s| is_media(scene, s))?;
    let sentence = scene.unit(found.sentence);
    let at = (found.cue.group.end..sentence.end).find(|&i| {
        scene.pos(i) == Pos::Verb && scene.word(i).eq_ignore_ascii_case("citing") && scene.quote_at(i) == 0
    })?;
    let cited = Some(phrase(scene, at + 1)).filter(|p| !p.is_empty())?;
    Some(Relay { carrier, source: Some(cited), why: "; what it cites is the source, itself only the carrier" })
}

/// "told Fox News": the hearer is a medium.
fn told(scene: &Scene, found: &Found, lemma: &str) -> Option<Relay> {
    let carrier = phrase(scene, found.cue.group.end);
    let fits = lemma == "tell" && is_media(scene, &carrier);
    fits.then_some(Relay { carrier, source: None, why: "; told to a medium, which is the carrier" })
}

/// "said in an interview with the Times".
fn interview(scene: &Scene, found: &Found) -> Option<Relay> {
    let end = scene.unit(found.sentence).end.min(found.cue.group.end + 6);
    let at = (found.cue.group.end..end).find(|&i| scene.lemma(i) == "interview")?;
    let carrier = phrase(scene, at + 2);
    let fits = matches!(scene.word(at + 1), "with" | "on") && is_media(scene, &carrier);
    fits.then_some(Relay { carrier, source: None, why: "; said in an interview with the carrier" })
}

/// The noun phrase that begins at `from`, without what follows a preposition.
fn phrase(scene: &Scene, from: usize) -> Range<usize> {
    let part = |&i: &usize| {
        matches!(scene.pos(i), Pos::Determiner | Pos::Adjective | Pos::Name | Pos::Noun | Pos::Number | Pos::Possessive)
    };
    let end = (from..from + 12).take_while(part).last().map_or(from, |i| i + 1);
    from..end
}

/// Whether a word of the phrase is one that media have in their names, or an acronym in capitals.
fn is_media(scene: &Scene, phrase: &Range<usize>) -> bool {
    let mut tokens = phrase.clone().filter_map(|i| scene.token(i));
    tokens.any(|t| t.has(class::MEDIA) || t.upper && (2..=5).contains(&t.span.len()) && t.pos == Pos::Name)
}
