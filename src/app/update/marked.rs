//! Passages marked in the evidence: what is said of them is said of all at once. So a speaker is split in two.

use super::{Answer, corrections, menus, say};
use crate::{
    analysis::entities::EntityKind,
    app::{
        definitions::counted,
        effect::Effect,
        lens::Side,
        overlay::{Ask, Choice, Item, Menu, Overlay, Passages},
        state::App,
    },
    comparison::Evidence,
    text::Span,
    workspace::{Change, Entry},
};

fn top(app: &mut App) -> Option<&mut Passages> {
    match app.overlays.last_mut() {
        Some(Overlay::Evidence(p)) => Some(p),
        _ => None,
    }
}

/// Marks the selected passage, or takes the mark off, and goes to the next one.
pub(super) fn toggle(app: &mut App) -> Answer {
    let p = top(app)?;
    let (side, len) = (p.side.index(), p.here().len());
    let at = p.at.get_mut(side)?;
    let marked = p.marked.get_mut(side)?;
    match marked.iter().position(|m| m == at) {
        Some(i) => {
            marked.remove(i);
        }
        None => marked.push(*at),
    }
    *at = (*at + 1).min(len.saturating_sub(1));
    let n = marked.len();
    Some(say(
        app,
        if n == 0 {
            "no passage is marked".to_owned()
        } else {
            format!("{} marked; e corrects them together", counted(n, "passage"))
        },
    ))
}

/// What can be said of the marked passages together; `None` where none is marked.
pub(super) fn dialog(app: &mut App) -> Answer {
    let p = top(app)?;
    let side = p.side.index();
    let marked = p.marked.get(side).filter(|m| !m.is_empty())?;
    let spans: Vec<Span> = marked.iter().filter_map(|i| p.here().get(*i)).map(|e| e.span).collect();
    let article = *p.articles.get(side)?;
    let entry = app.corpus.entries.get(article)?.clone();
    let mut items = loaded(&entry, article, &spans);
    if is_speech(&entry, &spans) {
        let said = counted(spans.len(), "passage");
        items.insert(
            0,
            Item::new(
                "said by …",
                "another person says them",
                Choice::More(format!("who says these {said}?"), speakers(&entry, article, &spans)),
            ),
        );
    }
    if items.is_empty() {
        return Some(say(app, "marked passages can be corrected together where they are speech or loaded terms"));
    }
    Some(menus::show(app, Menu::new(format!("correct {}", counted(spans.len(), "passage")), items)))
}

fn is_speech(entry: &Entry, spans: &[Span]) -> bool {
    let Some(profile) = entry.open() else { return false };
    let speech = |span: &Span| {
        profile.quotations.iter().any(|q| q.span.overlaps(*span))
            || profile.attributions.iter().any(|a| a.content.iter().any(|c| c.overlaps(*span)))
    };
    spans.iter().all(speech)
}

fn speakers(entry: &Entry, article: usize, spans: &[Span]) -> Vec<Item> {
    let profile = entry.open();
    let entities = profile.iter().flat_map(|p| &p.entities);
    let mut items = vec![Item::new(
        "another name …",
        "type it",
        Choice::Ask(Ask::Speakers(article, spans.to_vec()), String::new()),
    )];
    items.extend(entities.filter(|e| e.kind != EntityKind::Place || !e.mentions.is_empty()).map(|e| {
        let change = Change::Speaker { speaker: Some(e.name.clone()) };
        Item::new(
            e.name.clone(),
            e.office.clone().unwrap_or_default(),
            Choice::ChangeAll(article, spans.to_vec(), change),
        )
    }));
    items.push(Item::new(
        "nobody known",
        "counts as unresolved",
        Choice::ChangeAll(article, spans.to_vec(), Change::Speaker { speaker: None }),
    ));
    items
}

fn loaded(entry: &Entry, article: usize, spans: &[Span]) -> Vec<Item> {
    let profile = entry.open();
    let hits = || profile.iter().flat_map(|p| &p.loaded);
    if !spans.iter().all(|s| hits().any(|h| h.span == *s)) {
        return Vec::new();
    }
    let change = |counted| {
        let change = Change::Loaded { counted, category: None, weight: None, gloss: None };
        Choice::ChangeAll(article, spans.to_vec(), change)
    };
    vec![
        Item::new("not loaded", "at these places", change(false)),
        Item::new("loaded", "at these places", change(true)),
    ]
}

/// Opens all passages of a speaker, direct and indirect, to mark those of somebody else.
pub(super) fn split(app: &mut App, article: usize, entity: u32) -> Vec<Effect> {
    let Some(profile) = app.corpus.entries.get(article).and_then(Entry::open) else { return Vec::new() };
    let name = profile.entities.get(entity as usize).map_or_else(String::new, |e| e.name.clone());
    let quotes = profile.quotations.iter().filter(|q| q.counted() && q.speaker == Some(entity));
    let mut list: Vec<Evidence> = quotes.map(|q| Evidence { span: q.span, why: q.why.clone() }).collect();
    let direct: Vec<Span> = list.iter().map(|e| e.span).collect();
    let indirect = profile.attributions.iter().filter(|a| a.speaker == Some(entity));
    let indirect = indirect.flat_map(|a| a.content.iter().map(|&span| Evidence { span, why: a.why.clone() }));
    list.extend(indirect.filter(|e| !direct.iter().any(|d| d.overlaps(e.span))));
    list.sort_by_key(|e| e.span);
    list.dedup_by_key(|e| e.span);
    if list.len() < 2 {
        return say(app, format!("{name} has one passage; e on it changes its speaker"));
    }
    let side = if app.pair.1 == article { Side::B } else { Side::A };
    let mut lists: [Vec<Evidence>; 2] = Default::default();
    if let Some(slot) = lists.get_mut(side.index()) {
        *slot = list;
    }
    let title = format!("which of these are not {name}?");
    let articles = [app.pair.0, app.pair.1];
    app.overlays.push(Overlay::Evidence(Passages { title, articles, lists, side, ..Passages::default() }));
    say(app, "Space marks the passages of another person, e names that person")
}

/// The speaker of the marked passages, as typed.
pub(super) fn named(app: &mut App, article: usize, spans: &[Span], text: String) -> Vec<Effect> {
    if text.is_empty() {
        return say(app, "left as it was");
    }
    corrections::make_all(app, article, spans, &Change::Speaker { speaker: Some(text) })
}
