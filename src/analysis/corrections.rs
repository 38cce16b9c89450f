//! Corrections made by hand, applied between the passes so that every later figure follows from them.

use serde::{Deserialize, Serialize};

use super::{
    Lists,
    entities::{Entity, EntityKind, Gender, SourceType},
    genre::{Genre, GenreKind},
    loaded::{Category, LoadedHit, hand::WEIGHT},
    profile::{Confidence, Finding},
    quotations::{Quotation, QuoteClass},
    topics::Coverage,
    voices::Voices,
};
use crate::{
    analysis::attributions::Attribution,
    articles::{Article, Document, Role},
    text::Span,
};

/// One correction, its place already found in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Correction {
    /// The stretch in marks is of this class.
    QuoteClass(Span, QuoteClass),
    /// These words are this speaker's; `None`: nobody known.
    QuoteSpeaker(Span, Option<String>),
    /// Two names are one speaker.
    MergeSpeakers {
        /// The name that goes.
        from: String,
        /// The name that stays.
        into: String,
    },
    /// The side a speaker belongs to; empty removes it.
    Camp {
        /// The speaker's name.
        speaker: String,
        /// The side.
        camp: String,
    },
    /// What kind of source a speaker is.
    SourceType {
        /// The speaker's name.
        speaker: String,
        /// The kind.
        source_type: SourceType,
    },
    /// These words are, or are not, a loaded term here. Where no hit stands, one of `category` is added.
    Loaded {
        /// The words.
        span: Span,
        /// Whether they count.
        counted: bool,
        /// The category, where it is set; its entry is one that [`super::Lists::with_terms_by_hand`] brought in.
        category: Option<Category>,
        /// How loaded, where it is set.
        weight: Option<f32>,
    },
    /// The hits of a term of the lexicon count, or do not.
    Term {
        /// The term, as its entry writes it.
        term: String,
        /// Whether its hits count.
        counted: bool,
        /// How loaded, where it is set.
        weight: Option<f32>,
    },
    /// Whether the sentence at this place touches the topic.
    Topic {
        /// A place in the sentence.
        span: Span,
        /// The topic's id.
        topic: String,
        /// Whether it does.
        on: bool,
    },
    /// What kind of text it is.
    Genre(GenreKind),
}

/// Applies the corrections of class, speaker, camp and source type. Returns how many took effect.
pub fn apply_speakers(
    corrections: &[Correction],
    quotations: &mut [Quotation],
    attributions: &mut [Attribution],
    entities: &mut Vec<Entity>,
) -> usize {
    let mut done = 0;
    for correction in corrections {
        done += usize::from(match correction {
            Correction::QuoteClass(span, class) => set_class(quotations, *span, *class),
            Correction::QuoteSpeaker(span, name) => {
                set_speaker(quotations, attributions, entities, *span, name.as_deref())
            }
            Correction::MergeSpeakers { from, into } => merge(quotations, attributions, entities, from, into),
            Correction::Camp { speaker, camp } => edit_entity(entities, speaker, |e| {
                e.camp = (!camp.is_empty()).then(|| camp.clone());
            }),
            Correction::SourceType { speaker, source_type } => edit_entity(entities, speaker, |e| {
                e.source_type = *source_type;
            }),
            _ => false,
        });
    }
    done
}

fn set_class(quotations: &mut [Quotation], span: Span, class: QuoteClass) -> bool {
    let Some(q) = quotations.iter_mut().find(|q| q.span.overlaps(span)) else { return false };
    q.class = class;
    q.edited = true;
    "set by hand".clone_into(&mut q.why);
    if class != QuoteClass::Speech {
        q.speaker = None;
    }
    true
}

fn set_speaker(
    quotations: &mut [Quotation],
    attributions: &mut [Attribution],
    entities: &mut Vec<Entity>,
    span: Span,
    name: Option<&str>,
) -> bool {
    let speaker = name.map(|n| entity_named(entities, n));
    let confidence = if speaker.is_some() { Confidence::Sure } else { Confidence::Unsure };
    let mut found = false;
    for q in quotations.iter_mut().filter(|q| q.span.overlaps(span)) {
        (q.speaker, q.confidence, q.edited, found) = (speaker, confidence, true, true);
        "speaker set by hand".clone_into(&mut q.why);
        if speaker.is_some() {
            q.class = QuoteClass::Speech;
        }
    }
    for a in attributions.iter_mut().filter(|a| a.content.iter().any(|c| c.overlaps(span))) {
        (a.speaker, a.confidence, a.edited, found) = (speaker, confidence, true, true);
        "speaker set by hand".clone_into(&mut a.why);
    }
    found
}

/// The index of the entity called `name`, made if there is none.
fn entity_named(entities: &mut Vec<Entity>, name: &str) -> u32 {
    if let Some(i) = entities.iter().position(|e| e.name == name || e.aliases.iter().any(|a| a == name)) {
        return i as u32;
    }
    entities.push(Entity {
        name: name.to_owned(),
        kind: EntityKind::Person,
        gender: Gender::Unknown,
        source_type: SourceType::Unknown,
        office: None,
        camp: None,
        aliases: Vec::new(),
        mentions: Vec::new(),
        edited: true,
    });
    entities.len() as u32 - 1
}

fn merge(
    quotations: &mut [Quotation],
    attributions: &mut [Attribution],
    entities: &mut [Entity],
    from: &str,
    into: &str,
) -> bool {
    let index = |name: &str| entities.iter().position(|e| e.name == name);
    let (Some(gone), Some(kept)) = (index(from), index(into)) else { return false };
    if gone == kept {
        return false;
    }
    let (old, new) = (Some(gone as u32), Some(kept as u32));
    quotations.iter_mut().filter(|q| q.speaker == old).for_each(|q| q.speaker = new);
    attributions.iter_mut().filter(|a| a.speaker == old).for_each(|a| a.speaker = new);
    let mentions = entities.get_mut(gone).map(|e| std::mem::take(&mut e.mentions)).unwrap_or_default();
    if let Some(entity) = entities.get_mut(kept) {
        entity.mentions.extend(mentions);
        entity.mentions.sort_unstable();
        entity.aliases.push(from.to_owned());
        entity.edited = true;
    }
    true
}

fn edit_entity(entities: &mut [Entity], name: &str, change: impl Fn(&mut Entity)) -> bool {
    let Some(entity) = entities.iter_mut().find(|e| e.name == name) else { return false };
    change(entity);
    entity.edited = true;
    true
}

/// Applies the corrections of loaded terms. Returns how many took effect.
pub fn apply_loaded(
    corrections: &[Correction],
    article: &Article,
    voices: &Voices,
    lists: &Lists,
    loaded: &mut Vec<LoadedHit>,
) -> usize {
    let done = corrections.iter().filter(|correction| match correction {
        Correction::Loaded { span, counted, category, weight } => {
            let entry = category.and_then(|c| lists.loaded.by_hand(article.slice(*span), c));
            if entry.is_some() && !loaded.iter().any(|h| h.span == *span) {
                // Words within the new term are part of it.
                loaded.retain(|h| !h.span.overlaps(*span));
            }
            let set = |hit: &mut LoadedHit| set_hit(hit, *counted, *weight, entry);
            let hits = loaded.iter_mut().filter(|h| h.span.overlaps(*span)).map(set).count();
            hits > 0 || (*counted && add_hit(loaded, article, voices, *span, entry, *weight))
        }
        Correction::Term { term, counted, weight } => {
            let is_it = |h: &LoadedHit| lists.loaded.get(h.entry).is_some_and(|e| e.term == *term);
            let hits = loaded.iter_mut().filter(|h| is_it(h));
            hits.map(|hit| set_hit(hit, *counted, *weight, None)).count() > 0
        }
        _ => false,
    });
    done.count()
}

fn set_hit(hit: &mut LoadedHit, counted: bool, weight: Option<f32>, entry: Option<u32>) {
    (hit.counted, hit.edited) = (counted, true);
    hit.weight = weight.unwrap_or(hit.weight);
    hit.entry = entry.unwrap_or(hit.entry);
    if counted { "counted by hand" } else { "not counted, by hand" }.clone_into(&mut hit.why);
}

/// Adds a hit that the lists do not know, in body or headline. Returns whether it could.
fn add_hit(
    loaded: &mut Vec<LoadedHit>,
    article: &Article,
    voices: &Voices,
    span: Span,
    entry: Option<u32>,
    weight: Option<f32>,
) -> bool {
    let line = article.lines.get(article.line_of(span.start as usize) - 1);
    let headline = line.is_some_and(|l| l.role == Role::Headline);
    let Some(entry) = entry.filter(|_| headline || line.is_some_and(|l| l.role.is_body())) else { return false };
    let place = loaded.partition_point(|h| h.span.start < span.start);
    let hit = LoadedHit {
        span,
        entry,
        weight: weight.unwrap_or(WEIGHT),
        voice: voices.at(span.start as usize),
        headline,
        counted: true,
        why: "added by hand".to_owned(),
        edited: true,
    };
    loaded.insert(place, hit);
    true
}

/// Applies the corrections of topics. Returns how many took effect.
pub fn apply_topics(corrections: &[Correction], document: &Document, topics: &mut [Coverage]) -> usize {
    let mut done = 0;
    for correction in corrections {
        let Correction::Topic { span, topic, on } = correction else { continue };
        let Some(sentence) = document.sentence_at(span.start as usize).map(|i| i as u32) else { continue };
        let Some(coverage) = topics.iter_mut().find(|t| t.id == *topic) else { continue };
        coverage.sentences.retain(|&s| s != sentence);
        if *on {
            coverage.sentences.push(sentence);
            coverage.sentences.sort_unstable();
            coverage.cues.push(Finding { span: *span, why: "set by hand".to_owned() });
            coverage.cues.sort_unstable_by_key(|f| f.span);
        } else if let Some(s) = document.sentences.get(sentence as usize) {
            coverage.cues.retain(|f| !s.span.covers(f.span));
        }
        done += 1;
    }
    done
}

/// Applies a correction of the genre. Returns 1 if there is one.
pub fn apply_genre(corrections: &[Correction], genre: &mut Genre) -> usize {
    let set = corrections.iter().rev().find_map(|c| if let Correction::Genre(kind) = c { Some(*kind) } else { None });
    let Some(kind) = set else { return 0 };
    *genre = Genre { kind, reasons: vec!["set by hand".to_owned()], edited: true };
    1
}
