//! Opens an input and picks its reader by name and by its first bytes.

use std::{
    fs::File,
    io::{BufReader, Cursor, Read},
    path::Path,
};

use super::{Cause, Options, SourceError, Stream, records::JsonLines, text};

/// The articles of one file.
pub fn read_path(path: &Path, options: &Options) -> Stream {
    let file = path.display().to_string();
    match File::open(path) {
        Ok(input) => read_from(input, &file, options),
        Err(e) => fail(SourceError::io(&file, &e)),
    }
}

/// The articles in `bytes`, read as a file of the name `name` would be.
pub fn read_bytes(name: &str, bytes: &[u8], options: &Options) -> Stream {
    read_from(Cursor::new(bytes.to_vec()), name, options)
}

/// The articles on standard input: JSON lines when it starts with `{`, else one text.
pub fn read_stdin(options: &Options) -> Stream {
    read_from(std::io::stdin(), "standard input", options)
}

fn fail(error: SourceError) -> Stream {
    Box::new(std::iter::once(Err(error)))
}

fn read_from(input: impl Read + Send + 'static, file: &str, options: &Options) -> Stream {
    let mut input = BufReader::with_capacity(64 << 10, input);
    let head = match std::io::BufRead::fill_buf(&mut input) {
        Ok(head) => head.to_vec(),
        Err(e) => return fail(SourceError::io(file, &e)),
    };
    let id = id_of(file);
    let lower = file.to_lowercase();
    if lower.ends_with(".jsonl") || lower.ends_with(".ndjson") || (lower == "standard input" && head.starts_with(b"{"))
    {
        return Box::new(JsonLines::new(input, &id, file, options));
    }
    if lower.ends_with(".html.gz") {
        let o = options.clone();
        return Box::new(std::iter::once(
            whole(flate2::read::GzDecoder::new(input), file, options)
                .and_then(|bytes| super::html::read(&id, &file, &bytes, None, &o)),
        ));
    }
    Box::new(std::iter::once(whole(input, file, options).and_then(|bytes| text::read(&id, file, &bytes))))
}

/// Everything in `input`, if it keeps within the limit.
fn whole(input: impl Read, file: &str, options: &Options) -> Result<Vec<u8>, SourceError> {
    let limit = options.limits.file;
    let mut bytes = Vec::new();
    input.take(limit + 1).read_to_end(&mut bytes).map_err(|e| SourceError::io(file, &e))?;
    if bytes.len() as u64 > limit {
        let what = format!("it is larger than {} MB", limit >> 20);
        return Err(SourceError::new(Cause::TooMuch, file, what, "split it or raise the limit"));
    }
    Ok(bytes)
}

/// The file name without folders and endings.
pub fn id_of(file: &str) -> String {
    const ENDINGS: &[&str] = &[
        "txt", "text", "md", "markdown", "html", "htm", "xhtml", "mht", "mhtml", "gz", "jsonl", "ndjson", "json",
        "csv", "tsv", "xml", "rss", "atom", "docx",
    ];
    let mut name = file.rsplit(['/', '\\']).find(|p| !p.is_empty()).unwrap_or(file);
    while let Some((stem, ending)) = name.rsplit_once('.') {
        if stem.is_empty() || !ENDINGS.contains(&ending.to_lowercase().as_str()) {
            break;
        }
        name = stem;
    }
    name.to_owned()
}
