//! What was found, before anybody agrees to anything.

use regain_sync::flow::join::Summary;
use serde_json::{Value, json};

use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::{LeftOut, left_out_text};
use crate::output::{Style, Table, clean, counted};
use crate::time;

/// What is typed to restore an old state.
const OLD: &str = "restore an old state";

pub(super) fn show(context: &Context, found: &Summary, left_out: &[LeftOut]) {
    let now = context.now();
    let out = &context.out;
    out.line(out.styled(
        Style::Strong,
        &format!(
            "{}, last backup {} by {}",
            counted(found.accounts, "account"),
            time::local(found.last_backup),
            clean(&found.last_backup_by)
        ),
    ));
    let mut table = Table::plain();
    if found.action_required > 0 {
        table.pair(
            "Action required",
            format!(
                "{} more after the restore, bound to the device",
                counted(found.action_required, "account")
            ),
        );
    }
    if found.unreadable > 0 {
        table
            .pair("Not readable", format!("{} of a newer version, kept", counted(found.unreadable, "entry")));
    }
    if let Some(text) = left_out_text(left_out) {
        table.pair("Left out", format!("{text}: can't be opened by anybody"));
    }
    table.pair(
        "Last sign of life",
        format!("{}, from {}", time::ago(found.last_sign, now), found.last_sign_by),
    );
    table.pair("Devices", found.devices.join(", "));
    table.pair("Words", format!("{}: {}", found.head, found.words.join(" ")));
    out.table(&table);
    out.line("Another device shows the same words for that number: regain backup status --words-at NUMBER");
}

pub(super) fn as_json(found: &Summary, left_out: &[LeftOut]) -> Value {
    let left_out: Vec<Value> = left_out
        .iter()
        .map(|one| json!({"number": one.number, "by": one.by, "finding": one.finding}))
        .collect();
    json!({
        "accounts": found.accounts,
        "action_required": found.action_required,
        "unreadable": found.unreadable,
        "left_out": left_out,
        "last_backup": time::iso(found.last_backup),
        "last_backup_by": found.last_backup_by,
        "last_sign": time::iso(found.last_sign),
        "last_sign_by": found.last_sign_by,
        "stale": found.is_stale,
        "devices": found.devices,
        "head": found.head,
        "words": found.words.join(" "),
    })
}

/// A service may hide the newest entries from a device that knows none: an old last sign of life asks for words of one's own.
/// `--yes` does not stand for them.
pub(super) fn require_consent(context: &Context, found: &Summary, accept_old: bool) -> Result<()> {
    if !found.is_stale || accept_old {
        return Ok(());
    }
    let when = time::ago(found.last_sign, context.now());
    let what =
        format!("the last sign of life of any device is {when}: the service may be showing an old state");
    context.out.warn(format!("warning: {what}. If a device was in use since, don't go on."));
    if context.prompts.can_ask() && !context.prompts.says_yes() {
        let typed = context.prompts.visible(&format!("Type \"{OLD}\" to go on"), "--accept-old")?;
        if typed.trim() == OLD {
            return Ok(());
        }
    }
    Err(Failure::new(Exit::Refused, "old-state", format!("{what}; nothing was changed"))
        .next("if no device was in use since, give --accept-old"))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::args::Globals;

    fn found(is_stale: bool) -> Summary {
        Summary {
            accounts: 1,
            action_required: 0,
            unreadable: 0,
            last_backup: 0,
            last_backup_by: "Pixel".into(),
            last_sign: 0,
            last_sign_by: "Pixel".into(),
            is_stale,
            devices: vec!["Pixel".into()],
            head: 1,
            words: ["a"; 6],
        }
    }

    #[test]
    fn yes_does_not_stand_for_the_words_that_restore_an_old_state() {
        let globals = Globals {
            home: Some("nowhere".into()),
            json: false,
            unlock_file: None,
            yes: true,
            offline: true,
            quiet: true,
            ca_file: None,
        };
        let context = Context::new(&globals).unwrap();
        assert_eq!(require_consent(&context, &found(true), false).unwrap_err().code, "old-state");
        assert!(require_consent(&context, &found(true), true).is_ok());
        assert!(require_consent(&context, &found(false), false).is_ok());
    }
}
