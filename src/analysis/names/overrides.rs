//! What a project file, or a list of camps or aliases, says about speakers: `[[alias]]`, names of one speaker, and
//! `[[camp]]`, who belongs to a side.
//!
//! ```toml
//! [[alias]]
//! name = "Jane Roe"              # the name to show
//! forms = ["J. Roe", "Roe-Doe"]  # other names found in the texts
//! source_type = "expert"         # optional
//!
//! [[camp]]
//! name = "Opposition"
//! members = ["Jane Roe", "Free Party"]
//! ```

use serde::Deserialize;
use toml::Spanned;

use super::Names;
use crate::{
    analysis::{
        entities::SourceType,
        lists::{ListName, Own},
    },
    text::{
        entries::{Entry, Reader, Table},
        fold::fold,
    },
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alias {
    name: String,
    #[serde(default)]
    forms: Vec<Spanned<String>>,
    source_type: Option<SourceType>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Camp {
    name: String,
    members: Vec<Spanned<String>>,
}

impl Names {
    /// Takes the aliases, camps and source types of a file over what is known; what holds a mistake is left out.
    pub fn merge<'a>(&mut self, reader: &mut Reader<'a>, table: &mut Table<'a>, own: &mut Own) {
        for alias in reader.rows::<Alias>(table, "alias") {
            self.take_alias(reader, alias, own);
        }
        for Entry { value: camp, at } in reader.rows::<Camp>(table, "camp") {
            if camp.members.is_empty() {
                reader.mistake(at, format!("the camp `{}` has no members", camp.name));
            }
            for member in camp.members {
                let (at, name) = (member.span().start, fold(member.get_ref()));
                if enter(reader, own, ListName::Camps, member.get_ref(), at) {
                    self.camps.insert(name, camp.name.clone());
                }
            }
        }
    }

    fn take_alias(&mut self, reader: &mut Reader<'_>, alias: Entry<Alias>, own: &mut Own) {
        let Entry { value: alias, at } = alias;
        if alias.forms.is_empty() && alias.source_type.is_none() {
            reader.mistake(at, format!("the alias `{}` has neither forms nor a source_type", alias.name));
        }
        if let Some(source) = alias.source_type {
            if alias.forms.is_empty() {
                own.enter(ListName::Aliases, &alias.name, reader.place(at), false, false);
            }
            self.sources.insert(fold(&alias.name), source);
        }
        for form in alias.forms.into_iter().filter(|f| fold(f.get_ref()) != fold(&alias.name)) {
            let at = form.span().start;
            if enter(reader, own, ListName::Aliases, form.get_ref(), at) {
                self.aliases.insert(fold(form.get_ref()), alias.name.clone());
            }
        }
    }
}

/// Enters a name into the ledger; one that the same file gives twice is a mistake.
fn enter(reader: &mut Reader<'_>, own: &mut Own, list: ListName, name: &str, at: usize) -> bool {
    if name.trim().is_empty() {
        reader.mistake(at, "a name must not be empty");
        return false;
    }
    if let Some(first) = own.winner(list.name(), name).filter(|e| e.is_of(reader.origin)) {
        reader.mistake(at, format!("`{name}` stands in the {} twice, first at {}", list.name(), first.place));
        return false;
    }
    own.enter(list, name, reader.place(at), false, false);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merge(names: &mut Names, text: &str) -> Vec<String> {
        let mut reader = Reader::new(text, "parallax.toml");
        let mut table = reader.document();
        names.merge(&mut reader, &mut table, &mut Own::default());
        reader.finish().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_project_names_aliases_camps_and_source_types() {
        let mut names = Names::default();
        let text = "name = \"Story\"\n[[alias]]\nname = \"Jane Roe\"\nforms = [\"J. Roe\"]\nsource_type = \"expert\"\n\
                    [[camp]]\nname = \"Opposition\"\nmembers = [\"Jane Roe\"]\n";
        assert_eq!(merge(&mut names, text), Vec::<String>::new());
        assert_eq!(names.alias("J. Roe"), Some("Jane Roe"));
        assert_eq!(names.camps.get("jane roe").map(String::as_str), Some("Opposition"));
        assert_eq!(names.sources.get("jane roe"), Some(&SourceType::Expert));
    }

    #[test]
    fn every_mistake_is_told_with_its_line_and_the_rest_counts() {
        let mut names = Names::default();
        let text = "[[camp]]\nname = \"A\"\nmember = []\n[[camp]]\nname = \"B\"\nmembers = [\"Roe\"]\n\
                    [[camp]]\nname = \"C\"\nmembers = [\"Doe\",\n  \"Roe\"]\n[[alias]]\nname = \"Doe\"\n";
        let told = merge(&mut names, text);
        assert!(told[0].starts_with("parallax.toml:3:1: unknown field `member`"), "{told:?}");
        assert_eq!(told[1], "parallax.toml:10:3: `Roe` stands in the camps twice, first at parallax.toml:6");
        assert_eq!(told[2], "parallax.toml:11:1: the alias `Doe` has neither forms nor a source_type");
        assert_eq!(told.len(), 3, "{told:?}");
        assert_eq!(names.camps.get("doe").map(String::as_str), Some("C"));
        assert_eq!(names.camps.get("roe").map(String::as_str), Some("B"));
    }
}
