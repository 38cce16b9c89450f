//! [`Comparison`]: two articles side by side.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use serde::Serialize;

use super::{
    Figures, Measure, Reading, SpeakerShare,
    adopted::{self, Adopted},
    align::Rarity,
    coverage::{self, CoverageDifference, TopicPair},
    distinctive::{self, Prior, VoiceChoice},
    events,
    features::Features,
    headline::{self, HeadlineCheck},
    loaded::{self, LoadedRow},
    naming,
    omissions::omissions,
    passages::{self, Read},
    quotes::{self, SharedQuote},
    reading, sentence,
    shared::{self, SharedText},
    story, warnings,
};
use crate::{
    analysis::{Lists, Profile, voices::Voice},
    articles::Article,
    text::Span,
};

/// An article with its profile, borrowed: what every comparison reads.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The text and its metadata.
    pub article: &'a Article,
    /// What was measured in it.
    pub profile: &'a Profile,
    /// Its short name on screen, unique in the corpus.
    pub label: &'a str,
}

/// One of the articles a comparison is made among.
#[derive(Clone, Debug)]
pub struct Member {
    /// The text and its metadata.
    pub article: Arc<Article>,
    /// What was measured in it.
    pub profile: Arc<Profile>,
    /// Its short name on screen, unique in the corpus.
    pub label: String,
    worked_out: OnceLock<WorkedOut>,
    features: OnceLock<Features>,
}

/// What is worked out about one article from one set of resamples.
#[derive(Clone, Debug)]
struct WorkedOut {
    measures: Vec<Measure>,
    speakers: Vec<SpeakerShare>,
    headline: Option<HeadlineCheck>,
}

impl Member {
    /// A member; nothing is worked out before it is asked for.
    pub fn new(article: Arc<Article>, profile: Arc<Profile>, label: String) -> Self {
        Self { article, profile, label, worked_out: OnceLock::new(), features: OnceLock::new() }
    }

    /// The article as a side of a pair.
    pub fn side(&self) -> Side<'_> {
        Side { article: &self.article, profile: &self.profile, label: &self.label }
    }

    /// Its measures, worked out once.
    pub fn measures(&self) -> &[Measure] {
        &self.worked_out().measures
    }

    /// Its words, read once.
    pub fn features(&self) -> &Features {
        self.features.get_or_init(|| Features::of(self.side()))
    }

    /// Who is heard in it, worked out once.
    pub fn speakers(&self) -> &[SpeakerShare] {
        &self.worked_out().speakers
    }

    /// Its headline against its body; `None` without a headline.
    pub fn headline(&self) -> Option<&HeadlineCheck> {
        self.worked_out().headline.as_ref()
    }

    fn worked_out(&self) -> &WorkedOut {
        self.worked_out.get_or_init(|| {
            let figures = Figures::of(self.side());
            let speakers = figures.speaker_shares();
            let headline = headline::headline(self.side(), &speakers, self.features());
            WorkedOut { measures: figures.measures(), speakers, headline }
        })
    }

    /// The article with its words.
    pub(super) fn read(&self) -> Read<'_> {
        Read { side: self.side(), features: self.features() }
    }

    fn copy(side: Side<'_>) -> Self {
        Self::new(Arc::new(side.article.clone()), Arc::new(side.profile.clone()), side.label.to_owned())
    }
}

/// The articles a comparison is made among: all that are loaded, or those the reader chose. The prior of the
/// distinctive words, the weights of the alignment and the "N of the others" of the omissions come from it. What is
/// worked out about an article is kept, so a pool is best made once and shared.
#[derive(Clone, Debug)]
pub struct Pool {
    /// The articles in order.
    pub members: Vec<Member>,
    /// The word lists they were analysed with.
    pub lists: Arc<Lists>,
    rarity: OnceLock<Rarity>,
    priors: [OnceLock<Prior>; 4],
    order: OnceLock<Vec<(usize, usize)>>,
}

impl Pool {
    /// A pool of `members`.
    pub fn new(lists: Arc<Lists>, members: Vec<Member>) -> Self {
        Self { members, lists, rarity: OnceLock::new(), priors: Default::default(), order: OnceLock::new() }
    }

    /// The member that is `side`; one that is not in the pool as it stands now is read anew.
    fn member(&self, side: Side<'_>) -> Cow<'_, Member> {
        let own = self
            .members
            .iter()
            .find(|m| std::ptr::eq(m.article.as_ref(), side.article) && std::ptr::eq(m.profile.as_ref(), side.profile));
        own.map_or_else(|| Cow::Owned(Member::copy(side)), Cow::Borrowed)
    }

    /// How rare each word is among the sentences of the pool.
    pub fn rarity(&self) -> &Rarity {
        self.rarity.get_or_init(|| Rarity::of(self.members.iter().map(Member::features)))
    }

    /// All pairs, the most different first; worked out once. Empty for more articles than are compared exactly.
    pub fn order(&self) -> &[(usize, usize)] {
        let exact = self.members.len() <= story::EXACT;
        self.order.get_or_init(|| if exact { story::story(self).pairs } else { Vec::new() })
    }

    /// The order, if it has been worked out.
    pub fn known_order(&self) -> Option<&[(usize, usize)]> {
        self.order.get().map(Vec::as_slice).filter(|o| !o.is_empty())
    }

    /// The distinctive words of two articles in `voice` (all voices for `None`), the pool's words being the prior.
    pub fn distinctive(&self, a: Side<'_>, b: Side<'_>, voice: VoiceChoice) -> Vec<Distinctive> {
        let (left, right) = (self.member(a), self.member(b));
        let prior = self.priors[voice.map_or(3, |v| v as usize)]
            .get_or_init(|| Prior::of(self.members.iter().map(Member::read), voice));
        distinctive::distinctive(left.read(), right.read(), prior, voice)
    }
}

/// Compares two articles of the pool. One that is not in it (any more) is read anew.
pub fn compare(a: Side<'_>, b: Side<'_>, pool: &Pool) -> Comparison {
    let (left, right) = (pool.member(a), pool.member(b));
    let (x, y) = (left.read(), right.read());
    let shared_quotes = quotes::shared_quotes(x, y);
    let shared_text = shared::shared_text(x, y);
    let mut warnings = warnings::warnings(a, b, [left.measures(), right.measures()]);
    warnings.extend(events::warning(x, y, pool.rarity()));
    warnings.extend(shared_text.warning());
    let pairs = left.measures().iter().cloned().zip(right.measures().iter().cloned());
    let measures: Vec<MeasurePair> = pairs.map(|(x, y)| reading::pair(x, y)).collect();
    let (lacks_a, lacks_b) = (omissions(a, b, &pool.members), omissions(b, a, &pool.members));
    Comparison {
        warnings,
        sentence: sentence::sentence([&left, &right], &measures),
        measures,
        topics: coverage::topic_pairs(a, b),
        coverage: coverage::coverage_difference(a, b),
        distinctive: pool.distinctive(a, b, Some(Voice::Narrator)),
        loaded: loaded::loaded(a, b, &pool.lists),
        naming: naming::naming(a, b, &pool.lists),
        omitted_a: lacks_a.items,
        omitted_b: lacks_b.items,
        withheld_a: lacks_a.withheld,
        withheld_b: lacks_b.withheld,
        alignments: passages::alignments(x, y, pool.rarity(), &shared_quotes),
        shared_quotes,
        shared_text,
        headline_a: left.headline().cloned(),
        headline_b: right.headline().cloned(),
        adopted_a: adopted::adopted(x),
        adopted_b: adopted::adopted(y),
        pool: pool.members.iter().map(|m| m.label.clone()).collect(),
    }
}

/// One measure of both articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasurePair {
    /// Left.
    pub a: Measure,
    /// Right.
    pub b: Measure,
    /// Right minus left, or right over left for rates, in words.
    pub difference: String,
    /// What may be said about it.
    pub reading: Reading,
}

/// A reason to compare with care. Shown, never blocking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// A few words for a badge: `dates 6 months apart`.
    pub badge: String,
    /// The whole reason, with the figures.
    pub why: String,
}

/// A word or phrase that one side uses more than the other (M15).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Distinctive {
    /// The word as displayed.
    pub word: String,
    /// Uses on the left.
    pub count_a: usize,
    /// Uses on the right.
    pub count_b: usize,
    /// z-score of the log-odds difference, positive for left.
    pub z: f64,
    /// Where, left.
    pub spans_a: Vec<Span>,
    /// Where, right.
    pub spans_b: Vec<Span>,
}

/// Variants of one concept on both sides (M16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamingRow {
    /// The concept's label.
    pub concept: String,
    /// The variant.
    pub variant: String,
    /// Uses on the left, each with its voice found in the profile.
    pub spans_a: Vec<Span>,
    /// Uses on the right.
    pub spans_b: Vec<Span>,
    /// Whether the program proposes it from the texts, and no list holds it.
    pub proposed: bool,
}

/// What kind of thing is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OmissionKind {
    /// A topic.
    Topic,
    /// Somebody who speaks.
    Speaker,
    /// A person, place or organisation.
    Entity,
    /// A number.
    Figure,
}

/// Something absent here and present there (M17).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Omission {
    /// What kind.
    pub kind: OmissionKind,
    /// What is missing.
    pub item: String,
    /// In how many of the other chosen articles it stands.
    pub present_in: usize,
    /// How many others there are.
    pub others: usize,
    /// The median number of passages that those who have it give it.
    pub weight: f64,
    /// The passages: index of the article in the pool, and where.
    pub passages: Vec<(usize, Span)>,
}

/// How two passages correspond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AlignmentKind {
    /// Largely the same words.
    SameWords,
    /// The same fact in other words.
    SameFact,
    /// A quotation that both carry.
    SharedQuote,
}

/// Two passages that tell the same (M18, M19).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alignment {
    /// Left passage.
    pub a: Span,
    /// Right passage.
    pub b: Span,
    /// How they correspond.
    pub kind: AlignmentKind,
    /// Similarity, 0 to 1.
    pub score: f64,
    /// What differs: numbers, stance of the verb, names; in words.
    pub differs: Vec<String>,
    /// The words of the left passage that the right one has too, in the same order; the rest differs.
    pub shared_a: Vec<Span>,
    /// The same on the right.
    pub shared_b: Vec<Span>,
}

/// Two articles compared. Everything here is in `analyze --format json`, the Differences lens and the reports.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// Reasons to compare with care.
    pub warnings: Vec<Warning>,
    /// Every measure on both sides.
    pub measures: Vec<MeasurePair>,
    /// Topics of both sides.
    pub topics: Vec<TopicPair>,
    /// How differently the two spread over topics; `None` where too few sentences have one.
    pub coverage: Option<CoverageDifference>,
    /// Distinctive words in the narrator's voice; empty when nothing stands out.
    pub distinctive: Vec<Distinctive>,
    /// Loaded terms by category and voice.
    pub loaded: Vec<LoadedRow>,
    /// Naming choices.
    pub naming: Vec<NamingRow>,
    /// Missing left, present right.
    pub omitted_a: Vec<Omission>,
    /// Missing right, present left.
    pub omitted_b: Vec<Omission>,
    /// Items that the left lacks and only later articles hold: they may have happened since and are not listed.
    pub withheld_a: usize,
    /// The same on the right.
    pub withheld_b: usize,
    /// Passages that tell the same.
    pub alignments: Vec<Alignment>,
    /// Quotations that both carry, and how each trims them.
    pub shared_quotes: Vec<SharedQuote>,
    /// Runs of five words that stand in both.
    pub shared_text: SharedText,
    /// The left headline against its body; `None` without a headline.
    pub headline_a: Option<HeadlineCheck>,
    /// The right one.
    pub headline_b: Option<HeadlineCheck>,
    /// Phrases that the left quotes first and uses itself later.
    pub adopted_a: Vec<Adopted>,
    /// The same on the right.
    pub adopted_b: Vec<Adopted>,
    /// The labels of the articles that the omissions and the prior come from.
    pub pool: Vec<String>,
    /// One plain sentence that can go under a picture.
    pub sentence: String,
}
