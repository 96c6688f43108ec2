//! `regain kit status`: whether the kit was seen to work.

use regain_log::MemberKind;
use regain_sync::SyncError;
use serde_json::json;

use super::super::open;
use crate::context::Context;
use crate::error::Result;
use crate::time;

pub(super) fn run(context: &Context) -> Result<()> {
    let store = open(context)?;
    let replica = store.read()?;
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let slot = membership.chain.slot(MemberKind::Kit).ok_or(SyncError::Gone("the recovery kit"))?;
    let made = membership.chain.member(slot.id).map(|member| member.time);
    let is_verified = membership.verified.kit == Some(slot.id);
    context.out.json(&json!({
        "verified": is_verified,
        "made": made.map(time::iso),
        "protected": membership.is_protected(),
    }));
    if let Some(made) = made {
        context.out.line(format!(
            "The recovery kit was made {} ({}).",
            time::local(made),
            time::ago(made, context.now())
        ));
    }
    context.out.line(if is_verified {
        "It was seen to work from this device. Once a year: regain kit verify"
    } else {
        "This device has not seen it work: regain kit verify"
    });
    Ok(())
}
