//! [`Model`]: coefficients of the context, and the threshold from which hits count.
//!
//! `assets/lexicon/model.tsv` is written by `examples/fit_lexicon`: kind, value, coefficient. The logit of an
//! entry's weight plus the coefficients of its features is the logit of the hit's weight.

use super::{
    context::{Classes, Feature, Kind, key},
    scan,
    table::Hashed,
};

/// Coefficients by feature, the threshold, and the word classes that the features are read by.
#[derive(Clone, Debug, Default)]
pub struct Model {
    coefficients: Hashed<f32>,
    intercept: f32,
    /// A hit counts from this weight on, unless the user chose another.
    pub threshold: f32,
    pub(super) classes: Classes,
}

impl Model {
    /// The file embedded in the binary.
    pub const TEXT: &str = include_str!("../../../assets/lexicon/model.tsv");

    /// The model of a file in that form; lines that do not fit it are left out.
    pub fn of(text: &str) -> Self {
        let mut model = Self::parse(text);
        model.classes = Classes::builtin();
        model
    }

    fn parse(text: &str) -> Self {
        let mut model = Self { threshold: 0.5, ..Self::default() };
        let mut buffer = String::new();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(kind), Some(value), Some(number)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let Ok(number) = number.parse::<f32>() else { continue };
            match kind {
                "threshold" => model.threshold = number,
                "intercept" => model.intercept = number,
                _ => {
                    let Some(kind) = Kind::ALL.into_iter().find(|k| k.name() == kind) else { continue };
                    let hash = match value {
                        "" => 0,
                        word if kind.is_word() => scan::hash_word(word, &mut buffer),
                        name => scan::hash_name(name),
                    };
                    model.coefficients.insert(key(kind, hash), number);
                }
            }
        }
        model
    }

    /// The weight, 0 to 1, of a term of base weight `base` in a context of `features`.
    pub fn weigh(&self, base: f32, features: &[Feature]) -> f32 {
        let base = base.clamp(0.001, 0.999);
        let start = (base / (1.0 - base)).ln() + self.intercept;
        let context: f32 =
            features.iter().filter_map(|f| self.coefficients.get(&f.key()).map(|c| c * f.amount())).sum();
        1.0 / (1.0 + (-(start + context)).exp())
    }
}
