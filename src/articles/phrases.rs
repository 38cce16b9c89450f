//! Phrases that give a line away (`assets/boilerplate.toml`), indexed so that a line is looked up in linear time.

use std::collections::HashMap;

use serde::Deserialize;

use super::Role;
use crate::text::{
    Span,
    entries::{Entry, ListError, Reader},
    fold::fold,
    words::is_break,
};

/// Where in a line a phrase must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum At {
    Line,
    Start,
    End,
    Anywhere,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupEntry {
    name: String,
    #[serde(default = "boilerplate")]
    role: Role,
    #[serde(default)]
    why: String,
    #[serde(default = "line")]
    at: At,
    most: Option<usize>,
    #[serde(default)]
    cut: bool,
    #[serde(default)]
    sure: bool,
    #[serde(default)]
    off: bool,
    #[serde(default)]
    phrases: Vec<String>,
}

const fn boilerplate() -> Role {
    Role::Boilerplate
}

const fn line() -> At {
    At::Line
}

/// What a group of phrases means.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name in the list.
    pub name: String,
    /// The role of a line that matches.
    pub role: Role,
    /// The reason, as shown.
    pub why: String,
    /// Whether what follows belongs to the site as well.
    pub cut: bool,
    /// Whether it is trusted in clean input.
    pub sure: bool,
    most: usize,
}

/// What a slot of a phrase names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The outlet.
    Outlet,
    /// A person.
    Person,
}

#[derive(Clone, Debug)]
enum Piece {
    Word(String),
    Number,
    Any(Option<Slot>),
}

#[derive(Clone, Debug)]
struct Phrase {
    group: usize,
    pieces: Vec<Piece>,
    /// The last word must be followed by a colon or a dash.
    colon: bool,
    shown: String,
}

/// A phrase found in a line.
#[derive(Clone, Debug)]
pub struct Hit<'a> {
    /// What it means.
    pub group: &'a Group,
    /// The phrase as listed.
    pub phrase: &'a str,
    /// A named slot and the words in it, relative to the line.
    pub slot: Option<(Slot, Span)>,
}

/// A word of a line in the form phrases are compared in.
#[derive(Clone, Debug)]
pub struct Token {
    /// Folded, without punctuation around it; `#` for a number.
    pub text: String,
    /// Its place in the line, punctuation left out.
    pub span: Span,
    colon: bool,
}

/// Longest line, in words, that is compared with whole-line patterns.
const LINE_WORDS: usize = 16;
/// Longest line, in words, that is compared at all.
const MOST_WORDS: usize = 80;

/// All phrases.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    groups: Vec<Group>,
    exact: HashMap<String, (usize, String)>,
    patterns: Vec<Phrase>,
    starts: HashMap<String, Vec<Phrase>>,
    ends: HashMap<String, Vec<Phrase>>,
    anywhere: HashMap<String, Vec<Phrase>>,
}

impl Phrases {
    /// Adds the groups of a list in the form of `assets/boilerplate.toml`. They go before those of earlier lists, and a
    /// group with `off = true` takes away the earlier groups of its name. Returns the mistakes; the groups that hold one
    /// are left out.
    pub fn add(&mut self, list: &str, origin: &str) -> Vec<ListError> {
        let mut reader = Reader::new(list, origin);
        let mut table = reader.document();
        let mut added = Self { groups: std::mem::take(&mut self.groups), ..Self::default() };
        for Entry { value: entry, .. } in reader.rows::<GroupEntry>(&mut table, "group") {
            if entry.off {
                self.switch_off(&added.groups, &entry.name);
                continue;
            }
            let group = added.groups.len();
            for text in &entry.phrases {
                added.add_phrase(group, entry.at, text);
            }
            let most = entry.most.unwrap_or(MOST_WORDS);
            let GroupEntry { name, role, why, cut, sure, .. } = entry;
            let why = if why.is_empty() { "listed by the user".to_owned() } else { why };
            added.groups.push(Group { name, role, why, cut, sure, most });
        }
        added.put_before(std::mem::take(self));
        *self = added;
        reader.refuse(table, &["group"]);
        reader.finish()
    }

    /// Takes in what `earlier` lists say after what these say.
    fn put_before(&mut self, earlier: Self) {
        for (key, found) in earlier.exact {
            self.exact.entry(key).or_insert(found);
        }
        self.patterns.extend(earlier.patterns);
        let indexes = [
            (&mut self.starts, earlier.starts),
            (&mut self.ends, earlier.ends),
            (&mut self.anywhere, earlier.anywhere),
        ];
        for (own, earlier) in indexes {
            for (key, phrases) in earlier {
                own.entry(key).or_default().extend(phrases);
            }
        }
    }

    /// Takes away the phrases of the groups called `name`.
    fn switch_off(&mut self, groups: &[Group], name: &str) {
        let stays = |group: usize| groups.get(group).is_none_or(|g| g.name != name);
        self.exact.retain(|_, (group, _)| stays(*group));
        self.patterns.retain(|p| stays(p.group));
        for index in [&mut self.starts, &mut self.ends, &mut self.anywhere] {
            for phrases in index.values_mut() {
                phrases.retain(|p| stays(p.group));
            }
        }
    }

    fn add_phrase(&mut self, group: usize, at: At, text: &str) {
        let phrase = Phrase::parse(group, text);
        let literal = phrase.pieces.iter().all(|p| !matches!(p, Piece::Any(_)));
        let key = |piece: Option<&Piece>| match piece {
            Some(Piece::Word(w)) => w.clone(),
            Some(Piece::Number) => "#".to_owned(),
            _ => String::new(),
        };
        match at {
            At::Line if literal => {
                let words: Vec<String> = phrase.pieces.iter().map(|p| key(Some(p))).collect();
                self.exact.entry(words.join(" ")).or_insert((group, phrase.shown));
            }
            At::Line => self.patterns.push(phrase),
            At::Start => self.starts.entry(key(phrase.pieces.first())).or_default().push(phrase),
            At::End => self.ends.entry(key(phrase.pieces.last())).or_default().push(phrase),
            At::Anywhere => self.anywhere.entry(key(phrase.pieces.first())).or_default().push(phrase),
        }
    }

    /// The phrase that `line` matches: as a whole first, then by its start, its end, and anywhere.
    pub fn find(&self, tokens: &[Token]) -> Option<Hit<'_>> {
        if tokens.is_empty() || tokens.len() > MOST_WORDS {
            return None;
        }
        self.find_line(tokens).or_else(|| self.find_part(tokens))
    }

    fn find_line(&self, tokens: &[Token]) -> Option<Hit<'_>> {
        if tokens.len() > LINE_WORDS {
            return None;
        }
        let joined = tokens.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ");
        if let Some((group, shown)) = self.exact.get(&joined) {
            return self.groups.get(*group).map(|group| Hit { group, phrase: shown, slot: None });
        }
        self.patterns.iter().find_map(|p| {
            let Whole(slot) = p.whole(tokens)?;
            Some(Hit { group: self.groups.get(p.group)?, phrase: &p.shown, slot })
        })
    }

    fn find_part(&self, tokens: &[Token]) -> Option<Hit<'_>> {
        let fits = |p: &Phrase| self.groups.get(p.group).filter(|g| tokens.len() <= g.most);
        let hit = |p: &'_ Phrase| fits(p).is_some();
        let first = tokens.first().and_then(|t| self.starts.get(&t.text)).into_iter().flatten();
        let found = first
            .filter(|p| hit(p) && p.prefix(tokens))
            .rev()
            .max_by_key(|p| p.pieces.len())
            .or_else(|| {
                let last = tokens.last().and_then(|t| self.ends.get(&t.text)).into_iter().flatten();
                last.filter(|p| hit(p)).find(|p| {
                    tokens
                        .len()
                        .checked_sub(p.pieces.len())
                        .and_then(|at| tokens.get(at..))
                        .is_some_and(|t| p.prefix(t))
                })
            })
            .or_else(|| {
                tokens.iter().enumerate().find_map(|(at, t)| {
                    let rest = tokens.get(at..)?;
                    self.anywhere.get(&t.text)?.iter().find(|p| hit(p) && p.prefix(rest))
                })
            })?;
        Some(Hit { group: fits(found)?, phrase: &found.shown, slot: None })
    }
}

impl Phrase {
    fn parse(group: usize, text: &str) -> Self {
        let trimmed = text.trim_end_matches([':', '-', '–', '>', ' ']);
        let pieces = trimmed
            .split_whitespace()
            .filter_map(|w| match w {
                "#" => Some(Piece::Number),
                "*" => Some(Piece::Any(None)),
                "{outlet}" => Some(Piece::Any(Some(Slot::Outlet))),
                "{person}" => Some(Piece::Any(Some(Slot::Person))),
                w => tokens(w).pop().map(|t| if t.text == "#" { Piece::Number } else { Piece::Word(t.text) }),
            })
            .collect();
        Self { group, pieces, colon: trimmed.len() < text.trim_end().len(), shown: text.to_owned() }
    }

    /// Whether the phrase, which has no slots, begins `tokens`.
    fn prefix(&self, tokens: &[Token]) -> bool {
        let mut rest = tokens.iter();
        let mut last_colon = false;
        for piece in &self.pieces {
            let Some(token) = rest.next() else { return false };
            if !piece.is(token) {
                return false;
            }
            last_colon = token.colon;
        }
        last_colon || !self.colon
    }

    /// Matches the whole of `tokens`. A slot takes one to five words.
    fn whole(&self, tokens: &[Token]) -> Option<Whole> {
        walk(&self.pieces, tokens)
    }
}

/// A match of a whole line, with what stood in a named slot of the phrase.
struct Whole(Option<(Slot, Span)>);

fn walk(pieces: &[Piece], tokens: &[Token]) -> Option<Whole> {
    let Some((piece, later)) = pieces.split_first() else { return tokens.is_empty().then_some(Whole(None)) };
    let Piece::Any(kind) = piece else {
        let (token, rest) = tokens.split_first()?;
        return if piece.is(token) { walk(later, rest) } else { None };
    };
    for n in 1..=tokens.len().min(5) {
        let (taken, rest) = tokens.split_at_checked(n)?;
        if let Some(Whole(found)) = walk(later, rest) {
            let span = taken.first()?.span.join(taken.last()?.span);
            return Some(Whole(kind.map(|k| (k, span)).or(found)));
        }
    }
    None
}

impl Piece {
    fn is(&self, token: &Token) -> bool {
        match self {
            Self::Word(w) => *w == token.text,
            Self::Number => token.text == "#",
            Self::Any(_) => true,
        }
    }
}

/// The words of `line` in the form phrases are compared in; at most [`MOST_WORDS`] and one.
pub fn tokens(line: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut start = None;
    let ends = line.char_indices().chain(std::iter::once((line.len(), ' ')));
    for (at, c) in ends {
        let cut = is_break(c) || matches!(c, '|' | '•' | '·' | '/');
        match (start, cut) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                push_token(&mut out, line, from, at);
                start = None;
                if out.len() > MOST_WORDS {
                    break;
                }
            }
            _ => {}
        }
        if matches!(c, '|' | '—') {
            mark_colon(&mut out);
        }
    }
    out
}

fn mark_colon(out: &mut [Token]) {
    if let Some(last) = out.last_mut() {
        last.colon = true;
    }
}

fn push_token(out: &mut Vec<Token>, line: &str, from: usize, to: usize) {
    let word = Span::new(from, to).of(line);
    let keep = |c: char| c.is_alphanumeric() || c == '©' || c == '#';
    let inner = word.trim_matches(|c| !keep(c));
    if inner.is_empty() {
        if matches!(word, ":" | "-" | "–" | ">" | "»" | "›") {
            mark_colon(out);
        }
        return;
    }
    let lead = word.find(keep).unwrap_or(0);
    let span = Span::new(from + lead, from + lead + inner.len());
    let mut text = fold(inner);
    if text.len() > 60 {
        text = text.chars().take(60).collect();
    }
    let numeric = text.chars().next().is_some_and(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | 'k' | '+'));
    if numeric {
        "#".clone_into(&mut text);
    } else if let Some(stem) = text.strip_suffix("'s") {
        text.truncate(stem.len());
    }
    out.push(Token { text, span, colon: word.ends_with(':') });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases() -> Phrases {
        let mut all = Phrases::default();
        assert_eq!(all.add(include_str!("../../assets/boilerplate.toml"), "boilerplate"), []);
        all
    }

    fn group(line: &str) -> Option<String> {
        phrases().find(&tokens(line)).map(|h| h.group.name.clone())
    }

    #[test]
    fn buttons_and_heads_are_found_whatever_their_case_and_marks() {
        assert_eq!(group("SHARE THIS ARTICLE").as_deref(), Some("share"));
        assert_eq!(group("54 Comments").as_deref(), Some("comments"));
        assert_eq!(group("1,204 comments").as_deref(), Some("comments"));
        assert_eq!(group("More on the topic:").as_deref(), Some("related"));
        assert_eq!(group("Please consider supporting our newsroom with a gift.").as_deref(), Some("subscribe-start"));
    }

    #[test]
    fn sentences_with_the_same_words_are_not() {
        assert_eq!(group("Share prices fell by a fifth on Monday after the ruling."), None);
        assert_eq!(group("The related posts of ambassador stayed vacant for a year."), None);
        assert_eq!(group("Video of the arrest was shown in court for two hours."), None);
    }

    #[test]
    fn a_later_list_goes_before_an_earlier_one() {
        let mut all = phrases();
        let list = "[[group]]\nname = \"mine\"\nrole = \"body\"\nphrases = [\"share\", \"by our own staff\"]\n\
            [[group]]\nname = \"comments\"\noff = true\n";
        assert_eq!(all.add(list, "mine"), []);
        let group = |line: &str| all.find(&tokens(line)).map(|h| h.group.name.clone());
        assert_eq!(group("Share").as_deref(), Some("mine"));
        assert_eq!(group("Share this article").as_deref(), Some("share"));
        assert_eq!(group("54 Comments"), None);
        assert_eq!(group("By our own staff").as_deref(), Some("mine"));
    }

    #[test]
    fn a_slot_gives_the_outlet() {
        let all = phrases();
        let line = "Support The Daily Kite";
        let found = all.find(&tokens(line)).and_then(|h| h.slot).map(|(_, span)| span.of(line).to_owned());
        assert_eq!(found.as_deref(), Some("The Daily Kite"));
    }
}
