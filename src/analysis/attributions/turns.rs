//! Transcripts: paragraphs that open with who speaks, `MARSH: …` or `Q: … A: …`. All words of such a turn are the speaker's.

use std::ops::Range;

use super::{
    super::tokens::{Mark, Pos},
    cue::{Candidate, Shape},
    scene::Scene,
    search::Found,
};

/// How many turns make a transcript.
const TURNS: usize = 3;

/// How many words name a speaker at most.
const LABEL: usize = 4;

/// A turn: who speaks, the mark after it, and what is said.
struct Turn {
    label: Range<usize>,
    cue: Range<usize>,
    words: Range<usize>,
    sentence: usize,
}

/// Puts the turns of a transcript in the place of what was found inside them.
pub(super) fn apply(scene: &Scene, found: &mut Vec<Found>) {
    let turns = turns(scene);
    if !is_transcript(scene, &turns) {
        return;
    }
    let inside = |f: &Found| {
        let at = turns.partition_point(|t| t.words.end <= f.cue.head);
        turns.get(at).is_some_and(|t| t.label.start <= f.cue.head)
    };
    found.retain(|f| !inside(f));
    found.extend(turns.iter().map(as_found));
    found.sort_by_key(|f| f.cue.head);
}

fn as_found(turn: &Turn) -> Found {
    Found {
        cue: Candidate { head: turn.cue.start, group: turn.cue.clone(), shape: Shape::Colon },
        score: 1.0,
        sentence: turn.sentence,
        source: Some(turn.label.clone()),
        left: None,
        right: Some(turn.words.clone()),
        more: Vec::new(),
    }
}

/// The paragraphs that open with a label and go on without quotation marks.
fn turns(scene: &Scene) -> Vec<Turn> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < scene.units.len() {
        let first = scene.unit(at);
        let paragraph = scene.paragraph_of(first.start);
        let mut last = at;
        while last + 1 < scene.units.len() && scene.paragraph_of(scene.unit(last + 1).start) == paragraph {
            last += 1;
        }
        out.extend(turn(scene, first.start..scene.unit(last).end, at));
        at = last + 1;
    }
    out
}

fn turn(scene: &Scene, paragraph: Range<usize>, sentence: usize) -> Option<Turn> {
    let (label, cue) = label(scene, &paragraph)?;
    let word = |i: &usize| scene.token(*i).is_some_and(super::super::tokens::Token::is_word);
    let start = (cue.end..paragraph.end).find(word)?;
    let end = (start..paragraph.end).rev().find(word)? + 1;
    (scene.mark(cue.end) != Mark::Quote).then_some(Turn { label, cue, words: start..end, sentence })
}

/// The label at the beginning of the paragraph with its mark: `Q:`, `Q.`, or a name in capitals before a colon.
fn label(scene: &Scene, paragraph: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let from = paragraph.start;
    let letter = matches!(scene.word(from), "Q" | "A");
    if matches!(scene.word(from), "Q." | "A.") {
        return Some((from..from + 1, from..from + 1));
    }
    if letter && matches!(scene.mark(from + 1), Mark::Colon | Mark::Stop) {
        return Some((from..from + 1, from + 1..from + 2));
    }
    let colon = (from + 1..paragraph.end.min(from + LABEL + 1)).find(|&i| scene.mark(i) == Mark::Colon)?;
    let shouts = |i: usize| scene.token(i).is_some_and(|t| t.upper && t.is_word());
    let named = (from..colon).all(shouts) && scene.pos(from) != Pos::Determiner;
    named.then_some((from..colon, colon..colon + 1))
}

/// Whether the turns are those of a transcript: enough of them, by at least two speakers of whom one speaks again.
fn is_transcript(scene: &Scene, turns: &[Turn]) -> bool {
    let names: Vec<&str> = turns.iter().map(|t| scene.word(t.label.start)).collect();
    let mut kinds = names.clone();
    kinds.sort_unstable();
    kinds.dedup();
    turns.len() >= TURNS && kinds.len() >= 2 && kinds.len() < names.len()
}
