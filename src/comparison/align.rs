//! Passages of two articles that tell the same (M18).
//!
//! The similarity of two sentences is `0.6 · cosine + 0.4 · closeness`. *Cosine* compares their content words, weighted
//! by how rare they are in the story; the words of one name count as one, everyday words half. *Closeness* rewards
//! pairs of rare words that stand near each other in both sentences ("eastward expansion", "seat … table"), which a
//! sum of single words misses. Two sentences are aligned when they are each other's nearest, or nearest one way and
//! second the other, at [`THRESHOLD`] or more, and share two and a half words or names. Mutual nearness follows Laban
//! et al. 2023; weights and threshold were set on real triples of news stories.

use std::collections::{HashMap, HashSet};

use super::{
    events,
    features::{Features, Term},
};

/// Alignments below this similarity are not shown.
pub const THRESHOLD: f64 = 0.375;

const COSINE: f64 = 0.6;
const CLOSENESS: f64 = 0.4;
/// Words this near, counted in content words, make a pair.
const WINDOW: usize = 4;
/// The closeness at which the reward is full.
const FULL: f64 = 20.0;
/// The weight of the rarest word; weights are scaled to it so that a pool of fifty articles and one of two agree.
const RAREST: f64 = 4.0;
const EVERYDAY: f64 = 0.5;
/// Less in common than this is chance: two words and a half, a name counted once.
const MIN_UNITS: f64 = 2.5;
/// From this cosine on even a short sentence is nearly the other one.
const NEAR_COPY: f64 = 0.5;
/// A word repeated more often in one sentence is looked at this many times.
const MAX_REPEATS: usize = 8;
/// In long articles, words found in more sentences than this name no candidates, so that time stays linear.
const MAX_POSTINGS: usize = 64;

/// How rare each stem is among the sentences of a pool.
#[derive(Clone, Debug, Default)]
pub struct Rarity {
    articles: usize,
    sentences: usize,
    found: HashMap<u64, u32>,
    names: HashMap<u64, u32>,
}

impl Rarity {
    /// Counts the sentences of `articles` that hold each stem.
    pub fn of<'a>(articles: impl Iterator<Item = &'a Features>) -> Self {
        let mut out = Self::default();
        articles.for_each(|features| out.add(features));
        out
    }

    /// Counts one more article.
    pub fn add(&mut self, features: &Features) {
        self.articles += 1;
        self.sentences += features.sentences.len();
        for name in events::names(features) {
            *self.names.entry(name).or_default() += 1;
        }
        let mut seen = Vec::new();
        for i in 0..features.sentences.len() {
            seen.clear();
            seen.extend(features.sentence(i).iter().map(|t| t.stem));
            seen.sort_unstable();
            seen.dedup();
            for stem in &seen {
                *self.found.entry(*stem).or_default() += 1;
            }
        }
    }

    /// Whether at most two articles, or two in five, have the name.
    pub fn is_rare_name(&self, stem: u64) -> bool {
        let articles = self.names.get(&stem).copied().unwrap_or(0) as usize;
        articles <= 2.max(2 * self.articles / 5)
    }

    /// The weight of a term: 0 for what every sentence has, [`RAREST`] for what one sentence has.
    pub fn weight(&self, term: &Term) -> f64 {
        let n = self.sentences as f64 + 1.0;
        let found = f64::from(self.found.get(&term.stem).copied().unwrap_or(1));
        let rare = (n / (found + 0.5)).ln().max(0.0) / (n / 1.5).ln().max(0.1);
        RAREST * rare * if term.everyday { EVERYDAY } else { 1.0 }
    }
}

/// Two sentences that correspond.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Index of the sentence on the left.
    pub a: usize,
    /// Index of the sentence on the right.
    pub b: usize,
    /// Similarity, 0 to 1.
    pub score: f64,
}

/// A sentence as a sparse vector of unit length.
struct Vector {
    weights: Vec<(u64, f64)>,
}

fn vector(terms: &[Term], rarity: &Rarity) -> Vector {
    let mut runs: HashMap<u32, f64> = HashMap::new();
    terms.iter().filter_map(|t| t.run).for_each(|r| *runs.entry(r).or_default() += 1.0);
    let mut weights: Vec<(u64, f64)> = terms
        .iter()
        .map(|t| {
            let share = t.run.and_then(|r| runs.get(&r)).map_or(1.0, |n| n.sqrt().recip());
            (t.stem, rarity.weight(t) * share)
        })
        .collect();
    weights.sort_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)));
    weights.dedup_by_key(|w| w.0);
    let norm = weights.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
    if norm > 0.0 {
        for weight in &mut weights {
            weight.1 /= norm;
        }
    }
    Vector { weights }
}

/// The aligned sentences of two articles, in order of the left one.
pub fn align(a: &Features, b: &Features, rarity: &Rarity) -> Vec<Match> {
    let vectors = |f: &Features| (0..f.sentences.len()).map(|i| vector(f.sentence(i), rarity)).collect::<Vec<_>>();
    let (left, right) = (vectors(a), vectors(b));
    let mut matches = Vec::new();
    for (i, candidates) in candidates(&left, &right).into_iter().enumerate() {
        for (j, cosine) in candidates {
            if cosine < NEAR_COPY && shared_units(a.sentence(i), b.sentence(j)) < MIN_UNITS {
                continue;
            }
            let near = closeness(a.sentence(i), b.sentence(j), rarity);
            let score = COSINE * cosine + CLOSENESS * near;
            matches.push(Match { a: i, b: j, score });
        }
    }
    mutual(matches)
}

/// For each left sentence the right ones that share at least two stems, with their cosine.
fn candidates(left: &[Vector], right: &[Vector]) -> Vec<Vec<(usize, f64)>> {
    let mut postings: HashMap<u64, Vec<(u32, f64)>> = HashMap::new();
    for (j, v) in right.iter().enumerate() {
        v.weights.iter().for_each(|&(stem, w)| postings.entry(stem).or_default().push((j as u32, w)));
    }
    let long = right.len() > 4 * MAX_POSTINGS;
    let collect = |v: &Vector| {
        let mut sums: HashMap<u32, (f64, u32)> = HashMap::new();
        for (stem, w) in &v.weights {
            let list = postings.get(stem).map_or(&[][..], Vec::as_slice);
            if long && list.len() > MAX_POSTINGS {
                continue;
            }
            for &(j, other) in list {
                let sum = sums.entry(j).or_default();
                sum.0 += w * other;
                sum.1 += 1;
            }
        }
        let shared = sums.into_iter().filter(|(_, (cosine, n))| *n >= 2 && *cosine > 0.05);
        let mut out: Vec<(usize, f64)> = shared.map(|(j, (cosine, _))| (j as usize, cosine)).collect();
        out.sort_unstable_by_key(|c| c.0);
        out
    };
    left.iter().map(collect).collect()
}

/// What two sentences share: one for each word, one for each name however long, half for an everyday word.
fn shared_units(a: &[Term], b: &[Term]) -> f64 {
    let stems: HashSet<u64> = b.iter().map(|t| t.stem).collect();
    let mut seen = HashSet::new();
    let fresh = a.iter().filter(|t| stems.contains(&t.stem)).filter(|t| match t.run {
        Some(run) => seen.insert(u64::from(run)),
        None => seen.insert(t.stem),
    });
    fresh.map(|t| if t.everyday { EVERYDAY } else { 1.0 }).sum()
}

/// Rewards pairs of shared words that stand near each other on both sides, 0 to 1. Two words of one name are no pair.
fn closeness(a: &[Term], b: &[Term], rarity: &Rarity) -> f64 {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (j, t) in b.iter().enumerate() {
        let list = places.entry(t.stem).or_default();
        if list.len() < MAX_REPEATS {
            list.push(j);
        }
    }
    let shared: Vec<usize> = (0..a.len()).filter(|&i| places.contains_key(&a[i].stem)).collect();
    let near_right = |x: u64, y: u64| {
        let (xs, ys) = (&places[&x], &places[&y]);
        xs.iter().any(|&i| ys.iter().any(|&j| i.abs_diff(j) <= WINDOW && !same_run(&b[i], &b[j])))
    };
    let mut pairs: Vec<(u64, u64, f64)> = Vec::new();
    for (n, &i) in shared.iter().enumerate() {
        for &j in shared.iter().skip(n + 1).take_while(|&&j| j - i <= WINDOW) {
            let (x, y) = (&a[i], &a[j]);
            if x.stem != y.stem && !same_run(x, y) && near_right(x.stem, y.stem) {
                let key = (x.stem.min(y.stem), x.stem.max(y.stem));
                pairs.push((key.0, key.1, rarity.weight(x).min(rarity.weight(y))));
            }
        }
    }
    pairs.sort_by_key(|p| (p.0, p.1));
    pairs.dedup_by_key(|p| (p.0, p.1));
    (pairs.iter().map(|p| p.2).sum::<f64>().ln_1p() / FULL.ln_1p()).min(1.0)
}

fn same_run(x: &Term, y: &Term) -> bool {
    x.run.is_some() && x.run == y.run
}

/// Keeps those that are nearest one way and at least second the other.
fn mutual(mut matches: Vec<Match>) -> Vec<Match> {
    matches.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    let (mut seen_left, mut seen_right) = (HashMap::<usize, u32>::new(), HashMap::<usize, u32>::new());
    let mut out: Vec<Match> = matches
        .into_iter()
        .filter(|m| {
            let (left, right) = (seen_left.entry(m.a).or_default(), seen_right.entry(m.b).or_default());
            let ranks = *left + *right;
            *left += 1;
            *right += 1;
            m.score >= THRESHOLD && ranks <= 1
        })
        .collect();
    out.sort_by_key(|m| (m.a, m.b));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::fixture::Fixture;

    fn aligned(left: &str, right: &str) -> Vec<(usize, usize)> {
        let features = [left, right].map(|t| Features::of(Fixture::new(t).side()));
        let rarity = Rarity::of(features.iter());
        align(&features[0], &features[1], &rarity).into_iter().map(|m| (m.a, m.b)).collect()
    }

    const FILLER: &str = " The harbour was quiet. Fishermen mended nets at dawn. A ferry came in with tourists.";

    #[test]
    fn the_same_fact_in_other_words_is_found() {
        let left = format!("The council voted to close the swimming pool in Elm Street by June.{FILLER}");
        let right = "Rain fell all week. Elm Street will lose its swimming pool after a vote of the council. Schools \
                     reopen soon.";
        assert_eq!(aligned(&left, right), [(0, 1)]);
    }

    #[test]
    fn a_shared_name_and_title_alone_are_not_the_same_fact() {
        let left = format!("Prime Minister Ann Roe opened a museum of clocks.{FILLER}");
        let right =
            "Rain fell all week. Prime Minister Ann Roe criticised the budget of the navy. Schools reopen soon.";
        assert!(aligned(&left, right).is_empty());
    }

    #[test]
    fn everyday_words_alone_do_not_align() {
        let left = format!("They will take a different position in the next meeting.{FILLER}");
        let right = "Nobody expects a position on the number of seats. Next came a long meeting about something else.";
        assert!(aligned(&left, right).is_empty());
    }

    #[test]
    fn empty_articles_align_nothing() {
        assert!(aligned("", "").is_empty());
        assert!(aligned("One line.", "").is_empty());
    }
}
