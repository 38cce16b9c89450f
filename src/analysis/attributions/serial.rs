//! Several clauses in one sentence, each with its own speaker and verb: `Roe said A, Hale argued B and Marsh claimed C.`

use std::ops::Range;

use super::{
    super::{
        lexicon::{class, form},
        tokens::{Mark, Pos},
    },
    Act,
    cue::{Candidate, Shape},
    scene::Scene,
    search::Found,
};

/// How many such clauses make a series; two are left to what was learned.
const CLAUSES: usize = 3;

/// How many tokens name a speaker at most.
const SOURCE: usize = 6;

/// One clause: who speaks, the verb, and where what is said ends.
struct Clause {
    source: Range<usize>,
    verb: usize,
    end: usize,
}

/// Puts the clauses of a series in the place of what was found in their sentence.
pub(super) fn apply(scene: &Scene, found: &mut Vec<Found>) {
    let series = |index: usize| Some((index, clauses(scene, &scene.unit(index)))).filter(|(_, c)| c.len() >= CLAUSES);
    let series: Vec<(usize, Vec<Clause>)> = (0..scene.units.len()).filter_map(series).collect();
    if series.is_empty() {
        return;
    }
    let serial = |f: &Found| series.binary_search_by_key(&f.sentence, |s| s.0).is_ok();
    let (old, mut kept): (Vec<Found>, Vec<Found>) = found.drain(..).partition(serial);
    for (index, clauses) in &series {
        for clause in clauses {
            let before = old.binary_search_by_key(&clause.verb, |f| f.cue.head).ok().and_then(|i| old.get(i));
            kept.extend(as_found(scene, *index, clause, before));
        }
    }
    kept.sort_by_key(|f| f.cue.head);
    *found = kept;
}

/// The clause as an attribution; `before` is what was learned about its verb.
fn as_found(scene: &Scene, sentence: usize, clause: &Clause, before: Option<&Found>) -> Option<Found> {
    let learned = before.and_then(|f| f.right.as_ref()).map(|r| r.start).filter(|&s| s < clause.end);
    let start = learned.unwrap_or_else(|| content_start(scene, clause));
    let group = before.map_or(clause.verb..clause.verb + 1, |f| f.cue.group.clone());
    (start < clause.end).then(|| Found {
        cue: Candidate { head: clause.verb, group, shape: Shape::Verb },
        score: before.map_or(0.0, |f| f.score),
        sentence,
        source: Some(clause.source.clone()),
        left: None,
        right: Some(start..clause.end),
        more: Vec::new(),
    })
}

/// Where what is said begins: after the verb, or at "that" if whom it is told stands between.
fn content_start(scene: &Scene, clause: &Clause) -> usize {
    let after = clause.verb + 1;
    let that = (after..clause.end.min(after + SOURCE)).find(|&i| scene.pos(i) == Pos::Subordinator);
    let hearer = usize::from(scene.lemma(clause.verb) == "tell");
    that.unwrap_or(after + hearer)
}

/// The clauses of the sentence, if the first opens it.
fn clauses(scene: &Scene, sentence: &Range<usize>) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let opens = at == sentence.start || parts(scene, at - 1);
        let Some((source, verb)) = opens.then(|| speaker(scene, at, sentence.end)).flatten() else {
            if out.is_empty() {
                break;
            }
            at += 1;
            continue;
        };
        if let Some(last) = out.last_mut() {
            last.end = content_end(scene, last.verb + 1..at);
        }
        at = verb + 1;
        out.push(Clause { source, verb, end: at });
    }
    // The end of the last one is looked for once: a tail of marks would be gone through again for every clause.
    if let Some(last) = out.last_mut() {
        last.end = content_end(scene, last.verb + 1..sentence.end);
    }
    out
}

/// Whether the token parts two clauses: a comma, a semicolon or a conjunction outside quotations.
fn parts(scene: &Scene, at: usize) -> bool {
    let mark = matches!(scene.mark(at), Mark::Comma | Mark::Semicolon);
    let joins = matches!(scene.word(at), "and" | "but" | "while");
    (mark || joins) && scene.quote_at(at) == 0
}

/// The last word of the stretch and what follows it of a quotation, without the marks and words that lead on.
fn content_end(scene: &Scene, stretch: Range<usize>) -> usize {
    let said = |&i: &usize| !parts(scene, i) && scene.mark(i) != Mark::Stop;
    let last = stretch.clone().rev().find(said);
    last.map_or(stretch.start, |i| if scene.mark(i) == Mark::Quote { i } else { i + 1 })
}

/// A short noun phrase at `from` and the verb of saying in the past or present right after it, with something said after
/// that.
fn speaker(scene: &Scene, from: usize, end: usize) -> Option<(Range<usize>, usize)> {
    let part = |&i: &usize| {
        matches!(
            scene.pos(i),
            Pos::Name | Pos::Noun | Pos::Pronoun | Pos::Adjective | Pos::Determiner | Pos::Number | Pos::Possessive
        ) && scene.quote_at(i) == 0
    };
    let verb = (from..end.min(from + SOURCE)).take_while(part).last()? + 1;
    let token = scene.token(verb).filter(|t| verb < end && t.pos == Pos::Verb)?;
    let says = scene.lists.verbs.verb_numbered(token.lemma).is_some_and(|c| c.act == Act::Speech && c.words);
    let finite = token.forms & (form::PAST | form::THIRD) != 0;
    let somebody = scene.token(verb - 1).is_some_and(|t| {
        t.pos == Pos::Name
            || t.pos == Pos::Pronoun && matches!(t.span.of(scene.text), "he" | "she" | "they" | "He" | "She" | "They")
            || t.has(class::PERSON | class::BODY | class::DOCUMENT | class::MEDIA)
    });
    let goes_on = !matches!(scene.mark(verb + 1), Mark::Comma | Mark::Semicolon | Mark::Stop);
    (says && finite && somebody && goes_on).then_some((from..verb, verb))
}
