//! Lines before and after the article.

use std::ops::Range;

use super::draft::Draft;
use crate::{
    articles::{Role, Rules, shape::End},
    text::fold::fold,
};

/// Lines before `region`: what stands under the headline may be a stand-first or a byline, the rest is the site's.
pub(super) fn before(drafts: &mut [Draft], region: Range<usize>, headline: Option<usize>, rules: &Rules) {
    let last = drafts.get(..region.start).unwrap_or_default().iter().rposition(|d| !d.blank());
    for at in 0..region.start {
        let near = headline.is_some_and(|h| at > h || h.saturating_sub(at) <= 6);
        let below = headline.is_some_and(|h| at > h);
        let Some(draft) = drafts.get_mut(at).filter(|d| d.role.is_none() || d.role == Some(Role::Heading)) else {
            continue;
        };
        if draft.role == Some(Role::Heading) && !below {
            draft.role = None;
        }
        if draft.set_by_verdict() || draft.role.is_some() {
            continue;
        }
        let words = draft.shape.words;
        if below && words >= 8 {
            draft.set(Role::StandFirst, "a summary between headline and text");
        } else if near && is_names(draft) && rules.outlet(draft.text).is_none() {
            draft.set(Role::Byline, "a name next to the headline");
        } else if below && Some(at) == last && (1..=8).contains(&words) && draft.shape.end == End::Bare {
            draft.set(Role::Heading, "a short line right above the text");
        } else if draft.shape.prose {
            draft.set(Role::Boilerplate, "before the article");
        } else {
            draft.set(Role::Boilerplate, "a short line above the article");
        }
    }
}

/// Two to four capitalised words without figures, or a team or desk.
pub(super) fn is_names(draft: &Draft) -> bool {
    let words: Vec<&str> = draft.text.split_whitespace().collect();
    let team = draft.tokens.last().is_some_and(|t| {
        matches!(
            t.text.as_str(),
            "team" | "staff" | "desk" | "bureau" | "newsroom" | "reporter" | "correspondent" | "editor"
        )
    });
    let capital = |w: &&str| w.chars().next().is_some_and(char::is_uppercase) && w.chars().any(char::is_lowercase);
    let names = (2..=4).contains(&words.len()) && words.iter().all(capital);
    draft.shape.end == End::Bare
        && words.len() <= 5
        && (names || team)
        && !draft.text.chars().any(|c| c.is_ascii_digit())
}

/// Lines from `end` on: dates and bylines may stand there, all else is the site's.
pub(super) fn after(drafts: &mut [Draft], end: usize) {
    let open = |d: &Draft| !d.kept && d.role.is_none_or(|r| r.is_body() || r == Role::Heading);
    for draft in drafts.iter_mut().skip(end).filter(|d| open(d)) {
        if draft.set_by_verdict() {
            continue;
        }
        let why = if draft.shape.prose { "after the end of the article" } else { "a short line below the article" };
        draft.set(Role::Boilerplate, why);
    }
}

/// Lines near the end that begin with the author's name: who they are, not what they wrote.
pub(super) fn author_notes(drafts: &mut [Draft], author: Option<&str>) {
    let Some(name) = author.filter(|a| a.split_whitespace().count() >= 2 && a.len() <= 60).map(fold) else { return };
    let open: Vec<usize> = (0..drafts.len())
        .filter(|i| {
            drafts.get(*i).is_some_and(|d| !d.blank() && d.role.is_none_or(|r| r.is_body() || r == Role::Heading))
        })
        .collect();
    let edge = open.len().saturating_sub(8).max(open.len() / 2);
    for at in open.into_iter().skip(edge) {
        if let Some(draft) = drafts.get_mut(at).filter(|d| fold(d.text).starts_with(&name)) {
            draft.set(Role::Boilerplate, "a note about the author");
        }
    }
}
