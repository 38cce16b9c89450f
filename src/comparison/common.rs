//! Function words and everyday words, from `assets/common_words.toml`, and a light stemmer.

use std::{collections::HashSet, sync::OnceLock};

use serde::Deserialize;

use crate::text::fold::fold_into;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Class {
    Function,
    Everyday,
    Time,
    Furniture,
    Link,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    class: Class,
    /// For the reader of the file.
    #[serde(rename = "gloss")]
    _gloss: String,
    words: String,
}

#[derive(Deserialize)]
struct File {
    group: Vec<Group>,
}

#[derive(Debug)]
struct Common {
    function: HashSet<u64>,
    everyday: HashSet<u64>,
    topicless: HashSet<u64>,
    links: HashSet<u64>,
}

fn common() -> &'static Common {
    static COMMON: OnceLock<Common> = OnceLock::new();
    COMMON.get_or_init(|| {
        let file: File = toml::from_str(include_str!("../../assets/common_words.toml"))
            .expect("the embedded common_words.toml is checked by a test");
        let of = |class| {
            let groups = file.group.iter().filter(move |g| g.class == class);
            groups.flat_map(|g| g.words.split_whitespace())
        };
        Common {
            function: of(Class::Function).map(hash).collect(),
            everyday: of(Class::Everyday).map(|w| hash(stem(w))).collect(),
            links: of(Class::Link).map(hash).collect(),
            topicless: of(Class::Time).chain(of(Class::Furniture)).map(hash).collect(),
        }
    })
}

/// A word's identity: 64 bits of FNV-1a, so that articles need no shared table of words.
pub fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Whether the folded word has no content of its own.
pub fn is_function_word(folded: u64) -> bool {
    common().function.contains(&folded)
}

/// Whether the stem is one that most news stories have.
pub fn is_everyday_stem(stem: u64) -> bool {
    common().everyday.contains(&stem)
}

/// Whether the folded word tells a time, or belongs to the page and not to the story: no topic begins or ends with it.
pub fn is_topicless(folded: u64) -> bool {
    common().topicless.contains(&folded)
}

/// Whether the folded word may stand inside the name of a topic, as `of` in `freedom of religion`.
pub fn is_link(folded: u64) -> bool {
    common().links.contains(&folded)
}

/// The folded word without the marks around it and without a possessive ending; `U.S.` and `US` fold alike, and not
/// like the pronoun.
pub fn bare_into(word: &str, out: &mut String) {
    out.clear();
    let trimmed = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%' && c != '$' && c != '€' && c != '£');
    if trimmed == "US" {
        out.push_str("u.s");
        return;
    }
    fold_into(trimmed, out);
    if let Some(stem) = out.strip_suffix("'s") {
        out.truncate(stem.len());
    }
}

/// Endings and how many letters must stay before them.
const ENDINGS: &[(&str, usize)] = &[
    ("ization", 4),
    ("ations", 4),
    ("ation", 4),
    ("iveness", 4),
    ("ements", 4),
    ("ement", 4),
    ("ments", 4),
    ("ment", 4),
    ("ions", 4),
    ("ion", 4),
    ("ings", 3),
    ("ing", 3),
    ("ies", 3),
    ("ied", 3),
    ("edly", 3),
    ("ed", 3),
    ("ers", 4),
    ("er", 4),
    ("es", 3),
    ("ly", 3),
    ("s", 3),
    ("e", 4),
    ("y", 4),
];

/// The folded word without one ending, so that `negotiations`, `negotiate` and `negotiating` meet. Coarse on purpose:
/// it only decides whether two sentences look alike.
pub fn stem(word: &str) -> &str {
    if word.ends_with("ss") {
        return word;
    }
    let cut = ENDINGS.iter().find_map(|(ending, left)| word.strip_suffix(ending).filter(|w| w.len() >= *left));
    cut.unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(word: &str) -> String {
        let mut out = String::new();
        bare_into(word, &mut out);
        out
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for words in [["negotiations", "negotiating"], ["agreement", "agreed"], ["allies", "allied"], ["talks", "talk"]]
        {
            let [x, y] = words.map(stem);
            assert!(x.starts_with(y) || y.starts_with(x), "{x} {y}");
        }
        assert_eq!(stem("pass"), "pass");
    }

    #[test]
    fn marks_and_possessives_fall_off() {
        assert_eq!(bare("“Ukraine’s"), "ukraine");
        assert_eq!(bare("20%,"), "20%");
        assert_eq!((bare("U.S.").as_str(), bare("US").as_str(), bare("us").as_str()), ("u.s", "u.s", "us"));
    }

    #[test]
    fn the_lists_hold_what_they_should() {
        assert!(is_function_word(hash("the")) && !is_function_word(hash("ceasefire")));
        assert!(is_everyday_stem(hash(stem("agreement"))) && !is_everyday_stem(hash(stem("capitulation"))));
    }
}
