//! The first administrator: a name and a password. The session this opens reaches the enrolment pages only, until there are two ways in.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_http::token;
use regain_storage::portal::{
    CreateFirst, CreatePerson, CreatePersonOutcome, Evidence, MethodId, MethodKind, MethodState, NewMethod,
    NewPortalSession, PersonId, Role, ThingHash,
};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Frame, redirect, show as page};
use crate::pages::new_password::{self, Shown};
use crate::people::PersonName;
use crate::state::{Portal, Shared};
use crate::visit::{Sent, Visitor, cookies};

/// How long the session lasts, ms: an hour, as a pass does.
const SESSION_MS: u64 = 60 * 60 * 1000;

#[derive(Template)]
#[template(path = "setup/first.html")]
struct FirstPage {
    frame: Frame,
    link: String,
    name: String,
    shown: String,
    error: Option<String>,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    name: String,
    shown: String,
    password: Zeroizing<String>,
    again: Zeroizing<String>,
}

/// Shows the form; the link is used by nothing but sending it.
pub async fn show(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Fault> {
    good_link(&portal, &link).await?;
    let frame = Frame::of(&visitor);
    page(&FirstPage { frame, link, name: String::new(), shown: String::new(), error: None })
}

/// Makes the administrator, uses the link, and opens the session in which the two ways in are added: one operation.
pub async fn act(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let hash = good_link(&portal, &link).await?;
    let w = visitor.words();
    let again = |error: &str| {
        let frame = Frame::of(&visitor);
        let (name, shown) = (typed.name.clone(), typed.shown.clone());
        let shown =
            page(&FirstPage { frame, link: link.clone(), name, shown, error: Some(error.to_owned()) })?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
    };
    let Ok(name) = PersonName::typed(&typed.name) else { return again(w.name_wrong()) };
    let shown = Shown::typed(&typed.shown, name.as_str());
    let kept =
        new_password::keep(&portal, w, &typed.password, &typed.again, &[name.as_str(), shown.as_str()])
            .await?;
    let password = match kept {
        Ok(hash) => hash,
        Err(said) => return again(&said),
    };
    let (text, session) = token::make(&portal.random);
    let request = request(&portal, &visitor, hash, &name, &shown, password, session);
    match portal.storage.create_first(request).await? {
        CreatePersonOutcome::Created => {}
        CreatePersonOutcome::Taken => return Err(Fault::NotFound),
    }
    let mut response = redirect("/security-info");
    cookies::keep(response.headers_mut(), cookies::SESSION, &text);
    Ok(response)
}

/// The link stands for the second factor: whoever reads it on the host holds the host. It is a pass that ends with the session.
fn request(
    portal: &Portal,
    visitor: &Visitor,
    link: ThingHash,
    name: &PersonName,
    shown: &Shown,
    password: String,
    session: ThingHash,
) -> CreateFirst {
    let now = portal.now();
    let id = PersonId(portal.random.bytes());
    let expires = now + SESSION_MS;
    let method = |kind, secret: Vec<u8>, ends| NewMethod {
        id: MethodId(portal.random.bytes()),
        kind,
        state: MethodState::Live,
        name: String::new(),
        secret,
        ends,
        limited_until: None,
    };
    let methods = vec![
        method(MethodKind::Password, password.into_bytes(), None),
        method(MethodKind::Pass, Vec::new(), Some(expires)),
    ];
    let evidence: Vec<Evidence> =
        methods.iter().map(|method| Evidence { kind: method.kind, method: method.id, at: now }).collect();
    let notes =
        Note::own(Act::FirstAdministrator, id, &evidence).with("name", name.as_str()).quiet(visitor, now);
    CreateFirst {
        link,
        person: CreatePerson {
            id,
            name: name.as_str().to_owned(),
            shown: shown.as_str().to_owned(),
            role: Role::Administrator,
            now,
            notes,
        },
        methods,
        session: NewPortalSession { token: session, expires, origin: visitor.origin() },
        evidence,
    }
}

async fn good_link(portal: &Portal, link: &str) -> Result<ThingHash, Fault> {
    let hash = token::hash_of_text(link).ok_or(Fault::NotFound)?;
    if portal.storage.is_setup_link(hash, portal.now()).await? { Ok(hash) } else { Err(Fault::NotFound) }
}
