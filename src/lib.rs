//! `parallax` compares how news outlets frame the same story.
//!
//! # The flow
//!
//! ```text
//! text → sources → articles → analysis → comparison → workspace → app → view → export → terminal → cli
//! ```
//!
//! Data moves left to right, and a module uses only modules to its left (`tests/layering.rs` checks it).
//!
//! # Codemap
//!
//! | to change … | look in |
//! |---|---|
//! | spans, words, sentences, cell width, wrapping, neutralising | [`text`] |
//! | how bytes become decoded text, one reader per format | [`sources`] |
//! | roles of lines, metadata and its provenance, paragraphs and sentences | [`articles`] |
//! | what is measured in one article, and the word lists | [`analysis`] |
//! | measures with intervals, pairs, omissions, alignments, warnings | [`comparison`] |
//! | loading, progress, project files, corrections | [`workspace`] |
//! | state, actions, keys, search | [`app`] |
//! | what the screen shows | [`view`] |
//! | pictures and reports | [`export`] |
//! | raw mode, the event loop | [`terminal`] |
//! | arguments, modes, exit codes | [`cli`] |
//!
//! # Invariants
//!
//! 1. Only `sources` and `workspace` read files; only `workspace` and `export` write them. `articles`, `analysis` and
//!    `comparison` are pure: same input, same output, no clock, no environment, no terminal type.
//! 2. Every number on the screen is the length or the weight of a list of findings, and that list can be opened. No
//!    figure is computed twice: screen, screenshot, report and `analyze` read the same profile or comparison.
//! 3. Offsets are UTF-8 byte offsets into the text as given (after decoding, or extraction from markup), which the
//!    model keeps unchanged; [`text::neutral`] alone neutralises hostile characters where text leaves it. A line is
//!    addressed as `ID:LINE`. Matching happens on a folded form that maps back.
//! 4. `app::update` is the only place that changes the state. Drawing never loads, never analyses, never locks.
//! 5. The screenshot is the screen: both are one draw into a `Buffer`. Tests read the same buffer.
//! 6. Word lists are data. No proper name of any story stands in `src/`, test sentences apart.
//! 7. Meaning never rests on colour alone.
//! 8. No `unsafe`. No `unwrap` or `panic!` outside tests, except `expect("reason")` on embedded assets.

pub mod text;

pub mod sources;

pub mod articles;

pub mod analysis;

pub mod comparison;

pub mod workspace;

pub mod app;

pub mod view;

pub mod export;

pub mod terminal;

pub mod cli;
