//! Rows of the Topics lens.

use super::{Row, TopicRow, What, head, plain};
use crate::{
    analysis::topics::TopicLayer,
    comparison::{self, Comparison, Reading, Side, TopicShare, Unit, coverage::TopicPair},
};

/// What the topics of a layer are.
pub(in crate::app) const fn layer_name(layer: TopicLayer) -> &'static str {
    match layer {
        TopicLayer::Story => "this story's topics",
        TopicLayer::Generic => "general topics",
        TopicLayer::Corpus => "phrases found in these articles",
        TopicLayer::Frame => "frame cues",
    }
}

/// The topics of either side by layer, the widest first; how differently the two spread over them, last.
pub(super) fn rows(comparison: &Comparison) -> Vec<Row> {
    let mut rows = grouped(comparison.topics.iter().map(row).collect());
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

/// The topics of an article that has none beside it.
pub(super) fn single(side: Side<'_>) -> Vec<Row> {
    grouped(comparison::topics(side).iter().map(alone).collect())
}

/// Sorted, with a heading above each layer.
fn grouped(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by(|a, b| order(a).partial_cmp(&order(b)).unwrap_or(std::cmp::Ordering::Equal));
    let mut out = Vec::new();
    let mut last = None;
    for row in rows {
        if let What::Topic(t) = &row.what
            && last.replace(t.layer) != Some(t.layer)
        {
            out.push(head(layer_name(t.layer)));
        }
        out.push(row);
    }
    out
}

fn alone(topic: &TopicShare) -> Row {
    let row = TopicRow {
        id: topic.id.clone(),
        layer: topic.layer,
        counts: [topic.count, 0],
        bases: [topic.base, 0],
        intervals: [topic.interval.map_or_else(String::new, |x| x.text(Unit::Share)), String::new()],
        difference: String::new(),
        reading: Reading::NotCompared,
        edited: [topic.edited, false],
    };
    Row { label: topic.label.clone(), what: What::Topic(row), passages: [topic.evidence.clone(), Vec::new()] }
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
        edited: sides.map(|t| t.edited),
    };
    Row {
        label: pair.a.label.clone(),
        what: What::Topic(row),
        passages: [pair.a.evidence.clone(), pair.b.evidence.clone()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(label: &str, layer: TopicLayer, count: usize) -> Row {
        let row = TopicRow {
            id: label.to_lowercase(),
            layer,
            counts: [count, 0],
            bases: [10, 10],
            intervals: Default::default(),
            difference: String::new(),
            reading: Reading::NotCompared,
            edited: [false; 2],
        };
        Row { label: label.to_owned(), what: What::Topic(row), passages: Default::default() }
    }

    #[test]
    fn each_layer_stands_under_its_heading() {
        let rows = grouped(vec![
            topic("Economy", TopicLayer::Frame, 4),
            topic("Economy", TopicLayer::Generic, 1),
            topic("Security", TopicLayer::Generic, 3),
        ]);
        let labels: Vec<&str> = rows.iter().map(|r| r.label.as_str()).collect();
        assert_eq!(labels, ["general topics", "Security", "Economy", "frame cues", "Economy"]);
    }
}
