//! An article and its parts: lines with roles, metadata with provenance, and the body cut into a document.
//!
//! Everything here is pure: text in, structure out.

pub mod article;
pub mod assemble;
pub mod dates;
pub mod document;
pub mod metadata;
pub mod phrases;
pub mod role;
pub mod rules;
pub mod shape;

mod found;
mod language;
mod roles;

#[cfg(test)]
mod page_tests;

pub use article::{Article, Line, Notice};
pub use assemble::{Overrides, assemble, assemble_with, reassign};
pub use document::{Document, Paragraph, Sentence};
pub use metadata::{ArticleDate, Field, Metadata, Precision, Provenance};
pub use role::Role;
pub use rules::Rules;
