//! What must hold for every input. The property tests call these with made-up bytes on stable Rust; the fuzz targets in
//! `fuzz/` call the same functions.

use parallax::{
    analysis::{Lists, Profile, analyze},
    app::Keymap,
    articles::{Article, Rules, assemble},
    comparison::{MeasureId, Side, measures},
    sources::{Options, RawArticle, read_bytes},
    text::{Span, neutral, sentences, words, wrap},
    workspace::{Edits, Project, cache},
};

/// The names under which the bytes are read: one of each format.
pub const NAMES: [&str; 10] =
    ["a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.xml", "a.docx", "a.md", "a.txt.gz", "a.html.gz"];

/// Any bytes under any name: no panic, and what is read points into its own text.
pub fn reader(name: &str, bytes: &[u8]) {
    for item in read_bytes(name, bytes, &Options::default()).take(50) {
        match item {
            Ok(raw) => article(raw),
            Err(error) => assert!(!error.to_string().contains('\u{1b}')),
        }
    }
}

/// Lines follow one another and lie on character boundaries.
fn article(raw: RawArticle) {
    let article = assemble(raw, Rules::embedded());
    let mut last = 0;
    for line in &article.lines {
        assert!(line.span.start as usize >= last, "lines overlap");
        assert!(article.text.get(line.span.range()).is_some(), "a line leaves the text or splits a character");
        last = line.span.end as usize;
    }
}

/// Any text as an article: the findings lie in the text, the voices part the body, every count is a list's length.
pub fn analysis(text: &str) {
    let raw = RawArticle { id: "a".into(), file: "a.txt".into(), text: text.to_owned(), ..RawArticle::default() };
    let article = assemble(raw, Rules::embedded());
    let profile = analyze(&article, &Lists::builtin());
    let voices = &profile.voices;
    assert_eq!(voices.body_words(), profile.document.words.len(), "the voices part the body");
    for span in profile.spans() {
        assert!(article.text.get(span.range()).is_some(), "{span:?} leaves the text or splits a character");
    }
    counts(&article, &profile);
}

/// A count that is shown is the number of its passages; one of words is their number of words.
fn counts(article: &Article, profile: &Profile) {
    let words_in = [
        MeasureId::QuotedShare,
        MeasureId::IndirectShare,
        MeasureId::AnonymousShare,
        MeasureId::UnresolvedShare,
        MeasureId::BodyWords,
        MeasureId::Voices,
        MeasureId::EffectiveVoices,
    ];
    for m in measures(Side { article, profile, label: "a" }) {
        if !words_in.contains(&m.id) {
            assert_eq!(m.count, m.evidence.len(), "{:?}", m.id);
        }
    }
}

/// Any text at any width: the rows hold every byte once and in order, and none is wider than it may be.
pub fn wrapping(text: &str, cells: usize) {
    let cells = cells.clamp(1, 300);
    for line in text.split('\n') {
        let mut rows = Vec::new();
        wrap::wrap(line, Span::new(0, line.len()), cells, &mut rows);
        let joined: String = rows.iter().map(|r| r.of(line)).collect();
        assert_eq!(joined, line);
    }
}

/// Words and sentences of any paragraph lie in it, in order.
pub fn segments(text: &str) {
    let paragraph = text.split('\n').next().unwrap_or("");
    let mut last = 0;
    for span in sentences::sentences(paragraph) {
        assert!(span.start as usize >= last && paragraph.get(span.range()).is_some());
        last = span.end as usize;
    }
    let mut last = 0;
    for span in words::words(paragraph) {
        assert!(span.start as usize >= last && paragraph.get(span.range()).is_some());
        last = span.end as usize;
    }
}

/// No text that leaves the program holds a control character but newline and tab.
pub fn neutralising(text: &str) {
    let clean = neutral::neutral(text);
    assert!(!clean.chars().any(|c| !matches!(c, '\n' | '\t') && neutral::is_hostile(c)));
}

/// Any bytes as a kept profile: refused, or one that fits its text.
pub fn cache(bytes: &[u8]) {
    let text = "The council met on Monday. “We agreed,” said Ann Reed.";
    if let Some((article, packed)) = cache::decode(bytes, text, true) {
        let profile = packed.open();
        let lines = article.lines.iter().map(|l| l.span);
        for span in lines.chain(profile.document.words.iter().copied()).chain(profile.spans()) {
            assert!(article.text.get(span.range()).is_some(), "{span:?} leaves the text or splits a character");
        }
    }
}

/// Any file of the user's own is read or refused with a message, and edits that are read can be written again.
pub fn user_files(text: &str) {
    let _ = Keymap::with(text, "keys.toml");
    let _ = Project::parse(text, "parallax.toml");
    let _ = Lists::builtin().with_project(text, "parallax.toml");
    if let Ok(edits) = Edits::parse(text, "parallax.edits.toml") {
        assert_eq!(Edits::parse(&edits.to_toml(), "again"), Ok(edits));
    }
}
