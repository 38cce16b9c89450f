//! Topic coverage: the share of sentences that hold a cue of a topic.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{
    Lists,
    phrases::{CueMatch, Kind, Scan},
    profile::Finding,
};
use crate::{articles::Document, text::Span};

/// Where a topic's definition comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopicLayer {
    /// The story's own, from the project file.
    Story,
    /// A topic of public affairs, from `assets/`.
    Generic,
    /// Found in the corpus itself: phrases that several of its articles share.
    Corpus,
    /// One of the 15 dimensions of the Policy Frames Codebook, from `assets/`.
    Frame,
}

/// One topic in one article. Its coverage is `sentences.len()` over the document's sentences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// The topic's id.
    pub id: String,
    /// Its name on screen.
    pub label: String,
    /// Where its definition comes from.
    pub layer: TopicLayer,
    /// Indices of the sentences that count, in order.
    pub sentences: Vec<u32>,
    /// The cues found, in order.
    pub cues: Vec<Finding>,
    /// Whether it was changed by hand.
    pub edited: bool,
}

impl Coverage {
    /// Where in the article the topic stands: the mean position of its sentences, 0 for the first, 1 for the last.
    pub fn position(&self, document: &Document) -> Option<f64> {
        let last = document.sentences.len().checked_sub(1)?.max(1) as f64;
        let n = self.sentences.len();
        (n > 0).then(|| self.sentences.iter().map(|&s| f64::from(s) / last).sum::<f64>() / n as f64)
    }

    /// The share of the document's sentences that touch the topic.
    pub fn share(&self, document: &Document) -> f64 {
        self.sentences.len() as f64 / document.sentences.len().max(1) as f64
    }
}

/// The topics of the body that have at least one sentence: by layer, and within a layer the widest coverage first
/// (of equal ones, that with more cues).
///
/// A sentence counts when the weights of the different cues found in it reach 1. A cue inside a longer phrase that the
/// same topic excludes does not count.
pub fn cover(scan: &Scan, lists: &Lists) -> Vec<Coverage> {
    let mut by_topic: Vec<Vec<CueMatch>> = lists.all_topics().map(|_| Vec::new()).collect();
    for m in scan.of(Kind::Topics) {
        if let Some(list) = by_topic.get_mut(m.owner.group as usize) {
            list.push(*m);
        }
    }
    let mut out: Vec<Coverage> = lists
        .all_topics()
        .zip(by_topic)
        .filter(|(_, matches)| !matches.is_empty())
        .map(|((layer, group), matches)| {
            let cue = |c: u32| group.cues.get(c as usize).map(|c| (c.weight, &*c.text));
            let (sentences, cues) = sentences(&matches, cue, &group.from());
            Coverage { id: group.id.clone(), label: group.label.clone(), layer, sentences, cues, edited: false }
        })
        .filter(|c| !c.sentences.is_empty())
        .collect();
    out.sort_by_key(|c| (c.layer, Reverse(c.sentences.len()), Reverse(c.cues.len()), c.sentences.first().copied()));
    out
}

/// The sentences whose cues reach the weight 1, and the cues found in them.
fn sentences<'a>(
    matches: &[CueMatch],
    cue: impl Fn(u32) -> Option<(f32, &'a str)>,
    from: &str,
) -> (Vec<u32>, Vec<Finding>) {
    let (mut counted, mut findings) = (Vec::new(), Vec::new());
    for group in matches.chunk_by(|a, b| a.sentence == b.sentence) {
        let kept = standing(group);
        let mut seen: Vec<u32> = kept.iter().filter_map(|m| m.owner.cue).collect();
        seen.sort_unstable();
        seen.dedup();
        let weight: f32 = seen.iter().filter_map(|&c| cue(c)).map(|(w, _)| w).sum();
        if weight < ENOUGH {
            continue;
        }
        counted.extend(group.first().map(|m| m.sentence));
        findings.extend(kept.iter().filter_map(|m| {
            let (weight, text) = cue(m.owner.cue?)?;
            let why = if weight < ENOUGH {
                format!("cue “{text}”, weight {weight}{from}")
            } else {
                format!("cue “{text}”{from}")
            };
            Some(Finding { span: m.span, why })
        }));
    }
    (counted, findings)
}

/// The weight from which a sentence counts: 1, less the error of a sum of short decimals.
const ENOUGH: f32 = 0.999;

/// The cues of one sentence and topic that no exclusion overlaps and no longer cue covers, in order.
fn standing(group: &[CueMatch]) -> Vec<CueMatch> {
    let mut sorted: Vec<CueMatch> = group.to_vec();
    sorted.sort_by_key(|m| (m.span.start, Reverse(m.span.end)));
    let excluded: Vec<Span> = sorted.iter().filter(|m| m.owner.cue.is_none()).map(|m| m.span).collect();
    let (mut from, mut reach) = (0, 0);
    sorted.retain(|m| {
        from += excluded.iter().skip(from).take_while(|e| e.end <= m.span.start).count();
        let is_excluded = excluded.get(from).is_some_and(|e| e.overlaps(m.span));
        let is_covered = m.span.end <= reach;
        let stays = m.owner.cue.is_some() && !is_excluded && !is_covered;
        if stays {
            reach = m.span.end;
        }
        stays
    });
    sorted
}

#[cfg(test)]
#[path = "topics/tests.rs"]
mod tests;

#[cfg(test)]
#[path = "topics/seed_tests.rs"]
mod seed_tests;
