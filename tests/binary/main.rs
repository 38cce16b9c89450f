//! Tests of the real binary: on pipes, and in a pseudo-terminal.
#![expect(clippy::unwrap_used, reason = "a test may fail wherever it likes")]

mod browser;
mod cli;
mod dashboard;
mod exports;
#[cfg(unix)]
mod faults;
mod harness;
mod memory;
mod pictures;
