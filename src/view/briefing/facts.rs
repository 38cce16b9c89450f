//! What surrounds the chart: title, reading, sides, measures, passages, warnings, footnotes.

use super::{Row, beside, text_row, wrapped};
use crate::{
    app::{
        App, Lens, Side,
        rows::{MeasureRow, Row as Listed, What},
        sheets::ONE_ARTICLE,
    },
    articles::{Article, Role as LineRole},
    comparison::{Comparison, Evidence, MeasureId, reading},
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

fn label(app: &App, side: Side) -> &str {
    app.entry(side).map_or("", |e| e.label.as_str())
}

/// Title, reading, caption and both sides.
pub(super) fn head(app: &App, comparison: &Comparison, width: u16, tight: bool) -> Vec<Row> {
    let (a, b) = (label(app, Side::A), label(app, Side::B));
    let mut out =
        vec![text_row(&wrap::fit(&format!("{}: {a} vs {b}", question(app.lens)), usize::from(width)), Role::Title)];
    out.extend(wrapped(&sentence(app, comparison), 0, width, if tight { 3 } else { 5 }, Role::Text));
    if !app.caption.is_empty() {
        out.extend(wrapped(&app.caption, 0, width, 3, Role::Text));
    }
    if !tight {
        out.push(Vec::new());
    }
    let half = width / 2 - 1;
    let column = |side: Side| app.entry(side).map_or_else(Vec::new, |e| side_rows(e, side, half, tight));
    out.extend(beside(column(Side::A), column(Side::B), width));
    if !tight {
        out.push(Vec::new());
    }
    out
}

/// The reading in one plain sentence: of the lens where it has a measure of its own.
fn sentence(app: &App, comparison: &Comparison) -> String {
    let of = |id: MeasureId| {
        let pair = comparison.measures.iter().find(|m| m.a.id == id);
        pair.map(|p| reading::sentence(p, label(app, Side::A), label(app, Side::B)))
    };
    match app.lens {
        Lens::Language => of(MeasureId::LoadedDensity).unwrap_or_else(|| comparison.sentence.clone()),
        Lens::Topics => comparison.coverage.as_ref().map_or_else(
            || comparison.sentence.clone(),
            |c| {
                format!(
                    "Spread over topics: {:.2} bits apart where chance gives {:.2}: {}.",
                    c.raw,
                    c.baseline,
                    c.reading.words()
                )
            },
        ),
        _ => comparison.sentence.clone(),
    }
}

fn side_rows(entry: &Entry, side: Side, half: u16, tight: bool) -> Vec<Row> {
    let article = &entry.article;
    let outlet = article.outlet().unwrap_or("outlet not stated in the file");
    let name = format!("{}  {outlet}", side.letter());
    let mut out = vec![text_row(&wrap::fit(&name, usize::from(half)), Canvas::side_role(side))];
    let title = format!("“{}”", article.title().unwrap_or("no headline"));
    out.extend(wrapped(&title, 0, half, if tight { 1 } else { 2 }, Role::Title));
    let estimated = if heads::is_estimate(article) { " (estimated)" } else { "" };
    let date = format!("{}{estimated}", heads::date(article));
    let (genre, words) =
        entry.profile.as_ref().map_or(("", 0), |p| (heads::genre(p.genre.kind), p.voices.body_words()));
    let facts = format!("{date} · {genre} · {words} words in the body");
    out.push(text_row(&wrap::fit(&facts, usize::from(half)), Role::Dim));
    out
}

/// The measure of the lens with n, interval and unit on both sides.
pub(super) fn primary(app: &App, comparison: &Comparison, width: u16) -> Vec<Row> {
    let id = measure_of(app.lens);
    if matches!(app.lens, Lens::Topics | Lens::Differences) {
        return Vec::new();
    }
    let rows = app.pairing.rows.measures.iter().chain(&app.pairing.rows.language);
    let Some(row) = rows.into_iter().find(|r| matches!(&r.what, What::Measure(m) if m.id == id)) else {
        return Vec::new();
    };
    let What::Measure(m) = &row.what else { return Vec::new() };
    let bases = comparison.measures.iter().find(|p| p.a.id == id).map(|p| [p.a.base, p.b.base]);
    let n = bases.map_or_else(String::new, |[a, b]| format!(", n = {a} and {b} words"));
    let unit = match id {
        MeasureId::LoadedDensity => ", per 1,000 narrator words",
        _ => "",
    };
    let text = format!(
        "{}{unit}{n}: A {} · B {} · {} · {}",
        row.label,
        format!("{} {}", m.values[0], m.intervals[0]).trim_end(),
        format!("{} {}", m.values[1], m.intervals[1]).trim_end(),
        m.difference,
        m.reading.words()
    );
    let mut out = vec![Vec::new()];
    out.extend(wrapped(&text, 0, width, 3, Role::Text));
    out
}

/// All other measures of the lens, one a row.
pub(super) fn secondary(app: &App) -> Vec<Row> {
    let list = match app.lens {
        Lens::Language => &app.pairing.rows.language,
        Lens::Topics | Lens::Differences => return Vec::new(),
        _ => &app.pairing.rows.measures,
    };
    let row = |r: &Listed, m: &MeasureRow| {
        vec![
            (0, wrap::fit(&r.label, 28), Role::Text),
            (29, format!("A {} {}", m.values[0], m.intervals[0]), Role::Text),
            (53, format!("B {} {}", m.values[1], m.intervals[1]), Role::Text),
            (77, m.reading.words().to_owned(), Role::Dim),
        ]
    };
    list.iter()
        .filter_map(|r| match &r.what {
            What::Measure(m) if m.id != measure_of(app.lens) => Some(row(r, m)),
            _ => None,
        })
        .collect()
}

/// The passage number `n` of each side, verbatim, with its line.
pub(super) fn passages(app: &App, width: u16, n: usize, most: usize) -> Vec<Row> {
    let half = width / 2 - 1;
    let one = |side: Side| {
        let found = app.entry(side).zip(passage(app, side, n));
        found.map_or_else(
            || if n == 0 { vec![text_row("no passage", Role::Dim)] } else { Vec::new() },
            |(entry, (who, e))| verbatim(&entry.article, &who, &e, half, most),
        )
    };
    let rows = beside(one(Side::A), one(Side::B), width);
    if rows.is_empty() {
        return rows;
    }
    std::iter::once(Vec::new()).chain(rows).collect()
}

fn verbatim(article: &Article, who: &str, e: &Evidence, half: u16, most: usize) -> Vec<Row> {
    let line = article.line_of(e.span.start as usize);
    let words = article.slice(e.span).trim();
    let quoted = if words.starts_with(['“', '"', '«', '‘']) { words.to_owned() } else { format!("“{words}”") };
    let mut out = wrapped(&quoted, 0, half, most, Role::Quote);
    out.push(text_row(&wrap::fit(&format!("– {who}, line {line}"), usize::from(half)), Role::Dim));
    out
}

/// The passage of a side that the lens is about, the `n`th, with a name for it.
fn passage(app: &App, side: Side, n: usize) -> Option<(String, Evidence)> {
    let i = side.index();
    let rows = &app.pairing.rows;
    let mut found: Vec<(String, Evidence)> = Vec::new();
    match app.lens {
        Lens::Language => {
            let narrator = |r: &&Listed| matches!(&r.what, What::Term(t) if t.counts[0] > 0);
            for row in rows.terms[i].iter().filter(narrator) {
                found.extend(
                    row.passages[i].first().map(|e| (format!("loaded: {}", row.label), sentence_of(app, side, e))),
                );
            }
        }
        Lens::Topics => {
            for row in &rows.topics {
                found.extend(row.passages[i].first().map(|e| (row.label.clone(), e.clone())));
            }
        }
        Lens::Differences => {
            for row in rows.differences.iter().filter(|r| matches!(r.what, What::Alignment { .. })) {
                found.extend(row.passages[i].first().map(|e| ("aligned passage".to_owned(), e.clone())));
            }
        }
        _ => {
            for row in rows.voices[i].iter().filter(|r| matches!(&r.what, What::Voice(v) if v.words > 0)) {
                let longest = row.passages[i].iter().max_by_key(|e| (e.span.len(), std::cmp::Reverse(e.span)));
                found.extend(longest.map(|e| (row.label.clone(), e.clone())));
            }
        }
    }
    found.into_iter().nth(n)
}

/// The sentence around a short finding.
fn sentence_of(app: &App, side: Side, e: &Evidence) -> Evidence {
    let profile = app.entry(side).and_then(|x| x.profile.as_ref());
    let sentence = profile.and_then(|p| {
        let at = p.document.sentence_at(e.span.start as usize)?;
        p.document.sentences.get(at).map(|s| s.span)
    });
    Evidence { span: sentence.unwrap_or(e.span), why: e.why.clone() }
}

/// Reasons to compare with care; never cut.
pub(super) fn warnings(comparison: &Comparison, width: u16) -> Vec<Row> {
    let badges: Vec<&str> = comparison.warnings.iter().map(|w| w.badge.as_str()).collect();
    let text = if badges.is_empty() {
        format!("No reason found against comparing the two. {ONE_ARTICLE}")
    } else {
        format!("! Compare with care: {}. {ONE_ARTICLE}", badges.join(" · "))
    };
    let mut out = vec![Vec::new()];
    out.extend(wrapped(&text, 0, width, usize::MAX, Role::Warning));
    out
}

/// What counted and what did not.
pub(super) fn definition(app: &App, width: u16) -> Vec<Row> {
    let d = measure_of(app.lens).definition();
    let marks = match app.lens {
        Lens::Voices => " ? = speaker not sure. ~ = estimated date. Both sides share one scale.",
        Lens::Topics => " A sentence may have several topics. Both sides share one scale.",
        _ => " ~ = estimated date.",
    };
    let topic = "share of the sentences of the body that hold a cue of the topic, with the number of sentences";
    let text = match app.lens {
        Lens::Topics => format!("Topics: {topic}.{marks}"),
        _ => format!("{}: {}; base: {}. In brackets: 95 % interval.{marks}", d.name, d.formula, d.base),
    };
    wrapped(&text, 0, width, usize::MAX, Role::Dim)
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
        1 => "1 correction by hand.".to_owned(),
        n => format!("{n} corrections by hand."),
    });
    if comparison.pool.len() > 2 {
        parts.push(format!("Compared among {} articles.", comparison.pool.len()));
    }
    let texts: Vec<&str> = Side::BOTH.into_iter().filter_map(|s| app.text_of(s)).map(|a| &*a.text).collect();
    let lists = app.lists.editions();
    let named: Vec<String> = lists.iter().map(|e| format!("{} {} ({})", e.name, e.version, e.hash)).collect();
    parts.push(format!("Lists: {}.", named.join(", ")));
    parts.push(format!("Texts: {}.", crate::workspace::open::digest(&texts)));
    let made = app.made.as_ref().map_or_else(String::new, |d| format!(", made {d}"));
    parts.push(format!("parallax {}{made}.", env!("CARGO_PKG_VERSION")));
    wrapped(&parts.join(" "), 0, width, usize::MAX, Role::Dim)
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
    let ranges: Vec<String> = ranges.iter().map(text).collect();
    format!("lines {}", ranges.join(", "))
}
