//! What the weights are worth: predictions for the scorer, precision by category, the worst false alarms and misses.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
    process::Command,
};

use anyhow::{Context as _, Result, ensure};
use parallax::analysis::{Lists, loaded::Category, voices::Voice};
use serde_json::{Value, json};

use super::{Data, Row, SETS};

/// The parts that are reported.
const PARTS: [&str; 3] = ["read", "unread", "all"];

/// Figures of the scorer: name, whether of the counted hits alone, the set they are of.
const FIGURES: [(&str, bool, &str); 20] = [
    ("sent_auc", false, "basil"),
    ("sent_ap", false, "basil"),
    ("precision_lex", true, "basil"),
    ("lex_recall_narrator", true, "basil"),
    ("per_1000", true, "basil"),
    ("pair_acc_weight", true, "basil"),
    ("pair_acc_count", true, "basil"),
    ("pair_acc_clear", true, "basil"),
    ("pairs_clear", true, "basil"),
    ("topic_pair_acc", true, "babe"),
    ("topic_pair_acc_count", true, "babe"),
    ("sent_auc", false, "babe"),
    ("word_p", true, "babe"),
    ("word_r", true, "babe"),
    ("word_f1", true, "babe"),
    ("span_p", true, "ptc"),
    ("span_r", true, "ptc"),
    ("span_f1", true, "ptc"),
    ("spearman", false, "ptc"),
    ("sent_auc", false, "ptc"),
];

/// Weights of all candidates, with what they are judged by.
pub struct Report<'a> {
    pub data: &'a Data,
    pub lists: &'a Lists,
    pub weights: &'a [f64],
    pub threshold: f64,
}

impl Report<'_> {
    /// Writes predictions and gold, part by part.
    pub fn write(&self, out: &Path) -> Result<()> {
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        let mut rows = self.data.rows.iter().zip(self.weights).peekable();
        for (number, text) in self.data.texts.iter().enumerate() {
            let mut spans = Vec::new();
            while let Some((row, weight)) = rows.next_if(|(r, _)| r.text == number) {
                spans.push(self.span(row, *weight));
            }
            let line = json!({"id": text.id, "loaded": spans}).to_string();
            let own = if text.fold.is_some() { "read" } else { "unread" };
            for part in [own, "all"] {
                for (kind, line) in [("pred", &line), ("gold", &text.record)] {
                    let file = files.entry(format!("{}_{part}.{kind}.jsonl", SETS[text.set])).or_default();
                    file.push_str(line);
                    file.push('\n');
                }
            }
        }
        for (name, text) in files {
            std::fs::write(out.join(name), text)?;
        }
        Ok(())
    }

    fn span(&self, row: &Row, weight: f64) -> Value {
        let entry = self.lists.loaded.get(row.entry);
        let voice = match row.voice {
            Voice::Direct => "direct",
            Voice::Indirect => "indirect",
            Voice::Narrator => "narrator",
        };
        json!({"start": row.span.start, "end": row.span.end, "weight": weight, "voice": voice,
            "term": entry.map_or("", |e| &e.term), "category": entry.map_or("", |e| e.category.name()),
            "counted": weight >= self.threshold, "headline": row.headline, "gold": row.gold})
    }

    /// The counted hits of the cross-validated part, in BASIL those outside quotations.
    fn counted(&self) -> impl Iterator<Item = (&Row, f64)> {
        let rows = self.data.rows.iter().zip(self.weights.iter().copied());
        rows.filter(|(r, w)| r.fold.is_some() && r.used && *w >= self.threshold)
            .filter(|(r, _)| SETS[r.set] != "basil" || r.voice != Voice::Direct)
    }

    /// Prints the precision of the counted hits by category and set.
    pub fn categories(&self) {
        let mut table: BTreeMap<Category, [(usize, usize); 3]> = BTreeMap::new();
        for (row, _) in self.counted() {
            let Some(entry) = self.lists.loaded.get(row.entry) else { continue };
            let cell = &mut table.entry(entry.category).or_default()[row.set];
            cell.0 += usize::from(row.gold);
            cell.1 += 1;
        }
        println!("{:14} {:>8} {:>16} {:>16} {:>16}", "category", "entries", SETS[0], SETS[1], SETS[2]);
        for (category, cells) in table {
            let entries = self.lists.loaded.entries().iter().filter(|e| e.category == category).count();
            print!("{:14} {entries:>8}", category.name());
            for (hits, all) in cells {
                print!(" {:>8}/{all:<5}{:.2}", hits, hits as f64 / all.max(1) as f64);
            }
            println!();
        }
    }

    /// Prints, for each set, the `most` entries that raise false alarms and the marked spans that no counted hit touches.
    pub fn worst(&self, most: usize) {
        for (set, name) in SETS.iter().enumerate().filter(|_| most > 0) {
            println!("\n{name}: false alarms (false, right, mean weight)");
            let mut alarms: HashMap<u32, (usize, usize, f64)> = HashMap::new();
            for (row, weight) in self.counted().filter(|(r, _)| r.set == set) {
                let cell = alarms.entry(row.entry).or_default();
                *cell = (cell.0 + usize::from(!row.gold), cell.1 + usize::from(row.gold), cell.2 + weight);
            }
            let mut alarms: Vec<_> = alarms.into_iter().filter(|(_, a)| a.0 > 0).collect();
            let price = |a: &(usize, usize, f64)| a.0 as f64 - 2.0 * a.1 as f64 + a.2 / (a.0 + a.1) as f64;
            alarms.sort_by(|a, b| price(&b.1).total_cmp(&price(&a.1)));
            for (entry, (wrong, right, sum)) in alarms.into_iter().take(most) {
                let term = self.lists.loaded.get(entry).map_or("", |e| &e.term);
                println!("  {term}  {wrong} {right} {:.2}", sum / (wrong + right) as f64);
            }
            println!("{name}: misses (times, best weight of a hit in it)");
            for (words, (times, best)) in self.misses(set).into_iter().take(most) {
                println!("  {words}  {times} {best:.2}");
            }
        }
    }

    /// Marked spans of a set without a counted hit, most frequent and least weighted first.
    fn misses(&self, set: usize) -> Vec<(String, (usize, f64))> {
        let mut rows: Vec<Vec<(usize, f64)>> = vec![Vec::new(); self.data.texts.len()];
        for (i, (row, weight)) in self.data.rows.iter().zip(self.weights).enumerate() {
            rows[row.text].push((i, *weight));
        }
        let mut misses: HashMap<String, (usize, f64)> = HashMap::new();
        for (number, text) in self.data.texts.iter().enumerate().filter(|(_, t)| t.set == set && t.fold.is_some()) {
            for (span, words) in &text.marked {
                let touching = rows[number].iter().filter(|(i, _)| self.data.rows[*i].span.overlaps(*span));
                let best = touching.map(|r| r.1).fold(0.0, f64::max);
                if best < self.threshold {
                    let cell = misses.entry(words.clone()).or_default();
                    *cell = (cell.0 + 1, cell.1.max(best));
                }
            }
        }
        let mut misses: Vec<_> = misses.into_iter().collect();
        misses.sort_by(|a, b| b.1.0.cmp(&a.1.0).then(a.1.1.total_cmp(&b.1.1)).then_with(|| a.0.cmp(&b.0)));
        misses
    }
}

/// Runs the scorer on what [`Report::write`] wrote and prints a table of its figures.
pub fn score(scorer: &Path, out: &Path) -> Result<()> {
    let mut tables: HashMap<(&str, &str, bool), Value> = HashMap::new();
    for set in SETS {
        for part in PARTS {
            for counted in [false, true] {
                let file = |kind| out.join(format!("{set}_{part}.{kind}.jsonl"));
                let mut command = Command::new("python3");
                command.arg(scorer).arg(file("gold")).arg(file("pred")).arg("--json");
                command.args(counted.then_some("--counted"));
                let answer = command.output().context("running the scorer")?;
                ensure!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
                tables.insert((set, part, counted), serde_json::from_slice(&answer.stdout)?);
            }
        }
    }
    println!("\n{:32} {:>8} {:>8} {:>8}", "", PARTS[0], PARTS[1], PARTS[2]);
    for (figure, counted, set) in FIGURES {
        print!("{set:6}{figure:22}{:4}", if counted { " (c)" } else { "" });
        for part in PARTS {
            let value = tables.get(&(set, part, counted)).map_or(f64::NAN, |t| t[figure].as_f64().unwrap_or(f64::NAN));
            print!(" {value:>8.3}");
        }
        println!();
    }
    println!("(c): counted hits alone");
    Ok(())
}
