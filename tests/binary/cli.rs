//! The real binary without a terminal: formats, bad input, exit codes.

use std::io::{BufRead, BufReader, Write};

use crate::harness::{PATIENCE, Scratch, stderr, stdout};

const STORY: &str = "Council votes on the bridge\n\nThe council voted on Monday to close the old bridge.\n\n\
    “We had no choice,” said Mayor Ann Reed. She added that repairs would begin in May.\n";

fn code(output: &std::process::Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn without_a_terminal_the_samples_are_summed_up() {
    let run = Scratch::new().run(&[]);
    assert_eq!(code(&run), 0, "{}", stderr(&run));
    let text = stdout(&run);
    assert!(text.contains("5 articles, 0 skipped"), "{text}");
    assert!(text.contains("One article says nothing about an outlet"), "{text}");
}

#[test]
fn a_missing_path_is_named_and_nothing_can_be_done() {
    let run = Scratch::new().run(&["read", "no-such-file.txt"]);
    assert_eq!(code(&run), 2);
    assert!(stderr(&run).contains("no-such-file.txt: there is no such file"), "{}", stderr(&run));
}

#[test]
fn one_bad_input_is_skipped_and_the_others_are_read() {
    let scratch = Scratch::new();
    scratch.file("good.txt", STORY);
    scratch.file("empty.txt", "");
    scratch.file("binary.txt", [0u8, 159, 146, 150, 0, 1, 2, 3, 0, 0, 0, 0]);
    let run = scratch.run(&["analyze", "--format", "jsonl", "good.txt", "empty.txt", "binary.txt", "gone.txt"]);
    assert_eq!(code(&run), 1);
    for name in ["empty.txt", "binary.txt", "gone.txt"] {
        assert!(stderr(&run).contains(name), "{name} is not in: {}", stderr(&run));
    }
    let lines: Vec<serde_json::Value> = stdout(&run).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.iter().filter(|l| l.get("error").is_some()).count(), 3);
    assert_eq!(lines.iter().filter(|l| l["id"] == "good").count(), 1);
}

#[test]
fn a_folder_is_read_and_one_without_articles_is_said_to_be_so() {
    let scratch = Scratch::new();
    scratch.file("in/a.txt", STORY);
    scratch.file("in/b.txt", STORY.replace("Monday", "Tuesday"));
    std::fs::create_dir(scratch.path().join("bare")).unwrap();
    let run = scratch.run(&["analyze", "--format", "jsonl", "in"]);
    assert_eq!((code(&run), stdout(&run).lines().count()), (0, 2), "{}", stderr(&run));
    let run = scratch.run(&["analyze", "--format", "jsonl", "bare"]);
    assert_eq!(code(&run), 2);
    assert!(stderr(&run).contains("bare"), "{}", stderr(&run));
}

#[test]
fn bytes_that_are_no_utf8_are_read_and_flagged() {
    let scratch = Scratch::new();
    let mut bytes = STORY.as_bytes().to_vec();
    bytes.extend_from_slice(b"The caf\xe9 stayed open all night, the owner told reporters.\n");
    scratch.file("latin.txt", bytes);
    let run = scratch.run(&["read", "--format", "jsonl", "latin.txt"]);
    assert_eq!(code(&run), 0, "{}", stderr(&run));
    let read: serde_json::Value = serde_json::from_str(&stdout(&run)).unwrap();
    assert_ne!(read["notices"], serde_json::json!([]), "{read}");
}

#[test]
fn one_line_of_five_megabytes_is_analysed() {
    let scratch = Scratch::new();
    let line = "The minister said that the plan would cost too much. ".repeat(5_000_000 / 53);
    scratch.file("long.txt", line);
    let run = scratch.run(&["analyze", "--format", "jsonl", "long.txt"]);
    assert_eq!(code(&run), 0, "{}", stderr(&run));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_skipped() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    let path = scratch.file("secret.txt", STORY);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        println!("skipped: this user may read everything");
        return;
    }
    let run = scratch.run(&["read", "secret.txt"]);
    assert_eq!(code(&run), 2);
    assert!(stderr(&run).contains("permission"), "{}", stderr(&run));
}

#[test]
fn escape_sequences_never_reach_the_terminal() {
    let scratch = Scratch::new();
    scratch.file("evil\u{1b}[2J.txt", format!("{STORY}\nA line\u{1b}]0;owned\u{7} with \u{9b}31m controls\u{202e}.\n"));
    for args in [&["read", "."][..], &["analyze", ".", "--format", "jsonl"], &["."]] {
        let run = scratch.run(args);
        let hostile = |b: &u8| *b < 0x20 && *b != b'\n' && *b != b'\t' || *b == 0x7f;
        assert!(!run.stdout.iter().any(hostile), "{args:?}: {}", stdout(&run));
        assert!(!stdout(&run).contains(['\u{9b}', '\u{202e}']), "{args:?}: {}", stdout(&run));
        assert!(!run.stderr.iter().any(hostile), "{args:?}: {}", stderr(&run));
    }
}

#[test]
fn json_lines_pass_through_line_by_line_with_errors_as_lines() {
    let scratch = Scratch::new();
    let mut child = scratch.spawn(&["analyze", "-", "--format", "jsonl"]);
    let mut input = child.stdin.take().unwrap();
    writeln!(input, r#"{{"id": "a", "title": "T", "text": "The mayor spoke."}}"#).unwrap();
    writeln!(input, "this is no json").unwrap();
    writeln!(input, r#"{{"id": "c", "title": "T", "text": "The mayor left."}}"#).unwrap();
    drop(input);
    let out = BufReader::new(child.stdout.take().unwrap());
    let lines: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(&l.unwrap()).unwrap()).collect();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(lines.iter().filter(|l| l.get("error").is_some()).count(), 1);
    let ids: Vec<_> = lines.iter().filter_map(|l| l["id"].as_str()).collect();
    assert_eq!(ids, ["a", "c"]);
}

#[test]
fn standard_input_is_answered_before_it_ends() {
    let scratch = Scratch::new();
    let mut child = scratch.spawn(&["analyze", "-", "--format", "jsonl"]);
    let out = BufReader::new(child.stdout.take().unwrap());
    let (send, first) = std::sync::mpsc::channel();
    std::thread::spawn(move || out.lines().map_while(Result::ok).for_each(|line| drop(send.send(line))));
    let mut input = child.stdin.take().unwrap();
    for n in 0..20 {
        writeln!(input, r#"{{"id": "{n}", "text": "The council met. {}"}}"#, "“No,” said Ann Reed. ".repeat(100))
            .unwrap();
    }
    input.flush().unwrap();
    let line = first.recv_timeout(PATIENCE).unwrap();
    assert!(line.contains(r#""id":"0""#), "{line}");
    drop(input);
    assert_eq!(first.iter().count(), 19);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let scratch = Scratch::new();
    let record =
        |i: usize| format!("{{\"id\": \"{i}\", \"text\": \"The council met. {}\"}}\n", "It voted. ".repeat(200));
    scratch.file("many.jsonl", (0..500).map(record).collect::<String>());
    let mut child = scratch.spawn(&["analyze", "many.jsonl", "--format", "jsonl"]);
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn an_output_file_is_whole_or_not_there() {
    let scratch = Scratch::new();
    scratch.file("a.txt", STORY);
    let run = scratch.run(&["analyze", "a.txt", "--format", "jsonl", "-o", "out.jsonl"]);
    assert_eq!(code(&run), 0, "{}", stderr(&run));
    assert_eq!(scratch.names(), ["a.txt", "out.jsonl"]);
    let run = scratch.run(&["analyze", "a.txt", "--format", "jsonl", "-o", "no-such-folder/out.jsonl"]);
    assert_eq!(code(&run), 2);
    assert!(stderr(&run).contains("no-such-folder"), "{}", stderr(&run));
}

#[test]
fn explain_says_why_and_where_not() {
    let scratch = Scratch::new();
    scratch.file("a.txt", STORY);
    let run = scratch.run(&["explain", "a:5", "a.txt"]);
    assert_eq!(code(&run), 0, "{}", stderr(&run));
    assert!(stdout(&run).contains("We had no choice"), "{}", stdout(&run));
    let run = scratch.run(&["explain", "a:99", "a.txt"]);
    assert_eq!(code(&run), 2);
    assert!(stderr(&run).contains("no line 99"), "{}", stderr(&run));
}

#[test]
fn completions_and_the_manual_are_printed() {
    let scratch = Scratch::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(stdout(&scratch.run(&["completions", shell])).contains("parallax"), "{shell}");
    }
    assert!(stdout(&scratch.run(&["man"])).contains(".TH"));
}

#[test]
fn a_second_opening_takes_what_is_known_and_says_the_same() {
    let scratch = Scratch::new();
    for n in 0..110 {
        scratch.file(&format!("in/{n:03}.txt"), STORY.replace("the bridge", &format!("bridge {n}")));
    }
    let analyze = |args: &[&str]| {
        let run = scratch.run(&[&["analyze", "in", "--format", "jsonl"], args].concat());
        assert_eq!(code(&run), 0, "{}", stderr(&run));
        stdout(&run)
    };
    let cache = scratch.path().join("home/cache/parallax");
    let files = || std::fs::read_dir(&cache).into_iter().flatten().flatten().map(|e| e.path()).collect::<Vec<_>>();
    let anew = analyze(&["--no-cache"]);
    assert_eq!(files(), Vec::<std::path::PathBuf>::new());
    assert_eq!(analyze(&[]), anew);
    let [file] = files().try_into().unwrap();
    assert_eq!(analyze(&[]), anew);
    // Damaged, it is made anew; a changed article and a correction are seen.
    let mut bytes = std::fs::read(&file).unwrap();
    bytes.iter_mut().skip(100).step_by(50).for_each(|b| *b ^= 0x55);
    std::fs::write(&file, bytes).unwrap();
    assert_eq!(analyze(&[]), anew);
    scratch.file("in/000.txt", STORY.replace("Ann Reed", "Jane Roe"));
    scratch.file("in/parallax.edits.toml", "[[edit]]\narticle = \"001\"\nchange = \"outlet\"\nvalue = \"By Hand\"\n");
    let changed = analyze(&[]);
    assert!(changed.contains("Jane Roe") && changed.contains("By Hand"));
    assert_eq!(changed.lines().skip(2).collect::<Vec<_>>(), anew.lines().skip(2).collect::<Vec<_>>());
}

#[test]
fn every_mistake_in_own_lists_is_told_and_counts_in_the_exit_code_and_the_rest_applies() {
    let scratch = Scratch::new();
    scratch.file("story/a.txt", STORY);
    let term = |name: &str, rest: &str| format!("[[term]]\nterm = \"{name}\"\n{rest}\n");
    let lists =
        term("bridge", "category = \"noun\"") + &term("river", "categry = \"noun\"") + &term("ferry", "weight = 2");
    scratch.file("story/parallax.loaded.toml", lists);
    scratch
        .file("story/parallax.toml", "[[camp]]\nname = \"Council\"\nmember = [\"Ann Reed\"]\n[[article]]\nfil = 1\n");
    scratch.file("home/config/parallax/lists/loaded.toml", term("bridge", "category = \"noun\""));
    let run = scratch.run(&["analyze", "story", "--format", "jsonl"]);
    let told = stderr(&run);
    assert_eq!(code(&run), 1, "{told}");
    for place in ["parallax.loaded.toml:6:1:", "parallax.loaded.toml:8:8:", "parallax.toml:3:1:", "parallax.toml:5:1:"]
    {
        assert_eq!(told.matches(place).count(), 1, "{place} in {told}");
    }
    assert!(stdout(&run).contains("over ~/config/parallax/lists/loaded.toml:1"), "{}", stdout(&run));
    let config = scratch.run(&["story", "--print-config"]);
    assert_eq!(code(&config), 1);
    let held = "bridge: story/parallax.loaded.toml:1, over ~/config/parallax/lists/loaded.toml:1";
    assert!(stdout(&config).contains(held), "{}", stdout(&config));
}
