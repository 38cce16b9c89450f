//! What plain rules find, to compare with.

use std::ops::Range;

use parallax::analysis::{
    Lists,
    attributions::{
        cue::{self, Candidate, Shape},
        scene::Scene,
        search::Found,
    },
    tokens::{Mark, Pos},
};

use crate::{data::Prepared, predictions::line};

/// What plain rules find, to compare with: a listed verb with a clause or a quotation beside it is a cue, the nearest
/// noun phrase its source, the rest of the sentence on the fuller side its content.
pub fn rules(p: &Prepared, lists: &Lists) -> String {
    line(p, p.scenes(lists, &|_| false).map(|(_, scene)| (found(&scene), scene)))
}

fn found(scene: &Scene) -> Vec<Found> {
    let mut out = Vec::new();
    let mut owned = 0;
    for s in 0..scene.units.len() {
        let sentence = scene.unit(s);
        let mut candidates = Vec::new();
        cue::candidates(scene, sentence.clone(), &mut candidates);
        for c in candidates {
            if c.head >= owned && scene.quote_at(c.head) == 0 && rule_cue(scene, &c) {
                let found = rule_arguments(scene, &sentence, s, c);
                owned = found.contents().map(|r| r.end).max().unwrap_or(owned);
                if found.contents().next().is_some() {
                    out.push(found);
                }
            }
        }
    }
    out
}

pub fn rule_cue(scene: &Scene, c: &Candidate) -> bool {
    let listed = scene.token(c.head).is_some_and(|t| scene.lists.verbs.verb_numbered(t.lemma).is_some());
    let says = matches!(scene.lemma(c.head), "say" | "tell" | "add" | "write" | "note" | "announce" | "report" | "ask");
    let to = c.group.end;
    let clause = matches!(scene.pos(to), Pos::Subordinator | Pos::To | Pos::Wh);
    let marks = scene.mark(to) == Mark::Quote || scene.mark(to + 1) == Mark::Quote;
    c.shape == Shape::Phrase || c.shape == Shape::Verb && (says || listed && (clause || marks))
}

pub fn rule_arguments(scene: &Scene, sentence: &Range<usize>, index: usize, c: Candidate) -> Found {
    let (from, to) = (c.group.start, c.group.end);
    let nominal = |i: &usize| {
        matches!(
            scene.pos(*i),
            Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner | Pos::Number | Pos::Pronoun | Pos::Wh
        )
    };
    let before = (sentence.start..from).rev().take_while(nominal).last().map(|s| s..from);
    let after = (to..sentence.end).take_while(nominal).last().map(|e| to..e + 1);
    let phrase = c.shape == Shape::Phrase;
    let source = if phrase { after.clone() } else { before.clone().or_else(|| after.clone()) };
    let inverted = source.as_ref().is_some_and(|s| s.start >= to);
    let left_end = before.filter(|_| !inverted).map_or(from, |s| s.start);
    let comma = left_end > sentence.start && matches!(scene.mark(left_end - 1), Mark::Comma | Mark::Quote);
    let left = (comma && left_end > sentence.start + 2).then(|| sentence.start..left_end - 1);
    let right_start = if inverted { source.as_ref().map_or(to, |s| s.end) } else { to };
    let right_end = sentence.end.saturating_sub(1);
    let right = (left.is_none() && right_start + 1 < right_end).then_some(right_start..right_end);
    Found { cue: c, score: 1.0, sentence: index, source, left, right, more: Vec::new() }
}
