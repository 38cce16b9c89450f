//! How well an item of a menu fits what was typed: its own words before letters that only happen to follow each other.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

use super::overlay::Item;
use crate::text::fold::fold;

/// How an item fits; what stands first fits best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Beginning,
    WordsOfLabel,
    WithinLabel,
    Words,
    LettersOfLabel,
    Letters,
}

/// The items that fit what was typed, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranked {
    /// Positions of the items.
    pub shown: Vec<usize>,
    /// Whether even the best fits by scattered letters alone.
    pub loose: bool,
}

/// Ranks `items` by what was typed; by nothing, they stand as they are.
pub fn rank(items: &[Item], typed: &str) -> Ranked {
    let needle = fold(typed.trim());
    if needle.is_empty() {
        return Ranked { shown: (0..items.len()).collect(), loose: false };
    }
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut score = |text: &str| pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher);
    let mut scored: Vec<(Fit, u32, usize)> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let scores = (score(&item.label), score(&item.detail));
        if let Some(fit) = fit(item, &needle, scores) {
            let score = scores.0.map(|s| s * 2).max(scores.1).unwrap_or(0);
            scored.push((fit, score, i));
        }
    }
    scored.sort_by_key(|(fit, score, i)| (*fit, std::cmp::Reverse(*score), *i));
    let loose = scored.first().is_some_and(|(fit, ..)| *fit >= Fit::LettersOfLabel);
    Ranked { shown: scored.into_iter().map(|(.., i)| i).collect(), loose }
}

fn fit(item: &Item, needle: &str, (label_score, detail_score): (Option<u32>, Option<u32>)) -> Option<Fit> {
    let (label, detail) = (fold(&item.label), fold(&item.detail));
    let all = |text: &str| needle.split_whitespace().all(|word| begins_word(text, word));
    let either = |word: &str| begins_word(&label, word) || begins_word(&detail, word);
    Some(if label == needle {
        Fit::Whole
    } else if label.starts_with(needle) {
        Fit::Beginning
    } else if all(&label) {
        Fit::WordsOfLabel
    } else if label.contains(needle) {
        Fit::WithinLabel
    } else if needle.split_whitespace().all(either) {
        Fit::Words
    } else if label_score.is_some() {
        Fit::LettersOfLabel
    } else {
        detail_score.map(|_| Fit::Letters)?
    })
}

fn begins_word(text: &str, word: &str) -> bool {
    super::search::begins_word(text, word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::overlay::Choice;

    fn ranked<'a>(items: &[(&'a str, &str)], typed: &str) -> (Vec<&'a str>, bool) {
        let list: Vec<Item> = items.iter().map(|(l, d)| Item::new(*l, *d, Choice::Nothing)).collect();
        let ranked = rank(&list, typed);
        (ranked.shown.iter().map(|i| items[*i].0).collect(), ranked.loose)
    }

    const SPEAKER: [(&str, &str); 4] = [
        ("open the passages", ""),
        ("not all are the same person …", "split: mark the passages of another"),
        ("same person as …", "merge two names"),
        ("side …", "none"),
    ];

    #[test]
    fn the_label_that_begins_so_comes_before_one_that_has_the_word_further_on() {
        assert_eq!(ranked(&SPEAKER, "same").0.first(), Some(&"same person as …"));
        assert_eq!(ranked(&SPEAKER, "split").0.first(), Some(&"not all are the same person …"));
        assert_eq!(ranked(&SPEAKER, "merge").0.first(), Some(&"same person as …"));
        assert_eq!(ranked(&SPEAKER, "names two").0, ["same person as …"]);
    }

    #[test]
    fn scattered_letters_are_found_last_and_told_from_words() {
        let commands = [("next-pair", "next pair of the story"), ("report", "save a report"), ("pair A B", "compare")];
        assert_eq!(ranked(&commands, "pair"), (vec!["pair A B", "next-pair"], false));
        assert_eq!(ranked(&commands, "nxpr"), (vec!["next-pair"], true));
        assert_eq!(ranked(&commands, "nonsense"), (vec![], false));
        assert_eq!(ranked(&commands, "").0.len(), 3);
    }
}
