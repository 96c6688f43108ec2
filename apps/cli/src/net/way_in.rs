//! In by passphrase or recovery kit, on any machine.

use regain_protocol::AccountName;
use regain_seal::Passphrase;
use regain_seal::passphrase::OuterSpace;
use regain_sync::Checks;
use regain_sync::flow::unlock::{Access, Damaged, Opened};
use regain_sync::flow::way_in::{self, KitTextError, SignIn};

pub use regain_sync::flow::way_in::Secret;

use super::Client;
use super::damaged;
use crate::Context;
use crate::args::WayIn;
use crate::error::{Exit, Failure, Result};
use crate::prompt::Twin;

/// Words of a kit: so many typed at a prompt are one.
const KIT_WORDS: usize = regain_seal::kit::WORD_COUNT;

/// From `--kit-file` or `--passphrase-file`, or asked for.
pub fn ask(context: &Context, way_in: &WayIn) -> Result<Secret> {
    if let Some(file) = &way_in.kit_file {
        return kit(context, Twin::new("--kit-file", Some(file)));
    }
    if let Some(file) = &way_in.passphrase_file {
        let twin = Twin::new("--passphrase-file", Some(file));
        return context.prompts.secret("Passphrase", twin).map(Secret::Passphrase);
    }
    let twin = Twin::new("--passphrase-file or --kit-file", None);
    let text =
        context.prompts.hidden("Passphrase of the recovery account, or the recovery kit's 12 words", twin)?;
    // Who types a kit means the kit; a passphrase of twelve words goes through --passphrase-file.
    if Secret::is_card(&text) || text.split_whitespace().count() == KIT_WORDS {
        return read_kit(&text);
    }
    let typed = Passphrase::typed(&text, OuterSpace::Refuse);
    typed.map(Secret::Passphrase).map_err(|error| Failure::of(Exit::Secret, "passphrase", &error))
}

/// The kit from `--kit-file`, or asked for.
pub fn kit(context: &Context, twin: Twin<'_>) -> Result<Secret> {
    let text = context.prompts.hidden_text("The 12 words of the recovery kit", twin)?;
    read_kit(&text)
}

/// Words, or the text of the kit's QR code. A wrong word is named with its position.
fn read_kit(text: &str) -> Result<Secret> {
    Secret::of_kit(text).map_err(|error| {
        let failure = Failure::of(Exit::Secret, "kit", &error);
        match error {
            KitTextError::Card(_) => failure,
            KitTextError::Words(_) => failure.next("compare the words with the printed kit and try again"),
        }
    })
}

/// A session by the secret: the slot is open, the backup not yet read.
pub fn access(context: &Context, client: &Client, account: &AccountName, secret: &Secret) -> Result<Access> {
    let (mut step, mut request) = way_in::start(account, secret, &mut context.rng())?;
    loop {
        let answer = client.send(&request)?;
        match step.answer(&answer, secret, client.origin().as_str(), &mut context.rng())? {
            SignIn::Send(next, ask) => (step, request) = (next, ask),
            SignIn::In(access) => return Ok(*access),
        }
    }
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
