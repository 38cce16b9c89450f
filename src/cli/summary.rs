//! The story as plain text, for a pipe: what the dashboard would show first.

use std::io::{self, Write};

use anyhow::Result;

use super::{Outcome, args, complain, request::request};
use crate::{
    comparison::{Measure, MeasureId, Side, measures, speakers, topics},
    text::neutral::neutral,
    workspace::{Corpus, Entry, open, orphans},
};

/// How many speakers and topics are named.
const NAMED: usize = 4;

/// What the summary says of each article, besides words, speakers and topics.
const SHOWN: [MeasureId; 4] =
    [MeasureId::Quotations, MeasureId::Voices, MeasureId::QuotedShare, MeasureId::LoadedDensity];

/// Prints the summary of what `input` names.
pub fn run(input: &args::Input) -> Result<Outcome> {
    let (corpus, context, mistakes) = open(&request(input)?).finish();
    mistakes.iter().chain(&corpus.skipped).for_each(|m| complain(m));
    let mut out = io::BufWriter::new(io::stdout().lock());
    let orphans = orphans(&context.edits.list, corpus.entries.iter().map(|e| e.article.as_ref()));
    print(&corpus, &orphans, &mut out)?;
    out.flush()?;
    Ok(Outcome::of(corpus.entries.len(), corpus.skipped.len() + mistakes.len()))
}

fn print(corpus: &Corpus, orphans: &[String], out: &mut impl Write) -> io::Result<()> {
    let (articles, skipped) = (corpus.entries.len(), corpus.skipped.len());
    writeln!(
        out,
        "{}: {articles} article{}, {skipped} skipped",
        neutral(&corpus.name),
        if articles == 1 { "" } else { "s" }
    )?;
    for (n, entry) in corpus.entries.iter().enumerate() {
        writeln!(out)?;
        article(n + 1, entry, out)?;
    }
    if !orphans.is_empty() {
        writeln!(out)?;
    }
    for orphan in orphans {
        writeln!(out, "{}", neutral(orphan))?;
    }
    if articles > 0 {
        writeln!(
            out,
            "\nIntervals are 95%. One article says nothing about an outlet. parallax analyze prints all figures."
        )?;
    }
    Ok(())
}

fn article(n: usize, entry: &Entry, out: &mut impl Write) -> io::Result<()> {
    let meta = &entry.article.meta;
    let outlet = entry.article.outlet().unwrap_or("outlet not stated");
    let date = meta.date.as_ref().map_or_else(|| "date not stated".to_owned(), |d| d.value.to_string());
    writeln!(out, "{n}. {} – {}, {date}{}", neutral(&entry.label), neutral(outlet), edited(entry))?;
    writeln!(out, "   {}", neutral(entry.article.title().unwrap_or("headline not found")))?;
    let Some(profile) = entry.open() else { return Ok(()) };
    let side = Side { article: &entry.article, profile: &profile, label: &entry.label };
    let words = profile.voices.body_words();
    let figures: Vec<String> = measures(side).iter().filter(|m| SHOWN.contains(&m.id)).map(figure).collect();
    writeln!(out, "   {words} words · {}", figures.join(" · "))?;
    let heard = speakers(side);
    let quoted: Vec<_> = heard.iter().filter(|s| s.words > 0).collect();
    let named: Vec<String> =
        quoted.iter().take(NAMED).map(|s| format!("{} {} words", neutral(&s.name), s.words)).collect();
    writeln!(out, "   quoted: {}", list(&named, quoted.len()))?;
    let mut covered = topics(side);
    covered.sort_by_key(|t| (t.layer, std::cmp::Reverse(t.count)));
    let named: Vec<String> =
        covered.iter().take(NAMED).map(|t| format!("{} {}/{}", neutral(&t.label), t.count, t.base)).collect();
    writeln!(out, "   topics (sentences): {}", list(&named, covered.len()))
}

/// The mark of an article that was corrected by hand.
fn edited(entry: &Entry) -> String {
    match entry.profile.as_ref().map_or(0, |p| p.edits) {
        0 => String::new(),
        1 => " · edited: 1 correction".to_owned(),
        n => format!(" · edited: {n} corrections"),
    }
}

fn figure(measure: &Measure) -> String {
    let name = measure.id.definition().name.to_lowercase();
    match measure.interval_text().as_str() {
        "" => format!("{name} {}", measure.text()),
        interval => format!("{name} {} {interval}", measure.text()),
    }
}

fn list(named: &[String], all: usize) -> String {
    match all.saturating_sub(named.len()) {
        _ if named.is_empty() => "–".to_owned(),
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
