//! The manual page: the options as the command line knows them, the keys as the key map knows them.

use std::io::{self, Write};

use anyhow::Result;
use clap::CommandFactory;

use super::{Outcome, VERSION, args::Args};
use crate::app::Keymap;

/// The files that the program reads and writes, for the page.
const FILES: [(&str, &str); 8] = [
    (
        "parallax.toml",
        "beside the articles: order, labels, dates, the story's own topics; never written by the program",
    ),
    ("parallax.edits.toml", "beside the articles: corrections, notes and bookmarks made in the dashboard"),
    ("parallax.NAME.toml", "beside the articles: word lists merged over the program's own"),
    ("$XDG_CONFIG_HOME/parallax/config.toml", "theme, mouse, threshold"),
    ("$XDG_CONFIG_HOME/parallax/keys.toml", "keys of your own"),
    ("$XDG_CONFIG_HOME/parallax/lists/NAME.toml", "word lists for every corpus"),
    (
        "$XDG_STATE_HOME/parallax/session.toml",
        "what comes back the next time: theme, pair and lens, articles added, removed and moved in the file picker",
    ),
    ("$XDG_DATA_HOME/parallax/edits", "corrections of articles that have no folder that can be written"),
];

/// Prints the manual page.
pub fn run() -> Result<Outcome> {
    let mut text = Vec::new();
    clap_mangen::Man::new(Args::command().version(VERSION)).render(&mut text)?;
    let keymap = Keymap::builtin();
    let mut group = "";
    writeln!(text, ".SH KEYS\nA key without an action says so; ? lists those of the lens, : every command by name.")?;
    for binding in keymap.bindings() {
        if binding.group != group {
            group = &binding.group;
            writeln!(text, ".SS {}", escaped(group))?;
        }
        let keys = escaped(&keymap.keys_of(&binding.action));
        writeln!(text, ".TP\n\\fB{keys}\\fR\n{} (:{})", escaped(&binding.help), escaped(&binding.action))?;
    }
    writeln!(text, ".SH FILES")?;
    for (name, what) in FILES {
        writeln!(text, ".TP\n\\fI{}\\fR\n{}", escaped(name), escaped(what))?;
    }
    io::stdout().write_all(&text)?;
    Ok(Outcome::Well)
}

/// Text in which no character is a command of the page.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq").replace('.', "\\&.");
    text.replace('↑', "Up").replace('↓', "Down").replace('←', "Left").replace('→', "Right")
}
