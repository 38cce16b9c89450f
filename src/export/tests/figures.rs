//! The figures of the report on the samples equal those of `analyze` and those of the screen.

use ratatui::{buffer::Buffer, layout::Rect};
use serde_json::Value;

use super::shots::app;
use crate::{
    app::{Action, App, Lens, Panel, update},
    comparison::{Pool, definitions},
    export::{
        Story, pairs,
        report::{Format, report},
    },
    view,
};

fn pool(app: &App) -> Pool {
    app.corpus.pool(std::sync::Arc::clone(&app.lists))
}

/// The numbers in a cell, in order: `18.6% [7, 32]` gives 18.6, 7, 32.
fn numbers(cell: &str) -> Vec<f64> {
    let clean = cell.replace("1,000", "");
    let parts = clean.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
    parts.filter_map(|p| p.trim_end_matches('.').parse().ok()).collect()
}

/// The cells of every row of the first table after `start` whose caption begins with `caption`.
fn table(html: &str, start: &str, caption: &str) -> Vec<Vec<String>> {
    let rest = html.split_once(start).unwrap().1;
    let rest = rest.split_once(&format!("<caption><span>{caption}")).unwrap().1;
    let body = rest.split_once("<tbody>").unwrap().1.split_once("</tbody>").unwrap().0;
    let cells = |row: &str| -> Vec<String> {
        let parts = row.split('<').filter_map(|p| p.split_once('>')).filter(|(tag, _)| tag.starts_with('t'));
        parts.map(|(_, text)| text.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&")).collect()
    };
    body.lines().filter(|l| l.starts_with("<tr>")).map(|l| cells(l.trim_start_matches("<tr>"))).collect()
}

/// Whether a printed cell tells the value, count, base and interval of the data.
fn tells(cell: &str, unit: &str, side: [&Value; 4]) -> bool {
    let [value, n, base, interval] = side;
    let shown = numbers(cell);
    let scale = if unit == "share" { 100.0 } else { 1.0 };
    let near = |a: f64, b: f64, off: f64| (a - b).abs() <= off + 1e-9;
    let first = match value.as_f64() {
        Some(v) if unit != "count" => {
            let decimals = cell.split([' ', '%']).next().is_some_and(|t| t.contains('.'));
            near(shown[0], v * scale, if decimals { 0.051 } else { 0.51 })
        }
        _ => near(shown[0], n.as_f64().unwrap(), 0.0),
    };
    let rest = shown.get(1..).unwrap_or_default();
    let ends = interval.as_array().filter(|_| cell.contains('['));
    let interval = ends.is_none_or(|ends| {
        let shown = rest.get(rest.len().saturating_sub(2)..).unwrap_or_default();
        ends.iter().zip(shown).all(|(e, s)| near(e.as_f64().unwrap() * scale, *s, 0.51))
    });
    let counted = !cell.contains('/') || (rest.first() == n.as_f64().as_ref() && rest.get(1) == base.as_f64().as_ref());
    first && interval && counted
}

#[test]
fn of_the_report_and_of_analyze_agree() {
    let app = app(Lens::Voices);
    let pool = pool(&app);
    let story = Story::of("samples", &pool);
    let html = String::from_utf8(report(&story, Format::Html).unwrap()).unwrap();
    let data: Value = serde_json::from_str(&serde_json::to_string(&pairs::story(&story)).unwrap()).unwrap();
    let mut compared = 0;
    for (pair, v) in story.pairs.iter().zip(data["pairs"].as_array().unwrap()) {
        let rows = table(&html, &format!("id=\"pair-{}-{}\"", pair.a + 1, pair.b + 1), "Measures with");
        let measures = v["measures"].as_array().unwrap();
        assert_eq!(rows.len(), measures.len());
        for (row, m) in rows.iter().zip(measures) {
            let id = m["name"].as_str().unwrap();
            assert_eq!(row[0], definitions::by_id(id).unwrap().name);
            let unit = m["unit"].as_str().unwrap();
            for (cell, side) in [(&row[1], "a"), (&row[2], "b")] {
                let of = |name: &str| &m[format!("{name}_{side}").as_str()];
                assert!(tells(cell, unit, [&m[side], of("n"), of("base"), of("interval")]), "{id}: {cell} is not {m}");
                compared += 1;
            }
            assert_eq!(Some(row[3].as_str()), m["difference"].as_str(), "{id}");
        }
    }
    assert!(compared >= 10 * 2 * 15, "{compared}");
}

#[test]
fn of_the_report_and_of_the_screen_agree() {
    let mut app = app(Lens::Voices);
    let pool = pool(&app);
    let story = Story::of("samples", &pool);
    let html = String::from_utf8(report(&story, Format::Html).unwrap()).unwrap();
    for pair in &story.pairs {
        update(&mut app, Action::Pair(pair.a, pair.b));
        update(&mut app, Action::Show(Lens::Voices));
        app.panel = Panel::Table;
        let mut buffer = Buffer::empty(Rect::new(0, 0, 240, 90));
        let layout = view::draw(&app, buffer.area, &mut buffer);
        let place = layout.panel(Panel::Table).unwrap();
        let row_text = |y: u16| -> String { (place.x..place.right()).map(|x| buffer[(x, y)].symbol()).collect() };
        let screen: Vec<String> = (place.y..place.bottom()).map(row_text).collect();
        let heading = format!("id=\"pair-{}-{}\"", pair.a + 1, pair.b + 1);
        let mut found = 0;
        for row in table(&html, &heading, "Measures with") {
            let Some(line) =
                screen.iter().find(|l| l.trim_start_matches(['>', ' ']).starts_with(&format!("{}  ", row[0])))
            else {
                continue;
            };
            let rest = line.trim_start_matches(['>', ' ']).trim_start_matches(row[0].as_str());
            let wanted: Vec<f64> = row[1..3].iter().flat_map(|cell| numbers(cell)).collect();
            let shown = numbers(rest);
            assert!(shown.starts_with(&wanted), "{}: {rest} on the screen, {row:?} in the report", row[0]);
            found += 1;
        }
        assert!(found >= 8, "{screen:#?}");
        let picture = &html[html.find(&heading).unwrap()..];
        let twin = picture.split_once("<pre>").unwrap().1.split_once("</pre>").unwrap().0;
        for side in &app.pairing.rows.voices {
            for row in side.iter().take(3) {
                if let crate::app::rows::What::Voice(v) = &row.what
                    && v.words > 0
                {
                    let known = twin.lines().any(|l| {
                        let name: String = row.label.chars().take(12).collect();
                        l.contains(&name) && l.contains(&format!(" {} ", v.words)) && l.contains(&v.share_text)
                    });
                    assert!(known || v.share.is_none(), "{}: {} words in {twin}", row.label, v.words);
                }
            }
        }
    }
}
