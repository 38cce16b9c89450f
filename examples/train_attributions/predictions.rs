//! Predictions as the scorer reads them.

use std::{error::Error, fs};

use parallax::analysis::{
    Lists,
    attributions::{
        self,
        model::{Model, Weights},
        scene::Scene,
        search::{self, Found},
    },
    entities, speakers,
};

use crate::{
    data::{Prepared, part},
    learn::learn,
    weights::file,
};

/// What the models say of articles that they have not seen, without speakers.
pub fn cross(data: &[Prepared], lists: &Lists, out: &str, folds: usize) -> Result<(), Box<dyn Error>> {
    let mut lines = String::new();
    for fold in 0..folds {
        let (weights, known) = learn(&part(data, fold, folds, false), lists);
        for p in part(data, fold, folds, true) {
            let scene = p.scene(lists, &known);
            lines.push_str(&predict(p, &scene, &weights));
        }
    }
    fs::write(out, lines)?;
    Ok(())
}

/// What the whole program says of articles that its model has not seen: the model of each fold, packed as it ships, and
/// the passes for speakers on top.
pub fn product(data: &[Prepared], lists: &Lists, out: &str, folds: usize) -> Result<(), Box<dyn Error>> {
    let mut lines = String::new();
    for fold in 0..folds {
        let others = part(data, fold, folds, false);
        let bytes = file(&learn(&others, lists).0, others.len());
        let model = Model::read(&bytes);
        lines.extend(part(data, fold, folds, true).into_iter().map(|p| with_speakers(p, lists, &model)));
    }
    fs::write(out, lines)?;
    Ok(())
}

/// One article as `parallax analyze` sees it, with this model.
pub fn with_speakers(p: &Prepared, lists: &Lists, model: &Model) -> String {
    let mut quotations = p.quotations.clone();
    let mut cast = entities::find(&p.article, &p.tokens, lists);
    let mut attributions = attributions::find_with(&p.article, &p.document, &p.tokens, &p.quotations, lists, model);
    speakers::resolve(&p.article, &p.document, &p.tokens, &mut quotations, &mut attributions, &mut cast, lists);
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
    let everything = |p: &Prepared| {
        let paragraphs = p.document.sentences.iter().map(|s| s.paragraph).collect();
        let scene = Scene::new(&p.article.text, &p.tokens, &p.quotations, lists, paragraphs, |_| true);
        predict(p, &scene, model)
    };
    fs::write(out, data.iter().map(everything).collect::<String>())?;
    Ok(())
}

/// One line for the scorer.
pub fn predict(p: &Prepared, scene: &Scene, weights: &impl Weights) -> String {
    line(p, scene, &search::run(scene, weights))
}

/// Attributions as one line for the scorer.
pub fn line(p: &Prepared, scene: &Scene, found: &[Found]) -> String {
    let attributions: Vec<_> = found
        .iter()
        .map(|f| parallax::analysis::attributions::describe(scene, f))
        .map(|a| {
            let source: Vec<_> = a.source.into_iter().collect();
            serde_json::json!({"kind": a.kind, "content": a.content, "source": source, "cue": a.cue, "speaker": null})
        })
        .collect();
    format!("{}\n", serde_json::json!({"id": p.gold.id, "attributions": attributions}))
}
