//! The SVG, drawn by another program, agrees with the PNG.

use resvg::{tiny_skia, usvg};

use super::sample::{Pixels, screen};
use crate::export::{Format, Options, picture};

/// How many of the pixels differ by more than 64 of 255 in a channel.
fn differing(scale: u8, margin: bool) -> (usize, usize) {
    let buffer = screen(100, 30);
    let make = |format| picture(&buffer, &Options { format, scale, margin, ..Options::default() }).unwrap();
    let ours = Pixels::of(&make(Format::Png).bytes);
    let svg = make(Format::Svg);
    let tree = usvg::Tree::from_data(&svg.bytes, &usvg::Options::default()).unwrap();
    let mut theirs = tiny_skia::Pixmap::new(ours.width as u32, ours.height as u32).unwrap();
    let size = tree.size();
    assert!((size.width() - ours.width as f32).abs() < 0.5 && (size.height() - ours.height as f32).abs() < 0.5);
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut theirs.as_mut());
    let mut count = 0;
    for y in 0..ours.height {
        for x in 0..ours.width {
            let c = theirs.pixel(x as u32, y as u32).unwrap();
            let off = ours.at(x, y).iter().zip([c.red(), c.green(), c.blue()]).any(|(a, b)| a.abs_diff(b) > 64);
            count += usize::from(off);
        }
    }
    (count, ours.width * ours.height)
}

#[test]
fn another_program_draws_the_same_picture() {
    for (scale, margin) in [(1, false), (2, true), (3, false)] {
        let (differ, all) = differing(scale, margin);
        assert!(differ * 10_000 <= all, "scale {scale}: {differ} of {all} pixels differ");
    }
}
