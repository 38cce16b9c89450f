//! Document → [`Profile`]: what is measured in one article.
//!
//! One pass per file. Each pass is a pure function from the article (and what earlier passes found) to findings; each
//! has its word list in `assets/`, read through [`Lists`]. Nothing here prints, reads files, or knows the time.

pub mod attributions;
pub mod corrections;
pub mod cues;
pub mod entities;
pub mod genre;
pub mod headline;
pub mod layers;
pub mod lexicon;
pub mod lists;
pub mod loaded;
pub mod names;
pub mod naming;
pub mod packed;
pub mod phrases;
pub mod profile;
pub mod quotations;
pub mod speakers;
pub mod stance;
pub mod tagger;
#[cfg(test)]
pub(crate) mod testing;
pub mod tokens;
pub mod topics;
pub mod voices;

pub use corrections::Correction;
pub use lists::{ListError, ListFile, ListName, Lists};
pub use packed::Packed;
pub use profile::{Finding, Profile};

use crate::articles::{Article, Document};

/// Measures one article. Deterministic: the same article and lists give the same profile.
pub fn analyze(article: &Article, lists: &Lists) -> Profile {
    analyze_corrected(article, lists, &[])
}

/// Measures one article with what was corrected by hand; corrections that no longer fit have no effect.
pub fn analyze_corrected(article: &Article, lists: &Lists, corrections: &[Correction]) -> Profile {
    let document = Document::of(article);
    let tokens = tokens::tokenize(article, &document, lists);
    let mut quotations = quotations::find(article, &document);
    let mut cast = entities::find(article, &tokens, lists);
    let mut attributions = attributions::find(article, &document, &tokens, &quotations, lists);
    speakers::resolve(article, &document, &tokens, &mut quotations, &mut attributions, &mut cast, lists);
    let mut entities = cast.entities;
    let headline = headline::find(article, &entities, lists);
    if article.is_foreign() {
        attributions.retain(|a| a.kind != attributions::AttributionKind::Indirect);
    }
    corrections::apply_speakers(corrections, article, &document, &mut quotations, &mut attributions, &mut entities);
    let voices = voices::partition(&document, &quotations, &attributions);
    let mut loaded = loaded::find(article, &document, &tokens, &voices, &quotations, &attributions, lists);
    corrections::apply_loaded(corrections, article, &voices, lists, &mut loaded);
    let scan = lists.matcher.scan(article, &document);
    let verbs = stance::verbs(article, &document, &attributions, &scan, lists);
    let mut topics = topics::cover(&scan, lists);
    corrections::apply_topics(corrections, &document, lists, &mut topics);
    let naming = naming::find(&scan, &voices, lists);
    let layers = layers::find(article, &scan, &voices, lists);
    let mut genre = genre::guess(article, &document, &voices, &loaded, &scan, lists);
    corrections::apply_genre(corrections, &mut genre);
    if article.is_foreign() {
        return Profile {
            document,
            quotations,
            entities,
            attributions,
            voices,
            edits: corrections.len(),
            ..Profile::default()
        };
    }
    Profile {
        document,
        quotations,
        entities,
        attributions,
        headline,
        voices,
        loaded,
        verbs,
        topics,
        naming,
        layers,
        genre,
        edits: corrections.len(),
    }
}
