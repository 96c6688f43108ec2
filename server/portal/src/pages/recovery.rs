//! "I can't use any of these": asking people for help.

mod ask;

use axum::Router;
use axum::routing::get;

pub use ask::ask;

use crate::state::Shared;

/// Its path.
pub fn routes() -> Router<Shared> {
    Router::new().route("/sign-in/stuck", get(ask::show).post(ask::act))
}
