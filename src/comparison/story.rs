//! A whole story: all its pairs at once, and an order in which to read them.

use std::collections::BTreeMap;

use super::{
    identity,
    pool::{Member, Pool},
    shared::shingles,
    signature::{Signature, near_copies},
    stats::jensen_shannon,
};
use crate::analysis::{
    entities::{Entity, SourceType},
    topics::TopicLayer,
};

/// All pairs are compared up to this many articles; beyond, those of the articles that are farthest from the whole.
pub const EXACT: usize = 50;

/// From this estimated share of the shorter text on, copies in a large corpus are told.
const LEAST_COPY: f64 = 0.05;

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

/// Which kinds of sources are quoted in a story: one row for each kind, one cell for each article (M8).
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct SourceRow {
    /// The kind; `None` gathers those not known.
    pub source_type: Option<SourceType>,
    /// Words quoted in each article.
    pub words: Vec<usize>,
}

/// What a distance is the mean of: over voices, topics and names; `None` where one side has none.
pub type Parts = [Option<f64>; 3];

/// A story in matrices. Rows and columns are in the order of `articles`.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Story {
    /// Its articles, by position in the pool.
    pub articles: Vec<usize>,
    /// How many more articles it has, which are too many to be laid out: those nearest to the whole.
    pub left_out: usize,
    /// The labels.
    pub labels: Vec<String>,
    /// Words of all attributed quotations in each article.
    pub words: Vec<usize>,
    /// Distance of each pair, 0 (the same) to 1 (nothing in common), row by row; `None` where nothing can be compared.
    pub distance: Vec<Vec<Option<f64>>>,
    /// What each distance is the mean of.
    pub parts: Vec<Vec<Parts>>,
    /// Share of the shorter text's five-word runs that both have, row by row.
    pub shared: Vec<Vec<f64>>,
    /// Likely copies in a corpus too large for `shared`: two positions and the estimated share, largest first.
    pub copies: Vec<(usize, usize, f64)>,
    /// Who is quoted where, most words first.
    pub quoted: Vec<QuotedRow>,
    /// Which kinds of sources are quoted where, most words first.
    pub sources: Vec<SourceRow>,
    /// All pairs by position in the pool, the most different first.
    pub pairs: Vec<(usize, usize)>,
}

/// A member with its position in the pool.
type Placed<'a> = (usize, &'a Member);

/// Lays out the whole pool as one story.
pub fn story(pool: &Pool) -> Story {
    let members: Vec<Placed<'_>> = pool.members.iter().enumerate().map(|(i, m)| (i, m.as_ref())).collect();
    if members.len() <= EXACT { exact(&members) } else { large(&members) }
}

/// Lays out the articles of one story; of many the [`EXACT`] that are farthest from the story as a whole.
pub fn story_of(pool: &Pool, articles: &[usize]) -> Story {
    let members: Vec<Placed<'_>> = articles.iter().filter_map(|&i| Some((i, pool.members.get(i)?.as_ref()))).collect();
    if members.len() <= EXACT {
        return exact(&members);
    }
    let spreads = spreads(&members, &quoted(&members));
    let mut chosen = most_different(&spreads);
    chosen.sort_unstable();
    let far: Vec<Placed<'_>> = chosen.into_iter().filter_map(|i| members.get(i).copied()).collect();
    Story { left_out: members.len() - far.len(), ..exact(&far) }
}

fn exact(members: &[Placed<'_>]) -> Story {
    // These few are looked at: they stay open.
    for (_, member) in members {
        member.profile();
        member.speakers();
    }
    let quoted = quoted(members);
    let spreads = spreads(members, &quoted);
    let parts: Vec<Vec<Parts>> = spreads.iter().map(|x| spreads.iter().map(|y| apart(x, y)).collect()).collect();
    let cell = |(i, row): (usize, &Vec<Parts>)| -> Vec<Option<f64>> {
        row.iter().enumerate().map(|(j, p)| if i == j { Some(0.0) } else { mean(p) }).collect()
    };
    Story {
        distance: parts.iter().enumerate().map(cell).collect(),
        pairs: order(members, &spreads, &(0..members.len()).collect::<Vec<_>>()),
        shared: copies(members),
        sources: sources(members),
        parts,
        quoted,
        ..outline(members)
    }
}

/// A corpus too large for matrices: who is quoted, the most different pairs, likely copies.
fn large(members: &[Placed<'_>]) -> Story {
    let quoted = quoted(members);
    let spreads = spreads(members, &quoted);
    let signatures: Vec<&Signature> = members.iter().map(|m| m.1.signature()).collect();
    Story {
        pairs: order(members, &spreads, &most_different(&spreads)),
        copies: near_copies(&signatures, LEAST_COPY),
        sources: sources(members),
        quoted,
        ..outline(members)
    }
}

fn outline(members: &[Placed<'_>]) -> Story {
    Story {
        articles: members.iter().map(|m| m.0).collect(),
        labels: members.iter().map(|m| m.1.label.clone()).collect(),
        words: members.iter().map(|m| m.1.speakers().iter().map(|s| s.words).sum()).collect(),
        ..Story::default()
    }
}

/// The pairs of the `chosen` articles, the most different first; see [`Story::pairs`].
fn order(members: &[Placed<'_>], spreads: &[Spread], chosen: &[usize]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (at, &i) in chosen.iter().enumerate() {
        for &j in chosen.get(at + 1..).unwrap_or_default() {
            let (x, y) = (members[i].0, members[j].0);
            pairs.push((mean(&apart(&spreads[i], &spreads[j])).unwrap_or(-1.0), x.min(y), x.max(y)));
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    pairs.into_iter().map(|p| (p.1, p.2)).collect()
}

/// The [`EXACT`] articles farthest from the story as a whole.
fn most_different(spreads: &[Spread]) -> Vec<usize> {
    let mut whole = Spread::default();
    for spread in spreads {
        for (sum, part) in whole.iter_mut().zip(spread) {
            for (key, value) in part {
                *sum.entry(key.clone()).or_default() += value;
            }
        }
    }
    let mut far: Vec<(f64, usize)> =
        spreads.iter().enumerate().map(|(i, s)| (mean(&apart(s, &whole)).unwrap_or(0.0), i)).collect();
    far.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    far.into_iter().take(EXACT).map(|f| f.1).collect()
}

/// Quoted words by speaker, sentences by topic, uses by naming choice.
type Spread = [BTreeMap<String, f64>; 3];

fn spreads(members: &[Placed<'_>], quoted: &[QuotedRow]) -> Vec<Spread> {
    let mut out: Vec<Spread> = members.iter().map(|m| spread(m.1)).collect();
    for row in quoted {
        for (spread, &words) in out.iter_mut().zip(&row.words).filter(|(_, w)| **w > 0) {
            *spread[0].entry(row.name.clone()).or_default() += words as f64;
        }
    }
    out
}

/// Topics and naming choices of one article; the voices come from the story, where one person has one name.
fn spread(member: &Member) -> Spread {
    let passing = member.passing();
    let profile = passing.side().profile;
    let topics = profile.topics.iter().filter(|t| t.layer != TopicLayer::Frame);
    let topics = topics.map(|t| (t.id.clone(), t.sentences.len() as f64));
    let mut names: BTreeMap<String, f64> = BTreeMap::new();
    for hit in &profile.naming {
        *names.entry(format!("{}={}", hit.concept, hit.variant)).or_default() += 1.0;
    }
    [BTreeMap::new(), topics.collect(), names]
}

/// √JSD (a metric: Endres & Schindelin 2003) over voices, topics and names, as far as both have them.
fn apart(a: &Spread, b: &Spread) -> Parts {
    let mut out = Parts::default();
    for (slot, (x, y)) in out.iter_mut().zip(a.iter().zip(b)) {
        if x.is_empty() || y.is_empty() {
            continue;
        }
        let mut keys: Vec<&String> = x.keys().chain(y.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        let row =
            |m: &BTreeMap<String, f64>| keys.iter().map(|k| m.get(*k).copied().unwrap_or(0.0)).collect::<Vec<_>>();
        *slot = Some(jensen_shannon(&row(x), &row(y)).sqrt());
    }
    out
}

/// The distance: the mean of the parts that there are.
fn mean(parts: &Parts) -> Option<f64> {
    let known: Vec<f64> = parts.iter().flatten().copied().collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
}

/// Quoted words by kind of source.
fn sources(members: &[Placed<'_>]) -> Vec<SourceRow> {
    let mut rows: BTreeMap<Option<SourceType>, Vec<usize>> = BTreeMap::new();
    for (i, (_, member)) in members.iter().enumerate() {
        for share in member.sources().iter().filter(|s| s.words > 0) {
            let row = rows.entry(share.group).or_insert_with(|| vec![0; members.len()]);
            row[i] += share.words;
        }
    }
    let mut out: Vec<SourceRow> =
        rows.into_iter().map(|(source_type, words)| SourceRow { source_type, words }).collect();
    out.sort_by_key(|r| (r.source_type.is_none(), std::cmp::Reverse(r.words.iter().sum::<usize>())));
    out
}

/// A quoted speaker: the article's index, its entity, and how many words.
type Heard = (usize, u32, Entity, usize);

/// Who is quoted where; one person is one row, however the articles spell the name. Full names come first, so that a
/// surname that two of them bear is a row of its own.
fn quoted(members: &[Placed<'_>]) -> Vec<QuotedRow> {
    let mut heard: Vec<Heard> = Vec::new();
    for (i, (_, member)) in members.iter().enumerate() {
        heard.extend(member.heard().into_iter().map(|(entity, speaker, words)| (i, speaker, entity, words)));
    }
    heard.sort_by_key(|h| identity::is_one_word(&h.2));
    let mut rows: Vec<QuotedRow> = Vec::new();
    let mut buckets: BTreeMap<String, Vec<(usize, &Entity)>> = BTreeMap::new();
    for &(i, speaker, ref entity, words) in &heard {
        let known = buckets.entry(identity::bucket(entity)).or_default();
        let mut fitting: Vec<usize> = known.iter().filter(|k| identity::same(k.1, entity)).map(|k| k.0).collect();
        fitting.dedup();
        let at = match fitting.as_slice() {
            [one] => *one,
            [first, ..] if !identity::is_one_word(entity) => *first,
            _ => rows.len(),
        };
        if at == rows.len() {
            rows.push(QuotedRow {
                name: entity.name.clone(),
                camp: None,
                entities: vec![None; members.len()],
                words: vec![0; members.len()],
            });
        }
        known.push((at, entity));
        let row = &mut rows[at];
        row.words[i] += words;
        row.entities[i] = row.entities[i].or(Some(speaker));
        row.camp = row.camp.take().or_else(|| entity.camp.clone());
        if entity.name.len() > row.name.len() {
            row.name.clone_from(&entity.name);
        }
    }
    rows.sort_by_key(|r| (std::cmp::Reverse(r.words.iter().sum::<usize>()), r.name.clone()));
    rows
}

/// The exact shares of shared copy.
fn copies(members: &[Placed<'_>]) -> Vec<Vec<f64>> {
    let n = members.len();
    let sets: Vec<_> = members.iter().map(|m| shingles(m.1.features())).collect();
    let mut out = vec![vec![0.0; n]; n];
    for i in 0..n {
        out[i][i] = 1.0;
        for j in i + 1..n {
            let (small, large) =
                if sets[i].len() <= sets[j].len() { (&sets[i], &sets[j]) } else { (&sets[j], &sets[i]) };
            let both = small.iter().filter(|s| large.contains(s)).count();
            let share = both as f64 / small.len().max(1) as f64;
            (out[i][j], out[j][i]) = (share, share);
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
        Pool::new(Arc::default(), articles.into_iter().map(|f| f.member()))
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
    fn a_surname_of_two_people_is_neither_of_them() {
        let story = story(&pool(vec![
            quoting("a", &["Roe"]),
            quoting("b", &["Bill Roe"]),
            quoting("c", &["Hilda Roe"]),
            quoting("d", &["William Roe"]),
        ]));
        let mut names: Vec<&str> = story.quoted.iter().map(|r| r.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["Hilda Roe", "Roe", "William Roe"]);
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
        assert!(story.distance.is_empty() && story.shared.is_empty());
    }

    #[test]
    fn a_large_story_is_laid_out_by_its_farthest_articles() {
        let articles = (0..60).map(|i| quoting(&format!("a{i}"), &[if i == 7 { "Bo Lund" } else { "Ann Roe" }]));
        let pool = pool(articles.collect());
        let story = story_of(&pool, &(0..60).collect::<Vec<_>>());
        assert_eq!((story.articles.len(), story.left_out, story.distance.len()), (EXACT, 10, EXACT));
        assert!(story.articles.contains(&7) && story.pairs[0].0.max(story.pairs[0].1).max(7) >= 7);
    }

    #[test]
    fn a_story_within_a_pool_keeps_the_positions_of_the_pool() {
        let pool = pool(vec![quoting("a", &["Ann Roe"]), quoting("b", &["Bo Lund"]), quoting("c", &["Carl Wik"])]);
        let story = story_of(&pool, &[0, 2]);
        assert_eq!((story.articles.as_slice(), story.pairs.as_slice()), (&[0, 2][..], &[(0, 2)][..]));
        assert_eq!(story.parts[0][1], [Some(1.0), None, None]);
        assert_eq!(story.sources.iter().map(|r| r.words.len()).max(), Some(2));
    }
}
