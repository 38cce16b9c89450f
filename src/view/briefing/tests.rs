//! Every lens in every size: nothing overlaps, and what must be there is there.

use std::sync::{Arc, LazyLock};

use ratatui::{buffer::Buffer, layout::Rect};

use super::*;
use crate::{
    app::{Action, App, Layout, overlay::Overlay, update},
    comparison::definitions,
    view::theme::Theme,
    workspace::{Request, open},
};

const LENSES: [Lens; 4] = [Lens::Voices, Lens::Language, Lens::Topics, Lens::Differences];
const SIZES: [(u16, u16); 8] = [(60, 20), (80, 24), (90, 28), (100, 30), (120, 40), (128, 36), (160, 45), (240, 70)];

/// Pairs of the embedded samples.
static PAIRS: LazyLock<Vec<App>> = LazyLock::new(|| {
    let (corpus, context, _) = open(&Request::default()).finish();
    let app = App::new(Arc::new(corpus), context.lists);
    let pair = |(a, b): (usize, usize)| {
        let mut app = app.clone();
        update(&mut app, Action::Pair(a, b));
        app
    };
    [(0, 1), (1, 4), (2, 3), (4, 0)].map(pair).into()
});

fn each(mut test: impl FnMut(&App, (u16, u16), &[Row])) {
    for app in PAIRS.iter() {
        for lens in LENSES {
            let mut app = app.clone();
            update(&mut app, Action::Show(lens));
            app.overlays.push(Overlay::Briefing);
            for (width, height) in SIZES {
                let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
                let canvas = Canvas::new(&app, Theme::named("print"), &mut buffer, Layout::default());
                let rows = rows(&canvas, width, height);
                test(&app, (width, height), &rows);
            }
        }
    }
}

/// All words, the left column before the right one.
fn text(rows: &[Row], width: u16) -> String {
    let (left, right): (Vec<_>, Vec<_>) = rows.iter().flatten().partition(|(x, ..)| *x <= width / 2);
    let pieces = left.into_iter().chain(right).map(|(_, text, _)| text.trim());
    pieces.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn rows_fill_the_height_and_pieces_never_overlap() {
    each(|app, (width, height), rows| {
        assert_eq!(rows.len(), usize::from(height), "{:?} at {width}x{height}", app.lens);
        for row in rows {
            let mut end = 0;
            for (x, text, _) in row.iter().filter(|(_, text, _)| !text.is_empty()) {
                assert!(*x >= end, "{:?} at {width}x{height}: {row:?}", app.lens);
                end = x + wrap::width(text) as u16;
            }
            assert!(end <= width, "{:?} at {width}x{height}: {row:?}", app.lens);
        }
    });
}

#[test]
fn warnings_counts_and_definitions_stay_at_every_size() {
    each(|app, size, rows| {
        let text = text(rows, size.0);
        let comparison = app.pairing.comparison.as_ref().unwrap();
        let has = |what: &str| assert!(text.contains(what), "{:?} at {size:?}: {what:?} in {text}", app.lens);
        comparison.warnings.iter().for_each(|w| has(&w.badge));
        has("One article is not an outlet");
        has("~ estimated date.");
        let id = match app.lens {
            Lens::Language => "loaded_density",
            Lens::Topics => "coverage",
            Lens::Differences => "omission",
            _ => "quoted_share",
        };
        has(&definitions::by_id(id).unwrap().formula);
        if matches!(app.lens, Lens::Voices | Lens::Language) {
            let measure = comparison.measures.iter().find(|p| p.a.id == facts::measure_of(app.lens)).unwrap();
            for m in [&measure.a, &measure.b] {
                has(&if m.value.is_some() { format!("({}/{})", m.count, m.base) } else { m.text() });
            }
        }
        for side in crate::app::Side::BOTH {
            let entry = app.entry(side).unwrap();
            has(entry.article.outlet().unwrap_or("outlet not stated in the file"));
            has(&format!("{} words", entry.profile.as_ref().unwrap().words));
        }
    });
}

#[test]
fn what_is_left_out_is_counted() {
    each(|app, size, rows| {
        let text = text(rows, size.0);
        let all = text.contains("parallax ");
        assert!(all || text.contains("method line") || text.contains("More: "), "{:?} at {size:?}: {text}", app.lens);
        if size.1 >= 24 {
            assert!(text.contains(", line "), "a passage a side: {:?} at {size:?}: {text}", app.lens);
        }
        assert!(!text.contains("Not shown: !"), "{text}");
    });
}

#[test]
fn nothing_of_the_program_or_the_machine_is_in_it() {
    each(|app, size, rows| {
        let text = text(rows, size.0);
        for word in ["Enter", "Esc", "? help", ".txt", "▶"] {
            assert!(!text.contains(word), "{:?}: {word} in {text}", app.lens);
        }
    });
}

#[test]
fn long_names_are_listed_as_far_as_they_fit() {
    let names = ["Anna Kovac", "Peter Horvat", "Li Wei"];
    assert_eq!(listed("named: ", &names, 60), "named: Anna Kovac · Peter Horvat · Li Wei");
    assert_eq!(listed("named: ", &names, 30), "named: Anna Kovac · 2 more");
    assert_eq!(listed("named: ", &names, 14), "named: 3 more");
}

#[test]
fn a_sentence_is_cut_where_it_still_says_something() {
    let short = |text: &str| facts::shorter(text.to_owned(), 50, 1);
    assert_eq!(
        short("Terms: 3 in A, 8 in B: a clear difference (ratio 2.7)."),
        "Terms: 3 in A, 8 in B: a clear difference."
    );
    assert_eq!(
        short("A: 40.3 (7/42) in X, 44.6 (7/17) per 1,000 in Y: no difference."),
        "A: 40.3 (7/42) in X, 44.6 (7/17) per 1,000 in Y."
    );
    assert_eq!(short("A quotes Kovac most; B quotes nobody at all, as it says."), "A quotes Kovac most.");
    assert_eq!(short("Short enough."), "Short enough.");
}
