//! [`Own`]: which entries are the user's own, where each comes from, and which of several holds.
//!
//! Files are merged in order: the configuration folder, beside the corpus, the command line, the project file. An entry
//! stands over the entries of its name in earlier files and over the built-in one.

use std::{collections::HashMap, fmt::Write as _};

use super::ListName;
use crate::text::fold::fold;

/// The list of the topics that a project file brings; they stand beside the built-in ones, not over them.
pub const STORY: &str = "story";

/// One entry of a file of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnEntry {
    /// The list it belongs to.
    pub list: &'static str,
    /// The name it is known by in that list.
    pub name: String,
    /// File and line.
    pub place: String,
    /// Whether it takes an entry away.
    pub off: bool,
    /// Whether a built-in entry has that name.
    pub builtin: bool,
    /// The entry of an earlier file that it stands over.
    over: Option<usize>,
    /// Whether no later one stands over it.
    pub holds: bool,
}

impl OwnEntry {
    /// Whether it stands in the file `origin`.
    pub fn is_of(&self, origin: &str) -> bool {
        self.place.rsplit_once(':').is_some_and(|(file, _)| file == origin)
    }
}

/// The entries of the user's own files, in the order in which they were merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    entries: Vec<OwnEntry>,
    last: HashMap<(&'static str, String), usize>,
}

impl Own {
    /// Enters an entry and returns where it comes from; `known` says whether the list had an entry of that name.
    pub fn enter(&mut self, list: ListName, name: &str, place: String, known: bool, off: bool) -> String {
        self.enter_in(list.name(), name, place, known, off)
    }

    /// Enters a topic of the story.
    pub fn enter_story(&mut self, name: &str, place: String) {
        self.enter_in(STORY, name, place, false, false);
    }

    fn enter_in(&mut self, list: &'static str, name: &str, place: String, known: bool, off: bool) -> String {
        let at = self.entries.len();
        let over = self.last.insert(key(list, name), at);
        let earlier = over.and_then(|i| self.entries.get_mut(i)).map(|e| {
            e.holds = false;
            e.builtin
        });
        let builtin = earlier.unwrap_or(known);
        self.entries.push(OwnEntry { list, name: name.to_owned(), place, off, builtin, over, holds: true });
        self.provenance(list, name).unwrap_or_default()
    }

    /// The entry of that name that holds, if it is the user's own.
    pub fn winner(&self, list: &'static str, name: &str) -> Option<&OwnEntry> {
        self.last.get(&key(list, name)).and_then(|&i| self.entries.get(i))
    }

    /// Where the entry of that name comes from and what it stands over; `None` if it is not the user's own.
    pub fn provenance(&self, list: &'static str, name: &str) -> Option<String> {
        self.winner(list, name).map(|entry| format!("{}{}", entry.place, self.over(entry)))
    }

    /// What an entry stands over, in words.
    fn over(&self, entry: &OwnEntry) -> String {
        let earlier = std::iter::successors(entry.over, |&i| self.entries.get(i)?.over);
        let mut under: Vec<&str> = earlier.take(4).filter_map(|i| Some(self.entries.get(i)?.place.as_str())).collect();
        under.extend(entry.builtin.then_some("the built-in entry"));
        match under.split_last() {
            None => String::new(),
            Some((last, [])) => format!(", over {last}"),
            Some((last, rest)) => format!(", over {} and {last}", rest.join(", ")),
        }
    }

    /// The entries in the order in which they were merged.
    pub fn entries(&self) -> &[OwnEntry] {
        &self.entries
    }

    /// Every entry that holds, by list, in words: list, and `name` with where it comes from.
    pub fn listing(&self) -> Vec<(&'static str, Vec<String>)> {
        let mut out: Vec<(&'static str, Vec<String>)> = Vec::new();
        for entry in self.entries.iter().filter(|e| e.holds) {
            let mut line = format!("{}: {}", entry.name, if entry.off { "switched off by " } else { "" });
            let _ = write!(line, "{}{}", entry.place, self.over(entry));
            match out.iter_mut().find(|(list, _)| *list == entry.list) {
                Some((_, lines)) => lines.push(line),
                None => out.push((entry.list, vec![line])),
            }
        }
        out
    }
}

/// Names of people are the same whatever their case and accents.
fn key(list: &'static str, name: &str) -> (&'static str, String) {
    let people = list == ListName::Camps.name() || list == ListName::Aliases.name();
    (list, if people { fold(name) } else { name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_file_holds_and_says_over_which() {
        let mut own = Own::default();
        let first = own.enter(ListName::Loaded, "thug", "lists/loaded.toml:2".into(), true, false);
        assert_eq!(first, "lists/loaded.toml:2, over the built-in entry");
        let second = own.enter(ListName::Loaded, "thug", "parallax.loaded.toml:7".into(), true, true);
        assert_eq!(second, "parallax.loaded.toml:7, over lists/loaded.toml:2 and the built-in entry");
        own.enter(ListName::Topics, "bees", "parallax.topics.toml:1".into(), false, false);
        assert_eq!(
            own.listing(),
            [
                ("loaded", vec![format!("thug: switched off by {second}")]),
                ("topics", vec!["bees: parallax.topics.toml:1".to_owned()])
            ]
        );
        assert_eq!(own.provenance("loaded", "saint"), None);
    }

    #[test]
    fn people_are_known_whatever_the_case() {
        let mut own = Own::default();
        own.enter(ListName::Camps, "Jane Röe", "parallax.camps.toml:3".into(), false, false);
        assert!(own.winner("camps", "jane roe").is_some_and(|e| e.is_of("parallax.camps.toml")));
    }
}
