//! How hard a passphrase is to guess, by the rule that refuses weak ones.

use regain_seal::Passphrase;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// Empty if the passphrase is good enough; else why it is not, in English.
#[wasm_bindgen]
pub fn weakness(text: &str, known: Vec<String>) -> String {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Passphrase::choose(text, &known).err().map(|error| error.to_string()).unwrap_or_default()
}
