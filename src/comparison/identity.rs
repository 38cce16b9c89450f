//! Who is who across articles: people by surname and fitting first names, bodies and places by their whole name.

use crate::{
    analysis::{
        Profile,
        entities::{Entity, EntityKind},
    },
    text::fold::fold,
};

use super::passages::is_respelling;

/// Whether two entities of two articles are one. A person needs the same surname (one or two letters at its end may
/// differ) and, where both have one, a first name that does not contradict; anything else the same folded name.
/// Speakers without a name are never the same across articles.
pub fn same(a: &Entity, b: &Entity) -> bool {
    match (a.kind, b.kind) {
        (EntityKind::Unnamed, _) | (_, EntityKind::Unnamed) | (EntityKind::Group, _) | (_, EntityKind::Group) => false,
        (EntityKind::Person, EntityKind::Person) => same_person(&a.name, &b.name),
        _ => {
            let (x, y) = (key(&a.name), key(&b.name));
            x == y || a.aliases.iter().any(|n| key(n) == y) || b.aliases.iter().any(|n| key(n) == x)
        }
    }
}

/// The folded name without an article.
fn key(name: &str) -> String {
    let folded = fold(name).replace('.', "");
    folded.strip_prefix("the ").map_or_else(|| folded.clone(), str::to_owned)
}

fn same_person(a: &str, b: &str) -> bool {
    let (x, y) = (fold(a), fold(b));
    let (x, y): (Vec<&str>, Vec<&str>) = (x.split_whitespace().collect(), y.split_whitespace().collect());
    let (Some(last_x), Some(last_y)) = (x.last(), y.last()) else { return false };
    let respelled = last_x.chars().count() >= 6 && is_respelling(last_x, last_y);
    if last_x != last_y && !respelled {
        return false;
    }
    match (x.first(), y.first()) {
        (Some(p), Some(q)) if x.len() > 1 && y.len() > 1 => {
            p == q || p.starts_with(q.trim_end_matches('.')) || q.starts_with(p.trim_end_matches('.'))
        }
        _ => true,
    }
}

/// A string that two entities share whenever they are [`same`] by name, so that a map can gather candidates: the
/// surname without what spellings vary in, or the folded name.
pub fn bucket(entity: &Entity) -> String {
    match entity.kind {
        EntityKind::Person => {
            let surname = fold(entity.name.rsplit(' ').next().unwrap_or(""));
            let stem: String = surname.chars().take(5).collect();
            if surname.chars().count() >= 6 { stem } else { surname }
        }
        _ => key(&entity.name),
    }
}

/// The entity of `profile` that is `entity`, if there is one.
pub fn find<'a>(profile: &'a Profile, entity: &Entity) -> Option<(u32, &'a Entity)> {
    profile.entities.iter().enumerate().find(|(_, e)| same(e, entity)).map(|(i, e)| (i as u32, e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_alone_and_a_spelling_are_the_same_person() {
        assert!(same_person("Ann Roe", "Roe"));
        assert!(same_person("Volodymyr Zelenskyy", "Zelensky"));
        assert!(same_person("R. Mueller", "Robert Mueller"));
    }

    #[test]
    fn another_first_name_is_another_person() {
        assert!(!same_person("Ann Roe", "Bo Roe"));
        assert!(!same_person("Ann Roe", "Ann Lund"));
        assert!(!same_person("", ""));
    }
}
