//! An open corpus: loads and analyses in the background with progress, keeps project file and corrections.

pub mod corpus;

pub use corpus::{Corpus, Entry};
