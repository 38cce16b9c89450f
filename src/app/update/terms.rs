//! Loaded terms by hand: adding one, changing one here or in the whole corpus.

use super::{complain, corrections, menus, say};
use crate::{
    analysis::loaded::{Category, LoadedHit},
    app::{
        action::Action,
        cursor::distance,
        definitions,
        effect::Effect,
        overlay::{Ask, Choice, Item, Menu, Overlay, Prompt},
        rows::Row,
        state::App,
    },
    text::{Span, words},
    workspace::{Change, Entry},
};

/// How many hits at one place are offered.
const MOST: usize = 8;

/// How long a passage may be to be offered as a term, in bytes.
const LONGEST: u32 = 80;

/// What can be said of the loaded terms at a place, with how much each differs from it.
pub(super) fn near(app: &App, article: usize, span: Span) -> Vec<(u32, Vec<Item>)> {
    let Some(entry) = app.corpus.entries.get(article) else { return Vec::new() };
    let profile = entry.open();
    let hits: Vec<&LoadedHit> =
        profile.iter().flat_map(|p| &p.loaded).filter(|h| h.span.overlaps(span)).take(MOST).collect();
    let items = |hit: &LoadedHit| match hits[..] {
        [_] => of_hit(app, entry, article, hit),
        _ => vec![folded(app, entry, article, hit)],
    };
    hits.iter().map(|hit| (distance(hit.span, span), items(hit))).collect()
}

/// One hit of several, as an item that opens its own menu.
fn folded(app: &App, entry: &Entry, article: usize, hit: &LoadedHit) -> Item {
    let label = format!("“{}” …", entry.article.slice(hit.span));
    let (category, _) = definitions::loaded(&app.lists, hit);
    let state = if hit.counted { "counted" } else { "not counted" };
    let items = of_hit(app, entry, article, hit);
    Item::new(label.clone(), format!("loaded term: {category}, {state}"), Choice::More(label, items))
}

fn of_hit(app: &App, entry: &Entry, article: usize, hit: &LoadedHit) -> Vec<Item> {
    let words = entry.article.slice(hit.span);
    let at = Some(hit.span);
    let (category, _) = definitions::loaded(&app.lists, hit);
    let (verb, help) =
        if hit.counted { ("not loaded", "the words are not loaded here") } else { ("loaded", "it is loaded here") };
    let mut items = vec![
        Item::new(format!("“{words}” is {verb} here"), help, Choice::Change(article, at, here(!hit.counted, None))),
        Item::new(
            "category here …",
            format!("“{words}”, now: {category}"),
            Choice::More(
                format!("what is “{words}” here?"),
                kinds(|c| Choice::Change(article, at, here(true, Some(c)))),
            ),
        ),
        Item::new(
            "weight here …",
            format!("“{words}”, now: {:.2}", hit.weight),
            Choice::Ask(Ask::Weight(article, hit.span), format!("{:.2}", hit.weight)),
        ),
    ];
    if let Some(listed) = app.lists.loaded.get(hit.entry) {
        items.extend(in_corpus(article, &listed.term));
    }
    items
}

/// What can be said of a term of the lists, wherever it stands.
fn in_corpus(article: usize, term: &str) -> Vec<Item> {
    let change = |counted, category| {
        let term = term.to_owned();
        Choice::Change(article, None, Change::Term { term, counted, category, weight: None, gloss: None })
    };
    vec![
        Item::new(
            "category in the corpus …",
            format!("“{term}”, wherever it stands"),
            Choice::More(format!("what is “{term}”?"), kinds(|c| change(true, Some(c)))),
        ),
        Item::new("not loaded in the corpus", format!("no “{term}” counts in these articles"), change(false, None)),
        Item::new("loaded in the corpus", format!("every “{term}” counts in these articles"), change(true, None)),
    ]
}

/// What can be said of the selected row of loaded terms.
pub(super) fn row_items(app: &App, article: usize, row: &Row) -> Vec<Item> {
    let mut items = vec![Item::new("open the passages", "e on one corrects it there", Choice::Act(Action::Open))];
    let first = row.passages.iter().flatten().next().map(|e| e.span);
    let hit = first.and_then(|span| {
        let profile = app.corpus.entries.get(article)?.open()?;
        profile.loaded.iter().find(|h| h.span == span).map(|h| h.entry)
    });
    if let Some(listed) = hit.and_then(|entry| app.lists.loaded.get(entry)) {
        items.extend(in_corpus(article, &listed.term));
    }
    items.push(typed_item(article, None));
    items
}

/// Where nothing is selected: adding a term by typing it.
pub(super) fn typed_item(article: usize, place: Option<Span>) -> Item {
    Item::new(
        "add a loaded term …",
        "type: phrase, category, gloss",
        Choice::Ask(Ask::Term(article, place), String::new()),
    )
}

/// The words of a passage without the marks around them, where they may be a term.
fn phrase(entry: &Entry, span: Span) -> Option<Span> {
    let words = bare(&entry.article.text, span);
    let fits = (3..=LONGEST).contains(&(words.end - words.start)) && !entry.article.slice(words).contains('\n');
    fits.then_some(words)
}

/// The words of the place itself as a loaded term, where they are none.
pub(super) fn own_item(entry: &Entry, article: usize, span: Span) -> Option<Item> {
    let words = phrase(entry, span)?;
    let known = entry.open().is_some_and(|p| p.loaded.iter().any(|h| h.span == words));
    let detail = format!("“{}”: choose its category", entry.article.slice(words));
    (!known).then(|| Item::new("a loaded term …", detail, Choice::Kind(article, words)))
}

/// Adding a term: the marked passage, a word of the sentence, or what is typed.
pub(super) fn add_item(entry: &Entry, article: usize, span: Span) -> Item {
    let sentence = sentence_at(entry, span);
    let mut items = Vec::new();
    let mut offer = |span: Span| {
        let words = entry.article.slice(span);
        items.push(Item::new(format!("“{words}”"), "choose its category", Choice::Kind(article, span)));
    };
    if let Some(words) = phrase(entry, span) {
        offer(words);
    }
    let text = entry.article.slice(sentence);
    for word in words::words(text).map(|w| bare(text, w)).filter(|w| w.of(text).chars().count() > 3) {
        offer(Span::new((sentence.start + word.start) as usize, (sentence.start + word.end) as usize));
    }
    let typed = Choice::Ask(Ask::Term(article, Some(sentence)), String::new());
    items.insert(0, Item::new("type it …", "phrase, category, gloss", typed));
    Item::new(
        "add a loaded term …",
        "a word of this sentence, or a phrase",
        Choice::More("which words are loaded?".to_owned(), items),
    )
}

/// A word without the marks around it.
pub(super) fn bare(text: &str, word: Span) -> Span {
    let raw = word.of(text);
    let from = raw.find(char::is_alphanumeric).unwrap_or(0);
    let len = raw.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    Span::new(word.start as usize + from, word.start as usize + len.max(from))
}

/// The sentence at a place; outside the body its line.
pub(super) fn sentence_at(entry: &Entry, span: Span) -> Span {
    let profile = entry.open();
    let document = profile.as_ref().map(|p| &p.document);
    let sentence = document.and_then(|d| d.sentences.get(d.sentence_at(span.start as usize)?).map(|s| s.span));
    let line = || entry.article.lines.get(entry.article.line_of(span.start as usize) - 1).map(|l| l.span);
    sentence.or_else(line).unwrap_or(span)
}

const fn here(counted: bool, category: Option<Category>) -> Change {
    Change::Loaded { counted, category, weight: None, gloss: None }
}

/// The categories to choose from.
fn kinds(choice: impl Fn(Category) -> Choice) -> Vec<Item> {
    Category::ALL.into_iter().map(|c| Item::new(c.name(), c.meaning(), choice(c))).collect()
}

/// The words are chosen: asks for the category, then where it counts.
pub(super) fn kind(app: &mut App, article: usize, span: Span) -> Vec<Effect> {
    let Some(words) = app.corpus.entries.get(article).map(|e| e.article.slice(span).to_owned()) else {
        return Vec::new();
    };
    let items = kinds(|c| {
        let items = scopes(article, span, &words, c, None);
        Choice::More(format!("“{words}” is loaded"), items)
    });
    app.overlays.push(Overlay::Menu(Menu::new(format!("what is “{words}”?"), items)));
    Vec::new()
}

fn scopes(article: usize, span: Span, words: &str, category: Category, gloss: Option<&String>) -> Vec<Item> {
    let (gloss, term, category) = (gloss.cloned(), words.to_owned(), Some(category));
    let here = Change::Loaded { counted: true, category, weight: None, gloss: gloss.clone() };
    let everywhere = Change::Term { term, counted: true, category, weight: None, gloss };
    vec![
        Item::new("here", "at this place alone", Choice::Change(article, Some(span), here)),
        Item::new("in the corpus", "wherever it stands in these articles", Choice::Change(article, None, everywhere)),
    ]
}

/// A term as typed: `phrase, category, gloss`. A mistake leaves the line open.
pub(super) fn typed(app: &mut App, ask: &Ask, text: &str) -> Vec<Effect> {
    let Ask::Term(article, place) = ask else { return Vec::new() };
    if text.is_empty() {
        return say(app, "nothing is added");
    }
    let mut parts = text.splitn(3, ',').map(str::trim);
    let mut next = || parts.next().unwrap_or("").to_owned();
    let (phrase, kind, gloss) = (next(), next(), next());
    let mistake = |app: &mut App, message: String| {
        app.overlays.push(Overlay::Prompt(Prompt::new(ask.clone(), text).kept()));
        complain(app, message)
    };
    if !phrase.chars().any(char::is_alphanumeric) {
        return mistake(app, "the phrase comes first: phrase, category, gloss".to_owned());
    }
    let known = Category::ALL.into_iter().filter(|c| c.name().starts_with(&kind.to_lowercase()));
    let category = match (Category::named(&kind), known.collect::<Vec<_>>().as_slice()) {
        (Some(category), _) => category,
        (None, [one]) => *one,
        _ => {
            let names: Vec<&str> = Category::ALL.iter().map(|c| c.name()).collect();
            return mistake(app, format!("write “{phrase}, category, gloss”; categories: {}", names.join(", ")));
        }
    };
    let gloss = (!gloss.is_empty()).then_some(gloss);
    let found = place.and_then(|place| {
        let entry = app.corpus.entries.get(*article)?;
        crate::app::search::find(&entry.article.text, &phrase, 1000).into_iter().find(|s| place.covers(*s))
    });
    let Some(span) = found else {
        let change = Change::Term { term: phrase, counted: true, category: Some(category), weight: None, gloss };
        return corrections::make(app, *article, None, change);
    };
    let words = app.corpus.entries.get(*article).map_or_else(String::new, |e| e.article.slice(span).to_owned());
    let items = scopes(*article, span, &words, category, gloss.as_ref());
    menus::show(app, Menu::new(format!("“{words}” is loaded"), items))
}

/// A weight as typed.
pub(super) fn weighed(app: &mut App, article: usize, span: Span, text: &str) -> Vec<Effect> {
    let weight: Option<f32> = text.replace(',', ".").parse().ok().filter(|w| (0.0..=1.0).contains(w));
    let Some(weight) = weight else {
        app.overlays.push(Overlay::Prompt(Prompt::new(Ask::Weight(article, span), text).kept()));
        return complain(app, format!("'{text}' is no weight; write a number from 0 to 1"));
    };
    let counted = weight >= app.lists.loaded.model.threshold;
    let change = Change::Loaded { counted, category: None, weight: Some(weight), gloss: None };
    corrections::make(app, article, Some(span), change)
}
