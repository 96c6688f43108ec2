//! The page that says what went wrong and what to do.

use std::panic::AssertUnwindSafe;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Frame, date, redirect, show};
use crate::fault::Fault;
use crate::people::{ApprovalRefusal, DeedRefusal};
use crate::state::Shared;
use crate::visit::{Next as Afterwards, Visitor, cookies};
use crate::words::Words;

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage {
    frame: Frame,
    title: String,
    text: String,
    step: Option<(String, &'static str)>,
}

/// Turns faults into pages, and remembers a language that was chosen. For `axum::middleware::from_fn_with_state`.
pub async fn faults(State(portal): State<Shared>, request: Request, next: Next) -> Response {
    use futures_util::FutureExt as _;
    let (parts, body) = request.into_parts();
    let visitor = Visitor::of(&portal, &parts);
    let answer = AssertUnwindSafe(next.run(Request::from_parts(parts, body))).catch_unwind().await;
    let mut response = answer.unwrap_or_else(|_| Fault::internal(&"a request panicked").into_response());
    if let Some(fault) = fault_of(&response) {
        response = page(&fault, &visitor);
    }
    if visitor.language_chosen {
        cookies::keep_long(response.headers_mut(), cookies::LANGUAGE, visitor.language.tag());
    }
    response
}

/// What a handler said, or what the router and its extractors mean.
fn fault_of(response: &Response) -> Option<Fault> {
    if let Some(fault) = response.extensions().get::<Fault>() {
        return Some(fault.clone());
    }
    let shaped = response.headers().contains_key(axum::http::header::CONTENT_TYPE)
        && !response.headers()[axum::http::header::CONTENT_TYPE].as_bytes().starts_with(b"text/plain");
    match response.status() {
        status if shaped || status.is_success() || status.is_redirection() => None,
        StatusCode::NOT_FOUND => Some(Fault::NotFound),
        status if status.is_client_error() => Some(Fault::Malformed),
        status => Some(Fault::internal(&format!("an answer {status} without a page"))),
    }
}

fn page(fault: &Fault, visitor: &Visitor) -> Response {
    match fault {
        Fault::SignIn { next } => return redirect(&Afterwards::asked(Some(next)).after("/sign-in")),
        Fault::StepUp { next } => return redirect(&Afterwards::asked(Some(next)).after("/step-up")),
        Fault::EnrolFirst => return redirect("/security-info"),
        _ => {}
    }
    let w = visitor.words();
    let (title, text) = said(fault, w);
    let page =
        FaultPage { frame: Frame::of(visitor), title: title.to_owned(), text, step: step(fault, visitor, w) };
    let mut response = show(&page).unwrap_or_else(|_| fault.status().into_response());
    *response.status_mut() = fault.status();
    if let Fault::Slow(ms) = fault {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(ms.div_ceil(1000).max(1)));
    }
    response
}

fn said(fault: &Fault, w: Words) -> (&'static str, String) {
    match fault {
        Fault::Limited(until) => (w.fault_limited_title(), w.fault_limited(&date(*until))),
        Fault::NotFound => (w.fault_not_found_title(), w.fault_not_found().to_owned()),
        Fault::Forbidden => (w.fault_forbidden_title(), w.fault_forbidden().to_owned()),
        Fault::NotThisKind => (w.fault_forbidden_title(), w.fault_kind().to_owned()),
        Fault::Refused(refusal) => (w.fault_forbidden_title(), refused(*refusal, w).to_owned()),
        Fault::NotSecond(refusal) => (w.fault_forbidden_title(), not_second(*refusal, w).to_owned()),
        Fault::Foreign => (w.fault_foreign_title(), w.fault_foreign().to_owned()),
        Fault::Moved => (w.fault_moved_title(), w.fault_moved().to_owned()),
        Fault::Expired => (w.fault_expired_title(), w.fault_expired().to_owned()),
        Fault::Slow(ms) => (w.fault_slow_title(), slow(*ms, w)),
        Fault::Busy => (w.fault_busy_title(), w.fault_busy().to_owned()),
        Fault::Internal(id) => (w.fault_internal_title(), w.fault_internal(id)),
        Fault::Malformed | Fault::SignIn { .. } | Fault::StepUp { .. } | Fault::EnrolFirst => {
            (w.fault_malformed_title(), w.fault_malformed().to_owned())
        }
    }
}

fn refused(refusal: DeedRefusal, w: Words) -> &'static str {
    match refusal {
        DeedRefusal::NotPrivileged => w.fault_forbidden(),
        DeedRefusal::Oneself => w.refused_oneself(),
        DeedRefusal::OnlyMembers => w.refused_only_members(),
        DeedRefusal::OnlyAdministrators => w.refused_only_administrators(),
        DeedRefusal::LastAdministrator => w.refused_last_administrator(),
    }
}

/// Why an approval does not count.
pub fn not_second(refusal: ApprovalRefusal, w: Words) -> &'static str {
    match refusal {
        ApprovalRefusal::Expired => w.not_second_expired(),
        ApprovalRefusal::OnlyAdministrators => w.refused_only_administrators(),
        ApprovalRefusal::SamePerson => w.not_second_same(),
        ApprovalRefusal::Oneself => w.refused_oneself(),
        ApprovalRefusal::NewInRole => w.not_second_new(),
        ApprovalRefusal::Nobody => w.not_second_nobody(),
        ApprovalRefusal::NoMore => w.not_second_no_more(),
    }
}

/// Seconds while they are few, else minutes.
pub fn slow(ms: u64, w: Words) -> String {
    let seconds = ms.div_ceil(1000).max(1);
    if seconds < 120 { w.fault_slow_seconds(seconds) } else { w.fault_slow_minutes(seconds.div_ceil(60)) }
}

fn step(fault: &Fault, visitor: &Visitor, w: Words) -> Option<(String, &'static str)> {
    match fault {
        Fault::Expired => Some(("/sign-in".to_owned(), w.fault_step_sign_in())),
        Fault::Foreign | Fault::Malformed | Fault::Busy | Fault::Slow(_) | Fault::Moved => {
            let path = visitor.path.split('?').next().unwrap_or("/");
            Some((path.to_owned(), w.fault_step_again()))
        }
        Fault::Refused(_) | Fault::NotSecond(_) => Some(("/admin".to_owned(), w.tab_admin())),
        Fault::NotFound | Fault::Forbidden | Fault::NotThisKind | Fault::Limited(_) => {
            Some(("/security-info".to_owned(), w.fault_step_home()))
        }
        _ => None,
    }
}
