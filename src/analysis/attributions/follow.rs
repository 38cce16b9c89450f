//! Whether the sentence after an attribution goes on with its content: `“A,” she said. “B.”`

use std::ops::Range;

use super::{
    super::tokens::Mark,
    cue::{Candidate, bucket},
    model::{Sink, Templates},
    scene::Scene,
    search::Found,
};

/// Template numbers begin here, behind those of cues.
const BASE: u32 = 200;

/// Whether the sentence is near enough: in the paragraph of the cue, or opening with a quotation in one of the next.
pub fn may(scene: &Scene, cue: &Candidate, next: &Range<usize>) -> bool {
    let steps = scene.paragraph_of(next.start).saturating_sub(scene.paragraph_of(cue.head));
    steps == 0 || steps <= 4 && scene.quote_at(next.start) != 0
}

/// Everything that speaks for or against the sentence `next`, the `step`th after the one with the cue.
pub fn features(scene: &Scene, found: &Found, next: &Range<usize>, step: usize, sink: &mut impl Sink) {
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
    let paragraphs =
        scene.paragraph_of(next.start) - scene.paragraph_of(found.cue.head).min(scene.paragraph_of(next.start));
    let opened = next.start > 0 && scene.paragraph_of(next.start) != scene.paragraph_of(before);
    let continued = scene.quote_at(before).checked_sub(1).and_then(|q| scene.quotations.get(q as usize));
    let continued = continued.is_some_and(|q| q.continues.is_some());
    let place = paragraphs.min(3) * 4 + u32::from(opened) * 2 + u32::from(continued);
    let state = state + 128 * place;
    let closed = u32::from(scene.mark(before) == Mark::Quote);
    let templates = Templates::from(BASE);
    let put = |template: u32, a: u32, b: u32| templates.feature(template, a, b);
    let row = [
        put(10, place * 2 + closed, content_quoted),
        put(11, place * 2 + closed, opens),
        put(12, place * 64 + sides * 4 + closed, opens * 8 + share),
        put(13, place * 2 + closed, ends_in_cue(scene, found)),
        put(0, state, content_quoted),
        put(1, state, sides * 4 + content_quoted),
        put(2, state, code),
        put(3, state, bucket(step)),
        put(4, scene.code(next.start), state),
        put(5, scene.code(next.start + 1), state),
        put(6, content_quoted, bucket(step)),
        put(7, sides, scene.mark(before) as u32),
        put(8, state, u32::from(found.source.is_some()) + 2 * u32::from(scene.quote_at(before) != 0)),
        put(9, code, content_quoted),
    ];
    sink.take(templates, row);
}

/// Whether the cue stands at the end, the beginning or in the middle of its sentence.
fn ends_in_cue(scene: &Scene, found: &Found) -> u32 {
    let sentence = scene.unit(found.sentence);
    let rest = sentence.end.saturating_sub(found.cue.group.end);
    let colon = scene.mark(sentence.end.saturating_sub(1)) == Mark::Colon;
    bucket(rest) * 2 + u32::from(colon)
}

/// What of the sentence belongs to the content: up to the end of the quotation that opens it, else all.
pub fn share(scene: &Scene, next: &Range<usize>) -> Range<usize> {
    let quotation = scene.quote_at(next.start).checked_sub(1).and_then(|q| scene.quotations.get(q as usize));
    quotation.map_or_else(|| next.clone(), |q| next.start..scene.tokens.inside(q.span).end.max(next.start + 1))
}
