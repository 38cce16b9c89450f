//! Bytes to text: byte order mark, valid UTF-8, declared charset, then detection.

use encoding_rs::{Encoding, UTF_8};

/// Decoded text and what there is to say about the decoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// A remark when the encoding was guessed or bytes were bad.
    pub notice: Option<String>,
}

/// Decodes `bytes`; `declared` is the charset that a header or a `meta` element names.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(skip..).unwrap_or_default();
        return lossy(encoding, rest, "byte order mark says");
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), notice: None };
    }
    if let Some(encoding) = declared.and_then(|d| Encoding::for_label(d.trim().as_bytes())) {
        return lossy(encoding, bytes, "file declares");
    }
    if mostly_utf8(bytes) {
        return lossy(UTF_8, bytes, "bytes mostly are");
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
    let (text, _, _) = encoding.decode(bytes);
    let notice =
        format!("read as {}, a guess: the bytes are not UTF-8 and nothing declares another encoding", encoding.name());
    Decoded { text: text.into_owned(), notice: Some(notice) }
}

fn lossy(encoding: &'static Encoding, bytes: &[u8], source: &str) -> Decoded {
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    let notice = bad.then(|| {
        let n = text.matches('\u{fffd}').count();
        format!("{n} bad bytes were replaced by \u{fffd} ({source} {})", encoding.name())
    });
    Decoded { text: text.into_owned(), notice }
}

/// Whether most of the bytes above ASCII belong to valid UTF-8 sequences, which hardly any other encoding forms by chance.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0x80).count();
        bad += chunk.invalid().len();
    }
    good > bad
}

/// Why `bytes` are not text, if they are not: the format a person would call it by.
pub fn not_text(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF document"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x7fELF", "a program"),
        (b"{\\rtf", "a rich text document"),
        (b"\xd0\xcf\x11\xe0", "an old Office document"),
        (b"PK\x03\x04", "a ZIP archive"),
    ];
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(name);
    }
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let head = bytes.get(..bytes.len().min(64 << 10)).unwrap_or_default();
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    (head.contains(&0) || control * 50 > head.len().max(50)).then_some("binary data")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_decides() {
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("Élan".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&utf16, Some("latin1")).text, "Élan");
        assert_eq!(decode("\u{feff}plain".as_bytes(), None), Decoded { text: "plain".into(), notice: None });
    }

    #[test]
    fn declared_utf8_with_bad_bytes_is_flagged() {
        let got = decode(b"caf\xc3\xa9 \xff done", Some("utf-8"));
        assert_eq!(got.text, "café \u{fffd} done");
        assert!(got.notice.is_some_and(|n| n.contains("1 bad byte")));
    }

    #[test]
    fn windows_quotes_are_detected() {
        let got = decode(b"He said \x93no\x94 to the caf\xe9 and left the r\xe9sum\xe9.", None);
        assert_eq!(got.text, "He said “no” to the café and left the résumé.");
        assert!(got.notice.is_some());
    }

    #[test]
    fn one_bad_byte_in_a_utf8_file_does_not_change_the_rest() {
        let mut bytes = "“Eins” – zwei – “drei” – vier".as_bytes().to_vec();
        bytes.push(0xff);
        assert!(decode(&bytes, None).text.starts_with("“Eins” – zwei"));
    }

    #[test]
    fn binary_is_told_from_text() {
        assert_eq!(not_text(b"%PDF-1.7 ..."), Some("a PDF document"));
        assert_eq!(not_text(b"ab\0cd"), Some("binary data"));
        assert_eq!(not_text("Ordinary text\twith\r\nbreaks".as_bytes()), None);
        assert_eq!(not_text(b"with \x1b[31m escapes"), None);
    }
}
