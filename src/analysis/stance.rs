//! The stance of reporting verbs: neutral, assertive, endorsing, doubting.

use serde::{Deserialize, Serialize};

use super::{Lists, attributions::Attribution, entities::Entity};
use crate::{articles::Article, text::Span};

/// What a reporting verb says about the words it reports (after Thompson & Ye 1991).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Takes no side: say, tell.
    #[default]
    Neutral,
    /// The speaker presses the point: insist, argue.
    Assertive,
    /// Presupposes that it is true, or approves: note, point out.
    Endorsing,
    /// Keeps a distance or belittles: claim, rant.
    Doubting,
}

/// A reporting verb with its stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportingVerb {
    /// Byte range of the verb.
    pub span: Span,
    /// Its lemma.
    pub lemma: String,
    /// Its stance.
    pub stance: Stance,
    /// The speaker, an index into the profile's entities.
    pub speaker: Option<u32>,
    /// Why it has its stance: the list's reason, or the adverb that changed it.
    pub why: String,
}

/// The reporting verbs of the attributions.
pub fn verbs(
    _article: &Article,
    _attributions: &[Attribution],
    _entities: &[Entity],
    _lists: &Lists,
) -> Vec<ReportingVerb> {
    Vec::new()
}
