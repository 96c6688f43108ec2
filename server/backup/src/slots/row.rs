//! What is kept of a slot, from what the log says of it and what the client sends beside it.

use regain_log::{MemberKind, MemberRecord};
use regain_protocol::Bytes;
use regain_protocol::limit::BLOB_BYTES;
use regain_storage::SlotRow;

use crate::fault::Fault;
use crate::opaque;

/// The row; a passphrase needs an OPAQUE record, a kit has none.
pub fn slot_row(slot: &MemberRecord, blob: &Bytes, upload: Option<&Bytes>) -> Result<SlotRow, Fault> {
    check_blob(blob)?;
    let passphrase = slot.kind == MemberKind::Passphrase;
    let opaque_record = match upload {
        Some(upload) if passphrase => Some(
            opaque::record(&upload.0)
                .map_err(|error| Fault::malformed(format!("registration_upload: {error}")))?,
        ),
        None if passphrase => return Err(Fault::malformed("registration_upload: a passphrase needs one")),
        Some(_) => return Err(Fault::malformed("registration_upload: a recovery kit has none")),
        None => None,
    };
    let auth_key = slot.kit.map(|keys| keys.auth);
    Ok(SlotRow { id: slot.id, kind: slot.kind, blob: blob.0.clone(), auth_key, opaque_record })
}

/// A blob has a size; what is inside only its secret knows.
pub fn check_blob(blob: &Bytes) -> Result<(), Fault> {
    if blob.0.is_empty() {
        Err(Fault::malformed("blob: empty"))
    } else if blob.0.len() > BLOB_BYTES {
        let problem = regain_protocol::Problem::new(regain_protocol::ProblemCode::TooLarge);
        Err(problem.with_detail(format!("blob: at most {BLOB_BYTES} bytes")).into())
    } else {
        Ok(())
    }
}
