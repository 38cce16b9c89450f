//! What leaves the program as a file: pictures of a drawn buffer, reports, and the machine-readable form.

pub mod json;
pub mod reading;
