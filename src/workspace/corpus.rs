//! [`Corpus`]: all that is loaded, article by article, in order.

use std::sync::Arc;

use crate::{analysis::Profile, articles::Article};

/// One article of the corpus. The profile arrives when its analysis is done.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The text and its metadata.
    pub article: Arc<Article>,
    /// What was measured; `None` until the analysis is done.
    pub profile: Option<Arc<Profile>>,
    /// Short stable label: from the project file, else the outlet, else the headline; unique in the corpus.
    pub label: String,
}

/// All that is loaded, in order, with what was skipped.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The name shown in the title bar: of the project, the folder or the file.
    pub name: String,
    /// Articles in order.
    pub entries: Vec<Entry>,
    /// Inputs that were skipped, each with what, where and how to fix.
    pub skipped: Vec<String>,
}
