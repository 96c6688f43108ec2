//! The measure.

use regain_seal::Passphrase;
use regain_seal::passphrase::OuterSpace;
use wasm_bindgen::prelude::wasm_bindgen;

/// How hard a passphrase is to guess.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy)]
pub struct Strength {
    bits: f64,
    enough: bool,
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
        self.enough
    }
}

/// Measures. Whether it is enough is `regain-seal`'s own rule, so that the meter never promises what is then refused.
pub fn measure(text: &str, known: &[&str]) -> Strength {
    let enough = Passphrase::choose(text, known).is_ok();
    // While it is being typed a space may stand at its end for a moment.
    let Ok(typed) = Passphrase::typed(text, OuterSpace::Trim) else { return Strength { bits: 0.0, enough } };
    let guesses = zxcvbn::zxcvbn(typed.expose_text(), known).guesses_log10();
    Strength { bits: guesses * std::f64::consts::LOG2_10, enough }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meter_and_the_rule_agree() {
        let empty = measure("", &[]);
        assert!(empty.bits < 0.5 && !empty.enough);
        let weak = measure("password1", &[]);
        assert!(weak.bits < 20.0 && !weak.enough);
        let strong = measure("quiet maple orbit thunder Zeppelin", &[]);
        assert!(strong.bits > 46.0 && strong.enough);
    }

    #[test]
    fn what_a_guesser_knows_counts_for_little() {
        let (text, known) = ("brave-otter-7 brave-otter-7", ["brave-otter-7"]);
        assert!(measure(text, &known).bits < measure(text, &[]).bits);
    }
}
