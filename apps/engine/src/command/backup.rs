//! Cloud backup: on, tried, off.

use rand_core::OsRng;
use regain_log::{Hash, MemberId, MemberKind};
use regain_protocol::{AccountName, ProblemCode, Registration};
use regain_screen::message::{Answer, Progress, ReadBack, Secret as Text, Trouble, WayIn};
use regain_screen::suggest;
use regain_seal::{Checkpoint, Passphrase, RecoveryKit};
use regain_sync::flow::replace_slot::{self, By};
use regain_sync::flow::{AppendEnd, MAX_RACES, close, create, read_back};
use regain_sync::replica::Intent;
use regain_sync::{Finding, SyncError};

use super::kit::{self, Belongs, Replaces};
use crate::app::{App, env};
use crate::way_in::{self, Damaged, Secret};
use crate::{net, origin, platform, store, sync};

/// Other devices may write between reading and comparing; after so many times it is no accident.
const TRIES: u32 = 4;
/// What a way back in gave when it was tried.
pub struct Tried {
    read: read_back::ReadBack,
    slot: MemberId,
    kind: MemberKind,
    genesis: Hash,
    checkpoint: Checkpoint,
}

/// A name and a passphrase nobody has used.
pub fn suggest() -> Answer {
    let account = suggest::account_name(&mut OsRng);
    let passphrase = Text::new(Passphrase::generate(&mut OsRng).expose_text().to_owned());
    Answer::Suggested { account, passphrase }
}

/// Makes a recovery account, uploads, reads back through both ways in, and only then says that the backup exists.
pub async fn on(
    app: &App,
    service: &str,
    account: &str,
    passphrase: &Text,
    tell: impl Fn(Progress),
) -> Result<Answer, Trouble> {
    let service = origin::parse(service)?;
    let account: AccountName = account.parse().map_err(|error: regain_protocol::AccountNameError| {
        Trouble::new("account-name", error.to_string())
    })?;
    let passphrase = chosen(passphrase, account.as_str())?;
    store::require(app).await?;
    let _alone = app.line.lock().await;
    require_off(app).await?;
    tell(Progress::Contact);
    let contact = net::contact(app, &service).await?;
    if contact.info.registration == Registration::Closed {
        let closed = regain_protocol::Problem::new(ProblemCode::RegistrationClosed);
        return Err(SyncError::Refused(Box::new(closed)).into());
    }
    let kit = make(app, &service, account.clone(), &passphrase, &tell).await?;
    tell(Progress::Upload);
    sync::on_line(app, false).await?;
    tell(Progress::ReadBack);
    through(app, &service, &account, &Secret::Passphrase(passphrase), &tell).await?.mark(app).await?;
    tell(Progress::ReadBack);
    let secret = Secret::Kit(kit);
    let by_kit = through(app, &service, &account, &secret, &tell).await?;
    let Secret::Kit(kit) = secret else { unreachable!("it was just made") };
    let belongs = Belongs {
        service: &service,
        account: &account,
        genesis: by_kit.genesis,
        checkpoint: by_kit.checkpoint,
    };
    Ok(kit::show(app, kit, &belongs, Some(by_kit.read_back()), Replaces::Nothing))
}

/// A passphrase that is chosen. How hard it is to guess was told by the meter, a module of its own: its dictionaries are larger than
/// everything else the app has to fetch. What can be told without them is not left to it. `account`: a name that must not be most of it.
pub fn chosen(text: &Text, account: &str) -> Result<Passphrase, Trouble> {
    let chosen = Passphrase::at_least(text.expose(), &[account, "regain"]);
    chosen.map_err(|error| Trouble::new("weak-passphrase", error.to_string()))
}

/// Nothing is overwritten. A membership whose account the service never had is what an interrupted attempt left behind.
async fn require_off(app: &App) -> Result<(), Trouble> {
    let created = app.read(|replica| replica.membership.as_ref().map(|one| one.created))?;
    match created {
        None => return Ok(()),
        Some(false) => match sync::on_line(app, false).await {
            Err(trouble) if trouble.code == "unfinished" || net::passes(&trouble) => {
                return store::change(app, |replica| {
                    replica.membership = None;
                    Ok(())
                })
                .await;
            }
            Err(trouble) => return Err(trouble),
            Ok(_) => {}
        },
        Some(true) => {}
    }
    Err(Trouble::new("has-backup", "Cloud backup is on already"))
}

/// Makes the account. The membership is stored before the request that makes it is sent.
async fn make(
    app: &App,
    service: &str,
    account: AccountName,
    passphrase: &Passphrase,
    tell: &impl Fn(Progress),
) -> Result<RecoveryKit, Trouble> {
    let (step, request) = create::start(account, passphrase, &mut OsRng)?;
    let answer = net::send(service, &request).await?;
    tell(Progress::Stretch);
    platform::sleep(0).await;
    let agent = store_name();
    let (step, request) = store::change(app, |replica| {
        Ok(step.answer(&answer, passphrase, service, &agent, replica, &mut env(&mut OsRng))?)
    })
    .await?;
    let answer = net::send(service, &request).await?;
    // A refusal takes the membership out again, and that must be kept: so the change itself succeeds.
    Ok(store::change(app, |replica| Ok(step.answer(&answer, replica))).await??)
}

/// What this device runs on, for its owner.
pub fn store_name() -> String {
    suggest::device_name(&platform::agent())
}

/// Opens the backup by the secret, as a person would who lost everything, compares it with this device, and seals what was
/// seen as the slot's new checkpoint.
pub async fn through(
    app: &App,
    service: &str,
    account: &AccountName,
    secret: &Secret,
    tell: &impl Fn(Progress),
) -> Result<Tried, Trouble> {
    let access = way_in::access(service, account, secret, tell).await?;
    tell(Progress::ReadBack);
    let mut opened = way_in::open(service, access, Damaged::Refuse).await?;
    let mut tries = 0;
    let read = loop {
        tries += 1;
        match app.read(|replica| read_back::through(&opened, replica))? {
            Err(SyncError::Finding(Finding::ReadBack)) if tries < TRIES => {
                sync::on_line(app, false).await?;
                opened = way_in::open(service, opened.access, Damaged::Refuse).await?;
            }
            read => break read?,
        }
    };
    let (checkpoint, request) = opened.refresh_checkpoint(&mut OsRng);
    net::send(service, &request).await?.require_success()?;
    Ok(Tried {
        read,
        slot: opened.access.slot(),
        kind: opened.access.kind(),
        genesis: opened.access.genesis(),
        checkpoint,
    })
}

impl Tried {
    /// Notes that this way back in was seen to work.
    pub async fn mark(&self, app: &App) -> Result<(), Trouble> {
        kit::mark(app, self.kind, self.slot).await
    }

    fn read_back(&self) -> ReadBack {
        ReadBack { accounts: self.read.accounts as u64, backed_up: self.read.backed_up as u64 }
    }
}

/// Tries a way in for real.
pub async fn verify(app: &App, way_in: &WayIn, tell: impl Fn(Progress)) -> Result<Answer, Trouble> {
    let _alone = app.line.lock().await;
    let secret = way_in::read(way_in)?;
    sync::on_line(app, false).await?;
    kit::require_same(app, &secret)?;
    let (service, account) = account_of(app)?;
    let tried = through(app, &service, &account, &secret, &tell).await?;
    tried.mark(app).await?;
    Ok(Answer::ReadBack(tried.read_back()))
}

/// A new passphrase: at once by a way in, else asked for by this device alone.
pub async fn passphrase(
    app: &App,
    way_in: Option<&WayIn>,
    new: &Text,
    tell: impl Fn(Progress),
) -> Result<Answer, Trouble> {
    let _alone = app.line.lock().await;
    let (service, account) = account_of(app)?;
    let new = chosen(new, account.as_str())?;
    sync::on_line(app, false).await?;
    let Some(way_in) = way_in else { return propose(app, &service, &account, &new, &tell).await };
    let secret = way_in::read(way_in)?;
    let access = way_in::access(&service, &account, &secret, &tell).await?;
    let mut opened = way_in::open(&service, access, Damaged::Refuse).await?;
    for _ in 0..MAX_RACES {
        let (step, request) = replace_slot::passphrase(&By::Slot(&opened), &new, &mut OsRng)?;
        let answer = net::send(&service, &request).await?;
        tell(Progress::Stretch);
        platform::sleep(0).await;
        let by = By::Slot(&opened);
        let (step, request) = step.answer(&answer, &by, &new, account.as_str(), &mut env(&mut OsRng))?;
        tell(Progress::Upload);
        match step.answer(&net::send(&service, &request).await?)? {
            AppendEnd::Done { .. } => {
                sync::on_line(app, false).await?;
                through(app, &service, &account, &Secret::Passphrase(new), &tell).await?.mark(app).await?;
                return Ok(Answer::Done);
            }
            AppendEnd::Again => opened = way_in::open(&service, opened.access, Damaged::Refuse).await?,
        }
    }
    Err(SyncError::Contended.into())
}

async fn propose(
    app: &App,
    service: &str,
    account: &AccountName,
    new: &Passphrase,
    tell: &impl Fn(Progress),
) -> Result<Answer, Trouble> {
    for _ in 0..MAX_RACES {
        let (step, request) =
            app.read(|replica| replace_slot::passphrase(&By::Device(replica), new, &mut OsRng))??;
        let answer = net::send(service, &request).await?;
        tell(Progress::Stretch);
        platform::sleep(0).await;
        let (step, request) = app.read(|replica| {
            step.answer(&answer, &By::Device(replica), new, account.as_str(), &mut env(&mut OsRng))
        })??;
        let end = step.answer(&net::send(service, &request).await?)?;
        sync::on_line(app, false).await?;
        if matches!(end, AppendEnd::Done { .. }) {
            return Ok(Answer::Proposed);
        }
    }
    Err(SyncError::Contended.into())
}

/// Leaves the backup; what is here stays.
pub async fn off(app: &App) -> Result<(), Trouble> {
    let _alone = app.line.lock().await;
    store::change(app, |replica| {
        if let Some(membership) = &mut replica.membership {
            membership.outbox.intend(Intent::Leave);
        }
        Ok(())
    })
    .await?;
    let result = sync::on_line(app, true).await;
    if app.read(|replica| replica.membership.is_none())? {
        return Ok(());
    }
    // It stays a member, and says so: an intent that waits would surprise its owner later.
    store::change(app, |replica| {
        if let Some(membership) = &mut replica.membership {
            membership.outbox.intents.retain(|intent| *intent != Intent::Leave);
        }
        Ok(())
    })
    .await?;
    Err(result.err().unwrap_or_else(|| SyncError::Contended.into()))
}

/// Closes the backup at the service, and leaves it.
pub async fn delete(app: &App, way_in: &WayIn, tell: impl Fn(Progress)) -> Result<(), Trouble> {
    let _alone = app.line.lock().await;
    let secret = way_in::read(way_in)?;
    let (service, account) = account_of(app)?;
    let access = way_in::access(&service, &account, &secret, &tell).await?;
    let opened = way_in::open(&service, access, Damaged::LeaveOut).await?;
    way_in::append(&service, opened, Damaged::LeaveOut, |opened| close::start(opened, platform::now()))
        .await?;
    store::change(app, |replica| {
        replica.membership = None;
        Ok(())
    })
    .await
}

/// Service and account of this device's backup.
pub fn account_of(app: &App) -> Result<(String, AccountName), Trouble> {
    let found = app.read(|replica| {
        replica.membership.as_ref().map(|membership| (membership.service.clone(), membership.account.clone()))
    })?;
    found.ok_or_else(|| SyncError::NoBackup.into())
}
