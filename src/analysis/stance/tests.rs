use super::*;
use crate::{
    analysis::{
        attributions::{Act, AttributionKind},
        profile::Confidence,
        testing::article,
    },
    articles::Document,
};

/// The stance of the verb `cue` that reports `content` in `text`.
fn stance(text: &str, cue: &str, lemma: &str, content: &str) -> ReportingVerb {
    let span = |part: &str| text.find(part).map(|at| Span::new(at, at + part.len())).expect("part of the text");
    let attribution = Attribution {
        source: None,
        cue: vec![span(cue)],
        content: vec![span(content)],
        kind: AttributionKind::Indirect,
        act: Act::Speech,
        speaker: Some(3),
        confidence: Confidence::Sure,
        relay: None,
        lemma: lemma.to_owned(),
        why: String::new(),
        edited: false,
    };
    let article = article(text);
    let document = Document::of(&article);
    let lists = Lists::builtin();
    let scan = lists.matcher.scan(&article, &document);
    verbs(&article, &document, &[attribution], &scan, &lists).remove(0)
}

#[test]
fn the_list_gives_the_stance() {
    assert_eq!(stance("She said it rained.", "said", "say", "it rained").stance, Stance::Neutral);
    assert_eq!(stance("She claimed it rained.", "claimed", "claim", "it rained").stance, Stance::Doubting);
}

#[test]
fn an_adverb_beside_the_verb_changes_it() {
    let verb = stance("She rightly said it rained.", "said", "say", "it rained");
    assert_eq!(verb.stance, Stance::Endorsing);
    assert!(verb.why.contains("rightly"), "{}", verb.why);
    let verb = stance("He said, without evidence, that it rained.", "said", "say", "that it rained");
    assert_eq!(verb.stance, Stance::Doubting);
    assert_eq!(verb.speaker, Some(3));
}

#[test]
fn a_participle_after_the_words_changes_it() {
    let text = "“All is well,” she said, ignoring a dozen warnings.";
    assert_eq!(stance(text, "said", "say", "“All is well,”").stance, Stance::Doubting);
}

#[test]
fn an_adverb_inside_the_words_reported_does_not() {
    let text = "She said that he had been wrongly accused.";
    assert_eq!(stance(text, "said", "say", "that he had been wrongly accused").stance, Stance::Neutral);
}

#[test]
fn an_adverb_of_another_sentence_does_not() {
    assert_eq!(stance("She said it rained. Wrongly, he left.", "said", "say", "it rained").stance, Stance::Neutral);
}
