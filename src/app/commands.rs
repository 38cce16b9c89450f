//! Commands as typed after `:`, each an action; those with words behind them are explained here.

use std::path::PathBuf;

use super::{
    action::Action,
    effect::{Effect, Picture},
    overview::Column,
    state::App,
};

/// Commands that take words: name, words, what they do.
pub const WITH_WORDS: [(&str, &str, &str); 13] = [
    ("pair", "A B", "compare two articles, by label, outlet, id or number"),
    ("shot", "[FILE] [WxH]", "save a picture of the screen: .svg .png .txt .html .ans"),
    ("brief", "[FILE] [WxH]", "save the briefing view"),
    ("report", "[FILE]", "save a report: .html .md .csv .json"),
    ("theme", "NAME", "terminal, dark, light, high-contrast, mono, print"),
    ("caption", "TEXT", "the line under a briefing"),
    ("note", "TEXT", "a note about the pair"),
    ("find", "WORDS", "find in all articles"),
    ("filter", "WORDS", "show only the articles that hold these words in label or headline"),
    ("sort", "COLUMN", "sort the overview"),
    ("threshold", "WEIGHT", "count loaded terms from this weight on, 0 to 1"),
    ("open", "PATH …", "open these files or folders instead"),
    ("add", "PATH …", "open these files or folders beside what is open"),
];

/// What a typed command means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// An action.
    Act(Action),
    /// Something to ask of the event loop.
    Do(Effect),
    /// A caption.
    Caption(String),
    /// A note.
    Note(String),
    /// Words to find everywhere.
    Find(String),
    /// Words to filter the overview by.
    Filter(String),
    /// A column to sort by.
    Sort(Column),
}

/// Reads a command line; an error says how to write it.
pub fn parse(app: &App, line: &str) -> Result<Meaning, String> {
    let line = line.trim().trim_start_matches(':');
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    if rest.is_empty()
        && let Some(action) = Action::named(name)
    {
        return Ok(Meaning::Act(action));
    }
    match name {
        "q" | "quit" => Ok(Meaning::Act(Action::QuitNow)),
        "pair" => pair(app, rest),
        "shot" => picture(app, rest, true),
        "brief" | "briefing" => picture(app, rest, false),
        "report" => Ok(Meaning::Do(report(rest))),
        "theme" => Ok(Meaning::Act(Action::UseTheme(rest.to_owned()))),
        "caption" => Ok(Meaning::Caption(rest.to_owned())),
        "note" => Ok(Meaning::Note(rest.to_owned())),
        "find" => Ok(Meaning::Find(rest.to_owned())),
        "filter" => Ok(Meaning::Filter(rest.to_owned())),
        "sort" => sort(rest),
        "threshold" => threshold(app, rest),
        "open" | "add" => paths(name, rest),
        _ => Err(format!("there is no command '{name}'; : lists them")),
    }
}

fn threshold(app: &App, rest: &str) -> Result<Meaning, String> {
    let now = app.lists.loaded.model.threshold;
    let weight = rest.parse().ok().filter(|w| (0.0..=1.0).contains(w));
    weight.map(|w| Meaning::Do(Effect::Threshold(w))).ok_or_else(|| {
        format!("loaded terms count from weight {now} on; write :threshold with a weight between 0 and 1")
    })
}

fn pair(app: &App, rest: &str) -> Result<Meaning, String> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let [a, b] = words.as_slice() else {
        return Err("write :pair A B, each by label, outlet, id or number".to_owned());
    };
    let (a, b) = (article(app, a)?, article(app, b)?);
    Ok(Meaning::Act(Action::Pair(a, b)))
}

/// An article by name, else by its number.
fn article(app: &App, name: &str) -> Result<usize, String> {
    let n = app.corpus.entries.len();
    app.corpus.find(name).or_else(|e| {
        let number = name.parse::<usize>().ok().filter(|i| (1..=n).contains(i));
        number.map(|i| i - 1).ok_or_else(|| e.to_string())
    })
}

fn picture(app: &App, rest: &str, screen: bool) -> Result<Meaning, String> {
    let mut picture = Picture::of_screen(app.lens);
    picture.screen = screen;
    if !screen {
        picture.theme = Some("print".to_owned());
    }
    for word in rest.split_whitespace() {
        if let Some(size) = size(word) {
            picture.size = Some(size);
            continue;
        }
        let format = word.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
        if !["svg", "png", "txt", "html", "ans"].contains(&format.as_str()) {
            return Err(format!(
                "'{word}' is neither a size like 120x40 nor a file ending in .svg .png .txt .html .ans"
            ));
        }
        picture.formats = vec![format];
        picture.path = Some(PathBuf::from(word));
    }
    Ok(Meaning::Do(Effect::Save(picture)))
}

/// Reads `120x40`.
pub fn size(word: &str) -> Option<(u16, u16)> {
    let (w, h) = word.split_once('x')?;
    let (w, h) = (w.parse().ok()?, h.parse().ok()?);
    ((20..=400).contains(&w) && (5..=200).contains(&h)).then_some((w, h))
}

fn report(rest: &str) -> Effect {
    let format = rest.rsplit_once('.').map_or("html", |(_, e)| e).to_lowercase();
    Effect::SaveReport { format, path: (!rest.is_empty()).then(|| PathBuf::from(rest)) }
}

fn sort(rest: &str) -> Result<Meaning, String> {
    let column = Column::ALL.into_iter().find(|c| c.head() == rest);
    column.map(Meaning::Sort).ok_or_else(|| {
        let heads: Vec<&str> = Column::ALL.iter().map(|c| c.head()).collect();
        format!("write :sort and one of {}", heads.join(", "))
    })
}

fn paths(name: &str, rest: &str) -> Result<Meaning, String> {
    let paths: Vec<PathBuf> = rest.split_whitespace().map(PathBuf::from).collect();
    if paths.is_empty() {
        return Err(format!("write :{name} and one or more files or folders"));
    }
    Ok(Meaning::Do(Effect::Load { paths, add: name == "add" }))
}
