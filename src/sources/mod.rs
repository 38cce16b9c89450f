//! Reads files, folders, standard input and links into decoded text: one reader per format, encodings, limits.
//!
//! Every reader yields [`RawArticle`]s or [`SourceError`]s one after another, so that one bad record or file never
//! costs the others. Nothing here prints, and nothing here decides what a line is: markup only leaves hints.

pub mod encoding;
pub mod error;
pub mod fields;
pub mod folders;
pub mod links;
pub mod open;
pub mod options;
pub mod raw;

mod docx;
mod extents;
mod feeds;
mod html;
mod kept;
mod markdown;
mod mht;
mod nexis;
mod records;
mod table;
mod text;

#[cfg(test)]
mod tests;

pub use error::{Cause, SourceError};
pub use feeds::entries_to_fetch;
pub use fields::FieldMap;
pub use links::{Fetcher, Page, read_link, read_page};
pub use open::{read_bytes, read_path, read_stdin};
pub use options::{Limits, Options};
pub use raw::{Given, GivenKind, Hint, Origin, RawArticle};

/// Articles of one input, one after another.
pub type Stream = Box<dyn Iterator<Item = Result<RawArticle, SourceError>> + Send>;
