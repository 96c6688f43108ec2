//! The recovery kit while it is on a screen: shown once, kept by nobody but the person.

use std::collections::BTreeSet;

use rand_core::OsRng;
use regain_log::MemberKind;
use regain_protocol::AccountName;
use regain_screen::message::{Answer, KitSheet, Progress, ReadBack, Trouble, WayIn};
use regain_seal::words::head_words;
use regain_seal::{Checkpoint, KitCard, RecoveryKit};
use regain_sync::flow::replace_slot::{self, By};
use regain_sync::flow::unlock::{Opened, checkpoint_of};
use regain_sync::flow::{Appending, MAX_RACES};
use regain_sync::{Finding, Request, SyncError};

use super::backup::{account_of, through};
use super::secret::qr;
use crate::app::{App, env};
use crate::way_in::{self, Damaged, Secret};
use crate::{net, store, sync};

/// The kit, until its words are confirmed or it is put away.
pub struct OnScreen {
    kit: RecoveryKit,
    replaces: Replaces,
}

/// What becomes of the kit before, once the words of the one on the screen are confirmed. Until then a new one counts for nothing.
pub enum Replaces {
    /// There is none before, or it was replaced already.
    Nothing,
    /// It is replaced at once, in its own session.
    AtOnce(Box<Opened>),
    /// This device alone asks that it be replaced.
    Asked,
}

/// Where a kit belongs, for its card.
pub struct Belongs<'a> {
    /// Address of the service.
    pub service: &'a str,
    /// Recovery account.
    pub account: &'a AccountName,
    /// Hash of the genesis entry.
    pub genesis: regain_log::Hash,
    /// What the kit has seen.
    pub checkpoint: Checkpoint,
}

/// Puts a kit on the screen.
pub fn show(
    app: &App,
    kit: RecoveryKit,
    belongs: &Belongs<'_>,
    read_back: Option<ReadBack>,
    replaces: Replaces,
) -> Answer {
    let words = kit.expose_words();
    let card = KitCard {
        service: belongs.service.to_owned(),
        name: belongs.account.to_string(),
        kit,
        genesis: belongs.genesis,
        checkpoint: belongs.checkpoint,
    };
    let sheet = KitSheet {
        service: belongs.service.to_owned(),
        account: belongs.account.to_string(),
        words: words.into(),
        qr: qr(&card.expose_qr()),
        head_words: head_words(belongs.checkpoint.number, &belongs.checkpoint.hash)
            .map(str::to_owned)
            .to_vec(),
        head: belongs.checkpoint.number,
        read_back,
    };
    app.kit.replace(Some(OnScreen { kit: card.kit, replaces }));
    Answer::Kit(sheet)
}

/// Two words were typed. If they are right, the kit is kept: a new one replaces the old one now, or is asked for, and what counts is tried
/// for real. Where the service can't be reached the kit stays on the screen, since it may be the one that counts.
pub async fn kept(app: &App, words: &[(u8, String)], tell: impl Fn(Progress)) -> Result<Answer, Trouble> {
    if app.kit.borrow().as_ref().is_some_and(|shown| !is_right(&shown.kit, words)) {
        return Err(Trouble::new("kit-words-differ", "the words are not those of the kit on the screen"));
    }
    let Some(OnScreen { kit, replaces }) = app.kit.replace(None) else {
        return Err(Trouble::new("gone", "no kit is on the screen"));
    };
    let _alone = app.line.lock().await;
    let secret = Secret::Kit(kit);
    let (result, replaces) = settle(app, &secret, replaces, &tell).await;
    if let (Err(trouble), Secret::Kit(kit)) = (&result, secret)
        && net::passes(trouble)
        && app.is_open()
    {
        app.kit.replace(Some(OnScreen { kit, replaces }));
    }
    result
}

/// At least two different words, all as the kit says.
fn is_right(kit: &RecoveryKit, words: &[(u8, String)]) -> bool {
    let positions: BTreeSet<u8> = words.iter().map(|(position, _)| *position).collect();
    positions.len() >= 2 && words.iter().all(|(position, word)| kit.is_word(usize::from(*position), word))
}

/// Replaces, where there is something to replace, and tries the kit. Gives back what is needed to try again.
async fn settle(
    app: &App,
    secret: &Secret,
    replaces: Replaces,
    tell: &impl Fn(Progress),
) -> (Result<Answer, Trouble>, Replaces) {
    let (Ok((service, account)), Secret::Kit(kit)) = (account_of(app), secret) else {
        return (Err(SyncError::NoBackup.into()), Replaces::Nothing);
    };
    let mut refused = None;
    match replaces {
        Replaces::Nothing => {}
        Replaces::Asked => return (ask(app, &service, kit, tell).await, Replaces::Asked),
        Replaces::AtOnce(opened) => {
            tell(Progress::Upload);
            let sent = way_in::append(&service, *opened, Damaged::Refuse, |opened| {
                replace_slot::kit(&By::Slot(opened), kit, &mut env(&mut OsRng))
            });
            match sent.await {
                Ok(_) => {}
                Err(unsent) if net::passes(&unsent.trouble) => {
                    let again =
                        unsent.opened.map_or(Replaces::Nothing, |opened| Replaces::AtOnce(Box::new(opened)));
                    return (Err(unsent.trouble), again);
                }
                // An earlier attempt, whose answer was lost, may have replaced it: then the new kit opens the backup already.
                Err(unsent) => refused = Some(unsent.trouble),
            }
        }
    }
    let tried = try_out(app, &service, &account, secret, tell).await;
    (tried.map(|()| Answer::Done).map_err(|trouble| refused.unwrap_or(trouble)), Replaces::Nothing)
}

/// Asks for the new kit from this device alone: it counts after 72 hours, or when another device agrees.
async fn ask(
    app: &App,
    service: &str,
    kit: &RecoveryKit,
    tell: &impl Fn(Progress),
) -> Result<Answer, Trouble> {
    tell(Progress::Upload);
    for _ in 0..MAX_RACES {
        sync::on_line(app, false).await?;
        // An earlier attempt, whose answer was lost, may have asked for it.
        if app.read(|replica| replace_slot::is_asked(replica, kit))? {
            return Ok(Answer::Proposed);
        }
        let (step, request) = draft(app, kit)?;
        step.answer(&net::send(service, &request).await?)?;
    }
    Err(SyncError::Contended.into())
}

/// What this device would say. Where the log would refuse it, that is said.
fn draft(app: &App, kit: &RecoveryKit) -> Result<(Appending, Request), Trouble> {
    let drafted = app.read(|replica| replace_slot::kit(&By::Device(replica), kit, &mut env(&mut OsRng)))?;
    drafted.map_err(|error| match error {
        SyncError::Finding(Finding::Chain(refused)) => Trouble::new("not-allowed", refused.to_string()),
        error => error.into(),
    })
}

async fn try_out(
    app: &App,
    service: &str,
    account: &AccountName,
    secret: &Secret,
    tell: &impl Fn(Progress),
) -> Result<(), Trouble> {
    sync::on_line(app, false).await?;
    tell(Progress::ReadBack);
    through(app, service, account, secret, tell).await?.mark(app).await
}

/// A new kit, shown before it counts: nothing is sent until its words are confirmed.
pub async fn replace(app: &App, way_in: Option<&WayIn>, tell: impl Fn(Progress)) -> Result<Answer, Trouble> {
    let _alone = app.line.lock().await;
    let old = way_in.map(way_in::read).transpose()?;
    let (service, account) = account_of(app)?;
    // What other devices wrote meanwhile is no difference.
    sync::on_line(app, false).await?;
    let kit = RecoveryKit::make(&mut OsRng);
    let Some(old) = old else {
        // Words that could never count are not shown.
        draft(app, &kit)?;
        let (genesis, checkpoint) = app
            .read(|replica| {
                let chain = &replica.membership.as_ref()?.chain;
                Some((chain.genesis(), checkpoint_of(chain)))
            })?
            .ok_or(SyncError::NoBackup)?;
        let belongs = Belongs { service: &service, account: &account, genesis, checkpoint };
        return Ok(show(app, kit, &belongs, None, Replaces::Asked));
    };
    let access = way_in::access(&service, &account, &old, &tell).await?;
    if access.kind() != MemberKind::Kit {
        return Err(
            SyncError::NotAtOnce("only the recovery kit itself replaces the recovery kit at once").into()
        );
    }
    tell(Progress::Download);
    let opened = way_in::open(&service, access, Damaged::Refuse).await?;
    let chain = &opened.restored.chain;
    let (genesis, checkpoint) = (chain.genesis(), checkpoint_of(chain));
    let belongs = Belongs { service: &service, account: &account, genesis, checkpoint };
    let read = app.read(|replica| regain_sync::flow::read_back::through(&opened, replica))??;
    let read_back = ReadBack { accounts: read.accounts as u64, backed_up: read.backed_up as u64 };
    Ok(show(app, kit, &belongs, Some(read_back), Replaces::AtOnce(Box::new(opened))))
}

/// The log knows the kit's public keys: other words are named before anything is asked of the service.
pub fn require_same(app: &App, secret: &Secret) -> Result<(), Trouble> {
    let Some(keys) = secret.kit().map(RecoveryKit::kit_keys) else { return Ok(()) };
    let known = app.read(|replica| replica.membership.as_ref()?.chain.slot(MemberKind::Kit)?.kit)?;
    if known == Some(keys) {
        return Ok(());
    }
    Err(Trouble::new("other-kit", "these are the words of a recovery kit, but not of this backup's"))
}

/// Notes that a way back in was seen to work.
pub async fn mark(app: &App, kind: MemberKind, slot: regain_log::MemberId) -> Result<(), Trouble> {
    store::change(app, |replica| {
        if let Some(membership) = &mut replica.membership {
            match kind {
                MemberKind::Kit => membership.verified.kit = Some(slot),
                MemberKind::Passphrase => membership.verified.passphrase = Some(slot),
                MemberKind::Device => {}
            }
        }
        Ok(())
    })
    .await
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn two_of_its_words_show_that_a_kit_is_kept() {
        let kit = RecoveryKit::make(&mut OsRng);
        let words = kit.expose_words();
        let word = |position: u8| {
            (position, words.split(' ').nth(usize::from(position) - 1).unwrap().to_uppercase())
        };
        assert!(is_right(&kit, &[word(2), word(11)]));
        assert!(!is_right(&kit, &[word(2)]), "one may be chance");
        assert!(!is_right(&kit, &[word(2), word(2)]));
        assert!(!is_right(&kit, &[word(2), (3, "nonsense".to_owned())]));
    }
}
