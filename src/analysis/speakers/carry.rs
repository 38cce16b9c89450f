//! Quotations that no attribution covers: they continue what somebody is already saying.

use super::{Resolved, Scene, adjacent, rule};
use crate::{
    analysis::{
        attributions::{Act, Attribution, AttributionKind},
        entities::{Cast, EntityKind, Mention, SourceType},
        profile::Confidence,
        quotations::{Quotation, QuoteClass},
    },
    text::Span,
};

/// What is known about quotations while they are gone through.
struct State {
    /// The speaker of each quotation, by index.
    speakers: Vec<Option<Resolved>>,
    /// The resolved sources in order, with their speakers.
    sources: Vec<(Span, u32)>,
}

impl State {
    /// Those who speak in `span`, the last one first.
    fn sources_in(&self, span: Span) -> impl Iterator<Item = &(Span, u32)> {
        let at = self.sources.partition_point(|(s, _)| s.start < span.end);
        self.sources.iter().take(at).rev().take_while(move |(s, _)| span.covers(*s))
    }

    /// Who speaks last in `span`, where he stands, and whether nobody else speaks there.
    fn last_in(&self, span: Span) -> Option<(u32, Span, bool)> {
        let &(at, speaker) = self.sources_in(span).next()?;
        Some((speaker, at, self.sources_in(span).all(|&(_, e)| e == speaker)))
    }
}

/// Attributions for the quotations that none covers.
pub(super) fn carry(scene: &Scene, attributions: &[Attribution], cast: &Cast) -> Vec<Attribution> {
    let covers = covers(scene.quotations, attributions);
    let mut sources: Vec<(Span, u32)> = attributions.iter().filter_map(|a| a.source.zip(a.speaker)).collect();
    sources.sort_unstable();
    let speakers = covers.iter().map(|c| c.and_then(|i| known(attributions.get(i)?))).collect();
    let mut state = State { speakers, sources };
    let mut out = Vec::new();
    let mut continued: Option<(u32, usize)> = None;
    for (i, q) in scene.quotations.iter().enumerate() {
        let continues = continued.filter(|&(next, _)| next as usize == i).map(|(_, from)| from);
        if let Some(next) = q.continues {
            continued = Some((next, i));
        }
        let covered = covers.get(i).is_some_and(Option::is_some);
        let resumed = if covered { None } else { resumes(scene, attributions, &covers, i) };
        if covered || q.class != QuoteClass::Speech && resumed.is_none() {
            continue;
        }
        let found = resumed.or_else(|| follow(scene, cast, &state, i, q, continues));
        if found.is_none() && !stands_alone(q) {
            continue;
        }
        out.push(attribution(q, found.as_ref()));
        if let Some(slot) = state.speakers.get_mut(i) {
            *slot = found;
        }
    }
    out
}

/// "The government," said Jane Roe, "has lost its way.": the second half of a sentence that its attribution interrupts,
/// however short.
fn resumes(scene: &Scene, attributions: &[Attribution], covers: &[Option<usize>], i: usize) -> Option<Resolved> {
    let q = scene.quotations.get(i).filter(|q| q.class != QuoteClass::Nested)?;
    let first = i.checked_sub(1)?;
    let before = scene.quotations.get(first)?;
    let a = attributions.get((*covers.get(first)?)?)?;
    let between = Span { start: before.span.end, end: q.span.start.max(before.span.end) };
    let interrupts = a.act == Act::Speech && a.cue.iter().any(|&cue| between.covers(cue));
    let sentence = |at: u32| scene.document.sentence_at(at as usize);
    let open = before.inner.of(scene.text).trim_end().ends_with([',', '-', '–', '—'])
        && between.of(scene.text).trim_end().ends_with([',', '-', '–', '—'])
        && sentence(before.span.start) == sentence(q.span.start);
    (interrupts && open).then(|| known(a)).flatten().map(|found| Resolved { rule: rule::RESUMES, ..found })
}

/// Long enough to be speech even if nobody is found who says it.
fn stands_alone(q: &Quotation) -> bool {
    q.words >= 5
}

fn known(attribution: &Attribution) -> Option<Resolved> {
    let entity = attribution.speaker?;
    Some(Resolved { entity, confidence: attribution.confidence, rule: "" })
}

/// For each quotation the attribution whose content overlaps it.
pub(super) fn covers(quotations: &[Quotation], attributions: &[Attribution]) -> Vec<Option<usize>> {
    let mut spans: Vec<(Span, usize)> =
        attributions.iter().enumerate().flat_map(|(i, a)| a.content.iter().map(move |&s| (s, i))).collect();
    spans.sort_unstable();
    let mut next = 0;
    quotations
        .iter()
        .map(|q| {
            while spans.get(next).is_some_and(|(s, _)| s.end <= q.inner.start) {
                next += 1;
            }
            spans.get(next).filter(|(s, _)| s.overlaps(q.inner)).map(|&(_, i)| i)
        })
        .collect()
}

/// The speaker of quotation `i`, by what it follows.
fn follow(
    scene: &Scene,
    cast: &Cast,
    state: &State,
    i: usize,
    q: &Quotation,
    continues: Option<usize>,
) -> Option<Resolved> {
    let speaker = |k: usize| state.speakers.get(k).and_then(Option::clone);
    if let Some(found) = continues.and_then(speaker) {
        return Some(Resolved { rule: rule::REOPENED, ..found });
    }
    let paragraph = scene.document.paragraph_at(q.span.start as usize)?;
    let before = (0..i).rev().take(6).find(|&k| scene.quotations.get(k).is_some_and(|p| p.class != QuoteClass::Nested));
    let same = before.filter(|&k| {
        scene.quotations.get(k).is_some_and(|p| scene.document.paragraph_at(p.span.start as usize) == Some(paragraph))
    });
    if let Some(found) = same.and_then(speaker) {
        return Some(Resolved { confidence: Confidence::Likely, rule: rule::AFTER_QUOTATION, ..found });
    }
    let own = scene.document.paragraphs.get(paragraph)?.span;
    let lead = Span { start: own.start, end: q.span.start.max(own.start) };
    if lead.of(scene.text).chars().any(char::is_alphanumeric) {
        return in_sentence(scene, cast, state, q).or_else(|| before_in_paragraph(scene, cast, state, lead, q));
    }
    let previous = paragraph.checked_sub(1).and_then(|p| scene.document.paragraphs.get(p))?.span;
    let colon = previous.of(scene.text).trim_end().ends_with(':');
    if let Some((entity, at, alone)) = state.last_in(previous) {
        let rule = if colon { rule::PARAGRAPH_COLON } else { rule::PARAGRAPH_SPEAKER };
        let goes_on = colon || (alone || in_last_sentence(scene, previous, at)) && one_speaker(cast, entity);
        return goes_on.then_some(Resolved { entity, confidence: Confidence::Likely, rule });
    }
    if colon {
        let rule = rule::PARAGRAPH_COLON;
        return subject(scene, cast, previous).map(|entity| Resolved { entity, confidence: Confidence::Likely, rule });
    }
    before.and_then(speaker).filter(|_| wholly_quoted(scene, previous)).map(|found| Resolved {
        confidence: Confidence::Likely,
        rule: rule::PARAGRAPH_QUOTED,
        ..found
    })
}

/// Whether the span stands in the last sentence of the paragraph.
fn in_last_sentence(scene: &Scene, paragraph: Span, at: Span) -> bool {
    let sentence = scene.document.sentence_at(at.start as usize).and_then(|s| scene.document.sentences.get(s));
    sentence.is_some_and(|s| s.span.end >= paragraph.end)
}

/// Whether the entity is one that a quotation of its own may go on for: no place, and no group but an official one, which
/// speaks in statements.
fn one_speaker(cast: &Cast, entity: u32) -> bool {
    cast.entities.get(entity as usize).is_some_and(|e| match e.kind {
        EntityKind::Place => false,
        EntityKind::Group => e.source_type == SourceType::CollectiveOfficial,
        _ => true,
    })
}

/// "Roe says that the plan is bold, but that it brings “more of the same old mess”": who spoke last in the sentence.
fn in_sentence(scene: &Scene, cast: &Cast, state: &State, q: &Quotation) -> Option<Resolved> {
    let sentence = scene.document.sentences.get(scene.document.sentence_at(q.span.start as usize)?)?.span;
    let before = Span { start: sentence.start, end: q.span.start.max(sentence.start) };
    let &(_, entity) = state.sources_in(before).next()?;
    let rule = rule::IN_SENTENCE;
    one_speaker(cast, entity).then_some(Resolved { entity, confidence: Confidence::Likely, rule })
}

/// A sentence in marks that follows the narrator's in the same paragraph: the subject of the sentence before speaks.
fn before_in_paragraph(scene: &Scene, cast: &Cast, state: &State, lead: Span, q: &Quotation) -> Option<Resolved> {
    let text = lead.of(scene.text).trim_end();
    if q.fragment || !text.ends_with(['.', '?', '!', ':', '”', '"', '’', ')']) {
        return None;
    }
    let sentence = scene.document.sentence_at((lead.start as usize + text.len()).saturating_sub(1))?;
    let span = scene.document.sentences.get(sentence)?.span;
    let span = Span { start: span.start.max(lead.start), end: span.end.min(lead.end) };
    if let Some((entity, _, true)) = state.last_in(span).filter(|s| one_speaker(cast, s.0)) {
        return Some(Resolved { entity, confidence: Confidence::Likely, rule: rule::SENTENCE_SPEAKER });
    }
    let rule = rule::SENTENCE_SUBJECT;
    subject(scene, cast, span).map(|entity| Resolved { entity, confidence: Confidence::Likely, rule })
}

/// The person whom `span` is about, named outside quotations, else the first body.
fn subject(scene: &Scene, cast: &Cast, span: Span) -> Option<u32> {
    if let Some(m) = adjacent::main_subject(scene, cast, span) {
        return Some(m.entity);
    }
    let body = |m: &&Mention| cast.entities.get(m.entity as usize).is_some_and(|e| e.kind == EntityKind::Organisation);
    cast.inside(span).iter().find(body).map(|m| m.entity)
}

/// Whether a paragraph begins in marks.
fn wholly_quoted(scene: &Scene, paragraph: Span) -> bool {
    let i = scene.quotations.partition_point(|q| q.span.start < paragraph.start);
    scene.quotations.get(i).is_some_and(|q| q.span.start == paragraph.start)
}

fn attribution(q: &Quotation, found: Option<&Resolved>) -> Attribution {
    Attribution {
        source: None,
        cue: Vec::new(),
        content: vec![q.inner],
        kind: AttributionKind::Direct,
        act: Act::Speech,
        speaker: found.map(|f| f.entity),
        confidence: found.map_or(Confidence::Unsure, |f| f.confidence),
        relay: None,
        lemma: String::new(),
        why: found.map_or(rule::SPEAKER_NOT_FOUND, |f| f.rule).to_owned(),
        edited: false,
    }
}
