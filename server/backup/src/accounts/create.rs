//! `POST /accounts`: a new account with its genesis, its slots and a session of its device.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use regain_http::{body, token};
use regain_log::{Chain, Entry, MemberId, MemberKind, MemberRecord};
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::{CreateAccount, CreatedAccount, Problem, ProblemCode, SlotBlob, path};
use regain_storage::{CreateAccountOutcome, NewEntry, NewSession, SlotRow};

use crate::auth::SESSION_MS;
use crate::fault::Fault;
use crate::slots::row::slot_row;
use crate::state::{Service, Shared};

/// Makes an account. The only place where a taken name shows: hence counted per client address before the store is asked.
#[utoipa::path(post, path = path::ACCOUNTS, tag = "accounts", request_body = CreateAccount,
    responses((status = 201, body = CreatedAccount), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn create(
    State(service): State<Shared>,
    request: Request,
) -> Result<(StatusCode, Json<CreatedAccount>), Fault> {
    if !service.settings.registration_open {
        return Err(ProblemCode::RegistrationClosed.into());
    }
    let client = service.client(&request);
    let (parts, body) = request.into_parts();
    let wanted: CreateAccount = body::json(&parts.headers, body, JSON_BYTES).await?;
    service.spend_registration("account", client).await?;
    let founded = found(&wanted)?;
    if service.storage.account_by_name(wanted.account.as_str()).await?.is_some() {
        return Err(ProblemCode::AccountTaken.into());
    }
    for slot in founded.slots.iter().filter(|slot| slot.kind == MemberKind::Passphrase) {
        service.require_fresh_slot(slot.id).await?;
    }
    let (text, hash) = token::make(&service.random);
    let created = store(&service, wanted, founded, text, hash).await?;
    Ok((StatusCode::CREATED, Json(created)))
}

/// What a verified genesis gives.
struct Founded {
    chain: Chain,
    entry: NewEntry,
    slots: Vec<SlotRow>,
    device: MemberId,
}

fn found(wanted: &CreateAccount) -> Result<Founded, Fault> {
    let genesis =
        Entry::decode(&wanted.genesis.0).map_err(|error| Fault::malformed(format!("genesis: {error}")))?;
    if genesis.header().backup != wanted.backup {
        return Err(Fault::malformed("backup: the genesis names another one"));
    }
    let chain = Chain::begin(&genesis, None).map_err(|error| crate::entries::refused(&error))?;
    let records: Vec<MemberRecord> = chain.members().map(|member| member.record).collect();
    let device = records.iter().find(|record| record.kind == MemberKind::Device).map(|record| record.id);
    let device = device.ok_or_else(|| Fault::internal("a founded chain has a device"))?;
    let slots: Vec<&MemberRecord> = records.iter().filter(|record| record.kind.is_slot()).collect();
    if wanted.blobs.len() != slots.len() {
        return Err(Fault::malformed("blobs: one for each slot of the genesis"));
    }
    if wanted.registration_upload.is_some() && slots.iter().all(|slot| slot.kind != MemberKind::Passphrase) {
        return Err(Fault::malformed("registration_upload: the genesis names no passphrase"));
    }
    let slots = slots.into_iter().map(|slot| {
        let blob = blob_of(&wanted.blobs, slot.id)?;
        let upload = wanted.registration_upload.as_ref().filter(|_| slot.kind == MemberKind::Passphrase);
        slot_row(slot, blob, upload)
    });
    let slots = slots.collect::<Result<_, Fault>>()?;
    let entry = NewEntry::of(&genesis).ok_or_else(|| Fault::malformed("genesis: its body is missing"))?;
    Ok(Founded { chain, entry, slots, device })
}

fn blob_of(blobs: &[SlotBlob], slot: MemberId) -> Result<&regain_protocol::Bytes, Fault> {
    let blob = blobs.iter().find(|blob| blob.slot == slot);
    blob.map(|blob| &blob.blob).ok_or_else(|| Fault::malformed(format!("blobs: the slot {slot} has none")))
}

async fn store(
    service: &Service,
    wanted: CreateAccount,
    founded: Founded,
    token: String,
    hash: [u8; 32],
) -> Result<CreatedAccount, Fault> {
    let Founded { chain, entry, slots, device } = founded;
    let now = service.clock.now();
    let expires = now.saturating_add(SESSION_MS);
    let request = regain_storage::CreateAccount {
        name: wanted.account.into(),
        backup: wanted.backup,
        genesis: entry,
        chain: chain.to_snapshot(),
        slots,
        session: Some(NewSession { token: hash, member: device, kind: MemberKind::Device, expires }),
        now,
    };
    match service.storage.create_account(request).await? {
        CreateAccountOutcome::Created => Ok(CreatedAccount { token, expires }),
        CreateAccountOutcome::NameTaken => Err(ProblemCode::AccountTaken.into()),
        CreateAccountOutcome::BackupIdTaken => {
            Err(Problem::new(ProblemCode::AccountTaken).with_detail("backup: this id is taken").into())
        }
    }
}
