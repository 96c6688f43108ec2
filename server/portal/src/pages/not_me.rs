//! "This wasn't me": the link in every mail about a change. Opening it shows what it does; the button does it.

mod act;

use axum::Router;
use axum::routing::get;

use crate::state::Shared;

/// Its path.
pub fn routes() -> Router<Shared> {
    Router::new().route("/not-me/{link}", get(act::show).post(act::act))
}
