//! [`Scene`]: what the steps of finding attributions need to know about the tokens, laid out once for an article.

use std::ops::Range;

use super::super::{
    Lists,
    attributions::Act,
    lexicon::{class, form},
    quotations::{Quotation, QuoteClass},
    tokens::{Mark, Pos, Token, Tokens},
};

/// The tokens of an article with what is asked again and again about them.
pub struct Scene<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The tokens.
    pub tokens: &'a Tokens,
    /// The word lists.
    pub lists: &'a Lists,
    /// The quotations, by position.
    pub quotations: &'a [Quotation],
    /// For each token what features ask for most.
    places: Vec<Place>,
    /// How many verbs, auxiliaries included, stand before each token.
    pub verbs: Vec<u32>,
    /// How many commas stand before each token.
    pub commas: Vec<u32>,
    /// How many names stand before each token.
    pub names: Vec<u32>,
    /// How many nouns, names and pronouns stand before each token.
    pub nominals: Vec<u32>,
    /// How many plain verbs of saying stand before each token, outside quotations.
    pub sayings: Vec<u32>,
    /// How many listed verbs stand before each token, outside quotations.
    pub listed: Vec<u32>,
    /// For each sentence the index of its paragraph.
    pub paragraph: Vec<u32>,
    /// The sentences as token ranges, with `“…?” X said.` as one.
    pub units: Vec<Range<usize>>,
}

/// What features ask of one token, side by side so that one look-up finds it all.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// A number for its base form, or for its part of speech if the lexicon does not list it.
    pub code: u32,
    /// A coarse code: part of speech and mark.
    pub tag: u32,
    /// The code for function words, the tag for others.
    pub shallow: u32,
    /// What kind of noun it is, and other open classes.
    pub kind: u32,
    /// The outermost quotation that holds it, counted from 1; 0 outside quotations.
    pub quote: u32,
    /// Its part of speech.
    pub pos: Pos,
    /// Its mark.
    pub mark: Mark,
}

/// What lies outside the text.
static OUTSIDE: Place = Place { code: 7, tag: 3, shallow: 3, kind: 0, quote: 0, pos: Pos::Mark, mark: Mark::Stop };

impl<'a> Scene<'a> {
    /// Lays out the tokens. `known` says of a base form's hash whether features may use it; the trainer leaves rare
    /// words out with it.
    pub fn new(
        text: &'a str,
        tokens: &'a Tokens,
        quotations: &'a [Quotation],
        lists: &'a Lists,
        paragraph: Vec<u32>,
        known: impl Fn(u32) -> bool,
    ) -> Self {
        let n = tokens.list.len();
        let mut scene = Self {
            text,
            tokens,
            lists,
            quotations,
            places: tokens.list.iter().map(|t| place(t, lists, &known)).collect(),
            verbs: count(&tokens.list, |t| matches!(t.pos, Pos::Verb | Pos::Auxiliary)),
            commas: count(&tokens.list, |t| t.mark == Mark::Comma),
            names: count(&tokens.list, |t| t.pos == Pos::Name),
            nominals: count(&tokens.list, |t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Pronoun)),
            sayings: Vec::with_capacity(n + 1),
            listed: Vec::with_capacity(n + 1),
            paragraph,
            units: Vec::with_capacity(tokens.sentences.len()),
        };
        for (i, q) in quotations.iter().enumerate().filter(|(_, q)| q.class != QuoteClass::Nested) {
            for place in scene.places.get_mut(tokens.inside(q.span)).into_iter().flatten() {
                place.quote = i as u32 + 1;
            }
        }
        scene.count_cues();
        scene.unite();
        scene
    }

    /// Counts the verbs that may be cues, outside quotations.
    fn count_cues(&mut self) {
        let lexicon = &self.lists.lexicon;
        let plain = ["say", "tell", "add", "write", "accord"].map(|w| lexicon.number(w));
        let (mut sayings, mut listed) = (0, 0);
        for (t, place) in self.tokens.list.iter().zip(&self.places) {
            self.sayings.push(sayings);
            self.listed.push(listed);
            if place.quote == 0 && t.pos == Pos::Verb {
                sayings += u32::from(plain.contains(&t.lemma));
                listed += u32::from(self.lists.verbs.verb_numbered(t.lemma).is_some());
            }
        }
        self.sayings.push(sayings);
        self.listed.push(listed);
    }

    /// Joins a sentence that is only the tail of a quotation (`“Why?” Ms. Roe asked.`) to the one before it.
    fn unite(&mut self) {
        for i in 0..self.tokens.sentences.len() {
            let sentence = self.tokens.sentence(i);
            let tail = self.units.last().is_some_and(|before| self.is_tail(before, &sentence));
            match self.units.last_mut() {
                Some(last) if tail => last.end = sentence.end,
                _ => self.units.push(sentence),
            }
        }
    }

    fn is_tail(&self, before: &Range<usize>, sentence: &Range<usize>) -> bool {
        let closes = before.end > before.start + 1
            && self.mark(before.end - 1) == Mark::Quote
            && matches!(self.word(before.end - 2), "?" | "!" | "…" | "-" | "--" | "—" | "...");
        if !closes || self.paragraph_of(before.start) != self.paragraph_of(sentence.start) {
            return false;
        }
        let says = |i: usize| {
            self.token(i).is_some_and(|t| {
                t.pos == Pos::Verb
                    && t.forms & (form::PAST | form::THIRD) != 0
                    && self.lists.verbs.verb_numbered(t.lemma).is_some_and(|c| c.act == Act::Speech)
            })
        };
        let window = sentence.start..sentence.end.min(sentence.start + 9);
        let cue = window.clone().find(|&i| matches!(self.pos(i), Pos::Verb | Pos::Auxiliary)).filter(|&i| says(i));
        self.mark(sentence.start) != Mark::Quote
            && cue.is_some_and(|i| {
                let open = matches!(self.mark(i + 1), Mark::Quote | Mark::Colon);
                !open && !matches!(self.pos(i + 1), Pos::Subordinator | Pos::To)
            })
    }

    /// The unit with this number; empty if there is none.
    pub fn unit(&self, index: usize) -> Range<usize> {
        self.units.get(index).cloned().unwrap_or(0..0)
    }

    /// The token at `i`.
    pub fn token(&self, i: usize) -> Option<&'a Token> {
        self.tokens.list.get(i)
    }

    /// What features ask of the token at `i`; of a stop for what lies outside the text.
    #[inline]
    pub fn place(&self, i: usize) -> &Place {
        self.places.get(i).unwrap_or(&OUTSIDE)
    }

    /// The part of speech at `i`; marks for what lies outside the text.
    #[inline]
    pub fn pos(&self, i: usize) -> Pos {
        self.places.get(i).map_or(OUTSIDE.pos, |p| p.pos)
    }

    /// The mark at `i`.
    #[inline]
    pub fn mark(&self, i: usize) -> Mark {
        self.places.get(i).map_or(OUTSIDE.mark, |p| p.mark)
    }

    /// The lexical code at `i`.
    #[inline]
    pub fn code(&self, i: usize) -> u32 {
        self.places.get(i).map_or(OUTSIDE.code, |p| p.code)
    }

    /// A coarse code: part of speech and mark.
    #[inline]
    pub fn tag(&self, i: usize) -> u32 {
        self.places.get(i).map_or(OUTSIDE.tag, |p| p.tag)
    }

    /// The code for function words, the tag for others.
    #[inline]
    pub fn shallow(&self, i: usize) -> u32 {
        self.places.get(i).map_or(OUTSIDE.shallow, |p| p.shallow)
    }

    /// The quotation that holds token `i`, counted from 1; 0 for none.
    #[inline]
    pub fn quote_at(&self, i: usize) -> u32 {
        self.places.get(i).map_or(OUTSIDE.quote, |p| p.quote)
    }

    /// How many verbs stand in tokens `a..b`.
    pub fn verbs_between(&self, a: usize, b: usize) -> u32 {
        between(&self.verbs, a, b)
    }

    /// How many commas stand in tokens `a..b`.
    pub fn commas_between(&self, a: usize, b: usize) -> u32 {
        between(&self.commas, a, b)
    }

    /// The paragraph of token `i`.
    pub fn paragraph_of(&self, i: usize) -> u32 {
        self.token(i).and_then(|t| self.paragraph.get(t.sentence as usize)).copied().unwrap_or(u32::MAX)
    }

    /// The base form of token `i`; empty for a word that is not listed.
    pub fn lemma(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |t| self.lists.lexicon.lemma(t.lemma))
    }

    /// The text of token `i`.
    pub fn word(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |t| t.span.of(self.text))
    }
}

/// The place of a token outside quotations; `known` says of a base form's hash whether features may use it.
fn place(t: &Token, lists: &Lists, known: &impl Fn(u32) -> bool) -> Place {
    let code = code(t, lists, known);
    let tag = t.pos as u32 * 16 + t.mark as u32;
    let shallow = if t.has(class::CLOSED) && t.pos != Pos::Name { code } else { tag };
    Place { code, tag, shallow, kind: t.classes >> 15, quote: 0, pos: t.pos, mark: t.mark }
}

fn code(t: &Token, lists: &Lists, known: &impl Fn(u32) -> bool) -> u32 {
    let shape = t.pos as u32 * 16 + t.mark as u32 + u32::from(t.upper) * 512;
    if t.mark != Mark::None || t.pos == Pos::Name && !t.has(class::TIME | class::TITLE) || t.pos == Pos::Number {
        return shape;
    }
    let hash = lists.lexicon.lemma_hash(t.lemma);
    if t.lemma != 0 && known(hash) {
        return hash;
    }
    let kind = (t.classes & (class::PERSON | class::PLURAL | class::BODY | class::DOCUMENT)) >> 15;
    shape + 1024 * (kind + 1) + u32::from(t.forms & form::ING != 0) * 1_000_000
}

/// For each token, and for the end, how many of the tokens before it are of a kind.
fn count(tokens: &[Token], is_one: impl Fn(&Token) -> bool) -> Vec<u32> {
    let mut so_far = 0;
    let mut counts = Vec::with_capacity(tokens.len() + 1);
    counts.push(0);
    counts.extend(tokens.iter().map(|t| {
        so_far += u32::from(is_one(t));
        so_far
    }));
    counts
}

/// How much a running count grows over tokens `a..b`.
pub fn between(counts: &[u32], a: usize, b: usize) -> u32 {
    let at = |i: usize| counts.get(i).or(counts.last()).copied().unwrap_or(0);
    at(b.max(a)) - at(a)
}
