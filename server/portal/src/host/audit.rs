//! Whether the audit log is what was written.

use regain_storage::StorageError;

use crate::state::Portal;

/// Lines read at once.
const PAGE: usize = 1000;

/// Walks the whole chain. `Ok((lines, hash))`: whole, with so many lines, the last with this hash. `Err(number)`: the first line that does not follow.
pub async fn check_audit(portal: &Portal) -> Result<Result<(u64, [u8; 32]), u64>, StorageError> {
    let (mut number, mut hash) = (0, [0; 32]);
    loop {
        let rows = portal.storage.audit_after(number, PAGE).await?;
        if rows.is_empty() {
            return Ok(Ok((number, hash)));
        }
        for row in rows {
            if !row.follows(number, &hash) {
                return Ok(Err(number + 1));
            }
            (number, hash) = (row.number, row.hash);
        }
    }
}
