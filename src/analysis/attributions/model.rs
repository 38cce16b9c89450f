//! [`Model`]: the weights of the linear models, and [`Sink`], where features go.
//!
//! A feature is a template number with up to two values, hashed into one table of bytes. The same code that
//! scores also collects features for the trainer (`examples/train_attributions`), so the two cannot drift apart.
//! Words enter features only by their base form, and only if the lexicon lists them: no feature is a name.

use std::ops::AddAssign;

/// Weights of one model; a power of two.
pub const REGION: usize = 1 << 18;

/// How many weights there are: one region each for cues, sources, content to the left and content to the right.
pub const SIZE: usize = 4 * REGION;

/// Templates of one region.
pub const TEMPLATES: u32 = 300;

/// The weights shipped with the program; the text before the first blank line says how they were made.
static BUILTIN: &[u8] = include_bytes!("../../../assets/attributions.model");

/// A hashed feature: an index into the weights.
pub type Feature = u32;

/// Where features go: a sum while scoring, a list while training.
///
/// They come in rows, so that the last steps of hashing are done for a whole row in vector instructions.
pub trait Sink {
    /// Takes the features that `templates` made.
    fn take<const N: usize>(&mut self, templates: Templates, row: [Mixed; N]);
}

impl Sink for Vec<Feature> {
    fn take<const N: usize>(&mut self, templates: Templates, row: [Mixed; N]) {
        self.extend(row.iter().map(|&mixed| templates.region * REGION as u32 + place(mixed)));
    }
}

/// Three numbers as one.
#[inline]
pub const fn mix(a: u32, b: u32, c: u32) -> u32 {
    stir(blend(a, b, c))
}

/// The steps of [`mix`] that need all three numbers.
#[inline]
const fn blend(a: u32, b: u32, c: u32) -> u32 {
    a.wrapping_mul(0x9e37_79b1)
        ^ b.wrapping_mul(0x85eb_ca6b).rotate_left(11)
        ^ c.wrapping_mul(0xc2b2_ae35).rotate_left(22)
}

/// The steps of [`mix`] that need only what the first ones made.
#[inline]
const fn stir(blend: u32) -> u32 {
    let h = (blend ^ (blend >> 15)).wrapping_mul(0x2c1b_3c6d);
    h ^ (h >> 14)
}

/// A feature half hashed.
#[derive(Clone, Copy, Debug)]
pub struct Mixed(u32);

/// Where in its region the weight of a feature stands.
#[inline]
const fn place(mixed: Mixed) -> u32 {
    stir(mixed.0) % REGION as u32
}

/// The templates from a number on, all of one region: one number and two values make a feature.
#[derive(Clone, Copy, Debug)]
pub struct Templates {
    base: u32,
    region: u32,
}

impl Templates {
    /// The templates from `base` on. The hundreds of `base` choose the region.
    #[inline]
    pub fn from(base: u32) -> Self {
        Self { base, region: (base / TEMPLATES).min(3) }
    }

    /// The `template`-th of them with two values.
    #[inline]
    pub fn feature(self, template: u32, a: u32, b: u32) -> Mixed {
        Mixed(blend(self.base + template, a, b))
    }
}

/// What scores a list of features.
pub trait Weights {
    /// What weights are added up in: whole numbers where they are packed into bytes, which is faster and never rounds.
    type Total: Copy + Default + AddAssign;

    /// The weight of one feature.
    fn weight(&self, feature: Feature) -> Self::Total;

    /// A sum of weights as a score.
    fn score(total: Self::Total) -> f32;

    /// The sum of the weights at some places of one region.
    fn sum(&self, region: u32, places: &[u32]) -> Self::Total {
        let mut total = Self::Total::default();
        for place in places {
            total += self.weight(region * REGION as u32 + place);
        }
        total
    }

    /// What a cue's score of 1 (in log odds) is in these weights.
    fn unit(&self) -> f32 {
        1.0
    }
}

/// The weight that a byte stands for: its square with its sign, so that the few large weights fit and the many small ones
/// stay apart.
#[inline]
pub const fn unpacked(byte: i8) -> i32 {
    let byte = byte as i32;
    byte * byte.abs()
}

/// Weights as one byte each.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    weights: &'a [u8],
    unit: f32,
}

impl Model<'static> {
    /// The model shipped with the program.
    pub fn builtin() -> Self {
        Self::read(BUILTIN)
    }
}

impl<'a> Model<'a> {
    /// Reads a model file: lines of text, among them `unit = N`, a blank line, then one signed byte a weight.
    /// What is missing counts as 0.
    pub fn read(bytes: &'a [u8]) -> Self {
        let split = bytes.windows(2).position(|w| w == b"\n\n").unwrap_or(bytes.len());
        let head = bytes.get(..split).unwrap_or_default();
        let unit = std::str::from_utf8(head)
            .unwrap_or("")
            .lines()
            .find_map(|l| l.strip_prefix("unit = ")?.trim().parse().ok())
            .unwrap_or(1.0);
        Self { weights: bytes.get(split + 2..).unwrap_or_default(), unit }
    }
}

impl Weights for Model<'_> {
    type Total = i32;

    #[inline]
    fn weight(&self, feature: Feature) -> i32 {
        self.weights.get(feature as usize).map_or(0, |&b| unpacked(b.cast_signed()))
    }

    fn score(total: i32) -> f32 {
        total as f32
    }

    /// A region that is not whole counts as 0; one that is has all its places, which spares a check for each.
    #[inline]
    fn sum(&self, region: u32, places: &[u32]) -> i32 {
        let from = region as usize * REGION;
        let table = self.weights.get(from..from + REGION).and_then(|table| <&[u8; REGION]>::try_from(table).ok());
        table.map_or(0, |table| places.iter().map(|&p| unpacked(table[p as usize % REGION].cast_signed())).sum())
    }

    fn unit(&self) -> f32 {
        self.unit
    }
}

/// Adds up the weights of the features it takes.
pub struct Sum<'w, W: Weights> {
    weights: &'w W,
    total: W::Total,
}

impl<'w, W: Weights> Sum<'w, W> {
    /// An empty sum.
    pub fn new(weights: &'w W) -> Self {
        Self { weights, total: W::Total::default() }
    }

    /// The score so far.
    pub fn score(&self) -> f32 {
        W::score(self.total)
    }
}

impl<W: Weights> Sink for Sum<'_, W> {
    #[inline]
    fn take<const N: usize>(&mut self, templates: Templates, row: [Mixed; N]) {
        let mut places = [0; N];
        places.iter_mut().zip(row).for_each(|(p, mixed)| *p = place(mixed));
        self.total += self.weights.sum(templates.region, &places);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_file_has_a_head_and_weights() {
        let model = Model::read(b"made by hand\nunit = 1.5\n\n\x01\xff");
        assert!((model.unit() - 1.5).abs() < f32::EPSILON);
        assert_eq!([0, 1, 2].map(|feature| model.weight(feature)), [1, -1, 0]);
    }

    #[test]
    fn the_shipped_model_is_whole() {
        let model = Model::builtin();
        assert_eq!(model.weights.len(), SIZE);
        assert!(BUILTIN.len() < 2_000_000);
    }

    #[test]
    fn templates_and_values_give_different_features() {
        let feature = |template, a, b| place(Templates::from(0).feature(template, a, b));
        assert_ne!(feature(1, 2, 3), feature(1, 3, 2));
        assert_ne!(feature(1, 2, 3), feature(2, 2, 3));
    }

    #[test]
    fn a_row_scores_as_its_features_do() {
        let (templates, mut features) = (Templates::from(TEMPLATES), Vec::new());
        let row = [templates.feature(1, 2, 3), templates.feature(2, 3, 4)];
        features.take(templates, row);
        let model = Model::builtin();
        let mut sum = Sum::new(&model);
        sum.take(templates, row);
        let one_by_one: i32 = features.iter().map(|&f| model.weight(f)).sum();
        assert!((sum.score() - one_by_one as f32).abs() < f32::EPSILON);
    }
}
