//! The HTML writer: one page without script or network. It holds the picture as SVG, so that it looks the same with any
//! fonts, and its rows as text for those who cannot see it.

use std::fmt::Write as _;

use super::{picture::Caption, plain, slots::Slots, svg::escape};

/// Puts `svg`, the picture of `slots`, into a page of its own.
pub fn page(slots: &Slots, caption: &Caption, svg: &str) -> String {
    let title = if caption.title.is_empty() { "parallax" } else { &caption.title };
    let title = escape(title);
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let _ = write!(
        out,
        "<title>{title}</title>\n<style>\n\
         body{{margin:0;padding:1rem;color:{fg};background:{bg};font:1rem/1.4 sans-serif}}\n\
         svg{{display:block;max-width:100%;height:auto}}\n\
         pre{{overflow-x:auto;font:0.8rem/1.2 \"DejaVu Sans Mono\",Menlo,Consolas,monospace}}\n\
         @media print{{body{{padding:0}}*{{print-color-adjust:exact}}}}\n\
         </style>\n</head>\n<body>\n<main>\n<h1 style=\"position:absolute;left:-10000px\">{title}</h1>\n",
        fg = slots.fg,
        bg = slots.bg,
    );
    out.push_str(svg);
    out.push_str("<details>\n<summary>As text</summary>\n<pre>");
    out.push_str(&escape(&plain::text(slots)));
    out.push_str("</pre>\n</details>\n</main>\n</body>\n</html>\n");
    out
}
