//! What kind of text an article is: a guess with its reasons.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    Lists,
    loaded::LoadedHit,
    phrases::{Cue, Group, Kind, Scan},
    voices::{Voice, Voices},
};
use crate::articles::{Article, Document, Role, Sentence};

/// What kind of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GenreKind {
    /// News report.
    Report,
    /// Analysis.
    Analysis,
    /// Opinion or advocacy.
    Opinion,
    /// Questions and answers.
    Interview,
    /// Time-stamped entries.
    LiveBlog,
    /// Too little to tell.
    #[default]
    Unknown,
}

/// A genre with the reasons for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Genre {
    /// The guess, or what was set by hand.
    pub kind: GenreKind,
    /// What speaks for it.
    pub reasons: Vec<String>,
    /// Whether it was set by hand.
    pub edited: bool,
}

impl Genre {
    /// `*` where it was set by hand.
    pub const fn mark(&self) -> &'static str {
        if self.edited { "*" } else { "" }
    }
}

impl GenreKind {
    /// The genre that `assets/genre.toml` calls `id`.
    fn named(id: &str) -> Option<Self> {
        match id {
            "report" => Some(Self::Report),
            "analysis" => Some(Self::Analysis),
            "opinion" => Some(Self::Opinion),
            "interview" => Some(Self::Interview),
            "live_blog" => Some(Self::LiveBlog),
            _ => None,
        }
    }
}

/// One thing that speaks for a genre.
struct Reason {
    kind: GenreKind,
    weight: f64,
    text: String,
}

/// Fewer body words than this tell too little.
const FEW_WORDS: usize = 60;

/// Guesses the genre: the kind for which most speaks, with what speaks for it.
pub fn guess(
    article: &Article,
    document: &Document,
    voices: &Voices,
    loaded: &[LoadedHit],
    scan: &Scan,
    lists: &Lists,
) -> Genre {
    if document.words.len() < FEW_WORDS {
        let text = format!("{} words of body text are too few to tell", document.words.len());
        return Genre { reasons: vec![text], ..Genre::default() };
    }
    let mut reasons = stated(article, lists);
    reasons.extend(headline(article));
    reasons.extend(author_note(article, document, lists));
    reasons.extend(form(article, document));
    reasons.extend(address(article, document, voices));
    reasons.extend(wording(document, voices, scan, lists));
    reasons.extend(voices_and_tone(voices, loaded));
    decide(reasons)
}

/// What must speak for another kind than the usual one.
const ENOUGH: f64 = 1.0;

fn decide(reasons: Vec<Reason>) -> Genre {
    use GenreKind::{Analysis, Interview, LiveBlog, Opinion, Report};
    let total = |kind| reasons.iter().filter(|r| r.kind == kind).map(|r| r.weight).sum::<f64>();
    let (mut kind, mut best) = (Report, total(Report));
    for other in [Analysis, Opinion, Interview, LiveBlog] {
        if total(other) > best.max(ENOUGH) {
            (kind, best) = (other, total(other));
        }
    }
    let mut chosen: Vec<Reason> = reasons.into_iter().filter(|r| r.kind == kind && r.weight > 0.0).collect();
    chosen.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut reasons: Vec<String> = chosen.into_iter().map(|r| r.text).collect();
    if reasons.is_empty() {
        reasons.push("nothing speaks for another kind".to_owned());
    }
    Genre { kind, reasons, edited: false }
}

/// What a label weighs: more than all that a report usually shows.
const STATED: f64 = 5.0;

/// Where a file may say what it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Address,
    Headline,
    Line(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => f.write_str("the address"),
            Self::Headline => f.write_str("the headline"),
            Self::Line(n) => write!(f, "line {n}"),
        }
    }
}

/// What the file says of itself: a section name, a path of its address, a heading.
fn stated(article: &Article, lists: &Lists) -> Vec<Reason> {
    let url = article.meta.url.as_ref().map(|url| (Place::Address, url.value.as_str()));
    let title = article.title().map(|title| (Place::Headline, title));
    let labels = article.dropped().take(40).filter_map(|(n, line)| {
        let is_label = matches!(line.role, Role::Metadata | Role::Byline | Role::Heading | Role::StandFirst);
        (is_label && line.span.len() < 80).then(|| (Place::Line(n), article.slice(line.span)))
    });
    // Each place is read once for the labels of all kinds.
    let places: Vec<_> =
        url.into_iter().chain(title).chain(labels).map(|(place, text)| (place, text, said(text, lists))).collect();
    let mut out: Vec<Reason> = Vec::new();
    for (i, group) in lists.genre.groups.iter().enumerate() {
        let Some(kind) = group.id.strip_suffix("_label").and_then(GenreKind::named) else { continue };
        let hit = places.iter().find_map(|(place, text, said)| {
            let is_label =
                |c: &&Cue| *place != Place::Headline || kind == GenreKind::LiveBlog || labels_headline(text, c);
            said_of(i, group, said).find(is_label).map(|cue| (cue, place))
        });
        if let Some((cue, place)) = hit {
            let text = format!("{place} says “{}”", cue.text);
            out.push(Reason { kind, weight: STATED * f64::from(cue.weight), text });
        }
    }
    out
}

/// The cues to the genre that stand in a short text, as group and cue, in the order of the list.
fn said(text: &str, lists: &Lists) -> Vec<(u32, u32)> {
    let found = lists.matcher.in_text(text).into_iter().filter(|m| m.owner.kind == Kind::Genre);
    let mut said: Vec<(u32, u32)> = found.filter_map(|m| Some((m.owner.group, m.owner.cue?))).collect();
    said.sort_unstable();
    said
}

/// The cues of the `i`-th group among those said.
fn said_of<'a>(i: usize, group: &'a Group, said: &[(u32, u32)]) -> impl Iterator<Item = &'a Cue> {
    said.iter().filter(move |s| s.0 as usize == i).filter_map(|s| group.cues.get(s.1 as usize))
}

/// Whether a cue stands in a headline as a label ("Opinion: …", "… | Analysis", "Q&A with …") and not as a word of it.
fn labels_headline(title: &str, cue: &Cue) -> bool {
    let parts = title.split([':', '|', '–', '—', ';']).flat_map(|p| p.split(" - "));
    let mut short = parts.filter(|p| p.split_whitespace().count() <= 3 && p.trim().len() < title.trim().len());
    cue.text.contains(['&', ' ']) || short.any(|part| cue.patterns.iter().any(|p| p.is_in(part)))
}

/// What the form of the headline says: “Why …”, “How …” and a question explain.
fn headline(article: &Article) -> Option<Reason> {
    let title = article.title()?.trim();
    let lower = title.to_lowercase();
    let first = lower.trim_start_matches("here").trim_start_matches(['\'', '’', 's', ' ']);
    let why = first.starts_with("why ") || lower.starts_with("how ") || lower.starts_with("what ");
    let weight = match (why, title.ends_with('?')) {
        (true, _) => 2.5,
        (false, true) => 1.0,
        (false, false) => return None,
    };
    Some(Reason { kind: GenreKind::Analysis, weight, text: format!("the headline asks or explains: “{title}”") })
}

/// What is said of the author in the last lines.
fn author_note(article: &Article, document: &Document, lists: &Lists) -> Option<Reason> {
    let (i, group) = lists.genre.groups.iter().enumerate().find(|(_, g)| g.id == "opinion_note")?;
    let body = document.paragraphs.iter().rev().take(2).map(|p| article.slice(p.span));
    let end = document.paragraphs.last().map_or(0, |p| p.span.end);
    let after = article.lines.iter().filter(|l| l.span.start >= end && l.span.len() < 400).take(10);
    let mut lines = body.chain(after.map(|l| article.slice(l.span)));
    let cue = lines.find_map(|l| said_of(i, group, &said(l, lists)).next())?;
    let text = format!("the last lines say of the author “{}”", cue.text);
    Some(Reason { kind: GenreKind::Opinion, weight: 1.2, text })
}

/// Fewer of the narrator's words than this say little about how the narrator speaks.
const FEW_OF_THE_NARRATOR: usize = 200;

/// How the narrator speaks to the reader: questions and exclamations outside what others say.
fn address(article: &Article, document: &Document, voices: &Voices) -> Option<Reason> {
    let words = voices.narrator_words;
    let own = |s: &&Sentence| voices.at(s.span.start as usize) == Voice::Narrator && ends_in_narration(voices, s);
    let sentences = document.sentences.iter().filter(own);
    let marked = sentences.filter(|s| article.slice(s.span).trim_end().ends_with(['?', '!'])).count();
    let rate = 1000.0 * marked as f64 / words.max(1) as f64;
    if words < FEW_OF_THE_NARRATOR || marked < 2 || rate < 2.5 {
        return None;
    }
    let text = format!("the narrator asks or exclaims {marked} times");
    Some(Reason { kind: GenreKind::Opinion, weight: (0.4 * rate).min(2.0), text })
}

fn ends_in_narration(voices: &Voices, sentence: &Sentence) -> bool {
    voices.at((sentence.span.end as usize).saturating_sub(1)) == Voice::Narrator
}

/// What the shape of the paragraphs says: time stamps, questions and answers, headings.
fn form(article: &Article, document: &Document) -> Vec<Reason> {
    let mut out = Vec::new();
    let paragraphs = || document.paragraphs.iter().map(|p| article.slice(p.span).trim());
    let n = document.paragraphs.len().max(1) as f64;
    let stamped = paragraphs().filter(|p| opens_with_time(p)).count();
    if stamped >= 3 {
        let text = format!("{stamped} paragraphs open with a time of day");
        out.push(Reason { kind: GenreKind::LiveBlog, weight: 2.0 + 4.0 * stamped as f64 / n, text });
    }
    let labelled = paragraphs().filter(|p| opens_with_label(p)).count();
    let asked = paragraphs().filter(|p| p.ends_with('?') && p.len() < 300).count();
    if labelled >= 4 || (asked >= 4 && asked as f64 / n > 0.25) {
        let text = format!("{asked} paragraphs are questions, {labelled} open with who speaks");
        let weight = 1.0 + 5.0 * (labelled.max(asked) as f64 / n);
        out.push(Reason { kind: GenreKind::Interview, weight, text });
    }
    let headings = article.lines.iter().filter(|l| l.role == Role::Heading).count();
    if headings >= 3 {
        let text = format!("{headings} headings part the text");
        out.push(Reason { kind: GenreKind::Analysis, weight: 1.2, text });
    }
    out
}

/// `14:05 …`, `2.30pm …`, `9am …`.
fn opens_with_time(paragraph: &str) -> bool {
    let first = paragraph.split_whitespace().next().unwrap_or("").trim_matches(|c: char| "[]()–-—•:,".contains(c));
    let lower = first.to_ascii_lowercase();
    let half = ["am", "pm", "a.m", "p.m", "gmt", "et"].iter().find_map(|h| lower.trim_end_matches('.').strip_suffix(h));
    let clock = half.unwrap_or(&lower);
    let mut parts = clock.split([':', '.']);
    let number = |p: Option<&str>| p.and_then(|p| p.parse::<u8>().ok().filter(|_| p.len() <= 2));
    match (number(parts.next()), parts.next(), parts.next()) {
        (Some(h), None, None) => half.is_some() && h <= 12,
        (Some(h), Some(m), None) => {
            h <= 23
                && m.len() == 2
                && number(Some(m)).is_some_and(|m| m < 60)
                && (clock.contains(':') || half.is_some())
        }
        _ => false,
    }
}

/// `Q: …`, `SPIEGEL: …`, `Reporter: …`: one or two capitalised words and a colon.
fn opens_with_label(paragraph: &str) -> bool {
    let Some((label, rest)) = paragraph.split_once(':') else { return false };
    let words: Vec<&str> = label.split_whitespace().collect();
    (1..=2).contains(&words.len())
        && label.len() <= 30
        && rest.starts_with(char::is_whitespace)
        && words.iter().all(|w| w.chars().next().is_some_and(char::is_uppercase))
}

/// What the narrator's wording says, by the cues of the list, per 100 sentences.
fn wording(document: &Document, voices: &Voices, scan: &Scan, lists: &Lists) -> Vec<Reason> {
    let mut tally: Vec<(f64, usize, Option<&str>)> = vec![(0.0, 0, None); lists.genre.groups.len()];
    for m in scan.longest(Kind::Genre) {
        let at = m.owner.group as usize;
        let cue = lists.genre.groups.get(at).and_then(|g| g.cues.get(m.owner.cue? as usize));
        let (Some(cue), Some(entry)) = (cue, tally.get_mut(at)) else { continue };
        if voices.at(m.span.start as usize) == Voice::Narrator {
            *entry = (entry.0 + f64::from(cue.weight), entry.1 + 1, entry.2.or(Some(&cue.text)));
        }
    }
    let sentences = document.sentences.len().max(1) as f64;
    let mut out = Vec::new();
    for (group, (weight, n, example)) in lists.genre.groups.iter().zip(tally) {
        if let (Some(kind), Some(example)) = (GenreKind::named(&group.id), example) {
            let text = format!("{} {n} times, as in “{example}”", group.label);
            out.push(Reason { kind, weight: (10.0 * weight / sentences).min(4.0), text });
        }
    }
    out
}

/// What the share of other voices and the tone of the narrator's words say.
fn voices_and_tone(voices: &Voices, loaded: &[LoadedHit]) -> Vec<Reason> {
    let body = voices.body_words().max(1) as f64;
    let others = voices.words(Voice::Direct) + voices.words(Voice::Indirect);
    let share = others as f64 / body;
    let mut out = Vec::new();
    if share >= 0.15 {
        let text = format!("{:.0}% of the words are quoted or told in indirect speech", 100.0 * share);
        out.push(Reason { kind: GenreKind::Report, weight: 1.0 + 3.0 * share, text });
    } else if share < 0.06 {
        let text = format!("only {:.0}% of the words are quoted or told in indirect speech", 100.0 * share);
        out.push(Reason { kind: GenreKind::Opinion, weight: 0.6, text: text.clone() });
        out.push(Reason { kind: GenreKind::Analysis, weight: 0.6, text });
    }
    let narrator = voices.narrator_words.max(1) as f64;
    let hits = loaded.iter().filter(|h| h.counted && h.voice == Voice::Narrator && !h.headline).count();
    let rate = 1000.0 * hits as f64 / narrator;
    if hits >= 4 && rate > 14.0 {
        let text = format!("{rate:.0} loaded terms per 1,000 words of the narrator");
        out.push(Reason { kind: GenreKind::Opinion, weight: (rate / 12.0).min(2.5), text });
    }
    out
}

#[cfg(test)]
#[path = "genre/tests.rs"]
mod tests;
