//! Pronouns, "who" and definite nouns: which mention they refer to.

use std::ops::Range;

use super::{Resolved, Scene, rule};
use crate::{
    analysis::{
        entities::{Cast, Entity, EntityKind, Gender, Mention},
        names::{Role, RoleUse},
        profile::Confidence,
        quotations::QuoteClass,
        tokens::{Mark, Pos},
    },
    text::{Span, fold::fold},
};

/// How many mentions back a pronoun looks.
const LOOK_BACK: usize = 40;
/// How many paragraphs back a pronoun looks.
const PARAGRAPHS: i64 = 5;

/// The weights by which a pronoun chooses among the people named before it, set by hand and adjusted on training articles:
/// per sentence and per paragraph between; for a mention in somebody's quotation, as subject, as owner, opening its
/// sentence; for who spoke last, less with each paragraph; for a single word that nothing shows to be a person; for a
/// gender that is known; for being named often; for somebody without a name ("the mayor").
const SENTENCE: f32 = 0.35;
const PARAGRAPH: f32 = 0.4;
const QUOTED: f32 = 2.6;
const SUBJECT: f32 = 0.6;
const POSSESSIVE: f32 = 0.5;
const OPENS: f32 = 0.6;
const AGREES: f32 = 0.8;
const SPOKE_LAST: f32 = 1.6;
const SPOKE_LAST_FADES: f32 = 0.4;
const WEAK: f32 = 1.6;
const OFTEN: f32 = 0.25;
const UNNAMED: f32 = 2.0;

/// By how much the likeliest name must lead; else the pronoun stays unresolved.
const DOUBT: f32 = 0.1;

/// What a pronoun says about whom it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// he, she
    Person(Gender),
    /// who
    Relative,
    /// they, we
    Plural,
    /// it
    Thing,
    /// I
    Writer,
}

/// Who spoke last, and where.
#[derive(Debug, Default)]
pub(super) struct History {
    spoken: Vec<(u32, Span)>,
    /// Where the turns of an interview begin, if there are any.
    pub(super) interview: Option<Span>,
}

impl History {
    pub(super) fn spoke(&mut self, entity: u32, at: Span) {
        self.spoken.push((entity, at));
    }

    fn last(&self) -> Option<(u32, Span)> {
        self.spoken.last().copied()
    }
}

/// The pronoun that the source consists of, if it does.
pub(super) fn pronoun(scene: &Scene, range: &Range<usize>) -> Option<Pronoun> {
    let token = scene.tokens.get(range.start)?;
    let word = token.span.of(scene.text);
    let alone = range.len() == 1 || !scene.tokens.get(range.start + 1)?.is_word();
    let lower = word.to_ascii_lowercase();
    if !alone && !matches!(lower.as_str(), "who" | "that" | "which") {
        return None;
    }
    Some(match lower.as_str() {
        "he" | "him" | "his" | "himself" => Pronoun::Person(Gender::Male),
        "she" | "her" | "hers" | "herself" => Pronoun::Person(Gender::Female),
        "who" | "whom" | "which" | "that" if range.len() <= 2 => Pronoun::Relative,
        "they" | "them" | "their" | "we" | "us" | "our" => Pronoun::Plural,
        "it" | "its" => Pronoun::Thing,
        "i" | "me" | "my" => Pronoun::Writer,
        _ => return None,
    })
}

/// The entity that the pronoun at `span` refers to.
pub(super) fn resolve(scene: &Scene, cast: &Cast, span: Span, pronoun: Pronoun, history: &History) -> Option<Resolved> {
    match pronoun {
        Pronoun::Person(gender) => person(scene, cast, span, gender, history),
        Pronoun::Relative => relative(scene, cast, span),
        Pronoun::Plural | Pronoun::Thing => {
            let kinds: &[EntityKind] = if pronoun == Pronoun::Plural {
                &[EntityKind::Group, EntityKind::Organisation]
            } else {
                &[EntityKind::Organisation, EntityKind::Document, EntityKind::Place]
            };
            last_speaker(scene, cast, span, history, kinds)
        }
        Pronoun::Writer => None,
    }
}

/// "they", "it": whoever of that kind spoke last in this paragraph or the one before.
fn last_speaker(scene: &Scene, cast: &Cast, span: Span, history: &History, kinds: &[EntityKind]) -> Option<Resolved> {
    let (entity, at) = history.last()?;
    let near = paragraph(scene, span) - paragraph(scene, at) <= 1;
    let kind = cast.entities.get(entity as usize)?.kind;
    (near && kinds.contains(&kind)).then_some(Resolved {
        entity,
        confidence: Confidence::Likely,
        rule: rule::PRONOUN_SPOKE_LAST,
    })
}

/// "who": the nearest name before it in its sentence.
fn relative(scene: &Scene, cast: &Cast, span: Span) -> Option<Resolved> {
    let before = cast.mentions.partition_point(|m| m.span.end <= span.start);
    let sentence = scene.document.sentence_at(span.start as usize)? as u32;
    let here = cast.mentions.get(..before)?.iter().rev().take(8).take_while(|m| m.sentence == sentence);
    let person = |m: &&Mention| cast.entities.get(m.entity as usize).is_some_and(|e| e.kind == EntityKind::Person);
    here.clone().find(person).map(|m| Resolved {
        entity: m.entity,
        confidence: Confidence::Likely,
        rule: rule::RELATIVE,
    })
}

fn paragraph(scene: &Scene, span: Span) -> i64 {
    scene.document.paragraph_at(span.start as usize).map_or(0, |p| i64::from(p as u32))
}

/// he, she: the best of the people named before, by distance, subjecthood, who spoke last and how often they are named.
fn person(scene: &Scene, cast: &Cast, span: Span, gender: Gender, history: &History) -> Option<Resolved> {
    let before = cast.mentions.partition_point(|m| m.span.end <= span.start);
    let here = Here {
        paragraph: paragraph(scene, span),
        sentence: scene.document.sentence_at(span.start as usize).map_or(0, |s| i64::from(s as u32)),
        last: history.last(),
    };
    let mut best: Option<(f32, u32)> = None;
    let mut second = f32::MIN;
    let mut seen: Vec<u32> = Vec::with_capacity(8);
    for m in cast.mentions.get(before.saturating_sub(LOOK_BACK)..before)?.iter().rev() {
        let Some(e) = cast.entities.get(m.entity as usize) else { continue };
        let opposite = e.gender != Gender::Unknown && e.gender != gender;
        if e.kind != EntityKind::Person || opposite {
            continue;
        }
        let Some(score) = here.score(scene, cast, m) else { break };
        match &mut best {
            Some((top, entity)) if *entity == m.entity => *top = top.max(score),
            Some((top, _)) if score <= *top => {
                second = if seen.contains(&m.entity) { second } else { second.max(score) }
            }
            _ => {
                second = best.filter(|b| b.1 != m.entity).map_or(second, |b| b.0.max(second));
                best = Some((score, m.entity));
            }
        }
        seen.push(m.entity);
    }
    if let Some((score, entity)) = here.unnamed(scene, cast, gender)
        && best.is_none_or(|b| score > b.0)
    {
        return Some(Resolved { entity, confidence: Confidence::Likely, rule: rule::PRONOUN_UNNAMED });
    }
    let (top, entity) = best.filter(|(top, _)| top - second >= DOUBT)?;
    let rule = if top - second > 1.0 { rule::PRONOUN_BY_FAR } else { rule::PRONOUN_AMONG_SEVERAL };
    Some(Resolved { entity, confidence: Confidence::Likely, rule })
}

/// Where the pronoun stands.
struct Here {
    paragraph: i64,
    sentence: i64,
    last: Option<(u32, Span)>,
}

impl Here {
    /// How likely the mention is meant; `None` if it is too far away.
    fn score(&self, scene: &Scene, cast: &Cast, m: &Mention) -> Option<f32> {
        let paragraphs = self.paragraph - paragraph(scene, m.span);
        if paragraphs > PARAGRAPHS {
            return None;
        }
        let sentences = (self.sentence - i64::from(m.sentence)) as f32;
        let mut score = -SENTENCE * sentences.min(8.0) - PARAGRAPH * paragraphs as f32;
        let mut add = |holds: bool, weight: f32| score += if holds { weight } else { 0.0 };
        add(quoted(scene, m.span), -QUOTED);
        add(subject(scene, m), SUBJECT);
        add(possessive(scene, m), -POSSESSIVE);
        add(m.token == scene.tokens.sentence(m.sentence as usize).start as u32, OPENS);
        if let Some((speaker, at)) = self.last {
            let gap = self.paragraph - paragraph(scene, at);
            add(speaker == m.entity && gap <= 3, SPOKE_LAST - SPOKE_LAST_FADES * gap as f32);
        }
        let entity = cast.entities.get(m.entity as usize);
        add(entity.is_some_and(weak), -WEAK);
        add(entity.is_some_and(|e| e.gender != Gender::Unknown), AGREES);
        Some(score + OFTEN * entity.map_or(0.0, |e| (e.mentions.len() as f32).ln()))
    }

    /// How likely whoever spoke last is meant, if that is one person without a name: "the mayor", "a police officer".
    fn unnamed(&self, scene: &Scene, cast: &Cast, gender: Gender) -> Option<(f32, u32)> {
        let (speaker, at) = self.last?;
        let e = cast.entities.get(speaker as usize)?;
        let paragraphs = self.paragraph - paragraph(scene, at);
        if e.kind != EntityKind::Unnamed || e.gender != Gender::Unknown && e.gender != gender || paragraphs > 1 {
            return None;
        }
        let sentence = scene.document.sentence_at(at.start as usize).map_or(0, |s| i64::from(s as u32));
        let near = -SENTENCE * (self.sentence - sentence) as f32 - PARAGRAPH * paragraphs as f32;
        Some((near + SUBJECT + SPOKE_LAST - SPOKE_LAST_FADES * paragraphs as f32 - UNNAMED, speaker))
    }
}

/// A name of one word that nothing shows to be a person's.
fn weak(e: &Entity) -> bool {
    e.gender == Gender::Unknown && !e.name.contains(' ')
}

/// Whether the mention lies in a quotation.
pub(super) fn quoted(scene: &Scene, span: Span) -> bool {
    let i = scene.quotations.partition_point(|q| q.span.start <= span.start);
    scene
        .quotations
        .get(i.saturating_sub(4)..i)
        .is_some_and(|near| near.iter().any(|q| q.class != QuoteClass::Title && q.words > 3 && q.inner.covers(span)))
}

/// Whether a verb follows the mention, or it opens its sentence.
fn subject(scene: &Scene, m: &Mention) -> bool {
    let end = scene.tokens.list.partition_point(|t| t.span.start < m.span.end);
    let next = scene.tokens.get(end);
    let verb = next.is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Auxiliary) || t.mark == Mark::Comma);
    let from = scene.tokens.list.partition_point(|t| t.span.end <= m.full.start);
    let before = from.checked_sub(1).and_then(|i| scene.tokens.get(i));
    let object =
        before.is_some_and(|t| matches!(t.pos, Pos::Preposition | Pos::Verb | Pos::To) && t.sentence == m.sentence);
    verb && !object
}

fn possessive(scene: &Scene, m: &Mention) -> bool {
    let end = scene.tokens.list.partition_point(|t| t.span.start < m.span.end);
    scene.tokens.get(end).is_some_and(|t| t.pos == Pos::Possessive)
}

/// "the senator": the last person named whose office holds the word, if there is one near.
pub(super) fn definite(
    scene: &Scene,
    cast: &Cast,
    span: Span,
    head: &Range<usize>,
    role: Option<Role>,
) -> Option<Resolved> {
    let role = role.filter(|r| r.usage == RoleUse::Role)?;
    if head.len() > 3 {
        return None;
    }
    let noun = fold(scene.tokens.get(head.end - 1)?.span.of(scene.text));
    let before = cast.mentions.partition_point(|m| m.span.end <= span.start);
    let here = paragraph(scene, span);
    for m in cast.mentions.get(before.saturating_sub(LOOK_BACK)..before)?.iter().rev() {
        if here - paragraph(scene, m.span) > PARAGRAPHS {
            break;
        }
        let Some(e) = cast.entities.get(m.entity as usize) else { continue };
        let gender = role.gender == Gender::Unknown || e.gender == Gender::Unknown || e.gender == role.gender;
        let office = e.office.as_deref().is_some_and(|o| {
            fold(o).split(' ').any(|w| {
                w.trim_end_matches('.') == noun || noun.starts_with(w.trim_end_matches('.')) && w.ends_with('.')
            })
        });
        if e.kind == EntityKind::Person && gender && office {
            return Some(Resolved { entity: m.entity, confidence: Confidence::Likely, rule: rule::OFFICE_HOLDER });
        }
    }
    None
}

/// Learns the gender of people whose names do not tell it: "Ms. Roe" later in the text is handled where names are
/// gathered; here a pronoun that opens the sentence after theirs decides.
pub(super) fn learn_genders(scene: &Scene, cast: &mut Cast) {
    for i in 0..cast.mentions.len() {
        let Some(&m) = cast.mentions.get(i) else { break };
        let unknown = cast
            .entities
            .get(m.entity as usize)
            .is_some_and(|e| e.kind == EntityKind::Person && e.gender == Gender::Unknown);
        if !unknown || cast.mentions.get(i + 1).is_some_and(|n| n.sentence == m.sentence) {
            continue;
        }
        let next = scene.tokens.sentence(m.sentence as usize + 1);
        let Some(first) = next.clone().find_map(|t| scene.tokens.get(t).filter(|t| t.is_word())) else { continue };
        let gender = match first.span.of(scene.text) {
            "He" | "His" => Gender::Male,
            "She" | "Her" => Gender::Female,
            _ => continue,
        };
        if let Some(e) = cast.entities.get_mut(m.entity as usize) {
            e.gender = gender;
        }
    }
}
