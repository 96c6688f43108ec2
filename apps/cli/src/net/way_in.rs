//! In by passphrase or recovery kit, on any machine.

use regain_protocol::AccountName;
use regain_seal::passphrase::OuterSpace;
use regain_seal::{KitCard, Passphrase, RecoveryKit};
use regain_sync::Checks;
use regain_sync::flow::unlock::{self, Access, Opened};

use super::Client;
use super::damaged::{self, Damaged};
use crate::Context;
use crate::args::WayIn;
use crate::error::{Exit, Failure, Result};
use crate::prompt::Twin;

/// Words of a kit: so many typed at a prompt are one.
const KIT_WORDS: usize = regain_seal::kit::WORD_COUNT;

/// A secret that opens a slot.
pub enum Secret {
    /// The passphrase.
    Passphrase(Passphrase),
    /// The kit by its words.
    Kit(RecoveryKit),
    /// The kit by its QR code, which also knows where it belongs and what it has seen.
    Card(Box<KitCard>),
}

impl Secret {
    /// From `--kit-file` or `--passphrase-file`, or asked for.
    pub fn ask(context: &Context, way_in: &WayIn) -> Result<Self> {
        if let Some(file) = &way_in.kit_file {
            return kit(context, Twin::new("--kit-file", Some(file)));
        }
        if let Some(file) = &way_in.passphrase_file {
            let twin = Twin::new("--passphrase-file", Some(file));
            return context.prompts.secret("Passphrase", twin).map(Self::Passphrase);
        }
        let twin = Twin::new("--passphrase-file or --kit-file", None);
        let text = context
            .prompts
            .hidden("Passphrase of the recovery account, or the recovery kit's 12 words", twin)?;
        // Who types a kit means the kit; a passphrase of twelve words goes through --passphrase-file.
        if is_card(&text) || text.split_whitespace().count() == KIT_WORDS {
            return read_kit(&text);
        }
        let typed = Passphrase::typed(&text, OuterSpace::Refuse);
        typed.map(Self::Passphrase).map_err(|error| Failure::of(Exit::Secret, "passphrase", &error))
    }

    /// The kit, if it is one.
    pub fn kit(&self) -> Option<&RecoveryKit> {
        match self {
            Self::Passphrase(_) => None,
            Self::Kit(kit) => Some(kit),
            Self::Card(card) => Some(&card.kit),
        }
    }
}

/// The kit from `--kit-file`, or asked for.
pub fn kit(context: &Context, twin: Twin<'_>) -> Result<Secret> {
    let text = context.prompts.hidden_text("The 12 words of the recovery kit", twin)?;
    read_kit(&text)
}

fn is_card(text: &str) -> bool {
    text.trim_start().starts_with("regain-kit:")
}

/// Words, or the text of the kit's QR code. A wrong word is named with its position.
fn read_kit(text: &str) -> Result<Secret> {
    if is_card(text) {
        let card = KitCard::from_qr(text);
        return card
            .map(|card| Secret::Card(Box::new(card)))
            .map_err(|error| Failure::of(Exit::Secret, "kit", &error));
    }
    let kit = RecoveryKit::from_words(text);
    kit.map(Secret::Kit).map_err(|error| {
        Failure::of(Exit::Secret, "kit", &error).next("compare the words with the printed kit and try again")
    })
}

/// A session by the secret: the slot is open, the backup not yet read.
pub fn access(context: &Context, client: &Client, account: &AccountName, secret: &Secret) -> Result<Access> {
    let kit = match secret {
        Secret::Passphrase(passphrase) => return by_passphrase(context, client, account, passphrase),
        Secret::Kit(kit) => kit,
        Secret::Card(card) => &card.kit,
    };
    let (step, request) = unlock::by_kit(account.clone());
    let answer = client.send(&request)?;
    let (step, request) = step.answer(&answer, kit, client.origin().as_str())?;
    let access = step.answer(&client.send(&request)?, kit)?;
    if let Secret::Card(card) = secret {
        access.require_card(card)?;
    }
    Ok(access)
}

fn by_passphrase(
    context: &Context,
    client: &Client,
    account: &AccountName,
    passphrase: &Passphrase,
) -> Result<Access> {
    let (step, request) = unlock::by_passphrase(account.clone(), passphrase, &mut context.rng())?;
    let answer = client.send(&request)?;
    let (step, request) = step.answer(&answer, passphrase, &mut context.rng())?;
    Ok(step.answer(&client.send(&request)?)?)
}

/// Reads, verifies and decrypts the backup, and checks the headers from what the slot has seen to the head.
pub fn open(client: &Client, access: Access, damaged: Damaged) -> Result<Opened> {
    let answer = client.send(&access.read())?;
    // Leaving out is decided after it is known who wrote what does not open.
    let mut opened = access.opened_leaving_out(&answer, &Checks::default())?;
    damaged::settle(client, &mut opened, damaged)?;
    check_links(client, &opened)?;
    Ok(opened)
}

/// The same again, after another device was faster.
pub fn refresh(client: &Client, opened: Opened, damaged: Damaged) -> Result<Opened> {
    open(client, opened.access, damaged)
}

fn check_links(client: &Client, opened: &Opened) -> Result<()> {
    let mut next = opened.links();
    while let Some((links, request)) = next {
        next = links.answer(&client.send(&request)?, opened)?;
    }
    Ok(())
}
