//! Every reader: the first byte picks the format.
#![no_main]

#[path = "../../tests/properties/bodies.rs"]
#[expect(dead_code, reason = "each target calls its own body")]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some((first, bytes)) = data.split_first() {
        bodies::reader(bodies::NAMES[usize::from(*first) % bodies::NAMES.len()], bytes);
    }
});
