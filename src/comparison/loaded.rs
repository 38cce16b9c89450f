//! Loaded terms of both articles by category and voice (M9).

use std::collections::BTreeMap;

use super::Side;
use crate::{
    analysis::{
        Lists,
        loaded::{Category, LoadedHit},
        voices::Voice,
    },
    text::Span,
};

/// The counted terms of one category in one voice.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LoadedRow {
    /// The category.
    pub category: Category,
    /// Whose words; `None` for the headline.
    pub voice: Option<Voice>,
    /// Left, in order.
    pub spans_a: Vec<Span>,
    /// Right, in order.
    pub spans_b: Vec<Span>,
}

/// The counted loaded terms of both, by category, then narrator, direct, indirect, headline.
pub fn loaded(a: Side<'_>, b: Side<'_>, lists: &Lists) -> Vec<LoadedRow> {
    let mut rows: BTreeMap<(usize, bool, Option<Voice>), [Vec<Span>; 2]> = BTreeMap::new();
    let category = |hit: &LoadedHit| {
        let entry = lists.loaded.get(hit.entry)?;
        Category::ALL.iter().position(|c| *c == entry.category)
    };
    for (i, side) in [a, b].into_iter().enumerate() {
        for hit in side.profile.loaded.iter().filter(|h| h.counted) {
            let voice = (!hit.headline).then_some(hit.voice);
            let Some(category) = category(hit) else { continue };
            rows.entry((category, hit.headline, voice)).or_default()[i].push(hit.span);
        }
    }
    let row = |((category, _, voice), [spans_a, spans_b]): (_, [Vec<Span>; 2])| {
        let category: usize = category;
        LoadedRow { category: Category::ALL[category], voice, spans_a, spans_b }
    };
    rows.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::fixture::Fixture;

    #[test]
    fn terms_are_told_apart_by_voice_and_headline() {
        let lists = Lists::builtin();
        let entry = 0;
        let f = Fixture::new("A reckless move. “A reckless act,” Ann Roe said.").quoting("Ann Roe", &[]);
        let hit = |part: &str, voice, headline| LoadedHit {
            span: f.span(part),
            entry,
            weight: 1.0,
            voice,
            headline,
            counted: true,
            why: String::new(),
            edited: false,
        };
        let hits = vec![
            hit("A reckless move", Voice::Narrator, false),
            hit("A reckless act", Voice::Direct, false),
            hit("A reckless", Voice::Narrator, true),
        ];
        let f = f.change(|p| p.loaded = hits);
        let rows = loaded(f.side(), Fixture::new("").side(), &lists);
        let seen: Vec<_> = rows.iter().map(|r| (r.voice, r.spans_a.len(), r.spans_b.len())).collect();
        assert_eq!(seen, [(Some(Voice::Narrator), 1, 0), (Some(Voice::Direct), 1, 0), (None, 1, 0)]);
    }
}
