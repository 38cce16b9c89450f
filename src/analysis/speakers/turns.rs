//! Who speaks in the turns of an interview that is printed as `Q:` and `A:`.

use std::ops::Range;

use super::{Resolved, Scene, coreference::History, rule, source::unnamed};
use crate::{
    analysis::{
        entities::{Cast, EntityKind, SourceType},
        profile::Confidence,
    },
    text::Span,
};

/// Whether the source is the `Q` of who asks (`true`) or the `A` of who answers.
pub(super) fn role(scene: &Scene, range: &Range<usize>) -> Option<bool> {
    let token = scene.tokens.get(range.start).filter(|_| range.len() == 1)?;
    match token.span.of(scene.text).trim_end_matches('.') {
        "Q" => Some(true),
        "A" => Some(false),
        _ => None,
    }
}

/// Who asks is the interviewer; who answers is the only person named before the first turn, else the interviewee.
pub(super) fn resolve(cast: &mut Cast, asks: bool, span: Span, history: &History) -> Resolved {
    let first = history.interview.map_or(span.start, |s| s.start);
    if !asks && let Some(entity) = only_person(cast, first) {
        return Resolved { entity, confidence: Confidence::Likely, rule: rule::INTERVIEWEE };
    }
    let (name, source) = if asks { ("interviewer", SourceType::Media) } else { ("interviewee", SourceType::Anonymous) };
    let known = cast.entities.iter().position(|e| e.kind == EntityKind::Unnamed && e.name == name);
    let entity = known.unwrap_or_else(|| {
        cast.entities.push(unnamed(name.to_owned(), EntityKind::Unnamed, source, None));
        cast.entities.len() - 1
    });
    if let Some(e) = cast.entities.get_mut(entity) {
        e.mentions.push(span);
    }
    Resolved { entity: entity as u32, confidence: Confidence::Likely, rule: rule::TURN }
}

/// The only person named before byte `end`.
fn only_person(cast: &Cast, end: u32) -> Option<u32> {
    let person = |e: u32| cast.entities.get(e as usize).is_some_and(|e| e.kind == EntityKind::Person);
    let mut named = cast.mentions.iter().take_while(|m| m.span.end <= end).map(|m| m.entity).filter(|&e| person(e));
    let first = named.next()?;
    named.all(|e| e == first).then_some(first)
}
