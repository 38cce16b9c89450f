//! Records: JSON lines (streamed), JSON and CSV.

use std::io::{BufRead, Read};

use serde_json::{Map, Value};

use super::{
    Cause, Options, Origin, RawArticle, SourceError, Stream, encoding,
    extents::{self, Extents, Lines},
    feeds,
    fields::FieldKind,
    html,
    open::Named,
};

/// JSON lines, read one by one in constant memory.
pub(super) struct JsonLines<R> {
    input: R,
    id: String,
    file: String,
    options: Options,
    line: u64,
    given: usize,
    done: bool,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads `input`; records without an id are called `ID-LINE`.
    pub(super) fn new(input: R, id: &str, file: &str, options: &Options) -> Self {
        Self {
            input,
            id: id.to_owned(),
            file: file.to_owned(),
            options: options.clone(),
            line: 0,
            given: 0,
            done: false,
        }
    }

    fn fail(&self, cause: Cause, what: impl Into<String>, fix: &str) -> SourceError {
        SourceError::new(cause, &self.file, what, fix).at(self.line)
    }

    /// The next line without its break; `Err` for one over the limit, which is skipped to its end.
    fn next_line(&mut self) -> Option<Result<Vec<u8>, SourceError>> {
        let limit = self.options.limits.record;
        let mut line = Vec::new();
        self.line += 1;
        match self.input.by_ref().take(limit + 1).read_until(b'\n', &mut line) {
            Ok(0) => return None,
            Ok(_) => {}
            Err(e) => {
                self.done = true;
                return Some(Err(SourceError::io(&self.file, &e).at(self.line)));
            }
        }
        if line.last() != Some(&b'\n') && line.len() as u64 > limit {
            if self.skip_line().is_err() {
                self.done = true;
            }
            let what = format!("the record is larger than {} MB", limit >> 20);
            return Some(Err(self.fail(Cause::TooMuch, what, "raise the limit or split it")));
        }
        Some(Ok(line))
    }

    fn skip_line(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let (used, found) = match buffer.iter().position(|b| *b == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), false),
            };
            self.input.consume(used);
            if found {
                return Ok(());
            }
        }
    }

    fn record(&self, line: &[u8]) -> Result<RawArticle, SourceError> {
        let decoded = encoding::decode(line, Some("utf-8"));
        let value: Value = serde_json::from_str(decoded.text.trim()).map_err(|e| {
            self.fail(Cause::Malformed, format!("not JSON: {}", extents::unplaced(&e)), "mend or remove the line")
        })?;
        let mut raw = from_value(&value, &self.file, &self.options).map_err(|e| e.at(self.line))?;
        if raw.id.is_empty() {
            raw.id = format!("{}-{}", self.id, self.line);
        }
        raw.notices.extend(decoded.notice);
        Ok(raw)
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<RawArticle, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            if self.given >= self.options.limits.records {
                self.done = true;
                let what = format!("only the first {} records were read", self.given);
                return Some(Err(self.fail(Cause::TooMuch, what, "split the file")));
            }
            let line = match self.next_line()? {
                Ok(line) => line,
                Err(e) => return Some(Err(e)),
            };
            if line.iter().all(u8::is_ascii_whitespace) || line == b"\xef\xbb\xbf\n" {
                continue;
            }
            self.given += 1;
            return Some(self.record(&line));
        }
        None
    }
}

/// Whether the bytes are a JSON Feed: it names its version near the top.
pub(super) fn is_json_feed(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(400)).unwrap_or_default();
    head.windows(20).any(|w| w == b"jsonfeed.org/version")
        || head.windows(22).any(|w| w == b"jsonfeed.org\\/version\\/")
}

/// A JSON file: a list of records, an object that holds one, several values in a row, or a single record.
pub(super) fn read_json(named: &Named, bytes: &[u8]) -> Stream {
    if is_json_feed(bytes) {
        return feeds::read(named, bytes);
    }
    let text = encoding::decode(bytes, Some("utf-8")).text;
    let Extents { records, alone, fault } = extents::extents(&text, named.options.limits.records);
    let broken = fault.map(|fault| {
        let what = format!("not JSON: {}", fault.what);
        Err(SourceError::new(Cause::Malformed, named.file, what, "mend the file").at(fault.line(&text)))
    });
    let (id, file, options) = (named.id.to_owned(), named.file.to_owned(), named.options.clone());
    let mut lines = Lines::default();
    let articles = records.into_iter().zip(1..).map(move |(extent, n)| {
        let begin = extent.start;
        let mut raw = listed(text.get(extent).unwrap_or_default(), &file, &options).map_err(|mut e| {
            e.what = format!("record {n}: {}", e.what);
            e.at(lines.of(&text, begin))
        })?;
        if raw.id.is_empty() {
            raw.id = if alone { id.clone() } else { format!("{id}-{n}") };
        }
        Ok(raw)
    });
    Box::new(articles.chain(broken))
}

/// One record of a JSON file.
fn listed(record: &str, file: &str, options: &Options) -> Result<RawArticle, SourceError> {
    let value: Value = serde_json::from_str(record).map_err(|e| {
        let what = format!("not JSON: {}", extents::unplaced(&e));
        SourceError::new(Cause::Malformed, file, what, "mend or remove the record")
    })?;
    within(from_value(&value, file, options)?, options)
}

/// A record that keeps within the limit of one.
fn within(raw: RawArticle, options: &Options) -> Result<RawArticle, SourceError> {
    if raw.text.len() as u64 <= options.limits.record {
        return Ok(raw);
    }
    let what = format!("the record is larger than {} MB", options.limits.record >> 20);
    Err(SourceError::new(Cause::TooMuch, &raw.file, what, "split it"))
}

/// A JSON object as an article; its id is empty when the record has none.
pub(super) fn from_value(value: &Value, file: &str, options: &Options) -> Result<RawArticle, SourceError> {
    let Value::Object(object) = value else {
        let fix = "one object a line, with at least a text";
        return Err(SourceError::new(Cause::Malformed, file, "the record is not an object", fix));
    };
    let names = options.map.assign(object.keys().map(String::as_str));
    let field = |kind| names.get(&kind).and_then(|at| object.iter().nth(*at));
    let text = field(FieldKind::Text).map(|(_, v)| plain_text(v)).unwrap_or_default();
    let text = if is_markup(&text) { html::text_of(&text, file, options)? } else { text };
    let pairs = names.keys().filter_map(|kind| field(*kind).map(|(name, v)| (*kind, name.as_str(), plain_text(v))));
    build(text, pairs, file, || object_names(object))
}

/// A record as an article from its text and its other fields.
pub(super) fn build<'a>(
    text: String,
    pairs: impl Iterator<Item = (FieldKind, &'a str, String)>,
    file: &str,
    names: impl Fn() -> String,
) -> Result<RawArticle, SourceError> {
    if text.trim().is_empty() {
        let what = format!("the record has no text (fields: {})", names());
        return Err(SourceError::new(Cause::Empty, file, what, "name the column with --map text=COLUMN"));
    }
    let mut raw = RawArticle { file: file.to_owned(), text, origin: Origin::Record, ..RawArticle::default() };
    for (kind, name, value) in pairs {
        if kind == FieldKind::Id {
            value.trim().clone_into(&mut raw.id);
        } else if let Some(given) = kind.given() {
            raw.give(given, &value, format!("field \"{name}\""));
        }
    }
    Ok(raw)
}

/// Whether a text is a piece of HTML.
fn is_markup(text: &str) -> bool {
    ["</p>", "<br>", "<br/>", "<br />", "</div>", "<p>"].iter().any(|tag| text.contains(tag))
}

fn object_names(object: &Map<String, Value>) -> String {
    object.keys().take(12).map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The words of a value: text as it is, a list of texts joined, an object by its name.
fn plain_text(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Number(n) => n.to_string(),
        Value::Array(items) => {
            let parts: Vec<String> = items.iter().map(plain_text).filter(|s| !s.trim().is_empty()).collect();
            let long = parts.iter().any(|p| p.len() > 80);
            parts.join(if long { "\n\n" } else { ", " })
        }
        Value::Object(o) => ["name", "title", "text", "value", "id"]
            .iter()
            .find_map(|k| o.get(*k).filter(|v| !v.is_object()))
            .map(plain_text)
            .unwrap_or_default(),
        Value::Null | Value::Bool(_) => String::new(),
    }
}
