//! CSV and TSV, row by row.

use std::{
    collections::BTreeMap,
    io::{BufRead, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::{Cause, Options, RawArticle, SourceError, Stream, encoding, fields::FieldKind, open::fail, records};

/// The rows of `input` as articles.
pub(super) fn read(mut input: impl BufRead + Send + 'static, id: &str, file: &str, options: &Options) -> Stream {
    let delimiter = match input.fill_buf() {
        Ok(head) => delimiter(head),
        Err(e) => return fail(SourceError::io(file, &e)),
    };
    let count = Arc::new(AtomicU64::new(0));
    let capped = Capped { input, count: Arc::clone(&count), limit: options.limits.record.saturating_add(1 << 20) };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(capped);
    let names: Vec<String> = match reader.byte_headers() {
        Ok(headers) => headers.iter().map(|h| encoding::decode(h, None).text.trim().to_owned()).collect(),
        Err(e) => return fail(SourceError::new(Cause::Malformed, file, format!("no header row: {e}"), "")),
    };
    let columns = options.map.assign(names.iter().map(String::as_str));
    if !columns.contains_key(&FieldKind::Text) {
        let what = format!("no column holds the text (columns: {})", names.join(", "));
        return fail(SourceError::new(Cause::Malformed, file, what, "name it with --map text=COLUMN"));
    }
    Box::new(Rows {
        reader,
        count,
        names,
        columns,
        id: id.to_owned(),
        file: file.to_owned(),
        most: options.limits.records,
        given: 0,
        done: false,
    })
}

/// The sign that parts the columns: the commonest of the usual ones in the first line.
fn delimiter(head: &[u8]) -> u8 {
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |sign: u8| line.split(|b| *b == sign).count();
    *[b',', b'\t', b';', b'|'].iter().rev().max_by_key(|s| count(**s)).unwrap_or(&b',')
}

/// Lets no single row grow beyond the limit, whatever its quotation marks say.
struct Capped<R> {
    input: R,
    count: Arc<AtomicU64>,
    limit: u64,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.input.read(buffer)?;
        if self.count.fetch_add(n as u64, Ordering::Relaxed) > self.limit {
            return Err(std::io::Error::other("a row is too large; is a quotation mark left open?"));
        }
        Ok(n)
    }
}

struct Rows<R> {
    reader: Reader<Capped<R>>,
    count: Arc<AtomicU64>,
    names: Vec<String>,
    columns: BTreeMap<FieldKind, usize>,
    id: String,
    file: String,
    most: usize,
    given: usize,
    done: bool,
}

impl<R: Read> Rows<R> {
    fn article(&self, row: &ByteRecord, line: u64) -> Result<RawArticle, SourceError> {
        let cell = |at: usize| encoding::decode(row.get(at).unwrap_or_default(), None);
        let text = self.columns.get(&FieldKind::Text).map(|at| cell(*at));
        let notice = text.as_ref().and_then(|d| d.notice.clone());
        let text = text.map(|d| d.text).unwrap_or_default();
        let pairs =
            self.columns.iter().filter_map(|(kind, at)| Some((*kind, self.names.get(*at)?.as_str(), cell(*at).text)));
        let mut raw = records::build(text, pairs, &self.file, || self.names.join(", ")).map_err(|e| e.at(line))?;
        if raw.id.is_empty() {
            raw.id = format!("{}-{line}", self.id);
        }
        raw.notices.extend(notice);
        Ok(raw)
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<RawArticle, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        if self.given >= self.most {
            self.done = true;
            let what = format!("only the first {} rows were read", self.given);
            return Some(Err(SourceError::new(Cause::TooMuch, &self.file, what, "split the file")));
        }
        let mut row = ByteRecord::new();
        self.count.store(0, Ordering::Relaxed);
        let line = self.reader.position().line();
        match self.reader.read_byte_record(&mut row) {
            Ok(false) => None,
            Ok(true) => {
                self.given += 1;
                let line = row.position().map_or(line, csv::Position::line);
                Some(self.article(&row, line))
            }
            Err(e) => {
                self.done = true;
                Some(Err(SourceError::new(Cause::Malformed, &self.file, e.to_string(), "mend the row").at(line)))
            }
        }
    }
}
