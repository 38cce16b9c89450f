//! The report as one HTML page: no script, no network; to read on a screen of any width, aloud, and on paper.

use std::fmt::Write as _;

use super::block::{Block, Picture, Table};
use crate::{export::svg, text::neutral::neutral};

/// From this many bytes on a cell gets room to be read on a narrow screen.
const LONG: usize = 40;

const STYLE: &str = include_str!("style.css");

fn escape(text: &str) -> String {
    svg::escape(&neutral(text))
}

/// Up to this many rows a table stays on one page of paper.
const SHORT: usize = 14;

/// The blocks as a page.
pub fn page(blocks: &[Block]) -> String {
    let title = blocks.iter().find_map(|b| match b {
        Block::Heading { level: 1, text, .. } => Some(escape(text)),
        _ => None,
    });
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let _ = write!(out, "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n", title.unwrap_or_default());
    out.push_str("<a class=\"skip\" href=\"#overview\">Skip to the overview</a>\n<main>\n");
    for block in blocks {
        write_block(&mut out, block);
        if matches!(block, Block::Heading { level: 1, .. }) {
            contents(&mut out, blocks);
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// Links to the headings of level 2 and 3.
fn contents(out: &mut String, blocks: &[Block]) {
    out.push_str("<nav aria-label=\"Contents\">\n<ul>\n");
    for block in blocks {
        if let Block::Heading { level: level @ 2..=3, text, id } = block {
            let _ = writeln!(out, "<li class=\"l{level}\"><a href=\"#{id}\">{}</a></li>", escape(text));
        }
    }
    out.push_str("</ul>\n</nav>\n");
}

fn write_block(out: &mut String, block: &Block) {
    let _ = match block {
        Block::Heading { level, text, id } => writeln!(out, "<h{level} id=\"{id}\">{}</h{level}>", escape(text)),
        Block::Text(text) => writeln!(out, "<p>{}</p>", escape(text)),
        Block::Note { title, items } => {
            let _ = writeln!(out, "<aside class=\"note\">\n<p><strong>{}</strong></p>", escape(title));
            list(out, items);
            writeln!(out, "</aside>")
        }
        Block::List(items) => {
            list(out, items);
            Ok(())
        }
        Block::Quote { text, source } => {
            let (text, source) = (escape(text.trim()), escape(source));
            writeln!(
                out,
                "<figure class=\"quote\">\n<blockquote>{text}</blockquote>\n<figcaption>{source}</figcaption>\n</figure>"
            )
        }
        Block::Table(t) => {
            table(out, t);
            Ok(())
        }
        Block::Picture(p) => {
            picture(out, p);
            Ok(())
        }
    };
}

fn list(out: &mut String, items: &[String]) {
    out.push_str("<ul>\n");
    for item in items {
        let _ = writeln!(out, "<li>{}</li>", escape(item));
    }
    out.push_str("</ul>\n");
}

/// A table in a region of its own that can be scrolled with the keyboard where the screen is narrow.
fn table(out: &mut String, t: &Table) {
    let caption = escape(&t.caption);
    let short = if t.rows.len() <= SHORT { " short" } else { "" };
    let _ =
        writeln!(out, "<div class=\"scroll{short}\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n<table>");
    let _ = writeln!(out, "<caption><span>{caption}</span></caption>\n<thead>\n<tr>");
    for (i, name) in t.header.iter().enumerate() {
        let name = if name.is_empty() { "what" } else { name };
        let _ = writeln!(out, "<th scope=\"col\"{}>{}</th>", class(t, i), escape(name));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &t.rows {
        out.push_str("<tr>");
        for i in 0..t.header.len() {
            let text = escape(row.get(i).map_or("", String::as_str));
            let _ = if i == 0 {
                write!(out, "<th scope=\"row\"{}>{text}</th>", class(t, i))
            } else {
                let class = if class(t, i).is_empty() && text.len() > LONG { " class=\"w\"" } else { class(t, i) };
                write!(out, "<td{class}>{text}</td>")
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn class(t: &Table, column: usize) -> &'static str {
    if t.numeric.contains(&column) { " class=\"n\"" } else { "" }
}

fn picture(out: &mut String, p: &Picture) {
    let _ =
        writeln!(out, "<figure>\n{}<figcaption>{}. {}</figcaption>", p.svg, escape(&p.title), escape(&p.description));
    let _ = writeln!(
        out,
        "<details>\n<summary>The picture as text</summary>\n<pre>{}</pre>\n</details>\n</figure>",
        escape(&p.text)
    );
}
