//! Totals over groups: quoted words by camp (M3) and by source type (M8), sentences by topic (M12, M13).

use std::collections::BTreeMap;

use super::{
    Evidence, Interval, Side,
    figures::{Figures, channel, share_interval},
    measure::{MIN_FINDINGS, MIN_QUOTED_WORDS},
    stats,
};
use crate::analysis::{
    entities::SourceType,
    topics::{Coverage, TopicLayer},
    voices::Voice,
};

/// Quoted words of a group of speakers.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct GroupShare<K> {
    /// The camp, or the source type; `None` gathers speakers without one.
    pub group: Option<K>,
    /// Words quoted: the words of `evidence`.
    pub words: usize,
    /// `words` over all quoted words; `None` where those are fewer than 30.
    pub share: Option<f64>,
    /// The interval of `share`.
    pub interval: Option<Interval>,
    /// The speakers, indices into the profile's entities.
    pub speakers: Vec<u32>,
    /// The passages in order.
    pub evidence: Vec<Evidence>,
}

/// The interval of a share of nothing: Wilson's for the paragraphs, none of which holds such words.
pub fn absent_share(side: Side<'_>) -> Option<Interval> {
    let (low, high) = stats::wilson(0, side.profile.document.paragraphs.len())?;
    Some(Interval { low, high, method: "Wilson over paragraphs" })
}

/// A kind of source in words; `None` stands for those not known.
pub const fn source_name(kind: Option<SourceType>) -> &'static str {
    match kind {
        Some(SourceType::Official) => "official",
        Some(SourceType::CollectiveOfficial) => "collective official",
        Some(SourceType::Expert) => "expert",
        Some(SourceType::Media) => "media",
        Some(SourceType::Document) => "document",
        Some(SourceType::Citizen) => "citizen",
        Some(SourceType::Anonymous) => "anonymous",
        Some(SourceType::Unknown) | None => "unknown",
    }
}

/// One topic of one article.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct TopicShare {
    /// The topic's id.
    pub id: String,
    /// Its name on screen.
    pub label: String,
    /// Where its definition comes from.
    pub layer: TopicLayer,
    /// Sentences with a cue: the length of `evidence`.
    pub count: usize,
    /// Sentences of the body.
    pub base: usize,
    /// `count / base`; `None` below five sentences.
    pub share: Option<f64>,
    /// Wilson's interval of `share`.
    pub interval: Option<Interval>,
    /// The sentences, each with its cues.
    pub evidence: Vec<Evidence>,
    /// Whether it was changed by hand.
    pub edited: bool,
}

impl TopicShare {
    /// The same topic in an article that has no sentence on it.
    pub(super) fn absent_from(&self, side: Side<'_>) -> Self {
        let base = side.profile.document.sentences.len();
        let interval = stats::wilson(0, base).filter(|_| base >= MIN_FINDINGS);
        Self {
            count: 0,
            base,
            share: (base >= MIN_FINDINGS).then_some(0.0),
            interval: interval.map(|(low, high)| Interval { low, high, method: "Wilson" }),
            evidence: Vec::new(),
            edited: false,
            ..self.clone()
        }
    }

    /// `12% (5/42)`; only the counts below five sentences.
    pub fn text(&self) -> String {
        match self.share {
            Some(s) => format!("{:.0}% ({}/{})", s * 100.0, self.count, self.base),
            None => format!("{} of {}", self.count, self.base),
        }
    }
}

/// Quoted words by camp, most first; speakers without a camp, and unresolved ones, come last.
pub fn camps(side: Side<'_>) -> Vec<GroupShare<String>> {
    Figures::of(side).camps()
}

/// Quoted words by source type, most first; unknown ones come last.
pub fn source_types(side: Side<'_>) -> Vec<GroupShare<SourceType>> {
    Figures::of(side).source_types()
}

/// The topics of the article with Wilson's intervals, in the profile's order.
pub fn topics(side: Side<'_>) -> Vec<TopicShare> {
    side.profile.topics.iter().map(|t| topic(side, t)).collect()
}

fn topic(side: Side<'_>, coverage: &Coverage) -> TopicShare {
    let document = &side.profile.document;
    let sentences = coverage.sentences.iter().filter_map(|&i| document.sentences.get(i as usize));
    let evidence: Vec<Evidence> = sentences
        .map(|s| {
            let cues = coverage.cues.iter().filter(|c| s.span.covers(c.span));
            let cues: Vec<&str> = cues.map(|c| side.article.slice(c.span)).collect();
            Evidence { span: s.span, why: format!("cues: {}", cues.join(", ")) }
        })
        .collect();
    let (count, base) = (evidence.len(), document.sentences.len());
    let enough = base >= MIN_FINDINGS;
    let interval = stats::wilson(count, base).filter(|_| enough);
    TopicShare {
        id: coverage.id.clone(),
        label: coverage.label.clone(),
        layer: coverage.layer,
        count,
        base,
        share: enough.then(|| count as f64 / base as f64),
        interval: interval.map(|(low, high)| Interval { low, high, method: "Wilson" }),
        evidence,
        edited: coverage.edited,
    }
}

impl Figures<'_> {
    /// Quoted words by camp, most first.
    pub fn camps(&self) -> Vec<GroupShare<String>> {
        self.groups(|s| self.entity(s).and_then(|e| e.camp.clone()))
    }

    /// Quoted words by source type, most first.
    pub fn source_types(&self) -> Vec<GroupShare<SourceType>> {
        self.groups(|s| self.entity(s).map(|e| e.source_type).filter(|t| *t != SourceType::Unknown))
    }

    fn groups<K: Ord + Clone>(&self, key: impl Fn(Option<u32>) -> Option<K>) -> Vec<GroupShare<K>> {
        let mut groups: BTreeMap<Option<K>, GroupShare<K>> = BTreeMap::new();
        for passage in self.ledger.voice(Voice::Direct) {
            let group = key(passage.speaker);
            let entry = groups.entry(group.clone()).or_insert_with(|| GroupShare {
                group,
                words: 0,
                share: None,
                interval: None,
                speakers: Vec::new(),
                evidence: Vec::new(),
            });
            entry.words += passage.words;
            entry.evidence.push(Evidence { span: passage.span, why: self.passage_why(passage) });
            if let Some(s) = passage.speaker.filter(|s| !entry.speakers.contains(s)) {
                entry.speakers.push(s);
            }
        }
        let mut out: Vec<GroupShare<K>> = groups.into_values().map(|g| self.with_share(g)).collect();
        out.sort_by_key(|g| (g.group.is_none(), std::cmp::Reverse(g.words)));
        out
    }

    fn with_share<K>(&self, mut group: GroupShare<K>) -> GroupShare<K> {
        let quoted = self.ledger.words(Voice::Direct);
        if quoted < MIN_QUOTED_WORDS {
            return group;
        }
        let value = group.words as f64 / quoted as f64;
        group.share = Some(value);
        let mut parts: Vec<usize> = group
            .speakers
            .iter()
            .filter_map(|s| Some(channel::SPEAKERS + self.speakers.iter().position(|x| x == s)?))
            .collect();
        if group.group.is_none() {
            parts.push(channel::UNRESOLVED);
        }
        group.interval = if value < 1.0 {
            let part = |row: &[u32]| parts.iter().map(|&p| row[p]).sum::<u32>();
            let whole = |row: &[u32]| Some(row[channel::DIRECT]).filter(|w| *w > 0);
            let interval = self.resampled.interval(|row| Some(f64::from(part(row)) / f64::from(whole(row)?)));
            interval.map(|(low, high)| Interval { low, high, method: "paragraph bootstrap" })
        } else {
            share_interval(&self.resampled, channel::DIRECT, channel::DIRECT, value)
        };
        group
    }
}
