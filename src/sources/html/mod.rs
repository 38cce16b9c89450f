//! Saved web pages: guard, metadata, main text, and the whole page as lines.

mod extract;
mod flatten;
mod guard;
mod meta;

use std::{sync::mpsc, thread};

use dom_query::Document;

use super::{Cause, Options, RawArticle, SourceError, encoding, kept};

/// Stack of the thread that parses: enough for the deepest page that the guard lets through, many times over.
const STACK: usize = 64 << 20;

/// Reads one page. `address` is where it was fetched from, if it was; a saved page may say so itself.
pub(super) fn read(
    id: &str,
    file: &str,
    bytes: &[u8],
    address: Option<&str>,
    options: &Options,
) -> Result<RawArticle, SourceError> {
    if let Some(reason) = guard::refuse(bytes, &options.limits) {
        return Err(SourceError::new(
            Cause::TooMuch,
            file,
            format!("not parsed: {reason}"),
            "save the article's text instead",
        ));
    }
    let decoded = encoding::decode(bytes, declared(bytes).as_deref());
    if decoded.text.trim().is_empty() {
        return Err(SourceError::new(Cause::Empty, file, "it holds no text", ""));
    }
    let mut raw = RawArticle { id: id.to_owned(), file: file.to_owned(), ..RawArticle::default() };
    raw.notices.extend(decoded.notice);
    let (html, address) = (decoded.text, address.map(str::to_owned).or_else(|| kept::address(bytes)));
    let raw = guarded(file, options, move || {
        let document = Document::from(html.as_str());
        meta::collect(&document, address.as_deref(), &mut raw);
        extract::fill(&document, &mut raw);
        raw
    })?;
    if raw.text.trim().is_empty() {
        return Err(SourceError::new(
            Cause::Empty,
            file,
            "the page shows no text",
            "it may need a browser: save it from there",
        ));
    }
    Ok(raw)
}

/// The text of a piece of HTML, as in a feed or a record, line by line.
pub(super) fn text_of(html: &str, file: &str, options: &Options) -> Result<String, SourceError> {
    if let Some(reason) = guard::refuse(html.as_bytes(), &options.limits) {
        return Err(SourceError::new(Cause::TooMuch, file, format!("not parsed: {reason}"), ""));
    }
    let html = html.to_owned();
    guarded(file, options, move || {
        let document = Document::from(html.as_str());
        let lines = flatten::lines(&document.root());
        lines.into_iter().map(|l| l.text).collect::<Vec<_>>().join("\n\n")
    })
}

/// Runs `work` on a thread of its own with a large stack, and gives up on it when patience ends.
fn guarded<T: Send + 'static>(
    file: &str,
    options: &Options,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, SourceError> {
    let (send, receive) = mpsc::channel();
    let spawned = thread::Builder::new().name("page".into()).stack_size(STACK).spawn(move || {
        let _ = send.send(work());
    });
    if let Err(e) = spawned {
        return Err(SourceError::io(file, &e));
    }
    receive.recv_timeout(options.limits.patience).map_err(|e| match e {
        mpsc::RecvTimeoutError::Timeout => {
            let what = format!("parsing took more than {} seconds", options.limits.patience.as_secs());
            SourceError::new(Cause::TooMuch, file, what, "save the article's text instead")
        }
        mpsc::RecvTimeoutError::Disconnected => {
            SourceError::new(Cause::Malformed, file, "the page could not be parsed", "save the article's text instead")
        }
    })
}

/// The charset that a `meta` element in the first kilobytes declares.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096))?).to_lowercase();
    let rest = head.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    (!name.is_empty()).then_some(name)
}
