//! Mails that wait to be sent. They are put here by the operations that cause them.

use crate::Pending;

/// A mail that was handed out is handed out again when it was neither done nor failed for so long, ms: five minutes.
pub const MAIL_LEASE_MS: u64 = 5 * 60 * 1000;

/// A mail to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct NewMail {
    /// The address.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// The text, plain.
    pub text: String,
    /// The same as HTML, for whoever prefers it.
    pub html: Option<String>,
}

impl std::fmt::Debug for NewMail {
    // Neither address nor text belongs in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewMail").finish_non_exhaustive()
    }
}

/// A mail that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its id in the outbox.
    pub id: u64,
    /// The mail.
    pub mail: NewMail,
    /// How often sending it failed.
    pub tries: u32,
    /// Since when it waits, ms.
    pub created: u64,
}

/// The outbox.
pub trait Outbox {
    /// The mails that are due, longest due first, at most `limit`; each stays the caller's for [`MAIL_LEASE_MS`], so that two
    /// senders don't send one mail.
    fn due_mails(&self, now: u64, limit: usize) -> Pending<'_, Vec<Mail>>;

    /// How many wait, due or not.
    fn mails_waiting(&self) -> Pending<'_, u64>;

    /// It was sent.
    fn mail_done(&self, id: u64) -> Pending<'_, ()>;

    /// It was not sent; it is due again at `next_try`, ms, or given up and forgotten (`None`).
    fn mail_failed(&self, id: u64, next_try: Option<u64>, error: &str) -> Pending<'_, ()>;
}
