//! Leaf helpers over plain text: spans, words, sentences, cell width, wrapping, neutralising.
//!
//! Nothing here knows what an article is.

pub mod entries;
pub mod fold;
pub mod neutral;
pub mod sentences;
pub mod slug;
pub mod span;
pub mod words;
pub mod wrap;

pub use span::Span;
