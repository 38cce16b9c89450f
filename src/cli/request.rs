//! From inputs as typed to a [`Request`].

use anyhow::{Result, anyhow, bail};

use super::args;
use crate::{
    sources::Options,
    workspace::{Folders, Input, Request, session::Arrangement},
};

/// What the user asked to open. Without a path: standard input if it is a pipe with something in it is *not* guessed;
/// the samples open.
pub fn request(input: &args::Input) -> Result<Request> {
    let mut options = Options::default();
    for pair in &input.map {
        options.map.add(pair).map_err(|e| anyhow!("--map {pair}: {e}"))?;
    }
    options.limits.file = input.max_size.min(1 << 20) << 20;
    options.limits.page = input.max_page.min(1 << 20) << 20;
    options.follow_feeds = input.fetch;
    options.private_addresses = input.allow_private;
    if let Some(w) = input.threshold.filter(|w| !(0.0..=1.0).contains(w)) {
        bail!("--threshold {w}: a weight lies between 0 and 1");
    }
    let inputs: Vec<Input> = input.paths.iter().map(|p| Input::parse(p)).collect();
    if inputs.iter().filter(|i| **i == Input::Stdin).count() > 1 {
        bail!("- stands for standard input and can be given once");
    }
    Ok(Request {
        inputs,
        arrangement: Arrangement::default(),
        options,
        lists: input.lists.clone(),
        threshold: input.threshold,
        edits: input.edits.clone(),
        folders: Folders::of_user(),
        as_they_come: false,
        no_cache: input.no_cache,
    })
}
