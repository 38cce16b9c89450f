//! DOCX: the paragraphs of `word/document.xml`, as one article or as the export of a news database.

use std::io::{BufReader, Cursor, Read};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    Cause, GivenKind, Hint, Origin, RawArticle, SourceError, Stream, nexis,
    open::{Named, fail},
};

/// One paragraph.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: String,
    list: bool,
}

/// The articles of a document.
pub(super) fn read(named: &Named, bytes: &[u8]) -> Stream {
    let paragraphs = match paragraphs(named, bytes) {
        Ok(paragraphs) => paragraphs,
        Err(e) => return fail(e),
    };
    if paragraphs.iter().all(|p| p.text.trim().is_empty()) {
        return fail(SourceError::new(Cause::Empty, named.file, "the document holds no text", ""));
    }
    let lines: Vec<&str> = paragraphs.iter().flat_map(|p| p.text.split('\n')).collect();
    if nexis::is_export(&lines) {
        return Box::new(nexis::split(&lines, named).into_iter().map(Ok));
    }
    Box::new(std::iter::once(Ok(plain(named, &paragraphs))))
}

fn plain(named: &Named, paragraphs: &[Paragraph]) -> RawArticle {
    let mut raw = RawArticle {
        id: named.id.to_owned(),
        file: named.file.to_owned(),
        origin: Origin::Record,
        ..RawArticle::default()
    };
    let mut n = 0;
    for paragraph in paragraphs {
        n += 1;
        let hint = match paragraph.style.to_lowercase() {
            s if s.starts_with("title") => Some(Hint::Headline),
            s if s.starts_with("heading") => Some(Hint::Heading),
            s if s.starts_with("caption") => Some(Hint::Caption),
            s if s.contains("quote") => Some(Hint::Quote),
            _ if paragraph.list => Some(Hint::List),
            _ => None,
        };
        if hint == Some(Hint::Headline) {
            raw.give(GivenKind::Title, &paragraph.text, "the Title style");
        }
        raw.hints.extend(hint.map(|h| (n, h)));
        raw.text.push_str(&paragraph.text);
        raw.text.push('\n');
        n += paragraph.text.matches('\n').count() as u32;
    }
    raw
}

fn paragraphs(named: &Named, bytes: &[u8]) -> Result<Vec<Paragraph>, SourceError> {
    let broken = |e: &dyn std::fmt::Display| {
        SourceError::new(Cause::Malformed, named.file, format!("broken document: {e}"), "save it again")
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let part = archive.by_name("word/document.xml").map_err(|_| {
        SourceError::new(Cause::NotText, named.file, "it is a ZIP archive, but no Word document", "unpack it first")
    })?;
    let limit = named.options.limits.file;
    let mut reader = Reader::from_reader(BufReader::new(part.take(limit)));
    let mut out = Builder::default();
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(|e| broken(&e))? {
            Event::Start(e) => out.start(&e, false),
            Event::Empty(e) => out.start(&e, true),
            Event::End(e) => out.end(e.local_name().as_ref()),
            Event::Text(t) if out.in_text => out.current.text.push_str(&t),
            Event::GeneralRef(r) if out.in_text => out.reference(&r),
            Event::Eof => break,
            _ => {}
        }
        if reader.buffer_position() >= limit {
            let what = format!("the document is larger than {} MB", limit >> 20);
            return Err(SourceError::new(Cause::TooMuch, named.file, what, "split it"));
        }
        buffer.clear();
    }
    out.finish();
    Ok(out.done)
}

#[derive(Default)]
struct Builder {
    done: Vec<Paragraph>,
    current: Paragraph,
    in_text: bool,
}

impl Builder {
    fn start(&mut self, e: &BytesStart, empty: bool) {
        match e.local_name().as_ref() {
            "p" => self.finish(),
            "t" => self.in_text = !empty,
            "tab" => self.current.text.push(' '),
            "br" | "cr" => self.current.text.push('\n'),
            "numPr" => self.current.list = true,
            "pStyle" => {
                let value = e.attributes().flatten().find(|a| a.key.local_name().as_ref() == "val");
                self.current.style = value.map(|v| v.value.to_string()).unwrap_or_default();
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => self.finish(),
            _ => {}
        }
    }

    /// One of the five entities that XML defines, or a character by number; any other is left out.
    fn reference(&mut self, name: &str) {
        let by_number =
            |n: &str| n.strip_prefix('x').map_or_else(|| n.parse().ok(), |h| u32::from_str_radix(h, 16).ok());
        let c = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            n => n.strip_prefix('#').and_then(by_number).and_then(char::from_u32),
        };
        self.current.text.extend(c);
    }

    fn finish(&mut self) {
        let paragraph = std::mem::take(&mut self.current);
        if !paragraph.text.trim().is_empty() {
            self.done.push(paragraph);
        }
    }
}
