//! Budgets: counted in the store before the answer, so that neither a restart nor a second server gives guesses back.
//!
//! Only proofs of a passphrase are delayed. Kit and devices prove a key that nobody guesses, so they never wait, and nobody
//! is locked out by a stranger who spends the budget of a name.

use std::net::IpAddr;
use std::time::Duration;

use regain_http::{Rejection, client};
use regain_protocol::AccountName;
use regain_storage::Spend;

use crate::fault::Fault;
use crate::state::Service;

/// How many are free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetSettings {
    /// Passphrase proofs of one account in a day before the delays begin.
    pub passphrase_free: u64,
    /// Passphrase proofs of all accounts in a minute before each of them is slowed and the alarm is raised.
    pub passphrase_global: u64,
    /// How long each is slowed then.
    pub global_pause: Duration,
    /// New accounts, and OPAQUE registrations, from one client address in an hour.
    pub registrations: u64,
}

impl Default for BudgetSettings {
    fn default() -> Self {
        Self {
            passphrase_free: 10,
            passphrase_global: 600,
            global_pause: Duration::from_millis(750),
            registrations: 60,
        }
    }
}

const MINUTE_MS: u64 = 60 * 1000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const DAY_MS: u64 = 24 * HOUR_MS;
/// 1 s doubled so often is over an hour: counting further would change nothing.
const DOUBLINGS: u64 = 12;

impl Service {
    /// Counts a proof of this account's passphrase, known or not; refuses while its delay runs.
    pub(crate) async fn spend_passphrase(&self, account: &AccountName) -> Result<(), Fault> {
        self.slow_when_many().await?;
        let free = self.settings.budgets.passphrase_free;
        let now = self.clock.now();
        let spent = self
            .storage
            .spend(Spend {
                key: self.passphrase_key("count", account),
                now,
                window_ms: DAY_MS,
                limit: free + DOUBLINGS,
            })
            .await?;
        let Some(over) = spent.count.checked_sub(free + 1) else { return Ok(()) };
        let delay = delay_ms(over);
        let pace = Spend { key: self.passphrase_key("pace", account), now, window_ms: delay, limit: 1 };
        match self.storage.spend(pace).await?.retry_after_ms {
            None => Ok(()),
            Some(wait) => {
                self.metrics.count("regain_passphrase_delays_total");
                Err(Rejection::slow_down(wait).into())
            }
        }
    }

    /// Forgets the failures before a success.
    pub(crate) async fn clear_passphrase(&self, account: &AccountName) -> Result<(), Fault> {
        self.storage.clear_budget(&self.passphrase_key("count", account)).await?;
        self.storage.clear_budget(&self.passphrase_key("pace", account)).await?;
        Ok(())
    }

    /// Counts a registration from this address; refuses when it made too many in this hour. `step` keeps both halves apart.
    pub(crate) async fn spend_registration(&self, step: &str, client: IpAddr) -> Result<(), Fault> {
        let key = self.secrets.budget_key(step, &client::budget_unit(client));
        let limit = self.settings.budgets.registrations;
        let spend = Spend { key, now: self.clock.now(), window_ms: HOUR_MS, limit };
        match self.storage.spend(spend).await?.retry_after_ms {
            None => Ok(()),
            Some(wait) => Err(Rejection::slow_down(wait).into()),
        }
    }

    /// Counts a mail that somebody asked for; refuses when it is one too many for the day.
    pub(crate) async fn spend_mail(&self, purpose: &str, subject: &[u8], limit: u64) -> Result<(), Fault> {
        let key = self.secrets.budget_key(purpose, subject);
        let spend = Spend { key, now: self.clock.now(), window_ms: DAY_MS, limit };
        match self.storage.spend(spend).await?.retry_after_ms {
            None => Ok(()),
            Some(wait) => Err(Rejection::slow_down(wait).into()),
        }
    }

    /// One guess each on ten thousand accounts spends no account's budget. This one slows and alarms; it never stops
    /// anybody, or a stranger could lock everyone out.
    async fn slow_when_many(&self) -> Result<(), Fault> {
        let limit = self.settings.budgets.passphrase_global;
        let key = self.secrets.budget_key("passphrase of all", &[]);
        let spend = Spend { key, now: self.clock.now(), window_ms: MINUTE_MS, limit };
        if self.storage.spend(spend).await?.retry_after_ms.is_some() {
            self.metrics.count("regain_passphrase_alarm_total");
            tracing::warn!(
                limit,
                "more passphrase attempts a minute than the budget of all accounts: slowing down"
            );
            tokio::time::sleep(self.settings.budgets.global_pause).await;
        }
        Ok(())
    }

    fn passphrase_key(&self, what: &str, account: &AccountName) -> Vec<u8> {
        self.secrets.budget_key(&format!("passphrase {what}"), account.as_str().as_bytes())
    }
}

/// 1 s for the first one over, doubled each time, at most an hour.
fn delay_ms(over: u64) -> u64 {
    (1000 << over.min(DOUBLINGS)).min(HOUR_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_from_a_second_to_an_hour() {
        assert_eq!(delay_ms(0), 1000);
        assert_eq!(delay_ms(1), 2000);
        assert_eq!(delay_ms(11), 2_048_000);
        assert_eq!(delay_ms(12), HOUR_MS);
        assert_eq!(delay_ms(u64::MAX), HOUR_MS);
    }
}
