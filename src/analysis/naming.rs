//! Naming choices: which of several names a text uses for one concept.

use serde::{Deserialize, Serialize};

use super::{
    Lists,
    phrases::{
        CueMatch, Kind, Scan, Unit,
        pattern::MAX_WORDS,
        units::{BREAK, CAPITAL, FIRST},
    },
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
            if in_a_name(scan, &m) && !variant.text.contains(char::is_uppercase) {
                return None;
            }
            Some(NamingHit {
                span: m.span,
                concept: group.id.clone(),
                variant: variant.text.clone(),
                voice: voices.at(m.span.start as usize),
            })
        })
        .collect()
}

/// Whether a match is part of a longer name ("the Conservative Political Action Conference"): a capital where none is
/// due, and one on the next word.
fn in_a_name(scan: &Scan, m: &CueMatch) -> bool {
    let units = scan.units.get(m.unit as usize..).unwrap_or(&[]);
    let capital = |u: &Unit| u.has(CAPITAL) && !u.has(FIRST);
    let next = units.iter().take(MAX_WORDS).find(|u| u.span.start >= m.span.end);
    units.first().is_some_and(capital) && next.is_some_and(|u| capital(u) && !u.has(BREAK))
}

#[cfg(test)]
#[path = "naming/tests.rs"]
mod tests;
