//! Fits the weights of the loaded terms and of their contexts to annotated texts.
//!
//! ```text
//! cargo run --example fit_lexicon -- DIR [--out DIR] [--write] [--threshold T] [--set NAME=VALUE]…
//! ```
//!
//! DIR holds `basil_dev.jsonl`, `babe_dev.jsonl` and `ptc_dev.jsonl` (records with `id`, `text` and `spans` in byte
//! offsets). A third of each, by a stable hash of its event, topic or id, is kept apart. The rest is scored by
//! five-fold cross-validation over the same groups, the third by what is fitted to all of the rest; predictions go to
//! `--out`. `--write` then fits to everything and writes the `fitted` column of `assets/lexicon/*.tsv` and
//! `assets/lexicon/model.tsv`. The features are those of the product, `analysis::loaded::candidates`.
//!
//! The model is a logistic regression fitted by coordinate descent: the logit of an entry's guess (one slope for all),
//! an intercept for each category, one for each entry (drawn to zero, so that few data keep the guess), and one for
//! each feature of the context seen in enough articles.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the command line")]

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result, bail};
use parallax::{
    analysis::{
        self, Lists,
        loaded::{
            self, Category, Lexicon, Model,
            candidates::{Field, Scene},
            context::{Kind, Value as Told},
        },
        tokens,
        voices::Voice,
    },
    articles::{Rules, assemble},
    sources,
    text::Span,
};
use serde_json::{Value, json};

const SETS: [&str; 3] = ["basil", "babe", "ptc"];
const FOLDS: u64 = 5;
const LISTS: &str = "assets/lexicon";

/// What can be set on the command line.
#[derive(Clone, Debug)]
struct Settings {
    entry: f64,
    category: f64,
    word: f64,
    name: f64,
    number: f64,
    articles: usize,
    share: [f64; 3],
    threshold: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            entry: 1.5,
            category: 2.0,
            word: 20.0,
            name: 4.0,
            number: 1.0,
            articles: 15,
            share: [2.0, 1.0, 1.0],
            threshold: 0.15,
        }
    }
}

impl Settings {
    fn set(&mut self, pair: &str) -> Result<()> {
        let (name, value) = pair.split_once('=').context("NAME=VALUE")?;
        let value: f64 = value.parse()?;
        match name {
            "entry" => self.entry = value,
            "category" => self.category = value,
            "word" => self.word = value,
            "name" => self.name = value,
            "number" => self.number = value,
            "articles" => self.articles = value as usize,
            "basil" => self.share[0] = value,
            "babe" => self.share[1] = value,
            "ptc" => self.share[2] = value,
            _ => bail!("no setting “{name}”"),
        }
        Ok(())
    }
}

/// One candidate of one text.
#[expect(clippy::struct_excessive_bools, reason = "a row of a table")]
struct Row {
    set: usize,
    text: usize,
    fold: Option<u64>,
    gold: bool,
    used: bool,
    entry: u32,
    span: Span,
    voice: Voice,
    headline: bool,
    negated: bool,
    thought: bool,
    told: Vec<(u32, f32)>,
}

/// Everything read: candidates, texts by number, features by number.
#[derive(Default)]
struct Data {
    rows: Vec<Row>,
    texts: Vec<(usize, String, Option<u64>)>,
    features: Vec<(Kind, String)>,
    numbers: HashMap<u64, u32>,
    names: HashMap<u64, String>,
    /// Features that are words, and those of them that are names: mostly written with a capital.
    words: Vec<(u32, u64)>,
    proper: HashSet<u32>,
    /// How often each word is written with a capital, and how often without.
    capitals: HashMap<u64, (usize, usize)>,
}

fn main() -> Result<()> {
    let mut settings = Settings::default();
    let (mut folder, mut out, mut write) = (None, PathBuf::from("target/fit"), false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().context("a value must follow");
        match arg.as_str() {
            "--out" => out = value()?.into(),
            "--write" => write = true,
            "--threshold" => settings.threshold = value()?.parse()?,
            "--set" => settings.set(&value()?)?,
            _ => folder = Some(PathBuf::from(arg)),
        }
    }
    let began = std::time::Instant::now();
    let folder = folder.context("which folder holds the annotated texts?")?;
    let mut lists = Lists::builtin();
    lists.loaded = Arc::new(lexicon_on_disk()?);
    let mut data = Data::default();
    for (set, name) in SETS.iter().enumerate() {
        data.read(set, &folder.join(format!("{name}_dev.jsonl")), &lists)?;
    }
    data.find_names();
    eprintln!("read in {:.0} s", began.elapsed().as_secs_f32());
    eprintln!("{} texts, {} candidates, {} features", data.texts.len(), data.rows.len(), data.features.len());
    std::fs::create_dir_all(&out)?;
    let weights = validate(&data, &lists, &settings);
    eprintln!("fitted after {:.0} s", began.elapsed().as_secs_f32());
    predict(&data, &lists, &weights, settings.threshold, &out)?;
    report(&data, &lists, &weights, settings.threshold);
    if write {
        let all = Fit::of(&data, &lists, &settings, |_| true);
        all.write(&data, &lists, &settings)?;
    }
    Ok(())
}

/// The lists as they are in the folder, so that a changed list needs no new build.
fn lexicon_on_disk() -> Result<Lexicon> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(LISTS)?.map(|f| f.map(|f| f.path())).collect::<std::io::Result<_>>()?;
    files.sort();
    let texts: Vec<String> = files.iter().map(std::fs::read_to_string).collect::<std::io::Result<_>>()?;
    let lists: Vec<&str> = texts.iter().map(String::as_str).filter(|t| t.starts_with('[')).collect();
    Lexicon::of(&lists, Model::TEXT).map_err(anyhow::Error::msg)
}

/// Weights of all rows, each from a fit that has not seen its group.
fn validate(data: &Data, lists: &Lists, settings: &Settings) -> Vec<f64> {
    let mut weights = vec![0.0; data.rows.len()];
    for fold in (0..FOLDS).map(Some).chain([None]) {
        let fit = Fit::of(data, lists, settings, |row| row.fold.is_some() && row.fold != fold);
        for (row, weight) in data.rows.iter().zip(&mut weights).filter(|(r, _)| r.fold == fold) {
            *weight = fit.weigh(row, lists) * f64::from(loaded::factor(row.negated, row.thought));
        }
    }
    weights
}

fn stable_hash(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    hash ^ (hash >> 31)
}

/// The fold of a group; `None` for the third that is kept apart.
fn fold_of(group: &str) -> Option<u64> {
    let hash = stable_hash(group);
    (!hash.is_multiple_of(3)).then_some((hash / 3) % FOLDS)
}

impl Data {
    fn read(&mut self, set: usize, path: &Path, lists: &Lists) -> Result<()> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let gold: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        let gold: HashMap<&str, &Value> = gold.iter().filter_map(|r| Some((r["id"].as_str()?, r))).collect();
        for raw in sources::read_path(path, &sources::Options::default()) {
            let article = assemble(raw.map_err(|e| anyhow::anyhow!("{e}"))?, Rules::embedded());
            let record = gold.get(article.id.as_str()).context("a record without gold")?;
            let group = ["event", "topic", "id"].iter().find_map(|k| record[k].as_str()).unwrap_or("");
            let fold = fold_of(group);
            let spans = gold_spans(record);
            let profile = analysis::analyze(&article, lists);
            let tokens = tokens::tokenize(&article, &profile.document, lists);
            let scene = Scene {
                article: &article,
                document: &profile.document,
                tokens: &tokens,
                voices: &profile.voices,
                quotations: &profile.quotations,
                attributions: &profile.attributions,
            };
            let field = Field::of(scene, &lists.loaded);
            let number = self.texts.len();
            self.texts.push((set, article.id.clone(), fold));
            for (hash, span) in field.words() {
                let word = article.slice(span);
                let capital = word.starts_with(char::is_uppercase);
                let count = self.capitals.entry(hash).or_default();
                (count.0, count.1) = (count.0 + usize::from(capital), count.1 + usize::from(!capital));
                self.names.entry(hash).or_insert_with(|| word.to_lowercase());
            }
            field.visit(|candidate, features| {
                let told = features.iter().map(|f| (self.number(f.key(), f.kind, f.value), f.amount())).collect();
                self.rows.push(Row {
                    set,
                    text: number,
                    fold,
                    gold: spans.iter().any(|s| s.overlaps(candidate.span)),
                    used: !(candidate.headline && SETS[set] == "basil"),
                    entry: candidate.entry,
                    span: candidate.span,
                    voice: candidate.voice,
                    headline: candidate.headline,
                    negated: candidate.negated.is_some(),
                    thought: candidate.thought && candidate.voice == Voice::Narrator,
                    told,
                });
            });
        }
        Ok(())
    }

    /// No name weights a term: marks the features whose word is written with a capital more often than without.
    fn find_names(&mut self) {
        let named = |hash: &u64| self.capitals.get(hash).is_some_and(|(capital, small)| capital > small);
        self.proper = self.words.iter().filter(|(_, hash)| named(hash)).map(|&(f, _)| f).collect();
    }

    fn number(&mut self, key: u64, kind: Kind, value: Told) -> u32 {
        let fresh = self.features.len() as u32;
        let number = *self.numbers.entry(key).or_insert(fresh);
        if number == fresh {
            if let Told::Word(hash) = value {
                self.words.push((number, hash));
            }
            let name = match value {
                Told::Word(hash) => self.names.get(&hash).cloned().unwrap_or_default(),
                Told::Name(name) => name.to_owned(),
                Told::Number(_) => String::new(),
            };
            self.features.push((kind, name));
        }
        number
    }
}

fn gold_spans(record: &Value) -> Vec<Span> {
    let wanted = |s: &&Value| match (s["technique"].as_str(), s["bias"].as_str()) {
        (Some(technique), _) => matches!(technique, "Loaded_Language" | "Name_Calling,Labeling"),
        (None, Some(bias)) => bias == "lex",
        (None, None) => true,
    };
    let span = |s: &Value| Some(Span::new(s["start"].as_u64()? as usize, s["end"].as_u64()? as usize));
    record["spans"].as_array().map(|a| a.iter().filter(wanted).filter_map(span).collect()).unwrap_or_default()
}

/// A fitted model.
struct Fit {
    slope: f64,
    intercept: f64,
    categories: [f64; Category::ALL.len()],
    entries: Vec<f64>,
    features: Vec<f64>,
}

/// One column of the design matrix.
struct Column {
    cells: Vec<(u32, f32)>,
    pull: f64,
    toward: f64,
    value: f64,
}

fn logit(p: f32) -> f64 {
    let p = f64::from(p).clamp(0.01, 0.99);
    (p / (1.0 - p)).ln()
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

impl Fit {
    fn of(data: &Data, lists: &Lists, settings: &Settings, keep: impl Fn(&Row) -> bool) -> Self {
        let rows: Vec<&Row> = data.rows.iter().filter(|r| r.used && keep(r)).collect();
        let entries = lists.loaded.entries();
        let known = data.seen_enough(&rows, settings);
        let column = |pull, toward| Column { cells: Vec::new(), pull, toward, value: toward };
        let mut columns = vec![column(0.01, 0.0), column(5.0, 0.7)];
        columns.extend((0..Category::ALL.len()).map(|_| column(settings.category, 0.0)));
        let first_entry = columns.len();
        columns.extend(entries.iter().map(|_| column(settings.entry, 0.0)));
        let first_feature = columns.len();
        columns.extend(data.features.iter().map(|(kind, name)| column(pull(*kind, name, settings), 0.0)));
        for (i, row) in rows.iter().enumerate() {
            let Some(entry) = entries.get(row.entry as usize) else { continue };
            let category = Category::ALL.iter().position(|&c| c == entry.category).unwrap_or(0);
            let mut cell = |column: usize, amount: f64| columns[column].cells.push((i as u32, amount as f32));
            cell(0, 1.0);
            cell(1, logit(entry.guess));
            cell(2 + category, 1.0);
            cell(first_entry + row.entry as usize, 1.0);
            for &(feature, amount) in row.told.iter().filter(|(f, _)| known.contains(f)) {
                cell(first_feature + feature as usize, f64::from(amount));
            }
        }
        let gold: Vec<(f64, f64)> = rows.iter().map(|r| (f64::from(u8::from(r.gold)), settings.share[r.set])).collect();
        descend(&mut columns, &gold);
        let value = |range: std::ops::Range<usize>| columns[range].iter().map(|c| c.value).collect::<Vec<_>>();
        let mut categories = [0.0; Category::ALL.len()];
        categories.copy_from_slice(&value(2..first_entry));
        Self {
            intercept: columns[0].value,
            slope: columns[1].value,
            categories,
            entries: value(first_entry..first_feature),
            features: value(first_feature..columns.len()),
        }
    }

    fn base(&self, index: usize, lists: &Lists) -> f64 {
        let Some(entry) = lists.loaded.entries().get(index) else { return -9.0 };
        let category = Category::ALL.iter().position(|&c| c == entry.category).unwrap_or(0);
        self.intercept + self.slope * logit(entry.guess) + self.categories[category] + self.entries[index]
    }

    fn context(&self, row: &Row) -> f64 {
        row.told.iter().map(|&(f, amount)| self.features[f as usize] * f64::from(amount)).sum()
    }

    fn weigh(&self, row: &Row, lists: &Lists) -> f64 {
        sigmoid(self.base(row.entry as usize, lists) + self.context(row))
    }

    /// Writes the fitted column and the model. An entry's weight is that in an average context.
    fn write(&self, data: &Data, lists: &Lists, settings: &Settings) -> Result<()> {
        let mean = data.rows.iter().map(|r| self.context(r)).sum::<f64>() / data.rows.len().max(1) as f64;
        let folder = Path::new(LISTS);
        for file in std::fs::read_dir(folder)? {
            let path = file?.path();
            let text = std::fs::read_to_string(&path)?;
            if !text.starts_with('[') {
                continue;
            }
            let fitted = |line: &str| -> String {
                let fields: Vec<&str> = line.split('\t').take(4).collect();
                let index = fields.first().and_then(|t| lists.loaded.find(t));
                match index {
                    Some(i) => format!("{}\t{:.3}\n", fields.join("\t"), sigmoid(self.base(i as usize, lists) + mean)),
                    None => format!("{line}\n"),
                }
            };
            std::fs::write(&path, text.lines().map(fitted).collect::<String>())?;
        }
        let mut model = String::from("# Written by examples/fit_lexicon.rs: kind, value, coefficient.\n");
        writeln!(model, "threshold\t\t{}", settings.threshold)?;
        writeln!(model, "intercept\t\t{:.4}", -mean)?;
        let mut lines: Vec<_> = data.features.iter().zip(&self.features).filter(|(_, c)| c.abs() > 0.02).collect();
        lines.sort_by(|a, b| a.0.cmp(b.0));
        for ((kind, name), coefficient) in lines {
            writeln!(model, "{}\t{name}\t{coefficient:.3}", kind.name())?;
        }
        std::fs::write(folder.join("model.tsv"), model)?;
        Ok(())
    }
}

impl Data {
    /// The features seen in enough articles of `rows`.
    fn seen_enough(&self, rows: &[&Row], settings: &Settings) -> HashSet<u32> {
        let mut seen: HashMap<u32, (usize, usize)> = HashMap::new();
        for row in rows {
            for &(feature, _) in &row.told {
                let (count, last) = seen.entry(feature).or_insert((0, usize::MAX));
                if *last != row.text {
                    (*count, *last) = (*count + 1, row.text);
                }
            }
        }
        let mut known: HashSet<u32> =
            seen.into_iter().filter(|(_, (count, _))| *count >= settings.articles).map(|(f, _)| f).collect();
        known.retain(|f| !self.proper.contains(f));
        known
    }
}

fn pull(kind: Kind, name: &str, settings: &Settings) -> f64 {
    match kind {
        _ if name.is_empty() => settings.number,
        k if k.is_word() => settings.word,
        _ => settings.name,
    }
}

/// Cyclic coordinate descent with one Newton step for each column.
fn descend(columns: &mut [Column], gold: &[(f64, f64)]) {
    let mut margin = vec![0.0; gold.len()];
    for column in columns.iter() {
        for &(i, x) in &column.cells {
            margin[i as usize] += column.value * f64::from(x);
        }
    }
    for _ in 0..25 {
        let mut moved = 0.0_f64;
        for column in columns.iter_mut().filter(|c| !c.cells.is_empty()) {
            let mut slope = column.pull * (column.value - column.toward);
            let mut curve = column.pull;
            for &(i, x) in &column.cells {
                let ((y, share), x) = (gold[i as usize], f64::from(x));
                let p = sigmoid(margin[i as usize]);
                slope += share * (p - y) * x;
                curve += share * (p * (1.0 - p)).max(0.01) * x * x;
            }
            let step = (slope / curve).clamp(-1.0, 1.0);
            column.value -= step;
            for &(i, x) in &column.cells {
                margin[i as usize] -= step * f64::from(x);
            }
            moved = moved.max(step.abs());
        }
        if moved < 1e-3 {
            break;
        }
    }
}

fn predict(data: &Data, lists: &Lists, weights: &[f64], threshold: f64, out: &Path) -> Result<()> {
    let mut files: BTreeMap<(usize, bool), String> = BTreeMap::new();
    let mut rows = data.rows.iter().zip(weights).peekable();
    for (number, (set, id, fold)) in data.texts.iter().enumerate() {
        let mut spans = Vec::new();
        while let Some((row, weight)) = rows.next_if(|(r, _)| r.text == number) {
            let entry = lists.loaded.get(row.entry);
            let voice = match row.voice {
                Voice::Direct => "direct",
                Voice::Indirect => "indirect",
                Voice::Narrator => "narrator",
            };
            spans.push(json!({"start": row.span.start, "end": row.span.end, "weight": weight, "voice": voice,
                "term": entry.map_or("", |e| &e.term), "category": entry.map_or("", |e| e.category.name()),
                "counted": *weight >= threshold, "headline": row.headline, "gold": row.gold}));
        }
        let line = json!({"id": id, "loaded": spans}).to_string();
        let file = files.entry((*set, fold.is_some())).or_default();
        file.push_str(&line);
        file.push('\n');
    }
    for ((set, read), text) in files {
        let part = if read { "cv" } else { "unread" };
        std::fs::write(out.join(format!("{}_{part}.jsonl", SETS[set])), text)?;
    }
    Ok(())
}

/// Precision of the counted hits by category and set, over the cross-validated part.
fn report(data: &Data, lists: &Lists, weights: &[f64], threshold: f64) {
    let mut table: BTreeMap<Category, [(usize, usize); 3]> = BTreeMap::new();
    for (row, _) in data.rows.iter().zip(weights).filter(|(r, w)| r.fold.is_some() && r.used && **w >= threshold) {
        let Some(entry) = lists.loaded.get(row.entry) else { continue };
        let cell = &mut table.entry(entry.category).or_default()[row.set];
        cell.0 += usize::from(row.gold);
        cell.1 += 1;
    }
    println!("{:14} {:>16} {:>16} {:>16}", "category", SETS[0], SETS[1], SETS[2]);
    for (category, cells) in table {
        print!("{:14}", category.name());
        for (hits, all) in cells {
            print!(" {:>8}/{all:<5}{:.2}", hits, hits as f64 / all.max(1) as f64);
        }
        println!();
    }
}
