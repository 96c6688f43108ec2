//! What goes wrong with the store itself.

/// Why an operation did not happen. Nothing of it was kept, unless a variant says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// Too much is waiting, or the store is being closed or can't be reached. Trying again later helps. When the connection
    /// was lost after the request was handed over, the operation may have happened: appends are idempotent for this.
    #[error("the store is busy or can't be reached")]
    Unavailable,
    /// No space is left. What was acknowledged stays, reading works, and writing works again once there is space.
    #[error("no space is left for the store")]
    Full,
    /// The store holds something it can't hold.
    #[error("the store is damaged: {0}")]
    Corrupt(String),
    /// Anything else, the caller's mistakes included. The text is for the log, never for an answer.
    #[error("the store failed: {0}")]
    Internal(String),
}
