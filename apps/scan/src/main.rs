//! The door for the worker's script.

use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// The texts of all codes in the pixels; before them one line that says whether something like a code was found (`1`) or not (`0`).
#[wasm_bindgen]
pub fn scan(width: usize, height: usize, rgba: &[u8]) -> Vec<String> {
    let seen = regain_scan::read(width, height, rgba);
    let located = if seen.located { "1" } else { "0" };
    std::iter::once(located.to_owned()).chain(seen.texts).collect()
}
