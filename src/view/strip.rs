//! The dispersion strip: where in the article quotations, loaded terms and topics fall.

use ratatui::layout::Rect;

use super::{canvas::Canvas, theme::Role};
use crate::{analysis::Profile, text::Span};

/// Cells it takes: a gap, three columns, the window.
pub(super) const WIDTH: u16 = 5;

/// Draws the strip; each row stands for an equal part of the text, `▐` for the part in sight.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, profile: &Profile, seen: Span) {
    let Some((first, last)) = profile.document.paragraphs.first().zip(profile.document.paragraphs.last()) else {
        return;
    };
    let body = first.span.join(last.span);
    let height = usize::from(area.height.saturating_sub(1));
    if height == 0 {
        return;
    }
    canvas.put(area, 1, 0, "QLT", canvas.theme.style(Role::Dim));
    let row = |offset: u32| {
        let at = offset.saturating_sub(body.start) as usize;
        (at * height / body.len().max(1)).min(height - 1)
    };
    let quotes: Vec<Span> = profile.quotations.iter().filter(|q| q.counted()).map(|q| q.span).collect();
    let loaded: Vec<Span> = profile.loaded.iter().filter(|h| h.counted).map(|h| h.span).collect();
    let topics: Vec<Span> = profile.topics.iter().flat_map(|t| t.cues.iter().map(|c| c.span)).collect();
    for (column, (spans, role)) in
        [(quotes, Role::Quote), (loaded, Role::Loaded), (topics, Role::Topic)].into_iter().enumerate()
    {
        let mut hits = vec![0_u32; height];
        for span in spans.iter().filter(|s| s.start >= body.start && s.start < body.end) {
            for hit in hits.iter_mut().take(row(span.end.max(1) - 1) + 1).skip(row(span.start)) {
                *hit += 1;
            }
        }
        let style = ratatui::style::Style { fg: canvas.style(role).fg, ..canvas.style(Role::Text) };
        for (y, hits) in hits.iter().enumerate() {
            let sign = match hits {
                0 => "·",
                1 => "▪",
                _ => "█",
            };
            let style = if *hits == 0 { canvas.style(Role::Dim) } else { style };
            canvas.put(area, 1 + column as u16, 1 + y as u16, sign, style);
        }
    }
    for y in row(seen.start)..=row(seen.end.max(1) - 1) {
        canvas.put(area, 4, 1 + y as u16, "▐", canvas.theme.style(Role::Focus));
    }
}
