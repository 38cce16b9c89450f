//! Golden reports over whole articles: every line of the samples with its role, and under it everything that was found in
//! it, with carets under the words.
//!
//! After a change that is meant to show: `INSTA_UPDATE=always cargo test --test golden`, then read the difference.

use std::fmt::Write as _;

use parallax::{
    analysis::Lists,
    articles::Role,
    cli::explain::findings,
    comparison::{Side, measures},
    text::neutral::neutral,
    workspace::{Entry, Request, open},
};

fn report(entry: &Entry, lists: &Lists) -> String {
    let (article, profile) = (&entry.article, &*entry.open().expect("it is analysed"));
    let mut out = String::new();
    for m in measures(Side { article, profile, label: &entry.label }) {
        writeln!(out, "{:<28} {} {}", m.id.definition().name, m.text(), m.interval_text()).expect("strings take all");
    }
    for (n, line) in article.lines.iter().enumerate().filter(|(_, l)| l.role != Role::Blank) {
        let text = article.slice(line.span);
        writeln!(out, "\n{:>3} {}: {}", n + 1, line.role.name(), line.why).expect("strings take all");
        writeln!(out, "    {}", neutral(text)).expect("strings take all");
        for found in findings(article, profile, lists, line.span) {
            let start = (found.span.start.max(line.span.start) - line.span.start) as usize;
            let end = (found.span.end.min(line.span.end) - line.span.start) as usize;
            let before = text[..start].chars().count();
            let carets = text[start..end].chars().count().clamp(1, 60);
            writeln!(out, "    {}{} {}", " ".repeat(before), "^".repeat(carets), neutral(&found.text))
                .expect("strings take all");
        }
    }
    out.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_samples() {
    let (corpus, context, _) = open(&Request::default()).finish();
    assert_eq!(corpus.entries.len(), 5);
    for entry in &corpus.entries {
        insta::assert_snapshot!(format!("golden-{}", &entry.article.id[..3]), report(entry, &context.lists));
    }
}
