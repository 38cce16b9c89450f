//! [`Wraps`]: each text wrapped once per width, with the map from bytes to rows and back.

use std::sync::Arc;

use crate::{
    articles::{Article, Role},
    text::{Span, wrap},
};

/// One row of a wrapped text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Byte range in the article's text; empty for a blank line between paragraphs.
    pub span: Span,
    /// Line number, 1-based.
    pub line: u32,
    /// Whether it is the first row of its line.
    pub first: bool,
}

/// A text as rows of one width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrapped {
    /// The rows in order of the text.
    pub rows: Vec<Row>,
}

impl Wrapped {
    /// Wraps the lines that are shown: body, headline, headings; with `dropped` all others too.
    pub fn of(article: &Article, cells: u16, dropped: bool, fold: bool) -> Self {
        let mut rows = Vec::new();
        let mut spans = Vec::new();
        for (i, line) in article.lines.iter().enumerate() {
            if line.role == Role::Blank || !(dropped || is_shown(line.role)) {
                continue;
            }
            spans.clear();
            if fold {
                wrap::wrap(&article.text, line.span, usize::from(cells), &mut spans);
            } else {
                spans.push(line.span);
            }
            let line = i as u32 + 1;
            rows.extend(spans.iter().enumerate().map(|(n, &span)| Row { span, line, first: n == 0 }));
        }
        Self { rows }
    }

    /// The row that holds byte `offset`, or the nearest before it.
    pub fn row_of(&self, offset: usize) -> usize {
        self.rows.partition_point(|r| r.span.start as usize <= offset).saturating_sub(1)
    }

    /// The first byte of a row; past the end, that of the last.
    pub fn offset_of(&self, row: usize) -> usize {
        self.rows.get(row.min(self.rows.len().saturating_sub(1))).map_or(0, |r| r.span.start as usize)
    }
}

/// Whether lines of this role are shown without the layer of dropped lines.
pub const fn is_shown(role: Role) -> bool {
    role.is_body() || matches!(role, Role::Headline | Role::StandFirst | Role::Heading)
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    article: usize,
    cells: u16,
    dropped: bool,
    fold: bool,
}

/// The texts wrapped of late.
#[derive(Clone, Debug, Default)]
pub struct Wraps {
    kept: Vec<(Key, Arc<Article>, Arc<Wrapped>)>,
}

/// How many wrapped texts are kept.
const KEPT: usize = 8;

impl Wraps {
    /// The wrapped text if it is kept, else wrapped now.
    pub fn get(&self, index: usize, article: &Arc<Article>, cells: u16, dropped: bool, fold: bool) -> Arc<Wrapped> {
        let key = Key { article: index, cells, dropped, fold };
        let kept = self.kept.iter().find(|(k, a, _)| *k == key && Arc::ptr_eq(a, article));
        kept.map_or_else(|| Arc::new(Wrapped::of(article, cells, dropped, fold)), |(_, _, w)| w.clone())
    }

    /// Wraps and keeps a text.
    pub fn keep(&mut self, index: usize, article: &Arc<Article>, cells: u16, dropped: bool, fold: bool) {
        let key = Key { article: index, cells, dropped, fold };
        if self.kept.iter().any(|(k, a, _)| *k == key && Arc::ptr_eq(a, article)) {
            return;
        }
        if self.kept.len() == KEPT {
            self.kept.remove(0);
        }
        let wrapped = Arc::new(Wrapped::of(article, cells, dropped, fold));
        self.kept.push((key, article.clone(), wrapped));
    }
}
