//! An article and its parts: lines with roles, metadata with provenance, and the body cut into a document.
//!
//! Everything here is pure: text in, structure out.

pub mod article;
pub mod document;
pub mod metadata;
pub mod role;

pub use article::{Article, Line, Notice};
pub use document::{Document, Paragraph, Sentence};
pub use metadata::{ArticleDate, Field, Metadata, Precision, Provenance};
pub use role::Role;
