//! Learns each of the models.

use std::ops::Range;

use parallax::analysis::{
    Lists,
    attributions::{
        cue, follow,
        model::Weights,
        scene::Scene,
        span::{self, Anchor, Edges, Task},
    },
};

use crate::{
    cases::{Case, Item, found, items},
    data::{Prepared, known},
    weights::{Dropout, Fixed, Learner, Logistic, shuffled},
};

/// All models from these articles.
pub fn learn(articles: &[&Prepared], lists: &Lists) -> Fixed {
    let known = known(articles, lists);
    let items = items(articles, lists, &known);
    let mut all = learn_cues(&items);
    all.add(&learn_sources(&items));
    let halves = items.split_at(items.len() / 2);
    let sight = [learn_sources(halves.1), learn_sources(halves.0)];
    let mut edges = Edges::default();
    let sources: Vec<Vec<_>> = items
        .iter()
        .enumerate()
        .map(|(i, item)| {
            let w = &sight[usize::from(i >= items.len() / 2)];
            let anchor = |case: &Case| Anchor::new(&item.scene, item.sentence(case.sentence), case.cue.clone());
            item.cases.iter().map(|c| span::best(&item.scene, &anchor(c), Task::Source, w, &mut edges).0).collect()
        })
        .collect();
    all.add(&learn_contents(&items, &sources));
    all.add(&learn_follow(&items));
    all
}

/// Learns which candidates are cues.
pub fn learn_cues(items: &[Item]) -> Fixed {
    let mut w = Logistic::new(0.03, 0.003, Dropout::new(0.2));
    let mut features = Vec::new();
    for round in 0..4 {
        for i in shuffled(items.len(), round) {
            let item = &items[i];
            for (s, c) in &item.all {
                features.clear();
                cue::features(&item.scene, &item.sentence(*s), c, &mut features);
                w.learn(&features, item.is_cue(c));
            }
        }
    }
    Fixed(w.now)
}

/// Learns sources, with the cues given.
pub fn learn_sources(items: &[Item]) -> Fixed {
    let (mut w, mut edges) = (Learner::new(Dropout::new(0.4)), Edges::default());
    for round in 0..9 {
        for i in shuffled(items.len(), round) {
            let item = &items[i];
            for case in &item.cases {
                let anchor = Anchor::new(&item.scene, item.sentence(case.sentence), case.cue.clone());
                learn_span(&mut w, &item.scene, &anchor, Task::Source, case.source.as_ref(), &mut edges);
            }
        }
    }
    w.averaged()
}

/// Learns contents, with the sources that a model without sight of the article gives.
pub fn learn_contents(items: &[Item], sources: &[Vec<Option<Range<usize>>>]) -> Fixed {
    let (mut w, mut edges) = (Learner::new(Dropout::default()), Edges::default());
    for round in 0..6 {
        for i in shuffled(items.len(), round) {
            let item = &items[i];
            for (case, source) in item.cases.iter().zip(&sources[i]) {
                let mut anchor = Anchor::new(&item.scene, item.sentence(case.sentence), case.cue.clone());
                anchor.source.clone_from(source);
                learn_span(&mut w, &item.scene, &anchor, Task::Left, case.left.as_ref(), &mut edges);
                anchor.left.clone_from(&case.left);
                learn_span(&mut w, &item.scene, &anchor, Task::Right, case.right.as_ref(), &mut edges);
            }
        }
    }
    w.averaged()
}

/// Learns which sentences go on with a content.
pub fn learn_follow(items: &[Item]) -> Fixed {
    let mut w = Learner::new(Dropout::default());
    let mut features = Vec::new();
    for round in 0..3 {
        for i in shuffled(items.len(), round) {
            let item = &items[i];
            for case in &item.cases {
                let found = found(case);
                for step in 1..=12 {
                    let next = item.sentence(case.sentence + step);
                    if next.is_empty()
                        || !follow::may(&item.scene, &case.cue, &next)
                        || item.cases.iter().any(|k| next.contains(&k.cue.head) && item.scene.quote_at(k.cue.head) == 0)
                    {
                        break;
                    }
                    if found.contents().any(|c| c.end + 1 >= next.end) {
                        continue;
                    }
                    let share = follow::share(&item.scene, &next);
                    let covered: usize = case
                        .content
                        .iter()
                        .map(|c| c.end.min(share.end).saturating_sub(c.start.max(share.start)))
                        .sum();
                    let y = if covered * 2 > share.len() { 1.0 } else { -1.0 };
                    features.clear();
                    follow::features(&item.scene, &found, &next, step, &mut features);
                    let score: f32 = features.iter().map(|&f| w.weight(f)).sum();
                    if score * y < 1.0 {
                        w.update(&features, y * 0.2);
                    }
                    w.step += 1.0;
                    if y < 0.0 {
                        break;
                    }
                }
            }
        }
    }
    w.averaged()
}

/// The size of a step, and what a wrong span costs at most, and none for one or one for none: a margin that is wide beside the
/// step, as is best for sources in cross-validation.
const STEP: f32 = 0.2;
const WRONG: f32 = 8.0;
const NONE: f32 = 5.6;

/// One step of the structured perceptron: towards the answer, away from the best span that is not.
pub fn learn_span(
    w: &mut Learner,
    scene: &Scene,
    anchor: &Anchor,
    task: Task,
    gold: Option<&Range<usize>>,
    edges: &mut Edges,
) {
    let target = gold.and_then(|g| span::nearest(scene, anchor, task, g));
    if gold.is_some() && target.is_none() {
        return;
    }
    let cost = |x: Option<&Range<usize>>| match (x, &target) {
        (None, None) => 0.0,
        (Some(a), Some(b)) => WRONG * (1.0 - overlap(a, b)),
        _ => NONE,
    };
    w.dropout.next();
    let (got, _) = span::best_with(scene, anchor, task, w, edges, cost);
    if got != target {
        let (mut plus, mut minus) = (Vec::new(), Vec::new());
        span::features(scene, anchor, task, target.as_ref(), &mut plus);
        span::features(scene, anchor, task, got.as_ref(), &mut minus);
        w.update(&plus, STEP);
        w.update(&minus, -STEP);
    }
    w.step += 1.0;
}

/// How much of two spans is the same, 0 to 1.
pub fn overlap(a: &Range<usize>, b: &Range<usize>) -> f32 {
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    2.0 * both as f32 / (a.len() + b.len()).max(1) as f32
}
