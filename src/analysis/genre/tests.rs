use super::*;
use crate::analysis::testing::{article, article_of};

fn guessed(article: &Article) -> Genre {
    let document = Document::of(article);
    let lists = Lists::builtin();
    let scan = lists.matcher.scan(article, &document);
    let words = document.words.len();
    let voices = Voices { narrator_words: words, ..Voices::default() };
    guess(article, &document, &voices, &[], &scan, &lists)
}

#[test]
fn time_stamps_make_a_live_blog() {
    let text = "09:15 The minister arrived at the palace with her team and waved to the crowd.\n\
                09:40 The talks have begun, an official says, and both sides look calm.\n\
                10.05am A door opens and closes again; nobody comes out of it for a while.\n\
                11:20 The first statement of the day is read out to the waiting cameras now, word by word, in two languages.\n";
    let genre = guessed(&article(text));
    assert_eq!(genre.kind, GenreKind::LiveBlog, "{genre:?}");
    assert!(genre.reasons[0].contains("time of day"));
}

#[test]
fn a_year_and_a_score_are_no_times() {
    assert!(opens_with_time("14:05 GMT talks") && opens_with_time("2.30pm: she left") && opens_with_time("9am"));
    assert!(!opens_with_time("2.30 is a number") && !opens_with_time("1914") && !opens_with_time("99:10 x"));
    assert!(!opens_with_time("é") && !opens_with_time(""));
}

#[test]
fn questions_and_answers_make_an_interview() {
    let text = "Q: What did you see when you came to the town that morning, before the others?\n\
                A: I saw a long line of cars and people with bags, and nobody knew where to go.\n\
                Q: Did anybody help them on that first day, or was it later that help came?\n\
                A: Later. On the first day there was no one but the neighbours with bread and tea.\n";
    assert_eq!(guessed(&article(text)).kind, GenreKind::Interview);
}

#[test]
fn a_first_person_that_says_what_must_be_done_is_opinion() {
    let text = "I have watched this farce for years, and I am tired of it. We must not let it go on. Of course they will \
                call it absurd. But the truth is that our leaders should have acted long ago, and I told them so. \
                It is time to say what everyone in my town knows. After all, we should not wait for them any longer. \
                So much for promises. Shame on us if we forget it.";
    let genre = guessed(&article(text));
    assert_eq!(genre.kind, GenreKind::Opinion, "{genre:?}");
}

#[test]
fn statements_on_weekdays_make_a_report() {
    let text = "The minister resigned on Tuesday, according to two officials. “It was time,” a spokesman said in a statement. \
                The party announced a vote for Friday. A spokeswoman for the opposition declined to comment. \
                The prime minister told reporters on Wednesday that a successor would be named last week or this week. \
                She said she had expected it, officials said, and thanked him for his work over many years in office.";
    assert_eq!(guessed(&article(text)).kind, GenreKind::Report);
}

#[test]
fn a_label_in_the_headline_counts() {
    let body = "The river rose. The bridge held. The town slept. ".repeat(8);
    let text = format!("Opinion: The river and we\n{body}");
    let genre = guessed(&article_of(&text, &[Role::Headline]));
    assert_eq!(genre.kind, GenreKind::Report, "no metadata title, no label: {genre:?}");
    let text = format!("Opinion\n{body}");
    let genre = guessed(&article_of(&text, &[Role::Metadata]));
    assert_eq!(genre.kind, GenreKind::Opinion, "{genre:?}");
}

#[test]
fn a_few_words_tell_nothing() {
    assert_eq!(guessed(&article("Too short.")).kind, GenreKind::Unknown);
}

fn titled(title: &str, body: &str) -> GenreKind {
    let mut article = article(body);
    article.meta.title = Some(crate::articles::Field::new(title.to_owned(), crate::articles::Provenance::Edited));
    guessed(&article).kind
}

#[test]
fn a_word_of_the_headline_is_no_label() {
    let body = "The river rose. The bridge held. The town slept. ".repeat(8);
    assert_eq!(titled("Opinion: The river and we", &body), GenreKind::Opinion);
    assert_eq!(titled("The river and we | Analysis", &body), GenreKind::Analysis);
    assert_eq!(titled("Q&A with the mayor", &body), GenreKind::Interview);
    assert_eq!(titled("Judge apologizes for her opinion of the mayor", &body), GenreKind::Report);
    assert_eq!(titled("Police prepare to interview the mayor", &body), GenreKind::Report);
}

#[test]
fn a_headline_that_asks_why_explains() {
    let body = "The river rose. The bridge held. The town slept. ".repeat(8);
    assert_eq!(titled("Why the river rose", &body), GenreKind::Analysis);
    assert_eq!(titled("The river rose", &body), GenreKind::Report);
}

#[test]
fn a_narrator_who_asks_and_exclaims_comments() {
    let plain =
        "The town had three bridges over the river, and every one of them was old and in need of work by then. ";
    let body = format!("{}Who would want that? And for what? Enough of it! ", plain.repeat(10));
    assert_eq!(guessed(&article(&body)).kind, GenreKind::Opinion);
    assert_eq!(guessed(&article(&plain.repeat(11))).kind, GenreKind::Report);
}
