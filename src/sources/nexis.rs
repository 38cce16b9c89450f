//! Exports of news databases: one file with many articles, each with a header, `Body` and `End of Document`.

use super::{GivenKind, Hint, Origin, RawArticle, open::Named};

/// The mark at the end of each article.
const END: &str = "End of Document";
/// The mark before the text.
const BODY: &str = "Body";
/// Lines that end the text before the end of the article.
const AFTER: &[&str] = &["Classification", "Notes", "Graphic", "Load-Date:", "Correction", "Correction-Date:"];

/// Whether the lines are such an export.
pub(super) fn is_export(lines: &[&str]) -> bool {
    let has = |mark: &str| lines.iter().any(|l| l.trim() == mark);
    has(END) && has(BODY)
}

/// One article for each stretch that ends with the mark.
pub(super) fn split(lines: &[&str], named: &Named) -> Vec<RawArticle> {
    let sections = lines.split(|l| l.trim() == END);
    let full = sections.filter(|s| s.iter().any(|l| l.trim() == BODY));
    full.zip(1..).map(|(section, n)| article(section, n, named)).collect()
}

fn article(section: &[&str], n: usize, named: &Named) -> RawArticle {
    let mut raw = RawArticle {
        id: format!("{}-{n}", named.id),
        file: named.file.to_owned(),
        origin: Origin::Export,
        ..RawArticle::default()
    };
    let lines: Vec<&str> = section.iter().map(|l| l.trim()).skip_while(|l| l.is_empty()).collect();
    let body = lines.iter().position(|l| *l == BODY).unwrap_or(0);
    let after =
        lines.iter().skip(body).position(|l| AFTER.iter().any(|a| l.starts_with(a))).map_or(lines.len(), |i| body + i);
    header(lines.get(..body).unwrap_or_default(), &mut raw);
    for (at, line) in lines.iter().enumerate() {
        raw.text.push_str(line);
        raw.text.push('\n');
        let hint = match at {
            0 => Hint::Headline,
            _ if at > body && at < after => Hint::Body,
            _ if at < body => Hint::Metadata,
            _ => Hint::Outside,
        };
        if !line.is_empty() {
            raw.hints.push((at as u32 + 1, hint));
        }
    }
    raw
}

/// Title, outlet and date stand on the first lines; the rest has labels.
fn header(lines: &[&str], raw: &mut RawArticle) {
    let texts: Vec<&str> = lines.iter().copied().filter(|l| !l.is_empty()).collect();
    if let Some(title) = texts.first() {
        raw.give(GivenKind::Title, title, "the export's first line");
    }
    let dated =
        |l: &&str| l.len() < 80 && l.chars().filter(char::is_ascii_digit).count() >= 5 && !l.contains("Copyright");
    let date = texts.iter().skip(1).take(5).position(dated).map(|i| i + 1);
    if let Some(date) = date {
        raw.give(GivenKind::Date, texts.get(date).unwrap_or(&""), "the export's date line");
    }
    if let Some(outlet) = texts.get(1).filter(|_| date.is_none_or(|d| d > 1)) {
        raw.give(GivenKind::Outlet, outlet.split('(').next().unwrap_or(outlet), "the export's second line");
    }
    if let Some(author) = texts.iter().find_map(|l| l.strip_prefix("Byline:")) {
        raw.give(GivenKind::Author, author, "the export's Byline");
    }
}
