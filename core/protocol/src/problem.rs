//! Errors on the wire: RFC 9457 problems with stable codes.

use serde::{Deserialize, Serialize};

use crate::Bytes;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $status:literal, $title:literal;)*) => {
        /// What went wrong, as a stable code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        pub enum ProblemCode {
            $($(#[$doc])* #[serde(rename = $code)] $variant,)*
        }

        impl ProblemCode {
            /// The code as it travels.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The HTTP status it travels with.
            pub fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }

            /// A sentence for people.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }
        }
    };
}

codes! {
    /// The request is not what the path asks for.
    Malformed = "malformed", 400, "The request is malformed.";
    /// No session, or an ended one.
    SignInRequired = "sign-in-required", 401, "Sign in first.";
    /// Wrong secret or unknown name: never told apart.
    SignInFailed = "sign-in-failed", 401, "The account name or the secret is wrong.";
    /// The session has no right to this.
    NotAllowed = "not-allowed", 403, "This session may not do that.";
    /// The device was removed from the backup; `entry` proves it.
    MemberRemoved = "member-removed", 403, "This device was removed from the backup.";
    /// The service takes no new accounts.
    RegistrationClosed = "registration-closed", 403, "This service takes no new accounts.";
    /// Not there, or not this session's.
    NotFound = "not-found", 404, "There is nothing here.";
    /// The account name is taken.
    AccountTaken = "account-taken", 409, "This account name is taken.";
    /// Somebody else appended first; the missing entries are the body.
    HeadMoved = "head-moved", 409, "The backup has newer entries.";
    /// Nothing follows a closed backup.
    AlreadyClosed = "already-closed", 409, "This backup is closed.";
    /// Over a limit.
    TooLarge = "too-large", 413, "The request is too large.";
    /// A check of the log failed; `rule` names it.
    EntryRefused = "entry-refused", 422, "The entry was refused.";
    /// The signature, the address or the id in a signed message is not as it must be: never told apart.
    ProofRefused = "proof-refused", 401, "The portal does not accept this device's signature.";
    /// A signed message from another time than the portal's.
    ClockOff = "clock-off", 422, "This device's clock is wrong.";
    /// The enrolment code was used, is too old, or never was.
    EnrolmentEnded = "enrolment-ended", 410, "This code was used or is too old. Ask the portal for a new one.";
    /// The request was answered, is too old, or never was this method's.
    RequestEnded = "request-ended", 410, "This request has ended.";
    /// Not the number in the browser; the request ended with it.
    WrongNumber = "wrong-number", 422, "That is not the number in the browser. The request has ended.";
    /// The portal has no such key (any more).
    MethodEnded = "method-ended", 403, "This device's key was removed at the portal.";
    /// Reported as lost.
    MethodSuspended = "method-suspended", 403, "This device was reported as lost at the portal.";
    /// Too many attempts; `Retry-After` says how long.
    SlowDown = "slow-down", 429, "Too many attempts. Wait, then try again.";
    /// Overloaded; try again.
    Busy = "busy", 503, "The service is busy. Try again in a moment.";
    /// The service's disk is full.
    StorageFull = "storage-full", 503, "The service has no room left. Nothing was lost; its operator must make room.";
    /// A fault of the service; `id` is in its log.
    Internal = "internal", 500, "The service failed. Nothing was changed.";
}

/// A problem as it travels. Unknown members are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The stable code.
    pub code: ProblemCode,
    /// A sentence for people.
    #[serde(default)]
    pub title: String,
    /// The HTTP status.
    #[serde(default)]
    pub status: u16,
    /// What exactly, where there is more to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The check of the log that failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// How many seconds to wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// The entry that proves the answer: the removal of the device that asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Bytes>,
    /// Names the fault in the service's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

impl Problem {
    /// The bare problem of a code.
    pub fn new(code: ProblemCode) -> Self {
        Self {
            code,
            title: code.title().into(),
            status: code.status(),
            detail: None,
            rule: None,
            retry_after: None,
            entry: None,
            id: None,
        }
    }

    /// Says more.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_problem_keeps_its_code_over_the_wire() {
        let problem = Problem::new(ProblemCode::HeadMoved).with_detail("pull first");
        let json = serde_json::to_string(&problem).unwrap();
        assert!(json.contains(r#""code":"head-moved""#), "{json}");
        assert_eq!(serde_json::from_str::<Problem>(&json).unwrap(), problem);
    }
}
