//! [`Profile`]: everything measured about one article.

use serde::{Deserialize, Serialize};

use super::{
    attributions::Attribution, entities::Entity, genre::Genre, layers::LayerHit, loaded::LoadedHit, naming::NamingHit,
    quotations::Quotation, stance::ReportingVerb, topics::Coverage, voices::Voices,
};
use crate::{articles::Document, text::Span};

/// The evidence behind a number: where, and why it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Byte range in the article's text.
    pub span: Span,
    /// Why it counts, in words a reader understands.
    pub why: String,
}

/// How sure the program is of a resolution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Not resolved; shown as `?`, counted as unresolved.
    #[default]
    Unsure,
    /// A rule that is usually right.
    Likely,
    /// Named in the same clause, or set by hand.
    Sure,
}

/// Everything measured about one article. Every figure is the length or the weight of one of these lists.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The body cut into paragraphs, sentences and words.
    pub document: Document,
    /// Text in quotation marks, in order.
    pub quotations: Vec<Quotation>,
    /// People, bodies, places and groups; a speaker is an index into this list.
    pub entities: Vec<Entity>,
    /// Who said, thought or intended what, in order of content.
    pub attributions: Vec<Attribution>,
    /// The same in the headline. It is no part of the body: no figure counts it.
    pub headline: Vec<Attribution>,
    /// The voice of every body word.
    pub voices: Voices,
    /// Loaded terms, in order, counted or not.
    pub loaded: Vec<LoadedHit>,
    /// Reporting verbs with stance, in order.
    pub verbs: Vec<ReportingVerb>,
    /// Topics with the sentences that touch them.
    pub topics: Vec<Coverage>,
    /// Naming choices, in order.
    pub naming: Vec<NamingHit>,
    /// Hedges, boosters, factives and agentless passives, in order.
    pub layers: Vec<LayerHit>,
    /// What kind of text it is.
    pub genre: Genre,
    /// How many corrections by hand are in force in the article: entries of the edits file, however much each changes.
    pub edits: usize,
}

impl Profile {
    /// The place of every finding, words apart.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        let quotations = self.quotations.iter().flat_map(|q| [q.span, q.inner]);
        let attributions = self
            .attributions
            .iter()
            .chain(&self.headline)
            .flat_map(|a| a.content.iter().chain(&a.cue).chain(&a.source).copied());
        let mentions = self.entities.iter().flat_map(|e| e.mentions.iter().copied());
        let voices = self.voices.stretches.iter().map(|(s, _)| *s);
        let loaded = self.loaded.iter().map(|h| h.span);
        let verbs = self.verbs.iter().map(|v| v.span);
        let cues = self.topics.iter().flat_map(|t| t.cues.iter().map(|c| c.span));
        let naming = self.naming.iter().map(|n| n.span);
        let layers = self.layers.iter().map(|l| l.span);
        let speech = quotations.chain(attributions).chain(mentions).chain(voices);
        speech.chain(loaded).chain(verbs).chain(cues).chain(naming).chain(layers)
    }
}
