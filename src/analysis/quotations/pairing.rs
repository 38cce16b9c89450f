//! Pairs the marks of one paragraph, by family, left to right, and recovers at its end.

use super::marks::{Family, Mark, Side};
use crate::text::Span;

/// How deep marks nest; deeper ones are read as text.
const DEPTH: usize = 4;

/// A pair of marks, or what recovery made of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// With the marks.
    pub(super) span: Span,
    /// Without them.
    pub(super) inner: Span,
    /// How many pairs enclose it.
    pub(super) depth: u8,
    /// What was wrong with the marks.
    pub(super) fault: Fault,
}

/// What was wrong with a pair's marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing.
    None,
    /// No closing mark before the paragraph's end, or before the next opening one.
    Unclosed,
    /// No opening mark.
    Unopened,
}

/// The pairs of the paragraph `paragraph`, in order of their start. `goes_on` says whether the next paragraph opens with a mark, so
/// that a single mark left open is a quotation too.
pub(super) fn pair(marks: &[Mark], paragraph: Span, goes_on: bool) -> Vec<Pair> {
    let (surplus, own) = (surplus(marks, false), surplus(marks, true));
    let mut pairs = Vec::new();
    let mut open: Vec<Mark> = Vec::with_capacity(DEPTH);
    for (i, &mark) in marks.iter().enumerate() {
        let alike = open.iter().rposition(|m| m.family == mark.family && m.shape == mark.shape);
        let inside = alike.or_else(|| open.iter().rposition(|m| m.family == mark.family));
        let balanced = alike.is_none() && own.get(i).is_some_and(|&s| s >= 0);
        let opening = match mark.side {
            Side::Open => true,
            Side::Close => false,
            Side::Either => inside.is_none() || alike.is_none() && own.get(i + 1).is_some_and(|&s| s > 0),
        };
        match (opening, inside) {
            (false, Some(at)) => close(&mut open, at, mark, marks.get(i + 1), &mut pairs),
            (false, None) => pairs.extend(unopened(mark, paragraph, i)),
            (true, Some(at)) if !balanced && at + 1 == open.len() && surplus.get(i).is_none_or(|&s| s < 1) => {
                if mark.family == Family::Double {
                    cut_before(&open, at, mark, &mut pairs);
                }
                open.truncate(at);
                open.push(mark);
            }
            (true, _) if open.len() < DEPTH => open.push(mark),
            (true, _) => {}
        }
    }
    if let Some(first) =
        open.first().filter(|m| m.family == Family::Double || goes_on && m.span.start == paragraph.start)
    {
        let inner = Span { start: first.span.end, end: paragraph.end };
        pairs.push(Pair {
            span: Span { start: first.span.start, end: paragraph.end },
            inner,
            depth: 0,
            fault: Fault::Unclosed,
        });
    }
    pairs.sort_unstable_by_key(|p| (p.span.start, std::cmp::Reverse(p.span.end)));
    pairs
}

/// For each mark, how many marks of its family from it on close more than open: at least one if an enclosing pair can
/// still be closed after a pair that opens here. With `by_shape`, marks of the same shape only.
fn surplus(marks: &[Mark], by_shape: bool) -> Vec<i32> {
    let mut counts = [[0i32; 4]; 2];
    let mut out: Vec<i32> = marks
        .iter()
        .rev()
        .map(|m| {
            let shape = if by_shape { m.shape as usize } else { 0 };
            let n = &mut counts[usize::from(m.family == Family::Single)][shape];
            *n += match m.side {
                Side::Open => -1,
                Side::Close => 1,
                Side::Either => 0,
            };
            *n
        })
        .collect();
    out.reverse();
    out
}

/// Closes the mark at `at` of the stack, unless `mark` is a plural's apostrophe and the true end still comes.
fn close(open: &mut Vec<Mark>, at: usize, mark: Mark, next: Option<&Mark>, pairs: &mut Vec<Pair>) {
    let later = next.is_some_and(|n| n.family == Family::Single && n.side == Side::Close);
    if mark.family == Family::Single && mark.plural && later {
        return;
    }
    if let Some(from) = open.get(at) {
        let depth = at as u8;
        pairs.push(Pair {
            span: from.span.join(mark.span),
            inner: Span { start: from.span.end, end: mark.span.start.max(from.span.end) },
            depth,
            fault: Fault::None,
        });
    }
    open.truncate(at);
}

/// The mark at `at` of the stack was never closed: its stretch ends where `mark` opens.
fn cut_before(open: &[Mark], at: usize, mark: Mark, pairs: &mut Vec<Pair>) {
    if let Some(from) = open.get(at) {
        let end = mark.span.start.max(from.span.end);
        pairs.push(Pair {
            span: Span { start: from.span.start, end },
            inner: Span { start: from.span.end, end },
            depth: at as u8,
            fault: Fault::Unclosed,
        });
    }
}

/// A closing double mark after punctuation with nothing open, the first mark of its paragraph: the stretch began with
/// the paragraph.
fn unopened(mark: Mark, paragraph: Span, nth: usize) -> Option<Pair> {
    let fits = nth == 0 && mark.family == Family::Double && mark.side == Side::Close && mark.stopped;
    fits.then_some(Pair {
        span: Span { start: paragraph.start, end: mark.span.end },
        inner: Span { start: paragraph.start, end: mark.span.start },
        depth: 0,
        fault: Fault::Unopened,
    })
}
