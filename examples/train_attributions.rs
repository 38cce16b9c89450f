//! Trains the linear models of `analysis::attributions` and writes `assets/attributions.model`.
//!
//! ```text
//! cargo run --example train_attributions -- train TRAIN.jsonl assets/attributions.model
//! cargo run --example train_attributions -- cross TRAIN.jsonl PREDICTIONS.jsonl [FOLDS]
//! cargo run --example train_attributions -- product TRAIN.jsonl PREDICTIONS.jsonl [FOLDS]
//! cargo run --example train_attributions -- rules GOLD.jsonl PREDICTIONS.jsonl
//! cargo run --example train_attributions -- predict GOLD.jsonl PREDICTIONS.jsonl [MODEL]
//! ```
//!
//! The data has one article a line with `id`, `text` and `attributions` (`source`, `cue`, `content` as byte offsets),
//! as in a conversion of the `PolNeAR` corpus; it is not part of the repository. `cross` predicts every article with a
//! model that has not seen it; `product` does the same with everything that the program does on top of the model, speakers
//! included. Averaged perceptrons with a margin; no randomness but a fixed shuffle, so the same data
//! gives the same file. A word enters features only if the lexicon lists it and five articles use it; names never do.

use std::{collections::HashMap, error::Error, fs, ops::Range};

use parallax::{
    analysis::{
        Lists,
        attributions::{
            self,
            cue::{self, Candidate},
            follow,
            model::{Feature, Model, REGION, SIZE, Weights},
            scene::Scene,
            search::{self, Found},
            span::{self, Anchor, Edges, Task},
        },
        entities,
        quotations::{self, Quotation},
        speakers,
        tokens::{self, Mark, Pos, Tokens},
    },
    articles::{Article, Document, assemble, rules::Rules},
    sources,
    text::Span,
};
use serde::Deserialize;

/// In how many articles a word must stand to enter features.
const MIN_ARTICLES: usize = 5;

#[derive(Deserialize)]
struct GoldAttribution {
    source: Vec<(u32, u32)>,
    cue: Vec<(u32, u32)>,
    content: Vec<(u32, u32)>,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    attributions: Vec<GoldAttribution>,
}

/// An article ready for the models, with its answers in tokens.
struct Prepared {
    article: Article,
    document: Document,
    tokens: Tokens,
    quotations: Vec<Quotation>,
    gold: Gold,
}

impl Prepared {
    fn scene<'a>(&'a self, lists: &'a Lists, known: &Known) -> Scene<'a> {
        let paragraphs = self.document.sentences.iter().map(|s| s.paragraph).collect();
        Scene::new(&self.article.text, &self.tokens, &self.quotations, lists, paragraphs, |h| {
            known.get(&h).is_some_and(|&n| n >= MIN_ARTICLES)
        })
    }

    fn range(&self, span: (u32, u32)) -> Range<usize> {
        let mut r = self.tokens.inside(Span::from(span));
        let word = |i: usize| self.tokens.get(i).is_some_and(tokens::Token::is_word);
        while r.start < r.end && !word(r.start) {
            r.start += 1;
        }
        while r.start < r.end && !word(r.end - 1) {
            r.end -= 1;
        }
        r
    }
}

/// Hash of a base form → number of articles that use it.
type Known = HashMap<u32, usize>;

/// One cue with its answers.
struct Case {
    sentence: usize,
    cue: Candidate,
    source: Option<Range<usize>>,
    left: Option<Range<usize>>,
    right: Option<Range<usize>>,
    content: Vec<Range<usize>>,
}

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
            let known = Known::new();
            let line = |p: &Prepared| rules(p, &p.scene(&lists, &known));
            Ok(fs::write(out, read(data, &lists)?.iter().map(line).collect::<String>())?)
        }
        ["predict", data, out] => predict_with(&read(data, &lists)?, &lists, out, &Model::builtin()),
        ["predict", data, out, model] => {
            let bytes = fs::read(model)?;
            predict_with(&read(data, &lists)?, &lists, out, &Model::read(&bytes))
        }
        _ => Err("usage: train DATA MODEL | cross DATA PREDICTIONS [FOLDS] | product DATA PREDICTIONS [FOLDS] | rules DATA PREDICTIONS | predict DATA PREDICTIONS [MODEL]".into()),
    }
}

fn read(path: &str, lists: &Lists) -> Result<Vec<Prepared>, Box<dyn Error>> {
    let bytes = fs::read(path)?;
    let text = String::from_utf8(bytes.clone())?;
    let mut gold = text.lines().map(serde_json::from_str::<Gold>);
    let mut out = Vec::new();
    for raw in sources::read_bytes(path, &bytes, &sources::Options::default()) {
        let article = assemble(raw.map_err(|e| format!("{e:?}"))?, Rules::embedded());
        let gold = gold.next().ok_or("fewer answers than articles")??;
        let document = Document::of(&article);
        let tokens = tokens::tokenize(&article, &document, lists);
        let quotations = quotations::find(&article, &document);
        if gold.id != article.id {
            return Err(format!("{} is not {}", gold.id, article.id).into());
        }
        out.push(Prepared { article, document, tokens, quotations, gold });
    }
    Ok(out)
}

/// In how many articles each base form stands.
fn known(articles: &[&Prepared], lists: &Lists) -> Known {
    let mut known = Known::new();
    for a in articles {
        let mut here: Vec<u32> = a.tokens.list.iter().map(|t| lists.lexicon.lemma_hash(t.lemma)).collect();
        here.sort_unstable();
        here.dedup();
        for h in here {
            *known.entry(h).or_default() += 1;
        }
    }
    known
}

/// The candidates of an article by sentence, and its answers.
fn cases(p: &Prepared, scene: &Scene) -> (Vec<(usize, Candidate)>, Vec<Case>) {
    let mut all = Vec::new();
    for s in 0..scene.units.len() {
        let mut here = Vec::new();
        cue::candidates(scene, scene.unit(s), &mut here);
        all.extend(here.into_iter().map(|c| (s, c)));
    }
    let mut out = Vec::new();
    for gold in &p.gold.attributions {
        let Some(&cue) = gold.cue.first() else { continue };
        let span = p.tokens.inside(Span::from(cue));
        let inside: Vec<&(usize, Candidate)> = all.iter().filter(|(_, c)| span.contains(&c.head)).collect();
        let verb = inside.iter().rev().find(|(_, c)| c.shape == cue::Shape::Verb);
        let near = || all.iter().find(|(_, c)| c.group.start < span.end && span.start < c.group.end);
        let Some((s, c)) = verb.copied().or(inside.first().copied()).or_else(near) else { continue };
        let content: Vec<Range<usize>> = gold.content.iter().map(|&x| p.range(x)).filter(|r| !r.is_empty()).collect();
        let sentence = scene.unit(*s);
        let source = gold.source.iter().map(|&x| p.range(x)).filter(|r| !r.is_empty()).max_by_key(Range::len);
        let left = side(&content, |r| r.end <= c.group.start && r.end > sentence.start);
        let right = side(&content, |r| r.start >= c.group.end && r.start < sentence.end);
        out.push(Case { sentence: *s, cue: c.clone(), source, left, right, content });
    }
    (all, out)
}

/// The content on one side: pieces that nearly touch count as one, the longest wins.
fn side(content: &[Range<usize>], wanted: impl Fn(&Range<usize>) -> bool) -> Option<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for r in content.iter().filter(|r| wanted(r)) {
        match joined.last_mut() {
            Some(last) if r.start <= last.end + 3 => last.end = r.end,
            _ => joined.push(r.clone()),
        }
    }
    joined.into_iter().max_by_key(Range::len)
}

/// Weights while learning: the current ones and what the average needs.
struct Learner {
    now: Vec<f32>,
    sum: Vec<f32>,
    step: f32,
}

impl Weights for Learner {
    type Total = f32;

    fn weight(&self, feature: Feature) -> f32 {
        self.now[feature as usize]
    }

    fn score(total: f32) -> f32 {
        total
    }
}

impl Learner {
    fn new() -> Self {
        Self { now: vec![0.0; SIZE], sum: vec![0.0; SIZE], step: 1.0 }
    }

    fn update(&mut self, features: &[Feature], by: f32) {
        for &f in features {
            self.now[f as usize] += by;
            self.sum[f as usize] += by * self.step;
        }
    }

    fn averaged(&self) -> Fixed {
        Fixed(self.now.iter().zip(&self.sum).map(|(w, u)| w - u / self.step).collect())
    }
}

/// Weights that no longer change.
struct Fixed(Vec<f32>);

impl Weights for Fixed {
    type Total = f32;

    fn weight(&self, feature: Feature) -> f32 {
        self.0[feature as usize]
    }

    fn score(total: f32) -> f32 {
        total
    }
}

impl Fixed {
    /// Takes the regions that the other has learned.
    fn add(&mut self, other: &Self) {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a += b;
        }
    }

    /// Small integers, each region on its own scale, and the scale of the cues.
    fn packed(&self) -> (Vec<u8>, f32) {
        let mut bytes = Vec::with_capacity(SIZE);
        let mut first = 1.0;
        for (i, region) in self.0.chunks(REGION).enumerate() {
            let mut sizes: Vec<f32> = region.iter().map(|w| w.abs()).filter(|&w| w > 0.0).collect();
            sizes.sort_by(f32::total_cmp);
            let top = sizes.get(sizes.len() * 998 / 1000).copied().unwrap_or(1.0);
            let scale = 127.0 / top;
            if i == 0 {
                first = scale;
            }
            bytes.extend(region.iter().map(|w| ((w * scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()));
        }
        (bytes, first)
    }
}

/// A fixed order that mixes the articles.
fn shuffled(n: usize, round: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(round as u64 + 1);
    for i in (1..n).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(i, (state >> 33) as usize % (i + 1));
    }
    order
}

struct Item<'a> {
    scene: Scene<'a>,
    all: Vec<(usize, Candidate)>,
    cases: Vec<Case>,
}

impl Item<'_> {
    fn sentence(&self, s: usize) -> Range<usize> {
        self.scene.unit(s)
    }

    fn is_cue(&self, c: &Candidate) -> bool {
        self.cases.iter().any(|k| k.cue.head == c.head)
    }
}

fn items<'a>(articles: &[&'a Prepared], lists: &'a Lists, known: &Known) -> Vec<Item<'a>> {
    articles
        .iter()
        .map(|&prepared| {
            let scene = prepared.scene(lists, known);
            let (all, cases) = cases(prepared, &scene);
            Item { scene, all, cases }
        })
        .collect()
}

/// Logistic regression with a step of its own for each weight (`AdaGrad`) and a pull towards 0.
struct Logistic {
    now: Vec<f32>,
    squares: Vec<f32>,
    rate: f32,
    decay: f32,
}

impl Weights for Logistic {
    type Total = f32;

    fn weight(&self, feature: Feature) -> f32 {
        self.now[feature as usize]
    }

    fn score(total: f32) -> f32 {
        total
    }
}

impl Logistic {
    fn new(rate: f32, decay: f32) -> Self {
        Self { now: vec![0.0; SIZE], squares: vec![1e-2; SIZE], rate, decay }
    }

    fn learn(&mut self, features: &[Feature], positive: bool) {
        let score: f32 = features.iter().map(|&f| self.now[f as usize]).sum();
        let error = 1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(positive));
        for &f in features {
            let f = f as usize;
            let g = error + self.decay * self.now[f];
            self.squares[f] += g * g;
            self.now[f] -= self.rate * g / self.squares[f].sqrt();
        }
    }
}

/// Learns which candidates are cues.
fn learn_cues(items: &[Item]) -> Fixed {
    let mut w = Logistic::new(0.03, 0.003);
    let mut features = Vec::new();
    for round in 0..6 {
        for i in shuffled(items.len(), round) {
            let item = &items[i];
            for (s, c) in &item.all {
                features.clear();
                cue::features(&item.scene, &item.sentence(*s), c, &mut features);
                w.learn(&features, item.is_cue(c));
            }
        }
    }
    Fixed(w.now)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> f32 {
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    2.0 * both as f32 / (a.len() + b.len()).max(1) as f32
}

/// One step of the structured perceptron: towards the answer, away from the best span that is not.
fn learn_span(
    w: &mut Learner,
    scene: &Scene,
    anchor: &Anchor,
    task: Task,
    gold: Option<&Range<usize>>,
    edges: &mut Edges,
) {
    let target = gold.and_then(|g| span::nearest(scene, anchor, task, g));
    if gold.is_some() && target.is_none() {
        return;
    }
    let cost = |x: Option<&Range<usize>>| match (x, &target) {
        (None, None) => 0.0,
        (Some(a), Some(b)) => 4.0 * (1.0 - overlap(a, b)),
        _ => 4.0,
    };
    let (got, _) = span::best_with(scene, anchor, task, w, edges, cost);
    if got != target {
        let (mut plus, mut minus) = (Vec::new(), Vec::new());
        span::features(scene, anchor, task, target.as_ref(), &mut plus);
        span::features(scene, anchor, task, got.as_ref(), &mut minus);
        w.update(&plus, 0.2);
        w.update(&minus, -0.2);
    }
    w.step += 1.0;
}

fn learn_sources(items: &[Item]) -> Fixed {
    let (mut w, mut edges) = (Learner::new(), Edges::default());
    for round in 0..6 {
        for i in shuffled(items.len(), round) {
            let item = &items[i];
            for case in &item.cases {
                let anchor = Anchor::new(&item.scene, item.sentence(case.sentence), case.cue.clone());
                learn_span(&mut w, &item.scene, &anchor, Task::Source, case.source.as_ref(), &mut edges);
            }
        }
    }
    w.averaged()
}

/// Learns contents, with the sources that a model without sight of the article gives.
fn learn_contents(items: &[Item], sources: &[Vec<Option<Range<usize>>>]) -> Fixed {
    let (mut w, mut edges) = (Learner::new(), Edges::default());
    for round in 0..6 {
        for i in shuffled(items.len(), round) {
            let item = &items[i];
            for (case, source) in item.cases.iter().zip(&sources[i]) {
                let mut anchor = Anchor::new(&item.scene, item.sentence(case.sentence), case.cue.clone());
                anchor.source.clone_from(source);
                learn_span(&mut w, &item.scene, &anchor, Task::Left, case.left.as_ref(), &mut edges);
                anchor.left.clone_from(&case.left);
                learn_span(&mut w, &item.scene, &anchor, Task::Right, case.right.as_ref(), &mut edges);
            }
        }
    }
    w.averaged()
}

fn learn_follow(items: &[Item]) -> Fixed {
    let mut w = Learner::new();
    let mut features = Vec::new();
    for round in 0..6 {
        for i in shuffled(items.len(), round) {
            let item = &items[i];
            for case in &item.cases {
                let found = found(case);
                for step in 1..=12 {
                    let next = item.sentence(case.sentence + step);
                    if next.is_empty()
                        || !follow::may(&item.scene, &case.cue, &next)
                        || item.cases.iter().any(|k| next.contains(&k.cue.head) && item.scene.quote_at(k.cue.head) == 0)
                    {
                        break;
                    }
                    if found.contents().any(|c| c.end + 1 >= next.end) {
                        continue;
                    }
                    let share = follow::share(&item.scene, &next);
                    let covered: usize = case
                        .content
                        .iter()
                        .map(|c| c.end.min(share.end).saturating_sub(c.start.max(share.start)))
                        .sum();
                    let y = if covered * 2 > share.len() { 1.0 } else { -1.0 };
                    features.clear();
                    follow::features(&item.scene, &found, &next, step, &mut features);
                    let score: f32 = features.iter().map(|&f| w.weight(f)).sum();
                    if score * y < 1.0 {
                        w.update(&features, y * 0.2);
                    }
                    w.step += 1.0;
                    if y < 0.0 {
                        break;
                    }
                }
            }
        }
    }
    w.averaged()
}

fn found(case: &Case) -> Found {
    Found {
        cue: case.cue.clone(),
        score: 1.0,
        sentence: case.sentence,
        source: case.source.clone(),
        left: case.left.clone(),
        right: case.right.clone(),
        more: Vec::new(),
    }
}

/// All models from these articles.
fn learn(articles: &[&Prepared], lists: &Lists) -> (Fixed, Known) {
    let known = known(articles, lists);
    let items = items(articles, lists, &known);
    let mut all = learn_cues(&items);
    all.add(&learn_sources(&items));
    let halves = items.split_at(items.len() / 2);
    let sight = [learn_sources(halves.1), learn_sources(halves.0)];
    let mut edges = Edges::default();
    let sources: Vec<Vec<_>> = items
        .iter()
        .enumerate()
        .map(|(i, item)| {
            let w = &sight[usize::from(i >= items.len() / 2)];
            let anchor = |case: &Case| Anchor::new(&item.scene, item.sentence(case.sentence), case.cue.clone());
            item.cases.iter().map(|c| span::best(&item.scene, &anchor(c), Task::Source, w, &mut edges).0).collect()
        })
        .collect();
    all.add(&learn_contents(&items, &sources));
    all.add(&learn_follow(&items));
    (all, known)
}

fn train_all(data: &[Prepared], lists: &Lists, out: &str) -> Result<(), Box<dyn Error>> {
    let (weights, _) = learn(&data.iter().collect::<Vec<_>>(), lists);
    fs::write(out, file(&weights, data.len()))?;
    Ok(())
}

/// The model as the program reads it.
fn file(weights: &Fixed, articles: usize) -> Vec<u8> {
    let (bytes, scale) = weights.packed();
    let head = format!(
        "Weights of the linear models that find attributions: cues, sources, content to the left and to the right.\n\
         Made by examples/train_attributions.rs from {articles} articles of the PolNeAR corpus (Newell, Margolin and Ruths,\n\
         LREC 2018), which is not part of this repository. One signed byte a weight follows the blank line.\n\
         unit = {scale}\n\n"
    );
    let mut file = head.into_bytes();
    file.extend(bytes);
    file
}

/// The articles of one fold, or all others.
fn part(data: &[Prepared], fold: usize, folds: usize, inside: bool) -> Vec<&Prepared> {
    let order = shuffled(data.len(), 99);
    order.iter().enumerate().filter(|(i, _)| (i % folds == fold) == inside).map(|(_, &a)| &data[a]).collect()
}

fn cross(data: &[Prepared], lists: &Lists, out: &str, folds: usize) -> Result<(), Box<dyn Error>> {
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
fn product(data: &[Prepared], lists: &Lists, out: &str, folds: usize) -> Result<(), Box<dyn Error>> {
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
fn with_speakers(p: &Prepared, lists: &Lists, model: &Model) -> String {
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

fn predict_with(data: &[Prepared], lists: &Lists, out: &str, model: &Model) -> Result<(), Box<dyn Error>> {
    let everything = |p: &Prepared| {
        let paragraphs = p.document.sentences.iter().map(|s| s.paragraph).collect();
        let scene = Scene::new(&p.article.text, &p.tokens, &p.quotations, lists, paragraphs, |_| true);
        predict(p, &scene, model)
    };
    fs::write(out, data.iter().map(everything).collect::<String>())?;
    Ok(())
}

/// What plain rules find, to compare with: a listed verb with a clause or a quotation beside it is a cue, the nearest
/// noun phrase its source, the rest of the sentence on the fuller side its content.
fn rules(p: &Prepared, scene: &Scene) -> String {
    let mut out = Vec::new();
    let mut owned = 0;
    for s in 0..scene.units.len() {
        let sentence = scene.unit(s);
        let mut candidates = Vec::new();
        cue::candidates(scene, sentence.clone(), &mut candidates);
        for c in candidates {
            if c.head >= owned && scene.quote_at(c.head) == 0 && rule_cue(scene, &c) {
                let found = rule_arguments(scene, &sentence, s, c);
                owned = found.contents().map(|r| r.end).max().unwrap_or(owned);
                if found.contents().next().is_some() {
                    out.push(found);
                }
            }
        }
    }
    line(p, scene, &out)
}

fn rule_cue(scene: &Scene, c: &Candidate) -> bool {
    let listed = scene.token(c.head).is_some_and(|t| scene.lists.verbs.verb_numbered(t.lemma).is_some());
    let says = matches!(scene.lemma(c.head), "say" | "tell" | "add" | "write" | "note" | "announce" | "report" | "ask");
    let to = c.group.end;
    let clause = matches!(scene.pos(to), Pos::Subordinator | Pos::To | Pos::Wh);
    let marks = scene.mark(to) == Mark::Quote || scene.mark(to + 1) == Mark::Quote;
    c.shape == cue::Shape::Phrase || c.shape == cue::Shape::Verb && (says || listed && (clause || marks))
}

fn rule_arguments(scene: &Scene, sentence: &Range<usize>, index: usize, c: Candidate) -> Found {
    let (from, to) = (c.group.start, c.group.end);
    let nominal = |i: &usize| {
        matches!(
            scene.pos(*i),
            Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner | Pos::Number | Pos::Pronoun | Pos::Wh
        )
    };
    let before = (sentence.start..from).rev().take_while(nominal).last().map(|s| s..from);
    let after = (to..sentence.end).take_while(nominal).last().map(|e| to..e + 1);
    let phrase = c.shape == cue::Shape::Phrase;
    let source = if phrase { after.clone() } else { before.clone().or_else(|| after.clone()) };
    let inverted = source.as_ref().is_some_and(|s| s.start >= to);
    let left_end = before.filter(|_| !inverted).map_or(from, |s| s.start);
    let comma = left_end > sentence.start && matches!(scene.mark(left_end - 1), Mark::Comma | Mark::Quote);
    let left = (comma && left_end > sentence.start + 2).then(|| sentence.start..left_end - 1);
    let right_start = if inverted { source.as_ref().map_or(to, |s| s.end) } else { to };
    let right_end = sentence.end.saturating_sub(1);
    let right = (left.is_none() && right_start + 1 < right_end).then_some(right_start..right_end);
    Found { cue: c, score: 1.0, sentence: index, source, left, right, more: Vec::new() }
}

/// One line for the scorer.
fn predict(p: &Prepared, scene: &Scene, weights: &impl Weights) -> String {
    line(p, scene, &search::run(scene, weights))
}

fn line(p: &Prepared, scene: &Scene, found: &[Found]) -> String {
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
