//! The encrypted export: `docs/FORMAT-export.md` inside a standard age file.

use regain_log::MemberKind;
use regain_screen::export;
use regain_seal::Passphrase;
use regain_seal::export::{ExportTo, encrypt_age};
use regain_sync::Replica;
use regain_vault::Account;
use zeroize::Zeroizing;

use crate::args::ExportArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::prompt::Twin;

/// The file, and what it is encrypted to: `kit` or `passphrase`. A given passphrase goes before the kit; age takes no two of them.
pub(super) fn make(
    context: &Context,
    args: &ExportArgs,
    replica: &Replica,
    accounts: &[Account],
    now: u64,
) -> Result<(Zeroizing<Vec<u8>>, &'static str)> {
    let kit = replica.membership.as_ref().and_then(|membership| membership.chain.slot(MemberKind::Kit)?.kit);
    let passphrase = passphrase(context, args, kit.is_some())?;
    let plain = export::write(accounts, now)
        .map_err(|error| Failure::of(Exit::Failure, "export", &error).next("nothing was written"))?;
    let (to, name) = match (&passphrase, &kit) {
        (Some(passphrase), _) => (ExportTo::Passphrase(passphrase), "passphrase"),
        (None, Some(kit)) => (ExportTo::Kit(&kit.age), "kit"),
        (None, None) => return Err(no_key()),
    };
    let file = encrypt_age(&plain, to, args.armor)
        .map_err(|error| Failure::of(Exit::Failure, "encryption", &error).next("nothing was written"))?;
    Ok((Zeroizing::new(file), name))
}

fn passphrase(context: &Context, args: &ExportArgs, has_kit: bool) -> Result<Option<Passphrase>> {
    let asked = args.passphrase || args.passphrase_file.is_some();
    if !asked && (has_kit || !context.prompts.can_ask()) {
        return Ok(None);
    }
    let twin = Twin::new("--passphrase-file", args.passphrase_file.as_deref());
    let text = context.prompts.new_hidden("Passphrase of the export", twin)?;
    Passphrase::choose(&text, &["regain"]).map(Some).map_err(|error| {
        Failure::of(Exit::Refused, "weak-passphrase", &error).next(
            "whoever has the file can guess at it without end; choose a stronger one. Nothing was written",
        )
    })
}

fn no_key() -> Failure {
    Failure::new(
        Exit::Usage,
        "no-recipient",
        "there is no recovery kit to encrypt to, because this device has no backup, and no passphrase was given",
    )
    .next("give one with --passphrase-file PATH, or switch the backup on with `regain backup on`")
}
