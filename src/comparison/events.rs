//! Whether two articles tell of one event: a shared date, or rare names that both have.

use std::collections::HashSet;

use super::{
    align::Rarity,
    features::{Features, Term},
    pair::Warning,
    passages::Read,
    warnings::days_between,
};

/// Dates at most this many days apart are shared.
const SAME_DATE: i64 = 3;
/// So many shared rare names make one event.
const MIN_NAMES: usize = 2;

/// The terms of an article's names: capitalised words that most stories do not have and that do not open a sentence.
pub fn name_terms(features: &Features) -> impl Iterator<Item = &Term> {
    let inside = |i: usize| features.sentence(i).iter().skip_while(|t| t.opens);
    (0..features.sentences.len()).flat_map(inside).filter(|t| t.run.is_some() && !t.everyday && !t.number)
}

/// The stems of an article's names.
pub fn names(features: &Features) -> HashSet<u64> {
    name_terms(features).map(|t| t.stem).collect()
}

/// The warning that the two may tell of different events.
pub fn warning(a: Read<'_>, b: Read<'_>, rarity: &Rarity) -> Option<Warning> {
    let dates = [a, b].map(|r| r.side.article.meta.date.as_ref().map(|d| d.value.day));
    if let [Some(x), Some(y)] = dates
        && days_between(x, y) <= SAME_DATE
    {
        return None;
    }
    let (x, y) = (names(a.features), names(b.features));
    let shared = x.intersection(&y).filter(|n| rarity.is_rare_name(**n)).count();
    let why = format!(
        "no date within {SAME_DATE} days of each other and {shared} shared names that few of the chosen articles have: \
         what one tells may not have happened when the other was written"
    );
    (shared < MIN_NAMES).then(|| Warning { badge: "different events?".to_owned(), why })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::fixture::Fixture;

    fn warned(left: &Fixture, right: &Fixture) -> bool {
        let (x, y) = (Features::of(left.side()), Features::of(right.side()));
        let rarity = Rarity::of([&x, &y].into_iter());
        warning(Read { side: left.side(), features: &x }, Read { side: right.side(), features: &y }, &rarity).is_some()
    }

    #[test]
    fn a_shared_date_or_two_shared_names_make_one_event() {
        let left = Fixture::new("The fire in Elmtown hit the Harbour Hall.").dated("2025-01-01");
        let far = |text: &str| Fixture::new(text).dated("2025-06-01");
        assert!(!warned(&left, &Fixture::new("A goat won.").dated("2025-01-03")));
        assert!(!warned(&left, &far("A court heard of Elmtown and its Harbour.")));
        assert!(warned(&left, &far("A goat won the cup in Elmtown.")));
        assert!(warned(&left, &Fixture::new("A goat won.")));
    }
}
