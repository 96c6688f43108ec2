//! The desktop's keyring on Linux and its kin, over the D-Bus session.
//! Specification: <https://specifications.freedesktop.org/secret-service/latest/>.

use std::collections::HashMap;

use secret_service::blocking::{Item, SecretService as Service};
use secret_service::{EncryptionType, Error};
use zeroize::Zeroizing;

use super::{Key, Keyring, KeyringError, LABEL, from_text, to_text};

/// Lives as long as the session of its user, and takes what it keeps with it.
const SESSION_COLLECTION: &str = "/org/freedesktop/secrets/collection/session";

/// The keyring of the session that this process belongs to. Every call connects anew, so what is read back was really kept.
pub struct SecretService;

impl Keyring for SecretService {
    fn keep(&self, id: &str, key: &Key) -> Result<(), KeyringError> {
        let service = connect()?;
        let collection = match service.get_default_collection() {
            Err(Error::NoResult) => {
                let why = "it has no default collection: make one in the program that manages your passwords";
                return Err(KeyringError::Failed(why.to_owned()));
            }
            other => other.map_err(said)?,
        };
        if collection.collection_path.as_str() == SESSION_COLLECTION {
            let why = "its default collection forgets everything when the session ends";
            return Err(KeyringError::Failed(why.to_owned()));
        }
        if collection.is_locked().map_err(said)? {
            collection.unlock().map_err(said)?;
        }
        let text = to_text(key);
        collection
            .create_item(LABEL, attributes(id), text.as_bytes(), true, "text/plain")
            .map(drop)
            .map_err(said)
    }

    fn load(&self, id: &str) -> Result<Key, KeyringError> {
        let service = connect()?;
        let items = find(&service, id)?;
        let item = items.first().ok_or(KeyringError::Missing)?;
        from_text(&Zeroizing::new(item.get_secret().map_err(said)?))
    }

    fn forget(&self, id: &str) -> Result<(), KeyringError> {
        let service = connect()?;
        find(&service, id)?.iter().try_for_each(|item| item.delete().map_err(said))
    }
}

fn connect() -> Result<Service<'static>, KeyringError> {
    Service::connect(EncryptionType::Dh).map_err(|error| KeyringError::Unreachable(error.to_string()))
}

/// In all collections: the default one may have changed since.
fn find<'a>(service: &'a Service<'_>, id: &str) -> Result<Vec<Item<'a>>, KeyringError> {
    let found = service.search_items(attributes(id)).map_err(said)?;
    let mut items = found.unlocked;
    for item in found.locked {
        item.unlock().map_err(said)?;
        items.push(item);
    }
    Ok(items)
}

fn attributes(id: &str) -> HashMap<&str, &str> {
    HashMap::from([("application", "regain"), ("store", id)])
}

fn said(error: Error) -> KeyringError {
    match error {
        Error::Locked | Error::Prompt => KeyringError::Locked,
        Error::Unavailable => KeyringError::Unreachable(error.to_string()),
        other => KeyringError::Failed(other.to_string()),
    }
}
