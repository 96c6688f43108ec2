//! What Regain stores, its owner can take away.

use regain_log::MemberKind;
use regain_screen::message::{Answer, Progress, Secret, Trouble};
use regain_seal::export::{ExportTo, encrypt_age};
use regain_vault::account;
use zeroize::Zeroizing;

use super::backup::chosen;
use crate::app::App;
use crate::platform;

/// A list of `otpauth://` addresses in a standard age file, encrypted to a passphrase, or without one to the recovery kit.
pub async fn encrypted(
    app: &App,
    passphrase: Option<&Secret>,
    tell: impl Fn(Progress),
) -> Result<Answer, Trouble> {
    let lines = lines(app)?;
    let passphrase = passphrase.map(chosen).transpose()?;
    let kit = app.read(|replica| replica.membership.as_ref()?.chain.slot(MemberKind::Kit)?.kit)?;
    let to = match (&passphrase, &kit) {
        (Some(passphrase), _) => ExportTo::Passphrase(passphrase),
        (None, Some(kit)) => ExportTo::Kit(&kit.age),
        (None, None) => return Err(Trouble::new("no-recipient", "there is no recovery kit to encrypt to")),
    };
    tell(Progress::Stretch);
    platform::sleep(0).await;
    let file = encrypt_age(lines.as_bytes(), to, true)
        .map_err(|error| Trouble::new("unknown", error.to_string()))?;
    let content = String::from_utf8(file).map_err(|error| Trouble::new("unknown", error.to_string()))?;
    Ok(Answer::File {
        name: "regain-export.txt.age".to_owned(),
        media: "application/octet-stream".to_owned(),
        content: Secret::new(content),
    })
}

/// The same in the clear.
pub fn plain(app: &App) -> Result<Answer, Trouble> {
    let content = lines(app)?.into();
    Ok(Answer::File { name: "regain-export.txt".to_owned(), media: "text/plain".to_owned(), content })
}

fn lines(app: &App) -> Result<Zeroizing<String>, Trouble> {
    app.read(|replica| {
        let uris: Vec<Zeroizing<String>> = account::list(&replica.vault)
            .iter()
            .flatten()
            .map(|account| account.otpauth().to_uri())
            .collect();
        // Allocated at once: a growing string would leave copies of the secrets behind.
        let mut out = Zeroizing::new(String::with_capacity(uris.iter().map(|uri| uri.len() + 1).sum()));
        for uri in &uris {
            out.push_str(uri);
            out.push('\n');
        }
        out
    })
}
