use super::*;
use crate::{
    analysis::testing::{article, article_of},
    articles::Document,
};

fn named(text: &str) -> Vec<(String, String)> {
    let article = article(text);
    let lists = Lists::builtin();
    let scan = lists.matcher.scan(&article, &Document::of(&article));
    find(&scan, &Voices::default(), &lists).into_iter().map(|h| (h.concept, h.variant)).collect()
}

fn variants(concept: &str, text: &str) -> Vec<String> {
    named(text).into_iter().filter(|(c, _)| c == concept).map(|(_, v)| v).collect()
}

#[test]
fn a_dish_is_not_a_capital() {
    assert_eq!(variants("capital_of_ukraine", "He ate chicken Kiev in Kyiv."), ["Kyiv"]);
}

#[test]
fn the_longest_variant_wins() {
    let text = "The full-scale invasion, or “special military operation”, is a war.";
    assert_eq!(variants("naming_a_war", text), ["full-scale invasion", "special military operation", "war"]);
}

#[test]
fn other_wars_and_crises_are_no_wars() {
    let text = "A price war, the Cold War, the euro crisis and World War II did not start this trade war.";
    assert!(variants("naming_a_war", text).is_empty());
}

#[test]
fn a_resignation_in_protest_and_a_closed_government_are_no_choices() {
    let text = "He resigned in protest, and Congress voted to reopen the government and end the fiscal crisis.";
    assert_eq!(named(text), []);
    assert_eq!(variants("crowd_in_the_street", "A protest blocked the road."), ["protest"]);
    assert_eq!(variants("government_or_regime", "The government met the regime."), ["government", "regime"]);
}

#[test]
fn part_of_a_longer_name_is_no_choice() {
    assert_eq!(named("She spoke at the Conservative Political Action Conference."), []);
    assert_eq!(variants("government_or_regime", "The Roe Administration said no."), ["administration"]);
}

#[test]
fn a_bare_person_is_not_illegal_but_an_illegal_immigrant_is() {
    assert_eq!(variants("people_who_cross", "It is illegal to park here."), Vec::<String>::new());
    assert_eq!(variants("people_who_cross", "Two illegal immigrants met a refugee."), ["illegal immigrant", "refugee"]);
}

#[test]
fn tax_relief_and_tax_cuts_are_one_concept() {
    assert_eq!(
        variants("taxes", "Tax relief, said one; tax cuts for the rich, said another."),
        ["tax relief", "tax cut", "the rich"]
    );
}

#[test]
fn a_place_in_a_phrase_of_place_is_not_the_state() {
    assert!(variants("capital_for_state", "They met in Moscow.").is_empty());
    assert_eq!(variants("capital_for_state", "Moscow rejected the plan."), ["Moscow"]);
}

#[test]
fn every_variant_has_a_gloss() {
    let lists = Lists::builtin();
    assert!(lists.naming.groups.len() >= 40);
    for group in &lists.naming.groups {
        for cue in &group.cues {
            assert!(!cue.gloss.is_empty(), "{}: {}", group.id, cue.text);
        }
    }
}

#[test]
fn headlines_are_not_body() {
    let article = article_of("Kiev burns\nThe city stands.", &[crate::articles::Role::Headline]);
    let lists = Lists::builtin();
    let scan = lists.matcher.scan(&article, &Document::of(&article));
    assert!(find(&scan, &Voices::default(), &lists).is_empty());
}
