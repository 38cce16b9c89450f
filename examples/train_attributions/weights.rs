//! Weights while they are learned: averaged perceptron and logistic regression; and the file that ships.

use parallax::analysis::attributions::model::{Feature, REGION, SIZE, Weights, unpacked};

/// A part of the features that is left out at random, another part at each step, so that no weight relies on the others.
/// The order is fixed: the same data gives the same weights.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dropout {
    rate: f32,
    seed: u32,
}

impl Dropout {
    /// Leaves out this share of the features, 0 to 1.
    pub fn new(rate: f32) -> Self {
        Self { rate, seed: 0 }
    }

    /// Chooses another part.
    pub fn next(&mut self) {
        self.seed = self.seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    }

    /// Whether the feature is left out now.
    fn drops(self, feature: Feature) -> bool {
        let h = (feature ^ self.seed).wrapping_mul(0x9e37_79b1);
        let h = (h ^ (h >> 15)).wrapping_mul(0x2c1b_3c6d);
        ((h >> 16) as f32) < self.rate * 65_536.0
    }
}

/// Weights while learning: the current ones and what the average needs.
pub struct Learner {
    pub now: Vec<f32>,
    pub sum: Vec<f32>,
    pub step: f32,
    pub dropout: Dropout,
}

impl Weights for Learner {
    type Total = f32;

    fn weight(&self, feature: Feature) -> f32 {
        if self.dropout.drops(feature) { 0.0 } else { self.now[feature as usize] }
    }

    fn score(total: f32) -> f32 {
        total
    }
}

impl Learner {
    /// All 0.
    pub fn new(dropout: Dropout) -> Self {
        Self { now: vec![0.0; SIZE], sum: vec![0.0; SIZE], step: 1.0, dropout }
    }

    /// Adds `by` to the weight of each feature that is not left out.
    pub fn update(&mut self, features: &[Feature], by: f32) {
        for &f in features.iter().filter(|&&f| !self.dropout.drops(f)) {
            self.now[f as usize] += by;
            self.sum[f as usize] += by * self.step;
        }
    }

    /// The mean of the weights after every step.
    pub fn averaged(&self) -> Fixed {
        Fixed(self.now.iter().zip(&self.sum).map(|(w, u)| w - u / self.step).collect())
    }
}

/// Logistic regression with a step of its own for each weight (`AdaGrad`) and a pull towards 0.
pub struct Logistic {
    pub now: Vec<f32>,
    pub squares: Vec<f32>,
    pub rate: f32,
    pub decay: f32,
    pub dropout: Dropout,
}

impl Logistic {
    /// All 0, with the size of the first step and the pull towards 0.
    pub fn new(rate: f32, decay: f32, dropout: Dropout) -> Self {
        Self { now: vec![0.0; SIZE], squares: vec![1e-2; SIZE], rate, decay, dropout }
    }

    /// One step towards the answer, by the features that are not left out; they stand for all.
    pub fn learn(&mut self, features: &[Feature], positive: bool) {
        self.dropout.next();
        let kept = features.iter().filter(|&&f| !self.dropout.drops(f)).map(|&f| f as usize);
        let (sum, count) = kept.clone().fold((0.0, 0), |(sum, n), f| (sum + self.now[f], n + 1));
        let score = sum * features.len() as f32 / count.max(1) as f32;
        let error = 1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(positive));
        for f in kept.collect::<Vec<_>>() {
            let g = error + self.decay * self.now[f];
            self.squares[f] += g * g;
            self.now[f] -= self.rate * g / self.squares[f].sqrt();
        }
    }
}

/// Weights that no longer change.
pub struct Fixed(pub Vec<f32>);

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
    pub fn add(&mut self, other: &Self) {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a += b;
        }
    }

    /// One byte a weight, each region on its own scale so that its largest weight fits, and the scale of the cues.
    pub fn packed(&self) -> (Vec<u8>, f32) {
        let mut bytes = Vec::with_capacity(SIZE);
        let mut first = 1.0;
        for (i, region) in self.0.chunks(REGION).enumerate() {
            let top = region.iter().map(|w| w.abs()).fold(f32::MIN_POSITIVE, f32::max);
            let scale = unpacked(i8::MAX) as f32 / top;
            if i == 0 {
                first = scale;
            }
            bytes.extend(region.iter().map(|w| ((w * scale).abs().sqrt().round().copysign(*w) as i8).cast_unsigned()));
        }
        (bytes, first)
    }
}

/// A fixed order that mixes the articles.
pub fn shuffled(n: usize, round: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(round as u64 + 1);
    for i in (1..n).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(i, (state >> 33) as usize % (i + 1));
    }
    order
}

/// The model as the program reads it.
pub fn file(weights: &Fixed, articles: usize) -> Vec<u8> {
    let (bytes, scale) = weights.packed();
    let head = format!(
        "Weights of the linear models that find attributions: cues, sources, content to the left and to the right.\n\
         Made by examples/train_attributions from {articles} articles of the PolNeAR corpus (Newell, Margolin and Ruths,\n\
         LREC 2018), which is not part of this repository. One signed byte a weight follows the blank line.\n\
         unit = {scale}\n\n"
    );
    let mut file = head.into_bytes();
    file.extend(bytes);
    file
}
