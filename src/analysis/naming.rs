//! Naming choices: which of several names a text uses for one concept.

use serde::{Deserialize, Serialize};

use super::{
    Lists,
    voices::{Voice, Voices},
};
use crate::{
    articles::{Article, Document},
    text::Span,
};

/// One use of one variant of a concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamingHit {
    /// Byte range.
    pub span: Span,
    /// Id of the concept.
    pub concept: String,
    /// The variant as listed.
    pub variant: String,
    /// Whose words.
    pub voice: Voice,
}

/// Finds the naming choices of the body.
pub fn find(_article: &Article, _document: &Document, _voices: &Voices, _lists: &Lists) -> Vec<NamingHit> {
    Vec::new()
}
