//! "Scan the QR code", and the field for the first code.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regain_otp::Otp;
use regain_storage::portal::{MethodId, MethodKind, MethodState};
use zeroize::Zeroizing;

use super::key::{Strength, key, otpauth};
use crate::fault::Fault;
use crate::page::{Done, Frame, Tab, qr, redirect, show as page};
use crate::pages::security_info::add::replaceable::{self, Replaceable};
use crate::pages::security_info::draft::Draft;
use crate::session::{Action, Permit};
use crate::state::{Portal, Shared};
use crate::visit::{Enrolling, Me};

#[derive(Template)]
#[template(path = "security_info/add/code_scan.html")]
pub struct ScanPage {
    frame: Frame,
    action: String,
    qr: Zeroizing<String>,
    /// For apps on this very device.
    uri: Zeroizing<String>,
    secret: Zeroizing<String>,
    issuer: String,
    account: String,
    algorithm: &'static str,
    digits: String,
    period: String,
    name: String,
    replaceable: Vec<Replaceable>,
    replaces: String,
    error: Option<String>,
    /// The app ignores what was asked for: the usual key is offered.
    ignores: bool,
}

/// What somebody typed already, shown again.
#[derive(Default)]
pub struct Before {
    /// The name.
    pub name: Option<String>,
    /// What is to be replaced.
    pub replaces: String,
    /// What was wrong.
    pub error: Option<String>,
    /// Whether the app ignores what was asked for.
    pub ignores: bool,
}

/// Where a draft leads.
pub enum Opened {
    /// It is good.
    Good(Permit, Draft, MethodId),
    /// Somewhere else: it was used, or is too old.
    Elsewhere(Response),
}

/// Reads a draft's address. One that was used leads to the list, one that is too old to a new one, in its place.
pub async fn open(portal: &Portal, me: &Me, strength: Strength, draft: &str) -> Result<Opened, Fault> {
    let draft: Draft = draft.parse().map_err(|_| Fault::NotFound)?;
    let permit = me.permit(Action::AddMethod, &strength.path(draft))?;
    portal.require_kind(MethodKind::Code).await?;
    let method = draft.method(portal, me);
    if me.standing.method(method).is_some_and(|row| row.state != MethodState::Waiting) {
        return Ok(Opened::Elsewhere(redirect(&Done::MethodAdded.on("/security-info"))));
    }
    if draft.is_good(portal) {
        return Ok(Opened::Good(permit, draft, method));
    }
    Ok(Opened::Elsewhere(redirect(&Done::QrRenewed.on(&strength.path(Draft::new(portal, None))))))
}

/// Shows the QR code.
pub async fn show(
    State(portal): State<Shared>,
    Enrolling(me): Enrolling,
    Path((strength, draft)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let strength: Strength = strength.parse().map_err(|_| Fault::NotFound)?;
    match open(&portal, &me, strength, &draft).await? {
        Opened::Good(_, draft, _) => {
            let otp = key(&portal, &me, draft, strength)?;
            page(&scan_page(&portal, &me, strength.path(draft), otp, Before::default()).await?)
        }
        Opened::Elsewhere(response) => Ok(response),
    }
}

/// The page of a key.
pub async fn scan_page(
    portal: &Portal,
    me: &Me,
    action: String,
    otp: Otp,
    before: Before,
) -> Result<ScanPage, Fault> {
    let w = me.visitor.words();
    let auth = otpauth(portal, me, otp).await?;
    let uri = auth.to_uri();
    Ok(ScanPage {
        frame: Frame::of_me(me, Tab::SecurityInfo),
        action,
        qr: qr(&uri)?,
        uri,
        secret: grouped(&auth.otp.secret().expose_base32()),
        algorithm: auth.otp.algorithm().name(),
        digits: auth.otp.digits().to_string(),
        period: auth.otp.period().to_string(),
        issuer: auth.issuer,
        account: auth.label,
        name: before.name.unwrap_or_else(|| w.kind_code().to_owned()),
        replaceable: replaceable::all(&me.standing),
        replaces: before.replaces,
        error: before.error,
        ignores: before.ignores,
    })
}

/// In groups of four, as people copy it.
fn grouped(text: &str) -> Zeroizing<String> {
    let mut grouped = Zeroizing::new(String::with_capacity(text.len() + text.len() / 4));
    for (place, letter) in text.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(letter);
    }
    grouped
}
