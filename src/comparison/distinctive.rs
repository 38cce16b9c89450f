//! Words that one side uses more than the other (M15).
//!
//! Log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, equations 16 to 22): with `y` uses of
//! a word among `n` words, `f` uses among all `F` words of the pool, `α = 0.1 · f` and `α₀ = 0.1 · F`,
//! `δ = ln((y_a + α) / (n_a + α₀ − y_a − α)) − ln((y_b + α) / (n_b + α₀ − y_b − α))`, its variance about
//! `1 / (y_a + α) + 1 / (y_b + α)`, and `z = δ / √variance`.

use std::collections::HashMap;

use super::{
    Side,
    common::{bare_into, is_function_word},
    pair::Distinctive,
    passages::Read,
    stats,
};
use crate::{analysis::voices::Voice, text::Span};

/// Words used less often in both together are not tested.
const MIN_USES: usize = 3;
/// The false discovery rate.
const RATE: f64 = 0.05;
/// The weight of the prior.
const PRIOR: f64 = 0.1;

/// Whose words are compared; `None` for all.
pub type VoiceChoice = Option<Voice>;

/// How often each word is used in the pool.
#[derive(Clone, Debug, Default)]
pub struct Prior {
    uses: HashMap<u64, u32>,
    total: u32,
}

impl Prior {
    /// Counts the words of `voice` in one more article; `words` are its words, hashed.
    pub fn add(&mut self, side: Side<'_>, words: &[u64], voice: VoiceChoice) {
        each_word(side, words, voice, |word, _| {
            *self.uses.entry(word).or_default() += 1;
            self.total += 1;
        });
    }
}

/// Calls `with` for every word of `voice`, function words and numbers included in the totals.
fn each_word(side: Side<'_>, words: &[u64], voice: VoiceChoice, mut with: impl FnMut(u64, Span)) {
    let voices = &side.profile.voices;
    for (&word, &span) in words.iter().zip(&side.profile.document.words) {
        if voice.is_none_or(|v| voices.at(span.start as usize) == v) {
            with(word, span);
        }
    }
}

/// The words that stand with the false discovery rate at 5 %, strongest first. Empty when nothing stands out.
pub fn distinctive(a: Read<'_>, b: Read<'_>, prior: &Prior, voice: VoiceChoice) -> Vec<Distinctive> {
    let (uses_a, total_a) = uses(a, voice);
    let (uses_b, total_b) = uses(b, voice);
    let mut tested: Vec<(u64, f64)> = Vec::new();
    for &word in uses_a.keys().chain(uses_b.keys().filter(|w| !uses_a.contains_key(w))) {
        let (x, y) = (uses_a.get(&word).map_or(0, Vec::len), uses_b.get(&word).map_or(0, Vec::len));
        if x + y >= MIN_USES && !is_function_word(word) {
            tested.push((word, z_score(prior, word, (x, total_a), (y, total_b))));
        }
    }
    tested.sort_by(|x, y| y.1.abs().total_cmp(&x.1.abs()).then(x.0.cmp(&y.0)));
    let p: Vec<f64> = tested.iter().map(|t| stats::two_sided(t.1)).collect();
    let stands = stats::benjamini_hochberg(&p, RATE);
    let kept = tested.into_iter().zip(stands).filter(|(_, s)| *s).map(|(t, _)| t);
    kept.map(|(word, z)| {
        let (spans_a, spans_b) = (uses_a.get(&word).cloned(), uses_b.get(&word).cloned());
        let (spans_a, spans_b) = (spans_a.unwrap_or_default(), spans_b.unwrap_or_default());
        Distinctive {
            word: shown(a, b, &spans_a, &spans_b),
            count_a: spans_a.len(),
            count_b: spans_b.len(),
            z,
            spans_a,
            spans_b,
        }
    })
    .collect()
}

fn uses(read: Read<'_>, voice: VoiceChoice) -> (HashMap<u64, Vec<Span>>, usize) {
    let (mut uses, mut total) = (HashMap::<u64, Vec<Span>>::new(), 0);
    each_word(read.side, &read.features.words, voice, |word, span| {
        uses.entry(word).or_default().push(span);
        total += 1;
    });
    (uses, total)
}

fn z_score(prior: &Prior, word: u64, a: (usize, usize), b: (usize, usize)) -> f64 {
    let known = prior.uses.get(&word).copied().unwrap_or(0).max((a.0 + b.0) as u32);
    let alpha = PRIOR * f64::from(known);
    let all = PRIOR * f64::from(prior.total.max((a.1 + b.1) as u32));
    let odds = |(uses, total): (usize, usize)| {
        let with = uses as f64 + alpha;
        (with / (total as f64 + all - with).max(f64::MIN_POSITIVE)).ln()
    };
    let variance = 1.0 / (a.0 as f64 + alpha) + 1.0 / (b.0 as f64 + alpha);
    (odds(a) - odds(b)) / variance.sqrt()
}

/// The word as displayed: folded and without marks.
fn shown(a: Read<'_>, b: Read<'_>, spans_a: &[Span], spans_b: &[Span]) -> String {
    let text = match (spans_a.first(), spans_b.first()) {
        (Some(s), _) => a.side.article.slice(*s),
        (None, Some(s)) => b.side.article.slice(*s),
        (None, None) => "",
    };
    let mut out = String::new();
    bare_into(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::{features::Features, fixture::Fixture};

    fn compare(left: &str, right: &str, voice: VoiceChoice) -> Vec<(String, usize, usize)> {
        let (l, r) = (Fixture::new(left).quoting("A", &[]), Fixture::new(right).quoting("A", &[]));
        let (x, y) = (Features::of(l.side()), Features::of(r.side()));
        let (a, b) = (Read { side: l.side(), features: &x }, Read { side: r.side(), features: &y });
        let mut prior = Prior::default();
        for r in [a, b] {
            prior.add(r.side, &r.features.words, voice);
        }
        distinctive(a, b, &prior, voice).into_iter().map(|d| (d.word, d.count_a, d.count_b)).collect()
    }

    /// With `y_a` = 10 of 200, `y_b` = 2 of 200, f = 12 of 400: α = 1.2, α₀ = 40, δ = ln(11.2/228.8) − ln(3.2/236.8),
    /// variance 1/11.2 + 1/3.2, z = 2.0306046 (worked out in Python).
    #[test]
    fn the_z_score_is_that_of_the_paper() {
        let prior = Prior { uses: HashMap::from([(7, 12)]), total: 400 };
        let z = z_score(&prior, 7, (10, 200), (2, 200));
        assert!((z - Z_BY_HAND).abs() < 1e-6, "{z}");
    }

    const Z_BY_HAND: f64 = 2.030_604_6;

    #[test]
    fn a_word_that_one_side_hammers_stands_out() {
        let left = "The regime fell. The regime lied. Crowds cheered. ".repeat(12);
        let right = "The government fell. Crowds cheered. Nobody came. ".repeat(12);
        let words: Vec<String> = compare(&left, &right, None).into_iter().map(|d| d.0).collect();
        assert!(words.contains(&"regime".to_owned()) && words.contains(&"government".to_owned()), "{words:?}");
        assert!(!words.contains(&"crowds".to_owned()) && !words.contains(&"the".to_owned()), "{words:?}");
    }

    #[test]
    fn in_two_short_texts_nothing_stands_out() {
        let left = "The bridge was closed. The bridge is old. The bridge will stay closed.";
        assert!(compare(left, "The ferry runs. The ferry is new. The ferry will run.", None).is_empty());
        assert!(compare("", "", None).is_empty());
    }

    #[test]
    fn quoted_words_do_not_count_for_the_narrator() {
        let left = "“Regime! Regime! Regime!” he said again. ".repeat(12);
        let right = "“Order! Order! Order!” he said again. ".repeat(12);
        assert!(compare(&left, &right, Some(Voice::Narrator)).is_empty());
        assert_eq!(compare(&left, &right, Some(Voice::Direct)).len(), 2);
    }
}
