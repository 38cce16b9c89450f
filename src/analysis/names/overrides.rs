//! What a project file says about speakers: `[[alias]]`, names of one speaker, and `[[camp]]`, who belongs to a side.
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

use super::Names;
use crate::{
    analysis::{ListError, entities::SourceType, lists::parse_toml},
    text::fold::fold,
};

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    alias: Vec<Alias>,
    #[serde(default)]
    camp: Vec<Camp>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alias {
    name: String,
    #[serde(default)]
    forms: Vec<String>,
    source_type: Option<SourceType>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Camp {
    name: String,
    members: Vec<String>,
}

impl Names {
    /// Takes the aliases, camps and source types of a project file over what is known.
    pub fn merge_project(&mut self, text: &str, origin: &str) -> Result<(), ListError> {
        let file: File = parse_toml(text, origin)?;
        for alias in file.alias {
            if let Some(source) = alias.source_type {
                self.sources.insert(fold(&alias.name), source);
            }
            for form in alias.forms {
                self.aliases.insert(fold(&form), alias.name.clone());
            }
        }
        for camp in file.camp {
            for member in camp.members {
                self.camps.insert(fold(&member), camp.name.clone());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_names_aliases_camps_and_source_types() {
        let mut names = Names::default();
        let text = "name = \"Story\"\n[[alias]]\nname = \"Jane Roe\"\nforms = [\"J. Roe\"]\nsource_type = \"expert\"\n\
                    [[camp]]\nname = \"Opposition\"\nmembers = [\"Jane Roe\"]\n";
        assert_eq!(names.merge_project(text, "parallax.toml"), Ok(()));
        assert_eq!(names.alias("J. Roe"), Some("Jane Roe"));
        assert_eq!(names.camps.get("jane roe").map(String::as_str), Some("Opposition"));
        assert_eq!(names.sources.get("jane roe"), Some(&SourceType::Expert));
    }

    #[test]
    fn a_misspelt_key_is_told_with_its_line() {
        let error = Names::default().merge_project("[[camp]]\nname = \"A\"\nmember = []\n", "parallax.toml").err();
        assert_eq!(error.and_then(|e| e.position).map(|p| p.0), Some(3));
    }
}
