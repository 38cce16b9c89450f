//! Who speaks: from the source of an attribution, or from what stands around a quotation, to an entity.
//!
//! First every attribution's source is read ([`source`]) and resolved: a name to its entity, a pronoun or "who" to the
//! mention it refers to ([`coreference`]), any other noun to somebody without a name. Then quotations that no
//! attribution covers take the speaker of what they continue ([`carry`]).

mod able;
mod adjacent;
mod carry;
mod complete;
mod coreference;
mod fragments;
mod joint;
mod rule;
#[cfg(test)]
mod rules_tests;
mod source;
#[cfg(test)]
mod tests;
mod turns;
mod works;

use super::{
    Lists,
    attributions::{Act, Attribution, AttributionKind},
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
    works::drop(&scene, attributions);
    complete::widen(&scene, attributions);
    add_adjacent(&scene, cast, attributions);
    resolve_sources(&scene, attributions, cast);
    drop_own_source(attributions);
    let carried = carry::carry(&scene, attributions, cast);
    attributions.extend(carried);
    attributions.sort_by_key(|a| a.content.first().map_or(0, |s| s.start));
    let verdicts = judge(&scene, attributions);
    settle(quotations, attributions, &verdicts);
    drop_terms(attributions, &verdicts);
}

/// Adds the attributions that quotations without one have beside them.
fn add_adjacent(scene: &Scene, cast: &Cast, attributions: &mut Vec<Attribution>) {
    let covers = carry::covers(scene.quotations, attributions);
    for (q, cover) in scene.quotations.iter().zip(&covers).filter(|(q, _)| q.class == QuoteClass::Speech) {
        let Some(a) = cover.and_then(|i| attributions.get_mut(i)) else { continue };
        if a.source.is_none() && a.kind != AttributionKind::Indirect {
            name_source(scene, cast, a, q);
        }
    }
    let free = scene.quotations.iter().zip(covers).filter(|(q, c)| c.is_none() && q.class != QuoteClass::Nested);
    let found: Vec<Attribution> = free.filter_map(|(q, _)| adjacent::find(scene, cast, q)).collect();
    attributions.extend(found);
}

/// Gives an attribution that knows no source the one that stands beside its quotation.
fn name_source(scene: &Scene, cast: &Cast, a: &mut Attribution, q: &Quotation) {
    let Some(found) = adjacent::find(scene, cast, q) else { return };
    let apart = |s: Span| !a.content.iter().any(|c| c.overlaps(s));
    if let Some(source) = found.source.filter(|&s| apart(s)) {
        a.source = Some(source);
        note(&mut a.why, &found.why);
    }
}

/// Removes what has its own source for content: "Citing two officials, …" says nothing of theirs.
fn drop_own_source(attributions: &mut Vec<Attribution>) {
    attributions.retain(|a| a.source.is_none_or(|s| !a.content.iter().any(|c| c.overlaps(s))));
}

/// Resolves the attributions in the order in which their sources stand, so that a pronoun can follow who spoke last.
fn resolve_sources(scene: &Scene, attributions: &mut [Attribution], cast: &mut Cast) {
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&i| attributions.get(i).map_or(0, place));
    let mut last = coreference::History::default();
    last.interview = attributions
        .iter()
        .filter_map(|a| a.source)
        .filter(|&s| turns::role(scene, &scene.tokens.inside(s)).is_some())
        .min();
    for i in order {
        let Some(attribution) = attributions.get_mut(i) else { continue };
        let Some(span) = attribution.source else { continue };
        if let Some((wide, found)) = joint::widened(scene, cast, span) {
            attribution.source = Some(wide);
            credit(attribution, &found);
            last.spoke(found.entity, wide);
            continue;
        }
        let Some(found) = source::resolve(scene, cast, span, attribution.act, &last) else {
            note(&mut attribution.why, rule::NOT_FOUND);
            continue;
        };
        let found = relay(scene, cast, attribution, &found, &last).unwrap_or(found);
        credit(attribution, &found);
        last.spoke(found.entity, span);
    }
}

/// Notes the speaker found.
fn credit(attribution: &mut Attribution, found: &Resolved) {
    attribution.speaker = Some(found.entity);
    attribution.confidence = found.confidence;
    note(&mut attribution.why, found.rule);
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
    let found = source::resolve(scene, cast, cited, Act::Speech, last)?;
    attribution.relay = Some(outlet);
    attribution.source = Some(cited);
    Some(Resolved { rule: rule::CITED, ..found })
}

/// Where an attribution stands: its source, else its content.
fn place(attribution: &Attribution) -> u32 {
    attribution.source.or(attribution.content.first().copied()).map_or(0, |s| s.start)
}

/// The contents that hold words in marks, in order, with the index of their attribution.
fn quoted_contents(attributions: &[Attribution]) -> Vec<(Span, usize)> {
    let quoted = attributions.iter().enumerate().filter(|(_, a)| a.kind != AttributionKind::Indirect);
    let mut spans: Vec<(Span, usize)> = quoted.flat_map(|(i, a)| a.content.iter().map(move |&s| (s, i))).collect();
    spans.sort_unstable_by_key(|&(s, i)| (s.start, i));
    spans
}

/// What is decided about one quotation: the attribution that covers it, and why its words are a term all the same.
#[derive(Clone, Copy, Debug, Default)]
struct Verdict {
    cover: Option<usize>,
    term: Option<&'static str>,
    said: bool,
}

/// Judges each quotation by the attribution that covers it.
fn judge(scene: &Scene, attributions: &[Attribution]) -> Vec<Verdict> {
    let spans = quoted_contents(attributions);
    let mut next = 0;
    let mut verdicts = Vec::with_capacity(scene.quotations.len());
    for q in scene.quotations {
        let mut verdict = Verdict::default();
        if q.class != QuoteClass::Nested {
            next += spans.iter().skip(next).take_while(|(s, _)| s.end <= q.inner.start).count();
            verdict.cover = spans.iter().skip(next).take(4).find(|(s, _)| s.overlaps(q.inner)).map(|&(_, i)| i);
        }
        if let Some(a) = verdict.cover.and_then(|i| attributions.get(i)) {
            verdict.term = fragments::term(scene, q, a);
            verdict.said = a.kind == AttributionKind::Direct
                || q.class != QuoteClass::Title
                || fragments::described(scene, scene.tokens.inside(q.span).start);
        }
        verdicts.push(verdict);
    }
    verdicts
}

/// Gives the quotations what was decided about them.
fn settle(quotations: &mut [Quotation], attributions: &[Attribution], verdicts: &[Verdict]) {
    let mut outer: Option<(Span, Option<u32>)> = None;
    for (q, verdict) in quotations.iter_mut().zip(verdicts) {
        if q.class == QuoteClass::Nested {
            if let Some((_, speaker)) = outer.filter(|(s, _)| s.covers(q.span)) {
                q.speaker = speaker;
            }
            continue;
        }
        let cover = verdict.cover.and_then(|i| attributions.get(i));
        if let Some(reason) = verdict.term {
            q.class = if q.class == QuoteClass::Speech { QuoteClass::Term } else { q.class };
            note(&mut q.why, reason);
        } else if let Some(a) = cover {
            if verdict.said {
                q.class = QuoteClass::Speech;
            }
            q.speaker = a.speaker;
            q.confidence = a.confidence;
            note(&mut q.why, &a.why);
        } else if q.class != QuoteClass::Title {
            q.class = if q.class == QuoteClass::Speech { QuoteClass::Term } else { q.class };
            note(&mut q.why, rule::NOBODY);
        }
        outer = Some((q.span, q.speaker));
    }
}

/// Removes the attributions that hold nothing but terms in marks.
fn drop_terms(attributions: &mut Vec<Attribution>, verdicts: &[Verdict]) {
    let mut keep = vec![true; attributions.len()];
    for verdict in verdicts.iter().filter(|v| v.term.is_some()) {
        let Some(i) = verdict.cover else { continue };
        let bare = attributions.get(i).is_some_and(|a| a.kind == AttributionKind::Direct && a.content.len() == 1);
        if let Some(k) = keep.get_mut(i).filter(|_| bare) {
            *k = false;
        }
    }
    let mut keep = keep.into_iter();
    attributions.retain(|_| keep.next().unwrap_or(true));
}

fn note(why: &mut String, rule: &str) {
    if !why.is_empty() {
        why.push_str("; ");
    }
    why.push_str(rule);
}
