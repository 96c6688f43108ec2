//! Entries that a member signed and nobody can open: who wrote them, and what to do about it.

use std::collections::BTreeSet;

use regain_log::MemberId;
use regain_sync::flow::member_name;
use regain_sync::flow::unlock::{Damaged, Opened};
use regain_sync::{Checks, Finding, Request, Restored, SyncError};

use super::Client;
use crate::error::{Exit, Failure, Result};

/// One entry that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its number.
    pub number: u64,
    /// Who signed it.
    pub author: MemberId,
    /// The name people know the author by.
    pub by: String,
    /// What is wrong with it: a stable name.
    pub finding: &'static str,
}

/// Fills the gap under a checkpoint that doesn't open, and refuses what nobody agreed to leave out.
pub(super) fn settle(client: &Client, opened: &mut Opened, damaged: Damaged) -> Result<()> {
    while let Some(request) = opened.ask_under() {
        match put_under(client, opened, &request) {
            Err(_) if opened.may_lack_base(damaged) => break,
            done => done?,
        }
    }
    opened.require(damaged).map_err(|finding| refused(&opened.restored, finding))
}

fn put_under(client: &Client, opened: &mut Opened, request: &Request) -> Result<()> {
    Ok(opened.put_under(&client.send(request)?, &Checks::default())?)
}

/// What was left out of a state, by number.
pub fn left_out(restored: &Restored) -> Vec<LeftOut> {
    let mut list: Vec<LeftOut> = restored
        .unopened
        .iter()
        .map(|one| LeftOut {
            number: one.number,
            author: one.author,
            by: member_name::of(Some(&restored.chain), &restored.vault, one.author),
            finding: one.finding.code(),
        })
        .collect();
    list.sort_by_key(|one| one.number);
    list
}

/// "entries 7, 9, written by “Phone”"; nothing where nothing was left out.
pub fn left_out_text(list: &[LeftOut]) -> Option<String> {
    /// More numbers than this help nobody.
    const SHOWN: usize = 5;
    if list.is_empty() {
        return None;
    }
    let mut numbers: Vec<String> = list.iter().take(SHOWN).map(|one| one.number.to_string()).collect();
    if list.len() > SHOWN {
        numbers.push("\u{2026}".to_owned());
    }
    let by: BTreeSet<String> = list.iter().map(|one| format!("\u{201c}{}\u{201d}", one.by)).collect();
    let by: Vec<String> = by.into_iter().collect();
    let noun = if list.len() == 1 { "entry" } else { "entries" };
    Some(format!("{noun} {}, written by {}", numbers.join(", "), by.join(", ")))
}

fn refused(restored: &Restored, finding: Finding) -> Failure {
    let list: Vec<LeftOut> =
        left_out(restored).into_iter().filter(|one| restored.chain.member(one.author).is_some()).collect();
    let Some(text) = left_out_text(&list) else { return SyncError::Finding(finding).into() };
    let by = list.first().map_or("NAME", |one| one.by.as_str());
    Failure::new(
        Exit::Finding,
        finding.code(),
        format!("what is in {text}, can't be opened by anybody; nothing was changed"),
    )
    .next(format!(
        "if that device is lost or not yours, remove it: `regain devices remove \"{by}\"`, with the passphrase or the recovery kit; then try \
         again. To restore without what it wrote there: `regain recover --leave-out-damaged`"
    ))
}
