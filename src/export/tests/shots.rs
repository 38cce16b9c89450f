//! Shots of the samples: the part that was asked for, what the files say, no file lost.

use std::sync::{Arc, LazyLock};

use ratatui::layout::Rect;

use super::sample::Pixels;
use crate::{
    app::{Action, App, Crop, Lens, Panel, Picture, Side, update},
    export::{Format, Shot},
    workspace::{Request, open},
};

/// Press TV and `SouthFront` of the embedded samples, measured once.
static SAMPLES: LazyLock<App> = LazyLock::new(|| {
    let (corpus, context, _) = open(&Request::default()).finish();
    let mut app = App::new(Arc::new(corpus), context.lists);
    let [a, b] = ["press-tv", "southfront"].map(|name| app.corpus.find(name).unwrap());
    update(&mut app, Action::Pair(a, b));
    app
});

pub(super) fn app(lens: Lens) -> App {
    let mut app = SAMPLES.clone();
    update(&mut app, Action::Show(lens));
    app
}

pub(super) fn wish(screen: bool, size: (u16, u16)) -> Picture {
    Picture { screen, size: Some(size), scale: 1, ..Picture::of_screen(Lens::Voices) }
}

pub(super) fn lines(app: &App, wish: &Picture) -> Vec<String> {
    let shot = Shot::draw(app, wish, (120, 40)).unwrap();
    let bytes = shot.encode(Format::Text).unwrap().bytes;
    String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn cells_cut_out_equal_that_part_of_the_whole() {
    let app = app(Lens::Voices);
    let cells = Rect::new(10, 4, 50, 20);
    for screen in [true, false] {
        let whole = wish(screen, (120, 40));
        let part = Picture { crop: Crop::Cells(cells), ..whole.clone() };
        let (all, cut) = (lines(&app, &whole), lines(&app, &part));
        assert_eq!(cut.len(), 20);
        for (row, line) in cut.iter().enumerate() {
            let wanted: String = all[row + 4].chars().skip(10).take(50).collect();
            assert_eq!(line, wanted.trim_end(), "row {row}");
        }
        let [all, cut] = [&whole, &part]
            .map(|w| Pixels::of(&Shot::draw(&app, w, (120, 40)).unwrap().encode(Format::Png).unwrap().bytes));
        let (left, top) = if screen { (0, 0) } else { (16, 9) };
        for y in 0..20 * 18 {
            // Slanted letters may reach a pixel over the edge of the part.
            for x in 9..49 * 9 {
                assert_eq!(cut.at(left + x, top + y), all.at(left + 90 + x, top + 72 + y), "{x},{y}");
            }
        }
    }
}

#[test]
fn a_panel_is_cut_out_with_its_border_and_a_row_alone() {
    let mut app = app(Lens::Voices);
    app.panel = Panel::ListB;
    let of = |app: &App, crop| lines(app, &Picture { crop, ..wish(true, (120, 40)) });
    let panel = of(&app, Crop::Panel);
    assert!(panel[0].contains('─') && panel.last().unwrap().contains('─'), "{panel:#?}");
    assert!(panel[1].contains("speaker"), "{panel:#?}");
    let row = of(&app, Crop::Row);
    assert_eq!(row.len(), 1);
    assert!(panel[2].contains(row[0].trim()), "{row:?} {panel:#?}");
    let side = of(&app, Crop::Side(Side::A));
    assert!(side.len() > panel.len() && side.iter().all(|l| !l.contains("SouthFront")), "{side:#?}");
    assert_eq!(of(&app, Crop::Whole).len(), 40);
}

#[test]
fn a_part_that_is_not_there_is_refused_and_not_replaced_by_the_whole() {
    let app = app(Lens::Voices);
    let no_row = Picture { crop: Crop::Panel, ..wish(false, (120, 40)) };
    assert!(Shot::draw(&app, &no_row, (120, 40)).unwrap_err().to_string().contains("panel in use"));
    let outside = Picture { crop: Crop::Cells(Rect::new(200, 0, 5, 5)), ..wish(true, (120, 40)) };
    assert!(Shot::draw(&app, &outside, (120, 40)).unwrap_err().to_string().contains("5x5+200+0"));
}

#[test]
fn a_picture_is_never_saved_over_another() {
    let app = app(Lens::Voices);
    let folder = tempfile::tempdir().unwrap();
    let shot = Shot::draw(&app, &wish(true, (80, 24)), (80, 24)).unwrap();
    let first = shot.save(folder.path()).unwrap();
    let again = shot.save(folder.path()).unwrap();
    let names = |w: &[crate::export::shot::Written]| -> Vec<String> {
        w.iter().map(|w| w.path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    };
    assert_eq!(names(&first), ["voices-press-tv-southfront.svg", "voices-press-tv-southfront.txt"]);
    assert_eq!(names(&again), ["voices-press-tv-southfront-2.svg", "voices-press-tv-southfront-2.txt"]);
    let named = Picture { path: Some(first[0].path.clone()), formats: vec!["svg".into()], ..wish(true, (80, 24)) };
    let refused = Shot::draw(&app, &named, (80, 24)).unwrap().save(folder.path()).unwrap_err();
    assert!(format!("{refused:#}").contains("exists already"), "{refused:#}");
}

#[test]
fn the_status_line_counts_what_has_no_glyph() {
    let mut app = app(Lens::Voices);
    app.caption = "漢字 for a caption".to_owned();
    let folder = tempfile::tempdir().unwrap();
    let wish = Picture { formats: vec!["png".into()], ..wish(false, (120, 40)) };
    let written = Shot::draw(&app, &wish, (120, 40)).unwrap().save(folder.path()).unwrap();
    let said = crate::export::shot::said(&written);
    assert!(said.contains("voices-press-tv-southfront.png (") && said.contains("kB"), "{said}");
    assert!(said.contains("2 characters without a glyph"), "{said}");
}

#[test]
fn a_part_being_chosen_stays_in_sight_with_the_name_of_its_file() {
    use crate::{
        app::{
            Status,
            overlay::{Overlay, Select},
        },
        view,
    };
    use ratatui::{buffer::Buffer, style::Modifier};
    let mut app = app(Lens::Voices);
    app.status = Status::Quiet;
    let cells = Rect::new(3, 5, 30, 6);
    app.overlays.push(Overlay::Select(Select { picture: Picture::of_screen(Lens::Voices), cells, upper: false }));
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    view::draw(&app, buffer.area, &mut buffer);
    let row = |y: u16| -> String { (0..120).map(|x| buffer[(x, y)].symbol().to_owned()).collect() };
    assert!(row(38).contains("voices-press-tv-southfront.svg+txt · 30 columns from 4, 6 rows from 6"), "{}", row(38));
    assert!(row(39).contains("Enter takes it"));
    let dim = |x, y| buffer[(x, y)].modifier.contains(Modifier::DIM);
    assert!(dim(2, 6) && dim(40, 6) && !dim(4, 6), "what is left out is dimmed");
    assert!(buffer[(32, 10)].modifier.contains(Modifier::REVERSED), "the corner that moves");
}

#[test]
fn what_is_copied_can_be_cited() {
    use crate::app::Effect;
    let copied = |app: &mut App, action| match update(app, action).first() {
        Some(Effect::Copy(text)) => text.clone(),
        other => unreachable!("{other:?}"),
    };
    let mut app = app(Lens::Voices);
    app.panel = Panel::ListA;
    let text = copied(&mut app, Action::Copy);
    for what in ["Kaja Kallas | Press TV (~2025-02-13): 48 words", ", lines 11, 13, 15", "share of a speaker", "base: "]
    {
        assert!(text.contains(what), "{what:?} in {text}");
    }
    let table = copied(&mut app, Action::CopyTable);
    assert!(table.starts_with("| Voices | Press TV | SouthFront |\n|---|---|---|\n"), "{table}");
    update(&mut app, Action::Show(Lens::Overview));
    let overview = copied(&mut app, Action::CopyTable);
    assert!(overview.starts_with("| article | headline | date | genre | body words |"), "{overview}");
    assert!(overview.contains("| 18.6% [7, 32] |"), "{overview}");
    let columns = overview.lines().next().unwrap().matches('|').count();
    assert!(overview.lines().all(|l| l.matches('|').count() == columns), "{overview}");
}
