//! Who speaks: from the source of an attribution, or from what stands around a quotation, to an entity.
//!
//! First every attribution's source is read ([`source`]) and resolved: a name to its entity, a pronoun or "who" to the
//! mention it refers to ([`coreference`]), any other noun to somebody without a name. Then quotations that no
//! attribution covers take the speaker of what they continue ([`carry`]).

mod adjacent;
mod carry;
mod complete;
mod coreference;
mod source;
#[cfg(test)]
mod tests;

use super::{
    Lists,
    attributions::{Attribution, AttributionKind},
    entities::{Cast, SourceType},
    profile::Confidence,
    quotations::{Quotation, QuoteClass},
    tokens::Tokens,
};
use crate::{
    articles::{Article, Document},
    text::Span,
};

/// What the rules look at.
struct Scene<'a> {
    text: &'a str,
    document: &'a Document,
    tokens: &'a Tokens,
    quotations: &'a [Quotation],
    lists: &'a Lists,
}

/// A speaker found, by which rule.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Resolved {
    entity: u32,
    confidence: Confidence,
    rule: &'static str,
}

/// Gives every quotation and attribution its speaker, its class and its reason. May add unnamed speakers to the cast and
/// attributions for quotations that have none.
pub fn resolve(
    article: &Article,
    document: &Document,
    tokens: &Tokens,
    quotations: &mut [Quotation],
    attributions: &mut Vec<Attribution>,
    cast: &mut Cast,
    lists: &Lists,
) {
    let scene = Scene { text: &article.text, document, tokens, quotations, lists };
    coreference::learn_genders(&scene, cast);
    complete::drop_inner(&scene, attributions);
    complete::widen(&scene, attributions);
    add_adjacent(&scene, cast, attributions);
    resolve_sources(&scene, attributions, cast);
    let carried = carry::carry(&scene, attributions, cast);
    attributions.extend(carried);
    attributions.sort_by_key(|a| a.content.first().map_or(0, |s| s.start));
    settle(quotations, attributions);
}

/// Adds the attributions that quotations without one have beside them.
fn add_adjacent(scene: &Scene, cast: &Cast, attributions: &mut Vec<Attribution>) {
    let covers = carry::covers(scene.quotations, attributions);
    let free = scene.quotations.iter().zip(covers).filter(|(q, c)| c.is_none() && q.class != QuoteClass::Nested);
    let found: Vec<Attribution> = free.filter_map(|(q, _)| adjacent::find(scene, cast, q)).collect();
    attributions.extend(found);
}

/// Resolves the attributions in the order in which their sources stand, so that a pronoun can follow who spoke last.
fn resolve_sources(scene: &Scene, attributions: &mut [Attribution], cast: &mut Cast) {
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&i| attributions.get(i).map_or(0, place));
    let mut last = coreference::History::default();
    for i in order {
        let Some(attribution) = attributions.get_mut(i) else { continue };
        let Some(span) = attribution.source else { continue };
        let Some(found) = source::resolve(scene, cast, span, &last) else {
            note(&mut attribution.why, "source not resolved");
            continue;
        };
        let found = relay(scene, cast, attribution, &found, &last).unwrap_or(found);
        attribution.speaker = Some(found.entity);
        attribution.confidence = found.confidence;
        note(&mut attribution.why, found.rule);
        last.spoke(found.entity, span);
    }
}

/// "Reuters reported, citing a diplomat": the diplomat speaks, the outlet carries. Notes the carrier.
fn relay(
    scene: &Scene,
    cast: &mut Cast,
    attribution: &mut Attribution,
    carrier: &Resolved,
    last: &coreference::History,
) -> Option<Resolved> {
    let outlet =
        cast.entities.get(carrier.entity as usize).filter(|e| e.source_type == SourceType::Media)?.name.clone();
    let cited = source::cited(scene, attribution.source?)?;
    let found = source::resolve(scene, cast, cited, last)?;
    attribution.relay = Some(outlet);
    attribution.source = Some(cited);
    Some(Resolved { rule: "cited by the outlet that carries it", ..found })
}

/// Where an attribution stands: its source, else its content.
fn place(attribution: &Attribution) -> u32 {
    attribution.source.or(attribution.content.first().copied()).map_or(0, |s| s.start)
}

/// Gives the quotations what the attributions that cover them say.
fn settle(quotations: &mut [Quotation], attributions: &[Attribution]) {
    let mut spans: Vec<(Span, usize)> = attributions
        .iter()
        .enumerate()
        .filter(|(_, a)| a.kind != AttributionKind::Indirect)
        .flat_map(|(i, a)| a.content.iter().map(move |&s| (s, i)))
        .collect();
    spans.sort_unstable_by_key(|&(s, i)| (s.start, i));
    let mut next = 0;
    let mut outer: Option<(Span, Option<u32>)> = None;
    for q in quotations.iter_mut() {
        if q.class == QuoteClass::Nested {
            if let Some((_, speaker)) = outer.filter(|(s, _)| s.covers(q.span)) {
                q.speaker = speaker;
            }
            continue;
        }
        while spans.get(next).is_some_and(|(s, _)| s.end <= q.inner.start) {
            next += 1;
        }
        let cover =
            spans.iter().skip(next).take(4).find(|(s, _)| s.overlaps(q.inner)).and_then(|&(_, i)| attributions.get(i));
        if let Some(a) = cover {
            if a.kind == AttributionKind::Direct || q.class != QuoteClass::Title {
                q.class = QuoteClass::Speech;
            }
            q.speaker = a.speaker;
            q.confidence = a.confidence;
            note(&mut q.why, &a.why);
        } else if q.class == QuoteClass::Speech {
            q.class = QuoteClass::Term;
            note(&mut q.why, "nobody says it");
        }
        outer = Some((q.span, q.speaker));
    }
}

fn note(why: &mut String, rule: &str) {
    if !why.is_empty() {
        why.push_str("; ");
    }
    why.push_str(rule);
}
