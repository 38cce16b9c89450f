//! One quotation, one attribution: contents that hold a part of a quotation take all of it.

use super::Scene;
use crate::{
    analysis::{
        attributions::{Attribution, AttributionKind},
        quotations::QuoteClass,
    },
    text::Span,
};

/// Widens the contents that end inside a quotation. Where several attributions share one, the first that is not
/// indirect takes what is free.
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
        let mut here = pieces.iter().enumerate().skip(next).take_while(|(_, p)| p.0.start < q.inner.end);
        let (Some((at, &(first, i, k))), None) = (here.next(), here.next()) else { continue };
        let wide = first.join(q.inner);
        if wide == first {
            continue;
        }
        if let Some(span) = attributions.get_mut(i).and_then(|a| a.content.get_mut(k)) {
            *span = wide;
        }
        if let Some(piece) = pieces.get_mut(at) {
            piece.0 = wide;
        }
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
