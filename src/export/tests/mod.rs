//! What every picture must be, checked on drawn buffers.

mod figures;
mod formats;
mod grid;
mod reports;
mod sample;
mod shots;
mod stories;
mod twin;
