//! Two small articles through the whole analysis, and what is written about them.

use std::sync::Arc;

use serde_json::Value;

use crate::{
    analysis::{Lists, Packed, analyze},
    articles::{Rules, assemble},
    comparison::{Member, Pool, citation::Citation},
    export::{Story, pairs, rows},
    sources::{Origin, RawArticle},
    text::Span,
};

const LEFT: &str = "Mayor opens bridge\n\nThe mayor opened the new bridge over the river on Monday. “We have waited for \
    this day for eleven long years and every one of them was worth it,” said Anna Kovac, the mayor of the town, at \
    the river bank.\n\nShe said that the work had cost less than planned and was done before the winter.\n";
const RIGHT: &str = "Bridge opens late\n\nA bridge that came years late and over budget was finally opened on \
    Monday. Residents called it a “white elephant”. Critics said the costs had exploded.\n";

/// A pool of texts with made-up outlets.
pub(super) fn pool(texts: &[(&str, &str)]) -> Pool {
    let lists = Arc::new(Lists::builtin());
    let member = |(outlet, text): &(&str, &str)| {
        let raw = RawArticle {
            id: outlet.to_lowercase().replace(' ', "-"),
            file: format!("{outlet}.txt"),
            text: (*text).to_owned(),
            origin: Origin::Dump,
            ..RawArticle::default()
        };
        let article = assemble(raw, Rules::embedded());
        let profile = Packed::of(analyze(&article, &lists));
        Member::new(Arc::new(article), Arc::new(profile), (*outlet).to_owned())
    };
    Pool::new(Arc::clone(&lists), texts.iter().map(member))
}

pub(super) fn small() -> Pool {
    pool(&[("Left Post", LEFT), ("Right Times", RIGHT)])
}

fn data(pool: &Pool) -> Value {
    let story = Story::of("Bridge", pool);
    serde_json::from_str(&serde_json::to_string(&pairs::story(&story)).unwrap()).unwrap()
}

#[test]
fn a_story_has_its_articles_and_every_pair() {
    let pool = small();
    let v = data(&pool);
    assert_eq!(v["schema"], "parallax.story/1");
    assert_eq!(v["articles"].as_array().unwrap().len(), 2);
    let pair = &v["pairs"][0];
    assert_eq!((pair["a"].as_str(), pair["b"].as_str()), (Some("left-post"), Some("right-times")));
}

#[test]
fn figures_of_pairs_and_articles_are_the_same() {
    let pool = small();
    let v = data(&pool);
    let own = v["articles"][1]["measures"].as_array().unwrap();
    for (m, p) in own.iter().zip(v["pairs"][0]["measures"].as_array().unwrap()) {
        assert_eq!((&m["name"], &m["value"], &m["n"]), (&p["name"], &p["b"], &p["n_b"]));
        assert_eq!((&m["interval"], &m["base"]), (&p["interval_b"], &p["base_b"]));
    }
}

#[test]
fn a_pair_tells_its_warnings_and_a_sentence_for_every_measure() {
    let v = data(&small());
    let pair = &v["pairs"][0];
    assert!(!pair["warnings"].as_array().unwrap().is_empty());
    for m in pair["measures"].as_array().unwrap() {
        let (sentence, reading) = (m["sentence"].as_str().unwrap(), m["reading"].as_str().unwrap());
        assert!(sentence.contains("Left Post") && sentence.contains("Right Times"), "{sentence}");
        assert_eq!(sentence.contains("a clear difference"), reading == "clear", "{sentence}");
        assert_eq!(sentence.ends_with("no clear difference."), reading == "no_clear", "{sentence}");
        assert_eq!(sentence.ends_with("too few to say."), reading == "too_few", "{sentence}");
    }
    for voice in ["distinctive", "distinctive_direct", "distinctive_indirect", "distinctive_all"] {
        assert!(pair[voice].is_array(), "{voice}");
    }
}

#[test]
fn the_table_holds_the_figures_of_the_data() {
    let pool = small();
    let mut out = Vec::new();
    let story = Story::of("small", &pool);
    rows::write(&story, &mut out).unwrap();
    let mut reader = csv::Reader::from_reader(out.as_slice());
    let v = data(&pool);
    let all: Vec<&Value> =
        v["articles"].as_array().unwrap().iter().flat_map(|a| a["measures"].as_array().unwrap()).collect();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let compared = &records[all.len()..];
    assert_eq!(compared.len(), story.pairs.len() * story.pairs[0].comparison.measures.len());
    assert!(compared.iter().all(|r| r.get(13) == Some("right-times") && r.get(16).is_some_and(|w| !w.is_empty())));
    assert!(records[0].get(15) == Some(""));
    for (record, m) in records.iter().zip(all) {
        assert_eq!(record.get(4), m["name"].as_str());
        assert_eq!(record.get(6), Some(m["n"].to_string().as_str()));
    }
}

#[test]
fn of_many_articles_only_some_pairs_are_made_and_it_is_said() {
    let texts: Vec<(String, &str)> = (0..13).map(|i| (format!("Paper {i}"), "A line of text.\n")).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (n.as_str(), *t)).collect();
    let pool = pool(&texts);
    let story = Story::of("many", &pool);
    assert_eq!(story.pairs.len(), 12);
    assert!(story.notices[0].contains("13 articles"));
    assert_eq!(Story::with_pairs("two", &pool, [(0, 12), (1, 99)]).pairs.len(), 1);
}

#[test]
fn a_copied_finding_says_where_it_stands() {
    let pool = small();
    let article = &pool.members[0].article;
    let at = article.text.find("“We have").unwrap();
    let span = Span::new(at, article.text.find(" said Anna").unwrap());
    let definition = crate::comparison::MeasureId::QuotedShare.definition();
    let text = Citation { article, span, why: "“said” follows", definition: Some(definition) }.text();
    assert!(text.starts_with("“We have waited"), "{text}");
    assert!(text.contains("line 3 (left-post:3)") && text.contains("why: “said” follows"), "{text}");
    assert!(text.contains(&definition.formula), "{text}");
}
