//! Every guess is counted before it is looked at: per account over all sessions, paths and factors, per kind of method, and per address.
//!
//! Names that nobody has count in the same way under keys of their own, so that nothing tells them from others.

use regain_http::client;
use regain_storage::Spend;
use regain_storage::portal::{CountGuess, GuessKey, MethodKind};

use crate::Standing;
use crate::fault::Fault;
use crate::sign_in::{Browser, Throttled, throttle};
use crate::state::Portal;
use crate::visit::{Known, Visitor};

const HOUR_MS: u64 = 60 * 60 * 1000;
/// First byte of the keys of names that nobody has; the store forgets such counters after a while.
const NOBODY: u8 = 0xff;

/// Whose secret is guessed at.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'a> {
    /// This person's.
    Person(&'a Standing),
    /// A name that nobody has.
    Nobody(&'a str),
}

/// A guess that was counted and may be looked at.
#[derive(Debug)]
pub struct Counted {
    method: GuessKey,
}

/// Why a guess is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// Wait so many ms.
    Wait(u64),
    /// This kind of method answers unknown browsers no more.
    Suspended,
    /// The browser is not known any more; its cookie goes, and the guess counts with the others.
    Forget,
}

/// Counts a guess at a secret of this kind.
pub async fn count(
    portal: &Portal,
    visitor: &Visitor,
    whose: Whose<'_>,
    kind: MethodKind,
) -> Result<Result<Counted, NotNow>, Fault> {
    let now = portal.now();
    let known = known_id(portal, visitor, whose);
    if known.is_none()
        && let Some(wait) = spend_address(portal, visitor, now).await?
    {
        return Ok(Err(NotNow::Wait(wait)));
    }
    let keys = vec![key(portal, whose, known, None), key(portal, whose, known, Some(kind))];
    let read = portal.storage.failures(keys.clone()).await?;
    let browser = if known.is_some() { Browser::Known } else { Browser::Unknown };
    match throttle(kind, browser, read[0], read[1], now) {
        Err(Throttled::Wait(ms)) => return Ok(Err(NotNow::Wait(ms))),
        Err(Throttled::Suspended) => return Ok(Err(NotNow::Suspended)),
        Err(Throttled::Forget) => return Ok(Err(NotNow::Forget)),
        Ok(()) => {}
    }
    let counted = Counted { method: keys[1] };
    let counters = keys.into_iter().zip(read).collect();
    if portal.storage.count_guess(CountGuess { counters, now }).await? {
        Ok(Ok(counted))
    } else {
        // Another guess was counted in between: of many at once, one is looked at.
        Ok(Err(NotNow::Wait(1000)))
    }
}

/// The guess was right. The account's own counter stays until the sign-in is complete: who knows the password does not reset what counts the
/// codes.
pub async fn was_right(portal: &Portal, counted: &Counted) -> Result<(), Fault> {
    Ok(portal.storage.clear_guesses(vec![counted.method]).await?)
}

/// A sign-in, or a step-up, is complete: this browser's failures for this account are forgotten. From a known browser all are: its owner
/// is there, and what strangers have counted up keeps nobody out.
pub async fn complete(portal: &Portal, visitor: &Visitor, standing: &Standing) -> Result<(), Fault> {
    let whose = Whose::Person(standing);
    let known = known_id(portal, visitor, whose);
    let mut keys = vec![key(portal, whose, None, None)];
    if known.is_some() {
        keys.push(key(portal, whose, known, None));
        keys.extend(MethodKind::ALL.map(|kind| key(portal, whose, None, Some(kind))));
    }
    Ok(portal.storage.clear_guesses(keys).await?)
}

fn known_id(portal: &Portal, visitor: &Visitor, whose: Whose<'_>) -> Option<[u8; 16]> {
    match whose {
        Whose::Person(standing) => Known::of(visitor).id(portal, standing),
        Whose::Nobody(_) => None,
    }
}

/// Of the account (`None`) or of one kind of its methods; of one known browser, or of all others.
fn key(portal: &Portal, whose: Whose<'_>, known: Option<[u8; 16]>, kind: Option<MethodKind>) -> GuessKey {
    let kind = [kind.map_or(0, |kind| kind as u8)];
    let browser = known.as_ref().map_or(&[][..], |id| id);
    let (id, nobody) = match whose {
        Whose::Person(Standing { person, .. }) => (&person.id.0[..], false),
        Whose::Nobody(name) => (name.as_bytes(), true),
    };
    let mut key = portal.secrets.keyed.mac("guesses", &[id, browser, &kind]);
    key[0] = if nobody { NOBODY } else { key[0] & !1 };
    key
}

/// `Some`: the address has guessed enough for now; wait so many ms.
async fn spend_address(portal: &Portal, visitor: &Visitor, now: u64) -> Result<Option<u64>, Fault> {
    let unit = client::budget_unit(visitor.client);
    let spend = Spend {
        key: portal.secrets.keyed.mac("guesses of an address", &[&unit]).to_vec(),
        now,
        window_ms: HOUR_MS,
        limit: portal.settings.guesses_per_address,
    };
    Ok(portal.storage.spend(spend).await?.retry_after_ms)
}
