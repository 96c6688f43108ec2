//! A store, where there is none yet.

use rand_core::{OsRng, RngCore as _};
use regain_log::MemberId;
use regain_screen::message::Trouble;
use regain_screen::view::LockView;
use regain_seal::lock::{self, LockSecret};
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
        Place::Damaged(trouble) => return Err(trouble.clone()),
        Place::Starting | Place::Locked(_) => return Err(locked()),
    }
    let mut key = Zeroizing::new([0; 32]);
    OsRng.fill_bytes(key.as_mut_slice());
    let lock = lock::create(LockSecret::External(&key), &mut OsRng);
    // The key is kept before anything is sealed under it.
    platform::keep_key(&key_name(lock.kind()), &key).await?;
    let replica = Replica::new(MemberId(draw_id(&mut OsRng)), &device_name(&platform::agent()));
    app.place.replace(Place::Open(Box::new(Session { lock, view: LockView::Device, replica })));
    if let Err(trouble) = persist(app, false).await {
        app.place.replace(Place::Fresh);
        return Err(trouble);
    }
    app.kept.set(platform::persisted().await);
    Ok(())
}

/// "Firefox on Android", as far as a browser says who it is.
pub fn device_name(agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser =
        first(&[("Firefox/", "Firefox"), ("Edg/", "Edge"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::device_name;

    #[test]
    fn a_browser_is_named_as_people_know_it() {
        let chrome = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36";
        assert_eq!(device_name(chrome), "Chrome on Android");
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1";
        assert_eq!(device_name(safari), "Safari on iPhone");
        assert_eq!(device_name("curl"), "Browser");
    }
}
