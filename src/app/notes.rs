//! Notes and bookmarks of a pair, and corrections that have lost their words, as rows.

use super::rows::{Row, What};
use crate::{
    comparison::Evidence,
    workspace::{Change, Edit, Entry},
};

/// The notes and bookmarks about either article of a pair, and its corrections whose words are gone.
pub fn rows(edits: &[Edit], a: &Entry, b: &Entry) -> Vec<Row> {
    edits.iter().enumerate().filter_map(|(i, edit)| row(i, edit, a, b)).collect()
}

fn row(index: usize, edit: &Edit, a: &Entry, b: &Entry) -> Option<Row> {
    let (label, what) = match &edit.change {
        Change::Note { text, other } => {
            let about = |id: &String| *id == a.article.id || *id == b.article.id;
            if other.as_ref().is_some_and(|o| !about(o)) {
                return None;
            }
            (text.clone(), What::Note(index))
        }
        Change::Bookmark { mark } => (format!("bookmark {mark}"), What::Bookmark(index)),
        _ => return orphan(index, edit, [a, b]),
    };
    let mut passages: [Vec<Evidence>; 2] = Default::default();
    let sides = [a, b];
    let side = sides.iter().position(|e| e.article.id == edit.article)?;
    let span = edit.at.as_ref().and_then(|at| at.find(&sides.get(side)?.article.text));
    if let (Some(span), Some(list)) = (span, passages.get_mut(side)) {
        list.push(Evidence { span, why: label.clone() });
    }
    Some(Row { label, what, passages })
}

/// A correction whose words no longer stand in the text; it is kept and listed.
fn orphan(index: usize, edit: &Edit, sides: [&Entry; 2]) -> Option<Row> {
    let entry = sides.into_iter().find(|e| e.article.id == edit.article)?;
    let anchor = edit.at.as_ref().filter(|at| at.find(&entry.article.text).is_none())?;
    let label = format!("correction without its words in {}: “{}”", entry.label, anchor.words);
    Some(Row { label, what: What::Note(index), passages: Default::default() })
}
