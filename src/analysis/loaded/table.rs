//! [`Table`]: finds the longest term that begins at a word. A trie over word hashes; one map lookup per word of text.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::scan::{self, Gap, Word};

/// A map by keys that are hashes already.
pub(super) type Hashed<V> = HashMap<u64, V, BuildHasherDefault<Ready>>;

/// A hasher for keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// Entry that ends here, plus one; 0 is none.
    entry: u32,
    /// Whether longer terms go on from here, and whether one goes on with any word.
    onward: bool,
    wild: bool,
}

/// The word that stands for any one word.
const WILD: u64 = 0x5bd1_e995_97f4_a7c1;

/// Terms by their words' hashes.
#[derive(Clone, Debug, Default)]
pub struct Table {
    nodes: Vec<Node>,
    edges: Hashed<u32>,
}

impl Table {
    /// An empty table with room for about `forms` forms.
    pub fn with_room_for(forms: usize) -> Self {
        let mut nodes = Vec::with_capacity(forms);
        nodes.push(Node::default());
        Self { nodes, edges: Hashed::with_capacity_and_hasher(forms, BuildHasherDefault::default()) }
    }

    /// Adds a form of `entry`, unless another entry holds that form.
    pub fn insert(&mut self, form: &str, entry: u32, buffer: &mut String) {
        let mut at = 0;
        for word in form.split([' ', '-']).filter(|w| !w.is_empty()) {
            let word = word.strip_suffix("'s").unwrap_or(word).trim_end_matches('\'');
            let hash = if word == "_" { WILD } else { scan::hash_word(word, buffer) };
            let fresh = self.nodes.len() as u32;
            let next = *self.edges.entry(key(at, hash)).or_insert(fresh);
            if let Some(node) = self.nodes.get_mut(at as usize) {
                node.onward = true;
                node.wild |= hash == WILD;
            }
            if next == fresh {
                self.nodes.push(Node::default());
            }
            at = next;
        }
        if let Some(node) = self.nodes.get_mut(at as usize).filter(|n| n.entry == 0 && at != 0) {
            node.entry = entry + 1;
        }
    }

    /// The longest term that begins with the first of `words`: its entry and how many words it takes.
    pub fn longest(&self, words: &[Word]) -> Option<(u32, usize)> {
        self.walk(0, words, 0)
    }

    fn walk(&self, at: u32, words: &[Word], taken: usize) -> Option<(u32, usize)> {
        let node = self.nodes.get(at as usize)?;
        let here = (node.entry > 0).then(|| (node.entry - 1, taken));
        let Some(word) = words.get(taken).filter(|w| node.onward && (taken == 0 || joins(w.gap))) else { return here };
        let step = |hash| self.edges.get(&key(at, hash)).and_then(|&next| self.walk(next, words, taken + 1));
        let wild = || if node.wild { step(WILD) } else { None };
        step(word.hash).or_else(wild).or(here)
    }
}

fn joins(gap: Gap) -> bool {
    matches!(gap, Gap::Space | Gap::Hyphen | Gap::Comma)
}

fn key(node: u32, hash: u64) -> u64 {
    hash ^ u64::from(node).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn longest(terms: &[&str], text: &str) -> Option<(u32, usize)> {
        let mut table = Table::with_room_for(8);
        let mut buffer = String::new();
        for (i, term) in terms.iter().enumerate() {
            table.insert(term, i as u32, &mut buffer);
        }
        let mut words = Vec::new();
        scan::words(text, 0, &mut words, &mut buffer);
        table.longest(&words)
    }

    #[test]
    fn the_longest_term_wins() {
        assert_eq!(longest(&["double", "double down"], "double down on it"), Some((1, 2)));
        assert_eq!(longest(&["double", "double down"], "double the sum"), Some((0, 1)));
    }

    #[test]
    fn a_gap_in_the_term_takes_any_word() {
        assert_eq!(longest(&["line _ pockets"], "line their pockets"), Some((0, 3)));
        assert_eq!(longest(&["line _ pockets"], "line the big pockets"), None);
    }

    #[test]
    fn a_term_does_not_run_over_a_dash_or_a_full_stop() {
        assert_eq!(longest(&["hot air"], "hot. Air"), None);
        assert_eq!(longest(&["hook line and sinker"], "hook, line, and sinker"), Some((0, 4)));
    }
}
