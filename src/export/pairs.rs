//! The machine-readable form of a comparison, and of a whole story: what `analyze --format json` prints.

use std::{borrow::Cow, sync::Arc};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{
    json::{self, ArticleJson, EditionJson},
    story::{Pair, Story, digest},
};
use crate::{
    analysis::topics::TopicLayer,
    comparison::{
        self, Comparison, Interval, MeasureId, Pool, Reading, Unit,
        coverage::TopicPair,
        measure::Measure,
        pair::{Alignment, AlignmentKind, Distinctive, MeasurePair, NamingRow, Omission, OmissionKind, Warning},
        reading,
    },
    text::{Span, neutral::neutral},
};

/// The version of the shape of a whole story.
pub const SCHEMA: &str = "parallax.story/1";

/// A whole story.
#[derive(Debug, Serialize)]
pub struct StoryJson<'a> {
    schema: &'static str,
    name: Cow<'a, str>,
    version: &'static str,
    made: Option<Cow<'a, str>>,
    texts: String,
    lists: Vec<EditionJson>,
    notices: Vec<Cow<'a, str>>,
    articles: Vec<ArticleJson<'a>>,
    pairs: Vec<PairJson<'a>>,
    /// Distances, shared copy, who is quoted where, and groups.
    matrices: Value,
    /// The same for each story.
    stories: Vec<Value>,
}

/// Two articles compared.
#[derive(Debug, Serialize)]
pub struct PairJson<'a> {
    a: Cow<'a, str>,
    b: Cow<'a, str>,
    texts: String,
    sentence: Cow<'a, str>,
    warnings: Vec<WarningJson<'a>>,
    measures: Vec<MeasurePairJson<'a>>,
    distinctive: Vec<DistinctiveJson<'a>>,
    naming: Vec<NamingJson<'a>>,
    omissions: Vec<OmissionJson<'a>>,
    withheld_a: usize,
    withheld_b: usize,
    alignments: Vec<AlignmentJson<'a>>,
    /// What has the shape of the program's own types.
    #[serde(flatten)]
    more: Map<String, Value>,
}

#[derive(Debug, Serialize)]
struct WarningJson<'a> {
    badge: Cow<'a, str>,
    why: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
struct MeasurePairJson<'a> {
    name: MeasureId,
    a: Option<f64>,
    b: Option<f64>,
    n_a: usize,
    n_b: usize,
    base_a: usize,
    base_b: usize,
    unit: Unit,
    interval_a: Option<[f64; 2]>,
    interval_b: Option<[f64; 2]>,
    method: Option<&'static str>,
    difference: Cow<'a, str>,
    reading: Reading,
    sentence: String,
}

#[derive(Debug, Serialize)]
struct DistinctiveJson<'a> {
    word: Cow<'a, str>,
    count_a: usize,
    count_b: usize,
    z: f64,
    spans_a: &'a [Span],
    spans_b: &'a [Span],
}

#[derive(Debug, Serialize)]
struct NamingJson<'a> {
    concept: Cow<'a, str>,
    variant: Cow<'a, str>,
    spans_a: &'a [Span],
    spans_b: &'a [Span],
    /// Narrator, direct, indirect.
    voices_a: [usize; 3],
    voices_b: [usize; 3],
    proposed: bool,
}

#[derive(Debug, Serialize)]
struct OmissionJson<'a> {
    missing_in: &'static str,
    kind: OmissionKind,
    item: Cow<'a, str>,
    layer: Option<TopicLayer>,
    present_in: usize,
    others: usize,
    passages: Vec<PassageJson<'a>>,
}

#[derive(Debug, Serialize)]
struct PassageJson<'a> {
    id: Cow<'a, str>,
    span: Span,
}

#[derive(Debug, Serialize)]
struct AlignmentJson<'a> {
    a: Span,
    b: Span,
    kind: AlignmentKind,
    score: f64,
    differs: Vec<Cow<'a, str>>,
}

/// The machine-readable form of a whole story.
pub fn story<'a>(story: &'a Story<'a>) -> StoryJson<'a> {
    let pool = story.pool;
    let article = |m: &'a Arc<comparison::Member>| json::article(&m.article, m.profile(), &pool.lists, m.measures());
    StoryJson {
        schema: SCHEMA,
        name: neutral(&story.name),
        version: env!("CARGO_PKG_VERSION"),
        made: story.made.as_deref().map(neutral),
        texts: digest(pool.members.iter().map(AsRef::as_ref)),
        lists: json::editions(&pool.lists),
        notices: story.notices.iter().map(|n| neutral(n)).collect(),
        articles: pool.members.iter().map(article).collect(),
        pairs: story.pairs.iter().map(|p| pair(p, pool)).collect(),
        matrices: matrices(story),
        stories: stories(pool),
    }
}

/// The corpus at one glance; articles in the order of `articles`.
fn matrices(story: &Story<'_>) -> Value {
    let whole = &story.whole;
    let groups = story.pool.groups();
    harmless(json!({
        "distance": whole.distance,
        "shared_text": whole.shared,
        "copies": whole.copies,
        "quoted": quoted(whole),
        "sources": whole.sources,
        "stories": groups.stories.iter().map(|g| &g.articles).collect::<Vec<_>>(),
    }))
}

fn quoted(whole: &comparison::Story) -> Vec<Value> {
    let row = |r: &comparison::QuotedRow| json!({ "name": r.name, "camp": r.camp, "words": r.words });
    whole.quoted.iter().map(row).collect()
}

/// The stories of the corpus, each at one glance; `edited` are the articles that were moved there by hand.
fn stories(pool: &Pool) -> Vec<Value> {
    let ids = |list: &[usize]| list.iter().map(|&i| id(pool, i)).collect::<Vec<_>>();
    let story = |(i, group): (usize, &comparison::Group)| {
        let mut out = json!({ "articles": ids(&group.articles), "edited": ids(&group.moved) });
        // One article alone has nothing to lay out.
        let whole = if group.articles.len() > 1 { pool.whole(i) } else { None };
        if let (Some(whole), Some(map)) = (whole, out.as_object_mut()) {
            let pairs: Vec<_> = whole.pairs.iter().map(|&(a, b)| [id(pool, a), id(pool, b)]).collect();
            map.insert("laid_out".to_owned(), json!(ids(&whole.articles)));
            map.insert("distance".to_owned(), json!(whole.distance));
            map.insert("shared_text".to_owned(), json!(whole.shared));
            map.insert("quoted".to_owned(), json!(quoted(whole)));
            map.insert("sources".to_owned(), json!(whole.sources));
            map.insert("pairs".to_owned(), json!(pairs));
        }
        harmless(out)
    };
    pool.groups().stories.iter().enumerate().map(story).collect()
}

/// The machine-readable form of one pair.
pub fn pair<'a>(pair: &'a Pair, pool: &'a Pool) -> PairJson<'a> {
    let c = &pair.comparison;
    let missing = |list: &'a [Omission], missing_in| list.iter().map(move |o| omission(o, missing_in, pool));
    PairJson {
        a: id(pool, pair.a),
        b: id(pool, pair.b),
        texts: digest([pair.a, pair.b].into_iter().filter_map(|i| pool.members.get(i)).map(AsRef::as_ref)),
        sentence: neutral(&c.sentence),
        warnings: c.warnings.iter().map(warning).collect(),
        measures: c.measures.iter().map(|m| measures(m, label(pool, pair.a), label(pool, pair.b))).collect(),
        distinctive: c.distinctive.iter().map(distinctive).collect(),
        naming: c.naming.iter().map(naming).collect(),
        omissions: missing(&c.omitted_a, "a").chain(missing(&c.omitted_b, "b")).collect(),
        withheld_a: c.withheld_a,
        withheld_b: c.withheld_b,
        alignments: c.alignments.iter().map(alignment).collect(),
        more: more(c),
    }
}

fn more(c: &Comparison) -> Map<String, Value> {
    let topic = |t: &TopicPair| {
        json!({
            "id": t.a.id, "label": t.a.label, "layer": t.a.layer, "a": t.a.share, "b": t.b.share, "n_a": t.a.count,
            "n_b": t.b.count, "base_a": t.a.base, "base_b": t.b.base, "interval_a": ends(t.a.interval),
            "interval_b": ends(t.b.interval), "difference": t.difference, "reading": t.reading,
            "edited_a": t.a.edited, "edited_b": t.b.edited,
        })
    };
    let parts = json!({
        "topics": c.topics.iter().map(topic).collect::<Vec<_>>(),
        "coverage": c.coverage,
        "shared_quotes": c.shared_quotes,
        "shared_text": c.shared_text,
        "headline_a": c.headline_a,
        "headline_b": c.headline_b,
        "adopted_a": c.adopted_a,
        "adopted_b": c.adopted_b,
        "loaded": c.loaded,
        "distinctive_direct": c.distinctive_others[0],
        "distinctive_indirect": c.distinctive_others[1],
        "distinctive_all": c.distinctive_others[2],
        "pool": c.pool,
    });
    match harmless(parts) {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// The same data with every text made harmless.
fn harmless(value: Value) -> Value {
    match value {
        Value::String(s) => Value::String(neutral(&s).into_owned()),
        Value::Array(list) => list.into_iter().map(harmless).collect(),
        Value::Object(map) => map.into_iter().map(|(k, v)| (k, harmless(v))).collect(),
        other => other,
    }
}

fn id(pool: &Pool, index: usize) -> Cow<'_, str> {
    pool.members.get(index).map_or(Cow::Borrowed(""), |m| neutral(&m.article.id))
}

fn warning(w: &Warning) -> WarningJson<'_> {
    WarningJson { badge: neutral(&w.badge), why: neutral(&w.why) }
}

/// An interval as data: lower and upper end, in the unit of the value.
pub(super) fn ends(interval: Option<Interval>) -> Option<[f64; 2]> {
    interval.map(|i| [i.low, i.high])
}

fn label(pool: &Pool, index: usize) -> &str {
    pool.members.get(index).map_or("", |m| m.label.as_str())
}

fn measures<'a>(pair: &'a MeasurePair, left: &str, right: &str) -> MeasurePairJson<'a> {
    let (a, b): (&Measure, &Measure) = (&pair.a, &pair.b);
    MeasurePairJson {
        name: a.id,
        a: a.value,
        b: b.value,
        n_a: a.count,
        n_b: b.count,
        base_a: a.base,
        base_b: b.base,
        unit: a.unit,
        interval_a: ends(a.interval),
        interval_b: ends(b.interval),
        method: a.interval.or(b.interval).map(|i| i.method),
        difference: neutral(&pair.difference),
        reading: pair.reading,
        sentence: neutral(&reading::sentence(pair, left, right)).into_owned(),
    }
}

fn distinctive(d: &Distinctive) -> DistinctiveJson<'_> {
    DistinctiveJson {
        word: neutral(&d.word),
        count_a: d.count_a,
        count_b: d.count_b,
        z: d.z,
        spans_a: &d.spans_a,
        spans_b: &d.spans_b,
    }
}

fn naming(n: &NamingRow) -> NamingJson<'_> {
    NamingJson {
        concept: neutral(&n.concept),
        variant: neutral(&n.variant),
        spans_a: &n.spans_a,
        spans_b: &n.spans_b,
        voices_a: n.voices_a,
        voices_b: n.voices_b,
        proposed: n.proposed,
    }
}

fn omission<'a>(o: &'a Omission, missing_in: &'static str, pool: &'a Pool) -> OmissionJson<'a> {
    OmissionJson {
        missing_in,
        kind: o.kind,
        item: neutral(&o.item),
        layer: o.layer,
        present_in: o.present_in,
        others: o.others,
        passages: o.passages.iter().map(|&(i, span)| PassageJson { id: id(pool, i), span }).collect(),
    }
}

fn alignment(a: &Alignment) -> AlignmentJson<'_> {
    AlignmentJson {
        a: a.a,
        b: a.b,
        kind: a.kind,
        score: a.score,
        differs: a.differs.iter().map(|d| neutral(d)).collect(),
    }
}
