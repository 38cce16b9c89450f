use super::*;
use crate::{analysis::testing::article, text::sentences::sentences};

fn tagged(text: &str) -> Vec<(String, Pos)> {
    let article = article(text);
    let tokens = tokenize(&article, &Document::of(&article), &Lists::builtin());
    tokens.list.iter().map(|t| (article.slice(t.span).to_owned(), t.pos)).collect()
}

fn words(text: &str) -> Vec<String> {
    tagged(text).into_iter().map(|(w, _)| w).collect()
}

#[track_caller]
fn assert_pos(text: &str, word: &str, pos: Pos) {
    let all = tagged(text);
    let found = all.iter().find(|(w, _)| w == word).map(|&(_, p)| p);
    assert_eq!(found, Some(pos), "{word} in {text}");
}

#[test]
fn clitics_and_marks_are_tokens_of_their_own() {
    assert_eq!(
        words("“It’s Mr. Roe’s,” she didn't say."),
        ["“", "It", "’s", "Mr.", "Roe", "’s", ",", "”", "she", "didn't", "say", "."]
    );
    assert_eq!(words("''No,'' he said--twice."), ["''", "No", ",", "''", "he", "said", "--", "twice", "."]);
}

#[test]
fn numbers_links_and_acronyms_stay_whole() {
    assert_eq!(
        words("The U.S. paid $1,200.50 for a 3-year plan."),
        ["The", "U.S.", "paid", "$1,200.50", "for", "a", "3-year", "plan", "."]
    );
}

#[test]
fn the_tokens_cover_every_letter() {
    let text = "Zoë—who “left” early… said: ‘fine’ (5%).\nNew line, l’été; ‚tief‘.";
    let article = article(text);
    let tokens = tokenize(&article, &Document::of(&article), &Lists::builtin());
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        assert!(tokens.list.iter().any(|t| t.span.contains(at)), "byte {at}");
    }
    assert_eq!(tokens.sentences.len(), sentences("x. Y.").len());
}

#[test]
fn noun_and_verb_are_told_apart_by_what_stands_beside() {
    assert_pos("Mr. Roe plans to leave.", "plans", Pos::Verb);
    assert_pos("Their plans are vague.", "plans", Pos::Noun);
    assert_pos("Officials say the bridge is closed.", "say", Pos::Verb);
    assert_pos("The mayor's attacks on the court went on.", "attacks", Pos::Noun);
    assert_pos("He wants to attack the bill.", "attack", Pos::Verb);
    assert_pos("The court ruled on Monday.", "ruled", Pos::Verb);
    assert_pos("Voters support the measure.", "support", Pos::Verb);
    assert_pos("Many say so.", "say", Pos::Verb);
    assert_pos("Public support for the measure fell.", "support", Pos::Noun);
}

#[test]
fn names_are_told_by_their_capital() {
    assert_pos("Olena Roe left.", "Olena", Pos::Name);
    assert_pos("Critics of the plan left.", "Critics", Pos::Noun);
    assert_pos("They met Nina Petrova there.", "Petrova", Pos::Name);
}

#[test]
fn that_opens_a_clause_or_points() {
    assert_pos("She said that the plan failed.", "that", Pos::Subordinator);
    assert_pos("The plan that failed was hers.", "that", Pos::Wh);
    assert_pos("She voted for that plan.", "that", Pos::Determiner);
}

#[test]
fn to_before_a_verb_is_no_preposition() {
    assert_pos("He wants to go.", "to", Pos::To);
    assert_pos("He went to Paris.", "to", Pos::Preposition);
}

#[test]
fn an_owner_is_no_verb() {
    assert_pos("Roe's claim fell.", "'s", Pos::Possessive);
    assert_pos("It's a claim.", "'s", Pos::Auxiliary);
}

#[test]
fn a_headline_in_title_case_has_verbs() {
    assert_pos("Mayor Says Bridge Will Reopen After Long Repairs", "Says", Pos::Verb);
}

proptest::proptest! {
    #[test]
    fn any_text_gives_ordered_spans_on_boundaries(text in "\\PC{0,200}") {
        let article = article(&text);
        let tokens = tokenize(&article, &Document::of(&article), &Lists::builtin());
        let mut last = 0;
        for t in &tokens.list {
            proptest::prop_assert!(t.span.start >= last && !t.span.is_empty());
            proptest::prop_assert!(text.get(t.span.range()).is_some());
            last = t.span.end;
        }
    }
}
