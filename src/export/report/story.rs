//! The report as a whole: title, overview, then the parts.

use std::sync::Arc;

use anyhow::Result;

use super::{
    article,
    block::{Block, Table},
    method, pair,
};
use crate::{
    articles::Field,
    comparison::{Measure, MeasureId, Member, Pool, SourceRow, Story as Whole, source_name, warnings::genre_name},
    export::{Story, story::digest},
};

/// What the overview shows of each article.
const SHOWN: [MeasureId; 6] = [
    MeasureId::BodyWords,
    MeasureId::Quotations,
    MeasureId::Voices,
    MeasureId::QuotedShare,
    MeasureId::LoadedDensity,
    MeasureId::DoubtingShare,
];

/// The blocks of the report.
///
/// # Errors
/// When a picture cannot be made.
pub fn blocks(story: &Story<'_>) -> Result<Vec<Block>> {
    let members = &story.pool.members;
    let name = if story.name.is_empty() { "One story" } else { &story.name };
    let mut out = vec![
        Block::heading(1, format!("{name}: how {} articles tell it", members.len()), "top"),
        Block::Text(made(story)),
        Block::Note { title: "Before you read on".to_owned(), items: method::cautions(story) },
        Block::heading(2, "Overview", "overview"),
        Block::Table(overview(members)),
    ];
    out.extend(stories(story.pool));
    if !story.pairs.is_empty() {
        out.push(Block::heading(2, "Pairs", "pairs"));
    }
    for p in &story.pairs {
        out.extend(pair::blocks(p, story.pool, story.made.as_deref())?);
    }
    out.push(Block::heading(2, "Articles", "articles"));
    for (n, member) in members.iter().enumerate() {
        out.extend(article::blocks(member, n, story.pool));
    }
    out.extend(method::blocks(story));
    Ok(out)
}

fn made(story: &Story<'_>) -> String {
    let when = story.made.as_deref().map(|d| format!(", made {d}")).unwrap_or_default();
    format!(
        "{} articles, {} pairs. parallax {}{when}. Texts: {}.",
        story.pool.members.len(),
        story.pairs.len(),
        env!("CARGO_PKG_VERSION"),
        digest(story.pool.members.iter().map(AsRef::as_ref))
    )
}

/// The measure with this id.
pub(super) fn find(measures: &[Measure], id: MeasureId) -> Option<&Measure> {
    measures.iter().find(|m| m.id == id)
}

/// Value and interval as printed.
pub(super) fn figure(measure: &Measure) -> String {
    format!("{} {}", measure.text(), measure.interval_text()).trim_end().to_owned()
}

fn overview(members: &[Arc<Member>]) -> Table {
    let mut table = Table::new(
        "Every article. Shares and rates with 95% intervals in brackets; rates are per 1,000 words of the narrator.",
        &["article", "headline", "date", "genre"],
        &[],
    );
    table.header.extend(SHOWN.iter().map(|id| id.definition().name.clone()));
    table.numeric = (4..4 + SHOWN.len()).collect();
    table.rows = members.iter().map(|m| overview_row(m)).collect();
    table
}

fn overview_row(member: &Member) -> Vec<String> {
    let article = &member.article;
    let mut row = vec![
        member.label.clone(),
        article.meta.title.as_ref().map_or_else(|| "not stated".to_owned(), Field::shown),
        article.meta.date.as_ref().map_or_else(|| "not stated".to_owned(), Field::shown),
        format!("{}{}", genre_name(member.genre().kind), member.genre().mark()),
    ];
    let cell = |id: &MeasureId| find(member.measures(), *id).map_or_else(|| "–".to_owned(), figure);
    row.extend(SHOWN.iter().map(cell));
    row
}

/// Speakers shown across the articles.
const SPEAKERS: usize = 20;
/// Up to this many articles the tables with a column each are shown.
const COLUMNS: usize = 12;

/// Stories laid out in a report.
const STORIES: usize = 40;

/// The stories, each with its articles where there are several, and its tables.
fn stories(pool: &Pool) -> Vec<Block> {
    let groups = pool.groups();
    let several = groups.stories.len() > 1;
    let mut out = Vec::new();
    if several {
        out.push(Block::heading(2, "Stories", "stories"));
        out.push(Block::Text(format!(
            "{} stories, told apart by rare names and dates that articles share; pairs are compared within a story.",
            groups.stories.len()
        )));
    }
    for (i, group) in groups.stories.iter().enumerate().take(STORIES) {
        if several || !group.moved.is_empty() {
            let number = i + 1;
            if several {
                out.push(Block::heading(3, format!("Story {number}"), format!("story-{number}")));
            }
            out.push(Block::List(group.articles.iter().map(|&a| told(pool, a, group.moved.contains(&a))).collect()));
        }
        if let Some(whole) = pool.whole(i).filter(|_| group.articles.len() > 1) {
            let tables = [quoted(whole), sources(whole), distances(whole), shared(whole)];
            out.extend(tables.into_iter().filter(|t| !t.rows.is_empty()).map(Block::Table));
        }
    }
    if groups.stories.len() > STORIES {
        out.push(Block::Text(format!("{} more stories are not laid out.", groups.stories.len() - STORIES)));
    }
    out
}

/// An article of a story: label and headline, and whether it was put there by hand.
fn told(pool: &Pool, article: usize, edited: bool) -> String {
    let Some(member) = pool.members.get(article) else { return String::new() };
    let mark = if edited { " (edited: put into this story by hand)" } else { "" };
    format!("{}: {}{mark}", member.label, member.article.title().unwrap_or("no headline"))
}

fn words(list: &[usize]) -> impl Iterator<Item = String> + '_ {
    list.iter().map(|n| if *n == 0 { "–".to_owned() } else { n.to_string() })
}

/// A table with a column for each article of a story; empty for fewer than `least` articles and for very many.
fn by_article(whole: &Whole, least: usize, caption: &str, first: &[&str]) -> Option<Table> {
    let mut table = Table::new(caption, first, &[]);
    table.header.extend(whole.labels.iter().cloned());
    table.numeric = (first.len()..table.header.len()).collect();
    (least..=COLUMNS).contains(&whole.labels.len()).then_some(table)
}

/// Who is quoted where.
fn quoted(whole: &Whole) -> Table {
    let caption = "Who is quoted where: directly quoted words of each speaker.";
    let Some(mut table) = by_article(whole, 2, caption, &["speaker", "camp"]) else { return Table::default() };
    table.fill(&whole.quoted, SPEAKERS, |r| {
        [r.name.clone(), r.camp.clone().unwrap_or_default()].into_iter().chain(words(&r.words)).collect()
    });
    table
}

/// Which kinds of sources are quoted where.
fn sources(whole: &Whole) -> Table {
    let caption = "Which kinds of sources are quoted where: directly quoted words.";
    let Some(mut table) = by_article(whole, 2, caption, &["kind of source"]) else { return Table::default() };
    let row = |r: &SourceRow| std::iter::once(source_name(r.source_type).to_owned()).chain(words(&r.words)).collect();
    table.rows = whole.sources.iter().map(row).collect();
    table
}

/// How far apart the articles are, each from each.
fn distances(whole: &Whole) -> Table {
    let caption = "How different they are: 0 the same, 1 nothing in common, in whom they quote, what they cover and \
                   what they call it. Short texts differ more by chance.";
    let Some(mut table) = by_article(whole, 3, caption, &["article"]) else { return Table::default() };
    let cell = |d: &Option<f64>| d.map_or_else(|| "–".to_owned(), |d| format!("{d:.2}"));
    let row = |(label, list): (&String, &Vec<Option<f64>>)| {
        std::iter::once(label.clone()).chain(list.iter().map(cell)).collect()
    };
    table.rows = whole.labels.iter().zip(&whole.distance).map(row).collect();
    table
}

/// How much copy the articles share, each with each.
fn shared(whole: &Whole) -> Table {
    let caption = "Shared copy: runs of five words that both have, as a share of those of the shorter text. From 30% \
                   on the texts likely have one source.";
    let Some(mut table) = by_article(whole, 3, caption, &["article"]) else { return Table::default() };
    let cell = |s: &f64| format!("{:.0}%", s * 100.0);
    let row = |(i, (label, list)): (usize, (&String, &Vec<f64>))| {
        let cells = list.iter().enumerate().map(|(j, s)| if i == j { "–".to_owned() } else { cell(s) });
        std::iter::once(label.clone()).chain(cells).collect()
    };
    table.rows = whole.labels.iter().zip(&whole.shared).enumerate().map(row).collect();
    table
}
