//! Reads files, folders, standard input and links into decoded text: one reader per format, encodings, limits.
//!
//! Every reader yields [`RawArticle`]s or [`SourceError`]s one after another, so that one bad record or file never
//! costs the others. Nothing here prints, and nothing here decides what a line is: markup only leaves hints.

pub mod encoding;
pub mod error;
pub mod fields;
pub mod open;
pub mod options;
pub mod raw;

mod html;
mod records;
mod text;

pub use error::{Cause, SourceError};
pub use fields::FieldMap;
pub use open::{read_bytes, read_path, read_stdin};
pub use options::{Limits, Options};
pub use raw::{Given, GivenKind, Hint, Origin, RawArticle};

/// Articles of one input, one after another.
pub type Stream = Box<dyn Iterator<Item = Result<RawArticle, SourceError>> + Send>;
