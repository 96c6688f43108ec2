//! Methods in the addresses of pages.

use data_encoding::BASE64URL_NOPAD;
use regain_storage::portal::{Change, ChangeMethod, MethodChange, MethodId, MethodRow, Notes};

use crate::Standing;
use crate::fault::Fault;
use crate::session::Permit;
use crate::state::Portal;

/// A method's id as it stands in addresses and forms.
pub fn text(id: MethodId) -> String {
    BASE64URL_NOPAD.encode(&id.0)
}

/// The method of this id, if it is this person's. Of anybody else's the answer is that of none.
pub fn method<'a>(standing: &'a Standing, id: &str) -> Result<&'a MethodRow, Fault> {
    let bytes = BASE64URL_NOPAD.decode(id.as_bytes()).map_err(|_| Fault::NotFound)?;
    let id = MethodId(bytes.try_into().map_err(|_| Fault::NotFound)?);
    standing.method(id).ok_or(Fault::NotFound)
}

/// Changes a method as permitted, or finds that somebody was faster.
pub async fn change(
    portal: &Portal,
    permit: &Permit,
    method: MethodId,
    change: MethodChange,
    notes: Notes,
) -> Result<(), Fault> {
    let (person, revision, now) = (permit.person(), permit.revision(), portal.now());
    let change = ChangeMethod { person, revision, method, change, taking: None, now, notes };
    changed(portal, portal.storage.change_method(change).await?)
}

/// What came of a change, for a page.
pub fn changed(portal: &Portal, change: Change) -> Result<(), Fault> {
    match change {
        Change::Changed => {
            portal.mail_waits.notify_one();
            Ok(())
        }
        Change::Moved | Change::LastAdministrator => Err(Fault::Moved),
    }
}
