//! [`Draft`]: a line while its role is being found.

use std::borrow::Cow;

use crate::{
    articles::{
        Line, Role, Rules,
        article::{NO_TEXT, RUNNING_TEXT},
        dates,
        phrases::{self, Hit, Token},
        shape::{self, Shape},
    },
    sources::Hint,
    text::{Span, fold::fold},
};

/// What a line is by itself, apart from where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Verdict {
    /// The role it would have.
    pub role: Role,
    /// Why.
    pub why: Cow<'static, str>,
    /// Whether what follows belongs to the site as well.
    pub cut: bool,
    /// Whether it is trusted in clean input.
    pub sure: bool,
    /// Whether a phrase of the lists says so, rather than the form of the line.
    pub phrase: bool,
}

/// A line while its role is being found.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    /// Byte range in the text.
    pub span: Span,
    /// The line, trimmed.
    pub text: &'a str,
    /// Its form.
    pub shape: Shape,
    /// Its words, for comparing; cut short in long lines.
    pub tokens: Vec<Token>,
    /// What it is by itself, if that is anything but running text.
    pub verdict: Option<Verdict>,
    /// What markup says.
    pub hint: Option<Hint>,
    /// The role, once found.
    pub role: Option<Role>,
    /// The reason for the role.
    pub why: Cow<'static, str>,
    /// Whether a list of the user's says that it is text, wherever it stands.
    pub kept: bool,
}

impl<'a> Draft<'a> {
    /// Judges one line by itself.
    pub(super) fn of(span: Span, text: &'a str, rules: &Rules) -> Self {
        let text = span.of(text).trim();
        let shape = Shape::of(text);
        let tokens = phrases::tokens(text);
        let verdict = if text.is_empty() { None } else { judge(text, &shape, &tokens, rules) };
        let role = text.is_empty().then_some(Role::Blank);
        let why = Cow::Borrowed(NO_TEXT);
        let mut draft = Self { span, text, shape, tokens, verdict, hint: None, role, why, kept: false };
        draft.keep_if_listed();
        draft
    }

    /// Whether the line holds no text.
    pub(super) fn blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Gives the line its role.
    pub(super) fn set(&mut self, role: Role, why: impl Into<Cow<'static, str>>) {
        if !self.blank() {
            self.role = Some(role);
            self.why = why.into();
        }
    }

    /// A phrase whose group has a role of the text makes the line text for good.
    fn keep_if_listed(&mut self) {
        if self.verdict.as_ref().is_some_and(|v| v.role.is_body()) {
            self.kept = self.set_by_verdict();
            self.verdict = None;
        }
    }

    /// Gives the line the role it has by itself, if it has one.
    pub(super) fn set_by_verdict(&mut self) -> bool {
        let Some(verdict) = self.verdict.clone() else { return false };
        self.set(verdict.role, verdict.why);
        true
    }

    /// Drops the line if it can be nothing but a button.
    pub(super) fn drop_if_sure(&mut self) {
        if self.verdict.as_ref().is_some_and(|v| v.sure) {
            self.set_by_verdict();
        }
    }

    /// Whether the line reads as running text and nothing speaks against it.
    pub(super) fn is_prose(&self) -> bool {
        self.shape.prose && self.verdict.is_none()
    }

    /// Its letters and digits, folded.
    pub(super) fn plain(&self) -> String {
        plain(self.text)
    }

    /// The finished line.
    pub(super) fn into_line(self) -> Line {
        let (role, why) = match self.role {
            Some(role) => (role, self.why),
            None => (Role::Body, Cow::Borrowed(RUNNING_TEXT)),
        };
        Line { span: self.span, role, why, edited: false }
    }
}

/// The letters and digits of `text`, folded.
pub(super) fn plain(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn verdict(role: Role, why: impl Into<Cow<'static, str>>) -> Verdict {
    Verdict { role, why: why.into(), cut: false, sure: false, phrase: false }
}

fn judge(text: &str, shape: &Shape, tokens: &[Token], rules: &Rules) -> Option<Verdict> {
    if let Some(hit) = rules.phrases.find(tokens).filter(|h| fits(h, text, shape)) {
        let why = format!("{}: “{}”", hit.group.why, hit.phrase);
        let Hit { group, .. } = hit;
        return Some(Verdict { role: group.role, why: why.into(), cut: group.cut, sure: group.sure, phrase: true });
    }
    if shape.words > 24 {
        return None;
    }
    if let Some(found) = dates::of_line(text) {
        let coarse = found.date.precision != crate::articles::Precision::Day;
        let role = if coarse { Role::Boilerplate } else { Role::DateLine };
        return Some(verdict(role, if coarse { "a month and a year alone" } else { "nothing but a date" }));
    }
    judge_form(text, shape, rules)
}

/// Whether a phrase is to be believed: a person's name has capitals and no turn of a dialogue in it, and a sentence does
/// not start like a label.
fn fits(hit: &Hit<'_>, text: &str, shape: &Shape) -> bool {
    let named = hit.slot.is_none_or(|(_, span)| {
        let name = span.of(text);
        let capital = name.split_whitespace().next().is_some_and(|w| w.starts_with(|c: char| !c.is_lowercase()));
        capital && !(name.contains(':') && text.trim_end().ends_with('?'))
    });
    let quoted = text.starts_with(['“', '"', '‘', '«', '„']);
    let running = shape.prose && shape.words > 6 && quoted;
    named && !running
}

fn judge_form(text: &str, shape: &Shape, rules: &Rules) -> Option<Verdict> {
    if is_byline(text, shape) {
        return Some(verdict(Role::Byline, "it begins as a byline does"));
    }
    if shape::is_address(text) {
        return Some(verdict(Role::Boilerplate, "nothing but an address"));
    }
    if shape::is_figures(text) {
        return Some(verdict(Role::Boilerplate, "nothing but figures or signs"));
    }
    if languages(text, rules) >= 2 {
        return Some(verdict(Role::Boilerplate, "a menu of languages"));
    }
    if shape::is_glued(text) {
        return Some(verdict(Role::Boilerplate, "labels glued together, as in tags or menus"));
    }
    if shape::parts(text) >= 3
        && !shape.prose
        && shape.words <= 3 * shape::parts(text)
        && !text.chars().any(|c| c.is_ascii_digit())
    {
        return Some(verdict(Role::Boilerplate, "a row of short items"));
    }
    None
}

/// `By`, a name, and perhaps a date or offices in capitals, without an end mark.
fn is_byline(text: &str, shape: &Shape) -> bool {
    let Some(rest) = ["By ", "by ", "BY "].iter().find_map(|b| text.strip_prefix(b)) else { return false };
    let mut words = rest.split_whitespace();
    let name = words.by_ref().take(2).all(|w| w.chars().next().is_some_and(char::is_uppercase));
    let offices = shape.words <= 14 && shape.lower <= 0.25;
    let short = shape.words <= 6 || offices || dates::first(rest).is_some();
    name && short && shape.words >= 3 && shape.end != crate::articles::shape::End::Sentence
}

/// How many names of languages stand in a short line, glued or not.
fn languages(text: &str, rules: &Rules) -> usize {
    if text.len() > 400 {
        return 0;
    }
    let mut found: Vec<&String> = rules.languages.iter().filter(|name| text.contains(name.as_str())).collect();
    let names = found.len();
    found.dedup();
    let letters: usize = found.iter().map(|n| n.chars().count()).sum();
    if letters * 2 >= text.chars().filter(|c| c.is_alphabetic()).count() { names } else { 0 }
}
