//! [`picture`]: from a drawn buffer to the bytes of a file.

use std::{fmt, hash::Hasher, str::FromStr};

use anyhow::{Context as _, Result, bail};
use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Palette, html, plain, png,
    shapes::{CELL_HEIGHT, CELL_WIDTH},
    slots::Slots,
    svg,
};
use crate::text::neutral::neutral;

/// What kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Pixels.
    #[default]
    Png,
    /// Outlines with selectable text.
    Svg,
    /// A page of its own.
    Html,
    /// Text with the escape sequences of a terminal.
    Ansi,
    /// Plain text.
    Text,
}

impl Format {
    /// All of them, in the order in which a dialog offers them.
    pub const ALL: [Self; 5] = [Self::Png, Self::Svg, Self::Html, Self::Ansi, Self::Text];

    /// The ending of its files, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Html => "html",
            Self::Ansi => "ans",
            Self::Text => "txt",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.extension())
    }
}

impl FromStr for Format {
    type Err = anyhow::Error;

    /// Reads a file ending.
    fn from_str(ending: &str) -> Result<Self> {
        let ending = ending.to_ascii_lowercase();
        match ending.as_str() {
            "htm" => Ok(Self::Html),
            "ansi" => Ok(Self::Ansi),
            _ => Self::ALL
                .into_iter()
                .find(|f| f.extension() == ending)
                .with_context(|| format!("`{ending}` is no picture format; use png, svg, html, ans or txt")),
        }
    }
}

/// A fixed size, so that the pictures of a briefing match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Preset {
    /// 80 × 24.
    Small,
    /// 120 × 40.
    #[default]
    Medium,
    /// 160 × 45.
    Large,
    /// 128 × 36, the shape of a slide (16:9).
    Slide,
}

impl Preset {
    /// All of them, in the order in which a dialog offers them.
    pub const ALL: [Self; 4] = [Self::Small, Self::Medium, Self::Large, Self::Slide];

    /// Columns and rows.
    pub const fn size(self) -> (u16, u16) {
        match self {
            Self::Small => (80, 24),
            Self::Medium => (120, 40),
            Self::Large => (160, 45),
            Self::Slide => (128, 36),
        }
    }

    /// The name in a dialog.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Small => "80x24",
            Self::Medium => "120x40",
            Self::Large => "160x45",
            Self::Slide => "slide",
        }
    }
}

/// The largest number of columns or rows that a size may name.
const MAX_CELLS: u16 = 1000;

/// Reads a size: `WxH` or the name of a preset.
pub fn parse_size(text: &str) -> Result<(u16, u16)> {
    if let Some(preset) = Preset::ALL.iter().find(|p| p.name() == text) {
        return Ok(preset.size());
    }
    let sides = text.split_once(['x', 'X', '×']).map(|(w, h)| (w.trim().parse(), h.trim().parse()));
    match sides {
        Some((Ok(w), Ok(h))) if (1..=MAX_CELLS).contains(&w) && (1..=MAX_CELLS).contains(&h) => Ok((w, h)),
        _ => bail!("`{text}` is no size; write columns x rows such as 120x40 (at most {MAX_CELLS}), or `slide`"),
    }
}

/// What is said about a picture beside it: for those who cannot see it, and for search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// A title in plain words; may be empty.
    pub title: String,
    /// What it shows; may be empty.
    pub description: String,
}

/// The room at the left and right, and above and below, in units; it keeps a picture of 16:9 in shape.
pub const MARGIN: (u16, u16) = (16, 9);

/// How a picture is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What kind of file.
    pub format: Format,
    /// Pixels per unit, 1 to 4; a cell is 9 × 18 units.
    pub scale: u8,
    /// What the terminal's own colours look like.
    pub palette: Palette,
    /// The part of the buffer that is taken; `None` for the whole.
    pub crop: Option<Rect>,
    /// Whether the picture gets room around it: [`MARGIN`] on each side.
    pub margin: bool,
    /// Title and description.
    pub caption: Caption,
    /// What the ids in an SVG start with, so that several can stand in one page; empty for one made from the content.
    pub id: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: Format::default(),
            scale: 2,
            palette: Palette::PRINT,
            crop: None,
            margin: false,
            caption: Caption::default(),
            id: String::new(),
        }
    }
}

/// Scale and margin: how cells become pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Pixels per unit.
    pub scale: u8,
    /// Units at the left and right, and above and below.
    pub margin: (u16, u16),
}

impl Frame {
    /// Width and height in units of so many columns and rows.
    pub fn units(self, (columns, rows): (u16, u16)) -> (u32, u32) {
        let side = |cells: u16, units: u16, margin: u16| u32::from(cells) * u32::from(units) + 2 * u32::from(margin);
        (side(columns, CELL_WIDTH, self.margin.0), side(rows, CELL_HEIGHT, self.margin.1))
    }

    /// Width and height in pixels of so many columns and rows.
    pub fn pixels(self, cells: (u16, u16)) -> (u32, u32) {
        let (w, h) = self.units(cells);
        (w * u32::from(self.scale), h * u32::from(self.scale))
    }
}

/// A picture, ready to be written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file's content.
    pub bytes: Vec<u8>,
    /// What kind of file.
    pub format: Format,
    /// Columns and rows.
    pub cells: (u16, u16),
    /// Width and height in pixels, for PNG and SVG.
    pub pixels: Option<(u32, u32)>,
    /// How many characters no font has; they are drawn as a box with their number.
    pub missing: usize,
}

/// Makes the picture of a drawn buffer. The same buffer and options give the same bytes.
///
/// # Errors
/// When nothing is left of the crop, the scale is not 1 to 4, or a PNG would have too many pixels.
pub fn picture(buffer: &Buffer, options: &Options) -> Result<Picture> {
    let (slots, frame) = cells(buffer, options)?;
    let caption = Caption {
        title: neutral(&options.caption.title).into_owned(),
        description: neutral(&options.caption.description).into_owned(),
    };
    let cells = (slots.columns, slots.rows.len() as u16);
    let (bytes, missing) = match options.format {
        Format::Png => png::encode(&slots, frame, &caption)?,
        Format::Svg | Format::Html => {
            let (svg, missing) = svg::write(&slots, frame, &caption, &id(&slots, &options.id))?;
            let text = if options.format == Format::Html { html::page(&slots, &caption, &svg) } else { svg };
            (text.into_bytes(), missing)
        }
        Format::Ansi => (plain::ansi(&slots).into_bytes(), 0),
        Format::Text => (plain::text(&slots).into_bytes(), 0),
    };
    let pixels = match options.format {
        Format::Png | Format::Svg => Some(frame.pixels(cells)),
        _ => None,
    };
    Ok(Picture { bytes, format: options.format, cells, pixels, missing })
}

/// The cells to be drawn, and how they become pixels.
fn cells(buffer: &Buffer, options: &Options) -> Result<(Slots, Frame)> {
    if !(1..=4).contains(&options.scale) {
        bail!("scale {} is not 1, 2, 3 or 4", options.scale);
    }
    let slots = Slots::of(buffer, options.crop.unwrap_or(buffer.area), &options.palette);
    if slots.columns == 0 || slots.rows.is_empty() {
        bail!("nothing to draw: the chosen part is empty");
    }
    Ok((slots, Frame { scale: options.scale, margin: if options.margin { MARGIN } else { (0, 0) } }))
}

/// The pixels that a PNG of these options would hold.
///
/// # Errors
/// As [`picture`].
#[cfg(feature = "clipboard")]
pub fn pixels(buffer: &Buffer, options: &Options) -> Result<png::Rgba> {
    let (slots, frame) = cells(buffer, options)?;
    png::pixels(&slots, frame)
}

/// A start for ids: the one asked for, or one made from the content, so that different pictures differ.
fn id(slots: &Slots, wanted: &str) -> String {
    let mut out: String = wanted.chars().filter(char::is_ascii_alphanumeric).collect();
    if out.is_empty() {
        let mut hash = Fnv::default();
        for slot in slots.rows.iter().flatten() {
            hash.write(slot.text.as_bytes());
            hash.write(&[
                slot.look.fg.0,
                slot.look.fg.1,
                slot.look.fg.2,
                slot.look.bg.0,
                slot.look.bg.1,
                slot.look.bg.2,
            ]);
        }
        out = format!("p{:08x}", hash.finish() >> 32);
    }
    out.push('g');
    if out.starts_with(|c: char| c.is_ascii_digit()) { format!("p{out}") } else { out }
}

/// FNV-1a: the standard hasher does not promise the same value in the next release.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
