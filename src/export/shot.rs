//! [`Shot`]: the screen, or the briefing view, drawn once into a buffer and written in any number of formats.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use ratatui::{buffer::Buffer, layout::Rect};

use super::{Caption, Format, Options, Palette, Picture, picture, save};
use crate::{
    app::{self, App, Colours, Crop, Status, overlay::Overlay, subject},
    text::slug::file_name,
    view::{self, Theme},
};

/// A drawn buffer with all that its files need.
#[derive(Clone, Debug)]
pub struct Shot {
    buffer: Buffer,
    options: Options,
    name: String,
    formats: Vec<Format>,
    path: Option<PathBuf>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: usize,
    /// How many characters no font has.
    pub missing: usize,
}

impl Shot {
    /// Draws what `wish` asks for; `screen` is the size of the screen, in cells.
    ///
    /// # Errors
    /// When a format is unknown, or there is no such part to cut out.
    pub fn draw(app: &App, wish: &app::Picture, screen: (u16, u16)) -> Result<Self> {
        let mut app = app.clone();
        app.status = Status::Quiet;
        app.progress = None;
        if let Some(theme) = wish.theme.clone().or_else(|| (!wish.screen).then(|| "print".to_owned())) {
            app.theme = theme;
            app.colours = Colours::True;
        }
        if app.colours != Colours::None {
            app.colours = Colours::True;
        }
        if !wish.screen {
            app.overlays = vec![Overlay::Briefing];
        }
        let (width, height) = wish.size.unwrap_or(screen);
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let layout = view::draw(&app, area, &mut buffer);
        let crop = match wish.crop {
            Crop::Whole => None,
            crop => Some(crop.cells(&app, &layout).with_context(|| {
                format!("{width}x{height} cells have no such part: {}; take the whole, or other cells", crop.name())
            })?),
        };
        let name = subject(&app);
        let sentence = app.pairing.comparison.as_ref().filter(|_| app.lens.is_pair()).map(|c| c.sentence.clone());
        let description = sentence.unwrap_or_default();
        let formats = wish.formats.iter().map(|f| f.parse()).collect::<Result<Vec<Format>>>()?;
        let options = Options {
            scale: wish.scale,
            palette: Palette::for_theme(Theme::shown(&app.theme, app.colours)),
            crop,
            margin: !wish.screen,
            caption: Caption { title: name.replace('-', " "), description },
            ..Options::default()
        };
        Ok(Self { buffer, options, name, formats, path: wish.path.clone() })
    }

    /// The picture in one format.
    ///
    /// # Errors
    /// When it would be too large, or a part of it is empty.
    pub fn encode(&self, format: Format) -> Result<Picture> {
        picture(&self.buffer, &Options { format, ..self.options.clone() })
    }

    /// The pixels of the picture, for a clipboard.
    ///
    /// # Errors
    /// As [`Self::encode`].
    #[cfg(feature = "clipboard")]
    pub fn pixels(&self) -> Result<super::png::Rgba> {
        super::picture::pixels(&self.buffer, &self.options)
    }

    /// Writes the files, never over an existing one: into `folder` under a name that says what they show, or where
    /// the wish said.
    ///
    /// # Errors
    /// When a picture cannot be made or a file cannot be written.
    pub fn save(&self, folder: &Path) -> Result<Vec<Written>> {
        self.formats.iter().map(|format| self.save_one(*format, folder)).collect()
    }

    fn save_one(&self, format: Format, folder: &Path) -> Result<Written> {
        let picture = self.encode(format)?;
        let path = match &self.path {
            None => save::save(folder, &file_name(&self.name), format.extension(), &picture.bytes)?,
            Some(path) => {
                save::write(path, &picture.bytes, false).with_context(|| "choose another name".to_owned())?;
                path.clone()
            }
        };
        Ok(Written { path, bytes: picture.bytes.len(), missing: picture.missing })
    }
}

/// What was written, for a status line.
pub fn said(written: &[Written]) -> String {
    let one = |w: &Written| {
        let name = w.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let missing = match w.missing {
            0 => String::new(),
            n => format!(", {n} characters without a glyph"),
        };
        format!("{name} ({:.0} kB{missing})", w.bytes as f64 / 1000.0)
    };
    format!("saved {}", written.iter().map(one).collect::<Vec<_>>().join(" and "))
}
