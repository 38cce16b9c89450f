//! The cursor of a text: moving it by rows, words and marked passages; marking a passage; scrolling.

use super::{Answer, open, say};
use crate::{
    app::{
        action::Action,
        cursor::{self, column, word_at, words},
        effect::Effect,
        lens::Side,
        state::App,
        wraps::Wrapped,
    },
    text::Span,
};

/// Rows that stay in sight above and below the cursor.
const MARGIN: usize = 2;

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    let in_text = app.lens.is_pair() && app.panel.is_text() && app.overlays.is_empty();
    let Some(side) = app.panel.side().filter(|_| in_text) else {
        let wants_text = matches!(action, Action::Select | Action::NextPassage | Action::PreviousPassage);
        return wants_text.then(|| say(app, "this works in a text: 6 shows both"));
    };
    match action {
        Action::Left => move_words(app, side, false),
        Action::Right => move_words(app, side, true),
        Action::Select | Action::Mark => return Some(select(app, side)),
        Action::NextPassage => return Some(next_passage(app, side, true)),
        Action::PreviousPassage => return Some(next_passage(app, side, false)),
        _ => return None,
    }
    Some(Vec::new())
}

/// Moves the cursor by rows; by a page, the text goes with it.
pub(super) fn move_rows(app: &mut App, side: Side, step: isize) {
    let (wrapped, height) = app.laid_out(side);
    let (Some(article), Some(word)) = (app.text_of(side).cloned(), app.word(side)) else { return };
    let Some(view) = app.text.get(side.index()).copied() else { return };
    let row = wrapped.row_of(word.start as usize);
    let target = row.saturating_add_signed(step).min(wrapped.rows.len().saturating_sub(1));
    let span_of = |row: usize| wrapped.rows.get(row).map(|r| r.span).unwrap_or_default();
    let goal = view.goal.unwrap_or_else(|| column(&article.text, span_of(row), word));
    let Some(to) = word_at(&article.text, span_of(target), goal) else { return };
    let top = view.row(&wrapped, height);
    let top = if step.unsigned_abs() > 1 { top.saturating_add_signed(step) } else { top };
    if target == row {
        return;
    }
    put(app, side, to, (top, height), &wrapped);
    if let Some(view) = app.text.get_mut(side.index()) {
        view.goal = Some(goal);
    }
}

/// Moves the cursor by a word, from the end of a row to the next one.
fn move_words(app: &mut App, side: Side, forward: bool) {
    let (wrapped, height) = app.laid_out(side);
    let (Some(article), Some(word)) = (app.text_of(side).cloned(), app.word(side)) else { return };
    let row = wrapped.row_of(word.start as usize);
    let list = |row: usize| wrapped.rows.get(row).map(|r| words(&article.text, r.span)).unwrap_or_default();
    let found = if forward {
        let later = list(row).into_iter().find(|w| w.start > word.start);
        later.or_else(|| list(row + 1).first().copied())
    } else {
        let earlier = list(row).into_iter().rfind(|w| w.start < word.start);
        earlier.or_else(|| list(row.checked_sub(1)?).last().copied())
    };
    let top = app.text.get(side.index()).map_or(0, |v| v.row(&wrapped, height));
    if let Some(to) = found {
        put(app, side, to, (top, height), &wrapped);
    }
}

/// Puts the cursor on a word and keeps it in sight; the passage gone to is left.
fn put(app: &mut App, side: Side, word: Span, (top, height): (usize, usize), wrapped: &Wrapped) {
    let row = wrapped.row_of(word.start as usize);
    let margin = MARGIN.min(height.saturating_sub(1) / 2);
    let most = wrapped.rows.len().saturating_sub(height);
    let top = top.min(row.saturating_sub(margin)).max((row + margin + 1).saturating_sub(height)).min(most);
    let Some(view) = app.text.get_mut(side.index()) else { return };
    view.top = wrapped.offset_of(top);
    (view.centered, view.selected, view.goal) = (false, None, None);
    view.cursor = Some(word.start as usize);
    if app.locked {
        follow(app, side);
    }
}

/// Scrolls a text under its cursor; with the lock on, the other follows by the aligned passages.
pub(super) fn scroll(app: &mut App, side: Side, step: isize) {
    let (wrapped, height) = app.laid_out(side);
    let last = wrapped.rows.len().saturating_sub(height);
    let Some(view) = app.text.get_mut(side.index()) else { return };
    let row = view.row(&wrapped, height).saturating_add_signed(step).min(last);
    view.top = wrapped.offset_of(row);
    view.centered = false;
    if app.locked {
        follow(app, side);
    }
}

/// Brings into the other text what corresponds to the cursor of this one, on the same row of the screen.
fn follow(app: &mut App, side: Side) {
    let Some(comparison) = app.pairing.comparison.clone() else { return };
    let Some(word) = app.word(side) else { return };
    let (wrapped, height) = app.laid_out(side);
    let top = app.text.get(side.index()).map_or(0, |v| v.row(&wrapped, height));
    let below = wrapped.row_of(word.start as usize).saturating_sub(top);
    let here = |x: &crate::comparison::pair::Alignment| if side == Side::A { (x.a, x.b) } else { (x.b, x.a) };
    let mut anchors: Vec<(usize, usize)> =
        comparison.alignments.iter().map(|x| (here(x).0.start as usize, here(x).1.start as usize)).collect();
    anchors.sort_unstable();
    let length = |s: Side| app.text_of(s).map_or(0, |a| a.text.len());
    let target = opposite(&anchors, word.start as usize, (length(side), length(side.other())));
    let (wrapped, _) = app.laid_out(side.other());
    if let Some(view) = app.text.get_mut(side.other().index()) {
        view.top = wrapped.offset_of(wrapped.row_of(target).saturating_sub(below));
        (view.centered, view.selected, view.cursor) = (false, None, Some(target));
    }
}

/// The place that corresponds to `at`, between the aligned places before and after it, as far in as `at` is.
fn opposite(anchors: &[(usize, usize)], at: usize, lengths: (usize, usize)) -> usize {
    let before = anchors.iter().rev().find(|(h, _)| *h <= at).copied().unwrap_or((0, 0));
    let after = anchors.iter().find(|(h, t)| *h > at && *t > before.1).copied().unwrap_or(lengths);
    let part = at.saturating_sub(before.0) as f64 / after.0.saturating_sub(before.0).max(1) as f64;
    before.1 + (part * after.1.saturating_sub(before.1) as f64) as usize
}

/// Begins to mark a passage at the cursor, with the passage gone to if there is one; a second time, ends that.
fn select(app: &mut App, side: Side) -> Vec<Effect> {
    let (Some(word), Some(article)) = (app.word(side), app.text_of(side).cloned()) else {
        return say(app, "there is no text to mark");
    };
    let Some(view) = app.text.get_mut(side.index()) else { return Vec::new() };
    if view.anchor.take().is_some() {
        return say(app, "nothing is marked");
    }
    view.anchor = Some(word);
    if let Some(passage) = view.selected.take() {
        let list = words(&article.text, passage);
        view.anchor = list.first().copied();
        view.cursor = list.last().map(|w| w.start as usize);
    } else {
        view.cursor = Some(word.start as usize);
    }
    let (edit, back) = (app.keymap.key_of("edit"), app.keymap.key_of("back"));
    say(app, format!("move to the last word, then {edit} says what the passage is; {back} leaves"))
}

/// Puts the cursor on the word at a cell of the text, counted from its first row and column.
pub(super) fn click(app: &mut App, side: Side, x: usize, y: usize) {
    let (wrapped, height) = app.laid_out(side);
    let Some(article) = app.text_of(side).cloned() else { return };
    let top = app.text.get(side.index()).map_or(0, |v| v.row(&wrapped, height));
    let row = wrapped.rows.get(top + y).map(|r| r.span);
    if let Some(word) = row.and_then(|row| word_at(&article.text, row, x)) {
        put(app, side, word, (top, height), &wrapped);
    }
}

/// Goes to the next passage that a shown layer marks.
fn next_passage(app: &mut App, side: Side, forward: bool) -> Vec<Effect> {
    let Some(profile) = app.profile(side).cloned() else {
        return say(app, "still reading …");
    };
    let mut spans: Vec<Span> = Vec::new();
    cursor::layers(&profile, &mut |layer, span| {
        if app.layers.has(layer) {
            spans.push(span);
        }
    });
    spans.sort_unstable();
    spans.dedup();
    let place = app.place(side);
    let found = if forward {
        spans.iter().find(|s| (s.start, s.end) > (place.start, place.end))
    } else {
        spans.iter().rev().find(|s| (s.start, s.end) < (place.start, place.end))
    };
    let Some(&span) = found else { return say(app, "no further marked passage; v shows more layers") };
    go_to(app, side, span);
    Vec::new()
}

/// Marks a passage and scrolls no further than it takes to have it in sight.
fn go_to(app: &mut App, side: Side, span: Span) {
    open::reveal(app, side, span);
    let (wrapped, height) = app.laid_out(side);
    let top = app.text.get(side.index()).map_or(0, |v| v.row(&wrapped, height));
    put(app, side, span, (top, height), &wrapped);
    if let Some(view) = app.text.get_mut(side.index()) {
        (view.selected, view.anchor) = (Some(span), None);
    }
}

#[cfg(test)]
mod tests {
    use super::opposite;

    #[test]
    fn what_corresponds_lies_between_the_aligned_places_around_it() {
        let anchors = [(100, 300), (200, 400)];
        assert_eq!(opposite(&anchors, 100, (1000, 1000)), 300);
        assert_eq!(opposite(&anchors, 150, (1000, 1000)), 350);
        assert_eq!(opposite(&anchors, 50, (1000, 1000)), 150);
        assert_eq!(opposite(&anchors, 600, (1000, 1000)), 700);
        assert_eq!(opposite(&[], 500, (1000, 200)), 100);
    }
}
