//! The backup is deleted at the service: closed by a slot, erased there 30 days later.

use regain_log::Control;

use super::append::Appending;
use super::unlock::Opened;
use crate::{Request, SyncError};

/// Closes with the slot's key. `now` is ms since the Unix epoch.
pub fn start(opened: &Opened, now: u64) -> Result<(Appending, Request), SyncError> {
    let mut draft = opened.draft(now);
    draft.control(&Control::BackupClosed)?;
    Ok(Appending::start(draft.finish(), opened.access.token()))
}
