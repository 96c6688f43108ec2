//! The codes.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regain_storage::portal::{MethodId, MethodKind};
use zeroize::Zeroizing;

use super::start::START;
use crate::fault::Fault;
use crate::page::{Done, Frame, Tab, redirect, show as page};
use crate::pages::security_info::draft::Draft;
use crate::session::{Action, Permit};
use crate::spoken;
use crate::state::{Portal, Shared};
use crate::visit::{Enrolling, Me};

/// How many there are.
pub const CODES: u8 = 10;

#[derive(Template)]
#[template(path = "security_info/recovery_codes/show.html")]
pub struct ShowPage {
    frame: Frame,
    action: String,
    codes: Vec<Zeroizing<String>>,
    host: String,
    account: String,
    /// There are old ones, which go.
    again: bool,
    error: Option<&'static str>,
}

/// Where a draft leads.
pub enum Opened {
    /// It is good.
    Good(Permit, Draft),
    /// Somewhere else: it is in use, or too old.
    Elsewhere(Response),
}

/// Reads a draft's address.
pub async fn open(portal: &Portal, me: &Me, draft: &str) -> Result<Opened, Fault> {
    let draft: Draft = draft.parse().map_err(|_| Fault::NotFound)?;
    let permit = me.permit(Action::ShowRecoveryCodes, &path(draft))?;
    portal.require_kind(MethodKind::RecoveryCodes).await?;
    let current = current(me);
    if current == Some(draft.method(portal, me)) {
        // They were shown once, and are kept.
        return Ok(Opened::Elsewhere(redirect(&Done::RecoveryCodesKept.on("/security-info"))));
    }
    if draft.is_for(current) && draft.is_good(portal) {
        Ok(Opened::Good(permit, draft))
    } else {
        Ok(Opened::Elsewhere(redirect(START)))
    }
}

/// Shows them.
pub async fn show(
    State(portal): State<Shared>,
    Enrolling(me): Enrolling,
    Path(draft): Path<String>,
) -> Result<Response, Fault> {
    match open(&portal, &me, &draft).await? {
        Opened::Good(_, draft) => page(&show_page(&portal, &me, draft, None)),
        Opened::Elsewhere(response) => Ok(response),
    }
}

/// The page of a draft.
pub fn show_page(portal: &Portal, me: &Me, draft: Draft, error: Option<&'static str>) -> ShowPage {
    ShowPage {
        frame: Frame::of_me(me, Tab::SecurityInfo),
        action: path(draft),
        codes: codes(portal, me, draft).map(|bytes| spoken::show(&bytes)).collect(),
        host: portal.settings.address.host().to_owned(),
        account: me.standing.person.name.clone(),
        again: current(me).is_some(),
        error,
    }
}

/// The codes of a draft in this session.
pub fn codes(portal: &Portal, me: &Me, draft: Draft) -> impl Iterator<Item = Zeroizing<[u8; spoken::LEN]>> {
    (0..CODES).map(move |number| {
        let secret = draft.secret(portal, me, "recovery code of a draft", number);
        Zeroizing::new(*secret.first_chunk().expect("10 of 32 bytes"))
    })
}

/// The set in use.
pub fn current(me: &Me) -> Option<MethodId> {
    let set = me.standing.methods.iter().find(|row| row.kind == MethodKind::RecoveryCodes);
    set.map(|row| row.id)
}

/// The path of a draft's page.
pub fn path(draft: Draft) -> String {
    format!("{START}/{draft}")
}
