//! Metadata: given with the text, or found in its lines.

use super::{Field, Line, Metadata, Provenance, Role, Rules};
use crate::sources::{GivenKind, RawArticle};

/// The metadata of `raw`, each value with its provenance.
pub(super) fn metadata(raw: &RawArticle, lines: &[Line], _rules: &Rules) -> Metadata {
    let given =
        |kind| raw.first(kind).map(|g| Field::new(g.value.clone(), Provenance::Given { place: g.place.clone() }));
    let stated = lines
        .iter()
        .zip(1..)
        .find(|(l, _)| l.role == Role::Headline)
        .map(|(l, n)| Field::new(l.span.of(&raw.text).trim().to_owned(), Provenance::Line { line: n }));
    Metadata {
        title: given(GivenKind::Title).or(stated),
        outlet: given(GivenKind::Outlet),
        author: given(GivenKind::Author),
        url: given(GivenKind::Url),
        ..Metadata::default()
    }
}
