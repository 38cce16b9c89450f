//! From aligned sentences to [`Alignment`]s: how they correspond, and what differs between them.

use std::collections::{BTreeSet, HashSet};

use super::{
    Side,
    align::{self, Match, Rarity},
    common::{bare_into, hash, is_function_word, stem},
    features::{Features, common_runs, word_span},
    identity::{self, is_respelling},
    pair::{Alignment, AlignmentKind},
    quotes::SharedQuote,
};
use crate::{
    analysis::{
        entities::Entity,
        stance::{ReportingVerb, Stance},
        voices::Voice,
    },
    text::Span,
};

/// Two sentences share "the same words" from this share of the shorter one's words on.
const SAME_WORDS: f64 = 0.8;
/// Longer passages are not compared word by word.
const MAX_WORDS: usize = 400;

/// An article with its features.
#[derive(Clone, Copy, Debug)]
pub struct Read<'a> {
    /// The article.
    pub side: Side<'a>,
    /// Its words.
    pub features: &'a Features,
}

/// The passages that tell the same, in order of the left text: aligned sentences, and sentences that carry the same
/// quotation.
pub fn alignments(a: Read<'_>, b: Read<'_>, rarity: &Rarity, quotes: &[SharedQuote]) -> Vec<Alignment> {
    let mut matches = align::align(a.features, b.features, rarity);
    for quote in quotes {
        let left = a.side.profile.document.sentence_at(quote.a.start as usize);
        let right = b.side.profile.document.sentence_at(quote.b.start as usize);
        let (Some(left), Some(right)) = (left, right) else { continue };
        if !matches.iter().any(|m| m.a == left && m.b == right) {
            matches.push(Match { a: left, b: right, score: align::THRESHOLD });
        }
    }
    matches.sort_by_key(|m| (m.a, m.b));
    matches.into_iter().filter_map(|m| alignment(a, b, m, quotes)).collect()
}

fn alignment(a: Read<'_>, b: Read<'_>, m: Match, quotes: &[SharedQuote]) -> Option<Alignment> {
    let left = a.side.profile.document.sentences.get(m.a)?;
    let right = b.side.profile.document.sentences.get(m.b)?;
    let quoted = quotes.iter().any(|q| left.span.overlaps(q.a) && right.span.overlaps(q.b));
    let words = |r: Read<'_>, range: &std::ops::Range<u32>| {
        r.features.words.get(range.start as usize..range.end as usize).unwrap_or(&[]).to_vec()
    };
    let (x, y) = (words(a, &left.words), words(b, &right.words));
    let kind = if contained(&x, &y) >= SAME_WORDS {
        AlignmentKind::SameWords
    } else if quoted {
        AlignmentKind::SharedQuote
    } else {
        AlignmentKind::SameFact
    };
    let (shared_a, shared_b) = shared(a.side, b.side, left.words.start as usize, right.words.start as usize, &x, &y);
    Some(Alignment {
        a: left.span,
        b: right.span,
        kind,
        score: m.score,
        differs: differs(a.side, b.side, left.span, right.span),
        shared_a,
        shared_b,
    })
}

/// The share of the shorter passage's words that the other one holds.
fn contained(x: &[u64], y: &[u64]) -> f64 {
    let (small, large) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let large: HashSet<&u64> = large.iter().collect();
    small.iter().filter(|w| large.contains(w)).count() as f64 / small.len().max(1) as f64
}

/// The words that both passages hold, in the same order; the rest is what differs.
fn shared(a: Side<'_>, b: Side<'_>, from_a: usize, from_b: usize, x: &[u64], y: &[u64]) -> (Vec<Span>, Vec<Span>) {
    let pairs = if x.len().max(y.len()) <= MAX_WORDS {
        longest_common(x, y)
    } else {
        common_runs(x, y, 3).into_iter().flat_map(|(i, j, n)| (0..n).map(move |k| (i + k, j + k))).collect()
    };
    let spans = |side: Side<'_>, from: usize, words: Vec<usize>| {
        let runs = words.chunk_by(|p, q| q - p == 1);
        runs.filter_map(|r| word_span(side, from + r.first()?..from + r.last()? + 1)).collect()
    };
    let (left, right) = pairs.into_iter().unzip();
    (spans(a, from_a, left), spans(b, from_b, right))
}

/// The positions of a longest common subsequence.
fn longest_common(x: &[u64], y: &[u64]) -> Vec<(usize, usize)> {
    let width = y.len() + 1;
    let mut table = vec![0u16; (x.len() + 1) * width];
    for i in (0..x.len()).rev() {
        for j in (0..y.len()).rev() {
            table[i * width + j] = if x[i] == y[j] {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < x.len() && j < y.len() {
        if x[i] == y[j] {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

fn differs(a: Side<'_>, b: Side<'_>, left: Span, right: Span) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(numbers(a.article.slice(left), b.article.slice(right)));
    out.extend(stance(a, b, left, right));
    out.extend(names(a, b, left, right));
    out
}

/// What a number counts, as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NumberKind {
    Percent,
    Money,
    Year,
    Plain,
}

/// A number with the content words around it, which tell what it is about.
struct Figure {
    kind: NumberKind,
    text: String,
    about: HashSet<u64>,
}

/// So many words on each side tell what a number is about.
const AROUND: usize = 4;

fn figures(text: &str) -> Vec<Figure> {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == '—' || c == '–').collect();
    let mut bare = String::new();
    let folded: Vec<(u64, u64)> = words
        .iter()
        .enumerate()
        .map(|(i, w)| {
            bare_into(w, &mut bare);
            let digits = bare.chars().any(|c| c.is_ascii_digit());
            // A name is what the whole sentence is about, or the story; it does not say what the number counts.
            let name = i > 0 && w.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
            (hash(&bare), if digits || name || bare.is_empty() { 0 } else { hash(stem(&bare)) })
        })
        .collect();
    let mut out = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let Some((kind, mut text)) = number(word) else { continue };
        let unit = words.get(i + 1).map_or("", |w| w.trim_matches(|c: char| !c.is_alphanumeric()));
        if matches!(unit, "thousand" | "million" | "billion" | "trillion") && word.ends_with(char::is_numeric) {
            text = format!("{text} {unit}");
        }
        let around = i.saturating_sub(AROUND)..(i + AROUND + 1).min(words.len());
        let near = folded.get(around).unwrap_or_default().iter();
        let about = near.filter(|(word, stem)| *stem != 0 && !is_function_word(*word)).map(|f| f.1).collect();
        out.push(Figure { kind, text, about });
    }
    out
}

fn number(word: &str) -> Option<(NumberKind, String)> {
    let core = word.trim_matches(|c: char| !c.is_ascii_digit() && !matches!(c, '$' | '€' | '£' | '%'));
    let digits: String = core.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let plain = digits.trim_matches('.').to_owned();
    // `9/11` is a name.
    if plain.is_empty() || core.chars().any(|c| c.is_alphabetic() || c == '/') {
        return None;
    }
    let kind = if core.ends_with('%') {
        NumberKind::Percent
    } else if core.starts_with(['$', '€', '£']) {
        NumberKind::Money
    } else if plain.len() == 4 && (plain.starts_with("19") || plain.starts_with("20")) && !core.contains(',') {
        NumberKind::Year
    } else {
        NumberKind::Plain
    };
    Some((kind, core.to_owned()))
}

/// Numbers of one kind and about one thing that each side has and the other has not: near both stands the same word.
fn numbers(left: &str, right: &str) -> Option<String> {
    let (x, y) = (figures(left), figures(right));
    let only = |p: &Figure, q: &[Figure]| !q.iter().any(|o| o.kind == p.kind && o.text == p.text);
    let (x, y): (Vec<&Figure>, Vec<&Figure>) =
        (x.iter().filter(|p| only(p, &y)).collect(), y.iter().filter(|p| only(p, &x)).collect());
    let same = |p: &Figure, q: &Figure| p.kind == q.kind && !p.about.is_disjoint(&q.about);
    let list = |own: &[&Figure], others: &[&Figure]| {
        let told = own.iter().filter(|p| others.iter().any(|q| same(p, q))).map(|p| p.text.as_str());
        told.collect::<BTreeSet<&str>>().into_iter().collect::<Vec<_>>().join(", ")
    };
    let (p, q) = (list(&x, &y), list(&y, &x));
    (!p.is_empty()).then(|| format!("numbers: {p} / {q}"))
}

/// Reporting verbs of another stance for the words of the same speaker.
fn stance(a: Side<'_>, b: Side<'_>, left: Span, right: Span) -> Option<String> {
    let (x, y) = (reported(a, left), reported(b, right));
    let mut out = BTreeSet::new();
    for (v, speaker) in &x {
        let others = y.iter().filter(|(w, other)| w.stance != v.stance && identity::same(speaker, other));
        let text =
            |side: Side<'_>, v: &ReportingVerb| format!("{} ({})", side.article.slice(v.span), stance_name(v.stance));
        out.extend(others.map(|(w, _)| format!("{} / {}", text(a, v), text(b, w))));
    }
    let agrees = x.iter().any(|(v, s)| y.iter().any(|(w, t)| v.stance == w.stance && identity::same(s, t)));
    (!out.is_empty() && !agrees).then(|| format!("verbs: {}", out.into_iter().collect::<Vec<_>>().join("; ")))
}

/// The reporting verbs in a passage whose speakers are resolved.
fn reported(side: Side<'_>, passage: Span) -> Vec<(&ReportingVerb, &Entity)> {
    let inside = side.profile.verbs.iter().filter(|v| passage.covers(v.span));
    inside.filter_map(|v| Some((v, side.profile.entities.get(v.speaker? as usize)?))).collect()
}

/// The stance in words.
pub const fn stance_name(stance: Stance) -> &'static str {
    match stance {
        Stance::Neutral => "neutral",
        Stance::Assertive => "assertive",
        Stance::Endorsing => "endorsing",
        Stance::Doubting => "doubting",
    }
}

/// The same concept or the same person under another name, with whose words they are when quoted.
fn names(a: Side<'_>, b: Side<'_>, left: Span, right: Span) -> Vec<String> {
    let hits = |side: Side<'_>, passage: Span| {
        let inside = side.profile.naming.iter().filter(|h| passage.covers(h.span));
        inside.map(|h| (h.concept.clone(), h.variant.clone(), h.voice)).collect::<Vec<_>>()
    };
    let (x, y) = (hits(a, left), hits(b, right));
    let concepts: BTreeSet<&String> = x.iter().map(|h| &h.0).filter(|c| y.iter().any(|h| h.0 == **c)).collect();
    let variants = |list: &[(String, String, Voice)], concept: &str| {
        let of = list.iter().filter(|h| h.0 == concept);
        let shown = of.map(|h| if h.2 == Voice::Direct { format!("“{}”", h.1) } else { h.1.clone() });
        shown.collect::<BTreeSet<String>>()
    };
    let mut out = Vec::new();
    for concept in concepts {
        let (p, q) = (variants(&x, concept), variants(&y, concept));
        // Marks around the same word make no other name of it.
        let plain = |list: &[(String, String, Voice)]| {
            list.iter().filter(|h| h.0 == *concept).map(|h| h.1.clone()).collect::<BTreeSet<String>>()
        };
        if plain(&x).is_disjoint(&plain(&y)) {
            let join = |s: BTreeSet<String>| s.into_iter().collect::<Vec<_>>().join(", ");
            out.push(format!("names: {} / {}", join(p), join(q)));
        }
    }
    out.extend(spellings(a.article.slice(left), b.article.slice(right)));
    out.dedup();
    out
}

/// Capitalised words of both passages that differ by a letter or two: `Zelensky / Zelenskyy`.
fn spellings(left: &str, right: &str) -> Vec<String> {
    let names = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with(char::is_uppercase));
        words.filter(|w| w.chars().count() >= 5).map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let (x, y) = (names(left), names(right));
    let mut out = Vec::new();
    for p in x.difference(&y) {
        out.extend(y.difference(&x).filter(|q| is_respelling(p, q)).map(|q| format!("names: {p} / {q}")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_one_kind_are_told_apart() {
        assert_eq!(numbers("It rose 20% in 2022.", "It rose 25% in 2022."), Some("numbers: 20% / 25%".to_owned()));
        assert_eq!(numbers("It cost $5 in 2022.", "It cost $5."), None);
        assert_eq!(numbers("It rose 20%.", "It rose to 7."), None);
    }

    #[test]
    fn numbers_differ_only_where_they_are_about_one_thing() {
        let annexed = "Moscow annexed the peninsula in 2014.";
        assert_eq!(numbers(annexed, "The full invasion of its neighbour began in 2022."), None);
        assert_eq!(numbers(annexed, "The peninsula was annexed in 2015."), Some("numbers: 2014 / 2015".to_owned()));
        let cost = |n: &str| format!("The wall will cost {n} billion, he said.");
        assert_eq!(numbers(&cost("$5"), &cost("$7")), Some("numbers: $5 billion / $7 billion".to_owned()));
        assert_eq!(numbers("The 9/11 families sued.", "The families of 11 men sued."), None);
        assert_eq!(numbers("He spoke on March 12.", "She left the house on March 15."), None);
        assert_eq!(numbers("They sent arms to Elm in 2024.", "He invaded Elm in 2022."), None);
        assert_eq!(numbers("It killed 12 people.", "It wounded 40 soldiers."), None);
        assert_eq!(numbers("It killed 12 people.", "At least 14 people died."), Some("numbers: 12 / 14".to_owned()));
    }

    #[test]
    fn spellings_of_one_name_are_told_and_other_names_are_not() {
        assert_eq!(spellings("Zelensky left.", "Zelenskyy left."), ["names: Zelensky / Zelenskyy"]);
        assert!(spellings("Ukraine fell.", "Ukrainian troops.").is_empty());
        assert!(spellings("Estonia", "Estonian").is_empty());
        assert!(spellings("the Senate", "Senator Roe").is_empty());
    }

    #[test]
    fn the_longest_common_words_keep_their_order() {
        assert_eq!(longest_common(&[1, 2, 3, 4], &[2, 9, 3, 1, 4]), [(1, 0), (2, 2), (3, 4)]);
    }
}
