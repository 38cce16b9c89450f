//! The articles with their answers, ready for the models.

use std::{collections::HashMap, error::Error, fs, ops::Range};

use parallax::{
    analysis::{
        Lists,
        attributions::scene::Scene,
        quotations::{self, Quotation},
        tokens::{self, Tokens},
    },
    articles::{Article, Document, assemble, rules::Rules},
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

/// An article ready for the models, with its answers in tokens.
pub struct Prepared {
    pub article: Article,
    pub document: Document,
    pub tokens: Tokens,
    pub quotations: Vec<Quotation>,
    pub gold: Gold,
}

impl Prepared {
    /// What the models look at; words that stand in few articles are left out.
    pub fn scene<'a>(&'a self, lists: &'a Lists, known: &Known) -> Scene<'a> {
        let paragraphs = self.document.sentences.iter().map(|s| s.paragraph).collect();
        Scene::new(&self.article.text, &self.tokens, &self.quotations, lists, paragraphs, |h| {
            known.get(&h).is_some_and(|&n| n >= MIN_ARTICLES)
        })
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
        let document = Document::of(&article);
        let tokens = tokens::tokenize(&article, &document, lists);
        let quotations = quotations::find(&article, &document);
        if gold.id != article.id {
            return Err(format!("{} is not {}", gold.id, article.id).into());
        }
        out.push(Prepared { article, document, tokens, quotations, gold });
    }
    Ok(out)
}

/// In how many articles each base form stands.
pub fn known(articles: &[&Prepared], lists: &Lists) -> Known {
    let mut known = Known::new();
    for a in articles {
        let mut here: Vec<u32> = a.tokens.list.iter().map(|t| lists.lexicon.lemma_hash(t.lemma)).collect();
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
