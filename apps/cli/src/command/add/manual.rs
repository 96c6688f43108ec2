//! An account entered by hand.

use std::path::Path;

use regain_otp::uri::OtpAuth;
use regain_otp::{Digits, Kind, Otp, OtpSecret, Parts, Period, Pin};

use crate::args::ManualArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::prompt::Twin;

/// Takes the given parts and asks for the secret, and for a name if there is none.
pub(super) fn ask(context: &Context, args: &ManualArgs) -> Result<OtpAuth> {
    let kind = args.kind.unwrap_or_default();
    check_fit(args, kind)?;
    let digits = args.digits.map(Digits::new).transpose().map_err(|error| wrong("--digits", &error))?;
    let period = args.period.map(Period::new).transpose().map_err(|error| wrong("--period", &error))?;
    let nameless = args.issuer.is_none() && args.label.is_none();
    let (issuer, label) = if nameless {
        let issuer = context.prompts.visible("Issuer (the service)", "--issuer NAME and --label NAME")?;
        (issuer, context.prompts.visible("Label (your name there)", "--label NAME")?)
    } else {
        (args.issuer.clone().unwrap_or_default(), args.label.clone().unwrap_or_default())
    };
    let mut parts = Parts::new(kind, read_secret(context, args.secret_file.as_deref())?);
    if kind.needs_pin() {
        parts.pin = Some(read_pin(context, args.pin_file.as_deref())?);
    }
    parts.algorithm = args.algorithm.unwrap_or(parts.algorithm);
    parts.digits = digits.unwrap_or(parts.digits);
    parts.period = period.unwrap_or(parts.period);
    parts.counter = args.counter.unwrap_or(parts.counter);
    let otp = Otp::from_parts(parts).map_err(|error| Failure::of(Exit::Failure, "secret", &error))?;
    Ok(OtpAuth::new(&issuer, &label, otp))
}

/// A secret in base32, hidden or from the file.
fn read_secret(context: &Context, file: Option<&Path>) -> Result<OtpSecret> {
    let text = context.prompts.hidden("Secret (base32)", Twin::new("--secret-file", file))?;
    OtpSecret::from_base32(&text).map_err(|error| {
        Failure::of(Exit::Failure, "secret", &error).next("copy the secret again from the service")
    })
}

/// A PIN, hidden or from the file.
pub(in crate::command) fn read_pin(context: &Context, file: Option<&Path>) -> Result<Pin> {
    let text = context.prompts.hidden("PIN", Twin::new("--pin-file", file))?;
    Pin::new(&text).map_err(|error| Failure::of(Exit::Failure, "pin", &error))
}

/// What the type has no use for would be dropped in silence: it is refused instead.
fn check_fit(args: &ManualArgs, kind: Kind) -> Result<()> {
    let free = matches!(kind, Kind::Totp | Kind::Hotp);
    let wrong = [
        ("--algorithm", args.algorithm.is_some() && !free),
        ("--digits", args.digits.is_some() && !free),
        ("--period", args.period.is_some() && kind != Kind::Totp),
        ("--counter", args.counter.is_some() && kind != Kind::Hotp),
        ("--pin-file", args.pin_file.is_some() && !kind.needs_pin()),
    ];
    match wrong.iter().find(|(_, wrong)| *wrong) {
        Some((flag, _)) => {
            Err(Failure::usage(format!("an account of type {kind} takes no {flag}")).next("leave it out"))
        }
        None => Ok(()),
    }
}

fn wrong(flag: &str, error: &(dyn std::error::Error + 'static)) -> Failure {
    Failure::usage(format!("{flag}: {error}")).next("give another value, or leave it out")
}
