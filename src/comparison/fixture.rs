//! Small articles with hand-built profiles for the tests of this room.

use std::sync::Arc;

use super::{Member, Side};
use crate::{
    analysis::{
        Packed, Profile,
        entities::{Entity, EntityKind, Gender, SourceType},
        profile::Confidence,
        quotations::{Quotation, QuoteClass},
        voices,
    },
    articles::{Article, ArticleDate, Document, Field, Line, Metadata, Precision, Provenance, Role},
    text::{Span, words},
};

/// An article whose every line is body, with the quotations a test names.
#[derive(Clone, Debug)]
pub(crate) struct Fixture {
    pub(crate) article: Arc<Article>,
    pub(crate) profile: Arc<Profile>,
    pub(crate) label: String,
}

impl Fixture {
    pub(crate) fn new(text: &str) -> Self {
        let mut at = 0;
        let lines = text.split('\n').map(|l| {
            let span = Span::new(at, at + l.len());
            at += l.len() + 1;
            let role = if l.trim().is_empty() { Role::Blank } else { Role::Body };
            Line { span, role, why: "test".into(), edited: false }
        });
        let article = Article {
            id: "left".to_owned(),
            file: "left.txt".to_owned(),
            lines: lines.collect(),
            text: text.into(),
            meta: Metadata::default(),
            notices: Vec::new(),
        };
        let document = Document::of(&article);
        let mut fixture = Self {
            profile: Arc::new(Profile { document, ..Profile::default() }),
            article: Arc::new(article),
            label: "left".to_owned(),
        };
        fixture.revoice();
        fixture
    }

    pub(crate) fn labelled(mut self, label: &str) -> Self {
        label.clone_into(&mut Arc::make_mut(&mut self.article).id);
        label.clone_into(&mut self.label);
        self
    }

    pub(crate) fn dated(mut self, day: &str) -> Self {
        let day = day.parse().expect("a day");
        let from = Provenance::Line { line: 1 };
        let date = Field::new(ArticleDate { day, precision: Precision::Day }, from);
        Arc::make_mut(&mut self.article).meta.date = Some(date);
        self
    }

    pub(crate) fn titled(mut self, title: &str) -> Self {
        let field = Field::new(title.to_owned(), Provenance::Line { line: 1 });
        Arc::make_mut(&mut self.article).meta.title = Some(field);
        self
    }

    /// Credits every stretch in curly marks that is not yet taken and holds one of `parts` (all of them for an empty
    /// list) to `speaker`.
    pub(crate) fn quoting(mut self, speaker: &str, parts: &[&str]) -> Self {
        let text = Arc::clone(&self.article.text);
        let profile = Arc::make_mut(&mut self.profile);
        let name = speaker.to_owned();
        let at = profile.entities.iter().position(|e| e.name == name).unwrap_or(profile.entities.len());
        if at == profile.entities.len() {
            profile.entities.push(person(name, &text));
        }
        for (start, _) in text.match_indices('“') {
            let end = start + text[start..].find('”').expect("a closing mark") + '”'.len_utf8();
            let inner = Span::new(start + '“'.len_utf8(), end - '”'.len_utf8());
            let span = Span::new(start, end);
            let taken = profile.quotations.iter().any(|q| q.span == span);
            if !taken && (parts.is_empty() || parts.iter().any(|p| inner.of(&text).contains(p))) {
                profile.quotations.push(quotation(span, inner, words::count(inner.of(&text)), Some(at as u32)));
            }
        }
        profile.quotations.sort_by_key(|q| q.span);
        self.revoice();
        self
    }

    pub(crate) fn change(mut self, change: impl FnOnce(&mut Profile)) -> Self {
        change(Arc::make_mut(&mut self.profile));
        self.revoice();
        self
    }

    fn revoice(&mut self) {
        let profile = Arc::make_mut(&mut self.profile);
        profile.voices = voices::partition(&profile.document, &profile.quotations, &profile.attributions);
    }

    /// The span of the first `part` in the text.
    pub(crate) fn span(&self, part: &str) -> Span {
        let start = self.article.text.find(part).expect("a part of the text");
        Span::new(start, start + part.len())
    }

    pub(crate) fn packed(&self) -> Packed {
        Packed::whole(Arc::clone(&self.profile))
    }

    pub(crate) fn member(&self) -> Member {
        Member::new(Arc::clone(&self.article), Arc::new(self.packed()), self.label.clone())
    }

    pub(crate) fn side(&self) -> Side<'_> {
        Side { article: &self.article, profile: &self.profile, label: &self.label }
    }
}

fn person(name: String, text: &str) -> Entity {
    let mentions = text.match_indices(name.as_str()).map(|(i, m)| Span::new(i, i + m.len())).collect();
    Entity {
        name,
        kind: EntityKind::Person,
        gender: Gender::Unknown,
        source_type: SourceType::Unknown,
        office: None,
        camp: None,
        aliases: Vec::new(),
        mentions,
        edited: false,
    }
}

pub(crate) fn quotation(span: Span, inner: Span, words: usize, speaker: Option<u32>) -> Quotation {
    Quotation {
        span,
        inner,
        class: QuoteClass::Speech,
        fragment: false,
        words: words as u32,
        speaker,
        confidence: Confidence::Sure,
        continues: None,
        why: "test".to_owned(),
        edited: false,
    }
}
