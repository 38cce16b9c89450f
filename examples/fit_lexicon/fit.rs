//! The model: a penalised logistic regression, fitted by coordinate descent.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
    path::Path,
};

use anyhow::Result;
use parallax::analysis::{
    Lists,
    loaded::{
        Category,
        context::{self, Kind},
    },
};

use super::{Data, LISTS, Row, SETS, Settings};

/// A fitted model.
pub struct Fit {
    slope: f64,
    intercept: f64,
    categories: [f64; Category::ALL.len()],
    files: Vec<f64>,
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

fn logit(guess: f32) -> f64 {
    f64::from(context::logit(guess))
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

impl Fit {
    /// Fits to the rows to `keep`.
    pub fn of(data: &Data, lists: &Lists, settings: &Settings, keep: impl Fn(&Row) -> bool) -> Self {
        let rows: Vec<&Row> = data.rows.iter().filter(|r| r.used && keep(r)).collect();
        let entries = lists.loaded.entries();
        let known = data.seen_enough(&rows, settings);
        let column = |pull, toward| Column { cells: Vec::new(), pull, toward, value: toward };
        let mut columns = vec![column(0.01, 0.0), column(5.0, 0.7)];
        columns.extend((0..Category::ALL.len()).map(|_| column(settings.category, 0.0)));
        let first_set = columns.len();
        columns.extend(SETS.iter().map(|_| column(settings.set, 0.0)));
        let first_file = columns.len();
        columns.extend(data.files.iter().map(|_| column(settings.file, 0.0)));
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
            cell(first_set + row.set, 1.0);
            if let Some(file) = data.file_of(&entry.term) {
                cell(first_file + file, 1.0);
            }
            cell(first_entry + row.entry as usize, 1.0);
            for &(feature, amount) in row.told.iter().filter(|(f, _)| known.contains(f)) {
                cell(first_feature + feature as usize, f64::from(amount));
            }
        }
        let gold: Vec<(f64, f64)> = rows.iter().map(|r| (f64::from(u8::from(r.gold)), settings.share[r.set])).collect();
        descend(&mut columns, &gold);
        let value = |range: std::ops::Range<usize>| columns[range].iter().map(|c| c.value).collect::<Vec<_>>();
        let mut categories = [0.0; Category::ALL.len()];
        categories.copy_from_slice(&value(2..first_set));
        let sets = value(first_set..first_file);
        Self {
            // A text in use is of none of the sets: it gets their mean.
            intercept: columns[0].value + sets.iter().sum::<f64>() / sets.len() as f64,
            slope: columns[1].value,
            categories,
            files: value(first_file..first_entry),
            entries: value(first_entry..first_feature),
            features: value(first_feature..columns.len()),
        }
    }

    fn base(&self, index: usize, data: &Data, lists: &Lists) -> f64 {
        let Some(entry) = lists.loaded.entries().get(index) else { return -9.0 };
        let category = Category::ALL.iter().position(|&c| c == entry.category).unwrap_or(0);
        let file = data.file_of(&entry.term).map_or(0.0, |f| self.files[f]);
        self.intercept + self.slope * logit(entry.guess) + self.categories[category] + file + self.entries[index]
    }

    fn context(&self, row: &Row) -> f64 {
        row.told.iter().map(|&(f, amount)| self.features[f as usize] * f64::from(amount)).sum()
    }

    /// The weight of a row before what negation and thought take off.
    pub fn weigh(&self, row: &Row, data: &Data, lists: &Lists) -> f64 {
        sigmoid(self.base(row.entry as usize, data, lists) + self.context(row))
    }

    /// Writes the fitted column and the model. An entry's weight is that in an average context.
    pub fn write(&self, data: &Data, lists: &Lists, settings: &Settings) -> Result<()> {
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
                    Some(i) => {
                        format!("{}\t{:.3}\n", fields.join("\t"), sigmoid(self.base(i as usize, data, lists) + mean))
                    }
                    None => format!("{line}\n"),
                }
            };
            std::fs::write(&path, text.lines().map(fitted).collect::<String>())?;
        }
        let mut model = String::from("# Written by examples/fit_lexicon: kind, value, coefficient.\n");
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
    for _ in 0..60 {
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
