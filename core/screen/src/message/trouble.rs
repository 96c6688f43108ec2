//! What went wrong, for a person.

use serde::{Deserialize, Serialize};

/// Why a command did not succeed. The words stand in the word files under `trouble-CODE` (what happened) and `trouble-CODE-next` (the
/// next step); `detail` is shown below them, and instead of them where a code has no words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// Stable: `offline`, `wrong-secret`, `quota`, `store-damaged`, a problem code of the service, a finding's code, …
    pub code: String,
    /// English, from the error itself; never a secret.
    pub detail: String,
    /// Names it is about: accounts that would go (`needs-consent`), a word that is none (`kit-word`).
    pub names: Vec<String>,
}

impl Trouble {
    /// With a detail.
    pub fn new(code: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { code: code.into(), detail: detail.into(), names: Vec::new() }
    }
}
