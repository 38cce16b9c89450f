//! Transcripts: paragraphs that open with who speaks, `MARSH: …` or `Q: … A: …`. All words of such a turn are the speaker's.

use std::ops::Range;

use super::{
    super::{
        names::RoleUse,
        tokens::{Mark, Pos, Token},
    },
    cue::{Candidate, Shape},
    scene::Scene,
    search::Found,
};
use crate::text::fold::fold;

/// How many turns make a transcript where somebody speaks again.
const TURNS: usize = 3;

/// How many words name a speaker at most.
const LABEL: usize = 4;

/// How many paragraphs without a label may stand between two turns and belong to the first.
const GOES_ON: usize = 3;

/// Words by which somebody speaks of himself, or to somebody.
const TALK: &[&str] = &["i", "we", "you", "me", "us", "my", "our", "your", "i'm", "we're", "i’m", "we’re"];

/// A turn: who speaks, the mark after it, and what is said.
struct Turn {
    label: Range<usize>,
    cue: Range<usize>,
    words: Range<usize>,
    more: Vec<Range<usize>>,
    sentence: usize,
    /// Whether the label is in capitals or a letter, as in a printed transcript.
    printed: bool,
}

impl Turn {
    /// Where the turn ends.
    fn end(&self) -> usize {
        self.more.last().map_or(self.words.end, |m| m.end)
    }
}

/// Puts the turns of a transcript in the place of what was found inside them.
pub(super) fn apply(scene: &Scene, found: &mut Vec<Found>) {
    let turns = turns(scene);
    if turns.is_empty() {
        return;
    }
    let inside = |f: &Found| {
        let at = turns.partition_point(|t| t.end() <= f.cue.head);
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
        more: turn.more.clone(),
    }
}

/// The turns of the article, none if they make no transcript: those with printed labels, else those of people who talk.
fn turns(scene: &Scene) -> Vec<Turn> {
    let paragraphs = paragraphs(scene);
    let all = paragraphs.iter().enumerate().filter_map(|(i, (at, p))| Some((i, turn(scene, p.clone(), *at)?)));
    let all: Vec<(usize, Turn)> = all.collect();
    let printed = is_transcript(scene, all.iter().filter(|(_, t)| t.printed));
    let mut turns: Vec<(usize, Turn)> =
        all.into_iter().filter(|(_, t)| if printed { t.printed } else { is_person(scene, t) }).collect();
    if !printed && !is_talk(scene, &turns) {
        return Vec::new();
    }
    go_on(scene, &paragraphs, &mut turns);
    turns.into_iter().map(|(_, t)| t).collect()
}

/// The paragraphs as tokens, with the index of their first sentence.
fn paragraphs(scene: &Scene) -> Vec<(usize, Range<usize>)> {
    let mut out: Vec<(usize, Range<usize>)> = Vec::new();
    for at in 0..scene.units.len() {
        let unit = scene.unit(at);
        let paragraph = scene.paragraph_of(unit.start);
        match out.last_mut().filter(|(_, p)| scene.paragraph_of(p.start) == paragraph) {
            Some((_, last)) => last.end = unit.end,
            None => out.push((at, unit)),
        }
    }
    out
}

/// Gives a turn the paragraphs without a label up to the next turn, unless there are too many or marks stand in them.
fn go_on(scene: &Scene, paragraphs: &[(usize, Range<usize>)], turns: &mut [(usize, Turn)]) {
    let next: Vec<usize> = turns.iter().skip(1).map(|(i, _)| *i).collect();
    for ((at, turn), next) in turns.iter_mut().zip(next) {
        let between = paragraphs.get(*at + 1..next).unwrap_or_default();
        let quoted = |p: &Range<usize>| p.clone().any(|i| scene.quote_at(i) != 0 || scene.mark(i) == Mark::Open);
        if between.len() <= GOES_ON && !between.iter().any(|(_, p)| quoted(p)) {
            turn.more.extend(between.iter().filter_map(|(_, p)| words(scene, p.clone())));
        }
    }
}

/// The turn that the paragraph is, if it opens with a label and goes on without quotation marks.
fn turn(scene: &Scene, paragraph: Range<usize>, sentence: usize) -> Option<Turn> {
    let (label, cue) = label(scene, &paragraph)?;
    let words = words(scene, cue.end..paragraph.end)?;
    let printed = label.clone().all(|i| scene.token(i).is_some_and(|t| t.upper || t.span.len() <= 2));
    (scene.mark(cue.end) != Mark::Quote).then_some(Turn { label, cue, words, more: Vec::new(), sentence, printed })
}

/// The stretch from its first word to its last.
fn words(scene: &Scene, stretch: Range<usize>) -> Option<Range<usize>> {
    let word = |i: &usize| scene.token(*i).is_some_and(Token::is_word);
    let start = stretch.clone().find(word)?;
    let end = (start..stretch.end).rev().find(word)? + 1;
    Some(start..end)
}

/// The label at the beginning of the paragraph with its mark: `Q:`, `Q.`, or a name before a colon.
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
    let capital = |i: usize| scene.token(i).is_some_and(|t| t.capital && t.is_word());
    let named = (from..colon).all(capital) && scene.pos(from) != Pos::Determiner;
    named.then_some((from..colon, colon..colon + 1))
}

/// Whether the turns are those of a transcript: enough of them, by at least two speakers of whom one speaks again.
fn is_transcript<'t>(scene: &Scene, turns: impl Iterator<Item = &'t (usize, Turn)> + Clone) -> bool {
    let (count, all) = (speakers(scene, turns.clone()), turns.count());
    all >= TURNS && count >= 2 && count < all
}

/// Whether the turns are people's who talk to each other: two speakers or more, near each other, and at least half of the
/// turns in the first or second person or with a question.
fn is_talk(scene: &Scene, turns: &[(usize, Turn)]) -> bool {
    let talks = turns.iter().filter(|(_, t)| talks(scene, &t.words)).count();
    let near = turns.iter().zip(turns.iter().skip(1)).all(|(a, b)| b.0 - a.0 <= GOES_ON + 1);
    near && talks * 2 >= turns.len() && speakers(scene, turns.iter()) >= 2
}

/// How many labels there are.
fn speakers<'t>(scene: &Scene, turns: impl Iterator<Item = &'t (usize, Turn)>) -> usize {
    let mut names: Vec<&str> = turns.map(|(_, t)| scene.word(t.label.end - 1)).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

/// Whether the label names a person: by a role ("HOST"), a title ("MAYOR ROE"), a given name ("Jane Roe") or, in capitals,
/// by a word that no list has ("PETIT").
fn is_person(scene: &Scene, turn: &Turn) -> bool {
    let (label, names) = (&turn.label, &scene.lists.names);
    let role = |i: usize| {
        let role = names.role(&fold(scene.word(i)));
        role.is_some_and(|r| matches!(r.usage, RoleUse::Role | RoleUse::Honorific))
    };
    let given = label.len() > 1 && names.given(&fold(scene.word(label.start))).is_some();
    let unlisted = turn.printed && scene.token(label.end - 1).is_some_and(|t| t.lemma == 0 && t.span.len() > 2);
    label.clone().any(role) || given || unlisted
}

/// Whether somebody speaks in the stretch as in a talk.
fn talks(scene: &Scene, words: &Range<usize>) -> bool {
    let person = |i: usize| TALK.contains(&scene.word(i).to_lowercase().as_str());
    (words.start..=words.end).any(|i| person(i) || scene.word(i) == "?")
}
