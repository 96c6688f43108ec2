//! The home a backup is restored to: without a store, with an empty one, or with accounts.

use regain_log::MemberId;
use regain_protocol::AccountName;
use regain_seal::Passphrase;
use regain_sync::Replica;
use regain_sync::flow::join::merge_preview;
use regain_sync::flow::unlock::{Opened, draw_id};
use regain_vault::history::Preview;
use regain_vault::{account, bound};

use crate::args::RecoverArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::Client;
use crate::output::counted;
use crate::store::{NewLock, Store, Unlocked};

/// What is there.
pub(super) enum Home {
    /// No store; the lock of the one to make, if a script gave it.
    New(Option<Passphrase>),
    /// A store.
    Kept(Unlocked, Box<Replica>),
}

/// Looks, and asks for the lock where there is one. A script's lock is read before its other secrets: they may share standard input.
pub(super) fn look(context: &Context) -> Result<Home> {
    if Store::exists(&context.home) {
        let store = Store::unlock(context)?;
        let replica = Box::new(store.read()?);
        return Ok(Home::Kept(store, replica));
    }
    let twin = context.prompts.app_lock_twin();
    let given = twin.file.is_some().then(|| context.prompts.new_app_lock(twin)).transpose()?;
    Ok(Home::New(given))
}

impl Home {
    fn replica(&self) -> Option<&Replica> {
        match self {
            Self::New(_) => None,
            Self::Kept(_, replica) => Some(replica),
        }
    }

    /// Never overwrites: accounts ask for `--merge`, another backup asks to leave it first.
    pub(super) fn require_free(&self, args: &RecoverArgs) -> Result<()> {
        let Some(replica) = self.replica() else { return Ok(()) };
        let accounts = account::count(&replica.vault) + bound::list(&replica.vault).len();
        if let Some(membership) = &replica.membership {
            let same =
                args.place.account.as_deref().is_some_and(|name| {
                    name.parse::<AccountName>().is_ok_and(|name| name == membership.account)
                });
            if same {
                return Err(member(&membership.account));
            }
            return Err(Failure::new(
                Exit::Refused,
                "has-backup",
                format!(
                    "this device belongs to the backup of {} already; nothing was changed",
                    membership.account
                ),
            )
            .next("take it out with `regain backup off` (its accounts stay here), then `regain recover --merge`"));
        }
        if accounts > 0 && !args.merge {
            return Err(Failure::new(
                Exit::Refused,
                "has-accounts",
                format!("this device holds {} already; nothing was changed", counted(accounts, "account")),
            )
            .next("to keep both run `regain recover --merge`, which first shows what it would add and change; or use another folder with --home DIR"));
        }
        Ok(())
    }

    /// A home that is a member of this very backup.
    pub(super) fn require_other(&self, client: &Client, account: &AccountName) -> Result<()> {
        let membership = self.replica().and_then(|replica| replica.membership.as_ref());
        match membership {
            Some(m) if m.service == client.origin().as_str() && m.account == *account => Err(member(account)),
            _ => Ok(()),
        }
    }

    /// What a merge would do; none where there is nothing to merge with.
    pub(super) fn preview(&self, opened: &Opened) -> Option<Preview> {
        let replica = self.replica()?;
        let live = account::count(&replica.vault) + bound::list(&replica.vault).len();
        (live > 0).then(|| merge_preview(opened, replica))
    }

    /// The store to restore to; made now if there is none.
    pub(super) fn into_store(self, context: &Context, device_name: &str) -> Result<Unlocked> {
        let given = match self {
            Self::Kept(store, _) => return Ok(store),
            Self::New(given) => given,
        };
        let lock = match given {
            Some(lock) => lock,
            None => context.prompts.new_app_lock(context.prompts.app_lock_twin())?,
        };
        crate::command::init::remark_if_short(context, &lock);
        let device = MemberId(draw_id(&mut context.rng()));
        Store::create(context, NewLock::Passphrase(&lock), &Replica::new(device, device_name))
    }
}

fn member(account: &AccountName) -> Failure {
    Failure::new(
        Exit::Refused,
        "already-member",
        format!("this device is a member of the backup of {account} already"),
    )
    .next("bring it up to date with `regain sync`")
}
