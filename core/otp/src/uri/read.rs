//! Reading an address.

use std::str::FromStr;

use data_encoding::HEXLOWER_PERMISSIVE;
use zeroize::Zeroizing;

use crate::{Digits, Kind, Otp, OtpSecret, Parts, Pin, SecretError};

use super::{
    OtpAuth, UriError,
    error::shown,
    label,
    query::{Query, decoded},
};

/// The longest address, in bytes. No QR code holds a tenth of it.
pub(super) const MAX_LEN: usize = 64 * 1024;

/// Reads an `otpauth://` address, or one of its relatives; the module says with how much patience.
pub fn parse(text: &str) -> Result<OtpAuth, UriError> {
    let text = text.trim();
    if text.len() > MAX_LEN {
        return Err(UriError::TooLong);
    }
    let (scheme, rest) = text.split_once("://").ok_or(UriError::Scheme)?;
    match scheme.to_ascii_lowercase().as_str() {
        "otpauth" => {
            let end = rest.find(['/', '?']).unwrap_or(rest.len());
            let (kind, rest) = rest.split_at(end);
            let kind = kind.parse().map_err(|_| UriError::Kind { kind: shown(kind) })?;
            read(kind, rest.strip_prefix('/').unwrap_or(rest), false)
        }
        "motp" => read(Kind::Motp, rest.strip_prefix('/').unwrap_or(rest), true),
        "steam" => {
            let secret = OtpSecret::from_base32(&decoded(rest)).map_err(UriError::Secret)?;
            Ok(OtpAuth::new("Steam", "", Otp::steam(secret)))
        }
        "otpauth-migration" => Err(UriError::Migration),
        _ => Err(UriError::Scheme),
    }
}

fn read(kind: Kind, rest: &str, hex: bool) -> Result<OtpAuth, UriError> {
    let (path, query) = split_query(rest);
    let query = Query::new(query);

    let parameter = query.value("issuer");
    let parameter =
        parameter.as_deref().map(|value| (query.raw("issuer").unwrap_or_default(), value.as_str()));
    let (issuer, label) = label::split(path, parameter);
    let issuer = issuer.unwrap_or_else(|| {
        let unnamed = kind == Kind::Yandex && query.raw("issuer").is_none();
        if unnamed { "Yandex".to_owned() } else { String::new() }
    });

    let secret = query.value("secret").ok_or(UriError::SecretMissing)?;
    let secret = if hex || kind == Kind::Motp && reads_as_hex(&secret) {
        from_hex(&secret)
    } else {
        OtpSecret::from_base32(&secret)
    };
    let otp = read_otp(kind, secret.map_err(UriError::Secret)?, &query, &issuer)?;
    Ok(OtpAuth { issuer, label, otp, extra: query.unknown() })
}

fn read_otp(kind: Kind, secret: OtpSecret, query: &Query<'_>, issuer: &str) -> Result<Otp, UriError> {
    let mut parts = Parts::new(kind, secret);
    match kind {
        Kind::Totp if encoded_as_steam(query, issuer) => parts.kind = Kind::Steam,
        Kind::Totp | Kind::Hotp => {
            parts.algorithm = parameter(query, "algorithm", "SHA1, SHA256 or SHA512")?.unwrap_or_default();
            parts.digits = parameter(query, "digits", "a number from 4 to 10")?.unwrap_or_default();
            if kind == Kind::Totp {
                let seconds = "a number of seconds from 1 to 86400";
                parts.period = parameter(query, "period", seconds)?.unwrap_or_default();
            } else {
                parts.counter = parameter(query, "counter", "a number of 0 or more")?.unwrap_or_default();
            }
        }
        Kind::Yandex | Kind::Motp => {
            parts.pin = query.value("pin").map(|pin| read_pin(kind, &pin)).transpose()?;
        }
        Kind::Steam => {}
    }
    Otp::from_parts(parts).map_err(UriError::Key)
}

fn parameter<T: FromStr>(
    query: &Query<'_>,
    name: &'static str,
    expected: &'static str,
) -> Result<Option<T>, UriError> {
    let Some(value) = query.value(name) else { return Ok(None) };
    value.parse().map(Some).map_err(|_| UriError::Parameter { name, value: shown(&value), expected })
}

/// KeePassXC writes `encoder=steam`; others only the issuer and the five digits no TOTP service uses.
fn encoded_as_steam(query: &Query<'_>, issuer: &str) -> bool {
    if let Some(encoder) = query.value("encoder") {
        return encoder.eq_ignore_ascii_case("steam");
    }
    let digits = query.value("digits").and_then(|digits| digits.parse().ok());
    issuer.eq_ignore_ascii_case("steam") && digits == Some(Digits::STEAM)
}

/// Aegis writes the PIN of Yandex keys in base32, others as it is. PINs there are numbers, and the base32 of ASCII
/// text always begins with a letter, so the two cannot be mistaken.
fn read_pin(kind: Kind, text: &str) -> Result<Pin, UriError> {
    if kind == Kind::Yandex
        && !text.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(bytes) = OtpSecret::from_base32(text)
        && let Ok(plain) = std::str::from_utf8(bytes.expose_bytes())
        && let Ok(pin) = Pin::new(plain)
    {
        return Ok(pin);
    }
    Pin::new(text).map_err(UriError::Pin)
}

/// Whether the secret of a mOTP key is in hex: mOTP secrets have 16 or 32 hex digits, and 0, 1, 8 and 9 are not in
/// base32.
pub(super) fn reads_as_hex(text: &str) -> bool {
    text.len().is_multiple_of(2)
        && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        && (matches!(text.len(), 16 | 32) || text.contains(['0', '1', '8', '9']))
}

fn from_hex(text: &str) -> Result<OtpSecret, SecretError> {
    match HEXLOWER_PERMISSIVE.decode(text.as_bytes()) {
        Ok(bytes) => OtpSecret::from_bytes(&Zeroizing::new(bytes)),
        Err(error) => {
            let position = text.char_indices().take_while(|(start, _)| *start < error.position).count() + 1;
            Err(SecretError::Hex { position })
        }
    }
}

/// Label and parameters. A label may hold a bare `?`, so the parameters begin after the first one that is followed by
/// a name and `=`.
fn split_query(rest: &str) -> (&str, &str) {
    let mut marks = rest.match_indices('?').map(|(index, _)| index);
    let first = marks.clone().next();
    let begins = |mark: &usize| {
        let query = &rest[mark + 1..];
        let name = query.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        name > 0 && query[name..].starts_with('=')
    };
    match marks.find(begins).or(first) {
        Some(mark) => (&rest[..mark], &rest[mark + 1..]),
        None => (rest, ""),
    }
}
