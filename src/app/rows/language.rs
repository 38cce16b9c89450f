//! Rows of the Language lens: loaded terms, reporting verbs, naming.

use std::collections::BTreeMap;

use super::{Row, TermRow, What, evidence, head};
use crate::{
    analysis::{Lists, loaded::Origin, phrases::Group, stance::Stance, voices::Voice},
    app::definitions,
    comparison::{Comparison, Evidence, Side},
    text::fold::fold,
};

/// The counted loaded terms of an article, by category and then by how often; those that are not counted are left out.
pub(super) fn terms(side: Side<'_>, lists: &Lists, index: usize) -> Vec<Row> {
    let (article, profile) = (side.article, side.profile);
    let mut rows: BTreeMap<(String, String), Row> = BTreeMap::new();
    for hit in profile.loaded.iter().filter(|h| h.counted) {
        let (category, gloss) = definitions::loaded(lists, hit);
        let from = match lists.loaded.get(hit.entry).map(|e| &e.origin) {
            Some(Origin::User(from)) => from.clone(),
            _ => String::new(),
        };
        let key = (category.clone(), fold(article.slice(hit.span)));
        let row = rows.entry(key).or_insert_with(|| Row {
            label: article.slice(hit.span).to_owned(),
            what: What::Term(TermRow { category, gloss: gloss.clone(), from, ..TermRow::default() }),
            passages: Default::default(),
        });
        let voice = match hit.voice {
            Voice::Narrator => 0,
            Voice::Direct => 1,
            Voice::Indirect => 2,
        };
        if let What::Term(term) = &mut row.what {
            term.edited |= hit.edited;
            term.headline += usize::from(hit.headline && voice == 0);
            if let Some(n) = term.counts.get_mut(voice) {
                *n += 1;
            }
        }
        let why =
            [["in the narrator’s words", "quoted", "in indirect speech"].get(voice).copied(), Some(gloss.as_str())];
        let why: Vec<&str> = why.into_iter().flatten().filter(|w| !w.is_empty()).collect();
        let mut why = why.join(": ");
        if !hit.why.is_empty() {
            why = format!("{why} ({})", hit.why);
        }
        if let Some(side) = row.passages.get_mut(index) {
            side.push(Evidence { span: hit.span, why });
        }
    }
    let mut rows: Vec<Row> = rows.into_values().collect();
    rows.sort_by_key(|r| {
        let What::Term(t) = &r.what else { return (0, 0) };
        (usize::MAX - t.counts[0], usize::MAX - t.counts[1])
    });
    rows
}

/// Reporting verbs by stance, with the lemmas.
pub(super) fn verbs(sides: &[Side<'_>]) -> Vec<Row> {
    let names = [
        (Stance::Neutral, "neutral verbs (said, told)"),
        (Stance::Assertive, "assertive verbs (insisted)"),
        (Stance::Endorsing, "endorsing verbs (noted, pointed out)"),
        (Stance::Doubting, "doubting verbs (claimed)"),
    ];
    let mut rows = vec![head("REPORTING VERBS")];
    rows.extend(names.map(|(stance, label)| {
        let of = |i: usize| {
            let verbs = sides.get(i).map_or(&[][..], |s| &s.profile.verbs);
            let hits = verbs.iter().filter(|v| v.stance == stance);
            let passages = hits.map(|v| Evidence { span: v.span, why: format!("{}: {}", v.lemma, v.why) });
            (passages.collect::<Vec<_>>(), verbs.len())
        };
        let ((a, base_a), (b, base_b)) = (of(0), of(1));
        Row {
            label: label.to_owned(),
            what: What::Counts { counts: [a.len(), b.len()], bases: [base_a, base_b], note: "of all verbs".to_owned() },
            passages: [a, b],
        }
    }));
    rows
}

pub(super) fn naming(comparison: &Comparison, lists: &Lists) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut concept = "";
    if !comparison.naming.is_empty() {
        rows.push(head("NAMING"));
    }
    for row in &comparison.naming {
        let quoted = [true, false].map(|left| row.text(left));
        let voices = if quoted.iter().any(|t| t.contains('(')) {
            format!("{} | {}", quoted[0], quoted[1])
        } else {
            String::new()
        };
        let name = if row.concept == concept { "" } else { row.concept.as_str() };
        let note = [name, voices.as_str()].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
        concept = &row.concept;
        let own = lists.naming.groups.iter().find(|g| g.label == row.concept).map(Group::from).unwrap_or_default();
        let why = format!("{}: {}{own}", row.concept, row.variant);
        let mark = if row.proposed { " (proposed)" } else { "" };
        rows.push(Row {
            label: format!("{}{mark}", row.variant),
            what: What::Counts { counts: [row.spans_a.len(), row.spans_b.len()], bases: [0, 0], note },
            passages: [evidence(&row.spans_a, &why), evidence(&row.spans_b, &why)],
        });
    }
    rows
}
