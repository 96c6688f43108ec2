//! `regain proposals`: what devices alone have asked for, and the answer of another.

mod answer;
mod list;

pub(crate) use answer::say;

use regain_sync::Replica;

use crate::args::{ProposalsArgs, ProposalsCommand};
use crate::context::Context;
use crate::error::Result;
use crate::net::short;

pub(super) fn run(context: &Context, args: ProposalsArgs) -> Result<()> {
    match args.command {
        None => list::run(context),
        Some(ProposalsCommand::Confirm { id }) => answer::run(context, &id, true),
        Some(ProposalsCommand::Cancel { id }) => answer::run(context, &id, false),
    }
}

/// The name of this device's newest open proposal.
pub(super) fn own_newest(replica: &Replica) -> Option<String> {
    let membership = replica.membership.as_ref()?;
    let own = membership.chain.proposals().filter(|(_, proposal)| proposal.author == replica.device);
    own.max_by_key(|(_, proposal)| proposal.number).map(|(hash, _)| short(hash))
}

/// What happens next with a proposal.
pub(super) fn say_proposed(context: &Context, what: &str, proposal: Option<&str>) {
    let id = proposal.unwrap_or("ID");
    context.out.done(format!("{what}. It counts after"));
    context.out.done(format!("  another device agrees:  regain proposals confirm {id}"));
    context.out.done(
        "  or 72 hours, if no device refuses; any sync then carries it out. Until then the old one works.",
    );
}
