//! Opens an input and picks its reader by name and by its first bytes.

use std::{
    fs::File,
    io::{BufRead, BufReader, Cursor, Read},
    path::Path,
};

use super::{
    Cause, Options, RawArticle, SourceError, Stream, docx, feeds, folders, html, markdown, mht, records, table, text,
};

/// What a reader needs to know about its input.
pub(super) struct Named<'a> {
    /// Name for articles without one of their own.
    pub id: &'a str,
    /// Where it came from, for display.
    pub file: &'a str,
    /// Where it was fetched from, if it was.
    pub address: Option<&'a str>,
    /// Limits, names of columns, leave.
    pub options: &'a Options,
}

/// The kinds of input, told apart by name, then by the first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Markdown,
    Html,
    Mht,
    Feed,
    JsonLines,
    Json,
    Table,
    Docx,
}

/// The articles of one file, or of all files in a folder.
pub fn read_path(path: &Path, options: &Options) -> Stream {
    if path.is_dir() {
        return folders::read(path, options);
    }
    let file = path.display().to_string();
    match File::open(path) {
        Ok(input) => read_from(input, &file, options),
        Err(_) if !path.exists() && folders::is_pattern(&file) => folders::read_pattern(&file, options),
        Err(e) => fail(SourceError::io(&file, &e)),
    }
}

/// The articles in `bytes`, read as a file of the name `name` would be.
pub fn read_bytes(name: &str, bytes: &[u8], options: &Options) -> Stream {
    read_from(Cursor::new(bytes.to_vec()), name, options)
}

/// The articles on standard input, of whatever kind its first bytes show.
pub fn read_stdin(options: &Options) -> Stream {
    read_from(std::io::stdin(), "standard input", options)
}

pub(super) fn fail(error: SourceError) -> Stream {
    Box::new(std::iter::once(Err(error)))
}

fn one(result: Result<RawArticle, SourceError>) -> Stream {
    Box::new(std::iter::once(result))
}

fn read_from(input: impl Read + Send + 'static, file: &str, options: &Options) -> Stream {
    let mut input = BufReader::with_capacity(64 << 10, input);
    let zipped = match input.fill_buf() {
        Ok(head) => head.starts_with(&[0x1f, 0x8b]),
        Err(e) => return fail(SourceError::io(file, &e)),
    };
    if zipped {
        let plain = flate2::bufread::MultiGzDecoder::new(input);
        return read_plain(BufReader::with_capacity(64 << 10, plain), file, options);
    }
    read_plain(input, file, options)
}

fn read_plain(mut input: impl BufRead + Send + 'static, file: &str, options: &Options) -> Stream {
    let kind = match input.fill_buf() {
        Ok(head) => kind_of(file, head),
        Err(e) => return fail(broken(file, &e)),
    };
    let id = if file == "standard input" { "stdin".to_owned() } else { id_of(file) };
    match kind {
        Kind::JsonLines => Box::new(records::JsonLines::new(input, &id, file, options)),
        Kind::Table => table::read(input, &id, file, options),
        _ => {
            let limit = match kind {
                Kind::Html => (options.limits.page, "--max-page"),
                _ => (options.limits.file, "--max-size"),
            };
            match whole(input, file, limit) {
                Ok(bytes) => read_whole(kind, &Named { id: &id, file, address: None, options }, &bytes),
                Err(e) => fail(e),
            }
        }
    }
}

fn read_whole(kind: Kind, named: &Named, bytes: &[u8]) -> Stream {
    match kind {
        Kind::Html => one(html::read(named.id, named.file, bytes, named.address, named.options)),
        Kind::Mht => one(mht::read(named, bytes)),
        Kind::Feed => feeds::read(named, bytes),
        Kind::Json => records::read_json(named, bytes),
        Kind::Docx => docx::read(named, bytes),
        Kind::Markdown => one(markdown::read(named.id, named.file, bytes)),
        Kind::Text | Kind::JsonLines | Kind::Table => text::read(named, bytes),
    }
}

/// Whether what was fetched is a feed.
pub(super) fn is_feed(mime: &str, bytes: &[u8]) -> bool {
    kind_fetched(mime, bytes) == Kind::Feed || records::is_json_feed(bytes)
}

/// What was fetched from `address`, by its type and first bytes.
pub(super) fn read_fetched(named: &Named, mime: &str, bytes: &[u8]) -> Stream {
    read_whole(kind_fetched(mime, bytes), named, bytes)
}

fn kind_fetched(mime: &str, bytes: &[u8]) -> Kind {
    let by_type = match mime {
        m if m.contains("rss") || m.contains("atom") || m.contains("xml") && !m.contains("html") => Some(Kind::Feed),
        m if m.contains("html") => Some(Kind::Html),
        m if m.contains("json") && !m.contains("jsonl") && !m.contains("ndjson") => Some(Kind::Json),
        _ => None,
    };
    let sniffed = kind_of("", bytes);
    if sniffed == Kind::Text || by_type == Some(Kind::Json) { by_type.unwrap_or(Kind::Html) } else { sniffed }
}

/// The ending of a file with what was fetched.
pub(super) fn ending_of(mime: &str, bytes: &[u8]) -> &'static str {
    match kind_fetched(mime, bytes) {
        Kind::Html => "html",
        Kind::Mht => "mht",
        Kind::Feed => "xml",
        Kind::JsonLines => "jsonl",
        Kind::Json => "json",
        Kind::Docx => "docx",
        Kind::Text | Kind::Markdown | Kind::Table => "txt",
    }
}

/// Everything in `input`, if it keeps within so many bytes, which an option sets. A compressed input counts as
/// decompressed.
fn whole(input: impl Read, file: &str, (limit, option): (u64, &str)) -> Result<Vec<u8>, SourceError> {
    let mut bytes = Vec::new();
    input.take(limit + 1).read_to_end(&mut bytes).map_err(|e| broken(file, &e))?;
    if bytes.len() as u64 > limit {
        let what = format!("it is larger than {} MB", limit >> 20);
        return Err(SourceError::new(Cause::TooMuch, file, what, format!("split it, or raise {option}")));
    }
    Ok(bytes)
}

fn broken(file: &str, error: &std::io::Error) -> SourceError {
    match error.kind() {
        std::io::ErrorKind::InvalidInput | std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => {
            SourceError::new(Cause::Malformed, file, format!("broken compressed data: {error}"), "get the file again")
        }
        _ => SourceError::io(file, error),
    }
}

fn kind_of(file: &str, head: &[u8]) -> Kind {
    let name = file.to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let ending = name.rsplit(['/', '\\']).next().and_then(|n| n.rsplit_once('.')).map_or("", |(_, e)| e);
    match ending {
        "jsonl" | "ndjson" => Kind::JsonLines,
        "json" => Kind::Json,
        "csv" | "tsv" => Kind::Table,
        "docx" => Kind::Docx,
        "md" | "markdown" => Kind::Markdown,
        "html" | "htm" | "xhtml" => Kind::Html,
        "mht" | "mhtml" => Kind::Mht,
        "rss" | "atom" => Kind::Feed,
        _ => sniff(ending, head),
    }
}

fn sniff(ending: &str, head: &[u8]) -> Kind {
    if head.starts_with(b"PK\x03\x04") {
        return Kind::Docx;
    }
    let start = String::from_utf8_lossy(head.get(..head.len().min(1024)).unwrap_or_default()).to_lowercase();
    let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if mht::is_archive(start) {
        return Kind::Mht;
    }
    if start.contains("<rss") || start.contains("<feed") || start.contains("<rdf:rdf") {
        return Kind::Feed;
    }
    if start.starts_with("<!doctype html") || start.contains("<html") || start.starts_with("<head") {
        return Kind::Html;
    }
    if ending == "xml" {
        return Kind::Feed;
    }
    match (ending, start.chars().next()) {
        ("", Some('{')) => Kind::JsonLines,
        ("", Some('[')) => Kind::Json,
        _ => Kind::Text,
    }
}

/// The endings of the files that are read.
pub(super) const ENDINGS: &[&str] = &[
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "mht", "mhtml", "gz", "jsonl", "ndjson", "json", "csv",
    "tsv", "xml", "rss", "atom", "docx",
];

/// The file name without folders and endings.
pub fn id_of(file: &str) -> String {
    let mut name = file.rsplit(['/', '\\']).find(|p| !p.is_empty()).unwrap_or(file);
    while let Some((stem, ending)) = name.rsplit_once('.') {
        if stem.is_empty() || !ENDINGS.contains(&ending.to_lowercase().as_str()) {
            break;
        }
        name = stem;
    }
    name.to_owned()
}
