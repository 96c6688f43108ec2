//! Edits of accounts: applied at once, durable when they return, uploaded in the background.

use std::rc::Rc;

use regain_screen::message::Trouble;
use regain_sync::Replica;
use regain_vault::account::{self, AccountError, Edit, tag};
use regain_vault::trash::{self, Which};
use regain_vault::{Change, RecordId, bound};

use super::record_id;
use crate::app::App;
use crate::{platform, store, sync};

/// Changes names and note.
pub async fn edit(
    app: &Rc<App>,
    id: &str,
    issuer: Option<String>,
    label: Option<String>,
    note: Option<String>,
) -> Result<(), Trouble> {
    let id = record_id(id)?;
    let edit = Edit { issuer, label, note, ..Edit::default() };
    apply(app, |replica, now| account::edit(&mut replica.vault, &mut replica.clock, now, id, &edit)).await
}

/// Shown first, or not.
pub async fn favourite(app: &Rc<App>, id: &str, on: bool) -> Result<(), Trouble> {
    let id = record_id(id)?;
    let edit = Edit { favourite: Some(on), ..Edit::default() };
    apply(app, |replica, now| account::edit(&mut replica.vault, &mut replica.clock, now, id, &edit)).await
}

/// Exactly these tags.
pub async fn tags(app: &Rc<App>, id: &str, tags: &[String]) -> Result<(), Trouble> {
    let id = record_id(id)?;
    apply(app, |replica, now| {
        let tags: Vec<&str> = tags.iter().map(|tag| tag.trim()).collect();
        let present = account::one(&replica.vault, id)?.map(|account| account.tags).unwrap_or_default();
        let add: Vec<&str> = tags.iter().copied().filter(|tag| !present.contains(*tag)).collect();
        let remove: Vec<&str> =
            present.iter().map(String::as_str).filter(|tag| !tags.contains(tag)).collect();
        tag::tag(&mut replica.vault, &mut replica.clock, now, id, &add, &remove)
    })
    .await
}

/// Behind another in the person's order.
pub async fn place(app: &Rc<App>, id: &str, after: Option<&str>) -> Result<(), Trouble> {
    let (id, after) = (record_id(id)?, after.map(record_id).transpose()?);
    apply(app, |replica, now| account::place(&mut replica.vault, &mut replica.clock, now, id, after)).await
}

/// The next code of a counter account.
pub async fn advance(app: &Rc<App>, id: &str) -> Result<(), Trouble> {
    let id = record_id(id)?;
    apply(app, |replica, now| {
        // A broken entry, and a counter at its end, have no next one.
        let account = account::one(&replica.vault, id)?.map_err(|_| AccountError::NoCounter)?;
        let next = account.otp.counter().checked_add(1).ok_or(AccountError::NoCounter)?;
        account::advance(&mut replica.vault, &mut replica.clock, now, id, next)
    })
    .await
}

/// To the trash. An organisation's account goes with its key; the organisation is not told, since it is not known to be reachable.
pub async fn remove(app: &Rc<App>, ids: &[String]) -> Result<(), Trouble> {
    let of_organisations = app.read(|replica| -> Vec<RecordId> {
        bound::list(&replica.vault).into_iter().flatten().map(|account| account.id).collect()
    })?;
    let (with_keys, ids): (Vec<_>, Vec<_>) =
        record_ids(ids)?.into_iter().partition(|id| of_organisations.contains(id));
    if !ids.is_empty() {
        apply(app, |replica, now| account::remove(&mut replica.vault, &mut replica.clock, now, &ids)).await?;
    }
    if with_keys.is_empty() {
        return Ok(());
    }
    store::change(app, |replica| {
        let now = platform::now();
        with_keys
            .iter()
            .try_for_each(|id| replica.remove_bound(*id, now).map(drop))
            .map_err(|error| refused(&error))
    })
    .await?;
    // The generation before still holds the keys.
    store::persist(app, false).await?;
    sync::soon(app);
    Ok(())
}

/// Back from it.
pub async fn restore(app: &Rc<App>, ids: &[String]) -> Result<(), Trouble> {
    let ids = record_ids(ids)?;
    apply(app, |replica, now| {
        let mut all = Change::new();
        for id in ids {
            all.join(account::restore(&mut replica.vault, &mut replica.clock, now, id)?);
        }
        Ok(all)
    })
    .await
}

/// Out of it for good: the generation before, which still holds the secrets, goes too.
pub async fn empty_trash(app: &Rc<App>, ids: &[String]) -> Result<(), Trouble> {
    let ids = record_ids(ids)?;
    apply(app, |replica, now| Ok(trash::empty(&mut replica.vault, now, Which::These(&ids)))).await?;
    store::persist(app, false).await
}

/// Applies an edit, notes it for the backup, makes it durable, and uploads it soon.
pub(super) async fn apply(
    app: &Rc<App>,
    edit: impl FnOnce(&mut Replica, u64) -> Result<Change, AccountError>,
) -> Result<(), Trouble> {
    store::change(app, |replica| {
        let change = edit(replica, platform::now()).map_err(|error| refused(&error))?;
        replica.enqueue(change);
        Ok(())
    })
    .await?;
    sync::soon(app);
    Ok(())
}

fn refused(error: &AccountError) -> Trouble {
    let code = match error {
        AccountError::Unknown | AccountError::InTrash | AccountError::NotInTrash => "gone",
        AccountError::Tag => "tag",
        AccountError::Field(_) => "too-long",
        AccountError::Taken | AccountError::NoCounter | AccountError::Backwards(_) => "unknown",
    };
    Trouble::new(code, error.to_string())
}

fn record_ids(ids: &[String]) -> Result<Vec<RecordId>, Trouble> {
    ids.iter().map(|id| record_id(id)).collect()
}
