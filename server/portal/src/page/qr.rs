//! QR codes.

use data_encoding::BASE64;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use zeroize::Zeroizing;

use crate::fault::Fault;

/// A picture of this text, as the address of an image. Black on white in both schemes: many readers know no other. Wiped when dropped, since what
/// is drawn is a secret.
pub fn qr(text: &str) -> Result<Zeroizing<String>, Fault> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M)
        .or_else(|_| QrCode::with_error_correction_level(text.as_bytes(), EcLevel::L));
    let code = code.map_err(|error| Fault::internal(&error))?;
    let drawn = code.render::<svg::Color<'_>>().quiet_zone(true).min_dimensions(240, 240).build();
    let drawn = Zeroizing::new(drawn);
    Ok(Zeroizing::new(format!("data:image/svg+xml;base64,{}", BASE64.encode(drawn.as_bytes()))))
}
