//! The articles with their answers, ready for the models.

use std::{collections::HashMap, error::Error, fs, ops::Range};

use parallax::{
    analysis::{
        Lists,
        attributions::scene::Scene,
        quotations::{self, Quotation},
        tokens::{self, Tokens},
    },
    articles::{Article, Document, Role, assemble, rules::Rules},
    sources,
    text::Span,
};
use serde::Deserialize;

use crate::weights::shuffled;

/// In how many articles a word must stand to enter features.
pub const MIN_ARTICLES: usize = 5;

/// One answer, in bytes.
#[derive(Deserialize)]
pub struct GoldAttribution {
    pub source: Vec<(u32, u32)>,
    pub cue: Vec<(u32, u32)>,
    pub content: Vec<(u32, u32)>,
}

/// The answers for one article.
#[derive(Deserialize)]
pub struct Gold {
    pub id: String,
    pub attributions: Vec<GoldAttribution>,
}

/// An article ready for the models, with its answers.
pub struct Prepared {
    pub article: Article,
    /// The body, and the headline by itself.
    pub parts: [Part; 2],
    pub gold: Gold,
}

/// A part of an article that the models read by itself.
pub struct Part {
    pub document: Document,
    pub tokens: Tokens,
    pub quotations: Vec<Quotation>,
}

impl Prepared {
    /// What the models look at, part by part; `known` says of a base form's hash whether features may use it.
    pub fn scenes<'a>(
        &'a self,
        lists: &'a Lists,
        known: &(impl Fn(u32) -> bool + Copy),
    ) -> impl Iterator<Item = (&'a Part, Scene<'a>)> {
        self.parts.iter().map(move |part| {
            let paragraphs = part.document.sentences.iter().map(|s| s.paragraph).collect();
            let text = &self.article.text;
            (part, Scene::new(text, &part.tokens, &part.quotations, lists, paragraphs, *known))
        })
    }
}

impl Part {
    fn of(article: &Article, document: Document, lists: &Lists) -> Self {
        let tokens = tokens::tokenize(article, &document, lists);
        let quotations = quotations::find(article, &document);
        Self { document, tokens, quotations }
    }

    /// The tokens of a span, without marks at its ends.
    pub fn range(&self, span: (u32, u32)) -> Range<usize> {
        let mut r = self.tokens.inside(Span::from(span));
        let word = |i: usize| self.tokens.get(i).is_some_and(tokens::Token::is_word);
        while r.start < r.end && !word(r.start) {
            r.start += 1;
        }
        while r.start < r.end && !word(r.end - 1) {
            r.end -= 1;
        }
        r
    }
}

/// Hash of a base form → number of articles that use it.
pub type Known = HashMap<u32, usize>;

/// Every article of the file, as the program reads it.
pub fn read(path: &str, lists: &Lists) -> Result<Vec<Prepared>, Box<dyn Error>> {
    let bytes = fs::read(path)?;
    let text = String::from_utf8(bytes.clone())?;
    let mut gold = text.lines().map(serde_json::from_str::<Gold>);
    let mut out = Vec::new();
    for raw in sources::read_bytes(path, &bytes, &sources::Options::default()) {
        let article = assemble(raw.map_err(|e| format!("{e:?}"))?, Rules::embedded());
        let gold = gold.next().ok_or("fewer answers than articles")??;
        let headline = Document::of_lines(&article, |role| role == Role::Headline);
        let parts = [Document::of(&article), headline].map(|document| Part::of(&article, document, lists));
        if gold.id != article.id {
            return Err(format!("{} is not {}", gold.id, article.id).into());
        }
        out.push(Prepared { article, parts, gold });
    }
    Ok(out)
}

/// Whether a base form stands in articles enough to enter features.
pub fn is_common(known: &Known, hash: u32) -> bool {
    known.get(&hash).is_some_and(|&n| n >= MIN_ARTICLES)
}

/// In how many articles each base form stands.
pub fn known(articles: &[&Prepared], lists: &Lists) -> Known {
    let mut known = Known::new();
    for a in articles {
        let tokens = a.parts.iter().flat_map(|p| &p.tokens.list);
        let mut here: Vec<u32> = tokens.map(|t| lists.lexicon.lemma_hash(t.lemma)).collect();
        here.sort_unstable();
        here.dedup();
        for h in here {
            *known.entry(h).or_default() += 1;
        }
    }
    known
}

/// The articles of one fold, or all others.
pub fn part(data: &[Prepared], fold: usize, folds: usize, inside: bool) -> Vec<&Prepared> {
    let order = shuffled(data.len(), 99);
    order.iter().enumerate().filter(|(i, _)| (i % folds == fold) == inside).map(|(_, &a)| &data[a]).collect()
}
