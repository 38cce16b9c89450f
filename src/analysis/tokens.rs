//! Tokens of the body: words and marks with a light part of speech.
//!
//! One pass over each sentence cuts it into words and marks (a clitic such as `’s` is a token of its own) and looks
//! every word up in the [`Lexicon`](super::lexicon::Lexicon); [`tagger`](super::tagger) then settles the part of
//! speech. Nothing is allocated per token.

use std::ops::Range;

use super::{
    Lists,
    lexicon::{Entry, Lemma, Lexicon, class, form},
    tagger,
};
use crate::{
    articles::{Article, Document},
    text::{
        Span,
        fold::is_folded,
        words::{ascii_run, is_alphanumeric},
    },
};

/// A light part of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Pos {
    /// Common noun.
    Noun,
    /// Proper noun.
    Name,
    /// he, them, everyone; a bare `that` or `some` is a determiner.
    Pronoun,
    /// the, this, my, some.
    Determiner,
    /// Adjective, or a participle before a noun.
    Adjective,
    /// Adverb, `not` included.
    Adverb,
    /// Finite or non-finite main verb.
    Verb,
    /// be, have, do and the modals.
    Auxiliary,
    /// Preposition.
    Preposition,
    /// and, or, but.
    Conjunction,
    /// that, if, because, opening a clause.
    Subordinator,
    /// who, which, how, relative `that`.
    Wh,
    /// `to` before a verb.
    To,
    /// Digits and number words.
    Number,
    /// `’s` that marks the owner.
    Possessive,
    /// Punctuation.
    Mark,
    /// Anything else.
    #[default]
    Other,
}

/// What kind of punctuation a mark is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Mark {
    /// A word.
    #[default]
    None,
    /// `,`
    Comma,
    /// `.`, `!`, `?`, `…`
    Stop,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `—`, `–`, `--`, a hyphen that stands alone.
    Dash,
    /// Any quotation mark, two single ones count as one mark.
    Quote,
    /// `(`, `[`
    Open,
    /// `)`, `]`
    Close,
    /// Anything else.
    Other,
}

/// One word or mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Byte range in the article's text.
    pub span: Span,
    /// Index into the document's sentences.
    pub sentence: u32,
    /// Every class the lexicon gives the word, as bits of [`class`]; 0 for a word that is not listed.
    pub classes: u32,
    /// The base form, 0 for a word that is not listed. See [`Lexicon::lemma`].
    pub lemma: Lemma,
    /// Part of speech.
    pub pos: Pos,
    /// Bits of [`form`]: which forms of its verb it may be, narrowed where the context decides.
    pub forms: u8,
    /// What kind of mark it is; `None` for words.
    pub mark: Mark,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether all its letters (two at least) are capitals.
    pub upper: bool,
}

impl Token {
    /// Whether it is a word.
    pub const fn is_word(&self) -> bool {
        matches!(self.mark, Mark::None)
    }

    /// Whether the lexicon gives it one of `classes`.
    pub const fn has(&self, classes: u32) -> bool {
        self.classes & classes != 0
    }
}

/// The tokens of the body in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// The tokens.
    pub list: Vec<Token>,
    /// For each of the document's sentences the range of its tokens.
    pub sentences: Vec<Range<u32>>,
}

impl Tokens {
    /// The range of the tokens of sentence `index`; empty if there is none.
    pub fn sentence(&self, index: usize) -> Range<usize> {
        self.sentences.get(index).map_or(0..0, |r| r.start as usize..r.end as usize)
    }

    /// The range of the tokens that overlap `span`.
    pub fn inside(&self, span: Span) -> Range<usize> {
        let from = self.list.partition_point(|t| t.span.end <= span.start);
        let to = self.list.partition_point(|t| t.span.start < span.end);
        from..to.max(from)
    }

    /// The token at `index`.
    pub fn get(&self, index: usize) -> Option<&Token> {
        self.list.get(index)
    }
}

/// Cuts the body into tokens and tags them.
pub fn tokenize(article: &Article, document: &Document, lists: &Lists) -> Tokens {
    let mut tokens = Tokens {
        list: Vec::with_capacity(document.words.len() * 6 / 5),
        sentences: Vec::with_capacity(document.sentences.len()),
    };
    for (i, sentence) in document.sentences.iter().enumerate() {
        let from = tokens.list.len();
        let text = article.slice(sentence.span);
        let mut cutter = Cutter {
            text,
            base: sentence.span.start as usize,
            sentence: i as u32,
            lexicon: &lists.lexicon,
            buffer: String::with_capacity(32),
            out: &mut tokens.list,
        };
        cutter.run();
        tagger::tag(tokens.list.get_mut(from..).unwrap_or_default(), &article.text);
        tokens.sentences.push(from as u32..tokens.list.len() as u32);
    }
    tokens
}

struct Cutter<'a> {
    text: &'a str,
    base: usize,
    sentence: u32,
    lexicon: &'a Lexicon,
    buffer: String,
    out: &'a mut Vec<Token>,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(c) = self.text.get(at..).and_then(|r| r.chars().next()) {
            if c == ' ' || c.is_whitespace() {
                at += c.len_utf8();
            } else if starts_word(c) {
                let end = self.word_end(at);
                self.word(at, end);
                at = end;
            } else {
                at = self.mark(at, c);
            }
        }
    }

    /// Where the word that starts at `at` ends. A joiner belongs to it if a letter or digit follows.
    fn word_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let char_at = |i: usize| rest.get(i..).and_then(|r| r.chars().next());
        let mut end = 0;
        let mut last = ' ';
        loop {
            let plain = ascii_run(rest, end);
            if plain > 0 {
                end += plain;
                last = rest.as_bytes().get(end - 1).map_or(last, |&b| char::from(b));
            }
            let Some(c) = char_at(end) else { break };
            let joins = || {
                is_joiner(c, last)
                    && char_at(end + c.len_utf8())
                        .is_some_and(|n| n.is_alphanumeric() && !(c == '.' && n.is_uppercase() && ends_long(rest, end)))
            };
            let percent = c == '%' && last.is_numeric();
            if !(is_alphanumeric(c) || end == 0 || percent || is_combining(c) || joins()) {
                if c == '.' && is_abbreviation(rest, end) {
                    end += 1;
                }
                break;
            }
            end += c.len_utf8();
            last = c;
        }
        at + end.max(1)
    }

    fn mark(&mut self, at: usize, c: char) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let run = |c: char| rest.chars().take_while(|&n| n == c).count();
        let (mark, len) = match c {
            ',' => (Mark::Comma, 1),
            '.' | '!' | '?' => (Mark::Stop, run(c)),
            '…' => (Mark::Stop, c.len_utf8()),
            ':' => (Mark::Colon, 1),
            ';' => (Mark::Semicolon, 1),
            '-' => (Mark::Dash, run('-')),
            '–' | '—' | '―' => (Mark::Dash, c.len_utf8()),
            '\'' if rest.starts_with("''") => (Mark::Quote, 2),
            '`' if rest.starts_with("``") => (Mark::Quote, 2),
            '"' | '“' | '”' | '‘' | '’' | '\'' | '«' | '»' | '„' | '‚' | '‹' | '›' | '`' => {
                (Mark::Quote, c.len_utf8())
            }
            '(' | '[' => (Mark::Open, 1),
            ')' | ']' => (Mark::Close, 1),
            _ => (Mark::Other, c.len_utf8()),
        };
        let token = Token { pos: Pos::Mark, mark, ..self.blank(at, at + len) };
        self.out.push(token);
        at + len
    }

    fn blank(&self, from: usize, to: usize) -> Token {
        Token {
            span: Span::new(self.base + from, self.base + to),
            sentence: self.sentence,
            classes: 0,
            lemma: 0,
            pos: Pos::Other,
            forms: 0,
            mark: Mark::None,
            capital: false,
            upper: false,
        }
    }

    fn word(&mut self, from: usize, to: usize) {
        let word = self.text.get(from..to).unwrap_or("");
        match clitic(word) {
            Some(cut) => {
                self.push(from, from + cut);
                self.push(from + cut, to);
            }
            None => self.push(from, to),
        }
    }

    fn push(&mut self, from: usize, to: usize) {
        let word = self.text.get(from..to).unwrap_or("");
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let upper = capital && word.len() > 1 && !word.bytes().any(|b| b.is_ascii_lowercase());
        let entry = if is_folded(word) {
            self.look_up(word)
        } else {
            lower_into(word, &mut self.buffer);
            self.look_up(&self.buffer)
        };
        let number =
            word.bytes().next().is_some_and(|b| b.is_ascii_digit() || b == b'$') || word.starts_with(['€', '£']);
        let token = Token {
            classes: entry.classes | if number { class::NUMBER } else { 0 },
            lemma: entry.lemma,
            forms: entry.forms,
            capital,
            upper,
            ..self.blank(from, to)
        };
        self.out.push(token);
    }

    /// The entry of a word in lower case: itself, without its last stop, the part after its last hyphen, or a guess
    /// by its ending.
    fn look_up(&self, word: &str) -> Entry {
        let word = word.trim_end_matches('.');
        if let Some(entry) = self.lexicon.get(word) {
            return entry;
        }
        let tail = word.rsplit('-').next().unwrap_or(word);
        if tail.len() < word.len()
            && let Some(entry) = self.lexicon.get(tail)
        {
            return entry;
        }
        by_ending(word)
    }
}

/// Whether the stop at byte `stop` of `rest` belongs to the word before it: it does inside a sentence, before
/// white space or a comma, since the sentence would have ended otherwise.
fn is_abbreviation(rest: &str, stop: usize) -> bool {
    let after = rest.get(stop + 1..).unwrap_or("");
    let Some(next) = after.chars().next() else { return false };
    (next.is_whitespace() || matches!(next, ',' | ')' | '\'' | '’' | ';' | ':'))
        && after.chars().any(char::is_alphanumeric)
        && rest.get(..stop).is_some_and(|w| w.len() < 8)
}

/// What the ending of a word that is not listed tells.
fn by_ending(word: &str) -> Entry {
    let guess = |classes, forms| Entry { classes, lemma: 0, forms };
    if word.len() < 5 || !word.is_ascii() {
        return Entry::default();
    }
    let ends = |list: &[&str]| list.iter().any(|e| word.ends_with(e));
    if ends(&["ly"]) {
        guess(class::ADVERB, 0)
    } else if ends(&["ing"]) {
        guess(class::VERB, form::ING)
    } else if ends(&["ed"]) {
        guess(class::VERB, form::PAST | form::PARTICIPLE)
    } else if ends(&["ize", "ise", "ify"]) {
        guess(class::VERB, form::BASE)
    } else if ends(&["ous", "ful", "ive", "able", "ible", "al", "ic", "ish", "less", "ary", "ent", "ant"]) {
        guess(class::ADJECTIVE, 0)
    } else if ends(&["ists", "ers", "ors", "ians"]) {
        guess(class::PERSON | class::PLURAL, 0)
    } else if ends(&["ist", "er", "or", "ian", "man", "woman", "men"]) {
        guess(class::PERSON, 0)
    } else if ends(&["s"]) && !ends(&["ss", "us"]) {
        guess(class::PLURAL, 0)
    } else {
        Entry::default()
    }
}

fn starts_word(c: char) -> bool {
    is_alphanumeric(c) || matches!(c, '$' | '€' | '£' | '@' | '#' | '&' | '+')
}

/// Whether the part of the word before byte `at` is longer than an initial: `said.She` is two words, `U.S` one.
fn ends_long(rest: &str, at: usize) -> bool {
    let before = rest.get(..at).unwrap_or("");
    before.chars().rev().take_while(|c| c.is_lowercase()).count() >= 2
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn is_joiner(c: char, last: char) -> bool {
    match c {
        '-' | '.' | '\'' | '’' | '&' | '/' | '_' | '@' | '‑' => true,
        ',' | ':' => last.is_numeric(),
        _ => false,
    }
}

/// Where a clitic (`’s`, `’re`, `’ll`) begins in `word`. `n’t` stays with its auxiliary.
fn clitic(word: &str) -> Option<usize> {
    // Few words hold an apostrophe, or anything that begins as ’ does.
    if !word.bytes().any(|b| matches!(b, b'\'' | 0xE2)) {
        return None;
    }
    let at = word.rfind(['\'', '’']).filter(|&at| at > 0)?;
    let tail = word.get(at..)?.trim_start_matches(['\'', '’']);
    ["s", "re", "ve", "ll", "d", "m", "S"].contains(&tail).then_some(at)
}

/// The form that the lexicon is asked for: lower case, straight apostrophes.
fn lower_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '’' => out.push('\''),
            '‑' => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
}

#[cfg(test)]
#[path = "tokens_tests.rs"]
mod tests;
