//! Opening what is selected, and going back.

use super::{Answer, complain, moves, pairs, say};
use crate::{
    app::{
        action::Action,
        effect::Effect,
        lens::{Lens, Panel, Side},
        overlay::{Overlay, Passages, Sheet},
        rows::{Row, What},
        state::{App, TextView},
        whole::{self, Cell, Matrix},
    },
    comparison::MeasureId,
    text::Span,
};

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    Some(match action {
        Action::Open => open(app),
        Action::Back => back(app),
        Action::Define => define(app),
        Action::Warnings => sheet(app, Sheet::Warnings),
        Action::Help => sheet(app, Sheet::Help),
        Action::Dropped => dropped(app),
        Action::Messages if app.problems().next().is_none() => say(app, "nothing went wrong so far"),
        Action::Messages => sheet(app, Sheet::Messages),
        Action::Lists => sheet(app, Sheet::Lists),
        Action::NextDifference => difference(app, 1),
        Action::PreviousDifference => difference(app, -1),
        _ => return None,
    })
}

fn sheet(app: &mut App, sheet: Sheet) -> Vec<Effect> {
    if sheet == Sheet::Warnings && !app.lens.is_pair() && app.lens != Lens::Story {
        return say(app, "warnings are about a pair: open one with Enter");
    }
    app.overlays.push(Overlay::Sheet(sheet, 0));
    Vec::new()
}

fn dropped(app: &mut App) -> Vec<Effect> {
    if !app.lens.is_pair()
        && let Some(article) = app.selected_article()
    {
        let other = if app.pair.1 == article { app.pair.0 } else { app.pair.1 };
        pairs::choose(app, article, other);
        app.side = Side::A;
    }
    sheet(app, Sheet::Dropped(app.side))
}

fn open(app: &mut App) -> Vec<Effect> {
    match (app.lens, app.panel) {
        (Lens::Overview | Lens::Across, _) => open_pair(app),
        (Lens::Story, _) => open_cell(app),
        (_, Panel::TextA) => at_top(app, Side::A),
        (_, Panel::TextB) => at_top(app, Side::B),
        _ => {
            let Some(row) = app.selected(app.panel).cloned() else { return say(app, "nothing is selected here") };
            evidence(app, &row)
        }
    }
}

/// The pair of a cell, or the quotations behind it.
fn open_cell(app: &mut App) -> Vec<Effect> {
    match app.whole.cell() {
        None => say(app, "there is nothing to open here"),
        Some(Cell::Pair(a, b)) if a == b => say(app, "an article beside itself: choose a cell off the diagonal"),
        Some(Cell::Pair(a, b)) => {
            moves::remember(app);
            pairs::choose(app, a, b);
            app.side = Side::A;
            app.panel = Panel::Table;
            let lens = if app.whole.matrix == Matrix::Copy { Lens::Differences } else { Lens::Voices };
            moves::show(app, lens)
        }
        Some(Cell::Quoted(row, column)) => quoted_cell(app, row, column),
    }
}

fn quoted_cell(app: &mut App, row: usize, column: usize) -> Vec<Effect> {
    let Some(article) = app.whole.article() else { return Vec::new() };
    let who = app.whole.row_label(row).to_owned();
    let shares = whole::shares(app, row);
    let Some(share) = shares.get(column) else { return say(app, "still working it out …") };
    if share.passages.is_empty() {
        return say(app, format!("{who}: no quoted words in {}", share.label));
    }
    let other = if app.pair.0 == article { app.pair.1 } else { app.pair.0 };
    app.overlays.push(Overlay::Evidence(Passages {
        title: format!("{who} in {}: {} quoted words", share.label, share.words),
        measure: Some(MeasureId::QuotedShare),
        articles: [article, other],
        lists: [share.passages.clone(), Vec::new()],
        side: Side::A,
        ..Passages::default()
    }));
    Vec::new()
}

/// Two marked articles, or the selected one with its neighbour.
fn open_pair(app: &mut App) -> Vec<Effect> {
    if app.corpus.entries.is_empty() {
        return complain(app, "no article is open: F opens files");
    }
    let selected = app.selected_article().unwrap_or(0);
    let (a, b) = match app.overview.marked.as_slice() {
        [a, b] => (*a, *b),
        [a] if *a != selected => (*a, selected),
        _ if selected == app.pair.0 => app.pair,
        _ => (selected, neighbour(app, selected)),
    };
    pairs::choose(app, a, b);
    app.side = Side::A;
    app.panel = Panel::ListA;
    moves::show(app, Lens::Voices)
}

/// The article below in the table, or above at its end.
fn neighbour(app: &App, article: usize) -> usize {
    let together = |other: &&usize| **other != article && app.story_of(article) == app.story_of(**other);
    let story: Vec<usize> = app.overview.order.iter().filter(|o| **o == article || together(o)).copied().collect();
    // A story of one article has no neighbour of its own.
    let order = if story.len() > 1 { &story } else { &app.overview.order };
    let at = order.iter().position(|o| *o == article).unwrap_or(0);
    let below = order.get(at + 1).or_else(|| order.get(at.wrapping_sub(1)));
    below.copied().filter(|b| *b != article).unwrap_or(usize::from(article == 0))
}

/// The quotation or loaded term at the marked place or at the top of a text.
fn at_top(app: &mut App, side: Side) -> Vec<Effect> {
    if app.lens != Lens::Text {
        moves::remember(app);
        app.panel = Panel::text(side);
        return moves::show(app, Lens::Text);
    }
    let Some(passages) = super::find::passages_in_view(app, side) else {
        return say(app, "no quotation or loaded term in view");
    };
    app.overlays.push(Overlay::Evidence(passages));
    Vec::new()
}

/// The passages behind a row.
pub(super) fn evidence(app: &mut App, row: &Row) -> Vec<Effect> {
    let [a, b] = &row.passages;
    if a.is_empty() && b.is_empty() {
        return say(app, format!("{}: no passage stands behind this; i explains the measure", row.label));
    }
    let side = if a.is_empty() || (app.side == Side::B && !b.is_empty()) { Side::B } else { Side::A };
    let measure = match &row.what {
        What::Measure(m) => Some(m.id),
        What::Term(_) => Some(MeasureId::LoadedDensity),
        What::Voice(_) => Some(MeasureId::QuotedShare),
        _ => None,
    };
    let topic = if let What::Topic(t) = &row.what { Some(t.id.clone()) } else { None };
    app.overlays.push(Overlay::Evidence(Passages {
        title: row.label.clone(),
        measure,
        topic,
        articles: [app.pair.0, app.pair.1],
        lists: row.passages.clone(),
        side,
        ..Passages::default()
    }));
    Vec::new()
}

/// Goes to a passage in the text; `Back` returns to where one was.
pub(super) fn go(app: &mut App, article: usize, span: Span) -> Vec<Effect> {
    moves::remember(app);
    let side = match (app.pair.0 == article, app.pair.1 == article) {
        (true, true) => app.side,
        (_, true) => Side::B,
        (true, _) => Side::A,
        _ => {
            let (a, b) = if app.side == Side::B { (app.pair.0, article) } else { (article, app.pair.1) };
            pairs::choose(app, a, b);
            app.side
        }
    };
    app.panel = Panel::text(side);
    app.side = side;
    moves::show(app, Lens::Text);
    show_passage(app, side, span);
    Vec::new()
}

/// Marks a passage and puts it in the upper third of its pane.
pub(super) fn show_passage(app: &mut App, side: Side, span: Span) {
    reveal(app, side, span);
    if let Some(view) = app.text.get_mut(side.index()) {
        *view = TextView { top: span.start as usize, selected: Some(span), centered: true, ..TextView::default() };
    }
}

/// A passage in a line that is not shown switches the layer of such lines on.
pub(super) fn reveal(app: &mut App, side: Side, span: Span) {
    let Some(article) = app.text_of(side) else { return };
    let role = article.lines.get(article.line_of(span.start as usize) - 1).map(|l| l.role);
    let layer = crate::app::lens::Layer::Dropped;
    if role.is_some_and(|r| !crate::app::wraps::is_shown(r)) && !app.layers.has(layer) {
        app.layers.toggle(layer);
    }
}

fn back(app: &mut App) -> Vec<Effect> {
    if app.prefix.take().is_some() || app.overlays.pop().is_some() {
        return Vec::new();
    }
    if app.progress.is_some() {
        return vec![Effect::Cancel];
    }
    let side = app.panel.side().filter(|_| app.lens.is_pair() && app.panel.is_text());
    if side.and_then(|s| app.text.get_mut(s.index())?.anchor.take()).is_some() {
        return Vec::new();
    }
    let filter = app.filters.remove(&(app.lens, app.panel));
    if filter.is_some() || app.search.take().is_some() {
        return Vec::new();
    }
    if !app.lens.is_pair() && !app.overview.filter.is_empty() {
        app.overview.filter.clear();
        let kept = app.selected_article();
        pairs::arrange(app, kept);
        return Vec::new();
    }
    if let Some(effects) = back_to_place(app) {
        return effects;
    }
    if app.lens == Lens::Overview {
        app.overview.marked.clear();
        return say(app, "q quits");
    }
    moves::show(app, Lens::Overview)
}

/// To where one was before the last jump.
fn back_to_place(app: &mut App) -> Answer {
    let place = app.history.pop()?;
    app.lens = place.lens;
    app.panel = place.panel;
    if app.pair != place.pair {
        pairs::choose(app, place.pair.0, place.pair.1);
    }
    app.text = place.text;
    app.overlays = place.overlays;
    Some(Vec::new())
}

/// The definition of what is selected.
fn define(app: &mut App) -> Vec<Effect> {
    let measure = match app.lens {
        Lens::Across => Some(app.across),
        Lens::Overview => match app.overview.sort {
            crate::app::overview::Column::Measure(id) => Some(id),
            _ => None,
        },
        _ => app.selected(app.panel).and_then(|r| match &r.what {
            What::Measure(m) => Some(m.id),
            What::Voice(_) => Some(MeasureId::QuotedShare),
            What::Term(_) => Some(MeasureId::LoadedDensity),
            _ => None,
        }),
    };
    let sheet = measure.map_or_else(|| Sheet::Term(app.lens.name().to_owned()), Sheet::Definition);
    app.overlays.push(Overlay::Sheet(sheet, 0));
    Vec::new()
}

/// The next difference: in the texts the next aligned passage, elsewhere the next row of the Differences lens.
fn difference(app: &mut App, step: isize) -> Vec<Effect> {
    if !app.lens.is_pair() {
        return say(app, "differences are between two articles: open a pair with Enter");
    }
    if app.lens == Lens::Text {
        return aligned(app, step);
    }
    if app.lens != Lens::Differences {
        app.panel = Panel::Table;
        moves::show(app, Lens::Differences);
    }
    app.panel = Panel::Table;
    let shown = app.shown(Panel::Table);
    let rows = app.rows(Panel::Table);
    let real =
        |i: usize| shown.get(i).and_then(|r| rows.get(*r)).is_some_and(|r| !matches!(r.what, What::Head | What::Plain));
    let at = app.cursor(Panel::Table);
    let found = if step > 0 { (at + 1..shown.len()).find(|i| real(*i)) } else { (0..at).rev().find(|i| real(*i)) };
    match found {
        Some(i) => {
            moves::set_cursor(app, Panel::Table, i);
            Vec::new()
        }
        None => say(app, "no further difference"),
    }
}

/// Marks the next pair of aligned passages in both texts.
fn aligned(app: &mut App, step: isize) -> Vec<Effect> {
    let Some(comparison) = app.pairing.comparison.clone() else { return say(app, "still comparing …") };
    let mut pairs: Vec<(Span, Span)> = comparison.alignments.iter().map(|x| (x.a, x.b)).collect();
    let key = |p: &(Span, Span)| if app.side == Side::A { p.0 } else { p.1 };
    pairs.sort_by_key(key);
    let now = app.place(app.side).start;
    let fresh = app.passage(app.side).is_none();
    let found = if step > 0 {
        pairs.iter().find(|p| key(p).start > now || (fresh && key(p).start >= now))
    } else {
        pairs.iter().rev().find(|p| key(p).start < now)
    };
    let Some(&(a, b)) = found else { return say(app, "no further aligned passage") };
    show_passage(app, Side::A, a);
    show_passage(app, Side::B, b);
    Vec::new()
}

/// One step back, clearing neither filters nor searches on the way.
pub(super) fn leave(app: &mut App) -> Vec<Effect> {
    if app.prefix.take().is_some() || app.overlays.pop().is_some() {
        return Vec::new();
    }
    back_to_place(app).unwrap_or_else(|| moves::show(app, Lens::Overview))
}
