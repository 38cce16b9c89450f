//! Shared copy: runs of five words that stand in both bodies (M23; Broder 1997).

use std::collections::HashSet;

use super::{
    features::{Features, word_span},
    pair::Warning,
    passages::Read,
};
use crate::text::Span;

/// How many words make a shingle.
pub const SHINGLE: usize = 5;
/// From this share on two texts share copy.
pub const SHARED_COPY: f64 = 0.30;
/// From this share on they are the same text.
pub const SAME_TEXT: f64 = 0.80;

/// How much two bodies share word by word.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct SharedText {
    /// Distinct runs of five words in both.
    pub count: usize,
    /// Distinct runs of five words of the shorter body.
    pub base: usize,
    /// The shared stretches on the left.
    pub spans_a: Vec<Span>,
    /// The shared stretches on the right.
    pub spans_b: Vec<Span>,
}

impl SharedText {
    /// `count / base`; 0 for an empty body.
    pub fn share(&self) -> f64 {
        if self.base == 0 { 0.0 } else { self.count as f64 / self.base as f64 }
    }

    /// The warning that goes with it.
    pub fn warning(&self) -> Option<Warning> {
        let share = self.share();
        let badge = match share {
            s if s >= SAME_TEXT => "same text",
            s if s >= SHARED_COPY => "shared copy",
            _ => return None,
        };
        let why = format!(
            "{} of {} runs of five words of the shorter text stand in both ({:.0}%): likely from one source",
            self.count,
            self.base,
            share * 100.0
        );
        Some(Warning { badge: format!("{badge} ({:.0}%)", share * 100.0), why })
    }
}

/// The distinct runs of five words of an article, hashed.
pub fn shingles(features: &Features) -> HashSet<u64> {
    features.words.windows(SHINGLE).map(mix).collect()
}

fn mix(words: &[u64]) -> u64 {
    words.iter().fold(0x9E37_79B9_7F4A_7C15, |h, w| (h.rotate_left(7) ^ w).wrapping_mul(0x0100_0000_01b3))
}

/// Compares two bodies.
pub fn shared_text(a: Read<'_>, b: Read<'_>) -> SharedText {
    let (x, y) = (shingles(a.features), shingles(b.features));
    let (small, large) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    SharedText {
        count: small.iter().filter(|s| large.contains(s)).count(),
        base: small.len(),
        spans_a: stretches(a, &y),
        spans_b: stretches(b, &x),
    }
}

/// The stretches of `read` that are covered by runs found in `other`.
fn stretches(read: Read<'_>, other: &HashSet<u64>) -> Vec<Span> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (i, window) in read.features.words.windows(SHINGLE).enumerate() {
        if !other.contains(&mix(window)) {
            continue;
        }
        match runs.last_mut() {
            Some((_, end)) if *end >= i => *end = i + SHINGLE,
            _ => runs.push((i, i + SHINGLE)),
        }
    }
    runs.into_iter().filter_map(|(from, to)| word_span(read.side, from..to)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::fixture::Fixture;

    fn compare(left: &str, right: &str) -> (SharedText, Vec<String>) {
        let (l, r) = (Fixture::new(left), Fixture::new(right));
        let (x, y) = (Features::of(l.side()), Features::of(r.side()));
        let got = shared_text(Read { side: l.side(), features: &x }, Read { side: r.side(), features: &y });
        let spans = got.spans_a.iter().map(|s| l.article.slice(*s).to_owned()).collect();
        (got, spans)
    }

    #[test]
    fn agency_copy_is_found_with_its_stretch() {
        let (got, spans) = compare(
            "Local note first. The minister said on Monday that the bridge would open. And more.",
            "The minister said on Monday that the bridge will close.",
        );
        assert_eq!((got.count, got.base), (4, 6));
        assert_eq!(spans, ["The minister said on Monday that the bridge"]);
        assert_eq!(got.warning().map(|w| w.badge), Some("shared copy (67%)".to_owned()));
    }

    #[test]
    fn the_same_text_is_called_so_and_nothing_is_nothing() {
        let text = "One two three four five six seven.";
        assert_eq!(compare(text, text).0.warning().map(|w| w.badge), Some("same text (100%)".to_owned()));
        assert_eq!(compare(text, "").0.warning(), None);
    }
}
