//! What counts as loaded, in whole sentences.

use super::*;
use crate::{
    analysis::{self, lists::ListName},
    articles::{Rules, assemble},
    sources,
};

fn article(text: &str) -> Article {
    let mut stream = sources::read_bytes("a.txt", text.as_bytes(), &sources::Options::default());
    assemble(stream.next().expect("one article").expect("readable"), Rules::embedded())
}

/// The terms found in `sentence`, set among plain ones so that it is body text.
fn found(sentence: &str) -> Vec<(String, Category, f32)> {
    found_with(sentence, &Lists::builtin())
}

fn found_with(sentence: &str, lists: &Lists) -> Vec<(String, Category, f32)> {
    let text = format!(
        "Council meets on Tuesday\n\nThe members sat down at noon in the town hall and read the papers.\n\n{sentence}\n\nThe \
         next meeting is in May, and the papers will be sent out before it."
    );
    let article = article(&text);
    let profile = analysis::analyze(&article, lists);
    let at = text.find(sentence).expect("there") as u32;
    let own = |h: &&LoadedHit| h.span.start >= at && (h.span.start as usize) < at as usize + sentence.len();
    let tell = |h: &LoadedHit| {
        let entry = lists.loaded.get(h.entry).expect("an entry");
        (article.slice(h.span).to_owned(), entry.category, h.weight)
    };
    profile.loaded.iter().filter(own).map(tell).collect()
}

fn terms(sentence: &str) -> Vec<String> {
    found(sentence).into_iter().map(|f| f.0).collect()
}

fn weight(sentence: &str, term: &str) -> f32 {
    found(sentence).iter().find(|f| f.0 == term).map_or(0.0, |f| f.2)
}

#[test]
fn inflected_forms_are_found_under_their_lemma() {
    assert_eq!(terms("The minister slammed the plan and two parties recklessly squandered the funds.").len(), 3);
    assert_eq!(terms("The parties met and agreed on a date for the next vote."), Vec::<String>::new());
}

#[test]
fn phrases_win_over_their_words() {
    let hits = found("The board called it a witch hunt and poured fuel on the row.");
    assert!(hits.iter().any(|h| h.0 == "witch hunt"), "{hits:?}");
    assert!(found("They drove a wedge between the allies.").iter().any(|h| h.1 == Category::Idiom));
}

#[test]
fn a_capital_in_mid_sentence_is_a_name() {
    assert!(terms("He spoke with Victor Savage of the Crook family in Bitter Creek.").is_empty());
    assert_eq!(terms("Ruthless methods were used."), ["Ruthless"]);
}

#[test]
fn a_name_that_opens_a_sentence_is_no_hit() {
    let text = "Council meets on Tuesday\n\nThe plan of Maria Savage was read out. Savage said it would cost little. Savage \
                attacks on the plan followed.";
    let spans = |text: &str| {
        let article = article(text);
        let hits = analysis::analyze(&article, &Lists::builtin()).loaded;
        hits.iter().map(|h| article.slice(h.span).to_owned()).collect::<Vec<_>>()
    };
    assert!(!spans(text).contains(&"Savage".to_owned()), "{:?}", spans(text));
    let plain = text.replace("Maria Savage", "Maria Lund").replace("Savage said", "Lund said");
    assert!(spans(&plain).contains(&"Savage".to_owned()), "{:?}", spans(&plain));
}

#[test]
fn a_negation_halves_the_weight() {
    let plain = weight("The new road plan was reckless.", "reckless");
    let negated = weight("The new road plan was not reckless.", "reckless");
    assert!(negated > 0.0 && negated < plain * 0.8, "{plain} {negated}");
}

#[test]
fn what_somebody_thinks_weighs_less() {
    let text = "Council meets on Tuesday\n\nThe members sat down at noon in the town hall and read the papers.\n\nMs. Roe \
                believes that the bridge is a shameless farce.\n\nThe bridge is a shameless farce.";
    let article = article(text);
    let lists = Lists::builtin();
    let profile = analysis::analyze(&article, &lists);
    let weights: Vec<f32> =
        profile.loaded.iter().filter(|h| article.slice(h.span) == "shameless").map(|h| h.weight).collect();
    assert!(matches!(weights[..], [thought, own] if thought < own * 0.6), "{weights:?}");
    assert!(profile.loaded.iter().any(|h| h.why.contains("reported to think")));
}

#[test]
fn collocations_of_commentary_are_found_whole() {
    assert!(terms("The decision sparked local outrage and caused deep concern.").contains(&"deep concern".to_owned()));
    assert!(terms("The well is deep and the firm is a going concern.").iter().all(|t| !t.contains("concern ")));
}

#[test]
fn frequent_literal_words_weigh_little() {
    assert!(weight("The two armies fought a battle near the river.", "battle") < 0.3);
    assert!(weight("The clown-like antics were a shameless farce.", "shameless") > 0.3);
}

#[test]
fn words_that_a_speaker_says_are_not_the_narrators() {
    let text = "Mayor opens bridge\n\n“This is a shameless and reckless farce,” Anna Miller said on Tuesday.\n\nThe bridge \
                is 200 metres long and took two years to build.";
    let article = article(text);
    let profile = analysis::analyze(&article, &Lists::builtin());
    assert!(!profile.loaded.is_empty());
    assert!(profile.loaded.iter().all(|h| h.voice == Voice::Direct), "{:?}", profile.loaded);
}

#[test]
fn a_threshold_can_be_changed_without_a_new_analysis() {
    let text =
        "Mayor opens bridge\n\nThe shameless farce went on for two years, and the cost was high.\n\nIt is open now.";
    let mut hits = analysis::analyze(&article(text), &Lists::builtin()).loaded;
    recount(&mut hits, 0.0, &[]);
    assert!(hits.len() > 1 && hits.iter().all(|h| h.counted));
    let off = hits[0].entry;
    recount(&mut hits, 0.0, &[off]);
    assert!(!hits[0].counted && hits[1].counted);
    recount(&mut hits, 1.1, &[]);
    assert!(hits.iter().all(|h| !h.counted));
}

#[test]
fn a_users_list_adds_replaces_and_removes() {
    let text = "[[term]]\nterm = \"flibbert\"\npos = \"v\"\ncategory = \"label\"\nweight = 0.9\ngloss = \"made up\"\n\n\
                [[term]]\nterm = \"reckless\"\noff = true\n";
    let file = analysis::ListFile { list: ListName::Loaded, origin: "mine".into(), text: text.into() };
    let (lists, errors) = Lists::builtin().with_files(&[file]);
    assert!(errors.is_empty(), "{errors:?}");
    let hits = found_with("They flibberted the reckless plan.", &lists);
    assert_eq!(hits.iter().map(|h| h.0.as_str()).collect::<Vec<_>>(), ["flibberted"]);
    let entry = lists.loaded.find("flibbert").and_then(|i| lists.loaded.get(i)).expect("added");
    assert_eq!((entry.origin.clone(), entry.gloss.as_str()), (Origin::User("mine:1".into()), "made up"));
}

#[test]
fn a_users_term_inflects_by_its_category_and_has_the_weight_it_is_given() {
    let text = "[[term]]\nterm = \"flibbert\"\ncategory = \"action\"\n\n[[term]]\nterm = \"plonk\"\ncategory = \
                \"noun\"\nweight = 0.4\n";
    let file = analysis::ListFile { list: ListName::Loaded, origin: "mine".into(), text: text.into() };
    let (lists, errors) = Lists::builtin().with_files(&[file]);
    assert!(errors.is_empty(), "{errors:?}");
    let hits = found_with("They flibberted the plonks.", &lists);
    let told: Vec<_> = hits.iter().map(|h| (h.0.as_str(), h.2)).collect();
    assert_eq!(told, [("flibberted", 1.0), ("plonks", 0.4)]);
}

#[test]
fn a_mistake_in_a_users_list_is_named() {
    let text = "[[term]]\nterm = \"x y\"\nweight = 2.0\ncategory = \"noun\"\n[[term]]\nterm = \"x y\"\nweigth = 1\n\
                [[term]]\nterm = \"x y\"\ncategory = \"nuon\"\n";
    let file = analysis::ListFile { list: ListName::Loaded, origin: "mine".into(), text: text.into() };
    let (_, errors) = Lists::builtin().with_files(&[file]);
    let told: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert!(told[0].starts_with("mine:2:8: ") && told[0].contains("from 0 to 1"), "{told:?}");
    assert!(told[1].starts_with("mine:7:1: ") && told[1].contains("did you mean `weight`"), "{told:?}");
    assert!(told[2].starts_with("mine:9:8: ") && told[2].contains("no category"), "{told:?}");
}

#[test]
fn every_builtin_entry_has_gloss_and_weight() {
    let lexicon = Lexicon::builtin();
    assert!(lexicon.entries().len() > 2000);
    for entry in lexicon.entries() {
        assert!(!entry.gloss.is_empty(), "{}", entry.term);
        assert!((0.0..=1.0).contains(&entry.weight) && entry.guess > 0.0, "{}", entry.term);
        assert!(!entry.pos.is_empty() && entry.pos.chars().all(|c| "nvaxq".contains(c)), "{}", entry.term);
    }
    assert!((0.05..0.9).contains(&lexicon.model.threshold));
}
