//! Corrections without a place: their words, or their article, are gone. They are kept in their file, listed wherever
//! results leave the program, and never dropped.

use std::collections::HashMap;

use super::edits::{EVERYWHERE, Edit};
use crate::articles::Article;

/// What `edits` no longer finds in `articles`, a line for each.
pub fn orphans<'a>(edits: &[Edit], articles: impl Iterator<Item = &'a Article>) -> Vec<String> {
    if edits.is_empty() {
        return Vec::new();
    }
    let articles: HashMap<&str, &Article> = articles.map(|a| (a.id.as_str(), a)).collect();
    edits.iter().filter_map(|edit| orphan(edit, articles.get(edit.article.as_str()).copied())).collect()
}

/// Why `edit` has no place in its article; `None` when it has one.
fn orphan(edit: &Edit, article: Option<&Article>) -> Option<String> {
    let words = edit.at.as_ref().map_or_else(String::new, |at| format!(" “{}”", at.words));
    match article {
        _ if edit.article == EVERYWHERE => None,
        None => Some(format!("correction not applied, its article is not here: {}{words}", edit.article)),
        Some(article) => edit
            .at
            .as_ref()
            .filter(|at| at.find(&article.text).is_none())
            .map(|_| format!("correction not applied, its words are gone: {}{words}", edit.article)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        articles::{Rules, assemble_with},
        sources::RawArticle,
        workspace::edits::{Anchor, Change},
    };

    #[test]
    fn gone_words_and_gone_articles_are_told_and_the_rest_is_not() {
        let raw = RawArticle { id: "a".into(), text: "Still here.".into(), ..RawArticle::default() };
        let article = assemble_with(raw, Rules::embedded(), &BTreeMap::new());
        let edit = |article: &str, words: &str| Edit {
            article: article.into(),
            change: Change::Bookmark { mark: 'x' },
            at: Some(Anchor { words: words.into(), ..Anchor::default() }),
        };
        let edits = [edit("a", "Still"), edit("a", "gone"), edit("b", "Still"), Edit { at: None, ..edit("*", "") }];
        let told = orphans(&edits, [&article].into_iter());
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("words are gone: a “gone”") && told[1].contains("not here: b"), "{told:?}");
    }
}
