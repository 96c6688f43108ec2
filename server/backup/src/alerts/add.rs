//! `POST /backups/{backup}/alerts`: an address, told of nothing until its owner has confirmed it.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use regain_http::{body, token};
use regain_protocol::limit::{ALERTS, JSON_BYTES};
use regain_protocol::{AlertAddress, Problem, ProblemCode, path};
use regain_storage::{AddAlert, AddAlertOutcome};

use super::MailAddress;
use crate::fault::Fault;
use crate::notices;
use crate::state::Shared;

/// How long an address may be confirmed, ms: a week.
const CONFIRM_MS: u64 = 7 * 24 * 60 * 60 * 1000;
/// Requests to confirm that one backup, and that one address, causes in a day: more would be a way to pester people.
const MAILS_A_DAY: u64 = 10;

/// Adds an address and asks its owner.
#[utoipa::path(post, path = path::ALERTS, tag = "alerts", security(("session" = [])),
    params(("backup" = String, Path)), request_body = AlertAddress,
    responses((status = 204), (status = 400, body = Problem), (status = 429, body = Problem)))]
pub async fn add(
    State(service): State<Shared>,
    Path(backup): Path<String>,
    request: Request,
) -> Result<StatusCode, Fault> {
    let (parts, body) = request.into_parts();
    let backup = service.member(&parts.headers, &backup).await?.session.backup;
    let AlertAddress { address } = body::json(&parts.headers, body, JSON_BYTES).await?;
    let address: MailAddress =
        address.parse().map_err(|error| Fault::malformed(format!("address: {error}")))?;
    let address = address.as_str();
    service.spend_mail("mails of backup", &backup.0, MAILS_A_DAY).await?;
    service.spend_mail("mails to address", address.as_bytes(), MAILS_A_DAY).await?;
    let row = service.storage.head(backup).await?.ok_or(ProblemCode::NotFound)?;
    let (text, confirm_token) = token::make(&service.random);
    let now = service.clock.now();
    let mail = notices::confirm(
        address,
        &row.name,
        &service.link(path::ALERT_CONFIRM, &text),
        &service.stop_link(backup, address),
    );
    let request = AddAlert {
        backup,
        address: address.into(),
        confirm_token,
        stop_token: service.secrets.stop_token_hash(&backup.0, address),
        expires: now.saturating_add(CONFIRM_MS),
        mail,
        now,
    };
    match service.storage.add_alert(request).await? {
        AddAlertOutcome::Added => {
            service.mail_waits.notify_one();
            Ok(StatusCode::NO_CONTENT)
        }
        AddAlertOutcome::AlreadyThere => Ok(StatusCode::NO_CONTENT),
        AddAlertOutcome::TooMany => {
            Err(Fault::malformed(format!("address: a backup has at most {ALERTS}; remove one first")))
        }
        AddAlertOutcome::NoBackup => Err(ProblemCode::NotFound.into()),
    }
}
