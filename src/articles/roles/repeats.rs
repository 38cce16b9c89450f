//! Lines that say again what the text says elsewhere: pull quotes and doubled lines.

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, Verdict};
use crate::{
    articles::Role,
    sources::Hint,
    text::{fold::fold, words},
};

/// Longest line, in words, that can be a pull quote.
const LONGEST: usize = 80;
/// Share of a quoted line's words that must stand, in order, in a line of the text.
const IN_ORDER: f64 = 0.9;

/// Marks pull quotes and, if `doubles`, lines of the body that stood there before.
pub(super) fn mark(drafts: &mut [Draft], doubles: bool) {
    let folded: Vec<Vec<String>> = drafts.iter().map(words_of).collect();
    for (at, line) in pull_quotes(drafts, &folded) {
        if let Some(draft) = drafts.get_mut(at) {
            draft.set(Role::PullQuote, format!("repeats words of line {line} for display"));
        }
    }
    if doubles {
        mark_doubles(drafts, &folded);
    }
}

/// How often a short line must occur to be taken for a label.
const OFTEN: usize = 4;

/// Short lines that occur again and again are labels, whatever they say.
pub(super) fn labels(drafts: &mut [Draft]) {
    let short = |d: &Draft| !d.blank() && !d.shape.prose && d.shape.words <= 6 && d.verdict.is_none();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for draft in drafts.iter().filter(|d| short(d)) {
        *times.entry(draft.text).or_insert(0) += 1;
    }
    let counts: Vec<usize> =
        drafts.iter().map(|d| if short(d) { times.get(d.text).copied().unwrap_or(0) } else { 0 }).collect();
    for (draft, n) in drafts.iter_mut().zip(counts).filter(|(_, n)| *n >= OFTEN) {
        let why = format!("a short line that occurs {n} times");
        draft.verdict =
            Some(Verdict { role: Role::Boilerplate, why: why.into(), cut: false, sure: false, phrase: false });
    }
}

/// Marks the lines that markup calls pull quotes, where another line says the same.
pub(super) fn displayed(drafts: &mut [Draft]) {
    let marked: Vec<usize> = (0..drafts.len())
        .filter(|i| drafts.get(*i).is_some_and(|d| d.hint == Some(Hint::PullQuote)))
        .take(50)
        .collect();
    if marked.is_empty() {
        return;
    }
    let plain: Vec<String> =
        drafts.iter().map(|d| if d.role.is_none_or(Role::is_body) { d.plain() } else { String::new() }).collect();
    for at in marked {
        let Some(own) = plain.get(at).filter(|p| p.len() >= 12) else { continue };
        let source =
            plain.iter().enumerate().position(|(i, p)| i != at && p.len() > own.len() && p.contains(own.as_str()));
        if let Some((line, draft)) = source.zip(drafts.get_mut(at)) {
            draft.set(Role::PullQuote, format!("marked as a pull quote; it repeats line {}", line + 1));
        }
    }
}

fn words_of(draft: &Draft) -> Vec<String> {
    let body = draft.role.is_none_or(Role::is_body) && !draft.blank();
    if !body {
        return Vec::new();
    }
    let word =
        |s: crate::text::Span| fold(s.of(draft.text)).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    words::words(draft.text).map(word).filter(|w| !w.is_empty()).collect()
}

/// Lines wholly in quotation marks, with no attribution in them, whose words stand in order in another line outside
/// marks; each with the number of that line.
fn pull_quotes(drafts: &[Draft], folded: &[Vec<String>]) -> Vec<(usize, usize)> {
    let quoted = |d: &Draft| wholly_quoted(d.text) && d.role.is_none_or(Role::is_body);
    let candidates: Vec<usize> = (0..drafts.len())
        .filter(|i| {
            drafts.get(*i).is_some_and(quoted) && folded.get(*i).is_some_and(|w| (4..=LONGEST).contains(&w.len()))
        })
        .collect();
    let wanted: HashSet<&str> =
        candidates.iter().filter_map(|i| folded.get(*i)).flatten().map(String::as_str).collect();
    let mut index: HashMap<&str, Vec<u32>> = HashMap::new();
    for (at, words) in folded.iter().enumerate().filter(|_| !candidates.is_empty()) {
        for word in words.iter().map(String::as_str).filter(|w| wanted.contains(w)).collect::<HashSet<_>>() {
            index.entry(word).or_default().push(at as u32);
        }
    }
    candidates
        .into_iter()
        .take(200)
        .filter_map(|at| source_of(at, drafts, folded, &index).map(|line| (at, line + 1)))
        .collect()
}

fn source_of(at: usize, drafts: &[Draft], folded: &[Vec<String>], index: &HashMap<&str, Vec<u32>>) -> Option<usize> {
    let quote = folded.get(at)?;
    let rarest = quote.iter().filter_map(|w| index.get(w.as_str())).filter(|l| l.len() > 1).min_by_key(|l| l.len())?;
    let lines = rarest.iter().map(|l| *l as usize).filter(|l| *l != at).take(50);
    lines.into_iter().find(|line| {
        let Some((words, draft)) = folded.get(*line).zip(drafts.get(*line)) else { return false };
        words.len() < 5_000
            && !wholly_quoted(draft.text)
            && in_order(quote, words) >= IN_ORDER
            && !said_there(quote, draft.text)
    })
}

/// Share of `quote` that is found in order within a stretch of `words` not much longer than the quote.
fn in_order(quote: &[String], words: &[String]) -> f64 {
    let Some(first) = quote.first() else { return 0.0 };
    let mut best = 0;
    let starts = (0..words.len()).filter(|i| words.get(*i) == Some(first) || words.get(*i) == quote.get(1)).take(20);
    for start in starts {
        let window = words.get(start..words.len().min(start + quote.len() * 2)).unwrap_or_default();
        best = best.max(common(quote, window));
    }
    best as f64 / quote.len() as f64
}

/// Length of the longest common subsequence; both are short.
fn common(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(0);
            let left = row.get(j).copied().unwrap_or(0);
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = if x == y { diagonal + 1 } else { above.max(left) };
            }
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// Whether the quote's first words stand within quotation marks in `line`: then the line reports it and this may be a
/// fuller version of it.
fn said_there(quote: &[String], line: &str) -> bool {
    let inside = line.split(['“', '"', '”', '«', '»']).skip(1).step_by(2);
    let head = quote.iter().take(4).map(String::as_str).collect::<String>();
    inside.map(super::draft::plain).any(|part| part.contains(&head))
}

fn wholly_quoted(text: &str) -> bool {
    let pairs = [('“', '”'), ('"', '"'), ('«', '»'), ('‘', '’'), ('„', '“')];
    pairs.iter().any(|(open, close)| {
        let inner = text.strip_prefix(*open).map(|t| t.trim_end_matches(['.', ',', ' ']));
        inner.and_then(|t| t.strip_suffix(*close)).is_some_and(|t| !t.contains([*open, *close]) && !t.is_empty())
    })
}

/// A line of eight words or more that stood in the body before is counted once.
fn mark_doubles(drafts: &mut [Draft], folded: &[Vec<String>]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (at, words) in folded.iter().enumerate().filter(|(_, w)| w.len() >= 8) {
        let body = drafts.get(at).is_some_and(|d| d.role.is_none_or(Role::is_body));
        if !body {
            continue;
        }
        let first = *seen.entry(words.concat()).or_insert(at);
        if first != at
            && let Some(draft) = drafts.get_mut(at)
        {
            draft.set(Role::Boilerplate, format!("the same as line {}", first + 1));
        }
    }
}
