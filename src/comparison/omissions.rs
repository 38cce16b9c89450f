//! What one article lacks and the others of the pool hold (M17).
//!
//! Absence is relative to the pool, and an absent cue is not an absent idea. What only later articles hold may have
//! happened after this one was written: it is withheld and counted, never listed.

use std::collections::{BTreeMap, HashSet};

use super::{
    Side,
    common::{bare_into, hash, is_everyday_stem, is_function_word, stem},
    features::Features,
    identity,
    pair::{Omission, OmissionKind},
    pool::{Member, Pool},
    warnings,
};
use crate::{
    analysis::{
        entities::{Entity, EntityKind},
        topics::{Coverage, TopicLayer},
        voices::Voice,
    },
    text::{Span, fold::fold},
};

/// An article dated this many days later may tell of what had not happened yet.
const LATER: i32 = 3;
/// In how many of the others an item must stand, unless it stands firmly in the article compared with.
const MIN_OTHERS: usize = 2;
/// So many passages of the article compared with are firm.
const FIRM: usize = 2;
/// The pool is read up to this many articles.
pub(super) const MAX_OTHERS: usize = 50;

/// What an article lacks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Omissions {
    /// The items, topics first, then by how many of the others hold them.
    pub items: Vec<Omission>,
    /// How many more stand only in articles dated later.
    pub withheld: usize,
}

/// Something an article may hold, with where.
#[derive(Clone, Debug)]
struct Item {
    kind: OmissionKind,
    /// As displayed.
    name: String,
    /// Of a topic.
    layer: Option<TopicLayer>,
    /// Topics are not events: they are listed whatever the dates.
    event: bool,
    passages: Vec<Span>,
}

/// What `lacking` lacks and `other` holds, relative to the `chosen` articles of the pool.
pub fn omissions(lacking: Side<'_>, other: Side<'_>, pool: &Pool, chosen: &[usize]) -> Omissions {
    let pool = &pool.members;
    let held = Held::of(lacking);
    let mut found: BTreeMap<(OmissionKind, String), Vec<(usize, Item)>> = BTreeMap::new();
    let named = |i: &usize| pool.get(*i).map(|m| (*i, m));
    let others = chosen.iter().filter_map(named).filter(|(_, m)| m.article.id != lacking.article.id);
    // The article compared with is always among them.
    let (mut others, rest): (Vec<_>, Vec<_>) = others.partition(|(_, m)| m.article.id == other.article.id);
    others.extend(rest);
    others.truncate(MAX_OTHERS);
    others.sort_by_key(|o| o.0);
    let mut count = 0;
    for (index, member) in others {
        count += 1;
        for (key, item) in items(member.passing().side()) {
            if !held.holds(&key, &item) {
                found.entry((item.kind, key)).or_default().push((index, item));
            }
        }
    }
    let mut out = Omissions::default();
    for carriers in found.into_values() {
        let in_other = carriers.iter().filter(|(i, _)| pool[*i].article.id == other.article.id);
        let firm = in_other.map(|(_, item)| item.passages.len()).max().unwrap_or(0);
        let least = if carriers[0].1.kind == OmissionKind::Figure || carriers[0].1.kind == OmissionKind::Speaker {
            1
        } else {
            FIRM
        };
        if firm == 0 || firm < least && carriers.len() < MIN_OTHERS {
            continue;
        }
        let later = carriers.iter().all(|(i, _)| is_later(&pool[*i], lacking));
        if later && carriers[0].1.event {
            out.withheld += 1;
        } else {
            out.items.push(omission(carriers, count));
        }
    }
    let speakers: HashSet<String> =
        out.items.iter().filter(|o| o.kind == OmissionKind::Speaker).map(|o| o.item.clone()).collect();
    out.items.retain(|o| o.kind != OmissionKind::Entity || !speakers.contains(&o.item));
    drop_parts(&mut out.items);
    out.items.sort_by(|x, y| {
        let rank = |o: &Omission| (o.kind, std::cmp::Reverse(o.present_in));
        rank(x).cmp(&rank(y)).then(y.weight.total_cmp(&x.weight)).then(x.item.cmp(&y.item))
    });
    out
}

/// Leaves out what is named within another item of its kind: `Treasury` beside `Treasury Department`.
fn drop_parts(items: &mut Vec<Omission>) {
    let names: Vec<(OmissionKind, Vec<String>)> =
        items.iter().map(|o| (o.kind, fold(&o.item).split_whitespace().map(str::to_owned).collect())).collect();
    let within = |kind: OmissionKind, short: &[String]| {
        let holds = |long: &[String]| long.len() > short.len() && long.windows(short.len()).any(|w| w == short);
        names.iter().any(|(k, long)| *k == kind && holds(long))
    };
    let mut own = names.iter();
    items.retain(|_| {
        own.next().is_none_or(|(kind, name)| {
            !matches!(kind, OmissionKind::Speaker | OmissionKind::Entity) || !within(*kind, name)
        })
    });
}

fn omission(carriers: Vec<(usize, Item)>, others: usize) -> Omission {
    let mut counts: Vec<usize> = carriers.iter().map(|(_, item)| item.passages.len()).collect();
    counts.sort_unstable();
    let middle = counts.len() / 2;
    let weight =
        if counts.len() % 2 == 1 { counts[middle] as f64 } else { (counts[middle - 1] + counts[middle]) as f64 / 2.0 };
    Omission {
        kind: carriers[0].1.kind,
        item: carriers[0].1.name.clone(),
        layer: carriers[0].1.layer,
        present_in: carriers.len(),
        others,
        weight,
        passages: carriers.into_iter().flat_map(|(i, item)| item.passages.into_iter().map(move |s| (i, s))).collect(),
    }
}

/// Whether `member` is dated more than three days after `lacking`.
fn is_later(member: &Member, lacking: Side<'_>) -> bool {
    let (Some(x), Some(y)) = (&member.article.meta.date, &lacking.article.meta.date) else { return false };
    x.value.day > y.value.day && warnings::days_between(x.value.day, y.value.day) > i64::from(LATER)
}

/// What the lacking article holds after all.
struct Held {
    topics: HashSet<String>,
    speakers: HashSet<String>,
    entities: HashSet<String>,
    figures: HashSet<String>,
    /// The initials of its names, in lower case.
    initials: HashSet<String>,
    words: HashSet<u64>,
    stems: HashSet<u64>,
}

impl Held {
    fn of(side: Side<'_>) -> Self {
        let features = Features::of(side);
        let mut words: HashSet<u64> = features.words.iter().copied().collect();
        let mut bare = String::new();
        let mut stems: HashSet<u64> = features.terms.iter().map(|t| t.stem).collect();
        for word in side.article.title().unwrap_or("").split_whitespace() {
            bare_into(word, &mut bare);
            words.insert(hash(&bare));
            stems.insert(hash(stem(&bare)));
        }
        Self {
            topics: side.profile.topics.iter().map(|t| t.id.clone()).collect(),
            speakers: speakers(side).into_keys().collect(),
            entities: side.profile.entities.iter().map(identity::bucket).collect(),
            figures: figures(side).into_keys().collect(),
            initials: side.profile.entities.iter().flat_map(|e| initials(&e.name)).collect(),
            words,
            stems,
        }
    }

    fn holds(&self, key: &str, item: &Item) -> bool {
        match item.kind {
            OmissionKind::Topic => self.topics.contains(key),
            OmissionKind::Speaker => self.speakers.contains(key),
            OmissionKind::Figure => self.figures.contains(key),
            OmissionKind::Entity => self.entities.contains(key) || self.names(&item.name),
        }
    }

    /// Whether the text has the last word of the name, or a form of one of its telling words, whatever the pass for
    /// entities made of it. A claim of absence is better missed than made wrongly.
    fn names(&self, name: &str) -> bool {
        let folded = fold(name);
        let mut parts = folded.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|p| p.chars().count() > 1);
        let last = folded.rsplit(' ').next().unwrap_or(&folded);
        let plain = folded.replace('.', "");
        let dotted = |i: &String| i.chars().map(String::from).collect::<Vec<_>>().join(".");
        let short =
            || initials(name).any(|i| self.words.contains(&hash(&i)) || self.words.contains(&hash(&dotted(&i))));
        self.words.contains(&hash(last))
            || self.initials.contains(&plain)
            || short()
            || parts.any(|p| is_telling(p) && self.stems.contains(&hash(stem(p))))
    }
}

fn items(side: Side<'_>) -> Vec<(String, Item)> {
    let item = |kind, name: &str, event, passages| Item { kind, name: name.to_owned(), layer: None, event, passages };
    let mut out = Vec::new();
    // A phrase of the corpus that is not there says nothing about what is told in other words.
    let listed = |t: &&Coverage| !matches!(t.layer, TopicLayer::Frame | TopicLayer::Corpus);
    for topic in side.profile.topics.iter().filter(listed) {
        let sentences = topic.sentences.iter().filter_map(|s| side.profile.document.sentences.get(*s as usize));
        let event = topic.layer == TopicLayer::Story;
        let spans = sentences.map(|s| s.span).collect();
        let of_layer = Item { layer: Some(topic.layer), ..item(OmissionKind::Topic, &topic.label, event, spans) };
        out.push((topic.id.clone(), of_layer));
    }
    for (key, (name, passages)) in speakers(side) {
        out.push((key, item(OmissionKind::Speaker, &name, true, passages)));
    }
    for entity in side.profile.entities.iter().filter(|e| is_name(e)) {
        let passages = entity.mentions.clone();
        if !passages.is_empty() {
            out.push((identity::bucket(entity), item(OmissionKind::Entity, &entity.name, true, passages)));
        }
    }
    for (key, passages) in figures(side) {
        out.push((key.clone(), item(OmissionKind::Figure, &key, true, passages)));
    }
    out
}

/// The initials of a name of several words, with those of small words and without: `irs`, `doma` and `dma`.
fn initials(name: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = fold(name).split_whitespace().map(str::to_owned).collect();
    let of = |all: bool| -> String {
        let kept = words.iter().filter(|w| all || !is_function_word(hash(w)));
        kept.filter_map(|w| w.chars().find(|c| c.is_alphanumeric())).collect()
    };
    let forms = [of(true), of(false)];
    forms.into_iter().filter(|i| i.chars().count() >= 3)
}

/// Whether the word is more than a common one.
fn is_telling(folded: &str) -> bool {
    !is_function_word(hash(folded)) && !is_everyday_stem(hash(stem(folded)))
}

/// Whether the entity has a name of its own: a capital, and a word that is not a common one.
fn is_name(entity: &Entity) -> bool {
    let named = matches!(entity.kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Place);
    // `D-Mass.` is a party and a state beside a name, and no name itself.
    let tag = entity.name.chars().nth(1) == Some('-');
    named
        && !tag
        && entity.name.starts_with(char::is_uppercase)
        && (entity.kind == EntityKind::Person || fold(&entity.name).split_whitespace().any(is_telling))
}

/// Those with a name who are heard, directly or indirectly, with their passages.
fn speakers(side: Side<'_>) -> BTreeMap<String, (String, Vec<Span>)> {
    let mut out: BTreeMap<String, (String, Vec<Span>)> = BTreeMap::new();
    let ledger = super::ledger::Ledger::of(side);
    for passage in ledger.passages.iter().filter(|p| p.voice != Voice::Narrator) {
        let entity = passage.speaker.and_then(|s| side.profile.entities.get(s as usize));
        if let Some(entity) = entity.filter(|e| is_name(e)) {
            let entry = out.entry(identity::bucket(entity)).or_insert_with(|| (entity.name.clone(), Vec::new()));
            entry.1.push(passage.span);
        }
    }
    out
}

/// Percentages, sums of money and large numbers; years and small numbers tell too little alone.
fn figures(side: Side<'_>) -> BTreeMap<String, Vec<Span>> {
    let mut out: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let words = &side.profile.document.words;
    for (i, &span) in words.iter().enumerate() {
        let text = side.article.slice(span);
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        let core = text.trim_matches(|c: char| !c.is_ascii_digit() && !matches!(c, '$' | '€' | '£' | '%'));
        let next = words
            .get(i + 1)
            .map(|s| fold(side.article.slice(*s)).trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
        let unit = next.filter(|n| matches!(n.as_str(), "percent" | "million" | "billion" | "trillion"));
        let large = core.contains(',') || core.chars().filter(char::is_ascii_digit).count() >= 5;
        let telling = large || unit.is_some() || core.starts_with(['$', '€', '£']) || core.ends_with('%');
        // `10-277` is the number of a case, not of a thing.
        if telling && core.chars().all(|c| !c.is_alphabetic() && c != '-') {
            let key = match unit.as_deref() {
                Some("percent") => format!("{core}%"),
                Some(unit) => format!("{core} {unit}"),
                None => core.to_owned(),
            };
            if key != "100%" {
                out.entry(key).or_default().push(span);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::comparison::fixture::Fixture;

    fn found(lacking: &Fixture, others: &[&Fixture]) -> (Vec<(OmissionKind, String, usize)>, usize) {
        let members = std::iter::once(lacking).chain(others.iter().copied()).map(Fixture::member);
        let pool = Pool::new(Arc::default(), members);
        let all: Vec<usize> = (0..pool.members.len()).collect();
        let got = omissions(lacking.side(), others[0].side(), &pool, &all);
        (got.items.into_iter().map(|o| (o.kind, o.item, o.present_in)).collect(), got.withheld)
    }

    const SPARSE: &str = "The council met.";
    const FULL: &str = "“We spent 40% of the $3 million on paint,” Ann Roe said. Ann Roe then left.";

    #[test]
    fn speakers_names_and_figures_are_found_with_their_pool() {
        let (sparse, full) =
            (Fixture::new(SPARSE).labelled("x"), Fixture::new(FULL).labelled("y").quoting("Ann Roe", &[]));
        let (items, withheld) = found(&sparse, &[&full]);
        let want = [
            (OmissionKind::Speaker, "Ann Roe".to_owned(), 1),
            (OmissionKind::Figure, "$3 million".to_owned(), 1),
            (OmissionKind::Figure, "40%".to_owned(), 1),
        ];
        assert_eq!((items, withheld), (want.to_vec(), 0));
    }

    #[test]
    fn what_only_a_later_article_holds_is_withheld() {
        let sparse = Fixture::new(SPARSE).labelled("x").dated("2025-02-13");
        let full = Fixture::new(FULL).labelled("y").quoting("Ann Roe", &[]);
        let later = full.clone().dated("2025-08-17");
        assert_eq!(found(&sparse, &[&later]), (Vec::new(), 4));
        let same_day = full.dated("2025-02-14");
        assert_eq!(found(&sparse, &[&same_day]).0.len(), 3);
        assert!(found(&sparse, &[&later, &same_day.labelled("z")]).0.len() == 3, "an earlier carrier frees it");
    }

    #[test]
    fn a_name_that_the_text_has_is_not_omitted() {
        let sparse = Fixture::new("The council met without Roe. It spent 40% of $3 million.").labelled("x");
        let full = Fixture::new(FULL).labelled("y").quoting("Ann Roe", &[]);
        assert_eq!(found(&sparse, &[&full]).0, [(OmissionKind::Speaker, "Ann Roe".to_owned(), 1)]);
    }

    #[test]
    fn initials_stand_for_a_name_both_ways() {
        let organisation = |text: &str, name: &str| {
            let f = Fixture::new(text).labelled(name).quoting(name, &["nothing"]);
            f.change(|p| p.entities[0].kind = EntityKind::Organisation)
        };
        let full = "The Internal Revenue Service paid. The Internal Revenue Service wept.";
        let long = organisation(full, "Internal Revenue Service");
        let short = organisation("The IRS paid. The IRS wept.", "IRS");
        assert_eq!(found(&short, &[&long]).0, []);
        assert_eq!(found(&long, &[&short]).0, []);
        assert_eq!(found(&organisation("The N.R.A. paid.", "N.R.A."), &[&short]).0.len(), 1);
    }

    #[test]
    fn a_form_of_the_name_counts_as_naming_it() {
        let sparse = Fixture::new("Elmish voters stayed at home. Republicans lost.").labelled("x");
        let full = Fixture::new("The Republican Party lost in Elm. The Republican Party wept.").labelled("y");
        let full = full.quoting("Republican Party", &["nothing"]);
        let full = full.change(|p| p.entities[0].kind = EntityKind::Organisation);
        assert_eq!(found(&sparse, &[&full]).0, []);
    }

    #[test]
    fn an_article_lacks_nothing_of_itself() {
        let full = Fixture::new(FULL).labelled("y").quoting("Ann Roe", &[]);
        assert_eq!(found(&full, &[&full.clone().labelled("z")]).0, []);
    }
}
