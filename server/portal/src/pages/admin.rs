//! Administration: members, requests for help, what waits for a second administrator, lock-out risk, policy, audit log.

mod audit;
mod confirm;
mod member;
mod overview;
mod policy;
mod proposal;
mod recovery;
mod risk;
mod said;
mod span;
mod who;

use axum::Router;
use axum::routing::get;

use crate::state::Shared;

/// Their paths.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin", get(overview::show))
        .route("/admin/lock-out-risk", get(risk::show))
        .route("/admin/policy", get(policy::show).post(policy::act))
        .merge(member::routes())
        .merge(proposal::routes())
        .merge(recovery::routes())
        .merge(audit::routes())
}
