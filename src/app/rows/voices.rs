//! Rows of the Voices lens: who is quoted, and who is only named.

use super::{Row, VoiceRow, What, one_side};
use crate::{
    analysis::{entities::EntityKind, stance::Stance},
    comparison::{self, Evidence, Side, SpeakerShare},
    text::fold::fold,
};

/// The speakers of an article, the most quoted first, those not known last; then who is named and not quoted.
pub(super) fn rows(side: Side<'_>, index: usize) -> Vec<Row> {
    let speakers = comparison::speakers(side);
    let heard: Vec<String> = speakers.iter().filter(|s| s.speaker.is_some()).map(|s| fold(&s.name)).collect();
    let mut rows: Vec<Row> = speakers.into_iter().map(|s| voice(side, s, index)).collect();
    rows.extend(unheard(side, index, &heard));
    rows
}

fn voice(side: Side<'_>, s: SpeakerShare, index: usize) -> Row {
    let profile = side.profile;
    let entity = s.speaker.and_then(|i| profile.entities.get(i as usize));
    let stances = [Stance::Neutral, Stance::Assertive, Stance::Endorsing, Stance::Doubting].map(|x| s.verbs_of(x));
    let by_hand = profile.quotations.iter().any(|q| q.counted() && q.speaker == s.speaker && q.edited);
    let row = VoiceRow {
        entity: s.speaker,
        camp: s.camp.clone().unwrap_or_default(),
        words: s.words,
        share: s.share,
        share_text: s.share_text(),
        interval: s.interval.map_or_else(String::new, |i| i.text(comparison::Unit::Share)),
        indirect: s.indirect_words,
        quotes: s.quotes,
        first: s.first_at,
        stances,
        unsure: s.unsure,
        edited: by_hand || entity.is_some_and(|e| e.edited),
    };
    let mut passages = if s.words > 0 { s.evidence } else { s.indirect };
    passages.sort_by_key(|p| p.span);
    let label = if s.speaker.is_some() { s.name } else { "not resolved".to_owned() };
    Row { label, what: What::Voice(row), passages: one_side(index, passages) }
}

/// Whether one name is the other, or a part of it: `Roe` beside `Ann Roe`.
fn same_name(a: &str, b: &str) -> bool {
    let holds = |long: &str, short: &str| short.split_whitespace().all(|w| long.split_whitespace().any(|x| x == w));
    holds(a, b) || holds(b, a)
}

/// People who are named and neither quoted nor reported, as one row.
fn unheard(side: Side<'_>, index: usize, heard: &[String]) -> Option<Row> {
    let entities = &side.profile.entities;
    let silent: Vec<_> = comparison::named_only(side)
        .into_iter()
        .filter_map(|(i, _)| entities.get(i as usize))
        .filter(|e| e.kind == EntityKind::Person && !heard.iter().any(|h| same_name(h, &fold(&e.name))))
        .collect();
    if silent.is_empty() {
        return None;
    }
    let names: Vec<&str> = silent.iter().map(|e| e.name.as_str()).collect();
    let mut passages: Vec<Evidence> = silent
        .iter()
        .flat_map(|e| e.mentions.iter().map(|&span| Evidence { span, why: format!("{}: named, not quoted", e.name) }))
        .collect();
    passages.sort_by_key(|p| p.span);
    Some(Row { label: names.join(" · "), what: What::Unheard, passages: one_side(index, passages) })
}

#[cfg(test)]
mod tests {
    use super::same_name;

    #[test]
    fn a_surname_is_the_same_person_and_a_first_name_with_another_surname_is_not() {
        assert!(same_name("ann roe", "roe") && same_name("roe", "ann roe"));
        assert!(!same_name("ann roe", "ann doe"));
    }
}
