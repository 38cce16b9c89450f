//! Quotations that no attribution covers: they continue what somebody is already saying.

use super::{Resolved, Scene};
use crate::{
    analysis::{
        attributions::{Act, Attribution, AttributionKind},
        entities::{Cast, EntityKind, Mention},
        profile::Confidence,
        quotations::{Quotation, QuoteClass},
    },
    text::Span,
};

/// What is known about quotations while they are gone through.
struct State {
    /// The speaker of each quotation, by index.
    speakers: Vec<Option<Resolved>>,
}

/// Attributions for the quotations that none covers.
pub(super) fn carry(scene: &Scene, attributions: &[Attribution], cast: &Cast) -> Vec<Attribution> {
    let covers = covers(scene.quotations, attributions);
    let mut state = State { speakers: covers.iter().map(|c| c.and_then(|i| known(attributions.get(i)?))).collect() };
    let mut out = Vec::new();
    let mut continued: Option<(u32, usize)> = None;
    for (i, q) in scene.quotations.iter().enumerate() {
        let continues = continued.filter(|&(next, _)| next as usize == i).map(|(_, from)| from);
        if let Some(next) = q.continues {
            continued = Some((next, i));
        }
        let covered = covers.get(i).is_some_and(Option::is_some);
        if covered || q.class != QuoteClass::Speech {
            continue;
        }
        let found = follow(scene, cast, attributions, &state, i, q, continues);
        if found.is_none() && !stands_alone(q) {
            continue;
        }
        out.push(attribution(q, found.as_ref()));
        if let Some(slot) = state.speakers.get_mut(i) {
            *slot = found;
        }
    }
    out
}

/// Long enough to be speech even if nobody is found who says it.
fn stands_alone(q: &Quotation) -> bool {
    q.words >= 5
}

fn known(attribution: &Attribution) -> Option<Resolved> {
    let entity = attribution.speaker?;
    Some(Resolved { entity, confidence: attribution.confidence, rule: "" })
}

/// For each quotation the attribution whose content overlaps it.
fn covers(quotations: &[Quotation], attributions: &[Attribution]) -> Vec<Option<usize>> {
    let mut spans: Vec<(Span, usize)> =
        attributions.iter().enumerate().flat_map(|(i, a)| a.content.iter().map(move |&s| (s, i))).collect();
    spans.sort_unstable();
    let mut next = 0;
    quotations
        .iter()
        .map(|q| {
            while spans.get(next).is_some_and(|(s, _)| s.end <= q.inner.start) {
                next += 1;
            }
            spans.get(next).filter(|(s, _)| s.overlaps(q.inner)).map(|&(_, i)| i)
        })
        .collect()
}

/// The speaker of quotation `i`, by what it follows.
fn follow(
    scene: &Scene,
    cast: &Cast,
    attributions: &[Attribution],
    state: &State,
    i: usize,
    q: &Quotation,
    continues: Option<usize>,
) -> Option<Resolved> {
    let speaker = |k: usize| state.speakers.get(k).and_then(Option::clone);
    if let Some(found) = continues.and_then(speaker) {
        return Some(Resolved { rule: "continues the quotation of the paragraph before", ..found });
    }
    let paragraph = scene.document.paragraph_at(q.span.start as usize)?;
    let before = (0..i).rev().take(6).find(|&k| scene.quotations.get(k).is_some_and(|p| p.class != QuoteClass::Nested));
    let same = before.filter(|&k| {
        scene.quotations.get(k).is_some_and(|p| scene.document.paragraph_at(p.span.start as usize) == Some(paragraph))
    });
    if let Some(found) = same.and_then(speaker) {
        return Some(Resolved {
            confidence: Confidence::Likely,
            rule: "goes on after the quotation before it",
            ..found
        });
    }
    let own = scene.document.paragraphs.get(paragraph)?;
    if scene.text.get(own.span.start as usize..q.span.start as usize)?.chars().filter(|c| c.is_alphanumeric()).count()
        > 0
    {
        return None;
    }
    let previous = paragraph.checked_sub(1).and_then(|p| scene.document.paragraphs.get(p))?.span;
    let colon = previous.of(scene.text).trim_end().ends_with(':');
    let last = attributions
        .iter()
        .filter(|a| a.speaker.is_some() && a.source.is_some_and(|s| previous.covers(s)))
        .max_by_key(|a| a.source.map_or(0, |s| s.start));
    if let Some(a) = last {
        let rule = if colon { "block after a colon" } else { "speaker of the paragraph before" };
        return Some(Resolved { entity: a.speaker?, confidence: Confidence::Likely, rule });
    }
    if colon {
        return subject(cast, previous).map(|entity| Resolved {
            entity,
            confidence: Confidence::Likely,
            rule: "block after a colon",
        });
    }
    before.and_then(speaker).filter(|_| wholly_quoted(scene, previous)).map(|found| Resolved {
        confidence: Confidence::Likely,
        rule: "goes on after the paragraph before",
        ..found
    })
}

/// The first person or body named in `span`.
fn subject(cast: &Cast, span: Span) -> Option<u32> {
    let speaks = |m: &&Mention| {
        cast.entities
            .get(m.entity as usize)
            .is_some_and(|e| matches!(e.kind, EntityKind::Person | EntityKind::Organisation))
    };
    cast.inside(span).iter().find(speaks).map(|m| m.entity)
}

/// Whether a paragraph begins in marks.
fn wholly_quoted(scene: &Scene, paragraph: Span) -> bool {
    let i = scene.quotations.partition_point(|q| q.span.start < paragraph.start);
    scene.quotations.get(i).is_some_and(|q| q.span.start == paragraph.start)
}

fn attribution(q: &Quotation, found: Option<&Resolved>) -> Attribution {
    Attribution {
        source: None,
        cue: Vec::new(),
        content: vec![q.inner],
        kind: AttributionKind::Direct,
        act: Act::Speech,
        speaker: found.map(|f| f.entity),
        confidence: found.map_or(Confidence::Unsure, |f| f.confidence),
        relay: None,
        lemma: String::new(),
        why: found.map_or("quoted speech; speaker not found", |f| f.rule).to_owned(),
        edited: false,
    }
}
