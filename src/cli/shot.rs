//! `parallax shot`: a picture of a pair without a terminal.

use std::{env, sync::Arc};

use anyhow::{Context as _, Result, anyhow, bail};

use super::{Outcome, args, complain, request::request};
use crate::{
    app::{Action, App, Crop, Lens, Picture, update},
    export::{Shot, made::made, parse_size, save},
    view::{Theme, briefing},
    workspace::{Corpus, open},
};

/// Draws what `args` asks for into its output file; an existing file is replaced.
pub fn run(args: &args::Shot) -> Result<Outcome> {
    let lens = Lens::named(&args.lens).ok_or_else(|| {
        let names: Vec<_> = Lens::ALL.iter().map(|l| l.name()).collect();
        anyhow!("'{}' is no lens; there are {}", args.lens, names.join(", "))
    })?;
    if !Theme::names().any(|name| name == args.theme) {
        bail!("'{}' is no theme; there are {}", args.theme, Theme::names().collect::<Vec<_>>().join(", "));
    }
    let size = parse_size(&args.size)?;
    let (corpus, context, messages) = open(&request(&args.input)?).finish();
    messages.iter().chain(&corpus.skipped).for_each(|m| complain(m));
    let outcome = Outcome::of(corpus.entries.len(), corpus.skipped.len());
    if outcome == Outcome::Nothing {
        return Ok(outcome);
    }
    if !args.screen && !briefing::supports(lens) {
        let with: Vec<_> = Lens::ALL.into_iter().filter(|l| briefing::supports(*l)).map(Lens::name).collect();
        bail!("there is no briefing view of '{}', only of {}; --screen draws the screen", lens.name(), with.join(", "));
    }
    if !args.screen && corpus.entries.len() < 2 {
        bail!("a briefing compares two articles and there is one; --screen draws the screen");
    }
    let pair = args.pair.as_ref().map(|names| pair(&corpus, names)).transpose()?;
    let mut app = App::new(Arc::new(corpus), context.lists);
    app.edits.clone_from(&context.edits.list);
    app.made = made(args.made.as_deref(), env::var("SOURCE_DATE_EPOCH").ok().as_deref())?;
    app.caption = args.caption.clone().unwrap_or_default();
    if let Some((a, b)) = pair {
        update(&mut app, Action::Pair(a, b));
    }
    update(&mut app, Action::Show(lens));
    let format = args
        .output
        .extension()
        .and_then(|e| e.to_str())
        .context("name a file that ends in .png, .svg, .html, .txt or .ans")?;
    let wish = Picture {
        path: None,
        formats: vec![format.to_owned()],
        size: Some(size),
        theme: Some(args.theme.clone()),
        screen: args.screen,
        crop: Crop::Whole,
        scale: args.scale,
        lens,
    };
    let picture = Shot::draw(&app, &wish, size)?.encode(format.parse()?)?;
    save::write(&args.output, &picture.bytes, true)?;
    if picture.missing > 0 {
        complain(&format!("{} characters have no glyph and are drawn as boxes", picture.missing));
    }
    Ok(outcome)
}

fn pair(corpus: &Corpus, names: &[String]) -> Result<(usize, usize)> {
    let [a, b] = names else { bail!("--pair takes two names") };
    Ok((corpus.find(a)?, corpus.find(b)?))
}
