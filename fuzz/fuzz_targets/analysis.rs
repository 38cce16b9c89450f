//! The whole analysis of a text, quotations and all.
#![no_main]

#[path = "../../tests/properties/bodies.rs"]
#[expect(dead_code, reason = "each target calls its own body")]
mod bodies;

libfuzzer_sys::fuzz_target!(|text: &str| {
    bodies::analysis(text);
});
