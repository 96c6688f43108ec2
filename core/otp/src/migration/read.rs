//! Reading an export.

use data_encoding::BASE64_NOPAD;
use percent_encoding::percent_decode_str;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{
    Algorithm, Digits, Otp, OtpSecret, Period, SecretError,
    uri::{OtpAuth, without_issuer},
};

use super::protobuf::{Fields, Malformed, Value};

/// The longest address, in bytes. No QR code holds a tenth of it.
const MAX_LEN: usize = 64 * 1024;

/// One address of an export.
pub struct Batch {
    /// Every entry in its order; one that cannot be used says why and keeps no other from being read.
    pub entries: Vec<Result<OtpAuth, EntryFinding>>,
    /// How many addresses the export has; at least 1.
    pub batch_size: u32,
    /// Which of them this is, from 0.
    pub batch_index: u32,
    /// What all addresses of one export have in common.
    pub batch_id: i32,
    /// The version of the message; Google Authenticator writes 1 or 2.
    pub version: u32,
}

/// An entry that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("account {position}{} cannot be taken over", shown_name(.name))]
pub struct EntryFinding {
    /// Its place in the address, from 1.
    pub position: usize,
    /// What it is called there, or empty.
    pub name: String,
    /// What is wrong with it.
    #[source]
    pub reason: EntryReason,
}

/// What is wrong with an entry. The peer's fault: whoever wrote the export.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EntryReason {
    /// The address ends inside of it, or it breaks the wire format.
    #[error("its data is damaged or cut off; scan the code again, or add the account from its service")]
    Malformed,
    /// It has no key, or one that is too long.
    #[error("its secret cannot be read; add the account again from its service")]
    Secret(#[source] SecretError),
    /// It is made on MD5 or something unknown.
    #[error(
        "it uses hash number {0} of Google Authenticator's list, which is not supported; set it up again at its service with SHA1"
    )]
    Algorithm(u64),
    /// Its codes have a length that is not known.
    #[error(
        "it uses code length number {0} of Google Authenticator's list, which is not known; add the account again from its service"
    )]
    Digits(u64),
    /// Neither HOTP nor TOTP.
    #[error(
        "it uses kind number {0} of Google Authenticator's list, which is not known; add the account again from its service"
    )]
    Kind(u64),
}

/// Why an address could not be read at all. The peer's fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MigrationError {
    /// No `otpauth-migration://` address.
    #[error(
        "this is no otpauth-migration:// address; scan the code of Google Authenticator's \"transfer accounts\""
    )]
    Scheme,
    /// Longer than 64 KiB.
    #[error("the address is longer than {MAX_LEN} bytes; give one otpauth-migration:// address at a time")]
    TooLong,
    /// No parameter `data`.
    #[error("the parameter `data` is missing; scan the code again, or copy the whole address")]
    DataMissing,
    /// The data is no base64.
    #[error("the parameter `data` is not base64; scan the code again, or copy the whole address")]
    Base64,
    /// The data is no migration message, or has no entry.
    #[error("the parameter `data` holds no accounts; scan the code again, or copy the whole address")]
    Empty,
}

/// Reads one address of an export. The base64 may be of either alphabet, percent-encoded or not, padded or not.
pub fn parse(text: &str) -> Result<Batch, MigrationError> {
    let text = text.trim();
    if text.len() > MAX_LEN {
        return Err(MigrationError::TooLong);
    }
    let (scheme, rest) = text.split_once("://").ok_or(MigrationError::Scheme)?;
    if !scheme.eq_ignore_ascii_case("otpauth-migration") {
        return Err(MigrationError::Scheme);
    }
    let (_, query) = rest.split_once('?').ok_or(MigrationError::DataMissing)?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, data) =
        pairs.find(|(name, _)| name.eq_ignore_ascii_case("data")).ok_or(MigrationError::DataMissing)?;
    read_batch(&decode(data)?)
}

/// Bare `+` is base64's, not a form's space; and where a scanner made a space of it, it is a `+` again.
fn decode(data: &str) -> Result<Zeroizing<Vec<u8>>, MigrationError> {
    let text = Zeroizing::new(percent_decode_str(data).collect::<Vec<u8>>());
    let mut symbols = Zeroizing::new(Vec::with_capacity(text.len()));
    for byte in text.trim_ascii() {
        match byte {
            b'-' | b' ' => symbols.push(b'+'),
            b'_' => symbols.push(b'/'),
            b'\r' | b'\n' | b'\t' => {}
            byte => symbols.push(*byte),
        }
    }
    while symbols.last() == Some(&b'=') {
        symbols.pop();
    }
    BASE64_NOPAD.decode(&symbols).map(Zeroizing::new).map_err(|_| MigrationError::Base64)
}

fn read_batch(message: &[u8]) -> Result<Batch, MigrationError> {
    let mut batch = Batch { entries: Vec::new(), batch_size: 1, batch_index: 0, batch_id: 0, version: 0 };
    for field in Fields::new(message) {
        let position = batch.entries.len() + 1;
        match field {
            Ok((1, Value::Bytes(entry))) => batch.entries.push(read_entry(entry, position)),
            Ok((2, Value::Number(number))) => batch.version = int32(number).unsigned_abs(),
            Ok((3, Value::Number(number))) => batch.batch_size = int32(number).unsigned_abs().max(1),
            Ok((4, Value::Number(number))) => batch.batch_index = int32(number).unsigned_abs(),
            Ok((5, Value::Number(number))) => batch.batch_id = int32(number),
            Ok(_) => {}
            Err(Malformed) => {
                let (name, reason) = (String::new(), EntryReason::Malformed);
                batch.entries.push(Err(EntryFinding { position, name, reason }));
            }
        }
    }
    // With nothing but damage there is nothing to save: this was no migration message.
    let nothing = batch.entries.iter().all(
        |entry| matches!(entry, Err(EntryFinding { name, reason: EntryReason::Malformed, .. }) if name.is_empty()),
    );
    if nothing { Err(MigrationError::Empty) } else { Ok(batch) }
}

/// protobuf widens negative int32 to 64 bits; the low 32 are the number.
fn int32(number: u64) -> i32 {
    let [a, b, c, d, ..] = number.to_le_bytes();
    i32::from_le_bytes([a, b, c, d])
}

#[derive(Default)]
struct Raw<'a> {
    secret: &'a [u8],
    name: String,
    issuer: String,
    algorithm: u64,
    digits: u64,
    kind: u64,
    counter: u64,
}

fn read_entry(message: &[u8], position: usize) -> Result<OtpAuth, EntryFinding> {
    let mut raw = Raw::default();
    let whole = raw.read(message);
    let otp = whole.map_err(|Malformed| EntryReason::Malformed).and_then(|()| raw.otp());
    match otp {
        Ok(otp) => Ok(OtpAuth::new(&raw.issuer, without_issuer(raw.issuer.trim(), raw.name.trim()), otp)),
        Err(reason) => Err(EntryFinding { position, name: raw.name, reason }),
    }
}

impl<'a> Raw<'a> {
    fn read(&mut self, message: &'a [u8]) -> Result<(), Malformed> {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        for field in Fields::new(message) {
            match field? {
                (1, Value::Bytes(bytes)) => self.secret = bytes,
                (2, Value::Bytes(bytes)) => self.name = text(bytes),
                (3, Value::Bytes(bytes)) => self.issuer = text(bytes),
                (4, Value::Number(number)) => self.algorithm = number,
                (5, Value::Number(number)) => self.digits = number,
                (6, Value::Number(number)) => self.kind = number,
                (7, Value::Number(number)) => self.counter = number,
                _ => {}
            }
        }
        Ok(())
    }

    fn otp(&self) -> Result<Otp, EntryReason> {
        let secret = OtpSecret::from_bytes(self.secret).map_err(EntryReason::Secret)?;
        let algorithm = match self.algorithm {
            0 | 1 => Algorithm::Sha1,
            2 => Algorithm::Sha256,
            3 => Algorithm::Sha512,
            other => return Err(EntryReason::Algorithm(other)),
        };
        let digits = match self.digits {
            0 | 1 => Digits::SIX,
            2 => Digits::EIGHT,
            other => return Err(EntryReason::Digits(other)),
        };
        match self.kind {
            0 | 2 => Ok(Otp::totp(secret, algorithm, digits, Period::THIRTY)),
            1 => Ok(Otp::hotp(secret, algorithm, digits, self.counter)),
            other => Err(EntryReason::Kind(other)),
        }
    }
}

fn shown_name(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" ({name:?})") }
}
