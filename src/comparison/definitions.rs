//! [`Definition`]: what a measure is, from `assets/measures.toml`. Shown under `i` and in the exports.

use std::sync::OnceLock;

use serde::Deserialize;

use super::MeasureId;

/// What a measure is, where it comes from and how it misleads.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The measure's id as in the data: `quoted_share`.
    pub id: String,
    /// Its name on screen.
    pub name: String,
    /// What the value is counted in, in words.
    pub unit: String,
    /// How it is worked out.
    pub formula: String,
    /// What it is divided by, and when only counts are shown.
    pub base: String,
    /// Who proposed it, or where it is used.
    pub source: String,
    /// How it misleads.
    pub pitfalls: String,
}

#[derive(Deserialize)]
struct File {
    measure: Vec<Definition>,
}

/// Every definition, in the order of the file: one for each [`MeasureId`], then those of the comparison.
///
/// # Panics
/// Never: the embedded file is checked by a test.
pub fn all() -> &'static [Definition] {
    static ALL: OnceLock<Vec<Definition>> = OnceLock::new();
    ALL.get_or_init(|| {
        let file: File = toml::from_str(include_str!("../../assets/measures.toml"))
            .expect("the embedded measures.toml is checked by a test");
        file.measure
    })
}

/// The definition with this id, if there is one: `jensen_shannon`, `alignment` …
pub fn by_id(id: &str) -> Option<&'static Definition> {
    all().iter().find(|d| d.id == id)
}

/// The definition of `measure`.
pub(super) fn of(measure: MeasureId) -> &'static Definition {
    let at = MeasureId::ALL.iter().position(|m| *m == measure).unwrap_or(0);
    &all()[at]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_has_its_definition_in_order() {
        for measure in MeasureId::ALL {
            let id = serde_json::to_value(measure).expect("a string");
            assert_eq!(id, of(measure).id.as_str());
        }
    }

    #[test]
    fn every_field_says_something() {
        for d in all() {
            let fields = [&d.name, &d.unit, &d.formula, &d.base, &d.source, &d.pitfalls];
            assert!(fields.iter().all(|f| f.len() > 3), "{}", d.id);
            assert!(d.name.len() <= 40, "{} is too long for its column", d.name);
        }
    }
}
