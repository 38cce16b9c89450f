//! `parallax shot`: a picture of a pair without a terminal.

use std::{env, sync::Arc};

use anyhow::{Result, anyhow, bail};

use super::{Outcome, args, complain, output::Target, request::request};
use crate::{
    app::{Action, App, Crop, Lens, Panel, Picture, Side, update},
    export::{Format, Shot, made::made, parse_size},
    view::{Theme, briefing},
    workspace::{Corpus, open},
};

/// Draws what `args` asks for into its output file.
pub fn run(args: &args::Shot) -> Result<Outcome> {
    let lens = Lens::named(&args.lens).ok_or_else(|| {
        let names: Vec<_> = Lens::ALL.iter().map(|l| l.name()).collect();
        anyhow!("'{}' is no lens; there are {}", args.lens, names.join(", "))
    })?;
    if !Theme::names().any(|name| name == args.theme) {
        bail!("'{}' is no theme; there are {}", args.theme, Theme::names().collect::<Vec<_>>().join(", "));
    }
    let size = parse_size(&args.size)?;
    let target = Target::new(&args.output, &args.input.paths, args.existing)?;
    let format: Format = target.ending(".png, .svg, .html, .txt or .ans")?.parse()?;
    let (corpus, context, mistakes) = open(&request(&args.input)?).finish();
    mistakes.iter().chain(&corpus.skipped).for_each(|m| complain(m));
    let outcome = Outcome::of(corpus.entries.len(), corpus.skipped.len() + mistakes.len());
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
    let crop = args.crop.as_deref().map_or(Ok(Crop::Whole), |part| crop(&mut app, part, args.screen))?;
    let wish = Picture {
        path: None,
        formats: vec![format.to_string()],
        size: Some(size),
        theme: Some(args.theme.clone()),
        screen: args.screen,
        crop,
        scale: args.scale,
        lens,
    };
    let picture = Shot::draw(&app, &wish, size)?.encode(format)?;
    target.write(&picture.bytes)?;
    if picture.missing > 0 {
        complain(&format!("{} characters have no glyph and are drawn as boxes", picture.missing));
    }
    Ok(outcome)
}

/// The part named `part`: cells, or a panel of the screen, which then is the one in use.
fn crop(app: &mut App, part: &str, screen: bool) -> Result<Crop> {
    if let Some(cells) = Crop::cells_named(part) {
        return Ok(cells);
    }
    let side = Side::BOTH.into_iter().find(|s| part.strip_prefix("side-") == Some(&s.letter().to_lowercase()));
    let panel = Panel::ALL.into_iter().find(|p| p.name() == part);
    match (panel, side) {
        (None, None) => {
            let names: Vec<_> = Panel::ALL.into_iter().map(Panel::name).collect();
            bail!("'{part}' is no part; write cells as WxH+X+Y, or {}, side-a, side-b", names.join(", "))
        }
        _ if !screen => bail!("the briefing view has no panels; write cells as WxH+X+Y, or add --screen"),
        (Some(panel), _) => {
            app.panel = panel;
            Ok(Crop::Panel)
        }
        (None, Some(side)) => Ok(Crop::Side(side)),
    }
}

fn pair(corpus: &Corpus, names: &[String]) -> Result<(usize, usize)> {
    let [a, b] = names else { bail!("--pair takes two names") };
    Ok((corpus.find(a)?, corpus.find(b)?))
}
