//! A scan of the bytes before any parse: depth, size and floods that would overflow or stall a parser.

use std::collections::HashMap;

use crate::sources::Limits;

/// Elements that a parser closes by itself when the next one opens, or that hold nothing.
const FLAT: &[&[u8]] = &[
    b"p",
    b"li",
    b"dt",
    b"dd",
    b"option",
    b"optgroup",
    b"tr",
    b"td",
    b"th",
    b"thead",
    b"tbody",
    b"tfoot",
    b"br",
    b"hr",
    b"img",
    b"input",
    b"meta",
    b"link",
    b"area",
    b"base",
    b"col",
    b"embed",
    b"param",
    b"source",
    b"track",
    b"wbr",
    b"html",
    b"head",
    b"body",
    b"rp",
    b"rt",
    b"a",
];

/// Elements that a parser opens again after a block that closed around them.
const FORMATTING: &[&[u8]] =
    &[b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike", b"strong", b"tt", b"u"];

/// Why `bytes` are too dangerous to parse, if they are. Linear in their length.
pub(super) fn refuse(bytes: &[u8], limits: &Limits) -> Option<String> {
    if bytes.len() as u64 > limits.page {
        return Some(format!("the page is larger than {} MB", limits.page >> 20));
    }
    let depth = depth(bytes);
    if depth > limits.nesting {
        return Some(format!("its elements are nested more than {} deep", limits.nesting));
    }
    let ampersands = bytes.split(|b| *b == b'&').count() - 1;
    if ampersands > limits.ampersands && ampersands * 8 > bytes.len() {
        return Some("it is a flood of ampersands".to_owned());
    }
    let angles = bytes.windows(2).filter(|w| w == b"<<" || w == b"<!" || w == b"<?").count();
    (angles > 200_000).then(|| "it is a flood of broken tags".to_owned())
}

/// A close upper bound of how deep elements nest.
fn depth(bytes: &[u8]) -> usize {
    let mut scan = Scan::default();
    let mut at = 0;
    while let Some(open) = find(bytes, at, b'<') {
        at = scan.tag(bytes, open);
    }
    scan.deepest
}

#[derive(Default)]
struct Scan {
    /// Open elements, formatting apart.
    open: Vec<Vec<u8>>,
    /// How many of each name are open.
    counts: HashMap<Vec<u8>, usize>,
    formatting: usize,
    deepest: usize,
}

impl Scan {
    /// Takes the tag at `open`; where to go on.
    fn tag(&mut self, bytes: &[u8], open: usize) -> usize {
        let rest = bytes.get(open + 1..).unwrap_or_default();
        if rest.starts_with(b"!--") {
            return find_all(bytes, open + 4, b"-->").map_or(bytes.len(), |i| i + 3);
        }
        let closes = rest.first() == Some(&b'/');
        let name_at = open + 1 + usize::from(closes);
        let name = name(bytes, name_at);
        if name.is_empty() {
            return open + 1;
        }
        let end = find(bytes, name_at, b'>').unwrap_or(bytes.len());
        let empty = end > 0 && bytes.get(end - 1) == Some(&b'/') && in_foreign(&self.counts);
        if closes {
            self.close(&name);
        } else if !empty {
            self.enter(&name);
            if matches!(name.as_slice(), b"script" | b"style" | b"textarea" | b"title") {
                self.close(&name);
                return raw_end(bytes, end, &name);
            }
        }
        name_at + name.len()
    }

    fn enter(&mut self, name: &[u8]) {
        if FLAT.contains(&name) {
            return;
        }
        if FORMATTING.contains(&name) {
            self.formatting += 1;
        } else {
            self.open.push(name.to_vec());
        }
        *self.counts.entry(name.to_vec()).or_insert(0) += 1;
        self.deepest = self.deepest.max(self.open.len() + self.formatting);
    }

    fn close(&mut self, name: &[u8]) {
        let Some(count) = self.counts.get_mut(name).filter(|c| **c > 0) else { return };
        *count -= 1;
        if FORMATTING.contains(&name) {
            self.formatting -= 1;
            return;
        }
        while let Some(top) = self.open.pop() {
            if top == name {
                return;
            }
            if let Some(count) = self.counts.get_mut(&top) {
                *count = count.saturating_sub(1);
            }
        }
    }
}

fn in_foreign(counts: &HashMap<Vec<u8>, usize>) -> bool {
    [b"svg".as_slice(), b"math"].iter().any(|n| counts.get(*n).is_some_and(|c| *c > 0))
}

fn name(bytes: &[u8], at: usize) -> Vec<u8> {
    let rest = bytes.get(at..).unwrap_or_default();
    if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
        return Vec::new();
    }
    rest.iter().take(40).take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').map(u8::to_ascii_lowercase).collect()
}

fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    bytes.get(from..)?.iter().position(|b| *b == byte).map(|i| from + i)
}

fn find_all(bytes: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    bytes.get(from..)?.windows(needle.len()).position(|w| w == needle).map(|i| from + i)
}

/// Where the raw text element `name`, opened before `from`, ends.
fn raw_end(bytes: &[u8], from: usize, name: &[u8]) -> usize {
    let mut at = from;
    while let Some(open) = find_all(bytes, at, b"</") {
        let found = bytes.get(open + 2..open + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
        if found {
            return open + 2 + name.len();
        }
        at = open + 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(html: &str) -> bool {
        refuse(html.as_bytes(), &Limits::default()).is_some()
    }

    #[test]
    fn deep_nesting_is_refused_whatever_the_element() {
        for name in ["div", "b", "span", "table", "font", "blockquote", "svg", "x-y"] {
            assert!(refused(&format!("<{name}>").repeat(600)), "{name}");
        }
        assert!(refused(&"<div><b></div>".repeat(600)));
    }

    #[test]
    fn long_pages_of_ordinary_markup_pass() {
        assert!(!refused(&"<p>text<li>item<br>".repeat(20_000)));
        assert!(!refused(&"<div><span>a</div>".repeat(20_000)));
        assert!(!refused(&"<a href=x>one ".repeat(5_000)));
        assert!(!refused("<script>if (a<b) { '<div><div>' }</script><p>x"));
        assert!(!refused(&format!("<script>{}</script>", "'<div>'".repeat(2_000))));
    }

    #[test]
    fn floods_are_refused() {
        assert!(refused(&"&".repeat(2_000_000)));
        assert!(refused(&"<p>".repeat(2_000_000)));
        assert!(!refused(&"AT&amp;T, ".repeat(3_000)));
    }
}
