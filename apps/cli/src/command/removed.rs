//! This device was removed from a backup: an emptied store never looks like an empty app.

use regain_sync::Replica;

use crate::context::Context;
use crate::output::{clean, counted};

/// Says whose backup this device was removed from, what stays, and what to do next, until its owner has decided.
pub(super) fn say(context: &Context, replica: &Replica) {
    let Some(account) = removed_from(replica) else { return };
    let account = clean(account);
    context.out.warn(format!(
        "warning: this device was removed from the backup of {account}; its synced accounts were dropped here, and stay in the backup"
    ));
    let left = replica.left_behind.len();
    if left > 0 {
        context.out.warn(format!(
            "{} {} never uploaded and {} kept: regain backup left-behind",
            counted(left, "change"),
            if left == 1 { "was" } else { "were" },
            if left == 1 { "is" } else { "are" },
        ));
    }
    context.out.warn(format!(
        "next: if this device is yours, join again with `regain recover --account {account}`; to start anew without that backup, \
         `regain backup left-behind drop`"
    ));
}

/// The recovery account this device was removed from, while it belongs to no other.
pub(super) fn removed_from(replica: &Replica) -> Option<&str> {
    if replica.membership.is_some() {
        return None;
    }
    replica.removed_from.as_deref()
}
