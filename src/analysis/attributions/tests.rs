use super::*;
use crate::{
    analysis::{quotations, tokens},
    articles::{Line, Metadata, Role},
};

/// Source, cue, content and kind of an attribution, as text.
#[derive(Debug)]
struct Seen {
    source: String,
    cue: String,
    content: String,
    kind: AttributionKind,
    act: Act,
    relay: Option<String>,
    why: String,
}

fn seen(text: &str) -> Vec<Seen> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let role = if line.trim().is_empty() { Role::Blank } else { Role::Body };
        lines.push(Line { span: Span::new(at, at + line.len()), role, why: "test".into(), edited: false });
        at += line.len() + 1;
    }
    let article = Article {
        id: "a".into(),
        file: "a".into(),
        text: text.into(),
        lines,
        meta: Metadata::default(),
        notices: Vec::new(),
    };
    let lists = Lists::builtin();
    let document = Document::of(&article);
    let tokens = tokens::tokenize(&article, &document, &lists);
    let quotations = quotations::find(&article, &document);
    let found = find(&article, &document, &tokens, &quotations, &lists);
    let of = |spans: &[Span]| spans.iter().map(|&s| article.slice(s)).collect::<Vec<_>>().join(" | ");
    found
        .into_iter()
        .map(|a| Seen {
            source: a.source.map_or(String::new(), |s| article.slice(s).to_owned()),
            cue: of(&a.cue),
            content: of(&a.content),
            kind: a.kind,
            act: a.act,
            relay: a.relay,
            why: a.why,
        })
        .collect()
}

/// There is an attribution with this cue; its source is `source` and its content holds `content`.
#[track_caller]
fn assert_found(text: &str, source: &str, cue: &str, content: &str) {
    let all = seen(text);
    let one = all.iter().find(|s| s.cue.contains(cue));
    assert!(one.is_some_and(|s| s.source.contains(source) && s.content.contains(content)), "{text}\n{all:#?}");
}

/// No attribution has a cue with this word.
#[track_caller]
fn assert_none(text: &str, cue: &str) {
    let all = seen(text);
    assert!(all.iter().all(|s| !s.cue.contains(cue)), "{text}\n{all:#?}");
}

#[test]
fn a_clause_under_a_verb_of_saying() {
    assert_found("Ms. Roe said that the bridge would reopen in May.", "Roe", "said", "the bridge would reopen in May");
    assert_found("The ministry said the bridge had been closed.", "The ministry", "said", "the bridge had been closed");
    assert_none("The bridge was closed in May after heavy rain.", "closed");
}

#[test]
fn inverted_order() {
    assert_found("“The bridge is safe,” said Nina Petrova, who runs the ministry.", "Nina Petrova", "said", "is safe");
    assert_none("She read the book in the garden of her uncle.", "garden");
}

#[test]
fn a_descriptive_clause_between_name_and_verb() {
    let text = "“We had no water for days,” Maria Roe, a doctor who lives near the bridge, said on Monday.";
    assert_found(text, "Maria Roe", "said", "no water for days");
    assert_found("Mr. Hale, a carpenter from the north, said that prices had doubled.", "Mr. Hale", "said", "doubled");
}

#[test]
fn according_to_before_and_after_the_content() {
    assert_found("According to the mayor, the bridge will reopen in May.", "the mayor", "According to", "will reopen");
    assert_found("The bridge will reopen in May, according to the mayor.", "the mayor", "according to", "will reopen");
    assert_none("The teams were seated in order of age and height.", "order");
}

#[test]
fn a_cue_in_the_middle_splits_the_content() {
    let text = "The bridge, the mayor said, will reopen in May.";
    assert_found(text, "the mayor", "said", "will reopen in May");
}

#[test]
fn an_utterance_in_two_parts() {
    let text = "“We are tired,” Ms. Roe said. “We want to go home.”";
    assert_found(text, "Ms. Roe", "said", "We are tired");
    assert_found(text, "Ms. Roe", "said", "We want to go home");
    assert_eq!(seen(text).len(), 1);
}

#[test]
fn a_question_mark_does_not_part_a_quotation_from_its_speaker() {
    assert_found("“Who will pay for all of this?” Mr. Hale asked.", "Mr. Hale", "asked", "Who will pay");
}

#[test]
fn a_mixed_quotation_is_of_kind_mixed() {
    let all = seen("Mr. Hale said that the plan was “a very bad joke” on the town.");
    assert!(all.iter().any(|s| s.kind == AttributionKind::Mixed && s.cue == "said"), "{all:#?}");
}

#[test]
fn several_speakers_in_one_sentence() {
    let text = "Ms. Roe said the bridge was safe, but Mr. Hale argued that it should be closed.";
    assert_found(text, "Ms. Roe", "said", "the bridge was safe");
    assert_found(text, "Mr. Hale", "argued", "it should be closed");
}

#[test]
fn a_colon_leads_to_a_quotation() {
    assert_found("Ms. Roe said: “The bridge is safe and it will stay open.”", "Ms. Roe", "said", "The bridge is safe");
    assert_none("The town has three bridges: one old, one new and one closed.", ":");
}

#[test]
fn collective_and_anonymous_sources_stay_what_they_are() {
    assert_found("Officials said the attack had failed.", "Officials", "said", "the attack had failed");
    assert_found("Two diplomats told reporters that talks had begun.", "Two diplomats", "told", "talks had begun");
}

#[test]
fn a_medium_that_is_told_is_the_carrier() {
    let all = seen("Ms. Roe told Fox News that the bridge was safe.");
    let told = all.iter().find(|s| s.cue.contains("told"));
    assert_eq!(told.and_then(|s| s.relay.as_deref()), Some("Fox News"), "{all:#?}");
    assert!(told.is_some_and(|s| s.source.contains("Roe")));
    let all = seen("Ms. Roe told her brother that the bridge was safe.");
    assert!(all.iter().all(|s| s.relay.is_none()), "{all:#?}");
}

#[test]
fn a_medium_that_cites_is_the_carrier() {
    let all = seen("The Daily News reported that the bridge was safe, citing two engineers.");
    let one = all.iter().find(|s| s.cue.contains("reported"));
    assert!(
        one.is_some_and(|s| s.source == "two engineers" && s.relay.as_deref() == Some("The Daily News")),
        "{all:#?}"
    );
}

#[test]
fn acts_follow_the_cue() {
    let act = |text: &str, cue: &str| seen(text).into_iter().find(|s| s.cue.contains(cue)).map(|s| s.act);
    assert_eq!(act("Ms. Roe said that the bridge was safe.", "said"), Some(Act::Speech));
    assert_eq!(act("Ms. Roe believes that the bridge is safe.", "believes"), Some(Act::Thought));
    assert_eq!(act("Ms. Roe wants to close the bridge.", "wants"), Some(Act::Intention));
}

#[test]
fn a_transcript_line_has_its_colon_as_cue() {
    assert_found("HALE: I think that the bridge is safe.", "HALE", ":", "the bridge is safe");
}

#[test]
fn a_dateline_is_no_source() {
    let all = seen("RIVERTON (AP) — The mayor said that the bridge would reopen.");
    let said = all.iter().find(|s| s.cue.contains("said"));
    assert!(said.is_some_and(|s| s.source.contains("The mayor") && !s.source.contains("RIVERTON")), "{all:#?}");
}

#[test]
fn contents_do_not_nest() {
    let all = seen("Ms. Roe said that Mr. Hale had told her that the bridge was safe.");
    assert_eq!(all.len(), 1, "{all:#?}");
}

#[test]
fn every_attribution_has_content_and_a_reason() {
    for one in seen("Ms. Roe said she was “tired.” Mr. Hale hopes to win. Critics of the plan claim it failed.") {
        assert!(!one.content.is_empty() && one.why.len() > 20, "{one:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_gives_spans_on_boundaries(text in "[ a-zA-Z“”\"'.,:?!\n—é]{0,300}") {
        for one in seen(&text) {
            proptest::prop_assert!(!one.content.is_empty());
        }
    }

    #[test]
    fn sentences_of_cue_words_do_not_panic(words in proptest::collection::vec(
        proptest::sample::select(vec!["said", "“", "”", ",", ".", "Roe", "that", "the", "told", "according", "to", "\n", "?", ":", "claims"]), 0..60)
    ) {
        seen(&words.join(" "));
    }
}
