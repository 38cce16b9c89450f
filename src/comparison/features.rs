//! [`Features`]: the words of one article in the form in which two articles are compared.

use std::ops::Range;

use super::{
    Side,
    common::{bare_into, hash, is_everyday_stem, is_function_word, stem},
};
use crate::text::Span;

/// A word or a part of a hyphenated word with content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Identity of its stem.
    pub stem: u64,
    /// Index of its word in the document.
    pub word: u32,
    /// Words with a capital that stand side by side share a run; `None` for other words.
    pub run: Option<u32>,
    /// Whether most news stories have it.
    pub everyday: bool,
    /// Whether it holds a digit.
    pub number: bool,
    /// Whether it is the first word of its sentence, where a capital tells nothing.
    pub opens: bool,
}

/// The words of one article, hashed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Identity of every body word, folded and without marks.
    pub words: Vec<u64>,
    /// The content words of the body in order.
    pub terms: Vec<Term>,
    /// For each sentence its terms.
    pub sentences: Vec<Range<u32>>,
}

impl Features {
    /// Reads the body of `side`.
    pub fn of(side: Side<'_>) -> Self {
        let document = &side.profile.document;
        let mut out = Self { words: Vec::with_capacity(document.words.len()), ..Self::default() };
        let mut bare = String::new();
        for &span in &document.words {
            bare_into(side.article.slice(span), &mut bare);
            out.words.push(hash(&bare));
        }
        for sentence in &document.sentences {
            let from = out.terms.len() as u32;
            let mut runs = Runs::default();
            for word in sentence.words.start..sentence.words.end {
                let Some(&span) = document.words.get(word as usize) else { continue };
                let text = side.article.slice(span);
                bare_into(text, &mut bare);
                let run = runs.next(text, is_function_word(hash(&bare)));
                out.push(&bare, word, run, word == sentence.words.start);
            }
            out.sentences.push(from..out.terms.len() as u32);
        }
        out
    }

    fn push(&mut self, bare: &str, word: u32, run: Option<u32>, opens: bool) {
        if is_function_word(hash(bare)) {
            return;
        }
        let number = bare.chars().any(|c| c.is_ascii_digit());
        let parts = bare.split(|c: char| c == '-' && !number).filter(|p| !p.is_empty());
        for part in parts.filter(|p| !is_function_word(hash(p))) {
            let stem = hash(if number { part } else { stem(part) });
            self.terms.push(Term { stem, word, run, everyday: !number && is_everyday_stem(stem), number, opens });
        }
    }

    /// The terms of a sentence.
    pub fn sentence(&self, index: usize) -> &[Term] {
        self.sentences.get(index).and_then(|r| self.terms.get(r.start as usize..r.end as usize)).unwrap_or(&[])
    }
}

/// Numbers the runs of capitalised words of one sentence.
#[derive(Default)]
struct Runs {
    count: u32,
    open: bool,
}

impl Runs {
    fn next(&mut self, word: &str, function: bool) -> Option<u32> {
        let letters = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let capital = letters.starts_with(char::is_uppercase) && !function;
        let joins = self.open && (matches!(letters, "of" | "for" | "the" | "and") || capital);
        if capital && !joins {
            self.count += 1;
        }
        let ends = word.ends_with([',', ';', ':', ')', '”', '"', '?', '!']);
        self.open = (capital || joins) && !ends;
        capital.then_some(self.count)
    }
}

/// The longest runs of equal words in `a` and `b`, at least `min` long, greedily and without overlap in `a`: start in
/// `a`, start in `b`, length. Time grows with the product of the number of equal starts, so it is for passages.
pub fn common_runs(a: &[u64], b: &[u64], min: usize) -> Vec<(usize, usize, usize)> {
    use std::collections::HashMap;
    let mut starts: HashMap<u64, Vec<usize>> = HashMap::new();
    for (j, w) in b.iter().enumerate() {
        starts.entry(*w).or_default().push(j);
    }
    let mut out = Vec::new();
    let mut i = 0;
    while i < a.len() {
        let places = starts.get(&a[i]).map_or(&[][..], Vec::as_slice);
        let length = |j: usize| a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x == y).count();
        let best = places.iter().take(64).map(|&j| (length(j), j)).max_by_key(|&(n, j)| (n, std::cmp::Reverse(j)));
        match best {
            Some((n, j)) if n >= min => {
                out.push((i, j, n));
                i += n;
            }
            _ => i += 1,
        }
    }
    out
}

/// The span from word `from` to word `to` (exclusive) of the document.
pub fn word_span(side: Side<'_>, words: Range<usize>) -> Option<Span> {
    let list = side.profile.document.words.get(words)?;
    Some(list.first()?.join(*list.last()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::fixture::Fixture;

    #[test]
    fn function_words_give_no_terms_and_names_share_a_run() {
        let f = Fixture::new("The speech of Prime Minister Ann Roe, and of Bo Lund, lasted 40 minutes.");
        let features = Features::of(f.side());
        let runs: Vec<Option<u32>> = features.terms.iter().map(|t| t.run).collect();
        assert_eq!(runs, [None, Some(1), Some(1), Some(1), Some(1), Some(2), Some(2), None, None, None]);
        assert!(features.terms[8].number && !features.terms[7].number);
    }

    #[test]
    fn runs_of_words_are_found_once_and_whole() {
        let (a, b) = ([1, 2, 3, 4, 9, 5, 6, 7], [7, 5, 6, 7, 8, 1, 2, 3, 4]);
        assert_eq!(common_runs(&a, &b, 3), [(0, 5, 4), (5, 1, 3)]);
        assert!(common_runs(&a, &b, 5).is_empty());
    }
}
