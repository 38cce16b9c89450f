//! Which lines of a page are its main text.
//!
//! `dom_smoothie` finds the main text; its lines are then found again among all lines of the page, so that everything it
//! left out is still there to be seen, as lines outside the article.

use std::collections::HashMap;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::flatten::{PageLine, lines};
use crate::sources::{GivenKind, Hint, Origin, RawArticle};

/// Fills text and hints of `raw` from the page.
pub(super) fn fill(document: &Document, raw: &mut RawArticle) {
    let mut all = lines(&document.root());
    let main = main_lines(document);
    let words = |lines: &[PageLine]| lines.iter().map(|l| l.text.len()).sum::<usize>();
    if words(&main) * 20 < words(&all) || main.is_empty() {
        raw.origin = Origin::WholePage;
        raw.notices.push("no main text was found in the page: all of its text was taken, line by line".to_owned());
        write(raw, &all, None);
        return;
    }
    raw.origin = Origin::Page;
    let mut inside = locate(&all, &main);
    let found: usize = all.iter().zip(&inside).filter(|(_, i)| **i).map(|(l, _)| l.text.len()).sum();
    if found * 100 < words(&main) * 90 {
        write(raw, &main, None);
    } else {
        clear_wrappers(&mut all, &inside);
        widen(&all, &mut inside);
        fill_gaps(&all, &mut inside);
        write(raw, &all, Some(&inside));
    }
}

/// Where much of the main text stands in an element whose name speaks against it, that element wraps the whole article
/// and its name says nothing.
fn clear_wrappers(all: &mut [PageLine], inside: &[bool]) {
    let length = |only_foreign: bool| -> usize {
        let lines = all.iter().zip(inside).filter(|(l, i)| **i && (l.foreign || !only_foreign));
        lines.map(|(l, _)| l.text.len()).sum()
    };
    if length(true) * 10 > length(false) * 3 {
        for line in all {
            line.foreign = false;
        }
    }
}

/// How much a line weighs as running text, negative for labels and for what stands around articles.
fn weight(line: &PageLine) -> f32 {
    let words = crate::text::words::estimate(&line.text);
    if line.foreign || line.is_links() || line.hint == Some(Hint::Caption) {
        return -8.0;
    }
    let ends = line.text.trim_end_matches(['”', '"', '’', '\'', ')', ']']).ends_with(['.', '!', '?', '…', ':', '。']);
    match words {
        0..=5 => -3.0,
        6..=11 if !ends => -2.0,
        6..=19 if !ends && line.hint.is_none() => 1.0,
        _ => words.min(80) as f32,
    }
}

/// How many times as much must run on elsewhere before the main text is widened.
const WIDEN: f32 = 4.0;

/// Takes the stretch of the page with most running text instead, where the main text found lies in it but holds
/// only a part of what runs there.
fn widen(all: &[PageLine], inside: &mut [bool]) {
    let (mut best, mut best_range) = (0.0, 0..0);
    let (mut sum, mut start) = (0.0, 0);
    for (at, line) in all.iter().enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, at);
        }
        sum += weight(line);
        if sum > best {
            (best, best_range) = (sum, start..at + 1);
        }
    }
    let running = |range: std::ops::Range<usize>, only: bool, inside: &[bool]| -> f32 {
        let lines = all.iter().zip(inside).skip(range.start).take(range.len());
        lines.filter(|(_, i)| !only || **i).map(|(l, _)| weight(l).max(0.0)).sum()
    };
    let held = running(0..all.len(), true, inside);
    let marked = |range: std::ops::Range<usize>| -> usize {
        let lines = all.iter().zip(inside.iter()).skip(range.start).take(range.len());
        lines.filter(|(_, i)| **i).map(|(l, _)| l.text.len()).sum()
    };
    let apart = marked(best_range.clone()) * 2 < marked(0..all.len());
    if apart || held * WIDEN >= running(best_range.clone(), false, inside) {
        return;
    }
    for (at, flag) in inside.iter_mut().enumerate() {
        *flag =
            best_range.contains(&at) && all.get(at).is_some_and(|l| !(l.foreign || l.is_links() && l.hint.is_none()));
    }
}

/// Running text and headings between lines of the main text belong to it.
fn fill_gaps(all: &[PageLine], inside: &mut [bool]) {
    let marked: Vec<usize> = (0..all.len()).filter(|i| inside.get(*i).copied().unwrap_or(false)).collect();
    for pair in marked.windows(2) {
        let [from, to] = pair else { continue };
        if to - from > 30 {
            continue;
        }
        for at in from + 1..*to {
            let Some(line) = all.get(at).filter(|l| !l.foreign && !l.is_links()) else { continue };
            let heading = line.level >= 2 && at + 1 == *to;
            let quoted = line.hint == Some(Hint::Quote);
            if let Some(flag) = inside.get_mut(at).filter(|_| heading || quoted || weight(line) >= 12.0) {
                *flag = true;
            }
        }
    }
}

fn main_lines(document: &Document) -> Vec<PageLine> {
    let config = Config { max_elements_to_parse: 0, ..Config::default() };
    let Ok(mut reader) = Readability::with_document(document.clone(), None, Some(config)) else { return Vec::new() };
    let Ok(article) = reader.parse() else { return Vec::new() };
    lines(&Document::fragment(article.content).root())
}

/// For each line of the page whether it is one of the main text, in the order of both.
fn locate(all: &[PageLine], main: &[PageLine]) -> Vec<bool> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, line) in all.iter().enumerate().rev() {
        places.entry(line.text.as_str()).or_default().push(at);
    }
    let mut inside = vec![false; all.len()];
    let start = anchor(&places, main);
    let mut from = start;
    for line in main {
        let Some(stack) = places.get_mut(line.text.as_str()) else { continue };
        let at = stack.iter().rposition(|p| *p >= from).or_else(|| stack.len().checked_sub(1));
        let Some(at) = at.map(|i| stack.remove(i)) else { continue };
        if let Some(flag) = inside.get_mut(at) {
            *flag = true;
        }
        if at >= from {
            from = at + 1;
        }
    }
    inside
}

/// The first place in the page of a line of the main text that the page holds only once, less the lines before it.
fn anchor(places: &HashMap<&str, Vec<usize>>, main: &[PageLine]) -> usize {
    let unique =
        main.iter().enumerate().find_map(|(n, line)| match places.get(line.text.as_str()).map(Vec::as_slice) {
            Some([at]) => Some(at.saturating_sub(n)),
            _ => None,
        });
    unique.unwrap_or(0)
}

/// Writes the lines into `raw`, with their hints; `inside` tells those of the article.
fn write(raw: &mut RawArticle, lines: &[PageLine], inside: Option<&[bool]>) {
    let title = raw.first(GivenKind::Title).map(|g| g.value.clone());
    let headline = title.and_then(|t| lines.iter().position(|l| l.level > 0 && l.text == t));
    let mut n = 0;
    for (at, line) in lines.iter().enumerate() {
        if !raw.text.is_empty() {
            raw.text.push_str("\n\n");
            n += 1;
        }
        raw.text.push_str(&line.text);
        n += 1;
        let out = inside.is_some_and(|i| !i.get(at).copied().unwrap_or(true));
        let hint = if headline == Some(at) {
            Some(Hint::Headline)
        } else if out {
            Some(Hint::Outside)
        } else if line.is_links() && matches!(line.hint, None | Some(Hint::List)) {
            Some(Hint::Links)
        } else {
            line.hint
        };
        raw.hints.extend(hint.map(|h| (n, h)));
    }
}
