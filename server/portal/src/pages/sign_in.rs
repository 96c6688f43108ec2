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
pub use verify::code as code_of;
pub use verify::not_now;

use crate::proving::{STEP_UP, VERIFY};
use crate::state::Shared;

/// Its paths. What proves a factor stands under `/sign-in/verify` for an attempt and under `/step-up` for a session.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/sign-in", get(start::show).post(password::act))
        .route("/sign-in/passkey", post(passkey::act_alone))
        .route("/sign-in/passkey/ask", post(passkey::ask_alone))
        .route("/sign-out", post(out::act))
        .merge(proofs(VERIFY))
        .merge(proofs(STEP_UP))
}

/// Not a nest: inside one, a request's path lacks the part that says which of both it is.
fn proofs(base: &str) -> Router<Shared> {
    let at = |path: &str| format!("{base}{path}");
    Router::new()
        .route(base, get(verify::show))
        .route(&at("/approval"), get(approval::show).post(approval::act))
        .route(&at("/approval/events"), get(approval::events))
        .route(&at("/code"), post(code::act))
        .route(&at("/recovery-code"), post(recovery_code::act))
        .route(&at("/pass"), post(pass::act))
        .route(&at("/password"), post(password::act_again))
        .route(&at("/passkey"), post(passkey::act))
        .route(&at("/passkey/ask"), post(passkey::ask))
}
