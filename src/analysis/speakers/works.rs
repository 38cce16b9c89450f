//! Songs, books and ships by their titles: who sings “The Long Road” says nothing by it.

use super::Scene;
use crate::analysis::{
    attributions::{Attribution, AttributionKind},
    quotations::QuoteClass,
};

/// Verbs that perform, make or name what their object is the title of.
const WORKS: &[&str] =
    &["sing", "play", "perform", "hum", "recite", "record", "publish", "release", "direct", "paint", "compose", "name"];

/// Whether the verb performs, makes or names a work, so that a title after it is no speech.
pub(super) fn performs(lemma: &str) -> bool {
    WORKS.contains(&lemma)
}

/// Removes the attributions whose quotations are all titles, where the verb is one that no list has or that performs a
/// work: she sang “The Long Road”.
pub(super) fn drop(scene: &Scene, attributions: &mut Vec<Attribution>) {
    let listed = |a: &Attribution| scene.lists.verbs.get(&a.lemma).is_some() || a.cue.is_empty() || a.lemma == ":";
    let titles = |a: &Attribution| {
        let until = |at: u32| scene.quotations.partition_point(|q| q.inner.start < at);
        let inside = a.content.iter().filter_map(|c| scene.quotations.get(until(c.start)..until(c.end))).flatten();
        let mut inside = inside.peekable();
        inside.peek().is_some() && inside.all(|q| q.class == QuoteClass::Title)
    };
    attributions.retain(|a| {
        let says = listed(a) && !performs(&a.lemma);
        a.kind == AttributionKind::Indirect || says || !titles(a)
    });
}
