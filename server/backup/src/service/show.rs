//! `GET /`: what this service is, before anybody signs in.

use axum::Json;
use axum::extract::State;
use regain_log::MAX_BODY_LEN;
use regain_protocol::limit::{APPEND_BYTES, APPEND_ENTRIES};
use regain_protocol::{Limits, PROTOCOL, Registration, ServiceInfo, path};

use crate::state::Shared;

/// What this service is.
#[utoipa::path(get, path = path::SERVICE, tag = "service", responses((status = 200, body = ServiceInfo)))]
pub async fn show(State(service): State<Shared>) -> Json<ServiceInfo> {
    let registration =
        if service.settings.registration_open { Registration::Open } else { Registration::Closed };
    Json(ServiceInfo {
        product: "regain".into(),
        protocol: PROTOCOL,
        version: service.settings.version.into(),
        time: service.clock.now(),
        registration,
        suites: vec![1],
        limits: Limits {
            append_bytes: APPEND_BYTES as u64,
            append_entries: u32::try_from(APPEND_ENTRIES).expect("500 fits u32"),
            body_bytes: MAX_BODY_LEN as u64,
        },
    })
}
