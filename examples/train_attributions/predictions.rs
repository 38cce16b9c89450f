//! Predictions as the scorer reads them.

use std::{
    error::Error,
    fs,
    num::NonZero,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use parallax::analysis::{
    Lists,
    attributions::{
        self, describe,
        model::{Model, Weights},
        scene::Scene,
        search::{self, Found},
    },
    entities, headline, speakers,
};

use crate::{
    data::{Part, Prepared, part},
    learn::learn,
    weights::file,
};

/// What the models say of articles that they have not seen, packed as they ship, without speakers.
pub fn cross(data: &[Prepared], lists: &Lists, out: &str, folds: usize) -> Result<(), Box<dyn Error>> {
    by_fold(data, lists, out, folds, |p, model| predict(p, lists, model))
}

/// What the whole program says of articles that its model has not seen: the model of each fold, packed as it ships, and
/// the passes for speakers on top.
pub fn product(data: &[Prepared], lists: &Lists, out: &str, folds: usize) -> Result<(), Box<dyn Error>> {
    by_fold(data, lists, out, folds, |p, model| with_speakers(p, lists, model))
}

/// One line for each article of every fold, by the model learned from the others. Folds are learned side by side.
fn by_fold(
    data: &[Prepared],
    lists: &Lists,
    out: &str,
    folds: usize,
    line: impl Fn(&Prepared, &Model) -> String + Sync,
) -> Result<(), Box<dyn Error>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut lines = String::new();
        loop {
            let fold = next.fetch_add(1, Ordering::Relaxed);
            if fold >= folds {
                return lines;
            }
            let others = part(data, fold, folds, false);
            let bytes = file(&learn(&others, lists), others.len());
            let model = Model::read(&bytes);
            lines.extend(part(data, fold, folds, true).into_iter().map(|p| line(p, &model)));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let lines: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|w| w.join().expect("a fold does not panic")).collect()
    });
    fs::write(out, lines.concat())?;
    Ok(())
}

/// One article as `parallax analyze` sees it, with this model.
pub fn with_speakers(p: &Prepared, lists: &Lists, model: &Model) -> String {
    let [Part { document, tokens, quotations }, _] = &p.parts;
    let mut attributions = attributions::find_with(&p.article, document, tokens, quotations, lists, model);
    let mut quotations = quotations.clone();
    let mut cast = entities::find(&p.article, tokens, lists);
    speakers::resolve(&p.article, document, tokens, &mut quotations, &mut attributions, &mut cast, lists);
    attributions.extend(headline::find_with(&p.article, &cast.entities, lists, model));
    let name = |i: Option<u32>| i.and_then(|i| cast.entities.get(i as usize)).map(|e| e.name.as_str());
    let rows: Vec<_> = attributions
        .iter()
        .map(|a| {
            let source: Vec<_> = a.source.into_iter().collect();
            let speaker = name(a.speaker);
            serde_json::json!({"kind": a.kind, "content": a.content, "source": source, "cue": a.cue, "speaker": speaker, "why": a.why, "line": p.article.text.get(..a.content.first().map_or(0, |s| s.start as usize)).map_or(0, |t| t.matches('\n').count() + 1)})
        })
        .collect();
    format!("{}\n", serde_json::json!({"id": p.gold.id, "attributions": rows}))
}

/// What one model says of the articles, without speakers.
pub fn predict_with(data: &[Prepared], lists: &Lists, out: &str, model: &Model) -> Result<(), Box<dyn Error>> {
    fs::write(out, data.iter().map(|p| predict(p, lists, model)).collect::<String>())?;
    Ok(())
}

/// One line for the scorer: every word that the lexicon lists enters features, as in the program.
fn predict(p: &Prepared, lists: &Lists, weights: &impl Weights) -> String {
    line(p, p.scenes(lists, &|_| true).map(|(_, scene)| (search::run(&scene, weights), scene)))
}

/// Attributions of the parts of an article as one line for the scorer.
pub fn line<'a>(p: &Prepared, found: impl Iterator<Item = (Vec<Found>, Scene<'a>)>) -> String {
    let described = found.flat_map(|(found, scene)| found.iter().map(|f| describe(&scene, f)).collect::<Vec<_>>());
    let attributions: Vec<_> = described
        .map(|a| {
            let source: Vec<_> = a.source.into_iter().collect();
            serde_json::json!({"kind": a.kind, "content": a.content, "source": source, "cue": a.cue, "speaker": null})
        })
        .collect();
    format!("{}\n", serde_json::json!({"id": p.gold.id, "attributions": attributions}))
}
