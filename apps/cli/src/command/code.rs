//! `regain code`: one code, printed or copied. An HOTP counter is advanced and saved before its code is seen.

mod clipboard;

use regain_otp::{Code, CodeError, Kind, Otp};
use regain_vault::{Account, RecordId, account};
use serde_json::json;
use zeroize::Zeroizing;

use super::accounts::{choose, name_or_id, words};
use super::show::usable;
use super::{change, open, refused};
use crate::args::CodeArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net;
use crate::store::Unlocked;

pub(super) fn run(context: &Context, args: &CodeArgs) -> Result<()> {
    let store = open(context)?;
    let vault = store.read()?.vault;
    let id = choose(&vault, &words(&args.query.query))?;
    let account = usable(&vault, id)?;
    if account.otp.kind() == Kind::Hotp {
        if args.next {
            return Err(
                Failure::usage("every code of an hotp account is the next one").next("leave --next out")
            );
        }
        let (account, code) = advance(context, &store, id)?;
        hand_out(context, args, &account, &code, None)?;
        net::sync::after_change(context, &store);
        return Ok(());
    }
    if !context.correction.is_none() {
        context.out.note(format!("note: made by {}", context.correction.text()));
    }
    let now = context.code_now() / 1000;
    let code = if args.next { account.otp.next(now) } else { account.otp.code_at(now) };
    let code = code.map_err(|error| no_code(&account, &error))?;
    let left = account.otp.remaining(now);
    let left = if args.next { left.map(|left| left + account.otp.period().get()) } else { left };
    hand_out(context, args, &account, &code, left)
}

/// Puts an account's code on the clipboard, for the full-screen mode; gives the account's name, and what becomes of the copy.
pub fn copy(context: &Context, store: &Unlocked, id: RecordId) -> Result<(String, &'static str)> {
    let account = usable(&store.read()?.vault, id)?;
    let code = if account.otp.kind() == Kind::Hotp {
        advance(context, store, id)?.1
    } else {
        account.otp.code_at(context.code_now() / 1000).map_err(|error| no_code(&account, &error))?
    };
    Ok((name_or_id(&account), clipboard::copy(code.expose())?))
}

/// The code of the present counter, and the counter moved on: durable when this returns.
fn advance(context: &Context, store: &Unlocked, id: RecordId) -> Result<(Account, Code)> {
    change(context, store, |replica, now| {
        // Read anew: another process may have taken the code meanwhile.
        let account = usable(&replica.vault, id)?;
        let code = account.otp.code_at(0).map_err(|error| no_code(&account, &error))?;
        let mut next: Otp = account.otp.duplicate();
        next.advance().map_err(|error| Failure::of(Exit::Failure, "counter-at-end", &error))?;
        let change = account::advance(&mut replica.vault, &mut replica.clock, now, id, next.counter())
            .map_err(refused)?;
        Ok((change, (account, code)))
    })
}

fn hand_out(
    context: &Context,
    args: &CodeArgs,
    account: &Account,
    code: &Code,
    left: Option<u32>,
) -> Result<()> {
    let name = name_or_id(account);
    if args.copy {
        let how = clipboard::copy(code.expose())?;
        context.out.json(&json!({"id": account.id.to_string(), "copied": true, "valid_for": left}));
        context.out.done(format!("The code of {name} was copied. {how}"));
        return Ok(());
    }
    if context.out.is_json() {
        context.out.json(&json!({
            "id": account.id.to_string(),
            "issuer": account.issuer,
            "label": account.label,
            "type": account.otp.kind().name(),
            "code": code.expose(),
            "valid_for": left,
            "counter": (account.otp.kind() == Kind::Hotp).then(|| account.otp.counter()),
        }));
    } else if context.out.is_terminal() {
        context.out.line(code.grouped().as_str());
        let left = left.map_or_else(String::new, |left| format!(", {left} s left"));
        context.out.note(format!("{name}{left}"));
    } else {
        let mut line = Zeroizing::new(String::with_capacity(code.expose().len() + 1));
        line.push_str(code.expose());
        context.out.line(line.as_str());
    }
    Ok(())
}

fn no_code(account: &Account, error: &CodeError) -> Failure {
    let message = format!("{} needs its PIN to make codes", name_or_id(account));
    match error {
        CodeError::PinMissing => Failure::new(Exit::Failure, "pin-missing", message)
            .next("enter it: `regain edit QUERY --pin-file PATH`"),
    }
}
