//! A QR code of characters, for a terminal.

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use zeroize::Zeroizing;

/// The picture, wiped when dropped; nothing where the text is too long for a QR code. Light modules are the terminal's
/// foreground: most terminals are dark, and every scanner reads either.
pub fn picture(text: &str) -> Option<Zeroizing<String>> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    let drawn = code
        .render::<Dense1x2>()
        .dark_color(Dense1x2::Light)
        .light_color(Dense1x2::Dark)
        .quiet_zone(true)
        .build();
    Some(Zeroizing::new(drawn))
}
