//! RSS, Atom and JSON Feed.

use feed_rs::model::{Entry, Feed, Link};

use super::{
    Cause, GivenKind, Options, Origin, Page, RawArticle, SourceError, Stream, encoding, html, links,
    open::{Named, fail, is_feed},
};
use crate::text::words;

/// Fewer words than this are a summary, not an article.
const FULL: usize = 150;

/// The entries of a feed as articles.
pub(super) fn read(named: &Named, bytes: &[u8]) -> Stream {
    let feed = match parse(named.file, named.address, bytes) {
        Ok(feed) => feed,
        Err(e) => return fail(e),
    };
    let outlet = feed.title.map(|t| t.content).unwrap_or_default();
    let (id, file, options) = (named.id.to_owned(), named.file.to_owned(), named.options.clone());
    let most = options.limits.records;
    Box::new(feed.entries.into_iter().take(most).zip(1..).map(move |(entry, n)| {
        let named = Named { id: &format!("{id}-{n}"), file: &file, address: None, options: &options };
        article(&entry, &outlet, &named)
    }))
}

/// The links of a fetched feed's entries, in order; empty if `page` is no feed, or one that holds all texts in full.
///
/// # Errors
///
/// When it is a feed that cannot be read.
pub fn entries_to_fetch(page: &Page, options: &Options) -> Result<Vec<String>, SourceError> {
    if !is_feed(&page.mime, &page.bytes) {
        return Ok(Vec::new());
    }
    let feed = parse(&page.address, Some(&page.address), &page.bytes)?;
    let short = |e: &Entry| text_of(e, &page.address, options).is_ok_and(|t| words::estimate(&t) < FULL);
    if !feed.entries.iter().any(short) {
        return Ok(Vec::new());
    }
    Ok(feed.entries.iter().filter_map(link_of).map(|l| l.href.clone()).collect())
}

fn parse(file: &str, address: Option<&str>, bytes: &[u8]) -> Result<Feed, SourceError> {
    let text = encoding::decode(bytes, declared(bytes).as_deref()).text;
    if text.matches("<!ENTITY").count() > 20 {
        let what = "it declares many entities";
        return Err(SourceError::new(Cause::TooMuch, file, what, "such a feed is not read"));
    }
    let repaired = escape_ampersands(&text);
    let parser = feed_rs::parser::Builder::new().sanitize_content(false).base_uri(address).build();
    let malformed = |e| SourceError::new(Cause::Malformed, file, format!("not a feed: {e}"), "check the file");
    let feed = parser.parse(repaired.as_bytes()).map_err(malformed)?;
    if feed.entries.is_empty() {
        return Err(SourceError::new(Cause::Empty, file, "the feed has no entries", ""));
    }
    Ok(feed)
}

/// The text that the feed itself gives of an entry.
fn text_of(entry: &Entry, file: &str, options: &Options) -> Result<String, SourceError> {
    let content = entry.content.as_ref().and_then(|c| c.body.clone());
    let summary = entry.summary.as_ref().map(|s| s.content.clone());
    let marked = content.filter(|c| !c.trim().is_empty()).or(summary).unwrap_or_default();
    html::text_of(&marked, file, options)
}

fn article(entry: &Entry, outlet: &str, named: &Named) -> Result<RawArticle, SourceError> {
    let text = text_of(entry, named.file, named.options)?;
    let link = link_of(entry);
    let short = words::estimate(&text) < FULL;
    let mut notice = short.then(|| "the feed gives only a summary of this article".to_owned());
    if short
        && named.options.follow_feeds
        && let Some(link) = link
    {
        match links::Fetcher::new(named.options).read_one(&link.href, named) {
            Ok(mut raw) => {
                describe(&mut raw, entry, outlet, named)?;
                return Ok(raw);
            }
            Err(e) if text.trim().is_empty() => return Err(e),
            Err(e) => notice = Some(format!("only the feed's summary of this article: {e}")),
        }
    }
    let mut raw = RawArticle {
        id: named.id.to_owned(),
        file: named.file.to_owned(),
        text,
        origin: Origin::Record,
        notices: notice.into_iter().collect(),
        ..RawArticle::default()
    };
    describe(&mut raw, entry, outlet, named)?;
    if raw.text.trim().is_empty() {
        let title = raw.first(GivenKind::Title).map(|t| t.value.clone()).unwrap_or_default();
        return Err(SourceError::new(
            Cause::Empty,
            named.file,
            format!("the entry \"{title}\" has no text"),
            "open its link instead, or use --fetch",
        ));
    }
    Ok(raw)
}

fn link_of(entry: &Entry) -> Option<&Link> {
    entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(entry.links.first())
}

/// Adds what the feed says about an entry, after what is known already.
fn describe(raw: &mut RawArticle, entry: &Entry, outlet: &str, named: &Named) -> Result<(), SourceError> {
    if let Some(title) = &entry.title {
        let title = html::text_of(&title.content, named.file, named.options)?;
        raw.give(GivenKind::Title, &title, "the feed's entry title");
    }
    raw.give(GivenKind::Outlet, outlet, "the feed's title");
    if let Some(date) = entry.published.or(entry.updated) {
        raw.give(GivenKind::Date, &date.to_rfc3339(), "the feed's entry date");
    }
    let authors: Vec<&str> = entry.authors.iter().filter_map(|a| a.name.as_deref()).collect();
    raw.give(GivenKind::Author, &authors.join(", "), "the feed's entry author");
    if let Some(link) = link_of(entry) {
        raw.give(GivenKind::Url, &link.href, "the feed's entry link");
    }
    Ok(())
}

fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200))?).into_owned();
    let rest = head.split_once("encoding=")?.1;
    Some(rest.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?.to_owned())
}

/// Escapes `&` that begins no entity, outside CDATA.
fn escape_ampersands(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let taken = if from.starts_with("<![CDATA[") { from.find("]]>").map_or(from.len(), |e| e + 3) } else { 1 };
        let bare = from.starts_with('&') && !is_entity(from);
        out.push_str(if bare { "&amp;" } else { from.get(..taken).unwrap_or(from) });
        rest = from.get(taken..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// Whether `text` begins with one of the entities XML knows, or with a character by number.
fn is_entity(text: &str) -> bool {
    let Some(name) = text.get(1..).map(|t| t.chars().take(10).collect::<String>()) else { return false };
    let Some((name, _)) = name.split_once(';') else { return false };
    matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || (name.starts_with('#') && name.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::escape_ampersands;

    #[test]
    fn only_bare_ampersands_are_escaped() {
        assert_eq!(escape_ampersands("A & B &amp; C &#38; D&E;"), "A &amp; B &amp; C &#38; D&amp;E;");
        assert_eq!(escape_ampersands("<![CDATA[A & B]]> & C"), "<![CDATA[A & B]]> &amp; C");
        assert_eq!(escape_ampersands("<![CDATA[A & B"), "<![CDATA[A & B");
    }
}
