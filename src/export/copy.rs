//! Tables as Markdown, and the sequence that hands a text to a terminal's clipboard.

use crate::text::neutral::neutral;

/// The most bytes sent in one sequence; many terminals drop longer ones without a word.
pub const MAX_BYTES: usize = 74_994;

/// A table as Markdown. Columns named in `numeric` are aligned to the right; missing cells are empty.
pub fn table(header: &[&str], numeric: &[usize], rows: &[Vec<String>]) -> String {
    let mut out = line(header.iter().map(|h| cell(h)));
    out.push_str(&line((0..header.len()).map(|i| if numeric.contains(&i) { "---:" } else { "---" }.to_owned())));
    for row in rows {
        out.push_str(&line((0..header.len()).map(|i| row.get(i).map_or_else(String::new, |c| cell(c)))));
    }
    out
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Text that stays in its cell and is no mark-up.
pub fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in neutral(text).chars() {
        match c {
            '\n' | '\t' => out.push(' '),
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// The sequence (OSC 52) that asks a terminal to put `text` on the clipboard; `None` when it is too long for most of
/// them. No answer comes back, so nobody can know whether it arrived.
pub fn osc52(text: &str) -> Option<String> {
    let clean = neutral(text);
    let encoded = base64(clean.as_bytes());
    (encoded.len() <= MAX_BYTES).then(|| format!("\u{1b}]52;c;{encoded}\u{7}"))
}

/// What became of a copied text of so many bytes, for a status line: whether it was `sent` to the terminal, and what
/// the local clipboard said, if there is one.
///
/// # Errors
/// The same in words, when it went nowhere.
pub fn said(bytes: usize, sent: bool, local: Option<Result<(), String>>) -> Result<String, String> {
    let terminal = if sent {
        format!("{bytes} bytes sent to the terminal's clipboard (OSC 52), if it takes them")
    } else {
        format!("{bytes} bytes are too many for the terminal's clipboard (OSC 52)")
    };
    match local {
        None if sent => Ok(terminal),
        None => Err(terminal),
        Some(Ok(())) => Ok(format!("{bytes} bytes given to the local clipboard; {terminal}")),
        Some(Err(e)) if sent => Ok(format!("{terminal}; the local clipboard did not take them: {e}")),
        Some(Err(e)) => Err(format!("{terminal}; the local clipboard did not take them: {e}")),
    }
}

/// Base64 with padding, RFC 4648.
pub fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = (0..3).fold(0u32, |w, i| w << 8 | u32::from(chunk.get(i).copied().unwrap_or(0)));
        for i in 0..4 {
            let digit = ALPHABET.get((word >> (18 - 6 * i) & 63) as usize).copied().unwrap_or(b'=');
            out.push(if i <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_follows_the_standard() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
        assert_eq!(base64(&[0xff, 0xfe, 0xfd]), "//79");
    }

    #[test]
    fn the_clipboard_sequence_holds_the_neutral_text() {
        assert_eq!(osc52("foo").as_deref(), Some("\u{1b}]52;c;Zm9v\u{7}"));
        assert_eq!(osc52("a\u{1b}"), osc52("a␛"));
        assert_eq!(osc52(&"x".repeat(MAX_BYTES)), None);
    }

    #[test]
    fn what_is_said_names_each_clipboard_and_claims_nothing() {
        assert_eq!(
            said(812, true, None).unwrap(),
            "812 bytes sent to the terminal's clipboard (OSC 52), if it takes them"
        );
        assert!(said(80_000, false, None).unwrap_err().contains("80000 bytes are too many"));
        let both = said(9, true, Some(Ok(()))).unwrap();
        assert!(both.contains("9 bytes given to the local clipboard") && both.contains("if it takes them"), "{both}");
        assert!(said(9, false, Some(Ok(()))).unwrap().contains("too many for the terminal's"));
        assert!(said(9, true, Some(Err("no display".into()))).unwrap().ends_with("did not take them: no display"));
        assert!(said(9, false, Some(Err("no display".into()))).is_err());
    }

    #[test]
    fn a_cell_cannot_break_its_table() {
        let text = table(&["who", "words"], &[1], &[vec!["a | b\n*c*".into(), "12".into()], vec!["d".into()]]);
        assert_eq!(text, "| who | words |\n| --- | ---: |\n| a \\| b \\*c\\* | 12 |\n| d |  |\n");
    }
}
