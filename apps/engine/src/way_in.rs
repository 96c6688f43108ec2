//! In by passphrase or recovery kit.

use rand_core::OsRng;
use regain_protocol::AccountName;
use regain_screen::message::{Progress, Trouble, WayIn};
use regain_seal::kit::KitError;
use regain_seal::passphrase::OuterSpace;
use regain_seal::{KitCard, Passphrase, RecoveryKit};
use regain_sync::flow::unlock::{self, Access, Opened};
use regain_sync::flow::{AppendEnd, Appending};
use regain_sync::{Checks, Request, SyncError};

use crate::net;

/// Lost races after which this gives up.
const MAX_RACES: u32 = 8;

/// A secret that opens a slot.
pub enum Secret {
    /// The passphrase.
    Passphrase(Passphrase),
    /// The kit by its words.
    Kit(RecoveryKit),
    /// The kit by its QR code, which also knows where it belongs and what it has seen.
    Card(Box<KitCard>),
}

/// What is done with entries that nobody can open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damaged {
    /// They stop it.
    Refuse,
    /// They are left out: to remove the device that wrote them.
    LeaveOut,
}

/// Reads what a person gave.
pub fn read(way_in: &WayIn) -> Result<Secret, Trouble> {
    match way_in {
        WayIn::Passphrase(text) => {
            let typed = Passphrase::typed(text.expose(), OuterSpace::Refuse);
            typed.map(Secret::Passphrase).map_err(|error| Trouble::new("wrong-secret", error.to_string()))
        }
        WayIn::Kit(text) if text.expose().trim_start().starts_with("regain-kit:") => {
            let card = KitCard::from_qr(text.expose());
            card.map(|card| Secret::Card(Box::new(card)))
                .map_err(|error| Trouble::new("kit-card", error.to_string()))
        }
        WayIn::Kit(text) => {
            RecoveryKit::from_words(text.expose()).map(Secret::Kit).map_err(|error| kit_trouble(&error))
        }
    }
}

fn kit_trouble(error: &KitError) -> Trouble {
    let (code, names) = match error {
        KitError::UnknownWord { word, nearest, .. } => {
            ("kit-word", vec![word.clone(), (*nearest).to_owned()])
        }
        KitError::WrongCount(_) => ("kit-count", Vec::new()),
        KitError::Checksum => ("kit-checksum", Vec::new()),
    };
    Trouble { names, ..Trouble::new(code, error.to_string()) }
}

/// A session by the secret: the slot is open, the backup not yet read.
pub async fn access(
    service: &str,
    account: &AccountName,
    secret: &Secret,
    tell: &impl Fn(Progress),
) -> Result<Access, Trouble> {
    let kit = match secret {
        Secret::Passphrase(passphrase) => return by_passphrase(service, account, passphrase, tell).await,
        Secret::Kit(kit) => kit,
        Secret::Card(card) => &card.kit,
    };
    tell(Progress::Contact);
    let (step, request) = unlock::by_kit(account.clone());
    let answer = net::send(service, &request).await?;
    let (step, request) = step.answer(&answer, kit, service)?;
    let access = step.answer(&net::send(service, &request).await?, kit)?;
    if let Secret::Card(card) = secret {
        access.require_card(card)?;
    }
    Ok(access)
}

async fn by_passphrase(
    service: &str,
    account: &AccountName,
    passphrase: &Passphrase,
    tell: &impl Fn(Progress),
) -> Result<Access, Trouble> {
    tell(Progress::Contact);
    let (step, request) = unlock::by_passphrase(account.clone(), passphrase, &mut OsRng)?;
    let answer = net::send(service, &request).await?;
    tell(Progress::Stretch);
    let (step, request) = step.answer(&answer, passphrase, &mut OsRng)?;
    Ok(step.answer(&net::send(service, &request).await?)?)
}

/// Reads, verifies and decrypts the backup, and checks the headers from what the slot has seen to the head.
pub async fn open(service: &str, access: Access, damaged: Damaged) -> Result<Opened, Trouble> {
    let answer = net::send(service, &access.read()).await?;
    let mut opened = access.opened_leaving_out(&answer, &Checks::default())?;
    settle(service, &mut opened, damaged).await?;
    let mut next = opened.links();
    while let Some((links, request)) = next {
        next = links.answer(&net::send(service, &request).await?, &opened)?;
    }
    Ok(opened)
}

/// Fills the gap under a checkpoint that does not open, and refuses what nobody agreed to leave out.
async fn settle(service: &str, opened: &mut Opened, damaged: Damaged) -> Result<(), Trouble> {
    while let Some(base) = opened.restored.missing_base() {
        let is_gone = opened.restored.chain.member(base.author).is_none();
        let Some(request) = opened.ask_under() else { break };
        match put_under(service, opened, &request).await {
            // Removing a device must not hang on what the service no longer has.
            Err(_) if damaged == Damaged::LeaveOut || !is_gone => break,
            done => done?,
        }
    }
    match opened.restored.require_opened() {
        Err(finding) if damaged == Damaged::Refuse => Err(SyncError::Finding(finding).into()),
        _ => Ok(()),
    }
}

async fn put_under(service: &str, opened: &mut Opened, request: &Request) -> Result<(), Trouble> {
    let answer = net::send(service, request).await?;
    Ok(opened.put_under(&answer, &Checks::default())?)
}

/// An append that did not become durable, or of which that is not known.
pub struct Unsent {
    /// Why.
    pub trouble: Trouble,
    /// The backup, where it can be tried again without the secret.
    pub opened: Option<Opened>,
}

impl From<Unsent> for Trouble {
    fn from(unsent: Unsent) -> Self {
        unsent.trouble
    }
}

/// Sends what `make` drafts on the opened backup until it is durable.
pub async fn append(
    service: &str,
    mut opened: Opened,
    damaged: Damaged,
    make: impl Fn(&Opened) -> Result<(Appending, Request), SyncError>,
) -> Result<Opened, Unsent> {
    for _ in 0..MAX_RACES {
        match attempt(service, &opened, &make).await {
            Ok(AppendEnd::Done { .. }) => return Ok(opened),
            Ok(AppendEnd::Again) => {
                let again = open(service, opened.access, damaged).await;
                opened = again.map_err(|trouble| Unsent { trouble, opened: None })?;
            }
            Err(trouble) => return Err(Unsent { trouble, opened: Some(opened) }),
        }
    }
    Err(Unsent { trouble: SyncError::Contended.into(), opened: Some(opened) })
}

async fn attempt(
    service: &str,
    opened: &Opened,
    make: &impl Fn(&Opened) -> Result<(Appending, Request), SyncError>,
) -> Result<AppendEnd, Trouble> {
    let (appending, request) = make(opened)?;
    Ok(appending.answer(&net::send(service, &request).await?)?)
}
