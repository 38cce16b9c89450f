//! `docs/keys.md` is written from the key map. `UPDATE_KEYS=1 cargo test --test keys` writes it anew.

use std::{fmt::Write as _, fs, path::Path};

use parallax::app::Keymap;

fn page() -> String {
    let keymap = Keymap::builtin();
    let mut out = String::from(
        "# Keys\n\nWritten from `assets/keys.toml` by `tests/keys.rs`. Inside the program `?` lists the keys of the lens, and \
         `:` every command by name.\nA `keys.toml` in the configuration folder, in the form of `assets/keys.toml`, replaces \
         the keys of the actions it names.\n",
    );
    let mut group = "";
    for binding in keymap.bindings() {
        if binding.group != group {
            group = &binding.group;
            let _ = write!(out, "\n## {group}\n\n| keys | command | what it does |\n|---|---|---|\n");
        }
        let keys: Vec<String> = binding.keys.iter().map(|k| format!("`{}`", parallax::app::keymap::show(k))).collect();
        let _ = writeln!(out, "| {} | `:{}` | {} |", keys.join(" "), binding.action, binding.help);
    }
    out
}

#[test]
fn the_page_of_keys_is_that_of_the_key_map() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    if std::env::var_os("UPDATE_KEYS").is_some() {
        fs::write(&path, page()).expect("written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page(), "docs/keys.md is out of date: UPDATE_KEYS=1 cargo test --test keys writes it anew");
}
