//! [`SpeakerShare`]: who is quoted, how much, how early, and with which verbs (M1, M5, M11).

use super::{
    Evidence, Interval, Side, figures,
    figures::{Figures, channel},
    ledger::Passage,
    measure::MIN_QUOTED_WORDS,
};
use crate::{
    analysis::{
        entities::{EntityKind, SourceType},
        profile::Confidence,
        stance::Stance,
        voices::Voice,
    },
    text::{Span, fold::fold},
};

/// Bodies shorter than this have no first third.
const MIN_WORDS_FOR_THIRDS: usize = 200;

/// One speaker of one article.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct SpeakerShare {
    /// An index into the profile's entities; `None` gathers the quotations without a resolved speaker.
    pub speaker: Option<u32>,
    /// The canonical name.
    pub name: String,
    /// What it is; `None` where not resolved.
    pub kind: Option<EntityKind>,
    /// The side it belongs to.
    pub camp: Option<String>,
    /// What kind of source it is.
    pub source_type: SourceType,
    /// Words quoted directly: the words of `evidence`.
    pub words: usize,
    /// `words` over all quoted words; `None` where those are fewer than 30.
    pub share: Option<f64>,
    /// The interval of `share`.
    pub interval: Option<Interval>,
    /// `words` over the words of the body; `None` for an empty body.
    pub body_share: Option<f64>,
    /// Counted quotations.
    pub quotes: usize,
    /// Words of indirect speech: the words of `indirect`; estimated.
    pub indirect_words: usize,
    /// The body word, 1-based, at which the speaker is first heard, directly or indirectly.
    pub first_at: Option<usize>,
    /// Share of `words` in the first third of the body; `None` for bodies below 200 words.
    pub lead_third: Option<f64>,
    /// Whether the headline names the speaker.
    pub in_headline: bool,
    /// Whether a quotation of this speaker is only a guess; shown as `?`.
    pub unsure: bool,
    /// The verbs that report this speaker, in order of the text.
    pub verbs: Vec<(Stance, Span)>,
    /// The quoted passages in order.
    pub evidence: Vec<Evidence>,
    /// The passages of indirect speech in order.
    pub indirect: Vec<Evidence>,
}

impl SpeakerShare {
    /// How many verbs of `stance` report this speaker.
    pub fn verbs_of(&self, stance: Stance) -> usize {
        self.verbs.iter().filter(|(s, _)| *s == stance).count()
    }

    /// `35.3%`, or `18 words` where there are too few quoted words for shares.
    pub fn share_text(&self) -> String {
        self.share.map_or_else(|| format!("{} words", self.words), |s| format!("{:.1}%", s * 100.0))
    }
}

/// Everybody who is quoted, most words first, then everybody who is only reported indirectly.
pub fn speakers(side: Side<'_>) -> Vec<SpeakerShare> {
    Figures::of(side).speaker_shares()
}

/// People, bodies and places that are named and not quoted, most mentions first.
pub fn named_only(side: Side<'_>) -> Vec<(u32, usize)> {
    let figures = Figures::of(side);
    let entities = side.profile.entities.iter().enumerate();
    let silent = entities.filter(|(i, e)| {
        let named = matches!(e.kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Place);
        named && !e.mentions.is_empty() && !figures.speakers.contains(&(*i as u32))
    });
    let mut out: Vec<(u32, usize)> = silent.map(|(i, e)| (i as u32, e.mentions.len())).collect();
    out.sort_by_key(|&(i, n)| (std::cmp::Reverse(n), i));
    out
}

impl Figures<'_> {
    /// Everybody who is quoted, most words first, then everybody who is only reported indirectly.
    pub fn speaker_shares(&self) -> Vec<SpeakerShare> {
        let mut seen: Vec<Option<u32>> = Vec::new();
        for passage in self.ledger.passages.iter().filter(|p| p.voice != Voice::Narrator) {
            if !seen.contains(&passage.speaker) {
                seen.push(passage.speaker);
            }
        }
        let mut out: Vec<SpeakerShare> = seen.into_iter().map(|s| self.speaker_share(s)).collect();
        out.sort_by_key(|s| (s.speaker.is_none(), std::cmp::Reverse((s.words, s.indirect_words)), s.first_at));
        out
    }

    fn speaker_share(&self, speaker: Option<u32>) -> SpeakerShare {
        let profile = self.side.profile;
        let heard =
            |voice: Voice| self.ledger.voice(voice).filter(move |p| p.speaker == speaker).collect::<Vec<&Passage>>();
        let (direct, indirect) = (heard(Voice::Direct), heard(Voice::Indirect));
        let sum = |list: &[&Passage]| list.iter().map(|p| p.words).sum::<usize>();
        let (words, all_quoted) = (sum(&direct), self.ledger.words(Voice::Direct));
        let body = profile.document.words.len();
        let share = (all_quoted >= MIN_QUOTED_WORDS).then(|| words as f64 / all_quoted as f64);
        let quotes = profile.quotations.iter().filter(|q| q.counted() && q.speaker == speaker);
        let evidence = |list: &[&Passage]| {
            list.iter().map(|p| Evidence { span: p.span, why: self.passage_why(p) }).collect::<Vec<_>>()
        };
        let verbs = profile.verbs.iter().filter(|v| speaker.is_some() && v.speaker == speaker);
        let entity = self.entity(speaker);
        SpeakerShare {
            speaker,
            name: self.name(speaker).to_owned(),
            kind: entity.map(|e| e.kind),
            camp: entity.and_then(|e| e.camp.clone()),
            source_type: entity.map_or(SourceType::Unknown, |e| e.source_type),
            words,
            share,
            interval: share.and_then(|v| self.speaker_interval(speaker, v)),
            body_share: (body > 0).then(|| words as f64 / body as f64),
            unsure: speaker.is_none() || quotes.clone().any(|q| q.confidence == Confidence::Unsure),
            quotes: quotes.count(),
            indirect_words: sum(&indirect),
            first_at: direct.iter().chain(&indirect).map(|p| p.first_word + 1).min(),
            lead_third: self.lead_third(&direct, words),
            in_headline: self.in_headline(speaker),
            verbs: verbs.map(|v| (v.stance, v.span)).collect(),
            evidence: evidence(&direct),
            indirect: evidence(&indirect),
        }
    }

    fn speaker_interval(&self, speaker: Option<u32>, value: f64) -> Option<Interval> {
        let part = match speaker {
            None => channel::UNRESOLVED,
            Some(s) => channel::SPEAKERS + self.speakers.iter().position(|x| *x == s)?,
        };
        figures::share_interval(&self.resampled, part, channel::DIRECT, value)
    }

    fn lead_third(&self, direct: &[&Passage], words: usize) -> Option<f64> {
        let body = self.side.profile.document.words.len();
        if body < MIN_WORDS_FOR_THIRDS || words == 0 {
            return None;
        }
        let third = body.div_ceil(3);
        let early = direct.iter().map(|p| third.saturating_sub(p.first_word).min(p.words)).sum::<usize>();
        Some(early as f64 / words as f64)
    }

    /// Whether the headline holds the last word of the speaker's name.
    fn in_headline(&self, speaker: Option<u32>) -> bool {
        let (Some(entity), Some(title)) = (self.entity(speaker), self.side.article.title()) else { return false };
        let surname = fold(entity.name.rsplit(' ').next().unwrap_or(""));
        let title = fold(title);
        let mut words = title.split(|c: char| !c.is_alphanumeric() && c != '-');
        !surname.is_empty() && words.any(|w| w == surname)
    }
}
