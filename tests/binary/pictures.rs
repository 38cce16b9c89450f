//! The pictures of the README are those that the program draws.

use std::path::Path;

use super::harness::Scratch;

#[test]
fn the_pictures_of_the_readme_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    let script = std::fs::read_to_string(folder.join("make")).unwrap();
    let commands: Vec<Vec<&str>> = script
        .lines()
        .filter_map(|l| l.strip_prefix("parallax shot "))
        .map(|l| ["shot"].into_iter().chain(l.split_whitespace()).collect())
        .collect();
    assert!(!commands.is_empty());
    let scratch = Scratch::new();
    for args in commands {
        let output = scratch.run(&args);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let name = args.last().unwrap();
        let drawn = std::fs::read(scratch.path().join(name)).unwrap();
        let kept = std::fs::read(folder.join(name)).unwrap();
        assert!(drawn == kept, "{name} is out of date: run docs/pictures/make");
    }
}

#[test]
fn a_part_is_chosen_by_eye_and_saved() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 120, 40);
    screen.wait_for("Press TV");
    screen.send("j2");
    screen.wait_for("MEASURES");
    screen.send("S");
    screen.wait_for("screenshot: voices-");
    // Typing narrows the list to the item.
    screen.send("rows and columns");
    screen.wait_for("1 of");
    screen.send("\r");
    screen.wait_for("Enter takes it");
    screen.wait_for("120 columns from 1, 40 rows from 1");
    screen.send("\t");
    screen.send("\u{1b}[B\u{1b}[B\u{1b}[C");
    screen.wait_for("119 columns from 2, 38 rows from 3");
    screen.send("\r");
    screen.wait_for("part     119x38+1+2");
    screen.send("save");
    screen.wait_for("of ");
    screen.send("\r");
    screen.wait_for("saved voices-");
    screen.wait_for("kB");
    let saved: Vec<_> = std::fs::read_dir(scratch.path()).unwrap().map(|e| e.unwrap().path()).collect();
    let text = saved.iter().find(|p| p.extension().is_some_and(|e| e == "txt")).unwrap();
    let text = std::fs::read_to_string(text).unwrap();
    assert_eq!(text.lines().count(), 38, "{text}");
    assert!(!text.contains("screenshot:") && text.contains("MEASURES"), "{text}");
}

#[test]
fn what_is_copied_reaches_the_terminal_and_is_counted() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 120, 40);
    screen.wait_for("Press TV");
    screen.send("j2");
    screen.wait_for("MEASURES");
    screen.send("Y");
    screen.wait_for("bytes sent to the terminal's clipboard (OSC 52), if it takes them");
    let bytes = screen.bytes();
    assert!(bytes.windows(7).any(|w| w == b"\x1b]52;c;"), "the sequence is sent");
}
