//! Hedges, boosters, factives and agentless passives: layers with evidence, off by default, without a score.

use serde::{Deserialize, Serialize};

use super::{
    Lists,
    tokens::Tokens,
    voices::{Voice, Voices},
};
use crate::{
    articles::{Article, Document},
    text::Span,
};

/// Which layer a hit belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Lowers commitment: may, perhaps.
    Hedge,
    /// Raises commitment: clearly.
    Booster,
    /// Presupposes what follows: realise that.
    Factive,
    /// A passive that names no agent.
    AgentlessPassive,
}

/// One hit of a layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerHit {
    /// Byte range.
    pub span: Span,
    /// Which layer.
    pub layer: Layer,
    /// Whose words.
    pub voice: Voice,
    /// Why it counts.
    pub why: String,
}

/// Finds the layers' hits in the body.
pub fn find(
    _article: &Article,
    _document: &Document,
    _tokens: &Tokens,
    _voices: &Voices,
    _lists: &Lists,
) -> Vec<LayerHit> {
    Vec::new()
}
