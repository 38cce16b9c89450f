//! Which role each line has, and why.

use super::{Line, Role, Rules, assemble::bare};
use crate::{
    sources::{GivenKind, RawArticle},
    text::Span,
};

/// One [`Line`] for each of `spans`.
pub(super) fn assign(raw: &RawArticle, spans: &[Span], _rules: &Rules) -> Vec<Line> {
    let mut lines = bare(spans, &raw.text);
    if let Some(title) = raw.first(GivenKind::Title) {
        let same = |a: &str, b: &str| plain(a) == plain(b);
        if let Some(line) = lines.iter_mut().find(|l| l.role != Role::Blank)
            && same(line.span.of(&raw.text), &title.value)
        {
            line.role = Role::Headline;
            line.why = "the same as the record's title".into();
        }
    }
    lines
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
