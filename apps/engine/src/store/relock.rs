//! Another lock: the data key stays, everything is sealed anew, the generation before goes.

use rand_core::{OsRng, RngCore as _};
use regain_screen::message::{NewLock, Trouble};
use regain_screen::view::LockView;
use regain_seal::Passphrase;
use regain_seal::lock::{self, LockSecret, Unlocked};
use zeroize::Zeroizing;

use super::key_name;
use crate::app::{App, Place, locked};
use crate::command::backup::chosen;
use crate::platform;

/// Gives the store another lock. Where it fails, the lock stays as it was.
pub async fn relock(app: &App, new: NewLock) -> Result<(), Trouble> {
    let (secret, view, extras) = match new {
        NewLock::Device => {
            let mut key = Zeroizing::new([0; 32]);
            OsRng.fill_bytes(key.as_mut_slice());
            (Secret::Key(key), LockView::Device, [None, None])
        }
        NewLock::Passphrase(text) => (Secret::Text(chosen(&text, "")?), LockView::Passphrase, [None, None]),
        NewLock::Passkey { key, credential, passphrase } => {
            let key = Zeroizing::new(key);
            let passphrase = chosen(&passphrase, "")?;
            let outer = lock::create(LockSecret::Passphrase(&passphrase), &mut OsRng);
            let sealed = lock::seal_store(&outer, key.as_slice(), &mut OsRng);
            (
                Secret::Key(key),
                LockView::Passkey { credential: credential.clone() },
                [Some(credential), Some(sealed)],
            )
        }
    };
    let (relocked, sealed) = match &*app.place.borrow() {
        Place::Open(session) => {
            let relocked = session.lock.relock(secret.of_lock(), &mut OsRng);
            let sealed = lock::seal_store(&relocked, &session.replica.encode(), &mut OsRng);
            (relocked, sealed)
        }
        _ => return Err(locked()),
    };
    let name = key_name(relocked.kind());
    if let (Secret::Key(key), LockView::Device) = (&secret, &view) {
        platform::keep_key(&name, key).await?;
    }
    let [passkey, by_passphrase] = &extras;
    let extras = [("passkey", passkey.as_deref()), ("by-passphrase", by_passphrase.as_deref())];
    platform::replace(&sealed, false, &extras).await?;
    install(app, relocked, &view);
    // Only now: after a crash before this line the old key may be the one that counts.
    let kept = if view == LockView::Device { name.as_str() } else { "" };
    platform::drop_keys_but(kept).await
}

enum Secret {
    Key(Zeroizing<[u8; 32]>),
    Text(Passphrase),
}

impl Secret {
    fn of_lock(&self) -> LockSecret<'_> {
        match self {
            Self::Key(key) => LockSecret::External(key),
            Self::Text(text) => LockSecret::Passphrase(text),
        }
    }
}

fn install(app: &App, lock: Unlocked, view: &LockView) {
    if let Place::Open(session) = &mut *app.place.borrow_mut() {
        session.lock = lock;
        session.view = view.clone();
    }
    app.tell_state();
}
