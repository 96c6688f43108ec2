//! `regain init`: an empty store under a lock.

use regain_log::MemberId;
use regain_seal::Passphrase;
use regain_sync::Replica;
use regain_sync::flow::unlock::draw_id;
use serde_json::json;

use crate::args::{InitArgs, LockBy};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::store::{NewLock, Store, keyring};

/// Characters below which a lock's passphrase is remarked upon.
const SHORT: usize = 12;

pub(super) fn run(context: &Context, args: InitArgs) -> Result<()> {
    let home = &context.home;
    if Store::exists(home) {
        return Err(Failure::new(
            Exit::Refused,
            "store-exists",
            format!("{} holds a store already; nothing was changed", home.display()),
        )
        .next("use it (`regain list`), or choose another folder with --home DIR"));
    }
    let name = device_name(args.device_name)?;
    let empty = Replica::new(MemberId(draw_id(&mut context.rng())), &name);
    match args.lock {
        LockBy::Keyring => {
            Store::create(context, NewLock::Keyring(&keyring::System), &empty)?;
        }
        LockBy::Passphrase => {
            let passphrase = context.prompts.new_app_lock(context.prompts.app_lock_twin())?;
            remark_if_short(context, &passphrase);
            Store::create(context, NewLock::Passphrase(&passphrase), &empty)?;
        }
    }
    context.out.json(&json!({"home": home.display().to_string(), "device_name": name}));
    context.out.done(format!("An empty store was made in {}.", home.display()));
    context.out.done("Add accounts with `regain add`, restore a backup with `regain recover`.");
    Ok(())
}

/// The name a device gets: as given, or the machine's.
pub(super) fn device_name(given: Option<String>) -> Result<String> {
    /// Characters; a list of devices has to hold it.
    const MOST: usize = 64;
    let name = given.unwrap_or_else(machine_name);
    let name = name.trim();
    if name.is_empty() || name.chars().count() > MOST || name.chars().any(char::is_control) {
        return Err(Failure::usage(format!("a device's name has 1 to {MOST} characters and no line breaks"))
            .next("give another one with --device-name NAME"));
    }
    Ok(name.to_owned())
}

/// A lock of one's own device may be short; its owner should know what that means.
pub(super) fn remark_if_short(context: &Context, passphrase: &Passphrase) {
    if passphrase.expose_text().chars().count() < SHORT {
        context.out.note(format!(
            "note: a passphrase of fewer than {SHORT} characters can be guessed by whoever copies this store; `regain lock change` \
             takes a longer one"
        ));
    }
}

fn machine_name() -> String {
    let uname = rustix::system::uname();
    let name = uname.nodename().to_string_lossy();
    let name = name.split('.').next().unwrap_or_default();
    if name.is_empty() { "computer".to_owned() } else { name.to_owned() }
}
