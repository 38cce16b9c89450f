//! [`Span`]: a half-open byte range.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 byte offsets, `start..end`, into one text.
///
/// Offsets are `u32`: a text is at most 4 GiB, and an article's findings are many and small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "(u32, u32)", from = "(u32, u32)")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; an inverted pair becomes the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end.max(start) as u32 }
    }

    /// The range as `usize`, for slicing.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; empty if the span does not fit `text` or splits a character.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `offset` lies in the span.
    pub const fn contains(self, offset: usize) -> bool {
        self.start as usize <= offset && offset < self.end as usize
    }

    /// Whether `other` lies wholly in this span.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self { start, end: end.max(start) }
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// Spans in order, written down as steps from the end of one to the start of the next and the length: most of these
/// numbers take one byte. To be named in `#[serde(with = …)]`.
pub mod steps {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Span;

    /// Writes the steps; spans in any order come back as they are.
    ///
    /// # Errors
    /// Those of the format.
    pub fn serialize<S: Serializer>(spans: &[Span], to: S) -> Result<S::Ok, S::Error> {
        let mut at = 0;
        to.collect_seq(spans.iter().map(|s| {
            let step = (s.start.wrapping_sub(at), s.end.wrapping_sub(s.start));
            at = s.end;
            step
        }))
    }

    /// Reads them again.
    ///
    /// # Errors
    /// Those of the format.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Span>, D::Error> {
        let mut at = 0_u32;
        let steps = Vec::<(u32, u32)>::deserialize(from)?;
        let spans = steps.into_iter().map(|(step, len)| {
            let start = at.wrapping_add(step);
            at = start.wrapping_add(len);
            Span { start, end: at }
        });
        Ok(spans.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }

    #[test]
    fn a_span_that_splits_a_character_reads_as_empty() {
        assert_eq!(Span::new(0, 1).of("é"), "");
        assert_eq!(Span::new(0, 2).of("é"), "é");
    }

    #[test]
    fn inverted_bounds_become_empty() {
        assert!(Span::new(5, 2).is_empty());
        assert!(Span::from((5, 2)).is_empty());
    }

    #[test]
    fn steps_are_small_and_lead_back() {
        #[derive(Debug, PartialEq, Serialize, Deserialize)]
        struct Words(#[serde(with = "steps")] Vec<Span>);
        let words = Words((0..100).map(|n| Span::new(100_000 + 7 * n, 100_005 + 7 * n)).collect());
        let bytes = postcard::to_stdvec(&words).unwrap();
        assert_eq!(bytes.len(), 1 + 3 + 1 + 99 * 2);
        assert_eq!(postcard::from_bytes::<Words>(&bytes).unwrap(), words);
        let wild = Words(vec![Span::new(9, 12), Span::new(3, 4), Span { start: 8, end: 2 }]);
        assert_eq!(postcard::from_bytes::<Words>(&postcard::to_stdvec(&wild).unwrap()).unwrap(), wild);
    }
}
