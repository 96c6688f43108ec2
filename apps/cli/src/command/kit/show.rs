//! The recovery kit on screen: twelve words, the QR code of the printed card, and the question whether it is kept.

use rand_core::RngCore as _;
use regain_log::Hash;
use regain_seal::{Checkpoint, KitCard, RecoveryKit};
use zeroize::Zeroizing;

use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::output::{Style, qr};

/// How often the two words may be typed wrong.
const TRIES: u32 = 3;

/// Where a kit belongs.
pub(in crate::command) struct Place<'a> {
    /// Address of the service.
    pub service: &'a str,
    /// Name of the recovery account.
    pub account: &'a str,
    /// Hash of the genesis entry.
    pub genesis: Hash,
    /// What the kit has seen.
    pub checkpoint: Checkpoint,
}

/// Shows the words, once, with everything else a printed kit holds. Nothing with `--json`.
pub(in crate::command) fn words(context: &Context, kit: &RecoveryKit, place: &Place<'_>) -> Result<()> {
    if context.out.is_json() {
        return Ok(());
    }
    let out = &context.out;
    out.line(out.styled(Style::Heading, "Recovery kit"));
    out.line("Write it down or print it, and keep it away from your devices. The words are shown this once; nobody stores them.\n");
    out.line(format!("    Service           {}", place.service));
    out.line(format!("    Recovery account  {}\n", place.account));
    let text = kit.expose_words();
    let words: Vec<&str> = text.split(' ').collect();
    for row in 0..words.len() / 3 {
        let cell = |column: usize| {
            let index = column * words.len() / 3 + row;
            format!("{:>2}. {:<10}", index + 1, words[index])
        };
        out.line(format!("    {}{}{}", cell(0), cell(1), cell(2)).trim_end());
    }
    out.line("");
    card(context, kit, place)?;
    out.line("The same words open every encrypted export with the `age` tool: `regain kit identity` prints the line for it.");
    Ok(())
}

/// The QR code of the kit's card: enough to restore without typing. Only for people.
pub(in crate::command) fn card(context: &Context, kit: &RecoveryKit, place: &Place<'_>) -> Result<()> {
    if context.out.is_json() {
        return Ok(());
    }
    let picture = qr::picture(&card_text(kit, place)).ok_or_else(|| {
        Failure::new(Exit::Failure, "too-long-for-qr", "the service's address is too long for a QR code")
            .next("keep the words; they are enough")
    })?;
    context.out.line(picture.as_str());
    Ok(())
}

/// The text of that QR code. It holds the words.
pub(in crate::command) fn card_text(kit: &RecoveryKit, place: &Place<'_>) -> Zeroizing<String> {
    let card = KitCard {
        service: place.service.to_owned(),
        name: place.account.to_owned(),
        kit: duplicate(kit),
        genesis: place.genesis,
        checkpoint: place.checkpoint,
    };
    card.expose_qr()
}

/// A second copy, for the card.
fn duplicate(kit: &RecoveryKit) -> RecoveryKit {
    RecoveryKit::from_words(&kit.expose_words()).expect("a kit reads its own words")
}

/// Whether the kit is kept: two of its words, typed by the person. A script that was given the words, or `--yes`, confirms by that.
pub(in crate::command) fn is_kept(context: &Context, kit: &RecoveryKit) -> Result<bool> {
    if context.out.is_json() || context.prompts.says_yes() {
        return Ok(true);
    }
    if !context.prompts.can_ask() {
        return Ok(false);
    }
    let first = 1 + context.rng().next_u32() as usize % 11;
    let second = first + 1 + context.rng().next_u32() as usize % (12 - first);
    for _ in 0..TRIES {
        let mut right = true;
        for position in [first, second] {
            let typed = context.prompts.visible(&format!("Type word {position} of the kit"), "--yes")?;
            right &= kit.is_word(position, &typed);
        }
        if right {
            return Ok(true);
        }
        context.out.warn("That is not what the kit says. Compare with what you wrote down.");
    }
    Ok(false)
}
