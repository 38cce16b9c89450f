//! The cursor of a text: the word it stands on, the passage it stands for, and what the program found there.

use std::sync::Arc;

use super::{
    lens::{Layer, Panel, Side},
    state::App,
    wraps::Wrapped,
};
use crate::{
    analysis::{Profile, attributions::Act, corrections::BY_HAND, quotations::QuoteClass},
    articles::Article,
    text::{Span, words::is_break, wrap},
};

/// The words of a row with the marks around them; of a row without any, the row.
pub fn words(text: &str, row: Span) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut from = None;
    for (at, c) in row.of(text).char_indices() {
        let at = row.start as usize + at;
        match (is_break(c), from) {
            (true, Some(start)) => {
                out.push(Span::new(start, at));
                from = None;
            }
            (false, None) => from = Some(at),
            _ => {}
        }
    }
    out.extend(from.map(|start| Span::new(start, row.end as usize)));
    if out.is_empty() {
        out.push(row);
    }
    out
}

/// The column at which a word of a row begins, in cells.
pub fn column(text: &str, row: Span, word: Span) -> usize {
    text.get(row.start as usize..word.start as usize).map_or(0, wrap::width)
}

/// The word of a row at a column, or the last one before it.
pub fn word_at(text: &str, row: Span, goal: usize) -> Option<Span> {
    let words = words(text, row);
    let before = words.iter().rev().find(|w| column(text, row, **w) <= goal);
    before.or(words.first()).copied()
}

impl App {
    /// The text of a side as it is drawn: its rows, and how many of them the pane shows.
    pub fn laid_out(&self, side: Side) -> (Arc<Wrapped>, usize) {
        let cells = self.layout.text_cells.get(side.index()).copied().filter(|c| *c > 0).unwrap_or(60);
        (self.wrapped(side, cells), self.layout.rows(Panel::text(side), 10))
    }

    /// The word under the cursor of a text; where the text was scrolled away from it, the one in sight nearest to it.
    pub fn word(&self, side: Side) -> Option<Span> {
        let article = self.text_of(side)?;
        let view = self.text.get(side.index())?;
        let (wrapped, height) = self.laid_out(side);
        let top = view.row(&wrapped, height);
        let at = view.cursor.or(view.selected.map(|s| s.start as usize));
        let own = at.map_or(top, |at| wrapped.row_of(at));
        let row = own.clamp(top, (top + height.max(1) - 1).max(top));
        let span = wrapped.rows.get(row.min(wrapped.rows.len().checked_sub(1)?))?.span;
        match at.filter(|_| row == own) {
            Some(at) => {
                let words = words(&article.text, span);
                words.iter().rev().find(|w| w.start as usize <= at).or(words.first()).copied()
            }
            None => word_at(&article.text, span, view.goal.unwrap_or(0)),
        }
    }

    /// The passage of a text that was gone to or marked word by word; `None` where the cursor stands on a word alone.
    pub fn passage(&self, side: Side) -> Option<Span> {
        let view = self.text.get(side.index())?;
        match view.anchor {
            Some(anchor) => Some(anchor.join(self.word(side)?)),
            None => view.selected,
        }
    }

    /// What the cursor of a text stands for: the passage, or the word.
    pub fn place(&self, side: Side) -> Span {
        self.passage(side).or_else(|| self.word(side)).unwrap_or_default()
    }
}

/// Everything that a layer marks in a text, layer by layer; what comes later is drawn over what came earlier.
pub fn layers(profile: &Profile, add: &mut dyn FnMut(Layer, Span)) {
    profile.topics.iter().flat_map(|t| &t.cues).for_each(|c| add(Layer::Topics, c.span));
    let speech = profile.attributions.iter().filter(|a| a.act == Act::Speech);
    speech.flat_map(|a| &a.content).for_each(|s| add(Layer::Indirect, *s));
    for quote in &profile.quotations {
        match quote.class {
            QuoteClass::Speech => add(Layer::Quotes, quote.span),
            QuoteClass::Scare | QuoteClass::Term | QuoteClass::Title => add(Layer::Scare, quote.span),
            QuoteClass::Nested => {}
        }
    }
    profile.naming.iter().for_each(|n| add(Layer::Naming, n.span));
    profile.loaded.iter().filter(|h| h.counted).for_each(|h| add(Layer::Loaded, h.span));
}

/// How much two places differ, in bytes: the finding that differs least from a place is the one that is meant.
pub const fn distance(a: Span, b: Span) -> u32 {
    let from = if a.start > b.start { a.start } else { b.start };
    let to = if a.end < b.end { a.end } else { b.end };
    let both = to.saturating_sub(from);
    (a.end - a.start) + (b.end - b.start) - 2 * both
}

/// Whether a finding at exactly this place was changed by hand; of a sentence, one of its topics.
pub fn is_edited(profile: &Profile, span: Span) -> bool {
    profile.quotations.iter().any(|q| q.edited && q.span == span)
        || profile.attributions.iter().any(|a| a.edited && a.content.contains(&span))
        || profile.loaded.iter().any(|h| h.edited && h.span == span)
        || profile.topics.iter().any(|t| t.edited && t.cues.iter().any(|c| c.why == BY_HAND && c.span == span))
}

/// What the program found at a place, in a few words each, what fits it best first.
pub fn found(app: &App, article: &Article, profile: &Profile, place: Span) -> Vec<String> {
    let mut out: Vec<(u32, String)> = Vec::new();
    let name = |s: Option<u32>| s.and_then(|i| profile.entities.get(i as usize)).map_or("?", |e| e.name.as_str());
    let by_hand = |edited: bool| if edited { ", edited" } else { "" };
    for h in profile.loaded.iter().filter(|h| h.span.overlaps(place)) {
        let (category, _) = super::definitions::loaded(&app.lists, h);
        let state = if h.counted { "loaded" } else { "not counted" };
        let text = format!("“{}” {state}: {category}{}", article.slice(h.span), by_hand(h.edited));
        out.push((distance(h.span, place), text));
    }
    for q in profile.quotations.iter().filter(|q| q.span.overlaps(place)) {
        let what = if q.counted() { format!("quotation of {}", name(q.speaker)) } else { class(q.class).to_owned() };
        out.push((distance(q.span, place), format!("{what}{}", by_hand(q.edited))));
    }
    let quoted = |s: &Span| profile.quotations.iter().any(|q| q.counted() && q.span.overlaps(*s));
    for a in profile.attributions.iter().filter(|a| a.act == Act::Speech) {
        let Some(content) = a.content.iter().find(|c| c.overlaps(place) && !quoted(c)) else { continue };
        let text = format!("indirect speech of {}{}", name(a.speaker), by_hand(a.edited));
        out.push((distance(*content, place), text));
    }
    for t in &profile.topics {
        let Some(cue) = t.cues.iter().find(|c| c.span.overlaps(place)) else { continue };
        out.push((distance(cue.span, place), format!("topic {}{}", t.label, by_hand(t.edited))));
    }
    out.sort_by_key(|(distance, _)| *distance);
    out.into_iter().map(|(_, text)| text).collect()
}

/// What a stretch in marks is, in words.
const fn class(class: QuoteClass) -> &'static str {
    match class {
        QuoteClass::Speech => "quotation",
        QuoteClass::Scare => "scare quotes",
        QuoteClass::Term => "term in marks",
        QuoteClass::Title => "title in marks",
        QuoteClass::Nested => "quotation within a quotation",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_marks_and_know_their_columns() {
        let text = "“We need time,” she said — 議会 closed.";
        let row = Span::new(0, text.len());
        let of: Vec<&str> = words(text, row).iter().map(|w| w.of(text)).collect();
        assert_eq!(of, ["“We", "need", "time,”", "she", "said", "議会", "closed."]);
        let closed = words(text, row)[6];
        assert_eq!(column(text, row, closed), 32, "a wide sign takes two cells");
        assert_eq!(word_at(text, row, 33), Some(closed));
        assert_eq!(word_at(text, row, 31).map(|w| w.of(text)), Some("議会"));
    }

    #[test]
    fn the_finding_that_fits_a_place_best_is_the_nearest() {
        let (word, hit, quote) = (Span::new(20, 26), Span::new(20, 26), Span::new(10, 60));
        assert!(distance(hit, word) < distance(quote, word));
        assert!(distance(quote, quote) < distance(hit, quote));
    }
}
