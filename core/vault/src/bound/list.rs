//! The bound accounts.

use super::BoundAccount;
use crate::record::RecordKind;
use crate::{Finding, Vault};

/// The live bound accounts by id, twins as one, broken ones as findings.
pub fn list(vault: &Vault) -> Vec<Result<BoundAccount, Finding>> {
    let mut accounts: Vec<Result<BoundAccount, Finding>> = Vec::new();
    for read in vault.live(RecordKind::BOUND_ACCOUNT).map(BoundAccount::read) {
        if let Ok(account) = &read
            && let Some(first) = accounts.iter_mut().flatten().find(|first| first.is_twin(account))
        {
            first.twins.push(account.id);
            first.usable_on.extend(&account.usable_on);
        } else {
            accounts.push(read);
        }
    }
    accounts
}
