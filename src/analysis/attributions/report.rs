//! From tokens to an [`Attribution`], with its reason in words.

use std::ops::Range;

use super::{
    super::{
        profile::Confidence,
        tokens::{Mark, Token},
    },
    Act, Attribution, AttributionKind,
    cue::Shape,
    relay,
    scene::Scene,
    search::Found,
};
use crate::text::Span;

/// The attribution as other passes see it.
pub fn attribution(scene: &Scene, found: &Found) -> Attribution {
    let content: Vec<Span> = found.contents().filter_map(|r| content_span(scene, r)).collect();
    let (lemma, act) = lemma(scene, found);
    let relay = relay::of(scene, found, &lemma);
    let source = relay.as_ref().and_then(|r| r.source.clone()).or_else(|| found.source.clone());
    Attribution {
        source: source.as_ref().and_then(|r| span(scene, r)),
        cue: span(scene, &found.cue.group).into_iter().collect(),
        kind: kind(scene, found),
        act,
        speaker: None,
        confidence: Confidence::Unsure,
        relay: relay.as_ref().and_then(|r| span(scene, &r.carrier)).map(|s| s.of(scene.text).to_owned()),
        why: why(scene, found, &lemma) + relay.as_ref().map_or("", |r| r.why),
        lemma,
        content,
        edited: false,
    }
}

fn span(scene: &Scene, range: &Range<usize>) -> Option<Span> {
    let first = scene.token(range.start)?.span;
    let last = scene.token(range.end.checked_sub(1)?)?.span;
    Some(first.join(last))
}

/// The span with the quotation marks around it.
fn content_span(scene: &Scene, range: &Range<usize>) -> Option<Span> {
    let mut range = range.clone();
    if range.start > 0 && scene.mark(range.start - 1) == Mark::Quote && scene.quote_at(range.start) != 0 {
        range.start -= 1;
    }
    let inside = scene.quote_at(range.end - 1);
    if scene.mark(range.end) == Mark::Quote && inside != 0 && scene.quote_at(range.end) == inside {
        range.end += 1;
    } else if matches!(scene.mark(range.end), Mark::Comma | Mark::Stop)
        && scene.mark(range.end + 1) == Mark::Quote
        && scene.quote_at(range.end) == scene.quote_at(range.end - 1)
        && scene.quote_at(range.end) != 0
    {
        range.end += 2;
    }
    span(scene, &range)
}

fn kind(scene: &Scene, found: &Found) -> AttributionKind {
    let words = found.contents().cloned().flatten().filter(|&i| scene.token(i).is_some_and(Token::is_word));
    let (all, quoted) = words.fold((0, 0), |(a, q), i| (a + 1, q + usize::from(scene.quote_at(i) != 0)));
    match quoted {
        0 => AttributionKind::Indirect,
        q if q == all => AttributionKind::Direct,
        _ => AttributionKind::Mixed,
    }
}

/// Base form and act of the cue. What stands in marks is speech, whatever the verb.
fn lemma(scene: &Scene, found: &Found) -> (String, Act) {
    let head = found.cue.head;
    let base = scene.lemma(head);
    let base = if base.is_empty() { scene.word(head) } else { base };
    let long = format!("{base} {}", scene.word(head + 1));
    let verbs = &scene.lists.verbs;
    let entry = match found.cue.shape {
        Shape::Colon => return (":".to_owned(), Act::Speech),
        Shape::Phrase => return ("according to".to_owned(), Act::Speech),
        Shape::Noun => verbs.noun(base).or_else(|| verbs.get(base)),
        _ if found.cue.group.end > head + 1 => verbs.get(&long),
        _ => verbs.get(base),
    };
    let quoted = kind(scene, found) == AttributionKind::Direct;
    let default = if quoted { Act::Speech } else { Act::Thought };
    entry
        .map_or_else(|| (base.to_lowercase(), default), |c| (c.lemma.clone(), if quoted { Act::Speech } else { c.act }))
}

fn why(scene: &Scene, found: &Found, lemma: &str) -> String {
    let word = scene.word(found.cue.head);
    let cue = match found.cue.shape {
        Shape::Verb => scene.lists.verbs.get(lemma).map_or_else(
            || format!("the verb “{word}”, not listed, stands as a reporting verb does"),
            |c| format!("reporting verb “{word}” ({})", c.gloss),
        ),
        Shape::Noun => format!("the noun “{word}” names words or thoughts"),
        Shape::Adjective => format!("“{word}” with a clause tells a state of mind"),
        Shape::Phrase => format!("“{word} …” names a source"),
        Shape::Adverb => format!("“{word}” says that somebody says so"),
        Shape::Colon => "a colon after a name or before a quotation".to_owned(),
    };
    let source = match &found.source {
        None => "nobody near it is named as the source".to_owned(),
        Some(s) if s.start >= found.cue.group.end => "its source stands after it".to_owned(),
        Some(_) => "its source stands before it".to_owned(),
    };
    let content = match (&found.left, &found.right) {
        (Some(_), Some(_)) => "what is reported stands on both sides of it",
        (Some(_), None) => "what is reported stands before it",
        _ => "what is reported stands after it",
    };
    let more = if found.more.is_empty() { "" } else { ", going on in the sentences after it" };
    format!(
        "{cue}; {source}; {content}{more}; where it begins and ends was judged by what was learned from other articles"
    )
}
