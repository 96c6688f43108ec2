//! `POST /sign-in/device/finish`: the device's signature. A removed device is handed the entry that removed it.

use axum::Json;
use axum::extract::{Request, State};
use regain_http::body;
use regain_log::{BackupId, Control, Entry, MemberId, MemberRecord, frame, proof};
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::{FinishSignature, Problem, ProblemCode, Session, path};
use regain_storage::StoredEntry;

use super::device::DeviceAttempt;
use crate::fault::Fault;
use crate::session::{OpenError, open};
use crate::state::{Service, Shared};

/// Ends it: a session, one failure for everything, or the proof that the device was removed.
#[utoipa::path(post, path = path::DEVICE_FINISH, tag = "sign-in", request_body = FinishSignature,
    responses((status = 200, body = Session), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn finish(State(service): State<Shared>, request: Request) -> Result<Json<Session>, Fault> {
    let origins = service.origins(&request)?;
    let (parts, body) = request.into_parts();
    let FinishSignature { attempt, signature } = body::json(&parts.headers, body, JSON_BYTES).await?;
    let signature: [u8; 64] =
        signature.0.try_into().map_err(|_| Fault::malformed("signature: not 64 bytes"))?;
    let DeviceAttempt { names, challenge } = service.take_attempt(&attempt).await?;
    let (backup, device) = (names.backup, names.device);
    let signed_by = |key: &[u8; 32]| {
        origins.iter().any(|origin| {
            proof::verify(key, &proof::device_auth_message(origin, backup, device, &challenge), &signature)
        })
    };
    // A slot proves itself by its secret, not by its sign key: whoever holds the blob's content is past that already.
    let proved = |record: &MemberRecord| !record.kind.is_slot() && signed_by(&record.sign);
    match open(&service, backup, device, proved).await {
        Ok(Some(opened)) => {
            Ok(Json(Session { token: opened.token, expires: opened.expires, backup, slot: None }))
        }
        Ok(None) | Err(OpenError::NoBackup) => Err(service.sign_in_failed()),
        Err(OpenError::NotMember) => Err(removed(&service, backup, device, signed_by).await?),
        Err(OpenError::Fault(fault)) => Err(fault),
    }
}

/// The removal, for whoever proves to be the device that was removed; everyone else just failed.
async fn removed(
    service: &Service,
    backup: BackupId,
    device: MemberId,
    signed_by: impl Fn(&[u8; 32]) -> bool,
) -> Result<Fault, Fault> {
    let history = service.storage.control_entries(backup).await?;
    match removal_of(&history, device)? {
        Some(Removal { key, proof }) if signed_by(&key) => {
            let mut problem = Problem::new(ProblemCode::MemberRemoved);
            problem.entry = Some(proof.into());
            Ok(problem.into())
        }
        _ => Ok(service.sign_in_failed()),
    }
}

/// How a device went.
struct Removal {
    /// The sign key it had.
    key: [u8; 32],
    /// Framed: every control entry up to the one that removed it, so that a device which was away for long can follow.
    proof: Vec<u8>,
}

fn removal_of(history: &[StoredEntry], device: MemberId) -> Result<Option<Removal>, Fault> {
    let (mut key, mut run) = (None, Vec::new());
    for stored in history {
        frame::write_raw(&mut run, &stored.bytes, false);
        let entry = Entry::decode(&stored.bytes).map_err(Fault::internal)?;
        let body = entry.body().unwrap_or_default();
        match Control::decode(entry.header().kind, body).map_err(Fault::internal)? {
            Control::Genesis { members, .. } => {
                key = members.iter().find(|member| member.id == device).map(|member| member.sign).or(key);
            }
            Control::MemberAdded { member, .. } if member.id == device => key = Some(member.sign),
            Control::MemberRemoved { member, .. } if member == device => {
                return Ok(key.map(|key| Removal { key, proof: run }));
            }
            Control::MemberLeft if entry.header().author == device => {
                return Ok(key.map(|key| Removal { key, proof: run }));
            }
            _ => {}
        }
    }
    Ok(None)
}
