//! What the real binary remembers, reads again, and writes to the terminal.

use crate::harness::{Scratch, Screen, stdout};

const ENTER: &str = "\r";

/// A folder with three articles.
fn story() -> Scratch {
    let scratch = Scratch::new();
    for (name, who) in [("ash", "Ann Reed"), ("birch", "John Poe"), ("cedar", "Eva Lind")] {
        let text =
            format!("Old bridge is shut\n\nThe bridge was shut on Monday. “It had to be,” said {who} of {name}.\n");
        scratch.file(&format!("story/{name}.txt"), text);
    }
    scratch
}

/// The labels in the overview, from top to bottom.
fn order(screen: &Screen) -> Vec<&'static str> {
    let text = screen.text();
    let mut found: Vec<(usize, &str)> =
        ["ash", "birch", "cedar"].into_iter().filter_map(|n| Some((text.find(&format!(" {n} "))?, n))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, n)| n).collect()
}

#[test]
fn leaving_step_by_step_comes_back_to_the_lens_worked_in_with_pair_and_theme() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 160, 45);
    screen.wait_for("Press TV");
    screen.send("j5");
    screen.wait_for("[5 Differences]");
    screen.wait_for("pair 1/10");
    screen.send("}");
    screen.wait_for("pair 2/10");
    screen.send("T");
    screen.wait_for("theme dark");
    screen.send("q");
    screen.wait_for("[1 Overview]");
    screen.send("q");
    assert_eq!(screen.exit_code(), 0);
    let mut screen = scratch.terminal(&[], 160, 45);
    screen.wait_for("[5 Differences]");
    screen.wait_for("pair 2/10");
    screen.send("T");
    screen.wait_for("theme light");
    // Who goes to the overview and leaves from there finds the overview.
    screen.send("1");
    screen.wait_for("[1 Overview]");
    screen.send("q");
    assert_eq!(screen.exit_code(), 0);
    let mut screen = scratch.terminal(&[], 160, 45);
    screen.wait_for("ARTICLES");
    std::thread::sleep(std::time::Duration::from_millis(500));
    screen.wait_for("[1 Overview]");
    screen.send("q");
}

#[test]
fn articles_taken_out_moved_and_added_come_back_so_and_can_be_added_again() {
    let scratch = story();
    let project = "name = \"Bridge\" # mine\n";
    scratch.file("story/parallax.toml", project);
    scratch.file("more/dogwood.txt", "A new bridge\n\nA new bridge was opened on Friday. “At last,” said Kim Dunn.\n");
    let mut screen = scratch.terminal(&["story"], 140, 40);
    screen.wait("all three", |_| order(&screen) == ["ash", "birch", "cedar"]);
    // All is measured, or the articles could not be arranged yet.
    screen.wait("all figures", |text| text.matches("n=4").count() == 3 && !text.contains("Esc stops"));
    std::thread::sleep(std::time::Duration::from_millis(300));
    screen.send("Fbirch");
    screen.wait_for("> 2 birch");
    screen.send(ENTER);
    screen.wait_for("move up");
    screen.send(ENTER);
    screen.wait("birch first", |_| order(&screen) == ["birch", "ash", "cedar"]);
    screen.send("Fcedar");
    screen.wait_for("> 3 cedar");
    screen.send(&format!("{ENTER}remove{ENTER}"));
    screen.wait("no cedar", |_| order(&screen) == ["birch", "ash"]);
    screen.send(&format!(":add more{ENTER}"));
    screen.wait_for("1 article added");
    screen.wait_for("dogwood");
    screen.send("q");
    assert_eq!(screen.exit_code(), 0);

    let mut screen = scratch.terminal(&["story"], 140, 40);
    screen.wait("as it was left", |text| order(&screen) == ["birch", "ash"] && text.contains("dogwood"));
    screen.send(&format!(":add story{ENTER}"));
    screen.wait_for("1 article added, 2 open already");
    screen.wait("cedar last", |_| order(&screen) == ["birch", "ash", "cedar"]);
    screen.send("R");
    screen.wait_for("read again: 4 articles, 0 entries of your own lists, no mistakes");
    screen.wait("the same", |text| order(&screen) == ["birch", "ash", "cedar"] && text.contains("dogwood"));
    screen.send("q");
    assert_eq!(screen.exit_code(), 0);
    assert_eq!(std::fs::read_to_string(scratch.path().join("story/parallax.toml")).unwrap(), project);

    std::fs::remove_dir_all(scratch.path().join("more")).unwrap();
    let mut screen = scratch.terminal(&["story"], 140, 40);
    screen.wait_for("was added the last time and is gone");
    screen.wait("the others", |_| order(&screen) == ["birch", "ash", "cedar"]);
    screen.send("q");
    assert_eq!(screen.exit_code(), 1, "something was skipped");
    let mut screen = scratch.terminal(&["story"], 140, 40);
    screen.wait("the others", |_| order(&screen) == ["birch", "ash", "cedar"]);
    screen.send("q");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn reading_again_forgets_the_mistakes_that_are_mended() {
    let scratch = story();
    scratch.file(
        "story/parallax.topics.toml",
        "[[topic]]\nid = \"bridges\"\ncuse = \"bridge\"\n[[topic]]\ncues = \"x\"\n",
    );
    let mut screen = scratch.terminal(&["story"], 140, 40);
    screen.wait_for("what went wrong");
    screen.wait_for("parallax.topics.toml:3:1: unknown field `cuse`");
    screen.wait_for("parallax.topics.toml:4:1: missing field `id`");
    scratch.file("story/parallax.topics.toml", "[[topic]]\nid = \"bridges\"\ncues = \"bridge\"\n");
    screen.send("\u{7f}R");
    screen.wait_for("read again: 3 articles, 1 entry of your own lists, no mistakes");
    screen.send("!");
    screen.wait_for("nothing went wrong so far");
    screen.send("gl");
    screen.wait_for("bridges: story/parallax.topics.toml:1");
    screen.send("\u{7f}q");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn a_list_that_changes_is_read_again_while_watched() {
    let scratch = story();
    let lists =
        scratch.file("home/config/parallax/lists/topics.toml", "[[topic]]\nid = \"bridges\"\ncues = \"bridge\"\n");
    let mut screen = scratch.terminal(&["--watch", "story"], 140, 40);
    screen.wait("all three", |_| order(&screen).len() == 3);
    screen.send("gl");
    screen.wait_for("topics · 1 entry");
    std::fs::write(
        lists,
        "[[topic]]\nid = \"bridges\"\ncues = \"bridge\"\n[[topic]]\nid = \"ferries\"\ncues = \"ferry\"\n",
    )
    .unwrap();
    screen.wait_for("topics · 2 entries");
    screen.wait_for("2 entries of your own lists, no mistakes");
    screen.send("\u{3}");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn commands_with_words_do_what_they_say() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 120, 40);
    screen.wait_for("Press TV");
    screen.wait_for("SouthFront");
    screen.send(&format!("j:pair press-tv southfront{ENTER}"));
    screen.wait("the pair", |text| text.contains("A Press TV") && text.contains("B SouthFront"));
    screen.send(&format!(":shot brief.png 120x40{ENTER}"));
    screen.wait_for("saved brief.png");
    let png = std::fs::read(scratch.path().join("brief.png")).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    screen.send(&format!(":pair a nobody{ENTER}"));
    screen.wait_for("there are:");
    screen.send("\u{3}");
    assert_eq!(screen.exit_code(), 0);
}

/// The samples without the first article, as soon as that is ordered.
fn without_the_first(scratch: &Scratch) -> Screen {
    let mut screen = scratch.terminal(&[], 140, 40);
    // All is measured, or the articles could not be arranged yet.
    screen.wait("all figures", |text| text.contains("749") && !text.contains("Esc stops"));
    std::thread::sleep(std::time::Duration::from_millis(300));
    screen.send("jFkallas");
    screen.wait_for("> 1 Kallas report");
    screen.send(&format!("{ENTER}remove{ENTER}"));
    screen
}

#[test]
fn leaving_at_once_after_taking_an_article_out_keeps_that() {
    let scratch = Scratch::new();
    let mut screen = without_the_first(&scratch);
    screen.send("q");
    assert_eq!(screen.exit_code(), 0);
    scratch.terminal(&[], 140, 40).wait_for("4 articles");
}

#[test]
fn an_article_taken_out_of_the_samples_is_put_back() {
    let scratch = Scratch::new();
    let mut screen = without_the_first(&scratch);
    screen.wait_for("4 articles");
    screen.send("q");
    assert_eq!(screen.exit_code(), 0);
    let mut screen = scratch.terminal(&[], 140, 40);
    screen.wait("as it was left", |text| text.contains("749") && text.contains("4 articles"));
    std::thread::sleep(std::time::Duration::from_millis(300));
    screen.send("Fput");
    screen.wait_for("> + put back Kallas report");
    screen.send(ENTER);
    screen.wait_for("5 articles");
    screen.wait_for("867");
    screen.send("q");
    assert_eq!(screen.exit_code(), 0);
    let screen = scratch.terminal(&[], 140, 40);
    screen.wait_for("5 articles");
}

/// What stands outside the frames: between the end of one synchronized update and the beginning of the next.
fn outside_frames(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let parts = text.split("\u{1b}[?2026h").map(|part| part.rsplit("\u{1b}[?2026l").next().unwrap_or("").to_owned());
    parts.collect()
}

#[test]
fn every_frame_is_one_update_and_what_changes_nothing_draws_nothing() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 160, 45);
    screen.wait_for("Press TV");
    screen.send("j2");
    screen.wait_for("> Kaja Kallas");
    screen.send("Z");
    screen.wait_for("no action on Z");
    std::thread::sleep(std::time::Duration::from_millis(500));
    let before = screen.bytes().len();
    screen.send("Z");
    std::thread::sleep(std::time::Duration::from_millis(500));
    let bytes = screen.bytes();
    let written = &bytes[before..];
    assert!(written.len() < 64, "{:?}", String::from_utf8_lossy(written));
    screen.send("?");
    screen.wait_for("keys · Voices");
    screen.send("\u{3}");
    screen.exit_code();
    let bytes = screen.bytes();
    // Outside the frames only modes are set: nothing that a screen shows.
    for part in outside_frames(&bytes) {
        let mut screen = vt100::Parser::new(45, 160, 0);
        screen.process(part.as_bytes());
        assert_eq!(screen.screen().contents(), "", "{part:?}");
    }
    assert!(bytes.windows(8).filter(|w| *w == b"\x1b[?2026h").count() > 4);
}

#[test]
fn without_colours_no_colour_is_written_whatever_the_theme() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal_after("export NO_COLOR=1 COLORTERM=truecolor", &["--theme", "dark"], 120, 40);
    screen.wait_for("Press TV");
    screen.send("j6");
    screen.wait_for("[6 Text]");
    screen.send("T");
    screen.wait_for("theme light, shown without colours (NO_COLOR)");
    screen.send("\u{3}");
    screen.exit_code();
    let text = String::from_utf8_lossy(&screen.bytes()).into_owned();
    let codes = |c: &str| text.contains(&format!("\u{1b}[{c}m"));
    for colour in ["\u{1b}[38;2;", "\u{1b}[38;5;", "\u{1b}[48;2;", "\u{1b}[48;5;"] {
        assert!(!text.contains(colour), "no colour");
    }
    assert!(codes("1") && codes("4") && codes("7"), "bold, underline and reverse");
    // The next run with colours has the theme chosen last, not the one without colours.
    let mut screen = scratch.terminal(&["--print-config"], 100, 30);
    assert_eq!(screen.exit_code(), 0);
    let state = std::fs::read_to_string(scratch.path().join("home/state/parallax/session.toml")).unwrap();
    assert!(state.contains("theme = \"light\""), "{state}");
    assert!(!stdout(&scratch.run(&["--version"])).is_empty());
}
