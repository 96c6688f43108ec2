//! What the app asks of the portal: `/api/portal/v1` of docs/FORMAT-approvals.md. Bearer tokens and signed messages, never a cookie, and so open to
//! pages of any origin.

mod about;
mod enrolments;
mod events;
mod fault;
mod named;
mod proof;
mod requests;
mod session;
mod shown;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{any, get, post};
use regain_http::{Rejection, cors, headers, shape};
use regain_protocol::{ProblemCode, path::portal as path};

use crate::state::Shared;

/// Its paths. Every error is a problem (RFC 9457), also where there is nothing.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route(path::PORTAL, get(about::show::show))
        .route(path::BASE, get(about::show::show))
        .route(path::ENROLMENTS, post(enrolments::create::create))
        .route(path::SESSION, post(session::open::open))
        .route(path::REQUESTS, get(requests::look::look))
        .route(path::ANSWER, post(requests::answer::answer))
        .route(path::EVENTS, get(events::watch::watch))
        .route("/api/{*rest}", any(async || Rejection::new(ProblemCode::NotFound)))
        .layer(from_fn(shape::problems))
        .layer(cors::any_origin())
        .layer(from_fn(headers::secure))
}
