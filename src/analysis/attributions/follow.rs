//! Whether the sentence after an attribution goes on with its content: `“A,” she said. “B.”`

use std::ops::Range;

use super::{
    super::tokens::Mark,
    cue::bucket,
    model::{Sink, feature},
    scene::Scene,
    search::Found,
};

/// Template numbers begin here, behind those of cues.
const BASE: u32 = 200;

/// Everything that speaks for or against the sentence `next`, the `step`th after the one with the cue.
pub fn features(scene: &Scene, found: &Found, next: &Range<usize>, step: usize, sink: &mut impl Sink) {
    let mut put = |template: u32, a: u32, b: u32| sink.take(feature(BASE + template, a, b));
    let quoted = next.clone().filter(|&i| scene.quote_at(i) != 0).count();
    let share = if next.is_empty() { 0 } else { (quoted * 4 / next.len()) as u32 };
    let opens = u32::from(scene.mark(next.start) == Mark::Quote) + 2 * u32::from(scene.quote_at(next.start) != 0);
    let before = next.start.checked_sub(1).unwrap_or(usize::MAX);
    let runs = scene.quote_at(before) != 0 && scene.quote_at(before) == scene.quote_at(next.start);
    let sides = u32::from(found.left.is_some()) + 2 * u32::from(found.right.is_some());
    let content_quoted = u32::from(found.is_quoted(scene, found.left.as_ref()))
        + 2 * u32::from(found.is_quoted(scene, found.right.as_ref()));
    let state = share + 8 * opens + 32 * u32::from(runs);
    let code = scene.code(found.cue.head);
    put(0, state, content_quoted);
    put(1, state, sides * 4 + content_quoted);
    put(2, state, code);
    put(3, state, bucket(step));
    put(4, scene.code(next.start), state);
    put(5, scene.code(next.start + 1), state);
    put(6, content_quoted, bucket(step));
    put(7, sides, scene.mark(before) as u32);
    put(8, state, u32::from(found.source.is_some()) + 2 * u32::from(scene.quote_at(before) != 0));
    put(9, code, content_quoted);
}

/// What of the sentence belongs to the content: up to the end of the quotation that opens it, else all.
pub fn share(scene: &Scene, next: &Range<usize>) -> Range<usize> {
    let quotation = scene.quote_at(next.start).checked_sub(1).and_then(|q| scene.quotations.get(q as usize));
    quotation.map_or_else(|| next.clone(), |q| next.start..scene.tokens.inside(q.span).end.max(next.start + 1))
}
