//! [`Figures`]: every figure of one article, worked out once from one ledger and one set of resamples.

use std::collections::BTreeMap;

use super::{
    Evidence, Interval, Measure, MeasureId, Side, Unit,
    bootstrap::Resampled,
    ledger::{Ledger, Passage},
    measure::{MIN_FINDINGS, MIN_QUOTED_WORDS, MIN_WORDS},
    stats,
};
use crate::analysis::{
    Profile,
    entities::{Entity, EntityKind, SourceType},
    layers::Layer,
    quotations::{Quotation, QuoteClass},
    stance::Stance,
    voices::Voice,
};

/// The channels of the resamples before those of the speakers.
pub(super) mod channel {
    pub(crate) const BODY: usize = 0;
    pub(crate) const DIRECT: usize = 1;
    pub(crate) const INDIRECT: usize = 2;
    pub(crate) const ANONYMOUS: usize = 3;
    pub(crate) const UNRESOLVED: usize = 4;
    pub(crate) const SPEAKERS: usize = 5;
}

/// What the figures of one article are worked out from.
#[derive(Clone, Debug)]
pub struct Figures<'a> {
    pub(super) side: Side<'a>,
    pub(super) ledger: Ledger,
    /// Entities with a direct quotation, in order of their first one; channel `SPEAKERS + i` is the `i`th.
    pub(super) speakers: Vec<u32>,
    pub(super) resampled: Resampled,
}

impl<'a> Figures<'a> {
    /// Reads `side` and draws its paragraphs.
    pub fn of(side: Side<'a>) -> Self {
        let ledger = Ledger::of(side);
        let mut speakers: Vec<u32> = Vec::new();
        for speaker in ledger.voice(Voice::Direct).filter_map(|p| p.speaker) {
            if !speakers.contains(&speaker) {
                speakers.push(speaker);
            }
        }
        let rows = rows(side.profile, &ledger, &speakers);
        let resampled = Resampled::draw(&rows, channel::SPEAKERS + speakers.len());
        Self { side, ledger, speakers, resampled }
    }

    /// Every measure, in the order of [`MeasureId::ALL`].
    pub fn measures(&self) -> Vec<Measure> {
        MeasureId::ALL.iter().map(|&id| self.measure(id)).collect()
    }

    /// One measure.
    pub fn measure(&self, id: MeasureId) -> Measure {
        if self.side.article.is_foreign() && id.is_english() {
            return Measure { value: None, ..count(id, Vec::new()) };
        }
        match id {
            MeasureId::BodyWords => self.body_words(),
            MeasureId::Quotations => self.quotations(),
            MeasureId::Voices => self.voices(Unit::Count),
            MeasureId::EffectiveVoices => self.voices(Unit::Effective),
            MeasureId::QuotedShare => self.word_share(id, channel::DIRECT, channel::BODY, |p| p.voice == Voice::Direct),
            MeasureId::IndirectShare => {
                self.word_share(id, channel::INDIRECT, channel::BODY, |p| p.voice == Voice::Indirect)
            }
            MeasureId::AnonymousShare => self.word_share(id, channel::ANONYMOUS, channel::DIRECT, |p| {
                p.voice == Voice::Direct && is_anonymous(self.side.profile, p.speaker)
            }),
            MeasureId::UnresolvedShare => self.word_share(id, channel::UNRESOLVED, channel::DIRECT, |p| {
                p.voice == Voice::Direct && p.speaker.is_none()
            }),
            MeasureId::FragmentShare => self.fragments(),
            MeasureId::LoadedDensity => self.loaded(id, Voice::Narrator),
            MeasureId::LoadedDensityDirect => self.loaded(id, Voice::Direct),
            MeasureId::LoadedDensityIndirect => self.loaded(id, Voice::Indirect),
            MeasureId::DoubtingShare => self.verbs(id, Stance::Doubting),
            MeasureId::EndorsingShare => self.verbs(id, Stance::Endorsing),
            MeasureId::ScareQuotes => count(id, self.quotes_of(QuoteClass::Scare)),
            MeasureId::Hedges => self.layer_rate(id, Layer::Hedge),
            MeasureId::Boosters => self.layer_rate(id, Layer::Booster),
            MeasureId::AgentlessPassives => count(id, self.layer(Layer::AgentlessPassive)),
            MeasureId::HeadlineLoaded => count(id, self.headline_loaded()),
        }
    }

    fn body_words(&self) -> Measure {
        let document = &self.side.profile.document;
        let evidence = document.paragraphs.iter().filter_map(|p| {
            let words = document.words.get(p.words.start as usize..p.words.end as usize)?;
            let span = words.first()?.join(*words.last()?);
            Some(Evidence { span, why: format!("{} words of {}", words.len(), p.role.name()) })
        });
        let n = document.words.len();
        Measure { count: n, base: n, value: Some(n as f64), ..count(MeasureId::BodyWords, evidence.collect()) }
    }

    fn counted(&self) -> impl Iterator<Item = &'a Quotation> {
        self.side.profile.quotations.iter().filter(|q| q.counted())
    }

    fn quotations(&self) -> Measure {
        let evidence = self.counted().map(|q| Evidence { span: q.span, why: q.why.clone() });
        count(MeasureId::Quotations, evidence.collect())
    }

    fn quotes_of(&self, class: QuoteClass) -> Vec<Evidence> {
        let quotes = self.side.profile.quotations.iter().filter(|q| q.class == class);
        quotes.map(|q| Evidence { span: q.span, why: q.why.clone() }).collect()
    }

    fn fragments(&self) -> Measure {
        let fragments = self.counted().filter(|q| q.fragment);
        let evidence = fragments.map(|q| Evidence { span: q.span, why: "without a finite clause".to_owned() });
        finding_share(MeasureId::FragmentShare, evidence.collect(), self.counted().count())
    }

    /// The voices as a plain count or as the effective number; the evidence is the first passage of each.
    fn voices(&self, unit: Unit) -> Measure {
        let words = |s: u32| self.spoken(Some(s)).map(|p| p.words).sum::<usize>();
        let evidence = self.speakers.iter().filter_map(|&s| {
            let first = self.spoken(Some(s)).next()?;
            Some(Evidence { span: first.span, why: format!("{}: {} words", self.name(Some(s)), words(s)) })
        });
        let plain = count(MeasureId::Voices, evidence.collect());
        if unit == Unit::Count {
            return plain;
        }
        let base: usize = self.speakers.iter().map(|&s| words(s)).sum();
        // One voice has no spread: its resamples are all alike and prove nothing.
        let enough = base >= MIN_QUOTED_WORDS && self.counted().count() >= MIN_FINDINGS && plain.count > 1;
        let value = stats::effective_number(self.speakers.iter().map(|&s| words(s) as f64)).filter(|_| enough);
        // Resamples miss speakers, so they lean low: their spread is kept and moved to the value.
        let spread = |row: &[u32]| stats::effective_number(row.iter().skip(channel::SPEAKERS).map(|w| f64::from(*w)));
        let interval = value.and_then(|_| self.resampled.interval(spread));
        let middle = value.and_then(|_| self.resampled.median(spread));
        let interval = interval.zip(value).zip(middle).map(|(((low, high), value), middle)| Interval {
            low: (low + value - middle).max(1.0),
            high: high + value - middle,
            method: "paragraph bootstrap, centred",
        });
        Measure { id: MeasureId::EffectiveVoices, value, base, unit, interval, ..plain }
    }

    /// The direct passages of a speaker; `None` for the unresolved ones.
    pub(super) fn spoken(&self, speaker: Option<u32>) -> impl Iterator<Item = &Passage> {
        self.ledger.voice(Voice::Direct).filter(move |p| p.speaker == speaker)
    }

    pub(super) fn entity(&self, speaker: Option<u32>) -> Option<&'a Entity> {
        self.side.profile.entities.get(speaker? as usize)
    }

    pub(super) fn name(&self, speaker: Option<u32>) -> &'a str {
        self.entity(speaker).map_or("speaker not resolved", |e| e.name.as_str())
    }

    fn word_share(&self, id: MeasureId, part: usize, whole: usize, pick: impl Fn(&&Passage) -> bool) -> Measure {
        let passages: Vec<&Passage> = self.ledger.passages.iter().filter(pick).collect();
        let words: usize = passages.iter().map(|p| p.words).sum();
        let base = match whole {
            channel::BODY => self.ledger.passages.iter().map(|p| p.words).sum(),
            _ => self.ledger.words(Voice::Direct),
        };
        let value = (base >= MIN_QUOTED_WORDS).then(|| words as f64 / base as f64);
        let interval = value.and_then(|v| share_interval(&self.resampled, part, whole, v));
        let evidence = passages.iter().map(|p| Evidence { span: p.span, why: self.passage_why(p) });
        Measure { id, value, count: words, base, unit: Unit::Share, interval, evidence: evidence.collect() }
    }

    pub(super) fn passage_why(&self, passage: &Passage) -> String {
        let (profile, owner) = (self.side.profile, passage.owner.unwrap_or(0) as usize);
        let reason = match passage.voice {
            Voice::Direct => profile.quotations.get(owner).map_or("", |q| q.why.as_str()),
            Voice::Indirect => profile.attributions.get(owner).map_or("", |a| a.why.as_str()),
            Voice::Narrator => "",
        };
        format!("{}, {} words. {reason}", self.name(passage.speaker), passage.words).trim_end().to_owned()
    }

    fn loaded(&self, id: MeasureId, voice: Voice) -> Measure {
        let hits = self.side.profile.loaded.iter().filter(|h| h.counted && !h.headline && h.voice == voice);
        let evidence = hits.map(|h| Evidence { span: h.span, why: h.why.clone() }).collect();
        rate(id, evidence, self.ledger.words(voice))
    }

    fn headline_loaded(&self) -> Vec<Evidence> {
        let hits = self.side.profile.loaded.iter().filter(|h| h.counted && h.headline);
        hits.map(|h| Evidence { span: h.span, why: h.why.clone() }).collect()
    }

    fn layer(&self, layer: Layer) -> Vec<Evidence> {
        let hits = self.side.profile.layers.iter().filter(|h| h.layer == layer && h.voice == Voice::Narrator);
        hits.map(|h| Evidence { span: h.span, why: h.why.clone() }).collect()
    }

    fn layer_rate(&self, id: MeasureId, layer: Layer) -> Measure {
        rate(id, self.layer(layer), self.ledger.words(Voice::Narrator))
    }

    fn verbs(&self, id: MeasureId, stance: Stance) -> Measure {
        let verbs = &self.side.profile.verbs;
        let hits = verbs.iter().filter(|v| v.stance == stance);
        let evidence = hits.map(|v| Evidence { span: v.span, why: v.why.clone() }).collect();
        finding_share(id, evidence, verbs.len())
    }
}

/// One row for each paragraph: words of the body, direct, indirect, nameless, unresolved, then of each speaker.
fn rows(profile: &Profile, ledger: &Ledger, speakers: &[u32]) -> Vec<Vec<u32>> {
    let position: BTreeMap<u32, usize> = speakers.iter().enumerate().map(|(i, s)| (*s, i)).collect();
    let mut rows = vec![vec![0; channel::SPEAKERS + speakers.len()]; profile.document.paragraphs.len()];
    for p in &ledger.passages {
        let row = &mut rows[p.paragraph];
        let words = p.words as u32;
        row[channel::BODY] += words;
        match p.voice {
            Voice::Narrator => {}
            Voice::Indirect => row[channel::INDIRECT] += words,
            Voice::Direct => {
                row[channel::DIRECT] += words;
                row[channel::ANONYMOUS] += if is_anonymous(profile, p.speaker) { words } else { 0 };
                match p.speaker.and_then(|s| position.get(&s)) {
                    Some(i) => row[channel::SPEAKERS + i] += words,
                    None => row[channel::UNRESOLVED] += words,
                }
            }
        }
    }
    rows
}

/// Whether a speaker has no name: "a senior official", "sources close to the talks".
fn is_anonymous(profile: &Profile, speaker: Option<u32>) -> bool {
    let entity = speaker.and_then(|s| profile.entities.get(s as usize));
    entity.is_some_and(|e| e.source_type == SourceType::Anonymous || e.kind == EntityKind::Unnamed)
}

/// The bootstrap interval of a share of words. Where no paragraph, or every one, holds such words the resamples are
/// all alike; then the interval is Wilson's for the paragraphs, which is wider than the truth and not narrower.
pub(super) fn share_interval(resampled: &Resampled, part: usize, whole: usize, value: f64) -> Option<Interval> {
    let (low, high) = resampled.share(part, whole)?;
    if value > 0.0 && value < 1.0 {
        return Some(Interval { low, high, method: "paragraph bootstrap" });
    }
    let n = resampled.blocks();
    let (low, high) = stats::wilson(if value > 0.0 { n } else { 0 }, n)?;
    Some(Interval { low, high, method: "Wilson over paragraphs" })
}

/// A plain count.
fn count(id: MeasureId, evidence: Vec<Evidence>) -> Measure {
    let n = evidence.len();
    Measure { id, value: Some(n as f64), count: n, base: n, unit: Unit::Count, interval: None, evidence }
}

/// Findings over findings, with Wilson; below five only the counts.
fn finding_share(id: MeasureId, evidence: Vec<Evidence>, base: usize) -> Measure {
    let n = evidence.len();
    let enough = base >= MIN_FINDINGS;
    let interval = stats::wilson(n, base).filter(|_| enough);
    Measure {
        id,
        value: enough.then(|| n as f64 / base as f64),
        count: n,
        base,
        unit: Unit::Share,
        interval: interval.map(|(low, high)| Interval { low, high, method: "Wilson" }),
        evidence,
    }
}

/// Findings per 1,000 words, with the exact Poisson interval; below five findings or a hundred words only the counts.
fn rate(id: MeasureId, evidence: Vec<Evidence>, words: usize) -> Measure {
    let n = evidence.len();
    let per = |x: f64| 1_000.0 * x / words as f64;
    let enough = words >= MIN_WORDS && n >= MIN_FINDINGS;
    let (low, high) = stats::poisson(n);
    Measure {
        id,
        value: enough.then(|| per(n as f64)),
        count: n,
        base: words,
        unit: Unit::PerThousand,
        interval: enough.then(|| Interval { low: per(low), high: per(high), method: "exact Poisson" }),
        evidence,
    }
}

#[cfg(test)]
#[path = "figures_tests.rs"]
mod tests;
