//! What Regain stores, its owner can take away.

use regain_log::MemberKind;
use regain_screen::export;
use regain_screen::message::{Answer, Progress, Secret, Trouble};
use regain_seal::export::{ExportTo, encrypt_age};
use regain_sync::Replica;
use regain_vault::{Account, account};
use zeroize::Zeroizing;

use super::backup::chosen;
use crate::app::App;
use crate::platform;

/// Everything, as `docs/FORMAT-export.md` says: a standard age file, encrypted to a passphrase, or without one to the recovery kit.
pub async fn encrypted(
    app: &App,
    passphrase: Option<&Secret>,
    tell: impl Fn(Progress),
) -> Result<Answer, Trouble> {
    let now = platform::now();
    let document =
        app.read(|replica| export::write(&readable(replica)?, now).map_err(|error| failed(&error)))??;
    let passphrase = passphrase.map(|text| chosen(text, "")).transpose()?;
    let kit = app.read(|replica| replica.membership.as_ref()?.chain.slot(MemberKind::Kit)?.kit)?;
    let to = match (&passphrase, &kit) {
        (Some(passphrase), _) => ExportTo::Passphrase(passphrase),
        (None, Some(kit)) => ExportTo::Kit(&kit.age),
        (None, None) => return Err(Trouble::new("no-recipient", "there is no recovery kit to encrypt to")),
    };
    tell(Progress::Stretch);
    platform::sleep(0).await;
    let file = encrypt_age(&document, to, true).map_err(|error| failed(&error))?;
    let content = String::from_utf8(file).map_err(|error| failed(&error))?;
    Ok(Answer::File {
        name: format!("regain-{}.json.age", export::day(now)),
        media: "application/octet-stream".to_owned(),
        content: Secret::new(content),
    })
}

/// The same in the clear.
pub fn plain(app: &App) -> Result<Answer, Trouble> {
    let content = lines(app)?.into();
    Ok(Answer::File {
        name: format!("regain-{}.txt", export::day(platform::now())),
        media: "text/plain".to_owned(),
        content,
    })
}

fn lines(app: &App) -> Result<Zeroizing<String>, Trouble> {
    app.read(|replica| {
        let uris: Vec<Zeroizing<String>> =
            readable(replica)?.iter().map(|account| account.otpauth().to_uri()).collect();
        // Allocated at once: a growing string would leave copies of the secrets behind.
        let mut out = Zeroizing::new(String::with_capacity(uris.iter().map(|uri| uri.len() + 1).sum()));
        for uri in &uris {
            out.push_str(uri);
            out.push('\n');
        }
        Ok(out)
    })?
}

fn readable(replica: &Replica) -> Result<Vec<Account>, Trouble> {
    let accounts: Vec<Account> = account::list(&replica.vault).into_iter().flatten().collect();
    if accounts.is_empty() {
        return Err(Trouble::new("nothing-to-export", "there are no accounts to export"));
    }
    Ok(accounts)
}

fn failed(error: &dyn std::error::Error) -> Trouble {
    Trouble::new("unknown", error.to_string())
}
