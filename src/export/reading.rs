//! The machine-readable form of what was read: what `read --format jsonl` prints.

use std::borrow::Cow;

use serde::Serialize;

use super::json::{MetaJson, meta};
use crate::{articles::Article, text::neutral::neutral};

/// One article as it was read.
#[derive(Debug, Serialize)]
pub struct Reading<'a> {
    id: Cow<'a, str>,
    file: Cow<'a, str>,
    #[serde(flatten)]
    meta: MetaJson<'a>,
    /// The counted lines and the headings that markup names, each a paragraph.
    body: String,
    lines: Vec<LineJson<'a>>,
    notices: Vec<Cow<'a, str>>,
}

#[derive(Debug, Serialize)]
struct LineJson<'a> {
    n: usize,
    role: &'static str,
    why: &'a str,
}

/// What was read of `article`.
pub fn reading(article: &Article) -> Reading<'_> {
    let body: Vec<&str> = article.lines.iter().filter(|l| l.is_main_text()).map(|l| article.slice(l.span)).collect();
    Reading {
        id: neutral(&article.id),
        file: neutral(&article.file),
        meta: meta(article),
        body: neutral(&body.join("\n")).into_owned(),
        lines: article
            .lines
            .iter()
            .enumerate()
            .map(|(i, l)| LineJson { n: i + 1, role: l.role.name(), why: &l.why })
            .collect(),
        notices: article.notices.iter().map(|n| neutral(&n.text)).collect(),
    }
}
