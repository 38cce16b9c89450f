//! The quotation marks of a paragraph: where they stand, what they can pair with, and which way they point.
//!
//! A mark's shape says what its writer meant, its surroundings say what it does: a closing mark glued to the word after
//! it opens (`:”We`), a straight mark opens after a space and closes before one.

use crate::text::Span;

/// Marks that can close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// `"`, `“ ”`, `„ “`, `« »`, and two single ones (`''`).
    Double,
    /// `'`, `‘ ’`, `‚ ‘`, `‹ ›`.
    Single,
}

/// How a mark is written; marks of one shape pair with each other first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `"`, `'`
    Straight,
    /// `“ ” „ ‘ ’ ‚`
    Curly,
    /// `''`
    Twin,
    /// `« » ‹ ›`
    Angle,
}

/// What a mark does where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Begins a stretch.
    Open,
    /// Ends one.
    Close,
    /// Does what is missing.
    Either,
}

/// One quotation mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) family: Family,
    pub(super) shape: Shape,
    pub(super) side: Side,
    /// Whether it stands between an `s` and a space, where a plural's apostrophe may stand.
    pub(super) plural: bool,
    /// Whether punctuation stands before it, as at the end of quoted speech.
    pub(super) stopped: bool,
}

/// Words that begin with an apostrophe, without it.
const CLIPPED: &[&str] = &["em", "til", "tis", "twas", "cause", "bout", "round", "n", "cos", "ere"];

/// The marks of `text`, which starts at byte `base`, in order. Apostrophes and the values of markup attributes are left out.
pub(super) fn scan(text: &str, base: usize, out: &mut Vec<Mark>) {
    out.clear();
    let mut at = 0;
    let mut attribute = false;
    while let Some((start, len)) = next_candidate(text, at) {
        at = start + len;
        let before = text.get(..start).and_then(|t| t.chars().next_back());
        let after = text.get(at..).and_then(|t| t.chars().next());
        let glyph = text.get(start..at).unwrap_or("");
        if glyph == "\"" && (attribute || before == Some('=') && after.is_some_and(|c| !c.is_whitespace())) {
            attribute = !attribute;
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        if let Some((family, side)) = judge(glyph, before, after, rest) {
            out.push(Mark {
                span: Span::new(base + start, base + at),
                family,
                shape: shape(glyph),
                side,
                plural: before == Some('s') && after.is_some_and(char::is_whitespace),
                stopped: before.is_some_and(|c| ",.!?…".contains(c)),
            });
        }
    }
}

fn shape(glyph: &str) -> Shape {
    match glyph {
        "\"" | "'" => Shape::Straight,
        "''" | "``" => Shape::Twin,
        "«" | "»" | "‹" | "›" => Shape::Angle,
        _ => Shape::Curly,
    }
}

/// The next place at or after `from` where a mark may stand, and its length.
fn next_candidate(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&b) = bytes.get(at) {
        match b {
            b'"' => return Some((at, 1)),
            b'\'' => return Some((at, doubled(bytes, at))),
            b'`' if bytes.get(at + 1) == Some(&b'`') => return Some((at, 2)),
            0xC2 if matches!(bytes.get(at + 1), Some(0xAB | 0xBB)) => return Some((at, 2)),
            0xE2 if bytes.get(at + 1) == Some(&0x80) => match bytes.get(at + 2) {
                Some(0x98..=0x9F | 0xB9 | 0xBA) => return Some((at, 3)),
                _ => at += 3,
            },
            _ => at += 1,
        }
    }
    None
}

/// The length of the mark at `at`, where an apostrophe stands: two in a row are one double mark. Of three that close,
/// the first is a single mark; of three that open, the last.
fn doubled(bytes: &[u8], at: usize) -> usize {
    let run = bytes.get(at..).unwrap_or(&[]).iter().take(4).take_while(|&&b| b == b'\'').count();
    let closes = at > 0 && bytes.get(at - 1).is_some_and(|b| !b.is_ascii_whitespace());
    match run {
        2 | 4 => 2,
        3 if !closes => 2,
        _ => 1,
    }
}

fn judge(glyph: &str, before: Option<char>, after: Option<char>, rest: &str) -> Option<(Family, Side)> {
    let opens = opens(before, after);
    let closes = closes(before, after);
    let side = |lean: Side| match (opens, closes) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        _ => lean,
    };
    match glyph {
        "\"" | "''" => Some((Family::Double, side(Side::Either))),
        "“" | "„" | "‟" | "«" | "``" => Some((Family::Double, side(Side::Open))),
        "”" | "»" => Some((Family::Double, side(Side::Close))),
        "‹" | "‚" => Some((Family::Single, side(Side::Open))),
        "›" => Some((Family::Single, side(Side::Close))),
        _ => single(glyph, before, after, rest, opens, closes).map(|s| (Family::Single, s)),
    }
}

/// Tells a single mark from an apostrophe.
fn single(
    glyph: &str,
    before: Option<char>,
    after: Option<char>,
    rest: &str,
    opens: bool,
    closes: bool,
) -> Option<Side> {
    let letters = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if letters(before) && letters(after) {
        return None;
    }
    if letters(after) && clipped(rest) {
        return None;
    }
    match glyph {
        "‘" | "‛" if closes && !opens => Some(Side::Close),
        "‘" | "‛" => Some(Side::Open),
        _ if closes => Some(Side::Close),
        "'" if opens => Some(Side::Open),
        _ => None,
    }
}

/// Whether `rest`, which follows an apostrophe, is a clipped word or a decade.
fn clipped(rest: &str) -> bool {
    let word: &str = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.len() <= 3 && word.trim_end_matches('s').len() == 2;
    }
    word.len() <= 5 && CLIPPED.iter().any(|c| c.eq_ignore_ascii_case(word))
}

fn opens(before: Option<char>, after: Option<char>) -> bool {
    let room = before.is_none_or(|c| c.is_whitespace() || "([{—–-/:;>,“‘\"'«„…*_".contains(c));
    room && after.is_some_and(|c| !c.is_whitespace() && !",;:?!)]}".contains(c))
}

fn closes(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_whitespace() && !"([{".contains(c))
        && after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}—–-/…”’\"'»<*_".contains(c))
}
