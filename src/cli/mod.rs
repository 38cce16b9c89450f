//! Arguments as typed → one mode → an exit code.
//!
//! Exit codes: 0 all well, 1 some input or an entry of the user's own lists was skipped, 2 nothing could be done. A reader
//! that closes the pipe is no error.

pub mod add;
pub mod analyze;
pub mod args;
pub mod dashboard;
pub mod explain;
pub mod man;
pub mod output;
pub mod read;
pub mod report;
pub mod request;
pub mod shot;
pub mod summary;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use anyhow::Result;
use clap::{CommandFactory, Parser};

use args::{Args, Command};

use crate::analysis::Lists;

/// The version printed by `--version`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How a mode ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All well.
    Well,
    /// Some input, or an entry of the user's own lists, was skipped.
    Skipped,
    /// Nothing could be done.
    Nothing,
}

impl Outcome {
    /// From what came out and what was skipped.
    pub const fn of(done: usize, skipped: usize) -> Self {
        match (done, skipped) {
            (0, _) => Self::Nothing,
            (_, 0) => Self::Well,
            _ => Self::Skipped,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Well => 0,
            Outcome::Skipped => 1,
            Outcome::Nothing => 2,
        })
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    let args = Args::parse();
    match run(args) {
        Ok(outcome) => outcome.into(),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error:#}"));
            Outcome::Nothing.into()
        }
    }
}

fn run(args: Args) -> Result<Outcome> {
    match args.command {
        None if args.version => version(),
        None => dashboard::run(&args),
        Some(Command::Read { input, format }) => read::run(&input, format),
        Some(Command::Analyze { input, format, output, existing }) => {
            analyze::run(&input, format, output.as_deref(), existing)
        }
        Some(Command::Explain { line, input }) => explain::run(&line, &input),
        Some(Command::Report { input, output, existing, made }) => {
            report::run(&input, &output, existing, made.as_deref())
        }
        Some(Command::Add { links, to, allow_private }) => add::run(&links, &to, allow_private),
        Some(Command::Completions { shell }) => completions(shell),
        Some(Command::Man) => man::run(),
        Some(Command::Shot(args)) => shot::run(&args),
    }
}

fn version() -> Result<Outcome> {
    let mut out = io::stdout().lock();
    writeln!(out, "parallax {VERSION}")?;
    for edition in Lists::builtin().editions() {
        writeln!(out, "{edition}, {} entries", edition.entries)?;
    }
    Ok(Outcome::Well)
}

fn completions(shell: clap_complete::Shell) -> Result<Outcome> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "parallax", &mut text);
    io::stdout().write_all(&text)?;
    Ok(Outcome::Well)
}

/// Writes one message to standard error; if that is closed there is nobody to tell.
pub fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "parallax: {message}");
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = |e: &(dyn std::error::Error + 'static)| {
        let io = e.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = || e.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        let csv = || match e.downcast_ref::<csv::Error>().map(csv::Error::kind) {
            Some(csv::ErrorKind::Io(e)) => Some(e.kind()),
            _ => None,
        };
        io.or_else(json).or_else(csv)
    };
    error.chain().any(|e| kind(e) == Some(io::ErrorKind::BrokenPipe))
}
