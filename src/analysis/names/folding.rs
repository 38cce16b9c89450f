//! Spelling variants of one name, folded by rule: transliterations, doubled letters, accents.

use crate::text::fold::fold_into;

/// The key under which spellings of one surname meet: Zelensky, Zelenskyy and Zelenskiy; Witkoff and Whitcoff.
pub fn surname_key(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    fold_into(name, &mut folded);
    let mut key = String::with_capacity(folded.len());
    let mut chars = folded.chars().peekable();
    let mut last = '\0';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let plain = match (c, next) {
            ('-' | '\'' | '.' | 'h', _) if last == 'w' || !c.is_alphanumeric() => continue,
            ('c', Some('k' | 'o' | 'a' | 'u' | 'r' | 'l' | 't') | None) | ('q', _) => 'k',
            ('p', Some('h')) => {
                chars.next();
                'f'
            }
            ('k', Some('h')) => {
                chars.next();
                'h'
            }
            _ => c,
        };
        if plain != last {
            key.push(plain);
        }
        last = plain;
    }
    let stem = key.trim_end_matches(['y', 'i', 'j']).len();
    if stem < key.len() && stem > 1 {
        key.truncate(stem);
        key.push('i');
    }
    key
}

/// Whether two surnames are spellings of one.
pub fn same_surname(a: &str, b: &str) -> bool {
    a == b || surname_key(a) == surname_key(b)
}

/// Whether two folded given names are equal, or one is the other's initial.
pub fn same_given(a: &str, b: &str) -> bool {
    let initial = |s: &str| s.trim_end_matches('.').chars().count() == 1;
    a == b || (initial(a) || initial(b)) && a.chars().next() == b.chars().next()
}

/// Whether two canonical names of people in different articles name one person: the surnames agree, and so do the
/// given names where both have one.
pub fn same_person(names: &super::Names, a: &str, b: &str) -> bool {
    let (given_a, surname_a) = split(a);
    let (given_b, surname_b) = split(b);
    if !same_surname(surname_a, surname_b) {
        return false;
    }
    let fold = crate::text::fold::fold;
    match (given_a, given_b) {
        (Some(x), Some(y)) => names.same_given(&fold(x), &fold(y)),
        _ => true,
    }
}

/// First given name, if any, and surname; a suffix such as Jr. is left out.
fn split(name: &str) -> (Option<&str>, &str) {
    let suffix = |w: &&str| !matches!(w.trim_end_matches(['.', ',']), "Jr" | "Sr" | "II" | "III" | "IV");
    let mut words = name.split_whitespace().filter(suffix);
    let first = words.next().unwrap_or(name);
    words.next_back().map_or((None, first), |last| (Some(first), last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_meet() {
        assert!(same_surname("Zelensky", "Zelenskyy") && same_surname("Zelenskiy", "Zelensky"));
        assert!(same_surname("Witkoff", "Whitcoff") && same_surname("Orbán", "Orban"));
        assert!(!same_surname("Merz", "Mertens") && !same_surname("Biden", "Baden"));
    }

    #[test]
    fn the_same_person_across_articles() {
        let names = super::super::Names::default();
        assert!(same_person(&names, "Volodymyr Zelenskyy", "Zelensky"));
        assert!(same_person(&names, "Joe Biden", "Joseph R. Biden Jr."));
        assert!(!same_person(&names, "Bill Clinton", "Hillary Clinton"));
    }
}
