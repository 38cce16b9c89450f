//! The chart of a lens: bars of both sides on one scale, or rows.

use super::{Row, fit::Column, half, listed, text_row};
use crate::{
    app::{
        App, Lens, Side,
        definitions::{counted, percent},
        rows::{Row as Listed, TermRow, TopicRow, VoiceRow, What},
    },
    text::wrap,
    view::{
        canvas::{Canvas, bar},
        theme::Role,
    },
};

/// The columns of the chart: one for each side, or one over both.
pub(super) fn columns(app: &App, width: u16) -> Vec<Column> {
    let each = |column: fn(&App, Side, u16) -> Column| Side::BOTH.map(|side| column(app, side, half(width))).into();
    match app.lens {
        Lens::Language => each(terms),
        Lens::Differences => each(absent),
        Lens::Topics => vec![topics(app, width)],
        _ => each(voices),
    }
}

/// The name of a side's article.
pub(super) fn label(app: &App, side: Side) -> &str {
    app.entry(side).map_or("", |e| e.label.as_str())
}

fn heard(rows: &[Listed]) -> impl Iterator<Item = (&Listed, &VoiceRow)> {
    rows.iter()
        .filter_map(|r| if let What::Voice(v) = &r.what { Some((r, v)) } else { None })
        .filter(|(_, v)| v.words > 0)
}

/// Widths that hold the longest entry of either side, so that all bars have the same room.
struct Widths {
    name: u16,
    camps: bool,
    words: usize,
    share: usize,
    interval: usize,
}

impl Widths {
    fn of(app: &App, half: u16) -> Self {
        let lists = &app.pairing.rows.voices;
        let all = || lists.iter().flat_map(|rows| heard(rows));
        let longest = |of: &dyn Fn(&Listed, &VoiceRow) -> usize| all().map(|(r, v)| of(r, v)).max().unwrap_or(0);
        let wide = half >= 44;
        let mut widths = Self {
            name: 0,
            camps: false,
            words: longest(&|_, v| v.words.to_string().len()).max(5),
            share: longest(&|_, v| wrap::width(&v.share_text)).max(5),
            interval: if wide { longest(&|_, v| wrap::width(&v.interval)) } else { 0 },
        };
        let least_bar = if wide { 14 } else { 6 };
        let room = half.saturating_sub(wrap::width(&widths.figures("", "", "")) as u16 + least_bar + 1).max(10);
        let names = |camps| longest(&|r, v| wrap::width(&name(r, v, camps))) as u16 + 1;
        widths.camps = names(true) <= room;
        widths.name = names(widths.camps).min(room);
        widths
    }

    /// Words, share and interval in their columns.
    fn figures(&self, words: &str, share: &str, interval: &str) -> String {
        let interval = match self.interval {
            0 => String::new(),
            width => format!("  {interval:>width$}"),
        };
        format!("{words:>w$}  {share:>s$}{interval}", w = self.words, s = self.share)
    }
}

/// A speaker, with the camp if that is wanted and says more.
fn name(row: &Listed, v: &VoiceRow, camps: bool) -> String {
    let unsure = if v.unsure && !row.label.ends_with('?') { "?" } else { "" };
    let edited = if v.edited { "*" } else { "" };
    let camp =
        if !camps || v.camp.is_empty() || v.camp == row.label { String::new() } else { format!(" ({})", v.camp) };
    format!("{}{unsure}{edited}{camp}", row.label)
}

fn voices(app: &App, side: Side, half: u16) -> Column {
    let rows = &app.pairing.rows;
    let list = rows.voices.get(side.index()).map_or(&[][..], Vec::as_slice);
    let all: usize = heard(list).map(|(_, v)| v.words).sum();
    let widths = Widths::of(app, half);
    let head = format!("{}, by speaker", counted(all, "quoted word"));
    let mut heads = vec![(0, wrap::fit(&head, usize::from(half)), Role::Head)];
    let figures = widths.figures("words", "share", "95%");
    let at = half.saturating_sub(wrap::width(&figures) as u16);
    if all > 0 && usize::from(at) > wrap::width(&head) {
        heads.push((at, figures, Role::Head));
    }
    let scale = rows.most_words.max(1) as f64;
    let unheard = list.iter().find(|r| r.what == What::Unheard).map(|r| {
        let names: Vec<&str> = r.label.split(" · ").collect();
        (text_row(&listed("named, not quoted: ", &names, half), Role::Dim), names.len())
    });
    let mut column =
        Column { head: vec![heads], foot: unheard, noun: "speaker", weight: "word", cells: half, ..Column::default() };
    column.rows = heard(list).map(|(row, v)| (voice(row, v, scale, half, side, &widths), v.words)).collect();
    if all == 0 {
        column.head.push(text_row("nobody is quoted directly", Role::Text));
    }
    column
}

fn voice(row: &Listed, v: &VoiceRow, scale: f64, half: u16, side: Side, widths: &Widths) -> Row {
    let label = wrap::fit(&name(row, v, widths.camps), usize::from(widths.name - 1));
    let figures = widths.figures(&v.words.to_string(), &v.share_text, &v.interval);
    let at = half.saturating_sub(wrap::width(&figures) as u16);
    let cells = at.saturating_sub(widths.name + 1);
    vec![
        (0, label, Role::Text),
        (widths.name, bar(v.words as f64 / scale, cells), Canvas::bar_role(side)),
        (at, figures, Role::Text),
    ]
}

fn terms(app: &App, side: Side, half: u16) -> Column {
    let own = |rows: &[Listed]| -> Vec<(String, TermRow)> {
        let term = |r: &Listed| if let What::Term(t) = &r.what { Some((term_name(r, t), t.clone())) } else { None };
        rows.iter().filter_map(term).filter(|(_, t)| t.counts[0] > 0).collect()
    };
    let lists = app.pairing.rows.terms.each_ref().map(|rows| own(rows));
    let longest = lists.iter().flatten().map(|(name, _)| wrap::width(name)).max().unwrap_or(0) as u16;
    let at = (longest + 2).clamp(12, half * 2 / 3);
    let list = lists.get(side.index()).map_or(&[][..], Vec::as_slice);
    let head = if list.is_empty() {
        "no loaded term in the narrator’s own words"
    } else {
        "loaded terms, narrator’s own words"
    };
    let row = |(name, t): &(String, TermRow)| {
        let note = format!("{}: {}", t.category, t.gloss);
        let row = vec![
            (0, wrap::fit(name, usize::from(at - 1)), Role::Text),
            (at, wrap::fit(&note, usize::from(half.saturating_sub(at))), Role::Dim),
        ];
        (row, t.counts[0])
    };
    let mut heads = vec![(0, wrap::fit(head, usize::from(half)), Role::Head)];
    let second = "kind: plainer, or what it says";
    if !list.is_empty()
        && wrap::width(head) < usize::from(at)
        && usize::from(at) + wrap::width(second) < usize::from(half)
    {
        heads.push((at, second.to_owned(), Role::Head));
    }
    Column { head: vec![heads], rows: list.iter().map(row).collect(), noun: "term", cells: half, ..Column::default() }
}

/// The term, how often it stands there, and whether in the headline, which the measure leaves out.
fn term_name(row: &Listed, t: &TermRow) -> String {
    let times = if t.counts[0] > 1 { format!(" ×{}", t.counts[0]) } else { String::new() };
    let headline = match (t.headline, t.counts[0]) {
        (0, _) => String::new(),
        (n, all) if n == all => " (headline)".to_owned(),
        (n, _) => format!(" ({n} in headline)"),
    };
    let edited = if t.edited { "*" } else { "" };
    format!("{}{edited}{times}{headline}", row.label)
}

fn topics(app: &App, width: u16) -> Column {
    let rows = &app.pairing.rows;
    let label_width = (width / 4).clamp(16, 34);
    let column = width.saturating_sub(label_width) / 2;
    let with_interval = column >= 40;
    let mut head = vec![(0, wrap::fit("share of sentences", usize::from(label_width - 1)), Role::Head)];
    for side in Side::BOTH {
        let n = rows
            .topics
            .iter()
            .find_map(|r| if let What::Topic(t) = &r.what { Some(t.bases[side.index()]) } else { None });
        let name = format!("{} {} ({})", side.letter(), label(app, side), counted(n.unwrap_or(0), "sentence"));
        let x = label_width + column * side.index() as u16;
        head.push((x, wrap::fit(&name, usize::from(column - 1)), Canvas::side_role(side)));
    }
    let scale = rows.most_coverage.max(0.01);
    let mut out = Column { head: vec![head], noun: "topic", cells: width, ..Column::default() };
    let mut layer = None;
    for row in &rows.topics {
        match &row.what {
            What::Head => layer = Some(row.label.as_str()),
            What::Topic(t) => {
                // The kind of topic goes with its first one, so that a cut leaves no heading alone.
                out.rows.extend(layer.take().map(|name| (text_row(&format!("{name}:"), Role::Dim), 0)));
                out.rows.push((topic(row, t, scale, label_width, column, with_interval), 1));
            }
            _ => {}
        }
    }
    out
}

fn topic(row: &Listed, t: &TopicRow, scale: f64, label: u16, column: u16, with_interval: bool) -> Row {
    let edited = if t.edited.contains(&true) { "*" } else { "" };
    let name = wrap::fit(&row.label, usize::from(label - 1) - edited.len());
    let mut out = vec![(0, format!("{name}{edited}"), Role::Text)];
    for side in Side::BOTH {
        let i = side.index();
        let x = label + column * i as u16;
        let interval = t.intervals.get(i).filter(|_| with_interval).map(|s| format!(" {s}")).unwrap_or_default();
        let figures = format!("{} ({}/{}){interval}", percent(t.share(i)), t.counts[i], t.bases[i]);
        let cells = column.saturating_sub(if with_interval { 22 } else { 14 });
        out.push((x, bar(t.share(i) / scale, cells), Canvas::bar_role(side)));
        out.push((x + cells + 1, figures, Role::Text));
    }
    out
}

/// What one side lacks and the other has, with how many of the other articles hold it.
fn absent(app: &App, side: Side, half: u16) -> Column {
    let missing = |r: &&Listed| matches!(&r.what, What::Omission { lacks, .. } if *lacks == side);
    let list: Vec<&Listed> = app.pairing.rows.differences.iter().filter(missing).collect();
    let head = format!("in {}, not in {}", label(app, side.other()), label(app, side));
    let others = "others with it";
    let at = |text: &str| half.saturating_sub(wrap::width(text) as u16);
    let mut heads = vec![(0, wrap::fit(&head, usize::from(half)), Role::Head)];
    if wrap::width(&head) < usize::from(at(others)) {
        heads.push((at(others), others.to_owned(), Role::Head));
    }
    let row = |r: &&Listed| {
        let What::Omission { present, .. } = &r.what else { return (Vec::new(), 1) };
        let count = format!("{} of {}", present.0, present.1);
        let room = usize::from(at(&count).saturating_sub(1));
        // The kind of topic only tells two of one name apart.
        let item = bare(&r.label);
        let twice = list.iter().filter(|other| bare(&other.label) == item).count() > 1;
        let text = if twice { r.label.as_str() } else { item };
        (vec![(0, wrap::fit(text, room), Role::Text), (at(&count), count, Role::Dim)], 1)
    };
    let mut column = Column {
        head: vec![heads],
        rows: list.iter().map(row).collect(),
        noun: "item",
        cells: half,
        ..Column::default()
    };
    if list.is_empty() {
        column.head.push(text_row("nothing found", Role::Text));
    }
    column
}

fn bare(label: &str) -> &str {
    label.rsplit_once(" (").map_or(label, |(item, _)| item)
}
