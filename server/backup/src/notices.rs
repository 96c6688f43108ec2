//! The mails: plain text, who did what to which account, what to do about it, how to stop them.

use data_encoding::BASE64URL_NOPAD;
use regain_log::{BackupId, MemberKind};
use regain_protocol::path;
use regain_storage::NewMail;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::entries::Notable;
use crate::state::Service;

impl Service {
    /// The link that ends mails to this address; the same in every mail.
    pub(crate) fn stop_link(&self, backup: BackupId, address: &str) -> String {
        let token = BASE64URL_NOPAD.encode(&self.secrets.stop_token(&backup.0, address));
        self.link(path::ALERT_STOP, &token)
    }

    /// The link of a token.
    pub(crate) fn link(&self, template: &str, token: &str) -> String {
        format!("{}{}", self.settings.link_base, template.replace("{token}", token))
    }
}

/// Asks the owner of an address.
pub fn confirm(address: &str, account: &str, confirm: &str, stop: &str) -> NewMail {
    let text = format!(
        "Somebody who is signed in to the Regain backup \"{account}\" wants this address to be told when something\n\
         happens to that backup.\n\n\
         If that was you, open this page and confirm:\n{confirm}\n\n\
         If not, do nothing: without a confirmation no further mail comes. Or refuse here:\n{stop}\n\n\
         These mails only tell. Regain never recovers anything by mail and never asks for a passphrase or recovery kit.\n"
    );
    NewMail { to: address.into(), subject: format!("Regain: confirm alerts for {account}"), text, html: None }
}

/// Tells what happened.
pub fn changed(address: &str, account: &str, what: Notable, by: MemberKind, now: u64, stop: &str) -> NewMail {
    let (subject, happened) = sentence(what);
    let by = match by {
        MemberKind::Device => "by one of its devices",
        MemberKind::Kit => "with the recovery kit",
        MemberKind::Passphrase => "with the passphrase",
    };
    let advice = advice(what);
    let when = date(now);
    let text = format!(
        "{happened}.\n\nBackup: {account}\nTime:   {when}\nDone:   {by}\n\n{advice}\n\n\
         These mails only tell. Regain never recovers anything by mail and never asks for a passphrase or recovery kit.\n\
         Stop these mails:\n{stop}\n"
    );
    NewMail { to: address.into(), subject: format!("Regain: {subject} ({account})"), text, html: None }
}

fn sentence(what: Notable) -> (&'static str, &'static str) {
    match what {
        Notable::DeviceAdded => ("a device was added", "A device was added to your backup"),
        Notable::DeviceLeft => ("a device left", "A device left your backup"),
        Notable::DeviceRemoved => ("a device was removed", "A device was removed from your backup"),
        Notable::SlotReplaced(MemberKind::Kit) => (
            "the recovery kit was replaced",
            "The recovery kit of your backup was replaced; the old one opens nothing new",
        ),
        Notable::SlotReplaced(_) => (
            "the passphrase was replaced",
            "The passphrase of your backup was replaced; the old one opens nothing new",
        ),
        Notable::RemovalProposed => (
            "a device asks for a removal",
            "A device asks to remove another one from your backup; in 72 hours it may do so alone",
        ),
        Notable::ReplacementProposed(MemberKind::Kit) => (
            "a device asks for a new recovery kit",
            "A device asks to replace the recovery kit of your backup; in 72 hours it may do so alone",
        ),
        Notable::ReplacementProposed(_) => (
            "a device asks for a new passphrase",
            "A device asks to replace the passphrase of your backup; in 72 hours it may do so alone",
        ),
        Notable::Confirmed => {
            ("a proposal was confirmed", "A proposal of one of your devices was confirmed by another")
        }
        Notable::Cancelled => ("a proposal was cancelled", "A proposal of one of your devices was cancelled"),
        Notable::Closed => {
            ("the backup was closed", "Your backup was closed; its content is erased in 30 days")
        }
    }
}

fn advice(what: Notable) -> &'static str {
    match what {
        Notable::RemovalProposed | Notable::ReplacementProposed(_) => {
            "If that was you, nothing is to be done. If not: open Regain on any of your devices and cancel it, or sign in\n\
             with passphrase or recovery kit and remove the device that asks."
        }
        Notable::Closed => {
            "If that was not you: your devices still hold everything. Export it, and make a new backup with a new kit."
        }
        _ => {
            "If that was you, nothing is to be done. If not: sign in with your recovery kit, remove the devices you don't\n\
             know, and replace passphrase and kit."
        }
    }
}

/// A date people can read, UTC, to the second.
fn date(ms: u64) -> String {
    let seconds = i64::try_from(ms / 1000).unwrap_or(i64::MAX);
    let date = OffsetDateTime::from_unix_timestamp(seconds).ok().and_then(|date| date.format(&Rfc3339).ok());
    date.unwrap_or_else(|| "unknown".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_says_what_when_and_how_to_stop() {
        let mail = changed(
            "a@example.org",
            "brave-otter-42",
            Notable::RemovalProposed,
            MemberKind::Device,
            1_800_000_000_000,
            "https://backup.example/stop",
        );
        insta::assert_snapshot!(format!("{}\n\n{}", mail.subject, mail.text), @r#"
        Regain: a device asks for a removal (brave-otter-42)

        A device asks to remove another one from your backup; in 72 hours it may do so alone.

        Backup: brave-otter-42
        Time:   2027-01-15T08:00:00Z
        Done:   by one of its devices

        If that was you, nothing is to be done. If not: open Regain on any of your devices and cancel it, or sign in
        with passphrase or recovery kit and remove the device that asks.

        These mails only tell. Regain never recovers anything by mail and never asks for a passphrase or recovery kit.
        Stop these mails:
        https://backup.example/stop
        "#);
    }
}
