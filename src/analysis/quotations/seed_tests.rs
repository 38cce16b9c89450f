//! What the samples count as somebody's words against the hand-made reference, where that is present.

use std::path::Path;

use super::QuoteClass;
use crate::{
    analysis::{Lists, Profile, analyze},
    articles::{Article, Rules, assemble},
    sources::{Options, read_path},
};

/// Every sample with its profile and its entry in the reference; none where the reference is absent.
fn samples() -> Vec<(Article, Profile, serde_json::Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Ok(gold) = std::fs::read_to_string(root.join("../shared/eval/seeds/gold.json")) else {
        eprintln!("skipped: no reference for the samples here");
        return Vec::new();
    };
    let gold: serde_json::Value = serde_json::from_str(&gold).expect("JSON");
    let lists = Lists::builtin();
    let entries = gold["articles"].as_array().expect("articles").clone();
    let sample = |entry: serde_json::Value| {
        let path = root.join("seeds").join(entry["file"].as_str().expect("file"));
        let raw = read_path(&path, &Options::default()).next().expect("one article").expect("readable");
        let article = assemble(raw, Rules::embedded());
        let profile = analyze(&article, &lists);
        (article, profile, entry)
    };
    entries.into_iter().map(sample).collect()
}

/// Whether the reference has an entry over the bytes that fits.
fn judged(entry: &serde_json::Value, start: u64, end: u64, fits: impl Fn(&serde_json::Value) -> bool) -> Option<bool> {
    let over = |q: &&serde_json::Value| {
        q["byte_start"].as_u64().is_some_and(|s| s < end) && q["byte_end"].as_u64().is_some_and(|e| start < e)
    };
    let here: Vec<_> = entry["quotes"].as_array().expect("quotes").iter().filter(over).collect();
    (!here.is_empty()).then(|| here.into_iter().any(fits))
}

#[test]
fn the_samples_count_no_term_scare_quote_pull_quote_or_nested_quotation() {
    for (article, profile, entry) in samples() {
        for q in profile.quotations.iter().filter(|q| q.counted()) {
            let counts = judged(&entry, q.span.start.into(), q.span.end.into(), |g| g["counted"] == true);
            assert_eq!(counts, Some(true), "{}: {} ({})", article.id, article.slice(q.span), q.why);
        }
    }
}

#[test]
fn the_samples_count_every_quotation_of_the_reference() {
    for (article, profile, entry) in samples() {
        for q in profile.quotations.iter().filter(|q| !q.counted() && q.class != QuoteClass::Nested) {
            let counts = judged(&entry, q.span.start.into(), q.span.end.into(), |g| g["counted"] == true);
            assert_ne!(counts, Some(true), "{}: {} ({})", article.id, article.slice(q.span), q.why);
        }
    }
}

#[test]
fn no_speaker_of_the_samples_is_a_deed_a_fear_or_a_broken_title() {
    for (article, profile, _) in samples() {
        let speakers = profile.attributions.iter().filter_map(|a| profile.entities.get(a.speaker? as usize));
        for e in speakers {
            let odd = ["Nothing", "concerns", "warning", "State ", "Secretary ", "exclusion", "move", "funeral"];
            assert!(!odd.iter().any(|o| e.name.starts_with(o)), "{}: {}", article.id, e.name);
        }
    }
}
