//! Plain text files.

use super::{
    Cause, Origin, RawArticle, SourceError, Stream, encoding, nexis,
    open::{Named, fail},
};

/// One text file as one article, or as many when it is an export of several.
pub(super) fn read(named: &Named, bytes: &[u8]) -> Stream {
    if let Some(kind) = encoding::not_text(bytes) {
        let fix = "save it as text, HTML, DOCX or JSONL";
        return fail(SourceError::new(Cause::NotText, named.file, format!("it is {kind}, not text"), fix));
    }
    let decoded = encoding::decode(bytes, None);
    if decoded.text.trim().is_empty() {
        return fail(SourceError::new(Cause::Empty, named.file, "it holds no text", ""));
    }
    if is_own(&decoded.text) {
        let what = "it is a picture or a report that parallax made, not an article";
        return fail(SourceError::new(Cause::NotText, named.file, what, "move it out of the folder of articles"));
    }
    let lines: Vec<&str> = decoded.text.lines().collect();
    if nexis::is_export(&lines) {
        let articles = nexis::split(&lines, named);
        return Box::new(articles.into_iter().map(Ok));
    }
    Box::new(std::iter::once(Ok(RawArticle {
        id: named.id.to_owned(),
        file: named.file.to_owned(),
        text: decoded.text,
        origin: Origin::Dump,
        notices: decoded.notice.into_iter().collect(),
        ..RawArticle::default()
    })))
}

/// Whether the program itself wrote it: the title bar of a screen, or a line with version and hash of a briefing or report.
pub(super) fn is_own(text: &str) -> bool {
    let bar = text.lines().next().is_some_and(|l| l.trim_start().starts_with("parallax ") && l.contains(" Text "));
    let made = |l: &str| l.contains("parallax 0.") || l.contains("parallax 1.");
    let known = |l: &str| l.contains("Texts: ") || l.contains("Lists: ");
    bar || text.lines().take(60).any(|l| made(l) && known(l))
        || text.lines().any(|l| l.contains("One article is not an outlet"))
}

#[cfg(test)]
mod own_tests {
    use super::is_own;

    #[test]
    fn the_programs_own_pictures_and_reports_are_known() {
        assert!(is_own(" parallax  1 Overview [2 Voices] 3 Language  5 Differences  6 Text  7 Notes\n"));
        assert!(is_own("# A story\n\n5 articles, 10 pairs. parallax 0.1.0. Texts: fb360fabc61c4711.\n"));
        assert!(!is_own(
            "Parallax measured anew\n\nAstronomers said on Monday that the parallax of the star was off.\n"
        ));
    }
}
