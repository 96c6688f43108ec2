//! The whole log as JSON lines, in order, read from the store while it is sent.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use futures_util::stream::try_unfold;
use regain_storage::StorageError;
use regain_storage::portal::AuditRow;
use serde::Serialize;

use crate::acts::Act;
use crate::deeds::id_text;
use crate::fault::Fault;
use crate::notes::Note;
use crate::pages::admin::who::Administrator;
use crate::session::Action;
use crate::state::Shared;

/// Lines read at once.
const PAGE: usize = 500;

/// A line as it is exported: everything that its hash is made of, so that the chain can be checked elsewhere.
#[derive(Serialize)]
struct Exported<'a> {
    number: u64,
    at: u64,
    actor: Option<String>,
    target: Option<String>,
    action: &'a str,
    origin: &'a str,
    evidence: &'a str,
    /// JSON inside a text: the hash is of exactly these letters.
    details: &'a str,
    hash: String,
}

/// Sends it. That it was sent is its last line.
pub async fn show(State(portal): State<Shared>, Administrator(me): Administrator) -> Result<Response, Fault> {
    me.permit(Action::Administer, "/admin/audit/export")?;
    let line = Note::mine(Act::AuditExported, &me).line(&me.visitor, portal.now());
    let last = portal.storage.append_audit(line).await?;
    let pages = try_unfold(0, move |after| {
        let portal = portal.clone();
        async move {
            if after >= last {
                return Ok::<_, StorageError>(None);
            }
            let mut rows = portal.storage.audit_after(after, PAGE).await?;
            rows.retain(|row| row.number <= last);
            let Some(end) = rows.last().map(|row| row.number) else { return Ok(None) };
            Ok(Some((rows.iter().map(text).collect::<String>(), end)))
        }
    });
    let headers = [
        (CONTENT_TYPE, "application/x-ndjson"),
        (CONTENT_DISPOSITION, "attachment; filename=\"audit-log.jsonl\""),
    ];
    Ok((headers, Body::from_stream(pages)).into_response())
}

fn text(AuditRow { number, line, hash }: &AuditRow) -> String {
    let exported = Exported {
        number: *number,
        at: line.at,
        actor: line.actor.map(|id| id_text(&id.0)),
        target: line.target.map(|id| id_text(&id.0)),
        action: &line.action,
        origin: &line.origin,
        evidence: &line.evidence,
        details: &line.details,
        hash: HEXLOWER.encode(hash),
    };
    let mut text = serde_json::to_string(&exported).expect("texts and numbers are JSON");
    text.push('\n');
    text
}
