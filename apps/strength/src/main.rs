//! Says how hard a passphrase is to guess, away from the page's thread. `strength-worker.js` in `apps/web/static` hands it over.

mod measure;

use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroizing;

pub use crate::measure::Strength;

/// Measures a passphrase that is being typed. `known`: words a guesser would try first, such as the account name.
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "lists cross the border by value")]
pub fn strength(text: String, known: Vec<String>) -> Strength {
    let text = Zeroizing::new(text);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    measure::measure(&text, &known)
}

/// A browser calls [`strength`]; started by itself, the program does nothing.
fn main() {}
