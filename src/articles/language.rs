//! The language of a text.

use whatlang::Lang;

use super::{Field, Line, Provenance};
use crate::sources::{GivenKind, RawArticle};

/// Bytes of body that are looked at.
const SAMPLE: usize = 6_000;
/// Fewer letters than this tell too little.
const LEAST: usize = 120;

/// The language of the body as an ISO 639-1 code (639-3 where there is none): recognised, else as given.
pub(super) fn of(raw: &RawArticle, lines: &[Line]) -> Option<Field<String>> {
    if let Some(lang) = recognise(raw, lines) {
        return Some(Field::new(
            code(lang).to_owned(),
            Provenance::Inferred { why: "recognised from the body".to_owned() },
        ));
    }
    let given = raw.first(GivenKind::Language)?;
    let value: String = given.value.split(['-', '_']).next().unwrap_or("").to_lowercase();
    Some(Field::new(value, Provenance::Given { place: given.place.clone() }))
}

fn recognise(raw: &RawArticle, lines: &[Line]) -> Option<Lang> {
    let mut sample = String::new();
    for line in lines.iter().filter(|l| l.role.is_body()) {
        let text = line.span.of(&raw.text);
        let mut end = text.len().min(SAMPLE - sample.len().min(SAMPLE));
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        sample.push_str(text.get(..end).unwrap_or(""));
        sample.push('\n');
        if sample.len() >= SAMPLE {
            break;
        }
    }
    let info = whatlang::detect(&sample)?;
    let dense = !matches!(info.script(), whatlang::Script::Latin | whatlang::Script::Cyrillic);
    let enough = sample.chars().filter(|c| c.is_alphabetic()).count() >= LEAST || dense;
    (enough && info.is_reliable()).then(|| info.lang())
}

/// Whether a language is another one than the word lists know.
pub(super) fn is_foreign(code: &str) -> bool {
    code != "en" && !code.is_empty()
}

/// What to tell the reader of a text in another language than the word lists know.
pub(super) fn notice(code: &str) -> Option<String> {
    is_foreign(code).then(|| {
        format!("the body seems to be in another language ({code}): the word lists are English, so only what does not depend on them is measured")
    })
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Pol => "pl",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Tur => "tr",
        Lang::Pes => "fa",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ell => "el",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Ron => "ro",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Urd => "ur",
        Lang::Ben => "bn",
        Lang::Tha => "th",
        Lang::Ind => "id",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Bel => "be",
        Lang::Aze => "az",
        Lang::Hye => "hy",
        Lang::Cat => "ca",
        Lang::Slv => "sl",
        Lang::Mkd => "mk",
        Lang::Lat => "la",
        other => other.code(),
    }
}
