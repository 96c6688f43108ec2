//! The words for what went wrong.

use super::generated::TROUBLES;
use super::{Language, Words};
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
        let (what, next) = (self.about(code), self.about(&format!("{code}-next")));
        match (what, next) {
            (Some(what), Some(next)) => Said { what, next },
            _ => Said { what: self.trouble_unknown(), next: self.trouble_unknown_next() },
        }
    }

    fn about(self, code: &str) -> Option<&'static str> {
        let place = TROUBLES.binary_search_by(|(other, _)| (*other).cmp(code)).ok()?;
        let [english, german] = TROUBLES[place].1;
        Some(match self.0 {
            Language::En => english,
            Language::De => german,
        })
    }
}

#[cfg(test)]
mod tests {
    use regain_log::Rule;
    use regain_protocol::ProblemCode;
    use regain_sync::{Finding, SyncError};

    use super::*;

    const SERVICE: &[ProblemCode] = &[
        ProblemCode::Malformed,
        ProblemCode::SignInRequired,
        ProblemCode::SignInFailed,
        ProblemCode::NotAllowed,
        ProblemCode::MemberRemoved,
        ProblemCode::RegistrationClosed,
        ProblemCode::NotFound,
        ProblemCode::AccountTaken,
        ProblemCode::HeadMoved,
        ProblemCode::AlreadyClosed,
        ProblemCode::TooLarge,
        ProblemCode::EntryRefused,
        ProblemCode::SlowDown,
        ProblemCode::Busy,
        ProblemCode::StorageFull,
        ProblemCode::Internal,
    ];

    const RULES: &[Rule] = &[
        Rule::Backup,
        Rule::Number,
        Rule::Previous,
        Rule::Control,
        Rule::Epoch,
        Rule::Commitment,
        Rule::Author,
        Rule::Signature,
        Rule::Right,
        Rule::Body,
        Rule::Fresh,
        Rule::Seals,
        Rule::Proposal,
        Rule::Closed,
        Rule::Genesis,
    ];

    fn said(code: &str) -> Said {
        Words::of(Language::En).trouble(&Trouble::new(code, ""))
    }

    #[test]
    fn whatever_a_service_refuses_has_words_of_its_own() {
        let unknown = said("unheard-of");
        assert_eq!(unknown.what, Words::of(Language::En).trouble_unknown());
        for code in SERVICE {
            assert_ne!(said(code.code()), unknown, "{}", code.code());
        }
    }

    #[test]
    fn whatever_cannot_be_right_is_said_to_be_so() {
        let finding = Words::of(Language::En).trouble_finding();
        for rule in RULES {
            assert_eq!(said(rule.name()).what, finding, "{}", rule.name());
        }
        for code in [Finding::Slot.code(), Finding::ReadBack.code(), Finding::Fork { number: 1 }.code()] {
            assert_eq!(said(code).what, finding, "{code}");
        }
        assert_ne!(said(Finding::Incomplete { after: 1 }.code()).what, finding);
    }

    #[test]
    fn whatever_ends_a_flow_has_words_of_its_own() {
        let unknown = said("unheard-of");
        let errors = [
            SyncError::NotRegain { status: 404 },
            SyncError::OtherVersion(2),
            SyncError::WrongSecret,
            SyncError::NoBackup,
            SyncError::Removed,
            SyncError::RemovedWithoutProof,
            SyncError::NeedsConsent(vec!["x".into()]),
            SyncError::Contended,
            SyncError::Gone("the device"),
            SyncError::NotAtOnce("the kit"),
            SyncError::TooLarge,
        ];
        for error in errors {
            let trouble = Trouble::from(&error);
            assert_ne!(said(&trouble.code), unknown, "{error}");
            assert_eq!(trouble.detail, error.to_string());
        }
    }
}
