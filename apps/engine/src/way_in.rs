//! In by passphrase or recovery kit.

use rand_core::OsRng;
use regain_protocol::AccountName;
use regain_screen::message::{Progress, Trouble, WayIn};
use regain_seal::Passphrase;
use regain_seal::kit::KitError;
use regain_seal::passphrase::OuterSpace;
use regain_sync::flow::unlock::{Access, Opened};
use regain_sync::flow::way_in::{self, KitTextError, SignIn};
use regain_sync::flow::{AppendEnd, Appending, MAX_RACES};
use regain_sync::{Checks, Request, SyncError};

use crate::net;

pub use regain_sync::flow::unlock::Damaged;
pub use regain_sync::flow::way_in::Secret;

/// Reads what a person gave.
pub fn read(way_in: &WayIn) -> Result<Secret, Trouble> {
    match way_in {
        WayIn::Passphrase(text) => {
            let typed = Passphrase::typed(text.expose(), OuterSpace::Refuse);
            typed.map(Secret::Passphrase).map_err(|error| Trouble::new("wrong-secret", error.to_string()))
        }
        WayIn::Kit(text) => Secret::of_kit(text.expose()).map_err(|error| kit_trouble(&error)),
    }
}

fn kit_trouble(error: &KitTextError) -> Trouble {
    let (code, names) = match error {
        KitTextError::Card(_) => ("kit-card", Vec::new()),
        KitTextError::Words(KitError::UnknownWord { word, nearest, .. }) => {
            ("kit-word", vec![word.clone(), (*nearest).to_owned()])
        }
        KitTextError::Words(KitError::WrongCount(_)) => ("kit-count", Vec::new()),
        KitTextError::Words(KitError::Checksum) => ("kit-checksum", Vec::new()),
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
    tell(Progress::Contact);
    let (mut step, mut request) = way_in::start(account, secret, &mut OsRng)?;
    loop {
        let answer = net::send(service, &request).await?;
        if step.is_slow() {
            tell(Progress::Stretch);
        }
        match step.answer(&answer, secret, service, &mut OsRng)? {
            SignIn::Send(next, ask) => (step, request) = (next, ask),
            SignIn::In(access) => return Ok(*access),
        }
    }
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
    while let Some(request) = opened.ask_under() {
        match put_under(service, opened, &request).await {
            Err(_) if opened.may_lack_base(damaged) => break,
            done => done?,
        }
    }
    Ok(opened.require(damaged).map_err(SyncError::from)?)
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
