//! For every rule that finds a speaker: a text where it does, and one where it must not.

use super::rule;
use crate::analysis::{Lists, Profile, analyze, testing::article};

fn profile(text: &str) -> Profile {
    analyze(&article(text), &Lists::builtin())
}

/// Who says the quotation that holds `part`, and by which rules.
fn heard(text: &str, part: &str) -> (Option<String>, String) {
    let profile = profile(text);
    let q = profile.quotations.iter().find(|q| q.inner.of(text).contains(part)).expect("a quotation");
    (q.speaker.and_then(|s| profile.entities.get(s as usize)).map(|e| e.name.clone()), q.why.clone())
}

#[track_caller]
fn assert_says(text: &str, part: &str, speaker: &str) {
    let (found, why) = heard(text, part);
    assert_eq!(found.as_deref(), Some(speaker), "{text}\n{why}");
}

#[track_caller]
fn assert_unknown(text: &str, part: &str) {
    let (found, why) = heard(text, part);
    assert_eq!(found, None, "{text}\n{why}");
}

#[test]
fn verb_and_source_after_the_quotation() {
    assert_says("“We will go home at once,” said Jane Roe.", "We will go", "Jane Roe");
    assert_unknown("“We will go home at once.” Then the doors were closed.", "We will go");
}

#[test]
fn source_and_verb_after_the_quotation() {
    assert_says("“We will go home at once,” Jane Roe, a voter, said on Monday.", "We will go", "Jane Roe");
    assert_unknown("“We will go home at once.” The rain fell all night.", "We will go");
}

#[test]
fn source_and_verb_before_the_quotation() {
    assert_says("Jane Roe told the crowd: “We will go home at once.”", "We will go", "Jane Roe");
    assert_unknown("The rain fell all night. “We will go home at once.”", "We will go");
}

#[test]
fn the_name_that_a_phrase_before_the_verb_describes() {
    let text = "Jane Roe, the chief planner, said the group might build here, “depending on how the vote turns out in the end.”";
    assert_says(text, "depending", "Jane Roe");
    let text = "After the talk with Jane Roe the chief planner said: “We will go home at once.”";
    assert_ne!(heard(text, "We will go").0.as_deref(), Some("Jane Roe"));
}

#[test]
fn within_a_clause_of_reported_speech() {
    let text = "Jane Roe asserted that nobody would let the town be treated as a “sucker” any more.";
    assert_says(text, "sucker", "Jane Roe");
    assert_unknown("Jane Roe left the town that nobody would ever treat as a “sucker” any more.", "sucker");
}

#[test]
fn a_name_and_a_colon() {
    assert_says("Jane Roe: “We will go home at once.”", "We will go", "Jane Roe");
    assert_unknown("The end: a poem. “We will go home at once.”", "We will go");
}

#[test]
fn a_name_after_a_dash() {
    assert_says("“We will all go home at once.” — Jane Roe", "We will", "Jane Roe");
    assert_unknown("“We will all go home at once.” — a cold and rainy day", "We will");
}

#[test]
fn a_block_after_a_colon() {
    assert_says(
        "Jane Roe had a word for the council:\n“It is all their own fault in the end.”",
        "It is all",
        "Jane Roe",
    );
    assert_unknown("The rain fell on the old council house.\n“It is all their own fault in the end.”", "It is all");
}

#[test]
fn the_speaker_of_the_paragraph_before() {
    let text = "Jane Roe said that the bridge was safe.\n“It will stay open for all of us.”";
    assert_says(text, "It will stay", "Jane Roe");
    let text = "Jane Roe said that the bridge was safe. John Doe said it was not. The rain fell all night.\n“It will stay open for all of us.”";
    assert_unknown(text, "It will stay");
    let text = "EU leaders said that the bridge was safe.\n“It will stay open for all of us.”";
    assert_says(text, "It will stay", "EU leaders");
    let text = "Many families said that the bridge was safe.\n“It will stay open for all of us.”";
    assert_unknown(text, "It will stay");
}

#[test]
fn a_quotation_that_is_reopened() {
    let text = "“It will stay open,” Jane Roe said. “It is safe.\n“We have looked at every part of it.”";
    assert_says(text, "We have looked", "Jane Roe");
}

#[test]
fn somebody_who_is_only_named_before_says_nothing() {
    let text = "Nobody clapped when Jane Roe came in.\n“It will stay open for all of us.”";
    assert_unknown(text, "It will stay");
}

#[test]
fn the_subject_of_the_sentence_before() {
    assert_says("Jane Roe was not amused. “It is all far too late for us.”", "It is all", "Jane Roe");
    assert_unknown("The rain fell all night. “It is all far too late for us.”", "It is all");
}

#[test]
fn he_and_she_agree_with_the_name() {
    assert_says("Jane Roe came in late. “It is all over for us,” she said.", "It is all", "Jane Roe");
    assert_unknown("Jane Roe came in late. “It is all over for us,” he said.", "It is all");
}

#[test]
fn who_means_the_name_before_it() {
    let text = "The law was praised by Jane Roe, who said that “it will all be well in the end.”";
    assert_says(text, "it will all", "Jane Roe");
    assert_unknown("The law was praised by voters, who said that “it will all be well in the end.”", "it will all");
}

#[test]
fn it_means_the_body_that_spoke_last() {
    let text = "The ministry said the bridge was safe. “It will stay open for all of us,” it said.";
    assert_says(text, "It will stay", "ministry");
    assert_unknown("Jane Roe said the bridge was safe. “All of them will stay open,” it said.", "All of them");
}

#[test]
fn an_office_means_who_holds_it() {
    let text = "Sen. Jane Roe came in late. “It is all over for us,” the senator said.";
    assert_says(text, "It is all", "Jane Roe");
    assert_says("Jane Roe came in late. “It is all over for us,” the senator said.", "It is all", "senator");
}

#[test]
fn words_said_together_belong_to_both_and_not_to_one() {
    assert_says("“It is all over for us,” Jane Roe and John Doe said.", "It is all", "Jane Roe and John Doe");
    assert_says("“It is all over for us,” Jane Roe said, and John Doe left.", "It is all", "Jane Roe");
}

#[test]
fn what_is_cited_is_no_words_of_its_own() {
    let text = "Citing two engineers, Reuters reported that the bridge was safe.";
    let profile = profile(text);
    assert_eq!(profile.attributions.len(), 1, "{:#?}", profile.attributions);
    assert_eq!(profile.attributions.first().and_then(|a| a.relay.as_deref()), Some("Reuters"));
}

#[test]
fn a_name_that_hangs_on_a_preposition_before_a_colon_is_not_who_speaks() {
    let text = "John Doe was loud. He criticized the aid under Jane Roe: “Roe handed out money like a fool, all year.”";
    assert_says(text, "handed out", "John Doe");
    assert_says("John Doe left. A last word from Jane Roe: “It was all in vain, all year.”", "in vain", "Jane Roe");
}

/// Every reason that is given anywhere in the text.
fn reasons(text: &str) -> Vec<String> {
    let profile = profile(text);
    let whys = profile.quotations.iter().map(|q| &q.why).chain(profile.attributions.iter().map(|a| &a.why));
    whys.flat_map(|w| w.split("; ").map(str::to_owned)).collect()
}

/// Each rule with a text where it fires and one where it must not.
const PAIRS: &[(&str, &str, &str)] = &[
    (rule::NAMED, "“We will go home,” said Jane Roe.", "“We will go home,” she said."),
    (
        rule::SHARED_NAME,
        "Jane Roe met Peter Roe. “We will go home,” Roe said.",
        "Jane Roe met Peter Doe. “We will go home,” Roe said.",
    ),
    (
        rule::BESIDE_OFFICE,
        "“We will go home,” said the group’s president, Jane Roe.",
        "“We will go home,” said the group’s president.",
    ),
    (
        rule::APPOSITION,
        "Jane Roe — a teacher from the north — said that the bridge was safe.",
        "Jane Roe, a teacher said, was late for the bridge.",
    ),
    (
        rule::SENTENCE_SPEAKER,
        "Jane Roe said that the bridge was safe. “It will all be well in the end for us.”",
        "The rain fell all night on the bridge. “It will all be well in the end for us.”",
    ),
    (rule::SEVERAL_UNNAMED, "“We will go home,” officials said.", "“We will go home,” said Jane Roe."),
    (rule::SOMEBODY_UNNAMED, "“We will go home,” said a plumber.", "“We will go home,” said Jane Roe."),
    (
        rule::JOINT,
        "“We will go home,” Jane Roe and John Doe said.",
        "“We will go home,” Jane Roe said, and John Doe left.",
    ),
    (rule::NOT_FOUND, "The rain fell. “We will go home,” he said.", "“We will go home,” said Jane Roe."),
    (
        rule::PRONOUN_BY_FAR,
        "Jane Roe came in late. “It is all over for us,” she said.",
        "The rain fell on John Doe and Mark Miller. “It is all over for us,” he said.",
    ),
    (
        rule::PRONOUN_AMONG_SEVERAL,
        "The rain fell on John Doe. The snow fell on Mark Miller. “It is all over for us,” he said.",
        "The rain fell on John Doe and Mark Miller. “It is all over for us,” he said.",
    ),
    (
        rule::PRONOUN_UNNAMED,
        "Traffic in Springfield was slow, the mayor said. “We will wait here,” he added.",
        "John Doe was slow. “We will wait here,” he added.",
    ),
    (
        rule::PRONOUN_SPOKE_LAST,
        "The ministry said the bridge was safe. “It will stay open for all of us,” it said.",
        "Jane Roe said the bridge was safe. “All of them will stay open,” it said.",
    ),
    (
        rule::PLURAL_SUBJECT,
        "The workers came in late. “We were never there at all,” they said.",
        "The bridges were closed. “We were never there at all,” they said.",
    ),
    (
        rule::RELATIVE,
        "The law was praised by Jane Roe, who said that “it will all be well in the end.”",
        "The law was praised by voters, who said that “it will all be well in the end.”",
    ),
    (
        rule::OFFICE_HOLDER,
        "Sen. Jane Roe came in late. “It is all over for us,” the senator said.",
        "Jane Roe came in late. “It is all over for us,” the senator said.",
    ),
    (
        rule::INTERVIEWEE,
        "Helen Marsh built the bridge.\nQ: How did you build it?\nA: We took stone.\nQ: Who paid for it?\nA: Nobody did.",
        "Helen Marsh and John Doe built it.\nQ: How did you build it?\nA: We took stone.\nQ: Who paid?\nA: Nobody did.",
    ),
    (
        rule::TURN,
        "The old bridge.\nQ: How did you build it?\nA: We took stone.\nQ: Who paid for it?\nA: Nobody did.",
        "The old bridge: a story.\nMARSH: We took stone.\nHALE: Who paid for it?\nMARSH: Nobody did.",
    ),
    (
        rule::LABEL,
        "They met on air.\n“JANE ROE: We will all go home at once.”\n“JOHN DOE: Nobody will ever follow us there.”",
        "They met on air.\n“The end of it: we will all go home at once.”\n“And then: nobody will ever follow us there.”",
    ),
    (
        rule::IN_SENTENCE,
        "Jane Roe, the chief planner, said the group might build against the wishes of the town or the county, “depending on how the vote turns out in the end.”",
        "The rain fell all night on the roofs of the town and of the county, “depending on how the vote turns out in the end.”",
    ),
    (rule::AFTER_QUOTATION, AFTER_QUOTATION.0, AFTER_QUOTATION.1),
    (
        rule::REOPENED,
        "Jane Roe stood up. “It is safe and it will stay open.\n“We have looked at every part of it.”",
        "Jane Roe stood up. “It is safe and it will stay open.”\n“We have looked at every part of it.”",
    ),
];

/// A second quotation in a paragraph, and one that stands in the next.
const AFTER_QUOTATION: (&str, &str) = (
    "“We will all go home,” Jane Roe said. The rain fell on the road and the lamps went out. “Nobody will follow us.”",
    "“We will all go home,” Jane Roe said.\nThe rain fell on the road and the lamps went out. “Nobody will follow us.”",
);

#[test]
fn rules_fire_where_they_should_and_nowhere_else() {
    let mut wrong = Vec::new();
    for &(rule, fires, must_not) in PAIRS {
        for (text, wanted) in [(fires, true), (must_not, false)] {
            if reasons(text).iter().any(|r| r == rule) != wanted {
                wrong.push((rule, wanted, text, reasons(text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_rule_has_words_of_its_own() {
    let mut all = rule::ALL.to_vec();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), rule::ALL.len());
    assert!(PAIRS.iter().all(|(rule, ..)| all.contains(rule)));
}
