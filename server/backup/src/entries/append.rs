//! `POST /backups/{backup}/entries`: appends if the head is the expected one.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use regain_http::body;
use regain_log::frame;
use regain_protocol::limit::{APPEND_BYTES, APPEND_ENTRIES};
use regain_protocol::{Appended, ENTRIES_TYPE, EXPECTED_HEAD, Problem, ProblemCode, path};

use super::append_entries;
use super::framed::read_position;
use crate::auth::Signed;
use crate::fault::Fault;
use crate::state::Shared;

/// A body of this size and more is decoded, which hashes it, on a thread of its own. Bytes.
const INLINE_BYTES: usize = 256 << 10;

/// Appends entries, all or none.
#[utoipa::path(post, path = path::ENTRIES, tag = "entries", security(("session" = [])),
    params(("backup" = String, Path), ("regain-expected-head" = String, Header, description = "NUMBER.HASH")),
    request_body(content_type = "application/vnd.regain.entries", content = Vec<u8>),
    responses((status = 200, body = Appended), (status = 403, body = Problem),
        (status = 409, content_type = "application/vnd.regain.entries", description = "the entries the client lacks"),
        (status = 413, body = Problem), (status = 422, body = Problem)))]
pub async fn append(
    State(service): State<Shared>,
    Path(backup): Path<String>,
    request: Request,
) -> Result<Json<Appended>, Fault> {
    let (parts, body) = request.into_parts();
    // Without an announced length a body may turn out to be large.
    let announced =
        parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let small = announced.is_some_and(|length| length <= INLINE_BYTES);
    if !small {
        let signed = service.member(&parts.headers, &backup).await?;
        let _turn = service.large_bodies.acquire().await.map_err(Fault::internal)?;
        return read_and_append(&service, &signed, &parts.headers, body).await;
    }
    let Some(signed) = service.remembered(&parts.headers, &backup) else {
        let signed = service.member(&parts.headers, &backup).await?;
        return read_and_append(&service, &signed, &parts.headers, body).await;
    };
    match read_and_append(&service, &signed, &parts.headers, body).await {
        // A session that has ended is told nothing else.
        Err(fault) => service.member(&parts.headers, &backup).await.and(Err(fault)),
        appended => appended,
    }
}

async fn read_and_append(
    service: &Shared,
    signed: &Signed,
    headers: &HeaderMap,
    body: Body,
) -> Result<Json<Appended>, Fault> {
    let expected = headers.get(EXPECTED_HEAD).and_then(|value| value.to_str().ok());
    let expected = read_position(expected.ok_or_else(|| Fault::malformed("regain-expected-head: missing"))?)?;
    body::require_type(headers, ENTRIES_TYPE)?;
    let bytes = body::bytes(headers, body, APPEND_BYTES).await?;
    let decoded = if bytes.len() <= INLINE_BYTES {
        frame::read_all(&bytes)
    } else {
        tokio::task::spawn_blocking(move || frame::read_all(&bytes)).await.map_err(Fault::internal)?
    };
    let entries = decoded.map_err(|error| Fault::malformed(format!("entries: {error}")))?;
    if entries.len() > APPEND_ENTRIES {
        let problem = Problem::new(ProblemCode::TooLarge);
        return Err(problem.with_detail(format!("at most {APPEND_ENTRIES} entries")).into());
    }
    append_entries(service, signed, expected, entries, None).await.map(Json)
}
