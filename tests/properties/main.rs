//! Property tests: what must hold for every input, on inputs that are made up.

mod bodies;
mod hostile;

use std::io::Write;

use proptest::prelude::*;

/// Text made of what breaks text tools: marks that do not pair, controls, joiners, towers of marks, odd spaces.
fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,9}",
        "[ \\t\\n\\r]{1,3}",
        prop::sample::select(vec![
            "“",
            "”",
            "\"",
            "'",
            "‘",
            "’",
            "''",
            "«",
            "»",
            "„",
            "said",
            "Mr. ",
            "according to ",
            "he ",
            "U.S. ",
            ".",
            "?",
            "…",
            ":",
            ",",
            "—",
            "\u{a0}",
            "\u{202e}",
            "\u{1b}[31m",
            "\u{9b}",
            "\u{200d}",
            "👩‍👩‍👧",
            "e\u{301}\u{301}\u{301}",
            "日本語",
            "İ",
            "ß",
            "ﬁ",
            "\u{0}",
            "\u{feff}",
            "&amp;",
            "<p>",
            "</div>",
            "{",
            "}",
            "\\",
            "claimed",
            "slammed",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_under_any_name_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), name in 0..bodies::NAMES.len()) {
        bodies::reader(bodies::NAMES[name], &bytes);
    }

    #[test]
    fn any_text_under_any_name_is_read_or_refused(text in odd_text(), name in 0..bodies::NAMES.len()) {
        bodies::reader(bodies::NAMES[name], text.as_bytes());
    }

    #[test]
    fn findings_lie_in_the_text_and_voices_part_the_body(text in odd_text()) {
        bodies::analysis(&text);
    }

    #[test]
    fn wrapping_loses_no_byte(text in odd_text(), cells in 1..200_usize) {
        bodies::wrapping(&text, cells);
    }

    #[test]
    fn segments_lie_in_their_paragraph(text in odd_text()) {
        bodies::segments(&text);
    }

    #[test]
    fn nothing_hostile_leaves(text in odd_text()) {
        bodies::neutralising(&text);
    }

    #[test]
    fn any_bytes_as_a_cache_are_refused_or_fit(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        bodies::cache(&bytes);
    }

    #[test]
    fn files_of_the_user_are_read_or_refused(text in odd_text()) {
        bodies::user_files(&text);
    }
}

#[test]
fn compressed_bytes_are_read() {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all("The council met on Monday. “We agreed,” said Ann Reed.".as_bytes()).unwrap();
    bodies::reader("a.txt.gz", &gz.finish().unwrap());
}

#[test]
fn a_thousand_unclosed_marks_and_towers_of_marks_come_to_an_end() {
    bodies::analysis(&"“He said ".repeat(1000));
    bodies::analysis(&"\"'‘«„".repeat(2000));
    bodies::analysis(&format!("e{}", "\u{301}".repeat(20_000)));
    bodies::analysis(&"a\n\n".repeat(20_000));
}
