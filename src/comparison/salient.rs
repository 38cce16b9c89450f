//! Topics found in the corpus itself: phrases that several of its articles share, named by their own words, so that a
//! story no list foresaw is still covered. They stand in a layer of their own, [`TopicLayer::Corpus`].
//!
//! A phrase is two to four words of one clause that begins and ends with a word of content – not one of time, of the
//! page or of the outlet's name – and holds no name of a person or an outlet.
//! Words of direct quotations are not looked at: the same quotation in two articles is no topic. It must stand in two articles and three sentences at least. Of phrases that contain each other the one that says more
//! is kept; the score is sentences × √articles, raised by half for every word of content beyond two.

use std::collections::HashMap;

use super::common;
use crate::{
    analysis::{
        Packed, Profile,
        entities::{Entity, EntityKind, SourceType},
        profile::Finding,
        topics::{Coverage, TopicLayer},
        voices::Voice,
    },
    articles::Article,
    text::Span,
};

/// How many phrases are kept.
const KEPT: usize = 12;
/// The longest phrase, in words.
const LONGEST: usize = 4;
/// A corpus of more body words than this is too large for one story, and its phrases say little.
const MOST_WORDS: usize = 1_000_000;
/// The fewest sentences and articles in which a phrase must stand.
const FEWEST: (u32, u32) = (3, 2);

/// One word of an article.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four plain facts about a word")]
struct Word {
    stem: u64,
    span: Span,
    sentence: u32,
    /// It may begin or end a phrase.
    content: bool,
    /// It may stand in a phrase at all.
    inner: bool,
    /// A mark that parts clauses follows.
    parted: bool,
    /// It opens its sentence.
    first: bool,
}

/// What is known of one phrase.
#[derive(Clone, Debug)]
struct Phrase {
    stems: Vec<u64>,
    articles: u32,
    sentences: u32,
    last: (u32, u32),
    label: String,
    /// The label opens a sentence, so that its capital may not be its own.
    at_start: bool,
}

/// For every article the topics of the corpus layer that it touches, the widest first. Empty for fewer than two articles
/// and for [very large corpora](too_large). Linear in the words.
pub fn topics(texts: &[(&Article, &Packed)]) -> Vec<Vec<Coverage>> {
    if texts.len() < 2 || too_large(texts.iter().map(|(_, p)| *p)) {
        return vec![Vec::new(); texts.len()];
    }
    let read: Vec<Vec<Word>> = texts.iter().map(|(a, p)| words(a, &p.open())).collect();
    let phrases = choose(count(texts, &read));
    let by_stems: HashMap<&[u64], usize> = phrases.iter().enumerate().map(|(i, p)| (&*p.stems, i)).collect();
    read.iter().map(|words| cover(words, &phrases, &by_stems)).collect()
}

/// Whether no topics are looked for in a corpus of these profiles, for there are too many words.
pub fn too_large<'a>(profiles: impl Iterator<Item = &'a Packed>) -> bool {
    profiles.map(|p| p.words).sum::<usize>() > MOST_WORDS
}

/// The words of the body, with names of persons taken out.
fn words(article: &Article, profile: &Profile) -> Vec<Word> {
    let named =
        |e: &&Entity| matches!(e.kind, EntityKind::Person | EntityKind::Unnamed) || e.source_type == SourceType::Media;
    let persons = profile.entities.iter().filter(named);
    let mut names: Vec<Span> = persons.flat_map(|e| e.mentions.iter().copied()).collect();
    names.sort_unstable();
    let outlet = outlet(article);
    let (mut out, mut bare, mut next) = (Vec::with_capacity(profile.document.words.len()), String::new(), 0);
    for (n, sentence) in profile.document.sentences.iter().enumerate() {
        let (from, to) = (sentence.words.start as usize, sentence.words.end as usize);
        for (i, &span) in profile.document.words.get(from..to).unwrap_or_default().iter().enumerate() {
            let raw = article.slice(span);
            common::bare_into(raw, &mut bare);
            while names.get(next).is_some_and(|s| s.end <= span.start) {
                next += 1;
            }
            let is_name = names.get(next).is_some_and(|s| s.overlaps(span));
            let function = common::is_function_word(common::hash(&bare));
            // Both articles quote the same words: that is one quotation and no topic.
            let quoted = profile.voices.at(span.start as usize) == Voice::Direct;
            let stem = common::hash(common::stem(&bare));
            let lettered = bare.chars().count() >= 3 && bare.chars().all(|c| c.is_alphabetic() || c == '-');
            out.push(Word {
                stem,
                span: trimmed(raw, span),
                sentence: n as u32,
                content: lettered
                    && !quoted
                    && !function
                    && !is_name
                    && !common::is_everyday_stem(stem)
                    && !common::is_topicless(common::hash(&bare))
                    && !outlet.contains(&common::hash(&bare)),
                inner: !is_name && !quoted && if function { common::is_link(common::hash(&bare)) } else { lettered },
                parted: raw.ends_with([',', ';', ':', '.', '!', '?', ')', '…']),
                first: i == 0,
            });
        }
    }
    out
}

/// The words of the outlet's own name, which its pages repeat.
fn outlet(article: &Article) -> Vec<u64> {
    let mut bare = String::new();
    let word = |w: &str| {
        common::bare_into(w, &mut bare);
        common::hash(&bare)
    };
    article.outlet().unwrap_or("").split_whitespace().map(word).collect()
}

/// The span of a word without the marks around it.
fn trimmed(raw: &str, span: Span) -> Span {
    let mark = |c: char| !c.is_alphanumeric();
    let lead = raw.len() - raw.trim_start_matches(mark).len();
    let tail = raw.len() - raw.trim_end_matches(mark).len();
    Span::new(span.start as usize + lead, (span.end as usize).saturating_sub(tail))
}

/// The phrases that begin at word `at`, as numbers of words.
fn lengths(words: &[Word], at: usize) -> impl Iterator<Item = usize> + '_ {
    let rest = words.get(at..).unwrap_or_default();
    let opens = rest.first().is_some_and(|w| w.content);
    let sentence = rest.first().map(|w| w.sentence);
    let reach = (1..LONGEST.min(rest.len()))
        .take_while(move |&i| {
            let (before, word) = (rest.get(i - 1), rest.get(i));
            opens && before.is_some_and(|w| !w.parted) && word.is_some_and(|w| Some(w.sentence) == sentence && w.inner)
        })
        .filter(move |&i| rest.get(i).is_some_and(|w| w.content));
    reach.map(|i| i + 1)
}

fn count(texts: &[(&Article, &Packed)], read: &[Vec<Word>]) -> Vec<Phrase> {
    let mut found: HashMap<Vec<u64>, Phrase> = HashMap::new();
    for (a, (words, (article, _))) in read.iter().zip(texts).enumerate() {
        for at in 0..words.len() {
            for n in lengths(words, at) {
                let Some(phrase) = words.get(at..at + n) else { continue };
                let stems: Vec<u64> = phrase.iter().map(|w| w.stem).collect();
                tally(&mut found, stems, phrase, a as u32, article);
            }
        }
    }
    found.into_values().filter(|p| p.sentences >= FEWEST.0 && p.articles >= FEWEST.1).collect()
}

fn tally(found: &mut HashMap<Vec<u64>, Phrase>, stems: Vec<u64>, words: &[Word], article: u32, text: &Article) {
    let Some((first, last)) = words.first().zip(words.last()) else { return };
    let place = (article, first.sentence);
    let label = || {
        let raw = text.slice(first.span.join(last.span)).split_whitespace().collect::<Vec<_>>().join(" ");
        raw.strip_suffix("’s").or_else(|| raw.strip_suffix("'s")).map_or_else(|| raw.clone(), str::to_owned)
    };
    match found.get_mut(&stems) {
        None => {
            let (label, at_start) = (label(), first.first);
            found.insert(stems.clone(), Phrase { stems, articles: 1, sentences: 1, last: place, label, at_start });
        }
        Some(phrase) => {
            phrase.articles += u32::from(phrase.last.0 != article);
            phrase.sentences += u32::from(phrase.last != place);
            phrase.last = place;
            if phrase.at_start && !first.first {
                (phrase.label, phrase.at_start) = (label(), false);
            }
        }
    }
}

/// The phrases that say most, without those that another one contains or is contained in.
fn choose(mut phrases: Vec<Phrase>) -> Vec<Phrase> {
    let score = |p: &Phrase| {
        let content = p.stems.len().saturating_sub(2) as f64;
        f64::from(p.sentences) * f64::from(p.articles).sqrt() * (1.0 + 0.5 * content)
    };
    phrases.sort_by(|a, b| score(b).total_cmp(&score(a)).then_with(|| a.label.cmp(&b.label)));
    let mut kept: Vec<Phrase> = Vec::new();
    for phrase in phrases {
        if kept.len() == KEPT {
            break;
        }
        let within = |a: &[u64], b: &[u64]| b.windows(a.len()).any(|w| w == a);
        let overlaps = |k: &Phrase| within(&k.stems, &phrase.stems) || within(&phrase.stems, &k.stems);
        if !kept.iter().any(overlaps) {
            kept.push(phrase);
        }
    }
    kept
}

fn cover(words: &[Word], phrases: &[Phrase], by_stems: &HashMap<&[u64], usize>) -> Vec<Coverage> {
    let mut hits: Vec<Vec<(u32, Span)>> = vec![Vec::new(); phrases.len()];
    let mut stems: Vec<u64> = Vec::new();
    for at in 0..words.len() {
        for n in lengths(words, at) {
            let Some(found) = words.get(at..at + n) else { continue };
            stems.clear();
            stems.extend(found.iter().map(|w| w.stem));
            let (Some(&p), Some(first), Some(last)) = (by_stems.get(&*stems), found.first(), found.last()) else {
                continue;
            };
            if let Some(list) = hits.get_mut(p) {
                list.push((first.sentence, first.span.join(last.span)));
            }
        }
    }
    let mut out: Vec<Coverage> =
        phrases.iter().zip(hits).filter(|(_, h)| !h.is_empty()).map(|(p, h)| coverage(p, &h)).collect();
    out.sort_by_key(|c| std::cmp::Reverse(c.sentences.len()));
    out
}

fn coverage(phrase: &Phrase, hits: &[(u32, Span)]) -> Coverage {
    let mut sentences: Vec<u32> = hits.iter().map(|h| h.0).collect();
    sentences.dedup();
    let why = format!("a phrase of {} articles and {} sentences", phrase.articles, phrase.sentences);
    Coverage {
        id: format!("corpus:{}", phrase.label.to_lowercase().replace(' ', "-")),
        label: phrase.label.clone(),
        layer: TopicLayer::Corpus,
        sentences,
        cues: hits.iter().map(|&(_, span)| Finding { span, why: why.clone() }).collect(),
        edited: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::fixture::Fixture;

    fn labels(texts: &[&str]) -> Vec<Vec<(String, usize)>> {
        let made: Vec<Fixture> = texts.iter().map(|t| Fixture::new(t)).collect();
        let packed: Vec<Packed> = made.iter().map(Fixture::packed).collect();
        let sides: Vec<(&Article, &Packed)> = made.iter().map(|f| &*f.article).zip(&packed).collect();
        let of = |c: Coverage| (c.label, c.sentences.len());
        topics(&sides).into_iter().map(|list| list.into_iter().map(of).collect()).collect()
    }

    #[test]
    fn a_phrase_of_two_articles_is_a_topic_in_both() {
        let got = labels(&[
            "The harbour wall broke. The harbour wall was old. Rain fell.",
            "Nobody mended the harbour wall. It rained.",
        ]);
        assert_eq!(got, [vec![("harbour wall".to_owned(), 2)], vec![("harbour wall".to_owned(), 1)]]);
    }

    #[test]
    fn a_phrase_of_one_article_is_none() {
        let got = labels(&["The harbour wall broke. The harbour wall fell. The harbour wall sank.", "It rained."]);
        assert!(got.iter().all(Vec::is_empty), "{got:?}");
    }

    #[test]
    fn a_quotation_that_two_articles_share_and_a_clause_are_no_topics() {
        let text = "“The harbour wall was rotten, the harbour wall was old, the harbour wall fell,” Ann Roe said. \
                    Critics took him overseas. Friends took him overseas.";
        let made: Vec<Fixture> = (0..2).map(|_| Fixture::new(text).quoting("Ann Roe", &[])).collect();
        let packed: Vec<Packed> = made.iter().map(Fixture::packed).collect();
        let sides: Vec<(&Article, &Packed)> = made.iter().map(|f| &*f.article).zip(&packed).collect();
        assert!(topics(&sides).iter().all(Vec::is_empty), "{:?}", topics(&sides));
    }

    #[test]
    fn times_and_the_furniture_of_a_page_are_no_topics() {
        let text = "It fell last year. It fell last year in the early evening. Jane Roe contributed reporting. \
                    She contributed reporting. He left next month. They left next month.";
        let got = labels(&[text, text]);
        assert!(got.iter().flatten().all(|(l, _)| !l.contains("year") && !l.contains("report")), "{got:?}");
        assert!(got.iter().flatten().all(|(l, _)| !l.contains("month") && !l.contains("evening")), "{got:?}");
    }

    #[test]
    fn the_longer_phrase_takes_the_place_of_its_parts() {
        let text = "The concrete harbour wall broke. The concrete harbour wall sank.";
        let got = labels(&[text, text]);
        assert_eq!(got[0], [("concrete harbour wall".to_owned(), 2)]);
    }

    #[test]
    fn a_comma_and_a_function_word_at_the_edge_make_no_phrase() {
        let text = "Harbour, wall and rope. Harbour, wall of rope.";
        let got = labels(&[text, text]);
        assert!(got[0].iter().all(|(l, _)| !l.contains("arbour, wall") && !l.ends_with(" of")), "{got:?}");
    }

    #[test]
    fn one_article_and_none_give_none() {
        assert!(labels(&[]).is_empty());
        assert_eq!(labels(&["The harbour wall. The harbour wall. The harbour wall."]), [vec![]]);
    }
}
