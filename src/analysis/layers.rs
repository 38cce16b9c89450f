//! Hedges, boosters, factives and agentless passives: layers with evidence, off by default, without a score.

use serde::{Deserialize, Serialize};

use super::{
    Lists,
    phrases::{
        CueMatch, Kind, Scan, Unit,
        units::{BREAK, CAPITAL, FIRST},
    },
    voices::{Voice, Voices},
};
use crate::{articles::Article, text::Span};

/// Which layer a hit belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Lowers commitment: may, perhaps.
    Hedge,
    /// Raises commitment: clearly.
    Booster,
    /// Presupposes what follows: realise that.
    Factive,
    /// A passive that names no agent.
    AgentlessPassive,
}

/// One hit of a layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerHit {
    /// Byte range.
    pub span: Span,
    /// Which layer.
    pub layer: Layer,
    /// Whose words.
    pub voice: Voice,
    /// Why it counts.
    pub why: String,
}

/// Finds the layers' hits in the body.
pub fn find(article: &Article, scan: &Scan, voices: &Voices, lists: &Lists) -> Vec<LayerHit> {
    let mut out: Vec<LayerHit> = scan
        .longest(Kind::Layers)
        .iter()
        .filter_map(|m| {
            let group = lists.layers.groups.get(m.owner.group as usize)?;
            let cue = group.cues.get(m.owner.cue? as usize)?;
            let gloss = if cue.gloss.is_empty() { &group.gloss } else { &cue.gloss };
            let (layer, span) = match group.id.as_str() {
                "hedge" => (Layer::Hedge, m.span),
                "booster" => (Layer::Booster, m.span),
                "factive" => (Layer::Factive, m.span),
                _ => (Layer::AgentlessPassive, passive(article, &scan.units, m)?),
            };
            if layer != Layer::AgentlessPassive && is_name(scan, m) {
                return None;
            }
            let why = format!("“{}”: {gloss}", cue.text);
            Some(LayerHit { span, layer, voice: voices.at(span.start as usize), why })
        })
        .collect();
    out.sort_by_key(|h| h.span);
    out
}

/// Whether a match stands with a capital inside a sentence ("in May", "Will Smith"): a name, not the listed word.
fn is_name(scan: &Scan, m: &CueMatch) -> bool {
    scan.units.get(m.unit as usize).is_some_and(|u| u.has(CAPITAL) && !u.has(FIRST))
}

/// Forms of "be" and "get" that make a passive with a participle.
const AUXILIARIES: &[&str] =
    &["is", "are", "was", "were", "be", "been", "being", "am", "get", "gets", "got", "getting", "gotten"];
/// Words without `-ly` that may stand between the auxiliary and its participle.
const BETWEEN: &[&str] = &["not", "also", "never", "now", "then", "since", "later", "once", "already", "still", "all"];
/// How many words may stand between auxiliary and participle.
const REACH_BACK: usize = 3;
/// How far the agent may follow.
const REACH_ON: usize = 15;

/// The span of the passive whose participle is the match `m`: an auxiliary before it, and no agent after it.
fn passive(article: &Article, units: &[Unit], m: &CueMatch) -> Option<Span> {
    let at = m.unit as usize;
    let word = |u: &Unit| article.slice(u.span).to_lowercase();
    let mut start = None;
    for i in (0..at).rev().take(REACH_BACK + 1) {
        let (unit, next) = (units.get(i)?, units.get(i + 1)?);
        if next.has(BREAK) {
            return None;
        }
        let text = word(unit);
        let bare = text.trim_end_matches("n't").trim_end_matches("n’t");
        if AUXILIARIES.contains(&bare) {
            start = Some(unit.span);
            break;
        }
        if !(text.ends_with("ly") || BETWEEN.contains(&text.as_str())) {
            return None;
        }
    }
    let rest = units.get(at + 1..)?.iter().take_while(|u| !u.has(BREAK)).take(REACH_ON);
    let mut rest = rest.peekable();
    while let Some(unit) = rest.next() {
        if word(unit) == "by" && rest.peek().is_some_and(|u| is_agent(&word(u))) {
            return None;
        }
    }
    Some(start?.join(m.span))
}

/// Whether the word after "by" opens an agent and not a means ("by shelling it"), a date or a measure ("by Friday").
fn is_agent(word: &str) -> bool {
    const TIMES: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "then",
        "now",
        "far",
        "mid",
        "late",
        "early",
        "nearly",
        "about",
        "almost",
        "half",
        "noon",
        "midnight",
    ];
    let is_number = word.chars().any(|c| c.is_ascii_digit());
    !(is_number || TIMES.contains(&word) || (word.ends_with("ing") && word.len() > 5))
}

#[cfg(test)]
#[path = "layers/tests.rs"]
mod tests;
