//! Whole texts: which lines are kept.

use crate::{
    articles::{Article, Document, Overrides, Provenance, Role, Rules, assemble, assemble_with},
    sources::{GivenKind, Origin, RawArticle},
};

fn dump(text: &str) -> Article {
    assemble(RawArticle { text: text.to_owned(), ..RawArticle::default() }, Rules::embedded())
}

fn record(text: &str, title: &str) -> Article {
    let mut raw = RawArticle { text: text.to_owned(), origin: Origin::Record, ..RawArticle::default() };
    raw.give(GivenKind::Title, title, "field \"title\"");
    assemble(raw, Rules::embedded())
}

fn roles(article: &Article) -> Vec<Role> {
    article.lines.iter().map(|l| l.role).filter(|r| *r != Role::Blank).collect()
}

const STORY: &str = "Home
World | Politics | Money
Harbour town votes to keep its ferry
By Ana Ruiz
12 May 2023
Passengers wait at the old pier. (Photo by Lee Wong)
The harbour town of Elm voted on Friday to keep its ferry running, ending a dispute that has split the council for years.
“We have waited long enough for this day,” said the mayor, who backed the ferry from the start of the campaign.
A narrow result
Turnout was the highest since the town began to count, and the margin was no more than forty votes.
Advertisement
The operator said that it would buy a second boat before the winter storms arrive.
Related stories
Ferry fares to rise again
Share this article
3 Comments
";

#[test]
fn a_scraped_page_is_cut_to_its_article() {
    use Role::{Body, Boilerplate, Byline, Caption, DateLine, Heading, Headline};
    let article = dump(STORY);
    let expected = [
        Boilerplate,
        Boilerplate,
        Headline,
        Byline,
        DateLine,
        Caption,
        Body,
        Body,
        Heading,
        Body,
        Boilerplate,
        Body,
        Boilerplate,
        Boilerplate,
        Boilerplate,
        Boilerplate,
    ];
    assert_eq!(roles(&article), expected);
    assert_eq!(article.title(), Some("Harbour town votes to keep its ferry"));
    assert_eq!(article.meta.author.as_ref().map(|a| a.value.as_str()), Some("Ana Ruiz"));
    let date = article.meta.date.as_ref().expect("a date");
    assert_eq!((date.value.to_string().as_str(), &date.from), ("2023-05-12", &Provenance::Line { line: 5 }));
    assert!(article.lines.iter().all(|l| !l.why.is_empty()));
}

#[test]
fn the_date_of_a_picture_or_a_collection_is_not_the_article_s() {
    let article =
        dump(&STORY.replace("12 May 2023", "1,500 $\nMAY 2023").replace("(Photo by", "on 3 May 2023 (Photo by"));
    assert_eq!(article.meta.date, None);
}

#[test]
fn no_outlet_is_made_up() {
    assert_eq!(dump(STORY).outlet(), None);
    assert_eq!(dump(&format!("{STORY}Support Ukraine\n")).outlet(), None);
    assert_eq!(dump(&format!("{STORY}© 2023 The Elm Courier\n")).outlet(), Some("The Elm Courier"));
}

#[test]
fn a_pull_quote_is_not_counted_twice_but_a_reported_quotation_is_kept() {
    let pull = STORY.replace("Advertisement", "“Turnout was the highest since the town began to count.”");
    assert!(roles(&dump(&pull)).contains(&Role::PullQuote));
    let said = STORY.replace("Advertisement", "“We have waited long enough for this day.”");
    assert!(!roles(&dump(&said)).contains(&Role::PullQuote));
}

#[test]
fn a_name_under_a_picture_is_a_caption() {
    let text = STORY
        .replace("The operator said", "Marine director Tom Hale said")
        .replace("Advertisement", "Marine Director Tom Hale");
    assert!(roles(&dump(&text)).contains(&Role::Caption));
}

#[test]
fn a_lone_sentence_is_body_whatever_it_says() {
    for text in ["Share", "Read more.", "The vote was lost", "A deal was struck on Monday."] {
        assert_eq!(roles(&record(text, "")), [Role::Body], "{text}");
        assert_eq!(roles(&dump(text)), [Role::Body], "{text}");
    }
}

#[test]
fn a_record_loses_nothing_but_its_title() {
    let article = record("The title.\n\nRelated: the council met.\n\n2,500\n\nPhoto by the river\n", "The Title");
    assert_eq!(roles(&article), [Role::Headline, Role::Body, Role::Body, Role::Body]);
}

#[test]
fn a_short_first_line_is_the_headline() {
    let body = "The bridge over the Elm was shut to lorries on Monday, and the council said that it would stay shut.\n\n\
        How long will the people of the town have to wait\n\n\
        The engineers who looked at it asked for two more weeks before they say anything.\n";
    for title in ["Toll ruling", "Bridge closes", "Toll Ruling", "Bridge shut again"] {
        for between in ["\n\n", "\n", "\n\nBy Ana Ruiz\n12 May 2023\n\n", "\n\nAna Ruiz\n\n"] {
            let article = dump(&format!("{title}{between}{body}"));
            assert_eq!(article.title(), Some(title), "{between:?}");
            assert_eq!(article.lines.iter().filter(|l| l.role == Role::Body).count(), 2, "{title}{between:?}");
        }
    }
    for label in ["Share this", "12 May 2023", "By Ana Ruiz", "World | Politics | Money", "Advertisement", "BBC News"] {
        assert_ne!(dump(&format!("{label}\n\n{body}")).title(), Some(label));
    }
}

#[test]
fn a_byline_may_name_offices_but_a_title_may_begin_with_by() {
    let long = STORY.replace("By Ana Ruiz", "By Ana Ruiz, Executive Editor, Elm Harbour Watch");
    assert_eq!(dump(&long).lines[3].role, Role::Byline);
    let title = "By Boat Alone can the harbour town of Elm be reached this winter";
    let titled = dump(&STORY.replace("Harbour town votes to keep its ferry", title));
    assert_eq!(titled.title(), Some(title));
}

#[test]
fn roles_set_by_hand_stand() {
    let raw = || RawArticle { text: STORY.to_owned(), ..RawArticle::default() };
    let by_hand = Overrides::from([(6, Role::Body), (2, Role::Headline)]);
    let article = assemble_with(raw(), Rules::embedded(), &by_hand);
    assert_eq!(article.lines[5].role, Role::Body);
    assert!(article.lines[5].edited);
    assert_eq!(article.title(), Some("World | Politics | Money"));
    assert_eq!(article.lines.iter().filter(|l| l.role == Role::Headline).count(), 1);
}

#[test]
fn phrases_of_the_user_take_lines_away_and_back() {
    let mut rules = Rules::embedded().clone();
    let list = "[[group]]\nname = \"mine\"\nat = \"start\"\nphrases = [\"the operator said\"]\n\
        [[group]]\nname = \"back\"\nrole = \"body\"\nphrases = [\"share this article\", \"advertisement\"]\n";
    assert_eq!(rules.add_phrases(list, "mine"), []);
    let article = assemble(RawArticle { text: STORY.to_owned(), ..RawArticle::default() }, &rules);
    let role = |start: &str| article.lines.iter().find(|l| article.slice(l.span).starts_with(start)).map(|l| l.role);
    assert_eq!(role("The operator said"), Some(Role::Boilerplate));
    assert_eq!(role("Advertisement"), Some(Role::Body));
    assert_eq!(role("Share this article"), Some(Role::Body));
    assert_eq!(role("3 Comments"), Some(Role::Boilerplate));
}

#[test]
fn the_samples_keep_their_body() {
    let dropped = |text: &str| -> Vec<usize> {
        let article = dump(text);
        assert!(!Document::of(&article).words.is_empty());
        article.dropped().map(|(n, _)| n).collect()
    };
    assert_eq!(dropped(include_str!("../../../seeds/000_72c1ef432b86b8f6.txt")), [1]);
    assert_eq!(dropped(include_str!("../../../seeds/001_cfd07240930c966c.txt")), [1, 3, 5, 56, 58, 60, 61]);
    assert_eq!(dropped(include_str!("../../../seeds/002_c33f6176d055b315.txt")), [1, 3, 25, 44, 46, 48]);
    let analysis = dropped(include_str!("../../../seeds/003_a78ba7fd6dd591c6.txt"));
    assert_eq!(analysis, [1, 2, 3, 5, 7, 9, 13, 21, 27, 33, 43, 53]);
    let last = dropped(include_str!("../../../seeds/004_866bced0a86db7d9.txt"));
    assert_eq!(last.first(), Some(&1));
    assert!([9, 11, 15, 18, 32, 43, 66, 72, 84].iter().all(|n| last.contains(n)));
    assert!([20, 22, 26, 55, 63].iter().all(|n| !last.contains(n)));
}

#[test]
fn hostile_lines_end_in_time() {
    let started = std::time::Instant::now();
    let texts = [
        "a ".repeat(500_000),
        "x\n".repeat(60_000),
        "“a b c d e”\n".repeat(20_000),
        "Same words in every single line of it here.\n".repeat(10_000),
        "1/1/2001 ".repeat(40_000),
    ];
    for text in texts {
        let article = dump(&text);
        assert!(article.lines.iter().all(|l| text.is_char_boundary(l.span.start as usize)));
    }
    assert!(started.elapsed().as_secs() < 120, "took {:?}", started.elapsed());
}

proptest::proptest! {
    #[test]
    fn any_text_gets_roles_on_character_boundaries(text in "(?s).{0,400}") {
        let article = dump(&text);
        for line in &article.lines {
            proptest::prop_assert!(text.get(line.span.range()).is_some());
        }
    }

    #[test]
    fn any_lines_get_roles(lines in proptest::collection::vec("[A-Za-z“”’ .:|0-9é中-]{0,60}", 0..30)) {
        let text = lines.join("\n");
        proptest::prop_assert_eq!(&*dump(&text).text, &text);
    }
}

#[test]
fn a_question_of_a_dialogue_is_no_byline() {
    let turn = |line: &str| dump(&STORY.replace("By Ana Ruiz", line)).lines[3].role;
    assert_eq!(turn("Ana Ruiz staff"), Role::Byline);
    assert_ne!(turn("REPORTER: Did your staff?"), Role::Byline);
}
