//! Which screen is shown, as the fragment of the address: it is never sent anywhere, and holds no secret.

use std::cell::Cell;

use leptos::prelude::*;

use crate::browser;

/// A screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The accounts; the first screen.
    List,
    /// One account.
    Account(String),
    /// Adding.
    Add,
    /// Bringing a list from elsewhere.
    Import,
    /// Typing one in.
    AddManual,
    /// What another app shared with this one.
    AddShared,
    /// Setting up an organisation's account.
    Enrol,
    /// Requests of organisations: a sheet over the list.
    Requests,
    /// Settings.
    Settings,
    /// Cloud backup.
    Backup,
    /// Switching it on.
    BackupOn,
    /// Details of the backup.
    Details,
    /// The recovery account.
    RecoveryAccount,
    /// Trying a way back in.
    Verify,
    /// A new passphrase.
    ChangePassphrase,
    /// A new kit.
    ReplaceKit,
    /// Closing the backup for good.
    DeleteBackup,
    /// "Begin recovery".
    Recover,
    /// "I lost a device", on a borrowed one.
    Borrow,
    /// Devices.
    Devices,
    /// Removing one.
    RemoveDevice(String),
    /// Accounts that were on a lost device.
    Exposed,
    /// The step left for a bound account.
    Bound(String),
    /// This device was removed.
    Removed,
    /// Deleted accounts.
    Trash,
    /// Earlier states.
    History,
    /// Theme and hiding.
    Appearance,
    /// Language.
    Language,
    /// The app's lock.
    Lock,
    /// Taking everything away.
    Export,
    /// About.
    About,
}

const FIXED: [(&str, Route); 28] = [
    ("", Route::List),
    ("add", Route::Add),
    ("add/manual", Route::AddManual),
    ("import", Route::Import),
    ("add/shared", Route::AddShared),
    ("enrol", Route::Enrol),
    ("requests", Route::Requests),
    ("settings", Route::Settings),
    ("settings/backup", Route::Backup),
    ("settings/backup/on", Route::BackupOn),
    ("settings/backup/details", Route::Details),
    ("settings/recovery-account", Route::RecoveryAccount),
    ("settings/recovery-account/verify", Route::Verify),
    ("settings/recovery-account/passphrase", Route::ChangePassphrase),
    ("settings/recovery-account/kit", Route::ReplaceKit),
    ("settings/recovery-account/delete", Route::DeleteBackup),
    ("recover", Route::Recover),
    ("lost", Route::Borrow),
    ("devices", Route::Devices),
    ("exposed", Route::Exposed),
    ("removed", Route::Removed),
    ("trash", Route::Trash),
    ("history", Route::History),
    ("settings/appearance", Route::Appearance),
    ("settings/language", Route::Language),
    ("settings/lock", Route::Lock),
    ("settings/export", Route::Export),
    ("settings/about", Route::About),
];

impl Route {
    /// From the part behind `#/`.
    pub fn parse(path: &str) -> Self {
        if let Some((_, route)) = FIXED.iter().find(|(fixed, _)| *fixed == path) {
            return route.clone();
        }
        match path.split_once('/') {
            Some(("account", id)) => Self::Account(id.to_owned()),
            Some(("devices", id)) => Self::RemoveDevice(id.to_owned()),
            Some(("bound", id)) => Self::Bound(id.to_owned()),
            _ => Self::List,
        }
    }

    /// As a link.
    pub fn href(&self) -> String {
        match self {
            Self::Account(id) => format!("#/account/{id}"),
            Self::RemoveDevice(id) => format!("#/devices/{id}"),
            Self::Bound(id) => format!("#/bound/{id}"),
            fixed => {
                let path = FIXED.iter().find(|(_, route)| route == fixed).map_or("", |(path, _)| path);
                format!("#/{path}")
            }
        }
    }
}

/// The screen the address names.
pub fn present() -> Route {
    let hash = browser::window().location().hash().unwrap_or_default();
    Route::parse(hash.trim_start_matches('#').trim_start_matches('/'))
}

/// Follows the address, with the browser's own back and forward. A screen begins at its top; the list is found where it was left.
pub fn follow(route: RwSignal<Route>) {
    let in_list = Cell::new(0.0);
    browser::on(&browser::window(), "hashchange", move |_| {
        let new = present();
        if route.with_untracked(|old| *old != new) {
            if route.with_untracked(|old| *old == Route::List) {
                in_list.set(browser::scrolled());
            }
            let top = if new == Route::List { in_list.get() } else { 0.0 };
            route.set(new);
            browser::focus_soon("h1");
            browser::scroll_soon(top);
        }
    });
}

/// Goes to a screen.
pub fn go(route: &Route) {
    let _ = browser::window().location().set_hash(&route.href());
}
