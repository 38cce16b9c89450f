//! The HTML writer: one page without script or network, the rows as preformatted text.

use std::{collections::HashMap, fmt::Write as _};

use super::{
    picture::Caption,
    shapes,
    slots::{Look, Slot, Slots},
    svg::escape,
};

/// Writes the picture as a page of its own.
pub fn page(slots: &Slots, caption: &Caption) -> String {
    let title = if caption.title.is_empty() { "parallax" } else { &caption.title };
    let mut classes = Classes::default();
    let body = rows(slots, &mut classes);
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let _ = write!(out, "<title>{}</title>\n<style>\n", escape(title));
    let _ = writeln!(out, "body{{margin:0;background:{}}}", slots.bg);
    let _ = writeln!(
        out,
        "pre{{margin:0;padding:1ch;width:max-content;color:{};background:{};\
         font:16px/1.2 \"DejaVu Sans Mono\",Menlo,Consolas,\"Liberation Mono\",monospace;\
         font-variant-ligatures:none}}",
        slots.fg, slots.bg
    );
    out.push_str("b{font-weight:inherit;display:inline-block;width:1ch}b.w{width:2ch}\n");
    out.push_str("@media print{pre{font-size:6.5pt}*{print-color-adjust:exact}}\n");
    classes.write(&mut out);
    out.push_str("</style>\n</head>\n<body>\n");
    if caption.title.is_empty() {
        out.push_str("<main>\n");
    } else {
        let _ = writeln!(out, "<main aria-label=\"{}\">", escape(&caption.title));
    }
    let _ = writeln!(out, "<pre>{body}</pre>\n</main>\n</body>\n</html>");
    out
}

/// Looks that differ from the page's own, numbered in order of first use.
#[derive(Default)]
struct Classes {
    order: Vec<Look>,
    numbers: HashMap<Look, usize>,
}

impl Classes {
    fn number(&mut self, look: Look) -> usize {
        *self.numbers.entry(look).or_insert_with(|| {
            self.order.push(look);
            self.order.len() - 1
        })
    }

    fn write(&self, out: &mut String) {
        for (n, look) in self.order.iter().enumerate() {
            let _ = write!(out, ".s{n}{{color:{};background:{}", look.fg, look.bg);
            if look.bold {
                out.push_str(";font-weight:bold");
            }
            if look.italic {
                out.push_str(";font-style:italic");
            }
            match (look.underlined, look.crossed_out) {
                (true, true) => out.push_str(";text-decoration:underline line-through"),
                (true, false) => out.push_str(";text-decoration:underline"),
                (false, true) => out.push_str(";text-decoration:line-through"),
                (false, false) => {}
            }
            out.push_str("}\n");
        }
    }
}

fn rows(slots: &Slots, classes: &mut Classes) -> String {
    let plain = Look { fg: slots.fg, bg: slots.bg, bold: false, italic: false, underlined: false, crossed_out: false };
    let mut out = String::new();
    for row in &slots.rows {
        let used = row.iter().rposition(|s| !s.is_blank() || s.look.bg != slots.bg).map_or(0, |i| i + 1);
        let row = row.get(..used).unwrap_or(row);
        for run in row.chunk_by(|a, b| a.look == b.look) {
            let Some(first) = run.first() else { continue };
            let text: String = run.iter().map(cell).collect();
            if first.look == plain {
                out.push_str(&text);
            } else {
                let _ = write!(out, "<span class=\"s{}\">{text}</span>", classes.number(first.look));
            }
        }
        out.push('\n');
    }
    out
}

/// One slot; what a monospaced font may draw in another width is put into a box of its own.
fn cell(slot: &Slot) -> String {
    let text = escape(&slot.text);
    let common =
        |c: char| c.is_ascii() || ('\u{a1}'..'\u{250}').contains(&c) || matches!(c, '–' | '—' | '‘'..='”' | '…' | '·');
    let steady = slot.text.chars().all(|c| common(c) || shapes::shape(c).is_some());
    match (slot.width, steady) {
        (1, true) => text,
        (1, false) => format!("<b>{text}</b>"),
        _ if slot.text.trim().is_empty() => text,
        _ => format!("<b class=\"w\">{text}</b>"),
    }
}
