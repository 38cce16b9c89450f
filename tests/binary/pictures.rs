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
