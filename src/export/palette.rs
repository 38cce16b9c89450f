//! [`Palette`]: what a terminal colour looks like in a picture.

use std::fmt;

use ratatui::style::Color;

use crate::view::theme::Theme;

/// A colour, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Whether dark text is read better on it than light text.
    pub fn is_light(self) -> bool {
        299 * u32::from(self.0) + 587 * u32::from(self.1) + 114 * u32::from(self.2) > 128_000
    }

    /// This colour with `share` of 255 parts of `other` mixed in.
    #[must_use]
    pub fn mix(self, other: Self, share: u8) -> Self {
        let one = |a: u8, b: u8| {
            let (a, b, s) = (u32::from(a), u32::from(b), u32::from(share));
            ((a * (255 - s) + b * s + 127) / 255) as u8
        };
        Self(one(self.0, other.0), one(self.1, other.1), one(self.2, other.2))
    }
}

impl fmt::Display for Rgb {
    /// As CSS writes it: `#1e1e2e`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// What the default and the sixteen named colours look like. Indexed colours above 15 are the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The default text colour.
    pub fg: Rgb,
    /// The default background.
    pub bg: Rgb,
    /// Black, red, green, yellow, blue, magenta, cyan, grey, then their bright forms.
    pub ansi: [Rgb; 16],
}

impl Palette {
    /// Dark on white, for slides and paper. Every colour has a contrast of at least 4.5 on the background.
    pub const PRINT: Self = Self {
        fg: Rgb(0x1a, 0x1a, 0x1a),
        bg: Rgb(0xff, 0xff, 0xff),
        ansi: [
            Rgb(0x1a, 0x1a, 0x1a),
            Rgb(0xb0, 0x1a, 0x1a),
            Rgb(0x1b, 0x6e, 0x2c),
            Rgb(0x7a, 0x5a, 0x00),
            Rgb(0x1a, 0x4f, 0xa3),
            Rgb(0x8a, 0x1f, 0x86),
            Rgb(0x00, 0x68, 0x72),
            Rgb(0x5a, 0x5a, 0x5a),
            Rgb(0x6a, 0x6a, 0x6a),
            Rgb(0xc0, 0x20, 0x20),
            Rgb(0x1f, 0x78, 0x32),
            Rgb(0x86, 0x63, 0x00),
            Rgb(0x20, 0x5a, 0xb8),
            Rgb(0x98, 0x28, 0x94),
            Rgb(0x00, 0x70, 0x7a),
            Rgb(0x3a, 0x3a, 0x3a),
        ],
    };

    /// Light on near-black, as most terminals are set.
    pub const DARK: Self = Self {
        fg: Rgb(0xd8, 0xd8, 0xd8),
        bg: Rgb(0x14, 0x16, 0x1a),
        ansi: [
            Rgb(0x14, 0x16, 0x1a),
            Rgb(0xe0, 0x6c, 0x75),
            Rgb(0x8f, 0xc0, 0x7a),
            Rgb(0xe0, 0xba, 0x6a),
            Rgb(0x6f, 0xae, 0xf0),
            Rgb(0xc8, 0x86, 0xdc),
            Rgb(0x5f, 0xbf, 0xc8),
            Rgb(0xb4, 0xb8, 0xc0),
            Rgb(0x80, 0x86, 0x92),
            Rgb(0xf0, 0x86, 0x8e),
            Rgb(0xa6, 0xd4, 0x92),
            Rgb(0xf0, 0xcc, 0x84),
            Rgb(0x8e, 0xc2, 0xf8),
            Rgb(0xd8, 0xa2, 0xe8),
            Rgb(0x7e, 0xd4, 0xdc),
            Rgb(0xf4, 0xf4, 0xf4),
        ],
    };

    /// The palette for a theme of the program: its ground, with the named colours that can be read on it.
    pub fn for_theme(theme: &Theme) -> Self {
        let colour = |c: Option<Color>, default| c.map_or(default, |c| Self::DARK.resolve(c, default));
        let bg = colour(theme.ground.bg, Self::DARK.bg);
        let base = if bg.is_light() { Self::PRINT } else { Self::DARK };
        Self { fg: colour(theme.ground.fg, base.fg), bg, ..base }
    }

    /// What `color` looks like; `default` stands for the reset colour.
    pub fn resolve(&self, color: Color, default: Rgb) -> Rgb {
        match color {
            Color::Reset => default,
            Color::Rgb(r, g, b) => Rgb(r, g, b),
            Color::Indexed(i) => self.indexed(i),
            named => named_index(named).map_or(default, |i| self.indexed(i)),
        }
    }

    /// The colour with number `i` of 256.
    fn indexed(&self, i: u8) -> Rgb {
        match i {
            0..=15 => self.ansi.get(usize::from(i)).copied().unwrap_or(self.fg),
            16..=231 => {
                let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
                let i = i - 16;
                Rgb(level(i / 36), level(i / 6 % 6), level(i % 6))
            }
            232..=255 => {
                let grey = 8 + 10 * (i - 232);
                Rgb(grey, grey, grey)
            }
        }
    }
}

const fn named_index(color: Color) -> Option<u8> {
    Some(match color {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(c: Rgb) -> f64 {
        let one = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * one(c.0) + 0.7152 * one(c.1) + 0.0722 * one(c.2)
    }

    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn the_cube_and_the_greys_are_the_usual_ones() {
        let p = Palette::DARK;
        assert_eq!(p.resolve(Color::Indexed(16), p.fg), Rgb(0, 0, 0));
        assert_eq!(p.resolve(Color::Indexed(196), p.fg), Rgb(255, 0, 0));
        assert_eq!(p.resolve(Color::Indexed(231), p.fg), Rgb(255, 255, 255));
        assert_eq!(p.resolve(Color::Indexed(232), p.fg), Rgb(8, 8, 8));
        assert_eq!(p.resolve(Color::Indexed(255), p.fg), Rgb(238, 238, 238));
    }

    #[test]
    fn named_and_indexed_colours_are_one_table() {
        let p = Palette::PRINT;
        assert_eq!(p.resolve(Color::Red, p.fg), p.resolve(Color::Indexed(1), p.fg));
        assert_eq!(p.resolve(Color::White, p.fg), p.resolve(Color::Indexed(15), p.fg));
    }

    #[test]
    fn a_theme_brings_its_ground() {
        let print = Palette::for_theme(Theme::named("print"));
        assert!(print.bg.is_light() && print.ansi == Palette::PRINT.ansi);
        let dark = Palette::for_theme(Theme::named("dark"));
        assert!(!dark.bg.is_light() && dark.ansi == Palette::DARK.ansi);
        assert_eq!(Palette::for_theme(Theme::named("terminal")), Palette::DARK);
    }

    #[test]
    fn the_default_is_what_the_caller_says() {
        assert_eq!(Palette::PRINT.resolve(Color::Reset, Rgb(1, 2, 3)), Rgb(1, 2, 3));
    }

    #[test]
    fn every_named_colour_can_be_read() {
        for p in [Palette::PRINT, Palette::DARK] {
            assert!(contrast(p.fg, p.bg) > 10.0);
            for c in p.ansi.iter().skip(1) {
                assert!(contrast(*c, p.bg) >= 4.5, "{c} on {}: {:.2}", p.bg, contrast(*c, p.bg));
            }
        }
    }
}
