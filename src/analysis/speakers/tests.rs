//! Who speaks, and why.

use super::*;
use crate::analysis::{
    analyze,
    attributions::{Act, AttributionKind},
    entities, quotations,
    testing::article,
    tokens,
};

fn span(text: &str, part: &str) -> Span {
    let start = text.rfind(part).unwrap_or(0);
    Span::new(start, start + part.len())
}

/// The speakers of attributions with these sources and contents.
fn speakers(text: &str, given: &[(&str, &str)]) -> Vec<Option<String>> {
    let article = article(text);
    let lists = Lists::builtin();
    let document = Document::of(&article);
    let tokens = tokens::tokenize(&article, &document, &lists);
    let mut quotations = quotations::find(&article, &document);
    let mut cast = entities::find(&article, &tokens, &lists);
    let mut attributions: Vec<Attribution> = given
        .iter()
        .map(|(source, content)| Attribution {
            source: Some(span(text, source)),
            cue: Vec::new(),
            content: vec![span(text, content)],
            kind: AttributionKind::Direct,
            act: Act::Speech,
            speaker: None,
            confidence: Confidence::Unsure,
            relay: None,
            lemma: "say".into(),
            why: String::new(),
            edited: false,
        })
        .collect();
    resolve(&article, &document, &tokens, &mut quotations, &mut attributions, &mut cast, &lists);
    attributions.iter().map(|a| a.speaker.and_then(|s| cast.entities.get(s as usize)).map(|e| e.name.clone())).collect()
}

fn one(text: &str, source: &str) -> Option<String> {
    speakers(text, &[(source, "We go.")]).into_iter().next().flatten()
}

#[test]
fn a_title_or_an_apposition_does_not_hide_the_name() {
    assert_eq!(
        one("“We go.” said Secretary of State Jane Roe.", "Secretary of State Jane Roe").as_deref(),
        Some("Jane Roe")
    );
    assert_eq!(
        one("“We go.” said Jane Roe, a voter from Ohio.", "Jane Roe, a voter from Ohio").as_deref(),
        Some("Jane Roe")
    );
    assert_eq!(
        one("“We go.” said the group's president, Jane Roe.", "the group's president, Jane Roe").as_deref(),
        Some("Jane Roe")
    );
}

#[test]
fn a_possessive_and_a_not_are_no_part_of_the_name() {
    assert_eq!(one("“We go.” was Ms. Roe’s answer.", "Ms. Roe’s").as_deref(), Some("Roe"));
    assert_eq!(one("“We go.” not all residents said.", "not all residents").as_deref(), Some("residents"));
}

#[test]
fn somebody_who_belongs_to_a_name_is_not_that_name() {
    let text = "Donald Trump left. “We go.” said a spokesman for Donald Trump.";
    assert_eq!(one(text, "a spokesman for Donald Trump").as_deref(), Some("spokesman for Donald Trump"));
    let text = "Donald Trump left. “We go.” said the Trump campaign.";
    assert_eq!(one(text, "the Trump campaign").as_deref(), Some("Trump campaign"));
}

#[test]
fn groups_stay_groups() {
    assert_eq!(
        one("“We go.” two European diplomats said.", "two European diplomats").as_deref(),
        Some("two European diplomats")
    );
}

#[test]
fn a_pronoun_follows_gender_and_subject() {
    let text = "Jane Roe met John Doe in Paris. “We go.” she said.";
    assert_eq!(one(text, "she").as_deref(), Some("Jane Roe"));
    assert_eq!(one("Jane Roe smiled. “We go.” said he.", "he"), None);
    let text = "Mark Miller praised the plan of John Doe. “We go.” said he.";
    assert_eq!(one(text, "he").as_deref(), Some("Mark Miller"));
}

#[test]
fn an_office_finds_who_holds_it() {
    let text = "Sen. Jane Roe spoke to Gov. John Doe. “We go.” the governor said.";
    assert_eq!(one(text, "the governor").as_deref(), Some("John Doe"));
}

#[test]
fn quotations_go_on_with_the_same_speaker() {
    let text = "“We go.” said Jane Roe.\n“And we stay where we are.”\nShe added:\n“Nobody will follow us there.”";
    let got = speakers(text, &[("Jane Roe", "We go.")]);
    assert_eq!(got, vec![Some("Jane Roe".to_owned()); 3]);
}

#[test]
fn a_block_after_a_colon_belongs_to_the_subject_before_it() {
    let text = "Jane Roe placed the blame on the council:\n“It is all their own fault in the end.”";
    assert_eq!(speakers(text, &[]), [Some("Jane Roe".to_owned())]);
}

#[test]
fn the_outlet_that_cites_is_not_the_speaker() {
    let text = "Reuters reported, citing a senior diplomat. “We go.”";
    assert_eq!(
        one("Citing a senior diplomat, Reuters reported it. “We go.”", "Reuters").as_deref(),
        Some("senior diplomat")
    );
    assert_eq!(one(text, "Reuters").as_deref(), Some("senior diplomat"));
}

#[test]
fn a_pronoun_before_a_colon_speaks() {
    let text = "Jane Roe spoke last. She justified this with a doubt:\n“It is all far too late for us.”";
    assert_eq!(speakers(text, &[]), [Some("Jane Roe".to_owned())]);
}

#[test]
fn a_name_and_colon_or_a_dash_names_the_speaker() {
    assert_eq!(speakers("Jane Roe: “It is all far too late for us.”", &[]), [Some("Jane Roe".to_owned())]);
    assert_eq!(speakers("“It is all far too late for us.” — Jane Roe", &[]), [Some("Jane Roe".to_owned())]);
}

#[test]
fn everyday_words_with_capitals_say_nothing() {
    assert_eq!(one("Nothing helps in Article Five. “We go.” said he.", "he"), None);
}

/// The class and the speaker of the first quotation of the text.
fn first(text: &str) -> (quotations::QuoteClass, Option<String>) {
    let profile = analyze(&article(text), &Lists::builtin());
    let q = profile.quotations.first().expect("a quotation");
    (q.class, q.speaker.and_then(|s| profile.entities.get(s as usize)).map(|e| e.name.clone()))
}

fn said_by(text: &str) -> Option<String> {
    let (class, speaker) = first(text);
    speaker.filter(|_| class == QuoteClass::Speech)
}

#[test]
fn few_words_in_marks_after_a_verb_that_tells_a_deed_are_a_term() {
    assert_ne!(first("The ministers have rejected Jane Roe’s “final offer” on the budget.").0, QuoteClass::Speech);
    assert_ne!(first("The plan included a “de facto” acceptance of the border.").0, QuoteClass::Speech);
    assert_eq!(said_by("Jane Roe called the plan “unfair” and left.").as_deref(), Some("Jane Roe"));
    assert_eq!(
        said_by("Jane Roe rejected it as “a deal that no minister will ever sign.”").as_deref(),
        Some("Jane Roe")
    );
}

#[test]
fn what_cannot_speak_is_credited_with_no_term() {
    assert_ne!(first("Nothing says “peace talks” like a barrage of missiles.").0, QuoteClass::Speech);
    assert_eq!(said_by("Jane Roe says “peace talks” are off the table.").as_deref(), Some("Jane Roe"));
}

#[test]
fn few_words_in_marks_within_a_thought_are_a_term() {
    assert_ne!(first("Jane Roe hopes that the “deep state” will lose its grip on the court.").0, QuoteClass::Speech);
    assert_eq!(
        said_by("Jane Roe hopes that the deal will “pave the way for peace in Europe.”").as_deref(),
        Some("Jane Roe")
    );
}

#[test]
fn a_term_with_an_owner_is_not_its_reporters_words() {
    assert_ne!(first("Jane Roe said that John Doe’s “final offer” was never sent to Kyiv.").0, QuoteClass::Speech);
    assert_eq!(said_by("Jane Roe said that John Doe’s “reckless” plan would fail.").as_deref(), Some("Jane Roe"));
}

#[test]
fn a_name_that_goes_by_so_called_is_no_speech() {
    assert_ne!(first("Jane Roe said that the so-called “experts” were wrong about it.").0, QuoteClass::Speech);
    assert_ne!(first("Jane Roe said that the plan known as “clean slate” was dead.").0, QuoteClass::Speech);
    assert_eq!(said_by("Jane Roe said that the “experts” were wrong about it.").as_deref(), Some("Jane Roe"));
}

#[test]
fn a_title_in_marks_is_speech_where_somebody_describes_by_it() {
    let text = "Jane Roe warned that it would lead to what she described as a “Second Great Northern War.”";
    assert_eq!(said_by(text).as_deref(), Some("Jane Roe"));
    assert_eq!(first("Jane Roe said that the series “The Great Northern War” was over.").0, QuoteClass::Title);
}

#[test]
fn deeds_fears_and_nothing_are_no_speakers() {
    for (text, source) in [
        ("“We go.” said nothing.", "nothing"),
        ("“We go.” the concerns suggest.", "the concerns"),
        ("“We go.” the move suggested.", "the move"),
        ("“We go.” the exclusion suggests.", "the exclusion"),
        ("“We go.” you said.", "you"),
    ] {
        assert_eq!(one(text, source), None, "{text}");
    }
    assert_eq!(one("“We go.” the report said.", "the report").as_deref(), Some("report"));
    assert_eq!(one("“We go.” said a plumber.", "a plumber").as_deref(), Some("plumber"));
    assert_eq!(one("“We go.” Judicial Watch said.", "Judicial Watch").as_deref(), Some("Judicial Watch"));
}

#[test]
fn a_source_ends_with_its_noun() {
    assert_eq!(one("“We go.” said a memo released Friday.", "a memo released Friday").as_deref(), Some("memo"));
    assert_eq!(one("“We go.” Jane Roe late Thursday said.", "Jane Roe late Thursday").as_deref(), Some("Jane Roe"));
    assert_eq!(
        one("“We go.” said a person close to the talks.", "a person close to the talks").as_deref(),
        Some("person close to the talks")
    );
}

#[test]
fn several_who_say_it_together_are_one_joint_source() {
    let text = "“We go.” said Jane Roe and John Doe.";
    assert_eq!(one(text, "Jane Roe and John Doe").as_deref(), Some("Jane Roe and John Doe"));
    let text = "“We go.” said Secretary of State Jane Roe and other lawmakers.";
    assert_eq!(one(text, "State Jane Roe and other lawmakers").as_deref(), Some("Jane Roe and other lawmakers"));
    let text = "“We go.” said the French and German ministers.";
    assert_eq!(one(text, "the French and German ministers").as_deref(), Some("French and German ministers"));
    let text = "“We go.” said Jane Roe, head of the Foreign and Defense Ministry.";
    assert_eq!(one(text, "Jane Roe, head of the Foreign and Defense Ministry").as_deref(), Some("Jane Roe"));
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(text in "([A-Z][a-z]{1,4}|he|said|the|“|”|\"|,|\\.|'| |\n|é){0,60}") {
        let profile = analyze(&article(&text), &Lists::builtin());
        for a in &profile.attributions {
            for s in &a.content {
                proptest::prop_assert!(text.get(s.range()).is_some());
            }
            proptest::prop_assert!(a.speaker.is_none_or(|s| (s as usize) < profile.entities.len()));
        }
        proptest::prop_assert_eq!(profile.voices.body_words(), profile.document.words.len());
    }
}

#[test]
fn a_pronoun_may_refer_to_somebody_without_a_name() {
    let said = |text: &str, first: &str, pronoun: &str, part: &str| {
        speakers(text, &[(first, "was slow"), (pronoun, part)]).into_iter().nth(1).flatten()
    };
    assert_eq!(
        said("Traffic in Springfield was slow, the mayor said. “We wait,” he added.", "the mayor", "he", "We wait,")
            .as_deref(),
        Some("mayor")
    );
    assert_eq!(
        said(
            "The road was slow, a witness said. Jane Roe laughed. “We wait,” she added.",
            "a witness",
            "she",
            "We wait,"
        )
        .as_deref(),
        Some("Jane Roe")
    );
}

/// The class and the speaker of the quotation that holds `part`, in the whole analysis.
fn heard(text: &str, part: &str) -> Option<(quotations::QuoteClass, Option<String>)> {
    let article = article(text);
    let profile = analyze(&article, &Lists::builtin());
    let at = span(text, part);
    let q = profile.quotations.iter().find(|q| q.span.covers(at))?;
    Some((q.class, q.speaker.and_then(|s| profile.entities.get(s as usize)).map(|e| e.name.clone())))
}

#[test]
fn a_sentence_that_its_attribution_interrupts_goes_on() {
    let text = "\"The government,\" said Jane Roe, a teacher, \"has lost its way.\" Rain fell on the \"green wall\".";
    assert_eq!(heard(text, "has lost its way."), Some((quotations::QuoteClass::Speech, Some("Jane Roe".into()))));
    assert_ne!(heard(text, "green wall").map(|h| h.0), Some(quotations::QuoteClass::Speech));
}

#[test]
fn a_source_keeps_what_hangs_on_it() {
    let text = "Two diplomats familiar with the matter said the memo \"was never meant to be seen\" by anyone.";
    let speaker = heard(text, "was never").and_then(|h| h.1);
    assert!(speaker.is_some_and(|s| s.starts_with("Two diplomats")));
    let text = "In a letter to the board, Jane Roe said the memo \"was never meant to be seen\" by anyone.";
    assert_eq!(heard(text, "was never").and_then(|h| h.1).as_deref(), Some("Jane Roe"));
}

#[test]
fn a_turn_in_capitals_is_the_person_named_before() {
    let text = "Helen Marsh answered for an hour.\n\nMARSH: I never saw the memo.\n\nNATO: We do not comment.";
    let article = article(text);
    let profile = analyze(&article, &Lists::builtin());
    let names: Vec<&str> = profile.entities.iter().map(|e| e.name.as_str()).collect();
    assert!(names.contains(&"Helen Marsh") && names.contains(&"NATO") && !names.contains(&"MARSH"), "{names:?}");
}

#[test]
fn a_named_work_is_nobodys_speech() {
    let text = "In her book “The Last Crossing,” historian Eva Stone wrote that ferries “made the island what it is.”";
    assert_eq!(heard(text, "Last Crossing").map(|h| h.0), Some(quotations::QuoteClass::Title));
    assert_eq!(heard(text, "made the island").and_then(|h| h.1).as_deref(), Some("Eva Stone"));
}

#[test]
fn in_the_words_of_somebody() {
    let text = "It was, in the words of Peter Lund, “the smallest parliament in the world”.";
    assert_eq!(heard(text, "the smallest").and_then(|h| h.1).as_deref(), Some("Peter Lund"));
    let text = "Rain fell on the last words of the song “the smallest parliament in the world”. Peter Lund left.";
    assert_ne!(heard(text, "the smallest").and_then(|h| h.1).as_deref(), Some("Peter Lund"));
}

#[test]
fn a_mark_that_is_missing_does_not_hide_the_speaker() {
    let text = "“The bridge is not safe at all, said Helen Marsh.\nThe rain fell all night.";
    assert_eq!(heard(text, "The bridge is not").and_then(|h| h.1).as_deref(), Some("Helen Marsh"));
    let text = "“The bridge is not safe at all, they feared.\nHelen Marsh left.";
    assert_eq!(heard(text, "The bridge is not").and_then(|h| h.1), None);
}

#[test]
fn a_nickname_in_marks_is_part_of_no_name() {
    let text = "William “Bill” Hansen came in. “We are all late today,” Hansen said.";
    assert_eq!(heard(text, "We are all").and_then(|h| h.1).as_deref(), Some("William Hansen"));
}

#[test]
fn a_deputy_and_another_name_are_two() {
    let text = "“We go.” Roe’s deputy, Maria Sol, and Petit said.";
    assert_eq!(one(text, "Roe’s deputy, Maria Sol, and Petit").as_deref(), Some("Maria Sol and Petit"));
    assert_eq!(one(text, "Roe’s deputy, Maria Sol").as_deref(), Some("Maria Sol"));
}

#[test]
fn a_surname_that_is_a_word_for_a_place() {
    let text = "“We go.” Brown’s lawyer, Peter Hall, said.";
    assert_eq!(one(text, "Brown’s lawyer, Peter Hall").as_deref(), Some("Peter Hall"));
    let text = "“We go.” a guard at Carnegie Hall said.";
    assert_ne!(one(text, "a guard at Carnegie Hall").as_deref(), Some("Carnegie Hall"));
}

#[test]
fn names_joined_to_the_source_belong_to_it() {
    let speaker = |text: &str| {
        let profile = analyze(&article(text), &Lists::builtin());
        let a = profile.attributions.first()?;
        profile.entities.get(a.speaker? as usize).map(|e| e.name.clone())
    };
    let text = "Roe’s deputy, Maria Sol, and Petit said that the bridge was safe.";
    assert_eq!(speaker(text).as_deref(), Some("Maria Sol and Petit"));
    let text = "Jane Roe, a voter, and Petit said that the bridge was safe.";
    assert_eq!(speaker(text).as_deref(), Some("Jane Roe and Petit"));
    let text = "The bridge was built by Maria Sol, and Petit said that it was safe.";
    assert_eq!(speaker(text).as_deref(), Some("Petit"));
}

#[test]
fn songs_books_and_ships_are_no_speech() {
    let count = |text: &str| analyze(&article(text), &Lists::builtin()).attributions.len();
    assert_eq!(count("Helen Marsh sang “The Long Road” twice."), 0);
    assert_eq!(count("John Doe played “The Blue Valley” and “Night Song” at noon."), 0);
    assert_eq!(count("Helen Marsh published “The Last Crossing” in May."), 0);
    assert_eq!(count("They named the ship “Northern Star” in May."), 0);
    assert_eq!(
        heard("“We shall go home,” sang Helen Marsh.", "We shall").and_then(|h| h.1).as_deref(),
        Some("Helen Marsh")
    );
}

#[test]
fn a_stop_within_the_marks_does_not_hide_the_speaker() {
    let text = "The rain fell. “We will all go home tonight.” Helen Marsh said.";
    assert_eq!(heard(text, "We will all").and_then(|h| h.1).as_deref(), Some("Helen Marsh"));
    let text = "The rain fell. “We will all go home tonight.” Helen Marsh said it was late.";
    assert_eq!(heard(text, "We will all").and_then(|h| h.1), None);
}

#[test]
fn the_main_clause_before_a_colon_has_the_speaker() {
    let text = "When John Doe complained about the bridge, Helen Marsh fired back: “It will stay open for us.”";
    assert_eq!(heard(text, "It will stay").and_then(|h| h.1).as_deref(), Some("Helen Marsh"));
    let text = "Helen Marsh had a word for John Doe and the bridge: “It will stay open for us.”";
    assert_eq!(heard(text, "It will stay").and_then(|h| h.1).as_deref(), Some("Helen Marsh"));
}

#[test]
fn a_name_after_what_hangs_on_the_head_is_the_source() {
    let text = "“We go.” said his best friend at school, Jane Roe.";
    assert_eq!(one(text, "his best friend at school, Jane Roe").as_deref(), Some("Jane Roe"));
    let text = "“We go.” said his best friends at school, Jane Roe left.";
    assert_ne!(one(text, "his best friends at school, Jane Roe").as_deref(), Some("Jane Roe"));
}

#[test]
fn who_is_told_before_a_colon_does_not_speak() {
    let text = "Helen Marsh told John Doe: “It will stay open for all of us.”";
    assert_eq!(heard(text, "It will stay").and_then(|h| h.1).as_deref(), Some("Helen Marsh"));
    let text = "John Doe: “It will stay open for all of us.”";
    assert_eq!(heard(text, "It will stay").and_then(|h| h.1).as_deref(), Some("John Doe"));
}
