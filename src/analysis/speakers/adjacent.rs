//! The source beside a quotation that no attribution covers: "…," Roe said; said Roe; Roe said: "…".

use std::ops::Range;

use super::{Scene, coreference, rule, works};
use crate::{
    analysis::{
        attributions::{Act, Attribution, AttributionKind},
        cues::Cue,
        entities::{Cast, EntityKind, Mention},
        lexicon::form,
        profile::Confidence,
        quotations::{Quotation, QuoteClass},
        tokens::{Mark, Pos, Token},
    },
    text::Span,
};

/// How many tokens after a quotation a reporting verb may stand.
const AFTER: usize = 22;
/// How many tokens before a quotation its reporting verb may stand.
const BEFORE: usize = 12;
/// The same for a short stretch that may be a mere term.
const NEAR: usize = 4;
/// How many tokens before a quotation the clause that holds it may begin.
const CLAUSE: usize = 16;
/// How long the label of a turn may be, in tokens.
const LABEL: usize = 5;
/// How long a source may be, in tokens.
const SOURCE: usize = 24;

/// The attribution that the words beside the quotation make.
pub(super) fn find(scene: &Scene, cast: &Cast, q: &Quotation) -> Option<Attribution> {
    let inside = scene.tokens.inside(q.span);
    if q.class == QuoteClass::Title && is_named_work(scene, inside.start) {
        return None;
    }
    let reach = if q.class == QuoteClass::Speech { BEFORE } else { NEAR };
    let found = label(scene, q, &inside)
        .or_else(|| after(scene, q, inside.end))
        .or_else(|| unclosed(scene, q, &inside))
        .or_else(|| in_the_words_of(scene, inside.start))
        .or_else(|| dash(scene, cast, inside.end))
        .or_else(|| colon(scene, cast, inside.start, true))
        .or_else(|| before(scene, q, inside.start, reach))
        .or_else(|| clause(scene, q, inside.start))
        .or_else(|| colon(scene, cast, inside.start, false))
        .or_else(|| subject_before_colon(scene, cast, inside.start))?;
    let cue = scene.tokens.get(found.cue)?;
    Some(Attribution {
        source: Some(span(scene, &found.source)?),
        cue: vec![cue.span],
        content: vec![said(scene, q, &found)],
        kind: AttributionKind::Direct,
        act: Act::Speech,
        speaker: None,
        confidence: Confidence::Unsure,
        relay: None,
        lemma: found.verb.map(|v| v.lemma.clone()).unwrap_or_default(),
        why: found.rule.to_owned(),
        edited: false,
    })
}

/// The quotation, without the label that opens it and up to an attribution that stands in it.
fn said(scene: &Scene, q: &Quotation, found: &Found) -> Span {
    if found.rule == rule::LABEL {
        let start = scene.tokens.get(found.cue + 1).map_or(q.inner.start, |t| t.span.start);
        return Span { start, end: q.inner.end };
    }
    let from = scene.tokens.get(found.cue.min(found.source.start)).map_or(q.inner.end, |t| t.span.start);
    let within = q.inner.start < from && from < q.inner.end;
    Span { start: q.inner.start, end: if within { from } else { q.inner.end } }
}

/// “JANE ROE: We will go home.” A transcript in marks, whose label stands within them.
fn label<'a>(scene: &Scene, q: &Quotation, inside: &Range<usize>) -> Option<Found<'a>> {
    let token = |i: usize| scene.tokens.get(i).filter(|_| i < inside.end);
    let first = inside.clone().find(|&i| token(i).is_some_and(Token::is_word))?;
    let colon = (first + 1..=first + LABEL).find(|&i| token(i).is_some_and(|t| t.mark == Mark::Colon))?;
    let names = (first..colon).all(|i| token(i).is_some_and(|t| t.pos == Pos::Name || t.mark == Mark::Stop));
    let speaks = token(colon + 1).is_some_and(Token::is_word);
    (q.class == QuoteClass::Speech && names && speaks).then_some(Found {
        source: first..colon,
        cue: colon,
        verb: None,
        rule: rule::LABEL,
    })
}

/// “We will go home, said Jane Roe. The mark that should close it is missing, so that it runs to its paragraph's end.
fn unclosed<'a>(scene: &Scene<'a>, q: &Quotation, inside: &Range<usize>) -> Option<Found<'a>> {
    if q.inner.end < q.span.end {
        return None;
    }
    let comma = inside.clone().rev().find(|&i| scene.tokens.get(i).is_some_and(|t| t.mark == Mark::Comma))?;
    let last = inside.clone().rev().find(|&i| scene.tokens.get(i).is_some_and(Token::is_word))? + 1;
    let reports = |i: usize| scene.tokens.get(i).and_then(|t| verb(scene, t, q)).filter(|v| v.words);
    let rule = rule::UNCLOSED;
    if let Some(verb) = reports(comma + 1) {
        let source = noun_phrase(scene, comma + 2, q.span.end).filter(|s| s.end == last)?;
        return Some(Found { source, cue: comma + 1, verb: Some(verb), rule });
    }
    let verb = reports(last - 1)?;
    let source = noun_phrase(scene, comma + 1, q.span.end).filter(|s| s.end + 1 == last)?;
    Some(Found { source, cue: last - 1, verb: Some(verb), rule })
}

/// "her book “The Last Road,” historian Jane Roe wrote": a noun right before what is capitalised like a title.
fn is_named_work(scene: &Scene, quote: usize) -> bool {
    let before = quote.checked_sub(1).and_then(|i| scene.tokens.get(i));
    before.is_some_and(|t| t.pos == Pos::Noun && t.mark == Mark::None)
}

/// In the words of the mayor, "…".
fn in_the_words_of<'a>(scene: &Scene, quote: usize) -> Option<Found<'a>> {
    let sentence = scene.tokens.get(quote)?.sentence;
    let word = |i: usize| scene.tokens.get(i).filter(|t| t.sentence == sentence).map_or("", |t| t.span.of(scene.text));
    let low = quote.saturating_sub(BEFORE);
    let words = (low..quote).rev().find(|&i| word(i) == "words" && word(i + 1) == "of")?;
    let leads = words.checked_sub(2).is_some_and(|i| word(i).eq_ignore_ascii_case("in"));
    let last = (words + 2..quote).rev().find(|&i| scene.tokens.get(i).is_some_and(Token::is_word))?;
    let plain = (words + 2..=last).all(|i| scene.tokens.get(i).is_some_and(|t| t.is_word() && t.pos != Pos::Verb));
    (leads && plain).then_some(Found {
        source: words + 2..last + 1,
        cue: words,
        verb: None,
        rule: rule::IN_THE_WORDS_OF,
    })
}

struct Found<'a> {
    source: Range<usize>,
    cue: usize,
    verb: Option<&'a Cue>,
    rule: &'static str,
}

fn span(scene: &Scene, range: &Range<usize>) -> Option<Span> {
    let first = scene.tokens.get(range.start)?.span;
    Some(first.join(scene.tokens.get(range.end.checked_sub(1)?)?.span))
}

/// The reporting verb of speech that the token is, in a form that reports; beside a stretch that may be a mere term only
/// one that reports words.
fn verb<'a>(scene: &Scene<'a>, token: &Token, q: &Quotation) -> Option<&'a Cue> {
    let cue = scene.lists.verbs.verb_numbered(token.lemma).filter(|c| c.words || q.class == QuoteClass::Speech)?;
    let finite = token.forms & (form::PAST | form::THIRD | form::BASE) != 0;
    let title = q.class == QuoteClass::Title && works::performs(&cue.lemma);
    (finite && !title && token.pos != Pos::Name && cue.act == Act::Speech).then_some(cue)
}

/// "…," said Roe. "…," Roe, a voter, said.
fn after<'a>(scene: &Scene<'a>, q: &Quotation, from: usize) -> Option<Found<'a>> {
    let paragraph = scene.document.paragraph_at(q.span.start as usize)?;
    let end = scene.document.paragraphs.get(paragraph)?.span.end;
    let closed = q.inner.of(scene.text).ends_with([',', '!', '?', '-', '—', '–', '…'])
        || scene.tokens.get(from).is_some_and(|t| t.mark == Mark::Comma);
    let found = after_words(scene, q, from, end)?;
    (closed || is_whole_sentence(scene, &found)).then_some(found)
}

/// “We will go home.” Roe said. Nothing but source and verb stands after a quotation that ends in a stop.
fn is_whole_sentence(scene: &Scene, found: &Found) -> bool {
    let last = found.source.end.max(found.cue + 1);
    let ends = scene.tokens.get(last).is_none_or(|t| t.mark == Mark::Stop);
    ends && found.verb.is_some_and(|v| v.words)
}

/// Source and verb in the words from `from` on, up to byte `end`.
fn after_words<'a>(scene: &Scene<'a>, q: &Quotation, from: usize, end: u32) -> Option<Found<'a>> {
    let inside = |i: usize| scene.tokens.get(i).filter(|t| t.span.start < end);
    let start = (from..from + 3).find(|&i| inside(i).is_some_and(Token::is_word))?;
    let first = inside(start)?;
    if let Some(verb) = verb(scene, first, q) {
        let source = noun_phrase(scene, start + 1, end)?;
        return Some(Found { source, cue: start, verb: Some(verb), rule: rule::VERB_SOURCE_AFTER });
    }
    if !opens_phrase(first) {
        return None;
    }
    for i in start + 1..start + AFTER {
        let token = inside(i)?;
        if matches!(token.mark, Mark::Stop | Mark::Quote | Mark::Colon) {
            return None;
        }
        let named = token.pos == Pos::Verb || token.pos == Pos::Noun && token.forms & form::PAST != 0;
        let Some(verb) = verb(scene, token, q).filter(|_| named) else { continue };
        let last = (start..i)
            .rev()
            .find(|&k| inside(k).is_some_and(|t| t.is_word() && t.pos != Pos::Adverb && t.pos != Pos::Auxiliary))?;
        return Some(Found { source: start..last + 1, cue: i, verb: Some(verb), rule: rule::SOURCE_VERB_AFTER });
    }
    None
}

fn opens_phrase(token: &Token) -> bool {
    matches!(
        token.pos,
        Pos::Name | Pos::Pronoun | Pos::Determiner | Pos::Noun | Pos::Adjective | Pos::Number | Pos::Other
    )
}

/// The noun phrase from `start` on: up to the sentence's end, a mark other than a comma before more of it, or a verb.
fn noun_phrase(scene: &Scene, start: usize, end: u32) -> Option<Range<usize>> {
    let first = scene.tokens.get(start).filter(|t| t.span.start < end && opens_phrase(t))?;
    if first.pos == Pos::Pronoun {
        return Some(start..start + 1);
    }
    let mut to = start + 1;
    while let Some(token) = scene.tokens.get(to).filter(|t| t.span.start < end && to < start + SOURCE) {
        let stop = matches!(
            token.mark,
            Mark::Stop | Mark::Quote | Mark::Colon | Mark::Semicolon | Mark::Comma | Mark::Dash | Mark::Open
        ) || matches!(
            token.pos,
            Pos::Verb | Pos::Auxiliary | Pos::Subordinator | Pos::Wh | Pos::Conjunction | Pos::Adverb | Pos::To
        );
        let place =
            token.pos == Pos::Preposition && !matches!(token.span.of(scene.text), "of" | "for" | "to" | "at" | "from");
        if stop || place {
            break;
        }
        to += 1;
    }
    Some(start..to)
}

/// Roe said: "…". Roe told him that "…".
fn before<'a>(scene: &Scene<'a>, q: &Quotation, quote: usize, reach: usize) -> Option<Found<'a>> {
    let sentence = scene.tokens.get(quote)?.sentence;
    let inside = |i: usize| scene.tokens.get(i).filter(|t| t.sentence == sentence);
    let from = quote.saturating_sub(reach);
    for i in (from..quote).rev() {
        let token = inside(i)?;
        let parted = reach == NEAR && token.pos == Pos::Preposition;
        if parted || matches!(token.mark, Mark::Stop | Mark::Quote | Mark::Semicolon) {
            return None;
        }
        let Some(verb) = verb(scene, token, q).filter(|_| token.pos == Pos::Verb) else { continue };
        let source = subject(scene, i, sentence)?;
        return Some(Found { source, cue: i, verb: Some(verb), rule: rule::SOURCE_VERB_BEFORE });
    }
    None
}

/// Roe asserted that nobody would be treated as a “…”. The clause that a verb of speech opens with "that".
fn clause<'a>(scene: &Scene<'a>, q: &Quotation, quote: usize) -> Option<Found<'a>> {
    let sentence = scene.tokens.get(quote)?.sentence;
    let inside = |i: usize| scene.tokens.get(i).filter(|t| t.sentence == sentence);
    let from = quote.saturating_sub(CLAUSE);
    let that = (from..quote).rev().find(|&i| inside(i).is_some_and(|t| !t.is_word() || t.pos == Pos::Subordinator))?;
    let opens = inside(that).is_some_and(|t| t.span.of(scene.text) == "that");
    let cue = that.checked_sub(1).filter(|_| opens)?;
    let verb = inside(cue).filter(|t| t.pos == Pos::Verb).and_then(|t| verb(scene, t, q))?;
    let source = subject(scene, cue, sentence)?;
    Some(Found { source, cue, verb: Some(verb), rule: rule::IN_CLAUSE })
}

/// The noun phrase that ends before the verb at `verb`, adverbs and auxiliaries left out.
fn subject(scene: &Scene, verb: usize, sentence: u32) -> Option<Range<usize>> {
    let inside = |i: usize| scene.tokens.get(i).filter(|t| t.sentence == sentence);
    let low = verb.saturating_sub(SOURCE);
    let last = (low..verb).rev().find(|&i| {
        inside(i).is_some_and(|t| !matches!(t.pos, Pos::Adverb | Pos::Auxiliary) && t.mark != Mark::Comma)
    })?;
    let end = inside(last)?;
    if !matches!(end.pos, Pos::Name | Pos::Pronoun | Pos::Noun | Pos::Wh | Pos::Other | Pos::Number) {
        return None;
    }
    let mut start = last;
    while start > low
        && let Some(token) = inside(start - 1)
    {
        let part = matches!(
            token.pos,
            Pos::Name | Pos::Noun | Pos::Adjective | Pos::Determiner | Pos::Number | Pos::Other | Pos::Possessive
        ) && token.mark == Mark::None;
        let joins = token.pos == Pos::Preposition && attaches(scene, start - 1, low, sentence);
        if !part && !joins || end.pos == Pos::Pronoun {
            break;
        }
        start -= 1;
    }
    Some(named_before(scene, start, low, sentence)..last + 1)
}

/// "Jane Roe, the chief planner, said": from the name on that a phrase with an article describes; else `start`.
fn named_before(scene: &Scene, start: usize, low: usize, sentence: u32) -> usize {
    let inside = |i: usize| scene.tokens.get(i).filter(|t| i >= low && t.sentence == sentence);
    let name = |i: &usize| inside(*i).is_some_and(|t| t.pos == Pos::Name);
    let article = inside(start).is_some_and(|t| t.pos == Pos::Determiner);
    let comma = start.checked_sub(1).filter(|&c| article && inside(c).is_some_and(|t| t.mark == Mark::Comma));
    comma.and_then(|c| (low..c).rev().take_while(name).last()).unwrap_or(start)
}

/// Whether the preposition hangs on a noun phrase before it: "diplomats familiar with the matter", not "In a letter".
fn attaches(scene: &Scene, preposition: usize, low: usize, sentence: u32) -> bool {
    let Some(before) = preposition.checked_sub(1).filter(|&i| i >= low) else { return false };
    let token = scene.tokens.get(before).filter(|t| t.sentence == sentence && t.mark == Mark::None);
    token.is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective | Pos::Name))
}

/// Jane Roe: "…". The name right before the colon, or the first of two joined by "and". With `heads`, only where the name
/// opens the sentence or follows a dash, so that a hearer ("told Roe:") is none.
fn colon<'a>(scene: &Scene, cast: &Cast, quote: usize, heads: bool) -> Option<Found<'a>> {
    let colon = quote.checked_sub(1)?;
    let mark = scene.tokens.get(colon).filter(|t| t.mark == Mark::Colon)?;
    let at = cast.mentions.partition_point(|m| m.span.end <= mark.span.start);
    let last = cast.mentions.get(at.checked_sub(1)?).filter(|m| speaks(cast, m))?;
    if last.span.end != scene.tokens.get(colon - 1)?.span.end {
        return None;
    }
    let from = scene.tokens.list.partition_point(|t| t.span.end <= last.full.start);
    let before = from.checked_sub(1).and_then(|i| scene.tokens.get(i)).filter(|t| t.sentence == mark.sentence);
    let opens = before.is_none_or(|t| {
        t.mark == Mark::Dash
            || t.pos == Pos::Conjunction
            || matches!(t.span.of(scene.text), "from" | "From" | "by" | "By")
    });
    let first = at.checked_sub(2).and_then(|i| cast.mentions.get(i)).filter(|m| speaks(cast, m));
    let joined = before.is_some_and(|t| matches!(t.span.of(scene.text), "and" | "&"));
    let first = first.filter(|m| joined && m.sentence == last.sentence).unwrap_or(last);
    let start = first.token as usize;
    let end = if first.token == last.token {
        colon
    } else {
        scene.tokens.list.partition_point(|t| t.span.start < first.span.end)
    };
    (opens || !heads).then_some(Found { source: start..end, cue: colon, verb: None, rule: rule::NAME_COLON })
}

fn speaks(cast: &Cast, m: &Mention) -> bool {
    let kind = cast.entities.get(m.entity as usize).map(|e| e.kind);
    matches!(kind, Some(EntityKind::Person | EntityKind::Organisation))
}

/// He justified this with a word: "…". The pronoun that opens the sentence before the colon, or the first person named
/// in it; the colon may end the paragraph before.
fn subject_before_colon<'a>(scene: &Scene, cast: &Cast, quote: usize) -> Option<Found<'a>> {
    let colon = quote.checked_sub(1)?;
    let mark = scene.tokens.get(colon).filter(|t| t.mark == Mark::Colon)?;
    let range = scene.tokens.sentence(mark.sentence as usize);
    let first = range.clone().find(|&i| scene.tokens.get(i).is_some_and(Token::is_word))?;
    let rule = rule::SUBJECT_COLON;
    if scene.tokens.get(first)?.pos == Pos::Pronoun {
        return Some(Found { source: first..first + 1, cue: colon, verb: None, rule });
    }
    let sentence = scene.document.sentences.get(mark.sentence as usize)?.span;
    let m = main_subject(scene, cast, sentence)?;
    let end = scene.tokens.list.partition_point(|t| t.span.start < m.span.end);
    Some(Found { source: m.token as usize..end, cue: colon, verb: None, rule })
}

/// The person, named outside quotations, whom a main clause of the sentence is about: "When Doe complained, (Roe) fired
/// back". Else the first person named in it.
pub(super) fn main_subject(scene: &Scene, cast: &Cast, sentence: Span) -> Option<Mention> {
    let person = |m: &&Mention| cast.entities.get(m.entity as usize).is_some_and(|e| e.kind == EntityKind::Person);
    let people = || cast.inside(sentence).iter().filter(person).filter(|m| !coreference::quoted(scene, m.span));
    people().find(|m| leads_clause(scene, m)).or_else(|| people().next()).copied()
}

/// Whether the mention stands at the beginning of a main clause with its verb right after it.
fn leads_clause(scene: &Scene, m: &Mention) -> bool {
    let from = scene.tokens.list.partition_point(|t| t.span.end <= m.full.start);
    let end = scene.tokens.list.partition_point(|t| t.span.start < m.span.end);
    let before = from.checked_sub(1).and_then(|i| scene.tokens.get(i)).filter(|t| t.sentence == m.sentence);
    let opens = before.is_none_or(|t| t.mark == Mark::Comma || t.pos == Pos::Conjunction);
    let adverb = |i: &usize| scene.tokens.get(*i).is_some_and(|t| t.pos == Pos::Adverb);
    let verb = (end..end + 3).find(|i| !adverb(i)).and_then(|i| scene.tokens.get(i));
    opens && verb.is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Auxiliary))
}

/// "…" — Jane Roe. The dash may open the next paragraph.
fn dash<'a>(scene: &Scene, cast: &Cast, from: usize) -> Option<Found<'a>> {
    let dash = scene.tokens.get(from).filter(|t| t.mark == Mark::Dash)?;
    let at = cast.mentions.partition_point(|m| m.full.start < dash.span.end);
    let name = cast.mentions.get(at).filter(|m| speaks(cast, m))?;
    let near = scene.text.get(dash.span.end as usize..name.full.start as usize)?.trim().is_empty();
    let last = scene.tokens.list.partition_point(|t| t.span.start < name.span.end);
    let ends = scene.tokens.get(last).is_none_or(|t| !t.is_word() || t.sentence != name.sentence);
    (near && ends).then_some(Found { source: name.token as usize..last, cue: from, verb: None, rule: rule::NAME_DASH })
}
