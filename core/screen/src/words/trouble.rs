//! The words for what went wrong.

use super::Words;
use crate::message::Trouble;

/// Codes of what a service may not hand out; said in one way, whatever it is, with the exact finding below.
const FINDINGS: &[&str] = &[
    "author",
    "backup",
    "body",
    "closed",
    "commitment",
    "control",
    "epoch",
    "fork",
    "frames",
    "fresh",
    "genesis",
    "number",
    "older-than-slot",
    "previous",
    "proposal",
    "read-back",
    "records",
    "right",
    "rollback",
    "sealed",
    "seals",
    "signature",
    "slot",
    "suite",
];

/// Trouble as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What happened.
    pub what: &'static str,
    /// The next step.
    pub next: &'static str,
}

impl Words {
    /// The words of a trouble. A code without words of its own is said in general; its detail stands below either.
    pub fn trouble(self, trouble: &Trouble) -> Said {
        let code = if FINDINGS.contains(&trouble.code.as_str()) { "finding" } else { trouble.code.as_str() };
        let what = self.by_key(&format!("trouble-{code}"));
        let next = self.by_key(&format!("trouble-{code}-next"));
        match (what, next) {
            (Some(what), Some(next)) => Said { what, next },
            _ => Said { what: self.trouble_unknown(), next: self.trouble_unknown_next() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::*;

    #[test]
    fn every_trouble_of_service_and_log_has_words_of_its_own() {
        let words = Words::of(Language::En);
        let unknown = words.trouble(&Trouble::new("unheard-of", ""));
        assert_eq!(unknown.what, words.trouble_unknown());
        let finding = words.trouble(&Trouble::new("signature", ""));
        assert_eq!(finding.what, words.trouble_finding());
        for code in [
            "account-taken",
            "registration-closed",
            "slow-down",
            "storage-full",
            "already-closed",
            "wrong-secret",
        ] {
            assert_ne!(words.trouble(&Trouble::new(code, "")), unknown, "{code}");
        }
    }
}
