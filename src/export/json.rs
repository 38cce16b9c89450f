//! The machine-readable form of a profile: what `analyze` prints and what a JSON report holds.
//!
//! `docs/schema.md` describes every key. Offsets are UTF-8 byte offsets into the text as given.

use std::borrow::Cow;

use serde::Serialize;

use super::pairs::ends;
use crate::{
    analysis::{
        Finding, Lists, Profile,
        attributions::{Act, AttributionKind},
        entities::{EntityKind, SourceType},
        genre::Genre,
        layers::Layer,
        profile::Confidence,
        quotations::QuoteClass,
        stance::Stance,
        topics::TopicLayer,
        voices::Voice,
    },
    articles::{Article, Field, Role},
    comparison::{Measure, MeasureId, Unit},
    text::{Span, neutral::neutral},
};

/// The version of the shape below. It changes when a key changes its meaning or goes away, not when one is added.
pub const SCHEMA: &str = "parallax.article/1";

/// One article with everything measured about it, ready to be written.
#[derive(Debug, Serialize)]
pub struct ArticleJson<'a> {
    schema: &'static str,
    id: Cow<'a, str>,
    file: Cow<'a, str>,
    #[serde(flatten)]
    meta: MetaJson<'a>,
    genre: &'a Genre,
    words: WordsJson,
    sentences: usize,
    attributions: Vec<AttributionJson<'a>>,
    loaded: Vec<LoadedJson<'a>>,
    topics: Vec<TopicJson<'a>>,
    quotations: Vec<QuotationJson<'a>>,
    speakers: Vec<SpeakerJson<'a>>,
    verbs: Vec<VerbJson<'a>>,
    naming: Vec<NamingJson<'a>>,
    layers: Vec<LayerJson<'a>>,
    measures: Vec<MeasureJson<'a>>,
    lists: Vec<EditionJson>,
    excluded: Vec<ExcludedJson<'a>>,
    edits: usize,
    notices: Vec<Cow<'a, str>>,
}

/// Metadata, each value beside where it came from; both are `null` where nothing is stated.
#[derive(Debug, Serialize)]
pub struct MetaJson<'a> {
    title: Option<Cow<'a, str>>,
    title_from: Option<String>,
    outlet: Option<Cow<'a, str>>,
    outlet_from: Option<String>,
    date: Option<String>,
    date_from: Option<String>,
    author: Option<Cow<'a, str>>,
    author_from: Option<String>,
    url: Option<Cow<'a, str>>,
    url_from: Option<String>,
    language: Option<Cow<'a, str>>,
    language_from: Option<String>,
}

#[derive(Debug, Serialize)]
struct WordsJson {
    body: usize,
    narrator: usize,
    direct: usize,
    indirect: usize,
}

#[derive(Debug, Serialize)]
struct AttributionJson<'a> {
    kind: AttributionKind,
    act: Act,
    content: &'a [Span],
    source: Vec<Span>,
    cue: &'a [Span],
    speaker: Option<Cow<'a, str>>,
    confidence: Confidence,
    lemma: Cow<'a, str>,
    relay: Option<Cow<'a, str>>,
    line: usize,
    why: Cow<'a, str>,
    headline: bool,
    edited: bool,
}

#[derive(Debug, Serialize)]
struct LoadedJson<'a> {
    start: u32,
    end: u32,
    term: Cow<'a, str>,
    category: &'static str,
    gloss: Cow<'a, str>,
    weight: f32,
    voice: Voice,
    counted: bool,
    headline: bool,
    line: usize,
    why: Cow<'a, str>,
    edited: bool,
}

#[derive(Debug, Serialize)]
struct TopicJson<'a> {
    id: Cow<'a, str>,
    label: Cow<'a, str>,
    layer: TopicLayer,
    sentences: usize,
    of: usize,
    share: f64,
    edited: bool,
    cues: Vec<CueJson<'a>>,
}

#[derive(Debug, Serialize)]
struct CueJson<'a> {
    span: Span,
    text: Cow<'a, str>,
    line: usize,
    why: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
struct QuotationJson<'a> {
    span: Span,
    inner: Span,
    class: QuoteClass,
    counted: bool,
    fragment: bool,
    words: u32,
    speaker: Option<Cow<'a, str>>,
    confidence: Confidence,
    line: usize,
    why: Cow<'a, str>,
    edited: bool,
}

#[derive(Debug, Serialize)]
struct SpeakerJson<'a> {
    name: Cow<'a, str>,
    kind: EntityKind,
    source_type: SourceType,
    office: Option<Cow<'a, str>>,
    camp: Option<Cow<'a, str>>,
    aliases: Vec<Cow<'a, str>>,
    mentions: &'a [Span],
    quotations: usize,
    words: u32,
    edited: bool,
}

#[derive(Debug, Serialize)]
struct VerbJson<'a> {
    span: Span,
    lemma: Cow<'a, str>,
    stance: Stance,
    speaker: Option<Cow<'a, str>>,
    line: usize,
    why: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
struct NamingJson<'a> {
    span: Span,
    concept: Cow<'a, str>,
    variant: Cow<'a, str>,
    voice: Voice,
    line: usize,
}

#[derive(Debug, Serialize)]
struct LayerJson<'a> {
    span: Span,
    layer: Layer,
    voice: Voice,
    line: usize,
    why: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
struct MeasureJson<'a> {
    name: MeasureId,
    value: Option<f64>,
    n: usize,
    base: usize,
    unit: Unit,
    interval: Option<[f64; 2]>,
    method: Option<&'static str>,
    evidence: Vec<&'a Span>,
}

/// Name, version and hash of a word list.
#[derive(Debug, Serialize)]
pub struct EditionJson {
    name: String,
    version: String,
    hash: String,
    entries: usize,
}

#[derive(Debug, Serialize)]
struct ExcludedJson<'a> {
    line: usize,
    role: Role,
    why: Cow<'a, str>,
    edited: bool,
}

/// The machine-readable form of one article, its profile and its measures.
pub fn article<'a>(
    article: &'a Article,
    profile: &'a Profile,
    lists: &'a Lists,
    measures: &'a [Measure],
) -> ArticleJson<'a> {
    let voices = &profile.voices;
    ArticleJson {
        schema: SCHEMA,
        id: neutral(&article.id),
        file: neutral(&article.file),
        meta: meta(article),
        genre: &profile.genre,
        words: WordsJson {
            body: voices.body_words(),
            narrator: voices.narrator_words,
            direct: voices.direct_words,
            indirect: voices.indirect_words,
        },
        sentences: profile.document.sentences.len(),
        attributions: attributions(article, profile),
        loaded: loaded(article, profile, lists),
        topics: topics(article, profile),
        quotations: quotations(article, profile),
        speakers: speakers(profile),
        verbs: verbs(article, profile),
        naming: naming(article, profile),
        layers: layers(article, profile),
        measures: measures.iter().map(measure).collect(),
        lists: editions(lists),
        excluded: excluded(article),
        edits: profile.edits,
        notices: article.notices.iter().map(|n| neutral(&n.text)).collect(),
    }
}

/// The metadata of an article, each value beside where it came from. `read` prints it too.
pub fn meta(article: &Article) -> MetaJson<'_> {
    let m = &article.meta;
    MetaJson {
        title: value(m.title.as_ref()),
        title_from: from(m.title.as_ref()),
        outlet: value(m.outlet.as_ref()),
        outlet_from: from(m.outlet.as_ref()),
        date: m.date.as_ref().map(|d| d.value.to_string()),
        date_from: from(m.date.as_ref()),
        author: value(m.author.as_ref()),
        author_from: from(m.author.as_ref()),
        url: value(m.url.as_ref()),
        url_from: from(m.url.as_ref()),
        language: value(m.language.as_ref()),
        language_from: from(m.language.as_ref()),
    }
}

fn value(field: Option<&Field<String>>) -> Option<Cow<'_, str>> {
    field.map(|f| neutral(&f.value))
}

fn from<T>(field: Option<&Field<T>>) -> Option<String> {
    field.map(|f| neutral(&f.from.describe()).into_owned())
}

fn line(article: &Article, span: Span) -> usize {
    article.line_of(span.start as usize)
}

fn speaker(profile: &Profile, index: Option<u32>) -> Option<Cow<'_, str>> {
    profile.entities.get(index? as usize).map(|e| neutral(&e.name))
}

fn attributions<'a>(article: &Article, profile: &'a Profile) -> Vec<AttributionJson<'a>> {
    let one = |a: &'a crate::analysis::attributions::Attribution, headline: bool| AttributionJson {
        kind: a.kind,
        act: a.act,
        content: &a.content,
        source: a.source.into_iter().collect(),
        cue: &a.cue,
        speaker: speaker(profile, a.speaker),
        confidence: a.confidence,
        lemma: neutral(&a.lemma),
        relay: a.relay.as_deref().map(neutral),
        line: a.content.first().map_or(1, |&s| line(article, s)),
        why: neutral(&a.why),
        headline,
        edited: a.edited,
    };
    let headline = profile.headline.iter().map(|a| one(a, true));
    headline.chain(profile.attributions.iter().map(|a| one(a, false))).collect()
}

fn loaded<'a>(article: &'a Article, profile: &'a Profile, lists: &'a Lists) -> Vec<LoadedJson<'a>> {
    let one = |h: &'a crate::analysis::loaded::LoadedHit| LoadedJson {
        start: h.span.start,
        end: h.span.end,
        term: neutral(article.slice(h.span)),
        category: lists.loaded.get(h.entry).map_or("", |e| e.category.name()),
        gloss: lists.loaded.get(h.entry).map_or(Cow::Borrowed(""), |e| neutral(&e.gloss)),
        weight: h.weight,
        voice: h.voice,
        counted: h.counted,
        headline: h.headline,
        line: line(article, h.span),
        why: neutral(&h.why),
        edited: h.edited,
    };
    profile.loaded.iter().map(one).collect()
}

fn topics<'a>(article: &'a Article, profile: &'a Profile) -> Vec<TopicJson<'a>> {
    let of = profile.document.sentences.len();
    let cue = |f: &'a Finding| CueJson {
        span: f.span,
        text: neutral(article.slice(f.span)),
        line: line(article, f.span),
        why: neutral(&f.why),
    };
    let one = |t: &'a crate::analysis::topics::Coverage| TopicJson {
        id: neutral(&t.id),
        label: neutral(&t.label),
        layer: t.layer,
        sentences: t.sentences.len(),
        of,
        share: if of == 0 { 0.0 } else { t.sentences.len() as f64 / of as f64 },
        edited: t.edited,
        cues: t.cues.iter().map(cue).collect(),
    };
    profile.topics.iter().map(one).collect()
}

fn quotations<'a>(article: &Article, profile: &'a Profile) -> Vec<QuotationJson<'a>> {
    let one = |q: &'a crate::analysis::quotations::Quotation| QuotationJson {
        span: q.span,
        inner: q.inner,
        class: q.class,
        counted: q.counted(),
        fragment: q.fragment,
        words: q.words,
        speaker: speaker(profile, q.speaker),
        confidence: q.confidence,
        line: line(article, q.span),
        why: neutral(&q.why),
        edited: q.edited,
    };
    profile.quotations.iter().map(one).collect()
}

fn speakers(profile: &Profile) -> Vec<SpeakerJson<'_>> {
    let mut said = vec![(0usize, 0u32); profile.entities.len()];
    for q in profile.quotations.iter().filter(|q| q.counted()) {
        if let Some(s) = q.speaker.and_then(|s| said.get_mut(s as usize)) {
            s.0 += 1;
            s.1 += q.words;
        }
    }
    let one = |(e, (quotations, words))| {
        let e: &crate::analysis::entities::Entity = e;
        SpeakerJson {
            name: neutral(&e.name),
            kind: e.kind,
            source_type: e.source_type,
            office: e.office.as_deref().map(neutral),
            camp: e.camp.as_deref().map(neutral),
            aliases: e.aliases.iter().map(|a| neutral(a)).collect(),
            mentions: &e.mentions,
            quotations,
            words,
            edited: e.edited,
        }
    };
    profile.entities.iter().zip(said).map(one).collect()
}

fn verbs<'a>(article: &Article, profile: &'a Profile) -> Vec<VerbJson<'a>> {
    let one = |v: &'a crate::analysis::stance::ReportingVerb| VerbJson {
        span: v.span,
        lemma: neutral(&v.lemma),
        stance: v.stance,
        speaker: speaker(profile, v.speaker),
        line: line(article, v.span),
        why: neutral(&v.why),
    };
    profile.verbs.iter().map(one).collect()
}

fn naming<'a>(article: &Article, profile: &'a Profile) -> Vec<NamingJson<'a>> {
    let one = |n: &'a crate::analysis::naming::NamingHit| NamingJson {
        span: n.span,
        concept: neutral(&n.concept),
        variant: neutral(&n.variant),
        voice: n.voice,
        line: line(article, n.span),
    };
    profile.naming.iter().map(one).collect()
}

fn layers<'a>(article: &Article, profile: &'a Profile) -> Vec<LayerJson<'a>> {
    let one = |l: &'a crate::analysis::layers::LayerHit| LayerJson {
        span: l.span,
        layer: l.layer,
        voice: l.voice,
        line: line(article, l.span),
        why: neutral(&l.why),
    };
    profile.layers.iter().map(one).collect()
}

fn measure(m: &Measure) -> MeasureJson<'_> {
    MeasureJson {
        name: m.id,
        value: m.value,
        n: m.count,
        base: m.base,
        unit: m.unit,
        interval: ends(m.interval),
        method: m.interval.map(|i| i.method),
        evidence: m.evidence.iter().map(|e| &e.span).collect(),
    }
}

/// The editions of the lists, without paths.
pub fn editions(lists: &Lists) -> Vec<EditionJson> {
    let one = |e: crate::analysis::lists::Edition| EditionJson {
        name: neutral(&e.name).into_owned(),
        version: neutral(&e.version).into_owned(),
        hash: e.hash,
        entries: e.entries,
    };
    lists.editions().into_iter().map(one).collect()
}

fn excluded(article: &Article) -> Vec<ExcludedJson<'_>> {
    article
        .dropped()
        .map(|(line, l)| ExcludedJson { line, role: l.role, why: neutral(&l.why), edited: l.edited })
        .collect()
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
