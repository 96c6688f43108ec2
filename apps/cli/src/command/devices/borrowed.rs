//! The backup from a machine that need not be a member: by service, account and a secret. Nothing is stored there.

use regain_sync::flow::unlock::Opened;

use super::super::recover::{account_name, ask};
use crate::args::{Place, WayIn};
use crate::context::Context;
use crate::error::Result;
use crate::net::way_in::{self, Secret};
use crate::net::{self, Client, Patience, contact};

/// A backup that was opened by a way back in.
pub(super) struct Borrowed {
    pub client: Client,
    pub opened: Opened,
}

/// Opens it. What is not given is asked for.
pub(super) fn open(context: &Context, place: &Place, way_in: &WayIn) -> Result<Borrowed> {
    let ((service, account), secret) =
        ask(context, place, || Secret::ask(context, way_in), way_in.kit_file.is_some())?;
    let client = net::client(context, &service, Patience::USUAL)?;
    contact::make(context, &client)?;
    let access = way_in::access(context, &client, &account_name(&account)?, &secret)?;
    let opened = way_in::open(&client, access)?;
    Ok(Borrowed { client, opened })
}

/// Whether the backup meant is another than this device's, or this machine has none.
pub(super) fn is_meant(place: &Place, is_member: bool) -> bool {
    place.service.is_some() || place.account.is_some() || !is_member
}
