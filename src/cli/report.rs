//! `parallax report`: a whole story in one file.

use std::{path::Path, sync::Arc};

use anyhow::Result;

use super::{Outcome, args, complain, output::Target, request::request};
use crate::{
    export::{Story, made::made, report},
    workspace::{open, orphans},
};

/// Writes the report on what `input` names to `output`; its ending says the format.
pub fn run(input: &args::Input, output: &Path, existing: args::Existing, date: Option<&str>) -> Result<Outcome> {
    let target = Target::new(output, &input.paths, existing)?;
    let format: report::Format = target.ending(".html, .md, .csv or .json")?.parse()?;
    let made = made(date, std::env::var("SOURCE_DATE_EPOCH").ok().as_deref())?;
    let (corpus, context, mistakes) = open(&request(input)?).finish();
    mistakes.iter().chain(&corpus.skipped).for_each(|m| complain(m));
    let pool = corpus.pool(Arc::clone(&context.lists));
    if pool.members.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let mut story = Story::of(&corpus.name, &pool);
    story.made = made;
    story.notices.extend(corpus.skipped.iter().map(|s| format!("skipped: {s}")));
    story.notices.extend(orphans(&context.edits.list, corpus.entries.iter().map(|e| e.article.as_ref())));
    target.write(&report::report(&story, format)?)?;
    Ok(Outcome::of(pool.members.len(), corpus.skipped.len() + mistakes.len()))
}
