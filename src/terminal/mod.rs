//! Enter and leave the terminal, and the event loop between the two.

pub mod guard;

pub use guard::Guard;
