//! Corrections made by hand, applied between the passes so that every later figure follows from them.

use serde::{Deserialize, Serialize};

use super::{
    Lists,
    entities::{Entity, EntityKind, Gender, SourceType},
    genre::{Genre, GenreKind},
    loaded::{Category, LoadedHit, hand::WEIGHT},
    profile::{Confidence, Finding},
    quotations::{Quotation, QuoteClass, by_hand},
    topics::Coverage,
    voices::Voices,
};
use crate::{
    analysis::attributions::Attribution,
    articles::{Article, Document, Role},
    text::Span,
};

/// Why a cue of a topic counts that no list knows.
pub const BY_HAND: &str = "set by hand";

/// One correction, its place already found in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Correction {
    /// The stretch in marks is of this class.
    QuoteClass(Span, QuoteClass),
    /// These words are this speaker's; `None`: nobody known.
    QuoteSpeaker(Span, Option<String>),
    /// Exactly these words, in marks or not, are a quotation of this speaker; `None`: nobody known.
    Quotation(Span, Option<String>),
    /// These words are the outlet's own: neither quotation nor indirect speech.
    Narrator(Span),
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
    /// Whether the sentence at this place touches the topic; without a place, the whole article: `off` leaves no
    /// sentence, `on` those that the cues find.
    Topic {
        /// A place in the sentence.
        span: Option<Span>,
        /// The topic's id.
        topic: String,
        /// Whether it does.
        on: bool,
    },
    /// What kind of text it is.
    Genre(GenreKind),
}

/// Applies the corrections of class, speaker, camp and source type.
pub fn apply_speakers(
    corrections: &[Correction],
    article: &Article,
    document: &Document,
    quotations: &mut Vec<Quotation>,
    attributions: &mut Vec<Attribution>,
    entities: &mut Vec<Entity>,
) {
    for correction in corrections {
        match correction {
            Correction::QuoteClass(span, class) => set_class(quotations, *span, *class),
            Correction::QuoteSpeaker(span, name) => {
                set_speaker(quotations, attributions, entities, *span, name.as_deref());
            }
            Correction::Quotation(span, name) => {
                let speaker = name.as_deref().map(|n| entity_named(entities, n));
                if by_hand::quote(article, document, quotations, *span, speaker) {
                    by_hand::credit(attributions, *span, speaker);
                }
            }
            Correction::Narrator(span) => by_hand::silence(quotations, attributions, *span),
            Correction::MergeSpeakers { from, into } => merge(quotations, attributions, entities, from, into),
            Correction::Camp { speaker, camp } => edit_entity(entities, speaker, |e| {
                e.camp = (!camp.is_empty()).then(|| camp.clone());
            }),
            Correction::SourceType { speaker, source_type } => edit_entity(entities, speaker, |e| {
                e.source_type = *source_type;
            }),
            _ => {}
        }
    }
}

fn set_class(quotations: &mut [Quotation], span: Span, class: QuoteClass) {
    for q in meant(quotations, span).into_iter().take(1) {
        q.class = class;
        q.edited = true;
        "set by hand".clone_into(&mut q.why);
        if class != QuoteClass::Speech {
            q.speaker = None;
        }
    }
}

/// The quotation at exactly this place, else those that overlap it; one inside another is meant only by its own place.
fn meant(quotations: &mut [Quotation], span: Span) -> Vec<&mut Quotation> {
    let exact = quotations.iter().any(|q| q.span == span);
    let is_meant = |q: &Quotation| {
        if exact { q.span == span } else { q.span.overlaps(span) && q.class != QuoteClass::Nested }
    };
    quotations.iter_mut().filter(|q| is_meant(q)).collect()
}

fn set_speaker(
    quotations: &mut [Quotation],
    attributions: &mut [Attribution],
    entities: &mut Vec<Entity>,
    span: Span,
    name: Option<&str>,
) {
    let speaker = name.map(|n| entity_named(entities, n));
    let confidence = if speaker.is_some() { Confidence::Sure } else { Confidence::Unsure };
    for q in meant(quotations, span) {
        (q.speaker, q.confidence, q.edited) = (speaker, confidence, true);
        "speaker set by hand".clone_into(&mut q.why);
        if speaker.is_some() {
            q.class = QuoteClass::Speech;
        }
    }
    for a in attributions.iter_mut().filter(|a| a.content.iter().any(|c| c.overlaps(span))) {
        (a.speaker, a.confidence, a.edited) = (speaker, confidence, true);
        "speaker set by hand".clone_into(&mut a.why);
    }
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
) {
    let index = |name: &str| entities.iter().position(|e| e.name == name);
    let (gone, kept) = (index(from), index(into));
    let (Some(gone), Some(kept)) = (gone, kept) else {
        // A name that nobody has yet is the new name of this one.
        return edit_entity(entities, from, |e| {
            e.aliases.push(std::mem::replace(&mut e.name, into.to_owned()));
        });
    };
    if gone == kept {
        return;
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
}

fn edit_entity(entities: &mut [Entity], name: &str, change: impl Fn(&mut Entity)) {
    let Some(entity) = entities.iter_mut().find(|e| e.name == name) else { return };
    change(entity);
    entity.edited = true;
}

/// Applies the corrections of loaded terms.
pub fn apply_loaded(
    corrections: &[Correction],
    article: &Article,
    voices: &Voices,
    lists: &Lists,
    loaded: &mut Vec<LoadedHit>,
) {
    for correction in corrections {
        match correction {
            Correction::Loaded { span, counted, category, weight } => {
                let entry = category.and_then(|c| lists.loaded.by_hand(article.slice(*span), c));
                let exact = loaded.iter().any(|h| h.span == *span);
                if entry.is_some() && !exact {
                    // Words within the new term are part of it.
                    loaded.retain(|h| !h.span.overlaps(*span));
                }
                let is_it = |h: &&mut LoadedHit| if exact { h.span == *span } else { h.span.overlaps(*span) };
                let hits = loaded.iter_mut().filter(is_it).map(|h| set_hit(h, *counted, *weight, entry)).count();
                if hits == 0 && *counted {
                    add_hit(loaded, article, voices, *span, entry, *weight);
                }
            }
            Correction::Term { term, counted, weight } => {
                let is_it = |h: &&mut LoadedHit| lists.loaded.get(h.entry).is_some_and(|e| e.term == *term);
                loaded.iter_mut().filter(is_it).for_each(|hit| set_hit(hit, *counted, *weight, None));
            }
            _ => {}
        }
    }
}

fn set_hit(hit: &mut LoadedHit, counted: bool, weight: Option<f32>, entry: Option<u32>) {
    (hit.counted, hit.edited) = (counted, true);
    hit.weight = weight.unwrap_or(hit.weight);
    hit.entry = entry.unwrap_or(hit.entry);
    if counted { "counted by hand" } else { "not counted, by hand" }.clone_into(&mut hit.why);
}

/// Adds a hit that the lists do not know, in body or headline.
fn add_hit(
    loaded: &mut Vec<LoadedHit>,
    article: &Article,
    voices: &Voices,
    span: Span,
    entry: Option<u32>,
    weight: Option<f32>,
) {
    let line = article.lines.get(article.line_of(span.start as usize) - 1);
    let headline = line.is_some_and(|l| l.role == Role::Headline);
    let Some(entry) = entry.filter(|_| headline || line.is_some_and(|l| l.role.is_body())) else { return };
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
}

/// Applies the corrections of topics; one that the text has no cue of is taken from the lists.
pub fn apply_topics(corrections: &[Correction], document: &Document, lists: &Lists, topics: &mut Vec<Coverage>) {
    let found = topics.clone();
    for correction in corrections {
        let Correction::Topic { span, topic, on } = correction else { continue };
        let known = topics.iter().position(|t| t.id == *topic);
        let at = known.or_else(|| add_topic(topic, *on, lists, topics));
        let Some(coverage) = at.and_then(|at| topics.get_mut(at)) else { continue };
        match span.map(|s| (s, document.sentence_at(s.start as usize))) {
            Some((_, None)) => continue,
            Some((span, Some(sentence))) => set_sentence(coverage, document, span, sentence as u32, *on),
            None => set_topic(coverage, found.iter().find(|t| t.id == *topic).filter(|_| *on)),
        }
        coverage.edited = true;
    }
}

/// The place of a topic of the lists, added without a sentence.
fn add_topic(id: &str, on: bool, lists: &Lists, topics: &mut Vec<Coverage>) -> Option<usize> {
    let (layer, group) = lists.all_topics().find(|(_, g)| on && g.id == *id)?;
    let at = topics.partition_point(|t| t.layer <= layer);
    let (id, label) = (group.id.clone(), group.label.clone());
    topics.insert(at, Coverage { id, label, layer, sentences: Vec::new(), cues: Vec::new(), edited: true });
    Some(at)
}

fn set_sentence(coverage: &mut Coverage, document: &Document, span: Span, sentence: u32, on: bool) {
    coverage.sentences.retain(|&s| s != sentence);
    if on {
        coverage.sentences.push(sentence);
        coverage.sentences.sort_unstable();
        coverage.cues.push(Finding { span, why: BY_HAND.to_owned() });
        coverage.cues.sort_unstable_by_key(|f| f.span);
    } else if let Some(s) = document.sentences.get(sentence as usize) {
        coverage.cues.retain(|f| !s.span.covers(f.span));
    }
}

/// The whole article: as the cues found it, or no sentence of it.
fn set_topic(coverage: &mut Coverage, found: Option<&Coverage>) {
    coverage.sentences = found.map_or_else(Vec::new, |f| f.sentences.clone());
    coverage.cues = found.map_or_else(Vec::new, |f| f.cues.clone());
}

/// Applies a correction of the genre.
pub fn apply_genre(corrections: &[Correction], genre: &mut Genre) {
    let set = corrections.iter().rev().find_map(|c| if let Correction::Genre(kind) = c { Some(*kind) } else { None });
    if let Some(kind) = set {
        *genre = Genre { kind, reasons: vec!["set by hand".to_owned()], edited: true };
    }
}
