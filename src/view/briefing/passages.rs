//! The verbatim passages: one a side, with line number, so that a reader can check.

use super::{Row, beside, half, height_of, text_row, wrapped};
use crate::{
    app::{
        App, Lens, Side,
        rows::{Row as Listed, What},
    },
    articles::{Article, Document},
    comparison::Evidence,
    text::{Span, wrap},
    view::theme::Role,
};

/// A passage with a name for it.
type Named = (String, Evidence);

/// Passage number `n` of each side, verbatim, in at most `most` rows and one for its source.
pub(super) fn rows(app: &App, width: u16, n: usize, most: usize) -> Vec<Row> {
    let half = half(width);
    let one = |side: Side| {
        let found =
            app.text_of(side).and_then(|text| Some((text, choose(app, text, side, half, most).into_iter().nth(n)?)));
        found.map_or_else(
            || if n == 0 { vec![text_row("no passage to show", Role::Dim)] } else { Vec::new() },
            |(text, (who, e))| verbatim(text, &who, &e, half, most),
        )
    };
    beside(one(Side::A), one(Side::B), width)
}

/// The passage as printed, in quotation marks.
fn quoted(article: &Article, span: Span) -> String {
    let words = article.slice(span).trim();
    if words.starts_with(['“', '"', '«', '‘']) { words.to_owned() } else { format!("“{words}”") }
}

fn verbatim(article: &Article, who: &str, e: &Evidence, half: u16, most: usize) -> Vec<Row> {
    let line = article.line_of(e.span.start as usize);
    let mut out = wrapped(&quoted(article, e.span), half, most, Role::Quote);
    let source = format!(", line {line}");
    let room = usize::from(half).saturating_sub(wrap::width(&source) + 2);
    out.push(text_row(&format!("– {}{source}", wrap::fit(who, room)), Role::Dim));
    out
}

/// The passages of a side that the lens is about, each different, the most telling first.
fn choose(app: &App, article: &Article, side: Side, half: u16, most: usize) -> Vec<Named> {
    let i = side.index();
    let document = app.profile(side).map(|p| &p.document);
    let fits = |e: &Evidence| height_of(&quoted(article, e.span), half) <= most;
    let rows = &app.pairing.rows;
    let of = |r: &Listed| r.passages.get(i).cloned().unwrap_or_default();
    let found: Vec<Named> = match app.lens {
        Lens::Language => {
            let narrator = |r: &&Listed| matches!(&r.what, What::Term(t) if t.counts[0] > 0);
            let terms = rows.terms.get(i).into_iter().flatten().filter(narrator);
            let named =
                |r: &Listed| of(r).first().map(|e| (format!("loaded: {}", r.label), around(article, document, e)));
            terms.filter_map(named).collect()
        }
        Lens::Topics => {
            let topics = rows.topics.iter().filter(|r| matches!(r.what, What::Topic(_)));
            topics.filter_map(|r| best(&of(r), fits).map(|e| (r.label.clone(), e))).collect()
        }
        Lens::Differences => {
            let first = |r: &Listed| of(r).into_iter().next();
            let aligned = rows.differences.iter().filter(|r| matches!(r.what, What::Alignment { .. }));
            let only = |r: &&Listed| matches!(&r.what, What::Omission { lacks, .. } if *lacks != side);
            let omitted = rows.differences.iter().filter(only);
            let here =
                |r: &Listed| first(r).map(|e| (format!("here, not there: {}", r.label), around(article, document, &e)));
            aligned
                .filter_map(|r| first(r).map(|e| ("told in both".to_owned(), e)))
                .chain(omitted.filter_map(here))
                .collect()
        }
        _ => {
            let heard =
                rows.voices.get(i).into_iter().flatten().filter(|r| matches!(&r.what, What::Voice(v) if v.words > 0));
            heard.filter_map(|r| best(&of(r), fits).map(|e| (r.label.clone(), e))).collect()
        }
    };
    if app.lens == Lens::Differences {
        return found;
    }
    let mut chosen: Vec<Named> = Vec::new();
    for (name, e) in found {
        if chosen.iter().all(|(_, known)| known.span != e.span) {
            chosen.push((name, e));
        }
    }
    if app.lens == Lens::Language {
        // Whole sentences of the body before those that must be cut, and before the headline.
        chosen.sort_by_key(|(_, e)| (!fits(e), article.line_of(e.span.start as usize) < first_line(article, document)));
    }
    chosen
}

/// The longest that can be shown whole; else the shortest.
fn best(list: &[Evidence], fits: impl Fn(&Evidence) -> bool) -> Option<Evidence> {
    let whole = list.iter().filter(|e| fits(e)).max_by_key(|e| (e.span.len(), std::cmp::Reverse(e.span)));
    whole.or_else(|| list.iter().min_by_key(|e| (e.span.len(), e.span))).cloned()
}

/// The line on which the body begins.
fn first_line(article: &Article, document: Option<&Document>) -> usize {
    let sentence = document.and_then(|d| d.sentences.first());
    sentence.map_or(0, |s| article.line_of(s.span.start as usize))
}

/// The sentence around a short finding; outside the body its line.
fn around(article: &Article, document: Option<&Document>, e: &Evidence) -> Evidence {
    let at = e.span.start as usize;
    let sentence = document.and_then(|d| {
        let found = d.sentences.get(d.sentence_at(at)?)?;
        (found.span.start <= e.span.start && e.span.end <= found.span.end).then_some(found.span)
    });
    let line = || article.lines.get(article.line_of(at).checked_sub(1)?).map(|l| l.span);
    Evidence { span: sentence.or_else(line).unwrap_or(e.span), why: e.why.clone() }
}
