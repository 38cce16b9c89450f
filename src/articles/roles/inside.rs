//! Lines within the article that are not running text: headings, captions, lists, and what the site put in between.

use std::ops::Range;

use super::draft::{Draft, Verdict};
use crate::{
    articles::{
        Role,
        article::RUNNING_TEXT,
        phrases::Token,
        shape::{self, End},
    },
    sources::Hint,
};

/// Gives roles to the lines of `region`.
pub(super) fn settle(drafts: &mut [Draft], region: Range<usize>) {
    for at in region.clone() {
        if drafts.get(at).is_none_or(|d| d.role.is_some()) {
            continue;
        }
        let (role, why) = judge(drafts, at, &region);
        if let Some(draft) = drafts.get_mut(at)
            && !(role.is_none() && draft.set_by_verdict())
            && let Some(role) = role
        {
            draft.set(role, why);
        }
    }
}

/// The same for text that markup has already cleared: only captions, buttons and pointers are dropped, and bylines and
/// dates only at its edges.
pub(super) fn gentle(drafts: &mut [Draft]) {
    let open =
        |d: &Draft| !d.blank() && d.role.is_none_or(|r| matches!(r, Role::List | Role::Heading | Role::BlockQuote));
    let order: Vec<usize> = (0..drafts.len()).filter(|i| drafts.get(*i).is_some_and(open)).collect();
    let edge = |n: usize| n < EDGE || n + EDGE > order.len();
    let foreign =
        |d: &Draft, n: usize| is_link(d) || d.verdict.as_ref().is_some_and(|v| believed(d, v, edge(n), false));
    let text: Vec<bool> =
        order.iter().enumerate().map(|(n, at)| drafts.get(*at).is_some_and(|d| !foreign(d, n))).collect();
    for (n, at) in order.iter().enumerate() {
        let between = text.get(n.wrapping_sub(1)) == Some(&true) && text.get(n + 1) == Some(&true);
        let Some(draft) = drafts.get_mut(*at) else { continue };
        let sentence = between && !edge(n) && draft.shape.prose && draft.shape.words >= SENTENCE;
        if draft.verdict.as_ref().is_some_and(|v| believed(draft, v, edge(n), sentence)) {
            draft.set_by_verdict();
        } else if is_link(draft) {
            draft.set(Role::Boilerplate, "nothing but a link");
        }
    }
}

/// Lines from either end of a page's main text within which bylines, dates and notices may stand.
const EDGE: usize = 6;
/// A sentence of this many words between others is text, whatever it begins with.
const SENTENCE: usize = 10;

fn is_link(draft: &Draft) -> bool {
    draft.hint == Some(Hint::Links) && draft.shape.end == End::Bare && !is_note(draft.text)
}

/// Whether a linked line is the number of a note or an address written out: both belong to the text that they follow.
fn is_note(text: &str) -> bool {
    let address = text.starts_with("http") || text.starts_with("www.");
    shape::is_figures(text) || address && shape::is_address(text)
}

/// Whether a verdict holds for a line that markup takes for main text; `sentence`: it is one amid others.
fn believed(draft: &Draft, verdict: &Verdict, edge: bool, sentence: bool) -> bool {
    if verdict.sure {
        return true;
    }
    match verdict.role {
        Role::Byline | Role::DateLine | Role::Metadata => edge && draft.role.is_none(),
        Role::Caption => draft.role.is_none() && !sentence,
        Role::Boilerplate => verdict.phrase && (draft.role.is_none() && !sentence || verdict.cut),
        _ => false,
    }
}

/// The role of line `at`; `None` for the role it has by itself.
fn judge(drafts: &[Draft], at: usize, region: &Range<usize>) -> (Option<Role>, &'static str) {
    let Some(draft) = drafts.get(at) else { return (None, "") };
    if draft.verdict.is_some() {
        return (None, "");
    }
    if is_item(draft.text) {
        return (Some(Role::List), "it begins as an item of a list");
    }
    if draft.shape.prose || is_running(draft) {
        return (Some(Role::Body), RUNNING_TEXT);
    }
    if repeats_a_name(drafts, at) {
        return (Some(Role::Caption), "only repeats a name from the text above, as a caption does");
    }
    if draft.hint == Some(Hint::Links) {
        return (Some(Role::Boilerplate), "nothing but a link");
    }
    if is_heading(draft) && next_text(drafts, at).is_some_and(|n| n < region.end) {
        return (Some(Role::Heading), "a short line without an end mark above running text");
    }
    (Some(Role::Body), "a short line within the text")
}

/// Running text that is too short or has no end mark to be told by its form alone.
fn is_running(draft: &Draft) -> bool {
    let quoted = draft.text.starts_with(['“', '"', '‘', '«', '„', '—', '–']);
    quoted
        || draft.shape.words >= 16
        || (draft.shape.end == End::Sentence && draft.shape.words >= 2)
        || (draft.shape.end != End::Bare && draft.shape.words >= 3)
}

fn is_item(text: &str) -> bool {
    let bullet = text.starts_with(['•', '●', '▪', '■', '◦', '‣', '·', '*']) && text.len() > 3;
    let dash = text.starts_with("- ") || text.starts_with("– ");
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered =
        (1..=2).contains(&digits) && text.get(digits..).is_some_and(|r| r.starts_with(". ") || r.starts_with(") "));
    bullet || dash || numbered
}

fn is_heading(draft: &Draft) -> bool {
    let starts = draft.text.chars().next().is_some_and(|c| !c.is_lowercase());
    starts && draft.shape.words <= 14 && draft.shape.end == End::Bare
}

fn next_text(drafts: &[Draft], at: usize) -> Option<usize> {
    let rest = drafts.get(at + 1..)?;
    rest.iter().position(|d| !d.blank()).map(|n| at + 1 + n)
}

/// Whether the line is two to eight words, most with a capital, that stand in the same order in the
/// running text before it. (A name that only the text below repeats is a heading.)
fn repeats_a_name(drafts: &[Draft], at: usize) -> bool {
    let Some(draft) = drafts.get(at) else { return false };
    let capitals = draft.text.split_whitespace().filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count();
    let n = draft.tokens.len();
    if !(2..=8).contains(&n) || capitals * 2 <= n || draft.shape.end != End::Bare {
        return false;
    }
    let before = drafts.get(..at).and_then(|d| d.iter().rev().find(|d| d.is_prose()));
    before.is_some_and(|d| holds(&d.tokens, &draft.tokens))
}

fn holds(line: &[Token], part: &[Token]) -> bool {
    line.windows(part.len()).any(|w| w.iter().zip(part).all(|(a, b)| a.text == b.text))
}
