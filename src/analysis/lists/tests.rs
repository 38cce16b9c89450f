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
fn every_mistake_of_every_file_is_told_and_the_good_entries_count() {
    let concepts = "[[concept]]\nid = \"x\"\nvariant = \"a\"\n[[concept]]\nid = \"bee\"\ncues = \"bee\"\n";
    let terms = "[[term]]\nterm = \"beeish\"\n\n[[term]]\nterm = \"waspy\"\ncategory = \"adjektive\"\n\n[[term]]\nterm = \"hivey\"\ncategory = \"adjective\"\nweight = 7.0\n\n[[term]]\nterm = \"drony\"\ncategory = \"adjective\"\n";
    let files = [file(ListName::Naming, concepts), file(ListName::Loaded, terms), file(ListName::Topics, MINE)];
    let (merged, errors) = Lists::builtin().with_files(&files);
    let places: Vec<_> = errors.iter().map(|e| e.position.unwrap()).collect();
    assert_eq!(places, [(3, 1), (2, 8), (5, 8), (9, 8)], "{errors:#?}");
    assert!(merged.topics.get("bees").is_some() && merged.naming.get("bee").is_some());
    assert!(merged.loaded.find("drony").is_some() && merged.loaded.find("beeish").is_none());
}

#[test]
fn camps_and_aliases_have_files_of_their_own() {
    let camps = file(ListName::Camps, "[[camp]]\nname = \"Hive\"\nmembers = [\"Jane Roe\"]\n");
    let aliases = file(ListName::Aliases, "[[alias]]\nname = \"Jane Roe\"\nforms = [\"J. Roe\"]\n");
    let (merged, errors) = Lists::builtin().with_files(&[camps, aliases]);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(merged.names.camps.get("jane roe").map(String::as_str), Some("Hive"));
    assert_eq!(merged.names.alias("J. Roe"), Some("Jane Roe"));
    assert_eq!(merged.editions().last().map(|e| (e.name.as_str(), e.entries)), Some(("speakers", 2)));
}

#[test]
fn an_entry_says_where_it_comes_from_and_over_which_it_stands() {
    let id = Lists::builtin().topics.groups[0].id.clone();
    let text = format!("\n[[topic]]\nid = \"{id}\"\ncues = \"bee\"\n");
    let at = |origin: &str| ListFile { list: ListName::Topics, origin: origin.to_owned(), text: text.clone() };
    let (merged, _) = Lists::builtin().with_files(&[at("lists/topics.toml"), at("parallax.topics.toml")]);
    let origin = &merged.topics.get(&id).expect("there").origin;
    assert_eq!(origin, "parallax.topics.toml:2, over lists/topics.toml:2 and the built-in entry");
    assert!(Lists::builtin().topics.groups.iter().all(|g| g.origin.is_empty()));
}

#[test]
fn switching_off_what_is_not_there_is_a_mistake() {
    let id = Lists::builtin().topics.groups[0].id.clone();
    let (_, errors) = Lists::builtin().with_files(&[
        file(ListName::Topics, &format!("[[topic]]\nid = \"{id}x\"\noff = true\n")),
        file(ListName::Loaded, "[[term]]\nterm = \"reckles\"\noff = true\n"),
    ]);
    assert!(errors[0].to_string().contains(&format!("did you mean `{id}`?")), "{errors:?}");
    assert!(errors[1].to_string().contains("did you mean `reckless`?"), "{errors:?}");
}

#[test]
fn a_misspelt_key_gets_a_hint() {
    let bad = file(ListName::Topics, "[[topic]]\nid = \"x\"\ncuse = \"a\"\n");
    let (_, errors) = Lists::builtin().with_files(&[bad]);
    assert!(errors[0].message.contains("did you mean `cues`"), "{}", errors[0]);
    let (_, errors) = Lists::builtin().with_project("name = 'a'\n[[topics]]\nid = 'x'\n", "p");
    let error = &errors[0];
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
    let (lists, errors) = Lists::builtin().with_project(text, "parallax.toml");
    assert_eq!(errors, []);
    assert_eq!(lists.own.provenance("naming", "bee").as_deref(), Some("parallax.toml:5"));
    assert_eq!(lists.story.groups.len(), 1);
    assert!(lists.naming.get("bee").is_some());
}
