//! What went wrong, for a person.

mod portal;

use regain_sync::SyncError;
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

impl From<&SyncError> for Trouble {
    fn from(error: &SyncError) -> Self {
        let code = match error {
            SyncError::Refused(problem) => problem.code.code(),
            SyncError::NotRegain { .. } => "not-regain",
            SyncError::OtherVersion(_) => "other-version",
            SyncError::Finding(finding) => finding.code(),
            SyncError::WrongSecret => "wrong-secret",
            SyncError::NoBackup => "no-backup",
            SyncError::Removed => "removed",
            SyncError::RemovedWithoutProof => "removed-without-proof",
            SyncError::NeedsConsent(_) => "needs-consent",
            SyncError::Contended => "contended",
            SyncError::Gone(_) => "gone",
            SyncError::NotAtOnce(_) => "not-at-once",
            SyncError::TooLarge => "too-large",
        };
        let names = match error {
            SyncError::NeedsConsent(names) => names.clone(),
            _ => Vec::new(),
        };
        Self { code: code.to_owned(), detail: error.to_string(), names }
    }
}

impl From<SyncError> for Trouble {
    fn from(error: SyncError) -> Self {
        Self::from(&error)
    }
}
