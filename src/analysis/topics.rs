//! Topic coverage: the share of sentences that hold a cue of a topic.

use serde::{Deserialize, Serialize};

use super::{Lists, profile::Finding};
use crate::articles::{Article, Document};

/// Where a topic's definition comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopicLayer {
    /// The story's own, from the project file.
    Story,
    /// A topic of public affairs, from `assets/`.
    Generic,
    /// One of the 15 dimensions of the Policy Frames Codebook, from `assets/`.
    Frame,
}

/// One topic in one article. Its coverage is `sentences.len()` over the document's sentences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// The topic's id.
    pub id: String,
    /// Its name on screen.
    pub label: String,
    /// Where its definition comes from.
    pub layer: TopicLayer,
    /// Indices of the sentences that count, in order.
    pub sentences: Vec<u32>,
    /// The cues found, in order.
    pub cues: Vec<Finding>,
}

/// The topics of the body that have at least one sentence.
pub fn cover(_article: &Article, _document: &Document, _lists: &Lists) -> Vec<Coverage> {
    Vec::new()
}
