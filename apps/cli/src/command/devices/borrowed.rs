//! The backup from a machine that need not be a member: by service, account and a secret. Nothing is stored there.

use regain_protocol::AccountName;
use regain_sync::flow::unlock::Opened;

use super::super::recover::{account_name, ask};
use crate::args::{Place, WayIn};
use crate::context::Context;
use crate::error::Result;
use crate::net::way_in::{self, Secret};
use crate::net::{self, Client, Damaged, Patience, contact};

/// A backup that was opened by a way back in.
pub(in crate::command) struct Borrowed {
    pub client: Client,
    pub account: AccountName,
    pub opened: Opened,
}

/// Opens it. What is not given is asked for. Entries that nobody can open are said, or stop it.
pub(in crate::command) fn open(
    context: &Context,
    place: &Place,
    way_in: &WayIn,
    damaged: Damaged,
) -> Result<Borrowed> {
    let ((service, account), secret) =
        ask(context, place, || way_in::ask(context, way_in), way_in.kit_file.is_some())?;
    let client = net::client(context, &service, Patience::USUAL)?;
    contact::make(context, &client)?;
    let account = account_name(&account)?;
    let opened = way_in::open(&client, way_in::access(context, &client, &account, &secret)?, damaged)?;
    say_left_out(context, &opened);
    Ok(Borrowed { client, account, opened })
}

/// Whether the backup meant is another than this device's, or this machine has none.
pub(in crate::command) fn is_meant(place: &Place, is_member: bool) -> bool {
    place.service.is_some() || place.account.is_some() || !is_member
}

/// Which entries can't be opened, and by whom they are: the device to remove.
pub(super) fn say_left_out(context: &Context, opened: &Opened) {
    if let Some(text) = net::left_out_text(&net::left_out(&opened.restored)) {
        context
            .out
            .warn(format!("warning: what is in {text}, can't be opened by anybody, and is left out here"));
    }
}

/// Tries a way back in that was just made: it opens the backup, and has seen today's state from then on.
pub(in crate::command) fn try_new(
    context: &Context,
    client: &Client,
    account: &AccountName,
    secret: &Secret,
) -> Result<()> {
    let access = way_in::access(context, client, account, secret)?;
    let opened = way_in::open(client, access, Damaged::Refuse)?;
    let (_, request) = opened.refresh_checkpoint(&mut context.rng());
    Ok(client.send(&request)?.require_success()?)
}
