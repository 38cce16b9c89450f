//! MHT and MHTML: a page and all it shows in one file, as browsers save it.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::{Cause, RawArticle, SourceError, html, open::Named};

/// How many archives within archives are looked into.
const DEPTH: usize = 4;

/// The page of a web archive: its first part of markup.
pub(super) fn read(named: &Named, bytes: &[u8]) -> Result<RawArticle, SourceError> {
    let broken = |what: &str| SourceError::new(Cause::Malformed, named.file, what, "save the page as HTML");
    let message = MessageParser::default().parse(bytes).ok_or_else(|| broken("it is no web archive"))?;
    let (page, place) = page(&message, DEPTH).ok_or_else(|| broken("the web archive holds no page"))?;
    let web = |a: &&str| a.starts_with("http://") || a.starts_with("https://");
    let saved_from = message.header_raw("Snapshot-Content-Location").map(str::trim);
    let address = saved_from.filter(web).or(place.filter(web)).or(named.address);
    html::read(named.id, named.file, page.as_bytes(), address, named.options)
}

/// The first part of markup, and where it was.
fn page<'a>(message: &'a Message, depth: usize) -> Option<(&'a str, Option<&'a str>)> {
    message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(html) => Some((&**html, part.content_location())),
        PartType::Message(inner) if depth > 0 => page(inner, depth - 1),
        _ => None,
    })
}

/// Whether `start`, in lower case, begins a web archive.
pub(super) fn is_archive(start: &str) -> bool {
    start.contains("mime-version:") && start.contains("multipart/related")
}
