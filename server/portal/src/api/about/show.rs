//! `GET /`: what the portal is.

use axum::Json;
use axum::extract::State;
use regain_protocol::PROTOCOL;
use regain_protocol::portal::{PRODUCT, PortalInfo};

use crate::api::fault::Refused;
use crate::state::Shared;

/// Says so to anybody.
pub async fn show(State(portal): State<Shared>) -> Result<Json<PortalInfo>, Refused> {
    Ok(Json(PortalInfo {
        product: PRODUCT.to_owned(),
        protocol: PROTOCOL,
        portal: portal.settings.address.clone(),
        organisation: portal.organisation().await?.into(),
        time: portal.now(),
    }))
}
