//! Which role each line has, and why.
//!
//! First every line is judged by itself (phrases, form, hints of markup), then by where it stands: the stretch with most
//! running text is the article; before it come headline, byline and date, after it the rest of the site. How boldly a
//! line is dropped depends on the [`Origin`] of the text.

mod draft;
mod edges;
mod headline;
mod inside;
mod region;
mod repeats;

#[cfg(test)]
mod tests;

use draft::Draft;

use super::{Line, Role, Rules, article::MARKED_HEADING};
use crate::{
    sources::{GivenKind, Hint, Origin, RawArticle},
    text::Span,
};

/// One [`Line`] for each of `spans`.
pub(super) fn assign(raw: &RawArticle, spans: &[Span], rules: &Rules) -> Vec<Line> {
    let mut drafts: Vec<Draft> = spans.iter().map(|s| Draft::of(*s, &raw.text, rules)).collect();
    for (line, hint) in &raw.hints {
        if let Some(draft) = (*line as usize).checked_sub(1).and_then(|i| drafts.get_mut(i)) {
            draft.hint = Some(*hint);
        }
    }
    let title = raw.first(GivenKind::Title).map(|g| g.value.as_str());
    match raw.origin {
        Origin::Dump | Origin::WholePage => dump(&mut drafts, title, rules),
        Origin::Page => page(&mut drafts, title, raw.first(GivenKind::Author).map(|g| g.value.as_str())),
        Origin::Record | Origin::Export => clean(&mut drafts, title),
    }
    let mut lines: Vec<Line> = drafts.into_iter().map(Draft::into_line).collect();
    // They are collected into the room of the drafts, which is several times theirs.
    lines.shrink_to_fit();
    lines
}

/// A text with everything around the article.
fn dump(drafts: &mut [Draft], title: Option<&str>, rules: &Rules) {
    follow_hints(drafts);
    repeats::labels(drafts);
    let Some(mut region) = region::find(drafts) else {
        return without_prose(drafts, title);
    };
    let headline = headline::choose(drafts, region.clone(), title, rules);
    if let Some(at) = headline.filter(|h| region.contains(h)) {
        region.start = at + 1;
    }
    edges::before(drafts, region.clone(), headline, rules);
    edges::after(drafts, region.end);
    inside::settle(drafts, region);
    repeats::mark(drafts, true);
}

/// The main text of a page: markup has done most of the work.
fn page(drafts: &mut [Draft], title: Option<&str>, author: Option<&str>) {
    follow_hints(drafts);
    headline::by_title(drafts, title);
    inside::gentle(drafts);
    edges::author_notes(drafts, author);
    repeats::displayed(drafts);
    repeats::mark(drafts, false);
}

/// A clean text: its title, what an export marks, and lines that can be nothing but buttons.
fn clean(drafts: &mut [Draft], title: Option<&str>) {
    follow_hints(drafts);
    headline::by_title(drafts, title);
    let texts = drafts.iter().filter(|d| !d.blank()).count();
    for draft in drafts.iter_mut().filter(|d| d.role.is_none() && texts > 1) {
        draft.drop_if_sure();
    }
}

/// Only labels and short lines: nothing shows where an article starts, so only what is surely not text is dropped.
fn without_prose(drafts: &mut [Draft], title: Option<&str>) {
    headline::by_title(drafts, title);
    let texts = drafts.iter().filter(|d| !d.blank()).count();
    for draft in drafts.iter_mut().filter(|d| d.role.is_none() && texts > 1) {
        draft.drop_if_sure();
    }
}

/// Takes over what markup or an export says.
fn follow_hints(drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|d| !d.blank() && !d.kept) {
        let (role, why) = match draft.hint {
            Some(Hint::Headline) => (Role::Headline, "marked as the title"),
            Some(Hint::Heading) => (Role::Heading, MARKED_HEADING),
            Some(Hint::Caption) => (Role::Caption, "marked as a caption"),
            Some(Hint::List) => (Role::List, "marked as an item of a list"),
            Some(Hint::Quote) => (Role::BlockQuote, "marked as a block quotation"),
            Some(Hint::PullQuote) => (Role::BlockQuote, "marked as a quotation for display, but said nowhere else"),
            Some(Hint::Byline) => (Role::Byline, "marked as the byline"),
            Some(Hint::DateLine) => (Role::DateLine, "marked as the date"),
            Some(Hint::Metadata) => (Role::Metadata, "marked as data about the article"),
            Some(Hint::Outside) => (Role::Boilerplate, "outside the marks of the article"),
            Some(Hint::Body) => (Role::Body, "marked as the body"),
            Some(Hint::Links) | None => continue,
        };
        draft.set(role, why);
    }
}
