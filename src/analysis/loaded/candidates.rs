//! Candidates: every place where an entry, or a pair of scare marks, stands, with the features of its surroundings.

use super::{
    context::{self, Class, Feature, Kind, Value},
    lexicon::{Entry, Lexicon},
    scan::{self, Case, Gap, Word},
};
use crate::{
    analysis::{
        attributions::{Act, Attribution},
        quotations::{Quotation, QuoteClass},
        tokens::{Pos, Tokens},
        voices::{Voice, Voices},
    },
    articles::{Article, Document, Role},
    text::Span,
};

/// What the pass reads.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its body.
    pub document: &'a Document,
    /// Its tokens; may be empty.
    pub tokens: &'a Tokens,
    /// Its voices.
    pub voices: &'a Voices,
    /// Its quotations.
    pub quotations: &'a [Quotation],
    /// Its attributions.
    pub attributions: &'a [Attribution],
}

/// One place where an entry stands.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Byte range.
    pub span: Span,
    /// The entry.
    pub entry: u32,
    /// Whose words.
    pub voice: Voice,
    /// Whether it stands in the headline.
    pub headline: bool,
    /// The negation before it, if one is close.
    pub negated: Option<Span>,
    /// Whether it is a pair of scare marks.
    pub scare: bool,
    /// Whether it stands in what somebody is reported to think, which is the narrator's voice but not the narrator's view.
    pub thought: bool,
    unit: u32,
    first: u32,
    last: u32,
}

/// One stretch that is read by itself: a headline or a sentence.
struct Unit {
    words: std::ops::Range<usize>,
    span: Span,
    headline: bool,
    titled: bool,
    near: f32,
    facts: Facts,
}

#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a sentence")]
struct Facts {
    first: bool,
    second: bool,
    digits: bool,
    report: bool,
}

/// The article's words, units and candidates.
pub struct Field<'a> {
    scene: Scene<'a>,
    lexicon: &'a Lexicon,
    words: Vec<Word>,
    units: Vec<Unit>,
    found: Vec<Candidate>,
    /// The entries found, sorted, each as often as it was found.
    used: Vec<u32>,
    thoughts: Vec<Span>,
    mass: f32,
    persons: f32,
    reports: f32,
}

impl<'a> Field<'a> {
    /// Reads headline and body.
    pub fn of(scene: Scene<'a>, lexicon: &'a Lexicon) -> Self {
        let mut field = Self {
            scene,
            lexicon,
            words: Vec::with_capacity(scene.document.words.len() * 11 / 10),
            units: Vec::with_capacity(scene.document.sentences.len() + 1),
            found: Vec::new(),
            used: Vec::new(),
            thoughts: thoughts(scene.attributions),
            mass: 0.0,
            persons: 0.0,
            reports: 0.0,
        };
        let mut scratch = (Vec::new(), String::new());
        for line in scene.article.lines.iter().filter(|l| l.role == Role::Headline) {
            field.read(line.span, true, &mut scratch);
        }
        for sentence in &scene.document.sentences {
            field.read(sentence.span, false, &mut scratch);
        }
        field.drop_names();
        field.add_scare_quotes();
        field.found.sort_by_key(|c| c.span);
        field.used = used(&field.found);
        field
    }

    /// Calls `visit` with each candidate, in order, and its features.
    pub fn visit(&self, mut visit: impl FnMut(&Candidate, &[Feature])) {
        let mut features = Vec::with_capacity(48);
        for candidate in &self.found {
            features.clear();
            self.features(candidate, &mut features);
            visit(candidate, &features);
        }
    }

    /// Hashes and spans of all words read, for tools that name features.
    pub fn words(&self) -> impl Iterator<Item = (u64, Span)> + '_ {
        self.words.iter().map(|w| (w.hash, w.span))
    }

    fn read(&mut self, span: Span, headline: bool, (words, buffer): &mut (Vec<Word>, String)) {
        scan::words(self.scene.article.slice(span), span.start as usize, words, buffer);
        let from = self.words.len();
        self.words.extend_from_slice(words);
        let mut unit = Unit {
            words: from..self.words.len(),
            span,
            headline,
            titled: titled(words),
            near: 0.0,
            facts: Facts::default(),
        };
        for word in words.iter() {
            unit.facts.digits |= word.digit;
            match self.lexicon.model.classes.of(word.hash) {
                Some(Class::First) => unit.facts.first = true,
                Some(Class::Second) => unit.facts.second = true,
                Some(Class::Report) => unit.facts.report = true,
                _ => {}
            }
        }
        self.persons += f32::from(u8::from(unit.facts.first || unit.facts.second));
        self.reports += f32::from(u8::from(unit.facts.report));
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|r| !r.is_empty()) {
            let Some((entry, taken)) = self.lexicon.table.longest(rest) else {
                at += 1;
                continue;
            };
            if let Some(hit) = rest.get(..taken).filter(|hit| !self.is_name(entry, hit, &unit)) {
                let guess = self.lexicon.get(entry).map_or(0.0, mass);
                unit.near += guess;
                self.mass += guess;
                let candidate =
                    self.candidate(entry, hit, words.get(..at).unwrap_or(&[]), (from + at) as u32, headline);
                self.found.push(candidate);
            }
            at += taken;
        }
        self.units.push(unit);
    }

    fn candidate(&self, entry: u32, hit: &[Word], before: &[Word], first: u32, headline: bool) -> Candidate {
        let span = hit.iter().map(|w| w.span).reduce(Span::join).unwrap_or_default();
        let negated = before.iter().rev().take(2).take_while(|w| w.gap != Gap::Break);
        let mut negated = negated.filter(|w| self.lexicon.model.classes.of(w.hash) == Some(Class::Negator));
        let voice = if headline { Voice::Narrator } else { self.scene.voices.at(span.start as usize) };
        Candidate {
            span,
            entry,
            voice,
            headline,
            negated: negated.next().map(|w| w.span),
            scare: false,
            thought: !headline && self.in_thought(span),
            unit: self.units.len() as u32,
            first,
            last: first + hit.len() as u32 - 1,
        }
    }

    /// Whether a hit is a name: capitalised where nothing else asks for a capital.
    fn is_name(&self, entry: u32, hit: &[Word], unit: &Unit) -> bool {
        let Some(word) = hit.first() else { return true };
        let written = self.lexicon.get(entry).is_some_and(|e| e.term.contains(char::is_uppercase));
        match word.case {
            Case::Lower => false,
            _ if written => false,
            Case::Shout => hit.len() == 1 && word.span.len() <= 4 && !unit.titled,
            Case::Capital => word.gap != Gap::Start && !unit.titled,
        }
    }

    /// Drops words that open a sentence or stand in a headline of capitals and are names elsewhere in the article.
    fn drop_names(&mut self) {
        let capital = |c: &Candidate| {
            let word = self.words.get(c.first as usize)?;
            (c.first == c.last && word.case != Case::Lower).then_some(word.hash)
        };
        let mut votes: Vec<(u64, i32)> = self.found.iter().filter_map(capital).map(|hash| (hash, 0)).collect();
        votes.sort_unstable();
        votes.dedup();
        for word in self.units.iter().filter(|u| !u.titled).filter_map(|u| self.words.get(u.words.clone())).flatten() {
            let vote = match (word.case, word.gap) {
                (Case::Lower, _) => -1,
                (Case::Capital, Gap::Space | Gap::Hyphen) => 1,
                _ => continue,
            };
            if let Some((_, votes)) =
                votes.binary_search_by_key(&word.hash, |v| v.0).ok().and_then(|i| votes.get_mut(i))
            {
                *votes += vote;
            }
        }
        let is_name =
            |hash| votes.binary_search_by_key(&hash, |v| v.0).is_ok_and(|i| votes.get(i).is_some_and(|v| v.1 > 0));
        let names: Vec<Candidate> = self.found.iter().filter(|c| capital(c).is_some_and(is_name)).copied().collect();
        for name in &names {
            let guess = self.lexicon.get(name.entry).map_or(0.0, mass);
            self.mass -= guess;
            if let Some(unit) = self.units.get_mut(name.unit as usize) {
                unit.near -= guess;
            }
        }
        let mut names = names.iter().peekable();
        self.found.retain(|c| names.next_if(|n| n.span == c.span).is_none());
    }

    /// Scare quotes stand for the terms inside them.
    fn add_scare_quotes(&mut self) {
        let Some(entry) = self.lexicon.scare() else { return };
        let scare = |q: &&Quotation| q.class == QuoteClass::Scare;
        let mut spans: Vec<Span> = self.scene.quotations.iter().filter(scare).map(|q| q.span).collect();
        spans.sort_unstable();
        self.found.retain(|c| {
            let at = spans.partition_point(|s| s.start <= c.span.start);
            c.headline || !at.checked_sub(1).and_then(|i| spans.get(i)).is_some_and(|s| s.covers(c.span))
        });
        let body = self.units.partition_point(|u| u.headline);
        let first_word = self.units.get(body).map_or(self.words.len(), |u| u.words.start);
        for span in spans {
            let words = self.words.get(first_word..).unwrap_or(&[]);
            let from = first_word + words.partition_point(|w| w.span.start < span.start);
            let to = first_word + words.partition_point(|w| w.span.end <= span.end);
            let unit = self.units.partition_point(|u| u.headline || u.words.end <= from);
            if from >= to || unit >= self.units.len() {
                continue;
            }
            self.found.push(Candidate {
                span,
                entry,
                voice: self.scene.voices.at(span.start as usize),
                headline: false,
                negated: None,
                scare: true,
                thought: self.in_thought(span),
                unit: unit as u32,
                first: from as u32,
                last: to as u32 - 1,
            });
        }
    }

    fn in_thought(&self, span: Span) -> bool {
        let at = self.thoughts.partition_point(|t| t.start <= span.start);
        at.checked_sub(1).and_then(|i| self.thoughts.get(i)).is_some_and(|t| t.end > span.start)
    }

    fn features(&self, c: &Candidate, out: &mut Vec<Feature>) {
        let Some(unit) = self.units.get(c.unit as usize) else { return };
        let mut tell = |kind, value| out.push(Feature { kind, value });
        let word = |i: i64| {
            let i = usize::try_from(i).ok().filter(|i| unit.words.contains(i))?;
            self.words.get(i)
        };
        let (first, last) = (i64::from(c.first), i64::from(c.last));
        for (kind, at) in
            [(Kind::Before, first - 1), (Kind::Before2, first - 2), (Kind::After, last + 1), (Kind::After2, last + 2)]
        {
            tell(kind, word(at).map_or(Value::Name("edge"), neighbour));
        }
        tell(Kind::Ending, Value::Name(self.ending(c)));
        self.tags(c, &mut tell);
        self.form(c, unit, &word, &mut tell);
        self.sentence(unit, &mut tell);
        self.article(c, &mut tell);
        self.numbers(c, unit, &mut tell);
    }

    fn ending(&self, c: &Candidate) -> &'static str {
        match c.last - c.first {
            _ if c.scare => "scare",
            0 => context::ending(self.scene.article.slice(c.span)),
            1 => "two",
            _ => "phrase",
        }
    }

    fn tags(&self, c: &Candidate, tell: &mut impl FnMut(Kind, Value)) {
        let list = &self.scene.tokens.list;
        let end = list.partition_point(|t| t.span.start < c.span.end);
        let start = list.partition_point(|t| t.span.end <= c.span.start);
        let tag = |i: Option<usize>| i.and_then(|i| list.get(i)).map_or("none", |t| tag_name(t.pos));
        if list.get(start).is_some_and(|t| t.span.start < c.span.end) {
            tell(Kind::Tag, Value::Name(tag(end.checked_sub(1))));
            tell(Kind::TagBefore, Value::Name(tag(start.checked_sub(1))));
            tell(Kind::TagAfter, Value::Name(tag(Some(end))));
        }
    }

    fn form<'w>(
        &'w self,
        c: &Candidate,
        unit: &Unit,
        word: &impl Fn(i64) -> Option<&'w Word>,
        tell: &mut impl FnMut(Kind, Value),
    ) {
        let Some(own) = word(i64::from(c.first)) else { return };
        let written = match own.case {
            Case::Shout => Some("shout"),
            Case::Capital if unit.titled => Some("titled"),
            Case::Capital => Some("opens"),
            Case::Lower => None,
        };
        if let Some(written) = written {
            tell(Kind::Form, Value::Name(written));
        }
        let after = word(i64::from(c.last) + 1);
        if own.gap == Gap::Hyphen || after.is_some_and(|w| w.gap == Gap::Hyphen) {
            tell(Kind::Form, Value::Name("compound"));
        }
        if after.is_some_and(|w| w.case == Case::Capital) && !unit.titled {
            tell(Kind::Form, Value::Name("before name"));
        }
        if own.gap == Gap::Comma || after.is_some_and(|w| w.gap == Gap::Comma) {
            tell(Kind::Form, Value::Name("comma"));
        }
        let before = word(i64::from(c.first) - 1);
        if before.is_some_and(|w| self.lexicon.model.classes.of(w.hash) == Some(Class::Boost)) {
            tell(Kind::Form, Value::Name("boosted"));
        }
        if !c.scare && !c.headline && self.in_marks(c.span) {
            tell(Kind::Form, Value::Name("in marks"));
        }
    }

    fn in_marks(&self, span: Span) -> bool {
        let at = self.scene.quotations.partition_point(|q| q.span.start <= span.start);
        let near = self.scene.quotations.get(at.saturating_sub(2)..at).unwrap_or(&[]);
        near.iter().any(|q| q.span.covers(span))
    }

    fn sentence(&self, unit: &Unit, tell: &mut impl FnMut(Kind, Value)) {
        let text = self.scene.article.slice(unit.span);
        let end = text.trim_end_matches(['"', '”', '’', ')', ' ']).chars().last();
        let facts = [
            (unit.facts.first, "first person"),
            (unit.facts.second, "second person"),
            (unit.facts.digits, "digits"),
            (unit.facts.report, "report"),
            (end == Some('!'), "exclaims"),
            (end == Some('?'), "asks"),
        ];
        for (_, name) in facts.into_iter().filter(|f| f.0) {
            tell(Kind::Sentence, Value::Name(name));
        }
    }

    fn article(&self, c: &Candidate, tell: &mut impl FnMut(Kind, Value)) {
        match c.voice {
            Voice::Direct => tell(Kind::Voice, Value::Name("direct")),
            Voice::Indirect => tell(Kind::Voice, Value::Name("indirect")),
            Voice::Narrator if c.thought => tell(Kind::Voice, Value::Name("thought")),
            Voice::Narrator => {}
        }
        let units = self.units.len();
        if c.headline {
            tell(Kind::Place, Value::Name("headline"));
        } else if units >= 10 && (c.unit as usize) < units / 8 {
            tell(Kind::Place, Value::Name("opening"));
        } else if units >= 10 && c.unit as usize >= units - units / 8 {
            tell(Kind::Place, Value::Name("close"));
        }
    }

    /// The numbers, and each of them times the logit of the entry's guess.
    fn numbers(&self, c: &Candidate, unit: &Unit, tell: &mut impl FnMut(Kind, Value)) {
        let entry = self.lexicon.get(c.entry);
        let near = (unit.near - entry.map_or(0.0, mass)).max(0.0);
        // Smoothed towards what an average article holds, so that a lone sentence says little.
        let others = (self.mass - unit.near).max(0.0);
        let words = (self.words.len() - unit.words.len()) as f32;
        let units = self.units.len() as f32;
        let numbers = [
            (Kind::Near, Kind::GuessNear, (1.0 + near).ln()),
            (Kind::Rate, Kind::GuessRate, ((others + 1.5) / (words + 100.0) / 0.015).ln()),
            (Kind::Persons, Kind::GuessPersons, (self.persons + 1.0) / (units + 5.0)),
            (Kind::Reports, Kind::GuessReports, (self.reports + 1.5) / (units + 5.0)),
            (Kind::Length, Kind::GuessLength, (unit.words.len() as f32 / 20.0).min(3.0)),
        ];
        let guess = context::logit(entry.map_or(0.5, |e| e.guess));
        for (kind, times_guess, number) in numbers {
            tell(kind, Value::Number(number));
            tell(times_guess, Value::Number(number * guess));
        }
        let again = self.used.partition_point(|&e| e <= c.entry) - self.used.partition_point(|&e| e < c.entry);
        tell(Kind::Again, Value::Number((again.max(1) as f32).ln()));
    }
}

/// The entries of `found`, sorted.
fn used(found: &[Candidate]) -> Vec<u32> {
    let mut used: Vec<u32> = found.iter().map(|c| c.entry).collect();
    used.sort_unstable();
    used
}

/// What is thought rather than said, in order and without overlap.
fn thoughts(attributions: &[Attribution]) -> Vec<Span> {
    let thought = attributions.iter().filter(|a| a.act == Act::Thought);
    let mut spans: Vec<Span> = thought.flat_map(|a| a.content.iter().copied()).collect();
    spans.sort_unstable();
    spans.dedup_by(|later, first| {
        let joined = later.start < first.end;
        if joined {
            first.end = first.end.max(later.end);
        }
        joined
    });
    spans
}

/// What an entry adds to the density around it: its guess beyond that of an ordinary word.
fn mass(entry: &Entry) -> f32 {
    (entry.guess - 0.12).max(0.0)
}

/// A neighbour as a feature: capitalised words and numbers by kind, others as they are.
fn neighbour(word: &Word) -> Value {
    match word.case {
        _ if word.digit => Value::Name("number"),
        Case::Capital | Case::Shout if word.gap != Gap::Start => Value::Name("name"),
        _ => Value::Word(word.hash),
    }
}

fn titled(words: &[Word]) -> bool {
    let capitals = words.iter().skip(1).filter(|w| w.case != Case::Lower).count();
    words.len() >= 4 && capitals * 2 >= words.len()
}

const fn tag_name(pos: Pos) -> &'static str {
    match pos {
        Pos::Noun => "noun",
        Pos::Name => "name",
        Pos::Pronoun => "pronoun",
        Pos::Determiner => "determiner",
        Pos::Adjective => "adjective",
        Pos::Adverb => "adverb",
        Pos::Verb => "verb",
        Pos::Auxiliary => "auxiliary",
        Pos::Preposition => "preposition",
        Pos::Conjunction => "conjunction",
        Pos::Subordinator => "subordinator",
        Pos::Wh => "wh",
        Pos::To => "to",
        Pos::Number => "number",
        Pos::Possessive => "possessive",
        Pos::Mark => "mark",
        Pos::Other => "other",
    }
}
