//! Where the article is in a text with everything around it: the stretch with most running text.

use std::ops::Range;

use super::draft::Draft;
use crate::{articles::Role, sources::Hint};

/// The lines of the article, or `None` when there is no running text at all.
///
/// Every line has a score, positive for running text and negative for labels, and the stretch with the highest sum
/// wins, so that a few short lines within the text are kept and a list of other articles after it is not.
pub(super) fn find(drafts: &[Draft]) -> Option<Range<usize>> {
    let mut best = (0.0, 0..0);
    let (mut sum, mut start) = (0.0, 0);
    let mut after_cut = false;
    for (i, draft) in drafts.iter().enumerate() {
        if sum <= 0.0 {
            sum = 0.0;
            start = i;
            after_cut = false;
        }
        let score = score(draft);
        sum += if after_cut && score > 0.0 { score * 0.4 } else { score };
        after_cut |= draft.verdict.as_ref().is_some_and(|v| v.cut);
        if sum > best.0 {
            best = (sum, start..i + 1);
        }
    }
    (!best.1.is_empty()).then_some(best.1)
}

fn score(draft: &Draft) -> f32 {
    if draft.blank() {
        return 0.0;
    }
    match (&draft.verdict, draft.hint) {
        (Some(v), _) if v.cut => -30.0,
        (Some(v), _) if v.role == Role::Caption || !v.phrase => -2.0,
        (Some(v), _) if v.sure => -5.0,
        (Some(_), _) => -7.0,
        (None, Some(Hint::Links)) => -12.0,
        (None, Some(Hint::Heading)) => -3.0,
        (None, _) if draft.shape.prose => draft.shape.weight(),
        (None, _) if draft.shape.words >= 12 => 2.0,
        (None, _) => -2.0,
    }
}
