//! What the engine and the network report, as a cause with the next step.

use regain_protocol::{Problem, ProblemCode};
use regain_sync::{Finding, SyncError};

use super::NetError;
use crate::error::{Exit, Failure};

/// The failure that an error of the engine is for a person.
pub fn of_sync(error: SyncError) -> Failure {
    error.into()
}

fn explain(error: &SyncError) -> Failure {
    let failure = |exit, code| Failure::new(exit, code, error.to_string());
    match error {
        SyncError::Refused(problem) => of_problem(problem, error),
        SyncError::NotRegain { .. } => failure(Exit::Unreachable, "not-regain")
            .next("check the service's address; it is the one in `regain backup status` and on the printed kit"),
        SyncError::OtherVersion(_) => failure(Exit::Unreachable, "other-version")
            .next("update Regain, or ask whoever runs the service to update it"),
        SyncError::Finding(finding @ (Finding::Sealed { .. } | Finding::Records { .. })) => {
            failure(Exit::Finding, finding.code()).next(
                "nothing on this device was changed and codes go on working. A device of this backup wrote it: \
                 `regain devices --service URL --account NAME` says which, and `regain devices remove NAME` removes it; both ask for the \
                 passphrase or the recovery kit",
            )
        }
        SyncError::Finding(finding) => failure(Exit::Finding, finding.code()).next(
            "nothing on this device was changed and codes go on working. Compare the words of `regain backup status` with \
             another device, and tell whoever runs the service",
        ),
        SyncError::WrongSecret => wrong_secret(),
        SyncError::NoBackup => failure(Exit::Refused, "no-backup")
            .next("switch it on with `regain backup on`, or join one that exists with `regain recover`"),
        SyncError::Removed => failure(Exit::Refused, "removed").next(
            "its synced accounts were dropped here. If this was you, join again with `regain recover`; what was never \
             uploaded is kept: `regain backup left-behind`",
        ),
        SyncError::RemovedWithoutProof => failure(Exit::Finding, "removed-without-proof")
            .next("codes go on working; tell whoever runs the service"),
        SyncError::NeedsConsent(_) => failure(Exit::Refused, "needs-consent")
            .next("if that is what you did on another device, run `regain sync --accept-removals`"),
        SyncError::Contended => failure(Exit::Failure, "contended").next("run the command again"),
        SyncError::Gone("the new recovery account") => Failure::new(
            Exit::Refused,
            "unfinished",
            "the service does not have this recovery account: switching Cloud backup on was interrupted before it was made",
        )
        .next("run `regain backup on` again; the accounts are on this device only"),
        SyncError::Gone(_) => failure(Exit::NotFound, "gone").next("look again with `regain devices` or `regain proposals`"),
        SyncError::NotAtOnce(_) => failure(Exit::Refused, "not-at-once").next(
            "give the recovery kit with --kit-file or the passphrase with --passphrase-file; or --propose, which counts \
             after another device's confirmation or 72 hours",
        ),
        SyncError::TooLarge => failure(Exit::Failure, "too-large").next("change fewer accounts at once"),
    }
}

/// Wrong passphrase, wrong kit, unknown account: the service does not tell them apart, and neither does this.
fn wrong_secret() -> Failure {
    Failure::new(Exit::Secret, "wrong-secret", SyncError::WrongSecret.to_string())
        .next("check the account name (it is on the printed kit) and try again, or use the other way in: --kit-file PATH or --passphrase-file PATH")
}

fn of_problem(problem: &Problem, error: &SyncError) -> Failure {
    let code = problem.code.code();
    let failure = |exit| Failure::new(exit, code, error.to_string().trim_end_matches('.').to_owned());
    let again = "nothing was lost; try again in a while";
    match problem.code {
        ProblemCode::SignInFailed => wrong_secret(),
        ProblemCode::AccountTaken => failure(Exit::Refused).next(
            "choose another name with --account NAME; if the account is yours, join it with `regain recover`",
        ),
        ProblemCode::RegistrationClosed => {
            failure(Exit::Refused).next("use another service, or ask whoever runs it to open an account")
        }
        ProblemCode::SlowDown => failure(Exit::Refused)
            .next("wait, then try again; the recovery kit and devices that are members never wait"),
        ProblemCode::NotAllowed => failure(Exit::Refused).next("the passphrase or the recovery kit may do it"),
        ProblemCode::MemberRemoved => SyncError::Removed.into(),
        ProblemCode::AlreadyClosed => failure(Exit::Refused).next(
            "the backup was deleted. Your accounts stay on this device: `regain backup off` leaves it, `regain backup on` makes a new one",
        ),
        ProblemCode::Busy | ProblemCode::StorageFull | ProblemCode::Internal => {
            failure(Exit::Unreachable).next(again)
        }
        ProblemCode::EntryRefused => {
            let rule = problem.rule.as_deref().unwrap_or("unknown");
            failure(Exit::Failure).while_doing(format!("the service's check \u{201c}{rule}\u{201d}")).next("run `regain sync`, then try again")
        }
        _ => failure(Exit::Failure).next("run `regain sync`, then try again; if it stays, update Regain"),
    }
}

impl From<NetError> for Failure {
    fn from(error: NetError) -> Self {
        let next = match error {
            NetError::Name(_) | NetError::Unreachable { .. } | NetError::TooSlow(_) => {
                "try again when the service can be reached; until then codes and changes on this device work as ever"
            }
            NetError::Certificate { .. } => {
                "ask whoever runs the service; if it has a certificate of its own, give its authority with --ca-file PATH"
            }
            NetError::NotHttp { .. } | NetError::TooLarge(_) => "check the address of the service",
            NetError::Redirect { .. } => "if the service has moved, use the address it names",
            NetError::CaFile { .. } => "give a PEM file with --ca-file PATH",
        };
        Self::new(Exit::Unreachable, error.code(), error.to_string()).next(next)
    }
}

impl From<SyncError> for Failure {
    fn from(error: SyncError) -> Self {
        explain(&error)
    }
}
