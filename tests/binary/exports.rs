//! Pictures, data and reports made by the real binary.

use serde_json::Value;

use super::harness::Scratch;

const STORY: [(&str, &str); 2] = [
    (
        "left-post.txt",
        "Mayor opens bridge\n\nThe mayor opened the new bridge over the river on Monday. “We have waited for this day \
         for eleven long years and every one of them was worth it,” said Anna Kovac, the mayor of the town.\n\n\
         Kovac said that the work had cost less than planned and was done before the winter.\n",
    ),
    (
        "right-times.txt",
        "Bridge opens late\n\nA bridge that came years late and over budget was finally opened on Monday. Residents \
         called it a “white elephant”. “It is a disgrace,” said Peter Horvat, who lives nearby.\n",
    ),
];

fn story() -> Scratch {
    let scratch = Scratch::new();
    for (name, text) in STORY {
        scratch.file(name, text);
    }
    scratch
}

fn made(scratch: &Scratch, args: &[&str], file: &str) -> Vec<u8> {
    let output = scratch.run(&[args, &["-o", file]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(scratch.path().join(file)).unwrap()
}

const FILES: [&str; 2] = ["left-post.txt", "right-times.txt"];

#[test]
fn a_shot_is_the_same_twice_and_in_the_size_asked_for() {
    let scratch = story();
    let args = ["shot", FILES[0], FILES[1], "--lens", "voices", "--size", "100x30", "--scale", "1"];
    let one = made(&scratch, &args, "a.png");
    assert_eq!(one, made(&scratch, &args, "b.png"));
    let side = |at: usize| u32::from_be_bytes([one[at], one[at + 1], one[at + 2], one[at + 3]]);
    // 9 × 18 pixels a cell, and the margin of a briefing.
    assert_eq!((side(16), side(20)), (900 + 32, 540 + 18));
}

#[test]
fn every_picture_format_is_made_and_an_unknown_one_named() {
    let scratch = story();
    let args = ["shot", FILES[0], FILES[1], "--size", "80x24"];
    for (file, start) in [("a.svg", "<svg"), ("a.html", "<!DOCTYPE"), ("a.png", "\u{fffd}PNG")] {
        assert!(String::from_utf8_lossy(&made(&scratch, &args, file)).starts_with(start), "{file}");
    }
    let text = String::from_utf8(made(&scratch, &args, "a.txt")).unwrap();
    assert_eq!(text.lines().count(), 24);
    assert!(String::from_utf8(made(&scratch, &args, "a.ans")).unwrap().contains("\u{1b}["));
    let output = scratch.run(&[&args[..], &["-o", "a.bmp"]].concat());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("png, svg, html"));
}

#[test]
fn a_part_is_cut_out_by_cells_or_by_the_name_of_a_panel() {
    let scratch = story();
    let shot = |extra: &[&str], file: &str| {
        let args = [&["shot", FILES[0], FILES[1], "--size", "100x30"], extra].concat();
        String::from_utf8(made(&scratch, &args, file)).unwrap()
    };
    let whole = shot(&["--screen"], "whole.txt");
    let part = shot(&["--screen", "--crop", "40x5+2+3"], "part.txt");
    for (line, all) in part.lines().zip(whole.lines().skip(3)) {
        assert_eq!(line, all.chars().skip(2).take(40).collect::<String>().trim_end());
    }
    assert_eq!(part.lines().count(), 5);
    assert!(shot(&["--screen", "--crop", "table"], "table.txt").contains("measure"));
    for (extra, says) in [
        (&["--crop", "table"][..], "--screen"),
        (&["--screen", "--crop", "middle"][..], "WxH+X+Y"),
        (&["--crop", "5x5+500+0"][..], "no such part"),
    ] {
        let args = [&["shot", FILES[0], FILES[1], "-o", "no.txt"], extra].concat();
        let output = scratch.run(&args);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(says), "{output:?}");
        assert!(!scratch.path().join("no.txt").exists());
    }
}

#[test]
fn replacing_a_file_is_said_and_what_was_read_is_never_replaced() {
    let scratch = story();
    for (args, file) in [
        (&["shot", FILES[0], FILES[1]][..], "a.png"),
        (&["report", FILES[0], FILES[1]][..], "a.html"),
        (&["analyze", FILES[0], FILES[1]][..], "a.json"),
    ] {
        let run = |extra: &[&str], file: &str| {
            let output = scratch.run(&[args, &["-o", file], extra].concat());
            (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
        };
        assert_eq!(run(&[], file), (Some(0), String::new()));
        let (code, said) = run(&[], file);
        assert!(code == Some(0) && said.contains(&format!("replaced {file}")), "{said}");
        let (code, said) = run(&["--no-clobber"], file);
        assert!(code == Some(2) && said.contains("exists already"), "{said}");
    }
    let before = std::fs::read(scratch.path().join(FILES[0])).unwrap();
    let output = scratch.run(&["shot", FILES[0], FILES[1], "-o", FILES[0]]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(std::fs::read(scratch.path().join(FILES[0])).unwrap(), before);
}

#[test]
fn no_path_and_no_user_name_stand_in_a_picture() {
    let scratch = story();
    let home = scratch.path().display().to_string();
    let args = ["shot", &home, "--lens", "voices", "--size", "120x40"];
    let text = String::from_utf8(made(&scratch, &args, "a.txt")).unwrap();
    assert!(!text.contains(&home), "{text}");
}

#[test]
fn report_and_analyze_tell_the_same_figures() {
    let scratch = story();
    let report: Value = serde_json::from_slice(&made(&scratch, &["report", FILES[0], FILES[1]], "r.json")).unwrap();
    let args = ["analyze", FILES[0], FILES[1], "--format", "json"];
    let analyzed: Value = serde_json::from_slice(&made(&scratch, &args, "a.json")).unwrap();
    assert_eq!(report["pairs"], analyzed["pairs"]);
    assert_eq!(report["articles"], analyzed["articles"]);
    let csv = String::from_utf8(made(&scratch, &["analyze", FILES[0], FILES[1], "--format", "csv"], "a.csv")).unwrap();
    let measures = report["articles"][0]["measures"].as_array().unwrap().len();
    assert_eq!(csv.lines().count(), 1 + 2 * measures);
    let lines = String::from_utf8(made(&scratch, &["analyze", FILES[0], "--format", "jsonl"], "a.jsonl")).unwrap();
    assert!(lines.starts_with("{\"schema\":\"parallax.article/1\",\"id\":\"left-post\""), "{lines}");
    let line: Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(line["measures"], report["articles"][0]["measures"]);
}

#[test]
fn the_date_made_comes_from_the_command_or_its_environment_alone() {
    let scratch = story();
    let dated = |command: &mut std::process::Command| {
        assert!(command.status().unwrap().success());
        std::fs::read_to_string(scratch.path().join("r.md")).unwrap()
    };
    let args = ["report", FILES[0], FILES[1], "-o", "r.md"];
    assert!(!dated(scratch.parallax().args(args)).contains(", made "));
    assert!(dated(scratch.parallax().args(args).env("SOURCE_DATE_EPOCH", "86400")).contains("made 1970-01-02"));
    assert!(dated(scratch.parallax().args(args).args(["--made", "2026-01-10"])).contains("made 2026-01-10"));
    let output = scratch.run(&[&args[..], &["--made", "soon"]].concat());
    assert_eq!(output.status.code(), Some(2));
}
