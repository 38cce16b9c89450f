//! Cues, sources and contents over a whole article, by the linear models.

use std::ops::Range;

use super::{
    super::tokens::{Mark, Pos},
    Act,
    cue::{self, Candidate},
    follow,
    model::{Sum, Weights},
    scene::Scene,
    span::{self, Anchor, Edges, Task},
};

/// An attribution in tokens.
#[derive(Clone, Debug)]
pub struct Found {
    /// The cue.
    pub cue: Candidate,
    /// How sure the cue is: its score above the threshold.
    pub score: f32,
    /// Index of the sentence of the cue.
    pub sentence: usize,
    /// The source.
    pub source: Option<Range<usize>>,
    /// The content before the cue.
    pub left: Option<Range<usize>>,
    /// The content after the cue.
    pub right: Option<Range<usize>>,
    /// What later sentences add to the content.
    pub more: Vec<Range<usize>>,
}

impl Found {
    /// The contents in order.
    pub fn contents(&self) -> impl Iterator<Item = &Range<usize>> {
        self.left.iter().chain(&self.right).chain(&self.more)
    }

    /// Whether the span begins and ends inside quotations.
    pub fn is_quoted(&self, scene: &Scene, span: Option<&Range<usize>>) -> bool {
        span.is_some_and(|s| scene.quote_at(s.start) != 0 && scene.quote_at(s.end.saturating_sub(1)) != 0)
    }
}

/// The score of a candidate for a cue.
pub fn cue_score(scene: &Scene, sentence: &Range<usize>, candidate: &Candidate, weights: &impl Weights) -> f32 {
    let mut sum = Sum::new(weights);
    cue::features(scene, sentence, candidate, &mut sum);
    sum.score()
}

/// Source and content of one cue.
pub fn arguments(
    scene: &Scene,
    anchor: &mut Anchor,
    weights: &impl Weights,
    edges: &mut Edges,
) -> Option<Range<usize>> {
    anchor.source = span::best(scene, anchor, Task::Source, weights, edges).0;
    contents(scene, anchor, weights, edges)
}

/// The contents of one cue whose source is known; the left one is kept in the anchor.
pub fn contents(scene: &Scene, anchor: &mut Anchor, weights: &impl Weights, edges: &mut Edges) -> Option<Range<usize>> {
    anchor.left = span::best(scene, anchor, Task::Left, weights, edges).0;
    span::best(scene, anchor, Task::Right, weights, edges).0
}

/// The score (log odds) above which a candidate is taken for a cue: where precision and recall give the best F1 in
/// cross-validation.
const THRESHOLD: f32 = -0.8;

/// How far below the threshold a cue may score if it stands beside a quotation that nobody else claims.
const SLACK: f32 = -1.5;

/// Whether the sentence of the candidate holds a quotation of some length outside the candidate that has no owner yet.
fn near_loose_quotation(scene: &Scene, sentence: &Range<usize>, candidate: &Candidate, owned: &[bool]) -> bool {
    let free = |&i: &usize| scene.quote_at(i) != 0 && owned.get(i) == Some(&false);
    scene.quote_at(candidate.head) == 0 && sentence.clone().filter(free).count() >= 6
}

/// Finds the attributions of the article.
pub fn run(scene: &Scene, weights: &impl Weights) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut owned = vec![false; scene.tokens.list.len()];
    let mut edges = Edges::default();
    let mut candidates = Vec::new();
    for index in 0..scene.units.len() {
        let sentence = scene.unit(index);
        candidates.clear();
        cue::candidates(scene, sentence.clone(), &mut candidates);
        let scored =
            candidates.iter().map(|c| (cue_score(scene, &sentence, c, weights) / weights.unit() - THRESHOLD, c));
        let mut ranked: Vec<(f32, &Candidate)> = scored.filter(|(score, _)| *score > SLACK).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.head.cmp(&b.1.head)));
        for &(score, candidate) in &ranked {
            if score <= 0.0 && !near_loose_quotation(scene, &sentence, candidate, &owned) {
                continue;
            }
            if owned.get(candidate.head).copied().unwrap_or(true) {
                continue;
            }
            let mut anchor = Anchor::new(scene, sentence.clone(), candidate.clone());
            let right = arguments(scene, &mut anchor, weights, &mut edges);
            if hangs_before_colon(scene, &anchor) {
                continue;
            }
            let right = right.map(|r| r.start..whole(scene, &r).end).map(|r| before_rival(scene, r));
            let left = anchor.left.map(|l| whole(scene, &l).start..l.end);
            let found = Found {
                cue: candidate.clone(),
                score,
                sentence: index,
                source: anchor.source,
                left,
                right,
                more: Vec::new(),
            };
            accept(found, &mut owned, &mut out);
        }
    }
    out.sort_by_key(|f| f.cue.head);
    go_on(scene, weights, &mut owned, &mut out);
    out
}

/// Whether the source of a colon before a quotation hangs on a preposition or is told: "He spoke of the years under Roe:
/// “…”", "He told Roe: “…”". Then the subject speaks, which the rules for quotations without an attribution find.
fn hangs_before_colon(scene: &Scene, anchor: &Anchor) -> bool {
    let colon = anchor.cue.shape == cue::Shape::Colon && scene.mark(anchor.cue.group.end) == Mark::Quote;
    let before = anchor.source.as_ref().and_then(|s| s.start.checked_sub(1));
    let hangs = |i: usize| matches!(scene.word(i), "under" | "of" | "about" | "against" | "with" | "for");
    let told =
        |i: usize| scene.pos(i) == Pos::Verb && matches!(scene.lemma(i), "tell" | "remind" | "inform" | "assure");
    colon && before.is_some_and(|i| hangs(i) || told(i))
}

/// The span with the quotations at its edges whole: marks hold words together that a sentence end would part.
fn whole(scene: &Scene, span: &Range<usize>) -> Range<usize> {
    let quotation = |i: usize| scene.quote_at(i).checked_sub(1).and_then(|q| scene.quotations.get(q as usize));
    let start = quotation(span.start).map_or(span.start, |q| scene.tokens.inside(q.inner).start.min(span.start));
    let end = quotation(span.end - 1).map_or(span.end, |q| scene.tokens.inside(q.inner).end.max(span.end));
    start..end
}

/// The content up to a comma and conjunction that lead to another speaker with a verb of saying of his own: `said it
/// was safe, but Mr. Hale argued that …`.
fn before_rival(scene: &Scene, content: Range<usize>) -> Range<usize> {
    let leads = |&i: &usize| {
        scene.mark(i) == Mark::Comma
            && scene.pos(i + 1) == Pos::Conjunction
            && scene.quote_at(i) == 0
            && rival(scene, i + 2, content.end)
    };
    let end = content.clone().skip(2).find(leads).unwrap_or(content.end);
    content.start..end
}

/// Whether a short noun phrase at `from` is followed by a listed verb of saying and `that`.
fn rival(scene: &Scene, from: usize, end: usize) -> bool {
    let window = from..end.min(from + 6);
    let verb = window.clone().find(|&i| matches!(scene.pos(i), Pos::Verb | Pos::Auxiliary | Pos::Mark)).unwrap_or(from);
    let speech = scene.token(verb).is_some_and(|t| {
        t.pos == Pos::Verb && scene.lists.verbs.verb_numbered(t.lemma).is_some_and(|c| c.act == Act::Speech)
    });
    speech && verb > from && scene.pos(verb + 1) == Pos::Subordinator
}

/// Keeps an attribution unless its content is empty or mostly another's, and marks what it holds.
fn accept(mut found: Found, owned: &mut [bool], out: &mut Vec<Found>) {
    for side in [&mut found.left, &mut found.right] {
        if let Some(span) = side {
            let taken = owned.get(span.clone()).unwrap_or_default().iter().filter(|&&o| o).count();
            if taken * 3 > span.len() {
                *side = None;
            }
        }
    }
    if found.left.is_none() && found.right.is_none() {
        return;
    }
    mark(&found, owned);
    out.push(found);
}

fn mark(found: &Found, owned: &mut [bool]) {
    for span in found.contents().chain(std::iter::once(&found.cue.group)) {
        owned.get_mut(span.clone()).unwrap_or_default().fill(true);
    }
}

/// Adds to each attribution the sentences after it that go on with its content.
fn go_on(scene: &Scene, weights: &impl Weights, owned: &mut [bool], out: &mut [Found]) {
    for found in out.iter_mut() {
        for step in 1..=12 {
            let next = scene.unit(found.sentence + step);
            if next.is_empty() || !follow::may(scene, &found.cue, &next) {
                break;
            }
            let free = |i: usize| owned.get(i) == Some(&false);
            if found.contents().any(|c| c.end >= next.end) {
                continue;
            }
            let mut sum = Sum::new(weights);
            follow::features(scene, found, &next, step, &mut sum);
            if sum.score() <= 0.0 || !next.clone().all(free) {
                break;
            }
            found.more.push(follow::share(scene, &next));
            mark(found, owned);
        }
    }
}
