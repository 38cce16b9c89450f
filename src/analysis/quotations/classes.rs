//! What a stretch in marks is, as far as its own words tell.

use super::QuoteClass;
use crate::text::words::words;

/// From how many words on a stretch is taken for speech unless it looks like a title.
const SPEECH_WORDS: u32 = 5;

/// Small words that a title leaves in lower case.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "de", "for", "from", "in", "into", "la", "le", "nor", "of", "on", "or",
    "over", "the", "to", "up", "vs", "vs.", "with",
];

/// Words that make a clause finite after a subject.
const FINITE: &[&str] = &[
    "am",
    "is",
    "are",
    "was",
    "were",
    "be",
    "has",
    "have",
    "had",
    "do",
    "does",
    "did",
    "will",
    "would",
    "can",
    "could",
    "should",
    "must",
    "may",
    "might",
    "shall",
    "cannot",
    "don't",
    "doesn't",
    "didn't",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
    "won't",
    "wouldn't",
    "can't",
    "couldn't",
    "shouldn't",
    "hasn't",
    "haven't",
    "hadn't",
    "ain't",
    "got",
    "ought",
    "went",
    "came",
    "said",
    "says",
    "needs",
    "wants",
    "knows",
    "thinks",
    "makes",
    "made",
    "goes",
    "gets",
];

/// Subjects that a finite verb follows.
const SUBJECTS: &[&str] = &["i", "we", "you", "he", "she", "it", "they", "who", "there", "this", "that"];

/// The class by shape alone, with its reason.
pub(super) fn judge(text: &str, count: u32, depth: u8) -> (QuoteClass, &'static str) {
    if depth > 0 {
        (QuoteClass::Nested, "inside another quotation")
    } else if is_title(text, count) {
        (QuoteClass::Title, "capitalised like a title")
    } else if count >= SPEECH_WORDS || has_clause(text) && count > 1 {
        (QuoteClass::Speech, "a clause in quotation marks")
    } else if count == 1 && text.starts_with(char::is_lowercase) {
        (QuoteClass::Scare, "a single word in marks")
    } else {
        (QuoteClass::Term, "a short phrase in marks")
    }
}

/// Whether all words but the small ones begin with a capital or a digit, and at least two do.
pub(super) fn is_title(text: &str, count: u32) -> bool {
    if !(2..=14).contains(&count) {
        return false;
    }
    let mut capitals = 0;
    for word in words(text) {
        let word = word.of(text).trim_start_matches(|c: char| !c.is_alphanumeric());
        if word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            capitals += 1;
        } else if !SMALL.contains(&word) {
            return false;
        }
    }
    capitals >= 2 && !text.chars().any(|c| c == '?' || c == '!' || c == '…')
}

/// Whether the words hold a finite clause: a subject with its verb, or a command, a question, a cry.
pub(super) fn has_clause(text: &str) -> bool {
    if text.ends_with(['!', '?']) {
        return true;
    }
    let mut subject = false;
    for (i, word) in words(text).enumerate() {
        let word = word.of(text).trim_matches(|c: char| !c.is_alphanumeric());
        if i > 0 && (listed(FINITE, word) || subject) || contracted(word) {
            return true;
        }
        subject = listed(SUBJECTS, word) && (i == 0 || !matches!(word, "that" | "this" | "you" | "it"));
    }
    false
}

/// "we’re", "it’s", "they’ll": a subject and its verb in one word. A possessive noun is none.
fn contracted(word: &str) -> bool {
    let Some((stem, end)) = word.split_once(['\'', '’']) else { return false };
    matches!(end, "re" | "ll" | "ve" | "m" | "d")
        || end == "s" && listed(SUBJECTS, stem)
        || end == "t" && stem.ends_with('n')
}

/// Whether `list` holds `word`, without regard to case and to the shape of apostrophes.
fn listed(list: &[&str], word: &str) -> bool {
    word.len() <= 12
        && list.iter().any(|l| {
            let mut a = l.chars();
            word.chars().all(|c| a.next().is_some_and(|x| x == if c == '’' { '\'' } else { c.to_ascii_lowercase() }))
                && a.next().is_none()
        })
}
