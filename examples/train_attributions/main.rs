//! Trains the linear models of `analysis::attributions` and writes `assets/attributions.model`.
//!
//! ```text
//! cargo run --release --example train_attributions -- train TRAIN.jsonl assets/attributions.model
//! cargo run --release --example train_attributions -- cross TRAIN.jsonl PREDICTIONS.jsonl [FOLDS]
//! cargo run --release --example train_attributions -- product TRAIN.jsonl PREDICTIONS.jsonl [FOLDS]
//! cargo run --release --example train_attributions -- rules GOLD.jsonl PREDICTIONS.jsonl
//! cargo run --release --example train_attributions -- predict GOLD.jsonl PREDICTIONS.jsonl [MODEL]
//! ```
//!
//! The data has one article a line with `id`, `text` and `attributions` (`source`, `cue`, `content` as byte offsets),
//! as in a conversion of the `PolNeAR` corpus; it is not part of the repository. `cross` predicts every article with a
//! model that has not seen it; `product` does the same with everything that the program does on top of the model, speakers
//! included. Averaged perceptrons with a margin, and logistic regression for cues, with a part of the features left out at
//! each step; shuffles and omissions are fixed, so the same data gives the same file. A word enters features only if the
//! lexicon lists it and five articles use it; names never do.

mod cases;
mod data;
mod learn;
mod predictions;
mod rules;
mod weights;

use std::{error::Error, fs};

use parallax::analysis::{Lists, attributions::model::Model};

use crate::{
    data::{Prepared, read},
    learn::learn,
    predictions::{cross, predict_with, product},
    rules::rules,
    weights::file,
};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let lists = Lists::builtin();
    match args[..] {
        ["train", data, out] => train_all(&read(data, &lists)?, &lists, out),
        ["cross", data, out] => cross(&read(data, &lists)?, &lists, out, 5),
        ["cross", data, out, folds] => cross(&read(data, &lists)?, &lists, out, folds.parse()?),
        ["product", data, out] => product(&read(data, &lists)?, &lists, out, 5),
        ["product", data, out, folds] => product(&read(data, &lists)?, &lists, out, folds.parse()?),
        ["rules", data, out] => {
            Ok(fs::write(out, read(data, &lists)?.iter().map(|p| rules(p, &lists)).collect::<String>())?)
        }
        ["predict", data, out] => predict_with(&read(data, &lists)?, &lists, out, &Model::builtin()),
        ["predict", data, out, model] => {
            let bytes = fs::read(model)?;
            predict_with(&read(data, &lists)?, &lists, out, &Model::read(&bytes))
        }
        _ => Err("usage: train DATA MODEL | cross DATA PREDICTIONS [FOLDS] | product DATA PREDICTIONS [FOLDS] | rules DATA PREDICTIONS | predict DATA PREDICTIONS [MODEL]".into()),
    }
}

fn train_all(data: &[Prepared], lists: &Lists, out: &str) -> Result<(), Box<dyn Error>> {
    let weights = learn(&data.iter().collect::<Vec<_>>(), lists);
    fs::write(out, file(&weights, data.len()))?;
    Ok(())
}
