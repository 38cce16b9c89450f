//! The carrier of words that is not their speaker: "told Fox News", "Reuters reported, citing officials".

use std::ops::Range;

use super::{
    super::{entities::SourceType, lexicon::class, tokens::Pos},
    scene::Scene,
    search::Found,
};
use crate::text::fold::fold;

/// A carrier, and the source in its place where it stood for one.
pub struct Relay {
    /// Who passed the words on.
    pub carrier: Range<usize>,
    /// The source that the carrier cites.
    pub source: Option<Range<usize>>,
    /// The rule, in words.
    pub why: &'static str,
}

/// Nouns and verbs after which a preposition leads to the medium that carries the words.
const OCCASIONS: &[&str] = &[
    "interview",
    "appearance",
    "appear",
    "speak",
    "talk",
    "op-ed",
    "column",
    "essay",
    "article",
    "post",
    "podcast",
    "segment",
];

/// The carrier of an attribution with base form `lemma`, if it names one.
pub fn of(scene: &Scene, found: &Found, lemma: &str) -> Option<Relay> {
    citing(scene, found)
        .or_else(|| told(scene, found, lemma))
        .or_else(|| occasion(scene, found))
        .or_else(|| report_in(scene, found))
}

/// "Reuters reported, citing two officials": the officials are the source.
fn citing(scene: &Scene, found: &Found) -> Option<Relay> {
    let carrier = found.source.clone().filter(|s| is_media(scene, s))?;
    let sentence = scene.unit(found.sentence);
    let at = (found.cue.group.end..sentence.end).find(|&i| {
        scene.pos(i) == Pos::Verb && scene.word(i).eq_ignore_ascii_case("citing") && scene.quote_at(i) == 0
    })?;
    let cited = Some(with_knowledge(scene, phrase(scene, at + 1))).filter(|p| !p.is_empty())?;
    Some(Relay { carrier, source: Some(cited), why: "; what it cites is the source, itself only the carrier" })
}

/// "told Fox News", "told reporters": the hearer is a medium.
fn told(scene: &Scene, found: &Found, lemma: &str) -> Option<Relay> {
    let carrier = without_owned(scene, phrase(scene, found.cue.group.end));
    let fits = lemma == "tell" && is_media(scene, &carrier);
    fits.then_some(Relay { carrier, source: None, why: "; told to a medium, which is the carrier" })
}

/// "said in an interview with the Times", "speaking to reporters, she said", "wrote in the Post".
fn occasion(scene: &Scene, found: &Found) -> Option<Relay> {
    let sentence = scene.unit(found.sentence);
    let reported = |i: usize| found.contents().chain(found.source.as_ref()).any(|r| r.contains(&i));
    let leads = |i: usize| matches!(scene.word(i), "with" | "on" | "to" | "in" | "for");
    let cue_ends = found.cue.group.end;
    let of_it = |i: usize| {
        OCCASIONS.contains(&scene.lemma(i)) || i + 1 == cue_ends && !matches!(scene.word(i + 1), "to" | "with" | "for")
    };
    let at = (sentence.start + 1..sentence.end).find(|&i| {
        leads(i) && !reported(i) && scene.quote_at(i) == 0 && of_it(i - 1) && is_media(scene, &phrase(scene, i + 1))
    })?;
    Some(Relay {
        carrier: phrase(scene, at + 1),
        source: None,
        why: "; said to, on or in a medium, which is the carrier",
    })
}

/// "according to a report in the Times": the report speaks, the medium carries it.
fn report_in(scene: &Scene, found: &Found) -> Option<Relay> {
    let source = found.source.clone()?;
    let document = |i: usize| scene.token(i).is_some_and(|t| t.has(class::DOCUMENT | class::SPEECH));
    let at = (source.start + 1..source.end)
        .find(|&i| matches!(scene.word(i), "in" | "on") && document(i - 1) && is_media(scene, &phrase(scene, i + 1)))?;
    Some(Relay { carrier: phrase(scene, at + 1), source: None, why: "; in a medium, which is the carrier" })
}

/// The noun phrase that begins at `from`, without what follows a preposition.
fn phrase(scene: &Scene, from: usize) -> Range<usize> {
    let part = |&i: &usize| {
        matches!(scene.pos(i), Pos::Determiner | Pos::Adjective | Pos::Name | Pos::Noun | Pos::Number | Pos::Possessive)
            && !scene.token(i).is_some_and(|t| t.has(class::TIME) && !t.has(class::MEDIA))
    };
    // "told CNN the plan was mad": an article after the first word begins another phrase.
    let goes_on = |&i: &usize| i == from || scene.pos(i) != Pos::Determiner;
    let end = (from..from + 12).take_while(part).take_while(goes_on).last().map_or(from, |i| i + 1);
    from..end
}

/// "a person familiar with the matter": with what the source is close to.
fn with_knowledge(scene: &Scene, source: Range<usize>) -> Range<usize> {
    let near = |i: usize| matches!(scene.word(i), "familiar" | "close" | "briefed");
    let at = if near(source.end) { source.end + 1 } else { source.end };
    let hangs = near(at.saturating_sub(1)) && matches!(scene.word(at), "with" | "to" | "on");
    let matter = phrase(scene, at + 1);
    if hangs && !matter.is_empty() { source.start..matter.end } else { source }
}

/// "CNN’s Jane Roe": the owner.
fn without_owned(scene: &Scene, phrase: Range<usize>) -> Range<usize> {
    let owner = phrase.clone().find(|&i| scene.pos(i) == Pos::Possessive);
    phrase.start..owner.unwrap_or(phrase.end)
}

/// Whether the phrase names media: by a word that they have in their names, a listed name, a word for those who work
/// there, or an acronym in capitals that names no other body known.
fn is_media(scene: &Scene, phrase: &Range<usize>) -> bool {
    let names = &scene.lists.names;
    phrase.clone().any(|i| {
        let word = scene.word(i);
        let known = names.phrases.find(word, |k| Some(scene.word(i + k)).filter(|_| i + k < phrase.end));
        if let Some((known, _)) = known {
            return known.source == SourceType::Media;
        }
        let role = names.role(&fold(word)).is_some_and(|r| r.source == SourceType::Media);
        let letters = scene.token(i).is_some_and(|t| t.upper && (3..=5).contains(&t.span.len()) && t.pos == Pos::Name);
        scene.token(i).is_some_and(|t| t.has(class::MEDIA)) || role && i + 1 == phrase.end || letters
    })
}
