//! Enter and leave the terminal, and the event loop between the two.
//!
//! [`run`] is the loop: events come from the keyboard, from signals, from the thread that owns the corpus and from
//! background jobs; each becomes an action; the state changes; one frame is drawn. [`guard`] owns the terminal, [`jobs`]
//! does what must not hold up a key press, [`clipboard`] reaches the desktop that the program runs on.

pub mod clipboard;
pub mod guard;
pub mod jobs;
mod provoked;
pub mod run;
mod watch;

pub use clipboard::Clipboard;
pub use guard::Guard;
pub use run::{Start, run};
