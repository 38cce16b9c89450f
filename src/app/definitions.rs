//! Names and wordings that the rows take from the comparison and the lists.

use crate::{
    analysis::{Lists, loaded::LoadedHit},
    comparison::{Measure, MeasureId, Unit},
};

/// The name of a measure on screen.
pub fn name(id: MeasureId) -> String {
    id.definition().name.clone()
}

/// The value as printed in a narrow column: without its counts.
pub fn short(m: &Measure) -> String {
    match (m.unit, m.value) {
        (Unit::Count, _) => m.count.to_string(),
        (Unit::Share, Some(v)) => percent(v),
        (_, Some(v)) => format!("{v:.1}"),
        (_, None) if m.base == 0 => "–".to_owned(),
        (_, None) if m.count == 0 => "0".to_owned(),
        (_, None) => format!("n={}", m.count),
    }
}

/// A share without a fraction; what is there is never printed as nothing.
pub fn percent(share: f64) -> String {
    if share > 0.0 && share <= 0.005 { "<1%".to_owned() } else { format!("{:.0}%", share * 100.0) }
}

/// `1 passage`, `2 passages`.
pub fn counted(n: usize, word: &str) -> String {
    counted_as(n, word, &format!("{word}s"))
}

/// `1 entry`, `2 entries`.
pub fn counted_as(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// The definition of a measure: label and text.
pub fn full(id: MeasureId) -> Vec<(&'static str, String)> {
    let d = id.definition();
    vec![
        ("formula", d.formula.clone()),
        ("unit", d.unit.clone()),
        ("base", d.base.clone()),
        ("source", d.source.clone()),
        ("take care", d.pitfalls.clone()),
    ]
}

/// Category and gloss of a loaded term.
pub fn loaded(lists: &Lists, hit: &LoadedHit) -> (String, String) {
    let entry = lists.loaded.get(hit.entry);
    entry.map_or_else(Default::default, |e| (e.category.name().to_owned(), e.gloss.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_not_printed_as_nothing_and_one_is_singular() {
        assert_eq!([0.0, 0.004, 0.006, 0.2].map(percent), ["0%", "<1%", "1%", "20%"]);
        assert_eq!((counted(1, "passage"), counted(0, "passage")), ("1 passage".to_owned(), "0 passages".to_owned()));
    }
}
