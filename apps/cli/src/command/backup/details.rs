//! "Details" on screen and as JSON.

use regain_sync::flow::status::{self, Details};
use regain_sync::{Replica, SyncError};
use serde_json::{Value, json};

use super::status::Answers;
use crate::context::Context;
use crate::error::Failure;
use crate::net::{contact, sync};
use crate::output::{Style, Table, clean, counted};
use crate::time;

pub(super) fn show(
    context: &Context,
    replica: &Replica,
    answers: Option<&Answers>,
    why_not: Option<sync::Stop>,
) {
    let removed =
        matches!(why_not, Some(sync::Stop::Sync(SyncError::Removed))) || replica.removed_from.is_some();
    let Some(details) = status::details(replica, answers.map(|answers| &answers.status)) else {
        off(context, replica, removed);
        return;
    };
    let why_not = why_not.map(Failure::from);
    context.out.json(&as_json(replica, &details, answers, why_not.as_ref()));
    if context.out.is_json() {
        return;
    }
    as_text(context, replica, &details, answers);
    if let Some(failure) = why_not {
        let when = time::ago(details.last_contact, context.now());
        context.out.warn(format!(
            "warning: this is what this device knows (last contact {when}): {}",
            failure.message
        ));
        if let Some(next) = failure.next {
            context.out.warn(format!("next: {next}"));
        }
    }
    if let Some(text) = answers.and_then(|answers| contact::skew_text(answers.skew_ms)) {
        context.out.warn(format!("warning: {text}"));
    }
}

fn off(context: &Context, replica: &Replica, removed: bool) {
    let left_behind = replica.left_behind.len();
    context.out.json(&json!({
        "cloud_backup": false, "removed_from": replica.removed_from, "left_behind": left_behind,
    }));
    if removed {
        let from = replica.removed_from.as_deref().unwrap_or("its backup");
        context.out.line(format!(
            "This device was removed from the backup of {from}; its synced accounts were dropped here."
        ));
    }
    if left_behind > 0 {
        context.out.line("Changes that were never uploaded are kept: `regain backup left-behind`.");
    }
    context.out.line("Cloud backup is off: the accounts exist on this device only.");
    context
        .out
        .line("Switch it on with `regain backup on`, or join a backup that exists with `regain recover`.");
}

fn as_json(
    replica: &Replica,
    details: &Details,
    answers: Option<&Answers>,
    why_not: Option<&Failure>,
) -> Value {
    let verified = replica.membership.as_ref().map(|membership| membership.verified).unwrap_or_default();
    let devices: Vec<Value> = details
        .devices
        .iter()
        .map(|device| {
            json!({
                "id": device.id.to_string(), "name": device.name, "this_device": device.this_device,
                "last_seen": device.last_seen.map(time::iso),
            })
        })
        .collect();
    let proposals = replica.membership.as_ref().map_or(0, |membership| membership.chain.proposals().count());
    json!({
        "cloud_backup": true,
        "recovery_account": details.account,
        "service": details.service,
        "protected": details.is_protected,
        "kit_verified": verified.kit.is_some(),
        "passphrase_verified": verified.passphrase.is_some(),
        "last_backup": details.last_backup.as_ref().map(|(time, _)| time::iso(*time)),
        "last_backup_by": details.last_backup.as_ref().map(|(_, by)| by),
        "accounts": details.accounts,
        "accounts_backed_up": details.backed_up,
        "action_required": details.action_required,
        "waiting": details.waiting,
        "head": details.head,
        "words": status::words(replica).unwrap_or_default().join(" "),
        "devices": devices,
        "proposals": proposals,
        "finding": details.finding.as_ref().map(|(code, message)| json!({"code": code, "message": message})),
        "last_contact": time::iso(details.last_contact),
        "online": answers.is_some(),
        "offline_because": why_not.map(|failure| json!({"code": failure.code, "message": failure.message})),
        "alerts": answers.map(|answers| &answers.alerts),
        "clock_ahead_ms": answers.map(|answers| answers.skew_ms),
        "bytes": answers.map(|answers| answers.status.bytes),
    })
}

fn as_text(context: &Context, replica: &Replica, details: &Details, answers: Option<&Answers>) {
    let mut table = Table::plain();
    table.pair("Recovery account", &details.account);
    table.pair("Service", &details.service);
    let verified = replica.membership.as_ref().map(|membership| membership.verified).unwrap_or_default();
    let open = match (verified.kit, verified.passphrase) {
        (Some(_), Some(_)) if details.is_protected => None,
        (None, None) => {
            Some("neither way back in was tried: regain kit verify, regain backup verify --passphrase-file")
        }
        (None, _) => Some("the recovery kit was not tried: regain kit verify"),
        (_, None) => Some("the passphrase was not tried: regain backup verify --passphrase-file"),
        _ => Some("a way back in was replaced since it was tried: regain kit verify, regain backup verify"),
    };
    match open {
        None => table.row([
            (Style::Dim, "Protected"),
            (Style::Good, "yes, by two ways back in that were seen to work"),
        ]),
        Some(why) => table.row([(Style::Dim, "Protected"), (Style::Warning, &format!("not yet: {why}"))]),
    }
    let last = details.last_backup.as_ref().map_or_else(
        || "never".to_owned(),
        |(at, by)| format!("{} ({}), by {by}", time::local(*at), time::ago(*at, context.now())),
    );
    table.pair("Last backup", last);
    let style = if details.backed_up == details.accounts { Style::Good } else { Style::Bad };
    let more = match details.action_required {
        0 => String::new(),
        1 => ", 1 more needs verification after a restore".to_owned(),
        more => format!(", {more} more need verification after a restore"),
    };
    let accounts = format!("{} of {}{more}", details.backed_up, counted(details.accounts, "account"));
    table.row([(Style::Dim, "Backed up"), (style, &accounts)]);
    if details.waiting > 0 {
        table.row([(Style::Dim, "Waiting"), (Style::Warning, &counted(details.waiting, "change"))]);
    }
    table
        .pair("Words", format!("{}: {}", details.head, status::words(replica).unwrap_or_default().join(" ")));
    if let Some(answers) = answers {
        let addresses: Vec<&str> = answers.alerts.iter().map(|alert| alert.address.as_str()).collect();
        table.pair(
            "Alerts go to",
            if addresses.is_empty() { "nobody".to_owned() } else { addresses.join(", ") },
        );
    }
    for (index, device) in details.devices.iter().enumerate() {
        let seen = device
            .last_seen
            .map(|seen| format!(", seen {}", time::ago(seen, context.now())))
            .unwrap_or_default();
        let here = if device.this_device { " (this device)" } else { "" };
        table.pair(if index == 0 { "Devices" } else { "" }, format!("{}{here}{seen}", device.name));
    }
    context.out.table(&table);
    if let Some((code, message)) = &details.finding {
        context.out.warn(clean(&format!(
            "warning: syncing stopped: {message} ({code}). Everything here is kept and codes go on working"
        )));
    }
    let proposals = replica.membership.as_ref().map_or(0, |membership| membership.chain.proposals().count());
    if proposals > 0 {
        context.out.warn(format!(
            "waiting for an answer: {} about devices or ways back in. See regain proposals",
            counted(proposals, "proposal")
        ));
    }
}
