//! [`Pool`]: the articles a comparison is made among, with what is worked out about each of them, once.

use std::{
    borrow::Cow,
    collections::HashSet,
    num::NonZero,
    sync::{Arc, OnceLock},
    thread,
};

use super::{
    Figures, GroupShare, Measure, SpeakerShare,
    align::Rarity,
    distinctive::{self, Prior, VoiceChoice},
    features::Features,
    groups::{Groups, Move},
    headline::{self, HeadlineCheck},
    omissions::MAX_OTHERS,
    pair::{Distinctive, Side},
    passages::Read,
    signature::{self, Signature},
    story::{self, Story},
};
use crate::{
    analysis::{
        Lists, Packed, Profile,
        entities::{Entity, SourceType},
        genre::Genre,
        voices::Voice,
    },
    articles::Article,
};

/// How rare and how usual a word is, is read from at most so many articles of a pool, taken evenly.
const SAMPLED: usize = 500;

/// In a pool of more articles a pair is compared without looking for the stories of all of them first.
pub const LARGE: usize = 2_000;

/// One of the articles a comparison is made among.
#[derive(Clone, Debug)]
pub struct Member {
    /// The text and its metadata.
    pub article: Arc<Article>,
    /// What was measured in it.
    packed: Arc<Packed>,
    /// Its short name on screen, unique in the corpus.
    pub label: String,
    open: OnceLock<Arc<Profile>>,
    worked_out: OnceLock<WorkedOut>,
    features: OnceLock<Features>,
    signature: OnceLock<Signature>,
}

/// What is worked out about one article from one set of resamples.
#[derive(Clone, Debug)]
struct WorkedOut {
    measures: Vec<Measure>,
    speakers: Vec<SpeakerShare>,
    sources: Vec<GroupShare<SourceType>>,
    headline: Option<HeadlineCheck>,
}

impl Member {
    /// A member; nothing is worked out before it is asked for.
    pub fn new(article: Arc<Article>, packed: Arc<Packed>, label: String) -> Self {
        let (open, worked_out, features, signature) =
            (OnceLock::new(), OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { article, packed, label, open, worked_out, features, signature }
    }

    /// What was measured in it, opened once and kept.
    pub fn profile(&self) -> &Arc<Profile> {
        self.open.get_or_init(|| self.packed.open())
    }

    /// What kind of text it is.
    pub fn genre(&self) -> &Genre {
        &self.packed.genre
    }

    /// How many corrections by hand are in force in it.
    pub fn edits(&self) -> usize {
        self.packed.edits
    }

    /// The article as a side of a pair.
    pub fn side(&self) -> Side<'_> {
        self.side_of(self.profile())
    }

    /// Its measures, worked out once.
    pub fn measures(&self) -> &[Measure] {
        &self.worked_out().measures
    }

    /// Its measures without their passages, for tables of very many articles: nothing more is kept of it.
    pub fn figures(&self) -> Vec<Measure> {
        let known = self.worked_out.get().map(|w| w.measures.clone());
        let mut measures = known.unwrap_or_else(|| {
            let profile = self.opened();
            Figures::of(self.side_of(&profile)).measures()
        });
        for measure in &mut measures {
            measure.evidence = Vec::new();
        }
        measures
    }

    /// Its words, read once and kept.
    pub fn features(&self) -> &Features {
        self.features.get_or_init(|| Features::of(self.side()))
    }

    /// Profile and words for one use: those that are kept, or opened and forgotten, so that a large pool needs little
    /// room.
    pub(super) fn passing(&self) -> Passing<'_> {
        let profile = self.opened();
        let read = || Cow::Owned(Features::of(self.side_of(&profile)));
        let features = self.features.get().map_or_else(read, Cow::Borrowed);
        Passing { member: self, features, profile }
    }

    /// What was measured in it, for one use.
    fn opened(&self) -> Arc<Profile> {
        self.open.get().map_or_else(|| self.packed.open(), Arc::clone)
    }

    fn side_of<'a>(&'a self, profile: &'a Profile) -> Side<'a> {
        Side { article: &self.article, profile, label: &self.label }
    }

    /// What tells its story, worked out once.
    pub fn signature(&self) -> &Signature {
        self.signature.get_or_init(|| Signature::of(&self.article, &self.passing().features))
    }

    /// Who is heard in it and what they are, for one use among very many articles.
    pub(super) fn heard(&self) -> Vec<(Entity, u32, usize)> {
        let profile = self.opened();
        let read = || Figures::of(self.side_of(&profile)).speaker_shares();
        let shares = self.worked_out.get().map_or_else(|| Cow::Owned(read()), |w| Cow::Borrowed(&w.speakers));
        let words = shares.iter().filter(|s| s.words > 0).filter_map(|s| Some((s.speaker?, s.words)));
        words.filter_map(|(i, words)| Some((profile.entities.get(i as usize)?.clone(), i, words))).collect()
    }

    /// Who is heard in it, worked out once.
    pub fn speakers(&self) -> &[SpeakerShare] {
        &self.worked_out().speakers
    }

    /// Its quoted words by kind of source, worked out once.
    pub fn sources(&self) -> &[GroupShare<SourceType>] {
        &self.worked_out().sources
    }

    /// Its headline against its body; `None` without a headline.
    pub fn headline(&self) -> Option<&HeadlineCheck> {
        self.worked_out().headline.as_ref()
    }

    fn worked_out(&self) -> &WorkedOut {
        self.worked_out.get_or_init(|| {
            let passing = self.passing();
            let figures = Figures::of(passing.side());
            let speakers = figures.speaker_shares();
            let headline = headline::headline(passing.side(), &speakers, &passing.features);
            WorkedOut { measures: figures.measures(), speakers, sources: figures.source_types(), headline }
        })
    }

    /// The article with its words.
    pub(super) fn read(&self) -> Read<'_> {
        Read { side: self.side(), features: self.features() }
    }

    /// Whether it is of this article and profile, the very same ones.
    pub fn is_of(&self, article: &Arc<Article>, packed: &Arc<Packed>) -> bool {
        Arc::ptr_eq(&self.article, article) && Arc::ptr_eq(&self.packed, packed)
    }

    fn is_side(&self, side: Side<'_>) -> bool {
        std::ptr::eq(self.article.as_ref(), side.article) && std::ptr::eq(self.profile().as_ref(), side.profile)
    }

    fn copy(side: Side<'_>) -> Self {
        let packed = Packed::whole(Arc::new(side.profile.clone()));
        Self::new(Arc::new(side.article.clone()), Arc::new(packed), side.label.to_owned())
    }
}

/// A member with its profile and its words for one use.
#[derive(Debug)]
pub(super) struct Passing<'a> {
    member: &'a Member,
    /// Its words.
    pub(super) features: Cow<'a, Features>,
    profile: Arc<Profile>,
}

impl Passing<'_> {
    /// The article as a side of a pair.
    pub(super) fn side(&self) -> Side<'_> {
        self.member.side_of(&self.profile)
    }
}

/// The articles a comparison is made among: all that are loaded, or those the reader chose. The prior of the
/// distinctive words, the weights of the alignment and the stories come from it. What is worked out about an article is
/// kept, so a pool is best made once and shared, and renewed from the one before after a correction.
#[derive(Clone, Debug)]
pub struct Pool {
    /// The articles in order.
    pub members: Vec<Arc<Member>>,
    /// The word lists they were analysed with.
    pub lists: Arc<Lists>,
    moves: Vec<Move>,
    common: OnceLock<Common>,
    /// How rare each word is within each story.
    rarities: OnceLock<Vec<OnceLock<Rarity>>>,
    groups: OnceLock<Groups>,
    wholes: OnceLock<Vec<OnceLock<Arc<Story>>>>,
    order: OnceLock<Vec<(usize, usize)>>,
}

impl Pool {
    /// A pool of `members`.
    pub fn new(lists: Arc<Lists>, members: impl IntoIterator<Item = Member>) -> Self {
        Self::of(lists, members.into_iter().map(Arc::new).collect(), Vec::new())
    }

    /// A pool of members that may be known from another one, with the articles moved between stories by hand.
    pub fn of(lists: Arc<Lists>, members: Vec<Arc<Member>>, moves: Vec<Move>) -> Self {
        Self {
            members,
            lists,
            moves,
            common: OnceLock::new(),
            rarities: OnceLock::new(),
            groups: OnceLock::new(),
            wholes: OnceLock::new(),
            order: OnceLock::new(),
        }
    }

    /// The member at `index` if it is of these very ones and has this label: what is known of it holds.
    pub fn known(
        &self,
        index: usize,
        article: &Arc<Article>,
        profile: &Arc<Packed>,
        label: &str,
    ) -> Option<Arc<Member>> {
        self.members.get(index).filter(|m| m.label == label && m.is_of(article, profile)).cloned()
    }

    /// The member of this article and profile; most often it is the one at `index`.
    pub fn member_of(&self, index: usize, article: &Arc<Article>, profile: &Arc<Packed>) -> Option<&Arc<Member>> {
        let here = self.members.get(index).filter(|m| m.is_of(article, profile));
        here.or_else(|| self.members.iter().find(|m| m.is_of(article, profile)))
    }

    /// The position of the member that is `side`.
    pub fn position(&self, side: Side<'_>) -> Option<usize> {
        self.members.iter().position(|m| m.is_side(side))
    }

    /// The member that is `side`; one that is not in the pool as it stands now is read anew.
    pub(super) fn member(&self, side: Side<'_>) -> Cow<'_, Member> {
        let own = self.position(side).and_then(|i| self.members.get(i));
        own.map_or_else(|| Cow::Owned(Member::copy(side)), |m| Cow::Borrowed(m.as_ref()))
    }

    /// How rare each word is among the sentences of the pool; of a large pool every so manieth article is read.
    pub fn rarity(&self) -> &Rarity {
        &self.common().rarity
    }

    fn common(&self) -> &Common {
        self.common.get_or_init(|| {
            let mut common = Common::default();
            for member in sampled(&self.members) {
                let read = member.passing();
                common.rarity.add(&read.features);
                for voice in VOICES {
                    common.priors[place_of(voice)].add(read.side(), &read.features.words, voice);
                }
            }
            common
        })
    }

    /// How rare each word is in the story of two articles, or in the pool if they tell different ones: what every
    /// article of a story says sets its sentences apart from other stories and not from each other.
    pub(super) fn rarity_between(&self, a: Side<'_>, b: Side<'_>) -> &Rarity {
        if self.members.len() > LARGE {
            return self.rarity();
        }
        let groups = self.groups();
        let story = |s: Side<'_>| self.position(s).and_then(|i| groups.story_of(i));
        let Some(story) = story(a).filter(|s| Some(*s) == story(b)) else { return self.rarity() };
        if groups.stories.len() < 2 {
            return self.rarity();
        }
        let all = self.rarities.get_or_init(|| groups.stories.iter().map(|_| OnceLock::new()).collect());
        let (Some(slot), Some(group)) = (all.get(story), groups.stories.get(story)) else { return self.rarity() };
        slot.get_or_init(|| {
            let members: Vec<&Arc<Member>> = group.articles.iter().filter_map(|i| self.members.get(*i)).collect();
            let mut rarity = Rarity::default();
            sampled(&members).for_each(|m| rarity.add(&m.passing().features));
            rarity
        })
    }

    /// The stories of the pool: by shared rare names and dates, and as the reader moved them. Worked out once, on all
    /// threads there are.
    pub fn groups(&self) -> &Groups {
        self.groups.get_or_init(|| {
            let threads = thread::available_parallelism().map_or(1, NonZero::get);
            let part = self.members.len().div_ceil(threads).max(1);
            if self.members.len() > SAMPLED {
                thread::scope(|scope| {
                    for chunk in self.members.chunks(part) {
                        scope.spawn(move || chunk.iter().for_each(|m| drop(m.signature().clone())));
                    }
                });
            }
            let signatures: Vec<&Signature> = self.members.iter().map(|m| m.signature()).collect();
            Groups::of(self.members.len(), signature::stories(&signatures), &self.moves)
        })
    }

    /// The stories, if they have been worked out.
    pub fn known_groups(&self) -> Option<&Groups> {
        self.groups.get()
    }

    /// A story at one glance, worked out once; `None` where there is no such story.
    pub fn whole(&self, story: usize) -> Option<&Arc<Story>> {
        let groups = self.groups();
        let wholes = self.wholes.get_or_init(|| groups.stories.iter().map(|_| OnceLock::new()).collect());
        let group = groups.stories.get(story)?;
        Some(wholes.get(story)?.get_or_init(|| Arc::new(story::story_of(self, &group.articles))))
    }

    /// A story at one glance, if it has been worked out.
    pub fn known_whole(&self, story: usize) -> Option<&Arc<Story>> {
        self.wholes.get()?.get(story)?.get()
    }

    /// The articles that tell the same story as either of two, those two among them; of a pool whose stories are not
    /// looked for, those two and its first ones.
    pub(super) fn chosen(&self, a: Side<'_>, b: Side<'_>) -> Vec<usize> {
        if self.members.len() > LARGE {
            let pair = [a, b].into_iter().filter_map(|s| self.position(s));
            let mut out: Vec<usize> = pair.chain(0..MAX_OTHERS).collect();
            let mut seen = HashSet::new();
            out.retain(|i| seen.insert(*i));
            out.truncate(MAX_OTHERS + 1);
            out.sort_unstable();
            return out;
        }
        let groups = self.groups();
        let mut out: Vec<usize> = Vec::new();
        for story in [a, b].into_iter().filter_map(|s| groups.story_of(self.position(s)?)) {
            out.extend(groups.stories.get(story).map_or(&[][..], |g| &g.articles));
        }
        if out.is_empty() {
            out.extend(0..self.members.len());
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// All pairs, across stories too, the most different first; worked out once. Empty for more articles than are
    /// compared exactly.
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
        let prior = &self.common().priors[place_of(voice)];
        distinctive::distinctive(left.read(), right.read(), prior, voice)
    }
}

/// What the words of a pool are held against, of many articles every so manieth being read.
#[derive(Clone, Debug, Default)]
struct Common {
    rarity: Rarity,
    /// How often each word is used by each of [`VOICES`].
    priors: [Prior; 4],
}

/// Whose words are held against those of the pool.
const VOICES: [VoiceChoice; 4] = [Some(Voice::Narrator), Some(Voice::Direct), Some(Voice::Indirect), None];

const fn place_of(voice: VoiceChoice) -> usize {
    match voice {
        Some(voice) => voice as usize,
        None => 3,
    }
}

/// Of many every so manieth.
fn sampled<T>(members: &[T]) -> impl Iterator<Item = &T> {
    members.iter().step_by(members.len().div_ceil(SAMPLED).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::{compare, fixture::Fixture};

    #[test]
    fn a_member_is_found_and_not_copied() {
        let (a, b) = (Fixture::new("One fish swam.").labelled("a"), Fixture::new("Two birds flew.").labelled("b"));
        let pool = Pool::new(Arc::default(), [a.member(), b.member()]);
        assert!(matches!(pool.member(a.side()), Cow::Borrowed(_)));
        compare(a.side(), b.side(), &pool);
        let held = (Arc::strong_count(&a.article), Arc::strong_count(&a.profile));
        assert_eq!(held, (2, 3), "the fixture, the pool, and for a profile that it is open there; nothing else");
    }

    #[test]
    fn what_is_known_of_an_unchanged_member_holds_and_of_a_changed_one_does_not() {
        let a = Fixture::new("One fish swam.").labelled("a");
        let packed = Arc::new(a.packed());
        let member = Member::new(Arc::clone(&a.article), Arc::clone(&packed), "a".to_owned());
        let pool = Pool::new(Arc::default(), [member]);
        assert!(pool.known(0, &a.article, &packed, "a").is_some() && pool.member_of(7, &a.article, &packed).is_some());
        assert!(pool.known(0, &a.article, &Arc::new(a.packed()), "a").is_none());
        assert!(pool.known(0, &a.article, &packed, "z").is_none() && pool.known(1, &a.article, &packed, "a").is_none());
    }

    #[test]
    fn in_passing_the_figures_are_the_same_and_nothing_is_kept() {
        let text =
            "“We will stay for as long as it takes,” Ann Roe said. Rain fell. “Nobody will leave,” Ann Roe said.";
        let (a, b) = (Fixture::new(text).quoting("Ann Roe", &[]).member(), Fixture::new(text).member());
        let heard: Vec<_> = a.heard().into_iter().map(|(who, _, words)| (who.name, words)).collect();
        let passing = a.figures();
        assert!(a.worked_out.get().is_none() && a.open.get().is_none() && a.features.get().is_none());
        let spoken = a.speakers().iter().map(|s| (s.name.clone(), s.words));
        assert_eq!(heard, spoken.collect::<Vec<_>>());
        let bare = |m: &Measure| Measure { evidence: Vec::new(), ..m.clone() };
        assert_eq!(passing, a.measures().iter().map(bare).collect::<Vec<_>>());
        assert_eq!(passing, a.figures(), "as when they are known");
        assert!(a.measures().iter().any(|m| !m.evidence.is_empty()) && b.heard().is_empty());
    }

    #[test]
    fn of_a_large_pool_the_pair_and_a_bounded_number_of_others_are_chosen() {
        let of =
            |n: usize| Fixture::new(&format!("Article {n} tells of one fish.")).labelled(&format!("a{n}")).member();
        let pool = Pool::new(Arc::default(), (0..=LARGE).map(of));
        let (a, b) = (&pool.members[7], &pool.members[LARGE]);
        let chosen = pool.chosen(a.side(), b.side());
        assert!(chosen.contains(&7) && chosen.contains(&LARGE) && chosen.len() == MAX_OTHERS + 1, "{chosen:?}");
        assert!(chosen.is_sorted_by(|x, y| x < y));
        compare(a.side(), b.side(), &pool);
        let open = pool.members.iter().filter(|m| m.open.get().is_some()).count();
        assert_eq!(open, 2, "only the two are opened for good");
    }
}
