//! Writing an address.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use crate::{Kind, Otp};

use super::{OtpAuth, query::is_known, read::reads_as_hex};

/// Everything but RFC 3986's unreserved characters and `@`, which is allowed in paths and queries and reads better.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');

impl OtpAuth {
    /// The address, with the secret and the PIN in it; wiped when dropped. [`parse`](super::parse) reads it back to an
    /// equal value, with one exception: totp of five digits whose issuer is Steam is read as a Steam key.
    pub fn to_uri(&self) -> Zeroizing<String> {
        let kind = match self.otp.kind() {
            // The name Yandex gave it in addresses.
            Kind::Yandex => "yaotp",
            kind => kind.name(),
        };
        let mut uri = Zeroizing::new(format!("otpauth://{kind}/"));
        if !self.issuer.is_empty() || self.label.contains(':') {
            uri.extend([&*encoded(&self.issuer), ":"]);
        }
        uri.push_str(&encoded(&self.label));

        push(&mut uri, '?', "secret", &written_secret(&self.otp));
        // An empty issuer is written for Yandex, or the reader would put its name there.
        if !self.issuer.is_empty() || self.otp.kind() == Kind::Yandex {
            push(&mut uri, '&', "issuer", &self.issuer);
        }
        push_parameters(&mut uri, &self.otp);
        for (name, value) in self.extra.iter().filter(|(name, _)| !name.is_empty() && !is_known(name)) {
            push(&mut uri, '&', name, value);
        }
        uri
    }
}

fn push_parameters(uri: &mut Zeroizing<String>, otp: &Otp) {
    if matches!(otp.kind(), Kind::Totp | Kind::Hotp | Kind::Steam) {
        push(uri, '&', "algorithm", otp.algorithm().name());
        push(uri, '&', "digits", &otp.digits().to_string());
    }
    match otp.kind() {
        Kind::Totp | Kind::Steam => push(uri, '&', "period", &otp.period().to_string()),
        Kind::Hotp => push(uri, '&', "counter", &otp.counter().to_string()),
        Kind::Yandex | Kind::Motp => {}
    }
    if let Some(pin) = otp.pin() {
        push(uri, '&', "pin", &written_pin(otp.kind(), pin.expose()));
    }
}

fn push(uri: &mut Zeroizing<String>, mark: char, name: &str, value: &str) {
    let written = Zeroizing::new(format!("{mark}{}={}", encoded(name).as_str(), encoded(value).as_str()));
    uri.push_str(&written);
}

/// Base32; for mOTP with a dash in it where it would be taken for hex.
fn written_secret(otp: &Otp) -> Zeroizing<String> {
    let mut text = otp.secret().expose_base32();
    if otp.kind() == Kind::Motp && reads_as_hex(&text) {
        text.insert(4, '-');
    }
    text
}

/// As it is, or where a reader could take it for base32, in base32.
fn written_pin(kind: Kind, pin: &str) -> Zeroizing<String> {
    if kind == Kind::Yandex && !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Zeroizing::new(data_encoding::BASE32_NOPAD.encode(pin.as_bytes()));
    }
    Zeroizing::new(pin.to_owned())
}

fn encoded(text: &str) -> Zeroizing<String> {
    let mut written = Zeroizing::new(String::with_capacity(text.len()));
    write!(written, "{}", utf8_percent_encode(text, ENCODED)).expect("a String takes any text");
    written
}
