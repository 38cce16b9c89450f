//! Inflections: the forms of a lemma, by rule plus the exceptions in `assets/lexicon/irregular.tsv`.
//!
//! A verb inflects its first word (`fan the flames`: fanned the flames), a noun its last (`witch hunt`: witch hunts).
//! An adjective gives its adverb, its noun in *-ness* and, if short, its comparison.

use rustc_hash::FxHashMap;

/// Irregular forms by base.
#[derive(Clone, Debug, Default)]
pub struct Irregular(FxHashMap<&'static str, &'static str>);

impl Irregular {
    /// The exceptions embedded in the binary.
    pub fn builtin() -> Self {
        let text = include_str!("../../../assets/lexicon/irregular.tsv");
        let rows = text.lines().filter(|l| !l.starts_with('#'));
        Self(rows.filter_map(|l| l.split_once('\t')).collect())
    }

    /// Calls `push` with each inflected form of `term`, the lemma itself left out. `pos` holds one letter for each
    /// part of speech: `n`, `v` or `a`; anything else does not inflect.
    pub fn forms(&self, term: &str, pos: &str, push: &mut impl FnMut(&str)) {
        for letter in pos.chars() {
            match letter {
                'v' => self.verb(term, push),
                'n' => noun(term, push),
                'a' => adjective(term, push),
                _ => {}
            }
        }
    }

    fn verb(&self, term: &str, push: &mut impl FnMut(&str)) {
        let (head, rest) = term.split_once(' ').map_or((term, ""), |(h, _)| (h, term.get(h.len()..).unwrap_or("")));
        let mut add = |form: &str| push(&format!("{form}{rest}"));
        if let Some(forms) = self.0.get(head) {
            forms.split('\t').for_each(add);
            return;
        }
        add(&plural(head));
        let (stem, doubled) = verb_stem(head);
        add(&past(&stem));
        add(&format!("{}ing", ing_stem(head, &stem)));
        if let Some(doubled) = doubled {
            add(&format!("{doubled}ed"));
            add(&format!("{doubled}ing"));
        }
    }
}

fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The stem before *-ed* and *-ing*, and a second stem where usage varies (`marveled`, `marvelled`).
fn verb_stem(base: &str) -> (String, Option<String>) {
    let doubled = || format!("{base}{}", base.chars().last().unwrap_or('t'));
    if doubles(base) {
        (doubled(), None)
    } else if base.ends_with('l') && ends_cvc(base) {
        (base.to_owned(), Some(doubled()))
    } else {
        (base.to_owned(), None)
    }
}

fn past(stem: &str) -> String {
    match (stem.strip_suffix('y'), stem.ends_with('e')) {
        (Some(front), _) if !front.ends_with(vowel) => format!("{front}ied"),
        (_, true) => format!("{stem}d"),
        _ => format!("{stem}ed"),
    }
}

fn ing_stem(base: &str, stem: &str) -> String {
    if let Some(front) = base.strip_suffix("ie") {
        return format!("{front}y");
    }
    match base.strip_suffix('e') {
        Some(front) if !front.ends_with(['e', 'o', 'y']) => front.to_owned(),
        _ => stem.to_owned(),
    }
}

fn ends_cvc(word: &str) -> bool {
    let mut last = word.chars().rev();
    let (c, v, b) = (last.next(), last.next(), last.next());
    let consonant = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !vowel(c));
    let before = last.next();
    let quite = b == Some('u') && before == Some('q');
    consonant(c) && !c.is_some_and(|c| matches!(c, 'w' | 'x' | 'y')) && v.is_some_and(vowel) && (consonant(b) || quite)
}

/// Whether a short word doubles its last letter: one syllable, consonant, vowel, consonant.
fn doubles(word: &str) -> bool {
    let last = word.rsplit('-').next().unwrap_or(word);
    let vowels = last.chars().filter(|&c| vowel(c)).count() - usize::from(last.contains("qu"));
    ends_cvc(last) && vowels == 1
}

/// Third person or plural.
fn plural(word: &str) -> String {
    if let Some(front) = word.strip_suffix('y').filter(|f| !f.ends_with(vowel)) {
        return format!("{front}ies");
    }
    if ["s", "x", "z", "ch", "sh"].iter().any(|e| word.ends_with(e)) {
        return format!("{word}es");
    }
    if word.ends_with('o') && !word.ends_with("oo") {
        return format!("{word}es");
    }
    format!("{word}s")
}

fn noun(term: &str, push: &mut impl FnMut(&str)) {
    if let Some(front) = term.strip_suffix("man") {
        push(&format!("{front}men"));
    } else if let Some(front) = term.strip_suffix("is") {
        push(&format!("{front}es"));
    } else if term.ends_with('o') {
        push(&format!("{term}s"));
        push(&format!("{term}es"));
    } else {
        push(&plural(term));
    }
}

fn adjective(term: &str, push: &mut impl FnMut(&str)) {
    if term.contains(' ') {
        return;
    }
    push(&adverb(term));
    let soft = term.strip_suffix('y').filter(|f| !f.ends_with(vowel));
    push(&soft.map_or_else(|| format!("{term}ness"), |f| format!("{f}iness")));
    if term.len() > 6 && soft.is_none() {
        return;
    }
    let stem = match (soft, term.strip_suffix('e')) {
        (Some(front), _) => format!("{front}i"),
        (None, Some(front)) => front.to_owned(),
        _ if doubles(term) => format!("{term}{}", term.chars().last().unwrap_or('t')),
        _ => term.to_owned(),
    };
    push(&format!("{stem}er"));
    push(&format!("{stem}est"));
}

fn adverb(term: &str) -> String {
    if let Some(front) = term.strip_suffix('y').filter(|f| !f.ends_with(vowel)) {
        return format!("{front}ily");
    }
    if let Some(front) = term.strip_suffix("le").filter(|f| !f.ends_with(vowel)) {
        return format!("{front}ly");
    }
    if term.ends_with("ic") {
        return format!("{term}ally");
    }
    if term.ends_with("ll") {
        return format!("{term}y");
    }
    format!("{term}ly")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(term: &str, pos: &str) -> Vec<String> {
        let mut out = Vec::new();
        Irregular::builtin().forms(term, pos, &mut |f| out.push(f.to_owned()));
        out
    }

    #[test]
    fn verbs_inflect_their_first_word() {
        assert_eq!(forms("fan the flames", "v"), ["fans the flames", "fanned the flames", "fanning the flames"]);
        assert_eq!(forms("decry", "v"), ["decries", "decried", "decrying"]);
        assert_eq!(forms("slam", "v"), ["slams", "slammed", "slamming"]);
        assert_eq!(forms("rubber-stamp", "v"), ["rubber-stamps", "rubber-stamped", "rubber-stamping"]);
        assert!(forms("throw mud", "v").contains(&"threw mud".to_owned()));
    }

    #[test]
    fn verbs_keep_or_drop_their_e() {
        assert_eq!(forms("undermine", "v"), ["undermines", "undermined", "undermining"]);
        assert_eq!(forms("flee", "v"), ["flees", "fled", "fleeing"]);
        assert_eq!(forms("vie", "v"), ["vies", "vied", "vying"]);
    }

    #[test]
    fn nouns_inflect_their_last_word() {
        assert_eq!(forms("witch hunt", "n"), ["witch hunts"]);
        assert_eq!(forms("strongman", "n"), ["strongmen"]);
        assert_eq!(forms("crisis", "n"), ["crises"]);
        assert_eq!(forms("atrocity", "n"), ["atrocities"]);
    }

    #[test]
    fn adjectives_give_adverbs_and_nouns() {
        assert_eq!(forms("reckless", "a"), ["recklessly", "recklessness"]);
        assert_eq!(forms("terrible", "a"), ["terribly", "terribleness"]);
        assert_eq!(forms("sad", "a"), ["sadly", "sadness", "sadder", "saddest"]);
        assert_eq!(forms("nasty", "a"), ["nastily", "nastiness", "nastier", "nastiest"]);
        assert_eq!(forms("dramatic", "a"), ["dramatically", "dramaticness"]);
    }
}
