//! Notes and bookmarks of a pair, as rows.

use super::rows::{Row, What};
use crate::{
    comparison::Evidence,
    workspace::{Change, Edit, Entry},
};

/// The notes and bookmarks about either article of a pair.
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
        _ => return None,
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
