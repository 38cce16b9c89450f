//! The dashboard: what it starts with, and what its end means.

use std::{
    env,
    io::{self, IsTerminal},
};

use anyhow::Result;

use super::{Outcome, args::Args, complain, request::request, summary};
use crate::terminal::{self, Start};

/// Runs the dashboard, or prints the summary where standard output is no terminal.
pub fn run(args: &Args) -> Result<Outcome> {
    if !io::stdout().is_terminal() {
        return summary::run(&args.input);
    }
    let start = Start {
        request: request(&args.input)?,
        theme: args.look.theme.clone().or_else(no_colour),
        watch: args.look.watch,
        ..Start::default()
    };
    let ended = terminal::run(start)?;
    ended.skipped.iter().for_each(|what| complain(what));
    Ok(Outcome::of(ended.articles, ended.skipped.len()))
}

/// The theme without colours where the environment asks for none (see no-color.org).
fn no_colour() -> Option<String> {
    env::var_os("NO_COLOR").filter(|v| !v.is_empty()).map(|_| "mono".to_owned())
}
