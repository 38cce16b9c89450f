//! The sample story's own topics against the hand-made reference, where that is present.

use std::path::Path;

use crate::{
    analysis::{Lists, topics},
    articles::{Article, Document, Rules, assemble},
    sources::{Options, read_path},
};

fn seeds() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

fn read(file: &str) -> Article {
    let raw = read_path(&seeds().join(file), &Options::default()).next().expect("one article").expect("readable");
    assemble(raw, Rules::embedded())
}

fn lists() -> Lists {
    let project = std::fs::read_to_string(seeds().join("parallax.toml")).expect("the samples have a project file");
    let (lists, mistakes) = Lists::builtin().with_project(&project, "parallax.toml");
    assert_eq!(mistakes, []);
    lists
}

#[test]
fn every_main_topic_of_the_samples_is_covered_and_no_absent_one() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/seeds/gold.json");
    let Ok(gold) = std::fs::read_to_string(&gold) else {
        eprintln!("skipped: no reference for the samples here");
        return;
    };
    let gold: serde_json::Value = serde_json::from_str(&gold).expect("JSON");
    let lists = lists();
    let mut wrong = Vec::new();
    for entry in gold["articles"].as_array().expect("articles") {
        let file = entry["file"].as_str().expect("file");
        let article = read(file);
        let document = Document::of(&article);
        let found = topics::cover(&lists.matcher.scan(&article, &document), &lists);
        let story: Vec<_> = found.iter().filter(|c| c.layer == topics::TopicLayer::Story).collect();
        let ids = |key: &str| entry[key].as_array().expect("ids").iter().filter_map(|v| v.as_str()).collect::<Vec<_>>();
        for id in ids("topics_main") {
            if !story.iter().any(|c| c.id == id) {
                wrong.push(format!("{file}: {id} is not found"));
            }
        }
        for id in ids("topics_absent") {
            if let Some(c) = story.iter().find(|c| c.id == id) {
                let words: Vec<_> = c.cues.iter().map(|f| article.slice(f.span)).collect();
                wrong.push(format!("{file}: {id} by {words:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
