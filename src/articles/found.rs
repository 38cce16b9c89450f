//! Metadata: given with the text, or found in its lines.

use super::{
    ArticleDate, Field, Line, Metadata, Precision, Provenance, Role, Rules, dates, language,
    phrases::{self, Slot},
    rules::host_of,
};
use crate::{
    sources::{Given, GivenKind, Origin, RawArticle},
    text::{Span, fold::fold, words},
};

/// The metadata of `raw`, each value with its provenance.
pub(super) fn metadata(raw: &RawArticle, lines: &[Line], rules: &Rules) -> Metadata {
    Metadata {
        title: title(raw, lines),
        outlet: outlet(raw, lines, rules),
        date: date(raw, lines),
        author: author(raw, lines, rules),
        url: raw.first(GivenKind::Url).map(|g| field(g, g.value.clone())),
        language: language::of(raw, lines),
    }
}

fn field<T>(given: &Given, value: T) -> Field<T> {
    let from = if given.guess {
        Provenance::Inferred { why: format!("from {}", given.place) }
    } else {
        Provenance::Given { place: given.place.clone() }
    };
    Field::new(value, from)
}

fn text_of<'a>(raw: &'a RawArticle, line: &Line) -> &'a str {
    line.span.of(&raw.text).trim()
}

/// The lines with their numbers from 1.
fn numbered(lines: &[Line]) -> impl Iterator<Item = (u32, &Line)> {
    (1..).zip(lines)
}

fn title(raw: &RawArticle, lines: &[Line]) -> Option<Field<String>> {
    if let Some(given) = raw.first(GivenKind::Title) {
        return Some(field(given, given.value.clone()));
    }
    let (n, line) = numbered(lines).find(|(_, l)| l.role == Role::Headline)?;
    Some(Field::new(text_of(raw, line).to_owned(), Provenance::Line { line: n }))
}

fn outlet(raw: &RawArticle, lines: &[Line], rules: &Rules) -> Option<Field<String>> {
    if let Some(given) = raw.first(GivenKind::Outlet) {
        let known = rules.outlet(&given.value).map(str::to_owned);
        return Some(field(
            given,
            known.unwrap_or_else(|| host_of(&given.value).unwrap_or_else(|| given.value.clone())),
        ));
    }
    if let Some(url) = raw.first(GivenKind::Url)
        && let Some(host) = host_of(&url.value)
    {
        let value = rules.outlet(&host).map_or(host, str::to_owned);
        return Some(Field::new(
            value,
            Provenance::Inferred { why: format!("from the address given by {}", url.place) },
        ));
    }
    if raw.origin == Origin::Record {
        return None;
    }
    numbered(lines).find_map(|(n, line)| {
        let value = outlet_in(raw, line, lines, rules)?;
        Some(Field::new(value, Provenance::Line { line: n }))
    })
}

/// The outlet that a line outside the body names: in a phrase made for it, or as its own address.
fn outlet_in(raw: &RawArticle, line: &Line, lines: &[Line], rules: &Rules) -> Option<String> {
    let text = text_of(raw, line);
    if !matches!(line.role, Role::Boilerplate | Role::Metadata) || text.len() > 200 {
        return None;
    }
    if super::shape::is_address(text) {
        return rules.outlet(text).map(str::to_owned);
    }
    let hit = rules.phrases.find(&phrases::tokens(text))?;
    let (_, span) = hit.slot.filter(|(slot, _)| *slot == Slot::Outlet)?;
    let name = trim_name(span.of(text));
    if let Some(known) = rules.outlet(name) {
        return Some(known.to_owned());
    }
    let alone = |l: &Line| !l.role.is_body() && l.role != Role::Blank && fold(text_of(raw, l)) == fold(name);
    let specific = hit.phrase.contains(['©']) || words::count(hit.phrase) >= 4;
    (specific || lines.iter().any(alone)).then(|| name.to_owned())
}

/// A name without the possessive and the signs after it.
fn trim_name(name: &str) -> &str {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    name.strip_suffix("’s").or_else(|| name.strip_suffix("'s")).unwrap_or(name)
}

fn date(raw: &RawArticle, lines: &[Line]) -> Option<Field<ArticleDate>> {
    let mut given = raw.given.iter().filter(|g| g.kind == GivenKind::Date);
    if let Some(found) = given.find_map(|g| Some(field(g, dates::value(&g.value)?))) {
        return Some(found);
    }
    if raw.origin == Origin::Record {
        return None;
    }
    stated_date(raw, lines).or_else(|| seen_date(raw, lines))
}

/// How many lines with text around the headline of a page are looked at for a date.
const SEEN: usize = 14;

/// The first date in a short line near the headline of a page, in the body or not: a guess.
fn seen_date(raw: &RawArticle, lines: &[Line]) -> Option<Field<ArticleDate>> {
    if !matches!(raw.origin, Origin::Page | Origin::WholePage) {
        return None;
    }
    let headline = lines.iter().position(|l| l.role == Role::Headline)?;
    let texts = |from: usize| numbered(lines).skip(from).filter(|(_, l)| l.role != Role::Blank);
    let above = texts(headline.saturating_sub(8)).take_while(|(n, _)| *n as usize <= headline);
    let below = texts(headline + 1).take(SEEN);
    below.chain(above).find_map(|(n, line)| {
        let text = text_of(raw, line);
        let found = dates::first(text).filter(|f| f.date.precision == Precision::Day)?;
        let short = words::count(text) <= 20 && (dates::of_line(text).is_some() || !line.role.is_body());
        let why = || format!("the first date seen near the headline, line {n}");
        short.then(|| Field::new(found.date, Provenance::Inferred { why: why() }))
    })
}

/// The date of a line that says little else: one that announces a publication first, then the one nearest the headline.
fn stated_date(raw: &RawArticle, lines: &[Line]) -> Option<Field<ArticleDate>> {
    let headline = lines.iter().position(|l| l.role == Role::Headline).unwrap_or(0) as u32 + 1;
    let candidates = numbered(lines).filter(|(_, l)| matches!(l.role, Role::DateLine | Role::Byline | Role::Metadata));
    let best = candidates
        .filter_map(|(n, line)| {
            let text = text_of(raw, line);
            let found =
                dates::of_line(text).or_else(|| (line.role == Role::Byline).then(|| dates::first(text)).flatten())?;
            let before = text.get(..found.span.start as usize).unwrap_or("");
            let rank = (u32::from(!fold(before).contains("publish")), n.abs_diff(headline));
            (found.date.precision == Precision::Day).then_some((rank, n, found.date))
        })
        .min_by_key(|(rank, ..)| *rank)?;
    let (_, line, value) = best;
    let from = match raw.origin {
        Origin::Page | Origin::WholePage => {
            Provenance::Inferred { why: format!("the first date on a line of its own, line {line}") }
        }
        _ => Provenance::Line { line },
    };
    Some(Field::new(value, from))
}

fn author(raw: &RawArticle, lines: &[Line], rules: &Rules) -> Option<Field<String>> {
    if let Some(given) = raw.first(GivenKind::Author) {
        return Some(field(given, given.value.clone()));
    }
    let (n, line) = numbered(lines).find(|(_, l)| l.role == Role::Byline)?;
    let text = text_of(raw, line);
    let hit = rules.phrases.find(&phrases::tokens(text));
    let leads = |(slot, span): &(Slot, Span)| *slot == Slot::Person && span.start > 0;
    let slot = hit.and_then(|h| h.slot).filter(leads);
    let name = slot.map_or(text, |(_, span)| span.of(text));
    Some(Field::new(name.to_owned(), Provenance::Line { line: n }))
}
