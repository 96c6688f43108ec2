//! What the codes of an account are made from: [`Otp`] as fields of the record, and back.

use super::{number, present, text};
use crate::field::FieldError;
use crate::finding::RecordError;
use crate::{FieldKey, Record, Value, keys};
use regain_otp::{Algorithm, Digits, Kind, Otp, OtpSecret, Parts, Period, Pin};

/// Reads the key and its parameters. Parameters without a field have the default of `otpauth://`.
pub(super) fn read(record: &Record) -> Result<Otp, RecordError> {
    if record.purged.is_some() && record.field(keys::SECRET).is_none() {
        return Err(RecordError::Emptied);
    }
    let kind = text(record, keys::TYPE)?.ok_or(RecordError::Missing(keys::TYPE))?;
    let kind: Kind = kind.parse().map_err(no_code)?;
    let secret = present(record, keys::SECRET).ok_or(RecordError::Missing(keys::SECRET))?;
    let secret = secret.as_bytes().ok_or(RecordError::Unreadable(keys::SECRET))?;
    let mut parts = Parts::new(kind, OtpSecret::from_bytes(secret).map_err(no_code)?);
    if let Some(algorithm) = text(record, keys::ALGORITHM)? {
        parts.algorithm = algorithm.parse::<Algorithm>().map_err(no_code)?;
    }
    if let Some(digits) = number(record, keys::DIGITS)? {
        let digits = u8::try_from(digits).map_err(|_| RecordError::Unreadable(keys::DIGITS))?;
        parts.digits = Digits::new(digits).map_err(no_code)?;
    }
    if let Some(period) = number(record, keys::PERIOD)? {
        let period = u32::try_from(period).map_err(|_| RecordError::Unreadable(keys::PERIOD))?;
        parts.period = Period::new(period).map_err(no_code)?;
    }
    if let Some(counter) = number(record, keys::COUNTER)? {
        parts.counter = counter;
    }
    parts.pin = text(record, keys::PIN)?.map(Pin::new).transpose().map_err(no_code)?;
    Otp::from_parts(parts).map_err(no_code)
}

// The messages of regain-otp name what is wrong and never hold a key.
#[expect(clippy::needless_pass_by_value, reason = "the shape map_err wants")]
fn no_code(error: impl ToString) -> RecordError {
    RecordError::NoCode(error.to_string())
}

/// The fields that hold `otp`. What its kind has no use for is null, so that changing the kind leaves nothing behind.
pub(super) fn fields(otp: &Otp) -> Result<Vec<(FieldKey, Value)>, FieldError> {
    let kind = otp.kind();
    let free = matches!(kind, Kind::Totp | Kind::Hotp);
    let when = |given: bool, value: Value| if given { value } else { Value::null() };
    let mut fields = vec![
        (FieldKey::known(keys::TYPE), Value::text(kind.name())?),
        (FieldKey::known(keys::SECRET), Value::bytes(otp.secret().expose_bytes())?),
        (FieldKey::known(keys::ALGORITHM), when(free, Value::text(otp.algorithm().name())?)),
        (FieldKey::known(keys::DIGITS), when(free, Value::uint(otp.digits().get().into()))),
        (FieldKey::known(keys::PERIOD), when(kind == Kind::Totp, Value::uint(otp.period().get().into()))),
        (
            FieldKey::known(keys::PIN),
            otp.pin().map_or_else(|| Ok(Value::null()), |pin| Value::text(pin.expose()))?,
        ),
    ];
    if kind == Kind::Hotp {
        fields.push((FieldKey::known(keys::COUNTER), Value::uint(otp.counter())));
    }
    Ok(fields)
}
