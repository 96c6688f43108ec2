//! Signing in, proving a second factor again, signing out.

mod approval;
mod code;
mod finish;
mod out;
mod pass;
mod passkey;
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
            .route("/approval", get(approval::show).post(approval::act))
            .route("/approval/events", get(approval::events))
            .route("/code", post(code::act))
            .route("/recovery-code", post(recovery_code::act))
            .route("/pass", post(pass::act))
            .route("/password", post(password::act_again))
            .route("/passkey", post(passkey::act))
            .route("/passkey/ask", post(passkey::ask))
    };
    Router::new()
        .route("/sign-in", get(start::show).post(password::act))
        .route("/sign-in/passkey", post(passkey::act_alone))
        .route("/sign-in/passkey/ask", post(passkey::ask_alone))
        .route("/sign-out", post(out::act))
        .nest("/sign-in/verify", proofs())
        .nest("/step-up", proofs())
}
