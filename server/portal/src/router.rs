//! Which handler answers which path.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use regain_http::log;

use crate::api;
use crate::page::{assets, faults, headers, redirect};
use crate::pages;
use crate::state::Shared;
use crate::visit::own_pages_only;

/// Most bytes of a form.
const FORM_BYTES: usize = 64 << 10;

/// The whole portal: its pages, and what the app asks of it.
pub fn router(portal: Shared) -> Router {
    let metrics = Arc::clone(&portal.metrics);
    let pages = pages()
        .layer(from_fn_with_state(Arc::clone(&portal), own_pages_only))
        .layer(from_fn_with_state(Arc::clone(&portal), faults))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(from_fn(headers::secure));
    // What is neither a page nor a call is answered by the pages' layers.
    api::routes().merge(pages).layer(from_fn_with_state(metrics, log::requests)).with_state(portal)
}

fn pages() -> Router<Shared> {
    Router::new()
        .route("/", get(async || redirect("/security-info")))
        .route("/assets/{name}", get(assets::file))
        .merge(pages::admin::routes())
        .merge(pages::invitation::routes())
        .merge(pages::not_me::routes())
        .merge(pages::recovery::routes())
        .merge(pages::security_info::routes())
        .merge(pages::sessions::routes())
        .merge(pages::setup::routes())
        .merge(pages::sign_in::routes())
        .merge(pages::enrol::routes())
        .merge(pages::passkey::routes())
}
