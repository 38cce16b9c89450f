//! What goes wrong around the program: full disks, files that vanish, terminals that close, neighbours that write too.

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use parallax::workspace::{Edits, edits::FILE};

use crate::harness::{PATIENCE, Scratch, Screen, may_mount, stderr};

const A: &str = "Council closes the old bridge to all traffic\n\nThe council closed the bridge on Monday. \
    “It had to be,” said Ann Reed. She added that the work would take a year and cost nine million.\n";
const B: &str = "Old bridge is shut after a year of warnings\n\nThe bridge was shut on Monday. \
    “We warned them,” said John Poe. Residents called the delay a disgrace.\n";

/// A folder `in` with two articles.
fn story() -> Scratch {
    let scratch = Scratch::new();
    scratch.file("in/a.txt", A);
    scratch.file("in/b.txt", B);
    scratch
}

/// Waits for the pair and leaves the overview.
fn into_pair(screen: &mut Screen) {
    screen.wait_for("Old bridge");
    screen.send("2");
    screen.wait_for("MEASURES");
}

fn bookmark(screen: &mut Screen, mark: char) {
    screen.send("m");
    screen.wait_for("set bookmark");
    screen.send(&mark.to_string());
    screen.wait_until_gone("set bookmark");
}

/// How many corrections a whole and readable file holds; none without a file.
fn kept(path: &Path) -> usize {
    let Ok(text) = std::fs::read_to_string(path) else { return 0 };
    Edits::parse(&text, FILE).unwrap().list.len()
}

fn wait_until(what: &str, test: impl Fn() -> bool) {
    let start = Instant::now();
    while !test() {
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(15));
    }
}

fn files(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_file_that_may_not_grow_keeps_what_it_held_and_the_screen_says_so() {
    let scratch = story();
    let path = scratch.path().join("in").join(FILE);
    // No file may be longer than a kilobyte (a half in some shells).
    let mut screen = scratch.terminal_after("trap '' XFSZ; ulimit -f 1", &["in"], 140, 40);
    into_pair(&mut screen);
    screen.send("s");
    screen.wait_for("cannot write");
    assert_eq!(scratch.names(), ["in"], "nothing half-written");
    bookmark(&mut screen, 'a');
    wait_until("the first bookmark", || kept(&path) == 1);
    for mark in 'b'..='h' {
        bookmark(&mut screen, mark);
    }
    screen.wait_for("not saved");
    let before = kept(&path);
    assert!((1..8).contains(&before), "{before}");
    assert_eq!(files(&scratch.path().join("in")), ["a.txt", "b.txt", FILE]);
    screen.send("\u{3}");
    assert_eq!(screen.exit_code(), 1);
    assert!(screen.text().contains("not saved"), "{}", screen.text());
    assert_eq!(kept(&path), before);
}

#[test]
fn a_full_disk_loses_nothing_and_all_is_saved_when_there_is_room_again() {
    if !may_mount() {
        return;
    }
    let scratch = story();
    let script =
        "mount -t tmpfs -o size=2m none in; cp a.txt b.txt in; cd in; head -c 9999999 /dev/zero > fill || true";
    scratch.file("a.txt", A);
    scratch.file("b.txt", B);
    let folder = scratch.path().join("in").display().to_string();
    let mut screen = scratch.terminal_apart(script, &[&folder], 140, 40);
    into_pair(&mut screen);
    let inside = format!("/proc/{}/root{folder}", screen.child.process_id().unwrap());
    let inside = Path::new(&inside);
    screen.send("s");
    screen.wait_for("cannot write");
    bookmark(&mut screen, 'a');
    screen.wait_for("No space left");
    assert_eq!(files(inside), ["a.txt", "b.txt", "fill"], "nothing half-written");
    std::fs::remove_file(inside.join("fill")).unwrap();
    bookmark(&mut screen, 'b');
    wait_until("both bookmarks", || kept(&inside.join(FILE)) == 2);
    screen.send("s");
    screen.wait_for("saved voices");
}

#[test]
fn a_read_only_folder_can_be_worked_in() {
    if !may_mount() {
        return;
    }
    let scratch = story();
    let script = "mount --bind in in; mount -o remount,bind,ro in; cd in";
    let folder = scratch.path().join("in").display().to_string();
    let mut screen = scratch.terminal_apart(script, &[&folder], 140, 40);
    into_pair(&mut screen);
    screen.send("s");
    screen.wait_for("cannot write");
    bookmark(&mut screen, 'a');
    let edits = scratch.path().join("home/data/parallax/edits");
    wait_until("the bookmark in the data folder", || {
        edits.is_dir() && files(&edits).first().is_some_and(|f| kept(&edits.join(f)) == 1)
    });
    screen.send("\u{3}");
    assert_eq!(screen.exit_code(), 0);
    assert_eq!(files(&scratch.path().join("in")), ["a.txt", "b.txt"]);
}

#[test]
fn a_folder_that_becomes_read_only_is_told_and_the_old_file_stays() {
    if !may_mount() {
        return;
    }
    let scratch = story();
    // The shell goes on beside the program and takes the right to write away when a file asks for it.
    let script =
        "mount --bind in in\n(while ! test -e go; do sleep 0.02; done; mount -o remount,bind,ro in; touch done) &";
    let mut screen = scratch.terminal_apart(script, &["in"], 140, 40);
    into_pair(&mut screen);
    bookmark(&mut screen, 'a');
    let path = scratch.path().join("in").join(FILE);
    wait_until("the first bookmark", || kept(&path) == 1);
    scratch.file("go", "");
    wait_until("the folder to be read-only", || scratch.path().join("done").exists());
    bookmark(&mut screen, 'b');
    screen.wait_for("not saved");
    assert_eq!(kept(&path), 1);
    screen.send("\u{3}");
    assert_eq!(screen.exit_code(), 1);
}

#[test]
fn output_that_cannot_be_written_is_an_error_and_no_panic() {
    if !Path::new("/dev/full").exists() {
        println!("skipped: there is no /dev/full here");
        return;
    }
    let scratch = story();
    for args in [
        &["analyze", "in"][..],
        &["analyze", "in", "--format", "jsonl"],
        &["analyze", "in", "--format", "csv"],
        &["read", "in"],
        &["in"],
        &["explain", "a:3", "in"],
        &["completions", "bash"],
        &["man"],
        &["--version"],
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let run = scratch.parallax().args(args).stdout(full).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(run.status.code(), Some(2), "{args:?}: {}", stderr(&run));
        assert!(stderr(&run).contains("No space left"), "{args:?}: {}", stderr(&run));
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error_in_any_mode() {
    let scratch = Scratch::new();
    for n in 0..20 {
        scratch.file(&format!("in/{n}.txt"), format!("{A}\n{}", "The council met again and voted. ".repeat(100)));
    }
    for args in [
        &["analyze", "in"][..],
        &["analyze", "in", "--format", "jsonl"],
        &["analyze", "in", "--format", "csv"],
        &["read", "in"],
        &["read", "in", "--format", "jsonl"],
        &["in"],
        &["completions", "bash"],
        &["man"],
    ] {
        let mut child = scratch.parallax().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0];
        let _ = child.stdout.take().unwrap().read(&mut first);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", stderr(&output));
        assert_eq!(stderr(&output), "", "{args:?}");
    }
}

/// How many files are read while some of them vanish.
const FILES: usize = 1200;

#[test]
fn files_that_vanish_or_change_while_a_folder_is_read_are_named_and_the_others_are_there() {
    let scratch = Scratch::new();
    let name = |n: usize| format!("in/{n:04}.txt");
    for n in 0..FILES {
        scratch.file(&name(n), format!("Report {n}\n\n{}", A.repeat(3)));
    }
    let mut child = scratch
        .parallax()
        .args(["analyze", "in", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.next().unwrap().unwrap();
    // Nobody reads the rest yet, so the program waits long before the last files.
    let gone = FILES - 3..FILES;
    gone.for_each(|n| std::fs::remove_file(scratch.path().join(name(n))).unwrap());
    scratch.file(&name(FILES - 4), "");
    scratch.file(&name(FILES - 5), "Now something else\n\nThe mayor has left the town for good, she said.\n");
    std::fs::remove_file(scratch.path().join(name(FILES - 6))).unwrap();
    std::fs::create_dir(scratch.path().join(name(FILES - 6))).unwrap();
    let rest: Vec<serde_json::Value> = lines.map(|l| serde_json::from_str(&l.unwrap()).unwrap()).collect();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    let errors: Vec<&str> = rest.iter().filter_map(|l| l["error"].as_str()).collect();
    assert_eq!(errors.len(), 5, "{errors:?}");
    assert_eq!(rest.len() + 1, FILES);
    for n in [FILES - 1, FILES - 2, FILES - 3, FILES - 4, FILES - 6] {
        assert!(errors.iter().any(|e| e.contains(&format!("{n:04}.txt"))), "{n}: {errors:?}");
    }
    assert!(rest.iter().any(|l| l["title"] == "Now something else"));
}

#[test]
fn a_file_that_vanished_is_told_when_the_folder_is_read_again() {
    let scratch = story();
    scratch.file("in/c.txt", "A third report\n\nThe bridge is old, the mayor said on Tuesday.\n");
    let mut screen = scratch.terminal(&["in/a.txt", "in/b.txt", "in/c.txt"], 140, 40);
    screen.wait_for("A third report");
    std::fs::remove_file(scratch.path().join("in/c.txt")).unwrap();
    scratch.file("in/b.txt", B.replace("after a year of warnings", "for a year at least"));
    screen.send("R");
    screen.wait_for("for a year at");
    screen.wait_for("c.txt");
    screen.send("\u{3}");
    assert_eq!(screen.exit_code(), 1);
}

/// Started by the next test as a process of its own, which is killed: a terminal that closes.
#[test]
#[ignore = "a part of another test"]
fn a_terminal() {
    let Some(folder) = std::env::var_os("PARALLAX_TEST_FOLDER") else { return };
    let mut screen = Screen::start(Path::new(&folder), &[env!("CARGO_BIN_EXE_parallax"), "in"], 140, 40);
    into_pair(&mut screen);
    screen.send("4");
    screen.wait_for("[4 Topic");
    screen.send("ma");
    std::fs::write(Path::new(&folder).join("pid"), screen.child.process_id().unwrap().to_string()).unwrap();
    std::thread::sleep(PATIENCE * 2);
}

#[test]
fn a_terminal_that_is_closed_ends_the_program_and_loses_nothing() {
    let scratch = story();
    let mut terminal = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "faults::a_terminal", "--ignored"])
        .env("PARALLAX_TEST_FOLDER", scratch.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let pid = scratch.path().join("pid");
    wait_until("the program to start", || std::fs::read_to_string(&pid).is_ok_and(|p| !p.is_empty()));
    terminal.kill().unwrap();
    terminal.wait().unwrap();
    let pid = std::fs::read_to_string(&pid).unwrap();
    wait_until("the program to end", || {
        let state = Command::new("ps").args(["-o", "stat=", "-p", &pid]).output().unwrap();
        let state = String::from_utf8(state.stdout).unwrap();
        state.trim().is_empty() || state.starts_with('Z')
    });
    assert_eq!(kept(&scratch.path().join("in").join(FILE)), 1, "the bookmark set just before");
    let screen = scratch.terminal(&["in"], 140, 40);
    screen.wait_for("[4 Topic");
}

#[test]
fn leaving_at_once_after_a_correction_keeps_it() {
    for round in 0..5 {
        let scratch = story();
        let mut screen = scratch.terminal(&["in"], 140, 40);
        into_pair(&mut screen);
        screen.send("mas\u{3}");
        assert_eq!(screen.exit_code(), 0);
        assert_eq!(kept(&scratch.path().join("in").join(FILE)), 1, "round {round}");
        let pictures = scratch.names().into_iter().filter(|n| n.starts_with("voices-")).count();
        assert_eq!(pictures, 2, "round {round}: {:?}", scratch.names());
        assert!(!scratch.names().iter().any(|n| n.starts_with('.')), "{:?}", scratch.names());
    }
}

#[test]
fn a_storm_of_resizes_ends_in_a_whole_screen() {
    let scratch = Scratch::new();
    let mut screen = scratch.terminal(&[], 160, 45);
    screen.wait_for("Press TV");
    screen.send("j2");
    screen.wait_for("pair 1/10");
    let mut seed = 7_u32;
    let mut next = |most: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % most
    };
    for n in 0..300 {
        screen.resize(1 + next(250) as u16, 1 + next(80) as u16);
        match n % 25 {
            5 => screen.send("}"),
            10 => screen.send("?"),
            15 => screen.send("\u{1b}"),
            20 => screen.send("6jj2"),
            _ => {}
        }
    }
    screen.resize(120, 36);
    // Bytes that arrive together are one key to a terminal, so that help may be open and Esc is sent by itself.
    for _ in 0..20 {
        std::thread::sleep(Duration::from_millis(250));
        match screen.text() {
            text if text.contains("Esc close") => screen.send("\u{1b}"),
            text if text.contains("MEASURES") => break,
            _ => screen.send("2"),
        }
    }
    screen.wait("a whole screen", |text| text.contains("MEASURES") && text.lines().count() == 36);
    screen.send("\u{3}");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn a_program_stopped_while_it_loads_goes_on_where_it_was() {
    let scratch = Scratch::new();
    for n in 0..300 {
        scratch.file(&format!("in/{n:03}.txt"), format!("Report {n}\n\n{}", A.repeat(10)));
    }
    let mut screen = scratch.terminal(&["in"], 140, 40);
    screen.wait_for("Council closes");
    for _ in 0..5 {
        screen.signal("STOP");
        std::thread::sleep(Duration::from_millis(30));
        screen.signal("CONT");
    }
    screen.wait_for("300 articles");
    screen.send("\u{3}");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn two_programs_on_one_project_keep_each_others_corrections_and_say_so() {
    let scratch = story();
    let path = scratch.path().join("in").join(FILE);
    let mut one = scratch.terminal(&["in"], 140, 40);
    let mut two = scratch.terminal(&["in"], 140, 40);
    into_pair(&mut one);
    into_pair(&mut two);
    bookmark(&mut one, 'a');
    wait_until("the first bookmark", || kept(&path) == 1);
    bookmark(&mut two, 'b');
    two.wait_for("another program");
    wait_until("both bookmarks", || kept(&path) == 2);
    // Taking back one's own leaves the other's alone.
    two.send("u");
    wait_until("one bookmark", || kept(&path) == 1);
    assert!(std::fs::read_to_string(&path).unwrap().contains("mark = \"a\""));
    bookmark(&mut one, 'c');
    bookmark(&mut two, 'd');
    wait_until("three bookmarks", || kept(&path) == 3);
    for mut screen in [one, two] {
        screen.send("\u{3}");
        assert_eq!(screen.exit_code(), 0);
    }
    assert_eq!(kept(&path), 3);
}
