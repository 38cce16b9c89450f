//! Fits the weights of the loaded terms and of their contexts to annotated texts, and reports how well they do.
//!
//! ```text
//! cargo run --release --example fit_lexicon -- DIR [--out DIR] [--threshold T] [--set NAME=VALUE]… [--scorer score.py]
//!           [--worst N] [--write]
//! ```
//!
//! DIR holds `basil_dev.jsonl`, `babe_dev.jsonl` and `ptc_dev.jsonl` (records with `id`, `text` and `spans` in byte
//! offsets). A third of each, by a stable hash of its event, topic or id, is kept apart. The rest is scored by
//! five-fold cross-validation over the same groups, the third by what is fitted to all of the rest.
//!
//! `--out` (else `target/fit`) gets predictions and gold of both parts and of all, in the form that the scorer reads.
//! With `--scorer` that script is run on each, on all hits and with `--counted`, and its figures are tabled, among them
//! AUC, AP, the order of pairs and `pair_acc_clear`. In any case the precision of the counted hits by category and set
//! is printed, and with `--worst` the entries that raise most false alarms and the marked spans that are missed, both
//! over the cross-validated part alone.
//!
//! `--write` fits to everything and writes the `fitted` column of `assets/lexicon/*.tsv` and
//! `assets/lexicon/model.tsv`. The features are those of the product, `analysis::loaded::candidates`.
//!
//! The model is a logistic regression: the logit of an entry's guess (one slope for all), an intercept for each
//! category, one for each list, one for each entry (drawn to zero, so that few data keep the guess), and one for each
//! feature of the context seen in enough articles. The sets were annotated by other rules, so each has an intercept
//! while it is fitted; what is written has their mean.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the command line")]

mod fit;
mod report;

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result, bail};
use parallax::{
    analysis::{
        self, Lists,
        loaded::{
            self, Lexicon, Model,
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
use serde_json::Value;

use fit::Fit;

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
    set: f64,
    file: f64,
    articles: usize,
    share: [f64; 3],
    threshold: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            entry: 1.2,
            category: 2.0,
            word: 20.0,
            name: 4.0,
            number: 1.0,
            set: 0.05,
            file: 4.0,
            articles: 15,
            share: [2.0, 1.0, 0.7],
            threshold: 0.15,
        }
    }
}

impl Settings {
    fn change(&mut self, pair: &str) -> Result<()> {
        let (name, value) = pair.split_once('=').context("NAME=VALUE")?;
        let value: f64 = value.parse()?;
        match name {
            "entry" => self.entry = value,
            "category" => self.category = value,
            "word" => self.word = value,
            "name" => self.name = value,
            "number" => self.number = value,
            "file" => self.file = value,
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

/// One text.
struct Text {
    set: usize,
    id: String,
    fold: Option<u64>,
    /// Its record, as it stands in the file.
    record: String,
    /// The marked spans with their words, those of a title that no scorer reads left out.
    marked: Vec<(Span, String)>,
}

/// Everything read: candidates, texts by number, features by number.
#[derive(Default)]
struct Data {
    rows: Vec<Row>,
    texts: Vec<Text>,
    /// The lists, as entries by term.
    files: Vec<HashSet<String>>,
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
    let (mut scorer, mut worst) = (None, 0);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().context("a value must follow");
        match arg.as_str() {
            "--out" => out = value()?.into(),
            "--write" => write = true,
            "--scorer" => scorer = Some(PathBuf::from(value()?)),
            "--worst" => worst = value()?.parse()?,
            "--threshold" => settings.threshold = value()?.parse()?,
            "--set" => settings.change(&value()?)?,
            _ => folder = Some(PathBuf::from(arg)),
        }
    }
    let began = std::time::Instant::now();
    let folder = folder.context("which folder holds the annotated texts?")?;
    let mut lists = Lists::builtin();
    let mut data = Data::default();
    lists.loaded = Arc::new(data.read_lists()?);
    for (set, name) in SETS.iter().enumerate() {
        data.read(set, &folder.join(format!("{name}_dev.jsonl")), &lists)?;
    }
    data.find_names();
    eprintln!("read in {:.0} s", began.elapsed().as_secs_f32());
    eprintln!("{} texts, {} candidates, {} features", data.texts.len(), data.rows.len(), data.features.len());
    std::fs::create_dir_all(&out)?;
    let weights = validate(&data, &lists, &settings);
    eprintln!("fitted after {:.0} s", began.elapsed().as_secs_f32());
    let report = report::Report { data: &data, lists: &lists, weights: &weights, threshold: settings.threshold };
    report.write(&out)?;
    report.categories();
    report.worst(worst);
    if let Some(scorer) = scorer {
        report::score(&scorer, &out)?;
    }
    if write {
        let all = Fit::of(&data, &lists, &settings, |_| true);
        all.write(&data, &lists, &settings)?;
    }
    Ok(())
}

/// Weights of all rows, each from a fit that has not seen its group.
fn validate(data: &Data, lists: &Lists, settings: &Settings) -> Vec<f64> {
    let mut weights = vec![0.0; data.rows.len()];
    for fold in (0..FOLDS).map(Some).chain([None]) {
        let fit = Fit::of(data, lists, settings, |row| row.fold.is_some() && row.fold != fold);
        for (row, weight) in data.rows.iter().zip(&mut weights).filter(|(r, _)| r.fold == fold) {
            *weight = fit.weigh(row, data, lists) * f64::from(loaded::factor(row.negated, row.thought));
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
    /// The lists as they are in the folder, so that a changed list needs no new build.
    fn read_lists(&mut self) -> Result<Lexicon> {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(LISTS)?.map(|f| f.map(|f| f.path())).collect::<std::io::Result<_>>()?;
        files.sort();
        let texts: Vec<String> = files.iter().map(std::fs::read_to_string).collect::<std::io::Result<_>>()?;
        let lists: Vec<&str> = texts.iter().map(String::as_str).filter(|t| t.starts_with('[')).collect();
        let terms = |text: &&str| text.lines().filter_map(|l| l.split('\t').next()).map(str::to_owned).collect();
        self.files = lists.iter().map(terms).collect();
        Lexicon::of(&lists, Model::TEXT).map_err(anyhow::Error::msg)
    }

    /// The list in which a term stands; the last, if in several.
    fn file_of(&self, term: &str) -> Option<usize> {
        self.files.iter().rposition(|f| f.contains(term))
    }

    fn read(&mut self, set: usize, path: &Path, lists: &Lists) -> Result<()> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let gold: Vec<(Value, &str)> =
            text.lines().map(|l| Ok((serde_json::from_str(l)?, l))).collect::<Result<_, serde_json::Error>>()?;
        let gold: HashMap<&str, (&Value, &str)> =
            gold.iter().filter_map(|(r, l)| Some((r["id"].as_str()?, (r, *l)))).collect();
        for raw in sources::read_path(path, &sources::Options::default()) {
            let article = assemble(raw.map_err(|e| anyhow::anyhow!("{e}"))?, Rules::embedded());
            let (record, line) = gold.get(article.id.as_str()).context("a record without gold")?;
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
            self.texts.push(Text {
                set,
                id: article.id.clone(),
                fold,
                record: (*line).to_owned(),
                marked: marked(record, &spans),
            });
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

/// The words of `spans`, but for those of a BASIL title.
fn marked(record: &Value, spans: &[Span]) -> Vec<(Span, String)> {
    let body = record["event"].as_str().and_then(|_| record["sentences"][1][0].as_u64()).unwrap_or(0) as u32;
    let text = record["text"].as_str().unwrap_or("");
    spans.iter().filter(|s| s.start >= body).map(|s| (*s, s.of(text).to_lowercase())).collect()
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
