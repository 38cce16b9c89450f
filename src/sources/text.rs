//! Plain text files.

use super::{
    Cause, Origin, RawArticle, SourceError, Stream, encoding, nexis,
    open::{Named, fail},
};

/// One text file as one article, or as many when it is an export of several.
pub(super) fn read(named: &Named, bytes: &[u8]) -> Stream {
    if let Some(kind) = encoding::not_text(bytes) {
        let fix = "save it as text, HTML, DOCX or JSONL";
        return fail(SourceError::new(Cause::NotText, named.file, format!("it is {kind}, not text"), fix));
    }
    let decoded = encoding::decode(bytes, None);
    if decoded.text.trim().is_empty() {
        return fail(SourceError::new(Cause::Empty, named.file, "it holds no text", ""));
    }
    let lines: Vec<&str> = decoded.text.lines().collect();
    if nexis::is_export(&lines) {
        let articles = nexis::split(&lines, named);
        return Box::new(articles.into_iter().map(Ok));
    }
    Box::new(std::iter::once(Ok(RawArticle {
        id: named.id.to_owned(),
        file: named.file.to_owned(),
        text: decoded.text,
        origin: Origin::Dump,
        notices: decoded.notice.into_iter().collect(),
        ..RawArticle::default()
    })))
}
