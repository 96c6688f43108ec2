//! Encrypted exports: standard age v1 files, which the stock `age` tool opens. `age` draws its own randomness.

use std::io::{Read as _, Write as _};

use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, EncryptError, Encryptor, scrypt, x25519};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::kit::age_identity::recipient_line;
use crate::{AgeIdentity, Passphrase};

/// scrypt's cost, N = 2^18: what `age` itself writes, about a second. Fixed, so that no clock is read.
const WORK_FACTOR: u8 = 18;
/// The highest cost accepted, 1 GiB of memory: a file may ask for more than a device has.
const MAX_WORK_FACTOR: u8 = 20;

/// To whom an export is encrypted.
#[derive(Clone, Copy)]
pub enum ExportTo<'a> {
    /// The age recipient of a recovery kit (X25519), from the log: the words open it.
    Kit(&'a [u8; 32]),
    /// A passphrase, stretched by scrypt. The file says so.
    Passphrase(&'a Passphrase),
}

/// What opens an export.
#[derive(Clone, Copy)]
pub enum ExportKeyring<'a> {
    /// A recovery kit's age identity, derived from its words or typed from its printed line.
    Identity(&'a AgeIdentity),
    /// The passphrase.
    Passphrase(&'a Passphrase),
}

/// Why an export can't be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncryptAgeError {
    /// The public key is one that everybody could open.
    #[error("the recovery kit's public key for exports is not usable; replace the recovery kit")]
    Recipient,
    /// The library refused.
    #[error("the export could not be encrypted")]
    Failed,
}

/// Why an age file doesn't open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecryptAgeError {
    /// Not an age file.
    #[error("this is not an age file, or its beginning is damaged")]
    NotAge,
    /// Made for another key.
    #[error("the file is not encrypted to this recovery kit or passphrase")]
    WrongKey,
    /// It asks for more memory and time than is sensible.
    #[error(
        "the file's passphrase protection asks for 2^{0} rounds, more than the 2^{MAX_WORK_FACTOR} this program runs"
    )]
    TooMuchWork(u8),
    /// The key is right, the content is not what was written.
    #[error("the file's key is right, but its content is damaged or cut off")]
    Damaged,
}

/// Encrypts an export; `armor` gives text instead of bytes.
pub fn encrypt_age(plaintext: &[u8], to: ExportTo<'_>, armor: bool) -> Result<Vec<u8>, EncryptAgeError> {
    let encryptor = match to {
        ExportTo::Kit(public) => with(&recipient(public)?),
        ExportTo::Passphrase(passphrase) => {
            let mut recipient = scrypt::Recipient::new(secret(passphrase));
            recipient.set_work_factor(WORK_FACTOR);
            with(&recipient)
        }
    }
    .map_err(|_| EncryptAgeError::Failed)?;
    let format = if armor { Format::AsciiArmor } else { Format::Binary };
    let mut out = Vec::new();
    let written = ArmoredWriter::wrap_output(&mut out, format).and_then(|armored| {
        let mut writer = encryptor.wrap_output(armored)?;
        writer.write_all(plaintext)?;
        writer.finish()?.finish().map(drop)
    });
    written.map_err(|_| EncryptAgeError::Failed)?;
    Ok(out)
}

/// Whether a passphrase opens the file; otherwise an identity does.
pub fn asks_for_passphrase(file: &[u8]) -> Result<bool, DecryptAgeError> {
    Decryptor::new_buffered(ArmoredReader::new(file))
        .map(|decryptor| decryptor.is_scrypt())
        .map_err(|error| reason(&error))
}

/// Opens an age file, armored or not.
pub fn decrypt_age(file: &[u8], with: ExportKeyring<'_>) -> Result<Zeroizing<Vec<u8>>, DecryptAgeError> {
    let decryptor = Decryptor::new_buffered(ArmoredReader::new(file)).map_err(|error| reason(&error))?;
    let reader = match with {
        ExportKeyring::Identity(identity) => {
            let identity: x25519::Identity =
                identity.expose_line().parse().expect("the line was written by this crate");
            decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))
        }
        ExportKeyring::Passphrase(passphrase) => {
            let mut identity = scrypt::Identity::new(secret(passphrase));
            identity.set_max_work_factor(MAX_WORK_FACTOR);
            decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))
        }
    };
    // The plaintext is shorter than the file, so the vector never grows and leaves nothing behind.
    let mut out = Zeroizing::new(Vec::with_capacity(file.len()));
    reader.map_err(|error| reason(&error))?.read_to_end(&mut out).map_err(|_| DecryptAgeError::Damaged)?;
    Ok(out)
}

fn with(recipient: &dyn age::Recipient) -> Result<Encryptor, EncryptError> {
    Encryptor::with_recipients(std::iter::once(recipient))
}

/// A point of small order would make `age` panic, and everyone could open the file: it is refused here.
fn recipient(public: &[u8; 32]) -> Result<x25519::Recipient, EncryptAgeError> {
    let probe = StaticSecret::from([0x42; 32]);
    if !probe.diffie_hellman(&PublicKey::from(*public)).was_contributory() {
        return Err(EncryptAgeError::Recipient);
    }
    recipient_line(public).parse().map_err(|_| EncryptAgeError::Recipient)
}

fn secret(passphrase: &Passphrase) -> SecretString {
    SecretString::from(passphrase.expose_text().to_owned())
}

fn reason(error: &DecryptError) -> DecryptAgeError {
    match error {
        DecryptError::ExcessiveWork { required, .. } => DecryptAgeError::TooMuchWork(*required),
        DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed => {
            DecryptAgeError::WrongKey
        }
        DecryptError::InvalidMac => DecryptAgeError::Damaged,
        _ => DecryptAgeError::NotAge,
    }
}
