//! From a decoded text to an [`Article`]: lines, roles, metadata.

use std::{collections::BTreeMap, sync::Arc};

use super::{Article, Line, Notice, Role, Rules, found, language, roles};
use crate::{sources::RawArticle, text::Span};

/// Roles set by hand: line number (from 1) → role.
pub type Overrides = BTreeMap<u32, Role>;

/// Gives every line its role and finds the metadata.
pub fn assemble(raw: RawArticle, rules: &Rules) -> Article {
    assemble_with(raw, rules, &Overrides::new())
}

/// Like [`assemble`], with some roles set by hand: they stand, and what depends on them (the metadata found in the
/// text) follows them.
pub fn assemble_with(raw: RawArticle, rules: &Rules, overrides: &Overrides) -> Article {
    let spans = line_spans(&raw.text);
    let mut lines = roles::assign(&raw, &spans, rules);
    set_by_hand(&mut lines, overrides);
    let meta = found::metadata(&raw, &lines, rules);
    let foreign = meta.language.as_ref().and_then(|l| language::notice(&l.value));
    let notices = raw.notices.into_iter().chain(foreign).map(|text| Notice { text }).collect();
    let text: Arc<str> = raw.text.into();
    Article { id: raw.id, file: raw.file, text, lines, meta, notices }
}

/// Sets roles by hand on an article that is already assembled; its metadata stays as it is, save that the title follows
/// a line made the headline.
pub fn reassign(article: &mut Article, overrides: &Overrides) {
    set_by_hand(&mut article.lines, overrides);
    let headline = overrides.iter().find(|(_, role)| **role == Role::Headline).map(|(line, _)| *line);
    if let Some(line) = headline.and_then(|n| article.lines.get(n as usize - 1)) {
        let value = line.span.of(&article.text).trim().to_owned();
        article.meta.title = Some(super::Field::new(value, super::Provenance::Edited));
    }
}

fn set_by_hand(lines: &mut [Line], overrides: &Overrides) {
    let headline = overrides.values().any(|r| *r == Role::Headline);
    for (line, n) in lines.iter_mut().zip(1..) {
        if let Some(role) = overrides.get(&n).filter(|_| line.role != Role::Blank) {
            *line = Line { span: line.span, role: *role, why: "set by hand".into(), edited: true };
        } else if headline && line.role == Role::Headline {
            line.role = Role::Heading;
            line.why = "another line was made the headline by hand".into();
        }
    }
}

/// The lines of `text` without their breaks; a last empty line is left out.
fn line_spans(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive('\n') {
        let body = piece.strip_suffix('\n').unwrap_or(piece);
        let body = body.strip_suffix('\r').unwrap_or(body);
        out.push(Span::new(start, start + body.len()));
        start += piece.len();
    }
    out
}
