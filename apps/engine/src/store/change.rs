//! Changing the state: applied, made durable, said.

use rand_core::OsRng;
use regain_screen::message::Trouble;
use regain_seal::lock;
use regain_sync::Replica;

use crate::app::{App, Place, locked};
use crate::platform;

/// Changes the state. When this returns it is durable; when it fails, the state is what the store holds.
pub async fn change<T>(
    app: &App,
    change: impl FnOnce(&mut Replica) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    let changed = match app.alter(change)? {
        Ok(changed) => changed,
        Err(trouble) => {
            // What was changed before it failed must neither stay in memory nor reach the store.
            reload(app).await;
            return Err(trouble);
        }
    };
    persist(app, true).await?;
    app.tell_state();
    Ok(changed)
}

/// Makes the state durable. `keep_previous`: the generation before stays as a way back from damage; without it what was dropped is
/// gone for good.
pub async fn persist(app: &App, keep_previous: bool) -> Result<(), Trouble> {
    let sealed = match &*app.place.borrow() {
        Place::Open(session) => lock::seal_store(&session.lock, &session.replica.encode(), &mut OsRng),
        _ => return Err(locked()),
    };
    match platform::replace(&sealed, keep_previous, &[]).await {
        Ok(()) => Ok(()),
        Err(trouble) => {
            reload(app).await;
            Err(trouble)
        }
    }
}

/// Memory must not show what the store does not hold.
async fn reload(app: &App) {
    let Ok(Some(bytes)) = platform::load("store").await else { return };
    if let Place::Open(session) = &mut *app.place.borrow_mut()
        && let Ok(plain) = lock::open_store(&session.lock, &bytes)
        && let Ok(replica) = Replica::decode(&plain, platform::now())
    {
        session.replica = replica;
    }
    app.tell_state();
}
