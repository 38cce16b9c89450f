//! Text made to be slow: time grows with its length and no faster. `benches/hostile.sh` measures the same in megabytes.

use std::time::{Duration, Instant};

use parallax::text::{Span, neutral, wrap};

use crate::bodies;

/// What is repeated, and what it stands for.
const KINDS: [(&str, &str); 20] = [
    ("prose on one line", "The minister said that it would cost too much, and the mayor called it a disgrace. "),
    ("very short paragraphs", "a\n\n"),
    ("escape sequences", "\u{1b}[31m\u{1b}]0;title\u{7} word "),
    ("C1 controls", "\u{9b}31m\u{90}word\u{9c} "),
    ("bidi overrides", "\u{202e}word\u{202c}\u{2066} other \u{2069}"),
    ("zero widths", "\u{200b}\u{200d}\u{2060}\u{feff}"),
    ("marks in a tower", "\u{301}"),
    ("joined emoji", "👩\u{200d}👩\u{200d}👧\u{200d}👦"),
    ("unclosed quotations", "“He said "),
    ("unclosed straight marks", "\"so ' it \" "),
    ("closing marks", "said ”"),
    ("nested marks", "“‘«„"),
    ("one word", "a"),
    ("capitals", "Ann Of The Reed And "),
    ("abbreviations", "U.S. Mr. Dr. St. No. "),
    ("speech verbs", "he said that she said that "),
    ("patterns", "(a+)+$ [^\\]*|.*?(?=x) "),
    ("markup", "<p><b>a</b></i></div>&amp;"),
    ("no spaces", "漢字"),
    ("dashes and points", "— . … - "),
];

/// Everything that happens to a text from file to screen.
fn whole_way(text: &str) -> Duration {
    let start = Instant::now();
    bodies::reader("a.txt", text.as_bytes());
    bodies::analysis(text);
    bodies::segments(text);
    let clean = neutral::neutral(text);
    let mut rows = Vec::new();
    for line in clean.split('\n') {
        wrap::wrap(line, Span::new(0, line.len()), 40, &mut rows);
    }
    start.elapsed()
}

#[test]
fn time_grows_with_the_length_of_hostile_text_and_no_faster() {
    whole_way("The lists are read first.");
    for (name, unit) in KINDS {
        let text = |bytes: usize| format!("Council votes\n\nIt met.\n\n{}", unit.repeat(bytes / unit.len()));
        let (small, large) = (whole_way(&text(4 << 10)), whole_way(&text(32 << 10)));
        // Eight times the text: eight times as long if linear, 64 times if every part looks at every other.
        assert!(large < small * 24 + Duration::from_millis(400), "{name}: {small:?}, then {large:?}");
    }
}
