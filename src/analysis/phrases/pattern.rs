//! [`Pattern`]: one line of a cue list.
//!
//! ```text
//! peace talk|deal|agreement      alternatives for one word; the last word also in the plural
//! negotiate+ 0.5                 + : all forms of a regular verb; a number: the weight, 1 if none is given
//! war!                           ! : exactly this form
//! Congress / NATO                a capital asks for a capital, capitals for capitals; lower case matches any case
//! ```
//!
//! Hyphens part words, so `full-scale invasion` also finds `full scale invasion`; possessive endings are ignored.

use super::{
    inflect,
    units::{self, fold_unit},
};

/// The longest phrase, in words.
pub const MAX_WORDS: usize = 12;
/// The most ways one line may be read.
const MAX_READINGS: usize = 400;

/// One word of a phrase: its folded forms, and what its letters must look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Folded forms, each an alternative.
    pub texts: Vec<String>,
    /// [`units::CAPITAL`], [`units::UPPER`] or 0.
    pub case: u8,
}

/// A phrase in all its readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As written, without the weight.
    pub text: String,
    /// For every word as written its alternatives; an alternative is a row of words, several where it holds a hyphen.
    pub words: Vec<Vec<Vec<Form>>>,
}

impl Pattern {
    /// Reads the phrase `text`. The error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let written: Vec<&str> = text.split_whitespace().collect();
        let mut words = Vec::with_capacity(written.len());
        for (i, word) in written.iter().enumerate() {
            let last = i + 1 == written.len();
            let choices = word.split('|').map(|c| read_choice(c, last).ok_or(c)).collect::<Result<Vec<_>, _>>();
            words.push(choices.map_err(|c| {
                format!("`{c}` in `{text}` holds no letter or digit; write words, with | between alternatives")
            })?);
        }
        if words.is_empty() {
            return Err("an empty phrase".to_owned());
        }
        let readings = words.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul);
        if readings.is_none_or(|n| n > MAX_READINGS) {
            return Err(format!("`{text}` has more than {MAX_READINGS} readings; split it into several lines"));
        }
        if words.iter().filter_map(|w| w.iter().map(Vec::len).max()).sum::<usize>() > MAX_WORDS {
            return Err(format!("`{text}` has more than {MAX_WORDS} words"));
        }
        Ok(Self { text: text.to_owned(), words })
    }

    /// Every way to read the phrase, as a row of words.
    pub fn readings(&self) -> Vec<Vec<&Form>> {
        let start: Vec<Vec<&Form>> = vec![Vec::new()];
        self.words.iter().fold(start, |rows, choices| {
            rows.iter().flat_map(|r| choices.iter().map(|c| r.iter().copied().chain(c).collect())).collect()
        })
    }

    /// Whether the phrase stands in a short text outside the body, a label or an address.
    pub fn is_in(&self, text: &str) -> bool {
        let words: Vec<(String, u8)> = units::cut(text)
            .map(|s| {
                let mut folded = String::new();
                fold_unit(s.of(text), &mut folded);
                (folded, units::case_of(s.of(text)))
            })
            .collect();
        let fits = |form: &Form, (word, case): &(String, u8)| form.texts.contains(word) && form.case & !case == 0;
        self.readings().iter().any(|r| words.windows(r.len()).any(|w| r.iter().zip(w).all(|(f, w)| fits(f, w))))
    }

    /// The phrase as a reader would write it: the first alternative of each word, without signs.
    pub fn plain(&self) -> String {
        let first = |w: &str| w.split('|').next().unwrap_or(w).trim_end_matches(['+', '!']).to_owned();
        self.text.split_whitespace().map(first).collect::<Vec<_>>().join(" ")
    }
}

/// One alternative: usually one word, several where it holds a hyphen.
fn read_choice(choice: &str, last: bool) -> Option<Vec<Form>> {
    let (word, sign) = match choice.strip_suffix(['+', '!']) {
        Some(word) => (word, choice.chars().last()),
        None => (choice, None),
    };
    let parts: Vec<_> = units::cut(word).collect();
    let count = parts.len();
    let forms = parts.into_iter().enumerate().map(|(i, span)| {
        let raw = span.of(word);
        let mut folded = String::new();
        fold_unit(raw, &mut folded);
        let is_end = i + 1 == count;
        let mut texts = vec![folded.clone()];
        match sign {
            Some('+') if is_end => texts.extend(inflect::verb_forms(&folded)),
            None if is_end && last && folded.chars().all(char::is_alphabetic) => texts.push(inflect::plural(&folded)),
            _ => {}
        }
        Form { texts, case: units::case_of(raw) }
    });
    (count > 0).then(|| forms.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_multiply_and_the_last_word_takes_a_plural() {
        let p = Pattern::parse("peace talk|deal").expect("valid");
        assert_eq!(p.readings().len(), 2);
        assert_eq!(p.readings()[0][1].texts, ["talk", "talks"]);
        assert_eq!(p.readings()[0][0].texts, ["peace"]);
        assert_eq!(p.plain(), "peace talk");
    }

    #[test]
    fn signs_choose_the_forms() {
        assert_eq!(Pattern::parse("war!").expect("valid").readings()[0][0].texts, ["war"]);
        assert!(Pattern::parse("invade+").expect("valid").readings()[0][0].texts.contains(&"invaded".to_owned()));
    }

    #[test]
    fn a_hyphen_parts_words_and_capitals_are_asked_for() {
        let p = Pattern::parse("US-led").expect("valid");
        assert_eq!(p.readings()[0].len(), 2);
        assert_eq!(p.readings()[0][0].case, units::CAPITAL | units::UPPER);
        assert_eq!(p.readings()[0][1].case, 0);
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(Pattern::parse("  ").is_err());
        assert!(Pattern::parse("war –").is_err());
        assert!(Pattern::parse("a|b|c|d|e|f a|b|c|d|e|f a|b|c|d|e|f a|b|c|d|e|f").is_err());
    }
}
