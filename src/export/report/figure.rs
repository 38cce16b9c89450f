//! The picture of a pair: who is quoted on each side, with bars on one scale.

use anyhow::Result;
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Style},
};

use super::block::Picture;
use crate::{
    comparison::{Measure, MeasureId, SpeakerShare, pair::Member, speakers},
    export::{Caption, Format, Options, picture},
    text::neutral::neutral,
};

/// Columns of the picture.
const WIDTH: u16 = 90;
/// Columns of a bar.
const BAR: usize = 30;
/// Columns of a name.
const NAME: usize = 26;
/// Speakers shown on a side.
const SHOWN: usize = 8;

struct Row {
    text: String,
    style: Style,
}

/// Draws the pair; `id` starts the ids in the picture.
///
/// # Errors
/// When the picture cannot be made.
pub fn draw(a: &Member, b: &Member, id: &str) -> Result<Picture> {
    let title = format!("Who is quoted: {} and {}", a.label, b.label);
    let sides = [a, b].map(|m| (m, quoted(m)));
    let most = sides.iter().flat_map(|(_, s)| s.iter().map(|s| s.words)).max().unwrap_or(0).max(1);
    let mut rows = vec![
        Row { text: title.clone(), style: Style::new().bold() },
        Row {
            text: "words in direct quotation by speaker; both sides on one scale".to_owned(),
            style: Style::new().dim(),
        },
    ];
    for (member, list) in &sides {
        rows.extend(side(member, list, most));
    }
    let buffer = buffer(&rows);
    let description = sides.iter().map(|(m, s)| sentence(m, s)).collect::<Vec<_>>().join(" ");
    let caption = Caption { title: title.clone(), description: description.clone() };
    let make = |format| {
        let options = Options { format, scale: 1, caption: caption.clone(), id: id.to_owned(), ..Options::default() };
        picture(&buffer, &options).map(|p| String::from_utf8_lossy(&p.bytes).into_owned())
    };
    Ok(Picture { title, description, svg: make(Format::Svg)?, text: make(Format::Text)? })
}

fn quoted(member: &Member) -> Vec<SpeakerShare> {
    speakers(member.side()).into_iter().filter(|s| s.words > 0).collect()
}

fn measure(member: &Member, id: MeasureId) -> Option<&Measure> {
    member.measures().iter().find(|m| m.id == id)
}

fn side(member: &Member, list: &[SpeakerShare], most: usize) -> Vec<Row> {
    let mut rows = vec![Row { text: String::new(), style: Style::new() }];
    let words: usize = list.iter().map(|s| s.words).sum();
    let share = measure(member, MeasureId::QuotedShare).map(|m| format!("{} of body {}", m.text(), m.interval_text()));
    rows.push(Row {
        text: format!("{} — {words} quoted words, {}", member.label, share.unwrap_or_default().trim_end()),
        style: Style::new().bold(),
    });
    for s in list.iter().take(SHOWN) {
        rows.push(Row { text: line(s, most), style: Style::new().fg(Color::Blue) });
    }
    if list.len() > SHOWN {
        let rest: usize = list.iter().skip(SHOWN).map(|s| s.words).sum();
        rows.push(Row { text: format!("{} more, {rest} words", list.len() - SHOWN), style: Style::new() });
    }
    if list.is_empty() {
        rows.push(Row { text: "nobody is quoted directly".to_owned(), style: Style::new() });
    }
    rows
}

/// One speaker: name, bar, words, share with interval.
fn line(s: &SpeakerShare, most: usize) -> String {
    let mark = if s.unsure { "?" } else { "" };
    let name: String = neutral(&s.name).chars().take(NAME - 2).collect();
    let eighths = (s.words * BAR * 8).div_ceil(most);
    let part = char::from_u32(0x2590 - (eighths % 8) as u32).filter(|_| !eighths.is_multiple_of(8));
    let bar: String = std::iter::repeat_n('█', eighths / 8).chain(part).collect();
    let share = s.share.map(|_| s.share_text()).unwrap_or_default();
    let interval = s.interval.map(|i| i.text(crate::comparison::Unit::Share)).unwrap_or_default();
    format!("{:<NAME$}{bar:<BAR$} {:>5}  {share:>6} {interval}", format!("{name}{mark}"), s.words)
}

/// The names in text colour, the bars in the row's own.
fn buffer(rows: &[Row]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, rows.len() as u16 + 2));
    for (y, row) in (1..).zip(rows) {
        buffer.set_stringn(2, y, &row.text, usize::from(WIDTH) - 4, row.style);
        if row.style.fg.is_some() {
            for area in [
                Rect::new(2, y, NAME as u16, 1),
                Rect::new(2 + (NAME + BAR) as u16, y, WIDTH - 2 - (NAME + BAR) as u16, 1),
            ] {
                buffer.set_style(area, Style::new().fg(Color::Reset));
            }
        }
    }
    buffer
}

/// One side in words.
fn sentence(member: &Member, list: &[SpeakerShare]) -> String {
    if list.is_empty() {
        return format!("{} quotes nobody directly.", member.label);
    }
    let names: Vec<String> =
        list.iter().take(SHOWN).map(|s| format!("{} {} words", neutral(&s.name), s.words)).collect();
    let more = list.len().saturating_sub(SHOWN);
    let rest = if more > 0 { format!(", {more} more") } else { String::new() };
    format!("{} quotes {}{rest}.", member.label, names.join(", "))
}
