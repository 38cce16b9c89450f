//! The report: complete, escaped, accessible; the figures of the screen.

use super::stories::{pool, small};
use crate::{
    comparison::MeasureId,
    export::{
        Story,
        report::{Format, report},
    },
};

fn text(story: &Story<'_>, format: Format) -> String {
    String::from_utf8(report(story, format).unwrap()).unwrap()
}

#[test]
fn every_format_is_made_twice_alike() {
    let pool = small();
    let story = Story::of("Bridge", &pool);
    for format in Format::ALL {
        assert_eq!(report(&story, format).unwrap(), report(&Story::of("Bridge", &pool), format).unwrap());
    }
}

#[test]
fn the_figures_are_those_of_the_measures() {
    let pool = small();
    let story = Story::of("Bridge", &pool);
    let (html, md) = (text(&story, Format::Html), text(&story, Format::Markdown));
    for member in &pool.members {
        for m in member.measures().iter().filter(|m| m.id != MeasureId::BodyWords) {
            let shown = format!("{} {}", m.text(), m.interval_text());
            let name = &m.id.definition().name;
            assert!(html.contains(&format!(">{}</td>", shown.trim_end())), "{name}: {shown}");
            assert!(md.contains(shown.trim_end().split(' ').next().unwrap()), "{name}: {shown}");
        }
    }
}

#[test]
fn warnings_definitions_lists_and_limits_are_there() {
    let pool = small();
    let story = Story::of("Bridge", &pool);
    let html = text(&story, Format::Html);
    assert!(html.contains("One article is not an outlet"));
    for w in &story.pairs[0].comparison.warnings {
        assert!(html.contains(&crate::export::svg::escape(&w.why)), "{}", w.why);
    }
    for d in crate::comparison::definitions::all() {
        assert!(html.contains(&crate::export::svg::escape(&d.formula)), "{}", d.id);
    }
    for e in pool.lists.editions() {
        assert!(html.contains(&e.hash), "{}", e.name);
    }
}

#[test]
fn the_date_made_is_printed_only_when_given() {
    let pool = small();
    let mut story = Story::of("Bridge", &pool);
    assert!(!text(&story, Format::Markdown).contains("made 20"));
    story.made = Some("2026-01-10".into());
    assert!(
        text(&story, Format::Markdown).contains("made 2026\\-01\\-10")
            || text(&story, Format::Markdown).contains("made 2026-01-10")
    );
}

#[test]
fn the_page_needs_neither_script_nor_network() {
    let pool = small();
    let html = text(&Story::of("Bridge", &pool), Format::Html).replace("http://www.w3.org/2000/svg", "");
    for word in ["<script", "<link", "src=", "@import", "url(", "href=\"http"] {
        assert!(!html.contains(word), "{word}");
    }
}

#[test]
fn headings_step_down_one_at_a_time_and_ids_are_unique() {
    let pool = small();
    let html = text(&Story::of("Bridge", &pool), Format::Html);
    let mut last = 0;
    for part in html.split("<h").skip(1) {
        if let Some(level) = part.chars().next().and_then(|c| c.to_digit(10)) {
            assert!(level <= last + 1, "h{level} after h{last}");
            last = level;
        }
    }
    assert_eq!(html.matches("<h1").count(), 1);
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn pictures_have_a_name_and_a_twin_and_tables_have_headers() {
    let pool = small();
    let html = text(&Story::of("Bridge", &pool), Format::Html);
    assert_eq!(html.matches("<svg").count(), html.matches("aria-labelledby").count());
    assert_eq!(html.matches("<svg").count(), html.matches("The picture as text").count());
    assert_eq!(html.matches("<table").count(), html.matches("<caption").count());
    assert!(html.matches("scope=\"row\"").count() > html.matches("<table").count());
    assert!(html.contains("<html lang=\"en\">") && html.contains("name=\"viewport\""));
}

#[test]
fn every_inner_link_leads_somewhere() {
    let pool = small();
    let html = text(&Story::of("Bridge", &pool), Format::Html);
    for target in html.split("<a ").skip(1).filter_map(|s| s.split("href=\"#").nth(1)?.split('"').next()) {
        assert!(html.contains(&format!("id=\"{target}\"")), "{target}");
    }
}

/// Relative luminance, as WCAG 2 defines it.
fn luminance(hex: &str) -> f64 {
    let full: String = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
    let part = |i: usize| {
        let c = f64::from(u8::from_str_radix(&full[i..i + 2], 16).unwrap()) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colours that follow `what` in `text`, without the number sign.
fn colours<'a>(text: &'a str, what: &str) -> Vec<&'a str> {
    let end = |s: &'a str| s.split(|c: char| !c.is_ascii_hexdigit()).next().unwrap_or_default();
    let mut found: Vec<&str> = text.split(what).skip(1).map(end).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn every_text_colour_stands_out_on_every_ground() {
    let pool = small();
    let html = text(&Story::of("Bridge", &pool), Format::Html);
    let css = html.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let (texts, grounds) = (colours(css, " color: #"), colours(css, "background: #"));
    assert!(texts.len() >= 3 && grounds.len() >= 2, "{texts:?} {grounds:?}");
    for ground in grounds {
        for text in &texts {
            assert!(contrast(text, ground) >= 4.5, "{text} on {ground}: {:.2}", contrast(text, ground));
        }
    }
    let picture = html.split_once("<svg").unwrap().1.split_once("</svg>").unwrap().0;
    let inks = colours(picture, "fill=\"#");
    assert!(inks.len() >= 5, "{inks:?}");
    for ink in inks.iter().filter(|c| **c != "ffffff") {
        assert!(contrast(ink, "ffffff") >= 4.5, "{ink} in the picture: {:.2}", contrast(ink, "ffffff"));
    }
}

#[test]
fn a_picture_stands_alone() {
    let pool = small();
    let mut story = Story::of("Bridge", &pool);
    story.made = Some("2026-01-10".into());
    let html = text(&story, Format::Html);
    let twin = html.split_once("<pre>").unwrap().1.split_once("</pre>").unwrap().0;
    let words = twin.split_whitespace().collect::<Vec<_>>().join(" ");
    for what in [
        "Who is quoted: Left Post and Right Times",
        "quoted words, by speaker",
        "words in direct quotations / body words",
        "95% interval",
        "One article is not an outlet.",
        "words in the body",
        "made 2026-01-10",
    ] {
        assert!(words.contains(what), "{what:?} in {words}");
    }
    for w in &story.pairs[0].comparison.warnings {
        assert!(words.contains(&crate::export::svg::escape(&w.badge)), "{}", w.badge);
    }
    assert!(html.contains("role=\"img\" aria-labelledby"));
}

#[test]
fn hostile_names_and_texts_do_not_break_the_page() {
    let pool = pool(&[
        (
            "<script>alert(1)</script>",
            "A | b\n\n“<img src=x>\u{202e} and ``` | more of it, all of it,” said Anna Kovac.\n",
        ),
        ("B\u{1b}[31m", "Nothing here.\n"),
    ]);
    let story = Story::of("</title><script>", &pool);
    let html = text(&story, Format::Html);
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains(['\u{202e}', '\u{1b}']));
    let md = text(&story, Format::Markdown);
    assert!(!md.contains(['\u{202e}', '\u{1b}']));
    assert!(md.lines().all(|l| !l.starts_with("<script")));
}

#[test]
fn an_empty_story_and_a_single_article_are_reports_too() {
    for texts in [&[][..], &[("One", "A line of text.\n")][..]] {
        let pool = pool(texts);
        for format in Format::ALL {
            report(&Story::of("", &pool), format).unwrap();
        }
    }
}

#[test]
fn endings_name_the_format() {
    assert_eq!("MD".parse::<Format>().unwrap(), Format::Markdown);
    assert!("pdf".parse::<Format>().unwrap_err().to_string().contains("html"));
}

#[test]
fn the_program_saves_a_report_of_the_samples_beside_what_is_there() {
    use crate::{
        app::App,
        export::report::Wish,
        workspace::{Request, open},
    };
    let (corpus, context, _) = open(&Request::default()).finish();
    let labels: Vec<String> = corpus.entries.iter().map(|e| e.label.clone()).collect();
    let app = App::new(std::sync::Arc::new(corpus), context.lists);
    let wish = Wish::of(&app);
    let folder = tempfile::tempdir().unwrap();
    let written = [wish.save("md", None, folder.path()).unwrap(), wish.save("md", None, folder.path()).unwrap()];
    assert_ne!(written[0].path, written[1].path);
    let [one, two] = written.map(|w| std::fs::read_to_string(w.path).unwrap());
    assert_eq!(one, two);
    for label in labels {
        assert!(one.contains(&crate::export::copy::cell(&label)), "{label}");
    }
    assert!(wish.save("pdf", None, folder.path()).is_err());
}
