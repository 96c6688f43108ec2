//! Empties the outbox. A mail is there until it was taken over by somebody else, so a restart loses none.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use regain_storage::{Mail, NewMail};
use tokio::sync::watch;

use crate::state::Service;

/// A mail on its way.
pub type Carrying<'a> = Pin<Box<dyn Future<Output = Result<(), CarryError>> + Send + 'a>>;

/// Why a mail was not taken over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct CarryError {
    /// Whether trying again is useless: the address does not exist.
    pub for_ever: bool,
    /// For the log; without the address.
    pub cause: String,
}

/// Carries mails away: SMTP, or a folder.
pub trait Carrier: Send + Sync {
    /// Hands one mail over.
    fn carry<'a>(&'a self, mail: &'a NewMail) -> Carrying<'a>;
}

const BATCH: usize = 16;
/// The outbox is looked at so often even when nobody says that something waits: for what is to be tried again.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// After so many tries, about three days, a mail is given up.
const TRIES: u32 = 16;

/// Sends until the server stops.
pub async fn run_mailer(
    service: Arc<Service>,
    carrier: Arc<dyn Carrier>,
    mut closing: watch::Receiver<bool>,
) {
    while !*closing.borrow() {
        match send_due(&service, carrier.as_ref()).await {
            Ok(sent) if sent == BATCH => continue,
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the outbox can't be read"),
        }
        if let Ok(waiting) = service.storage.mails_waiting().await {
            service.metrics.set("regain_outbox_mails", waiting);
        }
        tokio::select! {
            () = service.mail_waits.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            changed = closing.changed() => if changed.is_err() { return },
        }
    }
}

/// Sends what is due now, at most a batch. How many were due.
async fn send_due(service: &Service, carrier: &dyn Carrier) -> Result<usize, regain_storage::StorageError> {
    let due = service.storage.due_mails(service.clock.now(), BATCH).await?;
    for Mail { id, mail, tries, .. } in &due {
        match carrier.carry(mail).await {
            Ok(()) => {
                service.metrics.count("regain_mails_sent_total");
                service.storage.mail_done(*id).await?;
            }
            Err(error) => {
                service.metrics.count("regain_mails_failed_total");
                tracing::warn!(mail = id, tries, %error, "a mail could not be sent");
                let again = next_try(service.clock.now(), *tries, error.for_ever);
                service.storage.mail_failed(*id, again, &error.cause).await?;
            }
        }
    }
    Ok(due.len())
}

/// A minute, then twice as long each time, at most six hours.
fn next_try(now: u64, tries: u32, for_ever: bool) -> Option<u64> {
    if for_ever || tries + 1 >= TRIES {
        return None;
    }
    let wait = (60_000_u64 << tries.min(12)).min(6 * 60 * 60 * 1000);
    Some(now.saturating_add(wait))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_for_days_and_then_given_up() {
        assert_eq!(next_try(0, 0, false), Some(60_000));
        assert_eq!(next_try(0, 3, false), Some(480_000));
        assert_eq!(next_try(0, 14, false), Some(21_600_000));
        assert_eq!(next_try(0, 15, false), None);
        assert_eq!(next_try(0, 0, true), None);
        let total: u64 = (0..15).filter_map(|tries| next_try(0, tries, false)).sum();
        assert!((1..=4).contains(&(total / 86_400_000)), "{total}");
    }
}
