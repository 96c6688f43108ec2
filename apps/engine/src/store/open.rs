//! Opening the store. One that can't be opened is never taken for an empty app.

use regain_screen::message::Trouble;
use regain_screen::view::LockView;
use regain_seal::lock::{self, HeaderError, LockKind, StoreError, UnlockError, Unlocked};
use regain_sync::Replica;
use regain_sync::replica::ReplicaError;

use super::key_name;
use crate::app::{App, Place, Session};
use crate::platform;

/// Looks what is there, and opens it where nothing has to be asked.
pub async fn look(app: &App) {
    app.kept.set(platform::persisted().await);
    let place = found().await.unwrap_or_else(Place::Damaged);
    app.place.replace(place);
    app.tell_state();
}

/// Opens with what a passkey gave.
pub async fn unlock_by_key(app: &App, key: &[u8; 32]) -> Result<(), Trouble> {
    let view = lock_view(app)?;
    let bytes = stored().await?;
    let unlocked = lock::unlock_by_key(&bytes, key).map_err(wrong)?;
    enter(app, &bytes, unlocked, view);
    Ok(())
}

async fn found() -> Result<Place, Trouble> {
    let Some(bytes) = platform::load("store").await? else { return Ok(Place::Fresh) };
    let kind = lock::kind(&bytes).map_err(header)?;
    if let LockKind::Passphrase(_) = kind {
        return Ok(Place::Locked(LockView::Passphrase));
    }
    if let Some(credential) = platform::load("passkey").await? {
        return Ok(Place::Locked(LockView::Passkey { credential }));
    }
    let key = platform::load_key(&key_name(kind)).await?.ok_or_else(no_key)?;
    let unlocked = lock::unlock_by_key(&bytes, &key).map_err(wrong)?;
    opened(&bytes, unlocked, LockView::Device)
}

pub(super) async fn stored() -> Result<Vec<u8>, Trouble> {
    platform::load("store").await?.ok_or_else(|| Trouble::new("store-damaged", "the store is gone"))
}

pub(super) fn lock_view(app: &App) -> Result<LockView, Trouble> {
    match &*app.place.borrow() {
        Place::Locked(view) => Ok(view.clone()),
        _ => Err(Trouble::new("busy", "the app is not locked")),
    }
}

/// A wrong secret leaves the lock as it is; damage behind it is said in its place.
pub(super) fn enter(app: &App, bytes: &[u8], unlocked: Unlocked, view: LockView) {
    let place = opened(bytes, unlocked, view).unwrap_or_else(Place::Damaged);
    app.place.replace(place);
}

fn opened(bytes: &[u8], lock: Unlocked, view: LockView) -> Result<Place, Trouble> {
    let plain = lock::open_store(&lock, bytes).map_err(damaged)?;
    let replica = Replica::decode(&plain, platform::now()).map_err(|error| {
        let code = if matches!(error, ReplicaError::Newer(_)) { "store-newer" } else { "store-damaged" };
        Trouble::new(code, error.to_string())
    })?;
    Ok(Place::Open(Box::new(Session { lock, view, replica })))
}

fn header(error: HeaderError) -> Trouble {
    let code = if error == HeaderError::NotAStore { "store-damaged" } else { "store-newer" };
    Trouble::new(code, error.to_string())
}

pub(super) fn wrong(error: UnlockError) -> Trouble {
    Trouble::new(if error == UnlockError::Secret { "wrong-lock" } else { "store-damaged" }, error.to_string())
}

pub(super) fn damaged(error: StoreError) -> Trouble {
    Trouble::new("store-damaged", error.to_string())
}

pub(super) fn no_key() -> Trouble {
    Trouble::new("store-damaged", "the key that this browser kept is gone")
}
