//! One article: what is known about it, who speaks, which terms are loaded, what it is about, what was left out.

use std::collections::BTreeMap;

use super::block::{Block, Table};
use crate::{
    analysis::{stance::Stance, topics::TopicLayer, voices::Voice},
    articles::{Article, Field, Role},
    comparison::{
        MeasureId, Member, Pool, SpeakerShare, TopicShare, Unit, source_name, speakers, topics, warnings::genre_name,
    },
};

/// Rows of each table.
const ROWS: usize = 20;

/// The blocks of the article number `n`, from 0.
pub fn blocks(member: &Member, n: usize, pool: &Pool) -> Vec<Block> {
    let mut out =
        vec![Block::heading(3, member.label.clone(), format!("article-{}", n + 1)), Block::Table(metadata(member))];
    let tables =
        [voices(member), loaded(member, pool), topic_table(member), passives(member), excluded(&member.article)];
    out.extend(tables.into_iter().filter(|t| !t.rows.is_empty()).map(Block::Table));
    let notices: Vec<String> = member.article.notices.iter().map(|n| n.text.clone()).collect();
    if !notices.is_empty() {
        out.push(Block::Note { title: "How it was read".to_owned(), items: notices });
    }
    out
}

fn metadata(member: &Member) -> Table {
    let (article, profile) = (&member.article, member.profile());
    let meta = &article.meta;
    let mut table = Table::new(format!("{}: what is known, and from where", member.label), &["", "value", "from"], &[]);
    table.rows.push(stated("headline", meta.title.as_ref()));
    table.rows.push(stated("outlet", meta.outlet.as_ref()));
    table.rows.push(stated("date", meta.date.as_ref()));
    table.rows.push(stated("author", meta.author.as_ref()));
    table.rows.push(stated("address", meta.url.as_ref()));
    table.rows.push(stated("language", meta.language.as_ref()));
    let genre = if profile.genre.edited { "edited by hand".to_owned() } else { profile.genre.reasons.join("; ") };
    table.rows.push(vec!["genre".to_owned(), genre_name(profile.genre.kind).to_owned(), genre]);
    let v = &profile.voices;
    let words = format!(
        "{} ({} narrator, {} direct quotation, {} indirect speech)",
        v.body_words(),
        v.narrator_words,
        v.direct_words,
        v.indirect_words
    );
    table.rows.push(vec!["words of body".to_owned(), words, "counted".to_owned()]);
    table.rows.push(vec!["corrections by hand".to_owned(), profile.edits.to_string(), String::new()]);
    table.rows.push(vec!["id".to_owned(), article.id.clone(), String::new()]);
    table
}

fn stated<T: ToString>(name: &str, field: Option<&Field<T>>) -> Vec<String> {
    field.map_or_else(
        || vec![name.to_owned(), "not stated".to_owned(), String::new()],
        |f| vec![name.to_owned(), f.value.to_string(), f.from.describe()],
    )
}

fn voices(member: &Member) -> Table {
    let all: usize = member.profile().voices.direct_words;
    let mut table = Table::new(
        format!(
            "{}: who speaks. Share of {all} directly quoted words with 95% interval; “?” marks an unsure speaker, \
             “*” one corrected by hand; indirect words are estimated.",
            member.label
        ),
        &["speaker", "camp", "kind", "quotations", "words", "share", "indirect words", "first at word", "verbs"],
        &[3, 4, 5, 6, 7],
    );
    table.fill(&speakers(member.side()), ROWS, |s| speaker_row(s, is_edited(member, s)));
    table
}

/// Whether the speaker, or one of the quotations credited to it, was corrected by hand.
fn is_edited(member: &Member, s: &SpeakerShare) -> bool {
    let profile = member.profile();
    let entity = s.speaker.and_then(|i| profile.entities.get(i as usize)).is_some_and(|e| e.edited);
    entity || profile.quotations.iter().any(|q| q.counted() && q.speaker == s.speaker && q.edited)
}

fn speaker_row(s: &SpeakerShare, edited: bool) -> Vec<String> {
    let share = s.share.map(|_| s.share_text()).unwrap_or_default();
    let interval = s.interval.map(|i| i.text(Unit::Share)).unwrap_or_default();
    vec![
        format!("{}{}{}", s.name, if s.unsure { " ?" } else { "" }, if edited { " *" } else { "" }),
        s.camp.clone().unwrap_or_default(),
        source_name(Some(s.source_type)).to_owned(),
        s.quotes.to_string(),
        s.words.to_string(),
        format!("{share} {interval}").trim().to_owned(),
        s.indirect_words.to_string(),
        s.first_at.map(|n| n.to_string()).unwrap_or_default(),
        verbs(s),
    ]
}

fn verbs(s: &SpeakerShare) -> String {
    let stances = [
        (Stance::Neutral, "neutral"),
        (Stance::Assertive, "assertive"),
        (Stance::Endorsing, "endorsing"),
        (Stance::Doubting, "doubting"),
    ];
    let parts = stances.iter().map(|(stance, name)| (s.verbs_of(*stance), name)).filter(|(n, _)| *n > 0);
    parts.map(|(n, name)| format!("{n} {name}")).collect::<Vec<_>>().join(", ")
}

fn loaded(member: &Member, pool: &Pool) -> Table {
    let article = &member.article;
    let mut table = Table::new(
        format!(
            "{}: loaded terms that are counted. Only those in the narrator's voice are the outlet's own words. “*” marks one \
             corrected by hand.",
            member.label
        ),
        &["term", "kind", "plainer, or what it says", "voice", "weight", "line", "why"],
        &[4, 5],
    );
    let hits: Vec<_> = member.profile().loaded.iter().filter(|h| h.counted).collect();
    table.fill(&hits, 2 * ROWS, |h| {
        let voice = match h.voice {
            Voice::Narrator => "narrator",
            Voice::Direct => "direct quotation",
            Voice::Indirect => "indirect speech",
        };
        let place = if h.headline { "headline".to_owned() } else { article.line_of(h.span.start as usize).to_string() };
        let (kind, gloss) =
            pool.lists.loaded.get(h.entry).map_or(("", String::new()), |e| (e.category.name(), e.gloss.clone()));
        vec![
            format!("{}{}", article.slice(h.span), if h.edited { " *" } else { "" }),
            kind.to_owned(),
            gloss,
            voice.to_owned(),
            format!("{:.2}", h.weight),
            place,
            h.why.clone(),
        ]
    });
    table
}

/// Agentless passives of the narrator: a list and no score, as the agent may not be known.
fn passives(member: &Member) -> Table {
    let article = &member.article;
    let mut table = Table::new(
        format!("{}: passives of harm or decision that name no agent. The agent may not be known.", member.label),
        &["line", "words", "why"],
        &[0],
    );
    let measure = member.measures().iter().find(|m| m.id == MeasureId::AgentlessPassives);
    let list = measure.map_or(&[][..], |m| m.evidence.as_slice());
    table.fill(list, ROWS, |e| {
        let line = article.line_of(e.span.start as usize);
        vec![line.to_string(), article.slice(e.span).to_owned(), e.why.clone()]
    });
    table
}

fn topic_table(member: &Member) -> Table {
    let told = |t: &TopicShare| t.count > 0 || t.edited;
    let mut list: Vec<TopicShare> = topics(member.side()).into_iter().filter(told).collect();
    list.sort_by_key(|t| (t.layer, std::cmp::Reverse(t.count)));
    let mut table = Table::new(
        format!(
            "{}: sentences with a cue of a topic, of {}. A sentence may have several topics; cues are not frames. \
             “*” marks one corrected by hand.",
            member.label,
            member.profile().document.sentences.len()
        ),
        &["topic", "defined by", "sentences", "share"],
        &[2, 3],
    );
    table.fill(&list, ROWS, |t| {
        let layer = match t.layer {
            TopicLayer::Story => "this story",
            TopicLayer::Corpus => "found in these articles",
            TopicLayer::Generic => "general list",
            TopicLayer::Frame => "frame cues",
        };
        let share = t.share.map(|s| format!("{:.0}%", s * 100.0)).unwrap_or_default();
        let interval = t.interval.map(|i| i.text(Unit::Share)).unwrap_or_default();
        let label = format!("{}{}", t.label, if t.edited { " *" } else { "" });
        vec![label, layer.to_owned(), t.count.to_string(), format!("{share} {interval}").trim().to_owned()]
    });
    table
}

/// Lines that were not counted, by role, with their numbers; then those whose role was set by hand, counted or not.
fn excluded(article: &Article) -> Table {
    let mut by_role: BTreeMap<Role, Vec<usize>> = BTreeMap::new();
    for (n, line) in article.dropped() {
        by_role.entry(line.role).or_default().push(n);
    }
    let mut table = Table::new(
        "Lines that are not counted, and those whose role was set by hand",
        &["role", "lines", "numbers"],
        &[1],
    );
    table.rows = by_role
        .into_iter()
        .map(|(role, lines)| vec![role.name().replace('_', " "), lines.len().to_string(), ranges(&lines)])
        .collect();
    let by_hand = article.lines.iter().enumerate().filter(|(_, l)| l.edited);
    for (i, line) in by_hand {
        let role = format!("{} (edited by hand)", line.role.name().replace('_', " "));
        table.rows.push(vec![role, "1".to_owned(), (i + 1).to_string()]);
    }
    table
}

/// `1–3, 7` for 1, 2, 3, 7.
pub fn ranges(numbers: &[usize]) -> String {
    let runs = numbers.chunk_by(|a, b| a + 1 == *b);
    let text = runs.filter_map(|run| match run {
        [] => None,
        [one] => Some(one.to_string()),
        [first, .., last] => Some(format!("{first}–{last}")),
    });
    text.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn runs_of_lines_are_joined() {
        assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), "1–3, 7, 9–10");
        assert_eq!(ranges(&[]), "");
    }
}
