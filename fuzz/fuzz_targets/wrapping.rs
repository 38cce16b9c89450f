//! Wrapping at the width of the first byte.
#![no_main]

#[path = "../../tests/properties/bodies.rs"]
#[expect(dead_code, reason = "each target calls its own body")]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: (u8, &str)| {
    bodies::wrapping(data.1, usize::from(data.0));
});
