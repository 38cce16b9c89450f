//! How it was measured: cautions, definitions, limits, word lists.

use super::block::{Block, Table};
use crate::{
    comparison::{Pool, definitions},
    export::Story,
};

/// What holds for every figure.
const CAUTIONS: [&str; 3] = [
    "One article is not an outlet: every figure describes the text at hand and nothing else that the outlet published.",
    "The intervals say how much a figure depends on which passages were written, not how other articles would come out.",
    "The findings come from rules and word lists. Each can be wrong; each figure can be traced to its passages.",
];

const LIMITS: [&str; 5] = [
    "Quotation marks, speakers and indirect speech are found by rule; an unsure speaker is marked with “?”.",
    "A loaded term is an entry of a word list. The list does not know irony, and a plain word can be loaded in context.",
    "A topic is found by its cues. A missing cue is not always a missing topic, and cues of a frame are not the frame.",
    "An absence is relative to the articles loaded here.",
    "The lists are English; what is measured in other languages is not reliable.",
];

/// What is to be read before the figures, with what was skipped.
pub fn cautions(story: &Story<'_>) -> Vec<String> {
    CAUTIONS.iter().map(|&c| c.to_owned()).chain(story.notices.iter().cloned()).collect()
}

/// The closing sections.
pub fn blocks(story: &Story<'_>) -> Vec<Block> {
    vec![
        Block::heading(2, "Method", "method"),
        Block::Text(
            "Every measure, as the program defines it. A quotation counts when it stands in quotation marks and is \
             credited to a speaker; scare quotes, terms, titles, quotations inside quotations and repeats do not count. \
             The narrator's words are those of the body outside direct quotations and indirect speech."
                .to_owned(),
        ),
        Block::Table(definition_table()),
        Block::heading(2, "Limits", "limits"),
        Block::List(LIMITS.iter().map(|&l| l.to_owned()).collect()),
        Block::heading(2, "Word lists", "lists"),
        Block::Table(lists(story.pool)),
    ]
}

fn definition_table() -> Table {
    let mut table =
        Table::new("Definitions", &["measure", "unit", "formula", "base", "how it misleads", "source"], &[]);
    let row = |d: &crate::comparison::Definition| {
        [&d.name, &d.unit, &d.formula, &d.base, &d.pitfalls, &d.source].map(Clone::clone).to_vec()
    };
    table.rows = definitions::all().iter().map(row).collect();
    table
}

fn lists(pool: &Pool) -> Table {
    let mut table = Table::new(
        "The lists in force; “+” after a version stands for changes of the user's own.",
        &["list", "version", "SHA-256 starts with", "entries"],
        &[3],
    );
    let row = |e: crate::analysis::lists::Edition| vec![e.name, e.version, e.hash, e.entries.to_string()];
    table.rows = pool.lists.editions().into_iter().map(row).collect();
    table
}
