//! `regain recover`: a new or additional device. Nothing is changed before the answer.

mod found;
mod home;
mod join;
mod preview;

use regain_protocol::AccountName;
use regain_sync::flow::join::summary;
use serde_json::json;

use crate::args::{Place, RecoverArgs};
use crate::context::Context;
use crate::error::{Failure, Result};
use crate::net::way_in::{self, Secret};
use crate::net::{self, Damaged, Patience, contact};
use crate::output::counted;

pub(super) fn run(context: &Context, args: &RecoverArgs) -> Result<()> {
    let name = super::init::device_name(args.device_name.clone())?;
    let home = home::look(context)?;
    home.require_free(args)?;
    let (place, secret) =
        ask(context, &args.place, || way_in::ask(context, &args.way_in), args.way_in.kit_file.is_some())?;
    let client = net::client(context, &place.0, Patience::USUAL)?;
    contact::make(context, &client)?;
    let account = account_name(&place.1)?;
    home.require_other(&client, &account)?;
    let damaged = if args.leave_out_damaged { Damaged::LeaveOut } else { Damaged::Refuse };
    let opened = way_in::open(&client, way_in::access(context, &client, &account, &secret)?, damaged)?;
    let left_out = net::left_out(&opened.restored);
    let summary = summary(&opened, context.now());
    found::show(context, &summary, &left_out);
    let merge = home.preview(&opened);
    if let Some(merge) = &merge {
        preview::show(context, merge);
    }
    if args.preview {
        let merge = merge.as_ref().map(preview::as_json);
        context
            .out
            .json(&json!({"restored": false, "found": found::as_json(&summary, &left_out), "merge": merge}));
        return Ok(());
    }
    found::require_consent(context, &summary, args.accept_old)?;
    let question = if merge.is_some() { "Merge on this device?" } else { "Restore on this device?" };
    context.prompts.require(question)?;
    let store = home.into_store(context, &name)?;
    let done = join::run(context, &store, &client, opened, &name, damaged)?;
    context.out.json(&json!({
        "restored": true,
        "recovery_account": account.as_str(),
        "service": client.origin().as_str(),
        "device_name": name,
        "found": found::as_json(&summary, &left_out),
        "merge": merge.as_ref().map(preview::as_json),
        "accounts": done.accounts,
        "action_required": done.action_required,
        "head": done.head,
        "words": done.words,
    }));
    context.out.done(format!(
        "Restored: {} {} on this device, which is \u{201c}{name}\u{201d} in the list of devices.",
        counted(done.accounts, "account"),
        if done.accounts == 1 { "is" } else { "are" },
    ));
    if done.action_required > 0 {
        context.out.warn(format!(
            "Action required for {} more: scan a QR code from your organization, on its Security info page.",
            counted(done.action_required, "account")
        ));
    }
    context
        .out
        .done("The other devices go on working; a lost one is removed with `regain devices remove NAME`.");
    Ok(())
}

/// Service, account and secret. A scanned kit knows service and account itself.
pub(super) fn ask(
    context: &Context,
    place: &Place,
    secret: impl FnOnce() -> Result<Secret>,
    kit_given: bool,
) -> Result<((String, String), Secret)> {
    let ask = |given: &Option<String>, what: &str, flag: &str| match given {
        Some(given) => Ok(given.clone()),
        None => context.prompts.visible(what, flag),
    };
    let (service, account) = ("Address of the backup service", "Name of the recovery account");
    if kit_given {
        let secret = secret()?;
        let (on_card, name) = match &secret {
            Secret::Card(card) => (Some(card.service.clone()), Some(card.name.clone())),
            _ => (None, None),
        };
        let service = ask(&place.service.clone().or(on_card), service, "--service URL")?;
        let account = ask(&place.account.clone().or(name), account, "--account NAME")?;
        return Ok(((service, account), secret));
    }
    let service = ask(&place.service, service, "--service URL")?;
    let account = ask(&place.account, account, "--account NAME")?;
    Ok(((service, account), secret()?))
}

/// A name that can't be one is answered like one that is not known: the service would say no more.
pub(super) fn account_name(text: &str) -> Result<AccountName> {
    text.parse().map_err(|_| Failure::from(regain_sync::SyncError::WrongSecret))
}
