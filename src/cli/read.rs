//! `parallax read`: what was read, line by line.

use std::io::{self, Write};

use anyhow::Result;

use super::{Outcome, args, complain, request::request};
use crate::{
    articles::Article,
    export::reading::reading,
    text::neutral::neutral,
    workspace::{Loaded, open},
};

/// Prints every article that can be read, and complains of the rest.
pub fn run(input: &args::Input, format: args::ReadFormat) -> Result<Outcome> {
    let opened = open(&request(input)?);
    opened.mistakes.iter().chain(&opened.notes).for_each(|m| complain(m));
    let mut out = io::BufWriter::new(io::stdout().lock());
    let (mut done, mut skipped) = (0, 0);
    while let Some(event) = opened.loader.wait() {
        match event {
            Loaded::Article(article, _) => {
                done += 1;
                match format {
                    args::ReadFormat::Text => text(&article.corrected, &mut out)?,
                    args::ReadFormat::Jsonl => {
                        serde_json::to_writer(&mut out, &reading(&article.corrected))?;
                        out.write_all(b"\n")?;
                    }
                }
            }
            Loaded::Skipped(what) => {
                skipped += 1;
                complain(&what);
            }
            Loaded::Profile(..) | Loaded::Done => {}
        }
    }
    out.flush()?;
    Ok(Outcome::of(done, skipped + opened.mistakes.len()))
}

fn text(article: &Article, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "== {} ({})", neutral(&article.id), neutral(&article.file))?;
    let meta = &article.meta;
    let fields = [("title", &meta.title), ("outlet", &meta.outlet), ("author", &meta.author), ("url", &meta.url)];
    for (name, field) in fields {
        match field {
            Some(f) => writeln!(out, "{name:>8}  {}  [{}]", neutral(&f.value), neutral(&f.from.describe()))?,
            None => writeln!(out, "{name:>8}  not stated")?,
        }
    }
    match &meta.date {
        Some(f) => writeln!(out, "{:>8}  {}  [{}]", "date", f.value, neutral(&f.from.describe()))?,
        None => writeln!(out, "{:>8}  not stated", "date")?,
    }
    for notice in &article.notices {
        writeln!(out, "{:>8}  {}", "note", neutral(&notice.text))?;
    }
    for (n, line) in article.lines.iter().enumerate().filter(|(_, l)| l.role != crate::articles::Role::Blank) {
        let role = line.role.name();
        let kept = if line.role.is_body() { " " } else { "-" };
        writeln!(out, "{:>5} {kept} {role:<12} {}", n + 1, neutral(article.slice(line.span)))?;
        if !line.role.is_body() {
            writeln!(out, "{:>21}= {}", "", neutral(&line.why))?;
        }
    }
    writeln!(out)
}
