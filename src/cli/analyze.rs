//! `parallax analyze`: the profiles, as JSON, JSON lines or CSV.

use std::{
    collections::{BTreeMap, HashSet},
    io::{self, Write},
    path::Path,
    sync::Arc,
};

use anyhow::Result;

use super::{Outcome, args, complain, output::Target, request::request};
use crate::{
    analysis::{Packed, Profile},
    articles::Article,
    comparison::{Side, measures},
    export::{Story, json, pairs, rows},
    workspace::{Edit, Loaded, Opened, Request, open, orphans},
};

/// Prints the profiles of every article that can be read.
pub fn run(
    input: &args::Input,
    format: args::DataFormat,
    output: Option<&Path>,
    existing: args::Existing,
) -> Result<Outcome> {
    let Some(path) = output else { return print(input, format, &mut io::BufWriter::new(io::stdout().lock())) };
    Target::new(path, &input.paths, existing)?.stream(|out| {
        let outcome = print(input, format, out)?;
        Ok((outcome, outcome != Outcome::Nothing))
    })
}

fn print(input: &args::Input, format: args::DataFormat, out: &mut dyn Write) -> Result<Outcome> {
    // Lines of standard input are answered one by one; only the whole object waits for all of them.
    let as_they_come = format != args::DataFormat::Json;
    let opened = open(&Request { as_they_come, ..request(input)? });
    opened.mistakes.iter().chain(&opened.notes).for_each(|m| complain(m));
    let outcome = match format {
        args::DataFormat::Jsonl => lines(&opened, out)?,
        args::DataFormat::Json => whole(opened, out)?,
        args::DataFormat::Csv => table(&opened, out)?,
    };
    out.flush()?;
    Ok(outcome)
}

/// One object with all articles and all pairs.
fn whole(opened: Opened, out: &mut dyn Write) -> Result<Outcome> {
    let (corpus, context, mistakes) = opened.finish();
    corpus.skipped.iter().for_each(|what| complain(what));
    if corpus.entries.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let pool = corpus.pool(Arc::clone(&context.lists));
    let mut story = Story::of(&corpus.name, &pool);
    story.notices.extend(corpus.skipped.iter().cloned());
    story.notices.extend(orphans(&context.edits.list, corpus.entries.iter().map(|e| e.article.as_ref())));
    serde_json::to_writer_pretty(&mut *out, &pairs::story(&story))?;
    out.write_all(b"\n")?;
    Ok(Outcome::of(corpus.entries.len(), corpus.skipped.len() + mistakes.len()))
}

/// One row per article and measure.
fn table(opened: &Opened, out: &mut dyn Write) -> Result<Outcome> {
    let mut table = rows::Table::new(out)?;
    let outcome = in_order(opened, |item| match item {
        Item::Article(article, profile) => {
            let side = Side { article, profile, label: &article.id };
            table.add(article, profile.edits, &measures(side))
        }
        Item::Error(_) => Ok(()),
    })?;
    table.finish()?;
    Ok(outcome)
}

/// One line an article, in order and as soon as it is ready; an input that is skipped is a line with `error`.
fn lines(opened: &Opened, out: &mut dyn Write) -> Result<Outcome> {
    let lists = &opened.context.lists;
    in_order(opened, |item| {
        match item {
            Item::Article(article, profile) => {
                let measures = measures(Side { article, profile, label: &article.id });
                serde_json::to_writer(&mut *out, &json::article(article, profile, lists, &measures))?;
            }
            Item::Error(what) => serde_json::to_writer(&mut *out, &serde_json::json!({ "error": what }))?,
        }
        out.write_all(b"\n")?;
        Ok(())
    })
}

enum Item<'a> {
    Article(&'a Article, &'a Profile),
    Error(&'a str),
}

/// Hands every article to `write` in the order of the input and as soon as it is measured; holds only those under way.
fn in_order(opened: &Opened, mut write: impl FnMut(Item<'_>) -> Result<()>) -> Result<Outcome> {
    let mut articles: BTreeMap<usize, Article> = BTreeMap::new();
    let mut ids: HashSet<String> = HashSet::new();
    let edits = &opened.context.edits;
    let mut ready: BTreeMap<usize, Arc<Packed>> = BTreeMap::new();
    let (mut read, mut written, mut skipped) = (0, 0, 0);
    while let Some(event) = opened.loader.wait() {
        match event {
            Loaded::Article(article, _) => {
                if !edits.list.is_empty() {
                    ids.insert(article.corrected.id.clone());
                    let own: Vec<Edit> = edits.of(&article.corrected.id).cloned().collect();
                    tell(&orphans(&own, [&article.corrected].into_iter()));
                }
                articles.insert(read, article.corrected);
                read += 1;
            }
            Loaded::Profile(n, profile) => {
                ready.insert(n, profile);
                while let Some(profile) = ready.remove(&written) {
                    let Some(article) = articles.remove(&written) else { break };
                    write(Item::Article(&article, &profile.open()))?;
                    written += 1;
                }
            }
            Loaded::Skipped(what) => {
                skipped += 1;
                complain(&what);
                write(Item::Error(&what))?;
            }
            Loaded::Done => {}
        }
    }
    let absent: Vec<Edit> = edits.list.iter().filter(|e| !ids.contains(&e.article)).cloned().collect();
    tell(&orphans(&absent, std::iter::empty()));
    Ok(Outcome::of(written, skipped + opened.mistakes.len()))
}

fn tell(messages: &[String]) {
    for message in messages {
        complain(message);
    }
}
