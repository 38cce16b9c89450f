//! Cue lists: phrases that people write into a list, found in one pass over the words of an article.
//!
//! [`pattern`] reads one line of a list, [`inflect`] makes its forms, [`group`] reads a whole file, [`units`] cuts an
//! article into folded words, [`matcher`] holds all phrases of all lists in one trie and walks it once per article.

pub mod group;
pub mod inflect;
pub mod matcher;
pub mod pattern;
pub mod units;

pub use group::{Cue, CueFile, Group};
pub use matcher::{CueMatch, Kind, Matcher, Owner, Scan};
pub use pattern::Pattern;
pub use units::{Unit, Units};
