use super::*;
use crate::analysis::{quotations, testing::article, tokens};

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
    let article = article(text);
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

#[test]
fn a_noun_for_words_or_thoughts_takes_a_clause() {
    assert_found("Mr. Hale’s claim that the bridge is safe surprised the town.", "Hale", "claim", "the bridge is safe");
    assert_found("There were fears that the bridge would collapse in the storm.", "", "fears", "would collapse");
    assert_none("The claim form lay on the table for a week.", "claim");
}

#[test]
fn an_adjective_for_a_state_of_mind_takes_a_clause() {
    assert_found("Ms. Roe is confident that the bridge will reopen in May.", "Roe", "confident", "will reopen");
    assert_none("The confident walker crossed the bridge at noon.", "confident");
}

#[test]
fn an_adverb_says_that_somebody_says_so() {
    assert_found("The bridge was reportedly sold to a bank in May.", "", "reportedly", "sold to a bank");
    assert_none("The bridge was quickly sold to a bank in May.", "quickly");
}

#[test]
fn a_verb_takes_its_auxiliaries_and_its_particle_with_it() {
    assert_found("Ms. Roe has repeatedly said that the bridge was safe.", "Roe", "has repeatedly said", "was safe");
    assert_found("Ms. Roe pointed out that the bridge was safe.", "Roe", "pointed out", "was safe");
    assert_none("Ms. Roe crossed the bridge with a stick.", "crossed");
}

#[test]
fn words_that_are_read_belong_to_what_is_read() {
    let text = "The statement read: “The bridge will stay open.”";
    assert_found(text, "The statement", "read", "The bridge will stay open");
    assert_none("Ms. Roe walked to the bridge at noon.", "walked");
}

/// The carrier of the attribution with this cue.
fn carrier(text: &str, cue: &str) -> Option<String> {
    seen(text).into_iter().find(|s| s.cue.contains(cue)).and_then(|s| s.relay)
}

#[test]
fn who_is_told_is_the_carrier_if_it_is_a_medium() {
    assert_eq!(carrier("Ms. Roe told reporters that the bridge was safe.", "told").as_deref(), Some("reporters"));
    assert_eq!(carrier("Ms. Roe told CNN’s John Doe that the bridge was safe.", "told").as_deref(), Some("CNN"));
    assert_eq!(carrier("Ms. Roe told the FBI that the bridge was safe.", "told"), None);
}

#[test]
fn an_occasion_leads_to_its_medium() {
    let text = "In an interview with CNN, Ms. Roe said that the bridge was safe.";
    assert_eq!(carrier(text, "said").as_deref(), Some("CNN"));
    let text = "Speaking to reporters, Ms. Roe said that the bridge was safe.";
    assert_eq!(carrier(text, "said").as_deref(), Some("reporters"));
    assert_eq!(carrier("Ms. Roe said on Fox News that the bridge was safe.", "said").as_deref(), Some("Fox News"));
    assert_eq!(carrier("Ms. Roe said on Monday that the bridge was safe.", "said"), None);
    assert_eq!(carrier("Ms. Roe said in an interview with her brother that the bridge was safe.", "said"), None);
}

#[test]
fn a_report_in_a_medium_has_it_for_its_carrier() {
    let text = "According to a report in the New York Times, the bridge is safe.";
    assert_eq!(carrier(text, "According").as_deref(), Some("the New York Times"));
    assert_found(text, "a report", "According to", "the bridge is safe");
    assert_eq!(carrier("According to a report in the archive, the bridge is safe.", "According"), None);
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

#[test]
fn per_a_medium_is_a_cue() {
    assert_found("The bridge is safe, per the Daily News.", "Daily News", "per", "The bridge is safe");
    assert_none("The bridge costs ten per cent more per capita and per day.", "per");
}

#[test]
fn a_turn_of_a_transcript_is_all_of_its_paragraph() {
    let text = "MARSH: The bridge is safe. We built it well.\nHALE: Who paid for it?\nMARSH: Nobody did.";
    assert_found(text, "MARSH", ":", "We built it well");
    let text = "Q: Is the bridge safe?\nA: It is safe. We built it well.\nQ: Who paid?\nA: Nobody did.";
    let all = seen(text);
    assert!(all.iter().any(|s| s.source == "A" && s.content.contains("We built it well")), "{all:#?}");
    let all = seen("COST: Ten dollars a day.\nThe bridge is old. It was built well.");
    assert!(all.iter().all(|s| !s.content.contains("Ten dollars a day. ")), "{all:#?}");
}

#[test]
fn a_series_of_clauses_has_a_speaker_each() {
    let text = "Ms. Roe said the bridge was safe, Mr. Hale said it was old and Nina Petrova said nobody cared.";
    assert_found(text, "Ms. Roe", "said", "the bridge was safe");
    let all = seen(text);
    let sources: Vec<&str> = all.iter().map(|s| s.source.as_str()).collect();
    assert_eq!(sources, ["Ms. Roe", "Mr. Hale", "Nina Petrova"], "{all:#?}");
    let text =
        "Ms. Roe said that the bridge was safe; Mr. Hale argued that it was old; the mayor claimed that it was new.";
    assert_found(text, "Mr. Hale", "argued", "it was old");
    assert_found(text, "the mayor", "claimed", "it was new");
    let all = seen("Ms. Roe said the bridge was safe, strong and wide, and the road to it was new.");
    assert_eq!(all.len(), 1, "{all:#?}");
}

#[test]
fn two_turns_of_people_who_talk_are_a_transcript() {
    let text = "MAYOR ROE: The bridge is safe. We built it well.\nHOST: Who paid for it? Was it the town?";
    assert_found(text, "MAYOR ROE", ":", "We built it well");
    let all = seen(text);
    assert!(all.iter().any(|s| s.source == "HOST" && s.content.contains("Was it the town")), "{all:#?}");
    let text = "Jane Roe: The bridge is safe. We built it well.\nJohn Doe: Who paid for it? I doubt it.";
    assert_found(text, "Jane Roe", ":", "We built it well");
    let all = seen("Jane Roe: A doctor from the north. She likes tea.\nJohn Doe: A lawyer. He likes milk.");
    assert!(all.iter().all(|s| !s.content.contains("She likes")), "{all:#?}");
    let all = seen("COST: Ten dollars a day. We pay it.\nTIME: Three days a week. Who has them?");
    assert!(all.iter().all(|s| !s.content.contains("day. ")), "{all:#?}");
}

#[test]
fn a_turn_goes_on_up_to_the_next() {
    let text = "Q: Is the bridge safe?\nA: It is safe.\nThe stone is old and strong.\nQ: Who paid?\nA: Nobody did.\nThen he left.";
    let all = seen(text);
    assert!(all.iter().any(|s| s.source == "A" && s.content.contains("old and strong")), "{all:#?}");
    assert!(all.iter().all(|s| !s.content.contains("Then he left")), "{all:#?}");
}
