//! The SVG writer: glyph outlines, so that it looks the same everywhere, under an invisible text layer that can be
//! selected and searched.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
};

use ab_glyph::{OutlineCurve, Point};
use anyhow::Result;

use super::{
    Rgb,
    ink::{ADVANCE, BASELINE, Inks, UNIT},
    picture::{Caption, Frame},
    png::lines_of,
    shapes::{CELL_HEIGHT, CELL_WIDTH},
    slots::Slots,
};

/// `text` with the characters that mark-up takes for its own written as entities.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Numbers that are no characters; mark-up may not hold them.
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

/// Writes the picture; returns it with how many characters no font has. All ids start with `id`.
pub fn write(slots: &Slots, frame: Frame, caption: &Caption, id: &str) -> Result<(String, usize)> {
    let mut inks = Inks::new()?;
    let mut areas = Areas::default();
    let mut uses: BTreeMap<Rgb, BTreeMap<usize, String>> = BTreeMap::new();
    let mut missing = 0;
    for (y, row) in slots.rows.iter().enumerate() {
        for slot in row {
            let (x, top) = (f32::from(slot.column * CELL_WIDTH), y as f32 * f32::from(CELL_HEIGHT));
            let right = x + f32::from(slot.width * CELL_WIDTH);
            if slot.look.bg != slots.bg {
                areas.add(Layer::Back, slot.look.bg, 1.0, [x, top, right, top + f32::from(CELL_HEIGHT)]);
            }
            for at in lines_of(slot) {
                areas.add(Layer::Front, slot.look.fg, 1.0, [x, top + at as f32, right, top + at as f32 + 1.0]);
            }
            if slot.text.trim().is_empty() {
                continue;
            }
            let ink = inks.of(slot);
            missing += ink.missing;
            for b in &ink.bars {
                areas.add(Layer::Front, slot.look.fg, b.cover, [x + b.x0, top + b.y0, x + b.x1, top + b.y1]);
            }
            for glyph in ink.glyphs.iter().filter(|g| !g.curves.is_empty()) {
                let line = uses.entry(slot.look.fg).or_default().entry(y).or_default();
                let at = f32::from(slot.column) * ADVANCE;
                let _ = write!(line, "<use href=\"#{id}{}\" x=\"{at}\"/>", glyph.number);
            }
        }
    }
    let mut out = head(slots, frame, caption, id);
    definitions(&mut out, &inks, id);
    let (w, h) = frame.units((slots.columns, slots.rows.len() as u16));
    let (x, y) = (-i32::from(frame.margin.0), -i32::from(frame.margin.1));
    let _ = write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{}\"/>", slots.bg);
    areas.write(&mut out);
    outlines(&mut out, &uses);
    text_layer(&mut out, slots);
    out.push_str("</svg>\n");
    Ok((out, missing))
}

fn head(slots: &Slots, frame: Frame, caption: &Caption, id: &str) -> String {
    let cells = (slots.columns, slots.rows.len() as u16);
    let ((w, h), (width, height)) = (frame.units(cells), frame.pixels(cells));
    let (x, y) = (-i32::from(frame.margin.0), -i32::from(frame.margin.1));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"{x} {y} {w} {h}\" \
         role=\"img\""
    );
    if caption.title.is_empty() {
        out.push_str(">\n");
    } else {
        let _ = write!(out, " aria-labelledby=\"{id}t\">\n<title id=\"{id}t\">{}</title>\n", escape(&caption.title));
    }
    if !caption.description.is_empty() {
        let _ = writeln!(out, "<desc>{}</desc>", escape(&caption.description));
    }
    out
}

fn definitions(out: &mut String, inks: &Inks, id: &str) {
    out.push_str("<defs>\n");
    for glyph in inks.glyphs().iter().filter(|g| !g.curves.is_empty()) {
        let _ = writeln!(out, "<path id=\"{id}{}\" d=\"{}\"/>", glyph.number, path(&glyph.curves));
    }
    out.push_str("</defs>\n");
}

/// Curves as path data, with a new part wherever a curve does not start where the last one ended.
fn path(curves: &[OutlineCurve]) -> String {
    let mut out = String::new();
    let mut pen: Option<Point> = None;
    for curve in curves {
        let (start, end) = match *curve {
            OutlineCurve::Line(a, b) => (a, b),
            OutlineCurve::Quad(a, _, c) => (a, c),
            OutlineCurve::Cubic(a, _, _, d) => (a, d),
        };
        if pen != Some(start) {
            out.push_str(if pen.is_some() { "zM" } else { "M" });
            point(&mut out, start);
        }
        match *curve {
            OutlineCurve::Line(_, b) => points(&mut out, 'L', &[b]),
            OutlineCurve::Quad(_, b, c) => points(&mut out, 'Q', &[b, c]),
            OutlineCurve::Cubic(_, b, c, d) => points(&mut out, 'C', &[b, c, d]),
        }
        pen = Some(end);
    }
    out.push('z');
    out
}

fn points(out: &mut String, command: char, points: &[Point]) {
    out.push(command);
    for (i, p) in points.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        point(out, *p);
    }
}

fn point(out: &mut String, p: Point) {
    let _ = write!(out, "{} {}", short(p.x), short(p.y));
}

/// A coordinate with at most two decimals.
fn short(v: f32) -> f32 {
    let v = (v * 100.0).round() / 100.0;
    // Minus zero would be written with its sign.
    if v == 0.0 { 0.0 } else { v }
}

fn outlines(out: &mut String, uses: &BTreeMap<Rgb, BTreeMap<usize, String>>) {
    for (colour, rows) in uses {
        let _ = writeln!(out, "<g fill=\"{colour}\">");
        for (y, line) in rows {
            let base = *y as f32 * f32::from(CELL_HEIGHT) + BASELINE;
            let _ = writeln!(out, "<g transform=\"translate(0 {base}) scale({UNIT} -{UNIT})\">{line}</g>");
        }
        out.push_str("</g>\n");
    }
}

/// What keeps the spaces of a text when it is selected. Browsers read it on the text itself, not on a group around it.
const SPACES: &str = "xml:space=\"preserve\" style=\"white-space:pre\"";

/// One invisible text a row, spread over the columns that it takes, so that selecting follows the picture.
fn text_layer(out: &mut String, slots: &Slots) {
    out.push_str(
        "<g fill=\"#000\" fill-opacity=\"0\" font-family=\"DejaVu Sans Mono,Menlo,Consolas,monospace\" \
         font-size=\"15\">\n",
    );
    for (y, row) in slots.rows.iter().enumerate() {
        let Some(last) = row.iter().rposition(|s| s.text.chars().any(|c| c != ' ')) else { continue };
        let used = row.get(..=last).unwrap_or(row);
        let columns: u16 = used.iter().map(|s| s.width).sum();
        let text: String = used.iter().map(|s| s.text.as_str()).collect();
        let base = y as f32 * f32::from(CELL_HEIGHT) + BASELINE;
        let length = u32::from(columns) * u32::from(CELL_WIDTH);
        let _ = writeln!(
            out,
            "<text {SPACES} x=\"0\" y=\"{base}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
            escape(&text)
        );
    }
    out.push_str("</g>\n");
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Layer {
    Back,
    Front,
}

/// A key for rectangles that may be merged: layer, colour and cover in thousandths.
type Paint = (Layer, Rgb, u16);

/// Filled areas, merged with what they touch: first along the row, then down.
#[derive(Default)]
struct Areas {
    by_paint: BTreeMap<Paint, Vec<[f32; 4]>>,
    /// The latest rectangle of a paint and a band, for merging along the row.
    latest: HashMap<(Paint, u32, u32), usize>,
}

impl Areas {
    fn add(&mut self, layer: Layer, colour: Rgb, cover: f32, area: [f32; 4]) {
        let paint = (layer, colour, (cover * 1000.0) as u16);
        let list = self.by_paint.entry(paint).or_default();
        let band = (paint, area[1].to_bits(), area[3].to_bits());
        if let Some(last) = self.latest.get(&band).and_then(|&i| list.get_mut(i))
            && last[2].to_bits() == area[0].to_bits()
        {
            last[2] = area[2];
            return;
        }
        self.latest.insert(band, list.len());
        list.push(area);
    }

    fn write(self, out: &mut String) {
        for ((_, colour, cover), list) in self.by_paint {
            let opacity =
                if cover < 1000 { format!(" fill-opacity=\"{}\"", f32::from(cover) / 1000.0) } else { String::new() };
            let _ = write!(out, "<path fill=\"{colour}\"{opacity} d=\"");
            for [x0, y0, x1, y1] in merge_down(list) {
                let _ = write!(out, "M{x0} {y0}H{x1}V{y1}H{x0}z");
            }
            out.push_str("\"/>\n");
        }
    }
}

/// Merges rectangles of the same left and right edge that touch above and below.
fn merge_down(list: Vec<[f32; 4]>) -> Vec<[f32; 4]> {
    let mut out: Vec<[f32; 4]> = Vec::with_capacity(list.len());
    let mut open: HashMap<(u32, u32, u32), usize> = HashMap::new();
    for area in list {
        let edge = |y: f32| (area[0].to_bits(), area[2].to_bits(), y.to_bits());
        let at = open.remove(&edge(area[1])).unwrap_or_else(|| {
            out.push(area);
            out.len() - 1
        });
        if let Some(merged) = out.get_mut(at) {
            merged[3] = area[3];
        }
        open.insert(edge(area[3]), at);
    }
    out
}
