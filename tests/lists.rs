//! The examples of `docs/lists.md` are lists without a mistake.

use std::{fs, path::Path};

use parallax::{
    analysis::{ListFile, ListName, Lists},
    articles::Rules,
};

/// The blocks of the page: the list that the first line names, and the text.
fn examples() -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lists.md");
    let page = fs::read_to_string(path).expect("docs/lists.md is there");
    let blocks = page.split("```toml\n").skip(1).filter_map(|rest| rest.split_once("```"));
    let named = |text: &str| {
        let name = text.lines().next()?.strip_prefix("# parallax.")?.strip_suffix(".toml")?;
        Some((name.to_owned(), text.to_owned()))
    };
    blocks.filter_map(|(text, _)| named(text)).collect()
}

#[test]
fn the_examples_of_the_page_on_lists_can_be_used_as_they_stand() {
    let examples = examples();
    for name in ["loaded", "topics", "naming", "camps", "aliases", "reporting_verbs", "boilerplate", "outlets"] {
        let (_, text) = examples.iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("no example of {name}"));
        let mistakes = match name {
            "boilerplate" => Rules::embedded().clone().add_phrases(text, name),
            "outlets" => Rules::embedded().clone().add_outlets(text, name),
            _ => {
                let list = ListName::parse(name).expect("a list");
                let file = ListFile { list, origin: name.to_owned(), text: text.clone() };
                let (lists, mistakes) = Lists::builtin().with_files(&[file]);
                assert!(!lists.own.entries().is_empty(), "{name}");
                mistakes
            }
        };
        assert_eq!(mistakes, [], "{name}");
    }
}
