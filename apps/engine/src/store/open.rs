//! Opening the store. One that can't be opened is never taken for an empty app.

use regain_screen::message::Trouble;
use regain_screen::view::{LockView, PreviousView};
use regain_seal::lock::{self, HEADER_LEN, HeaderError, LockKind, StoreError, UnlockError, Unlocked};
use regain_sync::Replica;
use regain_sync::replica::ReplicaError;

use super::key_name;
use crate::app::{App, Place, Session};
use crate::platform;

/// Unlocks a file by what a person or this browser gave.
pub(super) type Unlock<'a> = &'a dyn Fn(&[u8]) -> Result<Unlocked, UnlockError>;

/// Looks what is there, and opens it where nothing has to be asked.
pub async fn look(app: &App) {
    let place = found().await.unwrap_or_else(|trouble| Place::Damaged(trouble, None));
    app.place.replace(place);
    app.tell_state();
}

/// Opens with what a passkey gave.
pub async fn unlock_by_key(app: &App, key: &[u8; 32]) -> Result<(), Trouble> {
    let view = lock_view(app)?;
    let bytes = stored().await?;
    let place = opened(&bytes, &|file| lock::unlock_by_key(file, key), view).await?;
    app.place.replace(place);
    Ok(())
}

/// Puts the state before the last change in the place of a damaged store, which is kept beside it. Only where that state was seen to
/// open; no key was kept since, so the lock asks again.
pub async fn use_previous(app: &App) -> Result<(), Trouble> {
    if !matches!(&*app.place.borrow(), Place::Damaged(_, Some(_))) {
        return Err(Trouble::new("gone", "there is no state before the last change"));
    }
    let bad = stored().await?;
    let previous = platform::load("previous").await?;
    let previous =
        previous.ok_or_else(|| Trouble::new("gone", "the state before the last change is gone"))?;
    platform::replace(&previous, false, &[("damaged", Some(&bad))]).await?;
    look(app).await;
    Ok(())
}

async fn found() -> Result<Place, Trouble> {
    let Some(bytes) = platform::load("store").await? else { return Ok(Place::Fresh) };
    let kind = match lock::kind(&bytes) {
        // Where the first bytes are damaged, the state before the last change says what the lock asks for.
        Err(HeaderError::NotAStore) => {
            let previous = platform::load("previous").await?.and_then(|bytes| lock::kind(&bytes).ok());
            previous.ok_or_else(|| header(HeaderError::NotAStore))?
        }
        kind => kind.map_err(header)?,
    };
    if let LockKind::Passphrase(_) = kind {
        return Ok(Place::Locked(LockView::Passphrase));
    }
    if let Some(credential) = platform::load("passkey").await? {
        return Ok(Place::Locked(LockView::Passkey { credential }));
    }
    let key = platform::load_key(&key_name(kind)).await?.ok_or_else(no_key)?;
    opened(&bytes, &|file| lock::unlock_by_key(file, &key), LockView::Device).await
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

/// A wrong secret is an error and leaves the lock as it is; damage behind it is said in its place, with the state before the last change
/// where that opens.
pub(super) async fn opened(bytes: &[u8], unlock: Unlock<'_>, view: LockView) -> Result<Place, Trouble> {
    let error = match unlock(bytes) {
        Ok(lock) => {
            let trouble = match read(&lock, bytes) {
                Ok(replica) => return Ok(Place::Open(Box::new(Session { lock, view, replica }))),
                Err(trouble) => trouble,
            };
            // A program that is too old must not offer what is older still.
            let is_damaged = trouble.code == "store-damaged";
            let previous = if is_damaged { platform::load("previous").await? } else { None };
            return Ok(Place::Damaged(trouble, previous.and_then(|bytes| preview(&lock, &bytes))));
        }
        Err(error) => error,
    };
    // With the same first bytes it is the secret that is wrong, and is not stretched again.
    let previous = platform::load("previous").await?;
    let previous = previous.filter(|other| other.get(..HEADER_LEN) != bytes.get(..HEADER_LEN));
    match previous.as_ref().map(|other| unlock(other)) {
        // The same secret opens the state before: it is the store that is wrong, not the person.
        Some(Ok(lock)) => {
            let damaged = Trouble::new("store-damaged", "the secret is right; the first bytes are damaged");
            Ok(Place::Damaged(damaged, previous.and_then(|bytes| preview(&lock, &bytes))))
        }
        Some(Err(UnlockError::Secret)) => Err(wrong(UnlockError::Secret)),
        _ => Err(wrong(error)),
    }
}

/// What the state before the last change is, if it opens.
fn preview(lock: &Unlocked, previous: &[u8]) -> Option<PreviousView> {
    read(lock, previous).ok().map(|replica| PreviousView::of(&replica))
}

fn read(lock: &Unlocked, bytes: &[u8]) -> Result<Replica, Trouble> {
    let plain = lock::open_store(lock, bytes).map_err(damaged)?;
    Replica::decode(&plain, platform::now()).map_err(|error| {
        let code = if matches!(error, ReplicaError::Newer(_)) { "store-newer" } else { "store-damaged" };
        Trouble::new(code, error.to_string())
    })
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
