//! `regain qr`: one account as a QR code in the terminal.

use serde_json::json;

use super::accounts::{choose, name_or_id, words};
use super::open;
use super::show::usable;
use crate::args::QrArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::output::qr;

pub(super) fn run(context: &Context, args: &QrArgs) -> Result<()> {
    let store = open(context)?;
    let vault = store.read()?.vault;
    let account = usable(&vault, choose(&vault, &words(&args.query.query))?)?;
    let picture = qr::picture(&account.otpauth().to_uri()).ok_or_else(|| {
        Failure::new(Exit::Failure, "too-long-for-qr", "this account's address is too long for a QR code")
            .next("use `regain export --format otpauth`")
    })?;
    context.out.json(&json!({"id": account.id.to_string(), "qr": picture.lines().collect::<Vec<_>>()}));
    context.out.warn("This code holds the secret: whoever photographs it can make your codes. Clear the screen afterwards.");
    context.out.line(picture.as_str());
    context.out.line(name_or_id(&account));
    Ok(())
}
