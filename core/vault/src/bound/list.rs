//! The bound accounts.

use super::BoundAccount;
use crate::record::RecordKind;
use crate::{Finding, Vault};

/// The live bound accounts, broken ones as findings.
pub fn list(vault: &Vault) -> Vec<Result<BoundAccount, Finding>> {
    vault.live(RecordKind::BOUND_ACCOUNT).map(BoundAccount::read).collect()
}
