//! Which field of a record is which: the usual names (`assets/fields.toml`) and the user's own.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::Deserialize;

use super::GivenKind;

/// What a field of a record can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// The text itself.
    Text,
    /// The headline.
    Title,
    /// Who published it.
    Outlet,
    /// When.
    Date,
    /// Who wrote it.
    Author,
    /// Its address.
    Url,
    /// Its identifier.
    Id,
    /// Its language.
    Language,
}

impl FieldKind {
    const ALL: [Self; 8] =
        [Self::Text, Self::Title, Self::Outlet, Self::Date, Self::Author, Self::Url, Self::Id, Self::Language];

    /// The metadata that the field gives, if it is metadata.
    pub const fn given(self) -> Option<GivenKind> {
        match self {
            Self::Title => Some(GivenKind::Title),
            Self::Outlet => Some(GivenKind::Outlet),
            Self::Date => Some(GivenKind::Date),
            Self::Author => Some(GivenKind::Author),
            Self::Url => Some(GivenKind::Url),
            Self::Language => Some(GivenKind::Language),
            Self::Text | Self::Id => None,
        }
    }

    fn parse(name: &str) -> Option<Self> {
        let name = plain(name);
        Self::ALL.into_iter().find(|k| format!("{k:?}").to_lowercase() == name)
    }
}

/// Column names that the user gave with `--map`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMap(BTreeMap<FieldKind, String>);

impl FieldMap {
    /// Adds `KIND=COLUMN`.
    ///
    /// # Errors
    ///
    /// A message for the user when there is no `=`, no such kind or no column.
    pub fn add(&mut self, pair: &str) -> Result<(), String> {
        let (kind, column) = pair.split_once('=').ok_or_else(|| format!("\"{pair}\" is not KIND=COLUMN"))?;
        let kind = FieldKind::parse(kind)
            .ok_or_else(|| format!("\"{kind}\" is none of text, title, outlet, date, author, url, id, language"))?;
        if column.trim().is_empty() {
            return Err(format!("no column is named in \"{pair}\""));
        }
        self.0.insert(kind, column.trim().to_owned());
        Ok(())
    }

    /// For each kind the position of its field among `names`.
    #[expect(clippy::needless_pass_by_value, reason = "an iterator is meant to be given away")]
    pub fn assign<'a>(&self, names: impl Iterator<Item = &'a str> + Clone) -> BTreeMap<FieldKind, usize> {
        let plain_names: Vec<String> = names.clone().map(plain).collect();
        let mut out = BTreeMap::new();
        for kind in FieldKind::ALL {
            let found = match self.0.get(&kind) {
                Some(column) => names.clone().position(|n| n == column),
                None => usual().get(&kind).into_iter().flatten().find_map(|u| plain_names.iter().position(|n| n == u)),
            };
            if let Some(at) = found.filter(|at| !out.values().any(|v| v == at)) {
                out.insert(kind, at);
            }
        }
        out
    }
}

/// Lower case, letters and digits only.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn usual() -> &'static BTreeMap<FieldKind, Vec<String>> {
    static USUAL: OnceLock<BTreeMap<FieldKind, Vec<String>>> = OnceLock::new();
    USUAL.get_or_init(|| {
        let lists: BTreeMap<FieldKind, Vec<String>> =
            toml::from_str(include_str!("../../assets/fields.toml")).expect("assets/fields.toml is valid");
        lists.into_iter().map(|(kind, names)| (kind, names.iter().map(|n| plain(n)).collect())).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(map: &FieldMap, names: &[&str], kind: FieldKind) -> Option<String> {
        map.assign(names.iter().copied()).get(&kind).map(|at| names[*at].to_owned())
    }

    #[test]
    fn usual_names_are_recognised_in_any_spelling() {
        let names = ["Publish-Date", "source_domain", "MainText", "Headline"];
        let map = FieldMap::default();
        assert_eq!(found(&map, &names, FieldKind::Date).as_deref(), Some("Publish-Date"));
        assert_eq!(found(&map, &names, FieldKind::Outlet).as_deref(), Some("source_domain"));
        assert_eq!(found(&map, &names, FieldKind::Text).as_deref(), Some("MainText"));
        assert_eq!(found(&map, &names, FieldKind::Author), None);
    }

    #[test]
    fn a_map_overrides_them() {
        let mut map = FieldMap::default();
        map.add("text=Volltext").unwrap();
        assert_eq!(found(&map, &["text", "Volltext"], FieldKind::Text).as_deref(), Some("Volltext"));
        assert!(map.add("text").is_err());
        assert!(map.add("colour=red").is_err());
    }
}
