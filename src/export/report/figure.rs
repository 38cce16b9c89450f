//! The picture of a pair: who is quoted on each side, with bars on one scale. It is complete in itself, as it may be
//! taken out of the report: reading, outlets, dates, bases, intervals, warnings and definition are in it.

use anyhow::Result;
use ratatui::{buffer::Buffer, layout::Rect};

use super::block::Picture;
use crate::{
    articles::{Field, Precision},
    comparison::{Comparison, Measure, MeasureId, Member, SpeakerShare, Unit, speakers, warnings::genre_name},
    export::{Caption, Format, Options, Palette, picture, story::digest},
    text::{Span, wrap},
    view::theme::{Role, Theme},
};

/// Columns of the picture; few enough to be read on a telephone.
const WIDTH: u16 = 64;
/// Columns of a name.
const NAME: usize = 24;
/// Columns of the figures behind a bar.
const FIGURES: usize = 24;
/// Speakers shown on a side.
const SHOWN: usize = 8;

/// A row: pieces at columns.
type Row = Vec<(u16, String, Role)>;

/// Draws the pair; `id` starts the ids in the picture, `made` is the date to be printed.
///
/// # Errors
/// When the picture cannot be made.
pub fn draw(c: &Comparison, [a, b]: [&Member; 2], made: Option<&str>, id: &str) -> Result<Picture> {
    let title = format!("Who is quoted: {} and {}", a.label, b.label);
    let sides = [a, b].map(|m| (m, quoted(m)));
    let most = sides.iter().flat_map(|(_, s)| s.iter().map(|s| s.words)).max().unwrap_or(0).max(1);
    let mut rows = lines(&title, Role::Title);
    rows.extend(lines(&c.sentence, Role::Text));
    for ((member, list), (name, bar)) in sides.iter().zip([(Role::SideA, Role::BarA), (Role::SideB, Role::BarB)]) {
        rows.push(Row::new());
        rows.extend(side(member, list, most, name, bar));
    }
    rows.push(Row::new());
    rows.extend(closing(c, [a, b], made));
    let theme = Theme::named("print");
    let buffer = buffer(&rows, theme);
    let description = sides.iter().map(|(m, s)| sentence(m, s)).collect::<Vec<_>>().join(" ");
    let caption = Caption { title: title.clone(), description: description.clone() };
    let make = |format| {
        let palette = Palette::for_theme(theme);
        let options =
            Options { format, scale: 1, palette, caption: caption.clone(), id: id.to_owned(), ..Options::default() };
        picture(&buffer, &options).map(|p| String::from_utf8_lossy(&p.bytes).into_owned())
    };
    Ok(Picture { title, description, svg: make(Format::Svg)?, text: make(Format::Text)? })
}

fn quoted(member: &Member) -> Vec<SpeakerShare> {
    speakers(member.side()).into_iter().filter(|s| s.words > 0).collect()
}

/// Text in as many rows as it takes.
fn lines(text: &str, role: Role) -> Vec<Row> {
    let mut spans = Vec::new();
    wrap::wrap(text, Span::new(0, text.len()), usize::from(WIDTH) - 4, &mut spans);
    spans.iter().map(|s| vec![(0, wrap::fit(s.of(text).trim_end(), usize::from(WIDTH) - 4), role)]).collect()
}

fn side(member: &Member, list: &[SpeakerShare], most: usize, name: Role, bar: Role) -> Vec<Row> {
    let article = &member.article;
    let date = article.meta.date.as_ref();
    let when = date.map_or_else(|| "no date".to_owned(), Field::shown);
    let estimated = if date.is_some_and(|d| d.value.precision != Precision::Day) { " (estimated)" } else { "" };
    let genre = format!("{}{}", genre_name(member.genre().kind), member.genre().mark());
    let outlet = match &article.meta.outlet {
        Some(outlet) if outlet.value == member.label => outlet.shown(),
        Some(outlet) => format!("{} ({})", member.label, outlet.shown()),
        None => format!("{} (outlet not stated in the file)", member.label),
    };
    let mut rows = lines(&outlet, name);
    let title = article.meta.title.as_ref();
    let title = title.map_or_else(|| "no headline".to_owned(), |t| format!("“{}”{}", t.value, t.mark()));
    rows.extend(lines(&title, Role::Title));
    let body = member.profile().voices.body_words();
    rows.extend(lines(&format!("{when}{estimated} · {genre} · {body} words in the body"), Role::Dim));
    let words: usize = list.iter().map(|s| s.words).sum();
    let figures = format!("{:>5}  {:>6}  {:>9}", "words", "share", "95%");
    let at = WIDTH - 4 - FIGURES as u16;
    rows.push(vec![(0, format!("{words} quoted words, by speaker"), Role::Head), (at, figures, Role::Head)]);
    rows.extend(list.iter().take(SHOWN).map(|s| line(s, most, bar)));
    if list.len() > SHOWN {
        let rest: usize = list.iter().skip(SHOWN).map(|s| s.words).sum();
        rows.push(vec![(0, format!("{} more, {rest} words", list.len() - SHOWN), Role::Text)]);
    }
    if list.is_empty() {
        rows.push(vec![(0, "nobody is quoted directly".to_owned(), Role::Text)]);
    }
    rows
}

/// One speaker: name, bar, words, share with interval.
fn line(s: &SpeakerShare, most: usize, bar: Role) -> Row {
    let mark = if s.unsure { "?" } else { "" };
    let cells = usize::from(WIDTH) - 4 - NAME - FIGURES - 1;
    let eighths = (s.words * cells * 8).div_ceil(most);
    let part = char::from_u32(0x2590 - (eighths % 8) as u32).filter(|_| !eighths.is_multiple_of(8));
    let drawn: String = std::iter::repeat_n('█', eighths / 8).chain(part).collect();
    let share = s.share.map(|_| s.share_text()).unwrap_or_default();
    let interval = s.interval.map(|i| i.text(Unit::Share)).unwrap_or_default();
    vec![
        (0, wrap::fit(&format!("{}{mark}", s.name), NAME - 1), Role::Text),
        (NAME as u16, drawn, bar),
        (WIDTH - 4 - FIGURES as u16, format!("{:>5}  {share:>6}  {interval:>9}", s.words), Role::Text),
    ]
}

/// The measure, the warnings, the definition, and what the picture was made with.
fn closing(c: &Comparison, [a, b]: [&Member; 2], made: Option<&str>) -> Vec<Row> {
    let mut rows = Vec::new();
    let d = MeasureId::QuotedShare.definition();
    if let Some(pair) = c.measures.iter().find(|p| p.a.id == MeasureId::QuotedShare) {
        let value = |m: &Measure| match m.value {
            Some(_) => format!("{} ({}/{}) {}", m.text(), m.count, m.base, m.interval_text()),
            None => m.text(),
        };
        let text = format!(
            "{} ({}): {} {} · {} {} · {} · {}",
            d.name,
            d.unit,
            a.label,
            value(&pair.a).trim_end(),
            b.label,
            value(&pair.b).trim_end(),
            pair.difference,
            pair.reading.words()
        );
        rows.extend(lines(&text, Role::Text));
    }
    let badges: Vec<&str> = c.warnings.iter().map(|w| w.badge.as_str()).collect();
    let list = badges.join(" · ");
    let stop = if list.ends_with(['?', '.']) { "" } else { "." };
    let care = if list.is_empty() { String::new() } else { format!("! Compare with care: {list}{stop} ") };
    rows.extend(lines(&format!("{care}One article is not an outlet."), Role::Warning));
    let made = made.map(|d| format!(", made {d}")).unwrap_or_default();
    let text = format!(
        "{}: {}; base: {}. In brackets: 95% interval. ? speaker not sure. ~ estimated date. Both sides share one scale. \
         Texts: {}. parallax {}{made}.",
        d.name,
        d.formula,
        d.base,
        digest([a, b]),
        env!("CARGO_PKG_VERSION"),
    );
    rows.extend(lines(&text, Role::Dim));
    rows
}

fn buffer(rows: &[Row], theme: &Theme) -> Buffer {
    let area = Rect::new(0, 0, WIDTH, rows.len() as u16 + 2);
    let mut buffer = Buffer::empty(area);
    buffer.set_style(area, theme.ground);
    for (y, row) in (1..).zip(rows) {
        for (x, text, role) in row {
            buffer.set_stringn(2 + x, y, text, usize::from(WIDTH - 4 - x), theme.style(*role));
        }
    }
    buffer
}

/// One side in words.
fn sentence(member: &Member, list: &[SpeakerShare]) -> String {
    if list.is_empty() {
        return format!("{} quotes nobody directly.", member.label);
    }
    let names: Vec<String> = list.iter().take(SHOWN).map(|s| format!("{} {} words", s.name, s.words)).collect();
    let more = list.len().saturating_sub(SHOWN);
    let rest = if more > 0 { format!(", {more} more") } else { String::new() };
    format!("{} quotes {}{rest}.", member.label, names.join(", "))
}
