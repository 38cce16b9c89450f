//! Document → [`Profile`]: what is measured in one article.
//!
//! One pass per file. Each pass is a pure function from the article (and what earlier passes found) to findings; each
//! has its word list in `assets/`, read through [`Lists`]. Nothing here prints, reads files, or knows the time.

pub mod attributions;
pub mod entities;
pub mod genre;
pub mod layers;
pub mod lists;
pub mod loaded;
pub mod naming;
pub mod profile;
pub mod quotations;
pub mod speakers;
pub mod stance;
pub mod tokens;
pub mod topics;
pub mod voices;

pub use lists::{ListError, Lists};
pub use profile::{Finding, Profile};

use crate::articles::{Article, Document};

/// Measures one article. Deterministic: the same article and lists give the same profile.
pub fn analyze(article: &Article, lists: &Lists) -> Profile {
    let document = Document::of(article);
    let tokens = tokens::tokenize(article, &document, lists);
    let mut quotations = quotations::find(article, &document);
    let mut entities = entities::find(article, &document, &tokens, lists);
    let mut attributions = attributions::find(article, &document, &tokens, &quotations, lists);
    speakers::resolve(article, &document, &tokens, &mut quotations, &mut attributions, &mut entities, lists);
    let voices = voices::partition(&document, &quotations, &attributions);
    let loaded = loaded::find(article, &document, &tokens, &voices, &quotations, lists);
    let verbs = stance::verbs(article, &attributions, &entities, lists);
    let topics = topics::cover(article, &document, lists);
    let naming = naming::find(article, &document, &voices, lists);
    let layers = layers::find(article, &document, &tokens, &voices, lists);
    let genre = genre::guess(article, &document, &voices, &loaded, lists);
    Profile { document, quotations, entities, attributions, voices, loaded, verbs, topics, naming, layers, genre }
}
