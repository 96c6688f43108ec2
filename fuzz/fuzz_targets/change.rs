#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    _ = regain_fuzz::change(bytes);
});
