//! What leaves the program as a file: pictures of a drawn buffer, reports, and the machine-readable form.
//!
//! | file | what |
//! |---|---|
//! | [`picture`](mod@picture) | from a drawn buffer to the bytes of a file, with the options |
//! | [`slots`] | the cell model that every writer reads |
//! | [`palette`] | what a terminal colour looks like |
//! | [`shapes`], [`ink`] | what a character looks like: shapes on the grid, glyphs of the embedded fonts |
//! | [`png`], [`svg`], [`html`], [`plain`] | the writers |
//! | [`copy`] | texts for the clipboard |
//! | [`made`] | the date made |
//! | [`save`] | writing files, whole or not at all |
//! | [`json`] | the machine-readable form of a profile |
//! | [`story`], [`pairs`], [`rows`] | the articles with their pairs, as JSON and as a table |
//! | [`report`](mod@report) | a whole story in one file, for readers |
//! | [`reading`] | what `read` and `explain` print |

pub mod copy;
pub mod html;
pub mod ink;
pub mod json;
pub mod made;
pub mod pairs;
pub mod palette;
pub mod picture;
pub mod plain;
pub mod png;
pub mod reading;
pub mod report;
pub mod rows;
pub mod save;
pub mod shapes;
pub mod shot;
pub mod slots;
pub mod story;
pub mod svg;

pub use palette::{Palette, Rgb};
pub use picture::{Caption, Format, Options, Picture, Preset, parse_size, picture};
pub use shot::Shot;
pub use story::Story;

#[cfg(test)]
mod tests;
