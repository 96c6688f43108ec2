//! The secret behind an account, shown because a person asked.

use qrcode::QrCode;
use regain_screen::message::{Answer, Qr, SecretView, Trouble};
use regain_vault::account;

use super::record_id;
use crate::app::App;

/// Name, secret, address and QR code.
pub fn show(app: &App, id: &str) -> Result<Answer, Trouble> {
    let id = record_id(id)?;
    app.read(|replica| {
        let gone = || Trouble::new("gone", "there is no such account");
        let account = account::one(&replica.vault, id).map_err(|_| gone())?.map_err(|_| gone())?;
        let uri = account.otpauth().to_uri();
        Ok(Answer::Secret(SecretView {
            name: account.name(),
            secret: account.otp.secret().expose_base32().into(),
            qr: qr(&uri),
            uri: uri.into(),
        }))
    })?
}

/// A text as a QR code; none where it is too long for one.
pub fn qr(text: &str) -> Qr {
    let Ok(code) = QrCode::new(text.as_bytes()) else { return Qr::default() };
    Qr {
        side: u32::try_from(code.width()).unwrap_or_default(),
        modules: code.to_colors().into_iter().map(|colour| colour == qrcode::Color::Dark).collect(),
    }
}
