//! `parallax explain ID:LINE`: why the findings on a line are what they are.

use std::io::{self, Write};

use anyhow::{Context as _, Result, bail};

use super::{Outcome, args, complain, request::request};
use crate::{
    analysis::Profile,
    articles::Article,
    text::{Span, neutral::neutral},
    workspace::open,
};

/// Explains the line `address`, given as `ID:LINE`.
pub fn run(address: &str, input: &args::Input) -> Result<Outcome> {
    let (id, line) = address.rsplit_once(':').with_context(|| format!("'{address}' is no ID:LINE, like 001:12"))?;
    let line: usize = line.parse().with_context(|| format!("'{line}' is no line number"))?;
    let (corpus, _, messages) = open(&request(input)?).finish();
    messages.iter().chain(&corpus.skipped).for_each(|m| complain(m));
    let entry = corpus.entries.get(corpus.find(id)?).context("no such article")?;
    let Some(row) = line.checked_sub(1).and_then(|n| entry.article.lines.get(n)) else {
        bail!("{} has {} lines, no line {line}", entry.article.id, entry.article.lines.len());
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{}:{line} is {}: {}", neutral(&entry.article.id), row.role.name(), neutral(&row.why))?;
    writeln!(out, "{}", neutral(entry.article.slice(row.span)))?;
    if let Some(profile) = &entry.profile {
        for text in reasons(&entry.article, profile, row.span) {
            writeln!(out, "  {}", neutral(&text))?;
        }
    }
    Ok(if corpus.skipped.is_empty() { Outcome::Well } else { Outcome::Skipped })
}

/// Every finding on the line, with its reason.
pub fn reasons(article: &Article, profile: &Profile, line: Span) -> Vec<String> {
    let mut found: Vec<(Span, String)> = Vec::new();
    let name = |i: Option<u32>| {
        i.and_then(|i| profile.entities.get(i as usize)).map_or("nobody known (?)", |e| e.name.as_str())
    };
    for q in profile.quotations.iter().filter(|q| q.span.overlaps(line)) {
        let text = article.slice(q.span);
        found.push((
            q.span,
            format!("quotation {text} – {:?}, by {}, {:?}: {}", q.class, name(q.speaker), q.confidence, q.why),
        ));
    }
    for a in profile.attributions.iter().filter(|a| a.content.iter().any(|c| c.overlaps(line))) {
        let source = a.source.map_or("", |s| article.slice(s));
        let content: Vec<&str> = a.content.iter().map(|c| article.slice(*c)).collect();
        let span = a.content.first().copied().unwrap_or_default();
        found.push((
            span,
            format!(
                "{:?} {:?} – source '{source}' is {}, cue '{}', {:?}: {}; content: {}",
                a.kind,
                a.act,
                name(a.speaker),
                a.lemma,
                a.confidence,
                a.why,
                content.join(" … ")
            ),
        ));
    }
    for h in profile.loaded.iter().filter(|h| h.span.overlaps(line)) {
        let counted = if h.counted { "counted" } else { "not counted" };
        found.push((
            h.span,
            format!("loaded '{}' – {:.2}, {counted}, {:?} voice {}", article.slice(h.span), h.weight, h.voice, h.why),
        ));
    }
    for v in profile.verbs.iter().filter(|v| v.span.overlaps(line)) {
        found.push((
            v.span,
            format!("verb '{}' – {:?}, {}: {}", article.slice(v.span), v.stance, name(v.speaker), v.why),
        ));
    }
    for n in profile.naming.iter().filter(|n| n.span.overlaps(line)) {
        found.push((n.span, format!("naming '{}' – {} ({:?} voice)", article.slice(n.span), n.concept, n.voice)));
    }
    for (topic, cue) in profile.topics.iter().flat_map(|t| t.cues.iter().map(move |c| (t, c))) {
        if cue.span.overlaps(line) {
            found.push((cue.span, format!("topic {} – '{}': {}", topic.label, article.slice(cue.span), cue.why)));
        }
    }
    for l in profile.layers.iter().filter(|l| l.span.overlaps(line)) {
        found.push((l.span, format!("{:?} '{}' – {}", l.layer, article.slice(l.span), l.why)));
    }
    found.sort_by_key(|(span, _)| span.start);
    found.into_iter().map(|(_, text)| text).collect()
}
