//! Sends what the engine asks for, to one origin.

use regain_protocol::{EXPECTED_HEAD, ProblemCode};
use regain_screen::message::Trouble;
use regain_sync::flow::contact;
use regain_sync::{Method, Request, Response};

use crate::app::App;
use crate::platform;

const TIMEOUT_MS: u32 = 30_000;

/// Sends a request to a service and reads the whole answer, whatever its status.
pub async fn send(service: &str, request: &Request) -> Result<Response, Trouble> {
    send_within(service, request, TIMEOUT_MS).await
}

/// The same, for as long as somebody waits for it.
pub async fn send_within(service: &str, request: &Request, timeout_ms: u32) -> Result<Response, Trouble> {
    let bearer = request.token.as_ref().map(|token| format!("Bearer {}", token.as_str()));
    let mut headers = Vec::new();
    if let Some(bearer) = &bearer {
        headers.push(("authorization", bearer.as_str()));
    }
    if let Some(media) = request.content_type {
        headers.push(("content-type", media));
    }
    if let Some(head) = &request.expected_head {
        headers.push((EXPECTED_HEAD, head.as_str()));
    }
    let method = match request.method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Delete => "DELETE",
    };
    let body = request.content_type.is_some().then_some(request.body.as_slice());
    let url = format!("{service}{}", request.path);
    let answer = platform::send(&url, method, &headers, body, timeout_ms).await?;
    let content_type = answer.content_type.split(';').next().unwrap_or_default().trim().to_owned();
    Ok(Response { status: answer.status, content_type, head: answer.head, body: answer.body })
}

/// First contact: is this a Regain service, of our version, and is a clock wrong?
pub async fn contact(app: &App, service: &str) -> Result<contact::Contact, Trouble> {
    let answer = send(service, &contact::start()).await?;
    let contact = contact::answer(&answer, platform::now())?;
    app.clock_off.set(contact.is_clock_wrong().then_some(contact.skew_ms));
    app.clock_compared.set(platform::now());
    Ok(contact)
}

/// Whether trouble passes by itself.
pub fn passes(trouble: &Trouble) -> bool {
    let slow = ProblemCode::SlowDown.code();
    matches!(trouble.code.as_str(), "offline" | "unreachable" | "timeout" | "contended" | "busy")
        || trouble.code == slow
}
