//! Simple English inflection, by rule: the plural of a noun, the forms of a regular verb.
//!
//! It makes too many forms rather than too few: a form that no text uses matches nothing. Irregular forms are written
//! out in the lists.

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// `word` with the ending of its plural or third person: `party` → `parties`, `tax` → `taxes`, `war` → `wars`.
pub fn plural(word: &str) -> String {
    let mut back = word.chars().rev();
    let (last, before) = (back.next(), back.next());
    let stem = word.strip_suffix('y').filter(|_| before.is_some_and(|c| !is_vowel(c)));
    match (stem, last) {
        (Some(stem), _) => format!("{stem}ies"),
        (None, Some('s' | 'x' | 'z')) => format!("{word}es"),
        (None, Some('h')) if matches!(before, Some('s' | 'c')) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

/// The forms of a regular verb besides `word` itself: third person, past and `-ing`, with a doubled final consonant
/// where the last syllable may ask for one.
pub fn verb_forms(word: &str) -> Vec<String> {
    let mut forms = vec![plural(word)];
    let mut back = word.chars().rev();
    let (last, before, third) = (back.next(), back.next(), back.next());
    if let Some(stem) = word.strip_suffix("ie") {
        forms.extend([format!("{word}d"), format!("{stem}ying")]);
    } else if let Some(stem) = word.strip_suffix('e') {
        let ing = if before == Some('e') { format!("{word}ing") } else { format!("{stem}ing") };
        forms.extend([format!("{word}d"), ing]);
    } else if let Some(stem) = word.strip_suffix('y').filter(|_| before.is_some_and(|c| !is_vowel(c))) {
        forms.extend([format!("{stem}ied"), format!("{word}ing")]);
    } else {
        forms.extend([format!("{word}ed"), format!("{word}ing")]);
        let doubles = last.is_some_and(|c| !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y' | 'h'))
            && before.is_some_and(is_vowel)
            && third.is_some_and(|c| !is_vowel(c));
        if let Some(c) = last.filter(|_| doubles) {
            forms.extend([format!("{word}{c}ed"), format!("{word}{c}ing")]);
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_follow_the_ending() {
        let got: Vec<_> = ["war", "party", "tax", "church", "delay"].into_iter().map(plural).collect();
        assert_eq!(got, ["wars", "parties", "taxes", "churches", "delays"]);
    }

    #[test]
    fn verbs_drop_e_turn_y_and_double() {
        assert_eq!(verb_forms("invade"), ["invades", "invaded", "invading"]);
        assert_eq!(verb_forms("deny"), ["denies", "denied", "denying"]);
        assert!(verb_forms("plan").contains(&"planned".to_owned()));
        assert!(verb_forms("agree").contains(&"agreeing".to_owned()));
        assert!(!verb_forms("need").contains(&"needded".to_owned()));
    }
}
