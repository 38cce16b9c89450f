//! Alignments and story groups against references; skipped where those are not at hand.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use parallax::{
    comparison::{Alignment, Member, Pool, Signature, compare, stories},
    workspace::{self, Input, Request},
};

fn pool() -> Pool {
    let (corpus, context, _) =
        workspace::open(&Request { inputs: vec![Input::Samples], ..Request::default() }).finish();
    let members = corpus.entries.into_iter().filter_map(|e| Some(Member::new(e.article, e.profile?, e.label)));
    Pool::new(Arc::clone(&context.lists), members)
}

/// A passage of the reference, or a part of it.
fn holds(text: &str, passage: &str) -> bool {
    let head: String = passage.chars().take(40).collect();
    text.contains(&head) || passage.contains(text)
}

fn found(gold: &serde_json::Value, pool: &Pool) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for (i, left) in pool.members.iter().enumerate() {
        for right in pool.members.iter().skip(i + 1) {
            for alignment in compare(left.side(), right.side(), pool).alignments {
                found.extend(items(gold, left, right, &alignment));
            }
        }
    }
    found
}

fn items(gold: &serde_json::Value, left: &Member, right: &Member, alignment: &Alignment) -> Vec<usize> {
    let list = gold["alignments"].as_array().expect("a list");
    let has = |item: &serde_json::Value, member: &Member, text: &str| {
        let passages = item["passages"].as_array().expect("a list");
        passages.iter().any(|p| {
            p["file"].as_str().is_some_and(|f| member.article.file.ends_with(f))
                && p["text"].as_str().is_some_and(|t| holds(text, t))
        })
    };
    let (x, y) = (left.article.slice(alignment.a), right.article.slice(alignment.b));
    (0..list.len()).filter(|&i| has(&list[i], left, x) && has(&list[i], right, y)).collect()
}

#[test]
fn at_least_six_of_the_twelve_reference_alignments_are_found() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/seeds/gold.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let gold: serde_json::Value = serde_json::from_str(&text).expect("the reference is JSON");
    let found = found(&gold, &pool());
    eprintln!("found {} of 12: {found:?}", found.len());
    assert!(found.len() >= 6, "found only {found:?}");
}

/// Sixty events with three articles each: pairs of one event belong together, all others do not.
#[test]
fn articles_of_one_event_are_grouped_into_one_story() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/loaded/basil_dev.jsonl");
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return;
    }
    let inputs = vec![Input::parse(&path.display().to_string())];
    let (corpus, ..) = workspace::open(&Request { inputs, ..Request::default() }).finish();
    let members = corpus.entries.into_iter().filter_map(|e| Some(Member::new(e.article, e.profile?, e.label)));
    let members: Vec<Member> = members.collect();
    let signatures: Vec<&Signature> = members.iter().map(Member::signature).collect();
    let event = |i: usize| members[i].article.id.rsplit_once('_').map(|x| x.0.to_owned());
    let groups = stories(&signatures);
    let pairs =
        groups.iter().flat_map(|g| g.iter().flat_map(|i| g.iter().filter(move |j| i < j).map(move |j| (*i, *j))));
    let (right, wrong): (Vec<_>, Vec<_>) = pairs.partition(|(i, j)| event(*i) == event(*j));
    let (precision, recall) = (right.len() as f64 / (right.len() + wrong.len()) as f64, right.len() as f64 / 180.0);
    eprintln!("{} groups of {} articles: precision {precision:.2}, recall {recall:.2}", groups.len(), members.len());
    assert!(precision > 0.9 && recall > 0.8, "precision {precision:.2}, recall {recall:.2}");
}
