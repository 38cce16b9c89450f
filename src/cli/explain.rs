//! `parallax explain ID:LINE`: why the findings on a line are what they are.

use std::io::{self, Write};

use anyhow::{Context as _, Result, bail};

use super::{Outcome, args, complain, request::request};
use crate::{
    analysis::{Lists, Profile, phrases::Group},
    articles::Article,
    text::{Span, neutral::neutral, wrap::fit},
    workspace::open,
};

/// How many cells of the words a finding is about are printed.
const WORDS: usize = 90;

/// Explains the line `address`, given as `ID:LINE`.
pub fn run(address: &str, input: &args::Input) -> Result<Outcome> {
    let (id, line) = address.rsplit_once(':').with_context(|| format!("'{address}' is no ID:LINE, like 001:12"))?;
    let line: usize = line.parse().with_context(|| format!("'{line}' is no line number"))?;
    let (corpus, context, mistakes) = open(&request(input)?).finish();
    mistakes.iter().chain(&corpus.skipped).for_each(|m| complain(m));
    let entry = corpus.entries.get(corpus.find(id)?).context("no such article")?;
    let Some(row) = line.checked_sub(1).and_then(|n| entry.article.lines.get(n)) else {
        bail!("{} has {} lines, no line {line}", entry.article.id, entry.article.lines.len());
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{}:{line} is {}: {}", neutral(&entry.article.id), row.role.name(), neutral(&row.why))?;
    writeln!(out, "{}", neutral(entry.article.slice(row.span)))?;
    if let Some(profile) = entry.open() {
        for found in findings(&entry.article, &profile, &context.lists, row.span) {
            let words = fit(entry.article.slice(found.span), WORDS);
            writeln!(out, "  {words}\n    {}", neutral(&found.text))?;
        }
    }
    Ok(Outcome::of(1, corpus.skipped.len() + mistakes.len()))
}

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands; for an attribution, its first content on the line.
    pub span: Span,
    /// What it is and why.
    pub text: String,
}

/// Every finding on the line, with its reason, in order of the text.
pub fn findings(article: &Article, profile: &Profile, lists: &Lists, line: Span) -> Vec<Found> {
    let mut found = Vec::new();
    speech(article, profile, line, &mut found);
    words(article, profile, lists, line, &mut found);
    found.sort_by_key(|f| f.span.start);
    found
}

fn name(profile: &Profile, speaker: Option<u32>) -> &str {
    speaker.and_then(|i| profile.entities.get(i as usize)).map_or("nobody known (?)", |e| e.name.as_str())
}

/// The name of a kind in words: `AgentlessPassive` is `agentless passive`.
fn plain(kind: impl std::fmt::Debug) -> String {
    let name = format!("{kind:?}");
    let apart = name.chars().flat_map(|c| c.is_uppercase().then_some(' ').into_iter().chain(c.to_lowercase()));
    apart.collect::<String>().trim_start().to_owned()
}

/// Quotations, attributions and reporting verbs.
fn speech(article: &Article, profile: &Profile, line: Span, found: &mut Vec<Found>) {
    for q in profile.quotations.iter().filter(|q| q.span.overlaps(line)) {
        let who = if q.counted() {
            format!(" by {} ({})", name(profile, q.speaker), plain(q.confidence))
        } else {
            String::new()
        };
        found.push(Found { span: q.span, text: format!("in quotation marks: {}{who}: {}", plain(q.class), q.why) });
    }
    for a in profile.attributions.iter().chain(&profile.headline) {
        let Some(span) = a.content.iter().copied().find(|c| c.overlaps(line)) else { continue };
        let source = a.source.map_or_else(|| "no source".to_owned(), |s| format!("source “{}”", article.slice(s)));
        let who = name(profile, a.speaker);
        let text = format!(
            "{} {} of {who} ({}): {source}, cue “{}”: {}",
            plain(a.kind),
            plain(a.act),
            plain(a.confidence),
            a.lemma,
            a.why
        );
        found.push(Found { span, text });
    }
    for v in profile.verbs.iter().filter(|v| v.span.overlaps(line)) {
        let text = format!("reporting verb of {}: {}: {}", name(profile, v.speaker), plain(v.stance), v.why);
        found.push(Found { span: v.span, text });
    }
}

/// Loaded terms, naming choices, topics and the other layers.
fn words(article: &Article, profile: &Profile, lists: &Lists, line: Span, found: &mut Vec<Found>) {
    for h in profile.loaded.iter().filter(|h| h.span.overlaps(line)) {
        let counted = if h.counted { "counted" } else { "not counted" };
        let entry = lists.loaded.get(h.entry);
        let what = entry.map_or_else(String::new, |e| format!("{}, “{}”, ", plain(e.category), e.gloss));
        let mut text = format!("loaded term: {what}weight {:.2}, {counted}, {} voice", h.weight, plain(h.voice));
        if !h.why.is_empty() {
            text = format!("{text} ({})", h.why);
        }
        found.push(Found { span: h.span, text });
    }
    for n in profile.naming.iter().filter(|n| n.span.overlaps(line)) {
        let (concept, voice) = (n.concept.replace('_', " "), plain(n.voice));
        let from = lists.naming.get(&n.concept).map(Group::from).unwrap_or_default();
        found.push(Found {
            span: n.span, text: format!("naming: “{}” for {concept}, {voice} voice{from}", n.variant)
        });
    }
    for (topic, cue) in profile.topics.iter().flat_map(|t| t.cues.iter().map(move |c| (t, c))) {
        if cue.span.overlaps(line) {
            let text = format!("topic: {} by '{}', {}", topic.label, article.slice(cue.span), cue.why);
            found.push(Found { span: cue.span, text });
        }
    }
    for l in profile.layers.iter().filter(|l| l.span.overlaps(line)) {
        found.push(Found { span: l.span, text: format!("{}: {}", plain(l.layer), l.why) });
    }
}
