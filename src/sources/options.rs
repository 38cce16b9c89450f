//! [`Options`]: limits and leave given by the user.

use std::time::Duration;

use super::FieldMap;

/// The bounds that keep hostile or broken input from taking the program down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one text file, and of anything that must be held whole, after decompression.
    pub file: u64,
    /// Bytes of one page of markup.
    pub page: u64,
    /// Bytes of one record of a table or a line of JSON.
    pub record: u64,
    /// Records of one file.
    pub records: usize,
    /// Depth of nested elements in markup.
    pub nesting: usize,
    /// Bare ampersands in one page.
    pub ampersands: usize,
    /// Files taken from one folder.
    pub files: usize,
    /// Time for parsing one page, and for fetching one.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 64 << 20,
            page: 4 << 20,
            record: 4 << 20,
            records: 1_000_000,
            nesting: 512,
            ampersands: 100_000,
            files: 100_000,
            patience: Duration::from_secs(20),
        }
    }
}

/// Limits, names of columns, and leave to use the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The bounds.
    pub limits: Limits,
    /// Column names that are not the usual ones.
    pub map: FieldMap,
    /// Whether a feed's entries may be fetched when the feed holds only summaries.
    pub follow_feeds: bool,
    /// Whether private and local addresses may be fetched.
    pub private_addresses: bool,
}
