//! The part of speech of every token of a sentence, from the lexicon, the shape of the word and its neighbours.
//!
//! One pass from left to right: each word is settled by its classes, what was decided before it, and the classes of
//! the word after it. It is meant for finding clauses, not for grammar lessons: where noun and verb are both possible
//! it asks which one would make a clause here.

use super::{
    lexicon::{class as c, form},
    tokens::{Mark, Pos, Token},
};

/// Settles the parts of speech of the tokens of one sentence of `text`.
pub fn tag(tokens: &mut [Token], text: &str) {
    let title_case = is_title_case(tokens);
    let mut started = false;
    for i in 0..tokens.len() {
        let Some(&token) = tokens.get(i) else { break };
        if !token.is_word() {
            started &= token.mark != Mark::Colon;
            continue;
        }
        let near = Near { tokens, text, at: i, opens: !started, title_case };
        let (pos, forms) = near.decide(token);
        if let Some(t) = tokens.get_mut(i) {
            t.pos = pos;
            t.forms = forms;
        }
        started = true;
    }
}

/// Whether the sentence capitalises its words as a headline does.
fn is_title_case(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.is_word() && (!t.has(c::CLOSED) || t.has(c::AUXILIARY)));
    let (all, capital) = words.fold((0, 0), |(a, b), t| (a + 1, b + usize::from(t.capital || t.has(c::NUMBER))));
    all >= 4 && capital * 5 >= all * 4 && tokens.iter().any(|t| t.capital && t.classes & (c::VERB | c::NOUN) != 0)
}

/// A token with its neighbours.
struct Near<'a> {
    tokens: &'a [Token],
    text: &'a str,
    at: usize,
    opens: bool,
    title_case: bool,
}

impl Near<'_> {
    fn decide(&self, token: Token) -> (Pos, u8) {
        if token.has(c::NUMBER) && (!token.capital || self.opens) {
            return (Pos::Number, 0);
        }
        if token.capital && !self.title_case && !self.lower_here(token) {
            return (Pos::Name, 0);
        }
        if token.has(c::CLOSED)
            && let Some(pos) = self.closed(token)
        {
            return (pos, token.forms);
        }
        self.open(token)
    }

    /// Whether a capital may be ignored: at the start of a sentence for a listed word that no name follows, and for
    /// words that are never names.
    fn lower_here(&self, token: Token) -> bool {
        if token.span.len() == 1 {
            return true;
        }
        if !self.opens && !self.after_opening_quote() {
            return false;
        }
        if token.has(c::CLOSED) {
            return true;
        }
        if token.classes == 0 || token.upper {
            return false;
        }
        let next_is_name = self.next().is_some_and(|n| n.capital && !n.has(c::CLOSED));
        !next_is_name || token.has(c::ADJECTIVE | c::ADVERB) && !token.has(c::TITLE) || token.forms & form::ING != 0
    }

    fn after_opening_quote(&self) -> bool {
        let before = |n: usize| self.at.checked_sub(n).and_then(|i| self.tokens.get(i));
        before(1).is_some_and(|t| t.mark == Mark::Quote)
            && before(2).is_none_or(|t| matches!(t.mark, Mark::Comma | Mark::Colon | Mark::Stop))
    }

    fn next(&self) -> Option<&Token> {
        self.tokens.get(self.at + 1)
    }

    fn word(&self) -> &str {
        self.tokens.get(self.at).map_or("", |t| t.span.of(self.text))
    }

    /// The last token before this one that is no adverb.
    fn before(&self) -> Option<&Token> {
        self.tokens.get(..self.at)?.iter().rev().find(|t| t.pos != Pos::Adverb)
    }

    fn next_may_be_noun(&self) -> bool {
        self.next().is_some_and(|n| {
            n.is_word()
                && (n.classes == 0 || n.capital || n.has(c::ANY_NOUN | c::ADJECTIVE | c::NUMBER | c::PLURAL))
                && !n.has(c::CLOSED)
        })
    }

    /// The part of speech of a word of a closed class; `None` if it may be an open one here.
    fn closed(&self, token: Token) -> Option<Pos> {
        if token.has(c::AUXILIARY) {
            return Some(self.auxiliary(token));
        }
        if token.has(c::TO) {
            return Some(if self.verb_follows() { Pos::To } else { Pos::Preposition });
        }
        if token.has(c::NEGATION) {
            return Some(Pos::Adverb);
        }
        if token.has(c::POSSESSIVE) {
            return Some(self.possessive(token));
        }
        if token.has(c::SUBORDINATOR) && token.has(c::DETERMINER) {
            return Some(self.that());
        }
        if token.has(c::WH) {
            return Some(Pos::Wh);
        }
        if token.has(c::SUBORDINATOR) {
            return Some(self.subordinator(token));
        }
        if token.has(c::CONJUNCTION) {
            return Some(Pos::Conjunction);
        }
        if token.has(c::DETERMINER) {
            return Some(self.determiner(token));
        }
        if token.has(c::PRONOUN) {
            return Some(Pos::Pronoun);
        }
        if token.forms != 0 && self.before().is_some_and(|b| matches!(b.pos, Pos::Pronoun | Pos::To | Pos::Wh)) {
            return None;
        }
        Some(self.preposition(token))
    }

    fn auxiliary(&self, token: Token) -> Pos {
        let word = self.word();
        if token.span.len() > 4 || !word.starts_with(['\'', '’']) {
            let after_determiner = self.before().is_some_and(|b| b.pos == Pos::Determiner);
            return if token.has(c::MODAL) && after_determiner { Pos::Noun } else { Pos::Auxiliary };
        }
        Pos::Auxiliary
    }

    fn verb_follows(&self) -> bool {
        let mut rest = self.tokens.get(self.at + 1..).unwrap_or_default().iter();
        let after = rest.find(|t| !t.has(c::ADVERB | c::NEGATION) || t.forms != 0);
        after.is_some_and(|t| t.forms & form::BASE != 0 && (!t.capital || self.title_case) || t.has(c::AUXILIARY))
    }

    fn possessive(&self, token: Token) -> Pos {
        let plain = token.has(c::PRONOUN) && !self.next_may_be_noun() && self.next().is_none_or(|n| n.forms == 0);
        if plain { Pos::Pronoun } else { Pos::Determiner }
    }

    fn that(&self) -> Pos {
        let next = self.next();
        let finite = next.is_some_and(|n| n.has(c::AUXILIARY) || n.forms & (form::PAST | form::THIRD) != 0);
        match self.before().map(|b| b.pos) {
            Some(Pos::Noun | Pos::Name | Pos::Number) if finite => Pos::Wh,
            Some(Pos::Preposition | Pos::Auxiliary | Pos::To) | None => Pos::Determiner,
            Some(Pos::Mark | Pos::Conjunction) if finite => Pos::Determiner,
            _ => Pos::Subordinator,
        }
    }

    fn subordinator(&self, token: Token) -> Pos {
        if !token.has(c::PREPOSITION) {
            return Pos::Subordinator;
        }
        let subject = self.next().is_some_and(|n| {
            n.has(c::PRONOUN) && !n.has(c::POSSESSIVE) && !n.has(c::DETERMINER)
                || n.has(c::AUXILIARY)
                || n.forms & (form::PAST | form::PARTICIPLE) != 0 && !n.has(c::ADJECTIVE)
        });
        if subject { Pos::Subordinator } else { Pos::Preposition }
    }

    fn determiner(&self, token: Token) -> Pos {
        if token.has(c::PRONOUN) && !self.next_may_be_noun() && self.next().is_none_or(|n| !n.has(c::VERB)) {
            return Pos::Pronoun;
        }
        if token.has(c::ADVERB) && self.next().is_some_and(|n| n.has(c::ADJECTIVE | c::ADVERB)) {
            return Pos::Adverb;
        }
        Pos::Determiner
    }

    fn preposition(&self, token: Token) -> Pos {
        let bare = self.next().is_none_or(|n| !n.is_word() && n.mark != Mark::Quote);
        if token.has(c::ADVERB) && bare { Pos::Adverb } else { Pos::Preposition }
    }

    /// The part of speech of a word of an open class, or of one that is not listed.
    fn open(&self, token: Token) -> (Pos, u8) {
        if matches!(self.word(), "'s" | "’s" | "'S" | "’S") {
            return (self.clitic(), 0);
        }
        if token.forms != 0
            && let Some(forms) = self.verb(token)
        {
            return (Pos::Verb, forms);
        }
        if token.forms & (form::ING | form::PARTICIPLE) != 0 && !token.has(c::ANY_NOUN) {
            let noun = token.forms & form::ING != 0 && !self.next_may_be_noun();
            return (if noun { Pos::Noun } else { Pos::Adjective }, 0);
        }
        if token.has(c::ADVERB) && !(token.has(c::ADJECTIVE) && self.next_may_be_noun()) {
            return (Pos::Adverb, 0);
        }
        if token.has(c::ADJECTIVE) {
            let noun = token.has(c::ANY_NOUN) && !self.next_may_be_noun();
            return (if noun { Pos::Noun } else { Pos::Adjective }, 0);
        }
        if token.classes == 0 && token.capital {
            return (Pos::Name, 0);
        }
        (Pos::Noun, token.forms)
    }

    /// `’s`: owner, or `is` and `has`.
    fn clitic(&self) -> Pos {
        let next_is_verbal = self.next().is_some_and(|n| {
            n.has(c::DETERMINER | c::NEGATION | c::POSSESSIVE | c::TO | c::PREPOSITION)
                || n.forms & form::ING != 0
                || n.has(c::HAVE | c::BE)
        });
        match self.before() {
            Some(b) if b.pos == Pos::Pronoun && b.has(c::PRONOUN) => Pos::Auxiliary,
            Some(b) if matches!(b.pos, Pos::Wh | Pos::Determiner | Pos::Adverb | Pos::Subordinator) => Pos::Auxiliary,
            _ if next_is_verbal => Pos::Auxiliary,
            _ => Pos::Possessive,
        }
    }

    /// The verb forms that the word can be here; `None` if it is no verb.
    fn verb(&self, token: Token) -> Option<u8> {
        let noun = token.has(c::ANY_NOUN);
        let adjective = token.has(c::ADJECTIVE);
        let finite = token.forms & (form::PAST | form::THIRD | form::BASE);
        let Some(before) = self.before() else {
            let keep = token.forms & (form::ING | form::PARTICIPLE) != 0 || !noun && !adjective;
            return keep.then_some(token.forms);
        };
        match before.pos {
            Pos::To => (token.forms & form::BASE != 0).then_some(form::BASE),
            Pos::Auxiliary => after_auxiliary(token, before),
            Pos::Determiner if self.bare_pronoun(before) => Some(token.forms),
            Pos::Determiner if before.has(c::PRONOUN) && !noun && !adjective && finite != 0 => Some(token.forms),
            Pos::Number | Pos::Adjective => (!noun && !adjective && finite != 0).then_some(token.forms),
            Pos::Determiner | Pos::Possessive => None,
            Pos::Preposition => (token.forms & form::ING != 0 && (!noun || self.object_follows())).then_some(form::ING),
            Pos::Pronoun | Pos::Wh => Some(token.forms),
            Pos::Noun | Pos::Name => self.after_noun(token, before),
            Pos::Verb => after_verb(token),
            Pos::Conjunction | Pos::Mark | Pos::Subordinator => {
                let sure = !adjective && (!noun || token.forms & form::PAST != 0);
                (sure || self.object_follows()).then_some(token.forms)
            }
            _ => (!noun && !adjective).then_some(token.forms),
        }
    }

    /// `this`, `some`, `those` standing alone before a finite verb: "some say".
    fn bare_pronoun(&self, before: &Token) -> bool {
        before.has(c::PRONOUN) && before.pos == Pos::Determiner && self.object_follows()
    }

    fn after_noun(&self, token: Token, before: &Token) -> Option<u8> {
        let noun = token.has(c::ANY_NOUN);
        if token.forms & form::ING != 0 {
            return Some(token.forms);
        }
        if token.forms & (form::PAST | form::PARTICIPLE) != 0 && token.forms & form::BASE == 0 {
            return Some(token.forms);
        }
        if !noun && !token.has(c::ADJECTIVE) {
            return Some(token.forms);
        }
        let plural = before.has(c::PLURAL) || before.span.of(self.text).ends_with('s');
        let agrees = if token.forms & form::THIRD != 0 { !plural || before.pos == Pos::Name } else { plural };
        let clause =
            self.object_follows() || before.pos == Pos::Name && self.next().is_some_and(|n| n.has(c::AUXILIARY));
        (agrees && clause || token.forms & form::PAST != 0).then_some(token.forms)
    }

    /// Whether what comes next looks like the object or the clause of a verb.
    fn object_follows(&self) -> bool {
        self.next().is_some_and(|n| {
            n.has(c::DETERMINER | c::POSSESSIVE | c::PRONOUN | c::SUBORDINATOR | c::WH | c::TO)
                || n.mark == Mark::Quote
                || n.mark == Mark::Colon
                || n.capital && !self.title_case
                || n.has(c::PREPOSITION) && !n.has(c::SUBORDINATOR)
        })
    }
}

fn after_auxiliary(token: Token, aux: &Token) -> Option<u8> {
    let wanted = if aux.has(c::BE) {
        form::PARTICIPLE | form::ING
    } else if aux.has(c::HAVE) {
        form::PARTICIPLE
    } else if aux.has(c::MODAL | c::DO) {
        form::BASE
    } else {
        form::PARTICIPLE | form::ING
    };
    let forms = token.forms & wanted;
    let adjective = token.has(c::ADJECTIVE) && !aux.has(c::MODAL | c::DO);
    (forms != 0 && !adjective).then_some(forms)
}

fn after_verb(token: Token) -> Option<u8> {
    let noun = token.has(c::ANY_NOUN | c::ADJECTIVE);
    (token.forms & form::ING != 0 || !noun).then_some(token.forms)
}
