//! Naming choices: which of several names a text uses for one concept.

use serde::{Deserialize, Serialize};

use super::{
    Lists,
    phrases::{Kind, Scan},
    voices::{Voice, Voices},
};
use crate::text::Span;

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

/// Finds the naming choices of the body. Where variants overlap the longest wins, and an excluded phrase ("chicken
/// Kiev") takes what it overlaps away.
pub fn find(scan: &Scan, voices: &Voices, lists: &Lists) -> Vec<NamingHit> {
    scan.longest(Kind::Naming)
        .into_iter()
        .filter_map(|m| {
            let group = lists.naming.groups.get(m.owner.group as usize)?;
            let variant = group.cues.get(m.owner.cue? as usize)?;
            Some(NamingHit {
                span: m.span,
                concept: group.id.clone(),
                variant: variant.text.clone(),
                voice: voices.at(m.span.start as usize),
            })
        })
        .collect()
}

#[cfg(test)]
#[path = "naming/tests.rs"]
mod tests;
