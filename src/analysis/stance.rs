//! The stance of reporting verbs: neutral, assertive, endorsing, doubting.

use serde::{Deserialize, Serialize};

use super::{
    Lists,
    attributions::Attribution,
    phrases::{CueMatch, Kind, Scan},
};
use crate::{
    articles::{Article, Document},
    text::Span,
};

/// What a reporting verb says about the words it reports (after Thompson & Ye 1991).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Takes no side: say, tell.
    #[default]
    Neutral,
    /// The speaker presses the point: insist, argue.
    Assertive,
    /// Presupposes that it is true, or approves: note, point out.
    Endorsing,
    /// Keeps a distance or belittles: claim, rant.
    Doubting,
}

/// A reporting verb with its stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportingVerb {
    /// Byte range of the verb.
    pub span: Span,
    /// Its lemma.
    pub lemma: String,
    /// Its stance.
    pub stance: Stance,
    /// The speaker, an index into the profile's entities.
    pub speaker: Option<u32>,
    /// Why it has its stance: the list's reason, or the adverb that changed it.
    pub why: String,
}

impl Stance {
    /// The stance that the lists call `name`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "neutral" => Some(Self::Neutral),
            "assertive" => Some(Self::Assertive),
            "endorsing" => Some(Self::Endorsing),
            "doubting" => Some(Self::Doubting),
            _ => None,
        }
    }
}

/// An adverb or a participle that gives the verb beside it another stance ("rightly", "without evidence").
struct Modifier<'a> {
    span: Span,
    sentence: u32,
    stance: Stance,
    text: &'a str,
    gloss: &'a str,
}

/// The reporting verbs of the attributions, with the stance of the list, or that of an adverb or participle of the same
/// sentence that the narrator adds outside the words reported.
pub fn verbs(
    article: &Article,
    document: &Document,
    attributions: &[Attribution],
    scan: &Scan,
    lists: &Lists,
) -> Vec<ReportingVerb> {
    let matches = scan.longest(Kind::Stance);
    let modifiers: Vec<Modifier<'_>> = matches.iter().filter_map(|m| modifier(m, lists)).collect();
    attributions
        .iter()
        .filter_map(|a| {
            let span = *a.cue.first()?;
            let (stance, why) = base(a, article, lists);
            let changed = modifiers.iter().find(|m| stance != m.stance && applies(m, a, document));
            let (stance, why) = match changed {
                Some(m) => (m.stance, format!("“{}” beside “{}”: {}", m.text, a.lemma, m.gloss)),
                None => (stance, why),
            };
            Some(ReportingVerb { span, lemma: a.lemma.clone(), stance, speaker: a.speaker, why })
        })
        .collect()
}

fn modifier<'a>(m: &CueMatch, lists: &'a Lists) -> Option<Modifier<'a>> {
    let group = lists.stance.groups.get(m.owner.group as usize)?;
    let cue = group.cues.get(m.owner.cue? as usize)?;
    let gloss = if cue.gloss.is_empty() { &group.gloss } else { &cue.gloss };
    Some(Modifier { span: m.span, sentence: m.sentence, stance: Stance::named(&group.id)?, text: &cue.text, gloss })
}

/// How far from the verb, in bytes, an adverb may stand; a participle may follow the reported words.
const NEAR: u32 = 60;

/// Whether a modifier belongs to an attribution: beside its verb, or right after the reported words, in one sentence,
/// and not in the reported words themselves.
fn applies(m: &Modifier<'_>, a: &Attribution, document: &Document) -> bool {
    if a.content.iter().any(|c| c.overlaps(m.span)) {
        return false;
    }
    let same = |s: Span| {
        document.sentence_at((s.end as usize).saturating_sub(1)) == Some(m.sentence as usize)
            || document.sentence_at(s.start as usize) == Some(m.sentence as usize)
    };
    let gap = |s: Span| m.span.start.saturating_sub(s.end).max(s.start.saturating_sub(m.span.end));
    let beside = a.cue.iter().any(|&c| same(c) && gap(c) <= NEAR);
    let after = a.content.last().is_some_and(|&c| same(c) && m.span.start >= c.end && m.span.start - c.end <= 5);
    beside || after
}

/// The stance that the list gives a verb or phrase, with its gloss. A cue of several parts is looked up whole first
/// ("has made it clear").
fn base(a: &Attribution, article: &Article, lists: &Lists) -> (Stance, String) {
    let whole = a.cue.iter().any(|&c| article.slice(c).eq_ignore_ascii_case("clear"));
    let clear = || lists.verbs.get("make clear").filter(|_| whole && matches!(a.lemma.as_str(), "make" | "clear"));
    let cue = clear().or_else(|| lists.verbs.get(&a.lemma));
    let why = |c: &super::cues::Cue| {
        if c.origin.is_empty() { c.gloss.clone() } else { format!("{} · from {}", c.gloss, c.origin) }
    };
    cue.map(|c| (c.stance, why(c))).unwrap_or_default()
}

#[cfg(test)]
#[path = "stance/tests.rs"]
mod tests;
