//! What a signed-in person may want to do.

/// An action, by what it needs. Reading one's own page needs the session only and is no action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Add a method, or replace one.
    AddMethod,
    /// Remove, rename or set a default among methods.
    ChangeMethod,
    /// Show new recovery codes.
    ShowRecoveryCodes,
    /// Change the password.
    ChangePassword,
    /// End sessions.
    EndSessions,
    /// Add or remove a mail address.
    ChangeAddress,
    /// Anything done to another person, a role or the policy.
    Administer,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::AddMethod,
        Self::ChangeMethod,
        Self::ShowRecoveryCodes,
        Self::ChangePassword,
        Self::EndSessions,
        Self::ChangeAddress,
        Self::Administer,
    ];

    /// Part of enrolling, so open to whoever reaches the enrolment pages only.
    pub(super) fn enrols(self) -> bool {
        matches!(self, Self::AddMethod | Self::ShowRecoveryCodes)
    }

    /// Closed for a day to a session that used a recovery code: who stole one could make the account theirs for good, or reach others by it.
    pub(super) fn outlasts_recovery(self) -> bool {
        matches!(self, Self::ChangeAddress | Self::Administer)
    }
}
