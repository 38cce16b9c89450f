//! Names made of titles: [`slug`] to find something by, [`file_name`] to save something under.

use super::fold::fold;

/// The longest file name made from a title, in bytes.
const MAX_FILE_NAME: usize = 60;

/// Lower case letters and digits with single hyphens between the words; an apostrophe parts no word.
pub fn slug(text: &str) -> String {
    let folded = fold(text).replace('\'', "");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// A file name without its ending: the slug of `title` in ASCII alone, cut to a bearable length; `parallax` if nothing
/// is left of it.
pub fn file_name(title: &str) -> String {
    let slug = slug(title);
    let words = slug.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    let mut out = words.collect::<Vec<_>>().join("-");
    out.truncate(MAX_FILE_NAME);
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "parallax".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_what_people_type() {
        assert_eq!(slug("The  People’s Daily"), "the-peoples-daily");
        assert_eq!(slug("Süddeutsche (Zeitung)"), "suddeutsche-zeitung");
        assert_eq!(slug("漢字 1"), "漢字-1");
        assert_eq!(slug(" – "), "");
    }

    #[test]
    fn titles_become_plain_file_names() {
        assert_eq!(file_name("Who is quoted: Le Soir vs Éva’s “Hírlap”"), "who-is-quoted-le-soir-vs-evas-hirlap");
        assert_eq!(file_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_name("漢字"), "parallax");
        let long = file_name(&"long ".repeat(50));
        assert!(long.len() <= MAX_FILE_NAME && !long.ends_with('-'), "{long}");
    }
}
