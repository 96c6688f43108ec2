//! Signing in, proving a second factor again, signing out.

mod code;
mod finish;
mod out;
mod pass;
mod password;
mod recovery_code;
mod start;
mod verify;

use axum::Router;
use axum::routing::{get, post};

pub use finish::finish;

use crate::state::Shared;

/// Its paths. What proves a factor stands under `/sign-in/verify` for an attempt and under `/step-up` for a session.
pub fn routes() -> Router<Shared> {
    let proofs = || {
        Router::new()
            .route("/", get(verify::show))
            .route("/code", post(code::act))
            .route("/recovery-code", post(recovery_code::act))
            .route("/pass", post(pass::act))
            .route("/password", post(password::act_again))
    };
    Router::new()
        .route("/sign-in", get(start::show).post(password::act))
        .route("/sign-out", post(out::act))
        .nest("/sign-in/verify", proofs())
        .nest("/step-up", proofs())
}
