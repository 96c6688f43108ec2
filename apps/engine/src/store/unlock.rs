//! Opening by a passphrase: with key stretching and everything a passphrase takes, which an app without one never fetches.

use regain_screen::message::Trouble;
use regain_screen::view::LockView;
use regain_seal::Passphrase;
use regain_seal::lock;
use regain_seal::passphrase::OuterSpace;
use zeroize::Zeroizing;

use super::open::{damaged, lock_view, no_key, opened, stored, wrong};
use crate::app::App;
use crate::platform;

/// Opens with a passphrase.
pub async fn unlock(app: &App, typed: &str) -> Result<(), Trouble> {
    let passphrase = Passphrase::typed(typed, OuterSpace::Refuse)
        .map_err(|error| Trouble::new("wrong-lock", error.to_string()))?;
    let view = lock_view(app)?;
    let bytes = stored().await?;
    let place = match view {
        LockView::Passkey { .. } => {
            let sealed = platform::load("by-passphrase").await?.ok_or_else(no_key)?;
            let outer = lock::unlock_by_passphrase(&sealed, &passphrase).map_err(wrong)?;
            let key = lock::open_store(&outer, &sealed).map_err(damaged)?;
            let key = <[u8; 32]>::try_from(key.as_slice()).map(Zeroizing::new).map_err(|_| no_key())?;
            opened(&bytes, &|file| lock::unlock_by_key(file, &key), view).await?
        }
        _ => opened(&bytes, &|file| lock::unlock_by_passphrase(file, &passphrase), view).await?,
    };
    app.place.replace(place);
    Ok(())
}
