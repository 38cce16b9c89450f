use super::*;
use crate::analysis::{ListFile, ListName, Lists, testing::article};

fn covered(text: &str, lists: &Lists) -> Vec<Coverage> {
    let article = article(text);
    let document = Document::of(&article);
    cover(&lists.matcher.scan(&article, &document), lists)
}

fn with(topic: &str) -> Lists {
    let text = format!("[[topic]]\nid = \"t\"\n{topic}\n");
    let file = ListFile { list: ListName::Topics, origin: "test".to_owned(), text };
    let (lists, errors) = Lists::builtin().with_files(&[file]);
    assert!(errors.is_empty(), "{errors:?}");
    lists
}

fn counts(topic: &str, text: &str) -> usize {
    covered(text, &with(topic)).into_iter().find(|c| c.id == "t").map_or(0, |c| c.sentences.len())
}

#[test]
fn a_sentence_counts_once_however_many_cues_it_holds() {
    assert_eq!(counts("cues = '''bee\nhive'''", "The bees left the hive. The hive stood empty. It rained."), 2);
}

#[test]
fn weak_cues_need_each_other_and_repeats_do_not_add_up() {
    let topic = "cues = '''bee 0.5\nhive 0.5'''";
    assert_eq!(counts(topic, "A bee came. Then another bee and a bee."), 0);
    assert_eq!(counts(topic, "A bee left its hive."), 1);
}

#[test]
fn an_exclusion_cancels_the_cue_it_overlaps_and_no_other() {
    let topic = "cues = 'bee'\nnot = 'spelling bee'";
    assert_eq!(counts(topic, "She won the spelling bee."), 0);
    assert_eq!(counts(topic, "At the spelling bee a bee stung her."), 1);
}

#[test]
fn a_phrase_does_not_reach_across_a_comma_or_a_full_stop() {
    let topic = "cues = 'peace talks'";
    assert_eq!(counts(topic, "They want peace, talks and bread. We want peace. Talks go on."), 0);
    assert_eq!(counts(topic, "The “peace” talks failed."), 1);
}

#[test]
fn capitals_in_a_cue_ask_for_capitals_in_the_text() {
    assert_eq!(counts("cues = 'ICE'", "The ice melted. ICE arrested ten people."), 1);
    assert_eq!(counts("cues = 'Labour'", "Hard labour followed, said the Labour leader."), 1);
}

#[test]
fn possessives_hyphens_and_accents_do_not_hide_a_cue() {
    assert_eq!(counts("cues = 'bee keeper'", "The bee-keeper’s hat."), 1);
    assert_eq!(counts("cues = 'Orban'", "Viktor Orbán’s party."), 1);
    assert_eq!(counts("cues = 'US led'", "The U.S.-led effort."), 1);
}

#[test]
fn findings_point_at_the_words() {
    let text = "First. The bees left.";
    let found = covered(text, &with("cues = 'bee'"));
    let t = found.iter().find(|c| c.id == "t").expect("covered");
    assert_eq!(t.cues[0].span.of(text), "bees");
    assert_eq!(t.sentences, [1]);
}

#[test]
fn a_very_long_sentence_is_read_in_good_time() {
    let text = "bee hive ".repeat(60_000);
    let sentences = counts("cues = '''bee\nbee hive'''\nnot = 'hive bee'", &text);
    assert!((1..1000).contains(&sentences), "cut into sentences of bounded length: {sentences}");
}

#[test]
fn every_embedded_topic_has_a_label_and_cues() {
    for (_, group) in Lists::builtin().all_topics() {
        assert!(!group.label.is_empty() && !group.cues.is_empty(), "{}", group.id);
    }
}
