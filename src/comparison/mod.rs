//! Profiles → [`Comparison`]: measures with intervals, differences, omissions, alignments, warnings.
//!
//! Pure: the same profiles give the same comparison. Bootstraps use a fixed seed.

pub mod measure;
pub mod pair;
pub mod stats;

pub use measure::{Evidence, Interval, Measure, MeasureId, Reading, Unit};
pub use pair::{Comparison, MeasurePair};
