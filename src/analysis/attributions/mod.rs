//! Attributions: source (who), cue (said, according to) and content (what), direct, indirect or mixed, as in the PARC
//! and `PolNeAR` corpora.

pub mod cue;
pub mod follow;
pub mod model;
mod relay;
mod report;
pub mod scene;
pub mod search;
mod serial;
pub mod span;
#[cfg(test)]
mod tests;
mod turns;

use serde::{Deserialize, Serialize};

use self::{model::Model, scene::Scene};
use super::{Lists, profile::Confidence, quotations::Quotation, tokens::Tokens};
use crate::{
    articles::{Article, Document},
    text::Span,
};
pub use report::attribution as describe;

/// Whether the content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributionKind {
    /// All words in marks.
    Direct,
    /// None.
    Indirect,
    /// Some.
    Mixed,
}

/// What the source does with the content. Only speech takes words out of the narrator's voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Said or wrote it.
    Speech,
    /// Thinks, believes, fears it.
    Thought,
    /// Wants, plans, intends it.
    Intention,
}

/// Who said, thought or intended what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The mention of the source; `None` where nobody is named.
    pub source: Option<Span>,
    /// The words that make the attribution; may be empty for a quotation without a cue.
    pub cue: Vec<Span>,
    /// What is attributed, in order, never empty.
    pub content: Vec<Span>,
    /// Direct, indirect or mixed.
    pub kind: AttributionKind,
    /// Speech, thought or intention.
    pub act: Act,
    /// The speaker, an index into the profile's entities.
    pub speaker: Option<u32>,
    /// How sure the speaker is.
    pub confidence: Confidence,
    /// The carrier that is not the speaker ("told Fox News", "Reuters reported, citing").
    pub relay: Option<String>,
    /// The lemma of the cue, for stance: `say`, `claim`, `according to`.
    pub lemma: String,
    /// The rules that made it and resolved its speaker, in words.
    pub why: String,
    /// Whether it was changed by hand.
    pub edited: bool,
}

/// Finds the attributions of the body, without speakers: `speakers` resolves them.
pub fn find(
    article: &Article,
    document: &Document,
    tokens: &Tokens,
    quotations: &[Quotation],
    lists: &Lists,
) -> Vec<Attribution> {
    find_with(article, document, tokens, quotations, lists, &Model::builtin())
}

/// The same with another model; the trainer measures by it.
pub fn find_with(
    article: &Article,
    document: &Document,
    tokens: &Tokens,
    quotations: &[Quotation],
    lists: &Lists,
    model: &Model,
) -> Vec<Attribution> {
    let paragraphs = document.sentences.iter().map(|s| s.paragraph).collect();
    let scene = Scene::new(&article.text, tokens, quotations, lists, paragraphs, |_| true);
    let mut found = search::run(&scene, model);
    serial::apply(&scene, &mut found);
    turns::apply(&scene, &mut found);
    found.iter().map(|found| report::attribution(&scene, found)).collect()
}
