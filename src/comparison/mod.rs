//! Profiles → [`Comparison`]: measures with intervals, differences, omissions, alignments, warnings.
//!
//! Pure: the same profiles give the same comparison. Bootstraps use a fixed seed.

pub mod adopted;
pub mod align;
pub mod bootstrap;
pub mod citation;
pub mod common;
pub mod coverage;
pub mod definitions;
pub mod distinctive;
pub mod events;
pub mod features;
pub mod figures;
pub mod groups;
pub mod headline;
pub mod identity;
pub mod ledger;
pub mod loaded;
pub mod measure;
pub mod naming;
pub mod omissions;
pub mod pair;
pub mod passages;
pub mod pool;
pub mod quotes;
pub mod reading;
pub mod salient;
pub mod sentence;
pub mod shared;
pub mod shares;
pub mod signature;
pub mod speakers;
pub mod stats;
pub mod story;
pub mod warnings;

#[cfg(test)]
mod fixture;

pub use definitions::Definition;
pub use figures::Figures;
pub use groups::{Group, Groups, Move};
pub use measure::{Evidence, Interval, Measure, MeasureId, Reading, Unit};
pub use pair::{
    Alignment, AlignmentKind, Comparison, Distinctive, MeasurePair, NamingRow, Omission, OmissionKind, Side, Warning,
    compare,
};
pub use pool::{LARGE, Member, Pool};
pub use shares::{GroupShare, TopicShare, absent_share, camps, source_name, source_types, topics};
pub use signature::{Signature, stories};
pub use speakers::{SpeakerShare, named_only, speakers};
pub use story::{QuotedRow, SourceRow, Story, story};

/// Every measure of one article, in the order of [`MeasureId::ALL`].
pub fn measures(side: Side<'_>) -> Vec<Measure> {
    Figures::of(side).measures()
}
