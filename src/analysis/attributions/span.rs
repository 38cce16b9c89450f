//! The best span of a kind around a cue: its source, or its content to the left or right.
//!
//! Every place where a phrase may begin or end is scored by what stands on both sides of it and between it and the
//! cue; the best beginnings and endings are then paired and scored as spans. `None` competes as a span of its own.

use std::ops::Range;

use super::{
    super::{
        lexicon::class,
        tokens::{Mark, Pos, Token},
    },
    cue::{Candidate, bucket, subject, voice},
    model::{Sink, Sum, TEMPLATES, Templates, Weights, mix},
    scene::{Place, Scene, between},
};

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Task {
    /// The mention of who says it.
    Source,
    /// The content before the cue.
    Left,
    /// The content after the cue.
    Right,
}

/// A cue with what was found out about it so far.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// The tokens of its sentence.
    pub sentence: Range<usize>,
    /// The cue.
    pub cue: Candidate,
    /// Its source, once it is known.
    pub source: Option<Range<usize>>,
    /// The content to the left, once it is known.
    pub left: Option<Range<usize>>,
    code: u32,
    voice: u32,
    subject: u32,
}

impl Anchor {
    /// The anchor for a cue.
    pub fn new(scene: &Scene, sentence: Range<usize>, cue: Candidate) -> Self {
        let code = scene.code(cue.head);
        let voice = voice(scene, &cue);
        let subject = subject(scene, &sentence, cue.group.start);
        Self { sentence, cue, source: None, left: None, code, voice, subject }
    }
}

/// How many beginnings and endings are paired.
const BEST: (usize, usize) = (5, 7);

/// How many pairs of them, the best by the sum of their edges, are scored as spans.
const PAIRS: usize = 12;

/// A possible beginning or ending with its score.
#[derive(Clone, Copy, Debug)]
struct Edge {
    at: usize,
    score: f32,
}

/// The candidates for one span.
pub struct Edges {
    starts: Vec<Edge>,
    ends: Vec<Edge>,
    pairs: Vec<(f32, Range<usize>)>,
}

/// Buffers that are kept between cues.
impl Default for Edges {
    fn default() -> Self {
        Self { starts: Vec::with_capacity(64), ends: Vec::with_capacity(64), pairs: Vec::with_capacity(64) }
    }
}

/// Where the span may lie, as token ranges before and after the cue.
fn regions(scene: &Scene, anchor: &Anchor, task: Task) -> [Range<usize>; 2] {
    let (from, to) = (anchor.cue.group.start, anchor.cue.group.end);
    let s = &anchor.sentence;
    let none = from..from;
    match task {
        Task::Source => [s.start.max(from.saturating_sub(45))..from, to..s.end.min(to + 30)],
        Task::Left => {
            let open = scene.quote_at(s.start).checked_sub(1).and_then(|q| scene.quotations.get(q as usize));
            let start = open.map_or(s.start, |q| scene.tokens.inside(q.span).start.min(s.start));
            [start.max(from.saturating_sub(400))..from, none]
        }
        Task::Right => {
            let last = s.end.saturating_sub(1);
            let open = scene.quote_at(last).checked_sub(1).and_then(|q| scene.quotations.get(q as usize));
            let end = open.map_or(s.end, |q| scene.tokens.inside(q.span).end.max(s.end));
            [none, to..end.min(to + 400)]
        }
    }
}

const fn nominal(pos: Pos) -> bool {
    matches!(pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Number | Pos::Determiner | Pos::Possessive)
}

/// Whether a phrase may begin with token `i`.
fn opens(scene: &Scene, i: usize, first: usize) -> bool {
    let pos = scene.pos(i);
    if pos == Pos::Mark || pos == Pos::Possessive {
        return false;
    }
    let before = if i == first { Pos::Mark } else { scene.pos(i - 1) };
    match pos {
        Pos::Noun | Pos::Name | Pos::Adjective | Pos::Number => !nominal(before),
        _ => true,
    }
}

/// Whether a phrase may end before token `i`.
fn closes(scene: &Scene, i: usize, end: usize) -> bool {
    if i == 0 {
        return false;
    }
    let inside = scene.token(i - 1);
    if inside.is_none_or(|t| t.pos == Pos::Mark && !matches!(t.mark, Mark::Close | Mark::Quote)) {
        return false;
    }
    i >= end
        || match scene.pos(i) {
            Pos::Noun | Pos::Name | Pos::Adjective | Pos::Number => !nominal(scene.pos(i - 1)),
            _ => true,
        }
}

/// Whether a source may begin with token `i`: what opens a noun phrase, or what may stand before one: "nearly nine",
/// "at least two", "retired officers".
fn opens_source(scene: &Scene, i: usize) -> bool {
    let pos = scene.pos(i);
    let next = scene.pos(i + 1);
    let before = i.checked_sub(1).map_or(Pos::Mark, |b| scene.pos(b));
    match pos {
        Pos::Pronoun | Pos::Wh => true,
        Pos::Adverb => matches!(next, Pos::Number | Pos::Pronoun | Pos::Determiner | Pos::Adverb | Pos::Adjective),
        Pos::Preposition => next == Pos::Number || matches!(scene.word(i + 1), "least" | "most" | "than"),
        Pos::Verb => matches!(next, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Number) && !nominal(before),
        _ => nominal(pos),
    }
}

/// Whether a source may end before token `i`: with a noun, or with anything where a clause that describes it closes before
/// the cue.
fn closes_source(scene: &Scene, anchor: &Anchor, i: usize) -> bool {
    let Some(last) = i.checked_sub(1) else { return false };
    let cue = anchor.cue.group.start;
    let noun = matches!(
        scene.pos(last),
        Pos::Noun | Pos::Name | Pos::Pronoun | Pos::Wh | Pos::Number | Pos::Adjective | Pos::Determiner
    );
    noun || scene.mark(last) == Mark::Close
        || i == cue
        || i + 1 == cue && matches!(scene.mark(i), Mark::Comma | Mark::Dash)
        || scene.token(last).is_some_and(|t| t.pos == Pos::Verb && t.has(class::ANY_NOUN))
}

/// Calls `start` and `end` with every place where the span may begin and end.
fn places(scene: &Scene, anchor: &Anchor, task: Task, mut start: impl FnMut(usize), mut end: impl FnMut(usize)) {
    for region in regions(scene, anchor, task) {
        let source = task == Task::Source;
        let (mut seen_starts, mut seen_ends) = (0, 0);
        let walk: &mut dyn Iterator<Item = usize> =
            if task == Task::Right { &mut region.clone() } else { &mut region.clone().rev() };
        for i in walk {
            let sentence_start = i == region.start
                || scene.token(i).zip(scene.token(i.wrapping_sub(1))).is_some_and(|(a, b)| a.sentence != b.sentence);
            if opens(scene, i, region.start)
                && (!source || opens_source(scene, i))
                && (seen_starts < 40 || sentence_start)
            {
                if task != Task::Right || seen_starts < 14 || scene.mark(i - 1) == Mark::Quote && seen_starts < 25 {
                    start(i);
                }
                seen_starts += 1;
            }
            let j = i + 1;
            let at_end = j == region.end;
            if closes(scene, j, region.end) && (!source || closes_source(scene, anchor, j)) {
                let far = seen_ends >= 40;
                if !far || at_end || !scene.token(j).is_some_and(Token::is_word) && seen_ends < 200 {
                    end(j);
                }
                seen_ends += 1;
            }
        }
    }
}

/// Finds the best span under `weights`, with its score less that of none; negative: none is better.
pub fn best(
    scene: &Scene,
    anchor: &Anchor,
    task: Task,
    weights: &impl Weights,
    edges: &mut Edges,
) -> (Option<Range<usize>>, f32) {
    best_with(scene, anchor, task, weights, edges, |_| 0.0)
}

/// The same with a cost added to every span (and to none), for training against the answer.
pub fn best_with(
    scene: &Scene,
    anchor: &Anchor,
    task: Task,
    weights: &impl Weights,
    edges: &mut Edges,
    cost: impl Fn(Option<&Range<usize>>) -> f32,
) -> (Option<Range<usize>>, f32) {
    let Edges { starts, ends, pairs } = edges;
    starts.clear();
    ends.clear();
    let score = |at: usize, is_end: bool| {
        let mut sum = Sum::new(weights);
        edge_features(scene, anchor, task, at, is_end, &mut sum);
        Edge { at, score: sum.score() }
    };
    places(
        scene,
        anchor,
        task,
        |i| keep_best(starts, score(i, false), BEST.0),
        |j| keep_best(ends, score(j, true), BEST.1),
    );
    let mut none = Sum::new(weights);
    none_features(scene, anchor, task, &mut none);
    let zero = none.score() + cost(None);
    let mut found = (None, 0.0);
    pairs.clear();
    for s in starts.iter() {
        let fitting = ends.iter().filter(|e| fits(anchor, s.at, e.at));
        pairs.extend(fitting.map(|e| (s.score + e.score, s.at..e.at)));
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (edges, span) in pairs.drain(..).take(PAIRS) {
        let mut sum = Sum::new(weights);
        pair_features(scene, anchor, task, &span, &mut sum);
        let total = edges + sum.score() + cost(Some(&span)) - zero;
        if total > found.1 {
            found = (Some(span), total);
        }
    }
    found
}

/// Puts an edge in its place among the `n` best so far, if it is one of them.
fn keep_best(edges: &mut Vec<Edge>, edge: Edge, n: usize) {
    let place = edges.iter().rposition(|e| e.score.total_cmp(&edge.score).then(edge.at.cmp(&e.at)).is_ge());
    let place = place.map_or(0, |p| p + 1);
    if place < n {
        edges.truncate(n - 1);
        edges.insert(place, edge);
    }
}

/// A span lies on one side of the cue.
fn fits(anchor: &Anchor, start: usize, end: usize) -> bool {
    start < end && (end <= anchor.cue.group.start || start >= anchor.cue.group.end)
}

/// The span among the candidates that comes closest to `gold`; for training.
pub fn nearest(scene: &Scene, anchor: &Anchor, task: Task, gold: &Range<usize>) -> Option<Range<usize>> {
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    places(scene, anchor, task, |i| starts.push(i), |j| ends.push(j));
    let near = |list: &[usize], at: usize| list.iter().copied().min_by_key(|&x| (x.abs_diff(at), x));
    let (s, e) = (near(&starts, gold.start)?, near(&ends, gold.end)?);
    fits(anchor, s, e).then_some(s..e)
}

/// Every feature of a span, or of none.
pub fn features(scene: &Scene, anchor: &Anchor, task: Task, span: Option<&Range<usize>>, sink: &mut impl Sink) {
    match span {
        None => none_features(scene, anchor, task, sink),
        Some(span) => {
            edge_features(scene, anchor, task, span.start, false, sink);
            edge_features(scene, anchor, task, span.end, true, sink);
            pair_features(scene, anchor, task, span, sink);
        }
    }
}

fn none_features(scene: &Scene, anchor: &Anchor, task: Task, sink: &mut impl Sink) {
    let to = anchor.cue.group.end;
    let sourced = u32::from(anchor.source.is_some()) + 2 * u32::from(anchor.left.is_some());
    let before = anchor.cue.group.start.checked_sub(1);
    let templates = Templates::from(200 + TEMPLATES * (task as u32 + 1));
    let put = |template: u32, a: u32, b: u32| templates.feature(template, a, b);
    let row = [
        put(0, sourced, 0),
        put(1, anchor.code, sourced),
        put(2, anchor.voice, sourced),
        put(3, scene.shallow(to), sourced),
        put(4, anchor.code, scene.shallow(to)),
        put(5, anchor.subject, anchor.voice),
        put(6, scene.shallow(to), scene.shallow(to + 1)),
        put(7, before.map_or(1, |b| scene.shallow(b)), sourced),
        put(8, anchor.cue.shape as u32, sourced),
        put(9, scene.code(to), sourced),
        put(10, before.map_or(1, |b| scene.shallow(b)), scene.shallow(to)),
        put(11, bucket(anchor.sentence.end.saturating_sub(to)), sourced),
    ];
    sink.take(templates, row);
}

fn edge_features(scene: &Scene, anchor: &Anchor, task: Task, at: usize, is_end: bool, sink: &mut impl Sink) {
    let (from, to) = (anchor.cue.group.start, anchor.cue.group.end);
    let back = |n: usize| at.checked_sub(n).unwrap_or(usize::MAX);
    let (inner, inner2, outer, outer2) =
        if is_end { (back(1), back(2), at, at + 1) } else { (at, at + 1, back(1), back(2)) };
    let right = at >= to;
    let (near, far) = if right { (to, at) } else { (at, from) };
    let distance = bucket(far - near) + if right { 16 } else { 0 };
    let verbs = scene.verbs_between(near, far).min(4);
    let commas = scene.commas_between(near, far).min(3);
    let (i1, i2) = (scene.place(inner), scene.place(inner2));
    let (o1, o2) = (scene.place(outer), scene.place(outer2));
    let (ti, to_) = (i1.tag, o1.tag);
    let (si, so) = (i1.shallow, o1.shallow);
    let place = relation(anchor, at) * 2 + u32::from(right);
    let touches = u32::from(at == from) + 2 * u32::from(at == to);
    let quote = quote_state(scene, anchor, at, i1, o1);
    let edge = u32::from(at == anchor.sentence.start)
        + 2 * u32::from(at >= anchor.sentence.end)
        + 4 * u32::from(at + 1 == anchor.sentence.end);
    let side = u32::from(right);
    let shape = anchor.cue.shape as u32;
    let rest = scene.verbs_between(at, anchor.sentence.end).min(3);
    let templates = Templates::from(TEMPLATES * (task as u32 + 1) + if is_end { 50 } else { 0 });
    let put = |template: u32, a: u32, b: u32| templates.feature(template, a, b);
    let row = [
        put(1, i1.code, side),
        put(2, o1.code, side),
        put(3, ti, to_),
        put(4, si, so),
        put(5, i1.code, to_),
        put(6, ti, o1.code),
        put(7, ti, i2.tag),
        put(8, so, o2.shallow),
        put(9, distance, shape),
        put(10, distance, so),
        put(11, touches * 8 + shape, side),
        put(12, touches + 4 * side, anchor.code),
        put(13, anchor.code, si),
        put(14, anchor.code, so),
        put(15, verbs * 8 + touches, so),
        put(16, commas * 8 + touches, so),
        put(17, quote, side),
        put(18, quote, so),
        put(19, edge, so),
        put(20, place, so),
        put(21, place, touches),
        put(22, anchor.voice * 2 + side, si),
        put(23, anchor.voice * 2 + side, so),
        put(24, verbs * 4 + commas, place),
        put(25, i1.kind, side),
        put(26, mix(1, si, i2.shallow), so),
        put(27, mix(2, so, o2.shallow), si),
        put(29, place, quote),
        put(31, rest * 4 + commas, so),
        put(32, anchor.voice, place),
        put(33, mix(3, anchor.code, touches), so),
        put(34, mix(6, o1.code, o2.code), side),
        put(35, mix(7, i1.code, o1.code), side),
        put(36, bucket(anchor.sentence.end.abs_diff(at)), so),
        put(37, mix(8, anchor.voice, shape), mix(9, si, so)),
        put(38, mix(9, place, touches), mix(10, si, so)),
    ];
    sink.take(templates, row);
}

/// Where `at` stands to the source, and to the content on the left.
fn relation(anchor: &Anchor, at: usize) -> u32 {
    let source = anchor.source.as_ref().map_or(0, |s| {
        if at == s.start {
            1
        } else if at == s.end {
            2
        } else if s.contains(&at) {
            3
        } else if at < s.start {
            if s.start - at == 1 { 4 } else { 5 }
        } else if at - s.end == 1 {
            6
        } else {
            7
        }
    });
    source + 8 * u32::from(anchor.left.is_some())
}

fn quote_state(scene: &Scene, anchor: &Anchor, at: usize, inner: &Place, outer: &Place) -> u32 {
    u32::from(inner.quote != 0)
        + 2 * u32::from(outer.quote != 0)
        + 4 * u32::from(inner.quote == outer.quote)
        + 8 * u32::from(outer.mark == Mark::Quote)
        + 16 * u32::from(scene.quote_at(anchor.cue.head) != 0)
        + 32 * u32::from(inner.mark == Mark::Quote)
        + 64 * u32::from(at < anchor.sentence.start)
        + 128 * u32::from(at > anchor.sentence.end)
}

fn pair_features(scene: &Scene, anchor: &Anchor, task: Task, span: &Range<usize>, sink: &mut impl Sink) {
    let (start, end) = (span.start, span.end);
    let before = start.checked_sub(1).unwrap_or(usize::MAX);
    let length = bucket(end - start);
    let verbs = scene.verbs_between(start, end).min(4);
    let commas = scene.commas_between(start, end).min(4);
    let (b, s) = (scene.place(before), scene.place(start));
    let (e, n) = (scene.place(end - 1), scene.place(end));
    let quotes = u32::from(s.quote != 0) + 2 * u32::from(e.quote != 0) + 4 * u32::from(s.quote == e.quote);
    let closed = u32::from(b.mark == Mark::Quote) + 2 * u32::from(n.mark == Mark::Quote || e.mark == Mark::Quote);
    let head = head_kind(scene, span);
    let right = u32::from(start >= anchor.cue.group.end);
    let (s0, e0) = (s.shallow, n.shallow);
    let gap = if right == 1 { start - anchor.cue.group.end } else { anchor.cue.group.start - end };
    let overlap = anchor.source.as_ref().map_or(2, |s| u32::from(s.start < end && start < s.end));
    let templates = Templates::from(TEMPLATES * (task as u32 + 1) + 120);
    let put = |template: u32, a: u32, b: u32| templates.feature(template, a, b);
    let row = [
        put(1, length, right),
        put(2, length, s0),
        put(3, length, e0),
        put(4, s0, e0),
        put(5, b.tag, e0),
        put(6, verbs, s0),
        put(7, verbs, e0),
        put(8, verbs * 8 + commas, right),
        put(9, commas * 2 + u32::from(b.mark == Mark::Comma), e0),
        put(10, quotes * 4 + closed, right),
        put(11, quotes * 4 + closed, anchor.code),
        put(12, head, length),
        put(13, head, anchor.code),
        put(14, head, anchor.voice * 2 + right),
        put(15, verbs, e.tag),
        put(16, verbs * 2 + right, anchor.code),
        put(17, length * 2 + right, anchor.code),
        put(18, mix(4, s0, e0), verbs),
        put(19, mix(5, s0, scene.shallow(start + 1)), verbs),
        put(20, bucket(gap), head),
        put(21, bucket(gap), e0),
        put(22, overlap, verbs),
        put(23, overlap, length),
        put(24, relation(anchor, start) * 16 + relation(anchor, end) % 8, right),
        put(25, s.code, head),
        put(
            26,
            u32::from(end >= anchor.sentence.end.saturating_sub(1)),
            verbs * 2 + u32::from(start <= anchor.sentence.start),
        ),
    ];
    sink.take(templates, row);
    if task != Task::Source {
        return;
    }
    let names = between(&scene.names, start, end).min(3);
    let gap = if right == 1 { anchor.cue.group.end..start } else { end..anchor.cue.group.start };
    let rival = between(&scene.nominals, gap.start, gap.end).min(4);
    let verbs_inside = verbs;
    let verbs = scene.verbs_between(gap.start, gap.end).min(4);
    let row = [
        put(27, names, length),
        put(28, names * 16 + commas, e0),
        put(29, rival * 2 + right, head),
        put(30, rival * 2 + right, anchor.voice),
        put(31, verbs, head),
        put(32, verbs * 64 + rival, anchor.voice),
        put(
            33,
            if gap.is_empty() { 0 } else { scene.shallow(gap.start) },
            if gap.is_empty() { 0 } else { scene.shallow(gap.end - 1) },
        ),
    ];
    sink.take(templates, row);
    extent_features(scene, anchor, span, (verbs_inside, commas, head), sink);
}

/// How far a source reaches: what stands on both sides of it, what follows its first comma, and its first preposition or
/// relative. `inside` counts its verbs and commas and names its head.
fn extent_features(
    scene: &Scene,
    anchor: &Anchor,
    span: &Range<usize>,
    (verbs, commas, head): (u32, u32, u32),
    sink: &mut impl Sink,
) {
    let (start, end) = (span.start, span.end);
    let right = u32::from(start >= anchor.cue.group.end);
    let (b, s) = (scene.place(start.checked_sub(1).unwrap_or(usize::MAX)), scene.place(start));
    let (n, e0) = (scene.place(end), scene.shallow(end));
    let rest = || span.clone().skip(1);
    let comma = rest().find(|&i| matches!(scene.mark(i), Mark::Comma | Mark::Dash));
    let apposed = comma.map_or(1, |c| scene.shallow(c + 1));
    let parity = commas % 2 * 4 + u32::from(n.mark == Mark::Comma) * 2 + right;
    let links = |&i: &usize| matches!(scene.pos(i), Pos::Preposition | Pos::Wh | Pos::Subordinator | Pos::To);
    let link = rest().find(links);
    let hung = link.map_or(1, |i| scene.code(i));
    let hangs_on = link.map_or(1, |i| scene.tag(i - 1));
    let templates = Templates::from(TEMPLATES * (Task::Source as u32 + 1) + 120);
    let put = |template: u32, a: u32, b: u32| templates.feature(template, a, b);
    let row = [
        put(34, mix(11, b.tag, n.tag), anchor.voice * 2 + right),
        put(35, mix(12, b.shallow, e0), head),
        put(36, apposed, parity),
        put(37, mix(13, apposed, parity), e0),
        put(38, mix(14, apposed, verbs), parity),
        put(39, hung, hangs_on),
        put(40, hung, head),
        put(41, hung, e0),
        put(42, mix(15, e0, scene.shallow(end + 1)), head),
        put(43, mix(16, s.shallow, scene.code(start + 1)), e0),
    ];
    sink.take(templates, row);
}

/// What kind of word heads the phrase: the last noun before the first preposition, comma or pronoun.
fn head_kind(scene: &Scene, span: &Range<usize>) -> u32 {
    let mut kind = 0;
    for i in span.clone().take(10) {
        let Some(t) = scene.token(i) else { break };
        match t.pos {
            Pos::Name => kind = 1 + u32::from(t.has(class::TIME)),
            Pos::Pronoun => return 32 + scene.code(i) % 64,
            Pos::Wh => return 3 + 16 * u32::from(scene.word(i) == "that") + 8 * u32::from(scene.word(i) == "which"),
            Pos::Noun => kind = 128 + (t.classes >> 15 & 0x1ff),
            Pos::Preposition | Pos::Verb | Pos::Auxiliary | Pos::To | Pos::Subordinator => break,
            Pos::Mark if t.mark == Mark::Comma => break,
            _ => {}
        }
    }
    kind
}
