//! What the source of an attribution names: a name, a pronoun, or somebody without a name.

use std::ops::Range;

use super::{
    Resolved, Scene, able,
    coreference::{self, History},
    joint, rule, turns,
};
use crate::{
    analysis::{
        attributions::Act,
        entities::{Cast, Entity, EntityKind, Gender, Mention, SourceType},
        lexicon::class,
        names::{Role, RoleUse},
        profile::Confidence,
        tokens::{Mark, Pos, Token},
    },
    text::{Span, fold::fold},
};

/// Longest name of somebody without a name, in tokens.
const NOMINAL_TOKENS: usize = 12;

/// The entity that the source at `span` names; adds somebody without a name to the cast.
pub(super) fn resolve(scene: &Scene, cast: &mut Cast, span: Span, act: Act, history: &History) -> Option<Resolved> {
    let range = trimmed(scene, after_colon(scene, scene.tokens.inside(span)));
    if range.is_empty() {
        return None;
    }
    let range = with_title(scene, cast, range);
    if let Some(pronoun) = coreference::pronoun(scene, &range) {
        let found = coreference::resolve(scene, cast, span, pronoun, history);
        return found.or_else(|| plural_subject(scene, cast, span, pronoun));
    }
    if let Some(asks) = turns::role(scene, &range) {
        return Some(turns::resolve(cast, asks, span, history));
    }
    let (head, next) = head(scene, cast, &range);
    let (range, head) = match able::to_head(scene, &head) {
        short if short.end < head.end && next == head.end => (range.start..cut(scene, &short, range.end), short),
        _ => (range, head),
    };
    if let Some(found) = joint::resolve(scene, cast, &head) {
        return Some(found);
    }
    if let Some(m) = mention_that_ends(cast, scene, &head) {
        let (confidence, rule) =
            if m.shared { (Confidence::Likely, rule::SHARED_NAME) } else { (Confidence::Sure, rule::NAMED) };
        return Some(Resolved { entity: m.entity, confidence, rule });
    }
    let comma = name_comma(scene, &range, &head, next);
    if let Some(m) = mention_after_comma(cast, scene, &range, comma) {
        let joint = joint::resolve(scene, cast, &(m.token as usize..range.end));
        let alone = Resolved { entity: m.entity, confidence: Confidence::Sure, rule: rule::BESIDE_OFFICE };
        return Some(joint.unwrap_or(alone));
    }
    if let Some(entity) = described(scene, cast, &range, &head) {
        return Some(Resolved { entity, confidence: Confidence::Likely, rule: rule::APPOSITION });
    }
    if !able::can(scene, &head, act) {
        return None;
    }
    nominal(scene, cast, &range, &head, span)
}

/// "Jane Roe, (a teacher from the north), said": the person named right before a phrase in the singular that describes
/// somebody, where both marks of the apposition stand or no article opens it. "Roe, a witness said, left" is none.
fn described(scene: &Scene, cast: &Cast, range: &Range<usize>, head: &Range<usize>) -> Option<u32> {
    let token = |i: usize| scene.tokens.get(i);
    let parts = |i: usize| token(i).is_some_and(|t| matches!(t.mark, Mark::Comma | Mark::Dash | Mark::Open));
    let mut mark = range.start.checked_sub(1).filter(|&i| parts(i))?;
    if mark > 1 && token(mark - 1).is_some_and(|t| t.pos == Pos::Number) && parts(mark - 2) {
        mark -= 2;
    }
    let last = token(head.end.checked_sub(1)?)?;
    let role = scene.lists.names.role(&fold(last.span.of(scene.text)));
    let one = role.is_some_and(|r| r.usage == RoleUse::Role) && !last.has(class::PLURAL);
    let bare = token(range.start).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective) && !t.capital);
    let closed = token(range.end).is_some_and(|t| matches!(t.mark, Mark::Comma | Mark::Dash | Mark::Close));
    if !one || !bare && !closed {
        return None;
    }
    let name = mark.checked_sub(1).and_then(token)?.span;
    let m = cast.inside(name).first().filter(|m| m.span.end == name.end)?;
    let person = cast.entities.get(m.entity as usize).is_some_and(|e| e.kind == EntityKind::Person);
    let from = scene.tokens.inside(m.full).start;
    let before = from.checked_sub(1).and_then(token).filter(|t| t.sentence == m.sentence);
    let subject = before.is_none_or(|t| {
        matches!(t.mark, Mark::Comma | Mark::Quote | Mark::Colon | Mark::Dash)
            || matches!(t.pos, Pos::Conjunction | Pos::Subordinator)
    });
    (person && subject).then_some(m.entity)
}

/// The noun phrase after "citing" or "quoting" in the sentence of `source`.
pub(super) fn cited(scene: &Scene, source: Span) -> Option<Span> {
    let at = scene.tokens.inside(source).end;
    let sentence = scene.tokens.get(at.checked_sub(1)?)?.sentence;
    let inside = |i: usize| scene.tokens.get(i).filter(|t| t.sentence == sentence);
    let range = scene.tokens.sentence(sentence as usize);
    let cue = range.into_iter().find(|&i| {
        inside(i).is_some_and(|t| matches!(t.span.of(scene.text), "citing" | "Citing" | "quoting" | "Quoting"))
    })?;
    let stop = |i: &usize| {
        inside(*i)
            .is_none_or(|t| !t.is_word() || matches!(t.pos, Pos::Verb | Pos::Auxiliary | Pos::Wh | Pos::Subordinator))
    };
    let end = (cue + 1..cue + 1 + NOMINAL_TOKENS).find(stop).unwrap_or(cue + 1);
    (end > cue + 1).then(|| span_of(scene, &(cue + 1..end)))
}

/// What follows the last colon in `range`: a heading that runs into its paragraph is no part of a source.
fn after_colon(scene: &Scene, range: Range<usize>) -> Range<usize> {
    let colon = range.clone().rev().find(|&i| scene.tokens.get(i).is_some_and(|t| t.mark == Mark::Colon));
    colon.filter(|c| c + 1 < range.end).map_or(range.start, |c| c + 1)..range.end
}

/// Where the name of a source ends whose head ends before a verb, an adverb or a time: there, unless "close to" follows.
fn cut(scene: &Scene, head: &Range<usize>, end: usize) -> usize {
    let word = scene.tokens.get(head.end).map(|t| t.span.of(scene.text));
    let goes_on = matches!(word, Some("close" | "familiar"))
        && scene.tokens.get(head.end + 1).is_some_and(|t| matches!(t.pos, Pos::Preposition | Pos::To));
    if goes_on { end } else { head.end }
}

/// From the beginning of the title on that a source breaks into: "(Secretary of) State Jane Roe and others".
fn with_title(scene: &Scene, cast: &Cast, range: Range<usize>) -> Range<usize> {
    let Some(first) = scene.tokens.get(range.start).map(|t| t.span) else { return range };
    let broken = cast.inside(span_of(scene, &range)).first().filter(|m| m.full.start < first.start);
    broken.map_or(range.start, |m| scene.tokens.inside(m.full).start)..range.end
}

/// Without marks at its ends, a "not" before it and the possessive after it ("despite Moscow’s warnings").
fn trimmed(scene: &Scene, range: Range<usize>) -> Range<usize> {
    let word = |i: &usize| scene.tokens.get(*i).is_some_and(Token::is_word);
    let not = |i: &usize| scene.tokens.get(*i).is_some_and(|t| t.span.of(scene.text).eq_ignore_ascii_case("not"));
    let owner = |i: &usize| scene.tokens.get(*i).is_some_and(|t| t.pos == Pos::Possessive);
    let Some(start) = range.clone().find(|i| word(i) && !not(i)) else { return 0..0 };
    let end = (start..range.end).rev().find(|i| word(i) && !owner(i)).map_or(start, |e| e + 1);
    start..end
}

/// The noun phrase that `range` begins with, up to the first comma, relative or preposition outside a name; and where
/// it broke off.
fn head(scene: &Scene, cast: &Cast, range: &Range<usize>) -> (Range<usize>, usize) {
    let mut at = range.start;
    let mentions = cast.inside(span_of(scene, range));
    let mut seen = 0;
    while at < range.end {
        let Some(token) = scene.tokens.get(at) else { break };
        while mentions.get(seen).is_some_and(|m| m.full.end <= token.span.start) {
            seen += 1;
        }
        if let Some(m) = mentions.get(seen).filter(|m| m.full.contains(token.span.start as usize)) {
            let end = scene.tokens.list.partition_point(|t| t.span.start < m.full.end);
            at = end.max(at + 1);
            continue;
        }
        let breaks = !token.is_word() && token.mark != Mark::Quote
            || matches!(token.pos, Pos::Preposition | Pos::Wh | Pos::Subordinator | Pos::To)
            || matches!(token.pos, Pos::Verb)
                && at > range.start
                && token.forms & crate::analysis::lexicon::form::ING != 0;
        if breaks && at > range.start {
            break;
        }
        at += 1;
    }
    let at = at.min(range.end);
    (range.start..at, at)
}

/// The bytes from the first to the last of the tokens.
pub(super) fn span_of(scene: &Scene, range: &Range<usize>) -> Span {
    let first = scene.tokens.get(range.start).map_or(Span::default(), |t| t.span);
    scene.tokens.get(range.end.saturating_sub(1)).map_or(first, |t| first.join(t.span))
}

/// The mention that ends where the head ends.
fn mention_that_ends(cast: &Cast, scene: &Scene, head: &Range<usize>) -> Option<Mention> {
    let span = span_of(scene, head);
    cast.inside(span).iter().rev().find(|m| m.span.end >= span.end).copied()
}

/// Where the comma before a name may stand: where the head broke off or, for one person, after what hangs on the head
/// ("his best friend at school, Jane Roe").
fn name_comma(scene: &Scene, range: &Range<usize>, head: &Range<usize>, next: usize) -> usize {
    let last = head.end.checked_sub(1).and_then(|i| scene.tokens.get(i));
    let one = last.is_some_and(|t| t.has(class::PERSON) && !t.has(class::PLURAL));
    let hangs = scene.tokens.get(next).is_some_and(|t| t.pos == Pos::Preposition);
    let comma = |i: &usize| scene.tokens.get(*i).is_some_and(|t| t.mark == Mark::Comma);
    (next..range.end).find(comma).filter(|_| one && hangs).unwrap_or(next)
}

/// "The group's president, Jane Roe": the name right after the comma.
fn mention_after_comma(cast: &Cast, scene: &Scene, range: &Range<usize>, comma: usize) -> Option<Mention> {
    let after = comma + 1;
    if scene.tokens.get(comma).is_none_or(|t| t.mark != Mark::Comma) || after >= range.end {
        return None;
    }
    let first = scene.tokens.get(after)?.span;
    let person = |m: &&Mention| cast.entities.get(m.entity as usize).is_some_and(|e| e.kind == EntityKind::Person);
    cast.inside(first).first().filter(|m| m.full.start <= first.start).filter(person).copied()
}

/// "The workers came late. They said …": the people that the sentence before begins with.
fn plural_subject(scene: &Scene, cast: &mut Cast, span: Span, pronoun: coreference::Pronoun) -> Option<Resolved> {
    let sentence = scene.document.sentence_at(span.start as usize)?.checked_sub(1)?;
    let before = scene.tokens.sentence(sentence);
    let near =
        scene.document.sentences.get(sentence)?.paragraph == scene.document.sentences.get(sentence + 1)?.paragraph;
    let part = |&i: &usize| {
        scene.tokens.get(i).is_some_and(|t| matches!(t.pos, Pos::Determiner | Pos::Adjective | Pos::Number | Pos::Noun))
    };
    let end = before.clone().take_while(part).last()? + 1;
    let people = scene.tokens.get(end - 1).is_some_and(|t| t.has(class::PERSON) && t.has(class::PLURAL));
    let verb = scene.tokens.get(end).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Auxiliary));
    if pronoun != coreference::Pronoun::Plural || !near || !people || !verb {
        return None;
    }
    let phrase = before.start..end;
    let found = nominal(scene, cast, &phrase, &phrase, span_of(scene, &phrase))?;
    Some(Resolved { confidence: Confidence::Likely, rule: rule::PLURAL_SUBJECT, ..found })
}

/// Somebody without a name: "officials", "a senior aide", "the senator".
fn nominal(scene: &Scene, cast: &mut Cast, range: &Range<usize>, head: &Range<usize>, span: Span) -> Option<Resolved> {
    let last = scene.tokens.get(head.end.checked_sub(1)?)?;
    let noun = fold(last.span.of(scene.text));
    let role = scene.lists.names.role(&noun);
    let first = scene.tokens.get(head.start)?;
    let definite = matches!(first.span.of(scene.text), "the" | "The");
    if definite && let Some(found) = coreference::definite(scene, cast, span, head, role) {
        return Some(found);
    }
    let name = name(scene, range, head)?;
    let (kind, source) = judge(role, last.has(class::PLURAL) || role.is_some_and(|r| r.usage == RoleUse::Group));
    let rule = match kind {
        EntityKind::Group => rule::SEVERAL_UNNAMED,
        _ => rule::SOMEBODY_UNNAMED,
    };
    let key = fold(&name);
    let known = cast.entities.iter().rposition(|e| e.kind == kind && fold(&e.name) == key);
    let entity = known.unwrap_or_else(|| {
        cast.entities.push(unnamed(name, kind, source, role));
        cast.entities.len() - 1
    });
    if let Some(e) = cast.entities.get_mut(entity) {
        e.mentions.push(span);
    }
    Some(Resolved { entity: entity as u32, confidence: Confidence::Sure, rule })
}

pub(super) fn unnamed(name: String, kind: EntityKind, source_type: SourceType, role: Option<Role>) -> Entity {
    Entity {
        name,
        kind,
        gender: role.map_or(Gender::Unknown, |r| r.gender),
        source_type,
        office: None,
        camp: None,
        aliases: Vec::new(),
        mentions: Vec::new(),
        edited: false,
    }
}

/// The phrase without its determiner, up to the first comma.
fn name(scene: &Scene, range: &Range<usize>, head: &Range<usize>) -> Option<String> {
    let skip = |t: &Token| matches!(t.pos, Pos::Determiner) || t.has(class::POSSESSIVE);
    let start = range.clone().find(|&i| scene.tokens.get(i).is_some_and(|t| !skip(t))).unwrap_or(range.start);
    let stop = |i: &usize| {
        scene.tokens.get(*i).is_none_or(|t| matches!(t.mark, Mark::Comma | Mark::Dash | Mark::Open) || t.pos == Pos::Wh)
    };
    let end =
        (start..range.end.min(start + NOMINAL_TOKENS)).find(stop).unwrap_or(range.end.min(start + NOMINAL_TOKENS));
    let end = end.max(head.end.min(start + NOMINAL_TOKENS));
    let text = span_of(scene, &(start..end)).of(scene.text).replace(['“', '”', '"'], "");
    (!text.is_empty()).then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn judge(role: Option<Role>, plural: bool) -> (EntityKind, SourceType) {
    match role {
        Some(r) if r.usage == RoleUse::Document => (EntityKind::Document, SourceType::Document),
        Some(r) if matches!(r.usage, RoleUse::Body | RoleUse::Tail) => (EntityKind::Organisation, r.source),
        Some(r) if plural => (EntityKind::Group, r.source),
        Some(r) if r.source == SourceType::Citizen || r.source == SourceType::Expert => (EntityKind::Unnamed, r.source),
        None if plural => (EntityKind::Group, SourceType::Unknown),
        _ => (EntityKind::Unnamed, SourceType::Anonymous),
    }
}
