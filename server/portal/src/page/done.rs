//! What was just done: said once, on the page that a form leads to.

use crate::words::Words;

macro_rules! dones {
    ($($(#[$doc:meta])* $variant:ident = $code:literal => $words:ident,)*) => {
        /// A thing that was done. Its code travels in the address; the words are ours, so that no link can make the portal say anything else.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Done {
            $($(#[$doc])* $variant,)*
        }

        impl Done {
            /// Its code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// What is said.
            pub fn said(self, w: Words) -> &'static str {
                match self { $(Self::$variant => w.$words(),)* }
            }

            fn of_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

dones! {
    /// Signed out.
    SignedOut = "signed-out" => done_signed_out,
    /// It waits for a second administrator.
    Proposed = "proposed" => done_proposed,
    /// The same waits already.
    ProposedBefore = "proposed-before" => done_proposed_before,
    /// A second administrator approved, and it was done.
    CarriedOut = "carried-out" => done_carried_out,
    /// A proposal was refused or withdrawn.
    ProposalDropped = "proposal-dropped" => done_proposal_dropped,
    /// Somebody registers anew.
    ReregistrationRequired = "reregistration-required" => done_reregistration_required,
    /// Somebody's sessions were ended.
    SessionsEndedFor = "sessions-ended-for" => done_sessions_ended_for,
    /// An account was disabled.
    Disabled = "disabled" => done_disabled,
    /// An account was enabled.
    Enabled = "enabled" => done_enabled,
    /// A role was given.
    RoleGiven = "role-given" => done_role_given,
    /// An invitation was taken back.
    InvitationTakenBack = "invitation-taken-back" => done_invitation_taken_back,
    /// A request for help was closed.
    RecoveryClosed = "recovery-closed" => done_recovery_closed,
    /// The policy was changed.
    PolicyChanged = "policy-changed" => done_policy_changed,
    /// A password was chosen by whoever was invited.
    PasswordChosen = "password-chosen" => done_password_chosen,
    /// A passkey was added.
    PasskeyAdded = "passkey-added" => done_passkey_added,
    /// A method was added.
    MethodAdded = "method-added" => done_method_added,
    /// A method was renamed.
    MethodRenamed = "method-renamed" => done_method_renamed,
    /// Another method is the default.
    DefaultChanged = "default-changed" => done_default_changed,
    /// A method was removed.
    MethodRemoved = "method-removed" => done_method_removed,
    /// A method was reported lost.
    MethodLost = "method-lost" => done_method_lost,
    /// A method is in use again.
    MethodResumed = "method-resumed" => done_method_resumed,
    /// New recovery codes are in use.
    RecoveryCodesKept = "recovery-codes-kept" => done_recovery_codes_kept,
    /// A QR code had expired, and this is another.
    QrRenewed = "qr-renewed" => done_qr_renewed,
    /// The password was changed.
    PasswordChanged = "password-changed" => done_password_changed,
    /// A link was mailed to a new address.
    AddressAsked = "address-asked" => done_address_asked,
    /// A mail address was confirmed.
    AddressConfirmed = "address-confirmed" => done_address_confirmed,
    /// A mail address was removed.
    AddressRemoved = "address-removed" => done_address_removed,
    /// A session was ended.
    SessionEnded = "session-ended" => done_session_ended,
    /// All sessions were ended.
    SessionsEnded = "sessions-ended" => done_sessions_ended,
}

impl Done {
    /// What a page's address says was done.
    pub fn of(path: &str) -> Option<Self> {
        let (_, query) = path.split_once('?')?;
        query.split('&').find_map(|field| field.strip_prefix("done=")).and_then(Self::of_code)
    }

    /// The path of the page that says it.
    pub fn on(self, path: &str) -> String {
        let separator = if path.contains('?') { '&' } else { '?' };
        format!("{path}{separator}done={}", self.code())
    }
}
