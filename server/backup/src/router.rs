//! Which handler answers which path.

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post, put};
use regain_http::{cors, headers, log, shape};
use regain_protocol::path;

use crate::state::{Service, Shared};
use crate::{accounts, alerts, entries, events, service, session, sign_in, slots, status};

/// The whole API.
pub fn router(service: Arc<Service>) -> Router {
    let metrics = Arc::clone(&service.metrics);
    Router::new()
        .merge(open())
        .merge(backup())
        .with_state(service)
        .layer(from_fn(shape::problems))
        .layer(cors::any_origin())
        .layer(from_fn(headers::secure))
        .layer(from_fn_with_state(metrics, log::requests))
}

/// Asked by anybody.
fn open() -> Router<Shared> {
    Router::new()
        .route(path::SERVICE, get(service::show::show))
        .route(path::BASE, get(service::show::show))
        .route(path::REGISTRATION, post(accounts::registration::start))
        .route(path::ACCOUNTS, post(accounts::create::create))
        .route(path::PASSPHRASE, post(sign_in::passphrase::start))
        .route(path::PASSPHRASE_FINISH, post(sign_in::passphrase_finish::finish))
        .route(path::KIT, post(sign_in::kit::start))
        .route(path::KIT_FINISH, post(sign_in::kit_finish::finish))
        .route(path::DEVICE, post(sign_in::device::start))
        .route(path::DEVICE_FINISH, post(sign_in::device_finish::finish))
        .route(path::ALERT_CONFIRM, get(alerts::confirm::show).post(alerts::confirm::act))
        .route(path::ALERT_STOP, get(alerts::stop::show).post(alerts::stop::act))
}

/// Asked with a session.
fn backup() -> Router<Shared> {
    Router::new()
        .route(path::SESSION, axum::routing::delete(session::end::end))
        .route(path::RESTORE, get(entries::restore::restore))
        .route(path::ENTRIES, get(entries::pull::pull).post(entries::append::append))
        .route(path::HEADERS, get(entries::headers::headers))
        .route(path::STATES, get(entries::states::states))
        .route(path::SLOTS, post(slots::replace::replace))
        .route(path::SLOT_REGISTRATION, post(slots::registration::start))
        .route(path::BLOB, put(slots::update_blob::update))
        .route(path::EVENTS, get(events::watch::watch))
        .route(path::STATUS, get(status::show::show))
        .route(path::ALERTS, get(alerts::list::list).post(alerts::add::add).delete(alerts::remove::remove))
}
