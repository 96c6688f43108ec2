//! Doing it, or proposing it.

use regain_storage::portal::{
    AddMethod, Carried, Change, ChangePerson, DeedId, DeedRow, PersonRow, RemoveMethods,
};

use super::wanted::Wanted;
use super::{Issued, NewPass};
use crate::Standing;
use crate::acts::Act;
use crate::fault::Fault;
use crate::mails;
use crate::notes::Note;
use crate::people::{ApprovalRefusal, Deed, DeedRefusal, PROPOSAL_MS, Ruling, rule, seconds};
use crate::session::{Action, Permit};
use crate::state::Portal;
use crate::visit::Me;

/// What came of a deed.
pub enum Outcome {
    /// It is done; a pass is to be shown, once.
    Done(Option<Issued>),
    /// It waits for a second administrator.
    Waits,
    /// The same waited already.
    WaitedBefore,
}

/// What the rules say about a deed, as everybody is now.
pub async fn ruling(
    portal: &Portal,
    actor: &PersonRow,
    deed: Deed,
    target: &PersonRow,
) -> Result<Result<Ruling, DeedRefusal>, Fault> {
    let administrators = portal.storage.count_people().await?.administrators;
    Ok(rule(actor.into(), deed, target.into(), administrators))
}

/// Does it when this person may alone; else proposes it. What is refused is written down: somebody tried.
pub async fn carry(
    portal: &Portal,
    me: &Me,
    permit: &Permit,
    target: &Standing,
    wanted: &Wanted,
) -> Result<Outcome, Fault> {
    debug_assert_eq!((permit.action(), permit.person()), (Action::Administer, me.standing.person.id));
    let person = &target.person;
    match ruling(portal, &me.standing.person, wanted.deed(), person).await? {
        Err(refusal) => Err(refused(portal, me, person, wanted, refusal).await?),
        Ok(Ruling::WithAnother) => propose(portal, me, person, wanted).await,
        Ok(Ruling::Alone) => {
            let note = wanted.noted(Note::to(wanted.act(), me, person.id));
            let (carried, issued) = prepare(portal, me, person, wanted, note).await?;
            let change = match carried {
                Carried::Person(request) => portal.storage.change_person(request).await?,
                Carried::Method(request) => portal.storage.add_method(*request).await?,
                Carried::Removal(request) => portal.storage.remove_methods(request).await?,
            };
            changed(portal, person, change)?;
            Ok(Outcome::Done(issued))
        }
    }
}

/// What is done to the person as they are now, and the pass that comes of it.
pub async fn prepare(
    portal: &Portal,
    me: &Me,
    target: &PersonRow,
    wanted: &Wanted,
    note: Note,
) -> Result<(Carried, Option<Issued>), Fault> {
    let now = portal.now();
    let notes = note.told(portal, &me.visitor, now).await?;
    let (person, revision) = (target.id, target.revision);
    let change = |role, disabled| ChangePerson {
        person,
        revision,
        shown: None,
        role,
        disabled,
        now,
        notes: notes.clone(),
    };
    let carried = match wanted {
        Wanted::Pass { ms, once, .. } => {
            let (ends, uses) = (now + ms, once.then_some(1));
            let NewPass { text, method, thing } = NewPass::make(portal, person, ends, uses);
            let things = vec![thing];
            let add = AddMethod { person, revision, method, things, taking: None, now, notes };
            return Ok((Carried::Method(Box::new(add)), Some(Issued { text, ends, once: *once })));
        }
        Wanted::Reregistration(kinds) => {
            Carried::Removal(RemoveMethods { person, revision, kinds: kinds.clone(), notes })
        }
        Wanted::Disabled => Carried::Person(change(None, Some(true))),
        Wanted::Enabled => Carried::Person(change(None, Some(false))),
        Wanted::Role(role) => Carried::Person(change(Some(*role), None)),
    };
    Ok((carried, None))
}

/// What came of a change of another person.
pub fn changed(portal: &Portal, target: &PersonRow, change: Change) -> Result<(), Fault> {
    match change {
        Change::Changed => {
            portal.mail_waits.notify_one();
            portal.stir(target.id);
            Ok(())
        }
        Change::Moved => Err(Fault::Moved),
        Change::LastAdministrator => Err(Fault::Refused(DeedRefusal::LastAdministrator)),
    }
}

/// Told to the person it is about, who may object, and to everybody who may approve.
async fn propose(portal: &Portal, me: &Me, target: &PersonRow, wanted: &Wanted) -> Result<Outcome, Fault> {
    let now = portal.now();
    let me_id = me.standing.person.id;
    let seconds = seconds(portal.storage.privileged().await?, me_id, target.id);
    if seconds.is_empty() {
        return Err(Fault::NotSecond(ApprovalRefusal::Nobody));
    }
    let note = wanted.noted(Note::to(Act::Proposed, me, target.id)).with("deed", wanted.act().code());
    let mut notes = note.told(portal, &me.visitor, now).await?;
    notes.mails.extend(mails::to_seconds(portal, &seconds, &me.standing.person, target, now).await?);
    let row = DeedRow {
        id: DeedId(portal.random.bytes()),
        by: me_id,
        target: target.id,
        deed: wanted.text(),
        made: now,
        expires: now + PROPOSAL_MS,
    };
    let proposed = portal.storage.propose_deed(row, notes).await?;
    portal.mail_waits.notify_one();
    Ok(if proposed { Outcome::Waits } else { Outcome::WaitedBefore })
}

async fn refused(
    portal: &Portal,
    me: &Me,
    target: &PersonRow,
    wanted: &Wanted,
    refusal: DeedRefusal,
) -> Result<Fault, Fault> {
    let note = wanted.noted(Note::to(Act::HelpRefused, me, target.id));
    let note = note.with("deed", wanted.act().code()).with("why", refusal.to_string());
    portal.storage.append_audit(note.line(&me.visitor, portal.now())).await?;
    Ok(Fault::Refused(refusal))
}
