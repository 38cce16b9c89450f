//! `parallax report`: a whole story in one file.

use std::{path::Path, sync::Arc};

use anyhow::{Context as _, Result};

use super::{Outcome, args, complain, request::request};
use crate::{
    export::{Story, made::made, report, save},
    workspace::open,
};

/// Writes the report on what `input` names to `output`; its ending says the format.
pub fn run(input: &args::Input, output: &Path, date: Option<&str>) -> Result<Outcome> {
    let ending = output.extension().and_then(|e| e.to_str()).unwrap_or("");
    let format: report::Format = ending.parse().with_context(|| format!("cannot write {}", output.display()))?;
    let made = made(date, std::env::var("SOURCE_DATE_EPOCH").ok().as_deref())?;
    let (corpus, context, messages) = open(&request(input)?).finish();
    messages.iter().chain(&corpus.skipped).for_each(|m| complain(m));
    let pool = corpus.pool(Arc::clone(&context.lists));
    if pool.members.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let mut story = Story::of(&corpus.name, &pool);
    story.made = made;
    story.notices.extend(corpus.skipped.iter().map(|s| format!("skipped: {s}")));
    save::write(output, &report::report(&story, format)?, true)?;
    Ok(Outcome::of(pool.members.len(), corpus.skipped.len()))
}
