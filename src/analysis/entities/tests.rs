//! Who is named, under which name, and what is known about them.

use super::*;
use crate::{
    analysis::{testing::article, tokens},
    articles::Document,
};

fn cast(text: &str) -> Cast {
    let article = article(text);
    let lists = Lists::builtin();
    let document = Document::of(&article);
    find(&article, &tokens::tokenize(&article, &document, &lists), &lists)
}

fn names(text: &str) -> Vec<String> {
    cast(text).entities.into_iter().map(|e| e.name).collect()
}

#[test]
fn titles_come_off_and_the_surname_joins() {
    let cast = cast("US President Donald Trump met Sen. Jane Roe. Trump left, and Ms. Roe stayed.");
    let people: Vec<_> = cast.entities.iter().filter(|e| e.kind == EntityKind::Person).collect();
    assert_eq!(people.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["Donald Trump", "Jane Roe"]);
    assert_eq!(people.iter().map(|e| e.mentions.len()).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(people.first().and_then(|e| e.camp.as_deref()), Some("United States"));
}

#[test]
fn two_people_with_one_surname_stay_two() {
    let cast =
        cast("Hillary Clinton spoke before Bill Clinton. Hillary Clinton smiled. Mr. Clinton waved to Mrs. Clinton.");
    assert_eq!(
        cast.entities.iter().map(|e| (e.name.as_str(), e.mentions.len())).collect::<Vec<_>>(),
        [("Hillary Clinton", 3), ("Bill Clinton", 2)]
    );
}

#[test]
fn a_title_after_a_comma_comes_off_too() {
    let cast = cast("The report is out. Its author, Dr. Mira Stone, left. The mayor, Tom Vale, stayed.");
    assert_eq!(cast.entities.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["Mira Stone", "Tom Vale"]);
}

#[test]
fn a_paper_by_its_last_word_and_its_article() {
    let kinds = |text: &str| cast(text).entities.iter().map(|e| (e.kind, e.source_type)).collect::<Vec<_>>();
    assert_eq!(kinds("The Evening Post reported it."), [(EntityKind::Organisation, SourceType::Media)]);
    assert_eq!(kinds("They read the Daily Post."), [(EntityKind::Organisation, SourceType::Media)]);
    assert_eq!(kinds("The Harbour Herald reported it."), [(EntityKind::Organisation, SourceType::Media)]);
    assert_eq!(kinds("Emily Post wrote it."), [(EntityKind::Person, SourceType::Unknown)]);
}

#[test]
fn spellings_of_a_name_are_one() {
    assert_eq!(names("Volodymyr Zelenskyy arrived. Later Zelensky spoke."), ["Volodymyr Zelenskyy"]);
}

#[test]
fn bodies_places_and_short_names() {
    let got = names("The Kremlin told the New York Times. The Kremlin denied it to NYT in Kiev.");
    assert_eq!(got, ["Kremlin", "New York Times", "Kyiv"]);
    assert_eq!(names("The Democratic Action Committee wrote. DAC was late."), ["Democratic Action Committee"]);
}

#[test]
fn an_office_of_several_words() {
    let cast = cast("Defence Secretary John Healey met Secretary of State Marco Rubio in London.");
    let got: Vec<_> = cast.entities.iter().map(|e| (e.name.as_str(), e.office.as_deref())).collect();
    assert_eq!(
        got.get(..2),
        Some(&[("John Healey", Some("Defence Secretary")), ("Marco Rubio", Some("Secretary of State"))][..])
    );
}

#[test]
fn an_apposition_tells_office_and_side() {
    let cast = cast("Mykhailo Samus, a prominent Ukrainian analyst, said so.");
    let e = cast.entities.first().map(|e| (e.camp.clone(), e.source_type));
    assert_eq!(e, Some((Some("Ukraine".into()), SourceType::Expert)));
}

#[test]
fn a_surname_that_looks_like_a_plural_opens_a_sentence() {
    let cast = cast("Kaja Kallas spoke. Kallas warned them. Dealmakers left.");
    assert_eq!(
        cast.entities.iter().map(|e| (e.name.as_str(), e.mentions.len())).collect::<Vec<_>>(),
        [("Kaja Kallas", 2)]
    );
}

#[test]
fn days_and_openers_are_nobody() {
    assert!(names("However, the talks on Monday in late May failed. Voters stayed home.").is_empty());
}

#[test]
fn what_stands_where_places_stand_is_a_place() {
    let kind = |text: &str| cast(text).entities.first().map(|e| e.kind);
    assert_eq!(kind("Traffic in Lakeside was heavy. Streets near Lakeside were closed."), Some(EntityKind::Place));
    assert_eq!(kind("Voters lost faith in Marlow. Marlow left, and Marlow wept."), Some(EntityKind::Person));
    assert_eq!(kind("She saw a friend in Jane. It rained."), Some(EntityKind::Person));
}

#[test]
fn a_surname_that_is_a_word_joins_its_full_name() {
    let people = |text: &str| {
        let people = cast(text).entities.into_iter().filter(|e| e.kind == EntityKind::Person);
        people.map(|e| (e.name, e.mentions.len())).collect::<Vec<_>>()
    };
    assert_eq!(people("Peter Hall came late. Hall said that it rained."), [("Peter Hall".to_owned(), 2)]);
    assert_eq!(people("Ruth Church wept. “It rained,” said Church."), [("Ruth Church".to_owned(), 2)]);
    assert_eq!(people("Tom Bank spoke to us. Mr. Bank left."), [("Tom Bank".to_owned(), 2)]);
    assert_eq!(people("They met at Madison Park. The Park was wet."), []);
    assert_eq!(people("Austin Bank closed. The Bank said that it rained."), []);
    assert_eq!(
        people("Peter Hall came late. Hall said it. They met in the Hall at noon."),
        [("Peter Hall".to_owned(), 2)]
    );
}

#[test]
fn the_namesake_who_acts_near_bears_the_surname() {
    let count = |text: &str| {
        let people = cast(text).entities.into_iter().filter(|e| e.kind == EntityKind::Person);
        people.map(|e| (e.name, e.mentions.len())).collect::<Vec<_>>()
    };
    let text = "In the town of Mary Roe, the brother, Peter Roe spoke. Roe left.";
    assert_eq!(count(text), [("Mary Roe".to_owned(), 1), ("Peter Roe".to_owned(), 2)]);
    let text = "Mary Roe spoke to her brother, Peter Roe. Roe left.";
    assert_eq!(count(text), [("Mary Roe".to_owned(), 2), ("Peter Roe".to_owned(), 1)]);
}
