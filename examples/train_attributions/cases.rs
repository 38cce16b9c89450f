//! What the models learn from: the cues of an article with their sources and contents.

use std::ops::Range;

use parallax::{
    analysis::{
        Lists,
        attributions::{
            cue::{self, Candidate, Shape},
            scene::Scene,
            search::Found,
        },
    },
    text::Span,
};

use crate::data::{Gold, Known, Part, Prepared, is_common};

/// One cue with its answers.
pub struct Case {
    pub sentence: usize,
    pub cue: Candidate,
    pub source: Option<Range<usize>>,
    pub left: Option<Range<usize>>,
    pub right: Option<Range<usize>>,
    pub content: Vec<Range<usize>>,
}

/// An article laid out, with its candidates by sentence and its answers.
pub struct Item<'a> {
    pub scene: Scene<'a>,
    pub all: Vec<(usize, Candidate)>,
    pub cases: Vec<Case>,
}

impl Item<'_> {
    /// The tokens of a sentence.
    pub fn sentence(&self, s: usize) -> Range<usize> {
        self.scene.unit(s)
    }

    /// Whether the candidate is the cue of an answer.
    pub fn is_cue(&self, c: &Candidate) -> bool {
        self.cases.iter().any(|k| k.cue.head == c.head)
    }
}

/// The articles laid out, body and headline each by itself.
pub fn items<'a>(articles: &[&'a Prepared], lists: &'a Lists, known: &Known) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for &prepared in articles {
        for (part, scene) in prepared.scenes(lists, &|hash| is_common(known, hash)) {
            let (all, cases) = cases(part, &prepared.gold, &scene);
            items.push(Item { scene, all, cases });
        }
    }
    items
}

/// The candidates of an article by sentence, and its answers.
pub fn cases(p: &Part, gold: &Gold, scene: &Scene) -> (Vec<(usize, Candidate)>, Vec<Case>) {
    let mut all = Vec::new();
    for s in 0..scene.units.len() {
        let mut here = Vec::new();
        cue::candidates(scene, scene.unit(s), &mut here);
        all.extend(here.into_iter().map(|c| (s, c)));
    }
    let mut out = Vec::new();
    for gold in &gold.attributions {
        let Some(&cue) = gold.cue.first() else { continue };
        let span = p.tokens.inside(Span::from(cue));
        let inside: Vec<&(usize, Candidate)> = all.iter().filter(|(_, c)| span.contains(&c.head)).collect();
        let verb = inside.iter().rev().find(|(_, c)| c.shape == Shape::Verb);
        let near = || all.iter().find(|(_, c)| c.group.start < span.end && span.start < c.group.end);
        let Some((s, c)) = verb.copied().or(inside.first().copied()).or_else(near) else { continue };
        let content: Vec<Range<usize>> = gold.content.iter().map(|&x| p.range(x)).filter(|r| !r.is_empty()).collect();
        let sentence = scene.unit(*s);
        let source = gold.source.iter().map(|&x| p.range(x)).filter(|r| !r.is_empty()).max_by_key(Range::len);
        let left = side(&content, |r| r.end <= c.group.start && r.end > sentence.start);
        let right = side(&content, |r| r.start >= c.group.end && r.start < sentence.end);
        out.push(Case { sentence: *s, cue: c.clone(), source, left, right, content });
    }
    (all, out)
}

/// The content on one side: pieces that nearly touch count as one, the longest wins.
pub fn side(content: &[Range<usize>], wanted: impl Fn(&Range<usize>) -> bool) -> Option<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for r in content.iter().filter(|r| wanted(r)) {
        match joined.last_mut() {
            Some(last) if r.start <= last.end + 3 => last.end = r.end,
            _ => joined.push(r.clone()),
        }
    }
    joined.into_iter().max_by_key(Range::len)
}

/// The answer as if it had been predicted.
pub fn found(case: &Case) -> Found {
    Found {
        cue: case.cue.clone(),
        score: 1.0,
        sentence: case.sentence,
        source: case.source.clone(),
        left: case.left.clone(),
        right: case.right.clone(),
        more: Vec::new(),
    }
}
