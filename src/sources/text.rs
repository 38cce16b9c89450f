//! Plain text files.

use super::{Origin, RawArticle, SourceError, encoding, error::Cause};

/// One text file as one article.
pub(super) fn read(id: &str, file: &str, bytes: &[u8]) -> Result<RawArticle, SourceError> {
    if let Some(kind) = encoding::not_text(bytes) {
        let fix = "save it as text, HTML, DOCX or JSONL";
        return Err(SourceError::new(Cause::NotText, file, format!("it is {kind}, not text"), fix));
    }
    let decoded = encoding::decode(bytes, None);
    if decoded.text.trim().is_empty() {
        return Err(SourceError::new(Cause::Empty, file, "it holds no text", ""));
    }
    Ok(RawArticle {
        id: id.to_owned(),
        file: file.to_owned(),
        text: decoded.text,
        origin: Origin::Dump,
        notices: decoded.notice.into_iter().collect(),
        ..RawArticle::default()
    })
}
