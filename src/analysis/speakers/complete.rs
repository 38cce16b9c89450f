//! One quotation, one attribution: contents that hold a part of a quotation take all of it.

use super::Scene;
use crate::{
    analysis::{
        attributions::{Attribution, AttributionKind},
        quotations::QuoteClass,
    },
    text::Span,
};

/// Widens the contents that end inside a quotation and joins the pieces that one attribution has in it. A quotation that
/// several attributions share stays as it is.
pub(super) fn widen(scene: &Scene, attributions: &mut [Attribution]) {
    let mut pieces: Vec<(Span, usize, usize)> = attributions
        .iter()
        .enumerate()
        .filter(|(_, a)| a.kind != AttributionKind::Indirect)
        .flat_map(|(i, a)| a.content.iter().enumerate().map(move |(k, &s)| (s, i, k)))
        .collect();
    pieces.sort_unstable();
    let mut next = 0;
    for q in scene.quotations.iter().filter(|q| q.class != QuoteClass::Nested) {
        while pieces.get(next).is_some_and(|p| p.0.end <= q.inner.start) {
            next += 1;
        }
        let here = pieces.iter().skip(next).take_while(|p| p.0.start < q.inner.end);
        let count = here.clone().count();
        let Some(&(first, i, k)) = pieces.get(next).filter(|_| count > 0) else { continue };
        if here.clone().any(|p| p.1 != i) {
            continue;
        }
        let wide = here.fold(first.join(q.inner), |wide, p| wide.join(p.0));
        for &(_, _, other) in pieces.get(next + 1..next + count).unwrap_or_default() {
            if let Some(span) = attributions.get_mut(i).and_then(|a| a.content.get_mut(other)) {
                *span = Span { start: wide.start, end: wide.start };
            }
        }
        if let Some(span) = attributions.get_mut(i).and_then(|a| a.content.get_mut(k)) {
            *span = wide;
        }
        next += count - 1;
        if let Some(piece) = pieces.get_mut(next) {
            *piece = (wide, i, k);
        }
    }
    for a in attributions {
        a.content.retain(|s| !s.is_empty());
    }
}

/// Removes the attributions that stand inside somebody's quotation: those words are counted once, with the outer one.
pub(super) fn drop_inner(scene: &Scene, attributions: &mut Vec<Attribution>) {
    let outer: Vec<Span> =
        scene.quotations.iter().filter(|q| q.class == QuoteClass::Speech && q.words >= 5).map(|q| q.inner).collect();
    attributions.retain(|a| {
        let Some(cue) = a.cue.first() else { return true };
        let at = outer.partition_point(|s| s.end <= cue.start);
        let within = |s: &Span| outer.get(at).is_some_and(|q| q.covers(*s));
        !(within(cue) && a.source.is_none_or(|s| within(&s)))
    });
}
