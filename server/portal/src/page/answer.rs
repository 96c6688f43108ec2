//! Answers.

use askama::Template;
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use crate::fault::Fault;

/// A page.
pub fn show(page: &impl Template) -> Result<Response, Fault> {
    Ok(Html(page.render()?).into_response())
}

/// What a form leads to: a page, by GET, so that reloading it sends nothing again.
pub fn redirect(path: &str) -> Response {
    match HeaderValue::from_str(path) {
        Ok(location) => (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response(),
        Err(error) => Fault::internal(&error).into_response(),
    }
}
