//! `regain qr`: one account as a QR code in the terminal.

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use serde_json::json;
use zeroize::Zeroizing;

use super::accounts::{choose, name_or_id, words};
use super::open;
use super::show::usable;
use crate::args::QrArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};

pub(super) fn run(context: &Context, args: &QrArgs) -> Result<()> {
    let store = open(context)?;
    let vault = store.read()?.vault;
    let account = usable(&vault, choose(&vault, &words(&args.query.query))?)?;
    let code = QrCode::new(account.otpauth().to_uri().as_bytes()).map_err(|_| {
        Failure::new(Exit::Failure, "too-long-for-qr", "this account's address is too long for a QR code")
            .next("use `regain export --format otpauth`")
    })?;
    // Light modules are the terminal's foreground: most terminals are dark, and every scanner reads either.
    let picture = Zeroizing::new(
        code.render::<Dense1x2>()
            .dark_color(Dense1x2::Light)
            .light_color(Dense1x2::Dark)
            .quiet_zone(true)
            .build(),
    );
    context.out.json(&json!({"id": account.id.to_string(), "qr": picture.lines().collect::<Vec<_>>()}));
    context.out.warn("This code holds the secret: whoever photographs it can make your codes. Clear the screen afterwards.");
    context.out.line(picture.as_str());
    context.out.line(name_or_id(&account));
    Ok(())
}
