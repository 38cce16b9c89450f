//! The report as a whole: title, overview, then the parts.

use anyhow::Result;

use super::{
    article,
    block::{Block, Table},
    method, pair,
};
use crate::{
    comparison::{Measure, MeasureId, pair::Member, warnings::genre_name},
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
    let tables = [quoted(story), distances(story)];
    out.extend(tables.into_iter().filter(|t| !t.rows.is_empty()).map(Block::Table));
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
        digest(&story.pool.members)
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

fn overview(members: &[Member]) -> Table {
    let mut table = Table::new(
        "Every article. Shares and rates with 95 % intervals in brackets; rates are per 1,000 words of the narrator.",
        &["article", "headline", "date", "genre"],
        &[],
    );
    table.header.extend(SHOWN.iter().map(|id| id.definition().name.clone()));
    table.numeric = (4..4 + SHOWN.len()).collect();
    table.rows = members.iter().map(overview_row).collect();
    table
}

fn overview_row(member: &Member) -> Vec<String> {
    let article = &member.article;
    let mut row = vec![
        member.label.clone(),
        article.title().unwrap_or("not stated").to_owned(),
        article.meta.date.as_ref().map_or_else(|| "not stated".to_owned(), |d| d.value.to_string()),
        genre_name(member.profile.genre.kind).to_owned(),
    ];
    let cell = |id: &MeasureId| find(member.measures(), *id).map_or_else(|| "–".to_owned(), figure);
    row.extend(SHOWN.iter().map(cell));
    row
}

/// Speakers shown across the articles.
const SPEAKERS: usize = 20;
/// Up to this many articles the tables with a column each are shown.
const COLUMNS: usize = 12;

/// Who is quoted where.
fn quoted(story: &Story<'_>) -> Table {
    let whole = &story.whole;
    let mut table =
        Table::new("Who is quoted where: directly quoted words of each speaker.", &["speaker", "camp"], &[]);
    if !(2..=COLUMNS).contains(&whole.labels.len()) {
        return table;
    }
    table.header.extend(whole.labels.iter().cloned());
    table.numeric = (2..table.header.len()).collect();
    table.fill(&whole.quoted, SPEAKERS, |r| {
        let words = r.words.iter().map(|n| if *n == 0 { "–".to_owned() } else { n.to_string() });
        [r.name.clone(), r.camp.clone().unwrap_or_default()].into_iter().chain(words).collect()
    });
    table
}

/// How far apart the articles are, each from each.
fn distances(story: &Story<'_>) -> Table {
    let whole = &story.whole;
    let mut table = Table::new(
        "How different they are: 0 the same, 1 nothing in common, in whom they quote, what they cover and what they \
         call it. Short texts differ more by chance.",
        &["article"],
        &[],
    );
    if !(3..=COLUMNS).contains(&whole.labels.len()) {
        return table;
    }
    table.header.extend(whole.labels.iter().cloned());
    table.numeric = (1..table.header.len()).collect();
    let cell = |d: &Option<f64>| d.map_or_else(|| "–".to_owned(), |d| format!("{d:.2}"));
    let row = |(label, list): (&String, &Vec<Option<f64>>)| {
        std::iter::once(label.clone()).chain(list.iter().map(cell)).collect()
    };
    table.rows = whole.labels.iter().zip(&whole.distance).map(row).collect();
    table
}
