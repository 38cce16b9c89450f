//! Loaded terms: words and phrases that carry evaluation where a plainer one exists.
//!
//! The [`Lexicon`] finds them; no hit without an entry. The [`Model`] weights each one by its surroundings. A
//! capitalised word in mid-sentence is a name and no hit, a negation close before a term halves its weight, what
//! somebody is reported to think lowers it further, and short words in marks that nobody said are a category of their
//! own.
//!
//! `counted` says that a hit is at or above the threshold and not switched off, whatever its voice and place. The
//! headline figure of an article reads the counted hits of the body in the narrator's voice alone.

pub mod candidates;
pub mod context;
pub mod hand;
mod inflect;
pub mod lexicon;
pub mod model;
mod scan;
mod table;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

pub use hand::HandTerm;
pub use lexicon::{Category, Entry, Lexicon, Origin};
pub use model::Model;

use super::{
    Lists,
    attributions::Attribution,
    quotations::Quotation,
    tokens::Tokens,
    voices::{Voice, Voices},
};
use crate::{
    articles::{Article, Document},
    text::Span,
};
use candidates::{Candidate, Field, Scene};
use context::Feature;

/// A loaded term found in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoadedHit {
    /// Byte range.
    pub span: Span,
    /// Index of the entry in the lexicon; its gloss, category and origin are looked up there.
    pub entry: u32,
    /// How loaded, 0 to 1, in this context.
    pub weight: f32,
    /// Whose words.
    pub voice: Voice,
    /// Whether it stands in the headline and not in the body.
    pub headline: bool,
    /// Whether the screen counts it: at or above the threshold and not switched off, whatever the voice.
    pub counted: bool,
    /// What changed its weight (negation, scare quote, surroundings).
    pub why: String,
    /// Whether it was changed by hand.
    pub edited: bool,
}

/// Finds the loaded terms of headline and body, counted by the lexicon's own threshold.
pub fn find(
    article: &Article,
    document: &Document,
    tokens: &Tokens,
    voices: &Voices,
    quotations: &[Quotation],
    attributions: &[Attribution],
    lists: &Lists,
) -> Vec<LoadedHit> {
    let lexicon = &lists.loaded;
    let field = Field::of(Scene { article, document, tokens, voices, quotations, attributions }, lexicon);
    let mut hits = Vec::new();
    field.visit(|candidate, features| {
        let Some(entry) = lexicon.get(candidate.entry) else { return };
        let weight = discount(candidate, weigh(entry, features, &lexicon.model));
        hits.push(LoadedHit {
            span: candidate.span,
            entry: candidate.entry,
            weight,
            voice: candidate.voice,
            headline: candidate.headline,
            counted: weight >= lexicon.model.threshold,
            why: why(article, candidate, entry),
            edited: false,
        });
    });
    hits
}

/// The weight in context; what a user set is taken as it is.
fn weigh(entry: &Entry, features: &[Feature], model: &Model) -> f32 {
    match entry.origin {
        Origin::Builtin => model.weigh(entry.weight, features),
        Origin::User(_) | Origin::Hand => entry.weight,
    }
}

/// Halves the weight of a negated term; leaves less than a third to one that tells what somebody thinks.
pub fn discount(candidate: &Candidate, weight: f32) -> f32 {
    weight * factor(candidate.negated.is_some(), candidate.thought && candidate.voice == Voice::Narrator)
}

/// What [`discount`] multiplies by.
pub const fn factor(negated: bool, thought: bool) -> f32 {
    match (negated, thought) {
        (false, false) => 1.0,
        (true, false) => 0.5,
        (false, true) => 0.3,
        (true, true) => 0.15,
    }
}

/// Counts `hits` anew: those at or above `threshold` whose entry is not in `off`. Hits set by hand stay.
pub fn recount(hits: &mut [LoadedHit], threshold: f32, off: &[u32]) {
    for hit in hits.iter_mut().filter(|h| !h.edited) {
        hit.counted = hit.weight >= threshold && !off.contains(&hit.entry);
    }
}

fn why(article: &Article, candidate: &Candidate, entry: &Entry) -> String {
    let mut why = format!("{}, {:.2} in general", entry.category.name(), entry.weight);
    if let Some(negation) = candidate.negated {
        let _ = write!(why, ", halved by “{}”", article.slice(negation));
    }
    if candidate.thought {
        why.push_str(", in what somebody is reported to think");
    }
    if candidate.scare {
        why.push_str(", marks with no speaker");
    }
    if let Origin::User(from) = &entry.origin {
        let _ = write!(why, " · from {from}");
    }
    why
}
