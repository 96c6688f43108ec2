//! A store, where there is none yet.

use rand_core::{OsRng, RngCore as _};
use regain_log::MemberId;
use regain_screen::message::Trouble;
use regain_screen::suggest::device_name;
use regain_screen::view::LockView;
use regain_seal::lock;
use regain_sync::Replica;
use regain_sync::flow::unlock::draw_id;
use zeroize::Zeroizing;

use super::{key_name, persist};
use crate::app::{App, Place, Session, locked};
use crate::platform;

/// Makes the store if there is none, locked by a key this browser keeps.
pub async fn require(app: &App) -> Result<(), Trouble> {
    match &*app.place.borrow() {
        Place::Open(_) => return Ok(()),
        Place::Fresh => {}
        Place::Damaged(trouble, _) => return Err(trouble.clone()),
        Place::Starting | Place::Locked(_) => return Err(locked()),
    }
    let mut key = Zeroizing::new([0; 32]);
    OsRng.fill_bytes(key.as_mut_slice());
    let lock = lock::create_by_key(&key, &mut OsRng);
    // The key is kept before anything is sealed under it.
    platform::keep_key(&key_name(lock.kind()), &key).await?;
    let replica = Replica::new(MemberId(draw_id(&mut OsRng)), &device_name(&platform::agent()));
    app.place.replace(Place::Open(Box::new(Session { lock, view: LockView::Device, replica })));
    if let Err(trouble) = persist(app, false).await {
        app.place.replace(Place::Fresh);
        return Err(trouble);
    }
    Ok(())
}
