//! The report as Markdown.

use std::fmt::Write as _;

use super::block::{Block, Table};
use crate::{
    export::copy::{cell, table},
    text::neutral::neutral,
};

/// The blocks as Markdown.
pub fn text(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        write(&mut out, block);
    }
    out
}

fn write(out: &mut String, block: &Block) {
    let _ = match block {
        Block::Heading { level, text, .. } => writeln!(out, "{} {}", "#".repeat(usize::from(*level)), cell(text)),
        Block::Text(text) => writeln!(out, "{}", cell(text)),
        Block::Note { title, items } => {
            let _ = writeln!(out, "> **{}**\n>", cell(title));
            items.iter().try_for_each(|i| writeln!(out, "> - {}", cell(i)))
        }
        Block::List(items) => items.iter().try_for_each(|i| writeln!(out, "- {}", cell(i))),
        Block::Quote { text, source } => writeln!(out, "> {}\n>\n> — {}", cell(text.trim()), cell(source)),
        Block::Table(t) => writeln!(out, "**{}**\n\n{}", cell(&t.caption), rows(t).trim_end()),
        Block::Picture(p) => {
            let fence = "~".repeat(longest_run(&p.text, '~').max(2) + 1);
            writeln!(
                out,
                "**{}**\n\n{}\n\n{fence}text\n{}{fence}",
                cell(&p.title),
                cell(&p.description),
                neutral(&p.text)
            )
        }
    };
}

fn rows(t: &Table) -> String {
    let header: Vec<&str> = t.header.iter().map(String::as_str).collect();
    table(&header, &t.numeric, &t.rows)
}

fn longest_run(text: &str, c: char) -> usize {
    text.split(|x| x != c).map(str::len).max().unwrap_or(0)
}
