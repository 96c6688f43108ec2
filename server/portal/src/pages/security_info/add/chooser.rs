//! Which kind of method.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regain_storage::portal::MethodKind;

use crate::fault::Fault;
use crate::page::{Frame, Tab, show as page};
use crate::session::Action;
use crate::state::Shared;
use crate::visit::Enrolling;

#[derive(Template)]
#[template(path = "security_info/add/chooser.html")]
struct Chooser {
    frame: Frame,
    ways: Vec<Way>,
}

struct Way {
    address: &'static str,
    name: &'static str,
    about: &'static str,
}

/// Shows what the organisation lets people add.
pub async fn show(State(portal): State<Shared>, Enrolling(me): Enrolling) -> Result<Response, Fault> {
    me.permit(Action::AddMethod, "/security-info/add")?;
    let w = me.visitor.words();
    let (_, policy) = portal.storage.policy().await?;
    let way = |address, name, about| Way { address, name, about };
    let mut ways = Vec::new();
    if policy.kinds.contains(&MethodKind::Approval) {
        ways.push(way("/security-info/add/app", w.kind_code(), w.add_app_about()));
    } else if policy.kinds.contains(&MethodKind::Code) {
        ways.push(way("/security-info/add/code", w.kind_code(), w.add_code_about()));
    }
    if policy.kinds.contains(&MethodKind::Passkey) {
        ways.push(way("/security-info/add/passkey", w.kind_passkey(), w.add_passkey_about()));
    }
    if policy.kinds.contains(&MethodKind::RecoveryCodes) {
        ways.push(way(
            "/security-info/recovery-codes",
            w.kind_recovery_codes(),
            w.add_recovery_codes_about(),
        ));
    }
    page(&Chooser { frame: Frame::of_me(&me, Tab::SecurityInfo), ways })
}
