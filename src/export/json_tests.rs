use std::sync::Arc;

use serde_json::Value;

use crate::{
    analysis::{
        Lists, Profile,
        attributions::{Act, Attribution, AttributionKind},
        entities::{Entity, EntityKind, Gender, SourceType},
        loaded::LoadedHit,
        profile::Confidence,
        voices::Voice,
    },
    articles::{Article, Document, Field, Line, Metadata, Provenance, Role},
    text::Span,
};

const TEXT: &str = "The mayor\u{202e} slammed it. “No,” said Éva Nagy.";

fn sample() -> (Article, Profile) {
    let line = Line { span: Span::new(0, TEXT.len()), role: Role::Body, why: "text".into(), edited: false };
    let meta = Metadata {
        title: Some(Field::new("T\u{1b}[31m".to_owned(), Provenance::Line { line: 1 })),
        ..Metadata::default()
    };
    let article = Article {
        id: "a".into(),
        file: "a.txt".into(),
        text: Arc::from(TEXT),
        lines: vec![line],
        meta,
        notices: Vec::new(),
    };
    let at = |s: &str| {
        let from = TEXT.find(s).unwrap();
        Span::new(from, from + s.len())
    };
    let attribution = Attribution {
        source: Some(at("Éva Nagy")),
        cue: vec![at("said")],
        content: vec![at("“No,”")],
        kind: AttributionKind::Direct,
        act: Act::Speech,
        speaker: Some(0),
        confidence: Confidence::Sure,
        relay: None,
        lemma: "say".into(),
        why: "named".into(),
        edited: false,
    };
    let entity = Entity {
        name: "Éva Nagy".into(),
        kind: EntityKind::Person,
        gender: Gender::Unknown,
        source_type: SourceType::Unknown,
        office: None,
        camp: None,
        aliases: Vec::new(),
        mentions: vec![at("Éva Nagy")],
        edited: false,
    };
    let hit = LoadedHit {
        span: at("mayor\u{202e} slammed"),
        entry: 0,
        weight: 0.8,
        voice: Voice::Narrator,
        headline: false,
        counted: true,
        why: String::new(),
        edited: false,
    };
    let profile = Profile {
        document: Document::of(&article),
        attributions: vec![attribution],
        entities: vec![entity],
        loaded: vec![hit],
        ..Profile::default()
    };
    (article, profile)
}

fn value() -> Value {
    let (article, profile) = sample();
    serde_json::from_str(&serde_json::to_string(&super::article(&article, &profile, &Lists::default(), &[])).unwrap())
        .unwrap()
}

#[test]
fn the_schema_comes_first() {
    let (article, profile) = sample();
    let text = serde_json::to_string(&super::article(&article, &profile, &Lists::default(), &[])).unwrap();
    assert!(text.starts_with(r#"{"schema":"parallax.article/1","id":"a""#), "{text}");
}

#[test]
fn attributions_read_as_the_scorers_expect() {
    let v = value();
    let a = &v["attributions"][0];
    assert_eq!(a["kind"], "direct");
    assert_eq!(a["act"], "speech");
    assert_eq!(a["speaker"], "Éva Nagy");
    let [s, e] = [0, 1].map(|i| usize::try_from(a["content"][0][i].as_u64().unwrap()).unwrap());
    assert_eq!(TEXT.get(s..e), Some("“No,”"));
    assert_eq!(a["source"].as_array().map(Vec::len), Some(1));
}

#[test]
fn weights_keep_their_short_form() {
    let (article, profile) = sample();
    let text = serde_json::to_string(&super::article(&article, &profile, &Lists::default(), &[])).unwrap();
    assert!(text.contains(r#""weight":0.8,"voice":"narrator","counted":true"#), "{text}");
}

#[test]
fn what_is_not_stated_is_null_and_not_left_out() {
    let v = value();
    assert_eq!(v.get("outlet"), Some(&Value::Null));
    assert_eq!(v.get("outlet_from"), Some(&Value::Null));
    assert_eq!(v["title_from"], "stated in the file, line 1");
}

#[test]
fn hostile_characters_do_not_leave() {
    let v = value();
    assert_eq!(v["title"], "T␛[31m");
    assert_eq!(v["loaded"][0]["term"], "mayor\u{fffd} slammed");
}
