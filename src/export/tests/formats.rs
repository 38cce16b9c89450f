//! Text, ANSI, HTML and SVG: the same rows, escaped, without shared ids; the same bytes each time.

use ratatui::{buffer::Buffer, layout::Rect};

use super::sample::{make, screen, text};
use crate::export::{Caption, Format, Options, picture};

/// What is left of mark-up without tags, entities resolved.
fn without_tags(markup: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in markup.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(out, |t, (from, to)| t.replace(from, to))
}

fn rows(text: &str) -> Vec<String> {
    text.lines().map(|l| l.trim_end().to_owned()).filter(|l| !l.is_empty()).collect()
}

#[test]
fn html_rows_equal_the_plain_rows() {
    let buffer = screen(70, 20);
    let html = text(&buffer, Format::Html);
    let pre = html.split_once("<pre>").unwrap().1.split_once("</pre>").unwrap().0;
    assert_eq!(rows(&without_tags(pre)), rows(&text(&buffer, Format::Text)));
}

#[test]
fn ansi_rows_equal_the_plain_rows() {
    let buffer = screen(70, 20);
    let mut out = String::new();
    let ansi = text(&buffer, Format::Ansi);
    for part in ansi.split('\u{1b}') {
        out.push_str(part.strip_prefix('[').and_then(|p| p.split_once('m')).map_or(part, |(_, rest)| rest));
    }
    assert_eq!(rows(&out), rows(&text(&buffer, Format::Text)));
}

#[test]
fn a_terminal_shows_the_ansi_as_the_screen() {
    let buffer = screen(70, 20);
    let mut terminal = vt100::Parser::new(20, 70, 0);
    terminal.process(text(&buffer, Format::Ansi).trim_end_matches('\n').replace('\n', "\r\n").as_bytes());
    let shown = terminal.screen().contents();
    let plain = text(&buffer, Format::Text);
    for (a, b) in shown.lines().zip(plain.lines()) {
        assert_eq!(a.trim_end(), b.trim_end());
    }
}

#[test]
fn svg_rows_equal_the_plain_rows() {
    let buffer = screen(70, 20);
    let svg = text(&buffer, Format::Svg);
    let layer = svg.split_once("fill-opacity=\"0\"").unwrap().1.split_once('>').unwrap().1;
    assert_eq!(rows(&without_tags(layer)), rows(&text(&buffer, Format::Text)));
}

#[test]
fn selectable_text_keeps_its_spaces() {
    let svg = text(&Buffer::with_lines(["a   b", " c"]), Format::Svg);
    // On every text: browsers do not let it pass down from a group.
    let kept = svg.matches("<text xml:space=\"preserve\" style=\"white-space:pre\"").count();
    assert_eq!((kept, svg.matches("<text").count()), (2, 2));
    assert!(svg.contains(">a   b</text>") && svg.contains("> c</text>"), "{svg}");
}

#[test]
fn mark_up_in_text_is_escaped() {
    let buffer = Buffer::with_lines(["<script>\"&'"]);
    for format in [Format::Html, Format::Svg] {
        let out = text(&buffer, format);
        let copies = if format == Format::Html { 2 } else { 1 };
        assert_eq!(out.matches("&lt;script&gt;&quot;&amp;&#39;").count(), copies, "{format}");
        assert!(!out.contains("<script"), "{format}");
    }
}

#[test]
fn a_title_is_escaped_and_neutral() {
    let caption = Caption { title: "A <b> & \"C\"\u{202e}".into(), description: "x < y".into() };
    for format in [Format::Html, Format::Svg] {
        let options = Options { format, caption: caption.clone(), ..Options::default() };
        let out = String::from_utf8(picture(&Buffer::with_lines(["a"]), &options).unwrap().bytes).unwrap();
        assert!(out.contains("A &lt;b&gt; &amp; &quot;C&quot;\u{fffd}"), "{out}");
        assert!(!out.contains('\u{202e}'));
    }
}

fn ids(svg: &str) -> Vec<&str> {
    svg.split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).collect()
}

#[test]
fn two_pictures_in_one_page_share_no_id() {
    let caption = Caption { title: "t".into(), description: String::new() };
    let make = |line: &str, id: &str| {
        let options = Options { format: Format::Svg, id: id.into(), caption: caption.clone(), ..Options::default() };
        String::from_utf8(picture(&Buffer::with_lines([line]), &options).unwrap().bytes).unwrap()
    };
    for (a, b) in [(make("abc ╭", ""), make("abd ╭", "")), (make("abc", "p1"), make("abc", "p2"))] {
        let (a, b) = (ids(&a), ids(&b));
        assert!(a.len() >= 3 && a.iter().all(|id| !b.contains(id)), "{a:?} {b:?}");
        assert!(a.iter().all(|id| id.starts_with(|c: char| c.is_ascii_alphabetic())));
    }
}

#[test]
fn every_use_has_its_definition() {
    let svg = text(&screen(70, 20), Format::Svg);
    let defined = ids(&svg);
    for used in svg.split("href=\"#").skip(1).filter_map(|s| s.split('"').next()) {
        assert!(defined.contains(&used), "{used}");
    }
}

#[test]
fn html_needs_neither_script_nor_network() {
    let html = text(&screen(70, 20), Format::Html);
    let html = html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    for word in ["<script", "http:", "https:", "url(", "@import", "<link", "src="] {
        assert!(!html.contains(word), "{word}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let buffer = screen(70, 20);
    for format in Format::ALL {
        let one = make(&buffer, format, 2);
        let threads: Vec<_> = (0..2)
            .map(|_| {
                let buffer = buffer.clone();
                std::thread::spawn(move || make(&buffer, format, 2))
            })
            .collect();
        for t in threads {
            assert!(t.join().unwrap().bytes == one.bytes, "{format}");
        }
    }
}

/// SHA-256 of the pictures of one screen, recorded: the same in debug and release, and on every machine.
#[test]
fn the_bytes_are_those_that_were_recorded() {
    use sha2::{Digest as _, Sha256};
    let buffer = screen(70, 20);
    let hash = |format| -> String {
        let digest = Sha256::digest(make(&buffer, format, 2).bytes);
        digest.iter().take(8).map(|b| format!("{b:02x}")).collect()
    };
    let made = Format::ALL.map(|f| format!("{f} {}", hash(f)));
    assert_eq!(made, RECORDED);
}

const RECORDED: [&str; 5] = [
    "png 61364d258687cefe",
    "svg 1059ce11bf56f8af",
    "html ea80ad446020c1c9",
    "ans 625a1157bdecab65",
    "txt 42c8f34bde4d1efb",
];

#[test]
fn a_picture_takes_no_seconds_without_optimisation() {
    let buffer = screen(160, 45);
    let time = || {
        let start = std::time::Instant::now();
        make(&buffer, Format::Png, 2);
        start.elapsed()
    };
    // The best of three, so that a busy machine does not fail it.
    let best = (0..3).map(|_| time()).min().unwrap();
    assert!(best.as_secs() < 2, "{best:?}");
}

#[test]
fn an_empty_crop_and_a_wrong_scale_are_refused() {
    let buffer = screen(20, 5);
    let crop = Some(Rect::new(50, 50, 3, 3));
    assert!(picture(&buffer, &Options { crop, ..Options::default() }).is_err());
    assert!(picture(&buffer, &Options { scale: 5, ..Options::default() }).is_err());
    assert!(picture(&Buffer::empty(Rect::ZERO), &Options::default()).is_err());
}

#[test]
fn one_cell_is_a_picture_in_every_format() {
    let buffer = Buffer::with_lines(["x"]);
    for format in Format::ALL {
        assert!(!make(&buffer, format, 1).bytes.is_empty());
    }
}

#[test]
fn sizes_are_read_and_mistakes_named() {
    use crate::export::parse_size;
    assert_eq!(parse_size("120x40").unwrap(), (120, 40));
    assert_eq!(parse_size("slide").unwrap(), (128, 36));
    assert!(parse_size("0x5").is_err());
    assert!(parse_size("99999x5").unwrap_err().to_string().contains("120x40"));
}

#[test]
fn the_slide_is_16_to_9() {
    use crate::export::{
        Preset,
        shapes::{CELL_HEIGHT, CELL_WIDTH},
    };
    let (w, h) = Preset::Slide.size();
    assert_eq!(u32::from(w * CELL_WIDTH) * 9, u32::from(h * CELL_HEIGHT) * 16);
}

#[test]
fn a_margin_surrounds_the_picture_and_keeps_a_slide_in_shape() {
    use super::sample::Pixels;
    let buffer = screen(32, 9);
    let make = |format, margin| picture(&buffer, &Options { format, margin, scale: 2, ..Options::default() }).unwrap();
    let (plain, framed) = (make(Format::Png, false), make(Format::Png, true));
    assert_eq!(framed.pixels, Some((32 * 18 + 64, 9 * 36 + 36)));
    assert_eq!(make(Format::Svg, true).pixels, framed.pixels);
    let (a, b) = (Pixels::of(&plain.bytes), Pixels::of(&framed.bytes));
    for y in 0..b.height {
        for x in 0..b.width {
            let inside = (32..b.width - 32).contains(&x) && (18..b.height - 18).contains(&y);
            let wanted = if inside { a.at(x - 32, y - 18) } else { [255; 3] };
            assert_eq!(b.at(x, y), wanted, "{x},{y}");
        }
    }
    let slide = picture(&screen(128, 36), &Options { margin: true, ..Options::default() }).unwrap().pixels.unwrap();
    assert_eq!(slide.0 * 9, slide.1 * 16);
}

mod any {
    use proptest::prelude::*;
    use ratatui::style::Modifier;

    use super::*;
    use crate::export::{Palette, slots::Slots};

    fn symbol() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<char>().prop_map(String::from),
            "[a-z<>&\"']".prop_map(|s| s),
            Just("\u{fffe}".to_owned()),
            Just("e\u{301}\u{302}".to_owned()),
            Just("\u{1f468}\u{200d}\u{1f469}".to_owned()),
            Just("漢".to_owned()),
            Just(String::new()),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn buffer_makes_pictures(cells in prop::collection::vec((symbol(), any::<u16>(), any::<u8>()), 24)) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 3));
            for (cell, (symbol, modifier, colour)) in buffer.content.iter_mut().zip(&cells) {
                cell.set_symbol(symbol);
                cell.modifier = Modifier::from_bits_truncate(*modifier);
                cell.fg = ratatui::style::Color::Indexed(*colour);
            }
            let slots = Slots::of(&buffer, buffer.area, &Palette::DARK);
            for row in &slots.rows {
                prop_assert_eq!(row.iter().map(|s| s.width).sum::<u16>(), 8);
            }
            for format in Format::ALL {
                let bytes = make(&buffer, format, 1).bytes;
                if format == Format::Svg {
                    let tree = resvg::usvg::Tree::from_data(&bytes, &resvg::usvg::Options::default());
                    prop_assert!(tree.is_ok(), "{:?}", tree.err());
                }
            }
        }
    }
}
