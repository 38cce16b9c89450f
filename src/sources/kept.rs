//! Pages kept as files: a comment at the top says where a page came from, in the form that browsers use as well.

use super::{Page, encoding};

/// What stands before the length of the address and the address itself.
const MARK: &str = "saved from url=(";
/// How far into a page the mark is looked for, in bytes.
const REACH: usize = 4096;

/// The bytes of `page` to be kept: of a page of markup with its address in a comment, of anything else as they are.
pub(super) fn marked(page: &Page) -> Vec<u8> {
    if page.ending() != "html" {
        return page.bytes.clone();
    }
    let wide = page.bytes.starts_with(&[0xff, 0xfe]) || page.bytes.starts_with(&[0xfe, 0xff]);
    let text = wide.then(|| encoding::decode(&page.bytes, None).text.into_bytes());
    let bytes = text.as_deref().unwrap_or(&page.bytes);
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let address: String = page.address.chars().filter(|c| !c.is_whitespace() && !matches!(c, '<' | '>')).collect();
    let mut out = format!("<!-- {MARK}{:04}){address} -->\n", address.len()).into_bytes();
    out.extend_from_slice(bytes);
    out
}

/// The address that a kept or saved page came from, if a comment near its top says so.
pub(super) fn address(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(REACH))?).into_owned();
    let (before, rest) = head.split_once(MARK)?;
    let (length, rest) = rest.split_once(')')?;
    let address = rest.split(|c: char| c.is_whitespace() || c == '<' || c == '>').next()?;
    let comment = before.trim_end().ends_with("<!--") && length.bytes().all(|b| b.is_ascii_digit());
    let web = address.starts_with("http://") || address.starts_with("https://");
    (comment && web).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(address: &str, bytes: &[u8]) -> Page {
        Page { address: address.into(), mime: "text/html".into(), bytes: bytes.to_vec() }
    }

    #[test]
    fn a_kept_page_knows_its_address() {
        let link = "https://news.example/a--b?c=d&e=f";
        for body in [&b"<!doctype html><p>Text"[..], b"\xef\xbb\xbf<p>Text", b"\xff\xfe<\0p\0>\0"] {
            assert_eq!(address(&marked(&page(link, body))).as_deref(), Some(link));
        }
        assert!(address(&marked(&page("https://x.example/--><b>", b"<p>"))).is_some());
    }

    #[test]
    fn only_comments_with_web_addresses_count() {
        assert_eq!(address(b"<p>It was saved from url=(0001)https://a.example </p>"), None);
        assert_eq!(address(b"<!-- saved from url=(0014)about:internet -->"), None);
        assert_eq!(address(b"<!-- saved from url=("), None);
        let saved = b"<!DOCTYPE html>\n<!-- saved from url=(0022)https://a.example/b/c -->\n<html>";
        assert_eq!(address(saved).as_deref(), Some("https://a.example/b/c"));
    }
}
