//! [`SourceError`]: why an input, or a part of one, was not read.

use std::fmt;

/// The kind of trouble, for exit codes and tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// There is nothing under that path.
    Missing,
    /// The system refuses to read it.
    Denied,
    /// It holds no text.
    Empty,
    /// It is not text, or of a kind that is not read.
    NotText,
    /// A limit of size, depth, number or time.
    TooMuch,
    /// It breaks the rules of its format.
    Malformed,
    /// The network, or leave to use it.
    Network,
    /// Any other error of the system.
    System,
}

/// Why an input, or a part of one, was not read: what, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceError {
    /// The kind of trouble.
    pub cause: Cause,
    /// The file, link or `standard input`.
    pub place: String,
    /// Line number from 1, where known.
    pub line: Option<u64>,
    /// What happened.
    pub what: String,
    /// What to do; may be empty.
    pub fix: String,
}

impl SourceError {
    /// An error without a line.
    pub fn new(cause: Cause, place: &str, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { cause, place: place.to_owned(), line: None, what: what.into(), fix: fix.into() }
    }

    /// The same error on a line.
    #[must_use]
    pub fn at(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// An error of the system while reading `place`.
    pub fn io(place: &str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound => {
                Self::new(Cause::Missing, place, "there is no such file or folder", "check the path")
            }
            ErrorKind::PermissionDenied => {
                Self::new(Cause::Denied, place, "no permission to read it", "change its permissions or copy it")
            }
            _ => Self::new(Cause::System, place, error.to_string(), ""),
        }
    }
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clean = |s: &str| crate::text::neutral::neutral(&s.replace(['\n', '\r', '\t'], " ")).into_owned();
        write!(f, "{}", clean(&self.place))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", clean(&self.what))?;
        if !self.fix.is_empty() {
            write!(f, "; {}", clean(&self.fix))?;
        }
        Ok(())
    }
}

impl std::error::Error for SourceError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_as_one_harmless_line() {
        let error = SourceError::new(Cause::Malformed, "a\u{1b}[2J\n.jsonl", "not JSON", "mend the line").at(7);
        assert_eq!(error.to_string(), "a␛[2J .jsonl:7: not JSON; mend the line");
    }
}
