//! Two or more who say it together: “Roe and Doe said”. They are one joint source, counted as such and for neither alone.

use std::ops::Range;

use super::{Resolved, Scene, rule, source::span_of};
use crate::{
    analysis::{
        entities::{Cast, Entity, EntityKind, Gender, Mention, SourceType},
        profile::Confidence,
        tokens::{Mark, Pos},
    },
    text::{Span, fold::fold},
};

/// How far back the names that are joined to a source may begin, in tokens.
const PHRASE: usize = 24;

/// The joint source that `head` names, if two of its parts end in a name of a person or a body, or one does and the
/// other is a group.
pub(super) fn resolve(scene: &Scene, cast: &mut Cast, head: &Range<usize>) -> Option<Resolved> {
    join(scene, cast, &parts(scene, cast, head))
}

/// The source with those named before it: "Roe’s deputy, Maria Sol, and (Petit) said". What stands between the beginning
/// of the sentence and the "and" before the source must be nothing but names, with what describes them.
pub(super) fn widened(scene: &Scene, cast: &mut Cast, source: Span) -> Option<(Span, Resolved)> {
    let range = scene.tokens.inside(source);
    let and = range.start.checked_sub(1).filter(|&i| is_and(scene, i))?;
    let start = phrase_start(scene, and)?;
    let whole = start..range.end;
    let mut parts = parts(scene, cast, &whole);
    let last = parts.len().checked_sub(1)?;
    let named: Vec<bool> =
        parts.iter().map(|p| mention(scene, cast, p).is_some_and(|m| speaks(cast, &m)) || is_group(scene, p)).collect();
    let article = |p: &Range<usize>| scene.tokens.get(p.start).is_some_and(|t| t.pos == Pos::Determiner);
    let comma = scene.tokens.get(and - 1).is_some_and(|t| t.mark == Mark::Comma);
    let describes = comma && last > 1 && parts.get(last - 1).is_some_and(article);
    if last == 0 || named.get(last - 1 - usize::from(describes)) != Some(&true) {
        return None;
    }
    let mut named = named.into_iter();
    parts.retain(|_| named.next().unwrap_or(false));
    join(scene, cast, &parts).map(|found| (span_of(scene, &whole), found))
}

fn is_and(scene: &Scene, at: usize) -> bool {
    scene.tokens.get(at).is_some_and(|t| matches!(t.span.of(scene.text), "and" | "&"))
}

/// Where the noun phrases before `and` begin, if they open the sentence or follow a quotation, a colon or "that".
fn phrase_start(scene: &Scene, and: usize) -> Option<usize> {
    let sentence = scene.tokens.get(and)?.sentence;
    let inside = |i: usize| scene.tokens.get(i).filter(|t| t.sentence == sentence);
    let part = |i: usize| {
        inside(i).is_some_and(|t| {
            matches!(t.pos, Pos::Name | Pos::Noun | Pos::Adjective | Pos::Determiner | Pos::Number | Pos::Possessive)
                || t.mark == Mark::Comma
                || matches!(t.span.of(scene.text), "and" | "&" | "of" | "for")
        })
    };
    let low = and.saturating_sub(PHRASE);
    let start = (low..and).rev().take_while(|&i| part(i)).last()?;
    let before = start.checked_sub(1).and_then(inside);
    let opens = before.is_none_or(|t| matches!(t.mark, Mark::Quote | Mark::Colon) || t.pos == Pos::Subordinator);
    (opens && (start > low || before.is_none())).then_some(start)
}

/// The joint source that the parts make.
fn join(scene: &Scene, cast: &mut Cast, parts: &[Range<usize>]) -> Option<Resolved> {
    let (first, last) = (parts.first()?, parts.last()?);
    let lead = mention(scene, cast, first).filter(|m| speaks(cast, m))?;
    if parts.len() < 2 {
        return None;
    }
    let tail = mention(scene, cast, last).filter(|m| speaks(cast, m));
    if tail.is_some_and(|m| m.entity == lead.entity) || tail.is_none() && !is_group(scene, last) {
        return None;
    }
    let name = parts.iter().map(|p| part_name(scene, cast, p)).collect::<Vec<_>>();
    let (end, start) = name.split_last()?;
    let name = format!("{} and {end}", start.join(", "));
    Some(Resolved { entity: entity(cast, name, lead.entity), confidence: Confidence::Sure, rule: rule::JOINT })
}

/// The phrase cut at commas and "and" outside names, "both" left out.
fn parts(scene: &Scene, cast: &Cast, head: &Range<usize>) -> Vec<Range<usize>> {
    let mentions = cast.inside(span_of(scene, head));
    let inside = |i: usize| {
        scene
            .tokens
            .get(i)
            .is_some_and(|t| mentions.iter().any(|m| m.span.start < t.span.start && t.span.end < m.span.end))
    };
    let mut parts = Vec::new();
    let mut start = head.start;
    for i in head.clone() {
        let Some(t) = scene.tokens.get(i) else { break };
        let cut = t.mark == Mark::Comma || matches!(t.span.of(scene.text), "and" | "&");
        if i == start && (cut || matches!(t.span.of(scene.text), "both" | "Both")) {
            start = i + 1;
        } else if cut && !inside(i) {
            parts.push(start..i);
            start = i + 1;
        }
    }
    parts.push(start..head.end);
    parts.retain(|p| !p.is_empty());
    parts
}

/// The mention that ends where the part does.
fn mention(scene: &Scene, cast: &Cast, part: &Range<usize>) -> Option<Mention> {
    let span = span_of(scene, part);
    cast.inside(span).iter().rev().find(|m| m.span.end == span.end).copied()
}

fn speaks(cast: &Cast, m: &Mention) -> bool {
    let kind = cast.entities.get(m.entity as usize).map(|e| e.kind);
    matches!(kind, Some(EntityKind::Person | EntityKind::Organisation | EntityKind::Place))
}

/// "other lawmakers": a plural at the end.
fn is_group(scene: &Scene, part: &Range<usize>) -> bool {
    let last = part.end.checked_sub(1).and_then(|i| scene.tokens.get(i));
    last.is_some_and(|t| t.pos == Pos::Noun && t.has(crate::analysis::lexicon::class::PLURAL))
}

/// The canonical name of a part, or its words.
fn part_name(scene: &Scene, cast: &Cast, part: &Range<usize>) -> String {
    let known = mention(scene, cast, part).and_then(|m| cast.entities.get(m.entity as usize));
    known.map_or_else(
        || span_of(scene, part).of(scene.text).split_whitespace().collect::<Vec<_>>().join(" "),
        |e| e.name.clone(),
    )
}

/// The group of that name; it is of the kind and side of who is named first.
fn entity(cast: &mut Cast, name: String, lead: u32) -> u32 {
    let key = fold(&name);
    if let Some(known) = cast.entities.iter().rposition(|e| e.kind == EntityKind::Group && fold(&e.name) == key) {
        return known as u32;
    }
    let lead = cast.entities.get(lead as usize);
    cast.entities.push(Entity {
        name,
        kind: EntityKind::Group,
        gender: Gender::Unknown,
        source_type: lead.map_or(SourceType::Unknown, |e| e.source_type),
        office: None,
        camp: lead.and_then(|e| e.camp.clone()),
        aliases: Vec::new(),
        mentions: Vec::new(),
        edited: false,
    });
    cast.entities.len() as u32 - 1
}
