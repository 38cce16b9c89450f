use super::*;
use crate::{analysis::testing::article, articles::Document};

fn hits(layer: Layer, text: &str) -> Vec<String> {
    let article = article(text);
    let lists = Lists::builtin();
    let scan = lists.matcher.scan(&article, &Document::of(&article));
    let found = find(&article, &scan, &Voices::default(), &lists);
    found.into_iter().filter(|h| h.layer == layer).map(|h| h.span.of(text).to_owned()).collect()
}

#[test]
fn hedges_are_words_and_not_months() {
    assert_eq!(hits(Layer::Hedge, "It may rain in May. Perhaps not."), ["may", "Perhaps"]);
    assert!(hits(Layer::Hedge, "He would rather stay than go.").is_empty());
}

#[test]
fn boosters_are_found_unless_denied() {
    assert_eq!(hits(Layer::Booster, "Clearly, no one came. It is utterly false."), ["Clearly", "utterly"]);
    assert!(hits(Layer::Booster, "It is not always so.").is_empty());
}

#[test]
fn questions_and_manner_are_no_boosters() {
    for text in [
        "Nobody knew what exactly had happened.",
        "She never left the city.",
        "The work came naturally to her.",
        "It hasn't proven to be a good plan.",
        "The bolt must be cut.",
    ] {
        assert_eq!(hits(Layer::Booster, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_condition_and_a_creed_are_no_hedges() {
    assert!(hits(Layer::Hedge, "If possible, come early. I believe in God.").is_empty());
    assert_eq!(hits(Layer::Hedge, "A deal is possible. I believe she left."), ["possible", "I believe"]);
}

#[test]
fn an_upbringing_is_no_passive() {
    assert!(hits(Layer::AgentlessPassive, "He was raised in Boston.").is_empty());
    assert_eq!(hits(Layer::AgentlessPassive, "Taxes were raised again."), ["were raised"]);
}

#[test]
fn factives_need_their_clause() {
    assert_eq!(hits(Layer::Factive, "She realised that he had gone."), ["realised that"]);
    assert!(hits(Layer::Factive, "He found a coin. They know him.").is_empty());
}

#[test]
fn a_passive_without_an_agent_is_a_hit() {
    assert_eq!(hits(Layer::AgentlessPassive, "Ten people were killed on Monday."), ["were killed"]);
    assert_eq!(hits(Layer::AgentlessPassive, "The plan has been quietly rejected."), ["been quietly rejected"]);
    assert_eq!(hits(Layer::AgentlessPassive, "Two men got arrested by Friday."), ["got arrested"]);
    assert_eq!(hits(Layer::AgentlessPassive, "He wasn’t charged."), ["wasn’t charged"]);
}

#[test]
fn a_passive_with_its_agent_and_an_active_are_none() {
    for text in [
        "Ten people were killed by the army.",
        "Ten people were killed in their homes by Russian missiles.",
        "The army killed ten people.",
        "He was happy, killed time and left.",
        "The killed soldiers were young.",
    ] {
        assert_eq!(hits(Layer::AgentlessPassive, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn by_and_a_means_is_no_agent() {
    assert_eq!(hits(Layer::AgentlessPassive, "The town was destroyed by shelling it for weeks.").len(), 1);
}

#[test]
fn a_reason_is_given() {
    let article = article("Ten people were killed.");
    let lists = Lists::builtin();
    let scan = lists.matcher.scan(&article, &Document::of(&article));
    let found = find(&article, &scan, &Voices::default(), &lists);
    assert!(found[0].why.contains("no agent"), "{}", found[0].why);
}
