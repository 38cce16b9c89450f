//! What pairs with what, and what a stretch in marks is.

use super::*;
use crate::analysis::testing::article;

fn quotes(text: &str) -> Vec<Quotation> {
    let article = article(text);
    find(&article, &Document::of(&article))
}

fn inner(text: &str) -> Vec<&str> {
    quotes(text).iter().map(|q| q.inner.of(text)).collect()
}

#[test]
fn straight_and_curly_marks_pair() {
    assert_eq!(inner("\"We go,\" he said. “You stay,” she said."), ["We go,", "You stay,"]);
}

#[test]
fn apostrophes_are_not_marks() {
    assert!(inner("The ’90s weren’t kind to the officials’ plans, 'cause nobody's ready.").is_empty());
    assert!(inner("It was the officials' idea and the ministers' fault.").is_empty());
}

#[test]
fn single_marks_pair_around_plurals_and_contractions() {
    let text = "'We don't like the officials' plan at all,' he said.";
    assert_eq!(inner(text), ["We don't like the officials' plan at all,"]);
    assert_eq!(inner("‘It’s over,’ she said."), ["It’s over,"]);
}

#[test]
fn two_single_marks_are_one_double() {
    let text = "''We read 'Dune' twice,'' she said.";
    assert_eq!(inner(text), ["We read 'Dune' twice,", "Dune"]);
    assert_eq!(quotes(text).get(1).map(|q| q.class), Some(QuoteClass::Nested));
}

#[test]
fn an_inner_mark_beside_the_outer_one() {
    let text = "“Nobody will make us 'Uncle Sucker,'” he said.";
    assert_eq!(inner(text), ["Nobody will make us 'Uncle Sucker,'", "Uncle Sucker,"]);
}

#[test]
fn guillemets_and_low_marks() {
    assert_eq!(
        inner("« Nous partons », dit-il. „Wir gehen“, sagte sie. »Nein«, rief er."),
        ["Nous partons", "Wir gehen", "Nein"]
    );
}

#[test]
fn a_closing_mark_that_opens() {
    assert_eq!(
        inner("He criticised the aid:”They handed out money like candy.” Then he left."),
        ["They handed out money like candy."]
    );
}

#[test]
fn an_unclosed_quotation_ends_with_its_paragraph() {
    assert_eq!(inner("“We will win, he said.\nNobody “else” did."), ["We will win, he said.", "else"]);
}

#[test]
fn a_forgotten_closing_mark_ends_before_the_next_opening_one() {
    let text = "“We will win, he said. “They will lose,” he added.";
    assert_eq!(inner(text), ["We will win, he said.", "They will lose,"]);
}

#[test]
fn marks_of_another_shape_nest() {
    let text = "\"The bill isn’t about “Fair Play” anymore. It is about power.\nNobody knows.";
    assert_eq!(inner(text), ["The bill isn’t about “Fair Play” anymore. It is about power.", "Fair Play"]);
    assert_eq!(inner("“We go,\" he said. \"You stay,” she said."), ["We go,", "You stay,"]);
}

#[test]
fn reopened_marks_link_the_paragraphs() {
    let text = "“This is the first part.\n“This is the second,” she said.\nThe end.";
    let got = quotes(text);
    assert_eq!(got.iter().map(|q| q.continues).collect::<Vec<_>>(), [Some(1), None]);
}

#[test]
fn values_of_markup_are_no_quotations() {
    assert!(inner("<tweet author=\"someone\" date=\"March 9\">It holds.</tweet>").is_empty());
}

#[test]
fn shape_tells_speech_titles_and_terms() {
    let class = |t: &str| quotes(t).first().map(|q| q.class);
    assert_eq!(class("He said “we are ready to talk to them.”"), Some(QuoteClass::Speech));
    assert_eq!(class("He wrote “The Art of Losing Well” in May."), Some(QuoteClass::Title));
    assert_eq!(class("The so-called “experts” disagreed."), Some(QuoteClass::Scare));
}

#[test]
fn a_fragment_has_no_finite_clause() {
    let fragment = |t: &str| quotes(t).first().map(|q| q.fragment);
    assert_eq!(fragment("He said “There will be no deal until it’s made.”"), Some(false));
    assert_eq!(fragment("It would “pave the way for peace.”"), Some(true));
    assert_eq!(fragment("He wrote “Stop it!” to them."), Some(false));
}

#[test]
fn a_thousand_open_marks_stay_linear_and_inside() {
    let text = "“ \"a 'b ‘c ".repeat(20_000);
    for q in quotes(&text) {
        assert!(q.span.covers(q.inner) && q.inner.end as usize <= text.len());
    }
}

proptest::proptest! {
    #[test]
    fn spans_lie_inside_and_on_boundaries(text in "[a-c “”‘’\"'«»„:,.\n—é]{0,80}") {
        for q in quotes(&text) {
            proptest::prop_assert!(text.get(q.span.range()).is_some());
            proptest::prop_assert!(q.span.covers(q.inner) && text.get(q.inner.range()).is_some());
        }
    }
}
