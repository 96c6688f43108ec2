//! The recovery kit while it is on a screen: shown once, kept by nobody but the person.

use rand_core::OsRng;
use regain_log::MemberKind;
use regain_protocol::AccountName;
use regain_screen::message::{Answer, KitSheet, Progress, ReadBack, Trouble, WayIn};
use regain_seal::words::head_words;
use regain_seal::{Checkpoint, KitCard, RecoveryKit};
use regain_sync::SyncError;
use regain_sync::flow::replace_slot::{self, By};
use regain_sync::flow::unlock::Opened;

use super::backup::{account_of, through};
use super::secret::qr;
use crate::app::{App, env};
use crate::way_in::{self, Damaged, Secret};
use crate::{store, sync};

/// The kit, until its words are confirmed or it is put away.
pub struct OnScreen {
    kit: RecoveryKit,
    /// A new kit that does not count yet: the old one's session that will replace it.
    replaces: Option<Opened>,
}

/// Where a kit belongs, for its card.
pub struct Belongs<'a> {
    pub service: &'a str,
    pub account: &'a AccountName,
    pub genesis: regain_log::Hash,
    pub checkpoint: Checkpoint,
}

/// Puts a kit on the screen.
pub fn show(
    app: &App,
    kit: RecoveryKit,
    belongs: &Belongs<'_>,
    read_back: ReadBack,
    replaces: Option<Opened>,
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

/// Two words were typed. If they are right, the kit is kept: a new one replaces the old one now, and it is tried for real.
pub async fn kept(app: &App, words: &[(u8, String)], tell: impl Fn(Progress)) -> Result<(), Trouble> {
    let right = app.kit.borrow().as_ref().is_some_and(|shown| {
        !words.is_empty()
            && words.iter().all(|(position, word)| shown.kit.is_word(usize::from(*position), word))
    });
    if !right {
        return Err(Trouble::new("kit-words-differ", "the words are not those of the kit on the screen"));
    }
    let Some(OnScreen { kit, replaces }) = app.kit.replace(None) else {
        return Err(Trouble::new("gone", "no kit is on the screen"));
    };
    let _alone = app.line.lock().await;
    let (service, account) = account_of(app)?;
    if let Some(opened) = replaces {
        tell(Progress::Upload);
        way_in::append(&service, opened, Damaged::Refuse, |opened| {
            replace_slot::kit(&By::Slot(opened), &kit, &mut env(&mut OsRng))
        })
        .await?;
        sync::on_line(app, false).await?;
    }
    tell(Progress::ReadBack);
    let tried = through(app, &service, &account, &Secret::Kit(kit), &tell).await?;
    tried.mark(app).await
}

/// A new kit, shown before it counts: nothing is sent until its words are confirmed.
pub async fn replace(app: &App, way_in: &WayIn, tell: impl Fn(Progress)) -> Result<Answer, Trouble> {
    let _alone = app.line.lock().await;
    let old = way_in::read(way_in)?;
    let (service, account) = account_of(app)?;
    let access = way_in::access(&service, &account, &old, &tell).await?;
    if access.kind() != MemberKind::Kit {
        return Err(
            SyncError::NotAtOnce("only the recovery kit itself replaces the recovery kit at once").into()
        );
    }
    tell(Progress::Download);
    let opened = way_in::open(&service, access, Damaged::Refuse).await?;
    let chain = &opened.restored.chain;
    let (head, control) = (chain.head(), chain.control().hash);
    let checkpoint = Checkpoint { number: head.number, hash: head.hash, control };
    let belongs = Belongs { service: &service, account: &account, genesis: chain.genesis(), checkpoint };
    let read = app.read(|replica| regain_sync::flow::read_back::through(&opened, replica))??;
    let read_back = ReadBack { accounts: read.accounts as u64, backed_up: read.backed_up as u64 };
    Ok(show(app, RecoveryKit::make(&mut OsRng), &belongs, read_back, Some(opened)))
}

/// The log knows the kit's public keys: other words are named before anything is asked of the service.
pub fn require_same(app: &App, secret: &Secret) -> Result<(), Trouble> {
    let keys = match secret {
        Secret::Passphrase(_) => return Ok(()),
        Secret::Kit(kit) => kit.kit_keys(),
        Secret::Card(card) => card.kit.kit_keys(),
    };
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
