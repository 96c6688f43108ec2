//! What is written into the audit log, and told by mail.

use crate::words::Words;

macro_rules! acts {
    ($($(#[$doc:meta])* $variant:ident = $code:literal => $words:ident,)*) => {
        /// Something that happened. Its code stands in the audit log: frozen.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Act {
            $($(#[$doc])* $variant,)*
        }

        impl Act {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// As a sentence to the person it happened to.
            pub fn said(self, w: Words) -> &'static str {
                match self { $(Self::$variant => w.$words(),)* }
            }

            /// By its code.
            pub fn of_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

acts! {
    /// A session was opened.
    SignedIn = "signed-in" => act_signed_in,
    /// A guess was wrong.
    SignInFailed = "sign-in-failed" => act_sign_in_failed,
    /// A session was ended by its owner.
    SignedOut = "signed-out" => act_signed_out,
    /// A recovery code was used.
    RecoveryCodeUsed = "recovery-code-used" => act_recovery_code_used,
    /// A second factor was proven again.
    SteppedUp = "stepped-up" => act_stepped_up,
    /// Somebody asked for help with signing in.
    RecoveryAsked = "recovery-asked" => act_recovery_asked,
    /// The first administrator was made.
    FirstAdministrator = "first-administrator" => act_first_administrator,
    /// Somebody invited chose a password.
    PasswordChosen = "password-chosen" => act_password_chosen,
    /// "This wasn't me."
    Disowned = "disowned" => act_disowned,
    /// A method was suspended by "This wasn't me".
    MethodDisowned = "method-disowned" => act_method_disowned,
    /// A pass was issued on the host.
    HostPass = "host-pass" => act_host_pass,
    /// Somebody was added.
    PersonCreated = "person-created" => act_person_created,
    /// A link of an invitation was made.
    Invited = "invited" => act_invited,
    /// An invitation was taken back.
    InvitationTakenBack = "invitation-taken-back" => act_invitation_taken_back,
    /// A pass was issued.
    PassIssued = "pass-issued" => act_pass_issued,
    /// Methods were removed, so that they are registered anew.
    ReregistrationRequired = "reregistration-required" => act_reregistration_required,
    /// All sessions were ended by somebody who helps.
    SessionsEndedFor = "sessions-ended-for" => act_sessions_ended_for,
    /// The account was disabled.
    Disabled = "disabled" => act_disabled,
    /// The account was enabled again.
    Enabled = "enabled" => act_enabled,
    /// A role was given.
    RoleGiven = "role-given" => act_role_given,
    /// Something waits for a second administrator.
    Proposed = "proposed" => act_proposed,
    /// The second administrator refused.
    ProposalRefused = "proposal-refused" => act_proposal_refused,
    /// Who proposed it took it back.
    ProposalWithdrawn = "proposal-withdrawn" => act_proposal_withdrawn,
    /// Somebody tried to do what the rules forbid.
    HelpRefused = "help-refused" => act_help_refused,
    /// A request for help was closed.
    RecoveryClosed = "recovery-closed" => act_recovery_closed,
    /// The organisation decided anew.
    PolicyChanged = "policy-changed" => act_policy_changed,
    /// The audit log was exported.
    AuditExported = "audit-exported" => act_audit_exported,
    /// The chain of the audit log was checked.
    AuditChecked = "audit-checked" => act_audit_checked,
    /// A request was approved by the app.
    Approved = "approved" => act_approved,
    /// A request was denied in the app.
    Denied = "denied" => act_denied,
    /// A wrong number was typed in the app.
    WrongNumber = "wrong-number" => act_wrong_number,
    /// "It wasn't me."
    Reported = "reported" => act_reported,
    /// A device used an enrolment code, and waits for its test.
    KeyBrought = "key-brought" => act_key_brought,
    /// A method came into use.
    MethodAdded = "method-added" => act_method_added,
    /// A method that was reported as lost is in use again.
    MethodResumed = "method-resumed" => act_method_resumed,
    /// A passkey's counter did not rise.
    PasskeyCopied = "passkey-copied" => act_passkey_copied,
    /// A method got another name.
    MethodRenamed = "method-renamed" => act_method_renamed,
    /// Another method is asked for first.
    DefaultChanged = "default-changed" => act_default_changed,
    /// A method went.
    MethodRemoved = "method-removed" => act_method_removed,
    /// A method was reported lost.
    MethodLost = "method-lost" => act_method_lost,
    /// A code of a new authenticator app was typed; it is in use a moment later.
    CodeTyped = "code-typed" => act_code_typed,
    /// New recovery codes took the place of the old ones.
    RecoveryCodesMade = "recovery-codes-made" => act_recovery_codes_made,
    /// The password was changed.
    PasswordChanged = "password-changed" => act_password_changed,
    /// A mail address was added, and not yet confirmed.
    AddressAdded = "address-added" => act_address_added,
    /// A mail address was confirmed by the link that was sent to it.
    AddressConfirmed = "address-confirmed" => act_address_confirmed,
    /// A mail address was removed.
    AddressRemoved = "address-removed" => act_address_removed,
    /// One session was ended from another.
    SessionEnded = "session-ended" => act_session_ended,
    /// All sessions were ended, or all others.
    SessionsEnded = "sessions-ended" => act_sessions_ended,
}
