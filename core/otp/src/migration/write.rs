//! Writing an export.

use data_encoding::BASE64;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{
    Algorithm, Digits, Kind, Period,
    uri::{OtpAuth, joined_label},
};

use super::{
    PREFIX,
    protobuf::{put_bytes, put_number},
};

/// An export, and what it could not hold.
pub struct Written {
    /// One address for each QR code, in the order of the accounts; wiped when dropped.
    pub uris: Vec<Zeroizing<String>>,
    /// The accounts that are in none of them.
    pub left_out: Vec<LeftOut>,
}

/// An account that an export for Google Authenticator cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its index in the slice that was given.
    pub index: usize,
    /// Why.
    pub reason: LeftOutReason,
}

/// Why an account cannot be in an export for Google Authenticator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LeftOutReason {
    /// Neither TOTP nor HOTP.
    #[error(
        "Google Authenticator makes no {0} codes; move this account by its own QR code to an app that does"
    )]
    Kind(Kind),
    /// A period other than 30 seconds.
    #[error(
        "Google Authenticator only makes codes of 30 seconds, not of {0}; move this account by its own QR code"
    )]
    Period(Period),
    /// Neither 6 nor 8 digits.
    #[error(
        "Google Authenticator only makes codes of 6 or 8 digits, not of {0}; move this account by its own QR code"
    )]
    Digits(Digits),
    /// A counter above 2⁶³ − 1.
    #[error("the counter is too high for Google Authenticator; set this account up again at its service")]
    Counter,
    /// The account alone is longer than one code may be.
    #[error("the account alone does not fit in one code; shorten its name, or allow larger codes")]
    TooLong,
}

/// Writes the accounts as addresses of at most `max_len` bytes each, for one QR code each. `batch_id` ties them
/// together: the caller draws it at random.
///
/// Parameters an address does not have (`extra`) are not in the export.
pub fn write(accounts: &[OtpAuth], batch_id: i32, max_len: usize) -> Written {
    let mut left_out = Vec::new();
    let mut batches: Vec<Zeroizing<Vec<u8>>> = Vec::new();
    for (index, account) in accounts.iter().enumerate() {
        let entry = match entry(account) {
            Ok(entry) => entry,
            Err(reason) => {
                left_out.push(LeftOut { index, reason });
                continue;
            }
        };
        if let Some(batch) = batches.last_mut()
            && longest(&[batch, &entry], batch_id) <= max_len
        {
            *batch = joined(&[batch, &entry]);
        } else if longest(&[&entry], batch_id) <= max_len {
            batches.push(entry);
        } else {
            left_out.push(LeftOut { index, reason: LeftOutReason::TooLong });
        }
    }
    let size = batches.len();
    let uris = batches.iter().enumerate().map(|(index, batch)| address(batch, size, index, batch_id));
    Written { uris: uris.collect(), left_out }
}

/// The entry as a field of the message.
fn entry(account: &OtpAuth) -> Result<Zeroizing<Vec<u8>>, LeftOutReason> {
    let otp = &account.otp;
    let kind = match otp.kind() {
        Kind::Hotp => 1,
        Kind::Totp if otp.period() == Period::THIRTY => 2,
        Kind::Totp => return Err(LeftOutReason::Period(otp.period())),
        kind => return Err(LeftOutReason::Kind(kind)),
    };
    let digits = match otp.digits() {
        Digits::SIX => 1,
        Digits::EIGHT => 2,
        digits => return Err(LeftOutReason::Digits(digits)),
    };
    if i64::try_from(otp.counter()).is_err() {
        return Err(LeftOutReason::Counter);
    }
    let algorithm = match otp.algorithm() {
        Algorithm::Sha1 => 1,
        Algorithm::Sha256 => 2,
        Algorithm::Sha512 => 3,
    };
    let secret = otp.secret().expose_bytes();
    let name = joined_label(&account.issuer, &account.label);
    // Room for everything, so that the vector is not moved with a key in it.
    let room = secret.len() + name.len() + account.issuer.len() + 64;
    let mut message = Zeroizing::new(Vec::with_capacity(room));
    put_bytes(&mut message, 1, secret);
    put_bytes(&mut message, 2, name.as_bytes());
    if !account.issuer.is_empty() {
        put_bytes(&mut message, 3, account.issuer.as_bytes());
    }
    put_number(&mut message, 4, algorithm);
    put_number(&mut message, 5, digits);
    put_number(&mut message, 6, kind);
    if otp.kind() == Kind::Hotp {
        put_number(&mut message, 7, otp.counter());
    }
    let mut field = Zeroizing::new(Vec::with_capacity(message.len() + 16));
    put_bytes(&mut field, 1, &message);
    Ok(field)
}

fn joined(parts: &[&Zeroizing<Vec<u8>>]) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(parts.iter().map(|part| part.len()).sum()));
    for part in parts {
        bytes.extend_from_slice(part);
    }
    bytes
}

/// The most bytes an address with these entries can have. How many addresses there will be is not known yet, so the
/// fields after the entries count at their largest: three numbers of up to 5 bytes and one of up to 10 with a tag
/// each, as base64 that is percent-encoded throughout.
fn longest(entries: &[&Zeroizing<Vec<u8>>], batch_id: i32) -> usize {
    const TAIL: usize = (3 * 6 + 11) * 4 / 3 * 3;
    address(&joined(entries), 1, 0, batch_id).len() + TAIL
}

fn address(entries: &[u8], batch_size: usize, batch_index: usize, batch_id: i32) -> Zeroizing<String> {
    let mut message = Zeroizing::new(Vec::with_capacity(entries.len() + 64));
    message.extend_from_slice(entries);
    put_number(&mut message, 2, 1);
    put_number(&mut message, 3, batch_size as u64);
    put_number(&mut message, 4, batch_index as u64);
    // protobuf widens negative int32 to 64 bits.
    put_number(&mut message, 5, i64::from(batch_id).cast_unsigned());

    let data = Zeroizing::new(BASE64.encode(&message));
    let mut uri = Zeroizing::new(String::with_capacity(PREFIX.len() + 3 * data.len()));
    uri.push_str(PREFIX);
    for symbol in data.chars() {
        match symbol {
            '+' => uri.push_str("%2B"),
            '/' => uri.push_str("%2F"),
            '=' => uri.push_str("%3D"),
            symbol => uri.push(symbol),
        }
    }
    uri
}
