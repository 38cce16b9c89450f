//! Where the records of a JSON text begin and end, so that a bad one costs only itself and is told by its line.

use std::ops::Range;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Deserializer;

/// Keys under which collections keep their records.
const COLLECTIONS: &[&str] =
    &["articles", "items", "data", "results", "documents", "records", "docs", "stories", "response", "entries", "hits"];

/// How many objects deep a collection may lie.
const DEEPEST: usize = 4;

/// The records of one text.
#[derive(Debug, Default)]
pub(super) struct Extents {
    /// Byte ranges in order; what lies in them is well-formed but for its scalars and its depth.
    pub records: Vec<Range<usize>>,
    /// Whether the text is one record rather than a list.
    pub alone: bool,
    /// What ended the reading before the end of the text.
    pub fault: Option<Fault>,
}

/// A break of the syntax.
#[derive(Debug)]
pub(super) struct Fault {
    /// What was met or missed.
    pub what: String,
    from: usize,
    below: u64,
}

impl Fault {
    /// Its line from 1 in the text that was read.
    pub(super) fn line(&self, text: &str) -> u64 {
        Lines::default().of(text, self.from) + self.below
    }
}

/// Line numbers for offsets that never go back: each break is counted once.
#[derive(Debug, Default)]
pub(super) struct Lines {
    at: usize,
    breaks: u64,
}

impl Lines {
    /// The line from 1 on which the byte `at` of `text` stands.
    pub(super) fn of(&mut self, text: &str, at: usize) -> u64 {
        let passed = text.as_bytes().get(self.at..at).unwrap_or_default();
        self.breaks += passed.iter().map(|b| u64::from(*b == b'\n')).sum::<u64>();
        self.at = self.at.max(at);
        self.breaks + 1
    }
}

/// The first `most` records of a list, an object that holds one, several values in a row, or a single record.
pub(super) fn extents(text: &str, most: usize) -> Extents {
    let mut found = Extents::default();
    let mut walk = Walk { text, at: 0 };
    let (mut values, mut listed) = (0, false);
    while found.fault.is_none() && found.records.len() < most && walk.peek().is_some() {
        values += 1;
        found.fault = match walk.list() {
            Some(list) => {
                listed = true;
                walk.list_in_value(list, most, &mut found.records).err()
            }
            None => walk.value::<IgnoredAny>().map(|(_, extent)| found.records.push(extent)).err(),
        };
    }
    found.alone = values == 1 && !listed;
    found
}

/// A place in a text.
#[derive(Clone, Copy)]
struct Walk<'a> {
    text: &'a str,
    at: usize,
}

impl Walk<'_> {
    /// The next byte that is not white space, which stays unread.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).count();
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, mark: u8) -> bool {
        let met = self.peek() == Some(mark);
        self.at += usize::from(met);
        met
    }

    fn fault(&self, what: &str) -> Fault {
        Fault { what: what.to_owned(), from: self.at, below: 0 }
    }

    /// Reads one value of any depth without recursion when `T` ignores it.
    fn value<T: DeserializeOwned>(&mut self) -> Result<(T, Range<usize>), Fault> {
        self.peek();
        let from = self.at;
        let mut values = Deserializer::from_str(self.text.get(from..).unwrap_or_default()).into_iter::<T>();
        match values.next() {
            Some(Ok(value)) => {
                self.at = from + values.byte_offset();
                Ok((value, from..self.at))
            }
            Some(Err(e)) => Err(Fault { what: unplaced(&e), from, below: (e.line() as u64).saturating_sub(1) }),
            None => Err(self.fault("a value is missing at the end")),
        }
    }

    /// Reads the list at `list`, which the value here is or holds, and goes to the end of the value.
    fn list_in_value(&mut self, list: usize, most: usize, records: &mut Vec<Range<usize>>) -> Result<(), Fault> {
        let mut inner = Walk { at: list, ..*self };
        inner.items(most, records)?;
        if list == self.at {
            *self = inner;
            return Ok(());
        }
        self.value::<IgnoredAny>().map(|_| ())
    }

    fn items(&mut self, most: usize, records: &mut Vec<Range<usize>>) -> Result<(), Fault> {
        self.take(b'[');
        if self.take(b']') {
            return Ok(());
        }
        while records.len() < most {
            records.push(self.value::<IgnoredAny>()?.1);
            if self.take(b']') {
                return Ok(());
            }
            if !self.take(b',') {
                return Err(self.fault("expected `,` or `]` after a record"));
            }
        }
        Ok(())
    }

    /// Where the list of records begins: here, or in the object here under a known key.
    fn list(mut self) -> Option<usize> {
        match self.peek()? {
            b'[' => Some(self.at),
            b'{' => self.list_under_key(1),
            _ => None,
        }
    }

    fn list_under_key(self, depth: usize) -> Option<usize> {
        let members = self.members();
        COLLECTIONS.iter().find_map(|key| {
            let at = members.iter().rfind(|(name, _)| name == key)?.1;
            match self.text.as_bytes().get(at)? {
                b'[' => Some(at),
                b'{' if depth < DEEPEST => Walk { at, ..self }.list_under_key(depth + 1),
                _ => None,
            }
        })
    }

    /// The known keys of the object here and where their values begin, as far as the syntax holds.
    fn members(mut self) -> Vec<(&'static str, usize)> {
        let mut members = Vec::new();
        self.take(b'{');
        while let Ok((name, _)) = self.value::<String>() {
            if !self.take(b':') || self.peek().is_none() {
                break;
            }
            members.extend(COLLECTIONS.iter().find(|key| **key == name).map(|key| (*key, self.at)));
            if self.value::<IgnoredAny>().is_err() || !self.take(b',') {
                break;
            }
        }
        members
    }
}

/// What an error says without its place, which is counted from the beginning of one value.
pub(super) fn unplaced(error: &serde_json::Error) -> String {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let what = error.to_string();
    what.strip_suffix(&place).unwrap_or(&what).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<&str> {
        extents(text, usize::MAX).records.into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn lists_are_found_where_they_lie() {
        assert_eq!(records(" [ {\"a\": 1}, 2 ,\"]\"] "), ["{\"a\": 1}", "2", "\"]\""]);
        assert_eq!(records("{\"n\": 1, \"data\": {\"items\": [{}, {}]}, \"z\": 2}"), ["{}", "{}"]);
        assert_eq!(records("{\"items\": [1], \"articles\": [2]}"), ["2"], "the better key");
        assert_eq!(records("{\"a\": [1]} {\"b\": 2}"), ["{\"a\": [1]}", "{\"b\": 2}"]);
        assert!(records("[]").is_empty() && records(" \n").is_empty());
        assert!(extents("{\"text\": \"a\"}", 9).alone && !extents("[{}]", 9).alone && !extents("{} {}", 9).alone);
        assert_eq!(extents("[1, 2, 3]", 2).records.len(), 2);
    }

    #[test]
    fn faults_are_told_by_line_and_keep_what_came_before() {
        for (text, kept, line) in [
            ("[\n1,\n2\n3]", 2, 4),
            ("[\n1,\n{\"a\"\n: tru }]", 1, 4),
            ("{\"x\": 0,\n\"data\": [\n1,\n2,\n", 2, 5),
            ("{\"data\": [1],\n\"x\": }", 1, 2),
            ("[1]\n]", 1, 2),
            ("nothing", 0, 1),
        ] {
            let found = extents(text, usize::MAX);
            assert_eq!(found.records.len(), kept, "{text}");
            assert_eq!(found.fault.map(|f| f.line(text)), Some(line), "{text}");
        }
    }

    #[test]
    fn lines_are_counted_once() {
        let (text, mut lines) = ("a\nb\n\nc", Lines::default());
        assert_eq!([0, 2, 2, 5].map(|at| lines.of(text, at)), [1, 2, 2, 4]);
    }
}
