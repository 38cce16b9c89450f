//! The dashboard: what it starts with, and what its end means.

use std::{
    env,
    io::{self, IsTerminal, Write},
    sync::Arc,
};

use anyhow::{Result, bail};

use super::{Outcome, args::Args, complain, request::request, summary};
use crate::{
    analysis::Lists,
    app::{Colours, Keymap, definitions::counted_as},
    terminal::{self, Start},
    text::neutral::neutral,
    view::Theme,
    workspace::{self, Config, Request, config},
};

/// Runs the dashboard, or prints the summary where standard output is no terminal.
pub fn run(args: &Args) -> Result<Outcome> {
    let request = request(&args.input)?;
    let (mut config, mut messages) = read_config(&request);
    if args.look.print_config {
        let (lists, mistakes) = workspace::lists(&request);
        messages.extend(mistakes);
        for message in &messages {
            complain(message);
        }
        print_config(&config, &request, &lists)?;
        return Ok(Outcome::of(1, messages.len()));
    }
    if let Some(theme) = args.look.theme.as_deref().filter(|t| !is_theme(t)) {
        bail!("'{theme}' is no theme; there are {}", themes());
    }
    if let Some(theme) = config.theme.take_if(|t| !is_theme(t)) {
        messages.push(format!("config.toml: '{theme}' is no theme; there are {}", themes()));
    }
    if !io::stdout().is_terminal() {
        return summary::run(&args.input);
    }
    let keymap = keymap(&request, &mut messages);
    let start = Start {
        theme: args.look.theme.clone(),
        colours: colours(),
        default_theme: config.theme,
        mouse: config.mouse.unwrap_or(false),
        keymap,
        watch: args.look.watch,
        messages,
        request: Request { threshold: request.threshold.or(config.threshold), ..request },
    };
    let ended = terminal::run(start)?;
    let wrong = [&ended.mistakes, &ended.skipped, &ended.lost];
    wrong.into_iter().flatten().for_each(|what| complain(what));
    Ok(Outcome::of(ended.articles, wrong.iter().map(|list| list.len()).sum()))
}

fn is_theme(name: &str) -> bool {
    Theme::names().any(|theme| theme == name)
}

fn themes() -> String {
    Theme::names().collect::<Vec<_>>().join(", ")
}

fn read_config(request: &Request) -> (Config, Vec<String>) {
    request.folders.as_ref().map_or_else(Default::default, |f| Config::read(&f.config))
}

/// The bindings of the user's own; where they hold a mistake, those of the program and a message for each.
fn keymap(request: &Request, messages: &mut Vec<String>) -> Option<Arc<Keymap>> {
    let folders = request.folders.as_ref()?;
    let read = config::keys(&folders.config).unwrap_or_else(|e| {
        messages.push(e);
        None
    });
    let (text, origin) = read?;
    match Keymap::with(&text, &origin) {
        Ok(keymap) => Some(Arc::new(keymap)),
        Err(mistakes) => {
            messages.extend(mistakes.iter().map(ToString::to_string));
            messages.push(format!("{origin} is not used until that is mended; the program's own keys hold"));
            None
        }
    }
}

/// Prints a `config.toml` that would set what is in force, with the user's own word lists in comments.
fn print_config(config: &Config, request: &Request, lists: &Lists) -> Result<()> {
    let mut out = io::stdout().lock();
    if let Some(folders) = &request.folders {
        writeln!(out, "# {}", folders.config.join("config.toml").display())?;
        writeln!(out, "# Keys of your own go into keys.toml beside it, word lists into lists/NAME.toml beside it.")?;
    }
    let default = Config { theme: Some("terminal".to_owned()), mouse: Some(false), threshold: None };
    let in_force = Config {
        theme: config.theme.clone().or(default.theme),
        mouse: config.mouse.or(default.mouse),
        threshold: request.threshold.or(config.threshold),
    };
    write!(out, "{}", in_force.to_toml())?;
    writeln!(
        out,
        "\n# Word lists, with version and content hash; + where files of your own are merged over the built-in list:"
    )?;
    for edition in lists.editions() {
        writeln!(out, "#   {edition}, {}", counted_as(edition.entries, "entry", "entries"))?;
    }
    let own = lists.own.listing();
    if !own.is_empty() {
        writeln!(out, "#\n# Entries of your own, each with its file and line and what it stands over:")?;
    }
    for (list, entries) in own {
        writeln!(out, "#   {list}")?;
        for entry in entries {
            writeln!(out, "#     {}", neutral(&entry))?;
        }
    }
    Ok(())
}

/// The colours of the terminal, as the environment has them.
fn colours() -> Colours {
    let [no_color, colorterm, term] =
        ["NO_COLOR", "COLORTERM", "TERM"].map(|name| env::var_os(name).map(|v| v.to_string_lossy().into_owned()));
    Colours::of(no_color.as_deref(), colorterm.as_deref(), term.as_deref())
}
