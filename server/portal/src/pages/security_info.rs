//! Security info: a person's own ways to sign in, password and mail addresses.

mod add;
mod address;
mod draft;
mod item;
mod method;
mod overview;
mod own;
mod password;
mod recovery_codes;

use axum::Router;
use axum::routing::{get, post};

use crate::state::Shared;

pub use address::address;
pub use item::kind;

/// Its paths. Those of adding are open to whoever enrols; all others need a session that reaches everything.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/security-info", get(overview::show))
        .route("/security-info/add", get(add::chooser::show))
        .route("/security-info/add/app", get(add::app::start).post(add::app::offer))
        .route("/security-info/add/app/account", get(add::app::account))
        .route("/security-info/add/app/{id}", get(add::app::show))
        .route("/security-info/add/code", get(add::code::start))
        .route("/security-info/add/code/{strength}", get(add::code::begin))
        .route("/security-info/add/code/{strength}/{draft}", get(add::code::show).post(add::code::act))
        .route("/security-info/recovery-codes", get(recovery_codes::start).post(recovery_codes::begin))
        .route("/security-info/recovery-codes/{draft}", get(recovery_codes::show).post(recovery_codes::act))
        .route("/security-info/methods/{id}/rename", get(method::rename::show).post(method::rename::act))
        .route("/security-info/methods/{id}/default", post(method::default::act))
        .route("/security-info/methods/{id}/remove", get(method::remove::show).post(method::remove::act))
        .route("/security-info/methods/{id}/lost", get(method::lost::show).post(method::lost::act))
        .route("/sign-in/lost", get(method::lost_at_sign_in::show))
        .route("/sign-in/lost/{id}", post(method::lost_at_sign_in::act))
        .route("/resume/{link}", get(method::resume::show).post(method::resume::act))
        .route("/resume/{link}/approval", post(method::resume_approval::act))
        .route("/resume/{link}/events", get(method::resume_approval::events))
        .route("/security-info/password", get(password::show).post(password::act))
        .route("/security-info/addresses", get(address::add::show).post(address::add::act))
        .route("/security-info/addresses/remove", post(address::remove::act))
        .route("/confirm-address/{link}", get(address::confirm::show).post(address::confirm::act))
}
