//! [`Signature`]: the little that is kept of every article of a large corpus, to find its story and its copies.
//!
//! Names and a date tell the story, a sample of the five-word runs tells copies (sampling by hash value after Broder
//! 1997). Candidates come from postings that are cut at [`MAX_POSTINGS`], so the time grows with the corpus and not
//! with its square.

use std::collections::HashMap;

use super::{events, features::Features, shared::shingles};
use crate::articles::Article;

/// Names kept of an article, most used first.
const MAX_NAMES: usize = 20;
/// One in so many five-word runs is sampled.
const SAMPLED: u64 = 8;
/// Sampled runs kept of an article.
const MAX_SAMPLE: usize = 256;
/// How many articles one name or one run leads to at most.
const MAX_POSTINGS: usize = 64;
/// The rarest names of an article lead to candidates however common they are.
const ALWAYS: usize = 3;

/// Names, date and a sample of the five-word runs of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signature {
    names: Vec<u64>,
    day: Option<i32>,
    runs: Vec<u64>,
}

impl Signature {
    /// The signature of an article.
    pub fn of(article: &Article, features: &Features) -> Self {
        let mut uses: HashMap<u64, (u32, u32)> = HashMap::new();
        for (at, term) in events::name_terms(features).enumerate() {
            uses.entry(term.stem).or_insert((0, at as u32)).0 += 1;
        }
        let mut names: Vec<(u64, (u32, u32))> = uses.into_iter().collect();
        names.sort_unstable_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
        let mut runs: Vec<u64> = shingles(features).into_iter().filter(|h| h % SAMPLED == 0).collect();
        runs.sort_unstable();
        runs.truncate(MAX_SAMPLE);
        let epoch = jiff::civil::date(1970, 1, 1);
        let day = article.meta.date.as_ref().and_then(|d| d.value.day.since(epoch).ok()).map(|s| s.get_days());
        Self { names: names.into_iter().take(MAX_NAMES).map(|n| n.0).collect(), day, runs }
    }
}

/// Articles that likely share copy: their positions, and the estimated share of the shorter one's five-word runs.
pub fn near_copies(signatures: &[&Signature], least: f64) -> Vec<(usize, usize, f64)> {
    let keys = signatures.iter().map(|s| s.runs.as_slice());
    let shared = shared_keys(keys, |_, _| true);
    let mut out: Vec<(usize, usize, f64)> = shared
        .into_iter()
        .map(|((i, j), n)| {
            let shorter = signatures[i].runs.len().min(signatures[j].runs.len());
            (i, j, f64::from(n) / shorter.max(1) as f64)
        })
        .filter(|p| p.2 >= least)
        .collect();
    out.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    out
}

/// How many keys each pair of articles shares, over the keys that `use_key` lets lead to candidates.
fn shared_keys<'a>(
    articles: impl Iterator<Item = &'a [u64]>,
    use_key: impl Fn(usize, u64) -> bool,
) -> HashMap<(usize, usize), u32> {
    let mut postings: HashMap<u64, Vec<u32>> = HashMap::new();
    let mut shared: HashMap<(usize, usize), u32> = HashMap::new();
    for (j, keys) in articles.enumerate() {
        for &key in keys.iter().filter(|k| use_key(j, **k)) {
            let list = postings.entry(key).or_default();
            for &i in list.iter() {
                *shared.entry((i as usize, j)).or_default() += 1;
            }
            if list.len() < MAX_POSTINGS {
                list.push(j as u32);
            }
        }
    }
    shared
}

/// Dates this near make one event likely.
const NEAR_DAYS: i32 = 7;
/// The overlap of names from which two articles of near dates belong together.
const TOGETHER: f64 = 0.25;
/// The same for articles that are dated further apart or not at all.
const TOGETHER_APART: f64 = 0.40;

/// Groups articles into stories by shared rare names and dates, in order of their first articles. A proposal: the
/// reader may move articles. Articles join from the most alike pair on, while the two groups are alike on average.
pub fn stories(signatures: &[&Signature]) -> Vec<Vec<usize>> {
    let mut found: HashMap<u64, u32> = HashMap::new();
    signatures.iter().flat_map(|s| &s.names).for_each(|n| *found.entry(*n).or_default() += 1);
    let rank = |i: usize, key: u64| {
        let own = found.get(&key).copied().unwrap_or(0);
        own as usize <= MAX_POSTINGS
            || signatures[i].names.iter().filter(|n| found.get(n).copied().unwrap_or(0) < own).count() < ALWAYS
    };
    let candidates = shared_keys(signatures.iter().map(|s| s.names.as_slice()), rank);
    let weight = |name: &u64| (1.0 + signatures.len() as f64 / f64::from(found.get(name).copied().unwrap_or(1))).ln();
    let mut pairs: Vec<(usize, usize, f64)> = candidates
        .into_keys()
        .map(|(i, j)| (i, j, alike(signatures[i], signatures[j], weight)))
        .filter(|p| p.2 >= 1.0)
        .collect();
    pairs.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    join(signatures.len(), &pairs)
}

/// The shared weight of names over that of the poorer one, relative to what two articles of their dates need.
fn alike(a: &Signature, b: &Signature, weight: impl Fn(&u64) -> f64) -> f64 {
    let sum = |names: &[u64]| names.iter().map(&weight).sum::<f64>();
    let both = a.names.iter().filter(|n| b.names.contains(n)).map(&weight).sum::<f64>();
    let poorer = sum(&a.names).min(sum(&b.names));
    let near = a.day.zip(b.day).is_some_and(|(x, y)| (x - y).abs() <= NEAR_DAYS);
    both / poorer.max(f64::MIN_POSITIVE) / if near { TOGETHER } else { TOGETHER_APART }
}

/// So many articles of a group stand for it.
const LOOKED_AT: usize = 16;

/// Merges from the most alike pair on, where at least half of the pairs between the two groups are alike.
fn join(articles: usize, pairs: &[(usize, usize, f64)]) -> Vec<Vec<usize>> {
    let alike: std::collections::HashSet<(usize, usize)> = pairs.iter().map(|p| (p.0, p.1)).collect();
    let mut group: Vec<usize> = (0..articles).collect();
    let mut members: Vec<Vec<usize>> = (0..articles).map(|i| vec![i]).collect();
    // Two groups that did not join are looked at again only when they have doubled, so that time stays linear.
    let mut apart: HashMap<(usize, usize), usize> = HashMap::new();
    for &(i, j, _) in pairs {
        let (x, y) = (group[i].min(group[j]), group[i].max(group[j]));
        if x == y {
            continue;
        }
        let size = members[x].len() + members[y].len();
        if apart.get(&(x, y)).is_some_and(|s| size < 2 * s) {
            continue;
        }
        let some = |list: &[usize]| list.iter().copied().take(LOOKED_AT).collect::<Vec<_>>();
        let (left, right) = (some(&members[x]), some(&members[y]));
        let links = left.iter().flat_map(|p| right.iter().map(move |q| (*p.min(q), *p.max(q))));
        let linked = links.filter(|l| alike.contains(l)).count();
        if 2 * linked >= left.len() * right.len() {
            let moved = std::mem::take(&mut members[y]);
            for &m in &moved {
                group[m] = x;
            }
            members[x].extend(moved);
        } else {
            apart.insert((x, y), size);
        }
    }
    let mut out: Vec<Vec<usize>> = members.into_iter().filter(|m| !m.is_empty()).collect();
    for list in &mut out {
        list.sort_unstable();
    }
    out.sort_unstable_by_key(|m| m[0]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::fixture::Fixture;

    fn signature(text: &str, day: &str) -> Signature {
        let f = Fixture::new(text).dated(day);
        Signature::of(&f.article, &Features::of(f.side()))
    }

    fn refs(list: &[Signature]) -> Vec<&Signature> {
        list.iter().collect()
    }

    #[test]
    fn two_events_become_two_stories() {
        let fire = "Flames took the Harbour Hall of Elmtown. Mayor Roe thanked the crews in Elmtown.";
        let fire_too = "In Elmtown the Harbour Hall burned down. Roe came at night.";
        let cup = "Northpool won the Silver Cup against Westbay. Coach Lund was calm.";
        let cup_too = "A late goal gave Northpool the Silver Cup. Westbay was beaten, Lund said.";
        let all = [fire, cup, fire_too, cup_too].map(|t| signature(t, "2025-03-01"));
        assert_eq!(stories(&refs(&all)), [vec![0, 2], vec![1, 3]]);
        assert!(stories(&[]).is_empty());
    }

    #[test]
    fn a_reprint_is_found_without_comparing_all() {
        let copy: String = (0..120).map(|i| format!("word{} and more{} ", i, i * 7)).collect();
        let other: String = (0..120).map(|i| format!("thing{} or less{} ", i, i * 5)).collect();
        let all = [copy.clone(), other, format!("Intro. {copy}")].map(|t| signature(&t, "2025-03-01"));
        let near = near_copies(&refs(&all), 0.3);
        assert_eq!(near.len(), 1);
        assert_eq!((near[0].0, near[0].1), (0, 2));
        assert!(near[0].2 > 0.9, "{near:?}");
    }

    #[test]
    fn a_large_corpus_of_one_story_stays_linear() {
        let one = signature("Flames took the Harbour Hall of Elmtown. Mayor Roe thanked the crews.", "2025-03-01");
        let all = vec![one; 800];
        assert!(stories(&refs(&all)).iter().map(Vec::len).max().is_some_and(|n| n >= 200));
    }
}
