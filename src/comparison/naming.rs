//! Naming choices side by side (M16), and variants that the texts themselves link, as proposals.

use std::collections::BTreeMap;

use super::{Side, identity, pair::NamingRow};
use crate::{
    analysis::{
        Lists,
        entities::{Entity, EntityKind},
        voices::Voice,
    },
    text::{Span, fold::fold},
};

/// Every variant of every concept that one of the two uses; concepts in the order of their names. Proposals come last:
/// the same person under another spelling, or introduced by another office.
pub fn naming(a: Side<'_>, b: Side<'_>, lists: &Lists) -> Vec<NamingRow> {
    let mut rows: BTreeMap<(String, String), [Vec<Span>; 2]> = BTreeMap::new();
    for (i, side) in [a, b].into_iter().enumerate() {
        for hit in &side.profile.naming {
            let label = lists.naming.groups.iter().find(|g| g.id == hit.concept).map(|g| g.label.clone());
            let key = (label.unwrap_or_else(|| hit.concept.clone()), hit.variant.clone());
            rows.entry(key).or_default()[i].push(hit.span);
        }
    }
    let listed = rows
        .into_iter()
        .map(|((concept, variant), [spans_a, spans_b])| row(a, b, concept, variant, [spans_a, spans_b]));
    let proposed = proposals(a, b).into_iter().map(|r| NamingRow { proposed: true, ..r });
    listed.chain(proposed).collect()
}

/// A row with the voice of each use counted.
fn row(a: Side<'_>, b: Side<'_>, concept: String, variant: String, [spans_a, spans_b]: [Vec<Span>; 2]) -> NamingRow {
    let count = |side: Side<'_>, spans: &[Span]| {
        let of = |v: Voice| spans.iter().filter(|s| side.profile.voices.at(s.start as usize) == v).count();
        [of(Voice::Narrator), of(Voice::Direct), of(Voice::Indirect)]
    };
    let (voices_a, voices_b) = (count(a, &spans_a), count(b, &spans_b));
    NamingRow { concept, variant, spans_a, spans_b, voices_a, voices_b, proposed: false }
}

fn proposals(a: Side<'_>, b: Side<'_>) -> Vec<NamingRow> {
    let mut out = Vec::new();
    for left in a.profile.entities.iter().filter(|e| e.kind == EntityKind::Person) {
        let Some((_, right)) = identity::find(b.profile, left) else { continue };
        out.extend(differing(a, b, left, right, spellings));
        out.extend(differing(a, b, left, right, |_, e| offices(e)));
    }
    out.extend(places(a, b));
    out
}

/// Places and bodies that the two texts spell differently, each in its own way only.
fn places(a: Side<'_>, b: Side<'_>) -> Vec<NamingRow> {
    let named = |e: &&Entity| matches!(e.kind, EntityKind::Place | EntityKind::Organisation) && !e.mentions.is_empty();
    let mut out = Vec::new();
    for left in a.profile.entities.iter().filter(named) {
        let others = || b.profile.entities.iter().filter(|e| named(e) && e.kind == left.kind);
        if others().any(|e| fold(&e.name) == fold(&left.name)) {
            continue;
        }
        let Some(right) = others().find(|e| identity::is_respelling(&left.name, &e.name)) else { continue };
        let whole = |_: Side<'_>, e: &Entity| BTreeMap::from([(e.name.clone(), e.mentions.clone())]);
        out.extend(differing(a, b, left, right, whole));
    }
    out
}

/// The surname as each text spells it, with its mentions.
fn spellings(side: Side<'_>, entity: &Entity) -> BTreeMap<String, Vec<Span>> {
    let mut out: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for &span in &entity.mentions {
        let last = side.article.slice(span).rsplit(' ').next().unwrap_or("");
        let bare = last.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s")).unwrap_or(bare);
        if fold(bare).chars().take(3).eq(fold(entity.name.rsplit(' ').next().unwrap_or("")).chars().take(3)) {
            out.entry(bare.to_owned()).or_default().push(span);
        }
    }
    out
}

/// The office that introduces the person, at the first mention.
fn offices(entity: &Entity) -> BTreeMap<String, Vec<Span>> {
    let first = entity.mentions.first().copied();
    entity.office.iter().map(|o| (o.clone(), first.into_iter().collect())).collect()
}

/// A row for each variant, where the two sides share none.
fn differing(
    a: Side<'_>,
    b: Side<'_>,
    left: &Entity,
    right: &Entity,
    variants: impl Fn(Side<'_>, &Entity) -> BTreeMap<String, Vec<Span>>,
) -> Vec<NamingRow> {
    let (x, y) = (variants(a, left), variants(b, right));
    let folded = |m: &BTreeMap<String, Vec<Span>>| m.keys().map(|k| fold(k)).collect::<Vec<_>>();
    let shared = |k: &String| folded(&y).iter().any(|other| is_short_for(k, other) || is_short_for(other, k));
    if x.is_empty() || y.is_empty() || folded(&x).iter().any(shared) {
        return Vec::new();
    }
    let of = |variant: String, spans| row(a, b, left.name.clone(), variant, spans);
    let left_rows = x.into_iter().map(|(v, s)| of(v, [s, Vec::new()])).collect::<Vec<_>>();
    left_rows.into_iter().chain(y.into_iter().map(|(v, s)| of(v, [Vec::new(), s]))).collect()
}

/// Whether one is the other, its beginning, as `Rep.` is of `Representative`, or its end, as `lawyer` is of `women's
/// lawyer`: a matter of house style.
fn is_short_for(short: &str, long: &str) -> bool {
    let ends = long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    let head = |office: &str| office.rsplit(' ').next().map(str::to_owned).unwrap_or_default();
    // `Reps.` in a list of two is `Rep.` each.
    let stem = |office: &str| office.strip_suffix("s.").or_else(|| office.strip_suffix('.')).map(str::to_owned);
    let begins = |short: &str, long: &str| stem(short).is_some_and(|s| !s.is_empty() && long.starts_with(&s));
    short == long || ends || begins(short, long) || begins(&head(short), &head(long))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::naming::NamingHit, comparison::fixture::Fixture};

    fn hit(f: &Fixture, concept: &str, variant: &str) -> NamingHit {
        NamingHit { span: f.span(variant), concept: concept.into(), variant: variant.into(), voice: Voice::Narrator }
    }

    #[test]
    fn variants_of_one_concept_stand_side_by_side() {
        let (a, b) = (Fixture::new("The pact is good."), Fixture::new("The diktat is bad."));
        let (x, y) = (hit(&a, "offer", "pact"), hit(&b, "offer", "diktat"));
        let (a, b) = (a.change(|p| p.naming = vec![x]), b.change(|p| p.naming = vec![y]));
        let rows = naming(a.side(), b.side(), &Lists::default());
        let seen: Vec<_> = rows.iter().map(|r| (r.variant.as_str(), r.spans_a.len(), r.spans_b.len())).collect();
        assert_eq!(seen, [("diktat", 0, 1), ("pact", 1, 0)]);
    }

    #[test]
    fn another_spelling_and_another_office_are_proposed() {
        let a = Fixture::new("Oleh Zelensky spoke.").quoting("Oleh Zelensky", &[]);
        let b = Fixture::new("Oleh Zelenskyy spoke.").quoting("Oleh Zelenskyy", &[]);
        let a = a.change(|p| p.entities[0].office = Some("mayor".into()));
        let b = b.change(|p| p.entities[0].office = Some("town boss".into()));
        let rows = naming(a.side(), b.side(), &Lists::default());
        let seen: Vec<_> = rows.iter().map(|r| (r.variant.as_str(), r.proposed)).collect();
        assert_eq!(seen, [("Zelensky", true), ("Zelenskyy", true), ("mayor", true), ("town boss", true)]);
    }

    #[test]
    fn a_place_in_another_spelling_is_proposed_and_an_inflection_is_not() {
        let place = |name: &str| {
            let f = Fixture::new(&format!("Shells fell on {name} at noon.")).quoting(name, &[]);
            f.change(|p| p.entities[0].kind = EntityKind::Place)
        };
        let rows = naming(place("Odessa").side(), place("Odesa").side(), &Lists::default());
        let seen: Vec<_> = rows.iter().map(|r| (r.variant.as_str(), r.proposed)).collect();
        assert_eq!(seen, [("Odessa", true), ("Odesa", true)]);
        assert!(naming(place("Odessa").side(), place("Izmail").side(), &Lists::default()).is_empty());
    }

    #[test]
    fn uses_are_told_apart_by_voice() {
        let f = Fixture::new("The pact is good. “The pact is bad,” Ann Roe said.").quoting("Ann Roe", &[]);
        let all: Vec<NamingHit> = (f.article.text.match_indices("pact"))
            .map(|(i, m)| NamingHit {
                span: Span::new(i, i + m.len()),
                concept: "offer".into(),
                variant: "pact".into(),
                voice: Voice::Narrator,
            })
            .collect();
        let f = f.change(|p| p.naming = all);
        let rows = naming(f.side(), f.side(), &Lists::default());
        assert_eq!((rows[0].voices_a, rows[0].text(true).as_str()), ([1, 1, 0], "2 (1 quoted)"));
    }

    #[test]
    fn an_abbreviated_office_is_no_proposal() {
        let with = |office: &str| {
            let f = Fixture::new("Ann Roe spoke.").quoting("Ann Roe", &[]);
            f.change(|p| p.entities[0].office = Some(office.into()))
        };
        assert!(naming(with("Rep.").side(), with("Representative").side(), &Lists::default()).is_empty());
        assert!(naming(with("late Sen.").side(), with("Senator").side(), &Lists::default()).is_empty());
        assert!(naming(with("Reps.").side(), with("former Rep.").side(), &Lists::default()).is_empty());
        assert!(naming(with("lawyer").side(), with("women's lawyer").side(), &Lists::default()).is_empty());
        assert_eq!(naming(with("Rep.").side(), with("tycoon").side(), &Lists::default()).len(), 2);
    }

    #[test]
    fn the_same_spelling_is_no_proposal() {
        let a = Fixture::new("Ann Roe spoke.").quoting("Ann Roe", &[]);
        assert!(naming(a.side(), a.side(), &Lists::default()).is_empty());
    }
}
