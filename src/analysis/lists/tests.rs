use super::*;

fn file(list: ListName, text: &str) -> ListFile {
    ListFile { list, origin: "mine.toml".to_owned(), text: text.to_owned() }
}

const MINE: &str = "[[topic]]\nid = \"bees\"\ncues = \"bee\"\n";

#[test]
fn lists_are_shared_between_threads() {
    fn check<T: Send + Sync>() {}
    check::<Lists>();
}

#[test]
fn a_users_topic_is_added_and_a_later_file_wins() {
    let lists = Lists::builtin();
    let first = file(ListName::Topics, MINE);
    let second = file(ListName::Topics, &MINE.replace("\"bee\"", "\"wasp\""));
    let (merged, errors) = lists.with_files(&[first, second]);
    assert!(errors.is_empty());
    assert_eq!(merged.topics.get("bees").expect("added").cues[0].text, "wasp");
    assert_eq!(merged.topics.groups.len(), lists.topics.groups.len() + 1);
}

#[test]
fn off_removes_an_entry() {
    let lists = Lists::builtin();
    let id = lists.topics.groups[0].id.clone();
    let (merged, _) = lists.with_files(&[file(ListName::Topics, &format!("[[topic]]\nid = \"{id}\"\noff = true\n"))]);
    assert!(merged.topics.get(&id).is_none());
}

#[test]
fn a_bad_file_is_left_out_and_named_with_its_line() {
    let bad = file(ListName::Naming, "[[concept]]\nid = \"x\"\nvariant = \"a\"\n");
    let (merged, errors) = Lists::builtin().with_files(&[bad, file(ListName::Topics, MINE)]);
    assert_eq!(errors[0].position.map(|p| p.0), Some(3), "{}", errors[0]);
    assert!(merged.topics.get("bees").is_some());
}

#[test]
fn a_misspelt_key_gets_a_hint() {
    let bad = file(ListName::Topics, "[[topic]]\nid = \"x\"\ncuse = \"a\"\n");
    let (_, errors) = Lists::builtin().with_files(&[bad]);
    assert!(errors[0].message.contains("did you mean `cues`"), "{}", errors[0]);
    let error = Lists::builtin().with_project("name = 'a'\n[[topics]]\nid = 'x'\n", "p").expect_err("misspelt");
    assert!(error.message.contains("did you mean `topic`"), "{error}");
    assert_eq!(error.position.map(|p| p.0), Some(2));
}

#[test]
fn an_edition_changes_with_the_text_and_says_so() {
    let lists = Lists::builtin();
    let (merged, _) = lists.with_files(&[file(ListName::Topics, MINE)]);
    let (old, new) = (&lists.editions()[0], &merged.editions()[0]);
    assert_ne!(old.hash, new.hash);
    assert_eq!(new.version, format!("{}+", old.version));
    assert!(old.to_string().starts_with("topics 1.0 (sha "));
}

#[test]
fn a_project_adds_topics_and_concepts() {
    let text = "name = 'Bees'\n[[topic]]\nid = 'bees'\ncues = 'bee'\n[[concept]]\nid = 'bee'\ncues = 'bee = plain'\n";
    let lists = Lists::builtin().with_project(text, "parallax.toml").expect("valid");
    assert_eq!(lists.story.groups.len(), 1);
    assert!(lists.naming.get("bee").is_some());
}
