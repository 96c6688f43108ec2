//! The measure.

use regain_seal::Passphrase;
use regain_seal::passphrase::OuterSpace;
use wasm_bindgen::prelude::wasm_bindgen;

/// How hard a passphrase is to guess.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Strength {
    bits: f64,
    why: String,
}

#[wasm_bindgen]
impl Strength {
    /// The guesses it takes, estimated, as a power of two.
    #[wasm_bindgen(getter)]
    pub fn bits(&self) -> f64 {
        self.bits
    }

    /// It would be accepted.
    #[wasm_bindgen(getter)]
    pub fn enough(&self) -> bool {
        self.why.is_empty()
    }

    /// Why it would be refused, in English; empty if it is enough.
    #[wasm_bindgen(getter)]
    pub fn why(&self) -> String {
        self.why.clone()
    }
}

/// Measures. Whether it is enough is `regain-seal`'s own rule, so that the meter never promises what is then refused.
pub fn measure(text: &str, known: &[&str]) -> Strength {
    let why = Passphrase::choose(text, known).err().map(|error| error.to_string()).unwrap_or_default();
    // While it is being typed a space may stand at its end for a moment.
    let bits = Passphrase::typed(text, OuterSpace::Trim).map_or(0.0, |typed| {
        zxcvbn::zxcvbn(typed.expose_text(), known).guesses_log10() * std::f64::consts::LOG2_10
    });
    Strength { bits, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meter_and_the_rule_agree() {
        let empty = measure("", &[]);
        assert!(empty.bits < 0.5 && !empty.enough());
        let weak = measure("password1", &[]);
        assert!(weak.bits < 20.0 && !weak.enough() && weak.why().contains("six generated words"));
        let strong = measure("quiet maple orbit thunder Zeppelin", &[]);
        assert!(strong.bits > 46.0 && strong.enough());
    }

    #[test]
    fn what_a_guesser_knows_counts_for_little() {
        let (text, known) = ("brave-otter-7 brave-otter-7", ["brave-otter-7"]);
        assert!(measure(text, &known).bits < measure(text, &[]).bits);
    }
}
