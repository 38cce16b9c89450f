//! Articles for tests.

use crate::{
    articles::{Article, Line, Metadata, Role},
    text::Span,
};

/// An article whose lines are all body.
pub(crate) fn article(text: &str) -> Article {
    article_of(text, &[])
}

/// An article whose first lines have `roles`; the rest is body.
pub(crate) fn article_of(text: &str, roles: &[Role]) -> Article {
    let mut at = 0;
    let lines = text
        .split_inclusive('\n')
        .enumerate()
        .map(|(i, l)| {
            let span = Span::new(at, at + l.trim_end_matches('\n').len());
            at += l.len();
            let role = if span.is_empty() { Role::Blank } else { roles.get(i).copied().unwrap_or(Role::Body) };
            Line { span, role, why: "test".into(), edited: false }
        })
        .collect();
    let (id, file) = ("t".to_owned(), "t.txt".to_owned());
    Article { id, file, text: text.into(), lines, meta: Metadata::default(), notices: Vec::new() }
}
