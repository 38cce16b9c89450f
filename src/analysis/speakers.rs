//! Who speaks: from the source of an attribution, or from what stands around a quotation, to an entity.

use super::{Lists, attributions::Attribution, entities::Entity, quotations::Quotation, tokens::Tokens};
use crate::articles::{Article, Document};

/// Gives every quotation and attribution its speaker, its class and its reason. May add unnamed speakers to `entities`.
pub fn resolve(
    _article: &Article,
    _document: &Document,
    _tokens: &Tokens,
    _quotations: &mut [Quotation],
    _attributions: &mut [Attribution],
    _entities: &mut Vec<Entity>,
    _lists: &Lists,
) {
}
