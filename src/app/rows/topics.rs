//! Rows of the Topics lens.

use super::{Row, TopicRow, What, plain};
use crate::comparison::{Comparison, Unit, coverage::TopicPair};

/// The topics of either side by layer, the widest first; how differently the two spread over them, last.
pub(super) fn rows(comparison: &Comparison) -> Vec<Row> {
    let mut rows: Vec<Row> = comparison.topics.iter().map(row).collect();
    rows.sort_by(|a, b| order(a).partial_cmp(&order(b)).unwrap_or(std::cmp::Ordering::Equal));
    if let Some(d) = &comparison.coverage {
        rows.push(plain(format!(
            "spread over topics: {:.2} bits apart, {:.2} by chance; {}",
            d.raw,
            d.baseline,
            d.reading.words()
        )));
    }
    rows
}

fn order(row: &Row) -> (u8, f64) {
    match &row.what {
        What::Topic(t) => (t.layer as u8, -t.share(0).max(t.share(1))),
        _ => (u8::MAX, 0.0),
    }
}

fn row(pair: &TopicPair) -> Row {
    let sides = [&pair.a, &pair.b];
    let interval = |i: usize| sides[i].interval.map_or_else(String::new, |x| x.text(Unit::Share));
    let row = TopicRow {
        id: pair.a.id.clone(),
        layer: pair.a.layer,
        counts: sides.map(|t| t.count),
        bases: sides.map(|t| t.base),
        intervals: [interval(0), interval(1)],
        difference: pair.difference.clone(),
        reading: pair.reading,
    };
    Row {
        label: pair.a.label.clone(),
        what: What::Topic(row),
        passages: [pair.a.evidence.clone(), pair.b.evidence.clone()],
    }
}
