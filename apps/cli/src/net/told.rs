//! What others did about members, in words: shown on every device.

use regain_log::{Action, Control, Hash, MemberId, MemberKind};
use regain_sync::flow::status;
use regain_sync::replica::Intent;
use regain_sync::{Replica, Report};

use crate::output::clean;

/// Enough of a proposal's hash to name it.
const SHORT: usize = 8;

/// One line for each thing worth knowing. What this device did itself is no news.
pub fn events_text(replica: &Replica, report: &Report) -> Vec<String> {
    let own = replica.device;
    let news = report.events.iter().filter(|(author, _)| *author != own);
    let news = news.filter_map(|(author, control)| text(replica, *author, control));
    let unsaid = report.unsaid.iter().map(|intent| unsaid(replica, intent));
    news.chain(unsaid).map(|text| clean(&text)).collect()
}

/// What the log no longer lets this device say, since something changed meanwhile.
fn unsaid(replica: &Replica, intent: &Intent) -> String {
    let what = match intent {
        Intent::ProposeRemoval(member) => {
            format!("ask for the removal of \u{201c}{}\u{201d}", who(replica, *member))
        }
        Intent::Confirm(hash) => format!("agree to the proposal {}", short(hash)),
        Intent::Cancel(hash) => format!("refuse the proposal {}", short(hash)),
        Intent::Leave => "leave the backup".to_owned(),
    };
    format!("this device may not {what} any more; it was not done")
}

fn text(replica: &Replica, author: MemberId, control: &Control) -> Option<String> {
    let by = who(replica, author);
    match control {
        Control::MemberAdded { member, .. } if member.id == replica.device => None,
        Control::MemberAdded { member, .. } => Some(format!(
            "the device \u{201c}{}\u{201d} joined the backup, by {by}. If that was not you: regain devices remove",
            who(replica, member.id)
        )),
        Control::MemberRemoved { member, .. } => Some(format!(
            "the device \u{201c}{}\u{201d} was removed from the backup, by {by}",
            who(replica, *member)
        )),
        Control::SlotReplaced { old, new, .. } => {
            // What replaced itself is gone by now, and has no other name.
            let by = if *old == Some(author) { "whoever had the old one".to_owned() } else { by };
            Some(format!("{} was replaced, by {by}; the old one opens nothing new", slot(new.kind)))
        }
        Control::BackupClosed => Some(format!("the backup was deleted at the service, by {by}")),
        Control::Proposed(action) => Some(format!(
            "{by} asks to {}. If that is wrong: regain proposals cancel",
            asked(replica, action)
        )),
        Control::Confirmed(hash) => Some(format!("{by} agreed to the proposal {}", short(hash))),
        Control::Cancelled(hash) => Some(format!("{by} refused the proposal {}", short(hash))),
        Control::MemberLeft => Some(format!("the device {by} left the backup by itself")),
        Control::Genesis { .. } | Control::Heartbeat => None,
    }
}

/// What a proposal asks for, after "asks to".
pub fn asked(replica: &Replica, action: &Action) -> String {
    match action {
        Action::Remove(member) if *member == replica.device => "remove this device".to_owned(),
        Action::Remove(member) => format!("remove the device \u{201c}{}\u{201d}", who(replica, *member)),
        Action::ReplaceSlot { new, .. } => format!("replace {}", slot(new.kind)),
    }
}

/// A member by the name people know, also one that is gone.
pub fn who(replica: &Replica, member: MemberId) -> String {
    status::name(replica, member)
}

/// The beginning of a proposal's hash, as `regain proposals` takes it.
pub fn short(hash: &Hash) -> String {
    hash.to_string().chars().take(SHORT).collect()
}

fn slot(kind: MemberKind) -> &'static str {
    match kind {
        MemberKind::Kit => "the recovery kit",
        MemberKind::Passphrase => "the passphrase",
        MemberKind::Device => "a device",
    }
}
