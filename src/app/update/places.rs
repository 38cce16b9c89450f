//! What can be corrected at a place in a text: speech, loaded terms, topics; what the place stands for comes first.

use super::terms;
use crate::{
    analysis::{
        Profile,
        attributions::Act,
        entities::EntityKind,
        quotations::{Quotation, QuoteClass},
        topics::Coverage,
    },
    app::{
        action::Action,
        cursor::distance,
        lens::Side,
        overlay::{Ask, Choice, Item},
        rows::{Row, TopicRow},
        state::App,
    },
    text::Span,
    workspace::{Change, Entry},
};

/// Items about one finding, with how much the finding differs from the place.
type Near = (u32, Vec<Item>);

/// Findings of one kind that are offered at one place.
const MOST: usize = 8;

/// What can be said about the words at `span`: about the findings there, the nearest first, then what the words may be
/// besides. A `topic` is what the passage was listed for.
pub(super) fn items(app: &App, article: usize, span: Span, topic: Option<&str>) -> Vec<Item> {
    let Some(entry) = app.corpus.entries.get(article) else { return Vec::new() };
    let Some(profile) = entry.open() else { return vec![terms::add_item(entry, article, span)] };
    let mut near: Vec<Near> = terms::near(app, article, span);
    near.extend(quotations(&profile, article, span));
    near.extend(indirect(&profile, article, span));
    near.extend(topics(&profile, article, span, topic));
    near.sort_by_key(|(distance, _)| *distance);
    let own = quoted_item(entry, &profile, article, span).into_iter().chain(terms::own_item(entry, article, span));
    // A passage of several words was marked to say what it is, unless it is just what the program found.
    let at = if is_passage(entry, span) { near.partition_point(|(distance, _)| *distance == 0) } else { near.len() };
    near.insert(at, (0, own.collect()));
    let mut items: Vec<Item> = near.into_iter().flat_map(|(_, items)| items).collect();
    items.push(terms::add_item(entry, article, span));
    items.extend(topics_item(app, &profile, article, span));
    items
}

/// Whether the place is more than a word.
fn is_passage(entry: &Entry, span: Span) -> bool {
    entry.article.slice(span).split_whitespace().nth(1).is_some()
}

/// Who may speak: the people and bodies of the article, nobody, another name.
fn speakers(profile: &Profile, choice: impl Fn(Option<String>) -> Choice, other: Choice) -> Vec<Item> {
    let known = profile.entities.iter().filter(|e| e.kind != EntityKind::Place || !e.mentions.is_empty());
    let item = |e: &crate::analysis::entities::Entity| {
        Item::new(e.name.clone(), e.office.clone().unwrap_or_default(), choice(Some(e.name.clone())))
    };
    let mut items: Vec<Item> = known.map(item).collect();
    items.push(Item::new("nobody known", "counts as unresolved", choice(None)));
    items.push(Item::new("another name …", "type it", other));
    items
}

fn speaker_name(profile: &Profile, speaker: Option<u32>) -> &str {
    speaker.and_then(|s| profile.entities.get(s as usize)).map_or("not known", |e| e.name.as_str())
}

fn speaker_item(profile: &Profile, article: usize, at: Span, now: Option<u32>) -> Item {
    let change = |speaker| Choice::Change(article, Some(at), Change::Speaker { speaker });
    let items = speakers(profile, change, Choice::Ask(Ask::Speaker(article, at), String::new()));
    let now = speaker_name(profile, now);
    Item::new("speaker …", format!("now: {now}"), Choice::More("who speaks here?".to_owned(), items))
}

/// Speaker and class of the quotations at the place.
fn quotations(profile: &Profile, article: usize, span: Span) -> Vec<Near> {
    let here = profile.quotations.iter().filter(|q| q.span.overlaps(span)).take(MOST);
    here.map(|q| (distance(q.span, span), vec![speaker_item(profile, article, q.span, q.speaker), class(q, article)]))
        .collect()
}

fn class(quote: &Quotation, article: usize) -> Item {
    let classes = [
        (QuoteClass::Speech, "speech", "words credited to a speaker"),
        (QuoteClass::Scare, "scare quotes", "irony, distance"),
        (QuoteClass::Term, "term", "a term of art, a nickname, a slogan"),
        (QuoteClass::Title, "title", "of a work or a programme"),
        (QuoteClass::Nested, "nested", "inside another quotation"),
    ];
    let mut classes: Vec<Item> = classes
        .into_iter()
        .map(|(class, name, help)| {
            let choice = Choice::Change(article, Some(quote.span), Change::QuoteClass { class });
            let mut item = Item::new(name, help, choice);
            if class == quote.class { "now" } else { "" }.clone_into(&mut item.key);
            item
        })
        .collect();
    if quote.counted() {
        classes.push(own_words(article, quote.span));
    }
    Item::new("class …", "what these words in marks are", Choice::More("what are these words?".to_owned(), classes))
}

fn own_words(article: usize, span: Span) -> Item {
    Item::new(
        "not a quotation",
        "nobody’s speech: the outlet’s own words",
        Choice::Change(article, Some(span), Change::Narrator),
    )
}

/// Indirect speech at the place: whose it is, and that it is none.
fn indirect(profile: &Profile, article: usize, span: Span) -> Vec<Near> {
    let quoted = |s: Span| profile.quotations.iter().any(|q| q.counted() && q.span.overlaps(s));
    let speech = profile.attributions.iter().filter(|a| a.act == Act::Speech);
    let here = speech.filter_map(|a| {
        let content = a.content.iter().copied().find(|c| c.overlaps(span) && !quoted(*c))?;
        let not = Choice::Change(article, Some(content), Change::Narrator);
        let items = vec![
            speaker_item(profile, article, content, a.speaker),
            Item::new("not indirect speech", "the outlet’s own words", not),
        ];
        Some((distance(content, span), items))
    });
    here.take(MOST).collect()
}

/// A marked passage as a quotation of somebody; of a word alone that is said of the quotation around it, if of any.
fn quoted_item(entry: &Entry, profile: &Profile, article: usize, span: Span) -> Option<Item> {
    let known = profile.quotations.iter().any(|q| q.counted() && (q.span == span || q.inner == span));
    if known || !is_passage(entry, span) {
        return None;
    }
    let change = |speaker| Choice::Change(article, Some(span), Change::Quotation { speaker });
    let items = speakers(profile, change, Choice::Ask(Ask::Quotation(article, span), String::new()));
    Some(Item::new(
        "a quotation of …",
        "exactly these words, in marks or not",
        Choice::More("whose words are these?".to_owned(), items),
    ))
}

/// The sentence at a place of the body, as a span.
fn sentence(profile: &Profile, span: Span) -> Option<(u32, Span)> {
    let at = profile.document.sentence_at(span.start as usize)?;
    Some((at as u32, profile.document.sentences.get(at)?.span))
}

/// The topics that have a cue at the place, and the one that the passage was listed for, which comes first.
fn topics(profile: &Profile, article: usize, span: Span, topic: Option<&str>) -> Vec<Near> {
    let Some((index, place)) = sentence(profile, span) else { return Vec::new() };
    let here = profile.topics.iter().filter(|t| t.sentences.contains(&index));
    let near = here.filter_map(|t| {
        let meant = topic == Some(t.id.as_str());
        let cue = t.cues.iter().filter(|c| c.span.overlaps(span)).map(|c| distance(c.span, span)).min();
        // A whole sentence stands for no single one of its topics.
        let cue = cue.filter(|_| topic.is_none() && span.len() < place.len() / 2);
        let distance = if meant { 0 } else { cue? };
        let change = Change::Topic { topic: t.id.clone(), on: false };
        let detail = format!("“{}”, this sentence", t.label);
        Some((distance, vec![Item::new("not about this topic", detail, Choice::Change(article, Some(place), change))]))
    });
    near.take(MOST).collect()
}

/// All topics, each to be switched on or off for the sentence: those it has, those of the article, those of the lists.
fn topics_item(app: &App, profile: &Profile, article: usize, span: Span) -> Option<Item> {
    let (index, place) = sentence(profile, span)?;
    let item = |id: &str, label: &str, on: bool, help: &str| {
        let mark = if on { "[x]" } else { "[ ]" };
        let change = Change::Topic { topic: id.to_owned(), on: !on };
        Item::new(format!("{mark} {label}"), help, Choice::Change(article, Some(place), change))
    };
    let has = |t: &&Coverage| t.sentences.contains(&index);
    let (own, others): (Vec<&Coverage>, Vec<&Coverage>) = profile.topics.iter().partition(has);
    let mut items: Vec<Item> = own.iter().map(|t| item(&t.id, &t.label, true, "this sentence")).collect();
    items.extend(others.iter().map(|t| item(&t.id, &t.label, false, "this sentence")));
    let known = |id: &str| profile.topics.iter().any(|t| t.id == id);
    let listed = app.lists.all_topics().filter(|(_, g)| !known(&g.id));
    items.extend(listed.map(|(_, g)| item(&g.id, &g.label, false, "not elsewhere in this article")));
    Some(Item::new("topics …", "of this sentence", Choice::More("topics of this sentence".to_owned(), items)))
}

/// A topic as a whole: off in an article, or back to what its cues find.
pub(super) fn topic_row(app: &App, t: &TopicRow, row: &Row) -> Vec<Item> {
    let mut items = Vec::new();
    if row.passages.iter().any(|p| !p.is_empty()) {
        items.push(Item::new("open the passages", "e on one corrects its sentence", Choice::Act(Action::Open)));
    }
    for side in Side::BOTH {
        let Some(entry) = app.entry(side) else { continue };
        let (count, edited) = (t.counts.get(side.index()).copied(), t.edited.get(side.index()) == Some(&true));
        let article = app.article(side);
        let whole = |on| Choice::Change(article, None, Change::Topic { topic: t.id.clone(), on });
        if count > Some(0) {
            let detail = format!("none of the sentences of {}", entry.label);
            items.push(Item::new(format!("{} is not about it", side.letter()), detail, whole(false)));
        }
        if edited {
            let detail = format!("{} without what was changed by hand", entry.label);
            items.push(Item::new(format!("{} as the cues say", side.letter()), detail, whole(true)));
        }
    }
    items
}
