//! [`Shape`]: what the form of a line alone says about it.

use crate::text::words;

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With a full stop, question or exclamation mark, or ellipsis, closing marks aside.
    Sentence,
    /// With a colon.
    Colon,
    /// With a comma, semicolon or dash.
    Open,
    /// With none of these.
    Bare,
}

/// What the form of a line alone says about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Words; in scripts without spaces half the characters.
    pub words: usize,
    /// Share of its words that begin with a small letter.
    pub lower: f32,
    /// How it ends.
    pub end: End,
    /// Whether it reads as running text.
    pub prose: bool,
}

impl Shape {
    /// The shape of `line`.
    pub fn of(line: &str) -> Self {
        let (mut count, mut lower, mut cased) = (0, 0, 0);
        for span in words::words(line) {
            count += 1;
            let first = span.of(line).chars().find(|c| c.is_alphabetic());
            cased += usize::from(first.is_some());
            lower += usize::from(first.is_some_and(|c| !c.is_uppercase()));
        }
        let words = words::estimate(line).max(count);
        let lower = if cased == 0 { 0.0 } else { lower as f32 / cased as f32 };
        let end = end_of(line);
        let prose = match end {
            End::Sentence => (words >= 6 && lower >= 0.4) || (words >= 4 && lower >= 0.5) || words >= 30,
            End::Colon => words >= 5 && lower >= 0.5,
            End::Open | End::Bare => words >= 22 && lower >= 0.4,
        };
        Self { words, lower, end, prose }
    }

    /// How much the line weighs as running text.
    pub fn weight(&self) -> f32 {
        self.words.min(80) as f32
    }
}

fn end_of(line: &str) -> End {
    let closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』') || c.is_whitespace();
    let last = line.trim_end_matches(closing).chars().next_back();
    match last {
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '۔' | '؟' | '।') => End::Sentence,
        Some(':' | '：') => End::Colon,
        Some(',' | ';' | '–' | '—' | '-') => End::Open,
        _ => End::Bare,
    }
}

/// Whether the line is nothing but an address of a site, a page or a mail box.
pub fn is_address(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.chars().any(char::is_whitespace) || line.len() > 300 {
        return false;
    }
    if line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www.") {
        return true;
    }
    let host = line.split(['/', '?', '@']).next_back().unwrap_or("");
    let host = if line.contains('@') { host } else { line.split('/').next().unwrap_or("") };
    let labels: Vec<&str> = host.split('.').collect();
    labels.len() >= 2
        && labels.iter().all(|l| !l.is_empty() && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        && labels.last().is_some_and(|t| t.len() >= 2 && t.chars().all(|c| c.is_ascii_lowercase()))
}

/// Whether the line holds no letters (numbers, signs, amounts), or next to none.
pub fn is_figures(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    letters == 0 || (letters == 1 && line.trim().chars().count() <= 2)
}

/// Whether words are glued together, as tags and menus are when markup is stripped: `EuropePeaceTalks`.
pub fn is_glued(line: &str) -> bool {
    let mut joins = 0;
    let mut previous = (' ', ' ');
    for c in line.chars() {
        if previous.1.is_lowercase() && previous.0.is_alphabetic() && c.is_uppercase() {
            joins += 1;
        }
        previous = (previous.1, c);
    }
    let words = words::count(line).max(1);
    joins >= 2 && joins * 2 >= words
}

/// How many items a line of names parted by bars, slashes or the like has; 1 without any such sign.
pub fn parts(line: &str) -> usize {
    let sign = |c: char| matches!(c, '|' | '›' | '»' | '•' | '·' | '/' | '>' | '←' | '→');
    line.split(sign).filter(|p| p.chars().any(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_text_is_told_from_labels() {
        assert!(Shape::of("The council met for six hours and agreed on nothing.").prose);
        assert!(Shape::of("“We will not leave,” she said.").prose);
        assert!(!Shape::of("Council Meets, Agrees On Nothing").prose);
        assert!(!Shape::of("Latest News Sports Weather Markets Opinion").prose);
        assert!(Shape::of("議会は六時間にわたって会合を開いたが、何も合意しなかった。").prose);
    }

    #[test]
    fn addresses() {
        assert!(is_address("www.example.co.uk"));
        assert!(is_address("news.example.com/a/b?c=d"));
        assert!(is_address("desk@example.org"));
        assert!(!is_address("e.g."));
        assert!(!is_address("example"));
    }

    #[test]
    fn glued_tags_and_figures() {
        assert!(is_glued("Breaking NewsEuropePeaceMarkets"));
        assert!(!is_glued("McDonald met DeSantis in LaGrange on the way to a long dinner"));
        assert!(is_figures("2,500 $"));
        assert!(is_figures("()"));
        assert!(is_figures("x"));
        assert!(!is_figures("No 10"));
    }
}
