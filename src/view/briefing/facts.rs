//! What surrounds the chart: title, reading, sides, measures, warnings, footnotes.

use super::{Row, beside, chart::label, half, height_of, text_row, wrapped};
use crate::{
    app::{
        App, Lens, Side,
        definitions::counted,
        rows::{MeasureRow, Row as Listed, What},
        sheets::ONE_ARTICLE,
    },
    articles::{Article, Role as LineRole},
    comparison::{Comparison, Measure, MeasureId, Reading, definitions, reading},
    text::wrap,
    view::{canvas::Canvas, heads, theme::Role},
    workspace::Entry,
};

/// The question that the lens answers.
const fn question(lens: Lens) -> &'static str {
    match lens {
        Lens::Language => "How loaded the words are",
        Lens::Topics => "What is covered",
        Lens::Differences => "What differs",
        _ => "Who is quoted",
    }
}

/// The measure that the lens is about.
pub(super) const fn measure_of(lens: Lens) -> MeasureId {
    match lens {
        Lens::Language => MeasureId::LoadedDensity,
        _ => MeasureId::QuotedShare,
    }
}

/// Title, reading in at most `most.0` rows, caption, and both sides with headlines in at most `most.1` rows.
pub(super) fn head(app: &App, comparison: &Comparison, width: u16, most: (usize, usize), airy: bool) -> Vec<Row> {
    let (a, b) = (label(app, Side::A), label(app, Side::B));
    let mut out = wrapped(&format!("{}: {a} vs {b}", question(app.lens)), width, 2, Role::Title);
    out.extend(wrapped(&shorter(sentence(app, comparison), width, most.0), width, most.0, Role::Text));
    if !app.caption.is_empty() {
        out.extend(wrapped(&app.caption, width, 3, Role::Text));
    }
    out.extend(airy.then(Vec::new));
    let half = half(width);
    let column = |side: Side| app.entry(side).map_or_else(Vec::new, |e| side_rows(e, side, half, most.1));
    out.extend(beside(column(Side::A), column(Side::B), width));
    out
}

/// A sentence that fits: its last brackets go, or what follows its last colon or semicolon, as the measures tell it too.
pub(super) fn shorter(sentence: String, width: u16, most: usize) -> String {
    let fits = |text: &str| height_of(text, width) <= most;
    let cut = |mark| sentence.rsplit_once(mark).map(|(kept, _): (&str, &str)| format!("{kept}."));
    if fits(&sentence) {
        return sentence;
    }
    // Only brackets that close the sentence: what follows others belongs to it.
    let closing = sentence.strip_suffix(").").and_then(|text| text.rsplit_once(" ("));
    let bare = closing.filter(|(_, inside)| !inside.contains(')')).map(|(kept, _)| format!("{kept}."));
    [bare, cut(": "), cut("; ")].into_iter().flatten().find(|text| fits(text)).unwrap_or(sentence)
}

/// The reading in one plain sentence: of the lens where it has a measure of its own.
fn sentence(app: &App, comparison: &Comparison) -> String {
    let (a, b) = (label(app, Side::A), label(app, Side::B));
    match app.lens {
        Lens::Language => {
            let pair = comparison.measures.iter().find(|m| m.a.id == MeasureId::LoadedDensity);
            pair.map_or_else(|| comparison.sentence.clone(), |p| capital(&reading::sentence(p, a, b)))
        }
        Lens::Topics => comparison.coverage.as_ref().map_or_else(
            || "Too few sentences have a topic to compare what the two cover.".to_owned(),
            |c| {
                format!(
                    "How {a} and {b} spread their sentences over topics: {} (divergence {:.2} bits; {:.2} by chance).",
                    c.reading.words(),
                    c.raw,
                    c.baseline,
                )
            },
        ),
        Lens::Differences => {
            let aligned = match comparison.alignments.len() {
                0 => "no two passages tell".to_owned(),
                1 => "1 pair of passages tells".to_owned(),
                n => format!("{n} pairs of passages tell"),
            };
            let items = |n: usize| counted(n, "item");
            let words = match comparison.distinctive.len() {
                0 => "no word stands out beyond chance".to_owned(),
                1 => "1 word stands out beyond chance".to_owned(),
                n => format!("{n} words stand out beyond chance"),
            };
            format!(
                "{} of {b} and of other articles are missing in {a}, {} of {a} and of others in {b}; {} the same; {words}.",
                items(comparison.omitted_a.len()),
                items(comparison.omitted_b.len()),
                aligned,
            )
        }
        _ => comparison.sentence.clone(),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

fn side_rows(entry: &Entry, side: Side, half: u16, most: usize) -> Vec<Row> {
    let article = &entry.article;
    let name = match &article.meta.outlet {
        Some(outlet) if outlet.value == entry.label => outlet.shown(),
        Some(outlet) => format!("{} ({})", entry.label, outlet.shown()),
        None => format!("{} (outlet not stated in the file)", entry.label),
    };
    let mut out = wrapped(&format!("{}  {name}", side.letter()), half, 2, Canvas::side_role(side));
    let title = article.meta.title.as_ref();
    let title = title.map_or_else(|| "no headline in the file".to_owned(), |t| format!("“{}”{}", t.value, t.mark()));
    out.extend(wrapped(&title, half, most, Role::Title));
    let (genre, words) = entry.profile.as_ref().map_or_else(Default::default, |p| (heads::genre(&p.genre), p.words));
    let date = heads::date(article);
    let full = format!(
        "{date}{} · {genre} · {words} words in the body",
        if heads::is_estimate(article) { " (estimated)" } else { "" }
    );
    let short = format!("{date} · {genre} · {words} words");
    let facts = if height_of(&full, half) == 1 { full } else { short };
    out.extend(wrapped(&facts, half, 2, Role::Dim));
    out
}

/// A value with what it is a share of, where it does not say so itself, and its interval.
fn with_base(value: &str, interval: &str, measure: &Measure) -> String {
    let told = measure.value.is_none() || measure.base == 0 || [" of ", " in ", "("].iter().any(|t| value.contains(t));
    let base = if told { String::new() } else { format!(" ({}/{})", measure.count, measure.base) };
    format!("{value}{base} {interval}").trim_end().to_owned()
}

/// The measure of the lens with n, interval and unit on both sides.
pub(super) fn primary(app: &App, comparison: &Comparison, width: u16) -> Vec<Row> {
    let id = measure_of(app.lens);
    if matches!(app.lens, Lens::Topics | Lens::Differences) {
        return Vec::new();
    }
    let mut rows = app.pairing.rows.measures.iter().chain(&app.pairing.rows.language);
    let Some(m) = rows.find_map(|r| if let What::Measure(m) = &r.what { Some(m).filter(|m| m.id == id) } else { None })
    else {
        return Vec::new();
    };
    let Some(pair) = comparison.measures.iter().find(|p| p.a.id == id) else { return Vec::new() };
    let d = id.definition();
    let text = format!(
        "{} ({}): A {} · B {} · difference {} · {}",
        capital(&d.name),
        d.unit,
        with_base(&m.values[0], &m.intervals[0], &pair.a),
        with_base(&m.values[1], &m.intervals[1], &pair.b),
        m.difference,
        m.reading.words()
    );
    wrapped(&text, width, 3, Role::Text)
}

/// What else the lens tells, one a row: its other measures, or what both sides have.
pub(super) fn secondary(app: &App, width: u16) -> Vec<Row> {
    let list = match app.lens {
        Lens::Language => &app.pairing.rows.language,
        Lens::Differences => return shared(app, width),
        Lens::Topics => return Vec::new(),
        _ => &app.pairing.rows.measures,
    };
    let others: Vec<(&Listed, &MeasureRow)> = list
        .iter()
        .filter_map(|r| if let What::Measure(m) = &r.what { Some((r, m)) } else { None })
        .filter(|(_, m)| m.id != measure_of(app.lens))
        .collect();
    let value = |m: &MeasureRow, i: usize| {
        format!("{} {} {}", if i == 0 { "A" } else { "B" }, m.values[i], m.intervals[i]).trim_end().to_owned()
    };
    let widest = |of: &dyn Fn(&(&Listed, &MeasureRow)) -> usize| others.iter().map(of).max().unwrap_or(0) as u16;
    let name = widest(&|(r, _)| wrap::width(&r.label)).min(width * 2 / 5) + 2;
    let (a, b) = (widest(&|(_, m)| wrap::width(&value(m, 0))) + 2, widest(&|(_, m)| wrap::width(&value(m, 1))) + 2);
    let row = |(r, m): &(&Listed, &MeasureRow)| {
        let mut out = vec![
            (0, wrap::fit(&r.label, usize::from(name - 1)), Role::Text),
            (name, value(m, 0), Role::Text),
            (name + a, value(m, 1), Role::Text),
        ];
        let reading = m.reading.words().to_owned();
        if m.reading != Reading::NotCompared && usize::from(name + a + b) + wrap::width(&reading) <= usize::from(width)
        {
            out.push((name + a + b, reading, Role::Dim));
        }
        out
    };
    others.iter().map(row).collect()
}

/// Distinctive words, and quotations that both carry.
fn shared(app: &App, width: u16) -> Vec<Row> {
    let (a, b) = (label(app, Side::A), label(app, Side::B));
    let row = |r: &Listed| match &r.what {
        What::Word { counts, z } => {
            Some(format!("Word “{}”: {} in {a}, {} in {b}, z {z:+.1}", r.label, counts[0], counts[1]))
        }
        What::Counts { .. } => Some(format!("Quoted in both, {}", r.label)),
        _ => None,
    };
    let rows = app.pairing.rows.differences.iter().filter_map(row);
    rows.map(|text| text_row(&wrap::fit(&text, usize::from(width)), Role::Text)).collect()
}

/// Reasons to compare with care; never cut.
pub(super) fn warnings(comparison: &Comparison, width: u16, tight: bool) -> Vec<Row> {
    let badges: Vec<&str> = comparison.warnings.iter().map(|w| w.badge.as_str()).collect();
    let one = if tight { "One article is not an outlet." } else { ONE_ARTICLE };
    let text = if badges.is_empty() {
        format!("No reason found against comparing the two. {one}")
    } else {
        let list = badges.join(" · ");
        let stop = if list.ends_with(['?', '.']) { "" } else { "." };
        format!("! Compare with care: {list}{stop} {one}")
    };
    wrapped(&text, width, usize::MAX, Role::Warning)
}

/// What counted and what did not, and what the marks mean.
pub(super) fn definition(app: &App, width: u16, tight: bool) -> Vec<Row> {
    let of =
        |id: &str| definitions::by_id(id).map(|d| format!("{}: {}; base: {}.", capital(&d.name), d.formula, d.base));
    let (ids, marks): (&[&str], &str) = match app.lens {
        Lens::Language => (
            &["loaded_density"],
            "In brackets: 95% interval. ~ estimated date. Terms in headlines are listed, not counted.",
        ),
        Lens::Topics => (&["coverage"], "In brackets: 95% interval. Both sides share one scale. ~ estimated date."),
        Lens::Differences if tight => (&["omission"], "~ estimated date."),
        Lens::Differences => (&["omission", "alignment"], "~ estimated date."),
        _ => (
            &["quoted_share"],
            "In brackets: 95% interval. ? speaker not sure. ~ estimated date. Both sides share one scale.",
        ),
    };
    let text: Vec<String> = ids.iter().filter_map(|id| of(id)).chain([marks.to_owned()]).collect();
    wrapped(&text.join(" "), width, usize::MAX, Role::Dim)
}

/// Lines left out, lists with versions and hashes, edits, version, date made.
pub(super) fn method(app: &App, comparison: &Comparison, width: u16) -> Vec<Row> {
    let mut parts = Vec::new();
    for side in Side::BOTH {
        if let Some(entry) = app.entry(side) {
            parts.push(format!("{} not counted: {}.", side.letter(), excluded(&entry.article)));
        }
    }
    let edits = |side: Side| app.entry(side).and_then(|e| e.profile.as_ref()).map_or(0, |p| p.edits);
    let count = edits(Side::A) + edits(Side::B);
    parts.push(match count {
        0 => "No corrections by hand.".to_owned(),
        1 => "1 correction by hand (*).".to_owned(),
        n => format!("{n} corrections by hand (*)."),
    });
    if comparison.pool.len() > 2 {
        // An absence means nothing without the articles that it is relative to.
        let named = app.lens == Lens::Differences && comparison.pool.len() <= 12;
        let names = if named { format!(": {}", comparison.pool.join(", ")) } else { String::new() };
        parts.push(format!("Compared among {} articles{names}.", comparison.pool.len()));
    }
    let texts: Vec<&str> = Side::BOTH.into_iter().filter_map(|s| app.text_of(s)).map(|a| &*a.text).collect();
    let lists = app.lists.editions();
    let named: Vec<String> = lists.iter().map(|e| format!("{} {} ({})", e.name, e.version, e.hash)).collect();
    parts.push(format!("Lists: {}.", named.join(", ")));
    parts.push(format!("Texts: {}.", crate::workspace::open::digest(&texts)));
    let made = app.made.as_ref().map_or_else(String::new, |d| format!(", made {d}"));
    parts.push(format!("parallax {}{made}.", env!("CARGO_PKG_VERSION")));
    wrapped(&parts.join(" "), width, usize::MAX, Role::Dim)
}

/// The lines that are not counted, as ranges: `lines 1, 3–5`.
fn excluded(article: &Article) -> String {
    let numbers: Vec<usize> = article.dropped().filter(|(_, l)| l.role != LineRole::Blank).map(|(n, _)| n).collect();
    if numbers.is_empty() {
        return "no line".to_owned();
    }
    let blank = |n: usize| article.lines.get(n - 1).is_some_and(|l| l.role == LineRole::Blank);
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for n in numbers {
        match ranges.last_mut() {
            Some((_, end)) if (*end + 1..n).all(blank) => *end = n,
            _ => ranges.push((n, n)),
        }
    }
    let text = |(a, b): &(usize, usize)| if a == b { a.to_string() } else { format!("{a}–{b}") };
    let one = matches!(ranges.as_slice(), [(a, b)] if a == b);
    let ranges: Vec<String> = ranges.iter().map(text).collect();
    format!("line{} {}", if one { "" } else { "s" }, ranges.join(", "))
}
