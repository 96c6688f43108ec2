//! The first run: whoever holds the single-use link that the server printed becomes the first administrator.

mod first;

use axum::Router;
use axum::routing::get;

use crate::state::Shared;

/// Its path.
pub fn routes() -> Router<Shared> {
    Router::new().route("/setup/{link}", get(first::show).post(first::act))
}
