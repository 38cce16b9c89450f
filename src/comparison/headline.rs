//! The headline against the body (M20).

use std::collections::HashSet;

use super::{
    Evidence, Side, SpeakerShare,
    common::{bare_into, hash, is_function_word, stem},
    features::{Features, word_span},
};
use crate::{
    analysis::{attributions::Attribution, entities::EntityKind},
    text::{Span, fold::fold, words},
};

/// What the headline says, and what of it the body holds.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct HeadlineCheck {
    /// Content words of the headline.
    pub words: usize,
    /// Those that the body does not hold, in any form.
    pub missing: Vec<String>,
    /// Words in quotation marks in the headline, each with where the body has them, word for word.
    pub quoted: Vec<(String, Option<Span>)>,
    /// Counted loaded terms in the headline.
    pub loaded: Vec<Evidence>,
    /// The first person or body the headline names.
    pub actor: Option<String>,
    /// Who is quoted most in the body.
    pub most_quoted: Option<String>,
    /// Whose claims the headline hands on.
    pub says: Vec<HeadlineClaim>,
}

/// A claim that the headline gives to somebody.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct HeadlineClaim {
    /// The speaker's name in the body, else as the headline has it; `None` where nobody is named.
    pub speaker: Option<String>,
    /// The base form of the verb or the words that hand it on.
    pub cue: String,
    /// What is claimed, with the reason.
    pub content: Vec<Evidence>,
}

impl HeadlineCheck {
    /// `6 of 8 content words`; the body's share of the headline.
    pub fn text(&self) -> String {
        format!("{} of {} content words in the body", self.words - self.missing.len(), self.words)
    }
}

/// Checks the headline of `side`; `None` without one. `speakers` are in order of their words.
pub fn headline(side: Side<'_>, speakers: &[SpeakerShare], features: &Features) -> Option<HeadlineCheck> {
    let title = side.article.title()?;
    let stems: HashSet<u64> = features.terms.iter().map(|t| t.stem).collect();
    let (mut content, mut missing, mut bare) = (0, Vec::new(), String::new());
    for span in words::words(title) {
        bare_into(span.of(title), &mut bare);
        if bare.is_empty() || is_function_word(hash(&bare)) {
            continue;
        }
        content += 1;
        let number = bare.chars().any(|c| c.is_ascii_digit());
        let held = |part: &str| stems.contains(&hash(if number { part } else { stem(part) }));
        if !held(&bare) && !bare.split('-').filter(|p| !p.is_empty()).all(held) {
            missing.push(span.of(title).trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
        }
    }
    let loaded = side.profile.loaded.iter().filter(|h| h.counted && h.headline);
    Some(HeadlineCheck {
        words: content,
        missing,
        quoted: quoted(side, title, features),
        loaded: loaded.map(|h| Evidence { span: h.span, why: h.why.clone() }).collect(),
        actor: actor(side, title),
        says: side.profile.headline.iter().map(|a| claim(side, a)).collect(),
        most_quoted: speakers.iter().find(|s| s.speaker.is_some() && s.words > 0).map(|s| s.name.clone()),
    })
}

fn claim(side: Side<'_>, a: &Attribution) -> HeadlineClaim {
    let known = a.speaker.and_then(|i| side.profile.entities.get(i as usize)).map(|e| e.name.clone());
    HeadlineClaim {
        speaker: known.or_else(|| a.source.map(|s| side.article.slice(s).to_owned())),
        cue: a.lemma.clone(),
        content: a.content.iter().map(|&span| Evidence { span, why: a.why.clone() }).collect(),
    }
}

/// The parts of the title in marks, each with its place in the body.
fn quoted(side: Side<'_>, title: &str, features: &Features) -> Vec<(String, Option<Span>)> {
    let mut out = Vec::new();
    let mut rest = title;
    while let Some(from) = rest.find(is_opening) {
        let open = rest.get(from..).unwrap_or("");
        let mark = open.chars().next().unwrap_or('"');
        let starts_word = rest.get(..from).is_none_or(|b| b.is_empty() || b.ends_with([' ', '(', '—', '-']));
        let inner = open.get(mark.len_utf8()..).unwrap_or("");
        let end = inner.char_indices().find(|&(i, c)| closes(mark, c) && !inside_word(inner, i, c));
        match end.filter(|_| starts_word) {
            Some((end, c)) => {
                let part = inner.get(..end).unwrap_or("");
                out.push((part.to_owned(), verbatim(side, part, features)));
                rest = inner.get(end + c.len_utf8()..).unwrap_or("");
            }
            None => rest = inner,
        }
    }
    out
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«')
}

fn closes(open: char, c: char) -> bool {
    match open {
        '“' => c == '”',
        '‘' => c == '’',
        '«' => c == '»',
        _ => c == open,
    }
}

/// Whether the mark at `i` is an apostrophe within a word.
fn inside_word(text: &str, i: usize, mark: char) -> bool {
    let after = text.get(i + mark.len_utf8()..).unwrap_or("");
    after.starts_with(char::is_alphanumeric)
}

fn verbatim(side: Side<'_>, part: &str, features: &Features) -> Option<Span> {
    let mut bare = String::new();
    let wanted: Vec<u64> = words::words(part)
        .map(|w| {
            bare_into(w.of(part), &mut bare);
            hash(&bare)
        })
        .collect();
    let at = features.words.windows(wanted.len().max(1)).position(|w| w == wanted)?;
    word_span(side, at..at + wanted.len())
}

/// The entity whose name's last word comes first in the title.
fn actor(side: Side<'_>, title: &str) -> Option<String> {
    let title = fold(title);
    let place = |name: &str| {
        let last = fold(name.rsplit(' ').next().unwrap_or(""));
        let at = title.find(&last).filter(|_| last.len() > 2)?;
        let ends = title.get(at + last.len()..).is_some_and(|r| !r.starts_with(char::is_alphanumeric));
        let starts = title.get(..at).is_some_and(|b| !b.ends_with(char::is_alphanumeric));
        (ends && starts).then_some(at)
    };
    let actors = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];
    let acting = side.profile.entities.iter().filter(|e| actors.contains(&e.kind));
    let named = acting.filter_map(|e| Some((place(&e.name)?, e)));
    named.min_by_key(|(at, e)| (*at, std::cmp::Reverse(e.mentions.len()))).map(|(_, e)| e.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{
            attributions::{Act, AttributionKind},
            profile::Confidence,
        },
        comparison::{fixture::Fixture, speakers},
    };

    fn check(title: &str, body: &str) -> HeadlineCheck {
        let f = Fixture::new(body).titled(title).quoting("Ann Roe", &[]);
        headline(f.side(), &speakers(f.side()), &Features::of(f.side())).expect("a title")
    }

    #[test]
    fn words_without_ground_in_the_body_are_listed() {
        let got = check("Council slams bridge plans", "The councils talked about a bridge plan. It was calm.");
        assert_eq!((got.words, got.missing), (4, vec!["slams".to_owned()]));
    }

    #[test]
    fn quoted_words_of_the_headline_are_looked_up_word_for_word() {
        let got = check(
            "Mayor's friends warn of deal 'behind our backs' and of “treason”",
            "“Any deal behind our backs will fail,” Ann Roe said.",
        );
        let quoted: Vec<(&str, bool)> = got.quoted.iter().map(|(q, s)| (q.as_str(), s.is_some())).collect();
        assert_eq!(quoted, [("behind our backs", true), ("treason", false)]);
    }

    #[test]
    fn the_actor_stands_beside_the_most_quoted() {
        let got = check("Roe speaks", "“Yes,” Ann Roe said.");
        assert_eq!((got.actor.as_deref(), got.most_quoted.as_deref()), (Some("Ann Roe"), Some("Ann Roe")));
    }

    #[test]
    fn a_claim_of_the_headline_has_its_speaker_and_its_verb() {
        let claim = Attribution { lemma: "warn".to_owned(), ..attribution() };
        let f = Fixture::new("“Yes,” Ann Roe said.").titled("Roe warns of floods").quoting("Ann Roe", &[]);
        let f = f.change(|p| p.headline = vec![Attribution { speaker: Some(0), ..claim }]);
        let check = headline(f.side(), &speakers(f.side()), &Features::of(f.side())).expect("a title");
        let said: Vec<_> = check.says.iter().map(|c| (c.speaker.as_deref(), c.cue.as_str())).collect();
        assert_eq!(said, [(Some("Ann Roe"), "warn")]);
    }

    fn attribution() -> Attribution {
        Attribution {
            source: None,
            cue: Vec::new(),
            content: vec![Span::new(0, 1)],
            kind: AttributionKind::Indirect,
            act: Act::Speech,
            speaker: None,
            confidence: Confidence::Likely,
            relay: None,
            lemma: String::new(),
            why: String::new(),
            edited: false,
        }
    }
}
