use proptest::prelude::*;

use super::*;
use crate::{
    analysis::{
        attributions::{Act, Attribution, AttributionKind},
        loaded::LoadedHit,
        profile::Confidence,
        stance::ReportingVerb,
    },
    comparison::{fixture::Fixture, measures, named_only, shares, speakers},
    text::Span,
};

const TALKS: &str = "Ministers met in the old town hall on Monday to talk about the bridge and its cost.\n\
    “We will build it, and we will build it this year,” Ann Roe said. “The town has waited long enough for a bridge.”\n\
    Critics doubt it. “The money is not there and everybody in this room knows it very well,” Bo Lund said.\n\
    The mayor, Carl Wik, left early.";

fn talks() -> Fixture {
    Fixture::new(TALKS).quoting("Ann Roe", &["We will", "The town"]).quoting("Bo Lund", &["money"])
}

fn get(list: &[Measure], id: MeasureId) -> &Measure {
    list.iter().find(|m| m.id == id).expect("every measure is there")
}

fn evidence_words(fixture: &Fixture, evidence: &[Evidence]) -> usize {
    evidence.iter().map(|e| fixture.profile.document.word_count(e.span)).sum()
}

#[test]
fn quoted_words_are_shared_out_among_the_speakers() {
    let f = talks();
    let list = speakers(f.side());
    let seen: Vec<(&str, usize, usize)> = list.iter().map(|s| (s.name.as_str(), s.words, s.quotes)).collect();
    assert_eq!(seen, [("Ann Roe", 20, 2), ("Bo Lund", 14, 1)]);
    assert_eq!(list[0].share, Some(20.0 / 34.0));
    assert_eq!(list[0].first_at, Some(18));
    assert_eq!(get(&measures(f.side()), MeasureId::QuotedShare).count, 34);
}

#[test]
fn a_share_of_few_quoted_words_is_told_in_words() {
    let f = Fixture::new("“Never again,” Ann Roe said to the crowd.").quoting("Ann Roe", &[]);
    let list = speakers(f.side());
    assert_eq!((list[0].share, list[0].interval), (None, None));
    assert_eq!(list[0].share_text(), "2 words");
    assert_eq!(get(&measures(f.side()), MeasureId::AnonymousShare).text(), "0 words");
}

#[test]
fn below_five_quotations_fragments_are_counts() {
    let list = measures(talks().side());
    let m = get(&list, MeasureId::FragmentShare);
    assert_eq!((m.value, m.interval, m.text()), (None, None, "0 of 3".to_owned()));
}

#[test]
fn an_empty_body_measures_nothing_and_does_not_panic() {
    let f = Fixture::new("");
    for m in measures(f.side()) {
        assert!(m.evidence.is_empty() && m.count == 0);
        assert!(m.unit == Unit::Count || m.text() == "–", "{:?}", m.id);
    }
    assert!(speakers(f.side()).is_empty() && shares::camps(f.side()).is_empty());
}

#[test]
fn camps_sum_their_speakers_and_the_rest_comes_last() {
    let f = talks().change(|p| p.entities[1].camp = Some("town".to_owned()));
    let camps = shares::camps(f.side());
    let seen: Vec<_> = camps.iter().map(|c| (c.group.as_deref(), c.words)).collect();
    assert_eq!(seen, [(Some("town"), 14), (None, 20)]);
    assert!(camps.iter().all(|c| evidence_words(&f, &c.evidence) == c.words));
}

#[test]
fn the_silent_are_listed_by_mentions() {
    let wik = |f: &Fixture| Entity {
        mentions: vec![f.span("Carl Wik")],
        name: "Carl Wik".into(),
        ..f.profile.entities[0].clone()
    };
    let f = talks();
    let entity = wik(&f);
    let f = f.change(|p| p.entities.push(entity));
    assert_eq!(named_only(f.side()), [(2, 1)]);
}

#[test]
fn loaded_terms_count_in_the_voice_they_stand_in() {
    let f = talks();
    let hit = |part: &str, voice, counted| LoadedHit {
        span: f.span(part),
        entry: 0,
        weight: 1.0,
        voice,
        headline: false,
        counted,
        why: "test".to_owned(),
        edited: false,
    };
    let hits = vec![
        hit("Critics", Voice::Narrator, true),
        hit("left early", Voice::Narrator, false),
        hit("waited", Voice::Direct, true),
    ];
    let f = f.change(|p| p.loaded = hits);
    let list = measures(f.side());
    assert_eq!(get(&list, MeasureId::LoadedDensity).text(), "1 in 32 words");
    assert_eq!(get(&list, MeasureId::LoadedDensityDirect).count, 1);
    assert_eq!(get(&list, MeasureId::LoadedDensityIndirect).text(), "–");
}

#[test]
fn indirect_speech_belongs_to_its_source_and_thoughts_to_the_narrator() {
    let f = talks();
    let said = |part: &str, act| Attribution {
        source: None,
        cue: Vec::new(),
        content: vec![f.span(part)],
        kind: AttributionKind::Indirect,
        act,
        speaker: Some(1),
        confidence: Confidence::Likely,
        relay: None,
        lemma: "say".to_owned(),
        why: "test".to_owned(),
        edited: false,
    };
    let list = vec![said("talk about the bridge", Act::Speech), said("left early", Act::Thought)];
    let f = f.change(|p| p.attributions = list);
    let lund = speakers(f.side()).into_iter().find(|s| s.name == "Bo Lund").expect("Bo Lund is heard");
    assert_eq!((lund.indirect_words, lund.first_at), (4, Some(11)));
    assert_eq!(evidence_words(&f, &lund.indirect), 4);
}

#[test]
fn doubting_verbs_are_a_share_of_all_reporting_verbs() {
    let f = Fixture::new("He claimed it. She said it. He said so. She said no. He alleged it.");
    let verb = |part: &str, stance| ReportingVerb {
        span: f.span(part),
        lemma: part.to_owned(),
        stance,
        speaker: None,
        why: "test".to_owned(),
    };
    let verbs = vec![
        verb("claimed", Stance::Doubting),
        verb("said it", Stance::Neutral),
        verb("said so", Stance::Neutral),
        verb("said no", Stance::Neutral),
        verb("alleged", Stance::Doubting),
    ];
    let f = f.change(|p| p.verbs = verbs);
    assert_eq!(get(&measures(f.side()), MeasureId::DoubtingShare).text(), "40% (2/5)");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The figure that is shown is the length of its evidence, or the words in it; bases and intervals hold it.
    #[test]
    fn every_count_is_its_evidence(parts in proptest::collection::vec((0..4usize, 1..9usize, any::<bool>()), 0..30)) {
        let f = random_article(&parts);
        for m in measures(f.side()) {
            let shown = if m.id.counts_words() { evidence_words(&f, &m.evidence) } else { m.evidence.len() };
            prop_assert_eq!(shown, m.count, "{:?}", m.id);
            if let (Some(v), Some(i)) = (m.value, m.interval) {
                prop_assert!(i.low <= i.high && v.is_finite(), "{:?}", m.id);
                prop_assert!(i.low <= v + 1e-9 && v <= i.high + 1e-9, "{:?}", m);
            }
        }
        let list = speakers(f.side());
        for s in &list {
            prop_assert_eq!(evidence_words(&f, &s.evidence), s.words);
            prop_assert_eq!(evidence_words(&f, &s.indirect), s.indirect_words);
        }
        prop_assert_eq!(list.iter().map(|s| s.words).sum::<usize>(), f.profile.voices.direct_words);
    }
}

/// Paragraphs of plain words and quotations of four speakers (the fourth unresolved), some glued to a word.
fn random_article(parts: &[(usize, usize, bool)]) -> Fixture {
    let mut text = String::new();
    let mut quotes = Vec::new();
    for &(speaker, words, glued) in parts {
        text.push_str(if glued { "plain:" } else { "plain words here " });
        let start = text.len();
        text.push_str(&format!("“{}”", vec!["said"; words].join(" ")));
        quotes.push((Span::new(start, text.len()), words, speaker));
        text.push_str(if words % 2 == 0 { "\n" } else { " " });
    }
    Fixture::new(&text).quoting("A", &["nothing"]).quoting("B", &["nothing"]).quoting("C", &["nothing"]).change(|p| {
        for (span, words, speaker) in quotes {
            let inner = Span { start: span.start + 3, end: span.end - 3 };
            let speaker = (speaker < 3).then_some(speaker as u32);
            p.quotations.push(crate::comparison::fixture::quotation(span, inner, words, speaker));
        }
    })
}

#[test]
fn in_another_language_only_what_needs_no_english_list_is_measured() {
    let text =
        "Der Rat hat am Freitag beschlossen, obwohl die Kosten stark gestiegen sind. „Wir haben gewartet“, sagte sie.";
    let mut article = crate::analysis::testing::article(text);
    let known = |article: &crate::articles::Article| {
        let profile = crate::analysis::analyze(article, &crate::analysis::Lists::builtin());
        let list = measures(Side { article, profile: &profile, label: "t" });
        list.iter().filter(|m| m.value.is_some()).map(|m| m.id).collect::<Vec<_>>()
    };
    assert!(known(&article).contains(&MeasureId::ScareQuotes));
    let from = crate::articles::Provenance::Inferred { why: "test".to_owned() };
    article.meta.language = Some(crate::articles::Field::new("de".to_owned(), from));
    assert!(known(&article).contains(&MeasureId::Quotations));
    assert!(known(&article).iter().all(|id| !id.is_english()));
    let profile = crate::analysis::analyze(&article, &crate::analysis::Lists::builtin());
    assert!(profile.loaded.is_empty() && profile.topics.is_empty() && profile.quotations.len() == 1);
}
