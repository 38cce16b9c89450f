use super::*;
use crate::{
    analysis::{Lists, Profile, analyze},
    articles::{Role, Rules, assemble},
    sources::{GivenKind, Origin},
};

fn raw(n: usize) -> RawArticle {
    let text = format!(
        "Council votes on bridge {n}\n\nThe council voted on Monday. “We had no choice,” said Mayor Ann Reed.\n\n\
         She claimed that {n} slots were lost. Critics slammed the “white elephant”."
    );
    let mut raw = RawArticle { id: format!("{n}"), file: format!("{n}.txt"), text, ..RawArticle::default() };
    raw.give(GivenKind::Outlet, "The Paper", "field \"outlet\"");
    raw
}

fn measured(raw: &RawArticle) -> (Article, Profile) {
    let article = assemble(raw.clone(), Rules::embedded());
    let profile = analyze(&article, &Lists::builtin());
    (article, profile)
}

fn entry(article: &Article, profile: &Profile) -> Vec<u8> {
    encode(article, &packed::fold(profile).unwrap()).unwrap()
}

/// A cache of `n` articles in `folder`.
fn fill(folder: &Path, n: usize) {
    let mut cache = Cache::open(folder, "story", "lists").unwrap();
    for raw in (0..n).map(raw) {
        let (article, profile) = measured(&raw);
        cache.put(key(&raw), &entry(&article, &profile));
    }
    cache.finish();
}

fn known(folder: &Path, n: usize, depends: &str) -> usize {
    let mut cache = Cache::open(folder, "story", depends).unwrap();
    (0..n).map(raw).filter(|raw| cache.get(key(raw), raw, true).is_some()).count()
}

#[test]
fn what_comes_back_is_what_was_kept() {
    let dir = tempfile::tempdir().unwrap();
    fill(dir.path(), LEAST);
    let mut cache = Cache::open(dir.path(), "story", "lists").unwrap();
    for raw in (0..LEAST).map(raw) {
        let (article, profile) = measured(&raw);
        for kept in [true, false] {
            let got = cache.get(key(&raw), &raw, kept).unwrap();
            assert_eq!((&got.0, got.1.open().as_ref()), (&article, &profile));
            let why = |l: &Line| matches!(l.why, std::borrow::Cow::Borrowed(_)) || l.role == Role::Headline;
            assert!(got.0.lines.iter().all(why), "usual reasons are not copied: {:?}", got.0.lines);
        }
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "the cache and the one being made");
    cache.finish();
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn the_key_tells_every_part_of_what_was_read() {
    let one = raw(1);
    for other in [
        RawArticle { text: format!("{} ", one.text), ..one.clone() },
        RawArticle { file: "other.txt".into(), ..one.clone() },
        RawArticle { origin: Origin::Page, ..one.clone() },
        RawArticle { given: Vec::new(), ..one.clone() },
        RawArticle { notices: vec!["cut".into()], ..one.clone() },
    ] {
        assert_ne!(key(&one), key(&other), "{other:?}");
    }
    assert_eq!(key(&one), key(&raw(1)));
}

#[test]
fn other_lists_and_foreign_files_count_as_no_cache() {
    let dir = tempfile::tempdir().unwrap();
    fill(dir.path(), LEAST);
    assert_eq!(known(dir.path(), LEAST, "lists"), LEAST);
    assert_eq!(known(dir.path(), LEAST, "other lists"), 0);
    fs::write(dir.path().join("story.cache"), "a letter to the editor, long enough to hold a head of its own").unwrap();
    assert_eq!(known(dir.path(), LEAST, "lists"), 0);
    fill(dir.path(), LEAST);
    assert_eq!(known(dir.path(), LEAST, "lists"), LEAST);
}

#[test]
fn damage_costs_only_the_entries_it_hits() {
    let dir = tempfile::tempdir().unwrap();
    fill(dir.path(), LEAST);
    let path = dir.path().join("story.cache");
    let whole = fs::read(&path).unwrap();
    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 1;
    fs::write(&path, &damaged).unwrap();
    assert!((LEAST / 2 - 2..LEAST).contains(&known(dir.path(), LEAST, "lists")));
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert!((LEAST / 2 - 2..LEAST / 2 + 2).contains(&known(dir.path(), LEAST, "lists")));
}

#[test]
fn what_a_killed_program_left_is_removed_after_a_day() {
    let dir = tempfile::tempdir().unwrap();
    let leave = |name: &str, hours: u64| {
        let file = File::create(dir.path().join(format!("{UNFINISHED}{name}"))).unwrap();
        file.set_modified(std::time::SystemTime::now() - Duration::from_secs(3600 * hours)).unwrap();
    };
    leave("old", 25);
    leave("new", 1);
    drop(Cache::open(dir.path(), "story", "lists"));
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, [".unfinished-new"]);
}

#[test]
fn a_small_corpus_is_not_kept() {
    let dir = tempfile::tempdir().unwrap();
    fill(dir.path(), 5);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn new_articles_are_kept_beside_the_old_ones_and_gone_ones_go() {
    let dir = tempfile::tempdir().unwrap();
    fill(dir.path(), LEAST);
    let mut cache = Cache::open(dir.path(), "story", "lists").unwrap();
    for raw in (10..LEAST + 10).map(raw) {
        if cache.get(key(&raw), &raw, true).is_none() {
            let (article, profile) = measured(&raw);
            cache.put(key(&raw), &entry(&article, &profile));
        }
    }
    cache.finish();
    let mut cache = Cache::open(dir.path(), "story", "lists").unwrap();
    let mut has = |n| cache.get(key(&raw(n)), &raw(n), true).is_some();
    assert!((10..LEAST + 10).all(&mut has));
    assert!(!has(0));
}

#[test]
fn the_oldest_files_go_first() {
    let dir = tempfile::tempdir().unwrap();
    for (age, name) in [(3, "a"), (1, "b"), (2, "c")] {
        let file = File::create(dir.path().join(format!("{name}.cache"))).unwrap();
        file.set_len(100).unwrap();
        file.set_modified(std::time::SystemTime::now() - Duration::from_secs(1000 * age)).unwrap();
    }
    drop_oldest(dir.path(), 250);
    assert!(!dir.path().join("a.cache").exists() && dir.path().join("b.cache").exists());
    drop_oldest(dir.path(), 100);
    assert!(!dir.path().join("c.cache").exists() && dir.path().join("b.cache").exists());
}

#[test]
fn no_byte_of_an_entry_can_be_changed_to_its_harm() {
    let (article, profile) = measured(&raw(1));
    let kept = entry(&article, &profile);
    for at in 0..kept.len() {
        let mut bytes = kept.clone();
        bytes[at] = bytes[at].wrapping_add(1 + at as u8 % 7);
        if let Some((article, profile)) = decode(&bytes, &raw(1).text, true) {
            assert!(profile.open().spans().all(|s| article.text.get(s.range()).is_some()));
        }
    }
}
