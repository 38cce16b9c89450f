//! A whole story: all its pairs at once, and an order in which to read them.

use std::collections::BTreeMap;

use super::{
    identity,
    pair::{Member, Pool},
    shared::shingles,
    signature::{Signature, near_copies},
    stats::jensen_shannon,
};
use crate::analysis::topics::TopicLayer;

/// All pairs are compared up to this many articles; beyond, the order is over the most different ones and shared copy
/// is estimated.
pub const EXACT: usize = 50;

/// Who is quoted in a story: one row for each speaker, one cell for each article.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct QuotedRow {
    /// The fullest name in the story.
    pub name: String,
    /// The side the speaker belongs to, where it is known.
    pub camp: Option<String>,
    /// The entity in each article, an index into its profile; `None` where not quoted.
    pub entities: Vec<Option<u32>>,
    /// Words quoted in each article.
    pub words: Vec<usize>,
}

/// A story in matrices. Articles are in the order of the pool.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Story {
    /// The labels.
    pub labels: Vec<String>,
    /// Distance of each pair, 0 (the same) to 1 (nothing in common), row by row; `None` where nothing can be compared.
    pub distance: Vec<Vec<Option<f64>>>,
    /// Share of the shorter text's five-word runs that both have, row by row.
    pub shared: Vec<Vec<f64>>,
    /// Who is quoted where, most words first.
    pub quoted: Vec<QuotedRow>,
    /// All pairs, the most different first.
    pub pairs: Vec<(usize, usize)>,
}

/// Lays out the story of `pool`.
pub fn story(pool: &Pool) -> Story {
    let members = &pool.members;
    let quoted = quoted(members);
    let spreads: Vec<[BTreeMap<String, f64>; 3]> =
        members.iter().enumerate().map(|(i, m)| spread(m, i, &quoted)).collect();
    let cell = |i: usize, j: usize| if i == j { Some(0.0) } else { distance(&spreads[i], &spreads[j]) };
    let n = members.len();
    let distance: Vec<Vec<Option<f64>>> =
        if n <= EXACT { (0..n).map(|i| (0..n).map(|j| cell(i, j)).collect()).collect() } else { Vec::new() };
    let pairs = order(n, &spreads);
    Story {
        labels: members.iter().map(|m| m.label.clone()).collect(),
        distance,
        shared: copies(members),
        quoted,
        pairs,
    }
}

/// The pairs of a story, the most different first; see [`Story::pairs`].
fn order(n: usize, spreads: &[[BTreeMap<String, f64>; 3]]) -> Vec<(usize, usize)> {
    let chosen: Vec<usize> = if n <= EXACT { (0..n).collect() } else { most_different(spreads) };
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (at, &i) in chosen.iter().enumerate() {
        for &j in &chosen[at + 1..] {
            pairs.push((distance(&spreads[i], &spreads[j]).unwrap_or(-1.0), i.min(j), i.max(j)));
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    pairs.into_iter().map(|p| (p.1, p.2)).collect()
}

/// The [`EXACT`] articles farthest from the story as a whole.
fn most_different(spreads: &[[BTreeMap<String, f64>; 3]]) -> Vec<usize> {
    let mut whole: [BTreeMap<String, f64>; 3] = Default::default();
    for spread in spreads {
        for (sum, part) in whole.iter_mut().zip(spread) {
            for (key, value) in part {
                *sum.entry(key.clone()).or_default() += value;
            }
        }
    }
    let mut far: Vec<(f64, usize)> =
        spreads.iter().enumerate().map(|(i, s)| (distance(s, &whole).unwrap_or(0.0), i)).collect();
    far.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    far.into_iter().take(EXACT).map(|f| f.1).collect()
}

/// Quoted words by speaker, sentences by topic, uses by naming choice.
fn spread(member: &Member, index: usize, quoted: &[QuotedRow]) -> [BTreeMap<String, f64>; 3] {
    let voices = quoted.iter().filter(|r| r.words[index] > 0).map(|r| (r.name.clone(), r.words[index] as f64));
    let topics = member.profile.topics.iter().filter(|t| t.layer != TopicLayer::Frame);
    let topics = topics.map(|t| (t.id.clone(), t.sentences.len() as f64));
    let mut names: BTreeMap<String, f64> = BTreeMap::new();
    for hit in &member.profile.naming {
        *names.entry(format!("{}={}", hit.concept, hit.variant)).or_default() += 1.0;
    }
    [voices.collect(), topics.collect(), names]
}

/// The mean of √JSD (a metric: Endres & Schindelin 2003) over voices, topics and names, as far as both have them.
fn distance(a: &[BTreeMap<String, f64>; 3], b: &[BTreeMap<String, f64>; 3]) -> Option<f64> {
    let parts: Vec<f64> = a
        .iter()
        .zip(b)
        .filter(|(x, y)| !x.is_empty() && !y.is_empty())
        .map(|(x, y)| {
            let mut keys: Vec<&String> = x.keys().chain(y.keys()).collect();
            keys.sort_unstable();
            keys.dedup();
            let row =
                |m: &BTreeMap<String, f64>| keys.iter().map(|k| m.get(*k).copied().unwrap_or(0.0)).collect::<Vec<_>>();
            jensen_shannon(&row(x), &row(y)).sqrt()
        })
        .collect();
    (!parts.is_empty()).then(|| parts.iter().sum::<f64>() / parts.len() as f64)
}

fn quoted(members: &[Member]) -> Vec<QuotedRow> {
    let mut rows: Vec<QuotedRow> = Vec::new();
    let mut buckets: BTreeMap<String, Vec<(usize, usize, u32)>> = BTreeMap::new();
    for (i, member) in members.iter().enumerate() {
        for share in member.speakers().iter().filter(|s| s.words > 0) {
            let Some(speaker) = share.speaker else { continue };
            let Some(entity) = member.profile.entities.get(speaker as usize) else { continue };
            let known = buckets.entry(identity::bucket(entity)).or_default();
            let same = |(_, m, e): &&(usize, usize, u32)| {
                members[*m].profile.entities.get(*e as usize).is_some_and(|x| identity::same(x, entity))
            };
            let at = known.iter().find(same).map_or(rows.len(), |k| k.0);
            if at == rows.len() {
                rows.push(QuotedRow {
                    name: entity.name.clone(),
                    camp: None,
                    entities: vec![None; members.len()],
                    words: vec![0; members.len()],
                });
                known.push((at, i, speaker));
            }
            let row = &mut rows[at];
            row.words[i] += share.words;
            row.entities[i] = Some(speaker);
            row.camp = row.camp.take().or_else(|| entity.camp.clone());
            if entity.name.len() > row.name.len() {
                row.name.clone_from(&entity.name);
            }
        }
    }
    rows.sort_by_key(|r| (std::cmp::Reverse(r.words.iter().sum::<usize>()), r.name.clone()));
    rows
}

fn copies(members: &[Member]) -> Vec<Vec<f64>> {
    let n = members.len();
    let mut out = vec![vec![0.0; n]; n.min(EXACT * 20)];
    let mut put = |i: usize, j: usize, share: f64| {
        for (x, y) in [(i, j), (j, i)] {
            if let Some(cell) = out.get_mut(x).and_then(|r| r.get_mut(y)) {
                *cell = share;
            }
        }
    };
    if n <= EXACT {
        let sets: Vec<_> = members.iter().map(|m| shingles(m.features())).collect();
        for i in 0..n {
            put(i, i, 1.0);
            for j in i + 1..n {
                let (small, large) =
                    if sets[i].len() <= sets[j].len() { (&sets[i], &sets[j]) } else { (&sets[j], &sets[i]) };
                let both = small.iter().filter(|s| large.contains(s)).count();
                put(i, j, both as f64 / small.len().max(1) as f64);
            }
        }
    } else {
        let signatures: Vec<Signature> = members.iter().map(|m| Signature::of(&m.article, m.features())).collect();
        for (i, j, share) in near_copies(&signatures, 0.05) {
            put(i, j, share);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::comparison::fixture::Fixture;

    fn pool(articles: Vec<Fixture>) -> Pool {
        let members = articles.into_iter().map(|f| Member::new(f.article, f.profile, f.label)).collect();
        Pool::new(Arc::default(), members)
    }

    fn quoting(label: &str, who: &[&str]) -> Fixture {
        let text: Vec<String> =
            who.iter().enumerate().map(|(i, w)| format!("“Words number {i} of {label}!” {w} said.")).collect();
        let mut f = Fixture::new(&text.join("\n")).labelled(label);
        for (i, name) in who.iter().enumerate() {
            f = f.quoting(name, &[&format!("number {i} ")]);
        }
        f
    }

    #[test]
    fn the_most_different_pair_comes_first() {
        let story = story(&pool(vec![
            quoting("a", &["Ann Roe", "Bo Lund"]),
            quoting("b", &["Ann Roe", "Bo Lund"]),
            quoting("c", &["Carl Wik"]),
        ]));
        assert_eq!(story.pairs[2], (0, 1));
        assert_eq!((story.distance[0][2], story.distance[0][1]), (Some(1.0), Some(0.0)));
    }

    #[test]
    fn one_person_is_one_row_under_the_fullest_name() {
        let story = story(&pool(vec![quoting("a", &["Roe"]), quoting("b", &["Ann Roe", "Bo Lund"])]));
        let rows: Vec<(&str, &[usize])> = story.quoted.iter().map(|r| (r.name.as_str(), r.words.as_slice())).collect();
        assert_eq!(rows, [("Ann Roe", &[5, 5][..]), ("Bo Lund", &[0, 5][..])]);
    }

    #[test]
    fn without_quotations_topics_or_names_there_is_no_distance() {
        let story = story(&pool(vec![Fixture::new("One.").labelled("a"), Fixture::new("Two.").labelled("b")]));
        assert_eq!((story.distance[0][1], story.pairs.as_slice()), (None, &[(0, 1)][..]));
        assert!(super::story(&pool(Vec::new())).pairs.is_empty());
    }

    #[test]
    fn more_than_fifty_articles_still_have_an_order() {
        let articles = (0..60).map(|i| quoting(&format!("a{i}"), &["Ann Roe"])).collect();
        let story = story(&pool(articles));
        assert_eq!(story.pairs.len(), EXACT * (EXACT - 1) / 2);
    }
}
