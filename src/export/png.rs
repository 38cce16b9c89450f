//! The PNG writer: cells of whole pixels, anti-aliased glyphs, few colours.
//!
//! Coverage has 16 steps, which the eye cannot tell from 256, so that most pictures fit a palette of 256 colours.
//! Row after row of cells is drawn into one strip; the whole picture is held only as one byte a pixel.

use std::{collections::HashMap, rc::Rc};

use ab_glyph::{Glyph as Placed, GlyphId, Outline, OutlineCurve, OutlinedGlyph, Point, PxScale, PxScaleFactor, Rect};
use anyhow::{Context, Result, bail};
use png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};

use super::{
    Rgb,
    ink::{BASELINE, Ink, Inks, UNIT},
    picture::{Caption, Frame},
    shapes::{Bar, CELL_HEIGHT, CELL_WIDTH},
    slots::{Slot, Slots},
};

/// The largest picture in pixels. 160 × 45 cells at scale 4 have 14.9 million.
pub const MAX_PIXELS: u64 = 32_000_000;

/// Steps of coverage between background and text.
const STEPS: f32 = 15.0;

/// Pixels a metre at scale 1: 96 an inch.
const PIXELS_PER_METRE: u32 = 3780;

/// Width and height in pixels, or a message when there are too many.
pub fn size(slots: &Slots, frame: Frame) -> Result<(u32, u32)> {
    let cells = (slots.columns, slots.rows.len() as u16);
    let (w, h) = frame.pixels(cells);
    if u64::from(w) * u64::from(h) > MAX_PIXELS {
        bail!(
            "{}x{} cells at scale {} would be {w}x{h} pixels, more than {} million; choose a smaller scale or size, or \
             SVG",
            cells.0,
            cells.1,
            frame.scale,
            MAX_PIXELS / 1_000_000
        );
    }
    Ok((w, h))
}

/// Encodes the picture; returns the bytes and how many characters no font has.
pub fn encode(slots: &Slots, frame: Frame, caption: &Caption) -> Result<(Vec<u8>, usize)> {
    let (w, h) = size(slots, frame)?;
    let mut painter = Painter::new(slots, frame)?;
    let mut colours = Colours::default();
    let mut indexed = Vec::with_capacity(w as usize * h as usize);
    let fits = (0..painter.bands()).all(|band| colours.index(painter.band(band), &mut indexed));
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, w, h);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    let density = PIXELS_PER_METRE * u32::from(frame.scale);
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: density, yppu: density, unit: Unit::Meter }));
    for (key, text) in [("Title", &caption.title), ("Description", &caption.description)] {
        if !text.is_empty() {
            encoder.add_itxt_chunk(key.to_owned(), text.clone()).context("text of the picture")?;
        }
    }
    if fits {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(colours.palette());
        encoder.write_header()?.write_image_data(&indexed)?;
    } else {
        drop(indexed);
        encoder.set_color(ColorType::Rgb);
        stream(encoder, &mut painter)?;
    }
    Ok((bytes, painter.missing))
}

/// A picture as rows of red, green, blue and opacity, a byte each.
#[cfg(feature = "clipboard")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rgba {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// Four for each pixel.
    pub bytes: Vec<u8>,
}

/// The pixels of the picture as they are, for a clipboard.
///
/// # Errors
/// When there would be too many.
#[cfg(feature = "clipboard")]
pub fn pixels(slots: &Slots, frame: Frame) -> Result<Rgba> {
    let (width, height) = size(slots, frame)?;
    let (width, height) = (width as usize, height as usize);
    let mut painter = Painter::new(slots, frame)?;
    let mut bytes = Vec::with_capacity(width * height * 4);
    for band in 0..painter.bands() {
        bytes.extend(painter.band(band).iter().flat_map(|&[r, g, b]| [r, g, b, u8::MAX]));
    }
    Ok(Rgba { width, height, bytes })
}

/// More than 256 colours: draws again and writes strip by strip.
fn stream(encoder: Encoder<'_, &mut Vec<u8>>, painter: &mut Painter<'_>) -> Result<()> {
    use std::io::Write as _;
    let mut writer = encoder.write_header()?;
    let mut stream = writer.stream_writer()?;
    painter.missing = 0;
    for band in 0..painter.bands() {
        stream.write_all(painter.band(band).as_flattened())?;
    }
    stream.finish().context("end of the picture")
}

/// The colours of a picture in order of appearance.
#[derive(Default)]
struct Colours {
    order: Vec<[u8; 3]>,
    numbers: HashMap<[u8; 3], u8>,
}

impl Colours {
    /// Appends the numbers of `pixels`; false when there are more than 256 colours.
    fn index(&mut self, pixels: &[[u8; 3]], out: &mut Vec<u8>) -> bool {
        let mut last = None;
        for &pixel in pixels {
            let number = match last {
                Some((p, n)) if p == pixel => n,
                _ => match self.number(pixel) {
                    Some(n) => n,
                    None => return false,
                },
            };
            last = Some((pixel, number));
            out.push(number);
        }
        true
    }

    fn number(&mut self, pixel: [u8; 3]) -> Option<u8> {
        if let Some(&n) = self.numbers.get(&pixel) {
            return Some(n);
        }
        let n = u8::try_from(self.order.len()).ok()?;
        self.order.push(pixel);
        self.numbers.insert(pixel, n);
        Some(n)
    }

    fn palette(&self) -> Vec<u8> {
        self.order.as_flattened().to_vec()
    }
}

/// Coverage of one ink at the picture's scale, relative to its slot's top left pixel.
struct Stamp {
    x: i32,
    y: i32,
    width: i32,
    /// Of 255, row by row.
    cover: Vec<u8>,
}

/// Draws one row of cells after the other into one strip of pixels.
struct Painter<'a> {
    slots: &'a Slots,
    inks: Inks,
    scale: i32,
    stamps: HashMap<*const Ink, Option<Rc<Stamp>>>,
    width: i32,
    strip: Vec<[u8; 3]>,
    /// Pixels at the left and right, and above and below.
    margin: (usize, usize),
    /// A strip with its margins.
    framed: Vec<[u8; 3]>,
    missing: usize,
}

impl<'a> Painter<'a> {
    fn new(slots: &'a Slots, frame: Frame) -> Result<Self> {
        let scale = i32::from(frame.scale);
        let width = i32::from(slots.columns) * i32::from(CELL_WIDTH) * scale;
        let strip = vec![pixel(slots.bg); (width * i32::from(CELL_HEIGHT) * scale) as usize];
        let margin = |units: u16| usize::from(units) * usize::from(frame.scale);
        Ok(Self {
            slots,
            inks: Inks::new()?,
            scale,
            stamps: HashMap::new(),
            width,
            strip,
            margin: (margin(frame.margin.0), margin(frame.margin.1)),
            framed: Vec::new(),
            missing: 0,
        })
    }

    /// The rows of cells, and the margins above and below.
    fn bands(&self) -> usize {
        self.slots.rows.len() + 2
    }

    /// The pixels of a band in order, with margins.
    fn band(&mut self, band: usize) -> &[[u8; 3]] {
        let (ground, (side, end)) = (pixel(self.slots.bg), self.margin);
        let width = self.width as usize;
        self.framed.clear();
        if band == 0 || band + 1 == self.bands() {
            self.framed.resize((width + 2 * side) * end, ground);
            return &self.framed;
        }
        self.row(band - 1);
        for line in self.strip.chunks_exact(width) {
            self.framed.extend(std::iter::repeat_n(ground, side));
            self.framed.extend_from_slice(line);
            self.framed.extend(std::iter::repeat_n(ground, side));
        }
        &self.framed
    }

    fn cell_height(&self) -> i32 {
        i32::from(CELL_HEIGHT) * self.scale
    }

    /// Draws row `row` into the strip. Ink that reaches over from the rows above and below is drawn too.
    fn row(&mut self, row: usize) {
        let slots = self.slots;
        let Some(own) = slots.rows.get(row) else { return };
        for slot in own {
            self.fill(slot, 0, self.cell_height(), slot.look.bg);
        }
        for (other, offset) in [(row.checked_sub(1), -1), (Some(row), 0), (Some(row + 1), 1)] {
            let Some(line) = other.and_then(|r| slots.rows.get(r)) else { continue };
            for slot in line {
                self.ink(slot, offset * self.cell_height());
            }
        }
    }

    /// Fills a band of a slot, from `top` to `bottom` pixels of the strip.
    fn fill(&mut self, slot: &Slot, top: i32, bottom: i32, colour: Rgb) {
        let cell = i32::from(CELL_WIDTH) * self.scale;
        let from = i32::from(slot.column) * cell;
        let to = (from + i32::from(slot.width) * cell).min(self.width);
        for y in top.max(0)..bottom.min(self.cell_height()) {
            let range = (y * self.width + from) as usize..(y * self.width + to) as usize;
            if let Some(pixels) = self.strip.get_mut(range) {
                pixels.fill(pixel(colour));
            }
        }
    }

    fn ink(&mut self, slot: &Slot, top: i32) {
        let (look, scale) = (slot.look, self.scale);
        for at in lines_of(slot) {
            self.fill(slot, top + at * scale, top + (at + 1) * scale, look.fg);
        }
        if slot.text.trim().is_empty() {
            return;
        }
        let ink = self.inks.of(slot);
        if top == 0 {
            self.missing += ink.missing;
        }
        let stamp = self.stamps.entry(Rc::as_ptr(&ink)).or_insert_with(|| stamp(&ink, scale).map(Rc::new));
        if let Some(stamp) = stamp.clone() {
            self.press(&stamp, i32::from(slot.column) * i32::from(CELL_WIDTH) * scale, top, look.fg);
        }
    }

    fn press(&mut self, stamp: &Stamp, left: i32, top: i32, colour: Rgb) {
        let height = self.cell_height();
        for (y, line) in (top + stamp.y..).zip(stamp.cover.chunks_exact(stamp.width as usize)) {
            if !(0..height).contains(&y) {
                continue;
            }
            for (x, &cover) in (left + stamp.x..).zip(line) {
                if cover == 0 || !(0..self.width).contains(&x) {
                    continue;
                }
                if let Some(p) = self.strip.get_mut((y * self.width + x) as usize) {
                    *p = pixel(Rgb(p[0], p[1], p[2]).mix(colour, cover));
                }
            }
        }
    }
}

const fn pixel(c: Rgb) -> [u8; 3] {
    [c.0, c.1, c.2]
}

/// The lines below and through a slot, in units from the top.
pub fn lines_of(slot: &Slot) -> impl Iterator<Item = i32> {
    let below = slot.look.underlined.then_some(BASELINE as i32 + 2);
    below.into_iter().chain(slot.look.crossed_out.then_some(BASELINE as i32 - 4))
}

/// Coverage of `ink` in pixels; `None` where it draws nothing.
fn stamp(ink: &Ink, scale: i32) -> Option<Stamp> {
    let outlined: Vec<OutlinedGlyph> = ink.glyphs.iter().filter_map(|g| outlined(&g.curves, scale as f32)).collect();
    let boxes = outlined.iter().map(OutlinedGlyph::px_bounds).chain(ink.bars.iter().map(|b| bounds(b, scale)));
    let frame = boxes.reduce(|a, b| Rect {
        min: Point { x: a.min.x.min(b.min.x), y: a.min.y.min(b.min.y) },
        max: Point { x: a.max.x.max(b.max.x), y: a.max.y.max(b.max.y) },
    })?;
    let (x, y) = (frame.min.x as i32, frame.min.y as i32);
    let (width, height) = (frame.max.x as i32 - x, frame.max.y as i32 - y);
    let mut cover = vec![0f32; (width * height) as usize];
    let mut add = |px: i32, py: i32, c: f32| {
        if let Some(v) = cover.get_mut(((py - y) * width + px - x) as usize) {
            *v = (*v + c).min(1.0);
        }
    };
    for glyph in &outlined {
        let min = glyph.px_bounds().min;
        glyph.draw(|gx, gy, c| add(min.x as i32 + gx.cast_signed(), min.y as i32 + gy.cast_signed(), c));
    }
    for bar in &ink.bars {
        draw_bar(bar, scale, &mut add);
    }
    let cover = cover.into_iter().map(|c| (c * STEPS).round() as u8 * 17).collect();
    Some(Stamp { x, y, width, cover })
}

fn bounds(bar: &Bar, scale: i32) -> Rect {
    let s = scale as f32;
    Rect {
        min: Point { x: (bar.x0 * s).floor(), y: (bar.y0 * s).floor() },
        max: Point { x: (bar.x1 * s).ceil(), y: (bar.y1 * s).ceil() },
    }
}

fn draw_bar(bar: &Bar, scale: i32, add: &mut impl FnMut(i32, i32, f32)) {
    let (s, frame) = (scale as f32, bounds(bar, scale));
    let part = |from: f32, to: f32, at: i32| ((to * s).min(at as f32 + 1.0) - (from * s).max(at as f32)).max(0.0);
    for py in frame.min.y as i32..frame.max.y as i32 {
        for px in frame.min.x as i32..frame.max.x as i32 {
            add(px, py, part(bar.x0, bar.x1, px) * part(bar.y0, bar.y1, py) * bar.cover);
        }
    }
}

/// Curves in font units as a glyph in pixels; `None` without curves.
fn outlined(curves: &[OutlineCurve], scale: f32) -> Option<OutlinedGlyph> {
    let points = curves.iter().flat_map(|c| match *c {
        OutlineCurve::Line(a, b) => [a, b, b, b],
        OutlineCurve::Quad(a, b, c) => [a, b, c, c],
        OutlineCurve::Cubic(a, b, c, d) => [a, b, c, d],
    });
    let bounds = points.map(|p| Rect { min: p, max: p }).reduce(|a, b| Rect {
        // Font units grow upwards: the upper edge is the larger number.
        min: Point { x: a.min.x.min(b.min.x), y: a.min.y.max(b.min.y) },
        max: Point { x: a.max.x.max(b.max.x), y: a.max.y.min(b.max.y) },
    })?;
    let factor = PxScaleFactor { horizontal: UNIT * scale, vertical: UNIT * scale };
    let position = Point { x: 0.0, y: BASELINE * scale };
    let placed = Placed { id: GlyphId(0), scale: PxScale::from(1.0), position };
    Some(OutlinedGlyph::new(placed, Outline { bounds, curves: curves.to_vec() }, factor))
}
