//! The list of accounts.

use super::{Account, AccountError, order_of};
use crate::record::RecordKind;
use crate::{Finding, Record, RecordId, Vault};

/// The live accounts in the person's order, favourites first; broken ones as findings in their place.
pub fn list(vault: &Vault) -> Vec<Result<Account, Finding>> {
    let read = sorted(vault).into_iter().map(Account::read);
    let (mut list, others): (Vec<_>, Vec<_>) =
        read.partition(|account| account.as_ref().is_ok_and(|account| account.favourite));
    list.extend(others);
    list
}

/// How many live accounts there are, readable or not.
pub fn count(vault: &Vault) -> usize {
    vault.live(RecordKind::ACCOUNT).count()
}

/// One account, live or in the trash.
pub fn one(vault: &Vault, id: RecordId) -> Result<Result<Account, Finding>, AccountError> {
    let record =
        vault.record(id).filter(|record| record.kind() == RecordKind::ACCOUNT && !record.is_purged());
    record.map(Account::read).ok_or(AccountError::Unknown)
}

/// The live account records by order; the id decides between equals, so every device shows the same list.
pub(crate) fn sorted(vault: &Vault) -> Vec<&Record> {
    let mut records: Vec<&Record> = vault.live(RecordKind::ACCOUNT).collect();
    records.sort_by(|a, b| (order_of(a), a.id()).cmp(&(order_of(b), b.id())));
    records
}
