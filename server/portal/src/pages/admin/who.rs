//! Who helps, and whom.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use regain_storage::portal::{PersonId, Role};

use crate::Standing;
use crate::deeds::{read_id, ruling};
use crate::fault::Fault;
use crate::people::Deed;
use crate::state::{Portal, Shared};
use crate::visit::Me;

/// Somebody who helps: help desk or administrator.
pub struct Helper(pub Me);

/// An administrator.
pub struct Administrator(pub Me);

impl FromRequestParts<Shared> for Helper {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, portal: &Shared) -> Result<Self, Fault> {
        let me = Me::from_request_parts(parts, portal).await?;
        if me.standing.person.role.is_privileged() { Ok(Self(me)) } else { Err(Fault::Forbidden) }
    }
}

impl FromRequestParts<Shared> for Administrator {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, portal: &Shared) -> Result<Self, Fault> {
        let me = Me::from_request_parts(parts, portal).await?;
        if me.standing.person.role == Role::Administrator { Ok(Self(me)) } else { Err(Fault::Forbidden) }
    }
}

/// The person in an address, when this one may look at them.
pub async fn target(portal: &Portal, me: &Me, id: &str) -> Result<Standing, Fault> {
    let target = somebody(portal, me, id).await?;
    ruling(portal, &me.standing.person, Deed::Look, &target.person).await?.map_err(Fault::Refused)?;
    Ok(target)
}

/// The person in an address. Whether anything may be done to them is found out by doing it.
pub async fn somebody(portal: &Portal, me: &Me, id: &str) -> Result<Standing, Fault> {
    let found = portal.storage.person(PersonId(read_id(id)?), me.now).await?;
    let (person, methods) = found.ok_or(Fault::NotFound)?;
    Ok(Standing { person, methods })
}
