//! What a slot puts on its background: shapes of the grid, glyph outlines of the embedded fonts, or a hex box.
//!
//! PNG and SVG draw the same ink, so that they agree. Fallback is per character: the monospaced face, then the
//! proportional one squeezed into its cells, then a box with the character's number.

use std::{collections::HashMap, rc::Rc};

use ab_glyph::{Font, FontRef, GlyphId, OutlineCurve, Point};
use anyhow::{Context, Result};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{
    shapes::{self, Bar, Step},
    slots::Slot,
};

/// Font units of one cell's width: the advance of the monospaced face.
pub const ADVANCE: f32 = 1233.0;
/// Units of the cell per font unit.
pub const UNIT: f32 = 9.0 / ADVANCE;
/// Where letters stand, in units from the top of the cell.
pub const BASELINE: f32 = 14.0;

/// One outline in font units: x from the left edge of the slot, y upwards from the baseline.
#[derive(Debug)]
pub struct Glyph {
    /// Number in order of first use, for ids.
    pub number: usize,
    /// Its curves, in closed parts.
    pub curves: Vec<OutlineCurve>,
}

/// What one slot puts on its background.
#[derive(Debug, Default)]
pub struct Ink {
    /// Rectangles, in units of the cell.
    pub bars: Vec<Bar>,
    /// Outlines.
    pub glyphs: Vec<Rc<Glyph>>,
    /// How many characters no font has.
    pub missing: usize,
}

/// The face that a slot asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Face {
    bold: bool,
    italic: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct GlyphKey {
    c: char,
    face: Face,
    columns: u16,
    mark: bool,
}

/// The fonts, and all ink asked for so far.
pub struct Inks {
    /// Regular, bold, oblique, bold oblique.
    mono: [FontRef<'static>; 4],
    sans: FontRef<'static>,
    known: HashMap<(String, u16, Face), Rc<Ink>>,
    glyphs: HashMap<GlyphKey, Option<Rc<Glyph>>>,
    /// Glyphs in order of first use.
    order: Vec<Rc<Glyph>>,
}

impl std::fmt::Debug for Inks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inks").field("glyphs", &self.order.len()).finish_non_exhaustive()
    }
}

impl Inks {
    /// Opens the embedded fonts.
    pub fn new() -> Result<Self> {
        let open = |data: &'static [u8]| FontRef::try_from_slice(data).context("embedded font");
        Ok(Self {
            mono: [
                open(dejavu::sans_mono::regular())?,
                open(dejavu::sans_mono::bold())?,
                open(dejavu::sans_mono::oblique())?,
                open(dejavu::sans_mono::bold_oblique())?,
            ],
            sans: open(dejavu::sans::regular())?,
            known: HashMap::new(),
            glyphs: HashMap::new(),
            order: Vec::new(),
        })
    }

    /// All glyphs asked for so far, in order of first use.
    pub fn glyphs(&self) -> &[Rc<Glyph>] {
        &self.order
    }

    /// The ink of `slot`.
    pub fn of(&mut self, slot: &Slot) -> Rc<Ink> {
        let face = Face { bold: slot.look.bold, italic: slot.look.italic };
        let key = (slot.text.clone(), slot.width, face);
        if let Some(ink) = self.known.get(&key) {
            return Rc::clone(ink);
        }
        let ink = Rc::new(self.draw(&slot.text, slot.width, face));
        self.known.insert(key, Rc::clone(&ink));
        ink
    }

    fn draw(&mut self, text: &str, columns: u16, face: Face) -> Ink {
        let mut ink = Ink::default();
        let mut has_base = false;
        for c in text.nfc().filter(|&c| !is_selector(c)) {
            let mark = has_base && is_combining_mark(c);
            if has_base && !mark {
                // A second base in one slot: only the first is drawn.
                ink.missing += 1;
                continue;
            }
            has_base = true;
            if let Some(shape) = shapes::shape(c) {
                ink.bars.extend(shape.bars);
                for outline in shape.outlines {
                    let glyph = self.shape_glyph(c, face, columns, &outline, ink.glyphs.len());
                    ink.glyphs.push(glyph);
                }
            } else if let Some(glyph) = self.glyph(GlyphKey { c, face, columns, mark }) {
                ink.glyphs.push(glyph);
            } else if !c.is_whitespace() {
                ink.missing += 1;
                if !mark {
                    ink.bars.extend(shapes::hex_box(c, columns));
                }
            }
        }
        ink
    }

    /// An arc or a diagonal as a glyph. Characters with two of them (`part` 1) are keyed as marks.
    fn shape_glyph(&mut self, c: char, _face: Face, columns: u16, outline: &[Step], part: usize) -> Rc<Glyph> {
        let key = GlyphKey { c, face: Face { bold: false, italic: false }, columns, mark: part > 0 };
        if let Some(Some(glyph)) = self.glyphs.get(&key) {
            return Rc::clone(glyph);
        }
        let glyph = self.add(curves_of(outline));
        self.glyphs.insert(key, Some(Rc::clone(&glyph)));
        glyph
    }

    /// The glyph for `key`; `None` where no font has it. White space is a glyph without curves.
    fn glyph(&mut self, key: GlyphKey) -> Option<Rc<Glyph>> {
        if let Some(glyph) = self.glyphs.get(&key) {
            return glyph.clone();
        }
        let glyph = self.outline(&key).map(|curves| self.add(curves));
        self.glyphs.insert(key, glyph.clone());
        glyph
    }

    fn add(&mut self, curves: Vec<OutlineCurve>) -> Rc<Glyph> {
        let glyph = Rc::new(Glyph { number: self.order.len(), curves });
        self.order.push(Rc::clone(&glyph));
        glyph
    }

    fn outline(&self, key: &GlyphKey) -> Option<Vec<OutlineCurve>> {
        let mono = self.mono.get(usize::from(key.face.bold) + 2 * usize::from(key.face.italic))?;
        let font = [mono, &self.sans].into_iter().find(|f| f.glyph_id(key.c) != GlyphId(0))?;
        let id = font.glyph_id(key.c);
        let Some(outline) = font.outline(id) else { return Some(Vec::new()) };
        let room = ADVANCE * f32::from(key.columns);
        let place = if key.mark {
            // Fonts differ in where a combining mark stands relative to its own origin: centre it over the base.
            Place { scale: 1.0, dx: (room - outline.bounds.min.x - outline.bounds.max.x) / 2.0 }
        } else {
            let advance = font.h_advance_unscaled(id).max(1.0);
            let scale = (room / advance).min(1.0);
            Place { scale, dx: (room - advance * scale) / 2.0 }
        };
        Some(outline.curves.iter().map(|c| place.curve(c)).collect())
    }
}

/// Variation selectors, which say how and not what.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

struct Place {
    scale: f32,
    dx: f32,
}

impl Place {
    fn point(&self, p: Point) -> Point {
        Point { x: p.x * self.scale + self.dx, y: p.y * self.scale }
    }

    fn curve(&self, curve: &OutlineCurve) -> OutlineCurve {
        match *curve {
            OutlineCurve::Line(a, b) => OutlineCurve::Line(self.point(a), self.point(b)),
            OutlineCurve::Quad(a, b, c) => OutlineCurve::Quad(self.point(a), self.point(b), self.point(c)),
            OutlineCurve::Cubic(a, b, c, d) => {
                OutlineCurve::Cubic(self.point(a), self.point(b), self.point(c), self.point(d))
            }
        }
    }
}

/// An outline in units of the cell as curves in font units.
fn curves_of(outline: &[Step]) -> Vec<OutlineCurve> {
    let at = |x: f32, y: f32| Point { x: x / UNIT, y: (BASELINE - y) / UNIT };
    let mut curves = Vec::with_capacity(outline.len());
    let (mut start, mut pen) = (at(0.0, 0.0), at(0.0, 0.0));
    for step in outline {
        let to = match *step {
            Step::Move(x, y) => {
                start = at(x, y);
                start
            }
            Step::Line(x, y) => {
                curves.push(OutlineCurve::Line(pen, at(x, y)));
                at(x, y)
            }
            Step::Curve([ax, ay, bx, by, x, y]) => {
                curves.push(OutlineCurve::Cubic(pen, at(ax, ay), at(bx, by), at(x, y)));
                at(x, y)
            }
        };
        pen = to;
    }
    curves.push(OutlineCurve::Line(pen, start));
    curves
}
