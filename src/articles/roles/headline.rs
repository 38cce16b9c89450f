//! Which line is the headline.

use std::{collections::HashSet, ops::Range};

use super::{
    draft::{Draft, plain},
    edges::is_names,
};
use crate::{
    articles::{Precision, Role, Rules, dates, shape::End},
    sources::Hint,
};

/// A line with this score may be a headline; each such line makes those below it less likely.
const RIVAL: f32 = 5.0;
/// What a byline or a date on one of the next two lines is worth.
const SIGNED: f32 = 2.0;
/// How many lines before the article are looked at.
const REACH: usize = 60;

/// The line that says the same as the given title, if one of the first lines does, becomes the headline.
pub(super) fn by_title(drafts: &mut [Draft], title: Option<&str>) {
    if drafts.iter().any(|d| d.role == Some(Role::Headline)) {
        return;
    }
    let Some(title) = title.map(plain).filter(|t| !t.is_empty()) else { return };
    let mut first = drafts.iter_mut().filter(|d| !d.blank()).take(3);
    if let Some(line) = first.find(|d| d.plain() == title) {
        line.set(Role::Headline, "the same as the title given with the text");
    }
}

/// Running text, in words, that may stand above a headline.
const ABOVE: f32 = 30.0;

/// One past the last line of `region` that may still be the headline: little running text stands above it.
fn reach(drafts: &[Draft], region: &Range<usize>) -> usize {
    let mut above = 0.0;
    let lines = drafts.iter().enumerate().take(region.end).skip(region.start).filter(|(_, d)| !d.blank());
    for (at, draft) in lines.take(12) {
        if above > ABOVE {
            return at;
        }
        above += if draft.is_prose() { draft.shape.weight() } else { 0.0 };
    }
    region.start + 2
}

/// Finds the headline before `region` or at its start, and marks it.
pub(super) fn choose(drafts: &mut [Draft], region: Range<usize>, title: Option<&str>, rules: &Rules) -> Option<usize> {
    if let Some(at) = drafts.iter().position(|d| d.role == Some(Role::Headline)) {
        return Some(at);
    }
    let vocabulary = vocabulary(drafts.get(region.clone()).unwrap_or_default());
    let title = title.map(plain).filter(|t| !t.is_empty());
    let from = region.start.saturating_sub(REACH);
    let mut best: Option<(f32, usize)> = None;
    let mut rivals = 0;
    for at in from..reach(drafts, &region).max(region.start + 2).min(drafts.len()) {
        let Some(draft) = drafts.get(at).filter(|d| may_be(d, at >= region.start)) else { continue };
        let same = title.as_ref().is_some_and(|t| draft.plain() == *t);
        let score = score(draft, &vocabulary) - 0.5 * rivals as f32
            + if same { 20.0 } else { 0.0 }
            + if signed(drafts, at) { SIGNED } else { 0.0 };
        rivals += usize::from(score >= RIVAL).min(usize::from(rivals < 4));
        if best.is_none_or(|(b, _)| score > b) {
            best = Some((score, at));
        }
    }
    let scored = best.filter(|(score, _)| *score >= 2.0).map(|(_, at)| at);
    // A line below the first sentence does not outdo the line that the text opens with.
    let (at, why) = match (scored, opening(drafts, &region, rules)) {
        (Some(at), first) if first.is_none() || at <= region.start => {
            (at, "a title above the text that shares its words")
        }
        (_, first) => (first?, "the line that the text opens with"),
    };
    drafts.get_mut(at)?.set(Role::Headline, why);
    Some(at)
}

/// The first line, if it stands apart from running text and only bylines, dates and the like come between.
fn opening(drafts: &[Draft], region: &Range<usize>, rules: &Rules) -> Option<usize> {
    let at = drafts.iter().position(|d| !d.blank())?;
    let first = drafts.get(at).filter(|d| at < region.start && d.verdict.is_none() && d.role.is_none())?;
    let title = (2..=20).contains(&first.shape.words) && first.shape.end == End::Bare;
    let apart = drafts.get(at + 1).is_some_and(|d| d.blank() || d.is_prose() || d.verdict.is_some());
    let between = drafts.get(at + 1..region.start)?.iter().filter(|d| !d.blank());
    let about = |d: &Draft| d.verdict.as_ref().is_some_and(|v| v.role != Role::Boilerplate) || is_names(d);
    (title && apart && rules.outlet(first.text).is_none() && between.into_iter().all(about)).then_some(at)
}

/// Whether a byline or a date stands on one of the two lines with text below.
fn signed(drafts: &[Draft], at: usize) -> bool {
    let below = drafts.iter().skip(at + 1).filter(|d| !d.blank()).take(2);
    below.into_iter().any(|d| d.verdict.as_ref().is_some_and(|v| matches!(v.role, Role::Byline | Role::DateLine)))
}

fn may_be(draft: &Draft, inside: bool) -> bool {
    if draft.blank() || draft.verdict.is_some() || draft.role.is_some_and(|r| r != Role::Heading) {
        return false;
    }
    if draft.shape.words <= 10 && dates::first(draft.text).is_some_and(|d| d.date.precision == Precision::Day) {
        return false;
    }
    let asks = draft.text.ends_with(['?', '!']) && draft.shape.words <= 16;
    !inside || asks || (draft.shape.end == End::Bare && draft.shape.words <= 20)
}

fn score(draft: &Draft, vocabulary: &HashSet<&str>) -> f32 {
    let content: Vec<&str> = draft.tokens.iter().map(|t| t.text.as_str()).filter(|t| is_content(t)).collect();
    let shared = content.iter().filter(|w| vocabulary.contains(*w)).count();
    let overlap = if content.is_empty() { 0.0 } else { shared as f32 / content.len() as f32 };
    let words = draft.shape.words;
    let length = match words {
        0..=1 => -4.0,
        2 => -1.5,
        3 => 0.5,
        4..=18 => 3.0,
        19..=25 => 1.5,
        _ => -3.0,
    };
    let many = (shared.min(6) as f32) * 0.7;
    let end = if draft.shape.end == End::Sentence && !draft.text.ends_with(['?', '!', '”', '’', '"']) {
        -2.0
    } else {
        0.0
    };
    let marked = if draft.hint == Some(Hint::Heading) { 2.0 } else { 0.0 };
    let linked = if draft.hint == Some(Hint::Links) { -2.0 } else { 0.0 };
    overlap * 3.0 + many + length + end + marked + linked
}

fn is_content(word: &str) -> bool {
    word.len() > 3 || word == "#"
}

fn vocabulary<'a>(drafts: &'a [Draft]) -> HashSet<&'a str> {
    let lines = drafts.iter().filter(|d| d.shape.prose);
    lines.flat_map(|d| &d.tokens).map(|t| t.text.as_str()).filter(|t| is_content(t)).collect()
}
