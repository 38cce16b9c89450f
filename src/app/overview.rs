//! The table of articles: columns, order, filter, marks.

use std::cmp::Ordering;

use super::figures::Figures;
use crate::{
    articles::Article,
    comparison::{Measure, MeasureId},
    workspace::{Corpus, Entry},
};

/// A column of the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Position in the corpus.
    Order,
    /// The story it belongs to.
    Story,
    /// The short label.
    Label,
    /// The headline.
    Headline,
    /// The publication date.
    Date,
    /// What kind of text it is.
    Genre,
    /// A measure.
    Measure(MeasureId),
    /// Lines that are not counted.
    Excluded,
    /// Things set by hand.
    Edits,
}

impl Column {
    /// Every column that can be chosen, in their usual order.
    pub const ALL: [Self; 17] = [
        Self::Order,
        Self::Story,
        Self::Label,
        Self::Date,
        Self::Genre,
        Self::Measure(MeasureId::BodyWords),
        Self::Measure(MeasureId::Quotations),
        Self::Measure(MeasureId::QuotedShare),
        Self::Measure(MeasureId::LoadedDensity),
        Self::Measure(MeasureId::Voices),
        Self::Measure(MeasureId::EffectiveVoices),
        Self::Measure(MeasureId::AnonymousShare),
        Self::Measure(MeasureId::DoubtingShare),
        Self::Measure(MeasureId::ScareQuotes),
        Self::Excluded,
        Self::Edits,
        Self::Headline,
    ];

    /// The columns shown at first.
    pub fn usual() -> Vec<Self> {
        Self::ALL
            .into_iter()
            .filter(|c| {
                !matches!(
                    c,
                    Self::Edits
                        | Self::Measure(
                            MeasureId::EffectiveVoices | MeasureId::AnonymousShare | MeasureId::DoubtingShare
                        )
                )
            })
            .collect()
    }

    /// The word above it.
    pub const fn head(self) -> &'static str {
        match self {
            Self::Order => "#",
            Self::Story => "story",
            Self::Label => "outlet",
            Self::Headline => "headline",
            Self::Date => "date",
            Self::Genre => "genre",
            Self::Excluded => "excluded",
            Self::Edits => "edits",
            Self::Measure(id) => match id {
                MeasureId::BodyWords => "words",
                MeasureId::Quotations => "quotes",
                MeasureId::Voices => "voices",
                MeasureId::QuotedShare => "quoted",
                MeasureId::LoadedDensity => "loaded",
                MeasureId::EffectiveVoices => "eff.voices",
                MeasureId::AnonymousShare => "nameless",
                MeasureId::DoubtingShare => "doubting",
                MeasureId::ScareQuotes => "scare",
                _ => "measure",
            },
        }
    }

    /// What it holds, for the line below the table.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Order => "position in the corpus",
            Self::Story => {
                "articles on one event, by shared names and dates; * moved by hand, e moves one; 9 lays it out"
            }
            Self::Label => "who published it, as the file or the project file says",
            Self::Headline => "the headline",
            Self::Date => "date of publication; ~ is an estimate",
            Self::Genre => "a guess from the text, with reasons; e corrects it",
            Self::Excluded => "lines that are not counted: boilerplate, captions, headings …; X lists them",
            Self::Edits => "things set by hand",
            Self::Measure(id) => match id {
                MeasureId::BodyWords => "words of the body: only these are counted",
                MeasureId::Quotations => "quotations credited to a speaker",
                MeasureId::Voices => "different speakers quoted",
                MeasureId::QuotedShare => "share of the body's words inside attributed quotation marks",
                MeasureId::LoadedDensity => "loaded terms per 1,000 words of the narrator, quotations apart",
                _ => &id.definition().formula,
            },
        }
    }

    /// Whether its cells are numbers, set right.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Order | Self::Story | Self::Measure(_) | Self::Excluded | Self::Edits)
    }

    /// Cells it takes; the headline takes the rest.
    pub const fn width(self) -> u16 {
        match self {
            Self::Order => 3,
            Self::Story => 6,
            Self::Label => 17,
            Self::Headline => 0,
            Self::Date => 11,
            Self::Genre => 9,
            Self::Excluded => 8,
            Self::Edits => 5,
            Self::Measure(id) => match id {
                MeasureId::BodyWords | MeasureId::Voices | MeasureId::ScareQuotes => 6,
                MeasureId::Quotations | MeasureId::QuotedShare | MeasureId::LoadedDensity => 7,
                _ => 10,
            },
        }
    }
}

/// The table of articles.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Positions in the corpus, in the order shown, filtered.
    pub order: Vec<usize>,
    /// The columns shown.
    pub columns: Vec<Column>,
    /// The column that makes the order.
    pub sort: Column,
    /// Whether the order is turned round.
    pub descending: bool,
    /// Only rows that hold these words; empty shows all.
    pub filter: String,
    /// The story of each article, by position; empty while they are not known.
    pub stories: Vec<usize>,
    /// Marked articles, oldest first, at most two.
    pub marked: Vec<usize>,
}

impl Default for Overview {
    fn default() -> Self {
        Self {
            order: Vec::new(),
            columns: Column::usual(),
            sort: Column::Order,
            descending: false,
            filter: String::new(),
            stories: Vec::new(),
            marked: Vec::new(),
        }
    }
}

impl Overview {
    /// Marks or unmarks an article; a third mark drops the oldest.
    pub fn mark(&mut self, article: usize) {
        if let Some(at) = self.marked.iter().position(|m| *m == article) {
            self.marked.remove(at);
            return;
        }
        if self.marked.len() == 2 {
            self.marked.remove(0);
        }
        self.marked.push(article);
    }

    /// Filters and sorts again.
    pub fn arrange(&mut self, corpus: &Corpus, figures: &Figures) {
        let needle = crate::text::fold::fold(&self.filter);
        self.order = (0..corpus.entries.len())
            .filter(|&i| needle.is_empty() || corpus.entries.get(i).is_some_and(|e| matches(e, &needle)))
            .collect();
        if let Column::Measure(id) = self.sort {
            let values: Vec<f64> =
                (0..corpus.entries.len()).map(|i| figures.known(i).map_or(-1.0, |m| value(m, id))).collect();
            let at = |i: &usize| values.get(*i).copied().unwrap_or(-1.0);
            self.order.sort_by(|a, b| at(a).total_cmp(&at(b)));
        } else if self.sort == Column::Story {
            let stories = &self.stories;
            self.order.sort_by_key(|i| stories.get(*i).copied().unwrap_or(usize::MAX));
        } else {
            let sort = self.sort;
            self.order.sort_by(|a, b| compare(sort, corpus, *a, *b));
        }
        if self.descending {
            self.order.reverse();
        }
    }
}

fn matches(entry: &Entry, needle: &str) -> bool {
    let holds = |text: &str| super::search::begins_word(&crate::text::fold::fold(text), needle);
    holds(&entry.label) || entry.article.title().is_some_and(holds)
}

fn value(measures: &[Measure], id: MeasureId) -> f64 {
    measures.iter().find(|m| m.id == id).map_or(-1.0, |m| m.value.unwrap_or(m.count as f64))
}

fn compare(column: Column, corpus: &Corpus, a: usize, b: usize) -> Ordering {
    let (Some(x), Some(y)) = (corpus.entries.get(a), corpus.entries.get(b)) else { return Ordering::Equal };
    let edits = |e: &Entry| e.profile.as_ref().map_or(0, |p| p.edits);
    let genre = |e: &Entry| e.profile.as_ref().map_or(0, |p| p.genre.kind as usize);
    match column {
        Column::Label => x.label.cmp(&y.label),
        Column::Headline => x.article.title().cmp(&y.article.title()),
        Column::Date => day(&x.article).cmp(&day(&y.article)),
        Column::Genre => genre(x).cmp(&genre(y)),
        Column::Excluded => x.article.dropped().count().cmp(&y.article.dropped().count()),
        Column::Edits => edits(x).cmp(&edits(y)),
        Column::Order | Column::Story | Column::Measure(_) => a.cmp(&b),
    }
}

fn day(article: &Article) -> Option<jiff::civil::Date> {
    article.meta.date.as_ref().map(|d| d.value.day)
}
