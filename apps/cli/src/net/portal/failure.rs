//! What a portal said, or didn't, as cause and next step. The next steps are the screens' words.

use regain_protocol::ProblemCode;
use regain_screen::message::Trouble;
use regain_screen::words::{Language, Words};
use regain_sync::PortalError;

use crate::error::{Exit, Failure};
use crate::net::NetError;

/// An end that a portal caused.
pub fn explain(error: &PortalError) -> Failure {
    let exit = match error {
        PortalError::NotAPortal { .. } => Exit::Unreachable,
        PortalError::OtherAddress { .. } | PortalError::Digits(_) | PortalError::OtherRequest => {
            Exit::Finding
        }
        PortalError::Number(_) => Exit::Usage,
        PortalError::Refused(problem) => match problem.code {
            ProblemCode::Busy | ProblemCode::StorageFull | ProblemCode::Internal => Exit::Unreachable,
            _ => Exit::Refused,
        },
        PortalError::OtherVersion(_) | PortalError::Ended | PortalError::Account(_) | PortalError::NoKey => {
            Exit::Refused
        }
    };
    let failure = Failure::new(exit, error.name(), error.to_string().trim_end_matches('.'));
    failure.next(next(error.name()))
}

/// No answer: [`PortalError`] knows nothing of networks.
pub(super) fn of_net(error: &NetError) -> Failure {
    let next = match error {
        NetError::Certificate { .. } => {
            "ask your organization; if the portal has a certificate of its own, give its authority with --ca-file PATH".into()
        }
        NetError::Redirect { .. } | NetError::NotHttp { .. } | NetError::TooLarge(_) => next("not-a-portal"),
        NetError::CaFile { .. } => "give a PEM file with --ca-file PATH".into(),
        NetError::TooSlow(_) => next("timeout"),
        NetError::Name(_) | NetError::Unreachable { .. } => next("unreachable"),
    };
    Failure::new(Exit::Unreachable, error.code(), error.to_string()).next(next)
}

/// The same for a screen.
pub fn trouble(failure: &Failure) -> Trouble {
    let code = match failure.code {
        "name-not-found" => "unreachable",
        "redirect" | "not-regain" | "certificate" | "too-large" => "not-a-portal",
        code => code,
    };
    Trouble::new(code, failure.message.clone())
}

/// The screens' next step, as this program writes one: within a sentence.
fn next(code: &str) -> String {
    let said = Words::of(Language::En).portal_trouble(&Trouble::new(code, "")).next.trim_end_matches('.');
    let mut letters = said.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::fmt::Write as _;

    use regain_protocol::Problem;
    use regain_protocol::portal::NumberError;

    use super::*;

    #[test]
    fn every_end_names_its_cause_and_the_next_step() {
        let refused = |code| PortalError::Refused(Box::new(Problem::new(code)));
        let errors = [
            refused(ProblemCode::ProofRefused),
            refused(ProblemCode::ClockOff),
            refused(ProblemCode::EnrolmentEnded),
            refused(ProblemCode::RequestEnded),
            refused(ProblemCode::WrongNumber),
            refused(ProblemCode::MethodEnded),
            refused(ProblemCode::MethodSuspended),
            refused(ProblemCode::SlowDown),
            refused(ProblemCode::Busy),
            refused(ProblemCode::Internal),
            PortalError::NotAPortal { status: 404 },
            PortalError::OtherVersion(2),
            PortalError::OtherAddress {
                dialled: "https://portal.example".parse().unwrap(),
                says: "https://other.example".parse().unwrap(),
            },
            PortalError::Digits(1),
            PortalError::OtherRequest,
            PortalError::Ended,
            PortalError::Number(NumberError::NotDigits),
            PortalError::Number(NumberError::Length(6)),
            PortalError::NoKey,
        ];
        let mut text = String::new();
        for error in errors {
            let failure = explain(&error);
            writeln!(text, "{} {}\n{failure}\n", failure.exit as u8, failure.code).unwrap();
        }
        let portal = || "https://portal.example".to_owned();
        let net = [
            NetError::Name(portal()),
            NetError::Unreachable { origin: portal(), why: "nothing listens there".into() },
            NetError::TooSlow(portal()),
            NetError::Redirect { origin: portal(), to: "https://evil.example/".into() },
        ];
        for error in net {
            let failure = of_net(&error);
            writeln!(text, "{} {}\n{failure}\n", failure.exit as u8, failure.code).unwrap();
        }
        insta::assert_snapshot!(text);
    }
}
