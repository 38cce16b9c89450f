//! Buffers that hold what a screen may hold.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Modifier, Style},
    widgets::{Block, BorderType, Widget},
};

use crate::export::{Format, Options, Picture, picture};

/// A screen with borders, bars, every effect, wide and combining characters.
pub(super) fn screen(width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    Block::bordered().border_type(BorderType::Rounded).title(" Who is quoted: A & B ").render(buffer.area, &mut buffer);
    let effects = [
        Style::new().bold(),
        Style::new().italic(),
        Style::new().bold().italic(),
        Style::new().dim(),
        Style::new().underlined(),
        Style::new().reversed(),
        Style::new().hidden(),
        Style::new().crossed_out(),
        Style::new().fg(Color::Indexed(208)).bg(Color::Indexed(236)),
        Style::new().fg(Color::Rgb(10, 120, 200)),
        Style::new().fg(Color::Green).add_modifier(Modifier::BOLD),
    ];
    for y in 1..height.saturating_sub(1) {
        let style = effects[usize::from(y) % effects.len()];
        let line = match y % 5 {
            0 => "█████████▌ 35.3 %  “<It> is & 'clear'”  ░▒▓█",
            1 => "Kaja K.  Ünïcødé – Zürich’s “naïve” café … 1,204",
            2 => "漢字 wide, e\u{301}a\u{308} combining, 🙂 emoji, ∑ → ★ ✓ done",
            3 => "├──┼──┤ ╔══╦══╗ ┏━┳━┓ ╭─╮ ╱╲╳ ⣿⡇⠁ ▖▗▘▙▚ ▁▂▃▄▅▆▇█",
            _ => "The quick brown fox jumps over the lazy dog, 0123456789",
        };
        buffer.set_stringn(2, y, line, usize::from(width.saturating_sub(4)), style);
    }
    buffer
}

pub(super) fn make(buffer: &Buffer, format: Format, scale: u8) -> Picture {
    picture(buffer, &Options { format, scale, ..Options::default() }).unwrap()
}

pub(super) fn text(buffer: &Buffer, format: Format) -> String {
    String::from_utf8(make(buffer, format, 1).bytes).unwrap()
}

/// Decoded pixels of a PNG.
pub(super) struct Pixels {
    pub(super) width: usize,
    pub(super) height: usize,
    rgb: Vec<u8>,
}

impl Pixels {
    pub(super) fn of(png: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rgb).unwrap();
        assert_eq!(info.color_type, png::ColorType::Rgb);
        Self { width: info.width as usize, height: info.height as usize, rgb }
    }

    pub(super) fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let i = (y * self.width + x) * 3;
        [self.rgb[i], self.rgb[i + 1], self.rgb[i + 2]]
    }
}
