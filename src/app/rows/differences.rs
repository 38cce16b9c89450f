//! Rows of the Differences lens: distinctive words, omissions, aligned passages, shared quotations, adopted phrases,
//! headlines.

use super::{Row, What, evidence, head, one_side, plain};
use crate::{
    analysis::Profile,
    app::lens::Side,
    articles::Article,
    comparison::{
        self, Comparison, Evidence, Pool,
        adopted::Adopted,
        headline::HeadlineCheck,
        pair::{Alignment, AlignmentKind, Distinctive, Omission},
        quotes::SharedQuote,
    },
    text::Span,
};

/// Whose words are told apart, in the order of `o`.
pub(super) const VOICES: [&str; 4] = ["the narrator’s", "in quotations", "in indirect speech", "in all voices"];

/// The distinctive words of each voice; where none stands out it is said.
pub(super) fn words(comparison: &Comparison) -> [Vec<Row>; 4] {
    let [direct, indirect, all] = &comparison.distinctive_others;
    let mut lists = [&comparison.distinctive, direct, indirect, all].into_iter();
    VOICES.map(|voice| {
        let mut rows = vec![head(&format!("DISTINCTIVE WORDS {voice}  o: another voice"))];
        rows.extend(lists.next().into_iter().flatten().map(word));
        if rows.len() == 1 {
            rows.push(plain("nothing stands out beyond what chance gives"));
        }
        rows
    })
}

/// All sections but the first; an empty one says so.
pub(super) fn rows(comparison: &Comparison, sides: [comparison::Side<'_>; 2], pool: &Pool) -> Vec<Row> {
    let place = |s: comparison::Side<'_>| pool.members.iter().position(|m| std::ptr::eq(m.article.as_ref(), s.article));
    let [a, b] = sides;
    let section = |title: &str, list: Vec<Row>, none: &str| {
        let list = if list.is_empty() { vec![plain(none)] } else { list };
        std::iter::once(head(title)).chain(list).collect::<Vec<_>>()
    };
    let aligned = comparison.alignments.iter().map(|x| alignment(x, a.article, b.article)).collect();
    let shared = comparison.shared_quotes.iter().map(|q| shared_quote(q, sides)).collect();
    let adopted_a = comparison.adopted_a.iter().map(|x| adopted(x, a, 0));
    let adopted_b = comparison.adopted_b.iter().map(|x| adopted(x, b, 1));
    let checks = [(&comparison.headline_a, 0), (&comparison.headline_b, 1)];
    let headlines = checks.into_iter().flat_map(|(check, i)| headline(check.as_ref(), i)).collect();
    [
        section("ABSENT LEFT, PRESENT RIGHT", omissions(&comparison.omitted_a, Side::A, place(b)), "nothing found"),
        section("ABSENT RIGHT, PRESENT LEFT", omissions(&comparison.omitted_b, Side::B, place(a)), "nothing found"),
        section("ALIGNED PASSAGES", aligned, "no two passages correspond"),
        section("QUOTATIONS IN BOTH", shared, "none of four words or more"),
        section("QUOTED FIRST, USED AS OWN WORDS LATER", adopted_a.chain(adopted_b).collect(), "none found"),
        section("HEADLINES", headlines, "no headline"),
    ]
    .concat()
}

fn word(word: &Distinctive) -> Row {
    let why = format!("“{}”", word.word);
    Row {
        label: word.word.clone(),
        what: What::Word { counts: [word.count_a, word.count_b], z: word.z },
        passages: [evidence(&word.spans_a, &why), evidence(&word.spans_b, &why)],
    }
}

/// What a side lacks; the passages are those of the other side of the pair, at `there` in the pool.
fn omissions(list: &[Omission], lacks: Side, there: Option<usize>) -> Vec<Row> {
    let row = |o: &Omission| {
        let here: Vec<Span> = o.passages.iter().filter(|(i, _)| Some(*i) == there).map(|(_, s)| *s).collect();
        let why = format!("{}: here, not there", o.item);
        Row {
            label: omitted(o),
            what: What::Omission { lacks, kind: o.kind, present: (o.present_in, o.others) },
            passages: one_side(lacks.other().index(), evidence(&here, &why)),
        }
    };
    list.iter().map(row).collect()
}

/// What is missing; for a topic with its layer, as topics of different layers may have one name.
fn omitted(o: &Omission) -> String {
    o.layer.map_or_else(|| o.item.clone(), |layer| format!("{} ({})", o.item, super::topics::layer_name(layer)))
}

fn alignment(x: &Alignment, a: &Article, b: &Article) -> Row {
    let why = match x.kind {
        AlignmentKind::SameWords => "largely the same words",
        AlignmentKind::SameFact => "the same fact in other words",
        AlignmentKind::SharedQuote => "a quotation that both carry",
    };
    let differs = x.differs.join(" · ");
    let why = if differs.is_empty() { why.to_owned() } else { format!("{why}; differs: {differs}") };
    let one = |span: Span| evidence(&[span], &why);
    Row {
        label: format!("line {} | line {}", a.line_of(x.a.start as usize), b.line_of(x.b.start as usize)),
        what: What::Alignment { kind: x.kind, differs },
        passages: [one(x.a), one(x.b)],
    }
}

fn name(profile: &Profile, speaker: Option<u32>) -> &str {
    let entity = speaker.and_then(|i| profile.entities.get(i as usize));
    entity.map_or("speaker not resolved", |e| e.name.as_str())
}

fn shared_quote(q: &SharedQuote, [a, b]: [comparison::Side<'_>; 2]) -> Row {
    let cut = |(before, after): (usize, usize)| before + after;
    let why = format!("{} words in both; {} more in A, {} more in B", q.words, cut(q.only_a), cut(q.only_b));
    let names = (name(a.profile, q.speaker_a), name(b.profile, q.speaker_b));
    let who = if names.0 == names.1 { names.0.to_owned() } else { format!("{} | {}", names.0, names.1) };
    Row {
        label: format!("{who}: “{}”", q.a.of(&a.article.text)),
        what: What::Counts {
            counts: [q.words + cut(q.only_a), q.words + cut(q.only_b)],
            bases: [0, 0],
            note: why.clone(),
        },
        passages: [evidence(&[q.a], &why), evidence(&[q.b], &why)],
    }
}

fn adopted(x: &Adopted, side: comparison::Side<'_>, index: usize) -> Row {
    let speaker = name(side.profile, x.speaker);
    let passages = vec![
        Evidence { span: x.quoted, why: format!("quoted first: {speaker}") },
        Evidence { span: x.later, why: "later, in the narrator’s words".to_owned() },
    ];
    let label = format!("“{}” ({speaker})", x.later.of(&side.article.text));
    Row { label, what: What::Listed, passages: one_side(index, passages) }
}

fn headline(check: Option<&HeadlineCheck>, index: usize) -> Vec<Row> {
    let Some(check) = check else { return Vec::new() };
    let letter = if index == 0 { "A" } else { "B" };
    let missing = if check.missing.is_empty() { String::new() } else { format!("; not: {}", check.missing.join(", ")) };
    let mut rows = vec![plain(format!("{letter}: {}{missing}", check.text()))];
    if !check.loaded.is_empty() {
        rows.push(Row {
            label: format!("{letter}: loaded terms in the headline"),
            what: What::Listed,
            passages: one_side(index, check.loaded.clone()),
        });
    }
    for (words, place) in &check.quoted {
        let label = match place {
            Some(_) => format!("{letter}: “{words}” stands in the body word for word"),
            None => format!("{letter}: “{words}” does not stand in the body word for word"),
        };
        let why = "quoted in the headline".to_owned();
        let passages = place.iter().map(|&span| Evidence { span, why: why.clone() }).collect();
        rows.push(Row { label, what: What::Listed, passages: one_side(index, passages) });
    }
    rows.extend(check.says.iter().map(|claim| Row {
        label: format!("{letter}: “{}” by {}", claim.cue, claim.speaker.as_deref().unwrap_or("nobody named")),
        what: What::Listed,
        passages: one_side(index, claim.content.clone()),
    }));
    if let (Some(actor), Some(most)) = (&check.actor, &check.most_quoted)
        && actor != most
    {
        rows.push(plain(format!("{letter}: the headline names {actor}; most quoted is {most}")));
    }
    rows
}
