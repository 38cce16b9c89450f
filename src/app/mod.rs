//! The dashboard without a screen: state, actions, keys, search.
//!
//! ```text
//! terminal event ── on_event ──► Action ── update ──► App, Effects ── (event loop) ──► Action …
//! ```
//!
//! [`on_event`] and [`update()`] are pure in the sense that they touch nothing but the state: what has to be done
//! outside (saving, copying, loading) comes out as [`Effect`]s, whose results come back as actions.

pub mod action;
pub mod colours;
pub mod commands;
pub mod compared;
pub mod cursor;
pub mod definitions;
pub mod effect;
pub mod event;
pub mod figures;
pub mod jobs;
pub mod keymap;
pub mod layout;
pub mod lens;
pub mod notes;
pub mod overlay;
pub mod overview;
pub mod ranking;
pub mod rows;
pub mod search;
pub mod sheets;
pub mod state;
pub mod update;
pub mod whole;
pub mod wraps;

pub use action::{Action, Snapshot};
pub use colours::Colours;
pub use effect::{Crop, Effect, Picture};
pub use event::on_event;
pub use jobs::Job;
pub use keymap::Keymap;
pub use layout::Layout;
pub use lens::{Layer, Layers, Lens, Panel, Side};
pub use state::{App, Compute, Status};
pub use update::{subject, update};
