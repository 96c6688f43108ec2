//! Why a passkey's word is not taken.

/// What is wrong with it. People are told three of these; all others are the work of a program, and look the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It can't be read.
    #[error("the answer can't be read")]
    Malformed,
    /// A registration where a sign-in belongs, or the other way round.
    #[error("the answer is of another ceremony")]
    Ceremony,
    /// Made for a page of another origin, or inside of one.
    #[error("the answer was made for another page")]
    Origin,
    /// The challenge is not ours, or was given out for something else, to another browser or in another sign-in.
    #[error("the challenge is not of this page")]
    Challenge,
    /// The challenge is too old.
    #[error("the challenge is over")]
    Expired,
    /// The challenge was answered before.
    #[error("the challenge was answered before")]
    Used,
    /// Made for another RP ID.
    #[error("the answer was made for another relying party")]
    RelyingParty,
    /// Nobody touched the authenticator.
    #[error("nobody was there")]
    Presence,
    /// The authenticator did not verify its user.
    #[error("the user was not verified")]
    Verification,
    /// Backed up, and not fit for it.
    #[error("the flags contradict each other")]
    Flags,
    /// A key of a kind that was not asked for.
    #[error("the key is of a kind that was not asked for")]
    Algorithm,
    /// No such passkey of this person is in use.
    #[error("there is no such passkey")]
    Unknown,
    /// The signature does not fit.
    #[error("the signature does not fit")]
    Signature,
    /// The authenticator's counter did not rise: there may be a copy.
    #[error("the counter did not rise")]
    Counter,
    /// This person has this passkey already.
    #[error("the passkey is there already")]
    There,
}
