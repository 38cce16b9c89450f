//! [`Model`]: the weights of the linear models, and [`Sink`], where features go.
//!
//! A feature is a template number with up to two values, hashed into one table of small integers. The same code that
//! scores also collects features for the trainer (`examples/train_attributions.rs`), so the two cannot drift apart.
//! Words enter features only by their base form, and only if the lexicon lists them: no feature is a name.

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
pub trait Sink {
    /// Takes one feature.
    fn take(&mut self, feature: Feature);
}

impl Sink for Vec<Feature> {
    fn take(&mut self, feature: Feature) {
        self.push(feature);
    }
}

/// Three numbers as one.
#[inline]
pub const fn mix(a: u32, b: u32, c: u32) -> u32 {
    let h = a.wrapping_mul(0x9e37_79b1)
        ^ b.wrapping_mul(0x85eb_ca6b).rotate_left(11)
        ^ c.wrapping_mul(0xc2b2_ae35).rotate_left(22);
    let h = (h ^ (h >> 15)).wrapping_mul(0x2c1b_3c6d);
    h ^ (h >> 14)
}

/// Template `template` with two values, as an index into the weights. The hundreds of the template choose the region.
#[inline]
pub fn feature(template: u32, a: u32, b: u32) -> Feature {
    let region = (template / TEMPLATES).min(3) * REGION as u32;
    region + mix(template, a, b) % REGION as u32
}

/// What scores a list of features.
pub trait Weights {
    /// The weight of one feature.
    fn weight(&self, feature: Feature) -> f32;

    /// What a cue's score of 1 (in log odds) is in these weights.
    fn unit(&self) -> f32 {
        1.0
    }
}

/// Weights as small integers.
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
    #[inline]
    fn weight(&self, feature: Feature) -> f32 {
        self.weights.get(feature as usize).map_or(0.0, |&b| f32::from(b.cast_signed()))
    }

    fn unit(&self) -> f32 {
        self.unit
    }
}

/// Adds up the weights of the features it takes.
pub struct Sum<'w, W> {
    weights: &'w W,
    /// The sum so far.
    pub total: f32,
}

impl<'w, W: Weights> Sum<'w, W> {
    /// An empty sum.
    pub const fn new(weights: &'w W) -> Self {
        Self { weights, total: 0.0 }
    }
}

impl<W: Weights> Sink for Sum<'_, W> {
    #[inline]
    fn take(&mut self, feature: Feature) {
        self.total += self.weights.weight(feature);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_file_has_a_head_and_weights() {
        let model = Model::read(b"made by hand\nunit = 1.5\n\n\x01\xff");
        assert!((model.unit() - 1.5).abs() < f32::EPSILON);
        assert!((model.weight(0) - 1.0).abs() < f32::EPSILON);
        assert!((model.weight(1) + 1.0).abs() < f32::EPSILON);
        assert!(model.weight(2).abs() < f32::EPSILON);
    }

    #[test]
    fn the_shipped_model_is_whole() {
        let model = Model::builtin();
        assert_eq!(model.weights.len(), SIZE);
        assert!(BUILTIN.len() < 2_000_000);
    }

    #[test]
    fn templates_and_values_give_different_features() {
        assert_ne!(feature(1, 2, 3), feature(1, 3, 2));
        assert_ne!(feature(1, 2, 3), feature(2, 2, 3));
    }
}
