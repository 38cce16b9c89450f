//! Words and sentences.
#![no_main]

#[path = "../../tests/properties/bodies.rs"]
#[expect(dead_code, reason = "each target calls its own body")]
mod bodies;

libfuzzer_sys::fuzz_target!(|text: &str| {
    bodies::segments(text);
    bodies::neutralising(text);
});
