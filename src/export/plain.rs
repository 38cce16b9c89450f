//! The text writers: plain, and with the escape sequences of a terminal.

use std::fmt::Write as _;

use super::slots::{Look, Slots};

/// The rows as text, each ended by a line break; no spaces at their ends.
pub fn text(slots: &Slots) -> String {
    slots.lines().fold(String::new(), |mut out, line| {
        out.push_str(&line);
        out.push('\n');
        out
    })
}

/// The rows with colours and effects. Every row starts from and ends in the terminal's own style.
pub fn ansi(slots: &Slots) -> String {
    let mut out = String::new();
    for row in &slots.rows {
        let mut current = None;
        for slot in row {
            if current != Some(slot.look) {
                sequence(&mut out, slot.look);
                current = Some(slot.look);
            }
            out.push_str(&slot.text);
        }
        out.push_str("\u{1b}[0m\n");
    }
    out
}

fn sequence(out: &mut String, look: Look) {
    out.push_str("\u{1b}[0");
    let effects = [(look.bold, 1), (look.italic, 3), (look.underlined, 4), (look.crossed_out, 9)];
    for (_, code) in effects.iter().filter(|(on, _)| *on) {
        let _ = write!(out, ";{code}");
    }
    for (code, c) in [(38, look.fg), (48, look.bg)] {
        let _ = write!(out, ";{code};2;{};{};{}", c.0, c.1, c.2);
    }
    out.push('m');
}
