//! A kept profile: raw bytes, and what they are when they unfold.
#![no_main]

use std::io::Write;

#[path = "../../tests/properties/bodies.rs"]
#[expect(dead_code, reason = "each target calls its own body")]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    bodies::cache(data);
    let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::none());
    if packed.write_all(data).is_ok()
        && let Ok(packed) = packed.finish()
    {
        bodies::cache(&packed);
    }
});
