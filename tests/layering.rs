//! Data flows one way: a module names only modules to its left in the flow that `lib.rs` documents.
#![expect(clippy::unwrap_used, reason = "a test may fail wherever it likes")]

use std::{fs, path::Path};

const FLOW: [&str; 11] =
    ["text", "sources", "articles", "analysis", "comparison", "workspace", "app", "view", "export", "terminal", "cli"];

/// Every module named after `crate::` in `source`, in `use` trees with braces too.
fn edges(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("crate::") {
        let before = source[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &source[at + "crate::".len()..];
        match rest.trim_start().strip_prefix('{') {
            Some(tree) => found.extend(heads(tree)),
            None => found.extend(head(rest)),
        }
    }
    found
}

fn head(path: &str) -> Option<String> {
    let name: String = path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// The first names of the branches of a `use` tree, up to its closing brace.
fn heads(tree: &str) -> Vec<String> {
    let (mut depth, mut start, mut out) = (0, 0, Vec::new());
    for (i, c) in tree.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                out.extend(head(&tree[start..i]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                out.extend(head(&tree[start..i]));
                start = i + 1;
            }
            _ => {}
        }
    }
    out
}

fn check(dir: &Path, room: &str, wrong: &mut Vec<String>) {
    let mine = FLOW.iter().position(|m| *m == room);
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            check(&path, room, wrong);
        } else if path.extension().is_some_and(|e| e == "rs") {
            for edge in edges(&fs::read_to_string(&path).unwrap()) {
                if FLOW.iter().position(|m| *m == edge) > mine {
                    wrong.push(format!("{} uses crate::{edge}, which lies to the right", path.display()));
                }
            }
        }
    }
}

fn src() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn no_module_uses_one_to_its_right() {
    let mut wrong = Vec::new();
    for room in FLOW {
        check(&src().join(room), room, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_flow() {
    let mut rooms: Vec<String> = fs::read_dir(src())
        .unwrap()
        .map(|e| e.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|n| n != "main" && n != "lib")
        .collect();
    rooms.sort();
    let mut flow = FLOW.map(str::to_owned).to_vec();
    flow.sort();
    assert_eq!(rooms, flow);
}

#[test]
fn the_reader_of_edges_sees_inline_paths_and_trees() {
    let source =
        "use crate::{text::Span, analysis::{Lists, Profile}};\nfn f() -> crate::view::Layout { $crate::cli::x() }";
    assert_eq!(edges(source), ["text", "analysis", "view"]);
}

#[test]
fn lib_lists_the_rooms_in_the_order_of_the_flow() {
    let lib = fs::read_to_string(src().join("lib.rs")).unwrap();
    let listed: Vec<&str> = lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(listed, FLOW);
}
