//! The SVG, drawn by another program, agrees with the PNG.

use resvg::{tiny_skia, usvg};

use super::{
    sample::{Pixels, screen},
    shots::{app, wish},
};
use crate::{
    app::{Lens, Picture},
    export::{Format, Options, Shot, picture},
};

/// How many of the pixels differ by more than 64 of 255 in a channel.
fn differing(scale: u8, margin: bool) -> (usize, usize) {
    let buffer = screen(100, 30);
    let make = |format| picture(&buffer, &Options { format, scale, margin, ..Options::default() }).unwrap().bytes;
    compared(&make(Format::Png), &make(Format::Svg))
}

/// The same of two files, with the number of all pixels.
fn compared(png: &[u8], svg: &[u8]) -> (usize, usize) {
    let ours = Pixels::of(png);
    let tree = usvg::Tree::from_data(svg, &usvg::Options::default()).unwrap();
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

#[test]
fn another_program_draws_screens_and_briefings_alike() {
    for (lens, screen, theme, scale) in [
        (Lens::Voices, true, "dark", 1),
        (Lens::Language, true, "high-contrast", 2),
        (Lens::Topics, false, "print", 2),
        (Lens::Differences, true, "mono", 1),
        (Lens::Text, true, "light", 1),
    ] {
        let wish = Picture { theme: Some(theme.to_owned()), scale, ..wish(screen, (120, 40)) };
        let shot = Shot::draw(&app(lens), &wish, (120, 40)).unwrap();
        let make = |format| shot.encode(format).unwrap().bytes;
        let (differ, all) = compared(&make(Format::Png), &make(Format::Svg));
        assert!(differ * 10_000 <= all, "{lens:?} in {theme}: {differ} of {all} pixels differ");
    }
}
