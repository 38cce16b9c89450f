//! PNG: sizes, blank and full cells, connected borders, crop.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    widgets::{Block, BorderType, Widget},
};

use super::sample::{Pixels, make, screen};
use crate::export::{
    Format, Options, Palette, picture,
    shapes::{CELL_HEIGHT, CELL_WIDTH, shape},
};

const BG: [u8; 3] = [Palette::PRINT.bg.0, Palette::PRINT.bg.1, Palette::PRINT.bg.2];
const FG: [u8; 3] = [Palette::PRINT.fg.0, Palette::PRINT.fg.1, Palette::PRINT.fg.2];

fn pixels(buffer: &Buffer, scale: u8) -> Pixels {
    Pixels::of(&make(buffer, Format::Png, scale).bytes)
}

#[test]
fn a_png_has_the_size_that_it_says() {
    let buffer = screen(30, 8);
    for scale in 1..=4 {
        let made = make(&buffer, Format::Png, scale);
        let decoded = Pixels::of(&made.bytes);
        let wanted = (30 * 9 * u32::from(scale), 8 * 18 * u32::from(scale));
        assert_eq!(made.pixels, Some(wanted));
        assert_eq!((decoded.width as u32, decoded.height as u32), wanted);
    }
}

#[test]
fn the_density_follows_the_scale() {
    let made = make(&screen(10, 4), Format::Png, 3);
    let reader = png::Decoder::new(std::io::Cursor::new(made.bytes)).read_info().unwrap();
    let dims = reader.info().pixel_dims.unwrap();
    assert_eq!((dims.xppu, dims.yppu, dims.unit), (11340, 11340, png::Unit::Meter));
}

#[test]
fn blank_cells_are_background_and_full_blocks_text_colour() {
    let buffer = Buffer::with_lines(["█ █", " █ "]);
    for scale in 1..=4 {
        let p = pixels(&buffer, scale);
        for y in 0..p.height {
            for x in 0..p.width {
                let (column, row) = (x / (9 * usize::from(scale)), y / (18 * usize::from(scale)));
                assert_eq!(p.at(x, y), if (column + row) % 2 == 0 { FG } else { BG }, "{x},{y} at {scale}");
            }
        }
    }
}

/// How many connected parts the pixels that differ from the background have.
fn parts(p: &Pixels) -> usize {
    let mut seen = vec![false; p.width * p.height];
    let mut count = 0;
    for start in 0..seen.len() {
        if seen[start] || p.at(start % p.width, start / p.width) == BG {
            continue;
        }
        count += 1;
        let mut open = vec![start];
        while let Some(i) = open.pop() {
            if seen[i] {
                continue;
            }
            seen[i] = true;
            let (x, y) = (i % p.width, i / p.width);
            for (nx, ny) in [(x.wrapping_sub(1), y), (x + 1, y), (x, y.wrapping_sub(1)), (x, y + 1)] {
                if nx < p.width && ny < p.height && p.at(nx, ny) != BG {
                    open.push(ny * p.width + nx);
                }
            }
        }
    }
    count
}

#[test]
fn every_border_is_one_shape_at_every_scale() {
    // A double border is two lines by nature.
    let kinds = [
        (BorderType::Plain, 1),
        (BorderType::Rounded, 1),
        (BorderType::Thick, 1),
        (BorderType::Double, 2),
        (BorderType::QuadrantInside, 1),
        (BorderType::QuadrantOutside, 1),
    ];
    for (kind, wanted) in kinds {
        for scale in 1..=4 {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 7, 4));
            Block::bordered().border_type(kind).render(buffer.area, &mut buffer);
            assert_eq!(parts(&pixels(&buffer, scale)), wanted, "{kind:?} at {scale}");
        }
    }
}

#[test]
fn inner_lines_join_the_border() {
    let plain = Buffer::with_lines(["┌─┬─┐", "│ │ │", "├─┼─┤", "└─┴─┘"]);
    let heavy = Buffer::with_lines(["┏━┯━┓", "┃ │ ┃", "┠─┼─┨", "┗━┷━┛"]);
    let mixed = Buffer::with_lines(["╒═╤═╕", "│ │ │", "╞═╪═╡", "╘═╧═╛"]);
    for scale in 1..=4 {
        assert_eq!(parts(&pixels(&plain, scale)), 1);
        assert_eq!(parts(&pixels(&heavy, scale)), 1);
        assert_eq!(parts(&pixels(&mixed, scale)), 1, "the single lines tie the double ones together");
    }
}

/// Which of the four edges the character's ink touches: left, right, top, bottom.
fn touched(c: char) -> [bool; 4] {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
    buffer[(0, 0)].set_char(c);
    let p = pixels(&buffer, 1);
    let (w, h) = (usize::from(CELL_WIDTH), usize::from(CELL_HEIGHT));
    let ink = |x: usize, y: usize| p.at(x, y) != BG;
    [(0..h).any(|y| ink(0, y)), (0..h).any(|y| ink(w - 1, y)), (0..w).any(|x| ink(x, 0)), (0..w).any(|x| ink(x, h - 1))]
}

#[test]
fn box_characters_touch_the_edges_that_they_should() {
    for (c, edges) in [
        ('─', "lr"),
        ('━', "lr"),
        ('│', "tb"),
        ('┃', "tb"),
        ('┌', "rb"),
        ('┐', "lb"),
        ('└', "rt"),
        ('┘', "lt"),
        ('├', "rtb"),
        ('┤', "ltb"),
        ('┬', "lrb"),
        ('┴', "lrt"),
        ('┼', "lrtb"),
        ('╭', "rb"),
        ('╮', "lb"),
        ('╰', "rt"),
        ('╯', "lt"),
        ('═', "lr"),
        ('║', "tb"),
        ('╔', "rb"),
        ('╗', "lb"),
        ('╚', "rt"),
        ('╝', "lt"),
        ('╠', "rtb"),
        ('╣', "ltb"),
        ('╦', "lrb"),
        ('╩', "lrt"),
        ('╬', "lrtb"),
        ('╴', "l"),
        ('╵', "t"),
        ('╶', "r"),
        ('╷', "b"),
        ('╒', "rb"),
        ('╓', "rb"),
        ('╤', "lrb"),
        ('╢', "ltb"),
        ('╼', "lr"),
        ('╽', "tb"),
        ('┎', "rb"),
        ('┝', "rtb"),
        ('▌', "ltb"),
        ('▐', "rtb"),
        ('▀', "lrt"),
        ('▄', "lrb"),
        ('█', "lrtb"),
        ('▁', "lrb"),
        ('╱', "lrtb"),
    ] {
        let wanted = ['l', 'r', 't', 'b'].map(|e| edges.contains(e));
        assert_eq!(touched(c), wanted, "{c}");
    }
}

#[test]
fn every_line_and_block_character_draws_something_inside_its_cell() {
    let all = ('\u{2500}'..='\u{259f}').chain('\u{2801}'..='\u{28ff}');
    for c in all {
        let shape = shape(c).unwrap();
        assert!(!shape.bars.is_empty() || !shape.outlines.is_empty(), "{c}");
        for b in &shape.bars {
            assert!(
                b.x0 >= 0.0 && b.y0 >= 0.0 && b.x1 <= 9.0 && b.y1 <= 18.0 && b.x0 < b.x1 && b.y0 < b.y1,
                "{c} {b:?}"
            );
        }
    }
}

#[test]
fn eighths_are_as_long_as_they_say() {
    for (c, eighths) in ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'].into_iter().zip(1u8..) {
        let bars = shape(c).unwrap().bars;
        assert!((bars[0].x1 - 9.0 * f32::from(eighths) / 8.0).abs() < 1e-6, "{c}");
    }
}

#[test]
fn the_crop_equals_that_part_of_the_whole() {
    let buffer = screen(60, 14);
    let crop = Rect::new(1, 3, 20, 6);
    for scale in [1, 2] {
        let whole = pixels(&buffer, scale);
        let options = Options { crop: Some(crop), scale, ..Options::default() };
        let part = Pixels::of(&picture(&buffer, &options).unwrap().bytes);
        let (w, h) = (9 * usize::from(scale), 18 * usize::from(scale));
        let (left, top) = (usize::from(crop.x) * w, usize::from(crop.y) * h);
        // Slanted letters reach into the next cell by a pixel or two; a crop ends at its own edge.
        let (inner_x, inner_y) = (w..part.width - w, 0..part.height);
        for y in inner_y {
            for x in inner_x.clone() {
                assert_eq!(part.at(x, y), whole.at(left + x, top + y), "{x},{y} at {scale}");
            }
        }
    }
}

#[test]
fn later_columns_stay_in_place_after_wide_and_combining_characters() {
    let plain = pixels(&Buffer::with_lines(["12345678|"]), 1);
    for line in ["漢字12  |", "🙂34567 |", "e\u{301}2345678|", "\u{1f1fa}\u{1f1f8}      |"] {
        let p = pixels(&Buffer::with_lines([line]), 1);
        assert_eq!(p.width, plain.width, "{line}");
        for y in 0..p.height {
            for x in 8 * 9..p.width {
                assert_eq!(p.at(x, y), plain.at(x, y), "{line} {x},{y}");
            }
        }
    }
}

#[test]
fn what_no_font_has_is_a_box_and_counted() {
    let made = make(&Buffer::with_lines(["漢a\u{e000}b"]), Format::Png, 1);
    assert_eq!(made.missing, 2);
    let svg = make(&Buffer::with_lines(["漢a\u{e000}b"]), Format::Svg, 1);
    assert_eq!(svg.missing, 2);
    assert_eq!(touched('\u{e000}')[..2], [true, true]);
    assert_eq!(make(&screen(50, 2), Format::Png, 1).missing, 0);
}

#[test]
fn fallback_is_per_character() {
    // The monospaced face lacks the emoji; the letters beside it must not change.
    let with = pixels(&Buffer::with_lines(["ab🙂"]), 2);
    let without = pixels(&Buffer::with_lines(["ab  "]), 2);
    for y in 0..with.height {
        for x in 0..2 * 18 {
            assert_eq!(with.at(x, y), without.at(x, y));
        }
    }
}

#[test]
fn a_picture_too_large_is_refused_with_a_way_out() {
    let buffer = Buffer::empty(Rect::new(0, 0, 240, 70));
    let options = Options { scale: 4, ..Options::default() };
    let message = picture(&buffer, &options).unwrap_err().to_string();
    assert!(message.contains("8640x5040") && message.contains("smaller scale"), "{message}");
    assert!(picture(&buffer, &Options { format: Format::Svg, ..options }).is_ok());
}

#[test]
fn more_than_256_colours_are_drawn_all_the_same() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 20));
    for (i, cell) in buffer.content.iter_mut().enumerate() {
        cell.set_bg(ratatui::style::Color::Rgb((i % 251) as u8, (i / 251) as u8, 7));
    }
    let p = pixels(&buffer, 1);
    assert_eq!(p.at(9 * 39, 18 * 19), [(799 % 251) as u8, 3, 7]);
}

#[cfg(feature = "clipboard")]
#[test]
fn the_pixels_for_a_clipboard_are_those_of_the_png() {
    let (buffer, options) = (screen(30, 8), Options { margin: true, ..Options::default() });
    let rgba = crate::export::picture::pixels(&buffer, &options).unwrap();
    let png = Pixels::of(&picture(&buffer, &options).unwrap().bytes);
    assert_eq!((rgba.width, rgba.height), (png.width, png.height));
    for (i, p) in rgba.bytes.chunks_exact(4).enumerate() {
        assert_eq!((&p[..3], p[3]), (&png.at(i % png.width, i / png.width)[..], 255));
    }
}
