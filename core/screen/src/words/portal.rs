//! The words for what went wrong with a portal: beside the table of the others, since the screens that come first don't need them.

use super::{Said, Words};
use crate::message::Trouble;

macro_rules! said {
    ($words:ident, $trouble:ident: $($($code:literal)|+ => $what:ident, $next:ident;)*) => {
        match $trouble.code.as_str() {
            $($($code)|+ => Said { what: $words.$what(), next: $words.$next() },)*
            _ => $words.trouble($trouble),
        }
    };
}

impl Words {
    /// The words of a trouble with a portal. One that is not about portals is said as everywhere.
    pub fn portal_trouble(self, trouble: &Trouble) -> Said {
        said! { self, trouble:
            "offline" | "unreachable" => portal_unreachable, portal_unreachable_next;
            "timeout" => portal_timeout, portal_timeout_next;
            "not-a-portal" => portal_not_a_portal, portal_not_a_portal_next;
            "elsewhere" => portal_elsewhere, portal_elsewhere_next;
            "other-version" => portal_other_version, portal_other_version_next;
            "digits" => portal_digits, portal_digits_next;
            "other-request" => portal_other_request, portal_other_request_next;
            "number-digits" => portal_number_digits, portal_number_digits_next;
            "number-length" => portal_number_length, portal_number_length_next;
            "no-key" => portal_no_key, portal_no_key_next;
            "malformed" | "too-large" | "not-found" => portal_malformed, portal_malformed_next;
            "busy" | "storage-full" => portal_busy, portal_busy_next;
            "slow-down" => portal_slow_down, portal_slow_down_next;
            "internal" => portal_internal, portal_internal_next;
            "sign-in-required" => portal_session_ended, portal_session_ended_next;
            "proof-refused" => portal_proof_refused, portal_proof_refused_next;
            "clock-off" => portal_clock_off, portal_clock_off_next;
            "enrolment-ended" => portal_enrolment_ended, portal_enrolment_ended_next;
            "request-ended" => portal_request_ended, portal_request_ended_next;
            "wrong-number" => portal_wrong_number, portal_wrong_number_next;
            "method-ended" => portal_method_ended, portal_method_ended_next;
            "method-suspended" => portal_method_suspended, portal_method_suspended_next;
            "enrolment-newer" => portal_enrolment_newer, portal_enrolment_newer_next;
            "enrolment-address" => portal_enrolment_address, portal_enrolment_address_next;
            "enrolment-damaged" => portal_enrolment_damaged, portal_enrolment_damaged_next;
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use regain_protocol::portal::link::LinkError;
    use regain_protocol::portal::{AddressError, NumberError};
    use regain_protocol::{Problem, ProblemCode};
    use regain_sync::PortalError;

    use super::*;
    use crate::words::Language;

    /// What a portal may refuse: `docs/FORMAT-approvals.md`, and what every service may.
    const REFUSALS: &[ProblemCode] = &[
        ProblemCode::Malformed,
        ProblemCode::SignInRequired,
        ProblemCode::NotFound,
        ProblemCode::TooLarge,
        ProblemCode::ProofRefused,
        ProblemCode::ClockOff,
        ProblemCode::EnrolmentEnded,
        ProblemCode::RequestEnded,
        ProblemCode::WrongNumber,
        ProblemCode::MethodEnded,
        ProblemCode::MethodSuspended,
        ProblemCode::SlowDown,
        ProblemCode::Busy,
        ProblemCode::StorageFull,
        ProblemCode::Internal,
    ];

    #[test]
    fn whatever_goes_wrong_with_a_portal_has_words_about_portals() {
        let mut troubles: Vec<Trouble> =
            ["offline", "unreachable", "timeout"].map(|code| Trouble::new(code, "")).into_iter().collect();
        troubles
            .extend(REFUSALS.iter().map(|code| PortalError::Refused(Box::new(Problem::new(*code))).into()));
        let here = "https://portal.example".parse().unwrap();
        let errors = [
            PortalError::NotAPortal { status: 404 },
            PortalError::OtherVersion(2),
            PortalError::OtherAddress { says: "https://other.example".parse().unwrap(), dialled: here },
            PortalError::Digits(1),
            PortalError::OtherRequest,
            PortalError::Ended,
            PortalError::Number(NumberError::NotDigits),
            PortalError::Number(NumberError::Length(6)),
            PortalError::NoKey,
        ];
        troubles.extend(errors.map(Trouble::from));
        let links = [LinkError::Version, LinkError::Address(AddressError::Host), LinkError::Damaged];
        troubles.extend(links.map(Trouble::from));
        for language in [Language::En, Language::De] {
            let words = Words::of(language);
            for trouble in &troubles {
                let said = words.portal_trouble(trouble);
                assert_ne!(said, words.trouble(&Trouble::new("unheard-of", "")), "{}", trouble.code);
                let text = format!("{} {}", said.what, said.next).to_lowercase();
                assert!(!text.contains("backup"), "{}: {text}", trouble.code);
            }
        }
    }

    #[test]
    fn other_troubles_are_said_as_everywhere() {
        let (words, trouble) = (Words::of(Language::En), Trouble::new("quota", ""));
        assert_eq!(words.portal_trouble(&trouble), words.trouble(&trouble));
    }
}
