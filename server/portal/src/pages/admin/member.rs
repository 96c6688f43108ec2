//! Members.

mod create;
mod disabled;
mod invite;
mod list;
mod pass;
mod reregistration;
mod role;
mod sessions;
mod show;
mod take_back;

use axum::Router;
use axum::routing::get;

use crate::state::Shared;

pub use pass::{CHECKED_MAX, PassPage, close_request};

/// Their paths.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/members", get(list::show))
        .route("/admin/members/new", get(create::show).post(create::act))
        .route("/admin/members/{id}", get(show::show))
        .route("/admin/members/{id}/pass", get(pass::show).post(pass::act))
        .route("/admin/members/{id}/reregistration", get(reregistration::show).post(reregistration::act))
        .route("/admin/members/{id}/sessions", get(sessions::show).post(sessions::act))
        .route("/admin/members/{id}/disable", get(disabled::show_disable).post(disabled::disable))
        .route("/admin/members/{id}/enable", get(disabled::show_enable).post(disabled::enable))
        .route("/admin/members/{id}/role", get(role::show).post(role::act))
        .route("/admin/members/{id}/invitation", get(invite::show).post(invite::act))
        .route("/admin/members/{id}/take-back", get(take_back::show).post(take_back::act))
}
