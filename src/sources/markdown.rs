//! Markdown with front matter. The text stays as written; its marks only give hints.

use super::{Cause, FieldMap, Hint, Origin, RawArticle, SourceError, encoding};

/// One Markdown file as one article.
pub(super) fn read(id: &str, file: &str, bytes: &[u8]) -> Result<RawArticle, SourceError> {
    if let Some(kind) = encoding::not_text(bytes) {
        return Err(SourceError::new(Cause::NotText, file, format!("it is {kind}, not text"), ""));
    }
    let decoded = encoding::decode(bytes, None);
    if decoded.text.trim().is_empty() {
        return Err(SourceError::new(Cause::Empty, file, "it holds no text", ""));
    }
    let mut raw = RawArticle {
        id: id.to_owned(),
        file: file.to_owned(),
        origin: Origin::Record,
        notices: decoded.notice.into_iter().collect(),
        ..RawArticle::default()
    };
    let lines: Vec<&str> = decoded.text.lines().collect();
    let front = front_matter(&lines, &mut raw);
    hints(&lines, front, &mut raw);
    raw.text = decoded.text;
    Ok(raw)
}

/// Takes the values between two `---` (or `+++`) lines at the top; how many lines they take.
fn front_matter(lines: &[&str], raw: &mut RawArticle) -> usize {
    let Some(mark) = lines.first().map(|l| l.trim_end()).filter(|l| matches!(*l, "---" | "+++")) else { return 0 };
    let Some(end) = lines.iter().skip(1).take(200).position(|l| l.trim_end() == mark) else { return 0 };
    let pairs: Vec<(&str, &str)> = lines
        .iter()
        .skip(1)
        .take(end)
        .filter_map(|l| l.split_once(if mark == "+++" { '=' } else { ':' }))
        .map(|(k, v)| (k.trim(), v.trim().trim_matches(['"', '\'', '[', ']'])))
        .collect();
    for (kind, at) in FieldMap::default().assign(pairs.iter().map(|p| p.0)) {
        if let Some((given, (name, value))) = kind.given().zip(pairs.get(at)) {
            raw.give(given, value, format!("front matter \"{name}\""));
        }
    }
    raw.hints.extend((1..=end as u32 + 2).map(|n| (n, Hint::Metadata)));
    end + 2
}

fn hints(lines: &[&str], front: usize, raw: &mut RawArticle) {
    let mut titled = false;
    for (line, n) in lines.iter().zip(1u32..).skip(front) {
        let line = line.trim_start();
        let item = line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ");
        let hint = match line {
            l if l.starts_with("# ") && !titled => Some(Hint::Headline),
            l if l.starts_with('#') && l.trim_start_matches('#').starts_with(' ') => Some(Hint::Heading),
            l if l.starts_with('>') => Some(Hint::Quote),
            l if l.starts_with("![") => Some(Hint::Caption),
            l if !l.is_empty() && l.len() >= 3 && l.chars().all(|c| matches!(c, '-' | '*' | '_')) => {
                Some(Hint::Outside)
            }
            _ if item => Some(Hint::List),
            _ => None,
        };
        titled |= hint == Some(Hint::Headline);
        raw.hints.extend(hint.map(|h| (n, h)));
    }
}
