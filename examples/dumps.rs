//! Measures on saved pages how well the line roles tell an article from what surrounds it in a plain text dump.
//!
//! ```text
//! cargo run --release --example dumps -- GOLD.jsonl PAGES [--show]
//! ```
//!
//! `GOLD.jsonl` has one page a line (`id`, `body`, perhaps `title`), `PAGES` holds `ID.html.gz`. Of each page two dumps are
//! made: the text of the smallest element that holds 95 % of the words of the gold body, and that of its parent; a line ends
//! where a block element does. A line is body when 80 % of its runs of four words stand in the gold body (shorter lines: when
//! they stand there as a whole), all others are to be dropped. A headline counts as found when it is the gold title; dumps
//! that do not hold the title as a line are left out of that figure, and bodies under 50 words altogether.
//!
//! To measure on one half of the pages, as the rules were developed:
//!
//! ```text
//! python3 -c 'import sys,json,hashlib
//! for l in sys.stdin:
//!     if hashlib.md5(json.loads(l)["id"].encode()).digest()[-1] % 2 == 0: print(l, end="")' < gold.jsonl > a.jsonl
//! ```

#![expect(clippy::print_stdout, reason = "it is a program that prints its figures")]

use std::{
    collections::{HashMap, HashSet},
    error::Error,
    fs::{self, File},
    io::Read,
    path::Path,
};

use dom_query::{Document, NodeRef};
use parallax::{
    articles::{Article, Role, Rules, assemble},
    sources::RawArticle,
};

/// Elements whose text no dump holds.
const SKIPPED: &[&str] =
    &["script", "style", "noscript", "template", "svg", "head", "iframe", "select", "option", "textarea"];
/// Elements that do not end a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u", "td", "th", "button", "input",
];
/// Share of the gold body's words that an element must hold.
const HELD: f64 = 0.95;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [gold, pages, rest @ ..] = args.as_slice() else { return Err("usage: dumps GOLD.jsonl PAGES [--show]".into()) };
    let mut tally = Tally { show: rest.iter().any(|a| a == "--show"), ..Tally::default() };
    for line in fs::read_to_string(gold)?.lines() {
        let page: serde_json::Value = serde_json::from_str(line)?;
        let (Some(id), Some(body)) = (page["id"].as_str(), page["body"].as_str()) else { continue };
        let gold = Gold::of(body, page["title"].as_str());
        if gold.words < 50 {
            continue;
        }
        let mut html = String::new();
        let file = File::open(Path::new(pages).join(format!("{id}.html.gz")))?;
        flate2::read::GzDecoder::new(file).read_to_string(&mut html)?;
        for lines in dumps(&Document::from(html), &gold) {
            tally.add(id, &lines, &gold);
        }
    }
    tally.print();
    Ok(())
}

/// What is known of a page.
struct Gold {
    words: usize,
    bag: HashMap<String, usize>,
    runs: HashSet<String>,
    text: String,
    title: Option<String>,
}

impl Gold {
    fn of(body: &str, title: Option<&str>) -> Self {
        let all = words(body);
        let mut bag = HashMap::new();
        for word in &all {
            *bag.entry(word.clone()).or_insert(0) += 1;
        }
        Self {
            words: all.len(),
            bag,
            runs: all.windows(4).map(|w| w.join(" ")).collect(),
            text: format!(" {} ", all.join(" ")),
            title: title.map(fold).filter(|t| !t.is_empty()),
        }
    }

    /// The share of its words that stand in `lines`.
    fn held(&self, lines: &[String]) -> f64 {
        let mut left = self.bag.clone();
        let taken = |word: &String| match left.get_mut(word) {
            Some(n) if *n > 0 => {
                *n -= 1;
                true
            }
            _ => false,
        };
        lines.iter().flat_map(|l| words(l)).collect::<Vec<_>>().iter().map(taken).filter(|t| *t).count() as f64
            / self.words as f64
    }

    fn is_body(&self, line: &str) -> bool {
        let words = words(line);
        if words.len() < 4 {
            return !words.is_empty() && self.text.contains(&format!(" {} ", words.join(" ")));
        }
        let runs: Vec<String> = words.windows(4).map(|w| w.join(" ")).collect();
        runs.iter().filter(|r| self.runs.contains(*r)).count() * 10 >= runs.len() * 8
    }
}

/// The lines of the smallest element that holds the body, and of its parent.
fn dumps(page: &Document, gold: &Gold) -> Vec<Vec<String>> {
    let Some(mut node) = page.body().filter(|b| gold.held(&lines(b)) >= HELD) else { return Vec::new() };
    while let Some(inner) = node.children_it(false).find(|c| c.is_element() && gold.held(&lines(c)) >= HELD) {
        node = inner;
    }
    let parent = node.parent().filter(NodeRef::is_element);
    std::iter::once(node).chain(parent).map(|n| lines(&n)).collect()
}

fn lines(node: &NodeRef) -> Vec<String> {
    let (mut out, mut line) = (Vec::new(), String::new());
    flatten(node, &mut out, &mut line);
    end(&mut out, &mut line);
    out
}

fn flatten(node: &NodeRef, out: &mut Vec<String>, line: &mut String) {
    for child in node.children_it(false) {
        if child.is_text() {
            line.push_str(&child.text());
            continue;
        }
        let Some(name) = child.node_name().filter(|n| !SKIPPED.contains(&&**n)) else { continue };
        let block = !INLINE.contains(&&*name);
        if block {
            end(out, line);
        } else if matches!(&*name, "td" | "th") {
            line.push(' ');
        }
        flatten(&child, out, line);
        if block {
            end(out, line);
        }
    }
}

fn end(out: &mut Vec<String>, line: &mut String) {
    let text = std::mem::take(line).split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        out.push(text);
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn fold(text: &str) -> String {
    words(&text.to_lowercase()).join(" ")
}

/// Counts over all dumps.
#[derive(Default)]
struct Tally {
    show: bool,
    /// Lines rightly dropped, wrongly dropped, wrongly kept.
    dropped: usize,
    lost: usize,
    left: usize,
    /// Words of the body: kept and all.
    kept: usize,
    words: usize,
    /// Headlines: found and all.
    found: usize,
    titles: usize,
    /// The same, of those that stand above the body.
    found_above: usize,
    titles_above: usize,
}

impl Tally {
    fn add(&mut self, id: &str, lines: &[String], gold: &Gold) {
        let raw = RawArticle { id: id.to_owned(), text: lines.join("\n"), ..RawArticle::default() };
        let article = assemble(raw, Rules::embedded());
        self.headline(&article, lines, gold);
        for (text, line) in lines.iter().zip(&article.lines) {
            let (truth, kept) = (gold.is_body(text), line.role.is_body() || line.role == Role::Heading);
            let n = words(text).len();
            self.words += if truth { n } else { 0 };
            self.kept += if truth && kept { n } else { 0 };
            self.dropped += usize::from(!truth && !kept);
            self.lost += usize::from(truth && !kept);
            self.left += usize::from(!truth && kept);
            if self.show && truth != kept {
                let kind = if truth { "lost" } else { "left" };
                println!("{kind}\t{id}\t{n}\t{}\t{}\t{text}", line.role.name(), line.why);
            }
        }
    }

    fn headline(&mut self, article: &Article, lines: &[String], gold: &Gold) {
        let Some(title) = gold.title.as_ref().filter(|t| lines.iter().any(|l| fold(l) == **t)) else { return };
        let got = article.headline_span().map(|s| fold(article.slice(s)));
        let body = lines.iter().position(|l| words(l).len() >= 12 && gold.is_body(l));
        let above = lines.iter().position(|l| fold(l) == *title) < body;
        self.titles_above += usize::from(above);
        self.found_above += usize::from(above && got.as_ref() == Some(title));
        self.titles += 1;
        self.found += usize::from(got.as_ref() == Some(title));
        if self.show && got.as_ref() != Some(title) {
            println!("head\t{}\t{title}\t{}", article.id, got.unwrap_or_default());
        }
    }

    fn print(&self) {
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        let precision = share(self.dropped, self.dropped + self.lost);
        let recall = share(self.dropped, self.dropped + self.left);
        println!(
            "boilerplate lines: P {precision:.3} R {recall:.3} F1 {:.3}",
            2.0 * precision * recall / (precision + recall)
        );
        println!("words of the body kept: {:.3} of {}", share(self.kept, self.words), self.words);
        println!("headline found: {:.3} of {}", share(self.found, self.titles), self.titles);
        let above = share(self.found_above, self.titles_above);
        println!("headline found, where it stands above the body: {above:.3} of {}", self.titles_above);
    }
}
