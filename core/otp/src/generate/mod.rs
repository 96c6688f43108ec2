//! The computations, one file each, and the choice between them.

mod hotp;
mod motp;
mod steam;
mod yandex;

pub(crate) use yandex::{YandexSecretError, normal_secret as normal_yandex_secret};

use thiserror::Error;

use crate::{Code, Kind, Otp, Pin};

/// No code can be made. The caller's to mend.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CodeError {
    /// A Yandex or mOTP key without its PIN: a code made without it would be wrong.
    #[error(
        "this account needs its PIN to make codes; edit the account and enter the PIN chosen at the service"
    )]
    PinMissing,
}

/// The code of `otp` for a moving factor: the counter of HOTP, the step of everything else.
pub(crate) fn code(otp: &Otp, factor: u64) -> Result<Code, CodeError> {
    let pin = || otp.pin().map(Pin::expose).ok_or(CodeError::PinMissing);
    let secret = otp.secret().expose_bytes();
    Ok(Code::new(match otp.kind() {
        Kind::Totp | Kind::Hotp => hotp::code(secret, otp.algorithm(), otp.digits(), factor),
        Kind::Steam => steam::code(secret, factor),
        Kind::Yandex => yandex::code(secret, pin()?, factor),
        Kind::Motp => motp::code(secret, pin()?, factor),
    }))
}
