//! How differently two articles spread over topics, in excess of what chance gives (M14).

use std::collections::BTreeMap;

use super::{
    Reading, Side, TopicShare, bootstrap::Random, measure::MIN_FINDINGS, shares::topics, stats::jensen_shannon,
};
use crate::analysis::topics::TopicLayer;

/// How often the sentences are shuffled.
pub const SHUFFLES: usize = 1_000;

/// One topic of both articles.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct TopicPair {
    /// Left; a topic without a sentence has an empty list.
    pub a: TopicShare,
    /// Right.
    pub b: TopicShare,
    /// Right minus left, in points.
    pub difference: String,
    /// What may be said about it.
    pub reading: Reading,
}

/// The Jensen–Shannon divergence of the topic shares against shuffled sentences.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct CoverageDifference {
    /// The divergence as measured, in bits.
    pub raw: f64,
    /// The mean divergence when all sentences are dealt out at random between the two.
    pub baseline: f64,
    /// `raw − baseline`.
    pub excess: f64,
    /// The share of shuffles that differ less, 0 to 1.
    pub percentile: f64,
    /// Clear from the 95th percentile on.
    pub reading: Reading,
}

/// Every topic that one of the two has, by layer, largest difference first.
pub fn topic_pairs(a: Side<'_>, b: Side<'_>) -> Vec<TopicPair> {
    let mut rows: BTreeMap<(TopicLayer, String), [Option<TopicShare>; 2]> = BTreeMap::new();
    for (i, side) in [a, b].into_iter().enumerate() {
        for topic in topics(side) {
            let key = (topic.layer, topic.id.clone());
            rows.entry(key).or_default()[i] = Some(topic);
        }
    }
    let mut out: Vec<TopicPair> = rows.into_values().filter_map(|[x, y]| topic_pair(a, b, x, y)).collect();
    let gap = |p: &TopicPair| (p.b.share.unwrap_or(0.0) - p.a.share.unwrap_or(0.0)).abs();
    out.sort_by(|x, y| x.a.layer.cmp(&y.a.layer).then(gap(y).total_cmp(&gap(x))));
    out
}

fn topic_pair(a: Side<'_>, b: Side<'_>, x: Option<TopicShare>, y: Option<TopicShare>) -> Option<TopicPair> {
    let like = x.clone().or_else(|| y.clone())?;
    let (x, y) = (x.unwrap_or_else(|| like.absent_from(a)), y.unwrap_or_else(|| like.absent_from(b)));
    let (difference, reading) = match (x.share, y.share, x.interval, y.interval) {
        (Some(p), Some(q), Some(i), Some(j)) => {
            let few = x.count.max(y.count) < MIN_FINDINGS;
            let reading = match (few, i.overlaps(&j)) {
                (true, _) => Reading::TooFew,
                (false, true) => Reading::NoClear,
                (false, false) => Reading::Clear,
            };
            (super::reading::points((q - p) * 100.0, 0), reading)
        }
        _ => (String::new(), Reading::TooFew),
    };
    Some(TopicPair { a: x, b: y, difference, reading })
}

/// The divergence of the spread over the story's and the generic topics. `None` where fewer than five sentences of a
/// side have a topic.
pub fn coverage_difference(a: Side<'_>, b: Side<'_>) -> Option<CoverageDifference> {
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for topic in a.profile.topics.iter().chain(&b.profile.topics).filter(|t| t.layer != TopicLayer::Frame) {
        let next = ids.len();
        ids.entry(topic.id.as_str()).or_insert(next);
    }
    let sentences = |side: Side<'_>| {
        let mut of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for topic in side.profile.topics.iter().filter(|t| t.layer != TopicLayer::Frame) {
            topic.sentences.iter().for_each(|s| of.entry(*s).or_default().push(ids[topic.id.as_str()]));
        }
        of.into_values().collect::<Vec<Vec<usize>>>()
    };
    let (left, right) = (sentences(a), sentences(b));
    if left.len() < MIN_FINDINGS || right.len() < MIN_FINDINGS {
        return None;
    }
    let counts = |list: &[Vec<usize>]| {
        let mut out = vec![0.0; ids.len()];
        list.iter().flatten().for_each(|&t| out[t] += 1.0);
        out
    };
    let raw = jensen_shannon(&counts(&left), &counts(&right));
    let cut = left.len();
    let mut all: Vec<Vec<usize>> = left.into_iter().chain(right).collect();
    let mut random = Random::default();
    let shuffled: Vec<f64> = (0..SHUFFLES)
        .map(|_| {
            random.shuffle(&mut all);
            jensen_shannon(&counts(&all[..cut]), &counts(&all[cut..]))
        })
        .collect();
    let baseline = shuffled.iter().sum::<f64>() / SHUFFLES as f64;
    let percentile = shuffled.iter().filter(|d| **d < raw).count() as f64 / SHUFFLES as f64;
    let reading = if percentile >= 0.95 { Reading::Clear } else { Reading::NoClear };
    Some(CoverageDifference { raw, baseline, excess: raw - baseline, percentile, reading })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::topics::Coverage, comparison::fixture::Fixture};

    fn article(topics: &[(&str, &[u32])], sentences: usize) -> Fixture {
        let text = "One two three. ".repeat(sentences);
        let covered = topics.iter().map(|(id, sentences)| Coverage {
            id: (*id).to_owned(),
            label: (*id).to_owned(),
            layer: TopicLayer::Generic,
            sentences: sentences.to_vec(),
            cues: Vec::new(),
            edited: false,
        });
        let covered = covered.collect();
        Fixture::new(text.trim_end()).change(|p| p.topics = covered)
    }

    const FIRST: &[u32] = &[0, 1, 2, 3, 4, 5, 6, 7];
    const LAST: &[u32] = &[8, 9, 10, 11, 12, 13, 14, 15];

    #[test]
    fn two_articles_on_different_topics_differ_clearly() {
        let (a, b) = (article(&[("war", FIRST), ("trade", LAST)], 16), article(&[("sport", FIRST), ("art", LAST)], 16));
        let got = coverage_difference(a.side(), b.side()).expect("enough sentences");
        assert!((got.raw - 1.0).abs() < 1e-9 && got.excess > 0.5, "{got:?}");
        assert_eq!(got.reading, Reading::Clear);
    }

    #[test]
    fn the_same_spread_is_below_chance() {
        let a = article(&[("war", FIRST), ("trade", LAST)], 16);
        let got = coverage_difference(a.side(), a.side()).expect("enough sentences");
        assert!(got.raw.abs() < 1e-9 && got.excess < 0.0);
        assert_eq!(got.reading, Reading::NoClear);
    }

    #[test]
    fn a_topic_of_one_side_stands_beside_an_empty_one() {
        let (a, b) = (article(&[("war", FIRST)], 16), article(&[], 16));
        let pairs = topic_pairs(a.side(), b.side());
        assert_eq!((pairs[0].a.count, pairs[0].b.count, pairs[0].b.base), (8, 0, 16));
        assert_eq!((pairs[0].difference.as_str(), pairs[0].reading), ("-50 pt", Reading::Clear));
        assert_eq!(coverage_difference(a.side(), b.side()), None);
    }
}
