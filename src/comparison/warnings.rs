//! Comparability: reasons to compare two articles with care. Shown, never blocking.

use super::{Measure, MeasureId, Side, measure::MIN_QUOTED_WORDS, pair::Warning};
use crate::{
    analysis::{Packed, genre::GenreKind},
    articles::{Article, Field, Precision, Provenance, Role},
};

const MAX_DAYS: i64 = 3;
const MAX_LENGTH_RATIO: f64 = 1.5;
const MAX_EXCLUDED: f64 = 0.15;
const MAX_UNRESOLVED: f64 = 0.10;

/// The warnings that follow from metadata and measures.
pub fn warnings(a: Side<'_>, b: Side<'_>, measures: [&[Measure]; 2]) -> Vec<Warning> {
    let mut out = Vec::new();
    dates(a, b, &mut out);
    out.extend(genres(a, b));
    out.extend(languages(a, b));
    out.extend(lengths(a, b));
    for (side, measures) in [a, b].into_iter().zip(measures) {
        out.extend(few_quoted(side, measures));
        out.extend(unresolved(side, measures));
        out.extend(excluded(side));
    }
    out.extend(edits(a, b));
    out
}

fn warning(badge: String, why: String) -> Warning {
    Warning { badge, why }
}

fn dates(a: Side<'_>, b: Side<'_>, out: &mut Vec<Warning>) {
    let (x, y) = (&a.article.meta.date, &b.article.meta.date);
    if let (Some(x), Some(y)) = (x, y) {
        let days = days_between(x.value.day, y.value.day);
        if days > MAX_DAYS {
            let why = format!("{} is dated {}, {} {}: {days} days apart", a.label, x.value, b.label, y.value);
            out.push(warning(format!("dates {} apart", period(days)), why));
        }
    }
    for side in [a, b] {
        match &side.article.meta.date {
            None => out.push(warning(
                format!("{}: date unknown", side.label),
                format!("{} states no date, so the two may describe different days", side.label),
            )),
            Some(date) if is_estimate(date) => out.push(warning(
                format!("{}: date estimated", side.label),
                format!("the date of {}, {}, is an estimate ({})", side.label, date.value, date.from.describe()),
            )),
            Some(_) => {}
        }
    }
}

fn is_estimate(date: &Field<crate::articles::ArticleDate>) -> bool {
    date.value.precision != Precision::Day || matches!(date.from, Provenance::Inferred { .. })
}

/// Days between two dates, never negative.
pub(super) fn days_between(a: jiff::civil::Date, b: jiff::civil::Date) -> i64 {
    a.since(b).map_or(0, |span| i64::from(span.get_days().abs()))
}

fn period(days: i64) -> String {
    match days {
        ..=20 => format!("{days} days"),
        21..=59 => format!("{} weeks", (days + 3) / 7),
        60..=729 => format!("{} months", (days + 15) / 30),
        _ => format!("{} years", (days + 182) / 365),
    }
}

fn genres(a: Side<'_>, b: Side<'_>) -> Option<Warning> {
    let (x, y) = (&a.profile.genre, &b.profile.genre);
    if x.kind == y.kind || x.kind == GenreKind::Unknown || y.kind == GenreKind::Unknown {
        return None;
    }
    let (x_name, y_name) = (genre_name(x.kind), genre_name(y.kind));
    let why = format!(
        "{} reads as {x_name} ({}), {} as {y_name} ({})",
        a.label,
        x.reasons.join("; "),
        b.label,
        y.reasons.join("; ")
    );
    Some(warning(format!("genres differ ({x_name} / {y_name})"), why))
}

/// The genre in words.
pub const fn genre_name(kind: GenreKind) -> &'static str {
    match kind {
        GenreKind::Report => "report",
        GenreKind::Analysis => "analysis",
        GenreKind::Opinion => "opinion",
        GenreKind::Interview => "interview",
        GenreKind::LiveBlog => "live blog",
        GenreKind::Unknown => "unknown",
    }
}

fn languages(a: Side<'_>, b: Side<'_>) -> Option<Warning> {
    let language = |s: Side<'_>| s.article.meta.language.as_ref().map(|f| f.value.clone());
    let (x, y) = (language(a)?, language(b)?);
    let why = format!("{} is in “{x}”, {} in “{y}”; the word lists are English", a.label, b.label);
    (x != y || x != "en").then(|| warning(format!("language {x} / {y}"), why))
}

fn lengths(a: Side<'_>, b: Side<'_>) -> Option<Warning> {
    let (x, y) = (a.profile.document.words.len(), b.profile.document.words.len());
    let (small, large) = (x.min(y) as f64, x.max(y) as f64);
    if large <= MAX_LENGTH_RATIO * small {
        return None;
    }
    let why =
        format!("{} has {x} words of body, {} {y}: a longer text has room for more of everything", a.label, b.label);
    Some(warning(format!("lengths differ ({x} / {y} words)"), why))
}

fn find(measures: &[Measure], id: MeasureId) -> Option<&Measure> {
    measures.iter().find(|m| m.id == id)
}

fn few_quoted(side: Side<'_>, measures: &[Measure]) -> Option<Warning> {
    let quoted = find(measures, MeasureId::QuotedShare)?.count;
    let why =
        format!("{} quotes {quoted} words; below {MIN_QUOTED_WORDS} shares of speakers are not shown", side.label);
    (quoted < MIN_QUOTED_WORDS).then(|| warning(format!("{}: {quoted} quoted words", side.label), why))
}

fn unresolved(side: Side<'_>, measures: &[Measure]) -> Option<Warning> {
    let m = find(measures, MeasureId::UnresolvedShare)?;
    let share = m.value.filter(|v| *v > MAX_UNRESOLVED)?;
    let badge = format!("{}: speaker unresolved for {:.0}%", side.label, share * 100.0);
    let why = format!("{}: {} of {} quoted words have no resolved speaker", side.label, m.count, m.base);
    Some(warning(badge, why))
}

fn excluded(side: Side<'_>) -> Option<Warning> {
    let about_the_site = |r: Role| matches!(r, Role::Boilerplate | Role::Metadata | Role::Caption | Role::PullQuote);
    let all = side.article.lines.iter().filter(|l| l.role != Role::Blank).count();
    let out = side.article.lines.iter().filter(|l| about_the_site(l.role)).count();
    if (out as f64) <= MAX_EXCLUDED * all as f64 {
        return None;
    }
    let dropped = side.article.dropped().count();
    let why = format!(
        "{dropped} of {all} lines of {} are not counted, {out} of them boilerplate, metadata, captions or repeats",
        side.label
    );
    Some(warning(format!("{}: {dropped} of {all} lines not counted", side.label), why))
}

fn edits(a: Side<'_>, b: Side<'_>) -> Option<Warning> {
    let (x, y) = (a.profile.edits, b.profile.edits);
    let (side, n) = match (x, y) {
        (0, 0) => return None,
        (n, 0) => (a, n),
        (0, n) => (b, n),
        _ => return None,
    };
    let why = format!(
        "{} by hand in {}, none in the other: its figures are more exact",
        if n == 1 { "1 correction".to_owned() } else { format!("{n} corrections") },
        side.label
    );
    Some(warning(format!("only {} corrected by hand", side.label), why))
}

/// Reasons for care with a figure that is shown for many articles at once, as badges: dates, genres, languages and
/// lengths that differ among them.
pub fn among(articles: &[(&Article, &Packed)]) -> Vec<String> {
    let days: Vec<jiff::civil::Date> =
        articles.iter().filter_map(|(a, _)| a.meta.date.as_ref().map(|d| d.value.day)).collect();
    let mut out = Vec::new();
    if let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) {
        let apart = days_between(*first, *last);
        out.extend((apart > MAX_DAYS).then(|| format!("dates up to {} apart", period(apart))));
    }
    let undated = articles.len() - days.len();
    out.extend((undated > 0).then(|| format!("{undated} without a date")));
    let mut genres: Vec<GenreKind> = articles.iter().map(|(_, p)| p.genre.kind).collect();
    genres.sort_unstable_by_key(|g| *g as usize);
    genres.dedup();
    out.extend((genres.len() > 1).then(|| format!("{} genres", genres.len())));
    let words = || articles.iter().map(|(_, p)| p.words);
    if let (Some(least), Some(most)) = (words().min(), words().max())
        && most as f64 > MAX_LENGTH_RATIO * least.max(1) as f64
    {
        out.push(format!("lengths differ ({least} to {most} words)"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::fixture::Fixture;

    fn badges(a: &Fixture, b: &Fixture) -> Vec<String> {
        let (x, y) = (crate::comparison::measures(a.side()), crate::comparison::measures(b.side()));
        warnings(a.side(), b.side(), [&x, &y]).into_iter().map(|w| w.badge).collect()
    }

    #[test]
    fn a_fortnight_apart_is_told_and_two_days_are_not() {
        let text = "“We will stay in the talks for as long as it takes, and we expect every party at this table to do \
                    the same, in good faith and without any conditions set beforehand by anyone,” Ann Roe said.";
        let day = |d| Fixture::new(text).dated(d).quoting("Ann Roe", &[]);
        assert!(badges(&day("2025-03-01"), &day("2025-03-03")).is_empty());
        assert_eq!(badges(&day("2025-03-01"), &day("2025-03-15")), ["dates 14 days apart"]);
    }

    #[test]
    fn many_articles_at_once_are_warned_of_together() {
        let (a, b) =
            (Fixture::new("The minister left.").dated("2025-03-01"), Fixture::new("She left.").dated("2025-03-02"));
        let among = |list: &[&Fixture]| {
            let packed: Vec<Packed> = list.iter().map(|f| f.packed()).collect();
            among(&list.iter().map(|f| f.article.as_ref()).zip(&packed).collect::<Vec<_>>())
        };
        assert!(among(&[&a, &b]).is_empty() && among(&[]).is_empty());
        let late = Fixture::new("The minister left the hall early on a cold day.").dated("2025-03-15");
        assert_eq!(among(&[&a, &late]), ["dates up to 14 days apart", "lengths differ (3 to 10 words)"]);
        assert_eq!(among(&[&a, &Fixture::new("He left early.")]), ["1 without a date"]);
    }

    #[test]
    fn unknown_dates_short_quotes_and_lengths_are_told() {
        let short = Fixture::new("The minister left.");
        let long = Fixture::new("The minister left the hall early on a cold day.").dated("2025-03-01");
        let got = badges(&short, &long);
        assert!(got.contains(&"left: date unknown".to_owned()), "{got:?}");
        assert!(got.contains(&"lengths differ (3 / 10 words)".to_owned()), "{got:?}");
        assert!(got.contains(&"left: 0 quoted words".to_owned()), "{got:?}");
    }
}
