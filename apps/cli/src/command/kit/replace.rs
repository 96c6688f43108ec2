//! `regain kit replace`: a new recovery kit, at once with the old one, also from a borrowed machine; or asked for by this device alone.
//!
//! The new words are shown and confirmed before anything is sent: an answer may be lost, and then only the new kit may be valid.

use regain_log::{Chain, MemberKind};
use regain_protocol::AccountName;
use regain_seal::RecoveryKit;
use regain_sync::flow::replace_slot::{self, By};
use regain_sync::flow::unlock::{Opened, checkpoint_of};
use regain_sync::flow::{AppendEnd, MAX_RACES};
use regain_sync::{Env, SyncError};
use serde_json::{Value, json};

use super::super::backup::{place, through};
use super::super::devices::borrowed::{self, Borrowed};
use super::super::proposals;
use super::show::{self, Place};
use crate::args::{KitReplaceArgs, WayIn};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::way_in::{self, Secret};
use crate::net::{Client, Damaged, Patience, slot, sync};
use crate::prompt::Twin;
use crate::store::{Store, Unlocked};

pub(super) fn run(context: &Context, args: &KitReplaceArgs) -> Result<()> {
    if args.propose {
        return propose(context);
    }
    if borrowed::is_meant(&args.place, true) || !Store::exists(&context.home) {
        return elsewhere(context, args);
    }
    let store = Store::unlock(context)?;
    let (client, account) = place(context, &store.read()?)?;
    let old = way_in::kit(context, Twin::new("--kit-file", args.kit_file.as_deref()));
    let old = old.map_err(|failure| match failure.exit {
        Exit::Usage => failure
            .next("give the old kit with --kit-file PATH; without it, --propose asks from this device alone"),
        _ => failure,
    })?;
    let access = way_in::access(context, &client, &account, &old)?;
    drop(old);
    let opened = way_in::open(&client, access, Damaged::Refuse)?;
    let kit = Secret::Kit(replace(context, &client, &account, opened)?);
    let tried = try_here(context, &store, &client, &account, &kit);
    done(context, &kit, tried)
}

/// From a machine that is no member: nothing is stored here.
fn elsewhere(context: &Context, args: &KitReplaceArgs) -> Result<()> {
    let old = WayIn { kit_file: args.kit_file.clone(), passphrase_file: None };
    let Borrowed { client, account, opened } = borrowed::open(context, &args.place, &old, Damaged::Refuse)?;
    let kit = Secret::Kit(replace(context, &client, &account, opened)?);
    let tried = borrowed::try_new(context, &client, &account, &kit);
    done(context, &kit, tried.map(|()| None))
}

/// Shows the new kit, asks whether it is kept, and only then replaces.
fn replace(context: &Context, client: &Client, account: &AccountName, opened: Opened) -> Result<RecoveryKit> {
    if opened.access.kind() != MemberKind::Kit {
        return Err(
            SyncError::NotAtOnce("only the recovery kit itself replaces the recovery kit at once").into()
        );
    }
    context.prompts.require("Replace the recovery kit? The old words open nothing new afterwards.")?;
    let kit = RecoveryKit::make(&mut context.rng());
    offer(context, client, account, &kit, &opened.restored.chain)?;
    let sent = slot::append(client, opened, Damaged::Refuse, |opened| {
        let mut env = Env { now: context.now(), rng: &mut context.rng() };
        Ok(replace_slot::kit(&By::Slot(opened), &kit, &mut env)?)
    });
    sent.map_err(|failure| unknown(context, failure, &json!({"replaced": null, "proposed": false}), &kit))?;
    Ok(kit)
}

/// The words, before they count, and whether they are kept.
fn offer(
    context: &Context,
    client: &Client,
    account: &AccountName,
    kit: &RecoveryKit,
    chain: &Chain,
) -> Result<()> {
    let checkpoint = checkpoint_of(chain);
    let service = client.origin().as_str();
    show::words(
        context,
        kit,
        &Place { service, account: account.as_str(), genesis: chain.genesis(), checkpoint },
    )?;
    context.out.line(
        "These words open nothing yet, and nothing was sent: until this command says that the new kit counts, the old one does. \
         If it is interrupted after your answer, keep both; `regain kit verify` tells which counts.",
    );
    if show::is_kept(context, kit)? {
        return Ok(());
    }
    Err(Failure::new(
        Exit::Refused,
        "kit-not-kept",
        "the new kit was not confirmed: nothing was changed, the old kit stays valid",
    )
    .next("throw the new words away and run the command again; a script confirms with --yes"))
}

/// No answer is no refusal: then a script must have the words too.
fn unknown(context: &Context, failure: Failure, document: &Value, kit: &RecoveryKit) -> Failure {
    if failure.exit != Exit::Unreachable {
        return failure;
    }
    print(context, document.clone(), kit);
    failure.while_doing("the new kit may count or not").next(
        "keep both kits. When the service can be reached, `regain kit verify` with the new words tells which counts",
    )
}

/// The new kit opens the backup, and this device notes it. Gives whether two ways back were seen to work.
fn try_here(
    context: &Context,
    store: &Unlocked,
    client: &Client,
    account: &AccountName,
    kit: &Secret,
) -> Result<Option<bool>> {
    let report = sync::now(context, store, Patience::USUAL, false)?;
    sync::say_events(context, store, &report);
    through(context, store, client, account, kit)?.mark(store)?;
    Ok(store.read()?.membership.map(|membership| membership.is_protected()))
}

/// It counts, whatever the trial says: a script has the words in any case.
fn done(context: &Context, kit: &Secret, tried: Result<Option<bool>>) -> Result<()> {
    let is_protected = tried.as_ref().ok().copied().flatten();
    if let Some(kit) = kit.kit() {
        let document = json!({
            "replaced": true, "proposed": false, "verified": tried.is_ok(), "protected": is_protected,
        });
        print(context, document, kit);
    }
    tried.map_err(|failure| {
        failure
            .while_doing("the recovery kit was replaced, but not tried")
            .next("try it with `regain kit verify`")
    })?;
    context.out.done("The recovery kit was replaced, and tried: the backup opens by it.");
    context.out.done("Destroy the old kit. Exports made before still open by the old words.");
    Ok(())
}

fn print(context: &Context, mut document: Value, kit: &RecoveryKit) {
    if context.out.is_json() {
        document["kit"] = Value::from(kit.expose_words().as_str());
        context.out.json(&document);
    }
}

fn propose(context: &Context) -> Result<()> {
    let store = Store::unlock(context)?;
    sync::now(context, &store, Patience::USUAL, false)?;
    let (client, account) = place(context, &store.read()?)?;
    let kit = RecoveryKit::make(&mut context.rng());
    {
        let replica = store.read()?;
        let chain = &replica.membership.as_ref().ok_or(SyncError::NoBackup)?.chain;
        offer(context, &client, &account, &kit, chain)?;
    }
    for _ in 0..MAX_RACES {
        let end = send_proposal(context, &store, &client, &kit).map_err(|failure| {
            unknown(context, failure, &json!({"replaced": false, "proposed": null, "proposal": null}), &kit)
        })?;
        let report = sync::now(context, &store, Patience::USUAL, false)?;
        sync::say_events(context, &store, &report);
        if matches!(end, AppendEnd::Again) {
            continue;
        }
        let proposal = proposals::own_newest(&store.read()?);
        print(context, json!({"replaced": false, "proposed": true, "proposal": proposal}), &kit);
        context.out.warn("These words open nothing yet: keep the old kit until the new one counts.");
        proposals::say_proposed(context, "Asked for the new recovery kit", proposal.as_deref());
        return Ok(());
    }
    Err(SyncError::Contended.into())
}

fn send_proposal(
    context: &Context,
    store: &Unlocked,
    client: &Client,
    kit: &RecoveryKit,
) -> Result<AppendEnd> {
    let (step, request) = {
        let mut env = Env { now: context.now(), rng: &mut context.rng() };
        replace_slot::kit(&By::Device(&store.read()?), kit, &mut env)?
    };
    Ok(step.answer(&client.send(&request)?)?)
}
