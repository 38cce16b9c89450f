//! The real binary in a pseudo-terminal: it starts, takes keys, survives resizing, and gives the terminal back.

use crate::harness::Scratch;

const ENTER: &str = "\r";
const ESC: &str = "\u{1b}";
/// Leave the alternate screen, show the cursor.
const RESTORED: [&str; 2] = ["\u{1b}[?1049l", "\u{1b}[?25h"];

fn is_restored(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    RESTORED.iter().all(|sequence| text.rfind(sequence) > text.rfind("\u{1b}[?1049h"))
}

#[test]
fn the_samples_open_side_by_side_and_the_next_pair_is_one_key_away() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 160, 45);
    screen.wait_for("Press TV");
    assert!(screen.is_alternate());
    screen.send("j");
    screen.wait_until_gone("welcome");
    screen.send("2");
    screen.wait_for("pair 1/10");
    screen.send("}");
    screen.wait_until_gone("pair 1/10");
    screen.send("q");
    screen.wait_for("ARTICLES");
    screen.send("q");
    assert_eq!(screen.exit_code(), 0);
    assert!(is_restored(&screen.bytes()));
}

#[test]
fn enter_opens_the_passages_behind_a_number_and_again_the_text() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 160, 45);
    screen.wait_for("Press TV");
    screen.send("j2");
    screen.wait_for("MEASURES");
    screen.wait_for("> Kaja Kallas");
    screen.send(ENTER);
    screen.wait_for("Enter read in the text");
    screen.send(ENTER);
    screen.wait_for("[6 Text]");
    screen.send("\u{7f}");
    screen.wait_until_gone("[6 Text]");
}

#[test]
fn a_screenshot_is_saved_beside_and_never_over_an_existing_file() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 120, 40);
    screen.wait_for("Press TV");
    screen.send("j");
    screen.wait_until_gone("welcome");
    screen.send("s");
    screen.wait_for("saved overview-peace-talks.svg");
    screen.send("s");
    screen.wait_for("saved overview-peace-talks-2.svg");
    let names = scratch.names();
    for name in ["overview-peace-talks.svg", "overview-peace-talks.txt", "overview-peace-talks-2.svg"] {
        assert!(names.iter().any(|n| n == name), "{name} is not among {names:?}");
    }
    let text = std::fs::read_to_string(scratch.path().join("overview-peace-talks.txt")).unwrap();
    assert!(text.contains("Press TV"), "{text}");
}

#[test]
fn resizing_redraws_and_a_tiny_terminal_says_what_it_needs() {
    let scratch = Scratch::new();
    let screen = scratch.terminal(&[], 160, 45);
    screen.wait_for("Press TV");
    for (columns, rows) in [(80, 24), (60, 20), (200, 60), (61, 21)] {
        screen.resize(columns, rows);
        screen.wait(&format!("{columns}x{rows}"), |text| {
            text.contains("Press TV") && text.lines().all(|l| l.chars().count() <= usize::from(columns))
        });
    }
    screen.resize(30, 8);
    screen.wait_for("60");
    screen.resize(100, 30);
    screen.wait_for("Press TV");
}

#[test]
fn the_terminal_is_given_back_on_every_signal() {
    for signal in ["TERM", "INT", "HUP"] {
        let scratch = Scratch::new();
        let mut screen = scratch.terminal(&[], 100, 30);
        screen.wait_for("Press TV");
        screen.signal(signal);
        assert_eq!(screen.exit_code(), 0, "{signal}");
        assert!(is_restored(&screen.bytes()), "{signal}");
    }
}

/// A failure on the way, as debug builds provoke it.
#[test]
#[cfg(debug_assertions)]
fn the_terminal_is_given_back_on_panics_and_errors() {
    for (place, code, message) in [
        ("screen", 101, "a panic was asked for"),
        ("job", 101, "a panic was asked for"),
        ("error", 2, "an error was asked for"),
    ] {
        let scratch = Scratch::new();
        let mut screen = scratch.terminal_after(&format!("export PARALLAX_FAIL={place}"), &[], 100, 30);
        if place != "job" {
            screen.wait_for("Press TV");
            screen.send("j");
        }
        assert_eq!(screen.exit_code(), code, "{place}");
        assert!(is_restored(&screen.bytes()), "{place}");
        assert!(!screen.is_alternate(), "{place}");
        let text = String::from_utf8_lossy(&screen.bytes()).into_owned();
        assert!(text.rfind(message) > text.rfind(RESTORED[0]), "{place}: the message stands below the old screen");
    }
}

#[test]
fn a_watched_folder_is_read_again_when_a_file_comes_and_not_without_end() {
    let scratch = Scratch::new();
    for name in ["one", "two"] {
        scratch
            .file(&format!("story/{name}.txt"), format!("Vote is late\n\nThe vote of {name} was put off on Monday.\n"));
    }
    let mut screen = scratch.terminal(&["--watch", "story"], 100, 30);
    screen.wait_for("2 two");
    screen.send("2");
    screen.wait_for("[2 Voices]");
    // A correction writes into the folder; it must not make the program read it again.
    screen.send("mx");
    screen.wait_for("bookmark x set");
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(screen.text().contains("bookmark x set"), "{}", screen.text());
    scratch.file("story/three.txt", "Vote is late\n\nThe third vote was put off on Monday.\n");
    screen.send("1");
    screen.wait_for("three");
}

#[test]
fn quitting_and_suspending_give_the_terminal_back() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal_after("", &[], 100, 30);
    screen.wait_for("Press TV");
    screen.send("j");
    screen.wait_until_gone("welcome");
    screen.send("\u{1a}");
    screen.wait("the terminal back while suspended", |_| !screen.is_alternate());
    assert!(is_restored(&screen.bytes()));
    screen.signal("CONT");
    screen.wait("the screen again", |_| screen.is_alternate());
    screen.send("?");
    screen.wait_for("keys · Overview");
    screen.send("\u{1b}");
    screen.wait_until_gone("keys · Overview");
    screen.send("q");
    assert_eq!(screen.exit_code(), 0);
    assert!(is_restored(&screen.bytes()));
}

#[test]
fn control_c_leaves_from_anywhere() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 100, 30);
    screen.wait_for("Press TV");
    screen.send("j2");
    screen.wait_for("pair 1/10");
    screen.send("?");
    screen.send("\u{3}");
    assert_eq!(screen.exit_code(), 0);
    assert!(is_restored(&screen.bytes()));
}

#[test]
fn help_lists_the_keys_and_an_unbound_key_says_so() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 120, 40);
    screen.wait_for("Press TV");
    screen.send("j");
    screen.wait_until_gone("welcome");
    screen.send("?");
    screen.wait_for("keys · Overview");
    screen.send(ESC);
    screen.wait_until_gone("keys · Overview");
    screen.send("Z");
    screen.wait_for("no action on Z");
}

#[test]
fn the_welcome_is_shown_once() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 120, 40);
    screen.wait_for("welcome");
    screen.send("j");
    screen.wait_until_gone("welcome");
    screen.send("q");
    screen.exit_code();
    let screen = scratch.terminal(&[], 120, 40);
    screen.wait_for("Press TV");
    assert!(!screen.text().contains("welcome"), "{}", screen.text());
}

#[test]
fn it_comes_back_with_the_pair_and_the_lens_of_the_last_time() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 160, 45);
    screen.wait_for("Press TV");
    screen.send("j4");
    screen.wait_for("[4 Topics]");
    screen.send("\u{3}");
    screen.exit_code();
    let screen = scratch.terminal(&[], 160, 45);
    screen.wait_for("[4 Topics]");
}

#[test]
fn a_bad_file_is_on_screen_and_in_the_exit_code_and_the_others_stay_usable() {
    let scratch = Scratch::new();
    scratch.file("a.txt", "Council closes the old bridge to all traffic\n\nThe council closed the bridge on Monday. “It had to be,” said Ann Reed.\n");
    scratch.file("b.txt", "Old bridge is shut after a year of warnings\n\nThe bridge was shut on Monday. “We warned them,” said John Poe.\n");
    scratch.file("empty.txt", "");
    let mut screen = scratch.terminal(&["a.txt", "b.txt", "empty.txt"], 140, 40);
    screen.wait_for("empty.txt");
    screen.send("2");
    screen.wait_for("pair 1/1");
    screen.send("\u{3}");
    assert_eq!(screen.exit_code(), 1);
}

#[test]
fn one_article_alone_can_be_read() {
    let scratch = Scratch::new();
    scratch.file("a.txt", "Council closes the old bridge to all traffic\n\nThe council closed the bridge on Monday. “It had to be,” said Ann Reed.\n");
    let mut screen = scratch.terminal(&["a.txt"], 120, 40);
    screen.wait_for("Council closes");
    screen.send("2");
    screen.send("6");
    screen.send("\u{3}");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn escape_sequences_in_an_article_are_shown_as_symbols() {
    let scratch = Scratch::new();
    scratch.file("a.txt", "Council closes the old bridge to all traffic\n\nThe council\u{1b}]0;owned\u{7} closed \u{202e}the bridge\u{9b}2J on Monday.\n");
    scratch.file("b.txt", "Old bridge is shut after a year of warnings\n\nThe bridge was shut on Monday.\n");
    let mut screen = scratch.terminal(&["a.txt", "b.txt"], 120, 40);
    screen.wait_for("Old bridge");
    screen.send("6");
    screen.wait_for("owned");
    let bytes = screen.bytes();
    assert!(!bytes.windows(4).any(|w| w == b"\x1b]0;"), "the sequence reached the terminal");
    assert!(screen.text().contains('␛'), "{}", screen.text());
}

#[test]
fn a_correction_is_kept_beside_the_corpus() {
    let scratch = Scratch::new();
    scratch.file("in/a.txt", "Council closes the old bridge to all traffic\n\nThe council closed the bridge on Monday. “It had to be,” said Ann Reed.\n");
    scratch.file("in/b.txt", "Old bridge is shut after a year of warnings\n\nThe bridge was shut on Monday. “We warned them,” said John Poe.\n");
    let mut screen = scratch.terminal(&["in"], 140, 40);
    screen.wait_for("Old bridge");
    screen.send("2");
    screen.wait_for("MEASURES");
    screen.send("m");
    screen.send("k");
    let path = scratch.path().join("in/parallax.edits.toml");
    screen.wait("the edits file", |_| path.exists());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("bookmark"), "{text}");
}

#[test]
fn stopping_and_continuing_draws_the_screen_again() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 120, 40);
    screen.wait_for("Press TV");
    screen.signal("STOP");
    screen.signal("CONT");
    screen.send("j2");
    screen.wait_for("pair 1/10");
}
