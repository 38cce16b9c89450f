//! Dates as people and machines write them.

use std::{collections::HashMap, sync::OnceLock};

use jiff::civil::Date;
use serde::Deserialize;

use super::{ArticleDate, Precision};
use crate::text::{Span, fold::fold};

/// A date found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The date.
    pub date: ArticleDate,
    /// Where it stands in the text.
    pub span: Span,
}

/// The first date in `text` that has a day, else the first that has a month.
pub fn first(text: &str) -> Option<Found> {
    let mut coarse = None;
    for found in all(text) {
        if found.date.precision == Precision::Day {
            return Some(found);
        }
        coarse.get_or_insert(found);
    }
    coarse
}

/// The value of a date field: the first date in it, or a Unix time in seconds or milliseconds.
pub fn value(text: &str) -> Option<ArticleDate> {
    let text = text.trim();
    if (9..=13).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
        let n: i64 = text.parse().ok()?;
        let seconds = if text.len() > 11 { n / 1000 } else { n };
        let day = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
        return plausible(day).then_some(ArticleDate { day, precision: Precision::Day });
    }
    if let Some(found) = first(text) {
        return Some(found.date);
    }
    let year = (text.len() == 4).then(|| text.parse().ok()).flatten()?;
    dated(year, 1, 1, Precision::Year)
}

/// The date of a line that says little besides a date: `Published: 3 May 2024, 10:15 GMT`. `None` for running text.
pub fn of_line(text: &str) -> Option<Found> {
    if text.len() > 200 {
        return None;
    }
    let found = first(text)?;
    let around = [text.get(..found.span.start as usize)?, text.get(found.span.end as usize..)?];
    let rest = around.iter().flat_map(|p| p.split(|c: char| !c.is_alphanumeric())).filter(|w| !w.is_empty());
    let strange = rest.filter(|w| !is_filler(w)).count();
    (strange <= 1 || (strange <= 4 && announces(around[0]))).then_some(found)
}

/// Whether the words before a date announce a publication.
pub fn announces(before: &str) -> bool {
    let folded = fold(before);
    FIRST_WORDS.iter().any(|w| folded.trim_start().starts_with(w))
}

const FIRST_WORDS: &[&str] = &[
    "publish",
    "posted",
    "post date",
    "updated",
    "last updated",
    "last modified",
    "modified",
    "date",
    "first published",
    "issued",
    "released",
    "created",
    "on ",
    "written",
    "added",
    "uploaded",
    "filed",
    "aired",
    "veroffentlicht",
    "stand",
    "publie",
    "mis a jour",
    "publicado",
    "pubblicato",
];

/// Whether a word next to a date is only part of how dates are written.
fn is_filler(word: &str) -> bool {
    let folded = fold(word);
    folded.chars().any(|c| c.is_ascii_digit()) || FILLERS.contains(&folded.as_str()) || folded.len() == 1
}

const FILLERS: &[&str] = &[
    "published",
    "publish",
    "posted",
    "updated",
    "update",
    "last",
    "modified",
    "date",
    "dated",
    "on",
    "at",
    "the",
    "of",
    "first",
    "issued",
    "released",
    "created",
    "am",
    "pm",
    "gmt",
    "utc",
    "est",
    "edt",
    "et",
    "pst",
    "pdt",
    "pt",
    "cst",
    "cdt",
    "ct",
    "mst",
    "mdt",
    "bst",
    "ist",
    "cet",
    "cest",
    "msk",
    "aest",
    "hrs",
    "hours",
    "uhr",
    "h",
    "time",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "a",
    "m",
    "p",
    "read",
    "min",
    "mins",
    "minute",
    "minutes",
    "by",
    "st",
    "nd",
    "rd",
    "th",
    "in",
    "de",
    "le",
    "el",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "publie",
    "veroffentlicht",
    "am",
    "um",
    "ago",
    "originally",
    "news",
    "edition",
    "local",
    "and",
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Number { value: i32, digits: usize },
    Month(i8),
    Word,
    Sign(char),
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    kind: Kind,
    span: Span,
}

fn dated(year: i32, month: i32, day: i32, precision: Precision) -> Option<ArticleDate> {
    let year = if (0..100).contains(&year) { if year < 70 { 2000 + year } else { 1900 + year } } else { year };
    let day = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    plausible(day).then_some(ArticleDate { day, precision })
}

fn plausible(day: Date) -> bool {
    (1700..=2100).contains(&day.year())
}

/// Every date in `text`, in order. Linear in its length.
pub fn all(text: &str) -> impl Iterator<Item = Found> {
    let pieces = pieces(text);
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(rest) = pieces.get(at..).filter(|r| !r.is_empty()) {
            if let Some((date, used)) = match_at(rest) {
                let span = rest.first()?.span.join(rest.get(used - 1)?.span);
                at += used;
                return Some(Found { date, span });
            }
            at += 1;
        }
        None
    })
}

fn match_at(rest: &[Piece]) -> Option<(ArticleDate, usize)> {
    match rest.first()?.kind {
        Kind::Number { value, digits: 8 } => {
            let date = dated(value / 10_000, value / 100 % 100, value % 100, Precision::Day)?;
            (date.day.year() >= 1950).then_some((date, 1))
        }
        Kind::Number { value, digits: 4 } => year_first(value, rest),
        Kind::Number { value, digits: 1 | 2 } => day_first(value, rest),
        Kind::Month(month) => month_first(i32::from(month), rest),
        _ => None,
    }
}

fn number(piece: Option<&Piece>) -> Option<(i32, usize)> {
    match piece?.kind {
        Kind::Number { value, digits } => Some((value, digits)),
        _ => None,
    }
}

fn sign(piece: Option<&Piece>) -> Option<char> {
    match piece?.kind {
        Kind::Sign(c) => Some(c),
        _ => None,
    }
}

/// `2025-02-16`, `2025/02/16`, `2025年2月16日`, `2025 Feb 16`.
fn year_first(year: i32, rest: &[Piece]) -> Option<(ArticleDate, usize)> {
    if let Kind::Month(month) = rest.get(1)?.kind
        && let Some((day, 1 | 2)) = number(rest.get(2))
    {
        return Some((dated(year, i32::from(month), day, Precision::Day)?, 3));
    }
    let first = sign(rest.get(1)).filter(|c| matches!(c, '-' | '/' | '.' | '年'))?;
    let (month, _) = number(rest.get(2)).filter(|(_, d)| *d <= 2)?;
    let second = sign(rest.get(3)).filter(|c| *c == first || *c == '月')?;
    let (day, _) = number(rest.get(4)).filter(|(_, d)| *d <= 2)?;
    let used = if second == '月' && sign(rest.get(5)) == Some('日') { 6 } else { 5 };
    Some((dated(year, month, day, Precision::Day)?, used))
}

/// `16.02.2025`, `02/16/2025`, `16 February 2025`, `16th of February, 2025`.
fn day_first(value: i32, rest: &[Piece]) -> Option<(ArticleDate, usize)> {
    if let Some(c) = sign(rest.get(1)).filter(|c| matches!(c, '-' | '/' | '.'))
        && let Some((second, 1 | 2)) = number(rest.get(2))
        && sign(rest.get(3)) == Some(c)
        && let Some((year, digits)) = number(rest.get(4)).filter(|(_, d)| *d == 4 || (*d == 2 && c != '.'))
        && digits >= 2
    {
        let month_leads = second > 12 || (value <= 12 && c == '/');
        let (day, month) = if month_leads { (second, value) } else { (value, second) };
        return Some((dated(year, month, day, Precision::Day)?, 5));
    }
    let mut at = 1;
    while at < 4 && matches!(rest.get(at)?.kind, Kind::Word | Kind::Sign('.' | '-' | '/' | ',')) {
        if rest.get(at)?.kind == Kind::Word && rest.get(at)?.span.len() > 3 {
            return None;
        }
        at += 1;
    }
    let Kind::Month(month) = rest.get(at)?.kind else { return None };
    let (year, used) = year_after(rest, at + 1)?;
    Some((dated(year, i32::from(month), value, Precision::Day)?, used))
}

/// `February 16, 2025`, `Feb. 16th 2025`, `February 2025`.
fn month_first(month: i32, rest: &[Piece]) -> Option<(ArticleDate, usize)> {
    let mut at = 1;
    while matches!(rest.get(at).map(|p| p.kind), Some(Kind::Sign('.' | '-' | '/' | ','))) && at < 3 {
        at += 1;
    }
    let (value, digits) = number(rest.get(at))?;
    if digits == 4 {
        return Some((dated(value, month, 1, Precision::Month).filter(|d| d.day.year() >= 1900)?, at + 1));
    }
    let (year, used) = year_after(rest, at + 1)?;
    Some((dated(year, month, value, Precision::Day).filter(|_| digits <= 2)?, used))
}

/// A year of four digits at `at` or behind a few signs and short words, with how many pieces are used up to it.
fn year_after(rest: &[Piece], at: usize) -> Option<(i32, usize)> {
    for next in at..at + 4 {
        match rest.get(next)?.kind {
            Kind::Number { value, digits: 4 } if (1700..=2100).contains(&value) => return Some((value, next + 1)),
            Kind::Number { value, digits: 2 } if next == at + 1 && sign(rest.get(at)) == Some('-') => {
                return Some((value, next + 1));
            }
            Kind::Word if rest.get(next)?.span.len() <= 3 => {}
            Kind::Sign('.' | ',' | '-' | '/') => {}
            _ => return None,
        }
    }
    None
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let class = class_of(c);
        let mut end = start + c.len_utf8();
        while class != Class::Sign
            && let Some((at, next)) = chars.peek().copied().filter(|(_, n)| class_of(*n) == class)
        {
            end = at + next.len_utf8();
            chars.next();
        }
        let span = Span::new(start, end);
        out.push(Piece { kind: kind_of(class, span.of(text), c), span });
    }
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Digit,
    Letter,
    Sign,
}

fn class_of(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        '年' | '月' | '日' => Class::Sign,
        c if c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c) => Class::Letter,
        _ => Class::Sign,
    }
}

fn kind_of(class: Class, text: &str, first: char) -> Kind {
    match class {
        Class::Sign => Kind::Sign(first),
        Class::Digit => text
            .get(..9)
            .map_or_else(|| text.parse().ok(), |_| None)
            .map_or(Kind::Word, |value| Kind::Number { value, digits: text.len() }),
        Class::Letter if text.len() > 30 => Kind::Word,
        Class::Letter => months().get(fold(text).as_str()).map_or(Kind::Word, |m| Kind::Month(*m)),
    }
}

#[derive(Deserialize)]
struct Names {
    names: Vec<String>,
}

fn months() -> &'static HashMap<String, i8> {
    static MONTHS: OnceLock<HashMap<String, i8>> = OnceLock::new();
    MONTHS.get_or_init(|| {
        let lists: HashMap<String, Names> =
            toml::from_str(include_str!("../../assets/months.toml")).expect("assets/months.toml is valid");
        let names = lists.into_values().flat_map(|l| l.names.into_iter().zip(1..));
        names.flat_map(|(names, n)| names.split(' ').map(|w| (fold(w), n)).collect::<Vec<_>>()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        value(text).map(|d| d.to_string())
    }

    #[test]
    fn machine_forms() {
        for text in
            ["2025-02-16", "2025-02-16T08:30:00+02:00", "2025/02/16 10:00", "20250216", "Sun, 16 Feb 2025 08:30:00 GMT"]
        {
            assert_eq!(day(text).as_deref(), Some("2025-02-16"), "{text}");
        }
        assert_eq!(day("1739692800").as_deref(), Some("2025-02-16"));
        assert_eq!(day("1739692800000").as_deref(), Some("2025-02-16"));
        assert_eq!(day("2024").as_deref(), Some("~2024"));
    }

    #[test]
    fn written_forms() {
        for text in [
            "February 16, 2025",
            "Feb. 16, 2025",
            "Feb 16th 2025",
            "16 February 2025",
            "16th of February, 2025",
            "Sunday, February 16, 2025 10:15 am",
            "16.02.2025",
            "16/02/2025",
            "02/16/2025",
            "16-Feb-2025",
            "16. Februar 2025",
            "16 février 2025",
            "16 de febrero de 2025",
            "16 февраля 2025",
            "2025年2月16日",
            "2025 Feb 16",
            "2025 Feb 16",
        ] {
            assert_eq!(day(text).as_deref(), Some("2025-02-16"), "{text}");
        }
    }

    #[test]
    fn a_month_with_a_year_is_coarse() {
        assert_eq!(day("JANUARY 2026").as_deref(), Some("~2026-01"));
    }

    #[test]
    fn no_date_is_made_of_other_numbers() {
        for text in
            ["1,250 troops", "10-12 people", "31.02.2025", "versions 1.2.3", "in May the 500 left", "call 555-0123-44"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_line_says_little_else() {
        assert!(of_line("Published: 3 May 2024, 10:15 GMT").is_some());
        assert!(of_line("Updated 9:04 PM EDT, Fri May 3, 2024").is_some());
        assert!(of_line("Crowds gather outside the old parliament building, May 3, 2024.").is_none());
        assert!(of_line("The deal signed on 3 May 2024 was void.").is_none());
    }
}
