//! The second administrator.

use regain_storage::portal::{DeedRow, PersonRow, PersonState};

use super::carry::{changed, prepare, ruling};
use super::{Issued, Wanted};
use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::people::{ApprovalRefusal, Proposal, may_approve};
use crate::session::{Action, Permit};
use crate::state::Portal;
use crate::visit::Me;

/// Whether this person may carry it out now: the second rules, and everything that held when it was proposed still holds.
pub async fn decided(
    portal: &Portal,
    me: &Me,
    row: &DeedRow,
) -> Result<Result<(Wanted, PersonRow), ApprovalRefusal>, Fault> {
    let now = portal.now();
    let no_more = Ok(Err(ApprovalRefusal::NoMore));
    let Some(wanted) = Wanted::read(&row.deed) else { return no_more };
    let (by, target) =
        (portal.storage.person(row.by, now).await?, portal.storage.person(row.target, now).await?);
    let (Some((by, _)), Some((target, _))) = (by, target) else { return no_more };
    let actor = &me.standing.person;
    let proposal = Proposal { by: row.by, deed: wanted.deed(), target: row.target, made: row.made };
    if let Err(refusal) = may_approve(proposal, actor.into(), now) {
        return Ok(Err(refusal));
    }
    let fits = ruling(portal, &by, wanted.deed(), &target).await?.is_ok()
        && ruling(portal, actor, wanted.deed(), &target).await?.is_ok()
        && by.state != PersonState::Disabled;
    if fits { Ok(Ok((wanted, target))) } else { no_more }
}

/// Carries it out. Whoever approves gets the pass, if it is one: who proposed it never sees it alone.
pub async fn approve(
    portal: &Portal,
    me: &Me,
    permit: &Permit,
    row: &DeedRow,
) -> Result<(Wanted, PersonRow, Option<Issued>), Fault> {
    debug_assert_eq!((permit.action(), permit.person()), (Action::Administer, me.standing.person.id));
    let (wanted, target) = match decided(portal, me, row).await? {
        Ok(decided) => decided,
        Err(refusal) => {
            let note = Note::to(Act::HelpRefused, me, row.target).with("why", refusal.to_string());
            portal.storage.append_audit(note.line(&me.visitor, portal.now())).await?;
            return Err(Fault::NotSecond(refusal));
        }
    };
    let proposed_by = super::id_text(&row.by.0);
    let note = wanted.noted(Note::to(wanted.act(), me, target.id)).with("proposed-by", proposed_by);
    let (carried, issued) = prepare(portal, me, &target, &wanted, note).await?;
    let change = portal.storage.carry_out(row.id, carried, portal.now()).await?;
    changed(portal, &target, change)?;
    Ok((wanted, target, issued))
}
