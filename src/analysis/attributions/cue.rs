//! Candidates for cues, and what speaks for and against them.

use std::ops::Range;

use super::{
    super::{
        lexicon::{class, form},
        tokens::{Mark, Pos},
    },
    model::{Sink, Templates, mix},
    scene::{Scene, between},
};

/// What kind of word may be a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// A main verb.
    Verb,
    /// A noun for speech, thought or intention.
    Noun,
    /// An adjective that takes a clause: confident that, eager to.
    Adjective,
    /// according to, in the words of.
    Phrase,
    /// reportedly, allegedly.
    Adverb,
    /// A colon after a name or before a quotation.
    Colon,
}

/// A candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The token that decides.
    pub head: usize,
    /// The tokens of the cue, auxiliaries and particles included.
    pub group: Range<usize>,
    /// What kind of word it is.
    pub shape: Shape,
}

/// Every candidate of the sentence with tokens `sentence`, in order.
pub fn candidates(scene: &Scene, sentence: Range<usize>, out: &mut Vec<Candidate>) {
    for i in sentence.clone() {
        if let Some(shape) = shape(scene, &sentence, i) {
            out.push(Candidate { head: i, group: group(scene, &sentence, i, shape), shape });
        }
    }
}

fn shape(scene: &Scene, sentence: &Range<usize>, i: usize) -> Option<Shape> {
    let token = scene.token(i)?;
    let lists = scene.lists;
    match token.pos {
        Pos::Verb | Pos::Preposition if is_phrase(scene, i) => Some(Shape::Phrase),
        Pos::Verb => Some(Shape::Verb),
        Pos::Noun if token.has(class::SPEECH) || lists.verbs.noun_numbered(token.lemma).is_some() => Some(Shape::Noun),
        Pos::Noun if token.forms != 0 && lists.verbs.verb_numbered(token.lemma).is_some() => Some(Shape::Noun),
        Pos::Adjective if takes_clause(scene, i) => Some(Shape::Adjective),
        Pos::Adverb if token.lemma != 0 && lists.verbs.get(scene.lemma(i)).is_some() => Some(Shape::Adverb),
        Pos::Mark if token.mark == Mark::Colon && (i < sentence.start + 6 || scene.mark(i + 1) == Mark::Quote) => {
            Some(Shape::Colon)
        }
        _ => None,
    }
}

fn is_phrase(scene: &Scene, i: usize) -> bool {
    scene.word(i).eq_ignore_ascii_case("according") && scene.word(i + 1).eq_ignore_ascii_case("to")
        || scene.word(i).eq_ignore_ascii_case("per") && names_after(scene, i + 1)
        || scene.word(i).eq_ignore_ascii_case("in") && document_after(scene, i + 1)
}

/// Whether a noun phrase follows that ends in a paper: "in a new poll", "in the report".
fn document_after(scene: &Scene, at: usize) -> bool {
    let part = |&i: &usize| {
        matches!(
            scene.pos(i),
            Pos::Determiner | Pos::Adjective | Pos::Name | Pos::Noun | Pos::Number | Pos::Possessive | Pos::Pronoun
        ) || scene.word(i) == "/"
    };
    let last = (at..at + 9).take_while(part).last();
    last.and_then(|i| scene.token(i)).is_some_and(|t| t.has(class::DOCUMENT))
}

/// Whether a name follows, with or without an article: "per the Daily News", not "per cent", "per the rules".
fn names_after(scene: &Scene, at: usize) -> bool {
    let name = |i: usize| scene.pos(i) == Pos::Name && !scene.token(i).is_some_and(|t| t.has(class::TIME));
    name(at) || matches!(scene.word(at), "the" | "The") && name(at + 1)
}

/// An adjective or participle after `be` or before a clause.
fn takes_clause(scene: &Scene, i: usize) -> bool {
    let after_be = i > 0 && scene.token(i - 1).is_some_and(|t| t.has(class::BE) || t.pos == Pos::Adverb);
    let clause = scene.pos(i + 1) == Pos::Subordinator || scene.pos(i + 1) == Pos::To;
    clause || after_be && matches!(scene.pos(i + 1), Pos::Preposition)
}

/// The cue with its auxiliaries and adverbs before it, and the particle that belongs to it.
fn group(scene: &Scene, sentence: &Range<usize>, i: usize, shape: Shape) -> Range<usize> {
    match shape {
        Shape::Phrase => i..i + if scene.word(i).len() > 4 { 2 } else { 1 },
        Shape::Verb | Shape::Adjective => {
            let mut from = i;
            while from > sentence.start && i - from < 5 && matches!(scene.pos(from - 1), Pos::Auxiliary | Pos::Adverb) {
                from -= 1;
            }
            while from < i && scene.pos(from) == Pos::Adverb {
                from += 1;
            }
            let particle = scene.word(i + 1);
            let known = !particle.is_empty() && !scene.lemma(i).is_empty() && {
                scene.token(i + 1).is_some_and(|t| matches!(t.pos, Pos::Preposition | Pos::Adverb))
                    && scene.lists.verbs.has_particle(scene.token(i).map_or(0, |t| t.lemma), particle)
            };
            from..i + 1 + usize::from(known)
        }
        _ => i..i + 1,
    }
}

/// Everything that speaks for or against the candidate.
pub fn features(scene: &Scene, sentence: &Range<usize>, c: &Candidate, sink: &mut impl Sink) {
    let Some(token) = scene.token(c.head) else { return };
    let shape = c.shape as u32;
    let code = scene.code(c.head);
    let (from, to) = (c.group.start, c.group.end);
    let prev = from.checked_sub(1).filter(|&p| p >= sentence.start);
    let tag_before = prev.map_or(1, |p| scene.tag(p));
    let code_before = prev.map_or(1, |p| scene.code(p));
    let shallow_after = scene.shallow(to);
    let quoted = u32::from(scene.quote_at(c.head) != 0);
    let listed = listing(scene, c);
    let voice = voice(scene, c);
    let quotes = quote_shape(scene, sentence, c);
    let subject = subject(scene, sentence, from);
    let outer = outer(scene, sentence, c.head);
    let ahead = ahead(scene, sentence, to);
    let next_verb = next_clause_verb(scene, sentence, to);
    let chain = chain(scene, sentence, from);
    let (agent, object) = (noun_before(scene, sentence, from), noun_after(scene, sentence, to));
    let templates = Templates::from(0);
    let put = |template: u32, a: u32, b: u32| templates.feature(template, a, b);
    let row = [
        put(1, shape, quoted),
        put(2, code, shape),
        put(3, code, quoted),
        put(4, listed, shape),
        put(5, listed, shallow_after),
        put(6, code, scene.tag(to)),
        put(7, code, shallow_after),
        put(8, shape, scene.code(to)),
        put(9, shape, code_before),
        put(10, tag_before, scene.tag(to)),
        put(11, code, tag_before),
        put(12, voice, shape),
        put(13, voice, code),
        put(14, voice, scene.tag(to)),
        put(15, scene.code(to), scene.shallow(to + 1)),
        put(16, u32::from(token.forms), shape),
        put(17, listed, voice),
        put(18, shape, scene.code(to + 1)),
        put(19, shape, prev.and_then(|p| p.checked_sub(1)).map_or(1, |p| scene.shallow(p))),
        put(20, quotes, shape),
        put(21, quotes, code),
        put(22, quotes, listed),
        put(23, subject, shape),
        put(24, subject, code),
        put(25, subject, scene.tag(to)),
        put(26, subject, listed),
        put(27, subject * 64 + voice, listed),
        put(28, outer, shape),
        put(29, outer, listed),
        put(30, outer, code),
        put(31, outer, tag_before),
        put(32, bucket(c.head - sentence.start), shape),
        put(33, bucket(sentence.end.saturating_sub(to)), shape),
        put(34, scene.mark(sentence.end.saturating_sub(1)) as u32, u32::from(token.upper)),
        put(35, ahead, shape),
        put(36, ahead, code),
        put(37, ahead, listed),
        put(38, ahead * 64 + subject, voice),
        put(39, next_verb, code),
        put(40, next_verb, shape),
        put(41, chain, shape),
        put(42, chain, code),
        put(43, chain, listed),
        put(44, agent, shape),
        put(45, agent, code),
        put(46, object, shape),
        put(47, object, code),
        put(48, mix(1, agent, listed), object),
        put(49, mix(2, subject, voice), mix(3, listed, scene.tag(to))),
        put(50, code, mix(subject, scene.tag(to), voice)),
        put(51, listed, mix(5, shallow_after, scene.shallow(to + 1))),
        put(52, code, scene.code(to)),
        put(53, code_before, code),
    ];
    sink.take(templates, row);
}

/// The nearest verb before the cue, with what stands between: "declined to" say, "began" attacking.
fn chain(scene: &Scene, sentence: &Range<usize>, from: usize) -> u32 {
    let window = sentence.start.max(from.saturating_sub(6))..from;
    for i in window.rev() {
        match scene.pos(i) {
            Pos::Verb => {
                let nouns = scene.pos(from - 1) != Pos::To && i + 1 < from;
                return mix(1, scene.code(i), u32::from(nouns) + 2 * u32::from(i + 1 == from));
            }
            Pos::Mark | Pos::Subordinator | Pos::Wh | Pos::Conjunction => return scene.shallow(i),
            _ => {}
        }
    }
    0
}

/// The nearest noun, name or pronoun before the cue.
fn noun_before(scene: &Scene, sentence: &Range<usize>, from: usize) -> u32 {
    let window = sentence.start.max(from.saturating_sub(8))..from;
    let noun = |&i: &usize| matches!(scene.pos(i), Pos::Noun | Pos::Name | Pos::Pronoun | Pos::Wh);
    window.rev().find(noun).map_or(0, |i| scene.code(i))
}

/// The head of the first noun phrase after the cue.
fn noun_after(scene: &Scene, sentence: &Range<usize>, to: usize) -> u32 {
    let mut found = 0;
    for i in to..sentence.end.min(to + 7) {
        match scene.pos(i) {
            Pos::Noun | Pos::Name | Pos::Pronoun => found = scene.code(i),
            Pos::Determiner | Pos::Adjective | Pos::Number | Pos::Possessive if found == 0 => {}
            _ if found != 0 => return found,
            Pos::Verb | Pos::Auxiliary | Pos::Subordinator | Pos::Wh | Pos::To => return scene.tag(i),
            _ => {}
        }
    }
    found
}

/// The act of the entry in the list, 0 if there is none. Its stance is left out: whose words they are does not hang on what
/// the verb thinks of them, and a user may edit it.
fn listing(scene: &Scene, c: &Candidate) -> u32 {
    let lemma = scene.token(c.head).map_or(0, |t| t.lemma);
    let cue = match c.shape {
        Shape::Noun => scene.lists.verbs.noun_numbered(lemma),
        _ => scene.lists.verbs.verb_numbered(lemma),
    };
    cue.map_or(0, |c| 1 + c.act as u32)
}

/// Form and auxiliaries of the verb group.
pub fn voice(scene: &Scene, c: &Candidate) -> u32 {
    let Some(token) = scene.token(c.head) else { return 0 };
    let aux = |wanted: u32| c.group.clone().any(|i| i < c.head && scene.token(i).is_some_and(|t| t.has(wanted)));
    let before = c.group.start.checked_sub(1).map_or(Pos::Mark, |p| scene.pos(p));
    let form = if token.forms & form::ING != 0 {
        1
    } else if token.forms & form::PAST != 0 {
        2
    } else if token.forms & form::PARTICIPLE != 0 {
        3
    } else if token.forms & form::THIRD != 0 {
        4
    } else {
        5
    };
    form + 8 * u32::from(aux(class::BE))
        + 16 * u32::from(aux(class::HAVE))
        + 32 * u32::from(aux(class::MODAL | class::DO))
        + 64 * u32::from(before == Pos::To)
        + 128 * u32::from(aux(class::NEGATION))
}

/// Where quotations stand around the candidate in its sentence.
fn quote_shape(scene: &Scene, sentence: &Range<usize>, c: &Candidate) -> u32 {
    let left = sentence.start..c.group.start;
    let right = c.group.end..sentence.end;
    let any = |mut r: Range<usize>| r.any(|i| scene.quote_at(i) != 0);
    let near_left = left.clone().rev().take(8).any(|i| scene.mark(i) == Mark::Quote);
    let near_right = right.clone().take(8).any(|i| scene.mark(i) == Mark::Quote);
    u32::from(any(left))
        + 2 * u32::from(any(right))
        + 4 * u32::from(near_left)
        + 8 * u32::from(near_right)
        + 16 * u32::from(scene.mark(c.group.end) == Mark::Quote)
        + 32 * u32::from(scene.quote_at(sentence.end) != 0 && scene.mark(sentence.end) == Mark::Quote)
}

/// What kind of word the nearest possible subject before token `at` is, with what stands between.
pub fn subject(scene: &Scene, sentence: &Range<usize>, at: usize) -> u32 {
    let window = sentence.start.max(at.saturating_sub(12))..at;
    for (steps, i) in window.rev().enumerate() {
        let Some(t) = scene.token(i) else { break };
        let near = if steps == 0 { 0 } else { 16 };
        match t.pos {
            Pos::Name => return 1 + near,
            Pos::Pronoun => return 32 + near + scene.code(i) % 8,
            Pos::Wh => return 3 + near,
            Pos::Noun if t.has(class::PERSON) => return 4 + near,
            Pos::Noun if t.has(class::BODY) => return 5 + near,
            Pos::Noun if t.has(class::DOCUMENT) => return 6 + near,
            Pos::Noun if t.has(class::PLURAL) => return 7 + near,
            Pos::Noun => return 8 + near,
            Pos::Verb => return 9 + near,
            Pos::Conjunction => return 10 + near,
            _ => {}
        }
    }
    0
}

/// Whether a plain verb of saying stands outside marks elsewhere in the sentence, and on which side.
fn outer(scene: &Scene, sentence: &Range<usize>, head: usize) -> u32 {
    let before = between(&scene.sayings, sentence.start, head) > 0;
    let after = between(&scene.sayings, head + 1, sentence.end) > 0;
    let listed = between(&scene.listed, sentence.start, head) > 0;
    u32::from(before) + 2 * u32::from(after) + 4 * u32::from(listed)
}

/// What the next content-bearing thing after the cue is, past adverbs and a short object.
fn ahead(scene: &Scene, sentence: &Range<usize>, to: usize) -> u32 {
    for i in to..sentence.end.min(to + 7) {
        let Some(t) = scene.token(i) else { break };
        match t.pos {
            Pos::Subordinator => return 1 + 8 * u32::from(scene.word(i) == "that") + 16 * bucket(i - to),
            Pos::Mark if t.mark == Mark::Quote => return 2 + 16 * bucket(i - to),
            Pos::To => return 3 + 16 * bucket(i - to),
            Pos::Wh => return 4 + 16 * bucket(i - to),
            Pos::Verb | Pos::Auxiliary => return 5 + 16 * bucket(i - to),
            Pos::Mark if t.mark != Mark::Comma => return 6,
            _ => {}
        }
    }
    7
}

/// Whether a finite verb follows with a noun phrase in between, as in a clause without `that`.
fn next_clause_verb(scene: &Scene, sentence: &Range<usize>, to: usize) -> u32 {
    let mut nouns = 0;
    for i in to..sentence.end.min(to + 12) {
        match scene.pos(i) {
            Pos::Noun | Pos::Name | Pos::Pronoun => nouns += 1,
            Pos::Verb | Pos::Auxiliary => return if nouns > 0 { 1 } else { 2 },
            Pos::Mark => return 3,
            Pos::Preposition => return 4 + u32::from(nouns > 0),
            _ => {}
        }
    }
    6
}

/// Distances as a few classes.
pub fn bucket(n: usize) -> u32 {
    match n {
        0..=4 => n as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=39 => 9,
        _ => 10,
    }
}
