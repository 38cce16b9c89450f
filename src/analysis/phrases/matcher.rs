//! [`Matcher`]: the phrases of all lists in one trie over words, walked once per article.

use rustc_hash::FxHashMap;

use super::{
    pattern::{Form, Pattern},
    units::{self, BREAK, CAPITAL, UPPER, Units, Vocabulary},
};
use crate::{
    articles::{Article, Document},
    text::Span,
};

/// Which list a phrase belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Topics of all layers.
    Topics,
    /// Naming concepts.
    Naming,
    /// Hedges, boosters, factives, verbs of harm and decision.
    Layers,
    /// Adverbs and participles that carry stance.
    Stance,
    /// Cues to the genre.
    Genre,
}

/// Where a phrase comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Owner {
    /// The list.
    pub kind: Kind,
    /// Index of the group in the list.
    pub group: u32,
    /// Index of the cue in the group; `None` for an exclusion.
    pub cue: Option<u32>,
}

/// A phrase found in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueMatch {
    /// Where the phrase comes from.
    pub owner: Owner,
    /// Byte range in the article's text.
    pub span: Span,
    /// Index of its first unit.
    pub unit: u32,
    /// Index of its sentence.
    pub sentence: u32,
}

/// The body as folded words, with every phrase found in it.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// Folded words in order.
    pub units: Units,
    /// Matches in order of their start; overlapping ones included.
    pub matches: Vec<CueMatch>,
}

impl Scan {
    /// The matches of one list.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &CueMatch> {
        self.matches.iter().filter(move |m| m.owner.kind == kind)
    }

    /// The matches of one list, where the longest wins and an exclusion takes what it overlaps away; in order.
    pub fn longest(&self, kind: Kind) -> Vec<CueMatch> {
        let mut all: Vec<CueMatch> = self.of(kind).copied().collect();
        all.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.owner.cue.is_some(), m.owner));
        let mut out: Vec<CueMatch> = Vec::new();
        for m in all {
            match out.last_mut() {
                Some(last) if last.span.overlaps(m.span) => {
                    if m.span.len() > last.span.len() {
                        *last = m;
                    }
                }
                _ => out.push(m),
            }
        }
        out.retain(|m| m.owner.cue.is_some());
        out
    }
}

/// The end of a phrase: which one, and what the letters of its words must look like.
#[derive(Clone, Copy, Debug)]
struct End {
    owner: Owner,
    capital: u16,
    upper: u16,
}

/// A way through the trie while a phrase is added.
#[derive(Clone, Copy, Debug, Default)]
struct Path {
    node: u32,
    depth: u32,
    capital: u16,
    upper: u16,
}

/// All phrases, compiled.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    /// The words of all phrases.
    pub vocabulary: Vocabulary,
    /// First word → node; 0 is no node.
    roots: Vec<u32>,
    edges: FxHashMap<(u32, u32), u32>,
    ends: Vec<Vec<End>>,
}

impl Matcher {
    /// Adds a phrase in all its readings, word by word, so that readings share what they begin with.
    pub fn add(&mut self, pattern: &Pattern, owner: Owner) {
        let mut level = vec![Path::default()];
        for choices in &pattern.words {
            let mut next = Vec::with_capacity(level.len() * choices.len() * 2);
            for choice in choices {
                let mut paths = level.clone();
                for form in choice {
                    paths = self.advance(&paths, form);
                }
                next.append(&mut paths);
            }
            level = next;
        }
        for path in level {
            if let Some(ends) = self.ends.get_mut(path.node as usize) {
                ends.push(End { owner, capital: path.capital, upper: path.upper });
            }
        }
    }

    /// Every path one word on, over every text of `form`.
    fn advance(&mut self, paths: &[Path], form: &Form) -> Vec<Path> {
        let words: Vec<u32> = form.texts.iter().map(|t| self.vocabulary.intern(t)).collect();
        let mut out = Vec::with_capacity(paths.len() * words.len());
        for path in paths {
            for &word in &words {
                out.push(Path {
                    node: self.step(path.node, word),
                    depth: path.depth + 1,
                    capital: path.capital | u16::from(form.case & CAPITAL != 0) << path.depth,
                    upper: path.upper | u16::from(form.case & UPPER != 0) << path.depth,
                });
            }
        }
        out
    }

    /// The node after `node` on `word`, made if there is none; node 0 is the root.
    fn step(&mut self, node: u32, word: u32) -> u32 {
        if self.ends.is_empty() {
            self.ends.push(Vec::new());
        }
        let fresh = self.ends.len() as u32;
        let slot = if node == 0 {
            let at = word as usize;
            if self.roots.len() <= at {
                self.roots.resize(at + 1, 0);
            }
            match self.roots.get_mut(at) {
                Some(slot) => slot,
                None => return 0,
            }
        } else {
            self.edges.entry((node, word)).or_insert(0)
        };
        if *slot == 0 {
            *slot = fresh;
            self.ends.push(Vec::new());
            return fresh;
        }
        *slot
    }

    /// Cuts the body into units and finds every phrase in it. Linear in the text.
    pub fn scan(&self, article: &Article, document: &Document) -> Scan {
        let units = units::units(article, document, &self.vocabulary);
        let mut matches = Vec::new();
        for i in 0..units.len() {
            self.walk(&units, i, &mut matches);
        }
        Scan { units, matches }
    }

    /// Every phrase that stands in a short text outside the body, in order of its start.
    pub fn in_text(&self, text: &str) -> Vec<CueMatch> {
        let units = units::plain(text, &self.vocabulary);
        let mut matches = Vec::new();
        (0..units.len()).for_each(|i| self.walk(&units, i, &mut matches));
        matches
    }

    /// Follows the trie from unit `from`, never across a mark that parts clauses or a sentence's end.
    fn walk(&self, units: &Units, from: usize, out: &mut Vec<CueMatch>) {
        let Some(first) = units.get(from) else { return };
        let mut node = self.roots.get(first.id as usize).copied().unwrap_or(0);
        let (mut capital, mut upper) = (0_u16, 0_u16);
        for (depth, unit) in units.iter().skip(from).enumerate() {
            if depth > 0 {
                if unit.has(BREAK) {
                    return;
                }
                node = self.edges.get(&(node, unit.id)).copied().unwrap_or(0);
            }
            if node == 0 {
                return;
            }
            capital |= u16::from(unit.has(CAPITAL)) << depth;
            upper |= u16::from(unit.has(UPPER)) << depth;
            for end in self.ends.get(node as usize).into_iter().flatten() {
                if end.capital & !capital == 0 && end.upper & !upper == 0 {
                    let span = first.span.join(unit.span);
                    out.push(CueMatch { owner: end.owner, span, unit: from as u32, sentence: first.sentence });
                }
            }
        }
    }
}
