//! Reads QR codes in a picture, away from the page's thread. `scan-worker.js` in `apps/web/static` hands the pictures over.

mod luma;
mod search;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::luma::Luma;

/// Searches a picture, given as a canvas gives it: four bytes for each pixel, row by row. Before the texts of all codes, in reading
/// order, one line that says whether something that looks like a code was found (`1`) or not (`0`).
#[wasm_bindgen]
pub fn scan(width: usize, height: usize, rgba: &[u8]) -> Vec<String> {
    let found =
        Luma::from_rgba(width, height, rgba).map(|picture| search::search(&picture)).unwrap_or_default();
    let seen = if found.seen { "1" } else { "0" };
    std::iter::once(seen.to_owned()).chain(found.texts).collect()
}

/// A browser calls [`scan`]; started by itself, the program does nothing.
fn main() {}
