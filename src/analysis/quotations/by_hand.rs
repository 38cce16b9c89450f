//! Quotations made and taken back by hand: exactly the words that were marked, whatever the program found there.

use std::cmp::Reverse;

use super::{Quotation, QuoteClass, classes, trim};
use crate::{
    analysis::{
        attributions::{Act, Attribution, AttributionKind},
        profile::Confidence,
    },
    articles::{Article, Document},
    text::Span,
};

/// Signs that open or close a quotation.
const MARKS: [char; 10] = ['“', '”', '„', '"', '«', '»', '‘', '’', '‚', '\''];

/// Makes the words at `span` one quotation of `speaker`. A quotation that reaches beyond them keeps what is left, one
/// within them is part of them. Returns whether the body has words there.
pub fn quote(
    article: &Article,
    document: &Document,
    quotations: &mut Vec<Quotation>,
    span: Span,
    speaker: Option<u32>,
) -> bool {
    let inner = within_marks(article, span);
    let words = document.word_count(inner) as u32;
    if words == 0 {
        return false;
    }
    let same = |q: &Quotation| q.span == span || q.inner == inner;
    let mut rest = Vec::new();
    for q in quotations.iter_mut().filter(|q| q.span.overlaps(span) && !same(q)) {
        if span.covers(q.span) {
            q.class = QuoteClass::Nested;
        } else if q.counted() {
            rest.extend(cut(article, document, q, span));
        }
    }
    quotations.extend(rest);
    let quotation = Quotation {
        span,
        inner,
        class: QuoteClass::Speech,
        fragment: !classes::has_clause(article.slice(inner)),
        words,
        speaker,
        confidence: if speaker.is_some() { Confidence::Sure } else { Confidence::Unsure },
        continues: None,
        why: "quoted, set by hand".to_owned(),
        edited: true,
    };
    match quotations.iter_mut().find(|q| same(q)) {
        Some(q) => *q = Quotation { span: q.span, inner: q.inner, words: q.words, continues: q.continues, ..quotation },
        None => quotations.push(quotation),
    }
    sort(quotations);
    true
}

/// The words of a stretch without the marks around them.
fn within_marks(article: &Article, span: Span) -> Span {
    let text = article.slice(span);
    let lead = text.len() - text.trim_start_matches(MARKS).len();
    let len = text.trim_matches(MARKS).len();
    let start = span.start as usize + lead;
    trim(&article.text, Span::new(start, start + len))
}

/// Takes `gone` out of a quotation: it keeps the first part with words, and the second comes back as one of its own.
fn cut(article: &Article, document: &Document, q: &mut Quotation, gone: Span) -> Option<Quotation> {
    let whole = q.inner;
    let parts = [(whole.start, gone.start.max(whole.start)), (gone.end.min(whole.end), whole.end)];
    let parts = parts.into_iter().filter(|(from, to)| from < to).map(|p| trim(&article.text, Span::from(p)));
    let mut parts = parts.filter(|p| document.word_count(*p) > 0);
    let Some(first) = parts.next() else {
        q.class = QuoteClass::Nested;
        return None;
    };
    let set = |q: &mut Quotation, part: Span| {
        (q.span, q.inner, q.words) = (part, part, document.word_count(part) as u32);
        (q.continues, q.edited) = (None, true);
        "what a quotation set by hand leaves of it".clone_into(&mut q.why);
    };
    let mut second = q.clone();
    set(q, first);
    parts.next().map(|part| {
        set(&mut second, part);
        second
    })
}

/// Puts the quotations in the order of the text; what points to one points to it still.
fn sort(quotations: &mut Vec<Quotation>) {
    let mut order: Vec<usize> = (0..quotations.len()).collect();
    let key = |i: &usize| quotations.get(*i).map(|q| (q.span.start, Reverse(q.span.end)));
    order.sort_by_key(key);
    let place = |old: u32| order.iter().position(|i| *i == old as usize).map(|i| i as u32);
    let moved = order.iter().filter_map(|i| quotations.get(*i)).cloned();
    let moved = moved.map(|q| Quotation { continues: q.continues.and_then(place), ..q }).collect();
    *quotations = moved;
}

/// Credits what is said to be said at `span` to `speaker` too, so that the verb that brings it in is the speaker's.
pub fn credit(attributions: &mut [Attribution], span: Span, speaker: Option<u32>) {
    for a in attributions.iter_mut().filter(|a| a.content.iter().all(|c| span.covers(*c))) {
        (a.speaker, a.kind, a.act, a.edited) = (speaker, AttributionKind::Direct, Act::Speech, true);
        a.confidence = if speaker.is_some() { Confidence::Sure } else { Confidence::Unsure };
        "quoted, set by hand".clone_into(&mut a.why);
    }
}

/// Takes the words at `span` out of all speech: they are the outlet's own.
pub fn silence(quotations: &mut [Quotation], attributions: &mut Vec<Attribution>, span: Span) {
    for q in quotations.iter_mut().filter(|q| q.counted() && q.span.overlaps(span)) {
        // Marks without a speaker are a term; without marks nothing is left of the quotation.
        q.class = if q.span == q.inner { QuoteClass::Nested } else { QuoteClass::Term };
        (q.speaker, q.edited) = (None, true);
        "the outlet's own words, set by hand".clone_into(&mut q.why);
    }
    for a in attributions.iter_mut() {
        let before = a.content.len();
        a.content.retain(|c| !c.overlaps(span));
        a.edited |= a.content.len() < before;
    }
    attributions.retain(|a| !a.content.is_empty());
}
