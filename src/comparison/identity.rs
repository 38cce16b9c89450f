//! Who is who across articles: people by surname and fitting first names, bodies and places by their whole name.

use std::sync::OnceLock;

use crate::{
    analysis::{
        Profile,
        entities::{Entity, EntityKind},
        names::{self, Names, same_surname, surname_key},
    },
    text::fold::fold,
};

/// Whether two entities of two articles are one. A person needs the same surname (however it is spelled) and, where
/// both have one, a first name that does not contradict; anything else the same folded name.
/// Speakers without a name are never the same across articles.
pub fn same(a: &Entity, b: &Entity) -> bool {
    match (a.kind, b.kind) {
        (EntityKind::Unnamed | EntityKind::Group, _) | (_, EntityKind::Unnamed | EntityKind::Group) => false,
        (EntityKind::Person, EntityKind::Person) => same_person(&a.name, &b.name),
        (EntityKind::Person, _) if is_one_word(b) => same_person(&a.name, &b.name),
        (_, EntityKind::Person) if is_one_word(a) => same_person(&a.name, &b.name),
        _ => {
            let (x, y) = (key(&a.name), key(&b.name));
            x == y || a.aliases.iter().any(|n| key(n) == y) || b.aliases.iter().any(|n| key(n) == x)
        }
    }
}

/// A surname alone may be taken for anything.
pub fn is_one_word(entity: &Entity) -> bool {
    !without_suffix(&entity.name).contains(' ')
}

/// The name without `Jr.` and the like.
fn without_suffix(name: &str) -> &str {
    let last = name.rsplit(' ').next().unwrap_or("");
    let suffix = matches!(last.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV");
    let rest = name.strip_suffix(last).filter(|_| suffix).map(|r| r.trim_end_matches([' ', ',']));
    rest.filter(|r| !r.is_empty()).unwrap_or(name)
}

/// The folded name without an article.
fn key(name: &str) -> String {
    let folded = fold(name).replace('.', "");
    folded.strip_prefix("the ").map_or_else(|| folded.clone(), str::to_owned)
}

/// The names that the program knows, for short forms of given names.
fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(Names::default)
}

/// Surnames agree, and given names where both have one: equal, an initial, the start of the other, or forms of one name.
fn same_person(a: &str, b: &str) -> bool {
    if a.trim().is_empty() || b.trim().is_empty() {
        return false;
    }
    if names::same_person(names(), a, b) {
        return true;
    }
    let (x, y) = (fold(a), fold(b));
    let (x, y): (Vec<&str>, Vec<&str>) = (x.split_whitespace().collect(), y.split_whitespace().collect());
    let (Some(last_x), Some(last_y)) = (x.last(), y.last()) else { return false };
    let given = |list: &[&str]| list.first().map(|g| g.trim_end_matches('.').to_owned());
    let begins = |p: &str, q: &str| p.len() >= 3 && q.starts_with(p);
    same_surname(last_x, last_y) && given(&x).zip(given(&y)).is_some_and(|(p, q)| begins(&p, &q) || begins(&q, &p))
}

/// A string that two entities share whenever they are [`same`] by name, so that a map can gather candidates: the
/// key of the surname, or the folded name.
pub fn bucket(entity: &Entity) -> String {
    match entity.kind {
        _ if is_one_word(entity) => surname_key(without_suffix(&entity.name)),
        EntityKind::Person => surname_key(without_suffix(&entity.name).rsplit(' ').next().unwrap_or("")),
        _ => key(&entity.name),
    }
}

/// Whether two capitalised words are spellings of one name, as `Zelensky` and `Zelenskyy`: the same by rule, at most a
/// letter longer, and neither the other one with a common ending.
pub fn is_respelling(p: &str, q: &str) -> bool {
    let (p, q) = (fold(p), fold(q));
    let (n, m) = (p.chars().count(), q.chars().count());
    let inflected = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|e| matches!(e, "s" | "n" | "an"));
    p != q && n.min(m) >= 5 && n.abs_diff(m) <= 1 && !inflected(&p, &q) && !inflected(&q, &p) && same_surname(&p, &q)
}

/// The entity of `profile` that is `entity`, if there is one. A surname alone that two people there bear is neither.
pub fn find<'a>(profile: &'a Profile, entity: &Entity) -> Option<(u32, &'a Entity)> {
    let found = || profile.entities.iter().enumerate().filter(|(_, e)| same(e, entity));
    let (i, first) = found().next()?;
    let rivals = is_one_word(entity) && found().any(|(_, e)| !same(e, first));
    (!rivals).then_some((i as u32, first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::fixture::Fixture;

    #[test]
    fn a_surname_alone_and_a_spelling_are_the_same_person() {
        assert!(same_person("Ann Roe", "Roe"));
        assert!(same_person("Volodymyr Zelenskyy", "Zelensky"));
        assert!(same_person("R. Mueller", "Robert Mueller"));
    }

    #[test]
    fn a_short_form_of_the_given_name_is_the_same_person() {
        for (a, b) in [("Bill Barr", "William Barr"), ("Mike Roe", "Michael Roe"), ("Joe Roe", "Joseph R. Roe Jr.")] {
            assert!(same_person(a, b) && same_person(b, a), "{a} {b}");
        }
        assert!(!same_person("Bill Roe", "Michael Roe") && !same_person("Jo Roe", "Bo Roe"));
    }

    #[test]
    fn a_suffix_is_no_surname() {
        let with = |name: &str| Fixture::new("").quoting(name, &[]).profile.entities[0].clone();
        let (long, short) = (with("Theodore J. Roe Jr."), with("Theodore Roe"));
        assert!(same(&long, &short) && bucket(&long) == bucket(&short));
        assert!(is_one_word(&with("Roe Jr.")) && bucket(&with("Roe Jr.")) == bucket(&short));
        assert!(!same(&with("Ann Lund Jr."), &long));
    }

    #[test]
    fn a_surname_that_two_people_bear_is_neither() {
        let two = Fixture::new("Text.").quoting("Bill Roe", &[]).quoting("Hilda Roe", &[]).profile;
        let (alone, full) =
            (Fixture::new("").quoting("Roe", &[]).profile, Fixture::new("").quoting("William Roe", &[]));
        assert!(find(&two, &alone.entities[0]).is_none());
        assert_eq!(find(&two, &full.profile.entities[0]).map(|f| f.0), Some(0));
        let one = Fixture::new("Text.").quoting("Bill Roe", &[]).quoting("Roe", &[]).profile;
        assert_eq!(find(&one, &alone.entities[0]).map(|f| f.0), Some(0));
    }

    #[test]
    fn spellings_are_told_from_inflections_and_other_words() {
        for (p, q) in [("Zelensky", "Zelenskyy"), ("Witkoff", "Whitcoff")] {
            assert!(is_respelling(p, q), "{p} {q}");
        }
        for (p, q) in [("Ukraine", "Ukrainian"), ("Estonia", "Estonian"), ("Senate", "Senator"), ("Russia", "Prussia")]
        {
            assert!(!is_respelling(p, q), "{p} {q}");
        }
    }

    #[test]
    fn another_first_name_is_another_person() {
        assert!(!same_person("Ann Roe", "Bo Roe"));
        assert!(!same_person("Ann Roe", "Ann Lund"));
        assert!(!same_person("", ""));
    }
}
